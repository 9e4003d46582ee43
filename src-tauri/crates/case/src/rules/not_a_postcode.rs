//! F118: what stands in a postcode field is not a postcode; paper is sent back by it.

use catalog::TextFormat;
use foundation::{Code, Finding};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::codes::postcode::is_postcode;

pub(super) const RULE: Rule = Rule {
    name: "not_a_postcode",
    codes: &[Code::NotAPostcode],
    looks: &[Look::Value(|field| field.format() == TextFormat::Postcode, &[], not_a_postcode)],
};

fn not_a_postcode(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let (field, text) = (standing.field, standing.value.as_text().unwrap_or_default());
    if is_postcode(text) {
        return;
    }
    let message = format!("“{}”写的是“{}”，不是邮政编码。", standing.label, short(text));
    let finding =
        Finding::new(Code::NotAPostcode, standing.severity, standing.path.clone(), message);
    let hint = "请写 6 位数字；开头的 0 不能省。";
    findings.push(finding.hint(hint).source(&field.source));
}
