//! What the code on a sheet of paper says: which print it belongs to, which of how many pages it is, whose it is, and what
//! stands on it. Nothing personal: digests only. The 核对码 beside it is the print in letters, so that it can be typed.
//!
//! In the code stand letters that both QR (alphanumeric) and Data Matrix (C40) pack well: a letter for the format, twelve for
//! the print, two for the page, two for how many there are, and then as many of the digests of origin and sheet as there is
//! room for: 4 and 8 in a QR code of version 2, level Q (29 letters); 2 and 3 in a Data Matrix of 26 × 12 (22 letters).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::Digest;

/// Five bits each, without I, L, O and U. Source: Crockford's Base 32.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The first format.
const FORMAT: char = 'S';
/// Letters of a print: 60 bits.
const PRINT: usize = 12;
/// Letters of a number of pages.
const NUMBER: usize = 2;
/// Letters of origin and sheet where there is room, and where there is little.
const LONG: (usize, usize) = (4, 8);
const SHORT: (usize, usize) = (2, 3);

/// Which print: 60 bits of the digest of what is printed on all its pages. As text 核对码, `7K3Q-9F2M-XR4T`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrintCode([u8; PRINT]);

impl PrintCode {
    /// That of the pages with this digest.
    pub fn of(digest: Digest) -> Self {
        let mut letters = [b'0'; PRINT];
        letters.copy_from_slice(&letters_of(digest, PRINT).into_bytes());
        Self(letters)
    }

    /// Its twelve letters.
    fn letters(&self) -> &str {
        std::str::from_utf8(&self.0).expect("all of LETTERS are ASCII")
    }
}

impl fmt::Display for PrintCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = self.letters();
        write!(out, "{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..])
    }
}

impl fmt::Debug for PrintCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PrintCode({self})")
    }
}

impl Serialize for PrintCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that is no such code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACode;

impl FromStr for PrintCode {
    type Err = NotACode;

    /// Takes what people type: small letters, blanks, O for 0, I and L for 1.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let typed = text.chars().filter(|c| !c.is_whitespace() && !"-－—".contains(*c));
        let letters: String = typed.map(as_meant).collect();
        let whole = letters.len() == PRINT && letters.bytes().all(|letter| value(letter).is_some());
        let letters = whole.then(|| letters.into_bytes().try_into().ok()).flatten();
        letters.map(Self).ok_or(NotACode)
    }
}

fn as_meant(typed: char) -> char {
    match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

/// What the code on a sheet says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SheetCode {
    /// The print that it belongs to.
    pub print: PrintCode,
    /// Which page of it, counted from 1.
    pub page: u16,
    /// How many pages it has.
    pub pages: u16,
    /// Letters of the digest of whose form it is; fewer where there was no room.
    origin: String,
    /// Letters of the digest of what stands on this page.
    sheet: String,
}

impl SheetCode {
    /// The most pages that it can count.
    pub const MOST: usize = (1 << (5 * NUMBER)) - 1;

    /// That of a page of a print; none where it has too many.
    pub fn new(
        print: PrintCode,
        (page, pages): (usize, usize),
        origin: Digest,
        sheet: Digest,
    ) -> Option<Self> {
        let is_counted = 1 <= page && page <= pages && pages <= Self::MOST;
        let number = |number: usize| u16::try_from(number).ok().filter(|_| is_counted);
        Some(Self {
            print,
            page: number(page)?,
            pages: number(pages)?,
            origin: letters_of(origin, LONG.0),
            sheet: letters_of(sheet, LONG.1),
        })
    }

    /// The letters of a QR code.
    pub fn long(&self) -> String {
        self.text(LONG)
    }

    /// The letters of a Data Matrix.
    pub fn short(&self) -> String {
        self.text(SHORT)
    }

    fn text(&self, (origin, sheet): (usize, usize)) -> String {
        let number = |number: u16| {
            let letter = |shift: u16| char::from(LETTERS[usize::from((number >> shift) & 31)]);
            [letter(5), letter(0)].iter().collect::<String>()
        };
        let part = |letters: &str, count: usize| letters.chars().take(count).collect::<String>();
        [
            FORMAT.to_string(),
            self.print.letters().to_owned(),
            number(self.page),
            number(self.pages),
            part(&self.origin, origin),
            part(&self.sheet, sheet),
        ]
        .concat()
    }

    /// As many letters as there are of it.
    fn all(&self) -> String {
        self.text((self.origin.len(), self.sheet.len()))
    }

    /// What letters in a code say; none where it is no code of ours.
    pub fn read(text: &str) -> Option<Self> {
        let letters = text.strip_prefix(FORMAT)?;
        let is_ours = letters.bytes().all(|letter| value(letter).is_some());
        let head = PRINT + 2 * NUMBER;
        let (origin, _) = [LONG, SHORT]
            .into_iter()
            .find(|(origin, sheet)| is_ours && letters.len() == head + origin + sheet)?;
        let number = |at: usize| {
            let pair = &letters.as_bytes()[at..at + NUMBER];
            pair.iter().try_fold(0, |sum, letter| Some(sum << 5 | u16::from(value(*letter)?)))
        };
        let (page, pages) = (number(PRINT)?, number(PRINT + NUMBER)?);
        (1 <= page && page <= pages).then_some(())?;
        Some(Self {
            print: letters[..PRINT].parse().ok()?,
            page,
            pages,
            origin: letters[head..head + origin].to_owned(),
            sheet: letters[head + origin..].to_owned(),
        })
    }

    /// Whether it is of the form and case with this digest, as far as it says.
    pub fn is_from(&self, origin: Digest) -> bool {
        letters_of(origin, self.origin.len()) == self.origin
    }

    /// Whether the same stands on this page and on another, of whichever print.
    pub fn says_what(&self, other: &Self) -> bool {
        let agree = |one: &str, other: &str| one.starts_with(other) || other.starts_with(one);
        (self.page, self.pages) == (other.page, other.pages)
            && agree(&self.origin, &other.origin)
            && agree(&self.sheet, &other.sheet)
    }
}

impl Serialize for SheetCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.all())
    }
}

impl<'de> Deserialize<'de> for SheetCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| de::Error::custom("the letters of a code are asked for"))
    }
}

fn value(letter: u8) -> Option<u8> {
    LETTERS.iter().position(|known| *known == letter).and_then(|place| u8::try_from(place).ok())
}

/// The first bits of a digest, five to the letter.
fn letters_of(digest: Digest, count: usize) -> String {
    let bytes = digest.bytes();
    let bit = |at: usize| (bytes[at / 8] >> (7 - at % 8)) & 1;
    let letter = |at: usize| (at * 5..at * 5 + 5).fold(0, |sum, at| sum << 1 | bit(at));
    (0..count).map(|at| char::from(LETTERS[usize::from(letter(at))])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> SheetCode {
        let (print, origin, sheet) = (Digest::of(b"a"), Digest::of(b"b"), Digest::of(b"c"));
        SheetCode::new(PrintCode::of(print), (2, 40), origin, sheet).unwrap()
    }

    #[test]
    fn what_is_printed_is_read() {
        let code = code();
        assert_eq!((code.long().len(), code.short().len()), (29, 22));
        assert_eq!(SheetCode::read(&code.long()), Some(code.clone()));
        let short = SheetCode::read(&code.short()).unwrap();
        assert_eq!((short.print, short.page, short.pages), (code.print, 2, 40));
        let written = serde_json::to_string(&short).unwrap();
        assert_eq!(serde_json::from_str::<SheetCode>(&written).unwrap(), short);
        assert!(short.says_what(&code) && code.says_what(&short));
        assert!(short.is_from(Digest::of(b"b")) && !short.is_from(Digest::of(b"x")));
    }

    #[test]
    fn other_codes_are_not_ours() {
        let page_beyond = code().long().replacen("0218", "1902", 1);
        for text in
            ["", "S", "https://example.org/", "S7K3Q9F2MXR4T0102ABCDEFGHJKMNU", &page_beyond]
        {
            assert_eq!(SheetCode::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_code_in_letters_may_be_typed() {
        let print = code().print;
        assert_eq!(print.to_string().len(), 14);
        assert_eq!(print.to_string().to_lowercase().replace('-', " ").parse(), Ok(print));
        assert_eq!("7k3q9f2mxr4o".parse::<PrintCode>(), "7K3Q-9F2M-XR40".parse());
        for text in ["", "7K3Q", "7K3Q-9F2M-XR4U", "核对码核对码核对码核对码"] {
            assert_eq!(text.parse::<PrintCode>(), Err(NotACode), "{text}");
        }
    }

    #[test]
    fn pages_are_counted_up_to_a_bound() {
        let digest = Digest::of(b"a");
        let new = |pages| SheetCode::new(PrintCode::of(digest), pages, digest, digest);
        assert!(new((1, 1)).is_some() && new((1, SheetCode::MOST)).is_some());
        assert!(new((0, 1)).is_none() && new((2, 1)).is_none() && new((1, 1024)).is_none());
    }
}
