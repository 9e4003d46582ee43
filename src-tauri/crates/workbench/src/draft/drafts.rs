//! The drafts while the program runs: which are open, and when they go to the disk. Locks are taken in the order
//! `keeping`, `writing`, `sessions`, `store`; `sessions` and `store` never while pages are drawn or folders
//! written. The others are held for a line, within which no lock is taken.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};

use case::{Case, Other, Others, content_digest};
use foundation::{Identity, Stamp, Timestamp, path_text};
use store::{Damaged, DraftId, Home, Occasion, Receipt, Store};

use crate::desk::{Desk, OpenCase};
use crate::draft::flaws;
use crate::draft::history::History;
use crate::draft::patch::Patch;
use crate::draft::session::{Session, Stamped, row};
use crate::draft::state::SavedView;
use crate::draft::step_view::StepView;
use crate::draft::versions::version_of;
use crate::draft::whole::{DraftView, view};
use crate::fault::Fault;
use crate::memory::lock;
use crate::refusal::{Refusal, RefusalCode};
use crate::send::export::Exported;
use crate::send::origin::kept_among;

/// The drafts of one user.
pub(crate) struct Drafts {
    pub(crate) home: Option<PathBuf>,
    /// Where what cannot be written there is kept meanwhile.
    pub(crate) second: Option<PathBuf>,
    /// What another program has overtaken, and what became of it here.
    pub(crate) parted: Mutex<BTreeMap<DraftId, Refusal>>,
    /// What the user is told once the drafts are open.
    pub(crate) messages: Mutex<Vec<String>>,
    pub(crate) exporting: Mutex<BTreeSet<PathBuf>>,
    sessions: Mutex<BTreeMap<DraftId, Session>>,
    pub(crate) store: Mutex<State>,
    /// Held from freezing a draft until it is written, so that no older state lands after a newer one.
    writing: Mutex<()>,
    tokens: AtomicU64,
    /// Drafts that were found changed on the disk while the program runs.
    pub(crate) flawed: Mutex<BTreeSet<DraftId>>,
    /// Held while files are copied into the store, until a draft knows them.
    pub(crate) keeping: Mutex<()>,
}

pub(crate) enum State {
    Closed(Refusal),
    Ready(Box<Store>),
    Damaged(Box<Damaged>),
}

pub(crate) fn not_ready() -> Refusal {
    Refusal::new(RefusalCode::NotReady, "草稿还没有打开。请回到开始页面。")
}

pub(crate) fn milliseconds(moment: Timestamp) -> i64 {
    moment.as_millisecond()
}

impl Drafts {
    pub(crate) fn new(home: Option<PathBuf>) -> Self {
        Self {
            home,
            second: None,
            parted: Mutex::default(),
            messages: Mutex::default(),
            exporting: Mutex::default(),
            sessions: Mutex::default(),
            store: Mutex::new(State::Closed(not_ready())),
            writing: Mutex::default(),
            tokens: AtomicU64::default(),
            flawed: Mutex::default(),
            keeping: Mutex::default(),
        }
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.as_deref().unwrap_or(Path::new(""))
    }

    pub(crate) fn sessions(&self) -> MutexGuard<'_, BTreeMap<DraftId, Session>> {
        lock(&self.sessions)
    }

    /// Works with the store, where it is open.
    pub(crate) fn store<T>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, store::StoreFault>,
    ) -> Result<T, Refusal> {
        match &mut *lock(&self.store) {
            State::Ready(store) => Ok(work(store)?),
            State::Closed(refusal) => Err(refusal.clone()),
            State::Damaged(_) => Err(not_ready()),
        }
    }

    /// Works with an open draft.
    pub(crate) fn session<T>(
        &self,
        id: DraftId,
        work: impl FnOnce(&mut Session) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        match self.sessions().get_mut(&id) {
            Some(session) => work(session),
            None => Err(self.gone(id)),
        }
    }

    /// Works with an open draft for the face that opened it last.
    pub(crate) fn edit<T>(
        &self,
        (id, token): (DraftId, u64),
        work: impl FnOnce(&mut Session) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        match self.sessions().get_mut(&id) {
            Some(session) if session.token == token => work(session),
            Some(_) => Err(Refusal::taken_over()),
            // Opened by another face, and perhaps closed by it.
            None => Err(lock(&self.parted).get(&id).cloned().unwrap_or_else(Refusal::taken_over)),
        }
    }

    /// Changes an open draft for the face that opened it last, and tells what changed. What is read of files for it
    /// is read in between, where nobody else waits for it.
    pub(crate) fn change(
        &self,
        desk: &Desk<'_>,
        (id, token): (DraftId, u64),
        work: impl FnOnce(&mut Session) -> Result<Option<StepView>, Refusal>,
    ) -> Result<Box<Patch>, Refusal> {
        let (step, unread) = self.edit((id, token), |session| {
            let step = work(session)?;
            Ok((step, desk.is_material_unread(&session.open).then(|| session.open.clone())))
        })?;
        if let Some(open) = &unread {
            desk.made_elsewhere(open);
        }
        self.edit((id, token), |session| {
            if unread.is_some() {
                session.files_changed();
            }
            Ok(Box::new(Patch { step, ..session.patch(desk) }))
        })
    }

    /// Makes a draft of a case whose files are kept already, and opens it. A long case is not held beside its draft.
    pub(crate) fn make(
        &self,
        desk: &Desk<'_>,
        open: OpenCase,
        kept: &[(String, store::Kept)],
    ) -> Result<DraftView, Refusal> {
        let id = self.make_closed(desk, open, kept)?;
        self.open(desk, id)
    }

    fn make_closed(
        &self,
        desk: &Desk<'_>,
        open: OpenCase,
        kept: &[(String, store::Kept)],
    ) -> Result<DraftId, Refusal> {
        let findings = desk.check(&open);
        let problems = findings.iter().filter(|finding| finding.stops_final_copy()).count();
        let case = open.case;
        let identity = case.identity.map_or_else(|| Identity::draw(desk.chance), Ok)?;
        let content = content_digest(&case, &|name| kept_among(kept, name));
        let row = row(&case, problems, Stamp { identity, content });
        let text = case::write_draft(&case);
        drop(case);
        self.store(|store| store.make_with_files(&row, &text, kept, milliseconds(desk.clock.now())))
    }

    /// Opens a draft for the face that asks; whoever had it open before cannot edit it any more.
    pub(crate) fn open(&self, desk: &Desk<'_>, id: DraftId) -> Result<DraftView, Refusal> {
        let open = match self.sessions().entry(id) {
            Entry::Occupied(there) => there.get().open.clone(),
            Entry::Vacant(place) => place.insert(self.read(desk, id)?).open.clone(),
        };
        // Its files are read here, where nobody else waits for it.
        desk.evidence_of_headers(&open);
        // Another draft may have been sent since.
        let others = self.others(desk, id, &open.case)?;
        lock(&self.parted).remove(&id);
        self.session(id, |session| {
            let of = session.on_disk().identity.id;
            session.remark(desk.kept_remarks(self.home(), of, &session.open.case));
            session.compare_to(desk, others);
            session.take_over(self.tokens.fetch_add(1, Ordering::Relaxed) + 1);
            Ok(view(desk, session))
        })
    }

    fn read(&self, desk: &Desk<'_>, id: DraftId) -> Result<Session, Refusal> {
        let (draft, kept) =
            self.store(|store| Ok((store.draft_to_edit(id)?, store.kept_of(id)?)))?;
        let case = desk
            .read_draft(&draft.case_file, draft.row.stamp)
            .map_err(|faults| Refusal { code: RefusalCode::Machine, ..Refusal::entry(&faults) })?;
        let messages = flaws::messages(&draft);
        let is_whole = draft.flaws == store::Flaws::default();
        self.note_flawed(id, false);
        let history = History::from_steps(&draft.steps, draft.done);
        let kept = kept.into_iter().collect();
        let others = self.others(desk, id, &case)?;
        let identity = match draft.row.stamp {
            Some(stamp) => stamp.identity,
            None => Identity::draw(desk.chance)?,
        };
        let mut session = Session::new(id, identity, (case, others), kept, history, self.home());
        desk.check_kept_soon(&session.open);
        if !is_whole {
            session.mend(messages, desk.clock.running());
        } else {
            session.messages = messages;
        }
        if draft.row.stamp.is_none() {
            // A draft of an older version. Where the disk is full, the next save says it.
            let _ = self.store(|store| store.sign(id, session.on_disk()));
        }
        Ok(session)
    }

    /// The other drafts of the call that were exported, for quotas and doubles. One that this version
    /// cannot read is left out.
    pub(crate) fn others(
        &self,
        desk: &Desk<'_>,
        id: DraftId,
        case: &Case,
    ) -> Result<Others, Refusal> {
        let call = &case.call;
        if call.quotas.is_empty() && call.duplicates.is_none() {
            return Ok(Others::default());
        }
        let exported = self.store(|store| store.exported(&call.id))?;
        let others = exported.into_iter().filter(|(other, _)| *other != id);
        let pinned = desk.editions.are_there(desk.files);
        let stamp = |other| {
            // Which case it is counts only where some go on by an older form.
            let row = pinned.then(|| self.store(|store| store.draft(other)).ok());
            row.flatten().and_then(|draft| draft.row.stamp)
        };
        let read = |(other, text): (DraftId, String)| {
            Some(Other::of(&desk.read_draft(&text, stamp(other)).ok()?))
        };
        Ok(Others::new(call, others.filter_map(read).collect()))
    }

    /// Saves a draft and lets go of it. One that cannot be saved stays open.
    pub(crate) fn close(&self, desk: &Desk<'_>, id: DraftId) -> Result<(), Refusal> {
        self.save(desk, id)?;
        let mut sessions = self.sessions();
        if sessions.get(&id).is_some_and(Session::is_saved) {
            sessions.remove(&id);
        }
        Ok(())
    }

    /// Whether nothing was ever filled in in a draft, and nobody else has it open.
    pub(crate) fn is_untouched(&self, (id, token): (DraftId, u64)) -> bool {
        let sessions = self.sessions();
        sessions.get(&id).is_some_and(|session| session.token == token && session.is_untouched())
    }

    /// Closes a draft for the face that opened it last; another face loses nothing.
    pub(crate) fn leave(
        &self,
        desk: &Desk<'_>,
        (id, token): (DraftId, u64),
    ) -> Result<(), Refusal> {
        let ours = self.sessions().get(&id).is_some_and(|session| session.token == token);
        if ours { self.close(desk, id) } else { Ok(()) }
    }

    /// Writes what of a draft is not on the disk.
    pub(crate) fn save(&self, desk: &Desk<'_>, id: DraftId) -> Result<(), Refusal> {
        let _writing = lock(&self.writing);
        let frozen = {
            let mut sessions = self.sessions();
            let Some(session) = sessions.get_mut(&id) else { return Ok(()) };
            let base = session.on_disk().identity.revision;
            session.freeze(desk).map(|frozen| (frozen, base))
        };
        let Some(((changes, saving), base)) = frozen else { return Ok(()) };
        let written = self.write(desk, &saving, base);
        let fault = written.as_ref().err().map(|refusal| refusal.message.clone());
        if let Some(session) = self.sessions().get_mut(&id) {
            session.written(changes, fault, desk.clock.running());
        }
        written
    }

    /// Writes every draft that is due.
    pub(crate) fn save_due(&self, desk: &Desk<'_>) {
        let now = desk.clock.running();
        let due: Vec<DraftId> = {
            let sessions = self.sessions();
            sessions.values().filter(|session| session.is_due(now)).map(|s| s.id).collect()
        };
        for id in due {
            // What went wrong stands in the session, and the face asks for it.
            let _ = self.save(desk, id);
        }
    }

    /// Writes everything, and keeps a copy of the database.
    pub(crate) fn finish(&self, desk: &Desk<'_>) -> Result<(), Refusal> {
        let all: Vec<DraftId> = self.sessions().keys().copied().collect();
        for id in all {
            self.save(desk, id)?;
        }
        match &*lock(&self.store) {
            State::Ready(store) => Ok(store.keep_copy(desk.files, desk.clock.today())?),
            State::Closed(_) | State::Damaged(_) => Ok(()),
        }
    }

    /// How a draft is saved.
    pub(crate) fn saved(&self, id: DraftId) -> Result<SavedView, Refusal> {
        self.session(id, |session| {
            Ok(match (&session.failing, session.is_saved()) {
                (Some(reason), false) => SavedView::Failing { reason: reason.clone() },
                (None, false) => SavedView::Saving,
                (_, true) => SavedView::Saved,
            })
        })
    }

    pub(crate) fn copy(&self, desk: &Desk<'_>, id: DraftId) -> Result<i64, Refusal> {
        self.save(desk, id)?;
        let new = Identity::draw(desk.chance)?;
        let old = self.store(|store| store.draft(id))?.row.stamp;
        if let Some(old) = old {
            let follows = desk.editions.follow(desk.files, old.identity.id, new.id);
            follows.map_err(Fault::from)?;
        }
        Ok(self.store(|store| store.copy(id, new, milliseconds(desk.clock.now())))?.0)
    }

    pub(crate) fn bin(&self, desk: &Desk<'_>, id: DraftId, binned: bool) -> Result<(), Refusal> {
        self.close(desk, id)?;
        let moment = binned.then(|| milliseconds(desk.clock.now()));
        self.store(|store| store.set_binned(id, moment))
    }

    /// The case of an open draft, as it is now.
    pub(crate) fn case(&self, id: DraftId) -> Result<OpenCase, Refusal> {
        self.session(id, |session| Ok(session.open.clone()))
    }

    /// The pages of a form; they are set outside of the drafts, where nobody who types or saves waits for it.
    pub(crate) fn pages(
        &self,
        desk: &Desk<'_>,
        id: DraftId,
        form: &str,
    ) -> Result<Stamped, Refusal> {
        let (known, changes, open) = self.session(id, |session| {
            let known = session.pages(form);
            let open = known.is_none().then(|| session.open.clone());
            Ok((known, session.changes(), open))
        })?;
        match (known, open) {
            (Some(known), _) => Ok(known),
            (None, Some(open)) => {
                let sheets = desk.sheets(&open, Some(form), paper::Copy::Final)?;
                self.session(id, |session| Ok(session.keep_pages(form, sheets, changes)))
            }
            (None, None) => Err(store::StoreFault::NoDraft.into()),
        }
    }

    /// Notes what was sent, with what it said.
    pub(crate) fn receipt(&self, desk: &Desk<'_>, id: DraftId, (case, sent): (&Case, &Exported)) {
        let moment = milliseconds(desk.clock.now());
        let (folder, list) = (path_text(&sent.folder).into_owned(), sent.list.clone());
        let reason = (Occasion::Exported, folder.clone());
        let version = version_of(case, reason, (sent.stamp, moment));
        let receipt = Receipt { moment, folder, list, stamp: sent.stamp };
        // The folder is written; a receipt that cannot be noted takes nothing from it.
        let _ = self.store(|store| store.note_sent(id, &receipt, &version));
    }
}

pub(crate) fn home<'f>(folder: &'f Path, desk: &Desk<'f>) -> Home<'f> {
    Home { folder, files: desk.files }
}
