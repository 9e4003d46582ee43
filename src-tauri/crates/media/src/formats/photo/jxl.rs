//! JPEG XL, bare or in its boxes. Source: ISO/IEC 18181-1, D.2 and D.3; 18181-2, 9.

use crate::bytes::bits::Bits;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::facts::orientation::Orientation;

/// So many bytes hold the header up to the orientation.
const HEADER: u64 = 32;

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    if reader.array::<2>(0)? == [0xFF, 0x0A] {
        // A bare stream does not say where it ends.
        let header = reader.some(2, HEADER)?;
        return offer(&header, found);
    }
    let mut at: u64 = 0;
    let mut seen = false;
    while at < reader.length() {
        let (name, length) = (reader.array::<4>(at + 4)?, u64::from(reader.be32(at)?));
        let (head, length) = match length {
            0 => (8, reader.length() - at),
            1 => (16, reader.be64(at + 8)?),
            length => (8, length),
        };
        if length < head {
            return Err(Stop::Odd);
        }
        // The first part of a stream in parts has a number before it.
        let data = match &name {
            b"jxlc" => Some(at + head),
            b"jxlp" => Some(at + head + 4),
            _ => None,
        };
        if let Some(data) = data.filter(|_| !seen) {
            let header = reader.some(data + 2, HEADER)?;
            offer(&header, found)?;
            seen = true;
        }
        at = at.checked_add(length).ok_or(Stop::End)?;
    }
    found.complete = Some(seen && at == reader.length());
    Ok(())
}

fn offer(header: &[u8], found: &mut Found) -> Read<()> {
    let mut bits = Bits::low_first(header);
    let (width, height) = size(&mut bits)?;
    let mut picture = Picture::new("jpegxl", width, height);
    let all_default = bits.bit()?;
    if !all_default && bits.bit()? {
        let orientation = bits.number(3)? as u16 + 1;
        picture.orientation = Orientation::of_exif(orientation).unwrap_or_default();
    }
    found.offer(picture);
    Ok(())
}

fn size(bits: &mut Bits<'_>) -> Read<(u32, u32)> {
    let small = bits.bit()?;
    let side = |bits: &mut Bits<'_>| -> Read<u32> {
        if small {
            return Ok((bits.number(5)? + 1) * 8);
        }
        let count = [9, 13, 18, 30][bits.number(2)? as usize];
        Ok(bits.number(count)? + 1)
    };
    let height = side(bits)?;
    let ratio = bits.number(3)? as usize;
    let width = match ratio {
        0 => side(bits)?,
        ratio => {
            let (across, down) =
                [(1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1)][ratio - 1];
            u32::try_from(u64::from(height) * across / down).map_err(|_| Stop::Odd)?
        }
    };
    Ok((width, height))
}
