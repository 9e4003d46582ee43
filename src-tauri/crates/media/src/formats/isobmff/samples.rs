//! Whether the samples of a film are where its tables say, and begin as those of its codec do: the first, one in the
//! middle, the last, and the beginnings of some chunks between. Source: ISO/IEC 14496-12, 8.7; 14496-15, 5.3.3.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::boxes::Part;
use crate::formats::codec::samples::{Coding, LOOK, PLACES, Samples};

/// So many entries and sizes are gone through to find the last sample of a chunk.
const MOST_SIZES: u64 = 4096;

/// The tables of a track that say where its samples are.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub(super) sizes: Option<Part>,
    pub(super) chunks: Option<Part>,
    pub(super) runs: Option<Part>,
    /// Which samples a player may begin with.
    pub(super) begins: Option<Part>,
    /// How its samples are coded.
    pub(super) coding: Coding,
    /// The size that their description says, before any crop of the container.
    pub(super) described: Option<(u32, u32)>,
}

/// Where a sample lies.
pub(super) struct Place {
    pub(super) at: u64,
    pub(super) size: u64,
}

/// Looks at some samples of a track. Tables that make no sense say nothing of samples.
pub(super) fn look(reader: &mut Reader<'_>, tables: Option<&Tables>) -> Read<Samples> {
    let Some(tables) = tables else { return Ok(Samples::Whole) };
    match tables.look(reader) {
        Ok(seen) => Ok(seen),
        Err(Stop::Failed) => Err(Stop::Failed),
        Err(_) => Ok(Samples::Whole),
    }
}

/// So many sizes are looked at before samples are called empty. Judgement: a film may begin with an empty one.
const MOST_EMPTY: u64 = 64;

impl Tables {
    /// Whether there is a place for samples, and one of the first is not empty.
    pub(super) fn have_data(&self, reader: &mut Reader<'_>) -> Read<bool> {
        let (Some(sizes), Some(chunks)) = (self.sizes, self.chunks) else { return Ok(false) };
        let (same, count) = (sizes.be32(reader, 4)?, u64::from(sizes.be32(reader, 8)?));
        if chunks.be32(reader, 4)? == 0 || count == 0 {
            return Ok(false);
        }
        if sizes.name != *b"stsz" || same > 0 {
            return Ok(true);
        }
        for number in 0..count.min(MOST_EMPTY) {
            // A table that says more than it holds is told elsewhere.
            if sizes.be32(reader, 12 + number * 4).unwrap_or(1) > 0 {
                return Ok(true);
            }
        }
        Ok(count > MOST_EMPTY)
    }

    fn look(&self, reader: &mut Reader<'_>) -> Read<Samples> {
        let Some(chunks) = self.chunks else { return Ok(Samples::Whole) };
        let wide = chunks.name == *b"co64";
        let count = u64::from(chunks.be32(reader, 4)?);
        let Some(last) = count.checked_sub(1) else { return Ok(Samples::Whole) };
        let place = |reader: &mut Reader<'_>, number: u64| {
            chunks.number(reader, 8 + number * if wide { 8 } else { 4 }, wide)
        };
        for step in 0..=PLACES {
            let start = place(reader, last * step / PLACES)?;
            match self.sample(reader, start, None)? {
                Samples::Whole => {}
                seen => return Ok(seen),
            }
            if last == 0 {
                break;
            }
        }
        // Few chunks are long ones.
        if count <= 2 * PLACES {
            for step in 0..=PLACES {
                match self.in_the_middle(reader, step)? {
                    Samples::Whole => {}
                    seen => return Ok(seen),
                }
            }
        }
        // The samples of the last chunk, of which the last of all.
        let Some(in_last) = self.in_last_chunk(reader, last)? else { return Ok(Samples::Whole) };
        let mut at = place(reader, last)?;
        for (number, size) in in_last.iter().enumerate() {
            let is_looked_at = number + 1 == in_last.len() || number == in_last.len() / 2;
            if is_looked_at {
                match self.sample(reader, at, Some(*size))? {
                    Samples::Whole => {}
                    seen => return Ok(seen),
                }
            }
            at = at.checked_add(*size).ok_or(Stop::Odd)?;
        }
        Ok(Samples::Whole)
    }

    /// A sample between the first and the last one, wherever in its chunk.
    fn in_the_middle(&self, reader: &mut Reader<'_>, step: u64) -> Read<Samples> {
        let Some(last) = self.last_sample(reader)? else { return Ok(Samples::Whole) };
        match self.place_of(reader, last * step / PLACES)? {
            Some(Place { at, size }) => self.sample(reader, at, Some(size)),
            None => Ok(Samples::Whole),
        }
    }

    /// The number of the last sample, where each has a size of its own.
    pub(super) fn last_sample(&self, reader: &mut Reader<'_>) -> Read<Option<u64>> {
        let Some(sizes) = self.sizes.filter(|sizes| sizes.name == *b"stsz") else {
            return Ok(None);
        };
        Ok(u64::from(sizes.be32(reader, 8)?).checked_sub(1))
    }

    /// Where the sample of a number lies; none where that takes too long to find.
    pub(super) fn place_of(&self, reader: &mut Reader<'_>, number: u64) -> Read<Option<Place>> {
        let (Some(sizes), Some(chunks)) = (self.sizes, self.chunks) else { return Ok(None) };
        let found = self.chunk_of(reader, number)?;
        let Some((chunk, first)) = found.filter(|(_, first)| number - first <= MOST_SIZES) else {
            return Ok(None);
        };
        let same = sizes.be32(reader, 4)?;
        let wide = chunks.name == *b"co64";
        let mut at = chunks.number(reader, 8 + chunk * if wide { 8 } else { 4 }, wide)?;
        let mut size = u64::from(same);
        for sample in first..=number {
            at = at.checked_add(if sample == first { 0 } else { size }).ok_or(Stop::Odd)?;
            if same == 0 {
                size = sizes.be32(reader, 12 + sample * 4)?.into();
            }
        }
        Ok(Some(Place { at, size }))
    }

    /// The chunk in which a sample lies, and the first sample of that.
    fn chunk_of(&self, reader: &mut Reader<'_>, number: u64) -> Read<Option<(u64, u64)>> {
        let Some(runs) = self.runs else { return Ok(None) };
        let mut first = 0;
        let entries = u64::from(runs.be32(reader, 4)?).min(MOST_SIZES);
        for entry in 0..entries {
            let from = u64::from(runs.be32(reader, 8 + entry * 12)?).checked_sub(1);
            let from = from.ok_or(Stop::Odd)?;
            let each = u64::from(runs.be32(reader, 12 + entry * 12)?).max(1);
            let within = (number - first) / each;
            if entry + 1 < entries {
                let next = u64::from(runs.be32(reader, 20 + entry * 12)?);
                let chunks = next.checked_sub(from + 1).ok_or(Stop::Odd)?;
                if within >= chunks {
                    first += chunks * each;
                    continue;
                }
            }
            return Ok(Some((from + within, first + within * each)));
        }
        Ok(None)
    }

    /// The sizes of the samples of the last chunk; none where they are too many.
    fn in_last_chunk(&self, reader: &mut Reader<'_>, last: u64) -> Read<Option<Vec<u64>>> {
        let (Some(sizes), Some(runs)) = (self.sizes, self.runs) else { return Ok(None) };
        let Some(run) = u64::from(runs.be32(reader, 4)?).checked_sub(1) else { return Ok(None) };
        let (first, each) = (runs.be32(reader, 8 + run * 12)?, runs.be32(reader, 12 + run * 12)?);
        let (same, count) = (sizes.be32(reader, 4)?, u64::from(sizes.be32(reader, 8)?));
        let each = u64::from(each);
        if u64::from(first) > last + 1
            || each > count
            || each > MOST_SIZES
            || sizes.name != *b"stsz"
        {
            return Ok(None);
        }
        let size = |number: u64| -> Read<u64> {
            match same {
                0 => Ok(sizes.be32(reader, 12 + number * 4)?.into()),
                same => Ok(same.into()),
            }
        };
        (count - each..count).map(size).collect::<Read<Vec<_>>>().map(Some)
    }

    /// One sample that begins at a place.
    fn sample(&self, reader: &mut Reader<'_>, at: u64, size: Option<u64>) -> Read<Samples> {
        let length = reader.length();
        if size == Some(0) {
            return Ok(Samples::Whole);
        }
        if at >= length || size.is_some_and(|size| size > length - at) {
            return Ok(Samples::Beyond);
        }
        let bytes = reader.some(at, size.unwrap_or(LOOK).min(LOOK))?;
        let is_right = self.coding.begins(&bytes, size.unwrap_or(length - at));
        Ok(if is_right { Samples::Whole } else { Samples::Broken })
    }
}
