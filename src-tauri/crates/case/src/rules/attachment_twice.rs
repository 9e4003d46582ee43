//! A411: a photo or video stands among the attachments a second time as the same.

use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::attachment_words::{is_looked_at, what};
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::attachment::Attachment;
use crate::evidence::Evidence;

pub(super) const RULE: Rule = Rule {
    name: "attachment_twice",
    codes: &[Code::AttachmentTwice],
    looks: &[Look::Whole(NO_FIELD, FILES, attachment_twice)],
};

fn attachment_twice(input: Input<'_>, findings: &mut Vec<Finding>) {
    let mut seen: Vec<(usize, &Attachment)> = Vec::new();
    let attachments = input.case.attachments.iter().enumerate();
    for (index, attachment) in attachments.filter(|(_, a)| is_looked_at(a.kind)) {
        let mut before = seen.iter();
        match before.find(|(_, other)| is_same(input.evidence, other, attachment)) {
            Some((first, other)) => {
                let (second, first) = (what(index, attachment), what(*first, other));
                let message = format!("{second}和{first}是同一个文件。");
                let path = FieldPath::attachment(index);
                let finding = Finding::new(Code::AttachmentTwice, Severity::Warning, path, message);
                findings.push(finding.hint("请去掉一个，或换成想放的那一个。"));
            }
            None => seen.push((index, attachment)),
        }
    }
}

/// Whether two attachments of a kind hold the same: by their names, or by their digests where both are known.
fn is_same(evidence: &Evidence, one: &Attachment, other: &Attachment) -> bool {
    let (Some(a), Some(b)) = (evidence.facts(&one.path), evidence.facts(&other.path)) else {
        return false;
    };
    let is_same_digest = a.digest.is_some() && a.digest == b.digest;
    one.kind == other.kind && (one.path == other.path || is_same_digest)
}
