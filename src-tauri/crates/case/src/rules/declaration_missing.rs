//! C202: a declaration that the call asks for has not been made, or was answered with no. Nobody but the
//! applicant can make it.

use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::rule::{Look, NO_FIELD, Part, Rule};

pub(super) const RULE: Rule = Rule {
    name: "declaration_missing",
    codes: &[Code::DeclarationMissing],
    looks: &[Look::Whole(NO_FIELD, &[Part::Answers], declaration_missing)],
};

fn declaration_missing(input: Input<'_>, findings: &mut Vec<Finding>) {
    for declaration in &input.case.call.declarations {
        let (message, hint) = match input.case.answers.get(&declaration.id) {
            Some(true) => continue,
            Some(false) => (
                format!("声明没有得到确认：{}", declaration.text),
                "请先改正再确认；改正不了的，不要报送。",
            ),
            None => (format!("还没有声明：{}", declaration.text), "属实的，请确认。"),
        };
        let path = FieldPath::answer(&declaration.id);
        findings.push(
            Finding::new(Code::DeclarationMissing, Severity::Error, path, message)
                .hint(hint)
                .source(&declaration.source),
        );
    }
}
