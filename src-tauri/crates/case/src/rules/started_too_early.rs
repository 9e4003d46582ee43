//! C201: something began before the date from which the call counts.

use catalog::{Check, CheckRule};
use foundation::{Code, Finding};

use super::rule::{Look, Rule};
use super::{Input, compare_moments, principle, shown_moment};

pub(super) const RULE: Rule = Rule {
    name: "started_too_early",
    codes: &[Code::StartedTooEarly],
    looks: &[Look::Check(&[], started_too_early)],
};

fn started_too_early(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::NotBefore { field, from } = &check.rule else { return };
    let Some(begin) = input.moment(field) else { return };
    if compare_moments(begin, from).is_ge() {
        return;
    }
    let (label, principle) = (input.label(field), principle(check.weight));
    let (begin, from) = (shown_moment(begin), shown_moment(from));
    let message = format!("“{label}”是 {begin}，{principle}应在 {from}以后。");
    findings.push(input.weighed(Code::StartedTooEarly, check, field, message, "请检查时间。"));
}
