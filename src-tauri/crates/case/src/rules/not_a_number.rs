//! F108: what stands in a number field is not a number that the field takes.

use catalog::Kind;
use foundation::{Code, Finding, Severity};

use super::{Look, short};
use crate::value::Value;

pub(super) fn not_a_number(look: Look<'_>, findings: &mut Vec<Finding>) {
    for standing in look.standing() {
        let field = standing.field;
        let label = &standing.label;
        let (message, hint) = match (&field.kind, standing.value) {
            (Kind::Decimal, Value::Text(text)) if !is_decimal(text) => {
                let hint = if text.contains([',', '，']) {
                    "请去掉千分位逗号，例如 1234.56。"
                } else {
                    "请写不小于 0 的数，最多两位小数，不写单位，例如 128.50。"
                };
                (format!("“{label}”写的是“{}”，不是金额。", short(text)), hint)
            }
            (Kind::Integer | Kind::NumberOrRegions, Value::Integer(number)) if *number < 0 => {
                (format!("“{label}”写的是 {number}，不能小于 0。"), "请写不小于 0 的整数。")
            }
            (Kind::Integer | Kind::NumberOrRegions, Value::Text(text)) => (
                format!("“{label}”写的是“{}”，不是整数。", short(text)),
                "请只写数字，不写单位，例如 38。",
            ),
            _ => continue,
        };
        let finding = Finding::new(Code::NotANumber, Severity::Error, standing.path, message);
        findings.push(finding.hint(hint).source(&field.source));
    }
}

/// Digits, perhaps with a point and at most two decimals.
pub(super) fn is_decimal(text: &str) -> bool {
    let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && whole.len() <= 15 && digits(decimals) && decimals.len() <= 2
}
