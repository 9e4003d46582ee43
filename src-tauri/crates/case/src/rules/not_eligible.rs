//! C208: an answer with which the applicant or the project cannot come by this call.

use catalog::Kind;
use foundation::{Code, Finding, Severity};

use super::{Look, about};

pub(super) fn not_eligible(look: Look<'_>, findings: &mut Vec<Finding>) {
    for field in look.case.fields() {
        let Kind::Choice(options) = &field.kind else { continue };
        let chosen = look.case.value(&field.id).and_then(|value| value.as_text());
        let option = options.iter().find(|option| Some(option.id.as_str()) == chosen);
        let Some(option) = option.filter(|option| !option.refused.is_empty()) else { continue };
        let message =
            format!("“{}”选的是“{}”。{}", field.plain_label(), option.label, option.refused);
        let finding = about(Code::NotEligible, Severity::Error, &field.id, message);
        findings.push(finding.hint("请检查是否选对。").source(&field.source));
    }
}
