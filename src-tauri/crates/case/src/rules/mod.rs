//! Every check of a case: one rule, one file, one line in the registry. A rule adds findings and
//! knows nothing of the others.

mod amount_looks_like_yuan;
mod attachments_wrong;
mod call_window;
mod checklist_open;
mod code_wrong;
mod count_disagrees;
mod declaration_missing;
mod ends_before_start;
mod inner_deadline;
mod link_without_screenshot;
mod material_wanting;
mod name_character_replaced;
mod name_holds_separator;
mod national_county_unlisted;
mod no_figures_in_text;
mod no_longer_running;
mod no_national_county_named;
mod not_a_date;
mod not_a_link;
mod not_a_mobile;
mod not_a_month;
mod not_a_number;
mod not_a_phone;
mod not_a_postcode;
mod not_an_email;
mod not_eligible;
pub(crate) mod over_quota;
mod part_exceeds_total;
mod person_name_odd;
mod personal_data_in_name;
mod personal_data_in_text;
mod prescribed_words_missing;
mod region_twice;
mod region_unknown;
mod required_missing;
mod started_too_early;
mod started_too_late;
mod submitted_twice;
mod text_length;
mod topic_not_mentioned;
mod values_differ;
mod whole_length_off;

pub use attachments_wrong::{attachment_finding, weighed_attachment_finding};
pub use text_length::{MOST_ROWS, counted};

use std::cmp::Ordering;
use std::collections::BTreeMap;

use catalog::{Check, Field, Kind, Part, Required, TextFormat, Weight};
use foundation::{Code, Date, FieldPath, Finding, Severity};

use crate::Case;
use crate::case_file::short;
use crate::derived::required;
use crate::other::Other;
use crate::print::{calendar_day, day, month, year_and_month};
use crate::value::Value;

/// What a rule looks at: the case, the day, and the other cases of the call that are known.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The case.
    pub case: &'a Case,
    /// Today in China.
    pub today: Date,
    /// Cases that were exported, or are brought together with this one.
    pub others: &'a [Other],
}

type Rule = fn(Look<'_>, &mut Vec<Finding>);

/// The registry.
const RULES: &[Rule] = &[
    required_missing::required_missing,
    not_a_phone::not_a_phone,
    not_a_mobile::not_a_mobile,
    not_an_email::not_an_email,
    not_a_postcode::not_a_postcode,
    code_wrong::code_wrong,
    person_name_odd::person_name_odd,
    not_a_link::not_a_link,
    not_a_month::not_a_month,
    not_a_date::not_a_date,
    not_a_number::not_a_number,
    region_unknown::region_unknown,
    region_twice::region_twice,
    national_county_unlisted::national_county_unlisted,
    text_length::text_length,
    personal_data_in_text::personal_data_in_text,
    prescribed_words_missing::prescribed_words_missing,
    name_character_replaced::name_character_replaced,
    name_holds_separator::name_holds_separator,
    amount_looks_like_yuan::amount_looks_like_yuan,
    ends_before_start::ends_before_start,
    part_exceeds_total::part_exceeds_total,
    count_disagrees::count_disagrees,
    values_differ::values_differ,
    started_too_early::started_too_early,
    started_too_late::started_too_late,
    no_longer_running::no_longer_running,
    no_figures_in_text::no_figures_in_text,
    topic_not_mentioned::topic_not_mentioned,
    no_national_county_named::no_national_county_named,
    whole_length_off::whole_length_off,
    not_eligible::not_eligible,
    attachments_wrong::attachments_wrong,
    link_without_screenshot::link_without_screenshot,
    material_wanting::material_wanting,
    declaration_missing::declaration_missing,
    checklist_open::checklist_open,
    over_quota::over_quota,
    submitted_twice::submitted_twice,
    personal_data_in_name::personal_data_in_name,
    call_window::call_window,
    inner_deadline::inner_deadline,
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

/// What is found only because another case is the same.
pub(crate) fn doubles(look: Look<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    submitted_twice::submitted_twice(look, &mut findings);
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
    /// What messages call it: in rows with the list and the row.
    label: String,
    value: &'a Value,
    path: FieldPath,
    severity: Severity,
}

impl<'a> Look<'a> {
    /// A case of which no other is known.
    pub fn alone(case: &'a Case, today: Date) -> Self {
        Self { case, today, others: &[] }
    }

    /// The checks of the forms that are asked for, then those of the call.
    fn checks(&self) -> impl Iterator<Item = &'a Check> + use<'a> {
        let case = self.case;
        let forms = case.forms().filter(move |form| case.is_begun(form));
        forms.flat_map(|form| &form.checks).chain(&case.call.checks)
    }

    /// The texts that should have a shape.
    fn in_format(&self, format: TextFormat) -> impl Iterator<Item = Standing<'a>> {
        let fits = move |standing: &Standing<'a>| {
            standing.field.format == format && standing.value.as_text().is_some()
        };
        self.standing().into_iter().filter(fits)
    }

    /// The month, day or beginning of a period in a field; what is neither is told by F106 and F107.
    fn moment(&self, field: &str) -> Option<&'a str> {
        let text = match self.case.value(field)? {
            Value::Text(text) | Value::Period { from: Some(text), .. } => text.trim(),
            _ => return None,
        };
        (year_and_month(text).is_some() || calendar_day(text).is_some()).then_some(text)
    }

    /// 原则上, where the check is so.
    fn in_principle(&self, check: &Check) -> &'static str {
        principle(check.weight)
    }

    /// A finding of a check about a field, with the check's weight and clause.
    fn weighed(
        &self,
        code: Code,
        check: &Check,
        field: &str,
        message: String,
        hint: &str,
    ) -> Finding {
        self.weighed_at(code, check, FieldPath::field(field), message, hint)
    }

    /// The same about any place.
    fn weighed_at(
        &self,
        code: Code,
        check: &Check,
        path: FieldPath,
        message: String,
        hint: &str,
    ) -> Finding {
        weigh(error(code, path, message), check.weight, hint).source(&check.source)
    }

    /// The marks that part the name of what is sent.
    fn name_marks(&self) -> Vec<char> {
        let Some(route) = self.case.call.route(&self.case.route) else { return Vec::new() };
        let words = route.naming.parts().iter().filter_map(|part| match part {
            Part::Words(words) => Some(words.chars()),
            Part::Value(_) => None,
        });
        words.flatten().filter(|mark| matches!(mark, '-' | '+')).collect()
    }

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
                all.extend(in_rows((field, columns), rows, &path, severity));
            }
            all.push(Standing { field, label: field.plain_label(), value, path, severity });
        }
        all
    }
}

fn in_rows<'a>(
    (list, columns): (&'a Field, &'a [Field]),
    rows: &'a [BTreeMap<String, Value>],
    path: &FieldPath,
    severity: Severity,
) -> Vec<Standing<'a>> {
    let mut all = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        for field in columns {
            if let Some(value) = row.get(&field.id).filter(|value| !value.is_empty()) {
                let path = path.child(index + 1).child(&field.id);
                let (list, column) = (list.plain_label(), field.plain_label());
                let label = format!("{list}”第 {} 行的“{column}", index + 1);
                all.push(Standing { field, label, value, path, severity });
            }
        }
    }
    all
}

fn principle(weight: Weight) -> &'static str {
    if weight == Weight::InPrinciple { "原则上" } else { "" }
}

/// How two months or days stand to each other, as far as both say: a day and a month by the month.
fn compare_moments(one: &str, other: &str) -> Ordering {
    let common = one.len().min(other.len());
    one[..common].cmp(&other[..common])
}

/// A month or day in words.
fn shown_moment(text: &str) -> String {
    month(text).or_else(|| day(text)).unwrap_or_else(|| text.to_owned())
}

/// An error at a place.
fn error(code: Code, path: FieldPath, message: String) -> Finding {
    Finding::new(code, Severity::Error, path, message)
}

/// A finding with the weight of what it breaks.
pub(crate) fn weigh(finding: Finding, weight: Weight, hint: &str) -> Finding {
    match weight {
        Weight::Must => Finding { severity: Severity::Error, ..finding }.hint(hint),
        Weight::InPrinciple => Finding { severity: Severity::Warning, ..finding }
            .hint(format!("{hint}确实如此的，请写明理由。"))
            .needs_reason(),
        Weight::Advised => Finding { severity: Severity::Warning, ..finding }.hint(hint),
    }
}

/// An error or a warning about a field.
fn about(code: Code, severity: Severity, field: &str, message: String) -> Finding {
    Finding::new(code, severity, FieldPath::field(field), message)
}
