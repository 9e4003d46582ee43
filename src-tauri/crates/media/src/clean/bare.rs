//! Pictures as a PDF holds them: the coded bytes without what only programs read. A PDF says itself how a picture
//! lies and in which colours, so EXIF goes as a whole. What is odd behind the first scan stays as it stands: a
//! picture that viewers show must not be lost. Source: ITU-T T.81, annex B; ISO/IEC 15444-1, annex I.

use super::exif;
use super::removed::Removed;
use crate::bytes::reader::Reader;
use crate::formats::jpeg_segments::{
    APP0, APP1, APP2, APP11, APP13, APP14, APP15, COMMENT, EOI, SOS, Segment, Segments,
};
use crate::labels::{self, XMP, c2pa};

/// JFIF without a thumbnail.
const JFIF: u64 = 14;
/// The mark of a JP2 file, a box of its own.
const JP2: &[u8] = b"\0\0\0\x0CjP  \r\n\x87\n";

/// A JPEG or JP2 without what is not needed to show it, and what that was; none where there is nothing of it, or the
/// bytes are neither.
pub fn bare_picture(bytes: &[u8]) -> Option<(Vec<u8>, Vec<Removed>)> {
    let (bare, mut removed) = if bytes.starts_with(JP2) { jp2(bytes) } else { jpeg(bytes)? };
    removed.sort();
    removed.dedup();
    (!removed.is_empty()).then_some((bare, removed))
}

fn jpeg(bytes: &[u8]) -> Option<(Vec<u8>, Vec<Removed>)> {
    if !bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return None;
    }
    let mut bare = bytes[..2].to_vec();
    let mut removed = Vec::new();
    let mut reader = Reader::through(&bytes);
    let (mut segments, mut done, mut has_scan) = (Segments::new(), 2, false);
    while let Ok(segment) = segments.next(&mut reader) {
        let whole = &bytes[segment.start as usize..segment.end as usize];
        done = segment.end as usize;
        has_scan |= segment.marker == SOS;
        match lost(bytes, segment) {
            Some(lost) => {
                removed.extend(lost);
                bare.extend(label(&bytes[segment.body as usize..segment.body_end as usize]));
            }
            None => bare.extend(whole),
        }
        if segment.marker == EOI {
            if bytes[done..].iter().any(|byte| !matches!(byte, 0 | b'\r' | b'\n')) {
                removed.push(Removed::Behind);
            }
            return Some((bare, removed));
        }
    }
    // Cut off, or odd: viewers show so much of it as they can.
    bare.extend(&bytes[done..]);
    has_scan.then_some((bare, removed))
}

/// What goes with a segment; none where it stays.
fn lost(bytes: &[u8], segment: Segment) -> Option<Vec<Removed>> {
    let body = &bytes[segment.body as usize..segment.body_end as usize];
    match segment.marker {
        APP0 if body.starts_with(b"JFIF\0") => {
            (segment.body_end - segment.body > JFIF).then(|| vec![Removed::Thumbnail])
        }
        APP0 if body.starts_with(b"JFXX\0") => Some(vec![Removed::Thumbnail]),
        APP1 if body.starts_with(b"Exif\0\0") => {
            let (_, mut removed) = exif::inspect(body);
            // An orientation alone goes too, and is nothing to tell of; that something went is.
            removed.push(Removed::Other);
            Some(removed)
        }
        APP1 if body.starts_with(XMP) => {
            Some(exif::xmp(&body[XMP.len()..])).filter(|lost| !lost.is_empty())
        }
        APP1 if body.starts_with(b"http://ns.adobe.com/") => Some(vec![Removed::Descriptions]),
        APP11 if c2pa::is_part(body) => Some(vec![Removed::Manifest]),
        APP2 if body.starts_with(b"ICC_PROFILE\0") => None,
        APP14 if body.starts_with(b"Adobe") => None,
        APP13 | COMMENT => Some(vec![Removed::Descriptions]),
        APP0..=APP15 => Some(vec![Removed::Other]),
        _ => None,
    }
}

/// What of a packet of XMP a picture bears on: labels of what artificial intelligence made.
fn label(body: &[u8]) -> Vec<u8> {
    let packet = body.strip_prefix(XMP).and_then(labels::of_packet);
    let length = |packet: &[u8]| u16::try_from(2 + XMP.len() + packet.len());
    match packet.map(|packet| (length(&packet), packet)) {
        Some((Ok(length), packet)) => {
            [&[0xFF, APP1], &length.to_be_bytes()[..], XMP, &packet].concat()
        }
        _ => Vec::new(),
    }
}

/// Boxes that show nothing are left out; those that do stay where they stand.
fn jp2(bytes: &[u8]) -> (Vec<u8>, Vec<Removed>) {
    let (mut bare, mut removed, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some(head) = bytes.get(at..at + 8) {
        let told = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let length = match told {
            0 => bytes.len() - at,
            8.. => told,
            // Long ones hold the picture itself.
            _ => break,
        };
        let Some(whole) = bytes.get(at..at.saturating_add(length)) else { break };
        match &head[4..] {
            b"uuid" | b"xml " | b"uinf" | b"jp2i" => {
                removed.extend(exif::xmp(whole));
                removed.push(Removed::Descriptions);
            }
            _ => bare.extend(whole),
        }
        at += length;
    }
    bare.extend(&bytes[at..]);
    (bare, removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let mut whole = vec![0xFF, marker];
        whole.extend((body.len() as u16 + 2).to_be_bytes());
        whole.extend(body);
        whole
    }

    fn picture(middle: &[u8], end: &[u8]) -> Vec<u8> {
        let scan = [segment(SOS, &[1, 1, 0, 0, 63, 0]), vec![1, 2, 3, 0xFF, 0, 4]].concat();
        [&[0xFF, 0xD8], middle, &segment(0xC0, &[8; 11]), &scan, end].concat()
    }

    #[test]
    fn a_picture_loses_what_is_not_shown_and_nothing_else() {
        let adobe = segment(APP14, b"Adobe\0\x64\0\0\0\0\x01");
        let profile = segment(APP2, b"ICC_PROFILE\0\x01\x01profile");
        let jfif = segment(APP0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
        let kept = [jfif.clone(), profile, adobe].concat();
        let lost = [
            segment(APP0, b"JFXX\0thumbnail"),
            segment(APP0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01rgb"),
            segment(APP1, b"Exif\0\0MM\0*"),
            segment(APP1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"),
            segment(APP13, b"Photoshop 3.0\0"),
            segment(0xE5, b"unknown"),
            segment(COMMENT, b"a comment"),
        ];
        let bare = picture(&kept, &[0xFF, EOI]);
        assert_eq!(bare_picture(&bare), None, "nothing is lost where there is nothing");
        for lost in lost {
            let whole = picture(&[kept.clone(), lost].concat(), b"\xFF\xD9behind");
            let (found, removed) = bare_picture(&whole).unwrap();
            assert_eq!(found, bare);
            assert!(removed.len() >= 2 && removed.contains(&Removed::Behind), "{removed:?}");
        }
        // A scan that is cut off stays so long as it is.
        let cut = picture(&segment(COMMENT, b"a comment"), b"");
        assert_eq!(bare_picture(&cut).unwrap().0, picture(b"", b""));
        assert_eq!(bare_picture(b"\xFF\xD8\xFFnothing"), None);
    }

    #[test]
    fn a_jp2_loses_its_words() {
        let part = |name: &[u8; 4], body: &[u8]| {
            [&(8 + body.len() as u32).to_be_bytes()[..], name, body].concat()
        };
        let shown = [JP2.to_vec(), part(b"jp2h", b"head")].concat();
        let code = [b"\0\0\0\0jp2c".as_slice(), b"code"].concat();
        let words = [part(b"uuid", b"GPS"), part(b"xml ", b"<a/>")].concat();
        let (bare, removed) = bare_picture(&[&shown[..], &words, &code].concat()).unwrap();
        assert_eq!(bare, [shown, code].concat());
        assert!(removed.contains(&Removed::Descriptions));
    }
}
