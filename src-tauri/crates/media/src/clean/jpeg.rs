//! JPEG: what is needed to decode it and its colours stay as they stand, scans and all. Source: ITU-T T.81,
//! annex B; JFIF 1.02; CIPA DC-007 for pictures behind the first.

use super::Removed;
use super::exif;
use super::plan::Plan;
use crate::jpeg_segments::{EOI, SOS, Segment, Segments};
use crate::reader::{Read, Reader, Stop};

/// What follows the end is looked at in pieces of this many bytes.
const PIECE: u64 = 64 << 10;

const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP13: u8 = 0xED;
const APP14: u8 = 0xEE;
const APP15: u8 = 0xEF;
const COMMENT: u8 = 0xFE;

/// JFIF up to the size of its thumbnail.
const JFIF_HEAD: u64 = 12;

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    plan.keep(0..2)?;
    let mut segments = Segments::new();
    let mut has_scan = false;
    let mut has_exif = false;
    loop {
        let segment = match segments.next(reader) {
            // Cut off behind a scan: so much of it is shown.
            Err(Stop::End) if has_scan => return Ok(()),
            segment => segment?,
        };
        match segment.marker {
            APP0..=APP15 | COMMENT => application(reader, plan, segment, &mut has_exif)?,
            _ => plan.keep(segment.start..segment.end)?,
        }
        has_scan |= segment.marker == SOS;
        if segment.marker == EOI {
            return behind(reader, plan, segment.end);
        }
    }
}

/// A segment for programs. A second block of EXIF asks nothing of anybody.
fn application(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    segment: Segment,
    has_exif: &mut bool,
) -> Read<()> {
    let body = reader.bytes(segment.body, segment.body_end - segment.body)?;
    match segment.marker {
        APP0 if body.starts_with(b"JFIF\0") => jfif(plan, segment, &body)?,
        APP0 if body.starts_with(b"JFXX\0") => plan.tell([Removed::Thumbnail]),
        APP1 if body.starts_with(b"Exif\0\0") => {
            let (kept, removed) = exif::look(&body);
            plan.tell(removed);
            if let Some(block) = kept.block().filter(|_| !*has_exif) {
                plan.put(exif_segment(&block))?;
            }
            *has_exif = true;
        }
        APP1 if body.starts_with(b"http://ns.adobe.com/") => plan.tell(exif::xmp(&body)),
        APP2 if body.starts_with(b"ICC_PROFILE\0") => plan.keep(segment.start..segment.end)?,
        APP13 | COMMENT => plan.tell([Removed::Descriptions]),
        // Tells how the colours are stored.
        APP14 if body.starts_with(b"Adobe") => plan.keep(segment.start..segment.end)?,
        _ => plan.tell([Removed::Other]),
    }
    Ok(())
}

/// The head of JFIF, without the thumbnail that may be in it.
fn jfif(plan: &mut Plan, segment: Segment, body: &[u8]) -> Read<()> {
    if body.len() as u64 <= JFIF_HEAD + 2 {
        return plan.keep(segment.start..segment.end);
    }
    let pixels = body.get(JFIF_HEAD as usize..).unwrap_or_default();
    let is_thumbnail = matches!(pixels, [across, down, ..] if *across > 0 && *down > 0);
    plan.tell([if is_thumbnail { Removed::Thumbnail } else { Removed::Other }]);
    plan.put([0xFF, APP0, 0, JFIF_HEAD as u8 + 4])?;
    plan.keep(segment.body..segment.body + JFIF_HEAD)?;
    plan.put([0, 0])
}

fn exif_segment(block: &[u8]) -> Vec<u8> {
    let length = 2 + 6 + block.len() as u16;
    let mut segment = vec![0xFF, APP1];
    segment.extend(length.to_be_bytes());
    segment.extend(b"Exif\0\0");
    segment.extend(block);
    segment
}

/// Zeros behind the end are nothing to tell of.
fn behind(reader: &mut Reader<'_>, plan: &mut Plan, end: u64) -> Read<()> {
    let mut at = end;
    while at < reader.length() {
        let piece = reader.some(at, PIECE)?;
        if piece.iter().any(|byte| *byte != 0) {
            plan.tell([Removed::Behind]);
            return Ok(());
        }
        at += PIECE;
    }
    Ok(())
}
