//! Why the drafts could not be read or written, in words for the user.

use std::path::{Path, PathBuf};

use foundation::FileFault;
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
    #[error("草稿库“{}”是更新版本的申报匣写的（格式 {found}，这一版认识到 {known}）。请安装新版本，草稿没有改动。", path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The latest that this program knows.
        known: i64,
    },
    /// There is no such draft.
    #[error("这份草稿已经不在了，可能在别处被移走。请回到草稿列表。")]
    NoDraft,
    /// SQLite could not do it.
    #[error("草稿库“{}”{}。", path.display(), reason(cause))]
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
    #[error("“{}”在复制时有变动。请等它不再被改动后重新添加。", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Whoever follows asked to end.
    #[error("已停止，没有添加文件。")]
    Stopped,
}

impl StoreFault {
    pub(crate) fn database(path: &Path) -> impl Fn(rusqlite::Error) -> Self + '_ {
        move |cause| Self::Database { path: path.to_owned(), cause }
    }

    /// Whether the database itself is not sound, so that nothing may be written over it.
    pub(crate) fn is_damage(&self) -> bool {
        let Self::Database { cause, .. } = self else { return false };
        matches!(
            cause.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        )
    }
}

fn reason(cause: &rusqlite::Error) -> String {
    let reason = match cause.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "写不进去：磁盘已满",
        Some(ErrorCode::ReadOnly) => "写不进去：文件或磁盘是只读的",
        Some(ErrorCode::PermissionDenied) => "打不开：没有权限",
        Some(ErrorCode::CannotOpen) => "打不开：文件夹不存在或没有权限",
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
