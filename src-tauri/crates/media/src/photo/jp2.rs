//! JPEG 2000, bare or in its boxes. Source: ISO/IEC 15444-1, A.5.1 and I.5.3.

use crate::container::Container;
use crate::found::{Found, Picture};
use crate::reader::{Read, Reader, Stop};

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let bare = reader.array::<2>(0)? == [0xFF, 0x4F];
    if bare {
        stream(reader, 0, found)?;
    } else {
        boxes(reader, found)?;
    }
    let (_, tail) = reader.tail(2)?;
    found.complete = Some(tail == [0xFF, 0xD9]);
    Ok(())
}

/// The size in the header of a stream.
fn stream(reader: &mut Reader<'_>, at: u64, found: &mut Found) -> Read<()> {
    let side = |end: u32, start: u32| end.checked_sub(start).ok_or(Stop::Odd);
    let width = side(reader.be32(at + 8)?, reader.be32(at + 16)?)?;
    let height = side(reader.be32(at + 12)?, reader.be32(at + 20)?)?;
    found.offer(Picture::new("jpeg2000", width, height));
    Ok(())
}

/// The size in the first box of the header.
fn boxes(reader: &mut Reader<'_>, found: &mut Found) -> Read<()> {
    let mut at = 0;
    loop {
        let (length, name) = (u64::from(reader.be32(at)?), reader.array::<4>(at + 4)?);
        if name == *b"jp2h" && reader.array::<4>(at + 12)? == *b"ihdr" {
            let (height, width) = (reader.be32(at + 16)?, reader.be32(at + 20)?);
            found.offer(Picture::new("jpeg2000", width, height));
            return Ok(());
        }
        if length < 8 {
            return Err(Stop::Odd);
        }
        at += length;
    }
}
