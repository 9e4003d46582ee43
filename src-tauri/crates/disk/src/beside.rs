//! What is made beside its place, and gets its name when it is whole.

use std::path::{Path, PathBuf};

use foundation::{FileFault, FileOperation, Files};

use crate::fault::DiskFault;
use crate::unfinished::{Unfinished, remove};

/// A file or folder in the making, under a name that nobody else uses; removed again where it does not get its own.
pub struct Beside<'f> {
    files: &'f dyn Files,
    place: PathBuf,
    path: PathBuf,
    is_settled: bool,
    _unfinished: Unfinished,
}

impl<'f> Beside<'f> {
    /// For what will be at `place`, or is told by that name. What runs that were cut off left there of the same goes.
    pub fn new(place: &Path, files: &'f dyn Files) -> Self {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let unfinished = Unfinished::new(folder_of(place), &name, files);
        let path = place.with_file_name(unfinished.name());
        Self { files, place: place.to_owned(), path, is_settled: false, _unfinished: unfinished }
    }

    /// Where it is made.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A fault of the place instead of where it is made.
    pub fn at_its_place(&self, fault: impl Into<DiskFault>) -> DiskFault {
        fault.into().moved_to(&self.place, &self.path)
    }

    /// Gives it its name, in the place of a file that is there.
    ///
    /// # Errors
    /// `File`; where only the folder did not come to the disk, it has its name.
    pub fn settle(mut self) -> Result<(), DiskFault> {
        let place = self.place.clone();
        self.settle_at(&place)
    }

    /// The same at another place on the same disk. It may be tried again elsewhere.
    ///
    /// # Errors
    /// As [`Beside::settle`].
    pub fn settle_at(&mut self, place: &Path) -> Result<(), DiskFault> {
        // Whoever asked for the file knows of no other name that it had.
        let operation = FileOperation::Write;
        let told = |fault: FileFault| FileFault { path: self.place.clone(), operation, ..fault };
        self.files.rename(&self.path, place).map_err(told)?;
        self.is_settled = true;
        let (to, from) = (folder_of(place), folder_of(&self.path));
        self.files.sync_folder(to)?;
        if to != from {
            self.files.sync_folder(from)?;
        }
        Ok(())
    }
}

impl Drop for Beside<'_> {
    fn drop(&mut self) {
        if !self.is_settled && self.files.exists(&self.path) {
            remove(&self.path, self.files);
        }
    }
}

/// The folder in which something lies.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
