//! A402: a picture of a form, the material or the appendix cannot be printed.

use foundation::{Code, FieldPath, Finding};
use media::{Note, Unprintable};

use super::Input;
use super::attachment_words::NamedFile;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::{FileEvidence, FileFacts, LARGEST_PRINTED, Printable};
use crate::file::case_file::short;

pub(super) const RULE: Rule = Rule {
    name: "picture_unprintable",
    codes: &[Code::AttachmentUnreadable],
    looks: &[Look::Whole(NO_FIELD, FILES, picture_unprintable)],
};

fn picture_unprintable(input: Input<'_>, findings: &mut Vec<Finding>) {
    let of_material = input.material_pictures();
    for picture in &of_material {
        let NamedFile { path, what, evidence, .. } = picture;
        let FileEvidence::Found(facts) = evidence else { continue };
        let (message, hint) = match facts.printable {
            Some(Printable::Yes) if !is_damaged(facts) => continue,
            Some(Printable::Yes) => words(Unprintable::Damaged, what),
            Some(Printable::No(why)) => words(why, what),
            // That it is empty is told with the other files.
            None if facts.bytes == 0 => continue,
            None => unread(facts, what),
        };
        findings.push(unprintable(path.clone(), message, hint));
    }
    let mut named: Vec<&str> = of_material.iter().map(|picture| picture.name).collect();
    let of_appendix = input.case.appendix_pictures().map(|(index, attachment)| {
        (index, attachment, format!("附录要印的图片（{}）", short(&attachment.path)))
    });
    let of_forms = input.case.form_photos().map(|(field, (index, attachment))| {
        (index, attachment, format!("“{}”（{}）", field.plain_label(), short(&attachment.path)))
    });
    for (index, attachment, what) in of_forms.chain(of_appendix) {
        let facts = input.evidence.facts(&attachment.path);
        // One that is not there is told with the attachments.
        let why = match facts.and_then(|facts| facts.printable) {
            Some(Printable::No(why)) => why,
            Some(Printable::Yes) if facts.is_some_and(is_damaged) => Unprintable::Damaged,
            _ => continue,
        };
        if named.contains(&attachment.path.as_str()) {
            continue;
        }
        named.push(&attachment.path);
        let (message, hint) = words(why, &what);
        findings.push(unprintable(FieldPath::attachment(index), message, hint));
    }
}

/// Whether something within is not what was written, though a decoder makes a picture of it.
fn is_damaged(facts: &FileFacts) -> bool {
    facts.media.as_ref().is_some_and(|media| media.facts.notes.contains(&Note::BrokenInside))
}

fn unprintable(path: FieldPath, message: String, hint: &str) -> Finding {
    super::error(Code::AttachmentUnreadable, path, message).hint(hint)
}

/// A picture that is there and was not looked at.
fn unread(facts: &FileFacts, what: &str) -> (String, &'static str) {
    if facts.bytes > LARGEST_PRINTED {
        (format!("{what}太大，不能排进材料。"), "请另存一张小一些的 JPG 再用。")
    } else {
        (format!("{what}不能读取。"), "请检查磁盘，或重新选一次。")
    }
}

fn words(why: Unprintable, what: &str) -> (String, &'static str) {
    match why {
        Unprintable::NotAPicture => (
            format!("{what}不是能排印的图片。"),
            "能排印 JPG、PNG、HEIC、BMP、GIF、TIFF、WebP、JPEG XL、JPEG 2000 和 PSD。别的格式请打开后另存为 JPG。",
        ),
        Unprintable::CutOff => {
            (format!("{what}不完整，缺少一部分内容。"), "请从相机或手机重新复制一份，再选一次。")
        }
        Unprintable::Damaged => {
            (format!("{what}的数据有损坏，不能完整显示。"), "请换一份完好的，或打开后另存为 JPG。")
        }
        Unprintable::Unsupported => {
            (format!("{what}的编码方式，程序还不会排印。"), "请用看图软件打开，另存为 JPG 再用。")
        }
        Unprintable::TooLarge { width, height } => (
            format!("{what}有 {width}×{height} 像素，太大，不能排进材料。"),
            "附件里的照片可以点“缩小”换成小一些的副本；其他图片请另存一张小一些的 JPG 再用。",
        ),
    }
}
