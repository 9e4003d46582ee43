//! One program for the drafts: who starts it again is shown the one that runs. The second leaves a file beside the drafts,
//! the first takes it away and shows itself; no port and no bus is needed, on any system.

use std::path::PathBuf;
use std::sync::{Arc, Weak};
use std::time::Duration;

use crate::draft::drafts::State;
use crate::memory::lock;
use crate::workbench::Workbench;

const SUMMONS: &str = "summons";
/// How often the first looks for it, and the second for its answer.
const STEP: Duration = Duration::from_millis(150);
/// So many steps the second waits. Judgement: one that has not looked for three seconds hangs, or has no face.
const STEPS: u32 = 20;

impl Workbench {
    /// Asks the program that has the drafts open to show itself, and waits until it does. False where there is none, or
    /// none that answers.
    pub fn another_shows_itself(&self) -> bool {
        let Some(summons) = self.summons() else { return false };
        if !store::is_open_elsewhere(self.store_home()) || self.files.create(&summons).is_err() {
            return false;
        }
        for _ in 0..STEPS {
            std::thread::sleep(STEP);
            if !self.files.exists(&summons) {
                return true;
            }
        }
        // Nobody came: what is left would call the next one that opens the drafts.
        let _ = self.files.remove_file(&summons);
        false
    }

    /// Does something each time that the program is started again while this one has the drafts open.
    pub fn when_started_again(self: &Arc<Self>, work: impl Fn() + Send + 'static) {
        let held: Weak<Self> = Arc::downgrade(self);
        std::thread::spawn(move || {
            while let Some(workbench) = held.upgrade() {
                if workbench.is_summoned() {
                    work();
                }
                drop(workbench);
                std::thread::sleep(STEP);
            }
        });
    }

    /// Whether somebody called; once.
    fn is_summoned(&self) -> bool {
        let has_drafts = !matches!(&*lock(&self.drafts.store), State::Closed(_));
        let summons = self.summons().filter(|summons| has_drafts && self.files.exists(summons));
        summons.is_some_and(|summons| self.files.remove_file(&summons).is_ok())
    }

    fn summons(&self) -> Option<PathBuf> {
        self.drafts.home.as_ref().map(|home| home.join(SUMMONS))
    }
}
