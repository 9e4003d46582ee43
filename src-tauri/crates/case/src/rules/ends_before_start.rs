//! F109: a beginning that lies after its end.

use catalog::{CheckRule, Kind};
use foundation::{Code, Finding, Severity};

use super::{Look, about};
use crate::print::{calendar_day, year_and_month};
use crate::value::Value;

pub(super) fn ends_before_start(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in look.checks() {
        let CheckRule::InOrder { first, last } = &check.rule else { continue };
        let begin = look.case.value(first).and_then(moment);
        let end = look.case.value(last).and_then(moment);
        if let (Some(begin), Some(end)) = (begin, end)
            && begin > end
        {
            let (first, until) = (look.label(first), look.label(last));
            let message = format!("“{until}”早于“{first}”。");
            findings.push(look.weighed(
                Code::EndsBeforeStart,
                check,
                last,
                message,
                "请检查两个时间。",
            ));
        }
    }
    for field in look.case.fields().filter(|field| field.kind == Kind::Period) {
        let Some(Value::Period { from: Some(from), to: Some(to) }) = look.case.value(&field.id)
        else {
            continue;
        };
        if let (Some(from), Some(to)) = (year_and_month(from), year_and_month(to))
            && from > to
        {
            let message = format!("“{}”的结束早于开始。", field.plain_label());
            findings.push(
                about(Code::EndsBeforeStart, Severity::Error, &field.id, message)
                    .hint("请检查两个时间。")
                    .source(&field.source),
            );
        }
    }
}

/// A month or day as year, month, day; a month counts as its first day.
fn moment(value: &Value) -> Option<(i16, i8, i8)> {
    let text = value.as_text()?;
    let month = year_and_month(text).map(|(year, month)| (year as i16, month as i8, 1));
    month.or_else(|| calendar_day(text).map(|day| (day.year(), day.month(), day.day())))
}
