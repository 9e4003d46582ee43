//! WebP: lossy, lossless, and the extended form with its EXIF. Source: RFC 9649, 2; RFC 6386, 9.1.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::formats::exif::Exif;

/// Judgement: an animation has a chunk for each frame; only those before and behind them are asked for.
const MOST_CHUNKS: u32 = 20_000;

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let end = u64::from(reader.le32(4)?) + 8;
    let mut picture: Option<Picture> = None;
    let mut exif = None;
    let mut at = 12;
    for _ in 0..MOST_CHUNKS {
        if at + 8 > end.min(reader.length()) {
            break;
        }
        let (name, length) = (reader.array::<4>(at)?, u64::from(reader.le32(at + 4)?));
        match &name {
            b"VP8X" => {
                let [w0, w1, w2, h0, h1, h2] = reader.array(at + 12)?;
                let side = |a, b, c| u32::from_le_bytes([a, b, c, 0]) + 1;
                picture = Some(Picture::new("webp", side(w0, w1, w2), side(h0, h1, h2)));
            }
            b"VP8 " if picture.is_none() => {
                if reader.array::<3>(at + 11)? != [0x9D, 0x01, 0x2A] {
                    return Err(Stop::Odd);
                }
                let side = |value: u16| u32::from(value & 0x3FFF);
                let (width, height) = (reader.le16(at + 14)?, reader.le16(at + 16)?);
                picture = Some(Picture::new("webp", side(width), side(height)));
            }
            b"VP8L" if picture.is_none() => {
                let bits = reader.le32(at + 9)?;
                picture =
                    Some(Picture::new("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1));
            }
            b"EXIF" => exif = Some(Exif::at(reader, at + 8, length)?),
            _ => {}
        }
        at += 8 + length + length % 2;
    }
    let mut picture = picture.ok_or(Stop::End)?;
    if let Some(exif) = exif {
        exif.put(&mut picture, found);
    }
    found.offer(picture);
    found.complete = Some(end <= reader.length());
    Ok(())
}
