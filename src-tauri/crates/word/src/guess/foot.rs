//! The foot of a cell: who signs, whose seal, and the date under it.

use crate::document::CONTROL;
use crate::guess::dates;
use crate::guess::text::{count, has, squeezed};

/// One part of a foot, in the words of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A place for a seal.
    Seal(String),
    /// A place for a signature.
    Sign(String),
    /// 年 月 日.
    Date(String),
    /// What else stands there.
    Words(String),
}

const SEAL: [&str; 6] = ["盖章", "公章", "印章", "（章）", "(章)", "盖单位章"];
const SIGN: [&str; 5] = ["签字", "签名", "签章", "手签", "亲笔签"];

/// Whether a text asks for a seal.
pub(crate) fn is_seal(text: &str) -> bool {
    has(&squeezed(text), &SEAL)
}

/// Whether a text asks for a signature.
pub(crate) fn is_sign(text: &str) -> bool {
    has(&squeezed(text), &SIGN)
}

/// Whether a line belongs to a foot rather than to the text above it. A sentence that speaks of signing
/// is no foot.
pub(crate) fn is_foot(line: &str) -> bool {
    let short = parts(line).iter().all(|part| match part {
        Part::Seal(words) | Part::Sign(words) | Part::Words(words) => {
            count(words) <= 30 && !words.contains(['。', '；'])
        }
        Part::Date(_) => true,
    });
    short && (is_seal(line) || is_sign(line) || dates::date(line).is_some())
}

/// The parts of a line of a foot, from left to right.
pub(crate) fn parts(line: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let (words, date) = match dates::begins(line) {
        Some(at) => (&line[..at], line[at..].trim()),
        None => (line, ""),
    };
    for piece in pieces(words) {
        found.push(if is_seal(piece) {
            Part::Seal(piece.to_owned())
        } else if is_sign(piece) {
            Part::Sign(piece.to_owned())
        } else {
            Part::Words(piece.to_owned())
        });
    }
    if !date.is_empty() {
        found.push(Part::Date(date.to_owned()));
    }
    found
}

/// The pieces of a line between wide blanks.
pub(crate) fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = None;
    let mut blanks = 0;
    let mut end = 0;
    for (at, character) in line.char_indices() {
        let blank = character.is_whitespace() || matches!(character, '_' | '\u{FF3F}' | CONTROL);
        if blank {
            blanks += match character {
                ' ' => 1,
                CONTROL => 3,
                _ => 2,
            };
            continue;
        }
        if let Some(from) = start
            && blanks >= 3
        {
            pieces.push(&line[from..end]);
            start = None;
        }
        start = start.or(Some(at));
        blanks = 0;
        end = at + character.len_utf8();
    }
    pieces.extend(start.map(|from| &line[from..end]));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foot_is_taken_apart() {
        assert_eq!(
            parts("负责人签字：              （盖章）"),
            [Part::Sign("负责人签字：".into()), Part::Seal("（盖章）".into())]
        );
        assert_eq!(
            parts("   系所领导（签字）：           年   月   日 "),
            [Part::Sign("系所领导（签字）：".into()), Part::Date("年   月   日".into())]
        );
        assert!(is_foot("                （盖  章）"));
        assert!(!is_foot("本表经本人签字后生效。"));
        assert!(!is_foot("同意推荐"));
    }
}
