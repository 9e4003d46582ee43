//! The arguments of the contract.

use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Parser, Subcommand};
use workbench::{OfficeKind, WhenDiverged};

/// 申报匣
#[derive(Parser)]
#[command(
    name = "shenbao",
    version,
    about = "申报匣：填报、检查、排版并整理申报材料，全程离线。",
    disable_help_subcommand = true,
    after_help = "例：\n  shenbao new js-2020 --sample -o 案例.json\n  shenbao check 案例.json\n  shenbao export 案例.json --out 报送\n\n退出状态：0 正常；1 有错误或未说明理由的“原则上”；2 用法不对，或文件不能读写。"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Command {
    /// Whether fonts of the system are asked for.
    pub(crate) fn wants_installed_fonts(&self) -> bool {
        matches!(
            self,
            Self::Render { installed_fonts: true, .. }
                | Self::Preview { installed_fonts: true, .. }
                | Self::Export { installed_fonts: true, .. }
        )
    }
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// 列出征集、申报方式和表单
    Calls {
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 征集的要点：时间、步骤、名额、报送、联系
    About {
        /// 征集的代号，见 shenbao calls
        #[arg(value_name = "征集")]
        call: String,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 新建案例文件，含每一个栏目；或读填好的 Word 表
    New {
        /// 征集的代号，见 shenbao calls
        #[arg(required_unless_present = "from_word", value_name = "征集")]
        call: Option<String>,
        /// 申报方式的代号；不写时用第一种
        #[arg(long, value_name = "申报方式")]
        route: Option<String>,
        /// 填好示例内容
        #[arg(long)]
        sample: bool,
        /// 读一张填好的 Word 表；征集不写时按表上的栏目认
        #[arg(long, value_name = "填好的表.docx", conflicts_with_all = ["sample", "route"])]
        from_word: Option<PathBuf>,
        /// 写入的文件；不写时输出到屏幕
        #[arg(short, long, value_name = "文件")]
        output: Option<PathBuf>,
    },
    /// 检查案例，列出每一个问题
    Check {
        /// 案例文件
        #[arg(value_name = "案例文件")]
        case: PathBuf,
        /// 同一次征集的其他案例文件：看名额和重复
        #[arg(long, value_name = "案例文件")]
        with: Vec<PathBuf>,
        /// 推荐单位的退回单（.json）：意见列在各栏
        #[arg(long, value_name = "退回单")]
        slip: Option<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 把一张表排成 PDF；汇总表可以给几个案例文件
    Render {
        /// 案例文件
        #[arg(required = true, value_name = "案例文件")]
        cases: Vec<PathBuf>,
        /// 表单的代号；不写时用第一张
        #[arg(long, value_name = "表单")]
        form: Option<String>,
        /// 草稿：有问题也生成，每页印“草稿”
        #[arg(long)]
        draft: bool,
        /// 空白表：什么也不填，打印出来手写；不印“草稿”
        #[arg(long, conflicts_with = "draft")]
        blank: bool,
        /// 仿宋、小标宋用本机安装的字体（若许可）；换一台电脑，排出来可能不同
        #[arg(long)]
        installed_fonts: bool,
        /// 写入的 PDF 文件
        #[arg(short, long, value_name = "文件", value_parser = written_as("pdf"))]
        output: PathBuf,
    },
    /// 把一页画成 PNG 图像
    Preview {
        /// 案例文件
        #[arg(value_name = "案例文件")]
        case: PathBuf,
        /// 表单的代号；不写时用第一张
        #[arg(long, value_name = "表单")]
        form: Option<String>,
        /// 第几页
        #[arg(long, value_name = "页", default_value_t = 1, value_parser = parse_page)]
        page: usize,
        /// 每英寸像素数，30 到 600
        #[arg(long, value_name = "像素", default_value_t = 96, value_parser = parse_dpi)]
        dpi: u32,
        /// 仿宋、小标宋用本机安装的字体（若许可）；换一台电脑，排出来可能不同
        #[arg(long)]
        installed_fonts: bool,
        /// 写入的 PNG 文件
        #[arg(short, long, value_name = "文件", value_parser = written_as("png"))]
        output: PathBuf,
    },
    /// 生成要报送的文件夹
    Export {
        /// 案例文件
        #[arg(value_name = "案例文件")]
        case: PathBuf,
        /// 放在哪个文件夹里；没有时建立，但它的上一级要存在
        #[arg(long, value_name = "文件夹")]
        out: PathBuf,
        /// 同一次征集的其他案例文件：看名额和重复
        #[arg(long, value_name = "案例文件")]
        with: Vec<PathBuf>,
        /// 草稿：有问题也生成，每页印“草稿”
        #[arg(long)]
        draft: bool,
        /// 仿宋、小标宋用本机安装的字体（若许可）；换一台电脑，排出来可能不同
        #[arg(long)]
        installed_fonts: bool,
        /// 另外把文件夹压缩成一个 zip，放在它旁边
        #[arg(long)]
        zip: bool,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 看照片和视频：是什么格式、多大、是否完整、是否达到像素要求
    Probe {
        /// 文件或文件夹
        #[arg(required = true, value_name = "文件或文件夹")]
        paths: Vec<PathBuf>,
        /// 按这次征集的要求看；不写时按 1920×1080
        #[arg(long, value_name = "征集")]
        call: Option<String>,
        /// 也看文件夹里的文件夹
        #[arg(short, long)]
        recursive: bool,
        /// 打开每张照片看画面：有没有损坏、模糊、很暗、有黑边、重复；视频能不能放。慢一些
        #[arg(long)]
        look: bool,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 在本机的浏览器里打开申报匣
    Serve {
        /// 打开以后，把这个案例文件作为草稿打开
        #[arg(value_name = "案例文件")]
        file: Option<PathBuf>,
        /// 只显示地址，不打开浏览器
        #[arg(long)]
        no_open: bool,
    },
    /// 说明检查结果里的一个代码：意思、为什么、怎么办、程度、依据
    Explain {
        /// 代码，例如 F101
        #[arg(value_name = "代码")]
        code: String,
    },
    /// 把空白的 Word 表导入成表单和征集；或把案例写成 Word，供人修改
    Word {
        /// 空白表（.docx）；或案例文件（.json）
        #[arg(value_name = "空白表.docx|案例文件")]
        form: PathBuf,
        /// 通知，.docx 或 .txt
        #[arg(long, value_name = "通知")]
        notice: Option<PathBuf>,
        /// 空白表写到哪里，里面是 forms 和 calls
        #[arg(long, value_name = "文件夹", required_unless_present = "output")]
        out: Option<PathBuf>,
        /// 案例写成的 Word 文件
        #[arg(short, long, value_name = "文件.docx", conflicts_with_all = ["out", "notice", "json"])]
        output: Option<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 打成交接包（.shenbao），交给另一台电脑上的申报匣
    Pack {
        /// 案例文件
        #[arg(required_unless_present_any = ["draft", "form"], value_name = "案例文件")]
        case: Option<PathBuf>,
        /// 草稿的编号，见 shenbao drafts list
        #[arg(long, value_name = "编号", conflicts_with = "case")]
        draft: Option<i64>,
        /// 不打案例，只打这次征集的空白表单（表单包），交给要用同一张表的人；征集的代号，见 shenbao calls
        #[arg(long, value_name = "征集", conflicts_with_all = ["case", "draft", "part_size", "by"])]
        form: Option<String>,
        /// 写入的文件
        #[arg(short, long, value_name = "文件")]
        output: PathBuf,
        /// 每卷最多多大，例如 20M、4G；不写时是一个文件
        #[arg(long, value_name = "大小", value_parser = parse_size)]
        part_size: Option<u64>,
        /// 谁打的包；不写时用案例里的单位
        #[arg(long, value_name = "名称")]
        by: Option<String>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 解开交接包：案例文件、附件、PDF 和表单
    Unpack {
        /// 交接包，或它的各卷
        #[arg(required = true, value_name = "交接包")]
        files: Vec<PathBuf>,
        /// 放在哪个文件夹里；不写时放在当前文件夹
        #[arg(long, value_name = "文件夹")]
        out: Option<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 看交接包里有什么，不解开；逐个核对校验值
    Inspect {
        /// 交接包，或它的各卷
        #[arg(required = true, value_name = "交接包")]
        files: Vec<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 按 清单.txt 核对报送的文件夹
    Verify {
        /// 里面有 清单.txt 的文件夹
        #[arg(value_name = "文件夹")]
        folder: PathBuf,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 草稿：列出、查找、导入、导出、历史版本、移到回收站、放回
    Drafts {
        #[command(subcommand)]
        command: DraftsCommand,
    },
    /// 推荐单位汇总：收交接包、报送的文件夹和案例文件，查重复和名额，生成统一报送的文件夹
    Roundup {
        /// 交接包、报送的文件夹、案例文件，或装着它们的文件夹
        #[arg(required = true, value_name = "文件夹")]
        paths: Vec<PathBuf>,
        /// 征集的代号，见 shenbao calls
        #[arg(long, value_name = "征集")]
        call: String,
        /// 推荐单位的全称
        #[arg(long, value_name = "推荐单位", value_parser = parse_office_name)]
        by: String,
        /// 推荐单位是什么：city 市，unit 单位，website 网站，cyberspace_office 网信办，association 社会组织，province 省
        #[arg(long, value_name = "类型", value_parser = parse_office)]
        kind: OfficeKind,
        /// 放在哪个文件夹里；没有时建立，但它的上一级要存在
        #[arg(long, value_name = "文件夹", required_unless_present = "check")]
        out: Option<PathBuf>,
        /// 只看，什么也不写
        #[arg(long, conflicts_with = "out")]
        check: bool,
        /// 另外打一个上报包（.shenbao），上一级的申报匣可以接着汇总
        #[arg(long, conflicts_with = "check")]
        package: bool,
        /// 给每个还要改的案例写退回单（PDF 和 .json），放在哪个文件夹里
        #[arg(long, value_name = "文件夹")]
        slips: Option<PathBuf>,
        /// 超过“原则上”的名额，或相似而不是同一个项目的理由
        #[arg(long, value_name = "理由", default_value = "")]
        reason: String,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 看盖过章的扫描件：是哪一次打印的，和现在的内容是否一致，有没有章，缺不缺页
    Scan {
        /// 扫描件：JPEG、PNG、TIFF、HEIC、PDF，或文件夹
        #[arg(required = true, value_name = "文件或文件夹")]
        paths: Vec<PathBuf>,
        /// 和这个案例文件对照；不写时和草稿对照
        #[arg(long, value_name = "案例文件")]
        case: Option<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 检查表单和征集的文件夹
    Lint {
        /// 文件夹
        #[arg(required = true, value_name = "文件夹")]
        paths: Vec<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum DraftsCommand {
    /// 列出草稿，最近改过的在前
    List {
        /// 列出回收站里的
        #[arg(long)]
        trash: bool,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 查找草稿：名称、征集、单位和填写的所有文字，从一个字起
    Search {
        /// 要找的字，用空格分开
        #[arg(value_name = "文字")]
        words: String,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 把案例文件和交接包收进草稿；同一份收两次和收一次一样
    Import {
        /// 案例文件，或交接包
        #[arg(required = true, value_name = "文件")]
        files: Vec<PathBuf>,
        /// 两边分别改过时怎么办：tell 只说明，theirs 用收到的，both 两份都留，by-revision 用改得多的
        #[arg(long, value_name = "办法", default_value = "tell", value_parser = parse_diverged)]
        diverged: WhenDiverged,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 生成一份草稿要报送的文件夹
    Export {
        /// 草稿的编号
        #[arg(value_name = "编号")]
        draft: i64,
        /// 放在哪个文件夹里；没有时建立，但它的上一级要存在
        #[arg(long, value_name = "文件夹")]
        out: PathBuf,
        /// 有问题也生成，每页印“草稿”
        #[arg(long = "draft")]
        as_draft: bool,
        /// 另外把文件夹压缩成一个 zip，放在它旁边
        #[arg(long)]
        zip: bool,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 一份草稿的历史版本：什么时候、为什么留下的
    Versions {
        /// 草稿的编号
        #[arg(value_name = "编号")]
        draft: i64,
        /// 逐栏列出这个版本和现在不同的地方
        #[arg(long, value_name = "版本")]
        compare: Option<i64>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 让一份草稿回到它的一个历史版本；在窗口里可以撤销
    GoBack {
        /// 草稿的编号
        #[arg(value_name = "编号")]
        draft: i64,
        /// 版本的编号，见 shenbao drafts versions
        #[arg(value_name = "版本")]
        version: i64,
    },
    /// 移到回收站
    Trash {
        /// 草稿的编号
        #[arg(required = true, value_name = "编号")]
        drafts: Vec<i64>,
    },
    /// 从回收站放回
    Restore {
        /// 草稿的编号
        #[arg(required = true, value_name = "编号")]
        drafts: Vec<i64>,
    },
    /// 清除回收站里的草稿：连同附件和每一个字，不能再放回；以前的备份里还有，备份到期才没有
    Erase {
        /// 草稿的编号
        #[arg(required = true, value_name = "编号")]
        drafts: Vec<i64>,
    },
}

fn parse_diverged(text: &str) -> Result<WhenDiverged, String> {
    match text {
        "tell" => Ok(WhenDiverged::Tell),
        "theirs" => Ok(WhenDiverged::Theirs),
        "both" => Ok(WhenDiverged::Both),
        "by-revision" => Ok(WhenDiverged::ByRevision),
        _ => Err("可以写 tell、theirs、both、by-revision。".to_owned()),
    }
}

fn parse_office_name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() {
        Err("请写推荐单位的全称。".to_owned())
    } else {
        Ok(name.to_owned())
    }
}

fn parse_office(text: &str) -> Result<OfficeKind, String> {
    let words = || OfficeKind::ALL.map(|kind| format!("{} {}", kind.word(), kind.chinese()));
    OfficeKind::read(text).ok_or_else(|| format!("可以写 {}。", words().join("，")))
}

/// `20M`: as people say it, a thousand is 1024.
fn parse_size(text: &str) -> Result<u64, String> {
    let upper = text.trim().to_uppercase();
    let upper = upper.strip_suffix('B').unwrap_or(&upper);
    let (digits, shift) = match upper.strip_suffix(['K', 'M', 'G']) {
        Some(digits) if upper.ends_with('K') => (digits, 10),
        Some(digits) if upper.ends_with('M') => (digits, 20),
        Some(digits) => (digits, 30),
        None => (upper, 0),
    };
    let bytes = digits.trim().parse::<u64>().ok().and_then(|number| number.checked_mul(1 << shift));
    bytes.filter(|bytes| *bytes > 0).ok_or_else(|| "请写成 20M、700K 或 4G 这样。".to_owned())
}

fn parse_page(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|page| *page > 0).ok_or_else(|| "页码是从 1 起的整数。".to_owned())
}

fn parse_dpi(text: &str) -> Result<u32, String> {
    let range = text.parse().ok().filter(|dpi| (30..=600).contains(dpi));
    range.ok_or_else(|| "可以写 30 到 600 的整数。".to_owned())
}

/// A file is not to bear the name of another kind than it is; a name without an ending says nothing wrong.
fn written_as(ending: &'static str) -> impl TypedValueParser<Value = PathBuf> {
    const OTHERS: [&str; 12] =
        ["pdf", "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "svg", "doc", "docx"];
    PathBufValueParser::new().try_map(move |path| {
        let said = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if said != ending && OTHERS.contains(&said.as_str()) {
            let kind = ending.to_uppercase();
            return Err(format!("写出的是 {kind} 文件，文件名请用 .{ending} 结尾。"));
        }
        Ok(path)
    })
}
