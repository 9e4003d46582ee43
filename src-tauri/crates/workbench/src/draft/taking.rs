//! A case file of a case that is here already: what is here, what comes, and what the user chose to do.
//! Nothing is deleted: what a file takes over is one step, which undo takes back.

use std::collections::BTreeMap;
use std::path::Path;

use case::{Case, content_digest};
use foundation::{Digest, Identity, Revision, Stamp};
use serde::{Deserialize, Serialize};
use store::{Draft, DraftId, Kept, Listed};

use crate::desk::{Desk, OpenCase};
use crate::draft::drafts::Drafts;
use crate::draft::kept::Asking;
use crate::draft::session::Session;
use crate::fault::Fault;
use crate::files::names;
use crate::refusal::Refusal;
use crate::send::origin::kept_among;

/// What to do with a file whose case is here already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Take.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// Opens the draft that is here; nothing of the file is taken.
    Open,
    /// Puts what the file says into the draft that is here, as one step; makes a draft where none is here.
    Update,
    /// The same, but of a package that was changed in another way only where it was changed more often: what every machine
    /// comes to, in whatever order packages arrive.
    ByRevision,
    /// Makes a new case of the file, with an id of its own.
    KeepBoth,
}

/// The case of a file is here already.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AlreadyHere.ts"))]
pub struct AlreadyHere {
    /// What is here.
    pub here: DraftHere,
    /// What comes.
    pub file: CaseComing,
    /// How what comes stands to what is here.
    pub compared: Compared,
    /// What its call is for, such as `论文`.
    pub thing: String,
}

/// The draft that is here.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DraftHere.ts"))]
pub struct DraftHere {
    /// Its number.
    pub draft: i64,
    /// The name of the case; may be empty.
    pub title: String,
    /// How often it was changed.
    pub revision: u64,
    /// The last change, in milliseconds since 1970.
    pub changed: i64,
    /// Whether it lies in the bin; opening and updating take it out.
    pub binned: bool,
    /// How many of its files that the disk had changed were mended by those that come.
    pub mended: u32,
}

/// The case in a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CaseComing.ts"))]
pub struct CaseComing {
    /// The name of the case; may be empty.
    pub title: String,
    /// How often it was changed.
    pub revision: u64,
    /// When the file was last written, in milliseconds since 1970; copying keeps it on most systems.
    pub written: Option<i64>,
}

/// How a file stands to the draft of its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Compared.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// It says the same.
    Same,
    /// It says something else, and was changed more often.
    Newer,
    /// It says something else, and was changed less often.
    Older,
    /// Changed in another way, on two machines or by another program: neither goes before the other.
    Diverged,
    /// It is a case of another call, and cannot go into the draft.
    OtherCall,
}

impl Drafts {
    /// The draft of the case of a file, and how the file stands to it.
    pub(crate) fn here(
        &self,
        desk: &Desk<'_>,
        (file, coming): (&Path, &OpenCase),
        identity: Identity,
    ) -> Result<Option<AlreadyHere>, Refusal> {
        let content = desk.content(coming).map_err(Fault::from)?;
        let state = Coming {
            case: &coming.case,
            stamp: Stamp { identity, content },
            lineage: None,
            written: desk.files.modified(file),
        };
        self.here_of(desk, &state)
    }

    /// The same of any state that comes.
    pub(crate) fn here_of(
        &self,
        desk: &Desk<'_>,
        coming: &Coming<'_>,
    ) -> Result<Option<AlreadyHere>, Refusal> {
        let identity = coming.stamp.identity;
        let find = || self.store(|store| store.draft_of(identity.id));
        let Some(found) = find()? else { return Ok(None) };
        // What was typed a moment ago counts; where it cannot be saved, what was saved before does.
        let _ = self.save(desk, found.id);
        let Some(Listed { id, row, changed, binned, .. }) = find()? else { return Ok(None) };
        let here = row.stamp.map(|stamp| stamp.identity.revision).unwrap_or_default();
        let (draft, kept) = self.store(|store| Ok((store.draft(id)?, store.kept_of(id)?)))?;
        let standing = Standing::of(desk, &draft, &kept);
        let compared = match row.call == coming.case.call.id {
            false => Compared::OtherCall,
            true => coming.compared(here, standing.as_ref()),
        };
        Ok(Some(AlreadyHere {
            here: DraftHere {
                draft: id.0,
                title: row.title,
                revision: here.number(),
                changed,
                binned: binned.is_some(),
                mended: 0,
            },
            file: CaseComing {
                title: coming.case.name(),
                revision: identity.revision.number(),
                written: coming.written,
            },
            compared,
            thing: coming.case.call.thing.clone(),
        }))
    }

    /// Puts what a case says into an open draft, with its files under names that are free there; `shape` makes of what
    /// stands there and what comes what will stand there.
    pub(crate) fn take_contents(
        &self,
        desk: &Desk<'_>,
        (draft, token): Asking,
        (mut case, kept): (Case, Vec<(String, Kept)>),
        shape: impl FnOnce(&Case, Case) -> Result<Case, Refusal>,
    ) -> Result<(), Refusal> {
        let id = DraftId(draft);
        self.edit((id, token), |session| {
            let named = rename(session, &mut case, kept);
            self.store(|store| store.name_kept(id, &named))?;
            session.take(named, self.home());
            let case = shape(&session.open.case, case)?;
            session.take_contents(&case, desk.clock.running())
        })?;
        // It is in the draft; what comes now only looks at it, and takes nothing back.
        if let Ok(open) = self.case(id) {
            desk.evidence_of_headers(&open);
            let _ = self.edit((id, token), |session| {
                session.look_afresh(desk);
                Ok(())
            });
        }
        Ok(())
    }
}

/// Gives each file of a case a name that is free in the draft, or the one by which the draft has it.
fn rename(session: &Session, case: &mut Case, kept: Vec<(String, Kept)>) -> Vec<(String, Kept)> {
    let mut named: Vec<(String, Kept)> = Vec::new();
    let mut new: BTreeMap<String, String> = BTreeMap::new();
    for (name, kept) in kept {
        let free = session.free_name(&name, &named, &kept);
        new.insert(name, free.clone());
        named.push((free, kept));
    }
    for name in case.file_names_mut() {
        *name = new.get(name).cloned().unwrap_or_else(|| {
            // One that is not there must not come to mean a file of the draft.
            names::free(name, |name| session.kept.contains_key(name))
        });
    }
    named
}

/// A state of a case that comes from elsewhere.
pub(crate) struct Coming<'c> {
    pub(crate) case: &'c Case,
    pub(crate) stamp: Stamp,
    /// The states that went before it; none where that is not known.
    pub(crate) lineage: Option<&'c [Digest]>,
    /// When its file was written, in milliseconds since 1970.
    pub(crate) written: Option<i64>,
}

/// What a draft says that is not open, and what it said when it was handed over before.
struct Standing {
    content: Digest,
    lineage: Vec<Digest>,
}

impl Standing {
    /// None where this version cannot read the draft.
    fn of(desk: &Desk<'_>, draft: &Draft, kept: &[(String, Kept)]) -> Option<Self> {
        let case = desk.read_draft(&draft.case_file, draft.row.stamp).ok()?;
        let content = content_digest(&case, &|name| kept_among(kept, name));
        Some(Self { content, lineage: case.lineage })
    }
}

impl Coming<'_> {
    /// How it stands to what is here. Who went before whom decides; where that is not known, how often each was changed.
    fn compared(&self, here: Revision, standing: Option<&Standing>) -> Compared {
        let content = self.stamp.content;
        if standing.is_some_and(|standing| standing.content == content) {
            return Compared::Same;
        }
        let by_revision = match self.stamp.identity.revision.cmp(&here) {
            std::cmp::Ordering::Greater => Compared::Newer,
            std::cmp::Ordering::Less => Compared::Older,
            std::cmp::Ordering::Equal => Compared::Diverged,
        };
        let Some(standing) = standing else { return by_revision };
        let went_before = standing.lineage.contains(&content);
        match self.lineage {
            None => by_revision,
            Some(states) => match (states.contains(&standing.content), went_before) {
                (true, false) => Compared::Newer,
                (false, true) => Compared::Older,
                // It was changed back to what it had been.
                (true, true) => by_revision,
                (false, false) => Compared::Diverged,
            },
        }
    }
}
