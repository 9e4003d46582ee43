//! Every check of a case: one rule, one file, one line in the registry. A rule adds findings and
//! knows nothing of the others.

mod amount_looks_like_yuan;
mod call_window;
mod count_disagrees;
mod declaration_missing;
mod ends_before_start;
mod name_part_unfit;
mod part_exceeds_total;
mod required_missing;
mod started_too_early;
mod text_length;
mod wrong_shape;

use foundation::{Code, Date, FieldPath, Finding, Severity};

use crate::Case;

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
    wrong_shape::wrong_shape,
    text_length::text_length,
    name_part_unfit::name_part_unfit,
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
        let reason = case.reasons.get(&finding.reason_key());
        finding.needs_reason = reason.is_none_or(|reason| reason.trim().is_empty());
    }
}

impl Look<'_> {
    /// The label of a field for messages.
    fn label(&self, id: &str) -> String {
        self.case.field(id).map_or_else(|| id.to_owned(), catalog::Field::plain_label)
    }
}

/// An error or a warning about a field.
fn about(code: Code, severity: Severity, field: &str, message: String) -> Finding {
    Finding::new(code, severity, FieldPath::field(field), message)
}
