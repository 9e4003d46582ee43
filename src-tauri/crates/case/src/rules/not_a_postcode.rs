//! F118: what stands in a postcode field is not a postcode.

use catalog::TextFormat;
use foundation::{Code, Finding};

use super::{Look, short};
use crate::codes::postcode::is_postcode;

pub(super) fn not_a_postcode(look: Look<'_>, findings: &mut Vec<Finding>) {
    for standing in look.in_format(TextFormat::Postcode) {
        let (field, text) = (standing.field, standing.value.as_text().unwrap_or_default());
        if is_postcode(text) {
            continue;
        }
        let message = format!("“{}”写的是“{}”，不是邮政编码。", standing.label, short(text));
        let finding = Finding::new(Code::NotAPostcode, standing.severity, standing.path, message);
        let hint = "请写 6 位数字；开头的 0 不能省。";
        findings.push(finding.hint(hint).source(&field.source));
    }
}
