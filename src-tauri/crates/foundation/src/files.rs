//! The few things that the rooms ask of a file system, as a trait, so that a test can let the n-th
//! operation fail.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::{Digest, Hasher};

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

    /// The cause in Chinese, without the system's English words.
    pub fn reason(&self) -> String {
        use io::ErrorKind as Kind;
        match self.cause.kind() {
            Kind::NotFound => "不存在".into(),
            Kind::PermissionDenied => "没有权限".into(),
            Kind::AlreadyExists => "同名的文件或文件夹已经存在".into(),
            Kind::StorageFull => "磁盘已满".into(),
            Kind::QuotaExceeded => "超出磁盘配额".into(),
            Kind::ReadOnlyFilesystem => "所在磁盘是只读的".into(),
            Kind::NotADirectory => "路径中有一段不是文件夹".into(),
            Kind::IsADirectory => "这是一个文件夹，不是文件".into(),
            Kind::FileTooLarge => "文件太大".into(),
            Kind::InvalidFilename => "名称太长或含有不允许的字符".into(),
            Kind::ResourceBusy => "文件正被占用".into(),
            Kind::DirectoryNotEmpty => "文件夹不是空的".into(),
            Kind::InvalidInput => "这不是普通文件".into(),
            Kind::UnexpectedEof => "读到中间就断了，后面的内容读不出来".into(),
            _ => match self.cause.raw_os_error() {
                Some(number) => format!("系统错误 {number}"),
                None => "系统没有说明原因".into(),
            },
        }
    }
}

impl fmt::Display for FileFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}“{}”失败：{}。",
            self.operation.chinese(),
            self.path.display(),
            self.reason()
        )
    }
}

impl std::error::Error for FileFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// What a file holds, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The files of the machine. The real one is `parcel::Disk`.
pub trait Files {
    /// Opens a file to read a little of it here and there; fails with `IsADirectory` for a folder, and with
    /// `InvalidInput` for a device, which has no places.
    fn open(&self, path: &Path) -> Result<Box<dyn ReadAt>, FileFault>;

    /// The first `most` bytes of a file, or all of it where it is shorter. Devices without an end are
    /// read no further either.
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

    /// Writes into a device or pipe.
    fn write_through(&self, path: &Path, bytes: &[u8]) -> Result<(), FileFault>;

    /// The names in a folder, sorted.
    fn list(&self, path: &Path) -> Result<Vec<String>, FileFault>;

    /// Makes one folder; its parent must be there, and it must not.
    fn make_folder(&self, path: &Path) -> Result<(), FileFault>;

    /// Makes a new file with these bytes, on the disk when it returns.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), FileFault>;

    /// Makes a new file of any size with what `source` holds, on the disk when it returns. `from` is the file
    /// that is told where the source fails.
    fn write_from(
        &self,
        to: &Path,
        source: &dyn ReadAt,
        from: &Path,
    ) -> Result<Contents, FileFault>;

    /// Copies a file of any size into a new one, on the disk when it returns.
    fn copy_new(&self, from: &Path, to: &Path) -> Result<Contents, FileFault> {
        self.write_from(to, self.open(from)?.as_ref(), from)
    }

    /// Reads a file of any size through, without keeping it.
    fn contents(&self, path: &Path) -> Result<Contents, FileFault> {
        let fault = |cause| FileFault::new(FileOperation::Read, path, cause);
        read_through(self.open(path)?.as_ref(), fault, |_| Ok(()))
    }

    /// Brings the entries of a folder to the disk.
    fn sync_folder(&self, path: &Path) -> Result<(), FileFault>;

    /// Gives a file or folder another name on the same disk; replaces a file of that name.
    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileFault>;

    /// Removes a file.
    fn remove_file(&self, path: &Path) -> Result<(), FileFault>;

    /// Removes a folder; fails where something is in it.
    fn remove_empty_folder(&self, path: &Path) -> Result<(), FileFault>;

    /// Removes a folder with all that is in it.
    fn remove_folder(&self, path: &Path) -> Result<(), FileFault>;
}
