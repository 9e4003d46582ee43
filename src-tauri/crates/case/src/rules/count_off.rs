//! F137, F138: more options are ticked or entries listed than the notice takes, or fewer than it asks: 限5项. What is
//! empty altogether is for `required_missing`.

use foundation::character::is_blank;
use foundation::{Code, Finding, Severity};

use super::Input;
use super::rule::{Look, Rule, Standing};
use crate::values::value::Value;

pub(super) const RULE: Rule = Rule {
    name: "count_off",
    codes: &[Code::TooManyEntries, Code::TooFewEntries],
    looks: &[Look::Value(|field| field.counts.are_asked(), &[], count_off)],
};

fn count_off(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let Standing { field, label, value, path, .. } = standing;
    let (Some(unit), Some(count)) = (field.kind.counted_in(), count(value)) else { return };
    let asked = field.counts;
    let (code, wanted, hint) = match (asked.least, asked.most) {
        (_, Some(most)) if count > most => {
            (Code::TooManyEntries, format!("不超过 {most} {unit}"), "请留下最要紧的。")
        }
        (Some(least), _) if count < least => {
            (Code::TooFewEntries, format!("不少于 {least} {unit}"), "请补上。")
        }
        _ => return,
    };
    let message = format!("“{label}”有 {count} {unit}，要求{wanted}。");
    let finding = Finding::new(code, Severity::Error, path.clone(), message);
    findings.push(finding.hint(hint).source(&field.source));
}

/// How many options or entries stand in a value; none where it holds one thing, or is half typed.
fn count(value: &Value) -> Option<u32> {
    let count = match value {
        Value::Choices(chosen) => chosen.len(),
        Value::Links(links) => links.iter().filter(|link| !is_blank(link)).count(),
        Value::Regions(regions) => regions.iter().filter(|region| !is_blank(&region.text)).count(),
        Value::Rows(rows) => {
            rows.iter().filter(|row| row.values().any(|value| !value.is_empty())).count()
        }
        _ => return None,
    };
    u32::try_from(count).ok()
}
