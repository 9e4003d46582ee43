//! How far long work on files is, and ending it.

use serde::Deserialize;

use crate::ask::Ask;
use crate::files::running::ProgressView;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// How far an export or `keep` is; with `stop` it ends.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Progress {
    /// Which draft.
    pub draft: i64,
    /// Its number.
    pub job: u32,
    /// Ends it.
    pub stop: bool,
}

impl Ask for Progress {
    type Answer = ProgressView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        Ok(workbench.jobs.progress((self.draft, self.job), self.stop))
    }
}
