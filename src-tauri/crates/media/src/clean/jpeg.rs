//! JPEG: what is needed to decode it and its colours stay as they stand, scans and all. Source: ITU-T T.81,
//! annex B; JFIF 1.02; CIPA DC-007 for pictures behind the first.

use std::ops::{Range, RangeInclusive};

use super::exif;
use super::plan::Plan;
use super::removed::Removed;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::decode::colour::MOST_OF_PROFILE;
use crate::formats::jpeg_segments::{
    APP0, APP1, APP2, APP11, APP13, APP14, APP15, COMMENT, EOI, IN_LEVELS, LS, RESERVED, SOS,
    STANDS_ALONE, Segment, Segments, TABLES_OF_LS, is_frame,
};
use crate::formats::profile::{self, Plain};
use crate::inside::jpeg::more;
use crate::labels::{XMP, c2pa};

/// What follows the end is looked at in pieces of this many bytes.
const PIECE: u64 = 64 << 10;

/// Frames, tables, scans and the end.
const FIRST_OF_PICTURE: u8 = 0xC0;
const LAST_OF_PICTURE: u8 = 0xDF;

/// The conditions of arithmetic codes, the number of lines behind the first scan, and a frame of levels made larger.
const CONDITIONS: u8 = 0xCC;
const LINES: u8 = 0xDC;
const ENLARGED: u8 = 0xDF;
/// The frames of arithmetic codes.
const ARITHMETIC: RangeInclusive<u8> = 0xC9..=0xCF;

/// Adobe's mark with what it tells of the colours. Source: Adobe Technical Note 5116, 18.
const ADOBE: usize = 12;

/// Before each part of a colour profile, with its number and that of all.
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// So much of one goes into a segment. Source: ICC.1:2022, B.4.
const MOST_OF_PART: usize = 65_519;

/// JFIF up to the size of its thumbnail.
const JFIF_HEAD: u64 = 12;

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    plan.keep(0..2)?;
    let mut segments = Segments::new();
    let mut has_scan = false;
    let mut has_exif = false;
    let mut profile = Profile::read(reader)?;
    let frame = Frame::first(reader)?;
    // Where the disk fails, it fails below as well.
    let more = more(reader.source()).unwrap_or_default();
    loop {
        let segment = match segments.next(reader) {
            // Cut off behind a scan: so much of it is shown.
            Err(Stop::End) if has_scan => return Ok(()),
            segment => segment?,
        };
        if segment.is_behind_stray {
            plan.remove([Removed::Other]);
        }
        match segment.marker {
            // The frame and the tables of JPEG-LS stand among the reserved ones.
            LS | TABLES_OF_LS if frame.marker == LS => plan.keep(segment.start..segment.end)?,
            APP0..=APP15 | COMMENT => {
                application(reader, plan, segment, (&mut has_exif, &mut profile))?;
            }
            FIRST_OF_PICTURE..=LAST_OF_PICTURE if frame.needs(&segment) => {
                if let Some(packet) = plan.take_packet() {
                    plan.put(segment_of(APP1, XMP, &packet)?)?;
                }
                let within = segment.start..segment.end;
                keep_without(plan, within, more.as_slice())?;
            }
            // Without a length they say nothing here; the others are reserved, and nobody asks what they hold.
            marker => plan.remove(Some(Removed::Other).filter(|_| !STANDS_ALONE.contains(&marker))),
        }
        has_scan |= segment.marker == SOS;
        if segment.marker == EOI {
            return behind(reader, plan, segment.end);
        }
    }
}

/// Keeps a segment without what its scan holds behind the picture.
fn keep_without(plan: &mut Plan, segment: Range<u64>, more: &[Range<u64>]) -> Read<()> {
    let mut at = segment.start;
    let is_within = |range: &&Range<u64>| range.start >= segment.start && range.end <= segment.end;
    for range in more.iter().filter(is_within) {
        plan.keep(at..range.start)?;
        plan.remove([Removed::Behind]);
        at = range.end;
    }
    plan.keep(at..segment.end)
}

/// The first frame of a picture, which tells what else decoders need.
struct Frame {
    marker: u8,
    /// How many lines it has; 0 where a segment behind the first scan says so.
    lines: u16,
}

impl Frame {
    fn first(reader: &mut Reader<'_>) -> Read<Self> {
        let mut segments = Segments::new();
        // What is odd ends it here, and is met again.
        while let Ok(segment) = segments.next_head(reader) {
            if is_frame(segment.marker) && segment.marker != RESERVED {
                let head = reader.bytes(segment.body, 3.min(segment.body_end - segment.body))?;
                let lines = match head[..] {
                    [_, high, low] => u16::from_be_bytes([high, low]),
                    _ => 1,
                };
                return Ok(Self { marker: segment.marker, lines });
            }
            if segment.marker == SOS || segment.marker == EOI {
                break;
            }
        }
        Ok(Self { marker: FIRST_OF_PICTURE, lines: 1 })
    }

    /// Whether decoders need a segment among those of pictures.
    fn needs(&self, segment: &Segment) -> bool {
        match segment.marker {
            RESERVED => false,
            CONDITIONS => ARITHMETIC.contains(&self.marker),
            LINES => self.lines == 0 && segment.body_end - segment.body == 2,
            IN_LEVELS | ENLARGED => self.marker == IN_LEVELS,
            marker => !STANDS_ALONE.contains(&marker),
        }
    }
}

/// A segment for programs. A second block of EXIF asks nothing of anybody.
fn application(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    segment: Segment,
    (has_exif, profile): (&mut bool, &mut Profile),
) -> Read<()> {
    let body = reader.bytes(segment.body, segment.body_end - segment.body)?;
    match segment.marker {
        APP0 if body.starts_with(b"JFIF\0") => jfif(plan, segment, &body)?,
        APP0 if body.starts_with(b"JFXX\0") => plan.remove([Removed::Thumbnail]),
        APP1 if body.starts_with(b"Exif\0\0") => {
            let (kept, removed) = exif::inspect(&body);
            plan.remove(removed);
            if let Some(block) = kept.turned(plan.turn()).block().filter(|_| !*has_exif) {
                plan.put(segment_of(APP1, b"Exif\0\0", &block)?)?;
            }
            *has_exif = true;
        }
        APP1 if body.starts_with(b"http://ns.adobe.com/") => {
            plan.remove(exif::xmp(body.strip_prefix(XMP).unwrap_or(&body)));
        }
        APP2 if body.starts_with(PROFILE) => profile.segment(plan, segment, &body)?,
        APP11 if c2pa::is_part(&body) => plan.remove([Removed::Manifest]),
        APP13 => {
            let place = tells_place(&body).then_some(Removed::Location);
            plan.remove(place.into_iter().chain([Removed::Descriptions]));
        }
        COMMENT => plan.remove([Removed::Descriptions]),
        // Tells how the colours are stored.
        APP14 if body.starts_with(b"Adobe") && body.len() >= ADOBE => {
            plan.put(segment_of(APP14, b"", &body[..ADOBE])?)?;
            plan.remove(Some(Removed::Other).filter(|_| body.len() > ADOBE));
        }
        _ => plan.remove([Removed::Other]),
    }
    Ok(())
}

/// Whether IPTC names a city, a part of it, a state or a country. Source: IPTC IIM 4.2, 6: 2:90 to 2:101.
fn tells_place(body: &[u8]) -> bool {
    body.windows(3).any(|window| matches!(window, [0x1C, 2, 90 | 92 | 95 | 100 | 101]))
}

/// The colour profile, which may stand in several segments.
struct Profile {
    plain: Plain,
    is_put: bool,
}

impl Profile {
    /// Puts the parts together in the order of their numbers.
    fn read(reader: &mut Reader<'_>) -> Read<Self> {
        let (mut segments, mut parts, mut length) = (Segments::new(), Vec::new(), 0);
        // What is odd ends it here, and is met again.
        while let Ok(segment) = segments.next_head(reader) {
            if segment.marker == SOS || segment.marker == EOI {
                break;
            }
            if segment.marker == APP2 && length <= MOST_OF_PROFILE {
                let body = reader.bytes(segment.body, segment.body_end - segment.body)?;
                if let Some([number, _, part @ ..]) = body.strip_prefix(PROFILE) {
                    length += part.len();
                    parts.push((*number, part.to_vec()));
                }
            }
        }
        parts.sort_by_key(|(number, _)| *number);
        let whole: Vec<u8> = parts.into_iter().flat_map(|(_, part)| part).collect();
        // So long a one is of a printing press.
        let plain = if length > MOST_OF_PROFILE { Plain::Whole } else { profile::plain(&whole) };
        Ok(Self { plain, is_put: false })
    }

    /// Takes a segment with a part of it.
    fn segment(&mut self, plan: &mut Plan, segment: Segment, body: &[u8]) -> Read<()> {
        let less = match &self.plain {
            // Behind the parts nothing else stands in a segment.
            Plain::Whole if body.len() > PROFILE.len() + 2 => {
                return plan.keep(segment.start..segment.end);
            }
            Plain::Whole | Plain::Nothing => &Vec::new(),
            Plain::Less(less) => less,
        };
        plan.remove([Removed::Profile]);
        let is_put = std::mem::replace(&mut self.is_put, true);
        let parts: Vec<&[u8]> = less.chunks(MOST_OF_PART).filter(|_| !is_put).collect();
        for (number, part) in (1..).zip(&parts) {
            let name = [PROFILE, &[number, parts.len() as u8]].concat();
            plan.put(segment_of(APP2, &name, part)?)?;
        }
        Ok(())
    }
}

/// The head of JFIF, without the thumbnail that may be in it.
fn jfif(plan: &mut Plan, segment: Segment, body: &[u8]) -> Read<()> {
    if body.len() as u64 <= JFIF_HEAD + 2 {
        return plan.keep(segment.start..segment.end);
    }
    let pixels = body.get(JFIF_HEAD as usize..).unwrap_or_default();
    let is_thumbnail = matches!(pixels, [across, down, ..] if *across > 0 && *down > 0);
    plan.remove([if is_thumbnail { Removed::Thumbnail } else { Removed::Other }]);
    plan.put([0xFF, APP0, 0, JFIF_HEAD as u8 + 4])?;
    plan.keep(segment.body..segment.body + JFIF_HEAD)?;
    plan.put([0, 0])
}

fn segment_of(marker: u8, name: &[u8], holds: &[u8]) -> Read<Vec<u8>> {
    let length = u16::try_from(2 + name.len() + holds.len()).map_err(|_| Stop::Spent)?;
    Ok([&[0xFF, marker], &length.to_be_bytes()[..], name, holds].concat())
}

/// Zeros behind the end are nothing to tell of.
fn behind(reader: &mut Reader<'_>, plan: &mut Plan, end: u64) -> Read<()> {
    let mut at = end;
    while at < reader.length() {
        let piece = reader.some(at, PIECE)?;
        if piece.iter().any(|byte| *byte != 0) {
            plan.remove([Removed::Behind]);
            return Ok(());
        }
        at += PIECE;
    }
    Ok(())
}
