//! How drafts go to the disk: by themselves, when asked, and before the program ends.

use std::sync::{Arc, Weak};
use std::time::Duration;

use serde::Deserialize;
use store::DraftId;

use crate::ask::Ask;
use crate::draft::state::SavedView;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// How often the saver looks whether something is due.
const SAVER_STEP: Duration = Duration::from_millis(50);

/// How long whoever looks slowly through drafts and kept files rests between two of them. Judgement: a hundred
/// drafts with their photos in ten minutes, and nobody hears the disk.
const LOOK_STEP: Duration = Duration::from_secs(2);

/// So many drafts it brings into the index of words each time: judgement, some 50 ms of work.
const AT_A_TIME: usize = 20;

/// How a draft is saved; with `now` it is saved first.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Saved {
    /// Which.
    pub draft: i64,
    /// Saves at once.
    pub now: bool,
}

impl Ask for Saved {
    type Answer = SavedView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        if self.now {
            // The state that is told next says how it went.
            let _ = workbench.drafts.save(&workbench.desk(), DraftId(self.draft));
        }
        workbench.drafts.saved(DraftId(self.draft))
    }
}

impl Workbench {
    /// Saves what is due, from a thread of its own, as long as somebody holds the workbench.
    pub fn keep_saving(self: &Arc<Self>) {
        let held: Weak<Self> = Arc::downgrade(self);
        std::thread::spawn(move || {
            while let Some(workbench) = held.upgrade() {
                workbench.drafts.save_due(&workbench.desk());
                drop(workbench);
                std::thread::sleep(SAVER_STEP);
            }
        });
        let held: Weak<Self> = Arc::downgrade(self);
        std::thread::spawn(move || {
            for turn in 0.. {
                std::thread::sleep(LOOK_STEP);
                let Some(workbench) = held.upgrade() else { return };
                workbench.drafts.look_at_next(&workbench.desk(), turn);
                // What is looked for later is found at once; what is being typed changes again.
                let is_closed = |id| !workbench.drafts.sessions().contains_key(&id);
                let _ = workbench.drafts.know_words(&workbench.desk(), AT_A_TIME, is_closed);
            }
        });
    }

    /// Lets go of attachments that nobody has used for a month, once a week.
    fn sweep_when_due(&self) -> Result<(), Refusal> {
        let (home, now) = (self.store_home(), self.desk().clock.now().as_millisecond());
        let open: Vec<DraftId> = self.drafts.sessions().keys().copied().collect();
        self.drafts.store(|store| {
            if store::is_due_to_sweep(home, now)? {
                store.sweep(home, now, &open)?;
            }
            Ok(())
        })
    }

    /// Brings everything to the disk and keeps a copy of the database: before the program ends. Nothing waits
    /// for a film that is still being copied.
    ///
    /// # Errors
    /// What could not be saved and why; nothing is let go of then.
    pub fn finish(&self) -> Result<(), Refusal> {
        self.jobs.stop_all();
        self.drafts.finish(&self.desk())?;
        // Now that nothing is being attached. What cannot be let go of goes the next time.
        let _ = self.sweep_when_due();
        Ok(())
    }
}
