//! Characters of symbol fonts as characters that any font has. Line 1: a table.

/// The boxes of Wingdings and Wingdings 2 by their codes, with or without the private-use offset.
/// Source: the tables of both fonts in Unicode's L2/11-149.
const WINGDINGS: &[(u32, char)] = &[
    (0x6F, '□'),
    (0x71, '□'),
    (0x72, '□'),
    (0xA8, '□'),
    (0xA1, '○'),
    (0xFC, '√'),
    (0xFE, '☑'),
    (0x6E, '■'),
    (0xFD, '☒'),
];
const WINGDINGS_2: &[(u32, char)] = &[
    (0xA3, '□'),
    (0x2A, '□'),
    (0x30, '□'),
    (0x35, '□'),
    (0x50, '√'),
    (0x52, '☑'),
    (0x51, '☒'),
    (0x53, '☒'),
    (0x54, '☑'),
    (0x99, '○'),
];

/// What `w:sym` shows.
pub(crate) fn symbol(font: &str, code: &str) -> char {
    let Ok(code) = u32::from_str_radix(code, 16) else { return '□' };
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let table = if font.contains('2') { WINGDINGS_2 } else { WINGDINGS };
    table.iter().find(|(known, _)| *known == code).map_or('•', |(_, character)| *character)
}

/// A private-use character that came in by a symbol font typed over text.
pub(crate) fn plain(character: char) -> char {
    match character {
        '\u{F06F}' | '\u{F0A8}' | '\u{F0A3}' | '\u{F071}' | '\u{F072}' => '□',
        '\u{F0FE}' | '\u{F052}' => '☑',
        '\u{F0FC}' => '√',
        '\u{F0B7}' | '\u{F06C}' | '\u{F0D8}' | '\u{F0B2}' => '•',
        '\u{A0}' => ' ',
        '\u{2011}' => '-',
        other => other,
    }
}
