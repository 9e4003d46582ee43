//! The drafts while the program runs: which are open, and when they go to the disk. Locks are taken in
//! the order `writing`, `sessions`, `store`; the last two never while pages are drawn or folders written.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use case::{Case, Other, Others, content_digest};
use foundation::{Identity, Stamp, Timestamp, path_text, shown};
use store::{Choice, Damaged, DraftId, Flaw, GoodCopy, Home, Opened, Receipt, Search, Store};

use crate::desk::{Desk, OpenCase};
use crate::draft::flaws;
use crate::draft::history::History;
use crate::draft::patch::Patch;
use crate::draft::session::{Session, Stamped, row};
use crate::draft::state::{
    CopyView, DraftList, DraftSummary, DraftsState, FlawView, ReadableView, SavedView,
};
use crate::draft::told::StepView;
use crate::draft::whole::{DraftView, view};
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
    pub(crate) told: Mutex<Vec<String>>,
    pub(crate) exporting: Mutex<BTreeSet<PathBuf>>,
    sessions: Mutex<BTreeMap<DraftId, Session>>,
    pub(crate) store: Mutex<State>,
    /// Held from freezing a draft until it is written, so that no older state lands after a newer one.
    writing: Mutex<()>,
    tokens: Mutex<u64>,
    /// What the drafts are found by, and how each stood in the list when it was read.
    found_by: Mutex<BTreeMap<DraftId, (store::Listed, String)>>,
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
            told: Mutex::default(),
            exporting: Mutex::default(),
            sessions: Mutex::default(),
            store: Mutex::new(State::Closed(not_ready())),
            writing: Mutex::default(),
            tokens: Mutex::default(),
            found_by: Mutex::default(),
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

    /// Opens the drafts where they are not open, and says how they are.
    pub(crate) fn start(&self, desk: &Desk<'_>) -> DraftsState {
        let (is_opened, described) = self.opened(desk);
        if is_opened {
            let told = self.bring_back(desk).into_iter().chain(self.told_of_copy());
            lock(&self.told).extend(told);
            self.clear_exports(desk);
        }
        described
    }

    /// The same; and whether they were opened by this.
    fn opened(&self, desk: &Desk<'_>) -> (bool, DraftsState) {
        let mut state = lock(&self.store);
        let mut is_opened = false;
        if let State::Closed(_) = *state {
            *state = match &self.home {
                None => State::Closed(Refusal::new(
                    RefusalCode::Machine,
                    "找不到存放草稿的文件夹。请设置环境变量 SHENBAO_HOME，再打开申报匣。",
                )),
                Some(folder) => match self.is_elsewhere(desk) {
                    Some(refusal) => State::Closed(refusal),
                    None => match store::open(home(folder, desk), desk.clock.today()) {
                        Ok(Opened::Ready(store)) => {
                            is_opened = true;
                            State::Ready(Box::new(store))
                        }
                        Ok(Opened::Damaged(damaged)) => State::Damaged(Box::new(damaged)),
                        Err(fault) => State::Closed(fault.into()),
                    },
                },
            };
        }
        (is_opened, describe(&state))
    }

    /// Goes on after damage, as was chosen among the copies that there are.
    pub(crate) fn recover(
        &self,
        desk: &Desk<'_>,
        choice: impl FnOnce(&[GoodCopy]) -> Choice,
    ) -> DraftsState {
        let mut state = lock(&self.store);
        match std::mem::replace(&mut *state, State::Closed(not_ready())) {
            State::Damaged(damaged) => {
                let stamp = desk.clock.now().strftime("%Y%m%d-%H%M%S").to_string();
                let choice = choice(&damaged.copies);
                match damaged.resolve(desk.files, &choice, (&stamp, desk.clock.today())) {
                    Ok(store) => *state = State::Ready(Box::new(store)),
                    Err(both) => {
                        let (fault, damaged) = *both;
                        // What is damaged stays as it is, and can be chosen again.
                        *state = State::Damaged(Box::new(damaged));
                        return DraftsState::Closed { refusal: fault.into() };
                    }
                }
            }
            other => *state = other,
        }
        describe(&state)
    }

    /// The drafts that are found by the words: by their name, their call, their units and people.
    pub(crate) fn list(&self, desk: &Desk<'_>, search: &Search) -> Result<DraftList, Refusal> {
        let (drafts, count) = match search.words.trim() {
            "" => self.store(|store| store.list(search))?,
            words => self.found(desk, words, search)?,
        };
        let flawed = lock(&self.flawed).clone();
        let summary = |listed: store::Listed| {
            let found = flawed.contains(&listed.id).then_some(Flaw::Contents);
            let flaw = found.or(listed.flaw).map(|flaw| FlawView::of(&flaw));
            let call = desk.catalog.call(&listed.row.call);
            let route = call.and_then(|call| call.route(&listed.row.route));
            DraftSummary {
                id: listed.id.0,
                title: listed.row.title,
                call: call.map_or(listed.row.call, |call| call.title.clone()),
                route: route.map_or(listed.row.route, |route| route.title.clone()),
                problems: listed.row.problems,
                changed: listed.changed,
                binned: listed.binned,
                exported: listed.exported,
                flaw,
            }
        };
        Ok(DraftList { drafts: drafts.into_iter().map(summary).collect(), count })
    }

    fn found(
        &self,
        desk: &Desk<'_>,
        words: &str,
        search: &Search,
    ) -> Result<(Vec<store::Listed>, u64), Refusal> {
        let all = Search { words: String::new(), binned: search.binned, limit: u32::MAX };
        let (mut drafts, _) = self.store(|store| store.list(&all))?;
        let mut found_by = lock(&self.found_by);
        drafts.retain(|listed| {
            let known = found_by.get(&listed.id).filter(|(known, _)| known == listed);
            if known.is_none() {
                let key = self.found_by(desk, listed);
                found_by.insert(listed.id, (listed.clone(), key));
            }
            found_by.get(&listed.id).is_some_and(|(_, key)| case::is_found(key, words))
        });
        let count = u64::try_from(drafts.len()).unwrap_or(u64::MAX);
        drafts.truncate(usize::try_from(search.limit).unwrap_or(usize::MAX));
        Ok((drafts, count))
    }

    /// Its title and call, and what it says; one that cannot be read is found by its title all the same.
    fn found_by(&self, desk: &Desk<'_>, listed: &store::Listed) -> String {
        let read = self.store(|store| store.draft(listed.id)).ok();
        let case = read.and_then(|draft| case::read_draft(&draft.case_file, desk.catalog).ok());
        let call = desk.catalog.call(&listed.row.call).map_or("", |call| call.title.as_str());
        let said = case.map(|case| case::searched(&case)).unwrap_or_default();
        format!("{}\n{}\n{said}", case::search_key(&listed.row.title), case::search_key(call))
    }

    /// Makes a draft of a case whose files are kept already, and opens it.
    pub(crate) fn make(
        &self,
        desk: &Desk<'_>,
        open: &OpenCase,
        kept: &[(String, store::Kept)],
    ) -> Result<DraftView, Refusal> {
        let findings = desk.check(open);
        let problems = findings.iter().filter(|finding| finding.stops_final_copy()).count();
        let case = &open.case;
        let identity = case.identity.map_or_else(|| Identity::draw(desk.chance), Ok)?;
        let content = content_digest(case, &|name| kept_among(kept, name));
        let row = row(case, problems, Stamp { identity, content });
        let text = case::write_draft(case);
        let id = self.store(|store| {
            store.make_with_files(&row, &text, kept, milliseconds(desk.clock.now()))
        })?;
        self.open(desk, id)
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
        let mut tokens = lock(&self.tokens);
        self.session(id, |session| {
            session.compare_to(desk, others);
            *tokens += 1;
            session.take_over(*tokens);
            Ok(view(desk, session))
        })
    }

    fn read(&self, desk: &Desk<'_>, id: DraftId) -> Result<Session, Refusal> {
        let (draft, kept) =
            self.store(|store| Ok((store.draft_to_edit(id)?, store.kept_of(id)?)))?;
        let case = case::read_draft(&draft.case_file, desk.catalog)
            .map_err(|faults| Refusal { code: RefusalCode::Machine, ..Refusal::entry(&faults) })?;
        let told = flaws::notices(&draft);
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
            session.mend(told, desk.clock.running());
        } else {
            session.told = told;
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
        let read = |(_, text): (DraftId, String)| {
            Some(Other::of(&case::read_draft(&text, desk.catalog).ok()?))
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

    /// Notes what was sent.
    pub(crate) fn receipt(&self, desk: &Desk<'_>, id: DraftId, sent: &Exported) {
        let moment = milliseconds(desk.clock.now());
        let (folder, list) = (path_text(&sent.folder).into_owned(), sent.list.clone());
        let receipt = Receipt { moment, folder, list, stamp: sent.stamp };
        // The folder is written; a receipt that cannot be noted takes nothing from it.
        let _ = self.store(|store| store.note_receipt(id, &receipt));
    }
}

pub(crate) fn home<'f>(folder: &'f Path, desk: &Desk<'f>) -> Home<'f> {
    Home { folder, files: desk.files }
}

fn describe(state: &State) -> DraftsState {
    match state {
        State::Ready(_) => DraftsState::Ready,
        State::Closed(refusal) => DraftsState::Closed { refusal: refusal.clone() },
        State::Damaged(damaged) => DraftsState::Damaged {
            path: shown(&damaged.path()),
            readable: ReadableView {
                whole: damaged.readable.whole,
                from_copies: damaged.readable.from_copies,
                in_part: damaged.readable.in_part,
            },
            copies: damaged.copies.iter().map(CopyView::of).collect(),
        },
    }
}
