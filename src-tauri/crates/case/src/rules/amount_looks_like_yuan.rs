//! F115: an amount in 万元 so large that it was probably written in 元. Nothing else on the form would show
//! it, and the sum goes into tables of others as it is.

use catalog::{Field, Kind};
use foundation::{Code, Finding, Severity};

use super::rule::{Asked, Look, Rule};
use super::{Input, about};
use crate::values::figures::is_decimal;

/// 10 亿元.
const SUSPICIOUS_WAN_YUAN: f64 = 100_000.0;

pub(super) const RULE: Rule = Rule {
    name: "amount_looks_like_yuan",
    codes: &[Code::AmountLooksLikeYuan],
    looks: &[Look::Field(is_in_wan_yuan, amount_looks_like_yuan)],
};

fn is_in_wan_yuan(field: &Field) -> bool {
    matches!(&field.kind, Kind::Decimal { unit } if unit == "万元")
}

fn amount_looks_like_yuan(_: Input<'_>, asked: &Asked<'_>, findings: &mut Vec<Finding>) {
    let field = asked.field;
    let Some(text) = asked.text().filter(|text| is_decimal(text)) else { return };
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
