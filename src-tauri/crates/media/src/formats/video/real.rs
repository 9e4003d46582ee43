//! RealMedia: RM and RMVB. Source: the RealMedia File Format of the Helix community, as multimedia.cx
//! describes it.

use std::time::Duration;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Note;
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};

/// The head of the data.
const HEAD: u64 = 18;

/// What follows the data: more of it, its index, words about the whole; zeros that fill up.
const FOLLOWS: [&[u8; 4]; 6] = [b"DATA", b"INDX", b"CONT", b"RMMD", b"RJMD", b"\0\0\0\0"];

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let mut at = u64::from(reader.be32(4)?);
    loop {
        let (name, length) = (reader.array::<4>(at)?, u64::from(reader.be32(at + 4)?));
        match &name {
            b"PROP" => {
                let millis = u64::from(reader.be32(at + 30)?);
                found.duration = (millis > 0).then(|| Duration::from_millis(millis));
            }
            b"MDPR" => stream(reader, at, length, found)?,
            b"DATA" => {
                let known = length >= HEAD;
                // Some programs count the head of the data twice.
                found.complete = known.then_some(at + length <= reader.length() + HEAD);
                let end = at + length;
                let is_more = end + 4 <= reader.length();
                if known && is_more && !FOLLOWS.contains(&&reader.array(end)?) {
                    found.note(Note::DataBehind);
                }
                return Ok(());
            }
            _ => {}
        }
        if length < 10 {
            return Err(Stop::Odd);
        }
        at += length;
    }
}

/// A stream: names with their lengths before them, then what belongs to its kind.
fn stream(reader: &mut Reader<'_>, at: u64, length: u64, found: &mut Found) -> Read<()> {
    let mut place = at + 40;
    place += 1 + u64::from(reader.byte(place)?);
    let mime_length = u64::from(reader.byte(place)?);
    let mime = reader.some(place + 1, mime_length)?;
    place += 1 + mime_length;
    found.sound |= mime.starts_with(b"audio/");
    let kind = reader.be32(place)?;
    let own = place + 4;
    if kind < 16 || own + 16 > at + length || reader.array::<4>(own + 4)? != *b"VIDO" {
        return Ok(());
    }
    let letters: [u8; 4] = reader.array(own + 8)?;
    let (width, height) = (reader.be16(own + 12)?, reader.be16(own + 14)?);
    found.offer(Picture::new(&super::avi::codec(&letters), width.into(), height.into()));
    Ok(())
}
