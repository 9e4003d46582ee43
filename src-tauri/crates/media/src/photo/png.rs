//! PNG. Source: W3C PNG, third edition, 5 and 11.

use crate::container::Container;
use crate::exif::Exif;
use crate::facts::Note;
use crate::found::{Found, Picture};
use crate::reader::{Read, Reader, Stop};

/// The last chunk: no bytes, its name, its sum.
const LAST: &[u8] = b"\0\0\0\0IEND\xAE\x42\x60\x82";

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    if reader.array::<4>(12)? != *b"IHDR" {
        return Err(Stop::Odd);
    }
    let (width, height) = (reader.be32(16)?, reader.be32(20)?);
    let mut picture = Picture::new("png", width, height);
    let walked = before_data(reader, &mut picture, found);
    found.offer(picture);
    whole(reader, walked?, found)
}

/// Goes through the chunks before the data, and says where these begin.
fn before_data(reader: &mut Reader<'_>, picture: &mut Picture, found: &mut Found) -> Read<u64> {
    let mut at = 33;
    loop {
        let length = u64::from(reader.be32(at)?);
        match &reader.array::<4>(at + 4)? {
            b"pHYs" if reader.byte(at + 16)? == 1 => {
                found.dpi = Some(f64::from(reader.be32(at + 8)?) * 0.0254).filter(|dpi| *dpi > 0.0);
            }
            b"eXIf" => Exif::of(&reader.some(at + 8, length.min(4096))?).put(picture, found),
            b"IDAT" | b"IEND" => return Ok(at),
            _ => {}
        }
        at += length + 12;
    }
}

/// The last chunk stands at the end, or something follows it.
fn whole(reader: &mut Reader<'_>, first_data: u64, found: &mut Found) -> Read<()> {
    let (_, tail) = reader.tail(LAST.len() as u64)?;
    if tail == LAST {
        found.complete = Some(true);
        return Ok(());
    }
    let mut at = first_data;
    loop {
        let length = u64::from(reader.be32(at)?);
        let is_last = reader.array::<4>(at + 4)? == *b"IEND";
        at += length + 12;
        if at > reader.length() {
            return Err(Stop::End);
        }
        if is_last {
            found.complete = Some(true);
            found.note(Note::DataBehind);
            return Ok(());
        }
    }
}
