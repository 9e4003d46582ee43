//! F117: what should be a mobile number has not the shape of one.

use catalog::TextFormat;
use foundation::{Code, Finding};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::values::phone::{is_landline, is_mobile, is_service_number};

pub(super) const RULE: Rule = Rule {
    name: "not_a_mobile",
    codes: &[Code::NotAMobile],
    looks: &[Look::Value(|field| field.format() == TextFormat::Mobile, &[], not_a_mobile)],
};

fn not_a_mobile(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let (field, text) = (standing.field, standing.value.as_text().unwrap_or_default());
    if is_mobile(text) {
        return;
    }
    let label = &standing.label;
    let message = if is_landline(text) || is_service_number(text) {
        format!("“{label}”写的是“{}”，不是手机号。", short(text))
    } else {
        format!("“{label}”写的是“{}”，不像手机号。", short(text))
    };
    let finding = Finding::new(Code::NotAMobile, standing.severity, standing.path.clone(), message);
    findings.push(finding.hint("请写 11 位手机号。").source(&field.source));
}
