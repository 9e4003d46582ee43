//! C206: a project that the call wants to be running has ended. Often only the end was filled in by habit.

use catalog::{Check, CheckRule};
use foundation::{Code, Finding};

use super::rule::{Look, Part, Rule};
use super::{Input, principle, shown_moment};
use crate::values::value::Value;
use crate::words::print::year_and_month;

pub(super) const RULE: Rule = Rule {
    name: "no_longer_running",
    codes: &[Code::NoLongerRunning],
    looks: &[Look::Check(&[Part::Today], no_longer_running)],
};

fn no_longer_running(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::StillRunning { field } = &check.rule else { return };
    let Some(Value::Period { to: Some(end), .. }) = input.case.value(field) else { return };
    let Some((year, month)) = year_and_month(end) else { return };
    // The day that counts is the last one of the call, for a case that is looked at afterwards.
    let day = input.today.min(input.case.call.closes);
    if (i32::from(year), i32::from(month)) >= (i32::from(day.year()), i32::from(day.month())) {
        return;
    }
    let (label, principle) = (input.label(field), principle(check.weight));
    let message =
        format!("“{label}”到 {}为止，{principle}应是正在实施的项目。", shown_moment(end.trim()));
    let hint = "还在实施的，结束时间留空，印作“至今”。";
    findings.push(input.weighed(Code::NoLongerRunning, check, field, message, hint));
}
