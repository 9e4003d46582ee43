//! F104: a phone number of no known shape. Whoever collects the cases rings up, and has no second way.

use catalog::{Field, Kind, TextFormat};
use foundation::character::is_blank;
use foundation::{Code, Finding, Severity};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::values::phone::{is_landline, is_mobile, is_service_number};
use crate::values::value::Value;

/// What stands between the numbers of which one entry has several.
const BETWEEN: &[char] = &['、', '，', ',', '；', ';', '/', '／', '或', '\n'];

fn is_phone(text: &str) -> bool {
    is_mobile(text) || is_landline(text) || is_service_number(text)
}

/// Whether a field asks for a phone number.
fn has_phone(field: &Field) -> bool {
    field.kind == Kind::Contact || field.format() == TextFormat::Phone
}

pub(super) const RULE: Rule = Rule {
    name: "not_a_phone",
    codes: &[Code::NotAPhone],
    looks: &[Look::Value(has_phone, &[], not_a_phone)],
};

fn not_a_phone(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let Standing { field, value, .. } = standing;
    let (phone, path) = match (&field.kind, value) {
        (Kind::Text { format: TextFormat::Phone, .. }, Value::Text(text)) => {
            (text, standing.path.clone())
        }
        (Kind::Contact, Value::Contact { phone, .. }) => (phone, standing.path.child("phone")),
        _ => return,
    };
    if is_phone(phone) {
        return;
    }
    let label = &standing.label;
    let several = phone.split(BETWEEN).filter(|part| !part.trim().is_empty());
    if several.clone().count() > 1 && several.clone().all(is_phone) {
        let message = format!("“{label}”写了 {} 个电话。", several.count());
        let finding = Finding::new(Code::NotAPhone, Severity::Warning, path, message);
        findings.push(finding.hint("请只写一个打得通的。").source(&field.source));
        return;
    }
    let message = if is_blank(phone) {
        format!("“{label}”没有写电话。")
    } else {
        format!("“{label}”写的是“{}”，不像电话号码。", short(phone))
    };
    let finding = Finding::new(Code::NotAPhone, standing.severity, path, message);
    let hint = "请写 11 位手机号，或带区号的座机号，例如 025-83398888。";
    findings.push(finding.hint(hint).source(&field.source));
}
