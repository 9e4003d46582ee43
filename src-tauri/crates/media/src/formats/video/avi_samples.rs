//! Whether the pictures of an AVI are where its indexes say, and begin as those of their codec do. Source: the AVI RIFF
//! file reference (`idx1`); OpenDML AVI File Format Extensions 1.02, 3 (`indx`).

use super::avi::Chunk;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::codec::samples::{Coding, LOOK, PLACES, Samples};

/// A record of the index of a part, and of one of a large file.
const RECORD: u64 = 16;
/// So many records are gone on to the next one of the picture.
const MOST_ON: u64 = 6;
/// So many lists are looked for between the header and the index.
const MOST_LISTS: u32 = 16;
/// So many parts of a large file are looked at, and so many pictures of each.
const PARTS: u64 = 4;
const IN_PART: u64 = 2;

/// The track that is looked at.
#[derive(Clone, Copy, Default)]
pub(super) struct Track {
    /// Its number among the streams; none where no picture is shown.
    pub(super) number: Option<u32>,
    pub(super) coding: Coding,
    /// The index over the parts of a large file.
    pub(super) index: Option<Chunk>,
}

/// Looks at some pictures. `part` is where the first part goes on behind its header, and where it ends. Indexes that
/// make no sense say nothing of pictures.
pub(super) fn look(reader: &mut Reader<'_>, part: (u64, u64), track: &Track) -> Read<Samples> {
    let Some(number) = track.number else { return Ok(Samples::Whole) };
    let digits = |number: u32| [b'0' + (number / 10 % 10) as u8, b'0' + (number % 10) as u8];
    let picture = Picture { name: digits(number), coding: track.coding };
    let by_part = by_part(reader, part, picture);
    match settled(by_part)? {
        Samples::Whole => {}
        seen => return Ok(seen),
    }
    match track.index {
        Some(index) => settled(by_parts(reader, index, picture)),
        None => Ok(Samples::Whole),
    }
}

fn settled(seen: Read<Samples>) -> Read<Samples> {
    match seen {
        Err(Stop::Failed) => Err(Stop::Failed),
        Err(_) => Ok(Samples::Whole),
        seen => seen,
    }
}

/// The pictures that are looked for: the first two letters of their chunks.
#[derive(Clone, Copy)]
struct Picture {
    name: [u8; 2],
    coding: Coding,
}

impl Picture {
    /// Whether a chunk is one: `db` is as it is, `dc` is packed.
    fn is_one(self, name: [u8; 4]) -> bool {
        name[..2] == self.name && matches!(&name[2..], b"dc" | b"db")
    }

    /// One whose chunk begins at a place.
    fn look(self, reader: &mut Reader<'_>, at: u64, size: u64) -> Read<Samples> {
        if at.saturating_add(8).saturating_add(size) > reader.length() {
            return Ok(Samples::Beyond);
        }
        let chunk = Chunk::at(reader, at)?;
        let bytes = reader.some(chunk.data, size.min(LOOK))?;
        let is_right =
            self.is_one(chunk.name) && chunk.length == size && self.coding.begins(&bytes, size);
        Ok(if is_right { Samples::Whole } else { Samples::Broken })
    }
}

/// By the index at the end of the first part.
fn by_part(reader: &mut Reader<'_>, part: (u64, u64), picture: Picture) -> Read<Samples> {
    let (mut at, mut pictures, mut index) = (part.0, None, None);
    for _ in 0..MOST_LISTS {
        if at + 8 > part.1.min(reader.length()) {
            break;
        }
        let chunk = Chunk::at(reader, at)?;
        if chunk.is_list(reader, b"movi")? {
            pictures = Some(chunk);
        } else if chunk.name == *b"idx1" {
            index = Some(chunk);
            break;
        } else if pictures.is_some() && chunk.name == [0; 4] {
            // The index is a hole.
            return Ok(Samples::Broken);
        }
        at = chunk.end();
    }
    let (Some(pictures), Some(index)) = (pictures, index) else { return Ok(Samples::Whole) };
    let Some(last) = (index.length / RECORD).checked_sub(1) else { return Ok(Samples::Whole) };
    let mut base = None;
    for step in 0..=PLACES {
        let number = last * step / PLACES;
        let Some((offset, size)) = record(reader, index, (number, last), picture)? else {
            continue;
        };
        // Places are counted from the name of the list, or from the front of the file.
        let base = match base {
            Some(base) => base,
            None => {
                let is_there = |reader: &mut Reader<'_>, at: u64| -> Read<bool> {
                    Ok(at + 8 <= reader.length() && picture.is_one(reader.array(at)?))
                };
                let first = match offset {
                    _ if is_there(reader, pictures.data.saturating_add(offset))? => pictures.data,
                    _ if is_there(reader, offset)? => 0,
                    _ => return Ok(Samples::Whole),
                };
                *base.insert(first)
            }
        };
        match picture.look(reader, base.saturating_add(offset), size)? {
            Samples::Whole => {}
            seen => return Ok(seen),
        }
    }
    Ok(Samples::Whole)
}

/// The place and the size of a picture that an index names, from a number on; one without bytes stands for the one
/// before it.
fn record(
    reader: &mut Reader<'_>,
    index: Chunk,
    (number, last): (u64, u64),
    picture: Picture,
) -> Read<Option<(u64, u64)>> {
    for number in number..=last.min(number + MOST_ON) {
        let at = index.data + number * RECORD;
        let size = u64::from(reader.le32(at + 12)?);
        if picture.is_one(reader.array(at)?) && size > 0 {
            return Ok(Some((reader.le32(at + 8)?.into(), size)));
        }
    }
    Ok(None)
}

/// By the index over all parts, which names an index for each.
fn by_parts(reader: &mut Reader<'_>, all: Chunk, picture: Picture) -> Read<Samples> {
    let count = u64::from(reader.le32(all.data + 4)?);
    let is_of_indexes = reader.byte(all.data + 3)? == 0;
    let Some(last) = count.checked_sub(1).filter(|_| is_of_indexes) else {
        return Ok(Samples::Whole);
    };
    for step in 0..=PARTS {
        let at = reader.le64(all.data + 24 + last * step / PARTS * RECORD)?;
        let index = Chunk::at(reader, at)?;
        if index.name[..2] != *b"ix" {
            let is_lost = index.name == [0; 4];
            return Ok(if is_lost { Samples::Broken } else { Samples::Whole });
        }
        let count = u64::from(reader.le32(index.data + 4)?);
        let base = reader.le64(index.data + 12)?;
        let Some(last) = count.checked_sub(1) else { continue };
        for step in 0..=IN_PART {
            let at = index.data + 24 + last * step / IN_PART * 8;
            // The highest bit says that it is no key picture. The place is that of what the chunk holds.
            let (offset, size) = (reader.le32(at)?, reader.le32(at + 4)? & 0x7FFF_FFFF);
            let chunk = base.saturating_add(offset.into()).checked_sub(8);
            let (Some(chunk), true) = (chunk, size > 0) else { continue };
            match picture.look(reader, chunk, size.into())? {
                Samples::Whole => {}
                seen => return Ok(seen),
            }
        }
    }
    Ok(Samples::Whole)
}
