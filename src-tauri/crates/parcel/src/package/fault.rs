//! Why a package is not taken, in words for the user. Whatever it is, nothing of the package was taken.

use std::io;

/// Judgement: a name in a message is to be recognised, not to fill the screen.
const LONGEST_SHOWN: usize = 80;

/// A package that is not taken.
#[derive(Debug, thiserror::Error)]
pub enum PackageFault {
    /// It is another kind of file.
    #[error("不是交接包：{0}。请选以 .shenbao 结尾的文件。")]
    NotAPackage(&'static str),
    /// A newer program made it.
    #[error("这个交接包是更新版本的申报匣打的（格式 {found}，这里认识 {known}）。请先更新申报匣。")]
    Newer {
        /// Its format.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// It is cut off, or bytes of it changed on the way.
    #[error("交接包损坏了：{0}。可能没有传完整，请重新复制一次，或请交来的人重新打包。")]
    Damaged(String),
    /// A file in it is not the one that was put in.
    #[error(
        "交接包里的“{0}”和打包时不一样了，没有取用任何内容。请重新复制一次，或请交来的人重新打包。"
    )]
    Altered(String),
    /// Files that should be in it are not.
    #[error("交接包里缺少“{0}”，没有取用任何内容。请重新复制一次，或请交来的人重新打包。")]
    Missing(String),
    /// Something is in it that nobody put in.
    #[error(
        "交接包里多出“{0}”，打包时没有它，没有取用任何内容。请用原来的交接包，不要解开再压缩。"
    )]
    Extra(String),
    /// A name that leads elsewhere, or is none on some system.
    #[error(
        "交接包里的文件名“{name}”不安全：{why}。没有取用任何内容。请向交来的人核实这个文件是不是申报匣打的。"
    )]
    Unsafe {
        /// The name.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// It unpacks to more than a package holds.
    #[error("交接包不合常理：{0}。没有取用任何内容。请向交来的人核实这个文件是不是申报匣打的。")]
    Unreasonable(String),
    /// It asks for files from the network.
    #[error(
        "交接包要从网上取文件（fetch.txt），申报匣不联网，没有取用任何内容。请交来的人重新打包。"
    )]
    Fetch,
    /// It is a package in another package.
    #[error("里面是另一个交接包“{0}”。请先解压，再打开里面的那个。")]
    Nested(String),
    /// It is what an office sends on.
    #[error("是汇总的上报包，里面有许多案例。请在“汇总”里打开它。")]
    Roundup,
    /// It is a form that is handed on, without a case.
    #[error(
        "是表单包，里面只有空白的表，没有案例。请在窗口的开始页打开它，或用 shenbao drafts import 收下。"
    )]
    Form,
    /// A text of it says something that cannot be.
    #[error("交接包里的“{file}”写得不对：{why}。没有取用任何内容。请交来的人重新打包。")]
    Wrong {
        /// The file in the package.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// Parts are missing.
    #[error("这个交接包分成 {of} 卷，还缺第 {} 卷。请把各卷放在同一个文件夹里，再打开其中一卷。", missing.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"))]
    PartsMissing {
        /// How many there are.
        of: u32,
        /// Those that were not found; at most ten are told.
        missing: Vec<u32>,
    },
    /// The case has more files than a package takes.
    #[error("案例有 {0} 个文件，一个交接包最多装 {most} 个，没有打包。请把多的文件先压缩成一个，或减少附件。", most = super::waybill::MOST_FILES)]
    TooMany(usize),
    /// The parts are too small, or too many.
    #[error("每卷至少 64 KB，最多 999 卷。请把每卷的大小改大一些。")]
    PartSize,
    /// The folder above the target is not there.
    #[error("“{}”不存在，不能在里面建立文件夹。请先建立它，或换一个位置。", foundation::shown(.0))]
    NoParent(std::path::PathBuf),
    /// A file could not be read or written.
    #[error(transparent)]
    Disk(#[from] disk::DiskFault),
}

impl From<foundation::FileFault> for PackageFault {
    fn from(fault: foundation::FileFault) -> Self {
        Self::Disk(fault.into())
    }
}

impl From<crate::SendFault> for PackageFault {
    fn from(fault: crate::SendFault) -> Self {
        match fault {
            crate::SendFault::NoParent(path) => Self::NoParent(path),
            crate::SendFault::Disk(fault) => Self::Disk(fault),
        }
    }
}

impl PackageFault {
    /// A fault of the container, by what its reader says.
    pub(super) fn of_zip(fault: &zip::result::ZipError) -> Self {
        use zip::result::ZipError;
        match fault {
            ZipError::UnsupportedArchive(_) => {
                Self::NotAPackage("压缩包加了密码，或用了不认识的压缩方法")
            }
            ZipError::Io(cause) => Self::of_bytes(cause),
            _ => Self::Damaged("压缩包的目录读不出来".into()),
        }
    }

    /// Bytes that could not be read out of the container.
    pub(super) fn of_bytes(cause: &io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::UnexpectedEof => Self::Damaged("文件没有到末尾就断了".into()),
            _ => Self::Damaged("压缩包里的内容读不出来".into()),
        }
    }

    /// A name that leads elsewhere.
    pub(super) fn name(name: &str, why: &'static str) -> Self {
        Self::Unsafe { name: shown(name), why }
    }

    /// A text that says something that cannot be.
    pub(super) fn wrong(file: &str, why: impl Into<String>) -> Self {
        // What others say of it may end as a sentence does.
        let why = why.into().trim_end_matches('。').to_owned();
        Self::Wrong { file: shown(file), why }
    }
}

/// A name from elsewhere, as it can stand in a message.
pub(super) fn shown(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|character| if character.is_control() { '␊' } else { character })
        .collect();
    match clean.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", &clean[..end]),
        None => clean,
    }
}
