//! How a picture is turned and mirrored to stand upright.

use serde::{Deserialize, Serialize};

/// How stored pixels are turned to stand upright. Source: EXIF 2.32, tag 0x0112; the numbers are its
/// values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
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

impl Orientation {
    /// By the number that EXIF has for it; none for what is no orientation.
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

    /// The number of the orientation in EXIF.
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
