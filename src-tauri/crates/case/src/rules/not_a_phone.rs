//! F104: a phone number of no known shape.

use catalog::{Kind, TextFormat};
use foundation::{Code, Finding, Severity};

use super::{Look, Standing, short};
use crate::phone::{is_landline, is_mobile, is_service_number};
use crate::value::Value;

/// What stands between the numbers of which one entry has several.
const BETWEEN: &[char] = &['、', '，', ',', '；', ';', '/', '／', '或', '\n'];

fn is_phone(text: &str) -> bool {
    is_mobile(text) || is_landline(text) || is_service_number(text)
}

pub(super) fn not_a_phone(look: Look<'_>, findings: &mut Vec<Finding>) {
    for standing in look.standing() {
        let Standing { field, value, .. } = &standing;
        let (phone, path) = match (&field.kind, value) {
            (Kind::Text, Value::Text(text)) if field.format == TextFormat::Phone => {
                (text, standing.path.clone())
            }
            (Kind::Contact, Value::Contact { phone, .. }) => (phone, standing.path.child("phone")),
            _ => continue,
        };
        if is_phone(phone) {
            continue;
        }
        let label = &standing.label;
        let several = phone.split(BETWEEN).filter(|part| !part.trim().is_empty());
        if several.clone().count() > 1 && several.clone().all(is_phone) {
            let message = format!("“{label}”写了 {} 个电话。", several.count());
            let finding = Finding::new(Code::NotAPhone, Severity::Warning, path, message);
            findings.push(finding.hint("请只写一个打得通的。").source(&field.source));
            continue;
        }
        let message = if phone.trim().is_empty() {
            format!("“{label}”没有写电话。")
        } else {
            format!("“{label}”写的是“{}”，不像电话号码。", short(phone))
        };
        let finding = Finding::new(Code::NotAPhone, standing.severity, path, message);
        let hint = "请写 11 位手机号，或带区号的座机号，例如 025-83398888。";
        findings.push(finding.hint(hint).source(&field.source));
    }
}
