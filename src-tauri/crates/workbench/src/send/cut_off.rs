//! Exports that were cut off: what is not finished is hidden beside its place, wherever the user sent it, and would stay
//! there for ever where nobody sends to that folder again. So where something is being written is noted with the drafts,
//! and what was left there goes at the next start.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use disk::Private;
use foundation::{Files, path_text};

use crate::desk::Desk;
use crate::draft::drafts::Drafts;
use crate::memory::lock;

/// A path on each line.
const NOTE: &str = "exporting";
/// More than anybody writes at once, in bytes.
const LONGEST: u64 = 1 << 20;

/// A folder that is being written to, until this goes.
pub(crate) struct Noted<'d> {
    drafts: &'d Drafts,
    files: &'d dyn Files,
    target: PathBuf,
}

impl Drafts {
    /// Notes that something is being written into a folder.
    pub(crate) fn note_export<'d>(&'d self, desk: &Desk<'d>, target: &Path) -> Noted<'d> {
        let noted = Noted { drafts: self, files: desk.files, target: desk.files.canonical(target) };
        noted.change(|targets| targets.insert(noted.target.clone()));
        noted
    }

    /// Removes what exports left that were cut off.
    pub(crate) fn clear_exports(&self, desk: &Desk<'_>) {
        let note = self.home().join(NOTE);
        if !desk.files.exists(&note) {
            return;
        }
        let bytes = desk.files.read_up_to(&note, LONGEST).unwrap_or_default();
        for line in String::from_utf8_lossy(&bytes).lines().filter(|line| !line.is_empty()) {
            disk::remove_abandoned(&desk.meant(line), desk.files);
        }
        // One that cannot be removed says the same once more.
        let _ = desk.files.remove_file(&note);
    }
}

impl Noted<'_> {
    /// A note that cannot be written only leaves what a kill would leave.
    fn change(&self, change: impl FnOnce(&mut BTreeSet<PathBuf>) -> bool) {
        if self.drafts.home.is_none() || !self.files.is_folder(self.drafts.home()) {
            return;
        }
        let mut targets = lock(&self.drafts.exporting);
        change(&mut targets);
        let note = self.drafts.home().join(NOTE);
        let lines: String = targets.iter().map(|path| format!("{}\n", path_text(path))).collect();
        let _ = match lines.as_str() {
            "" => self.files.remove_file(&note).ok(),
            lines => {
                disk::write_whole(&note, lines.as_bytes(), &Private(self.files)).ok().map(drop)
            }
        };
    }
}

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        self.change(|targets| targets.remove(&self.target));
    }
}
