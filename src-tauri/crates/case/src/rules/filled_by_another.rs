//! F136: something stands in a field that another fills in. It is kept and not printed, which nobody would
//! notice who wrote it into the case file.

use foundation::{Code, Finding, Severity};

use super::rule::{Asked, Look, Rule};
use super::{Input, about};
use crate::values::value::Value;

pub(super) const RULE: Rule = Rule {
    name: "filled_by_another",
    codes: &[Code::FilledByAnother],
    looks: &[Look::Field(|field| !field.filled_by.is_applicant(), filled_by_another)],
};

fn filled_by_another(input: Input<'_>, asked: &Asked<'_>, findings: &mut Vec<Finding>) {
    let field = asked.field;
    if input.case.values.get(&field.id).is_none_or(Value::is_empty) {
        return;
    }
    let (label, by) = (field.plain_label(), field.filled_by.chinese());
    let message = format!("“{label}”由{by}填写，案例文件里写的内容不印，表上留空。");
    let hint = "不用改；内容还在案例文件里。";
    let finding = about(Code::FilledByAnother, Severity::Note, &field.id, message);
    findings.push(finding.hint(hint).source(&field.source));
}
