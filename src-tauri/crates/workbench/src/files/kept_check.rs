//! Kept files are what they were when they were kept: looked at when a draft is opened, before it is sent, and slowly
//! while the program runs. What is found is remembered, and told by `case` like any other file that cannot be read.

use std::path::Path;

use case::Case;
use foundation::{Contents, FileFault};

use crate::desk::{Desk, OpenCase, Places};
use crate::fault::Fault;

/// Judgement: so many bytes are read through while somebody waits for a draft to open; the rest behind it.
const AT_ONCE: u64 = 32 << 20;

impl Desk<'_> {
    /// Reads kept files through as far as nobody notices, and remembers which are not what was kept.
    pub(crate) fn check_kept_soon(&self, open: &OpenCase) {
        let mut left = AT_ONCE;
        for (_, path) in kept(open) {
            let Ok(bytes) = self.files.length(path) else { continue };
            if bytes <= left {
                left -= bytes;
                let _ = self.check_kept(path);
            }
        }
    }

    /// Reads a kept file through; true where it is what was kept, or is not there at all.
    pub(crate) fn check_kept(&self, path: &Path) -> Result<bool, FileFault> {
        let named = path.file_name().and_then(|name| name.to_str()?.parse().ok());
        if named.is_none() || !self.files.exists(path) {
            return Ok(true);
        }
        let Contents { digest, .. } = self.files.contents(path)?;
        let is_whole = named == Some(digest);
        self.measured.note_altered(path, !is_whole);
        Ok(is_whole)
    }

    /// Looks at every file of a case before it is sent.
    ///
    /// # Errors
    /// `Altered` with the names of those that are not what was kept; `File`.
    pub(crate) fn all_kept_are_whole(&self, open: &OpenCase) -> Result<(), Fault> {
        let mut names = Vec::new();
        for (name, path) in kept(open) {
            if !self.check_kept(path)? {
                names.push(name.to_owned());
            }
        }
        if names.is_empty() { Ok(()) } else { Err(Fault::Altered { names }) }
    }
}

/// The kept files that a case names.
fn kept(open: &OpenCase) -> impl Iterator<Item = (&str, &Path)> {
    let places = match &open.places {
        Places::Kept(places) => Some(places),
        Places::Folder(_) => None,
    };
    let case: &Case = &open.case;
    let named = |(name, _): &(&String, _)| case.names_file(name);
    let all = places.into_iter().flatten().filter(named);
    all.map(|(name, path)| (name.as_str(), path.as_path()))
}
