//! Photoshop files, small and large. Source: Adobe Photoshop File Formats Specification, 2019.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::formats::photo::png::MOST_PACKED;

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let large = reader.be16(4)? == 2;
    let channels = u64::from(reader.be16(12)?);
    let (height, width) = (reader.be32(14)?, reader.be32(18)?);
    let depth = u64::from(reader.be16(22)?);
    found.offer(Picture::new("psd", width, height));
    let mut at = 26;
    // Colours, resources, layers: each with its length before it.
    for section in 0..3 {
        let wide = large && section == 2;
        let length = if wide { reader.be64(at)? } else { reader.be32(at)?.into() };
        let end = length.checked_add(at + if wide { 8 } else { 4 });
        at = end.filter(|end| *end < reader.length()).ok_or(Stop::End)?;
    }
    let rows = channels * u64::from(height);
    let bytes = match reader.be16(at)? {
        0 => rows.saturating_mul((u64::from(width) * depth).div_ceil(8)),
        1 => {
            let wide = if large { 4 } else { 2 };
            let lengths = reader.bytes(at + 2, rows.saturating_mul(wide))?;
            let one = |row: &[u8]| row.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
            lengths.chunks(wide as usize).map(one).sum::<u64>() + lengths.len() as u64
        }
        _ => {
            // Packed as one stream, of which only the most that it may unpack to is known.
            let asked = rows.saturating_mul((u64::from(width) * depth).div_ceil(8));
            if asked > reader.length().saturating_mul(MOST_PACKED) {
                found.picture = None;
            }
            return Ok(());
        }
    };
    found.complete = Some((at + 2).saturating_add(bytes) <= reader.length());
    Ok(())
}
