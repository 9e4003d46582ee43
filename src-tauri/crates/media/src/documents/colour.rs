//! Colours of words and of what is below them. Whether two are told apart is judged by their channels; colours of a theme
//! are known only where every theme has them alike. Source: ECMA-376 part 1, 18.8.19 (`fgColor`), 17.18.38 (`ST_HexColor`).

use super::tags::Tag;

/// Red, green, blue.
pub(super) type Colour = [u8; 3];

pub(super) const WHITE: Colour = [0xFF; 3];

/// Judgement: nobody reads letters whose channels differ from the ground by three in a hundred.
const ALIKE: u8 = 8;

/// Whether words of one colour are not seen on the other.
pub(super) fn are_alike(words: Colour, ground: Colour) -> bool {
    words.iter().zip(ground).all(|(word, below)| word.abs_diff(below) <= ALIKE)
}

/// `FFFFFF`, or `FFFFFFFF` with its opacity before it.
pub(super) fn of_hex(text: &[u8]) -> Option<Colour> {
    let text = std::str::from_utf8(text).ok()?;
    let plain = text.strip_prefix('#').unwrap_or(text);
    let plain = if plain.len() == 8 { plain.get(2..)? } else { plain };
    let number = u32::from_str_radix(plain, 16).ok().filter(|_| plain.len() == 6)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// The first colours of the palette that workbooks have without saying so. Source: ECMA-376 part 1, 18.8.27.
const PALETTE: [Colour; 8] = [
    [0, 0, 0],
    WHITE,
    [0xFF, 0, 0],
    [0, 0xFF, 0],
    [0, 0, 0xFF],
    [0xFF, 0xFF, 0],
    [0xFF, 0, 0xFF],
    [0, 0xFF, 0xFF],
];

/// A colour of a workbook, where it does not depend on a theme of its own.
pub(super) fn of_workbook(tag: &Tag<'_>) -> Option<Colour> {
    if let Some(hex) = tag.raw("rgb") {
        return of_hex(hex);
    }
    let is_plain = tag.number("tint").is_none_or(|tint| tint == 0.0);
    match (tag.number("theme"), tag.number("indexed")) {
        // The first two are the ground and the words of a sheet.
        (Some(0.0), _) if is_plain => Some(WHITE),
        (Some(1.0), _) if is_plain => Some([0; 3]),
        (None, Some(65.0)) => Some(WHITE),
        (None, Some(64.0)) => Some([0; 3]),
        (None, Some(number)) if (0.0..16.0).contains(&number) => Some(PALETTE[number as usize % 8]),
        _ => None,
    }
}

/// The colours of a marker. Source: ECMA-376 part 1, 17.18.40.
pub(super) fn of_marker(name: &[u8]) -> Option<Colour> {
    Some(match name {
        b"white" => WHITE,
        b"black" => [0; 3],
        b"yellow" => [0xFF, 0xFF, 0],
        b"red" => [0xFF, 0, 0],
        b"green" => [0, 0xFF, 0],
        b"cyan" => [0, 0xFF, 0xFF],
        b"blue" => [0, 0, 0xFF],
        b"magenta" => [0xFF, 0, 0xFF],
        b"darkBlue" => [0, 0, 0x80],
        b"darkRed" => [0x80, 0, 0],
        b"darkGray" => [0x80; 3],
        b"lightGray" => [0xC0; 3],
        _ => return None,
    })
}
