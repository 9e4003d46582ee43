//! The items of a file that describe the picture, and where they stand. Source: ISO/IEC 14496-12, 8.11.3 (`iloc`)
//! and 8.11.6 (`iinf`).

use std::ops::Range;

use crate::isobmff::boxes::Part;
use crate::reader::{Read, Reader, Stop};

/// Judgement: a photo of 48 tiles has some sixty items, two of which describe it.
const MOST_ITEMS: usize = 1000;

/// Judgement: one piece for each of these items.
const MOST_NEEDED: usize = 10_000;

/// What an item that describes the picture is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Where, when and how it was taken.
    Exif,
    /// Words by people and programs.
    Xmp,
}

/// A piece of such an item in the file.
#[derive(Clone)]
pub(super) struct Described {
    pub(super) kind: Kind,
    pub(super) range: Range<u64>,
    /// Whether the item begins with it.
    pub(super) is_first: bool,
}

/// What a list of items names.
#[derive(Default)]
pub(super) struct Items {
    pub(super) pieces: Vec<Described>,
    /// The first and the last byte of each piece of the other items.
    pub(super) needed: Vec<u64>,
}

/// What the items of a list are; none where it is a list of something else.
pub(super) fn described(reader: &mut Reader<'_>, meta: Part) -> Read<Option<Items>> {
    let (mut infos, mut places, mut within) = (None, None, None);
    meta.each(reader, 4, |_, part| {
        match &part.name {
            b"iinf" => infos = Some(part),
            b"iloc" => places = Some(part),
            b"idat" => within = Some(part),
            _ => {}
        }
        Ok(())
    })?;
    let (Some(infos), Some(places)) = (infos, places) else { return Ok(None) };
    let asked = kinds(reader, infos)?;
    Table::of(reader, places)?.pieces(reader, &asked, within).map(Some)
}

/// The numbers of the items that describe the picture.
fn kinds(reader: &mut Reader<'_>, kinds: Part) -> Read<Vec<(u32, Kind)>> {
    let skip = if kinds.version(reader)? == 0 { 6 } else { 8 };
    let mut described = Vec::new();
    kinds.each(reader, skip, |reader, entry| {
        let version = entry.version(reader)?;
        if entry.name != *b"infe" || version < 2 {
            return Ok(());
        }
        let wide = version > 2;
        let id =
            if wide { reader.be32(entry.data + 4)? } else { reader.be16(entry.data + 4)?.into() };
        let at = entry.data + if wide { 10 } else { 8 };
        let kind = match &reader.array::<4>(at)? {
            b"Exif" => Some(Kind::Exif),
            // Of another kind than XMP, nobody knows what it tells.
            b"mime" => Some(Kind::Xmp),
            _ => None,
        };
        described.extend(kind.map(|kind| (id, kind)));
        if described.len() > MOST_ITEMS { Err(Stop::Spent) } else { Ok(()) }
    })?;
    Ok(described)
}

/// The table of the places of items.
struct Table {
    at: u64,
    end: u64,
    version: u8,
    count: u32,
    /// The bytes of offset, length, base and index.
    widths: [u8; 4],
}

impl Table {
    fn of(reader: &mut Reader<'_>, part: Part) -> Read<Self> {
        let version = part.version(reader)?;
        let [first, second] = reader.array(part.data + 4)?;
        let widths =
            [first >> 4, first & 15, second >> 4, if version > 0 { second & 15 } else { 0 }];
        if version > 2 || widths.iter().any(|width| !matches!(width, 0 | 4 | 8)) {
            return Err(Stop::Odd);
        }
        let wide = version > 1;
        let at = part.data + 6;
        let count = if wide { reader.be32(at)? } else { reader.be16(at)?.into() };
        let at = at + if wide { 4 } else { 2 };
        Ok(Self { at, end: part.end, version, count, widths })
    }

    /// A number of so many bytes.
    fn number(&mut self, reader: &mut Reader<'_>, width: u8) -> Read<u64> {
        let at = self.at;
        self.at += u64::from(width);
        if self.at > self.end {
            return Err(Stop::Odd);
        }
        Ok(match width {
            2 => reader.be16(at)?.into(),
            4 => reader.be32(at)?.into(),
            8 => reader.be64(at)?,
            _ => 0,
        })
    }

    /// The pieces of the items, in the file.
    fn pieces(
        mut self,
        reader: &mut Reader<'_>,
        asked: &[(u32, Kind)],
        within: Option<Part>,
    ) -> Read<Items> {
        let mut items = Items::default();
        let [offset, length, base, index] = self.widths;
        for _ in 0..self.count {
            let id = self.number(reader, if self.version > 1 { 4 } else { 2 })? as u32;
            let method = if self.version > 0 { self.number(reader, 2)? & 15 } else { 0 };
            let elsewhere = self.number(reader, 2)?;
            let base = self.number(reader, base)?;
            let kind = asked.iter().find(|(asked, _)| *asked == id).map(|(_, kind)| *kind);
            for number in 0..self.number(reader, 2)? {
                self.number(reader, index)?;
                let (offset, length) = (self.number(reader, offset)?, self.number(reader, length)?);
                let start = match (method, within) {
                    (0, _) if elsewhere == 0 => Some(0),
                    (1, Some(within)) => Some(within.data),
                    _ => None,
                };
                let start = start.and_then(|start| base.checked_add(offset)?.checked_add(start));
                let range = start.and_then(|start| Some(start..start.checked_add(length)?));
                items.add(kind, range, number == 0, reader.length())?;
            }
        }
        Ok(items)
    }
}

impl Items {
    fn add(
        &mut self,
        kind: Option<Kind>,
        range: Option<Range<u64>>,
        is_first: bool,
        length: u64,
    ) -> Read<()> {
        match (kind, range) {
            (Some(kind), Some(range)) if range.end <= length => {
                self.pieces.push(Described { kind, range, is_first });
            }
            (Some(_), _) => return Err(Stop::Odd),
            (None, Some(range)) if !range.is_empty() => {
                self.needed.extend([range.start, range.end - 1]);
            }
            (None, _) => {}
        }
        let is_spent = self.pieces.len() > MOST_ITEMS || self.needed.len() > 2 * MOST_NEEDED;
        if is_spent { Err(Stop::Spent) } else { Ok(()) }
    }
}
