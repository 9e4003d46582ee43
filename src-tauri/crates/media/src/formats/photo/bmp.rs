//! BMP: Windows from 3.0 on and OS/2, from the bottom or the top. Source: the header structures of the
//! Windows and OS/2 programming references.

use crate::bytes::reader::{Read, Reader};
use crate::facts::Note;
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};

/// Two letters are little: the header must have a length that exists.
pub(crate) fn is_bmp(start: &[u8]) -> bool {
    let length = start.get(14..18).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
    matches!(length, Some(12 | 16..=64 | 108 | 124))
}

/// Bits of a pixel. Source: the same; 2 by Windows CE.
const DEPTHS: [u16; 7] = [1, 2, 4, 8, 16, 24, 32];

/// Runs of up to 255 pixels take two bytes each. Judgement: what ends long before its last row was made to hurt.
const MOST_PACKED: u64 = 128;

/// Of a picture that is not packed, one byte in so many must be there for its size to be believed. Judgement.
const LEAST_PART: u64 = 100;

/// Where the colour profile ends that the newest headers may name. Source: Windows, BITMAPV5HEADER.
fn profile(reader: &mut Reader<'_>, header: u32) -> Read<Option<u64>> {
    if header != 124 || !matches!(&reader.array(14 + 56)?, b"DEBM" | b"KNIL") {
        return Ok(None);
    }
    let [place, length] = [reader.le32(14 + 112)?, reader.le32(14 + 116)?].map(u64::from);
    Ok(Some(14 + place + length))
}

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let data = u64::from(reader.le32(10)?);
    let header = reader.le32(14)?;
    let (width, height, depth);
    if header == 12 {
        width = u32::from(reader.le16(18)?);
        height = u32::from(reader.le16(20)?);
        depth = reader.le16(24)?;
    } else {
        width = reader.le32(18)?.cast_signed().unsigned_abs();
        // Below zero where the rows begin at the top.
        height = reader.le32(22)?.cast_signed().unsigned_abs();
        depth = reader.le16(28)?;
    }
    found.offer(Picture::new("bmp", width, height));
    let (mut packed, mut bytes) = (0, 0);
    let is_os2 = matches!(header, 16..=39 | 64);
    if header >= 40 {
        packed = reader.le32(30)?;
        bytes = u64::from(reader.le32(34)?);
        found.dpi = Some(f64::from(reader.le32(38)?) * 0.0254).filter(|dpi| *dpi > 0.0);
    }
    // 0 plain, 3 and 6 plain with masks; the rest is packed and says its length. On OS/2, 3 is packed as a fax is.
    let is_plain = matches!(packed, 0 | 3 | 6) && !(is_os2 && packed == 3);
    if is_plain {
        let row = (u64::from(width) * u64::from(depth)).div_ceil(32) * 4;
        bytes = row.saturating_mul(height.into());
    }
    found.complete = Some(data.saturating_add(bytes) <= reader.length());
    let pixels = u64::from(width) * u64::from(height);
    let can_be = match packed {
        _ if !DEPTHS.contains(&depth) => false,
        // Whether it was cut off there or never was so large, nobody can tell.
        _ if is_plain => reader.length().saturating_mul(LEAST_PART) >= bytes,
        // A photo of another kind, which says its size itself and which nobody shows.
        4 | 5 if !is_os2 => false,
        _ => reader.length().saturating_mul(MOST_PACKED) >= pixels,
    };
    if !can_be {
        found.picture = None;
    } else if is_plain || bytes > 0 {
        let end = data.saturating_add(bytes);
        let end = profile(reader, header)?.map_or(end, |profile| profile.max(end));
        if reader.has_more(end)? {
            found.note(Note::DataBehind);
        }
    }
    Ok(())
}
