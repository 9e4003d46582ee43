//! JPEG XL in boxes: the coded picture stays, what describes it goes, and so does what a JPEG that it was made of can be
//! made of again, for that holds all that the JPEG said. How it is turned stands in the picture. A bare stream holds nothing
//! else, but only a decoder knows where it ends. Source: ISO/IEC 18181-2, 9.

use super::exif;
use super::plan::Plan;
use super::removed::Removed;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::boxes::Part;

/// The mark, the kind of file, its level, an index of frames, the picture as one or in parts.
const SHOWING: [&[u8; 4]; 6] = [b"JXL ", b"ftyp", b"jxll", b"jxli", b"jxlc", b"jxlp"];

/// Whether a file is one of boxes, which can be cleaned.
pub(super) fn is_boxes(reader: &mut Reader<'_>) -> bool {
    reader.array(4) == Ok(*b"JXL ")
}

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    plan.puts_own_in_packet();
    let (mut at, mut has_picture) = (0, false);
    while at < reader.length() {
        let part = match Part::at(reader, at, u64::MAX) {
            Ok(part) if part.name.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ') => {
                part
            }
            Err(Stop::Failed) => return Err(Stop::Failed),
            Ok(_) | Err(_) if has_picture => {
                plan.remove([Removed::Behind]);
                return Ok(());
            }
            Ok(_) => return Err(Stop::Odd),
            Err(stop) => return Err(stop),
        };
        let end = part.end.min(reader.length());
        has_picture |= matches!(&part.name, b"jxlc" | b"jxlp");
        if SHOWING.contains(&&part.name) {
            plan.keep(at..end)?;
        } else if part.end > end && has_picture {
            plan.remove([Removed::Behind]);
        } else {
            plan.remove(lost(reader, Part { end, ..part })?);
        }
        if part.name == *b"ftyp"
            && let Some(packet) = plan.take_packet()
        {
            let length = u32::try_from(packet.len() + 8).map_err(|_| Stop::Odd)?;
            plan.put([&length.to_be_bytes()[..], b"xml ", &packet].concat())?;
        }
        at = part.end;
    }
    Ok(())
}

/// What goes with a box; of one that is packed only its name is looked at.
fn lost(reader: &mut Reader<'_>, part: Part) -> Read<Vec<Removed>> {
    let body = reader.some(part.data, (part.end - part.data).min(exif::MOST))?;
    Ok(match &part.name {
        b"Exif" => {
            let skip = body.first_chunk().map_or(0, |four| u32::from_be_bytes(*four) as usize);
            exif::inspect(body.get(skip.saturating_add(4)..).unwrap_or_default()).1
        }
        b"xml " => exif::xmp(&body),
        b"jumb" => vec![Removed::Manifest],
        b"brob" => match body.first_chunk() {
            // Places may stand in either.
            Some(b"Exif") => vec![Removed::Location, Removed::Camera],
            Some(b"xml ") => vec![Removed::Location, Removed::Descriptions],
            Some(b"jumb") => vec![Removed::Manifest],
            _ => vec![Removed::Other],
        },
        _ => vec![Removed::Other],
    })
}
