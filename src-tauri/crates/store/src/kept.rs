//! Attachments: each file once, named by its SHA-256. The file first, the row last, so that no row ever
//! points at what is not there.

use std::io::Read;
use std::path::{Path, PathBuf};

use disk::{Beside, DiskFault, Source, copy_into, with_file};
use foundation::{Digest, Files, Watch};

use crate::fault::StoreFault;
use crate::{Home, Store};

pub(crate) const FOLDER: &str = "files";
/// What programs before the room `disk` called a copy in the making.
const LEFT_BY_OLDER: &str = "unfinished-";

/// A file that lies in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its length.
    pub bytes: u64,
    /// Its digest; also its name.
    pub digest: Digest,
}

/// How a kept file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptState {
    /// As it was kept.
    Whole,
    /// Something else than the program has changed it.
    Altered,
    /// It is gone.
    Missing,
}

/// A copy that was just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// What it is.
    pub kept: Kept,
    /// Whether nothing of these contents was kept before.
    pub is_new: bool,
}

impl Store {
    /// Copies a file into the store, if it is not there yet. Nothing refers to it until
    /// [`Store::name_kept`] does.
    ///
    /// # Errors
    /// `File` where it cannot be read or kept, `Changed` where it grew or shrank meanwhile, `ReadBack`, `Stopped`;
    /// nothing half-kept is left behind.
    pub fn keep(home: Home<'_>, from: &Path, watch: &dyn Watch) -> Result<Copied, StoreFault> {
        let file = home.files.open(from)?;
        let kept = with_file(file.as_ref(), from, |source| take(home, source, watch))?;
        let fault = match home.files.length(from) {
            Ok(length) if length == kept.kept.bytes => return Ok(kept),
            Ok(_) => StoreFault::Changed { path: from.to_owned() },
            Err(fault) => fault.into(),
        };
        take_away(home, &kept);
        Err(fault)
    }

    /// Keeps what comes from elsewhere: exactly `length` bytes, or nothing. `name` is told where it fails.
    ///
    /// # Errors
    /// As [`Store::keep`].
    pub fn keep_from(
        home: Home<'_>,
        (bytes, name): (&mut dyn Read, &Path),
        length: u64,
        watch: &dyn Watch,
    ) -> Result<Copied, StoreFault> {
        take(home, Source { name, length, bytes }, watch)
    }

    /// Where a kept file lies.
    pub fn kept_path(home: &Path, digest: Digest) -> PathBuf {
        let name = digest.to_string();
        home.join(FOLDER).join(&name[..2]).join(name)
    }

    /// Takes back copies that were new and that no draft has been told of: what they were made for was not done.
    pub fn take_back(&self, files: &dyn Files, copies: &[Copied]) {
        for copied in copies {
            let sql = "SELECT 1 FROM kept WHERE digest = ?1 LIMIT 1";
            let named =
                self.connection.query_row(sql, [copied.kept.digest.to_string()], |_| Ok(()));
            if matches!(named, Err(rusqlite::Error::QueryReturnedNoRows)) {
                take_away(Home { folder: &self.home, files }, copied);
            }
        }
    }

    /// Whether a kept file is what it was when it was kept: its name is its digest. It is read through.
    ///
    /// # Errors
    /// `File` where it cannot be read.
    pub fn check_kept(home: Home<'_>, kept: &Kept) -> Result<KeptState, StoreFault> {
        let path = Self::kept_path(home.folder, kept.digest);
        if !home.files.exists(&path) {
            return Ok(KeptState::Missing);
        }
        if home.files.is_folder(&path) || home.files.is_device(&path) {
            return Ok(KeptState::Altered);
        }
        let is_whole = home.files.length(&path)? == kept.bytes
            && home.files.contents(&path)?.digest == kept.digest;
        Ok(if is_whole { KeptState::Whole } else { KeptState::Altered })
    }
}

/// Copies `source` beside the kept files, and settles it among them.
fn take(home: Home<'_>, source: Source<'_>, watch: &dyn Watch) -> Result<Copied, StoreFault> {
    let private = disk::Private(home.files);
    let home = Home { folder: home.folder, files: &private };
    let folder = home.folder.join(FOLDER);
    home.make_folders(&folder)?;
    // Told by the name of what is kept: its own place has the name of its digest.
    let mut beside =
        Beside::new(&folder.join(source.name.file_name().unwrap_or_default()), home.files);
    let copied = copy_into(beside.path(), source, home.files, watch);
    let contents = copied.map_err(|fault| beside.at_its_place(fault))?;
    // What was kept never changes; programs that open it should not be able to.
    home.files.protect(beside.path()).map_err(|fault| beside.at_its_place(fault))?;
    let kept = Kept { bytes: contents.bytes, digest: contents.digest };
    let is_new = settle(home, &mut beside, &kept).map_err(|fault| beside.at_its_place(fault))?;
    Ok(Copied { kept, is_new })
}

/// Gives a finished copy its name, and says whether it is new. The same contents are there only once.
fn settle(home: Home<'_>, beside: &mut Beside<'_>, kept: &Kept) -> Result<bool, DiskFault> {
    let place = Store::kept_path(home.folder, kept.digest);
    let inner = place.parent().unwrap_or(home.folder);
    home.files.make_folders(inner)?;
    // One that was changed on the disk is mended by the same file once more.
    if Store::check_kept(home, kept).is_ok_and(|state| state == KeptState::Whole) {
        // It may have been put there by a run that was cut off before it was on the disk.
        home.files.sync_folder(inner)?;
        home.files.sync_folder(&home.folder.join(FOLDER))?;
        return Ok(false);
    }
    if home.files.is_folder(&place) {
        home.files.remove_folder(&place)?;
    }
    let settled = beside.settle_at(&place);
    if settled.is_err() && home.files.exists(&place) {
        // Nobody was told of it.
        let _ = home.files.remove_file(&place);
    }
    settled.map(|()| true)
}

/// Removes a copy that was new. What cannot be removed only takes room.
fn take_away(home: Home<'_>, copied: &Copied) {
    if copied.is_new {
        let _ = home.files.remove_file(&Store::kept_path(home.folder, copied.kept.digest));
    }
}

/// Removes copies that a crash cut off. Nothing refers to them.
pub(crate) fn remove_left(home: Home<'_>) {
    let folder = home.folder.join(FOLDER);
    disk::remove_unfinished(&folder, home.files);
    for name in home.files.list(&folder).unwrap_or_default() {
        if name.starts_with(LEFT_BY_OLDER) {
            let _ = home.files.remove_file(&folder.join(name));
        }
    }
}
