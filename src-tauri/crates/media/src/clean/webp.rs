//! WebP: the chunks that show the picture stay as they stand, but for what follows it within its data, where it is decoded
//! to see that; the head is told what is gone. Source: RFC 9649, 2.3 to 2.7.

use std::ops::Range;

use super::boxes::in_place::is_zero;
use super::exif;
use super::plan::Plan;
use super::removed::Removed;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::decode::colour::MOST_OF_PROFILE;
use crate::formats::profile::{self, Plain};
use crate::inside::webp;

/// What shows a picture or animation, and what within one of its frames does.
const SHOWING: [&[u8; 4]; 5] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM"];
const IN_FRAME: [&[u8; 4]; 3] = [b"VP8 ", b"VP8L", b"ALPH"];

/// Of a frame, before its chunks: where it stands, its size, and how long it is shown.
const FRAME_HEAD: u64 = 16;

/// In the flags of `VP8X`. Source: RFC 9649, 2.7, figure 7.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// Where the head puts the length of the whole, and where the flags are put.
const WHOLE: usize = 1;

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let stated = u64::from(reader.le32(4)?) + 8;
    let end = stated.min(reader.length());
    plan.keep(0..4)?;
    plan.put([0; 4])?;
    plan.keep(8..12)?;
    let mut flags = None;
    let (mut has_exif, mut has_xmp) = (false, false);
    let mut at = 12;
    while at + 8 <= end {
        let (name, length): ([u8; 4], _) = (reader.array(at)?, u64::from(reader.le32(at + 4)?));
        // It belongs behind the picture, but behind one that is cut off it would be taken for a piece of it.
        if stated > reader.length() && &name != b"VP8X" {
            has_xmp |= put_packet(plan)?;
        }
        let next = at + 8 + length + length % 2;
        match &name {
            b"VP8X" if flags.is_none() && length >= 1 => {
                plan.keep(at..at + 8)?;
                flags = Some((plan.next(), reader.byte(at + 8)?));
                plan.put([0])?;
                plan.keep(at + 9..next.min(end))?;
            }
            b"ICCP" => profile(reader, plan, (at..next.min(end), length))?,
            b"ANMF" => frame(reader, plan, at..next.min(end), length)?,
            b"VP8 " | b"VP8L" => data(reader, plan, (&name, at..next.min(end), length))?,
            name if SHOWING.contains(&name) => plan.keep(at..next.min(end))?,
            b"EXIF" => {
                let (kept, removed) = exif::inspect(&reader.some(at + 8, length.min(exif::MOST))?);
                plan.remove(removed);
                if let Some(block) = kept.turned(plan.turn()).block().filter(|_| !has_exif) {
                    let mut head = b"EXIF".to_vec();
                    head.extend((block.len() as u32).to_le_bytes());
                    plan.put([head, block].concat())?;
                    has_exif = true;
                }
            }
            b"XMP " => plan.remove(exif::xmp(&reader.some(at + 8, length.min(exif::MOST))?)),
            b"C2PA" => plan.remove([Removed::Manifest]),
            _ => plan.remove([Removed::Other]),
        }
        at = next;
    }
    has_xmp |= put_packet(plan)?;
    if !is_zero(reader, end..reader.length())? {
        plan.remove([Removed::Behind]);
    }
    // What the end of the file lacks is still missed.
    let flags = flags.map(|(place, flags)| {
        let told = if has_exif { HAS_EXIF } else { 0 } | if has_xmp { HAS_XMP } else { 0 };
        (place, flags & !(HAS_EXIF | HAS_XMP) | told)
    });
    fill(plan, flags, stated - end)
}

/// Keeps of the data of a picture what shows it.
fn data(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    (name, whole, length): (&[u8; 4], Range<u64>, u64),
) -> Read<()> {
    let needed = match reader.length() <= webp::MOST_BYTES {
        true => webp::needed(&reader.bytes(0, reader.length())?),
        false => None,
    };
    let Some((_, needed)) =
        needed.filter(|(data, _)| data.start as u64 == whole.start + 8 && length > 0)
    else {
        return plan.keep(whole);
    };
    let needed = needed as u64;
    let told = needed + webp::ZEROS;
    plan.remove([Removed::Behind]);
    plan.put([&name[..], &(told as u32).to_le_bytes()].concat())?;
    plan.keep(whole.start + 8..whole.start + 8 + needed)?;
    plan.zeros(webp::ZEROS + told % 2)
}

/// Puts the labels that the copy is to bear, once.
fn put_packet(plan: &mut Plan) -> Read<bool> {
    let Some(mut packet) = plan.take_packet() else { return Ok(false) };
    let length = packet.len() as u32;
    packet.resize(packet.len().next_multiple_of(2), 0);
    plan.put([b"XMP ", &length.to_le_bytes()[..], &packet].concat())?;
    Ok(true)
}

/// Keeps of a colour profile what makes colours. One that was none stays without bytes, for the head tells of it.
fn profile(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    (whole, length): (Range<u64>, u64),
) -> Read<()> {
    if length > MOST_OF_PROFILE as u64 || whole.start + 8 + length > whole.end {
        return plan.keep(whole);
    }
    let mut less = match profile::plain(&reader.bytes(whole.start + 8, length)?) {
        Plain::Whole => return plan.keep(whole),
        Plain::Nothing if length == 0 => return plan.keep(whole),
        Plain::Nothing => Vec::new(),
        Plain::Less(less) => less,
    };
    plan.remove([Removed::Profile]);
    let length = less.len() as u32;
    less.resize(less.len().next_multiple_of(2), 0);
    plan.put([b"ICCP", &length.to_le_bytes()[..], &less].concat())
}

/// Keeps of a frame what shows it.
fn frame(reader: &mut Reader<'_>, plan: &mut Plan, whole: Range<u64>, length: u64) -> Read<()> {
    let mut shown = Vec::new();
    let mut at = whole.start + 8 + FRAME_HEAD;
    while at + 8 <= whole.end {
        let (name, length): ([u8; 4], _) = (reader.array(at)?, u64::from(reader.le32(at + 4)?));
        let next = at + 8 + length + length % 2;
        if IN_FRAME.contains(&&name) {
            shown.push(at..next.min(whole.end));
        }
        at = next;
    }
    let kept: u64 = shown.iter().map(|range| range.end - range.start).sum();
    let is_cut = whole.start + 8 + length > whole.end;
    if is_cut || 8 + FRAME_HEAD + kept + length % 2 >= whole.end - whole.start {
        return plan.keep(whole);
    }
    plan.remove([Removed::Other]);
    let length = u32::try_from(FRAME_HEAD + kept).map_err(|_| Stop::Odd)?;
    plan.put([b"ANMF", &length.to_le_bytes()[..]].concat())?;
    plan.keep(whole.start + 8..whole.start + 8 + FRAME_HEAD)?;
    shown.into_iter().try_for_each(|range| plan.keep(range))
}

/// Fills in what is known at the end: the length of the whole and the flags.
fn fill(plan: &mut Plan, flags: Option<(usize, u8)>, missing: u64) -> Read<()> {
    let length = u32::try_from(plan.length() - 8 + missing).map_err(|_| Stop::Odd)?;
    if let Some(put) = plan.put_at(WHOLE) {
        *put = length.to_le_bytes().to_vec();
    }
    if let Some((place, flags)) = flags
        && let Some(put) = plan.put_at(place)
    {
        *put = vec![flags];
    }
    Ok(())
}
