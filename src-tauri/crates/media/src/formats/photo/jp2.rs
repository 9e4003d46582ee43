//! JPEG 2000, bare or in its boxes. Source: ISO/IEC 15444-1, A.5.1 and I.5.3.

use std::ops::Range;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Note;
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::formats::boxes::Part;

/// A stream begins with these marks. Source: the same, A.4.1 and A.5.1.
const START: [u8; 4] = [0xFF, 0x4F, 0xFF, 0x51];

/// Behind the end of a bare stream, other bytes are looked for so far.
const TAIL: u64 = 64 << 10;

/// The end of a stream; within its data no two bytes are as large. Source: the same, A.1.3.
const END: [u8; 2] = [0xFF, 0xD9];

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let bare = reader.array::<2>(0)? == [0xFF, 0x4F];
    if bare {
        stream(reader, 0, found)?;
        let (_, tail) = reader.tail(TAIL)?;
        let end = tail.windows(2).rposition(|two| two == END);
        found.complete = Some(end.is_some());
        if end.is_some_and(|end| tail[end + 2..].iter().any(|byte| *byte != 0)) {
            found.note(Note::DataBehind);
        }
        return Ok(());
    }
    boxes(reader, found)
}

/// Where the first stream lies; a bare one, and what stands behind it.
pub(crate) fn coded(reader: &mut Reader<'_>) -> Read<Range<u64>> {
    if reader.array::<2>(0)? == [0xFF, 0x4F] {
        return Ok(0..reader.length());
    }
    let mut at = 0;
    loop {
        let part = Part::at(reader, at, reader.length())?;
        if part.name == *b"jp2c" {
            return Ok(part.data..part.end);
        }
        at = part.end;
    }
}

/// The size in the header of a stream, which decoders believe whatever a box says of it.
fn stream(reader: &mut Reader<'_>, at: u64, found: &mut Found) -> Read<()> {
    if reader.array(at)? != START {
        return Err(Stop::Odd);
    }
    let side = |end: u32, start: u32| end.checked_sub(start).ok_or(Stop::Odd);
    let width = side(reader.be32(at + 8)?, reader.be32(at + 16)?)?;
    let height = side(reader.be32(at + 12)?, reader.be32(at + 20)?)?;
    let picture = Picture::new("jpeg2000", width, height);
    if found.picture.take().is_some_and(|said| said.coded != picture.coded) {
        found.note(Note::Contradictory);
    }
    found.offer(picture);
    Ok(())
}

/// The size in the first box of the header; the stream lies in a box behind it, and others may follow.
fn boxes(reader: &mut Reader<'_>, found: &mut Found) -> Read<()> {
    let (mut at, mut is_whole, mut has_stream) = (0, false, false);
    while at < reader.length() {
        let part = match Part::at(reader, at, u64::MAX) {
            Ok(part) if part.end <= reader.length() && part.name.is_ascii() => part,
            Err(Stop::Failed) => return Err(Stop::Failed),
            // No box behind the picture.
            _ if is_whole => {
                found.note(Note::DataBehind);
                break;
            }
            Ok(part) => {
                if part.name == *b"jp2c" && !has_stream {
                    stream(reader, part.data, found)?;
                }
                return Err(Stop::End);
            }
            Err(stop) => return Err(stop),
        };
        match &part.name {
            b"jp2h" if found.picture.is_none() => part.each(reader, 0, |reader, part| {
                if part.name == *b"ihdr" && found.picture.is_none() {
                    let (height, width) = (part.be32(reader, 0)?, part.be32(reader, 4)?);
                    found.offer(Picture::new("jpeg2000", width, height));
                }
                Ok(())
            })?,
            b"jp2c" => {
                if !std::mem::replace(&mut has_stream, true) {
                    stream(reader, part.data, found)?;
                }
                let last = part.end.checked_sub(2).ok_or(Stop::Odd)?;
                is_whole |= reader.array(last)? == END;
            }
            _ => {}
        }
        at = part.end;
    }
    found.complete = Some(is_whole);
    Ok(())
}
