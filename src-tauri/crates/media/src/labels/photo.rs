//! Where photos of segments, chunks and blocks bear labels: XMP, EXIF, IPTC, manifests, and texts of a PNG. Source: XMP
//! part 3, 1.1; IPTC IIM 4.2; W3C PNG, 11.3.3; RFC 9649, 2.7.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::{LONGEST, Labels, MOST_PACKET, Reach, c2pa, origin};
use crate::bytes::reader::{Read, Reader};
use crate::formats::jpeg_segments::{APP1, APP11, APP13, COMMENT, EOI, SOS, Segments};
use crate::formats::photo::gif::{colours, joined, pieces_end};
use crate::formats::photo::png::last_chunks;

/// Before what stands in a JPEG as XMP.
pub(crate) const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// The name of a text of a PNG that holds XMP.
const XMP_TEXT: &[u8] = b"XML:com.adobe.xmp";
/// Of one that holds the label itself. Source: what the services 豆包 and 即梦 write.
const LABEL_TEXT: &[u8] = b"AIGC";

/// A block of a GIF that holds words. Source: GIF89a specification, 24.
const COMMENT_OF_GIF: u8 = 0xFE;

/// So many chunks of data are passed over to find what stands behind them. Judgement: a reader that only wants to know
/// looks at the end instead.
const MOST_DATA: u32 = 32;

pub(super) fn jpeg(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let mut segments = Segments::new();
    let mut manifest = Vec::new();
    let walked = loop {
        let segment = match segments.next_head(reader) {
            Ok(segment) => segment,
            Err(stop) => break Err(stop),
        };
        let length = segment.body_end - segment.body;
        match segment.marker {
            APP1 => {
                let body = reader.bytes(segment.body, length)?;
                if body.starts_with(b"Exif\0\0") {
                    labels.take_exif(&body);
                } else if let Some(packet) = body.strip_prefix(XMP) {
                    labels.take_packet(packet);
                }
            }
            APP11 if (manifest.len() as u64) < c2pa::MOST => {
                let body = reader.bytes(segment.body, length)?;
                if c2pa::is_part(&body) {
                    manifest.extend(c2pa::part(&body));
                }
            }
            APP13 => labels.take_records(&reader.bytes(segment.body, length)?),
            COMMENT => {
                let words = reader.bytes(segment.body, length)?;
                labels.take_words(&words);
            }
            SOS | EOI => break Ok(()),
            _ => {}
        }
    };
    labels.take_manifest(&manifest);
    walked
}

pub(super) fn png(reader: &mut Reader<'_>, reach: Reach, labels: &mut Labels) -> Read<()> {
    let (mut at, mut data) = (8, 0);
    loop {
        let (length, name) = (u64::from(reader.be32(at)?), reader.array::<4>(at + 4)?);
        match &name {
            b"IEND" => return Ok(()),
            b"IDAT" | b"fdAT" => data += 1,
            _ => chunk(reader, name, (at + 8, length), labels)?,
        }
        at += length + 12;
        if data > MOST_DATA && reach == Reach::Ends {
            break;
        }
    }
    for (name, at, length) in last_chunks(reader)?.into_iter().filter(|(_, place, _)| *place >= at)
    {
        chunk(reader, name, (at, length), labels)?;
    }
    Ok(())
}

/// Takes what a chunk of a PNG says.
fn chunk(
    reader: &mut Reader<'_>,
    name: [u8; 4],
    (at, length): (u64, u64),
    labels: &mut Labels,
) -> Read<()> {
    match &name {
        b"eXIf" => labels.take_exif(&reader.some(at, length.min(MOST_PACKET))?),
        b"caBX" => labels.take_manifest(&reader.some(at, length.min(c2pa::MOST))?),
        b"tEXt" | b"zTXt" | b"iTXt" => {
            let head = reader.some(at, length.min(XMP_TEXT.len() as u64 + 1))?;
            let keyword = head.split(|byte| *byte == 0).next().unwrap_or_default();
            if head.starts_with(XMP_TEXT) || is_label_text(&head) || origin::may_say(keyword) {
                let body = reader.some(at, length.min(MOST_PACKET))?;
                if let Some((keyword, words)) = text(name, &body) {
                    if keyword == LABEL_TEXT {
                        labels.take_own(Some(words).filter(|words| words.len() <= LONGEST));
                    } else if keyword == XMP_TEXT {
                        labels.take_packet(&words);
                    } else {
                        labels.take_origin(|| origin::in_text(keyword, &words));
                    }
                }
            }
        }
        _ => {}
    }
    Ok(())
}

/// Whether what a chunk of text holds is a label.
pub(crate) fn is_label_text(body: &[u8]) -> bool {
    body.strip_prefix(LABEL_TEXT).is_some_and(|rest| rest.first() == Some(&0))
}

/// The keyword and the words of a text, unpacked.
fn text(name: [u8; 4], body: &[u8]) -> Option<(&[u8], Vec<u8>)> {
    let end = body.iter().position(|byte| *byte == 0)?;
    let (keyword, rest) = (&body[..end], &body[end + 1..]);
    let (is_packed, words) = match &name {
        b"tEXt" => (false, rest),
        b"zTXt" => (true, rest.get(1..)?),
        _ => {
            // Whether and how it is packed, its language, and its keyword in that.
            let mut parts = rest.get(2..)?.splitn(3, |byte| *byte == 0);
            (rest[0] == 1, parts.nth(2)?)
        }
    };
    if !is_packed {
        return Some((keyword, words.to_vec()));
    }
    let mut unpacked = Vec::new();
    // What is cut off says what it says so far.
    let _ = ZlibDecoder::new(words).take(MOST_PACKET).read_to_end(&mut unpacked);
    Some((keyword, unpacked))
}

pub(super) fn webp(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let end = (u64::from(reader.le32(4)?) + 8).min(reader.length());
    let mut at = 12;
    while at + 8 <= end {
        let (name, length): ([u8; 4], _) = (reader.array(at)?, u64::from(reader.le32(at + 4)?));
        match &name {
            b"EXIF" => labels.take_exif(&reader.some(at + 8, length.min(MOST_PACKET))?),
            b"XMP " => labels.take_packet(&reader.some(at + 8, length.min(MOST_PACKET))?),
            b"C2PA" => labels.take_manifest(&reader.some(at + 8, length.min(c2pa::MOST))?),
            _ => {}
        }
        at += 8 + length + length % 2;
    }
    Ok(())
}

pub(super) fn gif(reader: &mut Reader<'_>, reach: Reach, labels: &mut Labels) -> Read<()> {
    let mut at = 13 + colours(reader.byte(10)?);
    loop {
        match reader.byte(at)? {
            0x21 => {
                let end = pieces_end(reader, at + 2)?;
                let kind = reader.byte(at + 1)?;
                if kind == COMMENT_OF_GIF {
                    let words = reader.some(at + 2, end.saturating_sub(at + 2).min(MOST_PACKET))?;
                    labels.take_words(&joined(&words));
                } else if kind == 0xFF {
                    let program: [u8; 11] = reader.array(at + 3)?;
                    let bytes = |reader: &mut Reader<'_>| {
                        reader.some(at + 14, end.saturating_sub(at + 14).min(MOST_PACKET))
                    };
                    match &program {
                        b"XMP DataXMP" => labels.take_packet(&bytes(reader)?),
                        b"C2PA_GIF\x01\0\0" => labels.take_manifest(&joined(&bytes(reader)?)),
                        _ => {}
                    }
                }
                at = end;
            }
            // Programs write what they say before the first picture or behind the last, and the blocks between are many.
            0x2C if reach == Reach::Whole => {
                let flags = reader.byte(at + 9)?;
                at = pieces_end(reader, at + 10 + colours(flags) + 1)?;
            }
            _ => return Ok(()),
        }
    }
}
