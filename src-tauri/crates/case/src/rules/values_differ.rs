//! F123: two fields that should say the same do not. Both are printed, and who compares them asks back.

use catalog::{Check, CheckRule};
use foundation::{Code, Finding};

use super::Input;
use super::rule::{Look, Rule};
use crate::others::other::key;

pub(super) const RULE: Rule = Rule {
    name: "values_differ",
    codes: &[Code::ValuesDiffer],
    looks: &[Look::Check(&[], values_differ)],
};

fn values_differ(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::SameAs { field, other } = &check.rule else { return };
    let (one, two) = (key(input.case, field), key(input.case, other));
    if one.is_empty() || two.is_empty() || one == two {
        return;
    }
    let message = format!("“{}”与“{}”写得不一样。", input.label(field), input.label(other));
    findings.push(input.weighed(Code::ValuesDiffer, check, field, message, "请使两处一致。"));
}
