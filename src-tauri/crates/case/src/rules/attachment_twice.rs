//! A411: a photo or video stands among the attachments a second time as the same.

use std::collections::BTreeMap;

use catalog::AttachmentKind;
use foundation::{Code, Digest, FieldPath, Finding, Severity};

use super::Input;
use super::attachment_words::{is_looked_at, what};
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "attachment_twice",
    codes: &[Code::AttachmentTwice],
    looks: &[Look::Whole(NO_FIELD, FILES, attachment_twice)],
};

fn attachment_twice(input: Input<'_>, findings: &mut Vec<Finding>) {
    // By kind, and by what each is known by: a case may name thousands.
    let mut by_name: BTreeMap<(AttachmentKind, &str), usize> = BTreeMap::new();
    let mut by_digest: BTreeMap<(AttachmentKind, Digest), usize> = BTreeMap::new();
    let all = &input.case.attachments;
    for (index, attachment) in all.iter().enumerate().filter(|(_, a)| is_looked_at(a.kind)) {
        let Some(facts) = input.evidence.facts(&attachment.path) else { continue };
        let kind = attachment.kind;
        let name = (kind, attachment.path.as_str());
        let digest = facts.digest.map(|digest| (kind, digest));
        let same_digest = digest.and_then(|digest| by_digest.get(&digest));
        let Some(first) = by_name.get(&name).into_iter().chain(same_digest).min().copied() else {
            by_name.insert(name, index);
            by_digest.extend(digest.map(|digest| (digest, index)));
            continue;
        };
        let (second, first) = (what(index, attachment), what(first, &all[first]));
        let message = format!("{second}和{first}是同一个文件。");
        let path = FieldPath::attachment(index);
        let finding = Finding::new(Code::AttachmentTwice, Severity::Warning, path, message);
        findings.push(finding.hint("请去掉一个，或换成想放的那一个。"));
    }
}
