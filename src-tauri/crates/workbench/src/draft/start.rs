//! The first thing a face asks, and how it goes on after damage.

use serde::{Deserialize, Serialize};
use store::{Choice, GoodCopy};

use crate::ask::Ask;
use crate::draft::state::DraftsState;
use crate::forms::calls::CallSummary;
use crate::refusal::Refusal;
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
    pub told: Vec<String>,
    /// How the drafts are.
    pub drafts: DraftsState,
}

impl Workbench {
    fn started(&self, drafts: DraftsState) -> StartView {
        let (calls, unused) = (self.calls(), self.unused().to_vec());
        StartView { calls, unused, told: self.drafts.take_told(), drafts }
    }
}
