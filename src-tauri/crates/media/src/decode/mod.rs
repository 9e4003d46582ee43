//! From the bytes of a picture to its samples in eight bits, whoever decodes them. A header that asks for more memory
//! than is given is refused before anything is unpacked; everything here is called from behind the wall.

mod beside;
mod heic;
mod heif_file;
mod heif_items;
mod ordinary;
mod png;
mod psd;
pub(crate) mod wall;

pub(crate) use beside::MOST as MOST_OF_PROFILE;
use foundation::Px;

use crate::container::Container;
use crate::facts::{self, Size};
use crate::paper_picture::Turn;

/// So many bytes a picture may take while it is decoded, beside its file. Judgement: with a file of 60 MB it stays
/// about 500 MB, which an office computer of 4 GB can give. It is enough for 146 megapixels as JPEG or PNG of
/// eight bits (73 as TIFF, 44 as progressive JPEG), for 120 as HEIC in tiles and 31 in one piece, and for 36 in the worst case of
/// PNG, sixteen bits with opacity.
const MOST_MEMORY: u64 = 420 << 20;

/// More than these are refused whatever they are stored as: three bytes each fill that memory.
const MOST_PIXELS: u64 = MOST_MEMORY / 3;

/// Why bytes cannot be printed as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unprintable {
    /// Not a picture, or of a kind that cannot be decoded here.
    NotAPicture,
    /// The file ends before the picture does.
    CutOff,
    /// It begins as a picture and cannot be decoded.
    Damaged,
    /// It has too many pixels.
    TooLarge {
        /// Across, as stored.
        width: Px,
        /// Down, as stored.
        height: Px,
    },
}

/// What a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// As stored.
    pub(crate) size: (Px, Px),
    /// How it is turned to stand upright.
    pub(crate) turn: Turn,
}

/// A picture decoded, what is transparent on white.
pub(crate) struct Decoded {
    /// Row by row from the top, as stored.
    pub(crate) samples: Vec<u8>,
    /// As stored.
    pub(crate) size: (Px, Px),
    /// 1 grey, 3 colours.
    pub(crate) components: u8,
    /// How it is still to be turned to stand upright.
    pub(crate) turn: Turn,
    /// Its ICC profile, whatever it is for, unless it is too long.
    pub(crate) profile: Option<Vec<u8>>,
}

/// What the header says; nothing is decoded.
pub(crate) fn header(bytes: &[u8]) -> Result<Header, Unprintable> {
    match kind(bytes)? {
        Container::Heic => heic::header(bytes),
        Container::Psd => psd::header(bytes),
        container => ordinary::header(bytes, container),
    }
}

/// The picture.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, Unprintable> {
    match kind(bytes)? {
        Container::Heic => heic::decode(bytes),
        Container::Psd => psd::decode(bytes),
        container => ordinary::decode(bytes, container),
    }
}

/// Whether it is a kind that cameras and photo programs write, packed so well that its length does not tell.
pub(crate) fn is_of_camera(bytes: &[u8]) -> bool {
    matches!(kind(bytes), Ok(Container::Heic | Container::Jpeg2000 | Container::JpegXl))
}

/// The kind of file, if it is one that can be decoded, and is whole where that is seen.
fn kind(bytes: &[u8]) -> Result<Container, Unprintable> {
    let facts = facts::read(&bytes).map_err(|_| Unprintable::Damaged)?;
    if let Some(Size { width, height }) = facts.coded
        && u64::from(width) * u64::from(height) > MOST_PIXELS
    {
        return Err(Unprintable::TooLarge { width, height });
    }
    match facts.container {
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

/// A sample on white.
fn blend(value: u8, alpha: u8) -> u8 {
    let alpha = u32::from(alpha);
    let sum = u32::from(value) * alpha + 255 * (255 - alpha);
    ((sum + 127) / 255) as u8
}
