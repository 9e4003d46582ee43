//! The first thing a face asks, and how it goes on after damage.

use foundation::shown;
use serde::{Deserialize, Serialize};
use store::{Choice, GoodCopy, Opened};

use crate::ask::Ask;
use crate::desk::Desk;
use crate::draft::drafts::{Drafts, State, home, not_ready};
use crate::draft::state::{CopyView, DraftsState, ReadableView};
use crate::forms::calls::CallSummary;
use crate::memory::lock;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// The calls, and how the drafts are. Opens the drafts where they are not open.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Start {}

impl Ask for Start {
    type Answer = StartView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        Ok(workbench.started(workbench.drafts.start(&workbench.desk())))
    }
}

/// Goes on after damage: with what can be read, with a copy, or with no drafts.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Recover {
    /// With a copy.
    #[serde(default)]
    pub with_copy: bool,
    /// Which copy, by its name; the best where none is named.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub copy: Option<String>,
    /// With what can be read, draft by draft, and the copies for the rest.
    #[serde(default)]
    pub readable: bool,
}

impl Recover {
    pub(crate) fn choice(&self, copies: &[GoodCopy]) -> Choice {
        let named = |name: &String| copies.iter().position(|copy| copy.name == *name);
        match (self.readable, self.with_copy) {
            (true, _) => Choice::Readable,
            (false, true) => Choice::Copy(self.copy.as_ref().and_then(named).unwrap_or(0)),
            (false, false) => Choice::Empty,
        }
    }
}

impl Ask for Recover {
    type Answer = StartView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let choice = |copies: &[GoodCopy]| self.choice(copies);
        Ok(workbench.started(workbench.drafts.recover(&workbench.desk(), choice)))
    }
}

/// How the program starts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "StartView.ts"))]
pub struct StartView {
    /// Every call, the newest first.
    pub calls: Vec<CallSummary>,
    /// What of the user's own forms and calls could not be used, and why.
    pub unused: Vec<String>,
    /// What became of what could not be written the last time: a line each.
    pub messages: Vec<String>,
    /// How the drafts are.
    pub drafts: DraftsState,
}

impl Workbench {
    fn started(&self, drafts: DraftsState) -> StartView {
        let (calls, unused) = (self.calls(), self.unused());
        StartView { calls, unused, messages: self.drafts.take_messages(), drafts }
    }
}

impl Drafts {
    /// Opens the drafts where they are not open, and says how they are.
    pub(crate) fn start(&self, desk: &Desk<'_>) -> DraftsState {
        let (is_opened, described) = self.opened(desk);
        if is_opened {
            let messages = self.bring_back(desk).into_iter().chain(self.message_of_copy());
            lock(&self.messages).extend(messages);
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
                            State::Ready(store)
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
