//! A402: the PDF of the material cannot be taken along: it is no PDF, damaged, empty or too large.

use foundation::{Code, FieldPath, Finding};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::{FileEvidence, LARGEST_PRINTED, PdfFault};
use crate::words::measures::bytes_rounded_down;

pub(super) const RULE: Rule = Rule {
    name: "material_unusable",
    codes: &[Code::AttachmentUnreadable],
    looks: &[Look::Whole(NO_FIELD, FILES, material_unusable)],
};

fn material_unusable(input: Input<'_>, findings: &mut Vec<Finding>) {
    let Some(file) = input.material_pdf() else { return };
    let what = &file.what;
    // That it is not there or empty is told with the other files.
    let FileEvidence::Found(facts) = file.evidence else { return };
    let (message, hint) = match &facts.pdf {
        _ if facts.bytes == 0 => return,
        Some(Ok(pdf)) if !pdf.not_drawn.is_empty() => (not_drawn(&pdf.not_drawn, what), PRINT),
        Some(Ok(pdf)) if pdf.untried > 0 => words(PdfFault::NotReadThisTime, what),
        Some(Ok(_)) => return,
        Some(Err(PdfFault::Encrypted)) => return,
        Some(Err(fault)) => words(*fault, what),
        None if facts.bytes > LARGEST_PRINTED => {
            let most = bytes_rounded_down(LARGEST_PRINTED);
            let message = format!("{what}大于 {most}，不能合进报送的 PDF。");
            (message, "请把其中的图片压缩后再导出一次 PDF。")
        }
        None => (format!("{what}不能读取。"), "请检查磁盘，或重新选一次。"),
    };
    let code = Code::AttachmentUnreadable;
    findings.push(super::error(code, FieldPath::material(), message).hint(hint));
}

/// Source: what Word, WPS and readers of PDF offer; it writes each page anew, without what could not be read.
const PRINT: &str = "请用 PDF 阅读器打开它，打印成新的 PDF，再换上。";

/// Whoever gets it could not look at these pages either, or would wait for ever.
fn not_drawn(pages: &[usize], what: &str) -> String {
    // Where several are found, no others are looked for.
    let at_least = if pages.len() > 2 { "等" } else { "" };
    let pages: Vec<String> = pages.iter().map(ToString::to_string).collect();
    format!(
        "{what}不能合进去：第 {} 页{at_least}画不出来：内容已损坏，或画它要的时间、内存太多。",
        pages.join("、")
    )
}

fn words(fault: PdfFault, what: &str) -> (String, &'static str) {
    let not_taken = |why: &str| format!("{what}不能合进去：{why}。");
    match fault {
        PdfFault::TakesTooLong => (not_taken("读它花的时间太长"), PRINT),
        PdfFault::TakesTooMuchMemory => (not_taken("读它要用的内存太多"), PRINT),
        PdfFault::EndsReader => (not_taken("里面有不能读的内容"), PRINT),
        PdfFault::NotReadThisTime => {
            (format!("{what}这一次没有读完，电脑可能正忙。"), "请稍后重新打开这份草稿。")
        }
        PdfFault::NotAPdf => {
            (format!("{what}不是 PDF 文件。"), "请用原来的程序打开它，另存（或导出）为 PDF。")
        }
        // Told by `material_locked`, under a code of its own.
        PdfFault::Encrypted | PdfFault::Damaged => {
            (format!("{what}已损坏，或没有复制完整。"), "请重新导出或重新复制一份。")
        }
        PdfFault::NoPages => (format!("{what}里没有一页。"), "请用原来的程序重新导出一份 PDF。"),
        PdfFault::NotPaper { page } => (
            format!(
                "{what}不能合进去：第 {page} 页读不出来，或纸张大小不对（没有写，或不是纸能有的大小）。"
            ),
            "请用 PDF 阅读器打开它，纸张选 A4，打印成新的 PDF，再换上；这一页打不开的，请从原来的程序重新导出。",
        ),
        PdfFault::TooManyPages => {
            (format!("{what}超过 2000 页，不像案例材料。"), "请检查是不是选错了文件。")
        }
    }
}
