//! C205: something began, or is dated, after the last day that the call takes.

use catalog::{Check, CheckRule};
use foundation::{Code, Finding};

use super::rule::{Look, Rule};
use super::{Input, compare_moments, principle, shown_moment};

pub(super) const RULE: Rule = Rule {
    name: "started_too_late",
    codes: &[Code::StartedTooLate],
    looks: &[Look::Check(&[], started_too_late)],
};

fn started_too_late(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::NotAfter { field, until } = &check.rule else { return };
    let Some(begin) = input.moment(field) else { return };
    if compare_moments(begin, until).is_le() {
        return;
    }
    let (label, principle) = (input.label(field), principle(check.weight));
    let (begin, until) = (shown_moment(begin), shown_moment(until));
    let message = format!("“{label}”是 {begin}，{principle}应不晚于 {until}。");
    findings.push(input.weighed(Code::StartedTooLate, check, field, message, "请检查时间。"));
}
