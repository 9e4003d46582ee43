//! Where documents bear labels: the properties of Word, Excel, PowerPoint, OpenDocument and OFD, the packets and the list
//! of words of a PDF, and the photos in all of them. They go along as they are. Source: GB 45438-2025, annex E;
//! ECMA-376 part 1, 15.2.12.2 (custom properties); OpenDocument 1.3 part 3, 4.3.3; GB/T 33190, 7.3; ISO 32000-1, 14.3.

use super::packet::{find as place, unescaped};
use super::{KEY, Labels, MOST_PACKET, Reach, aigc};
use crate::bytes::reader::{Read, Reader};
use crate::documents::archive::{Archive, Entry};
use crate::facts::container::Kind;
use crate::formats::sniff::sniff;

/// The parts of an archive that say something of the whole.
const PROPERTIES: [&str; 5] =
    ["docProps/custom.xml", "docProps/core.xml", "docProps/app.xml", "meta.xml", "OFD.xml"];
/// A photo, and all of them together: what is longer is not looked into.
const MOST_OF_PHOTO: u64 = 32 << 20;
const MOST_OF_PHOTOS: u64 = 128 << 20;
/// A PDF is searched in pieces that lie over each other, so that a packet is found whole.
const PIECE: u64 = 2 * MOST_PACKET;
/// Where only the ends of a PDF are looked at.
const END: u64 = 64 << 10;

pub(super) fn archive(reader: &mut Reader<'_>, reach: Reach, labels: &mut Labels) -> Read<()> {
    let archive = Archive::read(reader)?;
    for entry in archive.entries.iter().filter(|entry| PROPERTIES.contains(&&*entry.name)) {
        properties(&entry.unpacked(reader, MOST_PACKET)?, labels);
    }
    let mut left = MOST_OF_PHOTOS;
    if reach == Reach::Whole {
        for entry in archive.entries.iter().filter(|entry| is_picture(&entry.name)) {
            left = left.saturating_sub(entry.length);
            if labels.label().is_some() || left == 0 {
                break;
            }
            picture(reader, entry, labels)?;
        }
    }
    Ok(())
}

/// Where the pictures of documents lie.
fn is_picture(name: &str) -> bool {
    name.contains("/media/") || name.starts_with("Pictures/") || name.contains("/Res/")
}

/// What a photo in a document bears. Where it comes from says nothing of the document.
fn picture(reader: &mut Reader<'_>, entry: &Entry, labels: &mut Labels) -> Read<()> {
    if entry.length > MOST_OF_PHOTO {
        return Ok(());
    }
    let bytes = entry.unpacked(reader, MOST_OF_PHOTO)?;
    let source = bytes.as_slice();
    let mut reader = Reader::through(&source);
    let kind = sniff(&mut reader)?.container;
    if kind.kind() == Kind::Photo {
        let found = super::find(&mut reader, kind, Reach::Ends)?;
        *labels = Labels { origin: labels.origin, ..found };
    }
    Ok(())
}

/// What a part of XML says: a property of that name, or words that hold the label.
fn properties(xml: &[u8], labels: &mut Labels) {
    let mut rest = xml;
    while let Some(at) = place(rest, b"ame=") {
        rest = &rest[at + 4..];
        let Some((quote, behind)) = rest.split_first() else { return };
        let name = behind.split(|byte| byte == quote).next().unwrap_or_default();
        if super::is_key(name) {
            labels.take_own(words_behind(rest));
        }
    }
    labels.take_own(aigc::in_text(&unescaped(xml)));
}

/// The first words behind the tag that is open here.
fn words_behind(tag: &[u8]) -> Option<Vec<u8>> {
    let mut rest = tag;
    // The value stands in an element that says its type, or in none.
    for _ in 0..3 {
        rest = &rest[rest.iter().position(|byte| *byte == b'>')? + 1..];
        let words = rest.split(|byte| *byte == b'<').next()?.trim_ascii();
        if !words.is_empty() {
            return Some(unescaped(words)).filter(|words| words.len() <= super::LONGEST);
        }
    }
    None
}

/// A PDF as its bytes stand: packets are not packed, so that anybody finds them. What is packed is read where PDFs are.
pub(super) fn pdf(reader: &mut Reader<'_>, reach: Reach, labels: &mut Labels) -> Read<()> {
    let length = reader.length();
    if reach == Reach::Ends {
        let start = reader.some(0, END)?;
        in_bytes(&start, labels);
        let (_, tail) = reader.tail(END)?;
        in_bytes(&tail, labels);
        return Ok(());
    }
    let mut at = 0;
    while at < length && labels.label().is_none() {
        in_bytes(&reader.some(at, PIECE)?, labels);
        at += PIECE - MOST_PACKET;
    }
    Ok(())
}

fn in_bytes(bytes: &[u8], labels: &mut Labels) {
    let mut rest = bytes;
    while let Some(at) = place(rest, b"xmpmeta") {
        rest = &rest[at + b"xmpmeta".len()..];
        let end = place(rest, b"</x:xmpmeta").unwrap_or(rest.len());
        let packet = &rest[..end.min(MOST_PACKET as usize)];
        labels.take_packet(packet);
        rest = &rest[end..];
        rest = rest.strip_prefix(b"</x:xmpmeta").unwrap_or(rest);
    }
    let mut rest = bytes;
    while let Some(at) = place(rest, &[b"/", KEY].concat()) {
        rest = &rest[at + 1 + KEY.len()..];
        labels.take_own(string(rest.trim_ascii_start()));
    }
}

/// A string of a PDF, of letters or of digits. Source: ISO 32000-1, 7.3.4 and 7.9.2.2.
fn string(bytes: &[u8]) -> Option<Vec<u8>> {
    let bytes = &bytes[..bytes.len().min(2 * super::LONGEST)];
    let plain = match bytes.split_first()? {
        (b'(', rest) => letters(rest)?,
        (b'<', rest) if rest.first() != Some(&b'<') => {
            let digits = rest.split(|byte| *byte == b'>').next()?;
            let digit = |byte: &u8| char::from(*byte).to_digit(16).map(|digit| digit as u8);
            let digits: Vec<u8> = digits.iter().filter_map(digit).collect();
            digits.chunks(2).map(|two| two[0] << 4 | two.get(1).unwrap_or(&0)).collect()
        }
        _ => return None,
    };
    let Some(wide) = plain.strip_prefix(b"\xFE\xFF") else {
        return Some(plain).filter(|plain| !plain.is_empty());
    };
    let units: Vec<u16> =
        wide.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
    Some(String::from_utf16_lossy(&units).into_bytes()).filter(|plain| !plain.is_empty())
}

/// Up to the bracket that closes it; brackets within it come in pairs.
fn letters(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut plain, mut depth, mut at) = (Vec::new(), 0u32, 0);
    loop {
        let byte = *bytes.get(at)?;
        at += 1;
        match byte {
            b'\\' => {
                let digits = bytes[at..].iter().take(3).take_while(|byte| byte.is_ascii_digit());
                let digits = digits.count();
                if digits > 0 {
                    let number = bytes[at..at + digits].iter();
                    plain.push(
                        number.fold(0u32, |sum, digit| sum * 8 + u32::from(digit - b'0')) as u8
                    );
                    at += digits;
                    continue;
                }
                plain.push(match *bytes.get(at)? {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    byte => byte,
                });
                at += 1;
                continue;
            }
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(plain),
            b')' => depth -= 1,
            _ => {}
        }
        plain.push(byte);
    }
}
