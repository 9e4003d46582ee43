//! Characters that no face has: the formal copy would show empty boxes in their place.

use std::collections::BTreeSet;

use catalog::Field;
use foundation::character::is_private_use;
use foundation::{Code, FieldPath, Finding, Severity};

use crate::Case;

/// Judgement: ten characters show the writer what is meant; more make no sentence.
const MOST_SHOWN: usize = 10;

/// A finding where characters of what stands at `path` are in no face; `label` is its name on the form.
pub fn character_without_font(
    path: FieldPath,
    label: &str,
    missing: &BTreeSet<char>,
) -> Option<Finding> {
    if missing.is_empty() {
        return None;
    }
    let shown: Vec<String> = missing
        .iter()
        .take(MOST_SHOWN)
        .map(|character| format!("{character}（U+{:04X}）", u32::from(*character)))
        .collect();
    let message = format!("“{label}”里有字体中没有的字：{}。", shown.join("、"));
    let finding = Finding::new(Code::CharacterWithoutFont, Severity::Error, path, message);
    // A sign of an old register or of Word's fonts shows nothing, or another sign, on other machines.
    let hint = if missing.iter().all(|character| is_private_use(*character)) {
        "这是造字，只有装了那套字库的电脑才看得到：请改用标准的字，或改成文字说明。"
    } else {
        "请改用通用的写法，或改成文字说明；表情符号请删去。"
    };
    Some(finding.hint(hint))
}

/// The same for each place of pages that were set, which is named as messages name it.
pub fn characters_without_font(
    case: &Case,
    missing: impl IntoIterator<Item = (FieldPath, BTreeSet<char>)>,
) -> Vec<Finding> {
    let told = |(path, missing): (FieldPath, BTreeSet<char>)| {
        let label = label(case, &path);
        character_without_font(path, &label, &missing)
    };
    missing.into_iter().filter_map(told).collect()
}

fn label(case: &Case, path: &FieldPath) -> String {
    let name = &case.call.material.name;
    let number = path.as_str().split('/').nth(1).unwrap_or_default();
    match (path.root(), number) {
        ("", _) => "表上的固定文字".to_owned(),
        ("attachments", number) => format!("附件{number}的说明"),
        ("material", "") => format!("{name}的题目和署名"),
        ("material", number) => format!("{name}第 {number} 段"),
        (id, _) => case.field(id).map_or_else(|| id.to_owned(), Field::plain_label),
    }
}
