//! A402: a file that goes along is empty, or the system does not give it.

use foundation::{Code, Finding};

use super::Input;
use super::attachment_words::missing_hint;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::FileEvidence;

pub(super) const RULE: Rule = Rule {
    name: "attachment_unreadable",
    codes: &[Code::AttachmentUnreadable],
    looks: &[Look::Whole(NO_FIELD, FILES, attachment_unreadable)],
};

fn attachment_unreadable(input: Input<'_>, findings: &mut Vec<Finding>) {
    for file in input.named_files() {
        let why = match file.evidence {
            FileEvidence::Unread(reason) => format!("不能读取：{}。", reason.chinese()),
            // What was looked at as a picture is told as one.
            FileEvidence::Found(facts) if file.is_picture && facts.printable.is_some() => continue,
            FileEvidence::Found(facts) if facts.bytes == 0 => "是空文件。".to_owned(),
            FileEvidence::Found(_) | FileEvidence::Missing | FileEvidence::Outside => continue,
        };
        let message = format!("{}{why}", file.what);
        let finding = super::error(Code::AttachmentUnreadable, file.path, message);
        findings.push(finding.hint(missing_hint(input.evidence.place)));
    }
}
