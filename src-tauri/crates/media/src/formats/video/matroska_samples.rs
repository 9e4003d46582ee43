//! Whether the pictures of an MKV or WebM are where its cues say, and begin as those of their codec do. Source: RFC 9559,
//! 5.1.5 (Cues), 5.1.3 (Cluster) and 10 (Block).

use super::matroska::{CLUSTER, Element};
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::codec::samples::{Coding, LOOK, PLACES, Samples};

/// So much of the cues is read. Judgement: a cue has some 20 bytes, and one stands for some seconds.
const MOST_CUES: u64 = 24 << 10;
/// Without cues, so many clusters are gone through from the first on.
const MOST_CLUSTERS: u32 = 16;
/// No packed picture or sound has so many zeros behind one another.
const HOLE: u64 = 512;
/// So many blocks of sound may stand before the first one of the picture.
const MOST_BLOCKS: u32 = 6;

/// What every file begins with, and room that is left.
const HEAD: u32 = 0x1A45_DFA3;
const VOID: u32 = 0xEC;

/// Where pictures may be.
pub(super) struct Places {
    pub(super) segment: Element,
    /// The number of the track of the picture, and how it is coded.
    pub(super) shown: Option<(u64, Coding)>,
    /// The list of places of key pictures.
    pub(super) cues: Option<Element>,
    /// The first cluster.
    pub(super) first: Option<u64>,
    /// Whether what they hold may be zeros.
    pub(super) has_zeros: bool,
}

/// Looks at some clusters. Tables that make no sense say nothing of them.
pub(super) fn look(reader: &mut Reader<'_>, places: &Places) -> Read<Samples> {
    let (Some(shown), Some(first)) = (places.shown, places.first) else {
        return Ok(Samples::Whole);
    };
    let looked = match places.cues {
        Some(cues) => by_cues(reader, places.segment, cues, shown),
        None => one_by_one(reader, places.segment, first, shown),
    };
    match looked {
        Err(Stop::Failed) => Err(Stop::Failed),
        // A hole makes no sense to whoever goes through elements.
        Ok(Samples::Whole) | Err(_) if !places.has_zeros => {
            // What is said of the whole may stand in front of the clusters or behind.
            let cues = places.cues.map(|cues| cues.data).filter(|cues| *cues > first);
            holes(reader, first, cues.unwrap_or(reader.length()))
        }
        Err(_) => Ok(Samples::Whole),
        seen => seen,
    }
}

/// Whether something stands behind the segment that is neither room nor another file of the kind, of which players go on
/// with the next. Source: RFC 8794, 4.5 (documents in a stream).
pub(super) fn is_more(reader: &mut Reader<'_>, end: u64) -> Read<bool> {
    let length = reader.length();
    match Element::at(reader, end) {
        Ok(Element { id: HEAD, .. }) => Ok(false),
        Ok(element @ Element { id: VOID, .. })
            if element.end().is_some_and(|end| end <= length) =>
        {
            Ok(false)
        }
        Err(Stop::Failed) => Err(Stop::Failed),
        _ => reader.has_more(end),
    }
}

/// Whether zeros lie between the first cluster and the end of the last one, which may stand minutes apart.
fn holes(reader: &mut Reader<'_>, first: u64, end: u64) -> Read<Samples> {
    let length = end.min(reader.length()).saturating_sub(first);
    for place in 1..PLACES * 2 {
        let bytes = reader.some(first + length * place / (PLACES * 2), HOLE)?;
        if bytes.len() as u64 == HOLE && bytes.iter().all(|byte| *byte == 0) {
            return Ok(Samples::Broken);
        }
    }
    Ok(Samples::Whole)
}

fn by_cues(
    reader: &mut Reader<'_>,
    segment: Element,
    cues: Element,
    shown: (u64, Coding),
) -> Read<Samples> {
    let places = cue_places(reader, segment, cues)?;
    let Some(last) = places.len().checked_sub(1) else { return Ok(Samples::Whole) };
    for step in 0..=PLACES as usize {
        let place = places[last * step / PLACES as usize];
        if place >= reader.length() {
            return Ok(Samples::Beyond);
        }
        match cluster(reader, place, shown)? {
            Samples::Whole => {}
            // What does not lead to the first one leads nowhere.
            Samples::Broken if step == 0 && !is_cluster(reader, place)? => {
                return Ok(Samples::Whole);
            }
            seen => return Ok(seen),
        }
        if last == 0 {
            break;
        }
    }
    Ok(Samples::Whole)
}

/// The places of clusters that the cues name, as far as they are read.
fn cue_places(reader: &mut Reader<'_>, segment: Element, cues: Element) -> Read<Vec<u64>> {
    let mut places = Vec::new();
    let end = cues.end().ok_or(Stop::Odd)?.min(cues.data.saturating_add(MOST_CUES));
    let mut at = cues.data;
    while at < end {
        let cue = Element::at(reader, at)?;
        if cue.id == 0xBB {
            cue.each(reader, |reader, part| match part.id {
                0xB7 => part.each(reader, |reader, part| {
                    if part.id == 0xF1 {
                        let place = segment.data.saturating_add(part.unsigned(reader)?);
                        if places.last() != Some(&place) {
                            places.push(place);
                        }
                    }
                    Ok(())
                }),
                _ => Ok(()),
            })?;
        }
        at = cue.end().ok_or(Stop::Odd)?;
    }
    Ok(places)
}

fn one_by_one(
    reader: &mut Reader<'_>,
    segment: Element,
    first: u64,
    shown: (u64, Coding),
) -> Read<Samples> {
    let end = segment.end().unwrap_or(u64::MAX).min(reader.length());
    let mut at = first;
    for _ in 0..MOST_CLUSTERS {
        if at >= end {
            break;
        }
        let element = Element::at(reader, at)?;
        if element.id == CLUSTER {
            match cluster(reader, at, shown)? {
                Samples::Whole => {}
                seen => return Ok(seen),
            }
        }
        let Some(after) = element.end() else { break };
        at = after;
    }
    Ok(Samples::Whole)
}

fn is_cluster(reader: &mut Reader<'_>, at: u64) -> Read<bool> {
    Ok(reader.some(at, 4)? == CLUSTER.to_be_bytes())
}

/// The first picture of the cluster that should be at a place.
fn cluster(reader: &mut Reader<'_>, at: u64, (track, coding): (u64, Coding)) -> Read<Samples> {
    if !is_cluster(reader, at)? {
        return Ok(Samples::Broken);
    }
    let cluster = Element::at(reader, at)?;
    let end = cluster.end().unwrap_or(u64::MAX);
    if cluster.end().is_some_and(|end| end > reader.length()) {
        return Ok(Samples::Beyond);
    }
    let (mut at, mut blocks) = (cluster.data, 0);
    while at < end.min(reader.length()) && blocks < MOST_BLOCKS {
        let element = Element::at(reader, at)?;
        match element.id {
            0xA3 => {
                blocks += 1;
                if let Some(seen) = block(reader, element, track, coding)? {
                    return Ok(seen);
                }
            }
            0xA0 => {
                blocks += 1;
                let mut seen = None;
                element.each(reader, |reader, part| {
                    if part.id == 0xA1 && seen.is_none() {
                        seen = block(reader, part, track, coding)?;
                    }
                    Ok(())
                })?;
                if let Some(seen) = seen {
                    return Ok(seen);
                }
            }
            // The next cluster of one that does not say how long it is.
            CLUSTER => break,
            _ => {}
        }
        at = element.end().ok_or(Stop::Odd)?;
    }
    Ok(Samples::Whole)
}

/// A block of the picture; none of another track.
fn block(
    reader: &mut Reader<'_>,
    block: Element,
    track: u64,
    coding: Coding,
) -> Read<Option<Samples>> {
    let first = reader.byte(block.data)?;
    // A number of one byte, its first bit set, as all but films of more than 127 tracks have.
    if first & 0x80 == 0 || u64::from(first & 0x7F) != track {
        return Ok(None);
    }
    let is_laced = reader.byte(block.data + 3)? & 6 != 0;
    let Some(size) = block.length.and_then(|length| length.checked_sub(4)) else {
        return Ok(Some(Samples::Whole));
    };
    let bytes = reader.some(block.data + 4, size.min(LOOK))?;
    let is_right = is_laced || coding.begins(&bytes, size);
    Ok(Some(if is_right { Samples::Whole } else { Samples::Broken }))
}
