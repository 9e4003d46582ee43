//! C213: a text that should hold facts has no figure in it.

use catalog::CheckRule;
use foundation::{Code, Finding};

use super::Look;

/// 零 to 十 and larger, as numbers are written in running text.
const CHINESE_FIGURES: &str = "二三四五六七八九十百千万亿两";

pub(super) fn no_figures_in_text(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in look.checks() {
        let CheckRule::HoldsFigures { field } = &check.rule else { continue };
        let Some(text) = look.case.value(field).and_then(|value| value.as_text()) else { continue };
        let is_figure = |c: char| c.is_numeric() || CHINESE_FIGURES.contains(c);
        if text.chars().any(is_figure) {
            continue;
        }
        let message = format!("“{}”里没有一个数字。", look.label(field));
        let hint = "请写明具体事例与具体数据，例如带动多少户、增收多少元。";
        findings.push(look.weighed(Code::NoFiguresInText, check, field, message, hint));
    }
}
