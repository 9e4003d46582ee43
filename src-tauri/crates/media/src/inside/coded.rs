//! Whether the picture of a WebP, HEIC, JPEG XL, JPEG 2000 or TIFF can be had: it is decoded as for a thumbnail and
//! thrown away, and where a decoder makes something of anything, its coded data is searched for holes.

use foundation::ReadAt;

use super::holes::has_run;
use super::{Inside, webp};
use crate::bytes::reader::{Read, Reader, Stop};
use crate::decode;
use crate::decode::decoded::Unprintable;
use crate::facts::container::Container;
use crate::facts::{Facts, Size};
use crate::formats::heif::items::Items;
use crate::formats::heif::locations::Location;
use crate::formats::photo::jp2;

/// Longer files are not held in memory for this. Judgement: photos have some 10 MB, scans up to 50.
pub(crate) const MOST_BYTES: u64 = 60_000_000;

/// No coded data has so many zeros behind one another. Judgement: a block of a disk has as many.
const HOLE: usize = 4096;
/// In a WebP, one more for so many pixels. Measured: a black one of 48 megapixels has 4,617.
const PIXELS_A_ZERO: u64 = 2500;
/// The same in HEVC, which keeps three zeros out of its data. Source: ITU-T H.265, 7.4.2.
const HOLE_OF_HEVC: usize = 16;

pub(super) fn look(source: &dyn ReadAt, facts: &Facts) -> Read<Inside> {
    let container = facts.container;
    let length = source.length();
    if length > MOST_BYTES {
        return Ok(Inside::Unknown);
    }
    let mut bytes = vec![0; usize::try_from(length).map_err(|_| Stop::Spent)?];
    let got = source.read_at(0, &mut bytes).map_err(|_| Stop::Failed)?;
    bytes.truncate(got);
    match has_hole(&bytes, facts) {
        Ok(true) => return Ok(Inside::Broken),
        Err(Stop::Failed) => return Err(Stop::Failed),
        // What cannot be gone through for holes may still be decoded.
        Ok(false) | Err(_) => {}
    }
    Ok(match decode::is_all_decoded(&bytes, container) {
        Ok(()) if container == Container::Webp && webp::has_more(&bytes) => Inside::WithMore,
        Ok(()) if container == Container::Tiff && decode::holds_more(&bytes) => Inside::WithMore,
        Ok(()) => Inside::Whole,
        Err(Unprintable::CutOff) => Inside::Short,
        Err(Unprintable::Damaged) => Inside::Broken,
        Err(Unprintable::NotAPicture | Unprintable::Unsupported | Unprintable::TooLarge { .. }) => {
            Inside::Unknown
        }
    })
}

/// Whether zeros lie where a picture is coded. A decoder of WebP makes a picture of anything.
fn has_hole(bytes: &[u8], facts: &Facts) -> Read<bool> {
    let mut reader = Reader::through(&bytes);
    match facts.container {
        Container::Webp => hole_in_webp(&mut reader, bytes, facts.coded),
        Container::Heic => hole_in_heic(&mut reader, bytes),
        Container::Jpeg2000 => hole_in_jpeg_2000(&mut reader, bytes),
        // A TIFF may hold plain zeros, and JPEG XL ends its data with a sum.
        _ => Ok(false),
    }
}

fn hole_in_webp(reader: &mut Reader<'_>, bytes: &[u8], size: Option<Size>) -> Read<bool> {
    let pixels = size.map_or(0, |size| u64::from(size.width) * u64::from(size.height));
    let hole = HOLE + (pixels / PIXELS_A_ZERO) as usize;
    let mut at = 12;
    while at + 8 <= reader.length() {
        let (name, length) = (reader.array::<4>(at)?, u64::from(reader.le32(at + 4)?));
        let end = at + 8 + length;
        if matches!(&name, b"VP8 " | b"VP8L") && has_run(piece(bytes, at + 8, end), hole) {
            return Ok(true);
        }
        at = end + length % 2;
    }
    Ok(false)
}

fn hole_in_jpeg_2000(reader: &mut Reader<'_>, bytes: &[u8]) -> Read<bool> {
    let stream = jp2::coded(reader)?;
    let stream = piece(bytes, stream.start, stream.end);
    // Zeros may stand behind the end of a bare one.
    let end = stream.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    Ok(has_run(&stream[..end], HOLE))
}

fn hole_in_heic(reader: &mut Reader<'_>, bytes: &[u8]) -> Read<bool> {
    let items = Items::of_file(reader)?;
    let main = items.main.ok_or(Stop::Odd)?;
    let pictures = [main].into_iter().chain(items.parts(main).iter().copied());
    let is_coded = |item: &_| matches!(items.item_type(*item).as_ref(), Some(b"hvc1" | b"hev1"));
    Ok(pictures.filter(is_coded).any(|item| match items.location(item) {
        Some(Location::Here(pieces)) => {
            pieces.iter().any(|place| has_run(piece(bytes, place.start, place.end), HOLE_OF_HEVC))
        }
        Some(Location::Elsewhere) | None => false,
    }))
}

/// What of the file lies between two places.
fn piece(bytes: &[u8], start: u64, end: u64) -> &[u8] {
    let within =
        |place: u64| usize::try_from(place).map_or(bytes.len(), |place| place.min(bytes.len()));
    bytes.get(within(start)..within(end)).unwrap_or_default()
}
