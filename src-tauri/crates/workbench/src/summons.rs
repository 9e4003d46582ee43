//! One program for the drafts: who starts it again is shown the one that runs. The second leaves a file beside the drafts,
//! the first takes it away and shows itself; no port and no bus is needed, on any system. A case file that either was
//! started with stands in that file, and waits for the face.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::time::Duration;

use foundation::shown;

use crate::draft::drafts::State;
use crate::memory::lock;
use crate::workbench::Workbench;

const SUMMONS: &str = "summons";
/// How often the first looks for it, and the second for its answer.
const STEP: Duration = Duration::from_millis(150);
/// So many steps the second waits. Judgement: one that has not looked for three seconds hangs, or has no face.
const STEPS: u32 = 20;

/// The longest path that is read from it.
const LONGEST_PATH: u64 = 64 << 10;

impl Workbench {
    /// The same, started with a case file, which the request `take_file` tells.
    #[must_use]
    pub fn with_file(self, file: &Path) -> Self {
        // Who is asked instead may have been started in another folder.
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        *lock(&self.started_with) = Some(shown(&file));
        self
    }

    /// Asks the program that has the drafts open to show itself, and the file that this one was started with; waits until
    /// it does. False where there is none, or none that answers.
    pub fn another_shows_itself(&self) -> bool {
        let Some(summons) = self.summons() else { return false };
        let file = lock(&self.started_with).clone().unwrap_or_default();
        if !store::is_open_elsewhere(self.store_home())
            || disk::write_whole(&summons, file.as_bytes(), self.files.as_ref()).is_err()
        {
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
        let Some(summons) = summons else { return false };
        let file = self.files.read_up_to(&summons, LONGEST_PATH).unwrap_or_default();
        if self.files.remove_file(&summons).is_err() {
            return false;
        }
        let file = String::from_utf8(file).unwrap_or_default();
        if !file.is_empty() {
            *lock(&self.started_with) = Some(file);
        }
        true
    }

    fn summons(&self) -> Option<PathBuf> {
        self.drafts.home.as_ref().map(|home| home.join(SUMMONS))
    }
}
