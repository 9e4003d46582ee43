//! PNG. Source: W3C PNG, third edition, 5 and 11.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Note;
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::formats::exif::Exif;
use crate::formats::raw_profile;

/// The last chunk: no bytes, its name, its sum.
const LAST: &[u8] = b"\0\0\0\0IEND\xAE\x42\x60\x82";

/// Unpacked data has no more bytes than this for each packed one. Source: RFC 1951, 3.2.5: 258 bytes for two bits, and
/// what stands around.
pub(super) const MOST_PACKED: u64 = 1032;

/// Behind the data, chunks are looked for so far before the end.
const TAIL: u64 = 64 << 10;

/// These: EXIF, texts, a manifest of C2PA.
const LOOKED_FOR: [&[u8; 4]; 5] = [b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"caBX"];

/// A text is read so far. Judgement: EXIF has 64 KiB in most files, in two letters a byte.
const MOST_TEXT: u64 = 256 << 10;

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    if reader.array::<4>(12)? != *b"IHDR" {
        return Err(Stop::Odd);
    }
    let (width, height) = (reader.be32(16)?, reader.be32(20)?);
    let mut picture = Picture::new("png", width, height);
    let walked = before_data(reader, &mut picture, found);
    found.offer(picture);
    whole(reader, walked?, found)?;
    if !can_hold(reader)? {
        // So large a picture cannot be in so short a file that has its end.
        found.picture = None;
        found.complete = Some(false);
        return Err(Stop::Odd);
    }
    Ok(())
}

/// Goes through the chunks before the data, and says where these begin.
fn before_data(reader: &mut Reader<'_>, picture: &mut Picture, found: &mut Found) -> Read<u64> {
    let mut at = 33;
    let mut exif = Exif::default();
    loop {
        let (length, name) = (u64::from(reader.be32(at)?), reader.array::<4>(at + 4)?);
        match &name {
            b"pHYs" if reader.byte(at + 16)? == 1 => {
                found.dpi = Some(f64::from(reader.be32(at + 8)?) * 0.0254).filter(|dpi| *dpi > 0.0);
            }
            b"eXIf" => exif.take(Exif::at(reader, at + 8, length)?),
            b"tEXt" | b"zTXt" if exif.orientation.is_none() => {
                let text = reader.some(at + 8, length.min(MOST_TEXT))?;
                if let Some(block) = raw_profile::exif(&text, name == *b"zTXt") {
                    exif.take(Exif::of(&block));
                }
            }
            b"IDAT" | b"IEND" => {
                if exif.orientation.is_none() {
                    exif.take(behind_data(reader)?);
                }
                exif.put(picture, found);
                return Ok(at);
            }
            _ => {}
        }
        at += length + 12;
    }
}

/// What EXIF says that stands behind the data, near the end of the file: the chunks between are not gone through.
fn behind_data(reader: &mut Reader<'_>) -> Read<Exif> {
    let exif = last_chunks(reader)?.into_iter().rfind(|(name, ..)| name == b"eXIf");
    exif.map_or(Ok(Exif::default()), |(_, at, length)| Exif::at(reader, at, length))
}

/// The chunks before the last one, near the end of the file, with the places and lengths of what they hold. Those
/// before them are not gone through: the first that is found by its letters and from which chunks follow each other up
/// to the last one counts.
pub(crate) fn last_chunks(reader: &mut Reader<'_>) -> Read<Vec<([u8; 4], u64, u64)>> {
    let (start, tail) = reader.tail(TAIL)?;
    let names = tail.windows(4).enumerate().skip(4);
    let mut names = names.filter(|(_, name)| LOOKED_FOR.iter().any(|looked| looked == name));
    let first = names.find(|(place, _)| leads_to_end(&tail[place - 4..]));
    let mut chunks = Vec::new();
    let mut rest = first.map_or(&[][..], |(place, _)| &tail[place - 4..]);
    while let Some(([a, b, c, d, name @ ..], _)) = rest.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([*a, *b, *c, *d]);
        let at = start + (tail.len() - rest.len()) as u64 + 8;
        chunks.push((*name, at, u64::from(length)));
        rest = rest.get(length as usize + 12..).unwrap_or_default();
    }
    Ok(chunks)
}

/// Whether chunks follow each other up to the last one: what looks like one may be data.
fn leads_to_end(mut rest: &[u8]) -> bool {
    while let Some(([a, b, c, d, name @ ..], _)) = rest.split_first_chunk::<8>() {
        if name == b"IEND" {
            return true;
        }
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let after = length.checked_add(12).and_then(|whole| rest.get(whole..));
        match after {
            Some(after) if name.iter().all(u8::is_ascii_alphabetic) => rest = after,
            _ => return false,
        }
    }
    false
}

/// The last chunk stands at the end, or something follows it.
fn whole(reader: &mut Reader<'_>, first_data: u64, found: &mut Found) -> Read<()> {
    let (_, tail) = reader.tail(LAST.len() as u64)?;
    if tail == LAST {
        found.complete = Some(true);
        return Ok(());
    }
    let mut at = first_data;
    loop {
        let length = u64::from(reader.be32(at)?);
        let is_last = reader.array::<4>(at + 4)? == *b"IEND";
        at += length + 12;
        if at > reader.length() {
            return Err(Stop::End);
        }
        if is_last {
            found.complete = Some(true);
            found.note(Note::DataBehind);
            return Ok(());
        }
    }
}

/// The bytes that the data of a whole picture unpacks to; none where the header makes no sense.
pub(crate) fn unpacked_bytes(reader: &mut Reader<'_>) -> Read<Option<u64>> {
    let (width, height) = (u64::from(reader.be32(16)?), u64::from(reader.be32(20)?));
    let [depth, colours, .., interlaced] = reader.array::<5>(24)?;
    Ok(bytes_of((width, height), (depth, colours), interlaced == 1))
}

fn bytes_of((width, height): (u64, u64), (depth, colours): (u8, u8), passes: bool) -> Option<u64> {
    let channels = match colours {
        0 | 3 => 1,
        2 => 3,
        4 => 2,
        6 => 4,
        _ => return None,
    };
    let row = |width: u64| (width * u64::from(depth) * channels).div_ceil(8) + 1;
    if !passes {
        return row(width).checked_mul(height);
    }
    // Source: the same, 8.1: where each pass begins, and its steps.
    let all = [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];
    let mut sum = 0u64;
    for (x, y, across, down) in all {
        let (wide, high): (u64, u64) =
            (width.saturating_sub(x).div_ceil(across), height.saturating_sub(y).div_ceil(down));
        if wide > 0 {
            sum = sum.checked_add(row(wide).checked_mul(high)?)?;
        }
    }
    Some(sum)
}

/// Whether a file of this length can hold a picture with such a header.
fn can_hold(reader: &mut Reader<'_>) -> Read<bool> {
    let most = reader.length().saturating_mul(MOST_PACKED);
    Ok(match unpacked_bytes(reader) {
        Ok(asked) => asked.is_some_and(|asked| asked > 0 && asked <= most),
        // The header is cut off.
        Err(Stop::End) => true,
        Err(stop) => return Err(stop),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_pictures_with_and_without_passes() {
        assert_eq!(bytes_of((4000, 3000), (8, 2), false), Some(12_001 * 3000));
        assert_eq!(bytes_of((9, 1), (1, 0), false), Some(3));
        // Of one pixel, only the first pass has anything.
        assert_eq!(bytes_of((1, 1), (8, 0), true), Some(2));
        assert_eq!(bytes_of((8, 8), (8, 0), true), Some(2 + 2 + 3 + 2 * 3 + 2 * 5 + 4 * 5 + 4 * 9));
        assert_eq!(bytes_of((u32::MAX.into(), u32::MAX.into()), (16, 6), false), None);
        assert_eq!(bytes_of((1, 1), (8, 1), false), None);
    }
}
