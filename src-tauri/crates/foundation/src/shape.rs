//! Characters that nobody sees: they come in by the clipboard, and are neither printed nor sent.

/// Whether a character has no shape and no width: zero-width and bidirectional marks, byte order mark,
/// joiners, variation selectors.
pub fn is_shapeless(character: char) -> bool {
    matches!(
        character,
        '\u{034F}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}
