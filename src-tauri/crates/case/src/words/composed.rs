//! Texts as NFC has them. Nearly all that are typed are so already, which is seen in a fraction of the time that
//! composing them takes.

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// The characters of a text after NFC.
pub fn composed(text: &str) -> impl Iterator<Item = char> {
    let is_so = is_nfc_quick(text.chars()) == IsNormalized::Yes;
    let (as_it_is, made) =
        if is_so { (Some(text.chars()), None) } else { (None, Some(text.nfc())) };
    as_it_is.into_iter().flatten().chain(made.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_what_nfc_makes_of_them() {
        for text in [
            "",
            "一店带多户",
            "e\u{301}\u{327}",
            "葛\u{E0100}",
            "\u{1100}\u{1161}",
            "が\u{3099}",
            "\u{2126}",
        ] {
            assert_eq!(
                composed(text).collect::<String>(),
                text.nfc().collect::<String>(),
                "{text}"
            );
        }
    }
}
