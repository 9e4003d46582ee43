//! A433: the PDF of the material uses fonts that are not in it.

use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};

/// So many fonts are told by name.
const TOLD: usize = 5;

pub(super) const RULE: Rule = Rule {
    name: "material_fonts_missing",
    codes: &[Code::MaterialFontsMissing],
    looks: &[Look::Whole(NO_FIELD, FILES, material_fonts_missing)],
};

fn material_fonts_missing(input: Input<'_>, findings: &mut Vec<Finding>) {
    let Some((what, pdf)) = input.material_as_pdf() else { return };
    let fonts = &pdf.fonts_missing;
    if fonts.is_empty() {
        return;
    }
    let names: Vec<&str> = fonts.iter().take(TOLD).map(String::as_str).collect();
    let more = if fonts.len() > TOLD { format!("等 {} 种", fonts.len()) } else { String::new() };
    let message = format!("{what}没有嵌入字体 {}{more}。", names.join("、"));
    let path = FieldPath::material();
    let finding = Finding::new(Code::MaterialFontsMissing, Severity::Warning, path, message);
    findings.push(finding.hint("别的电脑上可能显示成别的字或乱码。请在导出 PDF 时选“嵌入字体”。"));
}
