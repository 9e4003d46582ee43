//! Findings and windows as lines for a person.

use foundation::{Finding, Severity};
use workbench::{AboutGroup, CallSummary, WindowState};

/// Each finding on a line, with its hint and source under it.
pub(crate) fn finding_lines(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let sign = match finding.severity {
            Severity::Error => "✗ 错误",
            Severity::Warning if finding.needs_reason => "△ 需说明理由",
            Severity::Warning => "△ 提醒",
            Severity::Note => "· 说明",
        };
        let place = if finding.path.as_str().is_empty() {
            String::new()
        } else {
            format!("[{}] ", finding.path)
        };
        text += &format!(
            "{sign} {} {place}{}{}\n",
            finding.code.as_str(),
            on_one_line(&finding.message),
            on_one_line(&finding.hint)
        );
        if finding.needs_reason {
            text += &format!("    理由写在 reasons 里：\"{}\": \"…\"\n", finding.reason_key());
        }
        if !finding.source.is_empty() {
            text += &format!("    依据：{}\n", finding.source);
        }
    }
    text
}

/// What a finding quotes may have lines, of which each would look like a finding.
fn on_one_line(text: &str) -> String {
    text.replace('\n', "␊")
}

/// Each fault of a form or call folder with its place.
pub(crate) fn fault_lines(faults: &[catalog::Fault]) -> String {
    if faults.is_empty() {
        return "没有发现问题。\n".into();
    }
    let line = |fault: &catalog::Fault| {
        let place = format!("{}:{}:{}", fault.file, fault.line, fault.column);
        let weight = if fault.is_error() { "" } else { "（提醒）" };
        format!("{place}：{} {weight}{}{}\n", fault.code.as_str(), fault.message, fault.hint)
    };
    faults.iter().map(line).collect()
}

/// The window of a call in words.
pub(crate) fn window_words(call: &CallSummary) -> String {
    let state = match call.window {
        WindowState::NotYetOpen { days } => format!("还有 {days} 天开始"),
        WindowState::Open { days_left: 0 } => "今天截止".into(),
        WindowState::Open { days_left } => format!("还有 {days_left} 天截止"),
        WindowState::Passed { days } => format!("已截止 {days} 天"),
    };
    let hour = if call.hour.is_empty() { "" } else { " " };
    format!("{} 至 {}{hour}{}（{state}）", call.opens, call.closes, call.hour)
}

/// What a call tells, by groups.
pub(crate) fn about_lines(groups: &[AboutGroup]) -> String {
    let mut text = String::new();
    for group in groups {
        text += &format!("{}\n", group.title);
        for line in &group.lines {
            let source = match line.source.as_str() {
                "" => String::new(),
                source => format!("（依据：{source}）"),
            };
            text += &format!("  {}{source}\n", line.text);
        }
    }
    text
}
