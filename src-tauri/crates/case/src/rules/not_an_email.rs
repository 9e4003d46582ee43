//! F105: an e-mail address of no known shape, to which nothing could be sent.

use catalog::TextFormat;
use foundation::{Code, Finding};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::values::phone::is_email;

pub(super) const RULE: Rule = Rule {
    name: "not_an_email",
    codes: &[Code::NotAnEmail],
    looks: &[Look::Value(|field| field.format() == TextFormat::Email, &[], not_an_email)],
};

fn not_an_email(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let field = standing.field;
    let text = standing.value.as_text().filter(|_| field.format() == TextFormat::Email);
    let Some(text) = text.filter(|text| !is_email(text)) else { return };
    let hint = if text.contains(['＠', '．', '。']) {
        "请把全角的＠和．改成半角。"
    } else {
        "请写完整的地址，例如 name@example.com。"
    };
    let message = format!("“{}”写的是“{}”，不像邮箱地址。", standing.label, short(text));
    let path = standing.path.clone();
    let finding = Finding::new(Code::NotAnEmail, standing.severity, path, message);
    findings.push(finding.hint(hint).source(&field.source));
}
