//! A470: a file of a kind of which the call asks for named documents does not say which of them it is, or names
//! one that this route does not ask for. It would count for nothing, and nobody would see why.

use catalog::AttachmentRule;
use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::attachment_words::what;
use super::rule::{Look, NO_FIELD, Part, Rule};
use crate::attachment::Attachment;

pub(super) const RULE: Rule = Rule {
    name: "slot_not_named",
    codes: &[Code::SlotNotNamed],
    looks: &[Look::Whole(NO_FIELD, &[Part::Attachments], slot_not_named)],
};

fn slot_not_named(input: Input<'_>, findings: &mut Vec<Finding>) {
    for (index, attachment) in input.case.attachments.iter().enumerate() {
        if input.rules_of(attachment).next().is_some() {
            continue;
        }
        let message = if attachment.slot.is_empty() {
            not_said(input, index, attachment)
        } else {
            let name = input.case.call.slot(&attachment.slot).map_or("", |rule| &rule.what);
            Some(format!("{}是“{name}”，这种申报方式不要它。", what(index, attachment)))
        };
        let path = FieldPath::attachment(index);
        findings.extend(message.map(|message| {
            Finding::new(Code::SlotNotNamed, Severity::Warning, path, message)
                .hint("请在“种类”里选它是哪一样；都不是的，不用改。")
        }));
    }
}

/// Where the route asks for named documents of the kind.
fn not_said(input: Input<'_>, index: usize, attachment: &Attachment) -> Option<String> {
    let is_meant = |rule: &&AttachmentRule| rule.is_named() && rule.kind == Some(attachment.kind);
    let names: Vec<String> = input
        .case
        .attachment_rules()
        .filter(is_meant)
        .map(|rule| format!("“{}”", rule.what))
        .collect();
    (!names.is_empty())
        .then(|| format!("{}没有写明是哪一样：{}。", what(index, attachment), names.join("、")))
}
