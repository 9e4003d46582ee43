//! HEIC and AVIF: EXIF and XMP are items whose places a table names, so they are overwritten where they stand.
//! The turn is a property of the picture and stays. Source: ISO/IEC 23008-12, annex A; 14496-12, 8.11.3 (`iloc`)
//! and 8.11.6 (`iinf`).

use std::ops::Range;

use super::Removed;
use super::exif;
use super::mp4;
use super::plan::{Overwritten, Plan};
use crate::isobmff::boxes::Part;
use crate::reader::{Read, Reader, Stop};

/// An item of EXIF that says nothing: where the block begins, and a block without entries.
const EMPTY: &[u8] = b"\0\0\0\0MM\0\x2A\0\0\0\x08\0\0\0\0\0\0";

/// Judgement: a photo of 48 tiles has some sixty items, two of which describe it.
const MOST_ITEMS: usize = 1000;

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let mut has_items = false;
    let mut over = Overwritten::default();
    let mut at = 0;
    while at < reader.length() {
        let part = match Part::at(reader, at, reader.length()) {
            Err(Stop::End | Stop::Odd) if has_items => break,
            part => part?,
        };
        match &part.name {
            b"meta" => {
                items(reader, plan, &mut over, part)?;
                has_items = true;
            }
            b"moov" => mp4::movie(reader, plan, &mut over, part)?,
            // The video of a motion photo, behind everything else. Source: Motion Photo format 1.0.
            b"mpvd" if has_items => {
                plan.tell([Removed::Behind]);
                return over.write(plan, at);
            }
            _ => {}
        }
        at = part.end;
    }
    if !has_items {
        return Err(Stop::Odd);
    }
    over.write(plan, reader.length())
}

/// What an item that describes the picture is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Exif,
    Xmp,
}

fn items(reader: &mut Reader<'_>, plan: &mut Plan, over: &mut Overwritten, meta: Part) -> Read<()> {
    let (mut kinds, mut places, mut within) = (None, None, None);
    meta.each(reader, 4, |_, part| {
        match &part.name {
            b"iinf" => kinds = Some(part),
            b"iloc" => places = Some(part),
            b"idat" => within = Some(part),
            _ => {}
        }
        Ok(())
    })?;
    let (Some(kinds), Some(places)) = (kinds, places) else { return Err(Stop::Odd) };
    let described = described(reader, kinds)?;
    let pieces = Table::of(reader, places)?.pieces(reader, &described, within)?;
    let mut seen = Vec::new();
    for (item, kind, range) in pieces {
        let bytes = reader.some(range.start, (range.end - range.start).min(exif::MOST))?;
        let is_first = !seen.contains(&item);
        seen.push(item);
        match kind {
            Kind::Exif if is_first => {
                // The block begins where its first four bytes say.
                let skip = bytes.first_chunk().map_or(0, |four| u32::from_be_bytes(*four) as usize);
                let block = bytes.get(skip.saturating_add(4)..).unwrap_or_default();
                plan.tell(exif::look(block).1);
                over.add(range, EMPTY);
            }
            Kind::Exif => over.add(range, b""),
            Kind::Xmp => {
                // A packet that was overwritten before is empty.
                if bytes.iter().any(|byte| *byte != 0) {
                    plan.tell(exif::xmp(&bytes));
                }
                over.add(range, b"");
            }
        }
    }
    Ok(())
}

/// The numbers of the items that describe the picture.
fn described(reader: &mut Reader<'_>, kinds: Part) -> Read<Vec<(u32, Kind)>> {
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

    /// The pieces of the items asked for, in the file; each with the item's number.
    fn pieces(
        mut self,
        reader: &mut Reader<'_>,
        asked: &[(u32, Kind)],
        within: Option<Part>,
    ) -> Read<Vec<(u32, Kind, Range<u64>)>> {
        let mut pieces = Vec::new();
        let [offset, length, base, index] = self.widths;
        for _ in 0..self.count {
            let id = self.number(reader, if self.version > 1 { 4 } else { 2 })? as u32;
            let method = if self.version > 0 { self.number(reader, 2)? & 15 } else { 0 };
            let elsewhere = self.number(reader, 2)?;
            let base = self.number(reader, base)?;
            let kind = asked.iter().find(|(asked, _)| *asked == id).map(|(_, kind)| *kind);
            for _ in 0..self.number(reader, 2)? {
                self.number(reader, index)?;
                let (offset, length) = (self.number(reader, offset)?, self.number(reader, length)?);
                let Some(kind) = kind else { continue };
                let start = match (method, within) {
                    (0, _) if elsewhere == 0 => 0,
                    (1, Some(within)) => within.data,
                    _ => return Err(Stop::Odd),
                };
                let start = base.checked_add(offset).and_then(|place| place.checked_add(start));
                let range = start.and_then(|start| Some(start..start.checked_add(length)?));
                let range = range.filter(|range| range.end <= reader.length()).ok_or(Stop::Odd)?;
                pieces.push((id, kind, range));
                if pieces.len() > MOST_ITEMS {
                    return Err(Stop::Spent);
                }
            }
        }
        Ok(pieces)
    }
}
