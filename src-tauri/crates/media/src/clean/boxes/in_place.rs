//! What is overwritten where it stands in files of boxes, in which nothing may move, and where such a file ends:
//! a box that is not needed becomes free space of zeros. Source: ISO/IEC 14496-12, 8.1.2 (`free`) and 4.2.

use std::borrow::Cow;
use std::ops::Range;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::clean::plan::{Overwritten, Plan};
use crate::clean::removed::Removed;
use crate::decode::colour::MOST_OF_PROFILE;
use crate::formats::boxes::Part;
use crate::formats::profile;

/// Judgement: cameras write some ten boxes that are not needed, dashboard cameras one a second.
pub(super) const MOST_PLACES: usize = 20_000;

/// In one box. Judgement: a movie has some ten tracks, a photo 48 tiles.
const MOST_INSIDE: usize = 10_000;

/// Judgement: four for a track or one for an item, of which there are some sixty.
const MOST_NEEDED: usize = 40_000;

/// What is longer counts as full without being looked at. Judgement: the largest picture on a cover has some MB.
const MOST_LOOKED_AT: u64 = 16 << 20;

/// What is read at a time.
const PIECE: u64 = 64 << 10;

/// Outer boxes that may say to go beyond the end of the file, which then was cut off.
const MAY_BE_CUT: [&[u8; 4]; 6] = [b"mdat", b"moov", b"moof", b"meta", b"free", b"skip"];

/// The places that are overwritten, and those that must not be.
#[derive(Default)]
pub(crate) struct InPlace {
    zeros: Vec<Range<u64>>,
    puts: Vec<(Range<u64>, Cow<'static, [u8]>)>,
    removed: Vec<Removed>,
    needed: Vec<u64>,
}

impl InPlace {
    /// A box that is not needed.
    pub(crate) fn take(&mut self, part: Part, removed: &[Removed]) -> Read<()> {
        // The name lies before what it holds, and before the length where that has eight bytes.
        let name = part.data - part.head + 4;
        self.puts.push((name..name + 4, b"free".into()));
        self.zero(part.data..part.end, removed)
    }

    /// Bytes that are not needed.
    pub(crate) fn zero(&mut self, range: Range<u64>, removed: &[Removed]) -> Read<()> {
        if self.zeros.len() >= MOST_PLACES {
            return Err(Stop::Spent);
        }
        // A box that is shorter than what has to stand in it.
        if range.end < range.start {
            return Err(Stop::Odd);
        }
        self.zeros.push(range);
        self.say(removed);
        Ok(())
    }

    fn say(&mut self, removed: &[Removed]) {
        self.removed.extend_from_slice(removed);
        self.removed.sort();
        self.removed.dedup();
    }

    /// Bytes that should be zeros: overwritten, and said to be removed, where they are not.
    pub(crate) fn clear(
        &mut self,
        reader: &mut Reader<'_>,
        range: Range<u64>,
        removed: Removed,
    ) -> Read<()> {
        if is_zero(reader, range.clone())? { Ok(()) } else { self.zero(range, &[removed]) }
    }

    /// Other bytes in the place of some, filled up with zeros.
    pub(crate) fn put(
        &mut self,
        reader: &mut Reader<'_>,
        range: Range<u64>,
        bytes: &'static [u8],
        removed: Removed,
    ) -> Read<()> {
        let start = range.start + bytes.len() as u64;
        let is_there = reader.bytes(range.start, bytes.len() as u64)? == bytes;
        if is_there && is_zero(reader, start..range.end)? {
            return Ok(());
        }
        self.puts.push((range.start..start, bytes.into()));
        self.zero(start..range.end, &[removed])
    }

    /// Other bytes in the place of as many, and what goes with those.
    pub(crate) fn replace(&mut self, start: u64, bytes: Vec<u8>, removed: &[Removed]) -> Read<()> {
        if self.puts.len() >= MOST_PLACES {
            return Err(Stop::Spent);
        }
        self.puts.push((start..start + bytes.len() as u64, bytes.into()));
        self.say(removed);
        Ok(())
    }

    /// A box that names colours: of a profile in it, what makes no colours goes. Source: ISO/IEC 14496-12, 12.1.5.
    pub(crate) fn colours(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        let length = (part.end - part.data).saturating_sub(4);
        if !(1..=MOST_OF_PROFILE as u64).contains(&length)
            || !matches!(&reader.array(part.data)?, b"prof" | b"rICC")
        {
            return Ok(());
        }
        let profile = reader.bytes(part.data + 4, length)?;
        match profile::plain_in_place(&profile) {
            Some(plain) => self.replace(part.data + 4, plain, &[Removed::Profile]),
            None => Ok(()),
        }
    }

    /// Space that programs leave free, in which others hide things.
    pub(crate) fn free(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        self.clear(reader, part.data..part.end, Removed::Other)
    }

    /// When something was made and changed, at the beginning of the boxes `mvhd`, `tkhd` and `mdhd`.
    /// Source: ISO/IEC 14496-12, 8.2.2.2.
    pub(crate) fn dates(&mut self, reader: &mut Reader<'_>, head: Part) -> Read<()> {
        let wide = head.version(reader)? == 1;
        let end = (head.data + if wide { 20 } else { 12 }).min(head.end);
        self.clear(reader, (head.data + 4).min(end)..end, Removed::Camera)
    }

    /// The boxes that one holds, from `skip` bytes on; a rest that is no box is cleared.
    pub(crate) fn inside(
        &mut self,
        reader: &mut Reader<'_>,
        part: Part,
        skip: u64,
    ) -> Read<Vec<Part>> {
        let mut boxes = Vec::new();
        let mut at = part.data.saturating_add(skip).min(part.end);
        while at + 8 <= part.end && reader.array(at)? != [0; 8] {
            match Part::at(reader, at, part.end) {
                Ok(inner) => {
                    at = inner.end;
                    boxes.push(inner);
                }
                // QuickTime closes some lists with four zeros.
                Err(Stop::Odd) => break,
                Err(stop) => return Err(stop),
            }
            if boxes.len() > MOST_INSIDE {
                return Err(Stop::Spent);
            }
        }
        self.clear(reader, at..part.end, Removed::Other)?;
        Ok(boxes)
    }

    /// A byte of what is shown, which must stay.
    pub(crate) fn need(&mut self, place: u64) -> Read<()> {
        if self.needed.len() >= MOST_NEEDED {
            return Err(Stop::Spent);
        }
        self.needed.push(place);
        Ok(())
    }

    /// Whether a place is overwritten already, as a whole.
    pub(crate) fn covers(&self, range: &Range<u64>) -> bool {
        self.zeros.iter().any(|zeros| zeros.start <= range.start && range.end <= zeros.end)
    }

    /// Makes the plan of a file that is kept up to `end`. A file that shows what stands in places that are
    /// not needed is not what it says.
    pub(crate) fn write(
        mut self,
        reader: &Reader<'_>,
        plan: &mut Plan,
        mut over: Overwritten,
        end: u64,
    ) -> Read<()> {
        self.zeros.sort_by_key(|range| range.start);
        let mut touched: Vec<Range<u64>> =
            self.puts.iter().map(|(range, _)| range.clone()).collect();
        touched.extend(self.zeros.iter().cloned());
        touched.sort_by_key(|range| range.start);
        let (zeros, touched) = (merged(self.zeros), merged(touched));
        for place in self.needed {
            let before = touched.partition_point(|range| range.start <= place);
            let last = before.checked_sub(1).and_then(|last| touched.get(last));
            let is_cut = (end..reader.length()).contains(&place);
            if is_cut || last.is_some_and(|range| range.contains(&place)) {
                return Err(Stop::Odd);
            }
        }
        if end < reader.length() {
            plan.remove([Removed::Behind]);
        }
        plan.remove(self.removed);
        for (range, bytes) in self.puts {
            over.add(range, bytes);
        }
        for zeros in zeros {
            over.add(zeros, b"");
        }
        over.write(plan, end)
    }
}

/// Ranges in order of which some may hold others.
fn merged(ranges: Vec<Range<u64>>) -> Vec<Range<u64>> {
    let mut merged: Vec<Range<u64>> = Vec::new();
    for range in ranges {
        match merged.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}

/// The box of the file at `at`; none where what follows is no box and the file `is_whole` without it.
pub(crate) fn outer(reader: &mut Reader<'_>, at: u64, is_whole: bool) -> Read<Option<Part>> {
    let length = reader.length();
    let is_letter = |byte: &u8| byte.is_ascii_graphic() || matches!(byte, b' ' | 0xA9);
    match Part::at(reader, at, u64::MAX) {
        Ok(part) if part.name.iter().all(is_letter) => {
            let is_cut = part.end > length && !MAY_BE_CUT.contains(&&part.name);
            let part = Part { end: part.end.min(length), ..part };
            Ok(Some(part).filter(|_| !(is_cut && is_whole)))
        }
        Ok(_) | Err(Stop::End | Stop::Odd) if is_whole => Ok(None),
        Ok(_) => Err(Stop::Odd),
        Err(stop) => Err(stop),
    }
}

/// Whether there are only zeros.
pub(crate) fn is_zero(reader: &mut Reader<'_>, range: Range<u64>) -> Read<bool> {
    if range.end.saturating_sub(range.start) > MOST_LOOKED_AT {
        return Ok(false);
    }
    let mut at = range.start;
    while at < range.end {
        let bytes = reader.bytes(at, (range.end - at).min(PIECE))?;
        if bytes.iter().any(|byte| *byte != 0) {
            return Ok(false);
        }
        at += bytes.len() as u64;
    }
    Ok(true)
}
