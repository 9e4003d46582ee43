//! From the bytes of a picture to its samples in eight bits, whoever decodes them. A header that asks for more memory
//! than is given is refused before anything is unpacked; everything here is called from behind the wall.
//!
//! One place for paper and for thumbnails. What a header asks for beyond 420 MB is refused (146 megapixels of eight bits,
//! 73 of TIFF, 31 of HEIC in one piece); JPEG (`jpeg_smaller`) and HEIC in tiles come at a half, a quarter or an eighth of
//! their size instead, which paper and screen still need less than. A decoder that panics says that the file is damaged. HEIC is decoded a tile at a time, each in a file of one picture written anew:
//! the decoder would believe what a foreign file says of its items, and clip, orientation and grid are read
//! here. A colour profile of more than 4 MiB is left alone: PNG is given to its decoder without profile and
//! texts, and the profile is unpacked by itself, with a bound. AVIF is not decoded: `re_rav1d`, the one port of
//! dav1d with a safe interface under a permitted licence, is a stopgap of 55,000 lines, unsafe within; RAW is
//! left to the camera's program. TIFF is given to the decoder of `image`, and what that one does not take to our own.
//! What no decoder here knows is `Unsupported`, and never `Damaged`. On screen there are no profiles, so thumbnails are made sRGB; on paper the
//! profile is kept.

mod beside;
mod bmp;
pub(crate) mod colour;
pub(crate) mod decoded;
mod heic;
mod heif_file;
mod jpeg_smaller;
mod ordinary;
mod png;
mod psd;
pub(crate) mod tiff;
pub(crate) mod wall;

use foundation::Px;

use crate::facts::container::Container;
use crate::facts::{Note, Size};
use crate::formats::read::{read, read_with};
use crate::inside::Care;
use decoded::{Decoded, MOST_MEMORY, PictureHeader, Unprintable};

/// More than these are refused whatever they are stored as: three bytes each fill that memory.
const MOST_PIXELS: u64 = MOST_MEMORY / 3;

/// What the header says; nothing is decoded.
pub(crate) fn header(bytes: &[u8]) -> Result<PictureHeader, Unprintable> {
    match kind(bytes)? {
        Container::Heic => heic::header(bytes),
        Container::Psd => psd::header(bytes),
        Container::Tiff => either(ordinary::header(bytes, Container::Tiff), || tiff::header(bytes)),
        container => ordinary::header(bytes, container),
    }
}

/// The picture. One that is too large as it is may come smaller, with `least` pixels along its longer side where there
/// is memory for so many.
pub(crate) fn decode(bytes: &[u8], least: Px) -> Result<Decoded, Unprintable> {
    decode_within(bytes, least, MOST_MEMORY)
}

/// The same, where what cannot come smaller by itself may take so many bytes of memory: HEIC in one piece.
pub(crate) fn decode_within(bytes: &[u8], least: Px, memory: u64) -> Result<Decoded, Unprintable> {
    match kind(bytes)? {
        Container::Heic => heic::decode(bytes, least, memory),
        Container::Psd => psd::decode(bytes),
        Container::Tiff => {
            either(ordinary::decode(bytes, Container::Tiff, least), || tiff::decode(bytes))
        }
        container => ordinary::decode(bytes, container, least),
    }
}

/// What the first decoder makes of it, or the second one, which knows better why nothing could be made.
fn either<T>(
    first: Result<T, Unprintable>,
    second: impl FnOnce() -> Result<T, Unprintable>,
) -> Result<T, Unprintable> {
    match first {
        Ok(made) => Ok(made),
        Err(Unprintable::TooLarge { width, height }) => {
            Err(Unprintable::TooLarge { width, height })
        }
        Err(first) => second().map_err(|second| match (first, second) {
            // Neither knows how it is coded, but one saw its end.
            (Unprintable::CutOff, Unprintable::Unsupported) => first,
            _ => second,
        }),
    }
}

/// Whether all of a picture is there that viewers would show in part: paper is not printed half grey.
pub(crate) fn is_all_there(bytes: &[u8]) -> Result<(), Unprintable> {
    // What decoders know best is not decoded twice.
    let facts = read(&bytes).map_err(|_| Unprintable::Damaged)?;
    if !matches!(facts.container, Container::Jpeg | Container::Png) {
        return Ok(());
    }
    let facts = read_with(&bytes, Care::Close).map_err(|_| Unprintable::Damaged)?;
    match facts.complete {
        Some(false) if facts.lacks_its_end() => Err(Unprintable::CutOff),
        Some(false) => Err(Unprintable::Damaged),
        _ => Ok(()),
    }
}

/// Whether a decoder makes all of a picture, and where it takes what is missing lightly, whether it is there.
pub(crate) fn is_all_decoded(bytes: &[u8], container: Container) -> Result<(), Unprintable> {
    wall::behind(|| {
        decode(bytes, 1)?;
        match container {
            Container::Jpeg2000 => ordinary::has_all_parts(bytes),
            Container::Tiff => tiff::are_pieces_whole(bytes),
            _ => Ok(()),
        }
    })
}

/// Whether a TIFF stores more than its header has room for.
pub(crate) fn holds_more(bytes: &[u8]) -> bool {
    wall::behind(|| Ok(tiff::holds_more(bytes))).unwrap_or(false)
}

/// Whether it is a kind that cameras and photo programs write, packed so well that its length does not tell.
pub(crate) fn is_of_camera(bytes: &[u8]) -> bool {
    matches!(kind(bytes), Ok(Container::Heic | Container::Jpeg2000 | Container::JpegXl))
}

/// The kind of file, if it is one that can be decoded, and is whole where that is seen.
fn kind(bytes: &[u8]) -> Result<Container, Unprintable> {
    let facts = read(&bytes).map_err(|_| Unprintable::Damaged)?;
    // What of these is too large is decoded smaller.
    let comes_smaller = matches!(facts.container, Container::Jpeg | Container::Heic);
    if let Some(Size { width, height }) = facts.coded.filter(|_| !comes_smaller)
        && u64::from(width) * u64::from(height) > MOST_PIXELS
    {
        return Err(Unprintable::TooLarge { width, height });
    }
    match facts.container {
        // Nothing of a picture follows its head: what is missing is not damaged.
        Container::Gif if facts.notes.contains(&Note::NoPicture) => Err(Unprintable::CutOff),
        // The last chunk may be missing, and the decoder knows best.
        Container::Jpeg | Container::Gif | Container::Bmp | Container::Tiff => Ok(facts.container),
        Container::Heic
        | Container::Jpeg2000
        | Container::JpegXl
        | Container::Png
        | Container::Psd
        | Container::Webp => match facts.complete {
            Some(false) => Err(Unprintable::CutOff),
            _ => Ok(facts.container),
        },
        _ => Err(Unprintable::NotAPicture),
    }
}
