//! Where items lie in the file. Source: ISO/IEC 14496-12, 8.11.3 (`iloc`) and 8.7.2 (`dref`).

use std::collections::BTreeMap;
use std::ops::Range;

use super::bounds::{Count, DEEPEST};
use super::item::ItemId;
use super::references::References;
use super::table::Table;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::boxes::Part;

/// Where an item lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    /// In these ranges of the file, one after the other; they may go beyond its end.
    Here(Vec<Range<u64>>),
    /// In another file, or in a place that this one does not have.
    Elsewhere,
}

/// The locations of all items that have one.
pub(super) type Locations = BTreeMap<ItemId, Location>;

/// The boxes beside `iloc` that it points into.
pub(super) struct Sources<'r> {
    /// What lies in the list itself.
    pub(super) idat: Option<Part>,
    /// By their numbers from 1, whether a source of data is this file.
    pub(super) is_here: &'r [bool],
    /// What items are made of.
    pub(super) references: &'r References,
}

/// An entry of the table as it stands.
struct Entry {
    item: ItemId,
    /// 0 offsets in the file, 1 in `idat`, 2 in other items.
    method: u16,
    /// 0 this file, else the number of a source.
    source: u16,
    extents: Vec<Extent>,
}

/// A piece: the number of the reference to the item that it is part of, and where it begins and ends.
struct Extent {
    index: u64,
    range: Option<Range<u64>>,
}

/// Reads the table.
pub(super) fn read(
    reader: &mut Reader<'_>,
    part: Part,
    sources: &Sources<'_>,
    count: &mut Count,
) -> Read<Locations> {
    let (now, mut later): (Vec<Entry>, Vec<Entry>) =
        entries(reader, part, count)?.into_iter().partition(|entry| entry.method != 2);
    let mut locations = Locations::new();
    for entry in now {
        let location = sources.location(&entry);
        locations.entry(entry.item).or_insert(location);
    }
    // What is made of items that are made of others waits until those are known.
    for _ in 0..DEEPEST {
        let mut waiting = Vec::new();
        for entry in later {
            let targets = sources.references.of(b"iloc", entry.item);
            if targets.iter().all(|target| locations.contains_key(target)) {
                let location = within(&entry, targets, &locations, count)?;
                locations.entry(entry.item).or_insert(location);
            } else {
                waiting.push(entry);
            }
        }
        later = waiting;
    }
    for entry in later {
        locations.entry(entry.item).or_insert(Location::Elsewhere);
    }
    Ok(locations)
}

fn entries(reader: &mut Reader<'_>, part: Part, count: &mut Count) -> Read<Vec<Entry>> {
    let version = part.version(reader)?;
    let mut table = Table::of(part, 4);
    let sizes = table.short(reader)?;
    let size = |shift: u16| (sizes >> shift & 15) as u8;
    let (offset, length, base) = (size(12), size(8), size(4));
    let index = if version > 0 { size(0) } else { 0 };
    if version > 2 || [offset, length, base, index].iter().any(|size| !matches!(size, 0 | 4 | 8)) {
        return Err(Stop::Odd);
    }
    let mut entries = Vec::new();
    for _ in 0..table.id(reader, version > 1)? {
        let item = table.id(reader, version > 1)?;
        let method = if version > 0 { table.short(reader)? & 15 } else { 0 };
        let source = table.short(reader)?;
        let start = table.number(reader, base)?;
        let extents = table.short(reader)?;
        count.add(1 + usize::from(extents))?;
        let mut extent = || -> Read<Extent> {
            let index = table.number(reader, index)?;
            let from = start.checked_add(table.number(reader, offset)?);
            let length = table.number(reader, length)?;
            // A length of zero should stand for all of the source. Judgement: nobody writes it so, and libheif and
            // ffmpeg take it for nothing.
            let range = from.and_then(|from| Some(from..from.checked_add(length)?));
            Ok(Extent { index, range })
        };
        let extents = (0..extents).map(|_| extent()).collect::<Read<_>>()?;
        entries.push(Entry { item, method, source, extents });
    }
    Ok(entries)
}

impl Sources<'_> {
    /// Where an item lies that is not made of others.
    fn location(&self, entry: &Entry) -> Location {
        let source = usize::from(entry.source).checked_sub(1);
        let is_here = source.is_none_or(|source| self.is_here.get(source) == Some(&true));
        let start = match (entry.method, self.idat) {
            (0, _) if is_here => 0,
            (1, Some(idat)) => idat.data,
            _ => return Location::Elsewhere,
        };
        let range = |extent: &Extent| {
            let Range { start: from, end } = extent.range.as_ref()?;
            Some(start.checked_add(*from)?..start.checked_add(*end)?)
        };
        here(entry.extents.iter().map(range).collect())
    }
}

/// Where an item lies that is made of pieces of others.
fn within(
    entry: &Entry,
    targets: &[ItemId],
    locations: &Locations,
    count: &mut Count,
) -> Read<Location> {
    let mut all = Vec::new();
    for extent in &entry.extents {
        // No number stands for the first.
        let index = usize::try_from(extent.index.max(1) - 1).ok();
        let target = index.and_then(|index| locations.get(targets.get(index)?));
        let (Some(Location::Here(pieces)), Some(asked)) = (target, &extent.range) else {
            return Ok(Location::Elsewhere);
        };
        count.add(pieces.len())?;
        let Some(found) = cut(pieces, asked) else { return Ok(Location::Elsewhere) };
        all.extend(found);
    }
    Ok(here(Some(all)))
}

/// A range of what pieces are one after the other, as ranges of the file; none where they are shorter.
fn cut(pieces: &[Range<u64>], asked: &Range<u64>) -> Option<Vec<Range<u64>>> {
    let mut found = Vec::new();
    let mut before = 0u64;
    for piece in pieces {
        let after = before.checked_add(piece.end - piece.start)?;
        let (from, to) = (asked.start.max(before), asked.end.min(after));
        if from < to {
            found.push(piece.start + (from - before)..piece.start + (to - before));
        }
        before = after;
    }
    (asked.end <= before).then_some(found)
}

fn here(pieces: Option<Vec<Range<u64>>>) -> Location {
    pieces.map_or(Location::Elsewhere, Location::Here)
}

/// By the numbers of the sources of data, whether each is this file.
pub(super) fn sources(
    reader: &mut Reader<'_>,
    dinf: Option<Part>,
    count: &mut Count,
) -> Read<Vec<bool>> {
    let mut is_here = Vec::new();
    let Some(dinf) = dinf else { return Ok(is_here) };
    dinf.each(reader, 0, |reader, part| {
        if part.name != *b"dref" {
            return Ok(());
        }
        part.each(reader, 8, |reader, source| {
            count.add(1)?;
            is_here.push(source.be32(reader, 0)? & 1 == 1);
            Ok(())
        })
    })?;
    Ok(is_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_pieces_is_cut_where_they_are() {
        let pieces = [10..14, 40..40, 20..26];
        assert_eq!(cut(&pieces, &(0..10)), Some(vec![10..14, 20..26]));
        assert_eq!(cut(&pieces, &(3..5)), Some(vec![13..14, 20..21]));
        assert_eq!(cut(&pieces, &(4..6)), Some(std::iter::once(20..22).collect()));
        assert_eq!(cut(&pieces, &(4..4)), Some(vec![]));
        assert_eq!(cut(&pieces, &(4..11)), None);
    }
}
