//! The folder that was sent as one zip, where that is asked for.

use std::path::{Path, PathBuf};

use foundation::{Watch, path_text};
use serde::Deserialize;

use crate::ask::Ask;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::refusal::Refusal;
use crate::send::export::Exported;
use crate::workbench::Workbench;

/// Writes a folder that was sent as one zip beside it; where that lies.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ZipFolder {
    /// Of which draft it is.
    pub draft: i64,
    /// The folder, as `export` told it.
    pub folder: String,
    /// A number for `progress`, which the face makes up.
    pub job: u32,
}

impl Ask for ZipFolder {
    type Answer = String;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let job = workbench.jobs.begin((self.draft, self.job));
        let place = desk.zip(&desk.meant(&self.folder), &job)?;
        Ok(path_text(&place).into_owned())
    }
}

impl Desk<'_> {
    /// Writes a folder that was sent as one zip beside it, by its 清单.txt.
    ///
    /// # Errors
    /// `Verify` where it has no list, is not as it was sent, or cannot be read or written.
    pub fn zip(&self, folder: &Path, watch: &dyn Watch) -> Result<PathBuf, Fault> {
        Ok(parcel::zip(folder, self.files, watch)?)
    }
}

impl Exported {
    /// The same, with where its zip lies.
    #[must_use]
    pub fn with_zip(self, place: PathBuf) -> Self {
        Self { zip: Some(place), ..self }
    }
}
