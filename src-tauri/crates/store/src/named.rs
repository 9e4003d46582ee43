//! Kept files under names that other programs understand: those that a player opens. A small one is a copy, with
//! which that program may do what it likes; a large one is a link to what is kept, which is read-only. All go at
//! the next start.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use foundation::{FileFault, FileOperation};

use crate::fault::StoreFault;
use crate::{Kept, Store};

/// Judgement: programs that turn or crop photos write into them; those that play films do not, and a copy of a
/// film is waited for.
const SMALL: u64 = 64 << 20;
const FOLDER: &str = "opened";

impl Store {
    /// A path with this name at which a kept file lies, or a copy of it. `name` is legal on this system.
    ///
    /// # Errors
    /// `File`.
    pub fn named(home: &Path, kept: &Kept, name: &str) -> Result<PathBuf, StoreFault> {
        let folder = home.join(FOLDER).join(&kept.digest);
        fs::create_dir_all(&folder)
            .map_err(|cause| FileFault::new(FileOperation::MakeFolder, &folder, cause))?;
        let path = folder.join(name);
        let from = Self::kept_path(home, &kept.digest);
        // What is there may have been changed by the program that had it open; one that still has it keeps it.
        let is_gone = fs::remove_file(&path).is_ok() || fs::symlink_metadata(&path).is_err();
        if is_gone {
            let linked = kept.bytes > SMALL && fs::hard_link(&from, &path).is_ok();
            let copied = if linked { Ok(()) } else { copy(&from, &path) };
            copied.map_err(|cause| FileFault::new(FileOperation::Write, &path, cause))?;
        }
        Ok(path)
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut target = OpenOptions::new().write(true).create_new(true).open(to)?;
    io::copy(&mut File::open(from)?, &mut target)?;
    Ok(())
}

/// Removes the names of the last time. A program may still hold one open: then it goes the next time.
pub(crate) fn remove_named(home: &Path) {
    let _ = fs::remove_dir_all(home.join(FOLDER));
}
