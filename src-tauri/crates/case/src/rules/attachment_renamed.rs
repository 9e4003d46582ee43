//! A408: a file only bears the ending that the call asks for. One whose ending is wrong is told without looking at
//! the file (`attachments_wrong`); kinds of file whose beginning says nothing are not looked at.

use foundation::{Code, Finding};

use super::Input;
use super::attachment_words::Sent;
use super::attachments_wrong::attachment_finding;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::Beginning;

pub(super) const RULE: Rule = Rule {
    name: "attachment_renamed",
    codes: &[Code::AttachmentOfOtherFormat],
    looks: &[Look::Whole(NO_FIELD, FILES, attachment_renamed)],
};

fn attachment_renamed(input: Input<'_>, findings: &mut Vec<Finding>) {
    findings.extend(input.sent().filter_map(|sent| judge(&input, &sent)));
}

/// Whether it is told that an attachment only bears an ending.
pub(super) fn is_told(input: &Input<'_>, sent: &Sent<'_>) -> bool {
    judge(input, sent).is_some()
}

fn judge(input: &Input<'_>, sent: &Sent<'_>) -> Option<Finding> {
    let mut rules = input.rules_of(sent.attachment);
    let rule = rules.find(|rule| !rule.formats.is_empty())?;
    let ending = sent.attachment.path.rsplit_once('.')?.1.to_lowercase();
    let beginning = match ending.as_str() {
        "jpg" | "jpeg" => Beginning::Jpeg,
        "png" => Beginning::Png,
        "pdf" => Beginning::Pdf,
        _ => return None,
    };
    if sent.file.begins_as.as_ref()?.contains(&beginning) {
        return None;
    }
    let ending = ending.to_uppercase();
    let message = format!("{}不是真正的 {ending} 文件，像是改了文件名。", sent.what);
    let hint = "请用原来的程序打开它，另存为所要求的格式。";
    Some(attachment_finding(Code::AttachmentOfOtherFormat, rule, sent.index, message, hint))
}
