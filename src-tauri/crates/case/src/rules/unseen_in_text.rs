//! F135: characters in a text that nobody sees, or that paper cannot show as they are: they came in by the clipboard.
//! They count for nothing and are not printed, so nothing is wrong with the paper; but a search does not find the
//! word that one of them stands in, and whoever typed a tab or a variant of a character misses it on paper.

use foundation::character::is_unseen;
use foundation::{Code, FieldPath, Finding, Severity};
use serde_json::{Value as Json, json};

use super::Input;
use super::rule::{ANY, Look, NO_FIELD, Part, Rule, Standing};
use crate::material::MaterialBlock;
use crate::values::value::Value;

pub(super) const RULE: Rule = Rule {
    name: "unseen_in_text",
    codes: &[Code::UnseenInText],
    looks: &[
        Look::Value(ANY, &[], in_a_value),
        Look::Whole(NO_FIELD, &[Part::Attachments], in_captions),
        Look::Block(&[], in_a_block),
    ],
};

fn in_a_value(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    // The cells of rows are looked at one by one.
    if matches!(standing.value, Value::Rows(_)) {
        return;
    }
    let whole = standing.path.as_str() == standing.field.id;
    let put_back = standing.value.as_text().filter(|_| whole).map(|text| Json::from(cleaned(text)));
    let named = finding(&standing.value.texts(), &standing.label, &standing.path, put_back);
    findings.extend(named.map(|finding| finding.source(&standing.field.source)));
}

fn in_captions(input: Input<'_>, findings: &mut Vec<Finding>) {
    for (index, attachment) in input.case.attachments.iter().enumerate() {
        let texts = [attachment.caption.as_str(), attachment.url.as_str()];
        let label = format!("附件{}的说明", index + 1);
        findings.extend(finding(&texts, &label, &FieldPath::attachment(index), None));
    }
}

fn in_a_block(
    input: Input<'_>,
    (index, block): (usize, &MaterialBlock),
    findings: &mut Vec<Finding>,
) {
    let texts = block.texts();
    if texts.iter().all(|text| !text.contains(is_odd)) {
        return;
    }
    let label = format!("{}第 {} 段", input.case.call.material.name, index + 1);
    let clean =
        |block: MaterialBlock, (at, text): (usize, &&str)| block.with_text(at, cleaned(text));
    let put_back = json!(texts.iter().enumerate().fold(block.clone(), clean));
    findings.extend(finding(&texts, &label, &FieldPath::block(index), Some(put_back)));
}

fn is_odd(character: char) -> bool {
    is_unseen(character) || matches!(character, '\t' | '\u{FFFD}')
}

/// Without what nobody sees. A tab and a character that was lost stay: what belongs there, only the writer knows.
fn cleaned(text: &str) -> String {
    text.chars().filter(|character| !is_unseen(*character)).collect()
}

fn finding(
    texts: &[&str],
    label: &str,
    path: &FieldPath,
    put_back: Option<Json>,
) -> Option<Finding> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for character in texts.iter().flat_map(|text| text.chars()).filter(|c| is_odd(*c)) {
        let name = name(character);
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let has = |name: &str| counts.iter().any(|(known, _)| *known == name);
    let unseen = counts.iter().any(|(name, _)| !matches!(*name, TAB | LOST));
    let hint = match (has(LOST), unseen, has(TAB)) {
        (true, ..) => "“\u{FFFD}”是没有读出来的字，请补上原来的字。",
        (_, true, true) => "看不见的字符不印、不算字；制表符印成两个字宽的空，要对齐的请做成表格。",
        (_, true, false) => "看不见的字符不印、不算字，可以去掉。",
        (_, false, true) => "制表符印成两个字宽的空，要对齐的请做成案例材料里的表格。",
        (_, false, false) => return None,
    };
    let named: Vec<String> =
        counts.iter().map(|(name, count)| format!("{name} {count} 个")).collect();
    let message = format!("“{label}”里有看不见或照原样印不出的字符：{}。", named.join("、"));
    let severity = if has(LOST) { Severity::Warning } else { Severity::Note };
    let finding = Finding::new(Code::UnseenInText, severity, path.clone(), message).hint(hint);
    Some(Finding { suggestion: put_back.filter(|_| unseen), ..finding })
}

const TAB: &str = "制表符";
const LOST: &str = "乱码“\u{FFFD}”";

/// What a writer may have heard it called.
fn name(character: char) -> &'static str {
    match character {
        '\t' => TAB,
        '\u{FFFD}' => LOST,
        '\u{AD}' => "软连字符",
        '\u{200B}' | '\u{2060}' => "零宽空格",
        '\u{200C}' | '\u{200D}' | '\u{34F}' => "零宽连接符",
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "文字方向控制符"
        }
        '\u{FEFF}' => "字节顺序标记",
        '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            "字形选择符"
        }
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => "韩文填充符",
        _ => "其他看不见的字符",
    }
}
