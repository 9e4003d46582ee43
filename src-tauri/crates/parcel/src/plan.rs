//! The plan of the folder that is sent: what will lie where, before anything is written.

use std::path::PathBuf;

use case::{Attachment, Case};
use foundation::{Date, Digest, Identity, PrintCode};
use media::{AiLabel, Cleaning, Container, Removed};

use crate::ending;
use crate::name::{LONGEST_NAME, legal_name};

/// What a sent file is: `role` of `export --json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The required PDF.
    Case,
    /// A form to print and stamp.
    Form,
    /// A photo, a video or another file.
    Attachment,
    /// 汇总表, on paper or as a workbook.
    Summary,
    /// 清单.txt
    List,
}

impl Role {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Form => "form",
            Self::Attachment => "attachment",
            Self::Summary => "summary",
            Self::List => "list",
        }
    }

    fn chinese(self) -> &'static str {
        match self {
            Self::Case => "报送材料",
            Self::Form => "申报表",
            Self::Attachment => "附件",
            Self::Summary => "汇总表",
            Self::List => "清单",
        }
    }
}

/// Where the bytes of a planned file come from.
#[derive(Clone, Debug)]
pub enum Source {
    /// Made by the program.
    Bytes(Vec<u8>),
    /// Copied from a file.
    File(PathBuf),
    /// Copied from a photo or video without what tells where and when it was taken.
    Cleaned(PathBuf, Cleaning),
}

impl Source {
    /// What the copy of a photo or video loses.
    pub(crate) fn removed(&self) -> &[Removed] {
        match self {
            Self::Cleaned(_, cleaning) => &cleaning.removed,
            Self::Bytes(_) | Self::File(_) => &[],
        }
    }
}

/// A file of the plan.
#[derive(Clone, Debug)]
pub struct Planned {
    /// From the folder, with `/`.
    pub path: String,
    /// What it is.
    pub role: Role,
    /// The form on it.
    pub form: Option<String>,
    /// Pages, where it has any.
    pub pages: Option<usize>,
    /// The label of what artificial intelligence made that it bears.
    pub label: Option<AiLabel>,
    /// Its bytes.
    pub source: Source,
}

/// The folder that is sent, before it is written.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The folder's name.
    pub folder: String,
    /// Lines above the list in 清单.txt.
    pub heading: Vec<String>,
    /// Everything but 清单.txt.
    pub files: Vec<Planned>,
}

impl Plan {
    /// The lines above the list: call, route, case and day.
    pub fn heading(case: &Case, today: Date) -> Vec<String> {
        let route = case.call.route(&case.route).map_or("", |route| &route.title);
        vec![
            format!("征集：{}", case.call.title),
            format!("申报方式：{route}"),
            format!("整理日期：{}年{}月{}日", today.year(), today.month(), today.day()),
        ]
    }
}

/// The lines that say what was sent: the case and its state, and what case, forms and call say.
pub fn origin_lines(case: &Case, content: Digest) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(Identity { id, revision }) = case.identity {
        lines.push(format!("案例编号：{id}"));
        lines.push(format!("修订号：{revision}"));
    }
    lines.push(format!("案例内容：SHA-256 {content}"));
    for form in case.forms().filter(|form| case.is_begun(form)) {
        lines.push(format!("表单“{}”：SHA-256 {}", form.short, form.digest));
    }
    lines.push(format!("征集内容：SHA-256 {}", case.call.digest));
    lines
}

/// The lines that say which print of each form was sent, by what the form is called: `codes_in` reads them back.
pub fn code_lines(prints: &[(String, PrintCode, usize)]) -> Vec<String> {
    let line = |(form, print, pages): &(String, PrintCode, usize)| {
        format!("{CODE}“{form}”：{print}，共 {pages} 页")
    };
    prints.iter().map(line).collect()
}

/// What a line of `code_lines` begins with.
const CODE: &str = "核对码";

/// The 核对码 of each form that a 清单.txt names, by what the form is called.
pub fn codes_in(list: &str) -> Vec<(String, PrintCode)> {
    let code = |line: &str| {
        let (form, rest) = line.trim().strip_prefix(CODE)?.strip_prefix('“')?.split_once("”：")?;
        let print = rest.split('，').next()?.parse().ok()?;
        Some((form.to_owned(), print))
    };
    list.lines().filter_map(code).collect()
}

/// The text of 清单.txt; lines end as Windows editors want them.
pub(crate) fn list(heading: &[String], files: &[(&Planned, foundation::Contents)]) -> String {
    let mut lines = heading.to_vec();
    lines.push(String::new());
    for (file, contents) in files {
        let pages = file.pages.map_or_else(String::new, |pages| format!("，{pages} 页"));
        lines.push(file.path.clone());
        lines.push(format!(
            "    {}，{} 字节{pages}，SHA-256 {}",
            file.role.chinese(),
            contents.bytes,
            contents.digest
        ));
        lines.extend(file.label.map(|label| format!("    带有{}", label.chinese())));
        if file.source.removed().contains(&Removed::Manifest) {
            lines.push("    原件另有内容凭证（C2PA），副本里没有".to_owned());
        }
    }
    // The mark tells old editors that this is UTF-8.
    format!("\u{FEFF}{}\r\n", lines.join("\r\n"))
}

/// The names of attachments in the folder, by kind and number, or by the document that the call names, with their
/// captions; each ends as what it is by its content, where that is known.
pub fn attachment_names(folder: &str, case: &Case, contents: &[Option<Container>]) -> Vec<String> {
    let mut numbers = std::collections::BTreeMap::new();
    let contents = contents.iter().copied().chain(std::iter::repeat(None));
    case.attachments
        .iter()
        .zip(contents)
        .map(|(attachment, content)| {
            let number = numbers.entry(called(case, attachment).0).or_insert(0);
            *number += 1;
            let fixed = fixed_end(case, attachment, *number);
            let extension = ending::of(&attachment.path, content);
            let stem = match attachment.caption.trim().trim_end_matches(['。', '，', '；', '.'])
            {
                "" => format!("{folder}{fixed}"),
                caption => format!("{folder}{fixed}-{caption}"),
            };
            legal_name(&stem, &extension, LONGEST_NAME)
        })
        .collect()
}

/// What a draft's name ends in. Room for it is kept in every name, so that draft and final copy are cut
/// alike.
pub const DRAFT_MARK: &str = "-草稿";

/// The longest end that is put behind the folder's name, in bytes.
pub fn longest_end(case: &Case) -> usize {
    let forms = case.forms().filter(|form| case.is_begun(form));
    let forms = forms.map(|form| format!("-{}.pdf", form.short).len());
    // Room for the longest of the notices, so that a name does not change when something is added.
    let forms = forms.fold("-案例材料.pdf".len(), usize::max);
    let attachments = case.attachments.iter().map(|attachment| {
        fixed_end(case, attachment, case.attachments.len()).len()
            + ending::of(&attachment.path, None).len()
    });
    attachments.fold(forms, usize::max) + DRAFT_MARK.len()
}

/// `-照片01`, or `-身份证复印件` of a named document, which bears a number where there may be several.
fn fixed_end(case: &Case, attachment: &Attachment, number: usize) -> String {
    match called(case, attachment) {
        (word, true) if number == 1 => format!("-{word}"),
        (word, _) => format!("-{word}{number:02}"),
    }
}

/// The word of an attachment in its name, and whether the call wants one of it alone.
fn called<'c>(case: &'c Case, attachment: &Attachment) -> (&'c str, bool) {
    let mut rules = case.attachment_rules().filter(|rule| rule.is_named());
    let rule = rules.find(|rule| rule.takes(attachment.kind, &attachment.slot));
    rule.map_or((attachment.kind.chinese(), false), |rule| (&rule.what, rule.most == Some(1)))
}

#[cfg(test)]
mod tests {
    use case::AttachmentKind;

    use super::*;

    fn photo(path: &str, caption: &str) -> Attachment {
        Attachment {
            path: path.into(),
            kind: AttachmentKind::Photo,
            caption: caption.into(),
            url: String::new(),
            form: String::new(),
            slot: String::new(),
        }
    }

    fn case(attachments: Vec<Attachment>) -> Case {
        let call = catalog::Catalog::built_in().call("js-2020").unwrap().clone();
        Case { attachments, ..Case::new(call) }
    }

    #[test]
    fn attachments_are_numbered_and_keep_their_kind_of_file() {
        let photos = [photo("a/1.JPG", "现场/培训"), photo("b.png", ""), photo("c", "")];
        let names = attachment_names("N", &case(photos.to_vec()), &[None, Some(Container::Png)]);
        assert_eq!(names, ["N-照片01-现场／培训.jpg", "N-照片02.png", "N-照片03"]);
    }

    #[test]
    fn codes_are_read_back() {
        let print = PrintCode::of(Digest::of(b"a"));
        let lines = code_lines(&[("申报表".into(), print, 2)]);
        let list = list(&[vec!["征集：x".to_owned()], lines].concat(), &[]);
        assert_eq!(codes_in(&list), [("申报表".to_owned(), print)]);
    }

    #[test]
    fn a_long_caption_gives_way() {
        let photo = photo("1.jpg", &"字".repeat(100));
        let names = attachment_names("N", &case(vec![photo]), &[]);
        assert!(names[0].len() <= LONGEST_NAME && names[0].ends_with("字.jpg"), "{names:?}");
    }
}
