//! A431: the PDF of the material opens with a password only: its pages cannot be put behind those of the form. One
//! that only restricts what may be done with it opens for everybody, and is taken.

use foundation::{Code, FieldPath, Finding};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::{FileEvidence, PdfFault};

pub(super) const RULE: Rule = Rule {
    name: "material_locked",
    codes: &[Code::MaterialLocked],
    looks: &[Look::Whole(NO_FIELD, FILES, material_locked)],
};

fn material_locked(input: Input<'_>, findings: &mut Vec<Finding>) {
    let Some(file) = input.material_pdf() else { return };
    let FileEvidence::Found(facts) = file.evidence else { return };
    if facts.bytes > 0 && facts.pdf == Some(Err(PdfFault::Encrypted)) {
        let message = format!("{}加了密码，要输入密码才能打开。", file.what);
        let finding = super::error(Code::MaterialLocked, FieldPath::material(), message);
        findings.push(finding.hint("请用原来的程序重新导出一份不加密码的 PDF。"));
    }
}
