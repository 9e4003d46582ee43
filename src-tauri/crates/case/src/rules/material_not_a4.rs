//! A432: pages of the PDF of the material are not A4, upright or on its side.

use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::PageSize;

/// How far a page may be from A4, in millimetres. Judgement: programs round to whole points or millimetres.
const TOLERANCE: f64 = 3.0;
/// So many pages are told by number.
const TOLD: usize = 5;

pub(super) const RULE: Rule = Rule {
    name: "material_not_a4",
    codes: &[Code::MaterialNotA4],
    looks: &[Look::Whole(NO_FIELD, FILES, material_not_a4)],
};

fn material_not_a4(input: Input<'_>, findings: &mut Vec<Finding>) {
    let Some((what, pdf)) = input.material_as_pdf() else { return };
    let numbered = pdf.pages.iter().enumerate();
    let others: Vec<(usize, &PageSize)> =
        numbered.filter(|(_, size)| !is_a4(**size)).map(|(at, size)| (at + 1, size)).collect();
    let Some((first, size)) = others.first() else { return };
    let numbers: Vec<String> = others.iter().take(TOLD).map(|(n, _)| n.to_string()).collect();
    let more = if others.len() > TOLD { format!("等 {} 页", others.len()) } else { "页".into() };
    let message = format!(
        "{what}的第 {} {more}不是 A4（第 {first} 页是 {:.0}×{:.0} 毫米）。",
        numbers.join("、"),
        size.width.0,
        size.height.0
    );
    let path = FieldPath::material();
    let finding = Finding::new(Code::MaterialNotA4, Severity::Warning, path, message);
    findings.push(finding.hint("请把纸张设成 A4 后重新导出 PDF，打印时才不会缩放或裁边。"));
}

fn is_a4(size: PageSize) -> bool {
    let (short, long) = (size.width.min(size.height), size.width.max(size.height));
    (short.0 - 210.0).abs() <= TOLERANCE && (long.0 - 297.0).abs() <= TOLERANCE
}

#[cfg(test)]
mod tests {
    use foundation::Mm;

    use super::*;

    #[test]
    fn a_page_is_a4_either_way_and_within_three_millimetres() {
        let page = |width: f64, height: f64| is_a4(PageSize::of((Mm(width), Mm(height))));
        assert!(page(210.0, 297.0) && page(297.0, 210.0) && page(212.9, 294.1));
        // Letter, A5, and one that is too far off.
        assert!(!page(215.9, 279.4) && !page(148.0, 210.0) && !page(210.0, 300.1));
    }
}
