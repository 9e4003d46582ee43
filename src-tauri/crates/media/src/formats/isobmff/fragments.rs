//! Movies in pieces: the durations of their runs, and their indexes. Source: ISO/IEC 14496-12, 8.8 and 8.16.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::pieces::Places;
use super::units::in_units;
use crate::bytes::reader::{Read, Reader};
use crate::formats::boxes::Part;

/// Judgement: as many as a movie may have tracks.
const MOST_TRACKS: usize = 256;
/// Of an index at the end so many entries are taken beside the first, which lie in some blocks.
const MOST_LISTED: u64 = 16;

/// What was seen of the pieces.
#[derive(Debug, Default)]
pub(super) struct Fragments {
    /// By track: where the last piece ends, and how many samples without a duration of their own it counts.
    ends: BTreeMap<u32, (u64, u64)>,
    /// The tracks that have a sample in a piece.
    filled: BTreeSet<u32>,
    indexed: Option<Duration>,
    closed: bool,
    /// Where they begin, by the index at the end or as they were gone through.
    places: Places,
}

impl Fragments {
    /// Whether the index at the end was found, so that the pieces between need not be gone through.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Where the pieces begin.
    pub(super) fn places(&self) -> &Places {
        &self.places
    }

    /// The duration by the index of the front.
    pub(super) fn indexed(&self) -> Option<Duration> {
        self.indexed
    }

    /// Whether a piece has a sample of a track.
    pub(super) fn has_samples_of(&self, track: u32) -> bool {
        self.filled.contains(&track)
    }

    /// Where the last piece of a track ends, in its units.
    pub(super) fn end_of(&self, track: u32, sample_duration: u32) -> u64 {
        let (end, samples) = self.ends.get(&track).copied().unwrap_or_default();
        end.saturating_add(samples.saturating_mul(sample_duration.into()))
    }

    /// Takes the index at the end, if there is one, with the last piece: then the file is whole, and the
    /// pieces between need not be gone through.
    pub(super) fn close(&mut self, reader: &mut Reader<'_>) -> Read<()> {
        let length = reader.length();
        let Some(last) = length.checked_sub(16) else { return Ok(()) };
        if reader.array::<4>(last + 4)? != *b"mfro" {
            return Ok(());
        }
        let Some(start) = length.checked_sub(reader.be32(last + 12)?.into()) else { return Ok(()) };
        let mfra = Part::at(reader, start, u64::MAX)?;
        if mfra.name != *b"mfra" || mfra.end != length {
            return Ok(());
        }
        let mut is_right = true;
        mfra.each(reader, 0, |reader, part| {
            if part.name != *b"tfra" {
                return Ok(());
            }
            let wide = part.version(reader)? == 1;
            let widths = part.be32(reader, 8)?;
            let numbers: u32 = (0..3).map(|place| (widths >> (2 * place) & 3) + 1).sum();
            let width = if wide { 8 } else { 4 };
            let entry = 2 * width + u64::from(numbers);
            let Some(last) = u64::from(part.be32(reader, 12)?).checked_sub(1) else {
                return Ok(());
            };
            let place = |reader: &mut Reader<'_>, number: u64| {
                part.number(reader, 16 + number * entry + width, wide)
            };
            // One table is as good as another: each piece has samples of the picture mostly.
            if self.places.is_empty() {
                let mut known = None;
                for step in 0..=last.min(MOST_LISTED) {
                    let at = place(reader, last * step / last.clamp(1, MOST_LISTED))?;
                    if known.replace(at) != Some(at) {
                        self.places.take(at);
                    }
                }
            }
            let at = place(reader, last)?;
            let piece = Part::at(reader, at, length)?;
            if piece.name != *b"moof" {
                return Ok(());
            }
            // What the last piece holds ends before the index, or something is missing between.
            is_right &= Part::at(reader, piece.end, u64::MAX)?.end <= start;
            self.durations(reader, piece)
        })?;
        self.closed = is_right;
        if !is_right {
            self.places = Places::default();
        }
        Ok(())
    }

    /// Takes a piece, which begins with its head.
    pub(super) fn take(&mut self, reader: &mut Reader<'_>, moof: Part) -> Read<()> {
        self.places.take(moof.data - moof.head);
        self.durations(reader, moof)
    }

    fn durations(&mut self, reader: &mut Reader<'_>, moof: Part) -> Read<()> {
        moof.each(reader, 0, |reader, part| match &part.name {
            b"traf" => self.track(reader, part),
            _ => Ok(()),
        })
    }

    fn track(&mut self, reader: &mut Reader<'_>, traf: Part) -> Read<()> {
        let (mut id, mut default, mut start) = (0, None, None);
        let (mut sum, mut counted) = (0u64, 0u64);
        traf.each(reader, 0, |reader, part| {
            match &part.name {
                b"tfhd" => {
                    let flags = part.be32(reader, 0)?;
                    id = part.be32(reader, 4)?;
                    let mut at = 8;
                    at += if flags & 1 != 0 { 8 } else { 0 };
                    at += if flags & 2 != 0 { 4 } else { 0 };
                    if flags & 8 != 0 {
                        default = Some(part.be32(reader, at)?);
                    }
                }
                b"tfdt" => {
                    let wide = part.version(reader)? == 1;
                    start = Some(part.number(reader, 4, wide)?);
                }
                b"trun" => {
                    if part.be32(reader, 4)? > 0 && self.filled.len() < MOST_TRACKS {
                        self.filled.insert(id);
                    }
                    let (durations, samples) = run(reader, part, default)?;
                    sum = sum.saturating_add(durations);
                    counted = counted.saturating_add(samples);
                }
                _ => {}
            }
            Ok(())
        })?;
        if self.ends.len() >= MOST_TRACKS && !self.ends.contains_key(&id) {
            return Ok(());
        }
        let end = self.ends.entry(id).or_default();
        *end = match start {
            Some(start) => (start.saturating_add(sum), counted).max(*end),
            None => (end.0.saturating_add(sum), end.1.saturating_add(counted)),
        };
        Ok(())
    }

    /// Takes the index at the front: the durations of the pieces.
    pub(super) fn index(&mut self, reader: &mut Reader<'_>, sidx: Part) -> Read<()> {
        let wide = sidx.version(reader)? == 1;
        let scale = sidx.be32(reader, 8)?;
        let at = if wide { 28 } else { 20 };
        let count = sidx.be32(reader, at)? & 0xFFFF;
        let mut sum = 0u64;
        for number in 0..u64::from(count) {
            sum = sum.saturating_add(sidx.be32(reader, at + 4 + number * 12 + 4)?.into());
        }
        // Tracks have one each; a file that is written on has one for each part.
        self.indexed = self.indexed.max(in_units(sum, scale));
        Ok(())
    }
}

/// The durations of the samples of a run that say theirs, and how many do not.
fn run(reader: &mut Reader<'_>, trun: Part, default: Option<u32>) -> Read<(u64, u64)> {
    let flags = trun.be32(reader, 0)?;
    let count = u64::from(trun.be32(reader, 4)?);
    if flags & 0x100 == 0 {
        return Ok(match default {
            Some(each) => (count.saturating_mul(each.into()), 0),
            None => (0, count),
        });
    }
    let mut at = 8;
    at += if flags & 1 != 0 { 4 } else { 0 };
    at += if flags & 4 != 0 { 4 } else { 0 };
    let size: u64 =
        [0x100, 0x200, 0x400, 0x800].iter().filter(|bit| flags & **bit != 0).count() as u64 * 4;
    let mut sum = 0u64;
    for number in 0..count {
        sum = sum.saturating_add(trun.be32(reader, at + number * size)?.into());
    }
    Ok((sum, 0))
}
