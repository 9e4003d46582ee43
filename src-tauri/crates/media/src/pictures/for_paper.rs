//! From the bytes of a picture to what is printed: a JPEG that is no larger than needed as it came, anything
//! else decoded, turned upright, made smaller where paper cannot show more, and packed again.

use std::sync::Arc;

use foundation::{Mm, Px};
use jpeg_encoder::{ColorType, Encoder};

use crate::decode::colour::{fits, is_srgb};
use crate::decode::decoded::{Decoded, Unprintable};
use crate::decode::{self, wall};
use crate::facts::orientation::Orientation;
use crate::formats::profile::made_plain;
use crate::pictures::jpeg_for_paper::{self, Jpeg, NoJpeg};
use crate::pictures::paper_picture::{PaperPicture, Pixels};
use crate::pictures::shrink::{resized, scaled, turned, upright};

/// Pixels to the inch that print well. Source: the 300 dpi that print shops ask for photos.
const NEEDED_DPI: f64 = 300.0;
/// A picture with up to so many times as many pixels along a side is left as it is: packing it again would
/// lose more than it saves. Judgement.
const SPARE: f64 = 4.0 / 3.0;
/// Of a JPEG that is packed again. Judgement: no difference is seen at 300 dpi.
const QUALITY: u8 = 90;
/// Files with more bytes than this a pixel hold a photo, which packs better as JPEG; drawings and screenshots
/// have fewer. Judgement, from screenshots and photos saved as PNG.
const PHOTO_BYTES_PER_PIXEL: f64 = 0.8;

/// The size of a picture as shown, from its header; its codes are gone through, and nothing is decoded.
///
/// # Errors
/// Where it is seen without decoding that the picture cannot be printed.
pub fn shown_size(bytes: &[u8]) -> Result<(Px, Px), Unprintable> {
    if jpeg_for_paper::is_jpeg(bytes)
        && let Err(NoJpeg::CutOff) = jpeg_for_paper::read(bytes)
    {
        return Err(Unprintable::CutOff);
    }
    decode::is_all_there(bytes)?;
    let header = wall::behind(|| decode::header(bytes))?;
    Ok(upright(header.size, header.orientation))
}

/// Makes a picture ready for a box of this size on paper.
///
/// # Errors
/// Where the bytes are no picture that can be printed.
pub fn for_paper(bytes: &[u8], (width, height): (Mm, Mm)) -> Result<PaperPicture, Unprintable> {
    let most = (needed(width), needed(height));
    decode::is_all_there(bytes)?;
    if jpeg_for_paper::is_jpeg(bytes) {
        match jpeg_for_paper::read(bytes) {
            Ok(jpeg) if jpeg.is_plain && matches!(jpeg.components, 1 | 3) => {
                if scale(upright((jpeg.width, jpeg.height), jpeg.orientation), most).is_none() {
                    return Ok(passed_through(jpeg));
                }
            }
            Err(NoJpeg::CutOff) => return Err(Unprintable::CutOff),
            Ok(_) | Err(NoJpeg::Malformed) => {}
        }
    }
    wall::behind(|| packed_again(bytes, most))
}

/// The longer side of a box, in pixels: a picture turned either way has as many.
fn longest(most: (f64, f64)) -> Px {
    most.0.max(most.1).ceil() as Px
}

fn needed(side: Mm) -> f64 {
    side.0 / 25.4 * NEEDED_DPI
}

/// By how much a picture is made smaller, so that it still fills its box at the needed density.
fn scale((width, height): (Px, Px), most: (f64, f64)) -> Option<f64> {
    // It fills the box along one side only.
    let scale = (most.0 / f64::from(width)).min(most.1 / f64::from(height));
    (scale * SPARE < 1.0).then_some(scale)
}

fn passed_through(jpeg: Jpeg) -> PaperPicture {
    let (width, height) = upright((jpeg.width, jpeg.height), jpeg.orientation);
    let Jpeg { components, orientation, profile, bare, .. } = jpeg;
    let profile = profile.filter(|profile| !is_srgb(profile) && fits(profile, components));
    let profile = profile.and_then(made_plain);
    let pixels = Pixels::Jpeg { bytes: bare.into(), components, orientation, profile };
    PaperPicture::new((width, height), pixels)
}

fn packed_again(bytes: &[u8], most: (f64, f64)) -> Result<PaperPicture, Unprintable> {
    let Decoded { mut samples, mut size, components, orientation, profile } =
        decode::decode(bytes, longest(most))?;
    let profile = profile.filter(|profile| !is_srgb(profile) && fits(profile, components));
    let profile = profile.and_then(made_plain);
    let dense = bytes.len() as f64 / (f64::from(size.0) * f64::from(size.1));
    if let Some(scale) = scale(upright(size, orientation), most) {
        let smaller = scaled(size, scale);
        samples = resized(&samples, size, smaller, components)?;
        size = smaller;
    }
    if dense > PHOTO_BYTES_PER_PIXEL || is_photo(bytes) || profile.is_some() {
        return jpeg(&samples, size, components, orientation, profile);
    }
    let (samples, size) = turned(samples, size, components, orientation)?;
    Ok(PaperPicture::new(size, Pixels::Plain { samples: samples.into(), components }))
}

/// Whether the kind of file is one that photos come in, however few bytes it needs.
fn is_photo(bytes: &[u8]) -> bool {
    jpeg_for_paper::is_jpeg(bytes) || decode::is_of_camera(bytes)
}

/// A picture as JPEG; the orientation is left to whoever shows it.
fn jpeg(
    samples: &[u8],
    (width, height): (Px, Px),
    components: u8,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
) -> Result<PaperPicture, Unprintable> {
    let too_large = Unprintable::TooLarge { width, height };
    let side = |side: Px| u16::try_from(side).map_err(|_| too_large);
    let mut bytes = Vec::new();
    let kind = if components == 1 { ColorType::Luma } else { ColorType::Rgb };
    Encoder::new(&mut bytes, QUALITY)
        .encode(samples, side(width)?, side(height)?, kind)
        .map_err(|_| too_large)?;
    let profile = profile.map(Arc::from);
    let pixels = Pixels::Jpeg { bytes: bytes.into(), components, orientation, profile };
    Ok(PaperPicture::new(upright((width, height), orientation), pixels))
}
