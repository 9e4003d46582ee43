//! Files of a browser or a recorder that did not know how long they would be: whether their elements follow one another to
//! the end. Source: RFC 8794, 6.2 (unknown length); RFC 9559, 5.1 (elements of a segment) and 5.1.3 (of a cluster).

use super::matroska::Element;
use super::matroska_samples;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Note;
use crate::facts::found::Found;
use crate::formats::codec::samples::Samples;

/// What may stand in a segment or a cluster, from its number on.
const KNOWN: [u32; 18] = [
    0x1F43_B675,
    0x1C53_BB6B,
    0x1254_C367,
    0x114D_9B74,
    0x1549_A966,
    0x1654_AE6B,
    0x1043_A770,
    0x1941_A469,
    0x1A45_DFA3,
    0x1853_8067,
    0xE7,
    0xA3,
    0xA0,
    0xA7,
    0xAB,
    0x5854,
    0xEC,
    0xBF,
];
const CLUSTER: u32 = 0x1F43_B675;
const SEGMENT: u32 = 0x1853_8067;

/// So many blocks of the reader are hopped through. Judgement: half a minute of a browser's film.
const MOST_HOPS: u64 = 24;
/// Behind what is no element, and before the end, so much is searched for others.
const SEARCHED: u64 = 32 << 10;
/// From there, so many elements are gone through. Judgement: of 32 KiB, none is shorter than 20 bytes.
const MOST_CHAINED: u32 = 4096;
/// So many elements in a row are no chance.
const IN_A_ROW: u32 = 4;

/// What stands behind a segment, or in one that does not say where it ends.
pub(super) fn behind(
    reader: &mut Reader<'_>,
    end: Option<u64>,
    first: Option<u64>,
    found: &mut Found,
) -> Read<()> {
    match end {
        Some(end) if found.complete == Some(true) => {
            if matroska_samples::is_more(reader, end)? {
                found.note(Note::DataBehind);
            }
            Ok(())
        }
        None if found.complete.is_none() => look(reader, first, found),
        _ => Ok(()),
    }
}

/// Goes through the elements from the first cluster on, as far as that costs little.
fn look(reader: &mut Reader<'_>, first: Option<u64>, found: &mut Found) -> Read<()> {
    let Some(first) = first else { return Ok(()) };
    let length = reader.length();
    let (mut at, mut hops) = (first, 0);
    while at < length && hops < MOST_HOPS {
        match next(reader, at)? {
            Some(after) => {
                hops += u64::from(after / 1024 != at / 1024);
                at = after;
            }
            None => return lost(reader, at, found),
        }
    }
    if at < length {
        // Of a longer one, its end: where nothing leads to it, something stands behind it.
        let (start, tail) = reader.tail(SEARCHED)?;
        let near = match first_in(reader, start, &tail)? {
            Some(near) => near,
            None => last_row(reader, at, start)?,
        };
        if let Some(end) = chain_end(reader, near)?
            && end < length
        {
            return lost(reader, end, found);
        }
    }
    Ok(())
}

/// A place near the last elements, where none are found before the end: between one where some are, and one where none.
fn last_row(reader: &mut Reader<'_>, mut right: u64, mut wrong: u64) -> Read<u64> {
    while wrong.saturating_sub(right) > SEARCHED {
        let middle = right + (wrong - right) / 2;
        let bytes = reader.some(middle, SEARCHED / 3)?;
        match first_in(reader, middle, &bytes)? {
            Some(row) => right = row,
            None => wrong = middle,
        }
    }
    Ok(right)
}

/// Where no element follows any more; none where that is too far.
fn chain_end(reader: &mut Reader<'_>, from: u64) -> Read<Option<u64>> {
    let mut at = from;
    for _ in 0..MOST_CHAINED {
        if at >= reader.length() {
            return Ok(Some(at));
        }
        match next(reader, at)? {
            Some(after) => at = after,
            None => return Ok(Some(at)),
        }
    }
    Ok(None)
}

/// Where the element at a place ends, or what it holds begins; none where none is there.
fn next(reader: &mut Reader<'_>, at: u64) -> Read<Option<u64>> {
    let element = match Element::at(reader, at) {
        Ok(element) if KNOWN.contains(&element.id) => element,
        Err(Stop::Failed) => return Err(Stop::Failed),
        // What is cut off within its head was cut.
        Err(Stop::End) => return Ok(Some(reader.length())),
        Ok(_) | Err(_) => return Ok(None),
    };
    Ok(match (element.id, element.end()) {
        (CLUSTER | SEGMENT, _) => Some(element.data),
        (_, end) => end,
    })
}

/// Something else stands at a place: a hole where elements follow, or a stranger behind the end.
fn lost(reader: &mut Reader<'_>, at: u64, found: &mut Found) -> Read<()> {
    let bytes = reader.some(at, SEARCHED)?;
    let follows = first_in(reader, at, &bytes)?.is_some();
    let (start, tail) = reader.tail(SEARCHED)?;
    if follows || start > at && first_in(reader, start, &tail)?.is_some() {
        Samples::Broken.put(found);
    } else if reader.has_more(at)? {
        found.note(Note::DataBehind);
    }
    Ok(())
}

/// The first place from which elements follow one another.
fn first_in(reader: &mut Reader<'_>, start: u64, bytes: &[u8]) -> Read<Option<u64>> {
    for at in candidates(start, bytes) {
        if row(reader, at)?.is_some() {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// Places where a block or a cluster may begin.
fn candidates(start: u64, bytes: &[u8]) -> impl Iterator<Item = u64> {
    let may_be = |window: &[u8]| {
        // Behind its length, the number of a track in one byte.
        window[0] == 0xA3 && window[1] != 0 || window == CLUSTER.to_be_bytes()
    };
    let places = bytes.windows(4).enumerate().filter(move |(_, window)| may_be(window));
    places.map(move |(at, _)| start + at as u64)
}

/// Where a row of elements ends that begins at a place; none where too few follow, or the last one lies beyond the end.
fn row(reader: &mut Reader<'_>, at: u64) -> Read<Option<u64>> {
    let mut place = at;
    for _ in 0..IN_A_ROW {
        if place == reader.length() {
            // Three before the end are as good.
            return Ok(Some(place).filter(|_| place > at));
        }
        match next(reader, place)? {
            Some(after) if after <= reader.length() => place = after,
            _ => return Ok(None),
        }
    }
    Ok(Some(place))
}
