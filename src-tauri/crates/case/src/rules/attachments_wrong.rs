//! A404, A405, A407, A408: what goes along is too little, too much, without words, or has the ending of a kind of
//! file that the call does not take: whoever collects the cases sorts them by these. What is in the files is for the
//! rules of `media_…` and `attachment_…`.

use std::collections::BTreeSet;
use std::path::Path;

use catalog::{AttachmentKind, AttachmentRule, Weight};
use foundation::character::is_blank;
use foundation::{Code, FieldPath, Finding};

use super::rule::{Look, Part, Rule};
use super::{Input, short, weigh};
use crate::attachment::Attachment;
use crate::values::derived::is_visible;

pub(super) const RULE: Rule = Rule {
    name: "attachments_wrong",
    codes: &[
        Code::TooFewAttachments,
        Code::TooManyAttachments,
        Code::CaptionMissing,
        Code::AttachmentOfOtherFormat,
    ],
    looks: &[Look::Whole(photos, &[Part::Attachments, Part::Material], attachments_wrong)],
};

/// The photos that forms print: one that an answer takes away is not asked for.
fn photos(input: Input<'_>) -> Vec<&str> {
    let photos = input.case.fields().filter(|field| field.photo().is_some());
    photos.map(|field| field.id.as_str()).collect()
}

fn attachments_wrong(input: Input<'_>, findings: &mut Vec<Finding>) {
    let is_taken_away = |rule: &&AttachmentRule| {
        let field = input.case.field(&rule.id).filter(|_| rule.printed_only);
        field.is_some_and(|field| !is_visible(input.case, field))
    };
    for rule in input.case.attachment_rules().filter(|rule| !is_taken_away(rule)) {
        let Some(kind) = rule.kind else {
            if !input.case.has_material() && rule.least > 0 {
                findings.push(missing(rule, 0, FieldPath::material()));
            }
            continue;
        };
        let all = input.case.attachments.iter().enumerate();
        let own: Vec<(usize, &Attachment)> =
            all.filter(|(_, a)| rule.takes(a.kind, &a.slot)).collect();
        // The same file twice is one file.
        let mut seen = BTreeSet::new();
        let first = |(index, attachment): &(usize, &'_ Attachment)| {
            seen.insert(attachment.path.clone()).then_some(*index)
        };
        let files: Vec<usize> = own.iter().filter_map(first).collect();
        let written =
            input.case.call.material.stands_for == Some(kind) && input.case.has_material();
        if files.len() + usize::from(written) < rule.least as usize {
            let attachments = FieldPath::field("attachments");
            // Each named document takes a reason of its own; a photo is asked for at its field.
            let path = match rule.is_named() {
                _ if rule.printed_only => FieldPath::field(&rule.id),
                true => attachments.child(&rule.id),
                false => attachments,
            };
            findings.push(missing(rule, files.len(), path));
        }
        if let Some(most) = rule.most.filter(|most| files.len() > *most as usize) {
            let unit = measure_word(rule);
            let message =
                format!("{}有 {} {unit}，要求不超过 {most} {unit}。", rule.what, files.len());
            let path = FieldPath::attachment(files[most as usize]);
            let finding = super::error(Code::TooManyAttachments, path, message);
            findings.push(weigh(finding, rule.weight, "请去掉多出的。").source(&rule.source));
        }
        for (index, attachment) in own {
            findings.extend(judge(rule, index, attachment));
        }
    }
}

/// A finding about an attachment by a rule of the call.
pub(super) fn attachment_finding(
    code: Code,
    rule: &AttachmentRule,
    index: usize,
    message: String,
    hint: &str,
) -> Finding {
    weighed_attachment_finding(code, (rule.weight, &rule.source), index, message, hint)
}

/// A finding about an attachment, with the weight and the clause of what it breaks.
pub(super) fn weighed_attachment_finding(
    code: Code,
    (weight, source): (Weight, &str),
    index: usize,
    message: String,
    hint: &str,
) -> Finding {
    let finding = super::error(code, FieldPath::attachment(index), message);
    weigh(finding, weight, hint).source(source)
}

/// Pictures are counted in sheets.
fn measure_word(rule: &AttachmentRule) -> &'static str {
    use AttachmentKind::{LongImage, MediaReport, Photo};
    if matches!(rule.kind, Some(Photo | LongImage | MediaReport)) { "张" } else { "个" }
}

fn missing(rule: &AttachmentRule, count: usize, path: FieldPath) -> Finding {
    let message = match (count, rule.least) {
        (0, 1) => format!("还没有附上{}。", rule.what),
        (_, least) => {
            let unit = measure_word(rule);
            format!("{}有 {count} {unit}，要求不少于 {least} {unit}。", rule.what)
        }
    };
    let finding = super::error(Code::TooFewAttachments, path, message);
    let hint = match rule.kind {
        None => "请在程序里写，或选用一份做好的 PDF。",
        Some(_) => "请在附件里添加。",
    };
    weigh(finding, rule.weight, hint).source(&rule.source)
}

fn judge(rule: &AttachmentRule, index: usize, attachment: &Attachment) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut found = |code, message, hint: &str| {
        findings.push(attachment_finding(code, rule, index, message, hint));
    };
    if rule.captions && is_blank(&attachment.caption) {
        let message = format!("附件{}（{}）没有说明文字。", index + 1, rule.what);
        found(Code::CaptionMissing, message, "请用一句话写明时间、地点、内容。");
    }
    let ending = Path::new(&attachment.path).extension().unwrap_or_default();
    let ending = ending.to_string_lossy().to_lowercase();
    // .jpeg is the longer way to write .jpg.
    let alike = |format: &String| {
        *format == ending
            || (format == "jpg" && ending == "jpeg")
            || (format == "jpeg" && ending == "jpg")
    };
    if !rule.formats.is_empty() && !rule.formats.iter().any(alike) {
        let wanted = rule.formats.join("、").to_uppercase();
        let is = if ending.is_empty() {
            "的文件名没有扩展名".to_owned()
        } else {
            format!("是“{}”文件", short(&ending))
        };
        let message = format!("附件{}（{}）{is}，要求 {wanted}。", index + 1, rule.what);
        found(Code::AttachmentOfOtherFormat, message, "请另存为所要求的格式，不要只改文件名。");
    }
    findings
}
