//! Why a file operation failed, as a value that can be written down and is the same on every system.

use std::io;

use serde::{Deserialize, Serialize};

/// Why a file operation failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileReason {
    /// Nothing of this name is there.
    NotFound,
    /// The user may not.
    PermissionDenied,
    /// Something else has this name.
    AlreadyExists,
    /// No space is left on the disk.
    StorageFull,
    /// The user's share of the disk is used up.
    QuotaExceeded,
    /// The disk takes no writing.
    ReadOnlyDisk,
    /// A part of the path is a file.
    NotAFolder,
    /// It is a folder, and no file.
    IsAFolder,
    /// The disk takes no file as large.
    TooLarge,
    /// The system takes no such name.
    NameNotAllowed,
    /// Another program holds it.
    Busy,
    /// Something is in the folder.
    FolderNotEmpty,
    /// It is a device or a pipe.
    NotAnOrdinaryFile,
    /// Reading ended before the file does.
    EndsEarly,
    /// It is not what it was when it was kept: the disk has changed it.
    Altered,
    /// What the system only gives a number for.
    System(i32),
    /// The system said nothing.
    Unsaid,
}

impl FileReason {
    /// The reason of what the system said.
    pub fn of(cause: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        if cfg!(windows) && cause.raw_os_error().is_some_and(is_held_on_windows) {
            return Self::Busy;
        }
        match cause.kind() {
            Kind::NotFound => Self::NotFound,
            Kind::PermissionDenied => Self::PermissionDenied,
            Kind::AlreadyExists => Self::AlreadyExists,
            Kind::StorageFull => Self::StorageFull,
            Kind::QuotaExceeded => Self::QuotaExceeded,
            Kind::ReadOnlyFilesystem => Self::ReadOnlyDisk,
            Kind::NotADirectory => Self::NotAFolder,
            Kind::IsADirectory => Self::IsAFolder,
            Kind::FileTooLarge => Self::TooLarge,
            Kind::InvalidFilename => Self::NameNotAllowed,
            Kind::ResourceBusy => Self::Busy,
            Kind::DirectoryNotEmpty => Self::FolderNotEmpty,
            Kind::InvalidInput => Self::NotAnOrdinaryFile,
            Kind::UnexpectedEof => Self::EndsEarly,
            _ => cause.raw_os_error().map_or(Self::Unsaid, Self::System),
        }
    }

    /// In Chinese, without the system's English words.
    pub fn chinese(self) -> String {
        match self {
            Self::NotFound => "不存在".into(),
            // Windows says the same of a file that is held open and should be replaced.
            Self::PermissionDenied if cfg!(windows) => {
                "没有权限，或者正被别的程序打开（请先关闭它）".into()
            }
            Self::PermissionDenied => "没有权限".into(),
            Self::AlreadyExists => "同名的文件或文件夹已经存在".into(),
            Self::StorageFull => "磁盘已满".into(),
            Self::QuotaExceeded => "超出磁盘配额".into(),
            Self::ReadOnlyDisk => "所在磁盘是只读的".into(),
            Self::NotAFolder => "路径中有一段不是文件夹".into(),
            Self::IsAFolder => "这是一个文件夹，不是文件".into(),
            Self::TooLarge => "文件太大".into(),
            Self::NameNotAllowed => "名称太长或含有不允许的字符".into(),
            Self::Busy => "正被别的程序打开，请先关闭它".into(),
            Self::FolderNotEmpty => "文件夹不是空的".into(),
            Self::NotAnOrdinaryFile => "这不是普通文件".into(),
            Self::EndsEarly => "读到中间就断了，后面的内容读不出来".into(),
            Self::Altered => "内容和添加时的不一样，文件在磁盘上损坏了".into(),
            Self::System(number) => format!("系统错误 {number}"),
            Self::Unsaid => "系统没有说明原因".into(),
        }
    }
}

/// Source: Windows, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which std has no kind for.
fn is_held_on_windows(number: i32) -> bool {
    matches!(number, 32 | 33)
}
