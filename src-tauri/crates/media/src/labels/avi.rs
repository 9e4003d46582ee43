//! Where AVI bears labels: the list of words, a packet of XMP and a manifest in chunks of their own. Source: Microsoft,
//! RIFF file reference (INFO); XMP part 3, 1.2 (`_PMX`); C2PA 2.1, annex A.

use super::{Labels, MOST_PACKET, c2pa};
use crate::bytes::reader::{Read, Reader};
use crate::formats::video::avi::{Chunk, MOST_PARTS};

pub(super) fn find(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let mut at = 0;
    // Parts of at most 2 GB follow each other.
    for _ in 0..MOST_PARTS {
        if at + 12 > reader.length() || reader.array::<4>(at)? != *b"RIFF" {
            break;
        }
        let part = Chunk::at(reader, at)?;
        part.each(reader, |reader, chunk| outer(reader, chunk, labels))?;
        at = part.end();
    }
    Ok(())
}

fn outer(reader: &mut Reader<'_>, chunk: Chunk, labels: &mut Labels) -> Read<()> {
    match &chunk.name {
        b"_PMX" => labels.take_packet(&held(reader, chunk, MOST_PACKET)?),
        b"C2PA" => labels.take_manifest(&held(reader, chunk, c2pa::MOST)?),
        b"LIST" if chunk.is_list(reader, b"INFO")? => chunk.each(reader, |reader, words| {
            labels.take_named(&words.name, &held(reader, words, MOST_PACKET)?);
            Ok(())
        })?,
        _ => {}
    }
    Ok(())
}

fn held(reader: &mut Reader<'_>, chunk: Chunk, most: u64) -> Read<Vec<u8>> {
    reader.some(chunk.data, chunk.length.min(most))
}
