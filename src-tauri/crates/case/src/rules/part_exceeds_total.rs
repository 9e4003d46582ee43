//! F110: a part that is larger than the whole it belongs to, such as 2019's money and all the money.

use catalog::CheckRule;
use foundation::{Code, Finding};

use super::Look;
use super::not_a_number::is_decimal;
use crate::value::Value;

pub(super) fn part_exceeds_total(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in look.checks() {
        let CheckRule::PartOf { part, total } = &check.rule else { continue };
        let (Some(share), Some(whole)) = (hundredths(look, part), hundredths(look, total)) else {
            continue;
        };
        // A number below zero is told by F108.
        if share > whole && whole >= 0 {
            let unit = match look.case.field(total).map(|field| field.unit.as_str()) {
                Some(unit) if !unit.is_empty() => format!(" {unit}"),
                _ => String::new(),
            };
            let message = format!(
                "“{}”（{}{unit}）大于“{}”（{}{unit}）。",
                look.label(part),
                shown(share),
                look.label(total),
                shown(whole)
            );
            let hint = "其中的数不能大于总数，请检查两个数和单位。";
            findings.push(look.weighed(Code::PartExceedsTotal, check, part, message, hint));
        }
    }
}

/// A number in hundredths, so that decimals compare exactly.
fn hundredths(look: Look<'_>, id: &str) -> Option<i128> {
    match look.case.value(id)? {
        Value::Integer(number) => Some(i128::from(*number) * 100),
        Value::Text(text) if is_decimal(text) => {
            let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
            format!("{whole}{decimals:0<2}").parse().ok()
        }
        _ => None,
    }
}

fn shown(hundredths: i128) -> String {
    match hundredths % 100 {
        0 => (hundredths / 100).to_string(),
        rest => format!("{}.{rest:02}", hundredths / 100),
    }
}
