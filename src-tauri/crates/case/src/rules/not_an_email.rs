//! F105: an e-mail address of no known shape.

use catalog::TextFormat;
use foundation::{Code, Finding};

use super::{Look, short};
use crate::phone::is_email;

pub(super) fn not_an_email(look: Look<'_>, findings: &mut Vec<Finding>) {
    for standing in look.standing() {
        let field = standing.field;
        let text = standing.value.as_text().filter(|_| field.format == TextFormat::Email);
        let Some(text) = text.filter(|text| !is_email(text)) else { continue };
        let hint = if text.contains(['＠', '．', '。']) {
            "请把全角的＠和．改成半角。"
        } else {
            "请写完整的地址，例如 name@example.com。"
        };
        let message = format!("“{}”写的是“{}”，不像邮箱地址。", standing.label, short(text));
        let path = standing.path;
        let finding = Finding::new(Code::NotAnEmail, standing.severity, path, message);
        findings.push(finding.hint(hint).source(&field.source));
    }
}
