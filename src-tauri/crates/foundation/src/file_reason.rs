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
    /// Links lead to each other and to no file.
    LinkLoop,
    /// The disk reads or writes wrongly: it is worn, or not plugged in well.
    DiskFailing,
    /// The disk or the place on the network is there no more.
    Disconnected,
    /// Programs hold as many files open as the system allows.
    TooManyOpen,
    /// The memory is used up.
    OutOfMemory,
    /// The disk cannot do it.
    NotSupported,
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
        if let Some(reason) = cause.raw_os_error().and_then(by_number) {
            return reason;
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
            Kind::ResourceBusy | Kind::ExecutableFileBusy => Self::Busy,
            Kind::StaleNetworkFileHandle
            | Kind::HostUnreachable
            | Kind::NetworkUnreachable
            | Kind::NetworkDown
            | Kind::NotConnected
            | Kind::ConnectionReset
            | Kind::ConnectionAborted
            | Kind::TimedOut => Self::Disconnected,
            Kind::OutOfMemory => Self::OutOfMemory,
            Kind::Unsupported => Self::NotSupported,
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
            Self::LinkLoop => "是互相指来指去的链接，背后没有文件，请换成真正的文件或文件夹".into(),
            Self::DiskFailing => {
                "磁盘读写出错（没有插好，或者快坏了），请重新插好再试，并先把上面要紧的文件存到别处"
                    .into()
            }
            Self::Disconnected => "所在的磁盘或网络位置已经断开，请重新接好再试".into(),
            Self::TooManyOpen => "打开的文件太多，请先关闭一些程序再试".into(),
            Self::OutOfMemory => "内存不够，请先关闭一些程序再试".into(),
            Self::NotSupported => "所在的磁盘不支持这样做，请换一个位置".into(),
            Self::System(number) => format!("系统错误 {number}"),
            Self::Unsaid => "系统没有说明原因".into(),
        }
    }
}

/// Source: Windows, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which std has no kind for.
fn is_held_on_windows(number: i32) -> bool {
    matches!(number, 32 | 33)
}

/// Numbers that std has no kind for, or no stable one. Source: errno(3) of Linux and macOS, `asm-generic/errno.h`.
#[cfg(not(windows))]
fn by_number(number: i32) -> Option<FileReason> {
    let is_linux = cfg!(target_os = "linux");
    Some(match number {
        5 => FileReason::DiskFailing,
        6 | 19 => FileReason::Disconnected,
        23 | 24 => FileReason::TooManyOpen,
        40 if is_linux => FileReason::LinkLoop,
        62 if !is_linux => FileReason::LinkLoop,
        // EREMOTEIO; ENOMEDIUM; EHOSTDOWN; ESHUTDOWN.
        121 if is_linux => FileReason::DiskFailing,
        108 | 112 | 123 if is_linux => FileReason::Disconnected,
        _ => return None,
    })
}

/// Source: Windows, system error codes: too many open files; not ready; a wrong checksum, sector or device; a folder
/// that is damaged; names and ends of a network; links that do not end.
#[cfg(windows)]
fn by_number(number: i32) -> Option<FileReason> {
    Some(match number {
        4 => FileReason::TooManyOpen,
        21 | 53 | 55 | 59 | 64 | 67 | 1167 => FileReason::Disconnected,
        23 | 27 | 1117 | 1392 | 1393 => FileReason::DiskFailing,
        681 | 1921 => FileReason::LinkLoop,
        _ => return None,
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_a_disk_usually_says_is_a_sentence() {
        for (number, said) in [
            (2, "不存在"),
            (5, "请重新插好再试"),
            (12, "内存不够"),
            (13, "没有权限"),
            (16, "正被别的程序打开"),
            (20, "不是文件夹"),
            (21, "这是一个文件夹"),
            (24, "打开的文件太多"),
            (26, "正被别的程序打开"),
            (27, "文件太大"),
            (28, "磁盘已满"),
            (30, "只读"),
            (36, "名称太长"),
            (39, "不是空的"),
            (40, "互相指来指去的链接"),
            (95, "不支持"),
            (110, "断开"),
            (116, "断开"),
            (122, "磁盘配额"),
            (123, "断开"),
        ] {
            let told = FileReason::of(&io::Error::from_raw_os_error(number)).chinese();
            assert!(told.contains(said) && !told.contains("系统错误"), "{number}: {told}");
        }
    }
}
