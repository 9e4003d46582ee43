//! F145: something is filled in under the rows that a form has: they are printed with their names, and what is under
//! them has none.

use foundation::{Code, Finding, Severity};

use super::Input;
use super::rule::{Look, Rule, Standing};
use crate::values::value::Value;

pub(super) const RULE: Rule = Rule {
    name: "rows_beyond_labels",
    codes: &[Code::RowsBeyondLabels],
    looks: &[Look::Value(|field| !field.row_labels().is_empty(), &[], rows_beyond_labels)],
};

fn rows_beyond_labels(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let Standing { field, label, value, path, .. } = standing;
    let Value::Rows(rows) = value else { return };
    let known = field.row_labels().len();
    let beyond = rows.iter().enumerate().skip(known);
    for (index, _) in beyond.filter(|(_, row)| row.values().any(|value| !value.is_empty())) {
        let number = index + 1;
        let message = format!("“{label}”第 {number} 行填了内容，表上固定的只有 {known} 行。");
        let finding =
            Finding::new(Code::RowsBeyondLabels, Severity::Error, path.child(number), message);
        let hint = "请把内容并到固定的行里，删去这一行。";
        findings.push(finding.hint(hint).source(&field.source));
    }
}
