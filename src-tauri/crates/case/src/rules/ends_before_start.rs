//! F109: a beginning that lies after its end, in two fields or within a period. One of the two is a slip.

use catalog::{Check, CheckRule, Kind};
use foundation::{Code, Finding, Severity};

use super::rule::{Asked, Look, Rule};
use super::{Input, about};
use crate::values::value::Value;
use crate::words::print::{calendar_day, year_and_month};

pub(super) const RULE: Rule = Rule {
    name: "ends_before_start",
    codes: &[Code::EndsBeforeStart],
    looks: &[
        Look::Check(&[], two_moments),
        Look::Field(|field| field.kind == Kind::Period, within_a_period),
    ],
};

const HINT: &str = "请检查两个时间。";

fn two_moments(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::InOrder { first, last } = &check.rule else { return };
    let begin = input.case.value(first).and_then(moment);
    let end = input.case.value(last).and_then(moment);
    if let (Some(begin), Some(end)) = (begin, end)
        && begin > end
    {
        let (first, until) = (input.label(first), input.label(last));
        let message = format!("“{until}”早于“{first}”。");
        findings.push(input.weighed(Code::EndsBeforeStart, check, last, message, HINT));
    }
}

fn within_a_period(_: Input<'_>, asked: &Asked<'_>, findings: &mut Vec<Finding>) {
    let field = asked.field;
    let Some(Value::Period { from: Some(from), to: Some(to) }) = asked.value else { return };
    if let (Some(from), Some(to)) = (year_and_month(from), year_and_month(to))
        && from > to
    {
        let message = format!("“{}”的结束早于开始。", field.plain_label());
        findings.push(
            about(Code::EndsBeforeStart, Severity::Error, &field.id, message)
                .hint(HINT)
                .source(&field.source),
        );
    }
}

/// A month or day as year, month, day; a month counts as its first day.
fn moment(value: &Value) -> Option<(i16, i8, i8)> {
    let text = value.as_text()?;
    let month = year_and_month(text).map(|(year, month)| (year as i16, month as i8, 1));
    month.or_else(|| calendar_day(text).map(|day| (day.year(), day.month(), day.day())))
}
