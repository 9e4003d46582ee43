//! C213: a text that should hold facts has no figure in it. Notices ask for 具体数据, and praise alone is weighed
//! lightly.

use catalog::{Check, CheckRule};
use foundation::{Code, Finding};

use super::Input;
use super::rule::{Look, Rule};

/// Chinese figures that say a number wherever they stand. Judgement: 一 stands in too many words (一些,
/// 进一步) to be one.
const FIGURES: &str = "二三四五六七八九两";
/// Those that say a number only beside words that count: 百余户, but not 老百姓 and not 十分.
const POWERS: &str = "十百千万亿";
const BEFORE_POWERS: &str = "数几上近超约";
const AFTER_POWERS: &str = "余多来个户人名元家次件亩斤吨公里条场座所万亿";

pub(super) const RULE: Rule = Rule {
    name: "no_figures_in_text",
    codes: &[Code::NoFiguresInText],
    looks: &[Look::Check(&[], no_figures_in_text)],
};

fn no_figures_in_text(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::HoldsFigures { field } = &check.rule else { return };
    let Some(text) = input.case.value(field).and_then(|value| value.as_text()) else {
        return;
    };
    if holds_figures(text) {
        return;
    }
    let message = format!("“{}”里没有一个数字。", input.label(field));
    let hint = "请写明具体事例与具体数据，例如带动多少户、增收多少元。";
    findings.push(input.weighed(Code::NoFiguresInText, check, field, message, hint));
}

fn holds_figures(text: &str) -> bool {
    let characters: Vec<char> = text.replace("千家万户", "").chars().collect();
    characters.iter().enumerate().any(|(at, &c)| {
        let before = at.checked_sub(1).is_some_and(|at| BEFORE_POWERS.contains(characters[at]));
        let after = characters.get(at + 1).is_some_and(|&next| AFTER_POWERS.contains(next));
        // is_numeric holds for 〇 and Ⅲ, but not for letters.
        c.is_numeric() || FIGURES.contains(c) || POWERS.contains(c) && (before || after)
    })
}

#[cfg(test)]
mod tests {
    use super::holds_figures;

    #[test]
    fn words_with_a_figure_in_them_are_no_numbers() {
        for text in ["带动 38 户", "带动三十八户", "惠及百余户", "销售近千万元", "几万名群众"]
        {
            assert!(holds_figures(text), "{text}");
        }
        for text in ["老百姓十分满意", "千家万户", "进一步推进一些工作", ""] {
            assert!(!holds_figures(text), "{text}");
        }
    }
}
