//! GIF: comments and what programs added leave; pictures, their times and the loop stay. Source: GIF89a
//! specification, 17 to 27.

use std::ops::Range;

use super::exif;
use super::plan::Plan;
use super::removed::Removed;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::decode::colour::MOST_OF_PROFILE;
use crate::formats::photo::gif::{colours, joined, pieces_end};
use crate::formats::profile::{self, Plain};
use crate::inside::gif::{self, Last};

const PICTURE: u8 = 0x2C;
const EXTENSION: u8 = 0x21;
const TRAILER: u8 = 0x3B;
/// How long a picture stays and what of it is clear.
const CONTROL: u8 = 0xF9;
const COMMENT: u8 = 0xFE;
const APPLICATION: u8 = 0xFF;

/// How often an animation runs. Source: the Netscape and AnimExts extensions.
const SHOWING: [&[u8; 11]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];
const PROFILE: &[u8; 11] = b"ICCRGBG1012";

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let mut at = 13 + colours(reader.byte(10)?);
    plan.keep(0..at.min(reader.length()))?;
    if let Some(packet) = plan.take_packet() {
        plan.put(packet_block(&packet))?;
    }
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
        plan.remove([Removed::Behind]);
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
            let data = start + 10 + colours(reader.byte(start + 9)?);
            let end = pieces_end(reader, data + 1);
            *at = end.unwrap_or(reader.length());
            let size = [reader.le16(start + 5)?, reader.le16(start + 7)?].map(u64::from);
            let more = end.and_then(|_| gif::picture(reader, size[0] * size[1], data));
            match more.ok().and_then(|seen| seen.more) {
                Some(Last { piece, bytes }) => {
                    plan.keep(start..piece)?;
                    plan.put([bytes])?;
                    plan.keep(piece + 1..piece + 1 + u64::from(bytes))?;
                    plan.put([0])?;
                    plan.remove([Removed::Behind]);
                }
                None => plan.keep(start..*at)?,
            }
            end?;
        }
        EXTENSION => {
            let label = reader.byte(start + 1)?;
            *at = pieces_end(reader, start + 2)?;
            match label {
                COMMENT => plan.remove([Removed::Descriptions]),
                APPLICATION => application(reader, plan, start..*at)?,
                CONTROL => plan.keep(start..*at)?,
                // Words in a fixed type, which hardly any viewer draws, and what nobody knows.
                _ => plan.remove([Removed::Other]),
            }
        }
        _ => return Err(Stop::Odd),
    }
    Ok(true)
}

/// Keeps of a colour profile what makes colours. Source: ICC.1, B.6.
fn profile(reader: &mut Reader<'_>, plan: &mut Plan, range: Range<u64>) -> Read<()> {
    let bytes =
        joined(&reader.bytes(range.start + 14, range.end.saturating_sub(range.start + 14))?);
    let less = match profile::plain(&bytes) {
        Plain::Whole => return plan.keep(range),
        Plain::Nothing => Vec::new(),
        Plain::Less(less) => less,
    };
    plan.remove([Removed::Profile]);
    let pieces = less.chunks(255).flat_map(|piece| [&[piece.len() as u8], piece].concat());
    let head = [&[EXTENSION, APPLICATION, 11], &PROFILE[..]].concat();
    if less.is_empty() { Ok(()) } else { plan.put([head, pieces.collect(), vec![0]].concat()) }
}

/// A packet of XMP as Adobe puts it: no pieces, and a trailer in which whoever reads pieces finds the end.
/// Source: XMP part 3, 1.1.2.
fn packet_block(packet: &[u8]) -> Vec<u8> {
    [&[EXTENSION, APPLICATION, 11][..], b"XMP DataXMP", packet, &trailer()].concat()
}

fn trailer() -> Vec<u8> {
    [1].into_iter().chain((0..=u8::MAX).rev()).chain([0]).collect()
}

fn application(reader: &mut Reader<'_>, plan: &mut Plan, range: Range<u64>) -> Read<()> {
    let program: [u8; 11] = reader.array(range.start + 3)?;
    if SHOWING.contains(&&program) {
        return plan.keep(range);
    }
    if &program == PROFILE && range.end - range.start <= MOST_OF_PROFILE as u64 {
        return profile(reader, plan, range);
    }
    if &program == b"XMP DataXMP" {
        let length = range.end.saturating_sub(range.start + 14).min(exif::MOST);
        let packet = reader.some(range.start + 14, length)?;
        plan.remove(exif::xmp(packet.strip_suffix(&trailer()[..]).unwrap_or(&packet)));
    } else if program.starts_with(b"C2PA_GIF") {
        plan.remove([Removed::Manifest]);
    } else {
        plan.remove([Removed::Other]);
    }
    Ok(())
}
