//! MXF, as cameras of broadcasters write it. Source: SMPTE ST 377-1, 6, 7 and annex G.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture, duration_of};

/// Judgement: the header of a file with sixteen sound tracks has some 200 sets.
const MOST_SETS: u32 = 4096;
/// A partition begins with these bytes.
const PARTITION: [u8; 13] = [6, 14, 43, 52, 2, 5, 1, 1, 13, 1, 2, 1, 1];
/// A set of the header begins with these.
const SET: [u8; 4] = [6, 14, 43, 52];

/// The middle of the label of tracks of pictures. Source: SMPTE ST 377-1, annex E.
const PICTURES: [u8; 5] = [1, 3, 2, 2, 1];

/// Whether a file begins with a header partition.
pub(crate) fn is_mxf(start: &[u8]) -> bool {
    start.starts_with(&PARTITION) && start.get(13) == Some(&2)
}

/// What the sets say.
#[derive(Default)]
struct Sets {
    duration: u64,
    rate: (u32, u32),
    picture: Option<Picture>,
}

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let mut at = 0u64;
    let mut sets = Sets::default();
    let mut footer = 0;
    for _ in 0..MOST_SETS {
        if at.saturating_add(17) > reader.length() {
            break;
        }
        let key: [u8; 16] = reader.array(at)?;
        if key[..4] != SET {
            return Err(Stop::Odd);
        }
        let (length, bytes) = ber(reader, at + 16)?;
        let data = at + 16 + bytes;
        if key[..13] == PARTITION {
            footer = if key[13] == 2 { reader.be64(data + 24)? } else { footer };
        } else if key[4..8] == [2, 83, 1, 1] {
            set(reader, key, data, length, &mut sets, found)?;
        } else if key[4..8] == [1, 2, 1, 1] && key[8..12] == [13, 1, 3, 1] {
            // The pictures themselves.
            break;
        }
        at = data.checked_add(length).ok_or(Stop::Odd)?;
    }
    found.duration =
        duration_of(sets.duration.saturating_mul(sets.rate.1.into()), sets.rate.0.into());
    if let Some(picture) = sets.picture {
        found.offer(picture);
    }
    // A file that was not closed has no footer yet.
    found.complete = match footer {
        0 => None,
        footer => {
            Some(footer.saturating_add(17) <= reader.length() && reader.array::<4>(footer)? == SET)
        }
    };
    Ok(())
}

/// A length of BER: short, or so many bytes.
fn ber(reader: &mut Reader<'_>, at: u64) -> Read<(u64, u64)> {
    let first = reader.byte(at)?;
    if first < 0x80 {
        return Ok((first.into(), 1));
    }
    let count = u64::from(first & 0x7F);
    if count > 8 {
        return Err(Stop::Odd);
    }
    let mut length = 0;
    for place in 0..count {
        length = length << 8 | u64::from(reader.byte(at + 1 + place)?);
    }
    Ok((length, 1 + count))
}

/// A set: tags of two bytes with lengths of two bytes.
fn set(
    reader: &mut Reader<'_>,
    key: [u8; 16],
    data: u64,
    length: u64,
    sets: &mut Sets,
    found: &mut Found,
) -> Read<()> {
    // 27, 28, 29, 51: descriptors of pictures; 42: of sound.
    let pictures = matches!(key[14], 0x27 | 0x28 | 0x29 | 0x51);
    found.sound |= matches!(key[14], 0x42 | 0x48);
    let (mut width, mut height, mut layout, mut aspect) = (0, 0, 0, (0, 0));
    let (mut rate, mut count, mut of_pictures, mut coding) = ((0, 1), 0, false, "");
    let mut at = data;
    while at + 4 <= data.saturating_add(length) {
        let (tag, size) = (reader.be16(at)?, reader.be16(at + 2)?);
        match tag {
            0x3203 => width = reader.be32(at + 4)?,
            0x3202 => height = reader.be32(at + 4)?,
            0x3209 if reader.be32(at + 4)? > 0 => width = reader.be32(at + 4)?,
            0x3208 if reader.be32(at + 4)? > 0 => height = reader.be32(at + 4)?,
            0x320C => layout = reader.byte(at + 4)?,
            0x320E => aspect = (reader.be32(at + 4)?, reader.be32(at + 8)?),
            0x3001 => rate = (reader.be32(at + 4)?, reader.be32(at + 8)?),
            0x3201 => coding = codec(reader.array(at + 4)?),
            0x3002 | 0x0202 => count = reader.be64(at + 4)?,
            0x0201 => of_pictures = reader.array::<5>(at + 12)? == PICTURES,
            _ => {}
        }
        at += 4 + u64::from(size);
    }
    // How long the pictures run is told by their track, in the units of their descriptor.
    if of_pictures && count < u64::from(u32::MAX) {
        sets.duration = sets.duration.max(count);
    }
    if !pictures || width == 0 {
        return Ok(());
    }
    // Fields apart have half the rows.
    let height = if matches!(layout, 1 | 3) { height.saturating_mul(2) } else { height };
    let coding = if coding.is_empty() && key[14] == 0x51 { "mpeg2video" } else { coding };
    let mut picture = Picture::new(coding, width, height);
    let (across, down) = (u64::from(aspect.0), u64::from(aspect.1));
    if across > 0 && down > 0 {
        picture.set_pixel(across * u64::from(height), down * u64::from(width));
    }
    sets.rate = rate;
    sets.duration = sets.duration.max(count);
    sets.picture = Some(picture);
    Ok(())
}

/// By the label of the coding. Source: SMPTE RP 224, pictures of 04.01.02.02.
fn codec(label: [u8; 16]) -> &'static str {
    match label[8..] {
        [4, 1, 2, 2, 1, 0x31..=0x3F, ..] => "h264",
        [4, 1, 2, 2, 1, ..] => "mpeg2video",
        [4, 1, 2, 2, 2, ..] => "dvvideo",
        [4, 1, 2, 2, 3, 1, ..] => "jpeg2000",
        [4, 1, 2, 2, 3, 6, ..] => "prores",
        [4, 1, 2, 2, 0x71, ..] => "dnxhd",
        _ => "",
    }
}
