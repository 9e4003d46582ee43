//! C208: an answer with which the applicant or the project cannot come by this call. Better told before the
//! work is done than after.

use catalog::Kind;
use foundation::{Code, Finding, Severity};

use super::rule::{Asked, Look, Rule};
use super::{Input, about};

pub(super) const RULE: Rule = Rule {
    name: "not_eligible",
    codes: &[Code::NotEligible],
    looks: &[Look::Field(|field| matches!(field.kind, Kind::Choice { .. }), not_eligible)],
};

fn not_eligible(_: Input<'_>, asked: &Asked<'_>, findings: &mut Vec<Finding>) {
    let field = asked.field;
    let Kind::Choice { options, .. } = &field.kind else { return };
    let chosen = asked.text();
    let option = options.iter().find(|option| Some(option.id.as_str()) == chosen);
    let Some(option) = option.filter(|option| !option.refused.is_empty()) else { return };
    let message = format!("“{}”选的是“{}”。{}", field.plain_label(), option.label, option.refused);
    let finding = about(Code::NotEligible, Severity::Error, &field.id, message);
    findings.push(finding.hint("请检查是否选对。").source(&field.source));
}
