//! C202: a declaration that the call asks for has not been made, or was answered with no.

use foundation::{Code, FieldPath, Finding, Severity};

use super::Look;

pub(super) fn declaration_missing(look: Look<'_>, findings: &mut Vec<Finding>) {
    for declaration in &look.case.call.declarations {
        let (message, hint) = match look.case.answers.get(&declaration.id) {
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
