//! F110: a part that is larger than the whole it belongs to, such as 2019's money and all the money: one of the
//! two is wrong, or their units differ.

use catalog::{Check, CheckRule, Field};
use foundation::{Code, Finding};

use super::Input;
use super::rule::{Look, Rule};
use crate::values::figures::{self, shown};

pub(super) const RULE: Rule = Rule {
    name: "part_exceeds_total",
    codes: &[Code::PartExceedsTotal],
    looks: &[Look::Check(&[], part_exceeds_total)],
};

fn part_exceeds_total(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::PartOf { part, total } = &check.rule else { return };
    let (Some(share), Some(whole)) = (hundredths(input, part), hundredths(input, total)) else {
        return;
    };
    // A number below zero is told by F108.
    if share > whole && whole >= 0 {
        let unit = match input.case.field(total).map(Field::unit) {
            Some(unit) if !unit.is_empty() => format!(" {unit}"),
            _ => String::new(),
        };
        let message = format!(
            "“{}”（{}{unit}）大于“{}”（{}{unit}）。",
            input.label(part),
            shown(share),
            input.label(total),
            shown(whole)
        );
        let hint = "其中的数不能大于总数，请检查两个数和单位。";
        findings.push(input.weighed(Code::PartExceedsTotal, check, part, message, hint));
    }
}

/// The number of a field in hundredths.
fn hundredths(input: Input<'_>, id: &str) -> Option<i128> {
    figures::hundredths(input.case.value(id)?)
}
