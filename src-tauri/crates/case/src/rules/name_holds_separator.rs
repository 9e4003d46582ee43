//! F113: a name that becomes part of a file name holds the mark that separates its parts, so that nobody can
//! tell where a part ends.

use foundation::{Code, Finding, Severity};

use super::rule::{Asked, Look, Rule};
use super::{Input, about};

pub(super) const RULE: Rule = Rule {
    name: "name_holds_separator",
    codes: &[Code::NameHoldsSeparator],
    looks: &[Look::Field(|field| field.name_part, name_holds_separator)],
};

fn name_holds_separator(input: Input<'_>, asked: &Asked<'_>, findings: &mut Vec<Finding>) {
    let field = asked.field;
    let Some((text, source)) = input.name_part(asked) else { return };
    let Some(mark) = input.name_marks().into_iter().find(|mark| text.contains(*mark)) else {
        return;
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
