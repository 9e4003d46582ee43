//! Material that was made elsewhere: read once while the case is open, and what of it would not print as meant.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use case::Material;
use foundation::{Code, FieldPath, Finding, Severity};
use paper::{ForeignFault, ForeignPdf};

use crate::desk::{Desk, OpenCase};

/// Judgement: what is larger goes through no mailbox; more is not read into memory.
const LARGEST_FILE: u64 = 256 << 20;
/// So many pages or fonts of a kind are told by name.
const TOLD: usize = 5;

/// The PDF that was read last. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct MadeElsewhere {
    last: Arc<Mutex<Option<Read>>>,
}

/// A file as it was when it was read, and what came of it.
#[derive(Clone, Debug)]
struct Read {
    file: PathBuf,
    bytes: u64,
    result: Result<ForeignPdf, ForeignFault>,
}

impl Desk<'_> {
    /// The PDF of the material; none where there is none, or its file cannot be read.
    pub(crate) fn made_elsewhere(
        &self,
        open: &OpenCase,
    ) -> Option<Result<ForeignPdf, ForeignFault>> {
        let Some(Material::Pdf(name)) = &open.case.material else { return None };
        let file = open.file(name);
        let bytes = self.files.length(&file).ok().filter(|bytes| *bytes <= LARGEST_FILE)?;
        let last = lock_of(open);
        if let Some(read) = last.as_ref().filter(|read| read.file == file && read.bytes == bytes) {
            return Some(read.result.clone());
        }
        drop(last);
        let result = ForeignPdf::read(&self.files.read_up_to(&file, LARGEST_FILE).ok()?);
        *lock_of(open) = Some(Read { file, bytes, result: result.clone() });
        Some(result)
    }

    /// Findings about the PDF of the material.
    pub(crate) fn pdf_findings(&self, open: &OpenCase) -> Vec<Finding> {
        let Some(Material::Pdf(name)) = &open.case.material else { return Vec::new() };
        let what = format!("{}（{}）", open.case.call.material.name, case::short(name));
        if let Some(missing) = self.sent_file(open, name, FieldPath::material(), &what) {
            return vec![missing];
        }
        match self.made_elsewhere(open) {
            Some(Ok(pdf)) => as_it_prints(&pdf, &what),
            Some(Err(fault)) => vec![unusable(fault, &what)],
            None => vec![self.unread(open, name, &what)],
        }
    }

    /// A PDF that is there and was not read: too large, or the disk gave nothing.
    fn unread(&self, open: &OpenCase, name: &str, what: &str) -> Finding {
        let is_large = self.files.length(&open.file(name)).is_ok_and(|bytes| bytes > LARGEST_FILE);
        let (message, hint) = if is_large {
            let most = crate::attachments::at_most(LARGEST_FILE);
            let message = format!("{what}大于 {most}，不能合进报送的 PDF。");
            (message, "请把其中的图片压缩后再导出一次 PDF。")
        } else {
            (format!("{what}不能读取。"), "请检查磁盘，或重新选一次。")
        };
        error(Code::AttachmentUnreadable, message).hint(hint)
    }
}

fn lock_of(open: &OpenCase) -> MutexGuard<'_, Option<Read>> {
    open.made_elsewhere.last.lock().unwrap_or_else(PoisonError::into_inner)
}

fn error(code: Code, message: String) -> Finding {
    Finding::new(code, Severity::Error, FieldPath::material(), message)
}

fn unusable(fault: ForeignFault, what: &str) -> Finding {
    let (code, message, hint) = match fault {
        ForeignFault::NotAPdf => (
            Code::AttachmentUnreadable,
            format!("{what}不是 PDF 文件。"),
            "请用原来的程序打开它，另存（或导出）为 PDF。",
        ),
        ForeignFault::Encrypted => (
            Code::MaterialLocked,
            format!("{what}加了密码，或限制了打印和修改。"),
            "请用原来的程序重新导出一份不加密码、不加限制的 PDF。",
        ),
        ForeignFault::Damaged => (
            Code::AttachmentUnreadable,
            format!("{what}已损坏，或没有复制完整。"),
            "请重新导出或重新复制一份。",
        ),
        ForeignFault::NoPages => (
            Code::AttachmentUnreadable,
            format!("{what}里没有一页。"),
            "请用原来的程序重新导出一份 PDF。",
        ),
        ForeignFault::TooManyPages => (
            Code::AttachmentUnreadable,
            format!("{what}超过 2000 页，不像案例材料。"),
            "请检查是不是选错了文件。",
        ),
    };
    error(code, message).hint(hint)
}

/// How many pages come along, and what would print otherwise than it was meant.
fn as_it_prints(pdf: &ForeignPdf, what: &str) -> Vec<Finding> {
    let told = format!("{what}共 {} 页，排在表后面一起报送。", pdf.sizes().len());
    let note = Finding::new(Code::MaterialPages, Severity::Note, FieldPath::material(), told);
    let mut findings = vec![note];
    let warn = |code: Code, message: String, hint: &str| {
        Finding::new(code, Severity::Warning, FieldPath::material(), message).hint(hint)
    };
    let pages = pdf.pages_of_other_size();
    if let Some(first) = pages.first() {
        let (width, height) = pdf.sizes()[first - 1];
        let numbers: Vec<String> = pages.iter().take(TOLD).map(usize::to_string).collect();
        let more =
            if pages.len() > TOLD { format!("等 {} 页", pages.len()) } else { "页".into() };
        let message = format!(
            "{what}的第 {} {more}不是 A4（第 {first} 页是 {:.0}×{:.0} 毫米）。",
            numbers.join("、"),
            width.0,
            height.0
        );
        let hint = "请把纸张设成 A4 后重新导出 PDF，打印时才不会缩放或裁边。";
        findings.push(warn(Code::MaterialNotA4, message, hint));
    }
    let fonts = pdf.fonts_not_embedded();
    if !fonts.is_empty() {
        let names: Vec<&str> = fonts.iter().take(TOLD).map(String::as_str).collect();
        let more =
            if fonts.len() > TOLD { format!("等 {} 种", fonts.len()) } else { String::new() };
        let message = format!("{what}没有嵌入字体 {}{more}。", names.join("、"));
        let hint = "别的电脑上可能显示成别的字或乱码。请在导出 PDF 时选“嵌入字体”。";
        findings.push(warn(Code::MaterialFontsMissing, message, hint));
    }
    findings
}
