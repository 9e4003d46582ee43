//! Whether the packets of a transport stream lie one behind the other all the way, and its pictures begin with start codes.
//! Source: ISO/IEC 13818-1, 2.4.3.

use super::mpeg_ts::Packets;
use super::stream::packet;
use crate::bytes::reader::{Read, Reader};
use crate::formats::codec::samples::{Coding, PLACES, Samples};

/// So many packets are searched for the beginning of a picture, at the first, middle and last place.
const SEARCHED: usize = 64;
/// At other places two tell whether they lie where they should.
const FEW: usize = 2;
/// So short a stream is gone through. Judgement: its end is read for its last time stamp anyhow.
const SMALL: u64 = 256 << 10;
/// What lies behind the stream may be anything, as far as this before the end of the file.
const BEHIND: u64 = 64 << 10;

/// Looks at some packets; `pictures` is the number of those that hold pictures.
pub(super) fn look(
    reader: &mut Reader<'_>,
    shape: Packets,
    pictures: Option<u16>,
) -> Read<Samples> {
    let (size, first) = (shape.size as u64, shape.first as u64);
    if reader.length() <= SMALL {
        return small(reader, shape);
    }
    let end = reader.length().saturating_sub(BEHIND).max(reader.length() / 2);
    let Some(last) = (end.saturating_sub(first) / size).checked_sub(SEARCHED as u64) else {
        return Ok(Samples::Whole);
    };
    let mut lost = false;
    for step in 0..=PLACES {
        let at = first + last * step / PLACES * size;
        let count = if step % (PLACES / 2) == 0 { SEARCHED } else { FEW };
        let some = reader.some(at, count as u64 * size)?;
        let packets = || some.chunks_exact(shape.size);
        if packets().all(|packet| packet[0] == 0x47) {
            // What lies behind a place without packets is a stream again.
            if lost || pictures.is_some_and(|id| !packets().all(|packet| is_right(packet, id))) {
                return Ok(Samples::Broken);
            }
        } else if packets().any(|packet| packet.iter().all(|byte| *byte == 0))
            || lies_otherwise(&reader.some(at, 4 * size)?, shape.size)
        {
            return Ok(Samples::Broken);
        } else {
            lost = true;
        }
    }
    Ok(Samples::Whole)
}

/// A short stream, gone through: where a packet is missing, others follow, or zeros that fill up no block of a disk.
fn small(reader: &mut Reader<'_>, shape: Packets) -> Read<Samples> {
    let bytes = reader.some(shape.first as u64, SMALL)?;
    let packets = || bytes.chunks_exact(shape.size);
    let Some(lost) = packets().position(|packet| packet[0] != 0x47) else {
        return Ok(Samples::Whole);
    };
    let rest = &bytes[lost * shape.size..];
    let is_hole = rest.iter().all(|byte| *byte == 0) && rest.len() * 20 > bytes.len();
    let follows = rest
        .windows(3 * shape.size + 1)
        .any(|window| window.iter().step_by(shape.size).all(|byte| *byte == 0x47));
    Ok(if is_hole || follows { Samples::Broken } else { Samples::Whole })
}

/// Whether packets lie there, but not where they should: a piece is missing before them.
fn lies_otherwise(bytes: &[u8], size: usize) -> bool {
    (1..size).any(|first| {
        let mut syncs = bytes.iter().skip(first).step_by(size);
        syncs.len() >= 3 && syncs.all(|byte| *byte == 0x47)
    })
}

/// Whether a packet that a picture begins in has its head and a start code.
fn is_right(packet_bytes: &[u8], pictures: u16) -> bool {
    let [0x47, high, low, control, more, ..] = *packet_bytes else { return true };
    let is_first = high & 0x40 != 0 && u16::from_be_bytes([high & 0x1F, low]) == pictures;
    let skip = match control >> 4 & 3 {
        1 => 4,
        3 => 5 + usize::from(more),
        _ => return true,
    };
    // What is locked begins as anything.
    if !is_first || control & 0xC0 != 0 {
        return true;
    }
    let Some(payload) = packet_bytes[..188].get(skip..) else { return true };
    if payload.len() < 9 {
        return true;
    }
    payload.starts_with(&[0, 0, 1])
        && packet(payload)
            .and_then(|head| payload.get(head.data..))
            .is_none_or(|sample| Coding::StartCodes.begins(sample, sample.len() as u64))
}
