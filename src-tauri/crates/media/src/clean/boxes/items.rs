//! The items of a list that describe the picture, and where they stand, so that they can be overwritten there.

use std::ops::Range;

use super::in_place::InPlace;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::clean::exif;
use crate::clean::plan::{Overwritten, Plan};
use crate::formats::boxes::Part;
use crate::formats::heif::bounds::MOST_DESCRIBED;
use crate::formats::heif::item::MIME;
use crate::formats::heif::items::Items;
use crate::formats::heif::locations::Location;

/// An item of EXIF that says nothing: where the block begins, and a block without entries.
const EMPTY: &[u8] = b"\0\0\0\0MM\0\x2A\0\0\0\x08\0\0\0\0\0\0";

/// What an item that describes the picture is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Description {
    /// Where, when and how it was taken.
    Exif,
    /// Words by people and programs. Of another kind than XMP, nobody knows what it says.
    Xmp,
}

/// A piece of such an item in the file.
pub(crate) struct Piece {
    description: Description,
    range: Range<u64>,
    /// Whether the item begins with it.
    is_first: bool,
}

/// What a list of items names.
#[derive(Default)]
pub(crate) struct Named {
    /// The pieces of items that describe the picture.
    pub(crate) pieces: Vec<Piece>,
    /// The first and the last byte of each piece of the other items.
    pub(crate) needed: Vec<u64>,
}

/// What the items of a list are; none where it is a list of something else.
///
/// What describes the picture and lies in another file, behind the end, or where the picture does, is `Odd`: nobody
/// can say what would stay.
pub(crate) fn read(reader: &mut Reader<'_>, meta: Part) -> Read<Option<Named>> {
    let items = Items::read(reader, meta)?;
    if !items.is_list {
        return Ok(None);
    }
    let mut named = Named::default();
    let (sources, mut shown) = (items.sources(), Vec::new());
    for (item, location) in items.locations() {
        let description = match items.item_type(item) {
            _ if items.main == Some(item) => None,
            Some(kind) if kind == *b"Exif" => Some(Description::Exif),
            Some(MIME) => Some(Description::Xmp),
            _ => None,
        };
        let pieces = match (description, location) {
            (_, Location::Here(pieces)) => pieces,
            (Some(_), Location::Elsewhere) => return Err(Stop::Odd),
            (None, Location::Elsewhere) => continue,
        };
        match description {
            Some(description) => named.describe(description, pieces, reader.length())?,
            None if sources.contains(&item) => {}
            None => shown.extend(pieces.iter().filter(|piece| !piece.is_empty()).cloned()),
        }
    }
    if are_shared(&named.pieces, &mut shown) {
        return Err(Stop::Odd);
    }
    named.needed = shown.iter().flat_map(|piece| [piece.start, piece.end - 1]).collect();
    Ok(Some(named))
}

impl Named {
    fn describe(
        &mut self,
        description: Description,
        pieces: &[Range<u64>],
        length: u64,
    ) -> Read<()> {
        for (number, range) in pieces.iter().enumerate() {
            if range.end > length {
                return Err(Stop::Odd);
            }
            self.pieces.push(Piece { description, range: range.clone(), is_first: number == 0 });
            if self.pieces.len() > MOST_DESCRIBED {
                return Err(Stop::Spent);
            }
        }
        Ok(())
    }
}

/// Whether a piece of a description lies where something that is shown does, of which the ranges are put in order.
fn are_shared(pieces: &[Piece], shown: &mut [Range<u64>]) -> bool {
    shown.sort_by_key(|range| range.start);
    let mut reach = 0;
    // How far those up to each one reach, for long ones may lie around short ones.
    let reaches: Vec<u64> = shown
        .iter()
        .map(|range| {
            reach = range.end.max(reach);
            reach
        })
        .collect();
    pieces.iter().any(|Piece { range, .. }| {
        let before = shown.partition_point(|shown| shown.start < range.end);
        let reach = before.checked_sub(1).and_then(|last| reaches.get(last));
        !range.is_empty() && reach.is_some_and(|reach| *reach > range.start)
    })
}

/// Overwrites the items that describe the picture, but for what is overwritten with the box around it.
pub(crate) fn overwrite(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    over: &mut Overwritten,
    boxes: &InPlace,
    pieces: &[Piece],
) -> Read<()> {
    for Piece { description, range, is_first } in pieces {
        let bytes = reader.some(range.start, (range.end - range.start).min(exif::MOST))?;
        let is_covered = boxes.covers(range);
        match description {
            Description::Exif if *is_first => {
                // The block begins where its first four bytes say.
                let skip = bytes.first_chunk().map_or(0, |four| u32::from_be_bytes(*four) as usize);
                let block = bytes.get(skip.saturating_add(4)..).unwrap_or_default();
                plan.remove(exif::inspect(block).1);
            }
            // A packet that was overwritten before is empty.
            Description::Xmp if bytes.iter().any(|byte| *byte != 0) => {
                plan.remove(exif::xmp(&bytes));
            }
            _ => {}
        }
        if is_covered {
            continue;
        }
        let is_head = *description == Description::Exif && *is_first;
        let packet = plan.packet().filter(|_| *description == Description::Xmp);
        match packet.and_then(|packet| packet.within(range.end - range.start)) {
            Some(packet) => {
                over.add(range.clone(), packet);
                plan.has_packet();
            }
            None => over.add(range.clone(), if is_head { EMPTY } else { b"" }),
        }
    }
    Ok(())
}
