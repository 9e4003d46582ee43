//! Why something could not be done, in words for the user.

use std::path::PathBuf;

use case::CaseFileFault;
use foundation::{FileFault, FileReason, Finding, NoChance, shown};

/// A request that was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// There is no such call.
    #[error("没有征集“{id}”。{hint}")]
    UnknownCall {
        /// What was asked for.
        id: String,
        /// “是否想写…”
        hint: String,
    },
    /// The call has no such route.
    #[error("这次征集没有申报方式“{id}”。可以写：{known}。")]
    UnknownRoute {
        /// What was asked for.
        id: String,
        /// What there is.
        known: String,
    },
    /// The call has no such form.
    #[error("这次征集没有表单“{id}”。可以写：{known}。")]
    UnknownForm {
        /// What was asked for.
        id: String,
        /// What there is.
        known: String,
    },
    /// Nothing is written in the material, and no appendix is asked for.
    #[error("{name}里还没有内容。请先写一段，或选好附录要印的照片。")]
    NoMaterial {
        /// What the call names it.
        name: String,
    },
    /// Cases of several calls are not compared, and do not stand in one list.
    #[error(
        "“{}”是另一次征集（{call}）的案例，不能和这里的案例放在一起。请只给同一次征集的案例。",
        shown(path)
    )]
    OtherCall {
        /// The case file.
        path: PathBuf,
        /// The title of its call.
        call: String,
    },
    /// A form of one case was asked for from several.
    #[error("表单“{id}”一张只填一个案例。请一次给一个案例文件，或改用汇总表。")]
    NotARoundup {
        /// The form.
        id: String,
    },
    /// There are no random bytes for an id.
    #[error(transparent)]
    Chance(#[from] NoChance),
    /// The call has no sample for the route.
    #[error("申报方式“{route}”没有示例。请去掉 --sample，生成空白案例。")]
    NoSample {
        /// The route.
        route: String,
    },
    /// The case file is larger than any case can be.
    #[error("“{}”超过 {most} 字节，不像案例文件。请检查是不是拿错了文件。", shown(path))]
    CaseTooLarge {
        /// The case file.
        path: PathBuf,
        /// The longest that is read.
        most: u64,
    },
    /// The case file is longer than a draft may be.
    #[error(
        "“{}”有 {} MB 文字，一份案例通常不到 1 MB，可能误贴了别的内容。草稿最多收 {} MB。请先用文字编辑软件删去多余的内容，再打开；文件没有改动。",
        shown(path), bytes >> 20, most >> 20
    )]
    TooLongToEdit {
        /// The case file.
        path: PathBuf,
        /// Its length.
        bytes: u64,
        /// The longest that is taken.
        most: u64,
    },
    /// The case file cannot be read as one.
    #[error("“{}”不能作为案例打开：\n{}", shown(path), lines(faults))]
    CaseFile {
        /// The case file.
        path: PathBuf,
        /// Place, fault and fix of each.
        faults: Vec<CaseFileFault>,
    },
    /// Something, such as a number half typed, cannot stand in a case file.
    #[error("没有另存：有内容不能写进案例文件。草稿里的不受影响。\n{}", lines(faults))]
    NotWritable {
        /// The field, what is wrong with it and how to mend it, of each.
        faults: Vec<CaseFileFault>,
    },
    /// Files of the case cannot be read, and would not be where it goes.
    #[error(
        "没有另存：有 {} 个附件读不出来（{}）。请重新添加它们，或者不带它们另存。",
        files.len(),
        files.iter().map(|(name, why)| format!("“{name}”{}", why.chinese())).collect::<Vec<_>>().join("；")
    )]
    LeftOut {
        /// As the case names them, and why each cannot be.
        files: Vec<(String, FileReason)>,
    },
    /// The final copy has to wait for these.
    #[error("还有 {} 处需要处理，没有生成正式稿。", findings.iter().filter(|f| f.stops_final_copy()).count())]
    Blocked {
        /// All findings.
        findings: Vec<Finding>,
    },
    /// A folder given to `lint` holds no form and no call.
    #[error("“{}”里没有 form.toml，也没有 call.toml。请指定表单或征集的文件夹。", shown(path))]
    NothingToLint {
        /// The folder.
        path: PathBuf,
    },
    /// The paper would replace the case that it is made of.
    #[error("“{}”就是案例文件，不能用它来存放结果。请换一个文件名。", shown(path))]
    OutputIsCase {
        /// The case file.
        path: PathBuf,
    },
    /// The output would replace a file that the case names.
    #[error("“{}”是案例里的文件，不能用它来存放结果。请换一个文件名。", shown(path))]
    OutputIsOfCase {
        /// The file.
        path: PathBuf,
    },
    /// The package would replace something else.
    #[error("“{}”已经有了，不是交接包，没有覆盖。请换一个文件名。", shown(path))]
    OutputIsOther {
        /// The file.
        path: PathBuf,
    },
    /// Kept files are not what was kept.
    #[error("文件“{}”在磁盘上损坏了，内容和添加时的不一样，没有导出。请重新添加同一个文件（从相机、手机或原来的位置），或去掉它。", names.join("”“"))]
    Altered {
        /// By the names that the case knows them by.
        names: Vec<String>,
    },
    /// A Word file cannot be read.
    #[error("“{}”：{fault}", shown(path))]
    Word {
        /// The file.
        path: PathBuf,
        /// Why.
        fault: word::WordError,
    },
    /// A Word file is no form of this kind.
    #[error("“{}”：{fault}", shown(path))]
    NoWordForm {
        /// The file.
        path: PathBuf,
        /// Why.
        fault: word::NoForm,
    },
    /// A Word file is no form of a call that is known.
    #[error(
        "“{}”里没有认出是哪次征集的表。用 shenbao calls 看代号，写在 new 后面；没有这张表时，先用 shenbao word 导入它的空白表。",
        shown(path)
    )]
    NoFilledForm {
        /// The file.
        path: PathBuf,
    },
    /// What was made of a Word file has faults.
    #[error("“{}”导入以后还不能用：{why}", shown(path))]
    WordUnused {
        /// The file.
        path: PathBuf,
        /// The first fault.
        why: String,
    },
    /// The folder in which a folder would be made is not there.
    #[error("“{}”上面的文件夹不存在。请先建好它，或换一个位置。", shown(path))]
    NoParent {
        /// The folder.
        path: PathBuf,
    },
    /// A form or call of this name is there, and says something else.
    #[error("“{}”已经有了，内容不同，没有覆盖。请换一个文件夹，或先把原来的改名。", shown(path))]
    SameName {
        /// Its folder.
        path: PathBuf,
    },
    /// A form or call file is in another encoding.
    #[error(
        "“{}”不是 UTF-8 编码。请用 UTF-8 编码另存一次（记事本：另存为，编码选 UTF-8）。",
        shown(path)
    )]
    NotUtf8 {
        /// The file.
        path: PathBuf,
    },
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileFault),
    /// A file was not written.
    #[error(transparent)]
    Disk(#[from] disk::DiskFault),
    /// The PDF could not be made.
    #[error(transparent)]
    Pdf(#[from] paper::WriteFault),
    /// A return slip cannot be used.
    #[error("“{}”{why}。", shown(path))]
    Slip {
        /// The file.
        path: PathBuf,
        /// Why.
        why: &'static str,
    },
    /// The workbook of a summary could not be made.
    #[error(transparent)]
    Workbook(#[from] roundup::NotWritten),
    /// The picture could not be made.
    #[error(transparent)]
    Picture(#[from] paper::PictureFault),
    /// A package is not taken.
    #[error("“{}”：{fault}", shown(path))]
    Package {
        /// The package.
        path: PathBuf,
        /// Why.
        fault: parcel::package::PackageFault,
    },
    /// The call of a package is not here.
    #[error(
        "“{}”是用这里没有的征集（{call}）做的，还不能打开。请在窗口里导入它，选“连同表单一起收下”；或先把那次征集的文件夹放进存放草稿的文件夹里的 catalog 文件夹。",
        shown(path)
    )]
    FormAbsent {
        /// The package.
        path: PathBuf,
        /// The title of its call.
        call: String,
    },
    /// One file is read at a time, and these are several packages.
    #[error("这些文件是 {0} 个不同的交接包。请一次给一个，或者给同一个交接包的各卷。")]
    SeveralPackages(usize),
    /// A folder that was sent cannot be looked at.
    #[error(transparent)]
    Verify(#[from] parcel::VerifyFault),
    /// The folder could not be written.
    #[error(transparent)]
    Send(#[from] parcel::SendFault),
}

impl Fault {
    /// Whether the file that was written has its name, and only its folder did not come to the disk for certain.
    pub(crate) fn has_its_name(&self) -> bool {
        matches!(self, Self::Disk(fault) if fault.has_its_name())
    }
}

fn lines(faults: &[CaseFileFault]) -> String {
    let lines: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
    lines.join("\n")
}
