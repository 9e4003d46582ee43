//! GIF: comments and what programs added leave; pictures, their times and the loop stay. Source: GIF89a
//! specification, 17 to 27.

use super::Removed;
use super::exif;
use super::plan::Plan;
use crate::reader::{Read, Reader, Stop};

const PICTURE: u8 = 0x2C;
const EXTENSION: u8 = 0x21;
const TRAILER: u8 = 0x3B;
const COMMENT: u8 = 0xFE;
const APPLICATION: u8 = 0xFF;

/// How often an animation runs, and in which colours. Source: the Netscape and AnimExts extensions; ICC.1, B.6.
const SHOWING: [&[u8; 11]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let mut at = 13 + colours(reader.byte(10)?);
    plan.keep(0..at.min(reader.length()))?;
    let mut has_picture = false;
    loop {
        match block(reader, plan, &mut at, &mut has_picture) {
            Ok(true) => {}
            Ok(false) => break,
            // Cut off within or behind a picture: so much of it is shown.
            Err(Stop::End) if has_picture => break,
            Err(stop) => return Err(stop),
        }
    }
    // Some programs fill up with zeros.
    let behind = reader.some(at.min(reader.length()), exif::MOST)?;
    if behind.iter().any(|byte| *byte != 0) {
        plan.tell([Removed::Behind]);
    }
    Ok(())
}

/// Takes the block at a place; whether others follow.
fn block(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    at: &mut u64,
    has_picture: &mut bool,
) -> Read<bool> {
    let start = *at;
    match reader.byte(start)? {
        TRAILER => {
            *at += 1;
            plan.keep(start..*at)?;
            return Ok(false);
        }
        PICTURE => {
            *has_picture = true;
            let data = start + 10 + colours(reader.byte(start + 9)?) + 1;
            let end = pieces_end(reader, data);
            *at = end.unwrap_or(reader.length());
            plan.keep(start..*at)?;
            end?;
        }
        EXTENSION => {
            let label = reader.byte(start + 1)?;
            *at = pieces_end(reader, start + 2)?;
            match label {
                COMMENT => plan.tell([Removed::Descriptions]),
                APPLICATION => application(reader, plan, start..*at)?,
                _ => plan.keep(start..*at)?,
            }
        }
        _ => return Err(Stop::Odd),
    }
    Ok(true)
}

fn application(reader: &mut Reader<'_>, plan: &mut Plan, range: std::ops::Range<u64>) -> Read<()> {
    let program: [u8; 11] = reader.array(range.start + 3)?;
    if SHOWING.contains(&&program) {
        return plan.keep(range);
    }
    if &program == b"XMP DataXMP" {
        let length = (range.end - range.start).min(exif::MOST);
        plan.tell(exif::xmp(&reader.some(range.start, length)?));
    } else {
        plan.tell([Removed::Other]);
    }
    Ok(())
}

/// The bytes of a table of colours, by the flags that tell of it.
fn colours(flags: u8) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Behind the empty piece that ends a run of pieces.
fn pieces_end(reader: &mut Reader<'_>, start: u64) -> Read<u64> {
    let mut at = start;
    loop {
        let length = u64::from(reader.byte(at)?);
        at += 1 + length;
        if length == 0 {
            return Ok(at);
        }
    }
}
