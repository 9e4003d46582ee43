//! F115: an amount in 万元 so large that it was probably written in 元.

use catalog::Kind;
use foundation::{Code, Finding, Severity};

use super::not_a_number::is_decimal;
use super::{Look, about};

/// 10 亿元.
const SUSPICIOUS_WAN_YUAN: f64 = 100_000.0;

pub(super) fn amount_looks_like_yuan(look: Look<'_>, findings: &mut Vec<Finding>) {
    let amounts = look.case.fields().filter(|f| f.kind == Kind::Decimal && f.unit == "万元");
    for field in amounts {
        let text = look.case.value(&field.id).and_then(|value| value.as_text());
        let Some(text) = text.filter(|text| is_decimal(text)) else { continue };
        if text.trim().parse::<f64>().is_ok_and(|amount| amount > SUSPICIOUS_WAN_YUAN) {
            let label = field.plain_label();
            let message = format!("“{label}”写的是 {} 万元，超过 10 亿元。", text.trim());
            findings.push(
                about(Code::AmountLooksLikeYuan, Severity::Warning, &field.id, message)
                    .hint("请检查单位是不是写成了元。")
                    .source(&field.source),
            );
        }
    }
}
