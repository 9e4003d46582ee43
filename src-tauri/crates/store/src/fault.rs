//! Why the drafts could not be read or written, in words for the user.

use std::path::{Path, PathBuf};

use disk::DiskFault;
use foundation::{FileFault, shown};
use rusqlite::ErrorCode;

/// A request that the store could not carry out.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// Another program of ours has the drafts open.
    #[error(
        "申报匣已经打开着，同一时间只能打开一个。请回到已经打开的窗口或页面；刚刚关闭的，请等一分钟后再试。"
    )]
    InUse,
    /// The drafts were written by a later version.
    #[error(
        "草稿库“{}”是更新版本的申报匣写的（格式 {found}，这一版认识到 {known}）。请安装新版本，草稿没有改动。",
        shown(path)
    )]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The latest that this program knows.
        known: i64,
    },
    /// The drafts of an older version could not become those of today: rows would refer to what is not there.
    #[error(
        "草稿库“{}”从格式 {found} 升级到格式 {latest} 后内容对不上，所以没有升级，草稿没有改动。请继续用原来的版本。",
        shown(path)
    )]
    Migration {
        /// The database.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The version that it should have got.
        latest: i64,
    },
    /// What the draft says was changed on the disk by something else than the program.
    #[error(
        "草稿“{}”的内容在磁盘上损坏了，没有打开，也没有改动。请在草稿列表里选择用备份恢复，或另存还能读出的部分。",
        title_of(title)
    )]
    Flawed {
        /// Its name in the list.
        title: String,
    },
    /// Another program has saved the draft since it was opened here.
    #[error("这份草稿刚被另一个程序改过，这里的改动没有写进去。")]
    Elsewhere,
    /// The folder with the drafts is not where it was.
    #[error("草稿所在的文件夹“{}”不在了，可能是U盘被拔出。请插回原来的U盘，会自动接上。", shown(.0))]
    Gone(PathBuf),
    /// There is no such copy, or the draft is not whole in it.
    #[error("这份备份里没有完好的这份草稿。请换一份备份。")]
    NoCopy,
    /// There is no such draft.
    #[error("这份草稿已经不在了，可能在别处被移走。请回到草稿列表。")]
    NoDraft,
    /// SQLite could not do it.
    #[error("草稿库“{}”{}。", shown(path), reason(cause))]
    Database {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        cause: rusqlite::Error,
    },
    /// A file or folder beside the database could not be read or written.
    #[error(transparent)]
    File(#[from] FileFault),
    /// A file changed while it was being copied.
    #[error("“{}”在复制时有变动。请等它不再被改动后重新添加。", shown(path))]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// What was read back of a copy is not what was written.
    #[error("“{}”写入后读回的内容不一样。请检查磁盘。", shown(path))]
    ReadBack {
        /// The copy.
        path: PathBuf,
    },
    /// Whoever follows asked to end.
    #[error("已停止，没有添加文件。")]
    Stopped,
}

impl From<DiskFault> for StoreFault {
    fn from(fault: DiskFault) -> Self {
        match fault {
            DiskFault::File(fault) => Self::File(fault),
            DiskFault::Changed(path) => Self::Changed { path },
            DiskFault::ReadBack(path) => Self::ReadBack { path },
            DiskFault::Stopped => Self::Stopped,
        }
    }
}

impl StoreFault {
    /// Whether the folder with the drafts, or the disk that it lies on, does not answer any more.
    pub fn is_of_the_place(&self) -> bool {
        match self {
            Self::Gone(_) | Self::File(_) => true,
            Self::Database { cause, .. } => matches!(
                cause.sqlite_error_code(),
                Some(
                    ErrorCode::SystemIoFailure
                        | ErrorCode::CannotOpen
                        | ErrorCode::ReadOnly
                        | ErrorCode::NotADatabase
                )
            ),
            _ => false,
        }
    }

    pub(crate) fn database(path: &Path) -> impl Fn(rusqlite::Error) -> Self + '_ {
        move |cause| Self::Database { path: path.to_owned(), cause }
    }

    /// Whether the database itself is not sound, so that nothing may be written over it.
    pub(crate) fn is_damage(&self) -> bool {
        let Self::Database { cause, .. } = self else { return false };
        let code = cause.sqlite_error_code();
        matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
    }
}

/// Whether SQLite says that what it read is no database, or has not the columns that its version has.
pub(crate) fn is_damage(cause: &rusqlite::Error) -> bool {
    let is_text = matches!(
        cause,
        rusqlite::Error::SqlInputError { .. }
            | rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
    );
    is_text
        || matches!(
            cause.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        )
}

fn title_of(title: &str) -> &str {
    if title.is_empty() { "未命名草稿" } else { title }
}

fn reason(cause: &rusqlite::Error) -> String {
    let reason = match cause.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "写不进去：磁盘已满",
        Some(ErrorCode::ReadOnly) => "写不进去：文件或磁盘是只读的",
        Some(ErrorCode::PermissionDenied) => "打不开：没有权限",
        Some(ErrorCode::CannotOpen) => {
            "打不开：文件夹不存在、没有权限，或打开的文件太多（请先关闭一些程序再试）"
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "正被别的程序占用",
        Some(ErrorCode::SystemIoFailure) => "读写失败：磁盘出错、已满或被拔出",
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => "已损坏",
        Some(ErrorCode::OutOfMemory) => "读写失败：内存不足",
        _ => return format!("读写失败（{}）", number(cause)),
    };
    reason.to_owned()
}

/// What to tell whoever keeps the program.
fn number(cause: &rusqlite::Error) -> String {
    match cause.sqlite_error() {
        Some(error) => format!("SQLite {}", error.extended_code),
        None => "内容与预期不符".to_owned(),
    }
}
