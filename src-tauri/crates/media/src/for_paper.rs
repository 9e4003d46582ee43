//! From the bytes of a picture to what is printed: a JPEG that is no larger than needed as it came, anything
//! else decoded, turned upright, made smaller where paper cannot show more, and packed again.

use std::io::Cursor;
use std::sync::Arc;

use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, Resizer};
use foundation::{Mm, Px};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};
use jpeg_encoder::{ColorType, Encoder};

use crate::jpeg_for_paper::{self, Jpeg, NoJpeg};
use crate::paper_picture::{PaperPicture, Pixels, Turn};

/// Pixels to the inch that print well. Source: the 300 dpi that print shops ask for photos.
const NEEDED_DPI: f64 = 300.0;
/// A picture with up to so many times as many pixels along a side is left as it is: packing it again would
/// lose more than it saves. Judgement.
const SPARE: f64 = 4.0 / 3.0;
/// Judgement: as many as the largest cameras in use take; 360 MB decoded.
const MOST_PIXELS: u64 = 120_000_000;
/// Of kinds with up to sixteen bits a sample. Judgement: 320 MB decoded; a page scanned at 600 dpi has 35 million.
const MOST_PIXELS_OF_OTHERS: u64 = 40_000_000;
/// Of a JPEG that is packed again. Judgement: no difference is seen at 300 dpi.
const QUALITY: u8 = 90;
/// Files with more bytes than this a pixel hold a photo, which packs better as JPEG; drawings and screenshots
/// have fewer. Judgement, from screenshots and photos saved as PNG.
const PHOTO_BYTES_PER_PIXEL: f64 = 0.8;

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

/// The size of a picture as shown, from its header and the ends of its parts: nothing is decoded.
///
/// # Errors
/// Where it is seen without decoding that the picture cannot be printed.
pub fn shown_size(bytes: &[u8]) -> Result<(Px, Px), Unprintable> {
    if jpeg_for_paper::is_jpeg(bytes) {
        match jpeg_for_paper::read(bytes) {
            Ok(jpeg) => {
                within((jpeg.width, jpeg.height), true)?;
                return Ok(upright(jpeg.width, jpeg.height, jpeg.turn));
            }
            Err(NoJpeg::CutOff) => return Err(Unprintable::CutOff),
            Err(NoJpeg::Malformed) => {}
        }
    }
    // Source: PNG, third edition, 11.2.5: the last chunk has this name.
    if bytes.starts_with(b"\x89PNG") && !bytes.windows(4).rev().any(|window| window == b"IEND") {
        return Err(Unprintable::CutOff);
    }
    let mut decoder = decoder(bytes)?;
    let (width, height) = decoder.dimensions();
    within((width, height), false)?;
    let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let turn = Turn::of_exif(u16::from(turn.to_exif())).unwrap_or_default();
    Ok(upright(width, height, turn))
}

/// Whether so many pixels are decoded; a JPEG takes three bytes for each, others up to eight and more.
fn within((width, height): (Px, Px), is_jpeg: bool) -> Result<(), Unprintable> {
    let most = if is_jpeg { MOST_PIXELS } else { MOST_PIXELS_OF_OTHERS };
    if u64::from(width) * u64::from(height) > most {
        return Err(Unprintable::TooLarge { width, height });
    }
    Ok(())
}

fn upright(width: Px, height: Px, turn: Turn) -> (Px, Px) {
    if turn.swaps_sides() { (height, width) } else { (width, height) }
}

/// Makes a picture ready for a box of this size on paper.
///
/// # Errors
/// Where the bytes are no picture that can be printed.
pub fn for_paper(bytes: &[u8], (width, height): (Mm, Mm)) -> Result<PaperPicture, Unprintable> {
    let most = (needed(width), needed(height));
    if jpeg_for_paper::is_jpeg(bytes) {
        match jpeg_for_paper::read(bytes) {
            Ok(jpeg) if jpeg.is_plain && matches!(jpeg.components, 1 | 3) => {
                if scale(upright(jpeg.width, jpeg.height, jpeg.turn), most).is_none() {
                    return Ok(passed_through(jpeg));
                }
            }
            Err(NoJpeg::CutOff) => return Err(Unprintable::CutOff),
            Ok(_) | Err(NoJpeg::Malformed) => {}
        }
    }
    packed_again(bytes, most)
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
    let (width, height) = upright(jpeg.width, jpeg.height, jpeg.turn);
    let Jpeg { components, turn, profile, bare, .. } = jpeg;
    let profile = profile.filter(|profile| !is_srgb(profile) && fits(profile, components));
    let pixels = Pixels::Jpeg { bytes: bare.into(), components, turn, profile };
    PaperPicture::new((width, height), pixels)
}

fn decoder(bytes: &[u8]) -> Result<impl image::ImageDecoder, Unprintable> {
    let mut reader = ImageReader::new(Cursor::new(bytes));
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    let reader = reader.with_guessed_format().map_err(|_| Unprintable::NotAPicture)?;
    if reader.format().is_none() {
        return Err(Unprintable::NotAPicture);
    }
    reader.into_decoder().map_err(|_| Unprintable::Damaged)
}

fn packed_again(bytes: &[u8], most: (f64, f64)) -> Result<PaperPicture, Unprintable> {
    let mut decoder = decoder(bytes)?;
    let (width, height) = decoder.dimensions();
    within((width, height), jpeg_for_paper::is_jpeg(bytes))?;
    let profile = decoder.icc_profile().ok().flatten();
    let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|fault| if_cut_off(&fault))?;
    let components = if is_grey(&picture) { 1 } else { 3 };
    let profile = profile.filter(|profile| !is_srgb(profile) && fits(profile, components));
    let stored = on_white(&mut picture, components);
    let (mut samples, mut size) = (stored, (width, height));
    let shrunk = scale(upright(width, height, turn_of(turn)), most);
    if let Some(scale) = shrunk {
        let side = |side: Px| ((f64::from(side) * scale).round() as Px).max(1);
        let smaller = (side(width), side(height));
        samples = resized(samples, size, smaller, components)?;
        size = smaller;
    }
    let dense = bytes.len() as f64 / (f64::from(width) * f64::from(height));
    if dense > PHOTO_BYTES_PER_PIXEL || jpeg_for_paper::is_jpeg(bytes) || profile.is_some() {
        return jpeg(&samples, size, components, turn_of(turn), profile);
    }
    let (samples, (width, height)) = turned(samples, size, components, turn)?;
    let pixels = Pixels::Plain { samples: samples.into(), components };
    Ok(PaperPicture::new((width, height), pixels))
}

fn if_cut_off(fault: &image::ImageError) -> Unprintable {
    match fault {
        image::ImageError::IoError(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => {
            Unprintable::CutOff
        }
        _ => Unprintable::Damaged,
    }
}

fn turn_of(orientation: Orientation) -> Turn {
    Turn::of_exif(u16::from(orientation.to_exif())).unwrap_or_default()
}

fn is_grey(picture: &DynamicImage) -> bool {
    !picture.color().has_color()
}

/// The samples in eight bits, what is transparent on white: paper is white.
fn on_white(picture: &mut DynamicImage, components: u8) -> Vec<u8> {
    let picture = std::mem::take(picture);
    let blend = |value: u8, alpha: u8| {
        let alpha = u32::from(alpha);
        let sum = u32::from(value) * alpha + 255 * (255 - alpha);
        ((sum + 127) / 255) as u8
    };
    match (components, picture.color().has_alpha()) {
        (1, false) => picture.into_luma8().into_raw(),
        (1, true) => {
            picture.into_luma_alpha8().pixels().map(|pixel| blend(pixel[0], pixel[1])).collect()
        }
        (_, false) => picture.into_rgb8().into_raw(),
        (_, true) => {
            let pixels = picture.into_rgba8();
            let flat = pixels.pixels().flat_map(|pixel| {
                let [r, g, b, a] = pixel.0;
                [blend(r, a), blend(g, a), blend(b, a)]
            });
            flat.collect()
        }
    }
}

fn resized(
    samples: Vec<u8>,
    from: (Px, Px),
    to: (Px, Px),
    components: u8,
) -> Result<Vec<u8>, Unprintable> {
    let kind = if components == 1 { PixelType::U8 } else { PixelType::U8x3 };
    let source = Image::from_vec_u8(from.0, from.1, samples, kind);
    let source = source.map_err(|_| Unprintable::Damaged)?;
    let mut smaller = Image::new(to.0, to.1, kind);
    Resizer::new().resize(&source, &mut smaller, None).map_err(|_| Unprintable::Damaged)?;
    Ok(smaller.into_vec())
}

/// A picture as JPEG; the turn is left to whoever shows it.
fn jpeg(
    samples: &[u8],
    (width, height): (Px, Px),
    components: u8,
    turn: Turn,
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
    let pixels = Pixels::Jpeg { bytes: bytes.into(), components, turn, profile };
    Ok(PaperPicture::new(upright(width, height, turn), pixels))
}

/// Samples turned upright.
fn turned(
    samples: Vec<u8>,
    (width, height): (Px, Px),
    components: u8,
    turn: Orientation,
) -> Result<(Vec<u8>, (Px, Px)), Unprintable> {
    if turn == Orientation::NoTransforms {
        return Ok((samples, (width, height)));
    }
    let picture = if components == 1 {
        image::GrayImage::from_raw(width, height, samples).map(DynamicImage::from)
    } else {
        image::RgbImage::from_raw(width, height, samples).map(DynamicImage::from)
    };
    let mut picture = picture.ok_or(Unprintable::Damaged)?;
    picture.apply_orientation(turn);
    let size = (picture.width(), picture.height());
    Ok((picture.into_bytes(), size))
}

/// Whether a profile is sRGB, which needs no saying: by the name in its description.
fn is_srgb(profile: &[u8]) -> bool {
    // ASCII in version 2, UTF-16 in version 4.
    let wide: Vec<u8> = b"sRGB".iter().flat_map(|byte| [0, *byte]).collect();
    let holds = |needle: &[u8]| profile.windows(needle.len()).any(|window| window == needle);
    holds(b"sRGB") || holds(&wide)
}

/// Whether a profile is for so many components. Source: ICC.1:2022, 7.2.6, bytes 16 to 19.
fn fits(profile: &[u8], components: u8) -> bool {
    match profile.get(16..20) {
        Some(b"GRAY") => components == 1,
        Some(b"RGB ") => components == 3,
        _ => false,
    }
}
