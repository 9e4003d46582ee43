//! What is typed into a draft, and taken back.

use serde::Deserialize;
use serde_json::Value as Json;
use store::DraftId;

use crate::ask::Ask;
use crate::draft::patch::Patch;
use crate::draft::session::Typed;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Puts what was typed at an address: `values/…`, `answers/…`, `reasons/…`, `route`, `attachments`,
/// `material`, `material/3` (a block), `appendix`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Edit {
    /// Which.
    pub draft: i64,
    /// From `open_draft`.
    pub token: u64,
    /// Counts up from 1; a number that was seen before changes nothing.
    pub seq: u64,
    /// Where.
    pub address: String,
    /// In the shape of the case file; null empties.
    pub entry: Json,
    /// A step of its own, such as a text that was pasted or cut.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub alone: bool,
}

impl Ask for Edit {
    type Answer = Box<Patch>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let Self { draft, token, seq, address, entry, alone } = self;
        let now = desk.clock.running();
        workbench.drafts.change(&desk, (DraftId(draft), token), |session| {
            session.edit(Typed { address: &address, entry, seq, alone }, now).map(|()| None)
        })
    }
}

/// Takes a step back, or makes it again.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Undo {
    /// Which.
    pub draft: i64,
    /// From `open_draft`.
    pub token: u64,
    /// Makes the step again.
    pub redo: bool,
}

impl Ask for Undo {
    type Answer = Box<Patch>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let now = desk.clock.running();
        workbench.drafts.change(&desk, (DraftId(self.draft), self.token), |session| {
            Ok(if self.redo { session.redo(now) } else { session.undo(now) })
        })
    }
}
