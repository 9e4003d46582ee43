//! F112: a name that becomes part of a file name holds characters that no file name can hold. They are
//! replaced there, so that the name differs from what is printed.

use foundation::{Code, Finding, Severity};

use super::rule::{Asked, Look, Rule};
use super::{Input, about};

/// What Windows forbids in names; Linux forbids only `/`.
const FORBIDDEN: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

pub(super) const RULE: Rule = Rule {
    name: "name_character_replaced",
    codes: &[Code::NameCharacterReplaced],
    looks: &[Look::Field(|field| field.name_part, name_character_replaced)],
};

fn name_character_replaced(input: Input<'_>, asked: &Asked<'_>, findings: &mut Vec<Finding>) {
    let field = asked.field;
    let Some((text, source)) = input.name_part(asked) else { return };
    let mut found: Vec<char> = text.chars().filter(|c| FORBIDDEN.contains(c)).collect();
    if found.is_empty() {
        return;
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
