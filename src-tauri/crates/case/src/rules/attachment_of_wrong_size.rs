//! A406: a file has fewer or more bytes than the call takes.

use catalog::AttachmentRule;
use foundation::{Code, Finding};

use super::Input;
use super::attachment_words::Sent;
use super::attachments_wrong::attachment_finding;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::words::measures::{bytes_rounded_down, bytes_rounded_up};

pub(super) const RULE: Rule = Rule {
    name: "attachment_of_wrong_size",
    codes: &[Code::AttachmentOfWrongSize],
    looks: &[Look::Whole(NO_FIELD, FILES, attachment_of_wrong_size)],
};

fn attachment_of_wrong_size(input: Input<'_>, findings: &mut Vec<Finding>) {
    for sent in input.sent() {
        let rules = input.rules_of(sent.attachment);
        findings.extend(rules.filter_map(|rule| judge(rule, &sent)));
    }
}

fn judge(rule: &AttachmentRule, sent: &Sent<'_>) -> Option<Finding> {
    let bytes = sent.file.bytes;
    let (is, asked, hint) = match (rule.min_bytes, rule.max_bytes) {
        (Some(least), _) if bytes < least => (
            bytes_rounded_down(bytes),
            format!("不小于 {}", bytes_rounded_down(least)),
            "请用相机原图，不要用聊天软件转发过的图片。",
        ),
        (_, Some(most)) if bytes > most => (
            bytes_rounded_up(bytes),
            format!("不大于 {}", bytes_rounded_up(most)),
            "请压缩或另存一份小一些的。",
        ),
        _ => return None,
    };
    let message = format!("{}是 {is}，要求{asked}。", sent.what);
    Some(attachment_finding(Code::AttachmentOfWrongSize, rule, sent.index, message, hint))
}
