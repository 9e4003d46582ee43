//! A414: a file has the name that the case file says, and is another one than when the case file was written: somebody may
//! have put it in the place of the right one. Whoever worked on it meanwhile knows.

use foundation::{Code, Finding, Severity};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::FileEvidence;

pub(super) const RULE: Rule = Rule {
    name: "attachment_replaced",
    codes: &[Code::AttachmentReplaced],
    looks: &[Look::Whole(NO_FIELD, FILES, attachment_replaced)],
};

fn attachment_replaced(input: Input<'_>, findings: &mut Vec<Finding>) {
    for file in input.named_files() {
        let FileEvidence::Found(facts) = file.evidence else { continue };
        if facts.is_as_noted() {
            continue;
        }
        let message =
            format!("{}的内容和案例文件里记的不一样，不是写案例文件时的那一个。", file.what);
        let finding = Finding::new(Code::AttachmentReplaced, Severity::Warning, file.path, message);
        findings.push(finding.hint("请打开看看：是要报送的，不用改；不是的，请换成原来的文件。"));
    }
}
