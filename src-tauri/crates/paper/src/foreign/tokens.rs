//! A drawing of a PDF in its words, each with its place: for whoever asks whether it makes sense, and for whoever takes
//! something out of it and leaves the rest as it is, byte for byte. Source: ISO 32000-1, 7.2 and 7.8.2.

use std::ops::Range;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number, `true`, `false` or `null`.
    Number,
    /// `/Name`
    Name,
    /// `(words)` or `<776F726473>`.
    Text,
    /// `[`
    Array,
    /// `]`
    ArrayEnd,
    /// `<<`
    Entries,
    /// `>>`
    EntriesEnd,
    /// What is to be done.
    Operator,
    /// The samples between `ID` and `EI`, with the latter.
    Samples,
}

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) place: Range<usize>,
}

/// The words of a drawing.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
    /// Whether samples come next.
    is_within_image: bool,
}

/// Behind the samples of an image so many bytes are letters of a drawing. Judgement: `EI` stands in samples of an image
/// of a megabyte some 16 times, and ten letters behind it never.
const LETTERS_BEHIND: usize = 10;

impl<'b> Tokens<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, is_within_image: false }
    }

    fn token(&mut self, kind: Kind, end: usize) -> Option<Token> {
        let end = end.min(self.bytes.len());
        let place = self.at..end;
        self.at = end;
        Some(Token { kind, place })
    }

    /// Where the bytes end of which this is true, from here on.
    fn run(&self, from: usize, belongs: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| !belongs(*byte)).unwrap_or(rest.len())
    }

    /// The end of a string in parentheses, which may nest.
    fn text_end(&self) -> usize {
        let mut depth = 0_u32;
        let mut at = self.at;
        while let Some(byte) = self.bytes.get(at) {
            at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\\' => at += 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        at
    }

    fn samples_end(&self) -> usize {
        let mut at = self.at;
        while let Some(found) = find(self.bytes.get(at..).unwrap_or_default(), b"EI") {
            let (start, end) = (at + found, at + found + 2);
            let before = start.checked_sub(1).map(|before| self.bytes[before]);
            // What is written in letters ends with a mark of its own.
            let is_parted = before.is_none_or(|byte| is_blank(byte) || byte == b'>');
            let behind = self.bytes.get(end..).unwrap_or_default();
            let is_letter = |byte: &u8| is_blank(*byte) || matches!(byte, b' '..=b'~');
            if is_parted
                && behind.first().is_none_or(|byte| is_blank(*byte))
                && behind.iter().take(LETTERS_BEHIND).all(is_letter)
            {
                return end;
            }
            at = end;
        }
        self.bytes.len()
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if std::mem::take(&mut self.is_within_image) {
            return self.token(Kind::Samples, self.samples_end());
        }
        loop {
            self.at = self.run(self.at, is_blank);
            let first = *self.bytes.get(self.at)?;
            let second = self.bytes.get(self.at + 1).copied();
            let at = self.at;
            match first {
                b'%' => self.at = self.run(at, |byte| byte != b'\n' && byte != b'\r'),
                b'/' => return self.token(Kind::Name, self.run(at + 1, is_regular)),
                b'(' => return self.token(Kind::Text, self.text_end()),
                b'<' if second == Some(b'<') => return self.token(Kind::Entries, at + 2),
                b'>' if second == Some(b'>') => return self.token(Kind::EntriesEnd, at + 2),
                b'<' => return self.token(Kind::Text, self.run(at, |byte| byte != b'>') + 1),
                b'[' => return self.token(Kind::Array, at + 1),
                b']' => return self.token(Kind::ArrayEnd, at + 1),
                byte if is_regular(byte) => {
                    let end = self.run(at, is_regular);
                    let word = &self.bytes[at..end];
                    self.is_within_image = word == b"ID";
                    let kind = if is_number(word) { Kind::Number } else { Kind::Operator };
                    return self.token(kind, end);
                }
                // A bracket that closes nothing.
                _ => self.at += 1,
            }
        }
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// Source: ISO 32000-1, 7.2.2.
fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !b"()<>[]{}/%".contains(&byte)
}

/// Programs write `1.-5`, `--3` and `1e-5` as well; none of it is anything to be done.
fn is_number(word: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_digit() || b"+-.".contains(byte);
    matches!(word, b"true" | b"false" | b"null")
        || word.first().is_some_and(is_part)
            && word.iter().all(|byte| is_part(byte) || matches!(byte, b'e' | b'E'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_parted_into_its_words() {
        let bytes = b"q/F 1 -.5 Tf% no\n[(a\\)(b)) <4 1>]TJ<</A(x>y)/B[1]>>BDC BI/W 1 ID \xFFEI \x00\nEI Q ' f*";
        let words: Vec<(Kind, &[u8])> =
            Tokens::of(bytes).map(|token| (token.kind, &bytes[token.place])).collect();
        use Kind::*;
        let expected: Vec<(Kind, &[u8])> = vec![
            (Operator, b"q"),
            (Name, b"/F"),
            (Number, b"1"),
            (Number, b"-.5"),
            (Operator, b"Tf"),
            (Array, b"["),
            (Text, b"(a\\)(b))"),
            (Text, b"<4 1>"),
            (ArrayEnd, b"]"),
            (Operator, b"TJ"),
            (Entries, b"<<"),
            (Name, b"/A"),
            (Text, b"(x>y)"),
            (Name, b"/B"),
            (Array, b"["),
            (Number, b"1"),
            (ArrayEnd, b"]"),
            (EntriesEnd, b">>"),
            (Operator, b"BDC"),
            (Operator, b"BI"),
            (Name, b"/W"),
            (Number, b"1"),
            (Operator, b"ID"),
            (Samples, b" \xFFEI \x00\nEI"),
            (Operator, b"Q"),
            (Operator, b"'"),
            (Operator, b"f*"),
        ];
        assert_eq!(words, expected);
        for end in 0..bytes.len() {
            let _ = Tokens::of(&bytes[..end]).count();
        }
    }
}
