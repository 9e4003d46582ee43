//! Names of files as people read them, and texts of others as a terminal may be given them.
//!
//! A name on Linux is bytes. Photos that came out of an archive of a Chinese Windows have names in GBK there: they are
//! told by the characters that were meant, and found again by them (`disk::meant`).

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::{Component, Path};

use encoding_rs::GB18030;

/// A name as text: as it is, or as GBK, or with `%` and two digits for each byte that is neither.
pub fn name_text(name: &OsStr) -> Cow<'_, str> {
    if let Some(text) = name.to_str() {
        return text.into();
    }
    bytes_text(name.as_encoded_bytes())
}

/// Bytes of others as text: as UTF-8, or as GBK, or with `%` and two digits for each byte that is neither.
pub fn bytes_text(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.into();
    }
    match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => text.into_owned().into(),
        None => spelt(bytes).into(),
    }
}

/// A path as text, each name of it by itself.
pub fn path_text(path: &Path) -> Cow<'_, str> {
    if let Some(text) = path.to_str() {
        return text.into();
    }
    let mut text = String::new();
    for part in path.components() {
        if !text.is_empty() && !text.ends_with(std::path::MAIN_SEPARATOR) {
            text.push(std::path::MAIN_SEPARATOR);
        }
        match part {
            Component::RootDir => text.push(std::path::MAIN_SEPARATOR),
            part => text += &name_text(part.as_os_str()),
        }
    }
    text.into()
}

fn spelt(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text += chunk.valid();
        chunk.invalid().iter().for_each(|byte| text += &format!("%{byte:02X}"));
    }
    text
}

/// A path as it is told in a sentence: on one line, and with nothing in it that would be an order.
pub fn shown(path: &Path) -> String {
    visible(&path_text(path)).replace('\n', "␊")
}

/// A text without orders to a terminal: control characters but for line ends as the signs for them, what turns the
/// direction of writing by its number.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_order) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // Unicode has a picture for each control character of ASCII.
            '\0'..='\u{1F}' if is_order(character) => {
                shown.extend(char::from_u32(0x2400 + u32::from(character)));
            }
            '\u{7F}' => shown.push('␡'),
            _ if is_order(character) => shown += &format!("<U+{:04X}>", u32::from(character)),
            _ => shown.push(character),
        }
    }
    shown.into()
}

/// Whether a terminal would do something at a character instead of showing it: the control characters but tab and line
/// end, the marks of direction, and the ends of lines and paragraphs of Unicode.
pub fn is_order(character: char) -> bool {
    let is_direction = matches!(
        character,
        '\u{61C}'
            | '\u{200E}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
    );
    is_direction || (character.is_control() && !matches!(character, '\t' | '\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn named(bytes: &[u8]) -> &Path {
        use std::os::unix::ffi::OsStrExt as _;
        Path::new(OsStr::from_bytes(bytes))
    }

    #[cfg(unix)]
    #[test]
    fn names_of_an_old_windows_are_read() {
        // 照片 in UTF-8, 村店 in GBK.
        let path = named(b"/\xE7\x85\xA7\xE7\x89\x87/\xB4\xE5\xB5\xEA.jpg");
        assert_eq!(path_text(path), "/照片/村店.jpg");
        assert_eq!(path_text(named(b"a\xFF\xE7\x85\xA7.jpg")), "a%FF照.jpg");
        assert_eq!(path_text(named(b"../\xB4\xE5")), "../村");
        assert!(matches!(path_text(Path::new("/照片/1.jpg")), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_that_is_shown_is_an_order() {
        assert_eq!(visible("a\u{1B}[2Jb\r\nc\td"), "a␛[2Jb␍\nc\td");
        assert_eq!(visible("\u{7F}\u{9B}31m\u{202E}gpj"), "␡<U+009B>31m<U+202E>gpj");
        assert_eq!(shown(Path::new("a\nb\u{7}")), "a␊b␇");
        let all: String = ('\0'..=char::MAX).collect();
        assert!(!visible(&all).contains(is_order));
        assert_eq!(visible("“一店带多户”😀"), "“一店带多户”😀");
    }
}
