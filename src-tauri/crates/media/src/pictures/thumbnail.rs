//! Small pictures for the screen: upright, on white, in sRGB, as JPEG.

use foundation::Px;
use jpeg_encoder::{ColorType, Encoder};

use crate::decode::colour::{fits, in_srgb, is_srgb};
use crate::decode::decoded::{Decoded, Unprintable};
use crate::decode::{self, wall};
use crate::labels::XMP;
use crate::pictures::appearance::{Appearance, MEASURED};
use crate::pictures::shrink::{resized, scaled, turned};

/// Judgement: at the size of a thumb nobody sees more.
const QUALITY: u8 = 80;
/// JPEG stores sides in two bytes.
const MOST_OF_JPEG: Px = 65_535;

/// A small picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// A JPEG in sRGB or grey, upright.
    pub bytes: Vec<u8>,
    /// Across.
    pub width: Px,
    /// Down.
    pub height: Px,
    /// How the whole picture looks.
    pub appearance: Appearance,
}

/// The picture upright, its longer side no longer than `most`, and never larger than it is.
///
/// # Errors
/// Where the bytes are no picture that can be decoded here.
pub fn thumbnail(bytes: &[u8], most: Px) -> Result<Thumbnail, Unprintable> {
    wall::behind(|| small(decode::decode(bytes, most.max(MEASURED))?, most.clamp(1, MOST_OF_JPEG)))
}

fn small(picture: Decoded, most: Px) -> Result<Thumbnail, Unprintable> {
    let Decoded { mut samples, mut size, components, orientation, profile } = picture;
    let appearance = match smaller(&samples, size, components, MEASURED)? {
        None => Appearance::of(&samples, size, components, orientation)?,
        Some((middle, of)) => {
            let appearance = Appearance::of(&middle, of, components, orientation)?;
            if most <= MEASURED {
                (samples, size) = (middle, of);
            }
            appearance
        }
    };
    let picture = Decoded { samples, size, components, orientation, profile };
    let (bytes, (width, height)) = as_jpeg(picture, most, QUALITY, None)?;
    Ok(Thumbnail { bytes, width, height, appearance })
}

/// The picture as JPEG, upright, in sRGB or grey, its longer side no longer than `most`, with a packet of XMP if there is
/// one; and its size then.
pub(super) fn as_jpeg(
    picture: Decoded,
    most: Px,
    quality: u8,
    packet: Option<&[u8]>,
) -> Result<(Vec<u8>, (Px, Px)), Unprintable> {
    let Decoded { mut samples, mut size, components, orientation, profile } = picture;
    if let Some((small, to)) = smaller(&samples, size, components, most)? {
        (samples, size) = (small, to);
    }
    if let Some(profile) = profile.filter(|profile| !is_srgb(profile) && fits(profile, 3))
        && components == 3
    {
        samples = in_srgb(samples, &profile);
    }
    let (samples, (width, height)) = turned(samples, size, components, orientation)?;
    let kind = if components == 1 { ColorType::Luma } else { ColorType::Rgb };
    let too_large = |_| Unprintable::TooLarge { width, height };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    if let Some(packet) = packet {
        encoder.add_app_segment(1, [XMP, packet].concat()).map_err(too_large)?;
    }
    encoder.encode(&samples, width as u16, height as u16, kind).map_err(too_large)?;
    Ok((bytes, (width, height)))
}

/// Samples and their size.
type Samples = (Vec<u8>, (Px, Px));

/// The picture with its longer side of `most` pixels, and its size then; none where it is no longer as it is.
fn smaller(
    samples: &[u8],
    size: (Px, Px),
    components: u8,
    most: Px,
) -> Result<Option<Samples>, Unprintable> {
    let scale = f64::from(most) / f64::from(size.0.max(size.1));
    if scale >= 1.0 {
        return Ok(None);
    }
    let to = scaled(size, scale);
    Ok(Some((resized(samples, size, to, components)?, to)))
}
