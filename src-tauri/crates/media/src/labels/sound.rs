//! Where recordings bear labels: the words before an MP3, those of a WAV, and the comments of FLAC and Ogg. They go along
//! as they are. Source: ID3v2.2 to 2.4, 4.2 (TXXX), 4.10 (COMM), 4.27 (PRIV); Vorbis I, 5; RFC 9639, 8.6; RFC 7845, 5.2.

use super::{Labels, MOST_PACKET, aigc};
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::video::avi::Chunk;

/// Judgement: a song has some ten words and a cover.
const MOST_FRAMES: u32 = 1000;
/// The comments of an Ogg stand in its first pages.
const MOST_START: u64 = 64 << 10;
/// Judgement: a recording has some ten comments.
const MOST_COMMENTS: u32 = 1000;
/// What stands before the comments in a stream of an Ogg.
const BEFORE_COMMENTS: [&[u8]; 4] = [b"\x03vorbis", b"OpusTags", b"\x81theora", b"\x7FFLAC"];

/// Words before the sound: frames with a name of four letters, three in the oldest, and a length.
pub(super) fn mp3(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let head: [u8; 10] = reader.array(0)?;
    if &head[..3] != b"ID3" {
        return Ok(());
    }
    let version = head[3];
    let end = 10 + plain_bits([head[6], head[7], head[8], head[9]]);
    let mut at = 10;
    if head[5] & 0x40 != 0 && version >= 3 {
        let length: [u8; 4] = reader.array(at)?;
        at += if version == 3 {
            4 + u64::from(u32::from_be_bytes(length))
        } else {
            plain_bits(length)
        };
    }
    let wide = if version == 2 { 3 } else { 4 };
    for _ in 0..MOST_FRAMES {
        if at + 10 > end {
            break;
        }
        let name = reader.bytes(at, wide)?;
        let length = match version {
            2 => reader.be24(at + 3)?.into(),
            3 => reader.be32(at + 4)?.into(),
            _ => plain_bits(reader.array(at + 4)?),
        };
        if name[0] == 0 {
            break;
        }
        let data = at + if version == 2 { 6 } else { 10 };
        frame(&name, &reader.some(data, length.min(MOST_PACKET))?, labels);
        at = data + length;
    }
    Ok(())
}

/// A number of seven bits a byte.
fn plain_bits(four: [u8; 4]) -> u64 {
    four.iter().fold(0, |sum, byte| sum << 7 | u64::from(byte & 0x7F))
}

fn frame(name: &[u8], holds: &[u8], labels: &mut Labels) {
    match name {
        b"PRIV" | b"GEOB" => labels.take_packet(holds),
        b"COMM" | b"COM" | b"USLT" | b"ULT" => {
            // The kind of letters and the language come first.
            let words = holds.get(4..).unwrap_or_default();
            labels.take_own(aigc::in_words(words).or_else(|| aigc::in_words(words.get(1..)?)));
        }
        name if name[0] == b'T' => {
            let Some((letters, words)) = holds.split_first() else { return };
            let plain = text(*letters, words);
            match plain.split_once('\0') {
                Some((key, value)) if name[1..].starts_with(b"X") => {
                    labels.take_named(key.as_bytes(), value.as_bytes());
                }
                _ => labels.take_own(aigc::in_text(plain.as_bytes())),
            }
        }
        _ => {}
    }
}

/// Words by the kind of their letters. Source: ID3v2.4, 4.
fn text(letters: u8, words: &[u8]) -> String {
    let wide = |number: fn([u8; 2]) -> u16| {
        let units = words.chunks_exact(2).map(|two| number([two[0], two[1]]));
        let letters = char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{FFFD}'));
        letters.filter(|letter| *letter != '\u{FEFF}').collect()
    };
    match (letters, words) {
        (1, [0xFE, 0xFF, ..]) | (2, _) => wide(u16::from_be_bytes),
        (1, _) => wide(u16::from_le_bytes),
        _ => String::from_utf8_lossy(words).into_owned(),
    }
}

/// The list of words of a WAV, and what it carries of other kinds.
pub(super) fn wav(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let whole = Chunk::at(reader, 0)?;
    whole.each(reader, |reader, chunk| {
        match &chunk.name {
            b"_PMX" => labels.take_packet(&reader.some(chunk.data, chunk.length.min(MOST_PACKET))?),
            b"LIST" if chunk.is_list(reader, b"INFO")? => chunk.each(reader, |reader, words| {
                let value = reader.some(words.data, words.length.min(MOST_PACKET))?;
                labels.take_named(&words.name, &value);
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    })
}

/// The comments of a FLAC, in a block of their own before the sound.
pub(super) fn flac(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let mut at = 4;
    for _ in 0..MOST_FRAMES {
        let (kind, length) = (reader.byte(at)?, u64::from(reader.be24(at + 1)?));
        if kind & 0x7F == 4 {
            comments(&reader.some(at + 4, length.min(MOST_PACKET))?, labels);
        }
        if kind & 0x80 != 0 {
            break;
        }
        at += 4 + length;
    }
    Ok(())
}

/// The comments of the streams of an Ogg.
pub(super) fn ogg(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let start = reader.some(0, MOST_START)?;
    if start.is_empty() {
        return Err(Stop::End);
    }
    for mark in BEFORE_COMMENTS {
        let places = start.windows(mark.len()).enumerate().filter(|(_, window)| *window == mark);
        for (at, _) in places {
            comments(&start[at + mark.len()..], labels);
        }
    }
    Ok(())
}

/// Who wrote it, then a list of a name and a value each; every text has its length before it.
fn comments(bytes: &[u8], labels: &mut Labels) {
    let Some((_, rest)) = text_of(bytes) else { return };
    let Some((count, mut rest)) = rest.split_first_chunk::<4>() else { return };
    for _ in 0..u32::from_le_bytes(*count).min(MOST_COMMENTS) {
        let Some((text, behind)) = text_of(rest) else { return };
        rest = behind;
        let end = text.iter().position(|byte| *byte == b'=').unwrap_or(0);
        labels.take_named(&text[..end], text.get(end + 1..).unwrap_or_default());
    }
}

/// A text with its length before it, and what stands behind.
fn text_of(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, behind) = bytes.split_first_chunk::<4>()?;
    behind.split_at_checked(u32::from_le_bytes(*length) as usize)
}

#[cfg(test)]
mod tests {
    use super::super::KEY;
    use super::*;

    #[test]
    fn the_name_of_the_key_is_the_same_everywhere() {
        let value = br#"{"Label":"1"}"#;
        let text = [KEY, b"=", value].concat();
        let length = (text.len() as u32).to_le_bytes();
        let list = [&[2, 0, 0, 0][..], b"me", &[1, 0, 0, 0], &length, &text].concat();
        let mut labels = Labels::default();
        comments(&list, &mut labels);
        assert_eq!(labels.own.as_deref(), Some(&value[..]));
        for end in 0..list.len() {
            comments(&list[..end], &mut Labels::default());
        }
    }
}
