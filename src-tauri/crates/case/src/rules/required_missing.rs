//! F101: a field that must be filled in is empty, by the form, the route or an answer; and columns of rows
//! that were begun, and parts of a period or a contact. What is not filled in comes back from the office.

use catalog::{Field, Kind, Required};
use foundation::character::is_blank;
use foundation::{Code, FieldPath, Finding, Severity};

use super::rule::{ANY, Asked, Look, Rule, Standing};
use super::{Input, about};
use crate::values::value::Value;

pub(super) const RULE: Rule = Rule {
    name: "required_missing",
    codes: &[Code::RequiredMissing],
    looks: &[
        Look::Field(|field| field.photo().is_none(), required_missing),
        Look::Value(ANY, &[], part_missing),
    ],
};

fn required_missing(input: Input<'_>, asked: &Asked<'_>, findings: &mut Vec<Finding>) {
    let route = input.case.call.route(&input.case.route);
    let field = asked.field;
    if input.case.shown_value(field).is_some() {
        return;
    }

    let level = asked.required;
    let by_route = route.filter(|route| {
        let asked = if level == Required::Yes { &route.requires } else { &route.advises };
        level > field.required && asked.contains(&field.id)
    });
    let label = field.plain_label();
    let Some((severity, hint)) = weight(level) else { return };
    let message = match (by_route, &field.required_when) {
        (Some(route), _) if level == Required::Yes => {
            format!("“{label}”没有填写，按“{}”申报时应当填写。", route.title)
        }
        (None, Some(condition)) if level > field.required => {
            format!("“{label}”没有填写；“{}”这样答，就应当填写。", input.label(&condition.field))
        }
        _ => format!("“{label}”没有填写。"),
    };
    let hint =
        if field.help.is_empty() { hint.to_owned() } else { format!("{hint}{}", field.help) };
    let source = by_route.map_or(&field.source, |route| &route.source);
    let finding =
        about(Code::RequiredMissing, severity, &field.id, message).hint(hint).source(source);
    findings.push(match level {
        Required::WithReason => finding.needs_reason(),
        _ => finding,
    });
}

fn part_missing(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    match (&standing.field.kind, standing.value) {
        (Kind::Rows { columns, .. }, Value::Rows(rows)) => {
            findings.extend(empty_columns(standing.field, columns, rows));
        }
        _ => findings.extend(empty_part(standing)),
    }
}

/// A part without which the rest says little: where a period begins, whom a phone belongs to.
fn empty_part(standing: &Standing<'_>) -> Option<Finding> {
    let (part, what) = match standing.value {
        Value::Period { from, .. } if from.as_deref().is_none_or(is_blank) => ("from", "开始时间"),
        Value::Contact { name, .. } if is_blank(name) => ("name", "姓名"),
        _ => return None,
    };
    let message = format!("“{}”没有写{what}。", standing.label);
    let path = standing.path.child(part);
    let finding = Finding::new(Code::RequiredMissing, standing.severity, path, message);
    Some(finding.hint("请填写。").source(&standing.field.source))
}

/// Columns that are empty in rows that are not.
fn empty_columns(
    field: &Field,
    columns: &[Field],
    rows: &[std::collections::BTreeMap<String, Value>],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_filled = |value: &Value| !value.is_empty();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.values().any(is_filled)) {
        for column in columns.iter().filter(|column| !row.get(&column.id).is_some_and(is_filled)) {
            let Some((severity, hint)) = weight(column.required) else { continue };
            let path = FieldPath::field(&field.id).child(index + 1).child(&column.id);
            let message = format!(
                "“{}”第 {} 行的“{}”没有填写。",
                field.plain_label(),
                index + 1,
                column.plain_label()
            );
            let finding = Finding::new(Code::RequiredMissing, severity, path, message);
            let finding = finding.hint(hint).source(&column.source);
            findings.push(match column.required {
                Required::WithReason => finding.needs_reason(),
                _ => finding,
            });
        }
    }
    findings
}

/// How much an empty field weighs, and what to do; nothing where it may be empty.
fn weight(level: Required) -> Option<(Severity, &'static str)> {
    match level {
        Required::No => None,
        Required::Advised => Some((Severity::Warning, "不填也可以报送。")),
        Required::WithReason => Some((Severity::Warning, "请填写；确实没有的，请写明理由。")),
        Required::Yes => Some((Severity::Error, "请填写。")),
    }
}
