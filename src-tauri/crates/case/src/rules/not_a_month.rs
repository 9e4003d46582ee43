//! F106: what stands in a month field, or in a period, is not a month. It is kept as it was typed, and cannot
//! be compared or printed as one.

use catalog::Kind;
use foundation::{Code, FieldPath, Finding, Severity};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::values::value::Value;
use crate::words::print::year_and_month;

pub(super) const RULE: Rule = Rule {
    name: "not_a_month",
    codes: &[Code::NotAMonth],
    looks: &[Look::Value(
        |field| matches!(field.kind, Kind::Month | Kind::Period),
        &[],
        not_a_month,
    )],
};

fn not_a_month(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let (field, label) = (standing.field, &standing.label);
    let mut judge = |text: &str, path: FieldPath| {
        if year_and_month(text).is_none() {
            let message = format!("“{}”写的是“{}”，不是年月。", label, short(text));
            let finding = Finding::new(Code::NotAMonth, Severity::Error, path, message);
            findings.push(finding.hint("请写成 2018-05 这样。").source(&field.source));
        }
    };
    match (&field.kind, standing.value) {
        (Kind::Month, Value::Text(text)) => judge(text, standing.path.clone()),
        (Kind::Period, Value::Period { from, to }) => {
            for (part, month) in [("from", from), ("to", to)] {
                if let Some(text) = month {
                    judge(text, standing.path.child(part));
                }
            }
        }
        _ => {}
    }
}
