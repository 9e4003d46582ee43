//! F108: what stands in a number field is not a number that the field takes, so that nobody could add it up.

use catalog::{Field, Number};
use foundation::{Code, Finding, Severity};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::values::as_written;
use crate::values::figures::is_decimal;
use crate::values::value::Value;

fn is_number(field: &Field) -> bool {
    field.kind.number().is_some()
}

pub(super) const RULE: Rule = Rule {
    name: "not_a_number",
    codes: &[Code::NotANumber],
    looks: &[Look::Value(is_number, &[], not_a_number)],
};

fn not_a_number(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let field = standing.field;
    let label = &standing.label;
    let Some(number) = field.kind.number() else { return };
    let (what, usual) = match (number, standing.value) {
        (Number::Decimal, Value::Text(text)) if !is_decimal(text) => {
            ("金额", "请写不小于 0 的数，最多两位小数，不写单位，例如 128.50。")
        }
        (Number::Whole | Number::WholeOrList, Value::Text(_)) => {
            ("整数", "请只写数字，不写单位，例如 38。")
        }
        (Number::Whole | Number::WholeOrList, Value::Integer(number)) if *number < 0 => {
            let message = format!("“{label}”写的是 {number}，不能小于 0。");
            findings.push(finding(standing, message).hint("请写不小于 0 的整数。"));
            return;
        }
        _ => return,
    };
    let Some(text) = standing.value.as_text() else { return };
    let message = format!("“{label}”写的是“{}”，不是{what}。", short(text));
    findings.push(finding(standing, message).hint(hint(field, text, usual)));
}

fn finding(standing: &Standing<'_>, message: String) -> Finding {
    let finding = Finding::new(Code::NotANumber, Severity::Error, standing.path.clone(), message);
    finding.source(&standing.field.source)
}

/// What to do, by what keeps the text from being a number.
fn hint(field: &Field, text: &str, usual: &str) -> String {
    let unit = as_written::unit_of(field);
    if let Some(mark) = as_written::false_digit(text) {
        return format!("“{mark}”不是数字：是注释或上标的请删去，是数的请用 0 到 9 写。");
    }
    match as_written::other_unit(text, unit) {
        Some(other) if unit.is_empty() => format!("请只写数字，不写单位“{other}”。"),
        Some(other) => format!("这里的单位是{unit}，写的是{other}：请换算成{unit}，只写数字。"),
        None if text.contains([',', '，']) => "请去掉千分位逗号，例如 1234.56。".to_owned(),
        None => usual.to_owned(),
    }
}
