//! C201: something began before the date from which the call counts. 原则上 asks for a reason.

use catalog::CallCheck;
use foundation::{Code, Finding, Severity};

use super::{Look, about};
use crate::print::{calendar_day, year_and_month};
use crate::value::Value;

pub(super) fn started_too_early(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in &look.case.call.checks {
        let CallCheck::NotBefore { field, from, in_principle, source } = check;
        let begin = match look.case.value(field) {
            Some(Value::Text(text)) => text.trim(),
            Some(Value::Period { from: Some(text), .. }) => text.trim(),
            _ => continue,
        };
        // What is no month and no day is told by F106 and F107.
        if year_and_month(begin).is_none() && calendar_day(begin).is_none() {
            continue;
        }
        // ISO months and days compare as texts, a month against a day by their common length.
        let length = from.len().min(begin.len());
        if begin[..length] >= from[..length] {
            continue;
        }
        let label = look.label(field);
        let finding = if *in_principle {
            let message = format!("“{label}”是 {begin}，原则上应在 {from} 以后。");
            about(Code::StartedTooEarly, Severity::Warning, field, message)
                .hint("请检查时间；确实如此的，请写明理由。")
                .needs_reason()
        } else {
            let message = format!("“{label}”是 {begin}，应在 {from} 以后。");
            about(Code::StartedTooEarly, Severity::Error, field, message).hint("请检查时间。")
        };
        findings.push(finding.source(source));
    }
}
