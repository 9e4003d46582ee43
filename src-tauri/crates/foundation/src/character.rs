//! What a character is: one table for counting, names, paper, codes and the search for personal data, so that none of
//! them takes for a letter, or for nothing, what another does not. What is done with a class is said where it is done.
//!
//! Source: Unicode 17.0: Blocks.txt, DerivedCoreProperties.txt, PropList.txt and chapter 23.

/// 汉字: the unified ideographs with all their extensions, the compatibility ideographs, and 〇, which is written in
/// dates. Neither radicals nor the marks 々 and 〻 are.
///
/// All of the planes 2 and 3 count, as Unicode has it for widths and line ends: what is not assigned there yet is kept
/// for ideographs, so the next extension needs no change here.
pub fn is_han(character: char) -> bool {
    matches!(
        character,
        // 〇; Extension A; the first block; the compatibility ideographs.
        '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        // Extensions B to F and I with the compatibility supplement; G, H and J.
        | '\u{20000}'..='\u{2FFFD}' | '\u{30000}'..='\u{3FFFD}'
    )
}

/// Characters that nobody sees and that take no room: they come in by the clipboard, and are neither printed nor sent.
/// Soft hyphens, zero-width and bidirectional marks, joiners, fillers, variation selectors, the byte order mark, tags
/// (the property Default_Ignorable_Code_Point), and control characters other than white space.
pub fn is_unseen(character: char) -> bool {
    let is_ignorable = matches!(
        character,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    );
    is_ignorable || (character.is_control() && !character.is_whitespace())
}

/// Whether a text holds nothing that anybody could see: white space and what has no shape.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || is_unseen(character))
}

/// The 66 code points that never are characters: programs may keep them for themselves, and no file should hold them.
pub fn is_noncharacter(character: char) -> bool {
    matches!(u32::from(character) & 0xFFFF, 0xFFFE | 0xFFFF)
        || matches!(character, '\u{FDD0}'..='\u{FDEF}')
}

/// Characters whose shape is a matter of agreement: old registers hold rare characters of names there.
pub fn is_private_use(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// A hyphen, or what people type for one within numbers: the hyphens and dashes in a line, the minus, and their small
/// and full-width forms.
pub fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

/// How far the full-width forms of ASCII lie behind it.
const TO_FULL_WIDTH: u32 = 0xFEE0;

/// The half-width form of ASCII and the space; every other character as it is.
pub fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - TO_FULL_WIDTH).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        other => other,
    }
}

/// The full-width form of visible ASCII; every other character as it is.
pub fn full_width(character: char) -> char {
    match character {
        '!'..='~' => char::from_u32(u32::from(character) + TO_FULL_WIDTH).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_of_ideographs_is_han() {
        // Source: Unicode 17.0, Blocks.txt; each with the first and the last that is assigned.
        let blocks = [
            ("Extension A", '\u{3400}', '\u{4DBF}'),
            ("Unified Ideographs", '\u{4E00}', '\u{9FFF}'),
            ("Compatibility Ideographs", '\u{F900}', '\u{FAD9}'),
            ("Extension B", '\u{20000}', '\u{2A6DF}'),
            ("Extension C", '\u{2A700}', '\u{2B73F}'),
            ("Extension D", '\u{2B740}', '\u{2B81D}'),
            ("Extension E", '\u{2B820}', '\u{2CEAD}'),
            ("Extension F", '\u{2CEB0}', '\u{2EBE0}'),
            ("Extension I", '\u{2EBF0}', '\u{2EE5D}'),
            ("Compatibility Supplement", '\u{2F800}', '\u{2FA1D}'),
            ("Extension G", '\u{30000}', '\u{3134A}'),
            ("Extension H", '\u{31350}', '\u{323AF}'),
            ("Extension J", '\u{323B0}', '\u{33479}'),
        ];
        for (name, first, last) in blocks {
            assert!((first..=last).all(is_han), "{name}");
        }
        for other in "々〻⼀⺀ㄅかア가䷀A1，。\u{E000}\u{2FFFE}\u{3FFFF}\u{F0000}".chars()
        {
            assert!(!is_han(other), "{other}");
        }
    }

    #[test]
    fn a_character_is_of_one_class() {
        for character in '\0'..=char::MAX {
            let classes = [
                is_han(character),
                is_unseen(character),
                is_noncharacter(character),
                is_private_use(character),
                is_dash(character),
                character.is_whitespace(),
            ];
            assert!(classes.iter().filter(|is| **is).count() <= 1, "{character:?}");
        }
        assert_eq!(('\0'..=char::MAX).filter(|c| is_noncharacter(*c)).count(), 66);
    }

    #[test]
    fn widths_are_inverse() {
        for half in '!'..='~' {
            assert_eq!(half_width(full_width(half)), half);
        }
        assert_eq!((half_width('\u{3000}'), full_width('中'), half_width('中')), (' ', '中', '中'));
    }
}
