//! Every check of a case: one rule, one file, one line in the registry. A rule adds findings and
//! knows nothing of the others.

mod amount_looks_like_yuan;
mod call_window;
mod count_disagrees;
mod declaration_missing;
mod ends_before_start;
mod name_character_replaced;
mod name_holds_separator;
mod not_a_date;
mod not_a_month;
mod not_a_number;
mod not_a_phone;
mod not_an_email;
mod part_exceeds_total;
mod required_missing;
mod started_too_early;
mod text_length;

use std::collections::BTreeMap;

use catalog::{Field, Kind, Required};
use foundation::{Code, Date, FieldPath, Finding, Severity};

use crate::Case;
use crate::case_file::short;
use crate::derived::required;
use crate::value::Value;

/// What a rule looks at: the case and the day.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The case.
    pub case: &'a Case,
    /// Today in China.
    pub today: Date,
}

type Rule = fn(Look<'_>, &mut Vec<Finding>);

/// The registry.
const RULES: &[Rule] = &[
    required_missing::required_missing,
    not_a_phone::not_a_phone,
    not_an_email::not_an_email,
    not_a_month::not_a_month,
    not_a_date::not_a_date,
    not_a_number::not_a_number,
    text_length::text_length,
    name_character_replaced::name_character_replaced,
    name_holds_separator::name_holds_separator,
    amount_looks_like_yuan::amount_looks_like_yuan,
    ends_before_start::ends_before_start,
    part_exceeds_total::part_exceeds_total,
    count_disagrees::count_disagrees,
    started_too_early::started_too_early,
    declaration_missing::declaration_missing,
    call_window::call_window,
];

/// Every finding about a case but those of paper, names and files, which their rooms add.
pub fn check(look: Look<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule(look, &mut findings);
    }
    settle_by_reasons(look.case, &mut findings);
    findings
}

/// Takes the need of a reason from findings for which the case gives one.
pub fn settle_by_reasons(case: &Case, findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|finding| finding.needs_reason) {
        let reason = case.reasons.get(&finding.reason_key()).map(|reason| reason.trim());
        if let Some(reason) = reason.filter(|reason| !reason.is_empty()) {
            finding.needs_reason = false;
            finding.hint = format!("已说明理由：{}", short(reason));
        }
    }
}

/// A value that is not empty, where it stands, and how much a wrong shape of it weighs: an error where
/// the field is asked for, else a warning. Judgement: offline nobody can say more than the shape.
struct Standing<'a> {
    field: &'a Field,
    value: &'a Value,
    path: FieldPath,
    severity: Severity,
}

impl<'a> Look<'a> {
    /// The label of a field for messages.
    fn label(&self, id: &str) -> String {
        self.case.field(id).map_or_else(|| id.to_owned(), Field::plain_label)
    }

    /// The fields whose texts become parts of the file name by this route, with the clause of the name.
    fn name_parts(&self) -> Vec<(&'a Field, &'a str, &'a str)> {
        let Some(route) = self.case.call.route(&self.case.route) else { return Vec::new() };
        let named =
            |field: &&Field| field.name_part && route.naming.values().any(|id| id == field.id);
        let part = |field: &'a Field| {
            let text = self.case.value(&field.id)?.as_text()?;
            Some((field, text, route.naming_source.as_str()))
        };
        self.case.fields().filter(named).filter_map(part).collect()
    }

    /// Every value of the case that is not empty, those in rows too.
    fn standing(&self) -> Vec<Standing<'a>> {
        let mut all = Vec::new();
        for field in self.case.fields() {
            let Some(value) = self.case.value(&field.id) else { continue };
            let severity = match required(self.case, field) {
                Required::No | Required::Advised => Severity::Warning,
                Required::WithReason | Required::Yes => Severity::Error,
            };
            let path = FieldPath::field(&field.id);
            if let (Kind::Rows(columns), Value::Rows(rows)) = (&field.kind, value) {
                all.extend(in_rows(columns, rows, &path, severity));
            }
            all.push(Standing { field, value, path, severity });
        }
        all
    }
}

fn in_rows<'a>(
    columns: &'a [Field],
    rows: &'a [BTreeMap<String, Value>],
    path: &FieldPath,
    severity: Severity,
) -> Vec<Standing<'a>> {
    let mut all = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        for field in columns {
            if let Some(value) = row.get(&field.id).filter(|value| !value.is_empty()) {
                let path = path.child(index + 1).child(&field.id);
                all.push(Standing { field, value, path, severity });
            }
        }
    }
    all
}

/// An error or a warning about a field.
fn about(code: Code, severity: Severity, field: &str, message: String) -> Finding {
    Finding::new(code, severity, FieldPath::field(field), message)
}
