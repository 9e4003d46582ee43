//! HEIC and AVIF: EXIF and XMP are items whose places a table names, so they are overwritten where they stand, like
//! all boxes that are not needed to show the picture. The orientation is a property of the picture and stays.
//! Source: ISO/IEC 23008-12, annex A and 6.5 (properties).

use super::boxes::film::Film;
use super::boxes::in_place::{InPlace, outer};
use super::boxes::items;
use super::mp4;
use super::plan::{Overwritten, Plan};
use super::removed::Removed;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::boxes::Part;

/// What the list of items holds. Source: ISO/IEC 14496-12, 8.11.
const LISTS: [&[u8; 4]; 7] = [b"pitm", b"iloc", b"iinf", b"iref", b"dinf", b"ipro", b"grpl"];

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let mut film = Film::new(plan.labels());
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
    // Bursts and sequences lie in a film.
    if lists.is_empty() {
        return mp4::clean(reader, plan);
    }
    let mut over = Overwritten::default();
    film.unused(reader, &lists)?;
    film.tell_labels(plan);
    for list in lists {
        let items = items::read(reader, list)?.ok_or(Stop::Odd)?;
        for place in items.needed {
            film.over.need(place)?;
        }
        items::overwrite(reader, plan, &mut over, &film.over, &items.pieces)?;
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
            b"hdlr" => film.over.handler(reader, part)?,
            b"idat" => film.holds(part),
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
            b"colr" => over.colours(reader, part)?,
            b"udes" => over.clear(reader, range, Removed::Descriptions)?,
            _ => {}
        }
    }
    Ok(())
}
