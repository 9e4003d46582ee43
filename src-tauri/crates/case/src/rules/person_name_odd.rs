//! F122: what stands as the name of a person does not look like one.

use catalog::{Kind, TextFormat};
use foundation::{Code, FieldPath, Finding, Severity};

use super::{Look, short};
use crate::codes::person_name::doubt_of_name;
use crate::value::Value;

pub(super) fn person_name_odd(look: Look<'_>, findings: &mut Vec<Finding>) {
    for standing in look.standing() {
        let field = standing.field;
        let (name, path): (&str, FieldPath) = match (&field.kind, standing.value) {
            (Kind::Text, Value::Text(text)) if field.format == TextFormat::Person => {
                (text, standing.path)
            }
            (Kind::Contact, Value::Contact { name, .. }) => (name, standing.path.child("name")),
            _ => continue,
        };
        let label = &standing.label;
        let message = match doubt_of_name(name) {
            // Told as missing.
            _ if name.trim().is_empty() => continue,
            Some(doubt) => format!("“{label}”写的是“{}”，不像姓名：{doubt}。", short(name)),
            None => continue,
        };
        let finding = Finding::new(Code::PersonNameOdd, Severity::Warning, path, message);
        let hint = "请写一个人的姓名，电话和职务另填。";
        findings.push(finding.hint(hint).source(&field.source));
    }
}
