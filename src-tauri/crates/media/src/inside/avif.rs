//! Whether the pictures of an AVIF are made of units that follow each other to their end, without a hole. They are not
//! decoded here, so what is left is not known to be whole. Source: AV1 Bitstream & Decoding Process Specification, 5.3.

use foundation::ReadAt;

use super::Inside;
use super::holes::has_run;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::codec::av1;
use crate::formats::heif::items::Items;
use crate::formats::heif::locations::Location;

/// No coded data has so many zeros behind one another. Judgement: what is flat is coded in a few bytes, and a block of a
/// disk has as many.
const HOLE: usize = 512;

/// Longer pictures are not held in memory for this. Judgement: those of phones have some MB.
const MOST_BYTES: u64 = 60_000_000;

pub(super) fn look(source: &dyn ReadAt) -> Read<Inside> {
    let mut reader = Reader::through(source);
    let items = Items::of_file(&mut reader)?;
    let main = items.main.ok_or(Stop::Odd)?;
    for item in [main].into_iter().chain(items.parts(main).iter().copied()) {
        let Some(Location::Here(pieces)) = items.location(item) else { continue };
        let length: u64 = pieces.iter().map(|piece| piece.end.saturating_sub(piece.start)).sum();
        if items.item_type(item) != Some(*b"av01") || length > MOST_BYTES {
            continue;
        }
        let mut bytes = Vec::new();
        for piece in pieces {
            bytes.extend(reader.some(piece.start, piece.end.saturating_sub(piece.start))?);
        }
        if (bytes.len() as u64) < length {
            return Ok(Inside::Short);
        }
        if !av1::is_whole(&bytes) || has_run(&bytes, HOLE) {
            return Ok(Inside::Broken);
        }
    }
    Ok(Inside::Unknown)
}
