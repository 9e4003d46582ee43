//! How a case is found by its words: by all that it says. What is looked for and what is looked
//! through are folded alike: width, case, accents, quotes, traditional characters, blanks, raised and lowered figures, and
//! signs made of several (`㎡`, `ﬁ`, `①`, `Ⅳ`, `½`) make no difference. Keyboards have no `²`: `m²` is looked for as `m2`.

use std::collections::HashMap;
use std::sync::LazyLock;

use catalog::{Field, Kind};
use foundation::character::{half_width, is_unseen};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::print::{Blank, print};
use super::simplified::SIMPLIFIED;
use crate::values::as_written::unit_of;
use crate::{Attachment, Case, Material, MaterialBlock, Value};

static SIMPLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let all: Vec<char> = SIMPLIFIED.chars().collect();
    all.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
});

/// A text as it is compared.
pub fn search_key(text: &str) -> String {
    let is_quote = |c: char| "\"'“”‘’「」『』〝〞‟‛`´".contains(c);
    let seen =
        |c: &char| !c.is_whitespace() && !is_unseen(*c) && !is_combining_mark(*c) && !is_quote(*c);
    let mut apart = Vec::with_capacity(text.len() / 3);
    for character in text.nfd() {
        if is_made_of_others(character) {
            decompose_compatible(character, |part| apart.push(part));
        } else {
            apart.push(character);
        }
    }
    let letters = apart.into_iter().map(half_width).filter(seen).flat_map(char::to_lowercase);
    let letters = letters.map(|c| SIMPLE.get(&c).copied().unwrap_or(c));
    let mut key = String::with_capacity(text.len());
    for letter in letters {
        match LATIN.iter().find(|(special, _)| *special == letter) {
            Some((_, plain)) => key.push_str(plain),
            None => key.push(letter),
        }
    }
    without_groups(&key)
}

/// Letters that are no others with an accent, and how they are typed without them.
const LATIN: [(char, &str); 10] = [
    ('ß', "ss"),
    ('đ', "d"),
    ('ð', "d"),
    ('ø', "o"),
    ('ł', "l"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('þ', "th"),
    ('ı', "i"),
    // The stroke of ½.
    ('\u{2044}', "/"),
];

/// `1,286.5` without the comma of its thousands.
fn without_groups(key: &str) -> String {
    if !key.contains(',') {
        return key.to_owned();
    }
    let bytes = key.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_group = |at: usize| {
        at > 0 && is_digit(at - 1) && (1..=3).all(|more| is_digit(at + more)) && !is_digit(at + 4)
    };
    let kept = key.char_indices().filter(|(at, c)| *c != ',' || !is_group(*at));
    kept.map(|(_, c)| c).collect()
}

/// Raised and lowered figures, fractions, Roman numerals, enclosed and squared signs, ligatures, katakana of half width.
fn is_made_of_others(character: char) -> bool {
    matches!(character,
        '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{BC}'..='\u{BE}' | '\u{2070}'..='\u{209F}' | '\u{2150}'..='\u{217F}' | '\u{2460}'..='\u{24FF}' | '\u{3200}'..='\u{33FF}' | '\u{2100}'..='\u{214F}'
        | '\u{FB00}'..='\u{FB06}' | '\u{FF61}'..='\u{FF9F}')
}

/// A line of what a case is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchLine {
    /// Where it stands, as a person calls it.
    pub label: String,
    /// What stands there, folded.
    pub text: String,
}

/// What a case is found by: its name, every text in its fields, its attachments, its material, its reasons.
pub fn searched(case: &Case) -> Vec<SearchLine> {
    let mut lines = Vec::new();
    for field in case.fields() {
        let texts = case.value(&field.id).into_iter().flat_map(|value| said(field, value));
        lines.extend(texts.map(|text| line(&field.plain_label(), &text)));
    }
    for Attachment { path, caption, url, .. } in &case.attachments {
        lines.extend([path, caption, url].map(|text| line("附件", text)));
    }
    let name = &case.call.material.name;
    let name = if name.is_empty() { "案例材料" } else { name };
    let blocks = case.material.iter().flat_map(Material::blocks);
    lines.extend(blocks.flat_map(MaterialBlock::texts).map(|text| line(name, text)));
    lines.extend(case.reasons.values().map(|text| line("理由", text)));
    let name = line("名称", &case.name());
    if !lines.iter().any(|line| line.text.contains(&name.text)) {
        lines.insert(0, name);
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// What a field says: words as they were typed, options by their labels, figures with their unit.
fn said(field: &Field, value: &Value) -> Vec<String> {
    match (&field.kind, value) {
        (Kind::Rows { columns, .. }, Value::Rows(rows)) => {
            let cells = rows.iter().flat_map(|row| {
                columns.iter().filter_map(|column| row.get(&column.id).map(|value| (column, value)))
            });
            cells.flat_map(|(column, value)| said(column, value)).collect()
        }
        (Kind::Choice { .. } | Kind::Choices { .. } | Kind::YesNo { .. }, _) => {
            vec![print(field, Some(value), Blank::Nothing)]
        }
        (Kind::Integer { .. } | Kind::Decimal { .. } | Kind::NumberOrRegions, _)
            if !matches!(value, Value::Regions(_)) =>
        {
            vec![print(field, Some(value), Blank::Nothing) + unit_of(field)]
        }
        (Kind::Month | Kind::Date | Kind::Period, _) => {
            let typed = value.texts().into_iter().map(str::to_owned);
            typed.chain([print(field, Some(value), Blank::Nothing)]).collect()
        }
        _ => value.texts().into_iter().map(str::to_owned).collect(),
    }
}

fn line(label: &str, text: &str) -> SearchLine {
    SearchLine { label: label.to_owned(), text: search_key(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(key: &str, words: &str) -> bool {
        words.split_whitespace().map(search_key).all(|word| key.contains(&word))
    }

    #[test]
    fn what_looks_alike_is_found() {
        for (name, words) in [
            ("ＡＢＣ１２３示范", "abc123"),
            ("ＡＢＣ１２３示范", "ABC123"),
            ("abc123示范", "ＡＢＣ"),
            ("電商繁體", "电商"),
            ("电商繁体", "電商"),
            ("“引号”案例", "\"引号\""),
            ("“引号”案例", "引号案例"),
            ("「引号」案例", "“引号”"),
            ("Café", "CAFÉ"),
            ("Café", "cafe"),
            ("Cafe\u{301}", "café"),
            ("吕梁Lǚliáng", "luliang"),
            ("信\u{AD}息化　助农", "信息化助农"),
            ("一店带多户电商案例", "案例 电商"),
            ("ﾃﾞｰﾀ中心", "データ"),
            ("ﬁnance", "finance"),
            ("建成300㎡", "300m2"),
            ("①建站②培训", "1建站"),
            ("第Ⅳ期", "iv"),
            ("气温25℃", "25°c"),
            ("投入1,286,500.5元", "1286500.5"),
            ("投入1286500元", "1,286,500"),
            ("straße", "STRASSE"),
            ("Đà Nẵng", "da nang"),
        ] {
            assert!(is_found(&search_key(name), words), "{name} {words}");
        }
        for (name, words) in [
            ("建成300m²", "300m2"),
            ("建成300m²", "300㎡"),
            ("建成300㎡", "300m²"),
            ("库容10³立方米", "103"),
            ("库容10³立方米", "10³"),
            ("含CO₂", "co2"),
            ("约½", "1/2"),
            ("体积5㎥", "5m³"),
        ] {
            assert!(is_found(&search_key(name), words), "{name} {words}");
        }
        for (name, words) in [("电商", "电商案例"), ("甲乙", "甲 丙"), ("10³", "1003")] {
            assert!(!is_found(&search_key(name), words), "{name} {words}");
        }
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for character in '\0'..=char::MAX {
            let once = search_key(character.encode_utf8(&mut [0; 4]));
            assert_eq!(search_key(&once), once, "{character:?}");
        }
    }
}
