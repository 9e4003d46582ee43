//! A picture as paper takes it: a JPEG as it came, or plain samples.

use std::sync::Arc;

use foundation::{Digest, Hasher, Px};

use crate::facts::orientation::Orientation;

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
            Pixels::Jpeg { orientation, .. } => format!("{width} {height} {orientation:?} "),
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
        /// How it must be turned to stand upright; `width` and `height` are those upright.
        orientation: Orientation,
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
