//! Attachments: each file once, named by its SHA-256. The file first, the row last, so that no row ever
//! points at what is not there.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write as _};
use std::path::{Path, PathBuf};

use foundation::{FileFault, FileOperation, Hasher, Watch};

use crate::Store;
use crate::drafts::DraftId;
use crate::fault::StoreFault;
use crate::opening::DATABASE;

const FOLDER: &str = "files";
const UNFINISHED: &str = "unfinished-";
/// Files are copied in pieces of this many bytes.
const PIECE: usize = 1 << 20;

/// A file that lies in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its length.
    pub bytes: u64,
    /// Its digest, 64 hexadecimal digits; also its name.
    pub digest: String,
}

/// A copy that was just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// What it is.
    pub kept: Kept,
    /// Whether nothing of these contents was kept before.
    pub is_new: bool,
}

fn fault<'p>(
    operation: FileOperation,
    path: &'p Path,
) -> impl Fn(std::io::Error) -> FileFault + 'p {
    move |cause| FileFault::new(operation, path, cause)
}

impl Store {
    /// Copies a file into the store, if it is not there yet. Nothing refers to it until
    /// [`Store::name_kept`] does.
    ///
    /// # Errors
    /// `File` where it cannot be read or kept, `Changed` where it grew or shrank meanwhile, `Stopped`; nothing
    /// half-kept is left behind.
    pub fn keep(home: &Path, from: &Path, watch: &dyn Watch) -> Result<Copied, StoreFault> {
        let length = || fs::metadata(from).map_err(fault(FileOperation::Read, from));
        let told = length()?;
        let odd = match told {
            ref told if told.is_dir() => Some(ErrorKind::IsADirectory),
            // A pipe would be waited for without an end.
            ref told if !told.is_file() => Some(ErrorKind::InvalidInput),
            _ => None,
        };
        if let Some(odd) = odd {
            return Err(fault(FileOperation::Read, from)(odd.into()).into());
        }
        let source = File::open(from).map_err(fault(FileOperation::Read, from))?;
        let mut source = source.take(told.len().saturating_add(1));
        let whole = |bytes| Ok(bytes == told.len() && length()?.len() == bytes);
        take(home, (&mut source, from), whole, watch)
    }

    /// Keeps what comes from elsewhere: exactly `length` bytes, or nothing. `name` is told where it fails.
    ///
    /// # Errors
    /// As [`Store::keep`].
    pub fn keep_from(
        home: &Path,
        (source, name): (&mut dyn Read, &Path),
        length: u64,
        watch: &dyn Watch,
    ) -> Result<Copied, StoreFault> {
        let mut source = source.take(length.saturating_add(1));
        take(home, (&mut source, name), |bytes| Ok(bytes == length), watch)
    }

    /// Where a kept file lies.
    pub fn kept_path(home: &Path, digest: &str) -> PathBuf {
        let first = digest.get(..2).unwrap_or_default();
        home.join(FOLDER).join(first).join(digest)
    }

    /// Says under which name a draft knows a kept file.
    ///
    /// # Errors
    /// `Database`.
    pub fn name_kept(&self, draft: DraftId, path: &str, kept: &Kept) -> Result<(), StoreFault> {
        let sql = "INSERT INTO kept (draft, path, digest, bytes) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (draft, path) DO UPDATE SET digest = ?3, bytes = ?4";
        let bytes = i64::try_from(kept.bytes).unwrap_or(i64::MAX);
        let named = self.connection.execute(sql, (draft.0, path, &kept.digest, bytes));
        named.map_err(StoreFault::database(&self.home.join(DATABASE)))?;
        Ok(())
    }

    /// Takes back copies that were new and that no draft has been told of: what they were made for was not done.
    pub fn take_back(&self, copies: &[Copied]) {
        for Copied { kept, is_new } in copies {
            let sql = "SELECT 1 FROM kept WHERE digest = ?1 LIMIT 1";
            let named = self.connection.query_row(sql, [&kept.digest], |_| Ok(()));
            if *is_new && matches!(named, Err(rusqlite::Error::QueryReturnedNoRows)) {
                // What cannot be removed only takes room.
                let _ = fs::remove_file(Self::kept_path(&self.home, &kept.digest));
            }
        }
    }

    /// The kept files of a draft, by the name that it knows them by.
    ///
    /// # Errors
    /// `Database`.
    pub fn kept_of(&self, draft: DraftId) -> Result<Vec<(String, Kept)>, StoreFault> {
        let read = || {
            let sql = "SELECT path, digest, bytes FROM kept WHERE draft = ?1 ORDER BY path";
            let mut rows = self.connection.prepare_cached(sql)?;
            let rows = rows.query_map([draft.0], |row| {
                let bytes = u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
                Ok((row.get(0)?, Kept { digest: row.get(1)?, bytes }))
            })?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        read().map_err(StoreFault::database(&self.home.join(DATABASE)))
    }
}

/// A new file for a copy that is not finished.
fn unfinished(folder: &Path) -> Result<(PathBuf, File), StoreFault> {
    for number in 0.. {
        let path = folder.join(format!("{UNFINISHED}{number}"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(fault(FileOperation::Write, &path)(cause).into()),
        }
    }
    unreachable!("a folder has an end")
}

/// Copies `source` beside the kept files, and settles it among them where `whole` finds its length right.
fn take(
    home: &Path,
    (source, from): (&mut dyn Read, &Path),
    whole: impl Fn(u64) -> Result<bool, StoreFault>,
    watch: &dyn Watch,
) -> Result<Copied, StoreFault> {
    let folder = home.join(FOLDER);
    fs::create_dir_all(&folder).map_err(fault(FileOperation::MakeFolder, &folder))?;
    let (temporary, target) = unfinished(&folder)?;
    let kept = copy((source, from), (target, &temporary), watch).and_then(|kept| {
        if !whole(kept.bytes)? {
            return Err(StoreFault::Changed { path: from.to_owned() });
        }
        let is_new = settle(&folder, &temporary, &kept)?;
        Ok(Copied { kept, is_new })
    });
    if kept.is_err() {
        // The first fault is the one to tell; what stays is removed at the next start.
        let _ = fs::remove_file(&temporary);
    }
    kept
}

/// Copies to the disk, hashing.
fn copy(
    (source, from): (&mut dyn Read, &Path),
    (mut target, to): (File, &Path),
    watch: &dyn Watch,
) -> Result<Kept, StoreFault> {
    let mut hasher = Hasher::default();
    let mut bytes = 0;
    let mut piece = vec![0; PIECE];
    loop {
        if watch.is_stopped() {
            return Err(StoreFault::Stopped);
        }
        let count = source.read(&mut piece).map_err(fault(FileOperation::Read, from))?;
        if count == 0 {
            break;
        }
        hasher.update(&piece[..count]);
        target.write_all(&piece[..count]).map_err(fault(FileOperation::Write, to))?;
        bytes += count as u64;
        watch.advance(count as u64);
    }
    target.sync_all().map_err(fault(FileOperation::Write, to))?;
    // What was kept never changes; programs that open it should not be able to.
    let mut permissions = target.metadata().map_err(fault(FileOperation::Write, to))?.permissions();
    permissions.set_readonly(true);
    target.set_permissions(permissions).map_err(fault(FileOperation::Write, to))?;
    Ok(Kept { bytes, digest: hasher.finish().to_string() })
}

/// Gives a finished copy its name, and says whether it is new. The same contents are there only once.
fn settle(folder: &Path, temporary: &Path, kept: &Kept) -> Result<bool, StoreFault> {
    let home = folder.parent().unwrap_or(folder);
    let place = Store::kept_path(home, &kept.digest);
    let inner = place.parent().unwrap_or(folder);
    fs::create_dir_all(inner).map_err(fault(FileOperation::MakeFolder, inner))?;
    let there = fs::metadata(&place).is_ok_and(|metadata| metadata.len() == kept.bytes);
    if there {
        fs::remove_file(temporary).map_err(fault(FileOperation::Remove, temporary))?;
    } else {
        fs::rename(temporary, &place).map_err(fault(FileOperation::Rename, &place))?;
    }
    sync_folder(inner)?;
    sync_folder(folder)?;
    Ok(!there)
}

/// Brings the entries of a folder to the disk.
pub(crate) fn sync_folder(path: &Path) -> Result<(), StoreFault> {
    // Windows cannot open folders as files, and needs no such call.
    if cfg!(windows) {
        return Ok(());
    }
    let synced = File::open(path).and_then(|folder| folder.sync_all());
    Ok(synced.map_err(fault(FileOperation::SyncFolder, path))?)
}

/// Removes copies that a crash cut off. Nothing refers to them.
pub(crate) fn remove_unfinished(home: &Path) {
    let Ok(entries) = fs::read_dir(home.join(FOLDER)) else { return };
    for entry in entries.filter_map(Result::ok) {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
