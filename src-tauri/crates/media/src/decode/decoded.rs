//! A picture decoded, and what its header says; why none can be made of some bytes; and how much memory it may take.

use foundation::Px;
use serde::{Deserialize, Serialize};

use crate::facts::orientation::Orientation;

/// So many bytes a picture may take while it is decoded, beside its file. Judgement: with a file of 60 MB it stays
/// about 500 MB, which an office computer of 4 GB can give. It is enough for 146 megapixels as JPEG or PNG of
/// eight bits (73 as TIFF, 44 as progressive JPEG), for 120 as HEIC in tiles and 31 in one piece, for JPEG and tiles of 200 and
/// more where they come smaller, and for 36 in the worst case of
/// PNG, sixteen bits with opacity.
pub(super) const MOST_MEMORY: u64 = 420 << 20;

/// Why bytes cannot be printed as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unprintable {
    /// Not a picture, or of a kind that cannot be decoded here.
    NotAPicture,
    /// The file ends before the picture does.
    CutOff,
    /// It begins as a picture and something of it is not there or not what was written.
    Damaged,
    /// It is coded in a way that is not decoded here; others may show it.
    Unsupported,
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
pub(crate) struct PictureHeader {
    /// As stored.
    pub(crate) size: (Px, Px),
    /// How it is turned to stand upright.
    pub(crate) orientation: Orientation,
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
    pub(crate) orientation: Orientation,
    /// Its ICC profile, whatever it is for, unless it is too long.
    pub(crate) profile: Option<Vec<u8>>,
}

/// A sample on white.
pub(super) fn blend(value: u8, alpha: u8) -> u8 {
    let alpha = u32::from(alpha);
    let sum = u32::from(value) * alpha + 255 * (255 - alpha);
    ((sum + 127) / 255) as u8
}
