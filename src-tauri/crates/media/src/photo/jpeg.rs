//! JPEG: baseline, progressive and lossless, grey, colours or CMYK, with the turn and dots of its EXIF.
//! Source: ITU-T T.81, annex B.

use crate::container::Container;
use crate::exif::Exif;
use crate::facts::Note;
use crate::found::{Found, Picture};
use crate::reader::{Read, Reader, Stop};

/// Judgement: behind the end, phones write depth maps and short videos; the end of the picture itself lies
/// before them. So much of the tail is searched before the whole is.
const TAIL: u64 = 64 << 10;

/// The whole picture is searched in pieces of this many bytes.
const PIECE: u64 = 64 << 10;

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let mut exif = Exif::default();
    let mut at = 2;
    loop {
        let marker = marker(reader, &mut at)?;
        match marker {
            // Start of frame, all kinds but DHT (C4), JPG (C8) and DAC (CC).
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let (height, width) = (reader.be16(at + 3)?, reader.be16(at + 5)?);
                let mut picture = Picture::new("mjpeg", width.into(), height.into());
                exif.put(&mut picture, found);
                found.offer(picture);
            }
            0xE0 if found.dpi.is_none() && reader.array::<5>(at + 2)? == *b"JFIF\0" => {
                let dots = f64::from(reader.be16(at + 10)?);
                found.dpi = match reader.byte(at + 9)? {
                    1 if dots > 0.0 => Some(dots),
                    2 if dots > 0.0 => Some(dots * 2.54),
                    _ => None,
                };
            }
            0xE1 if exif.turn.is_none() && reader.array::<6>(at + 2)? == *b"Exif\0\0" => {
                // Only the first directory is asked for: it lies at the front.
                let length = u64::from(reader.be16(at)?).min(PIECE);
                exif = Exif::of(&reader.some(at + 2, length.saturating_sub(2).min(4096))?);
            }
            // Start of scan: what is asked for stands before it.
            0xDA => break,
            0xD9 => return Err(Stop::End),
            _ => {}
        }
        at += u64::from(reader.be16(at)?).max(2);
    }
    if found.picture.is_none() {
        return Err(Stop::Odd);
    }
    let (complete, data_behind) = end(reader, at)?;
    found.complete = Some(complete);
    if data_behind {
        found.note(Note::DataBehind);
    }
    Ok(())
}

/// The next marker that has a length, and the place of that length in `at`.
fn marker(reader: &mut Reader<'_>, at: &mut u64) -> Read<u8> {
    loop {
        let [first, second] = reader.array(*at)?;
        *at += 1;
        match (first, second) {
            (0xFF, 0xFF | 0) => {}
            // Restart marks and the beginning stand alone.
            (0xFF, 0x01 | 0xD0..=0xD8) => *at += 1,
            (0xFF, marker) => {
                *at += 1;
                return Ok(marker);
            }
            // Decoders skip what stands between segments.
            _ => {}
        }
    }
}

/// Whether the end mark is there, and whether other data follow it. It stands nowhere within a scan, for
/// there every FF is followed by 00 or a restart mark.
fn end(reader: &mut Reader<'_>, scan: u64) -> Read<(bool, bool)> {
    let is_end = |pair: &[u8]| pair == [0xFF, 0xD9];
    let (_, tail) = reader.tail(2)?;
    if is_end(&tail) {
        return Ok((true, false));
    }
    let (start, tail) = reader.tail(TAIL)?;
    let from = scan.saturating_sub(start) as usize;
    let behind = tail.get(from.min(tail.len())..).unwrap_or_default();
    if let Some(place) = behind.windows(2).rposition(is_end) {
        let rest = &behind[place + 2..];
        return Ok((true, rest.iter().any(|byte| *byte != 0)));
    }
    // A long addition, such as the video of a motion photo: its picture ends somewhere before it.
    let mut at = scan;
    while at + 1 < start {
        let piece = match reader.some(at, PIECE + 1) {
            Err(Stop::Spent) => return Ok((false, false)),
            piece => piece?,
        };
        if piece.windows(2).any(is_end) {
            return Ok((true, true));
        }
        at += PIECE;
    }
    Ok((false, false))
}
