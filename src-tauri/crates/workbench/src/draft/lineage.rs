//! Which states of its case went before a draft, and which state from elsewhere it becomes.

use std::time::Duration;

use foundation::{Digest, Stamp};

use crate::draft::session::Session;
use crate::send::origin::kept_content;

impl Session {
    /// Has the revision of this state, once it says what that says.
    pub(crate) fn becomes(&mut self, state: Stamp, now: Duration) {
        self.becomes = Some(state);
        self.touched(now);
    }

    /// Takes note of states that went before this one, or were handed over or taken in as this one.
    pub(crate) fn descends_from(
        &mut self,
        states: impl IntoIterator<Item = Digest>,
        now: Duration,
    ) {
        let before = self.open.case.lineage.clone();
        self.open.case.descends_from(states);
        if self.open.case.lineage != before {
            self.touched(now);
        }
    }

    /// What it says now.
    pub(crate) fn content(&self) -> Digest {
        kept_content(&self.open)
    }
}
