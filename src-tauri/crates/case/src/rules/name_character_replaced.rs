//! F112: a name that becomes part of a file name holds characters that no file name can hold.

use foundation::{Code, Finding, Severity};

use super::{Look, about};

/// What Windows forbids in names; Linux forbids only `/`.
const FORBIDDEN: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

pub(super) fn name_character_replaced(look: Look<'_>, findings: &mut Vec<Finding>) {
    for (field, text, source) in look.name_parts() {
        let mut found: Vec<char> = text.chars().filter(|c| FORBIDDEN.contains(c)).collect();
        if found.is_empty() {
            continue;
        }
        found.sort_unstable();
        found.dedup();
        let found: Vec<String> = found.iter().map(char::to_string).collect();
        let label = field.plain_label();
        let message = format!("“{label}”里有文件名不允许的字符：{}。", found.join(" "));
        let hint = "表上照原样印；文件名里改用全角字符。也可以现在就改掉。";
        let code = Code::NameCharacterReplaced;
        findings.push(about(code, Severity::Warning, &field.id, message).hint(hint).source(source));
    }
}
