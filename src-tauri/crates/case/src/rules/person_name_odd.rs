//! F122: what stands as the name of a person does not look like one. Judgement, so never more than a warning:
//! names are freer than any rule.

use catalog::{Field, Kind, TextFormat};
use foundation::character::is_blank;
use foundation::{Code, FieldPath, Finding, Severity};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::codes::person_name::doubt_of_name;
use crate::values::value::Value;

fn is_person(field: &Field) -> bool {
    field.kind == Kind::Contact || field.format() == TextFormat::Person
}

pub(super) const RULE: Rule = Rule {
    name: "person_name_odd",
    codes: &[Code::PersonNameOdd],
    looks: &[Look::Value(is_person, &[], person_name_odd)],
};

fn person_name_odd(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let field = standing.field;
    let (name, path): (&str, FieldPath) = match (&field.kind, standing.value) {
        (Kind::Text { format: TextFormat::Person, .. }, Value::Text(text)) => {
            (text, standing.path.clone())
        }
        (Kind::Contact, Value::Contact { name, .. }) => (name, standing.path.child("name")),
        _ => return,
    };
    let label = &standing.label;
    let message = match doubt_of_name(name) {
        // Told as missing.
        _ if is_blank(name) => return,
        Some(doubt) => format!("“{label}”写的是“{}”，不像姓名：{doubt}。", short(name)),
        None => return,
    };
    let finding = Finding::new(Code::PersonNameOdd, Severity::Warning, path, message);
    let hint = "请写一个人的姓名，电话和职务另填。";
    findings.push(finding.hint(hint).source(&field.source));
}
