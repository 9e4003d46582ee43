//! The tags of a part of a document, one behind the other. No tree is made: what is asked of them is whether one is
//! there, and what it says. Prefixes of namespaces are any program's choice, so names are compared without.

use crate::labels::packet::{find, unescaped};

/// A tag, and the words up to the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'x> {
    /// Without its prefix.
    pub(super) name: &'x [u8],
    /// Whether it ends an element that another began.
    pub(super) is_end: bool,
    /// Whether it ends the element that it begins.
    pub(super) is_alone: bool,
    attributes: &'x [u8],
    text: &'x [u8],
}

impl<'x> Tag<'x> {
    /// Whether it begins an element of this name.
    pub(super) fn begins(&self, name: &str) -> bool {
        !self.is_end && self.name == name.as_bytes()
    }

    /// What stands under a name, without its prefix; as it is written.
    pub(super) fn raw(&self, name: &str) -> Option<&'x [u8]> {
        let mut rest = self.attributes;
        loop {
            let equals = rest.iter().position(|byte| *byte == b'=')?;
            let key = local(rest[..equals].trim_ascii());
            let value = rest[equals + 1..].trim_ascii_start();
            let quote = *value.first().filter(|quote| matches!(quote, b'"' | b'\''))?;
            let length = value[1..].iter().position(|byte| *byte == quote)?;
            if key == name.as_bytes() {
                return Some(&value[1..=length]);
            }
            rest = &value[length + 2..];
        }
    }

    /// The same in plain words.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.raw(name).map(|value| String::from_utf8_lossy(&unescaped(value)).into_owned())
    }

    /// Whether something stands under a name that is none of a namespace.
    pub(super) fn has_values(&self) -> bool {
        let mut rest = self.attributes;
        while let Some(equals) = rest.iter().position(|byte| *byte == b'=') {
            let key = rest[..equals].trim_ascii();
            let value = rest[equals + 1..].trim_ascii_start();
            let quote = value.first().copied();
            let length = value.iter().skip(1).position(|byte| Some(*byte) == quote);
            let Some(length) = length else { return false };
            if length > 0 && !key.starts_with(b"xmlns") {
                return true;
            }
            rest = &value[length + 2..];
        }
        false
    }

    /// Whether it says yes under a name. Source: ECMA-376 part 1, 22.9.2.7.
    pub(super) fn says(&self, name: &str) -> bool {
        matches!(self.raw(name), Some(b"1" | b"true" | b"on"))
    }

    /// The number under a name.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        std::str::from_utf8(self.raw(name)?).ok()?.trim().parse().ok()
    }

    /// The words behind it, in plain words.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&unescaped(self.text)).trim().to_owned()
    }

    /// Whether words stand behind it.
    pub(super) fn has_text(&self) -> bool {
        !self.is_alone && !self.text.trim_ascii().is_empty()
    }
}

/// The tags of a part, without remarks and orders to programs.
pub(super) fn tags(xml: &[u8]) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.iter().position(|byte| *byte == b'<')? + 1..];
            let skipped: Option<&[u8]> = match rest {
                [b'!', b'-', b'-', ..] => Some(b"-->"),
                [b'?', ..] => Some(b"?>"),
                [b'!', ..] => Some(b">"),
                _ => None,
            };
            match skipped {
                Some(end) => rest = &rest[find(rest, end)?..],
                None => break,
            }
        }
        let end = end_of(rest)?;
        let (inside, behind) = (&rest[..end], &rest[end + 1..]);
        rest = behind;
        let is_end = inside.first() == Some(&b'/');
        let is_alone = inside.last() == Some(&b'/');
        let inside = &inside[usize::from(is_end)..inside.len() - usize::from(is_alone && end > 1)];
        let name = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
        let words = behind.iter().position(|byte| *byte == b'<').unwrap_or(behind.len());
        Some(Tag {
            name: local(&inside[..name]),
            is_end,
            is_alone,
            attributes: &inside[name..],
            text: &behind[..words],
        })
    })
}

/// Where a tag ends: its values may hold what ends one.
fn end_of(tag: &[u8]) -> Option<usize> {
    let mut quote = None;
    tag.iter().position(|byte| {
        match (quote, *byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        quote.is_none() && *byte == b'>'
    })
}

fn local(name: &[u8]) -> &[u8] {
    let prefix = name.iter().rposition(|byte| *byte == b':');
    &name[prefix.map_or(0, |colon| colon + 1)..]
}

/// A part as UTF-8, which nearly all are. Source: ECMA-376 part 2, 9.1.4: UTF-16 is the other that may be.
pub(super) fn in_utf8(bytes: Vec<u8>) -> Vec<u8> {
    let number: fn([u8; 2]) -> u16 = match bytes.first_chunk() {
        Some([0xFF, 0xFE]) => u16::from_le_bytes,
        Some([0xFE, 0xFF]) => u16::from_be_bytes,
        _ => return bytes,
    };
    let units = bytes[2..].chunks_exact(2).map(|pair| number([pair[0], pair[1]]));
    let text: String =
        char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{FFFD}')).collect();
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_whatever_their_prefixes_and_quotes() {
        let xml = b"<?xml a='>'?><!-- <x/> --><a:b c:d = 'e > \"f\"' g=\"1\"> h &lt; <i/></a:b>";
        let all: Vec<Tag<'_>> = tags(xml).collect();
        assert_eq!(all.len(), 3);
        assert!(all[0].begins("b") && all[0].says("g") && all[0].has_text());
        assert_eq!(all[0].value("d").as_deref(), Some("e > \"f\""));
        assert_eq!(all[0].text(), "h <");
        assert!(all[1].is_alone && all[2].is_end && !all[2].begins("b"));
        for end in 0..xml.len() {
            let _ = tags(&xml[..end]).filter(|tag| tag.value("d").is_some()).count();
        }
    }

    #[test]
    fn parts_in_utf_16_are_read_too() {
        let words = "<a>张三</a>";
        let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(in_utf8([&[0xFF, 0xFE], &little[..]].concat()), words.as_bytes());
        assert_eq!(in_utf8(words.into()), words.as_bytes());
    }
}
