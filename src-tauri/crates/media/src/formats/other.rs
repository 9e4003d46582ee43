//! Files that are neither photos nor videos, so that what was renamed is told by its right name.

use crate::facts::container::Container;

/// The kind of a file that no reader takes.
pub(crate) fn by(start: &[u8]) -> Container {
    let is = |magic: &[u8]| start.starts_with(magic);
    if is(b"PK\x03\x04") || is(b"PK\x05\x06") {
        return zip(start);
    }
    let marks: [(&[u8], Container); 10] = [
        (b"Rar!\x1A\x07", Container::Rar),
        (b"7z\xBC\xAF\x27\x1C", Container::SevenZip),
        (b"\x1F\x8B", Container::Gzip),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Container::Ole),
        (b"{\\rtf", Container::Rtf),
        (b"MZ", Container::Exe),
        (b"ID3", Container::Mp3),
        (b"fLaC", Container::Flac),
        (b"#!AMR", Container::Amr),
        (b"%PDF-", Container::Pdf),
    ];
    if let Some((_, container)) = marks.iter().find(|(mark, _)| is(mark)) {
        return *container;
    }
    if is_icon(start) {
        return Container::Icon;
    }
    if is(b"RIFF") && start.get(8..12) == Some(b"WAVE") {
        return Container::Wav;
    }
    // Source: ISO 32000-1, 7.5.2, note: readers look for it in the first 1024 bytes.
    if start.windows(5).any(|window| window == b"%PDF-") {
        return Container::Pdf;
    }
    // An MPEG audio frame: layer III, a bit rate and a sample rate that exist.
    if let [0xFF, second, third, ..] = start
        && second & 0xE6 == 0xE2
        && third >> 4 != 0xF
        && third >> 4 != 0
        && third >> 2 & 3 != 3
    {
        return Container::Mp3;
    }
    text(start)
}

/// An icon or a pointer: a directory of pictures, the first of which stands behind it. A TGA begins alike. Source: the
/// structures ICONDIR and ICONDIRENTRY of Windows.
fn is_icon(start: &[u8]) -> bool {
    let [0, 0, 1 | 2, 0, low, high, entries @ ..] = start else { return false };
    let count = usize::from(u16::from_le_bytes([*low, *high]));
    let offset = entries.get(12..16).and_then(|offset| offset.try_into().ok());
    let offset = offset.map(u32::from_le_bytes).and_then(|offset| usize::try_from(offset).ok());
    count > 0 && entries.get(3) == Some(&0) && offset.is_some_and(|at| at >= 6 + 16 * count)
}

/// An archive, or a document that is one inside: the first names tell.
fn zip(start: &[u8]) -> Container {
    let holds = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
    if holds(b"word/") {
        Container::Word
    } else if holds(b"xl/") {
        Container::Excel
    } else if holds(b"ppt/") {
        Container::Slides
    } else if holds(b"OFD.xml") {
        Container::Ofd
    } else {
        Container::Zip
    }
}

fn text(start: &[u8]) -> Container {
    let begin = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let low = String::from_utf8_lossy(begin).trim_start().to_ascii_lowercase();
    if low.starts_with("<!doctype html") || low.starts_with("<html") {
        return Container::Html;
    }
    if low.starts_with("<svg") || (low.starts_with("<?xml") && low.contains("<svg")) {
        return Container::Svg;
    }
    if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
        return Container::Text;
    }
    // UTF-8 or GBK, but no control characters other than those of texts.
    let plain =
        |byte: &u8| *byte >= 0x20 && *byte != 0x7F || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    let cut = |error: std::str::Utf8Error| error.error_len().is_none();
    let is_text = start.iter().all(plain)
        && (std::str::from_utf8(start).map_or_else(cut, |_| true) || is_gbk(start));
    if is_text { Container::Text } else { Container::Unknown }
}

/// Whether all bytes above 0x7F stand in pairs of GBK. Source: GB 18030, two-byte part.
fn is_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        rest = match (first, after.split_first()) {
            (0..=0x7F, _) | (0x81..=0xFE, None) => after,
            (0x81..=0xFE, Some((0x40..=0x7E | 0x80..=0xFE, after))) => after,
            _ => return false,
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_renamed_is_named() {
        assert_eq!(by("照片说明：".as_bytes()), Container::Text);
        assert_eq!(by(b"\xD5\xD5\xC6\xAC\r\n"), Container::Text);
        assert_eq!(by(b"PK\x03\x04....word/document.xml"), Container::Word);
        assert_eq!(by(b"PK\x03\x04....a.txt"), Container::Zip);
        assert_eq!(by(b"\n<!DOCTYPE HTML><p>"), Container::Html);
        assert_eq!(by(b"\x01\x02\x03\x00\x00"), Container::Unknown);
        // An icon of one picture, and a TGA of 200 by 150 true colours.
        let icon = b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0\x68\x04\0\0\x16\0\0\0";
        assert_eq!(by(icon), Container::Icon);
        let tga = b"\0\0\x02\0\0\0\0\0\0\0\0\0\xC8\0\x96\0\x18\x20\x40\x50\x60\x41\x51\x61";
        assert_eq!(by(tga), Container::Unknown);
    }
}
