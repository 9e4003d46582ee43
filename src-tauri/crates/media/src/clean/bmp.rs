//! BMP: the header, the colours and the pixels stay where they stand; between and behind them nothing is needed but the
//! colour profile that the newest headers name. Source: Windows, BITMAPV5HEADER.

use super::boxes::in_place::is_zero;
use super::plan::{Overwritten, Plan};
use super::removed::Removed;
use crate::bytes::reader::{Read, Reader};
use crate::decode::colour::MOST_OF_PROFILE;
use crate::formats::profile;

/// Where the header of the picture begins, behind that of the file.
const HEADER: u64 = 14;

/// The length of a header that may name a profile.
const WITH_PROFILE: u32 = 124;

/// What such a header says of colours, as it stands in the file: a profile in the file, one elsewhere, sRGB.
const EMBEDDED: [u8; 4] = *b"DEBM";
const ELSEWHERE: [u8; 4] = *b"KNIL";
const SRGB: &[u8] = b"BGRs";

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let (data, header) = (u64::from(reader.le32(10)?), reader.le32(14)?);
    let mut over = Overwritten::default();
    if reader.array(6)? != [0; 4] {
        plan.remove([Removed::Other]);
        over.add(6..10, b"");
    }
    let Some(mut end) = pixels_end(reader, data, header)?.filter(|end| *end <= reader.length())
    else {
        // Cut off, or nobody knows how long it is.
        return over.write(plan, reader.length());
    };
    let mut profile = None;
    if header == WITH_PROFILE {
        let place = HEADER + u64::from(reader.le32(HEADER + 112)?);
        let length = u64::from(reader.le32(HEADER + 116)?);
        let is_there =
            place >= end && place.checked_add(length).is_some_and(|end| end <= reader.length());
        match reader.array(HEADER + 56)? {
            EMBEDDED if is_there && length <= MOST_OF_PROFILE as u64 => {
                profile = Some(place..place + length);
            }
            // The name of a file on somebody's disk.
            ELSEWHERE | EMBEDDED => {
                plan.remove([Removed::Profile]);
                over.add(HEADER + 56..HEADER + 60, SRGB);
                over.add(HEADER + 112..HEADER + 120, b"");
            }
            _ => {}
        }
    }
    let before = colours_end(reader, header)?.min(data)..data;
    let mut between = end..end;
    if let Some(profile) = profile {
        between.end = profile.start;
        end = profile.end;
        let bytes = reader.bytes(profile.start, profile.end - profile.start)?;
        if let Some(less) = profile::plain_in_place(&bytes) {
            plan.remove([Removed::Profile]);
            over.add(profile, less);
        }
    }
    for gap in [before, between] {
        if !is_zero(reader, gap.clone())? {
            plan.remove([Removed::Other]);
            over.add(gap, b"");
        }
    }
    if !is_zero(reader, end..reader.length())? {
        plan.remove([Removed::Behind]);
    } else {
        // Some programs fill up with zeros.
        end = reader.length();
    }
    over.write(plan, end)
}

/// Where the pixels end; none where they are packed and nobody says it.
fn pixels_end(reader: &mut Reader<'_>, data: u64, header: u32) -> Read<Option<u64>> {
    let (width, height, depth) = if header == 12 {
        (u64::from(reader.le16(18)?), u64::from(reader.le16(20)?), reader.le16(24)?)
    } else {
        let side = |number: u32| u64::from(number.cast_signed().unsigned_abs());
        (side(reader.le32(18)?), side(reader.le32(22)?), reader.le16(28)?)
    };
    let packed = if header >= 40 { reader.le32(30)? } else { 0 };
    let bytes = if matches!(packed, 0 | 3 | 6) {
        (width * u64::from(depth))
            .div_ceil(32)
            .checked_mul(4)
            .and_then(|row| row.checked_mul(height))
    } else {
        Some(u64::from(reader.le32(34)?)).filter(|bytes| *bytes > 0)
    };
    Ok(bytes.and_then(|bytes| data.checked_add(bytes)))
}

/// Where the header, its masks and its table of colours end.
fn colours_end(reader: &mut Reader<'_>, header: u32) -> Read<u64> {
    let start = HEADER + u64::from(header);
    if header == 12 {
        let depth = reader.le16(24)?;
        return Ok(start + if depth <= 8 { 3 << depth } else { 0 });
    }
    let (depth, packed) = (reader.le16(28)?, if header >= 40 { reader.le32(30)? } else { 0 });
    let used = if header >= 40 { u64::from(reader.le32(46)?) } else { 0 };
    let colours = if used > 0 {
        used
    } else if depth <= 8 {
        1 << depth
    } else {
        0
    };
    // Only the oldest of these headers has its masks behind it.
    let masks = if header == 40 {
        [0, 0, 0, 12, 0, 0, 16].get(packed as usize).copied().unwrap_or(0)
    } else {
        0
    };
    Ok(start + masks + colours.saturating_mul(4))
}
