//! The value of a label: a text in JSON, kept as it stands. Source: GB 45438-2025, annex E.

use super::LONGEST;
use crate::facts::ai_label::AiShare;
use crate::formats::exif::Tiff;

/// Description, the comments of Windows and of the camera, which some write here, who made it, and what else
/// Windows shows; what programs write for want of a better place.
pub(super) const IN_FIRST: &[u16] =
    &[0x010E, 0x9C9C, 0x9286, 0x013B, 0x8298, 0x9C9B, 0x9C9D, 0x9C9E, 0x9C9F];
pub(super) const IN_CAMERA: &[u16] = &[0x9286, 0x927C];
/// The directory of the camera.
pub(super) const CAMERA: u16 = 0x8769;

/// What a value says: 1 made, 2 maybe, 3 suspected. Whoever labels without saying it labels what was made.
pub(super) fn share(value: &[u8]) -> AiShare {
    let said = after(value, b"\"Label\"").and_then(|rest| {
        let rest = rest.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
        rest.strip_prefix(b"\"").unwrap_or(rest).first().copied()
    });
    match said {
        Some(b'2') => AiShare::Maybe,
        Some(b'3') => AiShare::Suspected,
        _ => AiShare::Made,
    }
}

/// The label in a text that may say more: the JSON around its name, or behind it.
pub(super) fn in_text(text: &[u8]) -> Option<Vec<u8>> {
    let is_label = |at: usize, json: &[u8]| {
        let has = |word: &[u8]| after(json, word).is_some();
        has(b"\"Label\"") && (has(b"AIGC") || has(b"\"ContentProducer\"") || is_named(&text[..at]))
    };
    let starts = text.iter().enumerate().filter(|(_, byte)| **byte == b'{').map(|(at, _)| at);
    starts
        .take(8)
        .filter_map(|at| Some((at, object(&text[at..])?)))
        .find(|(at, json)| is_label(*at, json))
        .map(|(_, json)| json.to_vec())
}

/// Whether the name of the label stands last, as in `AIGC: {…}`.
fn is_named(before: &[u8]) -> bool {
    let name = before.trim_ascii_end();
    let name = name.strip_suffix(b":").or_else(|| name.strip_suffix(b"=")).unwrap_or(name);
    let name = name.trim_ascii_end();
    let name = name.strip_suffix(b"\"").unwrap_or(name);
    let end = name.len().checked_sub(4).map(|at| &name[at..]);
    end.is_some_and(|end| end.eq_ignore_ascii_case(b"AIGC"))
}

/// The label in a block of EXIF.
pub(super) fn in_exif(block: &[u8]) -> Option<Vec<u8>> {
    let tiff = Tiff::of(block.strip_prefix(b"Exif\0\0").unwrap_or(block))?;
    let first = tiff.first()?;
    let camera = tiff.below(&first, CAMERA);
    let of = |entries: &[(u16, usize)], tags: &[u16]| {
        let entries = entries.iter().filter(|(tag, _)| tags.contains(tag));
        entries.filter_map(|(_, at)| tiff.bytes(*at)).find_map(in_words)
    };
    of(&first, IN_FIRST).or_else(|| of(&camera, IN_CAMERA))
}

/// The label in words of one byte a letter, or of two, whichever of them comes first.
pub(super) fn in_words(words: &[u8]) -> Option<Vec<u8>> {
    let wide = |number: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = words.chunks_exact(2).map(|two| number([two[0], two[1]])).collect();
        in_text(String::from_utf16_lossy(&units).as_bytes())
    };
    in_text(words).or_else(|| wide(u16::from_be_bytes)).or_else(|| wide(u16::from_le_bytes))
}

/// The object that a text begins with.
fn object(text: &[u8]) -> Option<&[u8]> {
    let (mut depth, mut in_string, mut escaped) = (0u32, false, false);
    for (at, byte) in text.iter().enumerate().take(LONGEST) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => {
                depth -= 1;
                if depth == 0 {
                    return Some(&text[..=at]);
                }
            }
            _ => {}
        }
    }
    None
}

fn after<'t>(text: &'t [u8], word: &[u8]) -> Option<&'t [u8]> {
    let at = text.windows(word.len()).position(|window| window == word)?;
    Some(&text[at + word.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_found_in_other_words_and_kept_as_it_stands() {
        let label = r#"{"AIGC":{"Label":"3","ContentProducer":"某{公司\"","ProduceID":"1"}}"#;
        let text = format!("said {{x}} {label} and more");
        assert_eq!(in_text(text.as_bytes()).as_deref(), Some(label.as_bytes()));
        assert_eq!(share(label.as_bytes()), AiShare::Suspected);
        for (value, said) in [
            (r#"{"Label" : 2}"#, AiShare::Maybe),
            (r#"{"Label":"AIGC"}"#, AiShare::Made),
            ("1", AiShare::Made),
        ] {
            assert_eq!(share(value.as_bytes()), said, "{value}");
        }
        for named in
            [r#"AIGC{"Label":"1"}"#, r#"x AIGC : {"Label":"1"} y"#, r#"aigc={"Label":"1"}"#]
        {
            assert_eq!(in_text(named.as_bytes()).as_deref(), Some(&br#"{"Label":"1"}"#[..]));
        }
        for none in [r#"{"Label":"1"}"#, r#"{"Label":"1","AIGC":"#, "AIGC Label", ""] {
            assert_eq!(in_text(none.as_bytes()), None, "{none}");
        }
    }

    #[test]
    fn a_label_in_the_comment_of_either_order_is_found() {
        let label = r#"{"AIGC":{"Label":"1","ContentProducer":"某公司"}}"#;
        let wide = label.encode_utf16().flat_map(u16::to_le_bytes);
        let wide: Vec<u8> = b"UNICODE\0".iter().copied().chain(wide).collect();
        for comment in [[b"ASCII\0\0\0", label.as_bytes()].concat(), wide] {
            let mut block = b"MM\0\x2A\0\0\0\x08\0\x01".to_vec();
            block.extend(b"\x87\x69\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0");
            block.extend(b"\0\x01\x92\x86\0\x07");
            block.extend((comment.len() as u32).to_be_bytes());
            block.extend(b"\0\0\0\x2C\0\0\0\0");
            block.extend(&comment);
            assert_eq!(in_exif(&block).as_deref(), Some(label.as_bytes()));
        }
    }
}
