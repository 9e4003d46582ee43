//! What the interface needs to count 字数 as this crate does: the characters that count alone, and texts
//! with their counts. Generated and committed; `BLESS=1` (make bless) writes them.
#![allow(clippy::disallowed_methods, reason = "a test of files in the tree")]

use std::fmt::Write as _;

use crate::words::zi::{count_zi, counts_alone};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/words");

fn is_fresh(name: &str, text: &str) {
    let path = format!("{FOLDER}/{name}");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    } else {
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(there == text, "{path}: run `make bless`");
    }
}

#[test]
fn the_table_of_the_ui_is_fresh() {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in ('\0'..=char::MAX).filter(|c| counts_alone(*c)).map(u32::from) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    let mut text =
        "// The characters that count alone in 字数, first and last of each range, in order.\n\
                    // Written by a test of the case crate (make bless). Do not edit.\n\n\
                    export const ALONE: readonly number[] = [\n"
            .to_owned();
    for row in ranges.chunks(4) {
        let row: Vec<String> =
            row.iter().map(|(first, last)| format!("{first:#x}, {last:#x},")).collect();
        writeln!(text, "  {}", row.join(" ")).unwrap();
    }
    text.push_str("];\n");
    is_fresh("wide.ts", &text);
}

/// Characters by what they try.
const ALPHABETS: [&str; 16] = [
    "网络扶贫案例县乡村",
    "𠮷𡈽𤭢𪚥𫝀𰻝丽",
    // The first and the last ideograph of each block: A, the first, compatibility, B to F, I, supplement, G, H, J.
    "㐀䶿一鿿豈\u{FAD9}\u{20000}\u{2A6DF}\u{2A700}\u{2B739}\u{2B740}\u{2B81D}\u{2B820}\u{2CEAD}\u{2CEB0}\u{2EBE0}\u{2EBF0}\u{2EE5D}\u{2F800}\u{2FA1D}\u{30000}\u{3134A}\u{31350}\u{323AF}\u{323B0}\u{33479}〇",
    // What no block has yet is kept for ideographs; what nobody sees never counts alone.
    "\u{2FA1E}\u{2FFFD}\u{3347A}\u{3FFFD}\u{202A}\u{202E}\u{3164}\u{115F}\u{FFA0}\u{E0001}\u{E007F}",
    "かなカナﾊﾝｶｸ゛ー",
    "한글가각ㄱㅏ\u{1100}\u{1161}\u{11A8}",
    "abcXYZ0189",
    "e\u{301}u\u{308}a\u{30A}éü\u{323}",
    "😀👨\u{200D}👩❤\u{FE0F}🇨🇳👍🏽1\u{20E3}",
    "ＡＢｃ１２，。（）：；！？～",
    "“”‘’—…·×÷①②Ⅳ℃№★◆→±§°",
    ",.;:()-/%+'\"!?_",
    " \u{3000}\u{A0}\u{2003}\u{202F}\u{1680}",
    "\r\n\t\u{B}\u{C}\u{85}\u{2028}",
    "\u{200B}\u{200C}\u{FEFF}\u{AD}\u{2060}\u{300}",
    "Дфאבةनिไทยẞßﬁ㎡㈠㍿",
];

/// Texts from the alphabets, the same at each run, by the generator of Knuth's MMIX.
fn texts() -> Vec<String> {
    let alphabets: Vec<Vec<char>> = ALPHABETS.iter().map(|all| all.chars().collect()).collect();
    let mut state = 2020_u64;
    let mut below = |limit: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    let singles = ALPHABETS.iter().map(|all| (*all).to_owned());
    let mut texts: Vec<String> = singles.chain(["\r\n".to_owned(), String::new()]).collect();
    while texts.len() < 300 {
        let mut text = String::new();
        for _ in 0..1 + below(4) {
            let alphabet = &alphabets[below(alphabets.len())];
            text.extend((0..1 + below(6)).map(|_| alphabet[below(alphabet.len())]));
        }
        texts.push(text);
    }
    texts
}

/// A JSON string; what cannot be told by its looks is escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        let is_plain = character.is_ascii_graphic() && !matches!(character, '"' | '\\');
        let is_letter = character.is_alphabetic() && u32::from(character) >= 0x3041;
        if is_plain || is_letter || character == ' ' {
            quoted.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(quoted, "\\u{unit:04x}").unwrap();
            }
        }
    }
    quoted + "\""
}

#[test]
fn the_counts_for_the_ui_are_fresh() {
    let rows = texts().into_iter().map(|text| {
        let count = count_zi(&text);
        let (zi, characters, all) = (count.zi, count.characters, count.characters_and_spaces);
        format!("  [{}, {zi}, {characters}, {all}]", quoted(&text))
    });
    let rows: Vec<String> = rows.collect();
    is_fresh("zi.cases.json", &format!("[\n{}\n]\n", rows.join(",\n")));
}
