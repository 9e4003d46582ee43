//! Files that go along with a case: whether they are there, can be read, and are what the call takes.

use std::path::PathBuf;

use catalog::{AttachmentKind, AttachmentRule};
use foundation::{Code, FieldPath, Finding, Severity};

use crate::desk::{Desk, OpenCase};
use crate::measured::is_looked_at;

/// So much of a file is enough to tell what it is.
const START: u64 = 1024;

/// Source: ISO 32000-1, 7.5.2; readers look for it in the first 1024 bytes.
fn is_pdf(start: &[u8]) -> bool {
    start.windows(5).any(|window| window == b"%PDF-")
}

impl Desk<'_> {
    /// Findings about the files of the attachments, in their order.
    pub(crate) fn attachments(&self, open: &OpenCase) -> Vec<Finding> {
        let mut findings = self.twice(open);
        for (index, attachment) in open.case.attachments.iter().enumerate() {
            let path = FieldPath::attachment(index);
            let what = format!("附件{}（{}）", index + 1, case::short(&attachment.path));
            let unsent = self.sent_file(open, &attachment.path, path, &what);
            match unsent {
                Some(finding) => findings.push(finding),
                None => {
                    findings.extend(self.wrong_size(open, index, &what));
                    let renamed = self.renamed(open, index, &what);
                    let seen = self.photo_or_video(open, index, &what);
                    // What the call asks is told before what anybody would notice.
                    let twice = |finding: &Finding| {
                        renamed.is_some() && finding.code == Code::MediaEndingWrong
                    };
                    findings.extend(seen.into_iter().filter(|finding| !twice(finding)));
                    findings.extend(renamed);
                }
            }
        }
        findings
    }

    /// A finding for each photo or video that stands among the attachments a second time as the
    /// same.
    fn twice(&self, open: &OpenCase) -> Vec<Finding> {
        let attachments = open.case.attachments.iter().enumerate();
        let mut seen: Vec<(usize, (AttachmentKind, u64), PathBuf)> = Vec::new();
        let mut findings = Vec::new();
        for (index, attachment) in attachments.filter(|(_, a)| is_looked_at(a.kind)) {
            let path = open.file(&attachment.path);
            let Ok(length) = self.files.length(&path) else { continue };
            let like = (attachment.kind, length);
            let mut before = seen.iter().filter(|(_, other, _)| *other == like);
            match before.find(|(.., other)| open.is_same_file(self.files, other, &path)) {
                Some((first, ..)) => findings.push(stands_twice(open, *first, index)),
                None => seen.push((index, like, path)),
            }
        }
        findings
    }

    /// A finding for each rule by which a file has fewer or more bytes than the call takes.
    fn wrong_size(&self, open: &OpenCase, index: usize, what: &str) -> Vec<Finding> {
        let attachment = &open.case.attachments[index];
        let Ok(bytes) = self.files.length(&open.file(&attachment.path)) else { return Vec::new() };
        let judge = |rule: &AttachmentRule| {
            let (is, asked, hint) = match (rule.min_bytes, rule.max_bytes) {
                (Some(least), _) if bytes < least => (
                    at_most(bytes),
                    format!("不小于 {}", at_most(least)),
                    "请用相机原图，不要用聊天软件转发过的图片。",
                ),
                (_, Some(most)) if bytes > most => (
                    at_least(bytes),
                    format!("不大于 {}", at_least(most)),
                    "请压缩或另存一份小一些的。",
                ),
                _ => return None,
            };
            let message = format!("{what}是 {is}，要求{asked}。");
            Some(case::attachment_finding(Code::AttachmentOfWrongSize, rule, index, message, hint))
        };
        let rules = open.case.attachment_rules();
        rules.filter(|rule| rule.kind == Some(attachment.kind)).filter_map(judge).collect()
    }

    /// A finding if a file only bears the ending that the call asks for. One whose ending is wrong is told by
    /// the case itself; kinds of file whose beginning says nothing are not looked at.
    fn renamed(&self, open: &OpenCase, index: usize, what: &str) -> Option<Finding> {
        let attachment = &open.case.attachments[index];
        let mut rules = open.case.attachment_rules();
        let rule =
            rules.find(|rule| rule.kind == Some(attachment.kind) && !rule.formats.is_empty())?;
        let ending = attachment.path.rsplit_once('.')?.1.to_lowercase();
        let start = self.files.read_up_to(&open.file(&attachment.path), START).ok()?;
        let is_so = match ending.as_str() {
            "jpg" | "jpeg" => start.starts_with(b"\xFF\xD8\xFF"),
            "png" => start.starts_with(b"\x89PNG\r\n\x1A\n"),
            "pdf" => is_pdf(&start),
            _ => return None,
        };
        let message = format!("{what}不是真正的 {} 文件，像是改了文件名。", ending.to_uppercase());
        let hint = "请用原来的程序打开它，另存为所要求的格式。";
        let code = Code::AttachmentOfOtherFormat;
        (!is_so).then(|| case::attachment_finding(code, rule, index, message, hint))
    }

    /// A finding if a file that is to be sent cannot be.
    pub(crate) fn sent_file(
        &self,
        open: &OpenCase,
        name: &str,
        path: FieldPath,
        what: &str,
    ) -> Option<Finding> {
        let file = open.file(name);
        let (code, message) = if !self.files.exists(&file) {
            (Code::AttachmentMissing, format!("{what}不在案例文件所说的位置。"))
        } else {
            match self.files.length(&file) {
                Ok(0) => (Code::AttachmentUnreadable, format!("{what}是空文件。")),
                Ok(_) => return None,
                Err(fault) => {
                    (Code::AttachmentUnreadable, format!("{what}不能读取：{}。", fault.reason()))
                }
            }
        };
        Some(Finding::new(code, Severity::Error, path, message).hint(open.missing_hint()))
    }
}

fn stands_twice(open: &OpenCase, first: usize, second: usize) -> Finding {
    let what = |index: usize| {
        format!("附件{}（{}）", index + 1, case::short(&open.case.attachments[index].path))
    };
    let message = format!("{}和{}是同一个文件。", what(second), what(first));
    let path = FieldPath::attachment(second);
    Finding::new(Code::AttachmentTwice, Severity::Warning, path, message)
        .hint("请去掉一个，或换成想放的那一个。")
}

/// A length as users know it, rounded down: what is too small never reads as enough.
pub(crate) fn at_most(bytes: u64) -> String {
    size(bytes, |bytes, unit| bytes / unit)
}

/// A length as users know it, rounded up: what is too large never reads as little enough.
pub(crate) fn at_least(bytes: u64) -> String {
    size(bytes, u64::div_ceil)
}

/// In KB of 1000 bytes, or MB and GB with tenths.
fn size(bytes: u64, in_units: fn(u64, u64) -> u64) -> String {
    let (tenth, unit) = match bytes {
        0..1_000 => return format!("{bytes} 字节"),
        1_000..1_000_000 => return format!("{} KB", in_units(bytes, 1_000)),
        1_000_000..1_000_000_000 => (100_000, "MB"),
        _ => (100_000_000, "GB"),
    };
    let tenths = in_units(bytes, tenth);
    match tenths % 10 {
        0 => format!("{} {unit}", tenths / 10),
        rest => format!("{}.{rest} {unit}", tenths / 10),
    }
}
