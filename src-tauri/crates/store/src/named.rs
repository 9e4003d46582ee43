//! Kept files under names that other programs understand: those that a player opens. A small one is a copy, with
//! which that program may do what it likes; a large one is a link to what is kept, which is read-only. All go at
//! the next start.

use std::path::PathBuf;

use foundation::{Files as _, Unwatched};

use crate::fault::StoreFault;
use crate::{Home, Kept, Store};

/// Judgement: programs that turn or crop photos write into them; those that play films do not, and a copy of a
/// film is waited for.
const SMALL: u64 = 64 << 20;
const FOLDER: &str = "opened";

impl Store {
    /// A path with this name at which a kept file lies, or a copy of it. `name` is legal on this system.
    ///
    /// # Errors
    /// `File`, `ReadBack`.
    pub fn named(home: Home<'_>, kept: &Kept, name: &str) -> Result<PathBuf, StoreFault> {
        let Home { folder, files } = home;
        let files = &disk::Private(files);
        let inner = folder.join(FOLDER).join(kept.digest.to_string());
        Home { folder, files }.make_folders(&inner)?;
        let path = inner.join(name);
        let from = Self::kept_path(folder, kept.digest);
        // What is there may have been changed by the program that had it open; one that still has it keeps it.
        let is_gone = files.remove_file(&path).is_ok() || !files.exists(&path);
        let is_linked = || kept.bytes > SMALL && files.link(&from, &path).is_ok();
        if is_gone && !is_linked() {
            disk::copy_whole(&from, &path, files, &Unwatched)?;
        }
        Ok(path)
    }
}

/// Removes the names of the last time. A program may still hold one open: then it goes the next time.
pub(crate) fn remove_named(home: Home<'_>) {
    let _ = home.files.remove_folder(&home.folder.join(FOLDER));
}
