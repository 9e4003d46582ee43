//! F101: somebody prints a form that the case does not bring. It may be meant, to be filled in by hand.

use foundation::{Code, FieldPath, Finding};

use super::Input;
use super::rule::{Look, NO_FIELD, PRINTING, Rule};

pub(super) const RULE: Rule = Rule {
    name: "printed_form_empty",
    codes: &[Code::RequiredMissing],
    looks: &[Look::Whole(NO_FIELD, PRINTING, printed_form_empty)],
};

fn printed_form_empty(input: Input<'_>, findings: &mut Vec<Finding>) {
    let printed = input.evidence.printing.as_ref().and_then(|printing| printing.form.as_ref());
    let Some(form) = printed.and_then(|id| input.case.form(id)) else { return };
    if input.case.is_begun(form) {
        return;
    }
    let message = format!("“{}”还没有填写，印出来的是空表。", form.short);
    let path =
        form.fields.first().map_or_else(FieldPath::case, |first| FieldPath::field(&first.id));
    let severity = foundation::Severity::Warning;
    let finding = Finding::new(Code::RequiredMissing, severity, path, message);
    let hint = format!("填了其中一栏，它才随{}一起报送。", input.case.call.thing);
    findings.push(finding.hint(hint).source(&form.source));
}
