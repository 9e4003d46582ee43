//! The few things that the rooms ask of a file system, as a trait, so that a test can let the n-th
//! operation fail.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fmt, io};

use serde::{Deserialize, Serialize};

use crate::{Digest, FileReason, Hasher, shown};

/// What was being done when a file operation failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOperation {
    /// Reading a file or its length.
    Read,
    /// Listing a folder.
    List,
    /// Making a folder.
    MakeFolder,
    /// Writing a file and bringing it to the disk.
    Write,
    /// Bringing a folder's entries to the disk.
    SyncFolder,
    /// Giving a file or folder its final name.
    Rename,
    /// Removing a file or folder.
    Remove,
}

impl FileOperation {
    /// The operation in Chinese.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Read => "读取",
            Self::List => "列出文件夹",
            Self::MakeFolder => "建立文件夹",
            Self::Write => "写入",
            Self::SyncFolder => "把文件夹写到磁盘",
            Self::Rename => "改名",
            Self::Remove => "删除",
        }
    }
}

/// A file operation that failed: which, where, why.
#[derive(Debug)]
pub struct FileFault {
    /// What was being done.
    pub operation: FileOperation,
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

impl FileFault {
    /// What failed, and what the system said.
    pub fn new(operation: FileOperation, path: &Path, cause: io::Error) -> Self {
        Self { operation, path: path.to_owned(), cause }
    }

    /// Why, as a value.
    pub fn why(&self) -> FileReason {
        FileReason::of(&self.cause)
    }

    /// The cause in Chinese, without the system's English words.
    pub fn reason(&self) -> String {
        self.why().chinese()
    }
}

impl fmt::Display for FileFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}“{}”失败：{}。", self.operation.chinese(), shown(&self.path), self.reason())
    }
}

impl std::error::Error for FileFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// What a file holds, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub digest: Digest,
}

impl Contents {
    /// Of bytes in memory.
    pub fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, digest: Digest::of(bytes) }
    }
}

/// A file that is open for reading at any place.
pub trait ReadAt {
    /// Its length in bytes when it was opened.
    fn length(&self) -> u64;

    /// Fills the front of `into` with what stands at `offset`, and says how many bytes those are: fewer than
    /// `into` takes only where the file ends.
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize>;
}

/// Bytes in memory.
impl ReadAt for &[u8] {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let rest = usize::try_from(offset).ok().and_then(|at| self.get(at..)).unwrap_or_default();
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

/// Files are read through in pieces of this many bytes.
const PIECE: usize = 1 << 20;

/// Reads a file through piece by piece, and gives each to `take`.
///
/// # Errors
/// What `read_fault` makes of the disk's own fault, also where the file ends before its length; or that of
/// `take`.
pub fn read_through<E>(
    source: &dyn ReadAt,
    read_fault: impl Fn(io::Error) -> E,
    mut take: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<Contents, E> {
    let length = source.length();
    let mut hasher = Hasher::default();
    let mut piece = vec![0; usize::try_from(length).unwrap_or(PIECE).min(PIECE)];
    let mut bytes = 0;
    while bytes < length {
        let count = source.read_at(bytes, &mut piece).map_err(&read_fault)?;
        if count == 0 {
            return Err(read_fault(io::ErrorKind::UnexpectedEof.into()));
        }
        hasher.update(&piece[..count]);
        take(&piece[..count])?;
        bytes += count as u64;
    }
    Ok(Contents { bytes, digest: hasher.finish() })
}

/// A new file that is being written.
pub trait NewFile {
    /// Puts a piece behind what was written before, all of it.
    fn write(&mut self, piece: &[u8]) -> io::Result<()>;

    /// Brings what was written to the disk.
    fn sync(&mut self) -> io::Result<()>;
}

/// A file that is held for this program alone, as long as this lives.
pub trait Held: fmt::Debug + Send {
    /// Whether the file is still the one of its name: its folder may have been moved, or its disk pulled out.
    fn is_in_its_place(&self) -> bool {
        true
    }
}

/// A small file that is written again and again and never waited for.
pub trait Rewrite: fmt::Debug + Send {
    /// Puts these bytes at its beginning.
    fn rewrite(&mut self, bytes: &[u8]) -> io::Result<()>;
}

/// The files of the machine. The real one is `disk::Disk`; what is made of several of these steps, such as a file
/// written whole or not at all, is in `disk` too.
pub trait Files {
    /// Opens a file to read a little of it here and there; fails with `IsADirectory` for a folder, and with
    /// `InvalidInput` for a device, which has no places.
    fn open(&self, path: &Path) -> Result<Box<dyn ReadAt>, FileFault>;

    /// The first `most` bytes of a file, or all of it where it is shorter. Fails with `InvalidInput` for a device or a
    /// pipe, which would be waited for.
    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, FileFault>;

    /// The length of a file in bytes; fails with `IsADirectory` for a folder.
    fn length(&self, path: &Path) -> Result<u64, FileFault>;

    /// Whether a file or folder of this name is there.
    fn exists(&self, path: &Path) -> bool;

    /// Whether a folder of this name is there.
    fn is_folder(&self, path: &Path) -> bool;

    /// Whether this name is a link to something else.
    fn is_link(&self, path: &Path) -> bool;

    /// Whether there is something that is neither a file nor a folder, such as a device or a pipe.
    fn is_device(&self, path: &Path) -> bool;

    /// Whether people are not shown this name where they look for files.
    fn is_hidden(&self, path: &Path) -> bool {
        path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
    }

    /// Where all folders begin: `/`, or the drives that there are now.
    fn roots(&self) -> Vec<PathBuf> {
        vec![PathBuf::from("/")]
    }

    /// Writes into a device or pipe.
    fn write_through(&self, path: &Path, bytes: &[u8]) -> Result<(), FileFault>;

    /// The names in a folder, sorted.
    fn names(&self, path: &Path) -> Result<Vec<OsString>, FileFault>;

    /// The same as text, for folders of our own. A name that is no text is changed by it, and leads nowhere.
    fn list(&self, path: &Path) -> Result<Vec<String>, FileFault> {
        let names = self.names(path)?;
        Ok(names.iter().map(|name| name.to_string_lossy().into_owned()).collect())
    }

    /// Makes one folder; its parent must be there, and it must not.
    fn make_folder(&self, path: &Path) -> Result<(), FileFault>;

    /// Makes a folder and those above it, where they are missing, each with its name on the disk: what is synced into a
    /// folder is lost with it where the power goes before the folder has its name.
    fn make_folders(&self, path: &Path) -> Result<(), FileFault> {
        if self.is_folder(path) || path.as_os_str().is_empty() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.make_folders(parent)?;
        }
        match self.make_folder(path) {
            // Somebody else may have made it meanwhile.
            Err(_) if self.is_folder(path) => Ok(()),
            Err(fault) => Err(fault),
            Ok(()) => self.sync_name(path),
        }
    }

    /// Makes a new file for what comes piece by piece; fails where something of this name is there.
    fn create(&self, path: &Path) -> Result<Box<dyn NewFile + '_>, FileFault>;

    /// Brings to the disk a file that a library has written by itself.
    fn sync_file(&self, path: &Path) -> Result<(), FileFault>;

    /// Makes a file where it is missing, and opens it to be written again and again from its beginning.
    fn rewrite(&self, path: &Path) -> Result<Box<dyn Rewrite>, FileFault>;

    /// Takes a file or folder from all other users of the machine, where the system knows them.
    fn make_private(&self, path: &Path) -> Result<(), FileFault>;

    /// Makes a folder that no other user of the machine looks into; its parent must be there, and it must not.
    fn make_private_folder(&self, path: &Path) -> Result<(), FileFault>;

    /// Makes a file read-only.
    fn protect(&self, path: &Path) -> Result<(), FileFault>;

    /// Gives a file a second name on the same disk; fails where something of this name is there.
    fn link(&self, from: &Path, to: &Path) -> Result<(), FileFault>;

    /// Makes a file where it is missing, and holds it for this program alone as long as what is returned lives, at most
    /// until the program ends, however it ends. None where another program holds it.
    fn lock(&self, path: &Path) -> Result<Option<Box<dyn Held>>, FileFault>;

    /// How many bytes the disk of a folder still takes; none where that cannot be told.
    fn free_space(&self, folder: &Path) -> Option<u64>;

    /// When a file was last written, in milliseconds since 1970, by the clock of the machine that wrote it; none where
    /// that cannot be told.
    fn modified(&self, path: &Path) -> Option<i64>;

    /// The one name of a file or folder among all that lead to it; the name as it is where there is none.
    fn canonical(&self, path: &Path) -> PathBuf;

    /// Reads a file of any size through, without keeping it.
    fn contents(&self, path: &Path) -> Result<Contents, FileFault> {
        let fault = |cause| FileFault::new(FileOperation::Read, path, cause);
        read_through(self.open(path)?.as_ref(), fault, |_| Ok(()))
    }

    /// Brings the entries of a folder to the disk.
    fn sync_folder(&self, path: &Path) -> Result<(), FileFault>;

    /// Brings to the disk the name of what was just made.
    fn sync_name(&self, path: &Path) -> Result<(), FileFault> {
        let above = path.parent().filter(|above| !above.as_os_str().is_empty());
        match self.sync_folder(above.unwrap_or(Path::new("."))) {
            // A folder may be one to put things in and not to look into; then the system does it in its own time.
            Err(fault) if fault.cause.kind() == std::io::ErrorKind::PermissionDenied => Ok(()),
            // What was made is what the message is about.
            synced => synced.map_err(|fault| FileFault { path: path.to_owned(), ..fault }),
        }
    }

    /// Gives a file or folder another name on the same disk; replaces a file of that name.
    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileFault>;

    /// Removes a file.
    fn remove_file(&self, path: &Path) -> Result<(), FileFault>;

    /// Removes a folder; fails where something is in it.
    fn remove_empty_folder(&self, path: &Path) -> Result<(), FileFault>;

    /// Removes a folder with all that is in it.
    fn remove_folder(&self, path: &Path) -> Result<(), FileFault>;
}
