//! Which bytes of a film its samples lie in, and so which between them nobody asks for: there dashboard cameras write where
//! they are, and programs that took something out leave it behind. Source: ISO/IEC 14496-12, 8.7 (tables) and 8.8 (pieces);
//! QuickTime File Format, sound sample descriptions.

use std::ops::Range;

use super::numbers::Numbers;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::boxes::Part;

/// So many ranges are kept, after those that touch are one. Judgement: a track of four hours in chunks of one sample, with
/// those of another between, has some 430,000; after the other track they are one.
const MOST_RANGES: usize = 1_000_000;

/// So many gaps are told. Judgement: twice as many as are ever overwritten would do.
const MOST_GAPS: usize = 100_000;

/// What is used so far.
#[derive(Default)]
pub(super) struct Used {
    ranges: Vec<Range<u64>>,
    /// Whether something may be used that is not known here.
    pub(super) is_open: bool,
    /// Chunks of sound that are so long or so long, by whom one believes.
    loose: Vec<(u64, [u64; 2])>,
    /// By track: the length of a sample where a piece does not say it.
    lengths: Vec<(u32, u64)>,
}

/// The tables of a track.
#[derive(Default)]
struct Tables {
    sizes: Option<Part>,
    runs: Option<Part>,
    chunks: Option<Part>,
    entries: Option<Part>,
}

impl Used {
    /// Takes a range, which may begin before the one taken last.
    pub(super) fn add(&mut self, range: Range<u64>) {
        if range.is_empty() {
            return;
        }
        if let Some(last) = self.ranges.last_mut()
            && (last.start..=last.end).contains(&range.start)
        {
            last.end = last.end.max(range.end);
            return;
        }
        if self.ranges.len() >= MOST_RANGES {
            self.is_open = true;
            return;
        }
        self.ranges.push(range);
    }

    /// Puts the ranges in order, and makes one of those that touch.
    fn merge(&mut self) {
        self.ranges.sort_by_key(|range| range.start);
        self.ranges.dedup_by(|next, before| {
            let touches = next.start <= before.end;
            if touches {
                before.end = before.end.max(next.end);
            }
            touches
        });
    }

    /// Takes a chunk that has one of two lengths.
    fn either(&mut self, start: u64, lengths: [u64; 2]) {
        if self.loose.len() >= MOST_RANGES / 2 {
            self.is_open = true;
        } else {
            self.loose.push((start, lengths));
        }
    }

    /// Takes what a table of samples names, of a track of a kind.
    pub(super) fn track(&mut self, reader: &mut Reader<'_>, stbl: Part, kind: [u8; 4]) -> Read<()> {
        let mut tables = Tables::default();
        stbl.each(reader, 0, |_, part| {
            match &part.name {
                b"stsz" | b"stz2" => tables.sizes = Some(part),
                b"stsc" => tables.runs = Some(part),
                b"stco" | b"co64" => tables.chunks = Some(part),
                b"stsd" => tables.entries = Some(part),
                // Where keys of locked samples lie.
                b"saio" => self.is_open = true,
                _ => {}
            }
            Ok(())
        })?;
        let taken = self.chunks(reader, &tables, kind);
        self.merge();
        match taken {
            // Tables that hold less than they say.
            Err(Stop::End | Stop::Odd) => {
                self.is_open = true;
                Ok(())
            }
            done => done,
        }
    }

    fn chunks(&mut self, reader: &mut Reader<'_>, tables: &Tables, kind: [u8; 4]) -> Read<()> {
        let Some(places) = tables.chunks else { return Ok(()) };
        let count = places.be32(reader, 4)?;
        if count == 0 {
            return Ok(());
        }
        let (Some(sizes), Some(runs)) = (tables.sizes, tables.runs) else { return Err(Stop::Odd) };
        let width = if places.name == *b"co64" { 64 } else { 32 };
        let mut places = Numbers::new(places, 8, width, count);
        let mut runs = Runs::new(reader, runs)?;
        let mut sizes = Sizes::of(reader, sizes)?;
        let sound = match (kind, tables.entries) {
            (kind, Some(entries)) if kind == *b"soun" => Sound::of(reader, entries)?,
            _ => Sound::default(),
        };
        for number in 1..=count {
            let place = places.next(reader)?;
            let samples = runs.of(reader, number)?;
            match &mut sizes {
                Sizes::Same(same) => {
                    let length = u64::from(samples).saturating_mul(*same);
                    match sound.length(samples).filter(|told| *told != length) {
                        // Only where bytes are counted by ones, something else may be counted.
                        Some(told) if *same == 1 => self.either(place, [length, told]),
                        _ => self.add(place..place.saturating_add(length)),
                    }
                }
                Sizes::Each(sizes, left) => {
                    let mut length = 0u64;
                    for _ in 0..u64::from(samples).min(*left) {
                        length = length.saturating_add(sizes.next(reader)?);
                    }
                    *left = left.saturating_sub(samples.into());
                    self.add(place..place.saturating_add(length));
                }
            }
        }
        Ok(())
    }

    /// Takes the lengths that pieces take over, from the box `mvex`.
    pub(super) fn extends(&mut self, reader: &mut Reader<'_>, mvex: Part) -> Read<()> {
        mvex.each(reader, 0, |reader, part| {
            if part.name == *b"trex" {
                let (track, length) = (part.be32(reader, 4)?, part.be32(reader, 16)?);
                self.lengths.push((track, length.into()));
            }
            Ok(())
        })
    }

    /// Takes what a piece names.
    pub(super) fn piece(&mut self, reader: &mut Reader<'_>, moof: Part) -> Read<()> {
        let start = moof.data - moof.head;
        // Where nothing else is said, the data of a track follow those of the track before.
        let mut follows = start;
        moof.each(reader, 0, |reader, part| match &part.name {
            b"traf" => {
                follows = self.run_of_track(reader, part, start, follows)?;
                Ok(())
            }
            _ => Ok(()),
        })
    }

    /// Takes the samples of a track in a piece, and says where they end.
    fn run_of_track(
        &mut self,
        reader: &mut Reader<'_>,
        traf: Part,
        moof: u64,
        follows: u64,
    ) -> Read<u64> {
        let (mut base, mut each, mut at) = (follows, 0, follows);
        traf.each(reader, 0, |reader, part| {
            match &part.name {
                b"tfhd" => {
                    let flags = part.be32(reader, 0)?;
                    let track = part.be32(reader, 4)?;
                    let mut place = 8;
                    if flags & 1 != 0 {
                        base = part.number(reader, place, true)?;
                        place += 8;
                    } else if flags & 0x2_0000 != 0 {
                        base = moof;
                    }
                    place += if flags & 2 != 0 { 4 } else { 0 };
                    place += if flags & 8 != 0 { 4 } else { 0 };
                    let known = self.lengths.iter().find(|(known, _)| *known == track);
                    each = known.map_or(0, |(_, length)| *length);
                    if flags & 0x10 != 0 {
                        each = part.be32(reader, place)?.into();
                    }
                    at = base;
                }
                b"trun" => at = self.run(reader, part, (base, at), each)?,
                b"saio" | b"senc" => self.is_open = true,
                _ => {}
            }
            Ok(())
        })?;
        Ok(at)
    }

    /// Takes a run of samples that begins at a place from the base, or where the one before ended; says where it ends.
    fn run(
        &mut self,
        reader: &mut Reader<'_>,
        trun: Part,
        (base, follows): (u64, u64),
        each: u64,
    ) -> Read<u64> {
        let (flags, count) = (trun.be32(reader, 0)?, u64::from(trun.be32(reader, 4)?));
        let (mut place, mut start) = (8, follows);
        if flags & 1 != 0 {
            let offset = trun.be32(reader, place)?.cast_signed();
            start = base.checked_add_signed(offset.into()).ok_or(Stop::Odd)?;
            place += 4;
        }
        place += if flags & 4 != 0 { 4 } else { 0 };
        let mut end = start;
        if flags & 0x200 == 0 {
            end = end.saturating_add(count.saturating_mul(each));
        } else {
            let before = if flags & 0x100 != 0 { 4 } else { 0 };
            let bits = [0x100, 0x200, 0x400, 0x800].iter().filter(|bit| flags & **bit != 0);
            let width = bits.count() as u64 * 4;
            for number in 0..count {
                let length = trun.be32(reader, place + number * width + before)?;
                end = end.saturating_add(length.into());
            }
        }
        self.add(start..end);
        Ok(end)
    }

    /// Decides how long the chunks are that have one of two lengths: as long as reaches to what comes next. What reaches it
    /// with neither may go on that far in a way that is not known here.
    fn settle(&mut self, within: &[Range<u64>]) {
        let loose = std::mem::take(&mut self.loose);
        if loose.is_empty() {
            return;
        }
        let mut starts: Vec<u64> = self.ranges.iter().map(|range| range.start).collect();
        starts.extend(loose.iter().map(|(start, _)| *start));
        starts.extend(within.iter().map(|range| range.end));
        starts.sort_unstable();
        for (start, lengths) in loose {
            let next = starts.partition_point(|other| *other <= start);
            let next = starts.get(next).copied().unwrap_or(start);
            self.is_open |= !lengths.iter().any(|length| start.saturating_add(*length) == next);
            self.add(start..next);
        }
    }

    /// The gaps in some ranges of the file that nothing lies in, and whether they are known for sure.
    pub(super) fn gaps(mut self, within: &[Range<u64>]) -> (Vec<Range<u64>>, bool) {
        self.settle(within);
        self.merge();
        let mut gaps = Vec::new();
        for whole in within {
            let first = self.ranges.partition_point(|range| range.start < whole.start);
            // The one that begins before may reach into it.
            let before = first.checked_sub(1).map_or(0, |before| self.ranges[before].end);
            let mut at = whole.start.max(before.min(whole.end));
            for range in self.ranges[first..].iter().take_while(|range| range.start < whole.end) {
                if range.start > at {
                    gaps.push(at..range.start);
                }
                if gaps.len() > MOST_GAPS {
                    return (gaps, false);
                }
                at = at.max(range.end);
            }
            if at < whole.end {
                gaps.push(at..whole.end);
            }
        }
        (gaps, !self.is_open)
    }
}

/// The samples of each chunk, by runs of chunks that have as many.
struct Runs {
    table: Numbers,
    left: u32,
    samples: u32,
    /// The next run: the number of its first chunk, and how many samples each of its chunks has.
    next: Option<(u32, u32)>,
}

impl Runs {
    fn new(reader: &mut Reader<'_>, stsc: Part) -> Read<Self> {
        let count = stsc.be32(reader, 4)?;
        let table = Numbers::new(stsc, 8, 32, count.saturating_mul(3));
        let mut runs = Self { table, left: count, samples: 0, next: None };
        runs.advance(reader)?;
        Ok(runs)
    }

    fn advance(&mut self, reader: &mut Reader<'_>) -> Read<()> {
        self.next = None;
        if self.left > 0 {
            self.left -= 1;
            let first = self.table.next(reader)? as u32;
            let samples = self.table.next(reader)? as u32;
            self.table.next(reader)?;
            self.next = Some((first, samples));
        }
        Ok(())
    }

    /// How many samples the chunk of this number has; they are asked for one after the other.
    fn of(&mut self, reader: &mut Reader<'_>, number: u32) -> Read<u32> {
        while let Some((_, samples)) = self.next.filter(|(first, _)| *first <= number) {
            self.samples = samples;
            self.advance(reader)?;
        }
        Ok(self.samples)
    }
}

/// The lengths of samples.
enum Sizes {
    Same(u64),
    /// One after the other, and how many are left.
    Each(Numbers, u64),
}

impl Sizes {
    fn of(reader: &mut Reader<'_>, part: Part) -> Read<Self> {
        let (same, count) = (part.be32(reader, 4)?, part.be32(reader, 8)?);
        Ok(match (&part.name, same) {
            // The last of these four bytes says how many bits each has.
            (b"stz2", bits) => {
                Self::Each(Numbers::new(part, 12, (bits & 0xFF) as u8, count), count.into())
            }
            (_, 0) => Self::Each(Numbers::new(part, 12, 32, count), count.into()),
            (_, same) => Self::Same(same.into()),
        })
    }
}

/// How long sound is of which the tables of QuickTime count what one channel plays at a time, and no bytes.
#[derive(Default)]
struct Sound {
    /// So many of them lie in so many bytes.
    packed: Option<(u64, u64)>,
}

impl Sound {
    /// Of the first of the sample descriptions.
    fn of(reader: &mut Reader<'_>, stsd: Part) -> Read<Self> {
        let mut sound = None;
        stsd.each(reader, 8, |reader, entry| {
            if sound.is_none() {
                sound = Some(Self::of_entry(reader, entry)?);
            }
            Ok(())
        })?;
        Ok(sound.unwrap_or_default())
    }

    fn of_entry(reader: &mut Reader<'_>, entry: Part) -> Read<Self> {
        let version = reader.be16(entry.data + 8)?;
        let channels = u64::from(reader.be16(entry.data + 16)?);
        let bits = u64::from(reader.be16(entry.data + 18)?);
        let packed = match version {
            // Samples in a packet of one channel, and bytes of all channels together.
            1 => {
                let (samples, bytes) =
                    (reader.be32(entry.data + 28)?, reader.be32(entry.data + 36)?);
                Some((u64::from(samples), u64::from(bytes)))
            }
            2 => {
                let (bytes, samples) =
                    (reader.be32(entry.data + 56)?, reader.be32(entry.data + 60)?);
                Some((u64::from(samples), u64::from(bytes)))
            }
            _ => {
                let bits = match &entry.name {
                    b"ulaw" | b"alaw" => 8,
                    b"in24" => 24,
                    b"in32" | b"fl32" => 32,
                    b"fl64" => 64,
                    b"ima4" => return Ok(Self { packed: Some((64, 34 * channels)) }),
                    _ => bits,
                };
                Some((1, channels * bits.div_ceil(8)))
            }
        };
        Ok(Self { packed: packed.filter(|(samples, bytes)| *samples > 0 && *bytes > 0) })
    }

    /// The bytes of so many samples; none where nothing says it.
    fn length(&self, samples: u32) -> Option<u64> {
        let (each, bytes) = self.packed?;
        Some(u64::from(samples).div_ceil(each).saturating_mul(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_sample_lies_in_is_a_gap() {
        let mut used = Used::default();
        for range in [10..20, 20..25, 60..70, 5..8, 65..66] {
            used.add(range);
        }
        let (gaps, is_sure) = used.gaps(&[0..30, 64..80, 90..95]);
        assert!(is_sure);
        assert_eq!(gaps, [0..5, 8..10, 25..30, 70..80, 90..95]);
        assert_eq!(Used::default().gaps(std::slice::from_ref(&(3..3))).0, []);
    }

    #[test]
    fn sound_whose_length_is_not_known_leaves_it_open() {
        let loose = |end: u64| {
            let mut used = Used::default();
            used.either(10, [7, end - 10]);
            used.add(50..60);
            used.gaps(std::slice::from_ref(&(0..100)))
        };
        assert_eq!(loose(50), (vec![0..10, 60..100], true));
        assert_eq!(loose(40), (vec![0..10, 60..100], false));
        let packed = Sound { packed: Some((64, 68)) };
        assert_eq!(packed.length(65), Some(136));
    }
}
