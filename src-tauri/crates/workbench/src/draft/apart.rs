//! What could not be written where the drafts lie: kept in a second place, on another disk where there is one, until it is
//! there. A stick that was pulled out comes back, or the program is started again: then it goes where it belongs. What
//! another program wrote meanwhile is not overwritten; what is here becomes a draft of its own.

use std::path::PathBuf;

use case::{Case, entry_at};
use foundation::{Digest, Identity, Revision, shown};
use serde::{Deserialize, Serialize};
use store::{DraftId, Opened, Saving, Store, StoreFault};

use crate::desk::Desk;
use crate::draft::drafts::{Drafts, State, home, milliseconds};
use crate::memory::lock;
use crate::refusal::{Refusal, RefusalCode};

/// No draft is longer.
const LONGEST: u64 = 64 << 20;
const END: &str = ".json";

/// A draft in the second place.
#[derive(Debug, Serialize, Deserialize)]
struct Apart {
    /// The folder where it belongs, as it was called.
    home: PathBuf,
    /// The database.
    database: String,
    draft: i64,
    /// The revision that lay there when this was written.
    revision: u64,
    title: String,
    case_file: String,
    /// Of the case: a second place is a disk like others.
    digest: Digest,
}

impl Drafts {
    /// What the user is told when the drafts were opened; once.
    pub(crate) fn take_messages(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.messages))
    }

    /// The same with a folder for what cannot be written where the drafts lie.
    pub(crate) fn with_second_place(mut self, second: Option<PathBuf>) -> Self {
        self.second = second;
        self
    }

    /// Writes a draft, and where that fails: opens the drafts again where they came back, keeps it in the second place, or
    /// makes it a draft of its own.
    pub(crate) fn write(
        &self,
        desk: &Desk<'_>,
        saving: &Saving,
        base: Revision,
    ) -> Result<(), Refusal> {
        let written = match self.try_write(saving)? {
            Err(fault) if fault.is_of_the_place() && self.reconnected(desk, (saving.id, base)) => {
                self.try_write(saving)?
            }
            written => written,
        };
        match written {
            Ok(()) => {
                self.remove_apart(desk, saving.id);
                Ok(())
            }
            Err(StoreFault::Elsewhere) => Err(self.part(desk, (saving, base))),
            Err(fault) => {
                let refusal = Refusal::from(fault);
                Err(match self.put_apart(desk, (saving, base)) {
                    Some(place) => Refusal::new(
                        refusal.code,
                        format!(
                            "{}写不进去的内容先存在“{}”，能写以后会自动接上；也可以用“另存为”存到别的磁盘。",
                            refusal.message,
                            shown(&place)
                        ),
                    ),
                    None => refusal,
                })
            }
        }
    }

    fn try_write(&self, saving: &Saving) -> Result<Result<(), StoreFault>, Refusal> {
        match &*lock(&self.store) {
            State::Ready(store) => Ok(store.save(saving)),
            State::Closed(refusal) => Err(refusal.clone()),
            State::Damaged(_) => Err(crate::draft::drafts::not_ready()),
        }
    }

    /// Opens the drafts once more where the folder is there again with the same database in it.
    fn reconnected(&self, desk: &Desk<'_>, (draft, base): (DraftId, Revision)) -> bool {
        let Some(folder) = &self.home else { return false };
        let mut state = lock(&self.store);
        let State::Ready(before) = &*state else { return false };
        if !desk.files.exists(&folder.join("drafts.db")) {
            return false;
        }
        let id = before.database();
        let opened = store::open(home(folder, desk), desk.clock.today());
        let Ok(Opened::Ready(store)) = opened else { return false };
        if id.is_none() || store.database() != id {
            return false;
        }
        // What lies there must be what was read or written here; otherwise another program had it meanwhile.
        let stands = store.draft(draft).ok().and_then(|draft| draft.row.stamp);
        if stands.is_some_and(|stamp| stamp.identity.revision > base) {
            store.distrust(draft);
        }
        *state = State::Ready(store);
        true
    }

    /// What another program has overtaken becomes a draft of its own.
    fn part(&self, desk: &Desk<'_>, (saving, base): (&Saving, Revision)) -> Refusal {
        let id = saving.id;
        let made = || -> Result<DraftId, Refusal> {
            let identity = Identity::draw(desk.chance)?;
            let mut row = saving.row.clone();
            row.stamp = row.stamp.map(|stamp| foundation::Stamp { identity, ..stamp });
            let kept = self.store(|store| store.kept_of(id))?;
            let now = milliseconds(desk.clock.now());
            self.store(|store| store.make_with_files(&row, &saving.case_file, &kept, now))
        };
        match made() {
            Ok(_) => {
                self.let_go(id);
                self.remove_apart(desk, id);
                let message = "这份草稿刚被另一个程序改过。这里写的没有覆盖它，已另存成一份同名的草稿，在列表最前面。请回到列表，两份对照着留一份。";
                let refusal = Refusal::new(RefusalCode::TakenOver, message);
                lock(&self.parted).insert(id, refusal.clone());
                refusal
            }
            Err(refusal) => {
                // It stays open, and in the second place.
                let _ = self.put_apart(desk, (saving, base));
                refusal
            }
        }
    }

    /// Keeps a draft in the second place.
    fn put_apart(&self, desk: &Desk<'_>, (saving, base): (&Saving, Revision)) -> Option<PathBuf> {
        let second = self.second.as_ref()?;
        let database = match &*lock(&self.store) {
            State::Ready(store) => store.database()?,
            State::Closed(_) | State::Damaged(_) => return None,
        };
        let files = &disk::Private(desk.files);
        let apart = Apart {
            home: self.home().to_owned(),
            draft: saving.id.0,
            revision: base.number(),
            title: saving.row.title.clone(),
            digest: Digest::of(saving.case_file.as_bytes()),
            case_file: saving.case_file.clone(),
            database,
        };
        let text = serde_json::to_vec(&apart).ok()?;
        let path = second.join(name_of(&apart.database, saving.id));
        foundation::Files::make_folders(files, second).ok()?;
        disk::write_whole(&path, &text, files).ok()?;
        Some(path)
    }

    fn remove_apart(&self, desk: &Desk<'_>, id: DraftId) {
        let Some(second) = &self.second else { return };
        let database = match &*lock(&self.store) {
            State::Ready(store) => store.database(),
            State::Closed(_) | State::Damaged(_) => None,
        };
        let Some(path) = database.map(|database| second.join(name_of(&database, id))) else {
            return;
        };
        if desk.files.exists(&path) {
            let _ = desk.files.remove_file(&path);
        }
    }

    /// What is in the second place of drafts that lie in this home.
    fn apart(&self, desk: &Desk<'_>) -> Vec<(PathBuf, Apart)> {
        let Some(second) = &self.second else { return Vec::new() };
        let names = desk.files.list(second).unwrap_or_default();
        let ours = names.into_iter().filter(|name| name.ends_with(END) && !name.starts_with('.'));
        let read = |name: String| {
            let path = second.join(name);
            if desk.files.is_device(&path) {
                return None;
            }
            let bytes = desk.files.read_up_to(&path, LONGEST).ok()?;
            let apart: Apart = serde_json::from_slice(&bytes).ok()?;
            let is_whole = Digest::of(apart.case_file.as_bytes()) == apart.digest;
            is_whole.then_some((path, apart))
        };
        ours.filter_map(read).collect()
    }

    /// Why the drafts are not begun anew: what was written of them last says that they are elsewhere.
    pub(crate) fn is_elsewhere(&self, desk: &Desk<'_>) -> Option<Refusal> {
        let folder = self.home.as_ref()?;
        if desk.files.exists(&folder.join("drafts.db")) {
            return None;
        }
        let (path, apart) =
            self.apart(desk).into_iter().find(|(_, apart)| apart.home == *folder)?;
        Some(Refusal::new(
            RefusalCode::Machine,
            format!(
                "上次的草稿在“{}”，现在不在那里，可能是U盘没有插上。请插上以后再试。还没有写进去的“{}”存在“{}”；不再用那些草稿的，请先把它移到别处。",
                shown(folder),
                apart.title,
                shown(&path)
            ),
        ))
    }

    /// Brings what is in the second place to where it belongs, and says what was brought.
    pub(crate) fn bring_back(&self, desk: &Desk<'_>) -> Vec<String> {
        let database = self.store(|store| Ok(store.database())).ok().flatten();
        let all = self.apart(desk).into_iter();
        let ours = all.filter(|(_, apart)| Some(&apart.database) == database.as_ref());
        let mut messages = Vec::new();
        for (path, apart) in ours {
            match self.bring_one(desk, &apart) {
                Ok(line) => {
                    messages.extend(line);
                    let _ = desk.files.remove_file(&path);
                }
                Err(refusal) => messages.push(format!(
                    "“{}”上次没有写进去的内容还在“{}”：{}",
                    apart.title,
                    shown(&path),
                    refusal.message
                )),
            }
        }
        messages
    }

    fn bring_one(&self, desk: &Desk<'_>, apart: &Apart) -> Result<Option<String>, Refusal> {
        let id = DraftId(apart.draft);
        let there = self.store(|store| store.draft(id));
        let stands = there.as_ref().ok().and_then(|draft| draft.row.stamp);
        let coming =
            desk.read_draft(&apart.case_file, stands).map_err(|faults| Refusal::entry(&faults))?;
        let is_same = there.as_ref().is_ok_and(|draft| draft.case_file == apart.case_file);
        if is_same {
            return Ok(None);
        }
        let unnamed = format!("未命名{}", coming.call.thing);
        let title = if apart.title.is_empty() { &unnamed } else { &apart.title };
        if stands.is_some_and(|stamp| stamp.identity.revision.number() == apart.revision) {
            self.take_over(desk, id, &coming)?;
            return Ok(Some(format!(
                "“{title}”上次没有写进去的内容已经接上；不要的，打开后可以撤销。"
            )));
        }
        let kept = self.store(|store| store.kept_of(id)).unwrap_or_default();
        let places = kept
            .iter()
            .map(|(name, kept)| (name.clone(), Store::kept_path(self.home(), kept.digest)));
        let places = crate::desk::Places::Kept(places.collect());
        let open = crate::desk::OpenCase::new(Case { identity: None, ..coming }, places);
        let view = self.make(desk, open, &kept)?;
        self.close(desk, DraftId(view.id))?;
        Ok(Some(format!(
            "“{title}”上次没有写进去的内容另存成了一份同名的草稿，因为原来那份后来又改过。"
        )))
    }

    /// Puts what a case says into a draft as one step, and saves it.
    fn take_over(&self, desk: &Desk<'_>, id: DraftId, coming: &Case) -> Result<(), Refusal> {
        self.open(desk, id)?;
        let now = desk.clock.running();
        self.session(id, |session| session.put(("case", true), entry_at(coming, "case"), now))?;
        self.close(desk, id)
    }
}

fn name_of(database: &str, DraftId(id): DraftId) -> String {
    let database: &str = database.get(..16).unwrap_or(database);
    format!("{database}-{id}{END}")
}
