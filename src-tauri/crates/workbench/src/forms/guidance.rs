//! The guidance of a draft's call.

use serde::Deserialize;
use store::DraftId;

use crate::ask::Ask;
use crate::forms::guidance_views::{GuidanceView, view};
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// The guidance of a draft's call: for its project, or what holds the words.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadGuidance {
    /// Which.
    pub draft: i64,
    /// What is looked for; what belongs to the draft's project where it is empty.
    pub words: String,
}

impl Ask for ReadGuidance {
    type Answer = GuidanceView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        Ok(view(&workbench.drafts.case(DraftId(self.draft))?.case, &self.words))
    }
}
