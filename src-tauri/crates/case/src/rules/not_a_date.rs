//! F107: what stands in a date field is not a day. It is kept as it was typed, so that nothing is lost, and
//! cannot be compared or printed as a date.

use catalog::Kind;
use foundation::{Code, Finding, Severity};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::words::print::calendar_day;

pub(super) const RULE: Rule = Rule {
    name: "not_a_date",
    codes: &[Code::NotADate],
    looks: &[Look::Value(|field| field.kind == Kind::Date, &[], not_a_date)],
};

fn not_a_date(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let field = standing.field;
    let text = standing.value.as_text().filter(|_| field.kind == Kind::Date);
    let Some(text) = text.filter(|text| calendar_day(text).is_none()) else { return };
    let message = format!("“{}”写的是“{}”，不是日期。", standing.label, short(text));
    let finding = Finding::new(Code::NotADate, Severity::Error, standing.path.clone(), message);
    findings.push(finding.hint("请写成 2020-06-10 这样。").source(&field.source));
}
