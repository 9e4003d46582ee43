//! F106: what stands in a month field, or in a period, is not a month.

use catalog::Kind;
use foundation::{Code, FieldPath, Finding, Severity};

use super::{Look, short};
use crate::print::year_and_month;
use crate::value::Value;

pub(super) fn not_a_month(look: Look<'_>, findings: &mut Vec<Finding>) {
    for standing in look.standing() {
        let (field, label) = (standing.field, &standing.label);
        let mut judge = |text: &str, path: FieldPath| {
            if year_and_month(text).is_none() {
                let message = format!("“{}”写的是“{}”，不是年月。", label, short(text));
                let finding = Finding::new(Code::NotAMonth, Severity::Error, path, message);
                findings.push(finding.hint("请写成 2018-05 这样。").source(&field.source));
            }
        };
        match (&field.kind, standing.value) {
            (Kind::Month, Value::Text(text)) => judge(text, standing.path),
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
}
