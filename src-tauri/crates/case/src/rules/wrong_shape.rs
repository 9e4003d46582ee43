//! F104 to F108: a text that should be a phone number, an address, a month, a day or a number, and is not.
//! An error where the field is required, else a warning. Source: VALIDATION, opening rule.

use catalog::{Field, Kind, Required, TextFormat};
use foundation::{Code, FieldPath, Finding, Severity};

use super::Look;
use crate::phone::{is_email, is_landline, is_mobile, is_service_number};
use crate::print::{calendar_day, year_and_month};
use crate::required::required;
use crate::value::Value;

pub(super) fn wrong_shape(look: Look<'_>, findings: &mut Vec<Finding>) {
    let route = look.case.call.route(&look.case.route);
    for field in look.case.fields() {
        let Some(value) = look.case.value(&field.id) else { continue };
        let severity = match required(field, route) {
            Required::No | Required::Advised => Severity::Warning,
            Required::WithReason | Required::Yes => Severity::Error,
        };
        look_at(field, value, &FieldPath::field(&field.id), severity, findings);
    }
}

fn look_at(
    field: &Field,
    value: &Value,
    path: &FieldPath,
    severity: Severity,
    findings: &mut Vec<Finding>,
) {
    let label = field.plain_label();
    let mut add = |code, severity, path: FieldPath, message: String, hint: &str| {
        let finding = Finding::new(code, severity, path, message);
        findings.push(finding.hint(hint).source(&field.source));
    };
    match (&field.kind, value) {
        (Kind::Text, Value::Text(text)) => match field.format {
            TextFormat::Phone if !is_phone(text) => {
                let message = format!("“{label}”写的是“{}”，不像电话号码。", short(text));
                add(Code::NotAPhone, severity, path.clone(), message, PHONE_HINT);
            }
            TextFormat::Email if !is_email(text) => {
                let message = format!("“{label}”写的是“{}”，不像邮箱地址。", short(text));
                add(Code::NotAnEmail, severity, path.clone(), message, email_hint(text));
            }
            _ => {}
        },
        (Kind::Contact, Value::Contact { phone, .. }) if !is_phone(phone) => {
            let message = if phone.trim().is_empty() {
                format!("“{label}”没有写电话。")
            } else {
                format!("“{label}”的电话是“{}”，不像电话号码。", short(phone))
            };
            add(Code::NotAPhone, severity, path.child("phone"), message, PHONE_HINT);
        }
        (Kind::Month, Value::Text(text)) if year_and_month(text).is_none() => {
            let message = format!("“{label}”写的是“{}”，不是年月。", short(text));
            add(Code::NotAMonth, Severity::Error, path.clone(), message, "请写成 2018-05 这样。");
        }
        (Kind::Date, Value::Text(text)) if calendar_day(text).is_none() => {
            let message = format!("“{label}”写的是“{}”，不是日期。", short(text));
            add(Code::NotADate, Severity::Error, path.clone(), message, "请写成 2020-06-10 这样。");
        }
        (Kind::Period, Value::Period { from, to }) => {
            for (part, month) in [("from", from), ("to", to)] {
                let Some(text) = month.as_ref().filter(|text| year_and_month(text).is_none())
                else {
                    continue;
                };
                let message = format!("“{label}”写的是“{}”，不是年月。", short(text));
                let hint = "请写成 2018-05 这样。";
                add(Code::NotAMonth, Severity::Error, path.child(part), message, hint);
            }
        }
        (Kind::Decimal, Value::Text(text)) if !is_decimal(text) => {
            let message = format!("“{label}”写的是“{}”，不是金额。", short(text));
            let hint = if text.contains([',', '，']) {
                "请去掉千分位逗号，例如 1234.56。"
            } else {
                "请写不小于 0 的数，最多两位小数，不写单位，例如 128.50。"
            };
            add(Code::NotANumber, Severity::Error, path.clone(), message, hint);
        }
        (Kind::Integer | Kind::NumberOrRegions, Value::Integer(number)) if *number < 0 => {
            let message = format!("“{label}”写的是 {number}，不能小于 0。");
            add(Code::NotANumber, Severity::Error, path.clone(), message, "请写不小于 0 的整数。");
        }
        (Kind::Rows(columns), Value::Rows(rows)) => {
            for (index, row) in rows.iter().enumerate() {
                for column in columns {
                    let Some(value) = row.get(&column.id).filter(|value| !value.is_empty()) else {
                        continue;
                    };
                    let path = path.child(index + 1).child(&column.id);
                    look_at(column, value, &path, severity, findings);
                }
            }
        }
        _ => {}
    }
}

const PHONE_HINT: &str = "请写 11 位手机号，或带区号的座机号，例如 025-83398888。";

fn email_hint(text: &str) -> &'static str {
    if text.contains(['＠', '．', '。']) {
        "请把全角的＠和．改成半角。"
    } else {
        "请写完整的地址，例如 name@example.com。"
    }
}

/// Enough of a text to recognise it in a message.
fn short(text: &str) -> String {
    match text.char_indices().nth(30) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn is_phone(text: &str) -> bool {
    is_mobile(text) || is_landline(text) || is_service_number(text)
}

/// Digits, perhaps with a point and at most two decimals. Source: VALIDATION 6.
pub(super) fn is_decimal(text: &str) -> bool {
    let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && whole.len() <= 15 && digits(decimals) && decimals.len() <= 2
}
