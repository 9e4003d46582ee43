//! HEIC and AVIF: EXIF and XMP are items whose places a table names, so they are overwritten where they stand, like
//! all boxes that are not needed to show the picture. The turn is a property of the picture and stays.
//! Source: ISO/IEC 23008-12, annex A and 6.5 (properties).

use super::Removed;
use super::exif;
use super::heif_items::{self, Described, Kind};
use super::in_place::{InPlace, outer};
use super::mp4::Film;
use super::plan::{Overwritten, Plan};
use crate::isobmff::boxes::Part;
use crate::reader::{Read, Reader, Stop};

/// An item of EXIF that says nothing: where the block begins, and a block without entries.
const EMPTY: &[u8] = b"\0\0\0\0MM\0\x2A\0\0\0\x08\0\0\0\0\0\0";

/// What the list of items holds. Source: ISO/IEC 14496-12, 8.11.
const LISTS: [&[u8; 4]; 9] =
    [b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"idat", b"dinf", b"ipro", b"grpl"];

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let mut film = Film::default();
    let mut lists = Vec::new();
    let mut at = 0;
    while at < reader.length() {
        let Some(part) = outer(reader, at, !lists.is_empty())? else { break };
        match &part.name {
            b"meta" => {
                list(reader, &mut film, part)?;
                lists.push(part);
            }
            // The video of a motion photo, behind everything else. Source: Motion Photo format 1.0.
            b"mpvd" if !lists.is_empty() => break,
            _ => film.outer(reader, part)?,
        }
        at = part.end;
    }
    if lists.is_empty() {
        return Err(Stop::Odd);
    }
    let mut over = Overwritten::default();
    for list in lists {
        let items = heif_items::described(reader, list)?.ok_or(Stop::Odd)?;
        for place in items.needed {
            film.over.need(place)?;
        }
        overwrite(reader, plan, &mut over, &film.over, &items.pieces)?;
    }
    plan.leave(film.is_left());
    film.over.write(reader, plan, over, at)
}

/// What stands in the list of items and does not show them.
fn list(reader: &mut Reader<'_>, film: &mut Film, meta: Part) -> Read<()> {
    for part in film.over.inside(reader, meta, 4)? {
        match &part.name {
            b"iprp" => {
                for part in film.over.inside(reader, part, 0)? {
                    if part.name == *b"ipco" {
                        properties(reader, &mut film.over, part)?;
                    }
                }
            }
            name if LISTS.contains(&name) => {}
            _ => film.loose(reader, part)?,
        }
    }
    Ok(())
}

/// Properties are counted, so each stays and says nothing: when the picture was made and changed, and words.
fn properties(reader: &mut Reader<'_>, over: &mut InPlace, ipco: Part) -> Read<()> {
    for part in over.inside(reader, ipco, 0)? {
        let range = (part.data + 4).min(part.end)..part.end;
        match &part.name {
            b"crtt" | b"mdft" => over.clear(reader, range, Removed::Camera)?,
            b"udes" => over.clear(reader, range, Removed::Descriptions)?,
            _ => {}
        }
    }
    Ok(())
}

/// Overwrites the items that describe the picture, but for what is overwritten with the box around it.
pub(super) fn overwrite(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    over: &mut Overwritten,
    boxes: &InPlace,
    items: &[Described],
) -> Read<()> {
    for Described { kind, range, is_first } in items.iter().cloned() {
        let bytes = reader.some(range.start, (range.end - range.start).min(exif::MOST))?;
        let is_covered = boxes.covers(&range);
        match kind {
            Kind::Exif if is_first => {
                // The block begins where its first four bytes say.
                let skip = bytes.first_chunk().map_or(0, |four| u32::from_be_bytes(*four) as usize);
                let block = bytes.get(skip.saturating_add(4)..).unwrap_or_default();
                plan.tell(exif::look(block).1);
            }
            // A packet that was overwritten before is empty.
            Kind::Xmp if bytes.iter().any(|byte| *byte != 0) => plan.tell(exif::xmp(&bytes)),
            _ => {}
        }
        if !is_covered {
            over.add(range, if kind == Kind::Exif && is_first { EMPTY } else { b"" });
        }
    }
    Ok(())
}
