//! The drafts while the program runs: which are open, and when they go to the disk. Locks are taken in
//! the order `writing`, `sessions`, `store`; the last two never while pages are drawn or folders written.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use case::{Case, Other};
use foundation::Timestamp;
use store::{Damaged, DraftId, Opened, Receipt, Search, Store};

use crate::desk::{Desk, OpenCase};
use crate::form_views;
use crate::history::History;
use crate::refusal::{Refusal, RefusalCode};
use crate::reply::{CopyView, DraftList, DraftSummary, DraftView, DraftsState, SavedView};
use crate::session::{Session, row};

/// The drafts of one user.
pub(crate) struct Drafts {
    home: Option<PathBuf>,
    sessions: Mutex<BTreeMap<DraftId, Session>>,
    store: Mutex<State>,
    /// Held from freezing a draft until it is written, so that no older state lands after a newer one.
    writing: Mutex<()>,
    tokens: Mutex<u64>,
    /// Held while files are copied into the store, until a draft knows them.
    pub(crate) keeping: Mutex<()>,
}

enum State {
    Closed(Refusal),
    Ready(Box<Store>),
    Damaged(Box<Damaged>),
}

/// A panic elsewhere does not take the drafts with it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn not_ready() -> Refusal {
    Refusal::new(RefusalCode::NotReady, "草稿还没有打开。请回到开始页面。")
}

fn milliseconds(moment: Timestamp) -> i64 {
    moment.as_millisecond()
}

impl Drafts {
    pub(crate) fn new(home: Option<PathBuf>) -> Self {
        Self {
            home,
            sessions: Mutex::default(),
            store: Mutex::new(State::Closed(not_ready())),
            writing: Mutex::default(),
            tokens: Mutex::default(),
            keeping: Mutex::default(),
        }
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.as_deref().unwrap_or(Path::new(""))
    }

    fn sessions(&self) -> MutexGuard<'_, BTreeMap<DraftId, Session>> {
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
            None => Err(store::StoreFault::NoDraft.into()),
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
            // Opened by another face, and perhaps closed by it.
            _ => Err(Refusal::taken_over()),
        }
    }

    /// Opens the drafts where they are not open, and says how they are.
    pub(crate) fn start(&self, desk: &Desk<'_>) -> DraftsState {
        let mut state = lock(&self.store);
        if let State::Closed(_) = *state {
            *state = match &self.home {
                None => State::Closed(Refusal::new(
                    RefusalCode::Machine,
                    "找不到存放草稿的文件夹。请设置环境变量 SHENBAO_HOME，再打开申报匣。",
                )),
                Some(home) => match store::open(home, desk.clock.today()) {
                    Ok(Opened::Ready(store)) => State::Ready(Box::new(store)),
                    Ok(Opened::Damaged(damaged)) => State::Damaged(Box::new(damaged)),
                    Err(fault) => State::Closed(fault.into()),
                },
            };
        }
        describe(&state)
    }

    /// Goes on after damage.
    pub(crate) fn recover(&self, desk: &Desk<'_>, with_copy: bool) -> DraftsState {
        let mut state = lock(&self.store);
        match std::mem::replace(&mut *state, State::Closed(not_ready())) {
            State::Damaged(damaged) => {
                let stamp = desk.clock.now().strftime("%Y%m%d-%H%M%S").to_string();
                match damaged.resolve(with_copy, &stamp, desk.clock.today()) {
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

    /// The drafts whose name holds the words.
    pub(crate) fn list(&self, desk: &Desk<'_>, search: &Search) -> Result<DraftList, Refusal> {
        let (drafts, count) = self.store(|store| store.list(search))?;
        let summary = |listed: store::Listed| {
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
            }
        };
        Ok(DraftList { drafts: drafts.into_iter().map(summary).collect(), count })
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
        let (row, text) = (row(&open.case, problems), case::write_draft(&open.case));
        let id = self.store(|store| {
            let id = store.make(&row, &text, milliseconds(desk.clock.now()))?;
            for (name, kept) in kept {
                store.name_kept(id, name, kept)?;
            }
            Ok(id)
        })?;
        self.open(desk, id)
    }

    /// Opens a draft for the face that asks; whoever had it open before cannot edit it any more.
    pub(crate) fn open(&self, desk: &Desk<'_>, id: DraftId) -> Result<DraftView, Refusal> {
        let mut sessions = self.sessions();
        let session = match sessions.entry(id) {
            Entry::Occupied(there) => {
                let session = there.into_mut();
                // Another draft may have been sent since.
                let others = self.others(desk, id, &session.open.case)?;
                session.compare_to(desk, others);
                session
            }
            Entry::Vacant(place) => place.insert(self.read(desk, id)?),
        };
        let mut tokens = lock(&self.tokens);
        *tokens += 1;
        session.take_over(*tokens);
        Ok(view(desk, session))
    }

    fn read(&self, desk: &Desk<'_>, id: DraftId) -> Result<Session, Refusal> {
        let (draft, kept) = self.store(|store| Ok((store.draft(id)?, store.kept_of(id)?)))?;
        let case = case::read_draft(&draft.case_file, desk.catalog)
            .map_err(|faults| Refusal { code: RefusalCode::Machine, ..Refusal::entry(&faults) })?;
        let history = History::from_steps(&draft.steps, draft.done);
        let kept = kept.into_iter().collect();
        let others = self.others(desk, id, &case)?;
        Ok(Session::new(id, (case, others), kept, history, (desk, self.home())))
    }

    /// The other drafts of the call that were exported, for quotas and doubles. One that this version
    /// cannot read is left out.
    pub(crate) fn others(
        &self,
        desk: &Desk<'_>,
        id: DraftId,
        case: &Case,
    ) -> Result<Vec<Other>, Refusal> {
        let call = &case.call;
        if call.quotas.is_empty() && call.duplicates.is_none() {
            return Ok(Vec::new());
        }
        let exported = self.store(|store| store.exported(&call.id))?;
        let others = exported.into_iter().filter(|(other, _)| *other != id);
        let read = |(_, text): (DraftId, String)| {
            Some(Other::of(&case::read_draft(&text, desk.catalog).ok()?))
        };
        Ok(others.filter_map(read).collect())
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
            session.freeze(milliseconds(desk.clock.now()))
        };
        let Some((revision, saving)) = frozen else { return Ok(()) };
        let written = self.store(|store| store.save(&saving));
        let fault = written.as_ref().err().map(|refusal| refusal.message.clone());
        if let Some(session) = self.sessions().get_mut(&id) {
            session.written(revision, fault, desk.clock.running());
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
            State::Ready(store) => Ok(store.keep_copy(desk.clock.today())?),
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
        Ok(self.store(|store| store.copy(id, milliseconds(desk.clock.now())))?.0)
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

    pub(crate) fn pages(
        &self,
        desk: &Desk<'_>,
        id: DraftId,
        form: &str,
    ) -> Result<(Arc<paper::Sheets>, Vec<u64>), Refusal> {
        self.session(id, |session| session.pages(desk, form))
    }

    /// Notes what was sent.
    pub(crate) fn receipt(&self, desk: &Desk<'_>, id: DraftId, folder: &Path, list: &str) {
        let moment = milliseconds(desk.clock.now());
        let receipt =
            Receipt { moment, folder: folder.display().to_string(), list: list.to_owned() };
        // The folder is written; a receipt that cannot be noted takes nothing from it.
        let _ = self.store(|store| store.note_receipt(id, &receipt));
    }
}

fn describe(state: &State) -> DraftsState {
    match state {
        State::Ready(_) => DraftsState::Ready,
        State::Closed(refusal) => DraftsState::Closed { refusal: refusal.clone() },
        State::Damaged(damaged) => DraftsState::Damaged {
            path: damaged.path().display().to_string(),
            copy: damaged.copy.clone().map(|copy| CopyView {
                day: copy.day,
                drafts: copy.drafts,
                changed: copy.changed,
                titles: copy.titles,
            }),
        },
    }
}

fn view(desk: &Desk<'_>, session: &Session) -> DraftView {
    let case: &Case = &session.open.case;
    DraftView {
        id: session.id.0,
        token: session.token,
        call: crate::calls::summary(&case.call, desk.clock.today()),
        forms: form_views::by_route(case),
        beside: form_views::beside(case),
        declarations: form_views::declarations(case),
        checklists: form_views::checklists(case),
        about: crate::about::about(&case.call, desk.clock.today()),
        guided: case.call.guidance.is_some(),
        material_name: case.call.material.name.clone(),
        set_aside: form_views::set_aside(case),
        first: session.shown().whole(),
    }
}
