//! A436: so many pages of a PDF made elsewhere come along: nobody counts them before they are sent.

use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "material_pages",
    codes: &[Code::MaterialPages],
    looks: &[Look::Whole(NO_FIELD, FILES, material_pages)],
};

fn material_pages(input: Input<'_>, findings: &mut Vec<Finding>) {
    let Some((what, pdf)) = input.material_as_pdf() else { return };
    let mut message = format!("{what}共 {} 页，排在表后面一起报送。", pdf.pages.len());
    if pdf.beyond > 0 {
        message += &format!("有 {} 页没有试着画，报送前请自己翻一遍。", pdf.beyond);
    }
    findings.push(Finding::new(
        Code::MaterialPages,
        Severity::Note,
        FieldPath::material(),
        message,
    ));
}
