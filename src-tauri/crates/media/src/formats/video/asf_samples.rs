//! Whether the packets of a WMV or ASF are where they should be, and what lies behind its objects. Source: Advanced Systems
//! Format specification 1.20, 5 (data object), 5.2.1 (the beginning of a packet) and 6 (indexes).

use super::asf::Object;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::codec::samples::{LOOK, PLACES, Samples};

/// What stands in the data object before its packets.
const HEAD: u64 = 50;
/// What packets begin with mostly: two bytes of error correction.
const CORRECTED: u8 = 0x82;
/// So many objects are gone through behind the data. Judgement: an index for each stream, and a packet of XMP.
const MOST_OBJECTS: u32 = 256;

/// Where the packets of a file lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packets {
    /// Where the data object begins and ends.
    pub(super) data: (u64, u64),
    /// The length of each, where all are as long.
    pub(super) each: u64,
}

/// Looks at the first packet, the last and some between.
pub(super) fn look(reader: &mut Reader<'_>, packets: Packets) -> Read<Samples> {
    let Packets { data: (start, end), each } = packets;
    let first = start + HEAD;
    let room = end.min(reader.length()).saturating_sub(first) / each.max(1);
    // Some programs leave room for more than they wrote.
    let said = reader.le64(start + 40)?;
    let count = if said == 0 { room } else { said.min(room) };
    let Some(last) = count.checked_sub(1).filter(|_| each > LOOK) else {
        return Ok(Samples::Whole);
    };
    let kind = reader.byte(first)?;
    for step in 0..=PLACES {
        let bytes = reader.some(first + last * step / PLACES * each, LOOK)?;
        let is_empty = bytes.iter().all(|byte| *byte == 0);
        if is_empty || kind == CORRECTED && bytes.first() != Some(&kind) {
            return Ok(Samples::Broken);
        }
    }
    Ok(Samples::Whole)
}

/// Whether something stands behind the last object.
pub(super) fn is_more(reader: &mut Reader<'_>, end_of_data: u64) -> Read<bool> {
    let mut at = end_of_data;
    for _ in 0..MOST_OBJECTS {
        if at >= reader.length() {
            return Ok(false);
        }
        match Object::at(reader, at, reader.length()) {
            Ok(object) => at = object.end,
            Err(Stop::Failed) => return Err(Stop::Failed),
            Err(_) => return reader.has_more(at),
        }
    }
    Ok(false)
}
