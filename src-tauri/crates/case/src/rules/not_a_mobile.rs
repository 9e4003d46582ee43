//! F117: what should be a mobile number has not the shape of one.

use catalog::TextFormat;
use foundation::{Code, Finding};

use super::{Look, short};
use crate::phone::{is_landline, is_mobile, is_service_number};

pub(super) fn not_a_mobile(look: Look<'_>, findings: &mut Vec<Finding>) {
    for standing in look.in_format(TextFormat::Mobile) {
        let (field, text) = (standing.field, standing.value.as_text().unwrap_or_default());
        if is_mobile(text) {
            continue;
        }
        let label = &standing.label;
        let message = if is_landline(text) || is_service_number(text) {
            format!("“{label}”写的是“{}”，不是手机号。", short(text))
        } else {
            format!("“{label}”写的是“{}”，不像手机号。", short(text))
        };
        let finding = Finding::new(Code::NotAMobile, standing.severity, standing.path, message);
        findings.push(finding.hint("请写 11 位手机号。").source(&field.source));
    }
}
