//! 字数 as Word and WPS count it. Judged by the vectors in `tests/vectors`,
//! most of which LibreOffice counts the same.
//!
//! Each Chinese character and each full-width mark counts one; each unbroken run of other characters
//! counts one; white space counts nothing.

use foundation::character::is_unseen;
use unicode_width::UnicodeWidthChar;

use crate::words::composed::composed;

/// The three figures that Word shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ZiCount {
    /// 字数, to which limits apply.
    pub zi: usize,
    /// 字符数(不计空格).
    pub characters: usize,
    /// 字符数(计空格).
    pub characters_and_spaces: usize,
}

/// Counts a text after NFC; line ends count nothing.
pub fn count_zi(text: &str) -> ZiCount {
    let mut count = ZiCount::default();
    let mut in_run = false;
    for character in composed(text) {
        if matches!(character, '\r' | '\n') {
            in_run = false;
            continue;
        }
        count.characters_and_spaces += 1;
        if character.is_whitespace() {
            in_run = false;
            continue;
        }
        count.characters += 1;
        let alone = counts_alone(character);
        if alone || !in_run {
            count.zi += 1;
        }
        in_run = !alone;
    }
    count
}

/// Full-width characters, and the marks whose width is ambiguous: counting those one each is the
/// higher and safer figure. What nobody sees never is one by itself.
pub(crate) fn counts_alone(character: char) -> bool {
    let is_full = character.width() == Some(2)
        || matches!(character, '·' | '×' | '÷' | '\u{2010}'..='\u{205E}' | '\u{2100}'..='\u{27BF}');
    is_full && !is_unseen(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_are_counted_rightly() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../../../../tests/vectors/test_vectors.json"))
                .unwrap();
        let rows = vectors["zishu"].as_array().unwrap();
        assert_eq!(rows.len(), 27);
        for row in rows {
            let text = row["in"].as_str().unwrap();
            let count = count_zi(text);
            let wanted = |key: &str| usize::try_from(row[key].as_u64().unwrap()).unwrap();
            assert_eq!(count.zi, wanted("zishu"), "{text}");
            assert_eq!(count.characters, wanted("chars_no_space"), "{text}");
            assert_eq!(count.characters_and_spaces, wanted("chars_with_space"), "{text}");
        }
    }

    #[test]
    fn line_ends_separate_runs() {
        assert_eq!(count_zi("abc\ndef").zi, 2);
        assert_eq!(count_zi("abc\r\ndef\n").zi, 2);
        assert_eq!(count_zi("一\n二").zi, 2);
        assert_eq!(count_zi("a\n\nb").zi, 2);
    }

    #[test]
    fn decomposed_letters_count_once() {
        assert_eq!(count_zi("u\u{308}").characters, 1);
    }
}
