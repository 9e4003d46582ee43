//! Whether the pictures of a GIF unpack to all their pixels. Source: GIF89a specification, 20, 22 and appendix F.

use std::ops::ControlFlow;

use foundation::ReadAt;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::photo::gif::{Block, blocks};
use crate::inside::Inside;

/// Codes of more bits there are not.
const MOST_BITS: u32 = 12;

pub(super) fn look(source: &dyn ReadAt) -> Read<Inside> {
    let mut reader = Reader::through(source);
    let mut inside = Inside::Unknown;
    let walked = blocks(&mut reader, |reader, block| {
        if let Block::Picture { size: (width, height), data, .. } = block
            && inside != Inside::Broken
            && inside != Inside::Short
        {
            inside = picture(reader, u64::from(width) * u64::from(height), data)?;
        }
        Ok(ControlFlow::Continue(()))
    });
    match walked {
        Ok(_) => Ok(inside),
        Err(Stop::End) => Ok(Inside::Short),
        Err(Stop::Odd) => Ok(Inside::Broken),
        Err(stop) => Err(stop),
    }
}

/// One picture: only how many pixels each code stands for is kept.
fn picture(reader: &mut Reader<'_>, pixels: u64, start: u64) -> Read<Inside> {
    let least = u32::from(reader.byte(start)?);
    if !(1..MOST_BITS).contains(&least) {
        return Ok(Inside::Broken);
    }
    let (clear, end) = (1usize << least, (1usize << least) + 1);
    let mut lengths = vec![1u32; 1 << MOST_BITS];
    let (mut next, mut bits, mut before) = (end + 1, least + 1, None::<usize>);
    let (mut held, mut count, mut done) = (0u32, 0u32, 0u64);
    let mut at = start + 1;
    loop {
        let length = reader.byte(at)?;
        if length == 0 {
            return Ok(if done >= pixels { Inside::Whole } else { Inside::Short });
        }
        for byte in reader.bytes(at + 1, length.into())? {
            held |= u32::from(byte) << count;
            count += 8;
            while count >= bits {
                let code = (held & ((1 << bits) - 1)) as usize;
                held >>= bits;
                count -= bits;
                if code == clear {
                    (next, bits, before) = (end + 1, least + 1, None);
                    continue;
                }
                // What stands behind is not shown.
                if code == end || done >= pixels {
                    return Ok(if done >= pixels { Inside::Whole } else { Inside::Short });
                }
                let known =
                    if code == next { before.map(|before| lengths[before] + 1) } else { None };
                if code > next
                    || code == next && known.is_none()
                    || code > clear && before.is_none()
                {
                    return Ok(Inside::Broken);
                }
                let run = known.unwrap_or(lengths[code]);
                if let Some(before) = before
                    && next < 1 << MOST_BITS
                {
                    lengths[next] = lengths[before] + 1;
                    next += 1;
                    if next == 1 << bits && bits < MOST_BITS {
                        bits += 1;
                    }
                }
                done += u64::from(run);
                before = Some(code);
            }
        }
        at += 1 + u64::from(length);
    }
}
