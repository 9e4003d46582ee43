//! PNG and its animations: the chunks that show the picture stay as they stand. Source: W3C PNG, third
//! edition, 5 and 11.

use super::Removed;
use super::exif;
use super::plan::Plan;
use crate::reader::{Read, Reader, Stop};

/// Chunks that are not needed to decode a picture but to show it as it is meant: colours, transparency, shape,
/// movement.
const SHOWING: [&[u8; 4]; 15] = [
    b"acTL", b"bKGD", b"cHRM", b"cICP", b"cLLI", b"fcTL", b"fdAT", b"gAMA", b"hIST", b"iCCP",
    b"mDCV", b"pHYs", b"sBIT", b"sRGB", b"tRNS",
];

/// Length, name and sum of a chunk.
const AROUND: u64 = 12;

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    plan.keep(0..8)?;
    let mut at = 8;
    let mut has_data = false;
    loop {
        let name: [u8; 4] = match reader.array(at + 4) {
            // Cut off within or behind the data: so much of it is shown.
            Err(Stop::End) if has_data => return Ok(()),
            name => name?,
        };
        if !name.iter().all(u8::is_ascii_alphabetic) {
            return Err(Stop::Odd);
        }
        let length = u64::from(reader.be32(at)?);
        let end = at + AROUND + length;
        let is_critical = name[0].is_ascii_uppercase();
        has_data |= &name == b"IDAT";
        if is_critical || SHOWING.contains(&&name) {
            plan.keep(at..end.min(reader.length()))?;
        } else {
            drop_chunk(reader, plan, &name, (at + 8, length))?;
        }
        if &name == b"IEND" {
            if end < reader.length() {
                plan.tell([Removed::Behind]);
            }
            return Ok(());
        }
        at = end;
    }
}

/// Leaves a chunk out, but for the turn in it.
fn drop_chunk(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    name: &[u8; 4],
    (at, length): (u64, u64),
) -> Read<()> {
    let body = reader.some(at, length.min(exif::MOST))?;
    match name {
        b"eXIf" => {
            let (kept, removed) = exif::look(&body);
            plan.tell(removed);
            if let Some(block) = kept.block() {
                plan.put(chunk(*b"eXIf", &block))?;
            }
        }
        b"tIME" => plan.tell([Removed::Camera]),
        b"tEXt" | b"zTXt" => plan.tell([Removed::Descriptions]),
        b"iTXt" => plan.tell(exif::xmp(&body)),
        _ => plan.tell([Removed::Other]),
    }
    Ok(())
}

fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = (body.len() as u32).to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(body);
    chunk.extend(sum(&chunk[4..]).to_be_bytes());
    chunk
}

/// The sum of a chunk. Source: W3C PNG, annex D.
fn sum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_chunk_has_the_sum_of_the_standard() {
        assert_eq!(chunk(*b"IEND", b""), b"\0\0\0\0IEND\xAE\x42\x60\x82");
    }
}
