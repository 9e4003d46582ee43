//! Why something was not written, in words for the user.

use std::path::{Path, PathBuf};

use foundation::{FileFault, FileOperation, shown};

/// A file or folder that was not written; what was there before stays.
#[derive(Debug, thiserror::Error)]
pub enum DiskFault {
    /// A file or folder could not be read or written.
    #[error(transparent)]
    File(#[from] FileFault),
    /// What came was longer or shorter than what was told.
    #[error("“{}”在复制时有变动。请等它不再被改动后再试。", shown(.0))]
    Changed(PathBuf),
    /// What was read back is not what was written.
    #[error("“{}”写入后读回的内容不一样。请检查磁盘，或换一个位置。", shown(.0))]
    ReadBack(PathBuf),
    /// Whoever watches asked to end.
    #[error("已停止，没有留下文件。")]
    Stopped,
}

impl DiskFault {
    /// Whether what was made has its name, and only the folder that says so did not come to the disk for certain.
    pub fn has_its_name(&self) -> bool {
        matches!(self, Self::File(fault) if fault.operation == FileOperation::SyncFolder)
    }

    /// The same of the place that is known to the user instead of the one beside it.
    pub(crate) fn moved_to(self, place: &Path, beside: &Path) -> Self {
        let moved = |path: PathBuf| match path.strip_prefix(beside) {
            Ok(rest) if rest.as_os_str().is_empty() => place.to_owned(),
            Ok(rest) => place.join(rest),
            Err(_) => path,
        };
        match self {
            Self::File(fault) => Self::File(FileFault { path: moved(fault.path), ..fault }),
            Self::Changed(path) => Self::Changed(moved(path)),
            Self::ReadBack(path) => Self::ReadBack(moved(path)),
            Self::Stopped => Self::Stopped,
        }
    }
}
