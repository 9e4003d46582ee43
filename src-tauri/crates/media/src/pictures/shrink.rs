//! Samples made smaller, and turned upright.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use foundation::Px;
use image::DynamicImage;
use image::metadata::Orientation as ImageOrientation;

use crate::decode::decoded::Unprintable;
use crate::facts::orientation::Orientation;

/// As it is shown upright.
pub(crate) fn upright((width, height): (Px, Px), orientation: Orientation) -> (Px, Px) {
    if orientation.swaps_sides() { (height, width) } else { (width, height) }
}

/// The size at a scale; no side vanishes.
pub(crate) fn scaled((width, height): (Px, Px), scale: f64) -> (Px, Px) {
    let side = |side: Px| ((f64::from(side) * scale).round() as Px).max(1);
    (side(width), side(height))
}

/// Samples of one or three components, made smaller.
pub(crate) fn resized(
    samples: &[u8],
    from: (Px, Px),
    to: (Px, Px),
    components: u8,
) -> Result<Vec<u8>, Unprintable> {
    let kind = if components == 1 { PixelType::U8 } else { PixelType::U8x3 };
    let source = ImageRef::new(from.0, from.1, samples, kind);
    let source = source.map_err(|_| Unprintable::Damaged)?;
    let mut smaller = Image::new(to.0, to.1, kind);
    Resizer::new().resize(&source, &mut smaller, None).map_err(|_| Unprintable::Damaged)?;
    Ok(smaller.into_vec())
}

/// Samples turned upright, and their size then.
pub(crate) fn turned(
    samples: Vec<u8>,
    (width, height): (Px, Px),
    components: u8,
    orientation: Orientation,
) -> Result<(Vec<u8>, (Px, Px)), Unprintable> {
    let asked = ImageOrientation::from_exif(orientation.exif() as u8);
    let asked = asked.unwrap_or(ImageOrientation::NoTransforms);
    if orientation == Orientation::None {
        return Ok((samples, (width, height)));
    }
    let picture = if components == 1 {
        image::GrayImage::from_raw(width, height, samples).map(DynamicImage::from)
    } else {
        image::RgbImage::from_raw(width, height, samples).map(DynamicImage::from)
    };
    let mut picture = picture.ok_or(Unprintable::Damaged)?;
    picture.apply_orientation(asked);
    let size = (picture.width(), picture.height());
    Ok((picture.into_bytes(), size))
}
