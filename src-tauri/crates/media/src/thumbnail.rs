//! Small pictures for the screen: upright, on white, in sRGB, as JPEG.

use foundation::Px;
use jpeg_encoder::{ColorType, Encoder};

use crate::colour::{fits, in_srgb, is_srgb};
use crate::decode::{self, Decoded, Unprintable, wall};
use crate::shrink::{resized, scaled, turned};

/// Judgement: at the size of a thumb nobody sees more.
const QUALITY: u8 = 80;
/// JPEG stores sides in two bytes.
const MOST_OF_JPEG: Px = 65_535;

/// A small picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// A JPEG in sRGB or grey, without a turn.
    pub bytes: Vec<u8>,
    /// Across.
    pub width: Px,
    /// Down.
    pub height: Px,
}

/// The picture upright, its longer side no longer than `most`, and never larger than it is.
///
/// # Errors
/// Where the bytes are no picture that can be decoded here.
pub fn thumbnail(bytes: &[u8], most: Px) -> Result<Thumbnail, Unprintable> {
    wall::behind(|| small(decode::decode(bytes)?, most.clamp(1, MOST_OF_JPEG)))
}

fn small(picture: Decoded, most: Px) -> Result<Thumbnail, Unprintable> {
    let Decoded { mut samples, mut size, components, turn, profile } = picture;
    let scale = f64::from(most) / f64::from(size.0.max(size.1));
    if scale < 1.0 {
        let to = scaled(size, scale);
        samples = resized(samples, size, to, components)?;
        size = to;
    }
    if let Some(profile) = profile.filter(|profile| !is_srgb(profile) && fits(profile, 3))
        && components == 3
    {
        samples = in_srgb(samples, &profile);
    }
    let (samples, (width, height)) = turned(samples, size, components, turn)?;
    let kind = if components == 1 { ColorType::Luma } else { ColorType::Rgb };
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, QUALITY)
        .encode(&samples, width as u16, height as u16, kind)
        .map_err(|_| Unprintable::TooLarge { width, height })?;
    Ok(Thumbnail { bytes, width, height })
}
