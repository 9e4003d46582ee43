//! F143: a number that follows from others was filled in otherwise: a sum that does not add up comes back from the
//! office.

use catalog::{Arithmetic, Field};
use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::rule::{Look, Rule};
use crate::values::figures::{follows, follows_in_row, hundredths, shown};
use crate::values::value::Value;

pub(super) const RULE: Rule = Rule {
    name: "figures_disagree",
    codes: &[Code::FiguresDisagree],
    looks: &[Look::Whole(read, &[], figures_disagree)],
};

/// The fields with numbers that follow, and those that they follow from.
fn read(input: Input<'_>) -> Vec<&str> {
    let mut ids = Vec::new();
    for field in input.case.fields() {
        if let Some(computed) = &field.computed {
            ids.push(field.id.as_str());
            // `rows.column` hangs on all rows.
            ids.extend(computed.of.iter().map(|id| id.split('.').next().unwrap_or(id)));
        }
        if field.kind.columns().iter().any(|column| column.computed.is_some()) {
            ids.push(field.id.as_str());
        }
    }
    // A number may follow from one that follows itself.
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn figures_disagree(input: Input<'_>, findings: &mut Vec<Finding>) {
    for field in input.case.fields() {
        let given = input.case.value(&field.id);
        if let (Some(given), Some(right)) = (given.and_then(hundredths), follows(input.case, field))
        {
            let path = FieldPath::field(&field.id);
            findings.extend(judge(field, &field.plain_label(), (given, right), path));
        }
        let (columns, Some(Value::Rows(rows))) = (field.kind.columns(), given) else { continue };
        for column in columns {
            let Some(computed) = &column.computed else { continue };
            for (index, row) in rows.iter().enumerate() {
                let given = row.get(&column.id).and_then(hundredths);
                let right = follows_in_row(columns, computed, row);
                let Some(figures) = given.zip(right) else { continue };
                let label = format!(
                    "{}”第 {} 行的“{}",
                    field.plain_label(),
                    index + 1,
                    column.plain_label()
                );
                let path = FieldPath::field(&field.id).child(index + 1).child(&column.id);
                findings.extend(judge(column, &label, figures, path));
            }
        }
    }
}

fn judge(
    field: &Field,
    label: &str,
    (given, right): (i128, i128),
    path: FieldPath,
) -> Option<Finding> {
    if given == right {
        return None;
    }
    let how = match field.computed.as_ref()?.how {
        Arithmetic::Sum => "各项相加",
        Arithmetic::Difference => "两数相减",
        Arithmetic::Quotient => "两数相除",
    };
    let message = format!("“{label}”写的是 {}，{how}是 {}。", shown(given), shown(right));
    let finding = Finding::new(Code::FiguresDisagree, Severity::Error, path, message);
    Some(finding.hint("请核对各个数；这一栏空着，程序会自己算。").source(&field.source))
}
