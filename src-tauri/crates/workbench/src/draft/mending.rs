//! Drafts that were changed on the disk: what there is of one in the copies, what can still be read of it, and how it goes
//! on with one of them.

use case::Case;
use serde::{Deserialize, Serialize};
use store::DraftId;

use crate::ask::Ask;
use crate::desk::{Desk, OpenCase, Places};
use crate::draft::drafts::Drafts;
use crate::draft::whole::DraftView;
use crate::memory::lock;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Tells what there is of a draft: its states in the copies, and what can be read of it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Versions {
    /// Which.
    pub draft: i64,
}

/// Puts a draft back to what it was in a copy, and opens it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Restore {
    /// Which.
    pub draft: i64,
    /// The copy, as `versions` names it.
    pub copy: String,
}

/// Makes another draft of what can be read of one that was changed on the disk, and opens it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadInPart {
    /// Which.
    pub draft: i64,
}

/// What there is of a draft.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "VersionsView.ts"))]
pub struct VersionsView {
    /// The states that are whole in the copies, the last first.
    pub versions: Vec<VersionView>,
    /// What can be read of the draft as it is: each value by its field. Empty where nothing can.
    pub readable: Vec<ReadableLine>,
}

/// A state of a draft in a copy.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "VersionView.ts"))]
pub struct VersionView {
    /// Which copy.
    pub copy: String,
    /// The day of the copy, `2020-06-10`.
    pub day: String,
    /// The last change in it, in milliseconds since 1970.
    pub changed: i64,
    /// The name of the case.
    pub title: String,
    /// How often it was changed.
    pub revision: u64,
}

/// A value that can be read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ReadableLine.ts"))]
pub struct ReadableLine {
    /// The field.
    pub label: String,
    /// What stands there.
    pub text: String,
}

impl Ask for Versions {
    type Answer = VersionsView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, id) = (workbench.desk(), DraftId(self.draft));
        let versions = workbench.drafts.store(|store| store.versions(desk.files, id))?;
        let version = |version: store::GoodVersion| VersionView {
            copy: version.copy,
            day: version.day,
            changed: version.changed,
            title: version.title,
            revision: version.revision,
        };
        let text = workbench.drafts.store(|store| store.readable(id)).unwrap_or_default();
        let readable = case::read_in_part(&text, desk.catalog).map(|case| lines(&case));
        Ok(VersionsView {
            versions: versions.into_iter().map(version).collect(),
            readable: readable.unwrap_or_default(),
        })
    }
}

/// What a case says, field by field.
fn lines(case: &Case) -> Vec<ReadableLine> {
    let fields = case.values.keys().filter_map(|id| case.field(id));
    let line = |field: &catalog::Field| ReadableLine {
        label: field.plain_label(),
        text: case::printed_part(case, &field.id),
    };
    fields.map(line).filter(|line| !line.text.trim().is_empty()).collect()
}

impl Ask for Restore {
    type Answer = Box<DraftView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, id) = (workbench.desk(), DraftId(self.draft));
        workbench.drafts.let_go(id);
        workbench.drafts.store(|store| store.restore(desk.files, id, &self.copy))?;
        Ok(Box::new(workbench.drafts.open(&desk, id)?))
    }
}

impl Ask for ReadInPart {
    type Answer = Box<DraftView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, id) = (workbench.desk(), DraftId(self.draft));
        let (text, kept) =
            workbench.drafts.store(|store| Ok((store.readable(id)?, store.kept_of(id)?)))?;
        let case = case::read_in_part(&text, desk.catalog).ok_or_else(|| {
            let message = "这份草稿读不出任何内容。请用备份恢复。";
            Refusal::new(RefusalCode::Machine, message)
        })?;
        let case = Case { identity: None, ..case };
        let home = workbench.drafts.home();
        let place = |(name, kept): &(String, store::Kept)| {
            (name.clone(), store::Store::kept_path(home, kept.digest))
        };
        let places = Places::Kept(kept.iter().map(place).collect());
        let open = OpenCase::new(case, places);
        Ok(Box::new(workbench.drafts.make(&desk, open, &kept)?))
    }
}

impl Drafts {
    /// Lets go of an open draft without saving it: what is on the disk takes its place.
    pub(crate) fn let_go(&self, id: DraftId) {
        self.sessions().remove(&id);
    }

    /// What the user is told where something in the drafts was changed on the disk when a copy was due.
    pub(crate) fn message_of_copy(&self) -> Option<String> {
        let is_uncopied = self.store(|store| Ok(store.is_uncopied())).unwrap_or_default();
        let words = "有草稿在磁盘上损坏了，所以没有做新的备份；以前完好的备份都留着，没有动。请在草稿列表里用备份恢复损坏的那一份。";
        is_uncopied.then(|| words.to_owned())
    }

    /// Takes note of whether a draft is what was written.
    pub(crate) fn note_flawed(&self, id: DraftId, is_flawed: bool) {
        let mut flawed = lock(&self.flawed);
        match is_flawed {
            true => flawed.insert(id),
            false => flawed.remove(&id),
        };
    }

    /// Why a draft is not open any more.
    pub(crate) fn gone(&self, id: DraftId) -> Refusal {
        let parted = lock(&self.parted).get(&id).cloned();
        parted.unwrap_or_else(|| store::StoreFault::NoDraft.into())
    }

    /// Looks at one draft or one kept file, the next each time. What is found is told in the list and where the file
    /// stands.
    pub(crate) fn look_at_next(&self, desk: &Desk<'_>, turn: usize) {
        let Ok((ids, kept)) = self.store(|store| Ok((store.all()?, store.all_kept()?))) else {
            return;
        };
        let count = ids.len() + kept.len();
        if count == 0 {
            return;
        }
        match turn % count {
            at if at < ids.len() => {
                let id = ids[at];
                if let Ok(is_whole) = self.store(|store| store.is_whole(id)) {
                    self.note_flawed(id, !is_whole);
                }
            }
            at => {
                let digest = kept[at - ids.len()].digest;
                // What cannot be read now is looked at again.
                let _ = desk.check_kept(&store::Store::kept_path(self.home(), digest));
            }
        }
    }
}
