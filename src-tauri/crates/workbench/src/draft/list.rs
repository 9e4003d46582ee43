//! The drafts as a list, and what is done to one from there.

use serde::Deserialize;
use store::{DraftId, Search};

use crate::ask::Ask;
use crate::draft::state::DraftList;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// The drafts.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListDrafts {
    /// Words of its name, call, units or people; in any width, case and script, parted by blanks.
    pub words: String,
    /// Those in the bin.
    pub binned: bool,
    /// At most so many.
    pub limit: u32,
}

impl Ask for ListDrafts {
    type Answer = DraftList;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let Self { words, binned, limit } = self;
        workbench.drafts.list(&workbench.desk(), &Search { words, binned, limit })
    }
}

/// Makes a draft that says the same; its number.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CopyDraft {
    /// Which.
    pub draft: i64,
}

impl Ask for CopyDraft {
    type Answer = i64;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.drafts.copy(&workbench.desk(), DraftId(self.draft))
    }
}

/// Moves a draft to the bin or back.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BinDraft {
    /// Which.
    pub draft: i64,
    /// To the bin.
    pub binned: bool,
}

impl Ask for BinDraft {
    type Answer = ();

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.drafts.bin(&workbench.desk(), DraftId(self.draft), self.binned)
    }
}
