//! How a case is found by its words: by its name, its units, its people. What is looked for and what is looked
//! through are folded alike: width, case, accents, quotes, traditional characters and blanks make no difference.

use std::collections::HashMap;
use std::sync::LazyLock;

use catalog::Kind;
use foundation::character::{half_width, is_unseen};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::simplified::SIMPLIFIED;
use crate::{Case, Value};

static SIMPLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let all: Vec<char> = SIMPLIFIED.chars().collect();
    all.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
});

/// A text as it is compared.
pub fn search_key(text: &str) -> String {
    let is_quote = |c: char| "\"'“”‘’「」『』〝〞‟‛`´".contains(c);
    let seen =
        |c: &char| !c.is_whitespace() && !is_unseen(*c) && !is_combining_mark(*c) && !is_quote(*c);
    let letters = text.nfd().map(half_width).filter(seen).flat_map(char::to_lowercase);
    letters.map(|c| SIMPLE.get(&c).copied().unwrap_or(c)).collect()
}

/// Whether each of the words, which blanks part, stands somewhere in a text that was folded.
pub fn is_found(key: &str, words: &str) -> bool {
    words.split_whitespace().map(search_key).all(|word| key.contains(&word))
}

/// What a case is found by, folded, a line for each: its name, and every short answer, among them the units and
/// the people.
pub fn searched(case: &Case) -> String {
    let is_short =
        |kind: &Kind| matches!(kind, Kind::Text { .. } | Kind::Contact | Kind::Rows { .. });
    let values = case.fields().filter(|field| is_short(&field.kind));
    let texts = values.filter_map(|field| case.value(&field.id)).flat_map(Value::texts);
    let keys: Vec<String> =
        std::iter::once(search_key(&case.name())).chain(texts.map(search_key)).collect();
    keys.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert!(is_found(&search_key(name), words), "{name} {words}");
        }
        for (name, words) in [("电商", "电商案例"), ("甲乙", "甲 丙"), ("10³", "103")] {
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
