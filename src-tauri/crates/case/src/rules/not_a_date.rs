//! F107: what stands in a date field is not a day.

use catalog::Kind;
use foundation::{Code, Finding, Severity};

use super::{Look, short};
use crate::print::calendar_day;

pub(super) fn not_a_date(look: Look<'_>, findings: &mut Vec<Finding>) {
    for standing in look.standing() {
        let field = standing.field;
        let text = standing.value.as_text().filter(|_| field.kind == Kind::Date);
        let Some(text) = text.filter(|text| calendar_day(text).is_none()) else { continue };
        let message = format!("“{}”写的是“{}”，不是日期。", standing.label, short(text));
        let finding = Finding::new(Code::NotADate, Severity::Error, standing.path, message);
        findings.push(finding.hint("请写成 2020-06-10 这样。").source(&field.source));
    }
}
