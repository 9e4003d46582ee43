//! WebP: the chunks that show the picture stay as they stand; the head is told what is gone. Source: RFC 9649,
//! 2.3 to 2.7.

use super::Removed;
use super::exif;
use super::plan::Plan;
use crate::reader::{Read, Reader, Stop};

/// What shows a picture or animation.
const SHOWING: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF"];

/// In the flags of `VP8X`. Source: RFC 9649, 2.7, figure 7.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// Where the head puts the length of the whole, and where the flags are put.
const WHOLE: usize = 1;

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let told = u64::from(reader.le32(4)?) + 8;
    let end = told.min(reader.length());
    plan.keep(0..4)?;
    plan.put([0; 4])?;
    plan.keep(8..12)?;
    let mut flags = None;
    let mut has_exif = false;
    let mut at = 12;
    while at + 8 <= end {
        let (name, length): ([u8; 4], _) = (reader.array(at)?, u64::from(reader.le32(at + 4)?));
        let next = at + 8 + length + length % 2;
        match &name {
            b"VP8X" if flags.is_none() && length >= 1 => {
                plan.keep(at..at + 8)?;
                flags = Some((plan.next(), reader.byte(at + 8)?));
                plan.put([0])?;
                plan.keep(at + 9..next.min(end))?;
            }
            name if SHOWING.contains(&name) => plan.keep(at..next.min(end))?,
            b"EXIF" => {
                let (kept, removed) = exif::look(&reader.some(at + 8, length.min(exif::MOST))?);
                plan.tell(removed);
                if let Some(block) = kept.block().filter(|_| !has_exif) {
                    let mut head = b"EXIF".to_vec();
                    head.extend((block.len() as u32).to_le_bytes());
                    plan.put([head, block].concat())?;
                    has_exif = true;
                }
            }
            b"XMP " => plan.tell(exif::xmp(&reader.some(at + 8, length.min(exif::MOST))?)),
            _ => plan.tell([Removed::Other]),
        }
        at = next;
    }
    if end < reader.length() {
        plan.tell([Removed::Behind]);
    }
    // What the end of the file lacks is still missed.
    fill(plan, flags, has_exif, told - end)
}

/// Fills in what is known at the end: the length of the whole and the flags.
fn fill(plan: &mut Plan, flags: Option<(usize, u8)>, has_exif: bool, missing: u64) -> Read<()> {
    let length = u32::try_from(plan.length() - 8 + missing).map_err(|_| Stop::Odd)?;
    if let Some(put) = plan.put_at(WHOLE) {
        *put = length.to_le_bytes().to_vec();
    }
    if let Some((place, flags)) = flags
        && let Some(put) = plan.put_at(place)
    {
        let exif = if has_exif { HAS_EXIF } else { 0 };
        *put = vec![(flags & !(HAS_EXIF | HAS_XMP)) | exif];
    }
    Ok(())
}
