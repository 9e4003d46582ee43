//! F112, F113: a name that becomes part of a file name holds characters that no file name can hold, or
//! the mark that separates its parts. Source: FILE-NAMES, limits and patterns 1 and 2.

use foundation::{Code, Finding, Severity};

use super::{Look, about};

/// What Windows forbids in names; Linux forbids only `/`.
const FORBIDDEN: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

pub(super) fn name_part_unfit(look: Look<'_>, findings: &mut Vec<Finding>) {
    let route = look.case.call.route(&look.case.route);
    let named = |id: &str| route.is_some_and(|route| route.naming.values().any(|part| part == id));
    for field in look.case.fields().filter(|field| field.name_part && named(&field.id)) {
        let Some(text) = look.case.value(&field.id).and_then(|value| value.as_text()) else {
            continue;
        };
        let source = route.map_or("", |route| &route.naming_source);
        let label = field.plain_label();
        let mut found: Vec<char> = text.chars().filter(|c| FORBIDDEN.contains(c)).collect();
        found.sort_unstable();
        found.dedup();
        if !found.is_empty() {
            let found: Vec<String> = found.iter().map(char::to_string).collect();
            let message = format!("“{label}”里有文件名不允许的字符：{}。", found.join(" "));
            let hint = "表上照原样印；文件名里改用全角字符。也可以现在就改掉。";
            findings.push(
                about(Code::NameCharacterReplaced, Severity::Warning, &field.id, message)
                    .hint(hint)
                    .source(source),
            );
        }
        if text.contains('-') {
            let message = format!("“{label}”里有半角连字符“-”，文件名的各部分也用它分开。");
            let hint = "可以保留；改用“—”或“至”更清楚。";
            findings.push(
                about(Code::NameHoldsSeparator, Severity::Note, &field.id, message)
                    .hint(hint)
                    .source(source),
            );
        }
    }
}
