//! The facts about HEIC and AVIF: the size of the main picture, what of it is shown, and how it is coded.

use super::coded;
use super::item::ItemType;
use super::items::Items;
use super::locations::Location;
use super::shape::Shape;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::formats::boxes::Part;
use crate::formats::exif::Exif;

/// What is seen of a list of items beside the size of its main picture.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    /// Whether something of the main picture lies in the file.
    pub(crate) has_data: bool,
    /// Whether it is one of several that were taken at once. Source: ISO/IEC 23008-12, 6.8.2 (`brst`).
    pub(crate) is_burst: bool,
}

/// Takes the main picture of a list of items.
pub(crate) fn read(
    reader: &mut Reader<'_>,
    meta: Part,
    container: Container,
    found: &mut Found,
) -> Read<Seen> {
    let items = Items::read(reader, meta)?;
    let main = items.main.ok_or(Stop::Odd)?;
    let kind = items.item_type(main);
    let codec = kind.as_ref().and_then(codec).unwrap_or_else(|| codec_of_tiles(container));
    let mut picture = Picture::new(codec, 0, 0);
    if let Some(shape) = Shape::read(&items, main, reader)? {
        picture.coded = shape.coded;
        picture.clean = Some(shape.crop.size);
        picture.orientation = shape.orientation.orientation();
    }
    found.offer(picture);
    found.taken = taken(&items, reader);
    let mut is_burst = false;
    meta.each(reader, 4, |reader, part| match &part.name {
        b"grpl" => part.each(reader, 0, |_, group| {
            is_burst |= group.name == *b"brst";
            Ok(())
        }),
        _ => Ok(()),
    })?;
    Ok(Seen { has_data: coded::has_data(&items, main, reader.length()), is_burst })
}

/// The day on which the photo was taken; turn and dots are told elsewhere here. Source: ISO/IEC 23008-12, A.2.1.
fn taken(items: &Items, reader: &mut Reader<'_>) -> Option<String> {
    let Some(Location::Here(pieces)) = items.location(items.of_type(*b"Exif")?) else {
        return None;
    };
    let piece = pieces.first()?;
    let skipped = 4 + u64::from(reader.be32(piece.start).ok()?);
    let start = piece.start.checked_add(skipped)?;
    Exif::at(reader, start, piece.end.checked_sub(start)?).ok()?.taken
}

/// Tiles are coded as the brand says.
fn codec_of_tiles(container: Container) -> &'static str {
    if container == Container::Avif { "av1" } else { "hevc" }
}

/// How an item is coded by itself, in the words of ffprobe.
fn codec(kind: &ItemType) -> Option<&'static str> {
    Some(match kind {
        b"hvc1" => "hevc",
        b"av01" => "av1",
        b"avc1" => "h264",
        b"vvc1" => "vvc",
        b"jpeg" => "mjpeg",
        b"j2k1" => "jpeg2000",
        b"unci" => "rawvideo",
        _ => return None,
    })
}
