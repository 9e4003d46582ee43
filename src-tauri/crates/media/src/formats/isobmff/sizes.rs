//! Whether the samples of a track say other sizes than its description, or one another: films that were joined without
//! coding them anew keep the sets of each part in its samples. Source: ISO/IEC 14496-15, 5.3.3 and 8.3.3.

use super::samples::{Place, Tables};
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::codec::samples::{Coding, PLACES};
use crate::formats::codec::{h264, hevc};

/// Of each unit so many bytes are read. Judgement: a set has some 50.
const LOOK: u64 = 256;
/// Sets stand before the picture, among so many units. Judgement: a delimiter, a few sets and messages.
const MOST_UNITS: u32 = 16;

/// Whether sizes differ. The first and the last sample that a player may begin with tell whether there are sets in
/// samples at all; only then others are looked at.
pub(super) fn vary(reader: &mut Reader<'_>, tables: Option<&Tables>) -> Read<bool> {
    let Some(tables) = tables else { return Ok(false) };
    match of(reader, tables) {
        Ok(vary) => Ok(vary),
        Err(Stop::Failed) => Err(Stop::Failed),
        // What cannot be found says nothing.
        Err(_) => Ok(false),
    }
}

fn of(reader: &mut Reader<'_>, tables: &Tables) -> Read<bool> {
    let Coding::Units(wide) = tables.coding else { return Ok(false) };
    let Some(last) = last(reader, tables)? else { return Ok(false) };
    let mut said = tables.described;
    let mut differs = |reader: &mut Reader<'_>, number: u64| -> Read<Option<bool>> {
        let Some(size) = size_in(reader, tables, (number, wide))? else { return Ok(None) };
        Ok(Some(*said.get_or_insert(size) != size))
    };
    let ends = [differs(reader, 0)?, differs(reader, last)?];
    if ends.contains(&Some(true)) || ends == [None, None] {
        return Ok(ends.contains(&Some(true)));
    }
    for step in 1..PLACES {
        if differs(reader, last * step / PLACES)? == Some(true) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The last of the samples that a player may begin with, counted among those.
fn last(reader: &mut Reader<'_>, tables: &Tables) -> Read<Option<u64>> {
    match tables.begins {
        Some(begins) => Ok(u64::from(begins.be32(reader, 4)?).checked_sub(1)),
        None => tables.last_sample(reader),
    }
}

/// The size that a sample says, if it does.
fn size_in(
    reader: &mut Reader<'_>,
    tables: &Tables,
    (number, wide): (u64, u64),
) -> Read<Option<(u32, u32)>> {
    let number = match tables.begins {
        Some(begins) => {
            u64::from(begins.be32(reader, 8 + number * 4)?).checked_sub(1).ok_or(Stop::Odd)?
        }
        None => number,
    };
    let Some(Place { at, size }) = tables.place_of(reader, number)? else { return Ok(None) };
    let (mut at, end) = (at, at.saturating_add(size));
    for _ in 0..MOST_UNITS {
        if at + wide >= end {
            break;
        }
        let bytes = reader.some(at, LOOK.min(end - at))?;
        let Some((length, unit)) = bytes.split_at_checked(wide as usize) else { break };
        let length = length.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        let unit = &unit[..unit.len().min(length as usize)];
        let set = match unit.first() {
            Some(first) if first & 0x9F == 7 => h264::of_unit(unit),
            Some(0x42) => hevc::of_unit(unit),
            _ => None,
        };
        if let Some(set) = set {
            return Ok(Some((set.width, set.height)));
        }
        at += wide + length;
    }
    Ok(None)
}
