//! F113: a name that becomes part of a file name holds the mark that separates its parts.

use foundation::{Code, Finding, Severity};

use super::{Look, about};

pub(super) fn name_holds_separator(look: Look<'_>, findings: &mut Vec<Finding>) {
    for (field, text, source) in look.name_parts() {
        let Some(mark) = look.name_marks().into_iter().find(|mark| text.contains(*mark)) else {
            continue;
        };
        let label = field.plain_label();
        let what = if mark == '-' { "半角连字符" } else { "半角加号" };
        let message = format!("“{label}”里有{what}“{mark}”，文件名的各部分也用它分开。");
        let hint = if mark == '-' {
            "可以保留；改用“—”或“至”更清楚。"
        } else {
            "可以保留；改用全角“＋”更清楚。"
        };
        let code = Code::NameHoldsSeparator;
        findings.push(about(code, Severity::Note, &field.id, message).hint(hint).source(source));
    }
}
