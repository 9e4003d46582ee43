//! F104: a phone number of no known shape. Whoever collects the cases rings up, and has no second way.

use catalog::{Field, Kind, TextFormat};
use foundation::character::is_blank;
use foundation::{Code, Finding, Severity};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::values::phone::phones_in;
use crate::values::value::Value;

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
    let label = &standing.label;
    if let Some(count) = phones_in(phone) {
        if count == 1 {
            return;
        }
        let message = format!("“{label}”写了 {count} 个电话。");
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
