//! A picture as paper takes it: a JPEG as it came, or plain samples.

use std::sync::Arc;

use foundation::{Digest, Hasher, Px};

/// A picture ready to be printed. Clones share their bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperPicture {
    /// Across, as shown.
    pub width: Px,
    /// Down, as shown.
    pub height: Px,
    /// What it is made of.
    pub pixels: Pixels,
    /// Of all the above: pictures with the same digest are the same.
    pub digest: Digest,
}

impl PaperPicture {
    /// A picture of this size as shown, across and down.
    pub fn new((width, height): (Px, Px), pixels: Pixels) -> Self {
        let (bytes, profile) = match &pixels {
            Pixels::Jpeg { bytes, profile, .. } => (bytes, profile.as_deref().unwrap_or_default()),
            Pixels::Plain { samples, .. } => (samples, [].as_slice()),
        };
        let about = match &pixels {
            Pixels::Jpeg { turn, .. } => format!("{width} {height} {turn:?} "),
            Pixels::Plain { components, .. } => format!("{width} {height} {components} "),
        };
        let mut hasher = Hasher::default();
        [about.as_bytes(), profile, bytes].into_iter().for_each(|part| hasher.update(part));
        let digest = hasher.finish();
        Self { width, height, pixels, digest }
    }
}

/// What a picture is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Pixels {
    /// A whole JPEG of one or three components, eight bits each (DCTDecode), without what is not needed
    /// to show it.
    Jpeg {
        /// The file.
        bytes: Arc<[u8]>,
        /// 1 grey, 3 colours.
        components: u8,
        /// How it must be turned to stand upright; `width` and `height` are those after the turn.
        turn: Turn,
        /// Its ICC profile; sRGB or grey where there is none.
        profile: Option<Arc<[u8]>>,
    },
    /// Samples of eight bits, row by row from the top, upright; sRGB or grey.
    Plain {
        /// `width` × `height` × `components` bytes.
        samples: Arc<[u8]>,
        /// 1 grey, 3 colours.
        components: u8,
    },
}

/// How stored pixels are turned to stand upright. Source: EXIF 2.32, tag 0x0112; the numbers are its
/// values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    /// 1: as stored.
    #[default]
    None,
    /// 2: mirrored left to right.
    Mirror,
    /// 3: by half a turn.
    Half,
    /// 4: mirrored top to bottom.
    Flip,
    /// 5: mirrored along the falling diagonal.
    Transpose,
    /// 6: a quarter clockwise.
    Clockwise,
    /// 7: mirrored along the rising diagonal.
    Transverse,
    /// 8: a quarter counter-clockwise.
    CounterClockwise,
}

impl Turn {
    /// The turn of an EXIF orientation; none for what is no orientation.
    pub fn of_exif(value: u16) -> Option<Self> {
        Some(match value {
            1 => Self::None,
            2 => Self::Mirror,
            3 => Self::Half,
            4 => Self::Flip,
            5 => Self::Transpose,
            6 => Self::Clockwise,
            7 => Self::Transverse,
            8 => Self::CounterClockwise,
            _ => return None,
        })
    }

    /// The number of the turn in EXIF.
    pub(crate) fn exif(self) -> u16 {
        match self {
            Self::None => 1,
            Self::Mirror => 2,
            Self::Half => 3,
            Self::Flip => 4,
            Self::Transpose => 5,
            Self::Clockwise => 6,
            Self::Transverse => 7,
            Self::CounterClockwise => 8,
        }
    }

    /// By so many degrees it is turned clockwise, beside being mirrored.
    pub fn degrees(self) -> u16 {
        match self {
            Self::None | Self::Mirror | Self::Flip => 0,
            Self::Half => 180,
            Self::Clockwise | Self::Transverse => 90,
            Self::CounterClockwise | Self::Transpose => 270,
        }
    }

    /// Whether width and height change places.
    pub fn swaps_sides(self) -> bool {
        matches!(
            self,
            Self::Transpose | Self::Clockwise | Self::Transverse | Self::CounterClockwise
        )
    }
}
