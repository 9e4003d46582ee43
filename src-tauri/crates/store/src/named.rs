//! Kept files under names that other programs understand: those that a player opens. They are links to what
//! is kept, which is read-only, and go at the next start.

use std::fs;
use std::path::{Path, PathBuf};

use foundation::{FileFault, FileOperation};

use crate::fault::StoreFault;
use crate::{Kept, Store};

const FOLDER: &str = "opened";

impl Store {
    /// A path with this name at which a kept file lies; where the disk knows no links, a copy of it.
    ///
    /// # Errors
    /// `File`.
    pub fn named(home: &Path, kept: &Kept, name: &str) -> Result<PathBuf, StoreFault> {
        let folder = home.join(FOLDER).join(&kept.digest);
        fs::create_dir_all(&folder)
            .map_err(|cause| FileFault::new(FileOperation::MakeFolder, &folder, cause))?;
        let path = folder.join(name);
        let is_there = fs::metadata(&path).is_ok_and(|there| there.len() == kept.bytes);
        if !is_there {
            let from = Self::kept_path(home, &kept.digest);
            fs::hard_link(&from, &path)
                .or_else(|_| fs::copy(&from, &path).map(|_| ()))
                .map_err(|cause| FileFault::new(FileOperation::Write, &path, cause))?;
        }
        Ok(path)
    }
}

/// Removes the names of the last time. A program may still hold one open: then it goes the next time.
pub(crate) fn remove_named(home: &Path) {
    let _ = fs::remove_dir_all(home.join(FOLDER));
}
