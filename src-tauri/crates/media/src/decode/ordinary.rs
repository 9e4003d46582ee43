//! The kinds of picture that have a decoder for `image`: its own, JPEG XL and JPEG 2000.

use std::io::Cursor;

use foundation::Px;
use image::codecs::png::PngDecoder;
use image::metadata::Orientation as ImageOrientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use jxl_image_rs_integration::JxlDecoder;

use super::beside;
use super::bmp;
use super::decoded::{Decoded, MOST_MEMORY, PictureHeader, Unprintable, blend};
use super::jpeg_smaller::{self, Smaller};
use super::png::Lean;
use crate::bytes::reader::Reader;
use crate::facts::container::Container;
use crate::facts::orientation::Orientation;
use crate::formats::jpeg_segments::{is_usual, kept_components};
use crate::formats::photo::{gif, jp2};
use crate::formats::read::read;

/// What the header says; nothing is decoded.
pub(super) fn header(bytes: &[u8], container: Container) -> Result<PictureHeader, Unprintable> {
    let mut decoder = decoder(bytes, container)?;
    let size = decoder.dimensions();
    side(bytes, container, decoder.as_ref(), 0)?;
    Ok(PictureHeader { size, orientation: orientation(decoder.as_mut(), bytes, container)? })
}

/// The picture; smaller where it is too large as it is, with `least` pixels along its longer side if there is memory
/// for so many.
pub(super) fn decode(
    bytes: &[u8],
    container: Container,
    least: Px,
) -> Result<Decoded, Unprintable> {
    let mut decoder = decoder(bytes, container)?;
    let size = decoder.dimensions();
    let side = side(bytes, container, decoder.as_ref(), least)?;
    let profile = profile(decoder.as_mut(), bytes, container);
    let orientation = orientation(decoder.as_mut(), bytes, container)?;
    if let Some(side) = side {
        // It holds the file a second time.
        drop(decoder);
        let Smaller { samples, size, components } = jpeg_smaller::decode(bytes, side)?;
        return Ok(Decoded { samples, size, components, orientation, profile });
    }
    let picture =
        DynamicImage::from_decoder(decoder).map_err(|fault| match if_cut_off(&fault) {
            Unprintable::Damaged if container == Container::Jpeg2000 => Unprintable::Unsupported,
            fault => fault,
        })?;
    let components: u8 = if picture.color().has_color() { 3 } else { 1 };
    Ok(Decoded {
        samples: on_white(picture, components.into()),
        size,
        components,
        orientation,
        profile,
    })
}

/// None where a picture can be decoded as it is; of a JPEG that is too large, how much of each block is decoded.
fn side(
    bytes: &[u8],
    container: Container,
    decoder: &dyn ImageDecoder,
    least: Px,
) -> Result<Option<usize>, Unprintable> {
    match within(bytes, container, decoder.dimensions(), decoder.color_type()) {
        Err(too_large) if container == Container::Jpeg => {
            jpeg_smaller::side(bytes, least).map(Some).ok_or(too_large)
        }
        within => within.map(|()| None),
    }
}

fn decoder<'b>(
    bytes: &'b [u8],
    container: Container,
) -> Result<Box<dyn ImageDecoder + 'b>, Unprintable> {
    match container {
        Container::Jpeg if !is_usual(bytes) => Err(Unprintable::Unsupported),
        // Its decoder takes it for damaged, and others show it, each in its own way.
        Container::Gif if gif::goes_beyond(&mut Reader::through(&bytes)) == Ok(true) => {
            Err(Unprintable::Unsupported)
        }
        Container::JpegXl => {
            let decoder =
                JxlDecoder::new(Cursor::new(bytes)).map_err(|fault| if_cut_off(&fault))?;
            Ok(Box::new(decoder))
        }
        Container::Jpeg2000 => {
            let settings = hayro_jpeg2000::DecodeSettings::default();
            let image = hayro_jpeg2000::Image::new(bytes, &settings);
            // It does not say which; high throughput, for one, it does not decode.
            Ok(Box::new(image.map_err(|_| Unprintable::Unsupported)?))
        }
        Container::Png => {
            let decoder = PngDecoder::with_limits(Lean::of(bytes)?, limits());
            Ok(Box::new(decoder.map_err(|fault| if_cut_off(&fault))?))
        }
        Container::Bmp => {
            let bytes = bmp::with_usual_header(bytes);
            let mut reader = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Bmp);
            reader.limits(limits());
            Ok(Box::new(reader.into_decoder().map_err(|fault| if_cut_off(&fault))?))
        }
        _ => {
            let format = format(container).ok_or(Unprintable::NotAPicture)?;
            let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
            reader.limits(limits());
            Ok(Box::new(reader.into_decoder().map_err(|fault| if_cut_off(&fault))?))
        }
    }
}

/// Whether the stream of a JPEG 2000 that is decoded has all of its parts: what is missing is left out otherwise.
pub(super) fn has_all_parts(bytes: &[u8]) -> Result<(), Unprintable> {
    let reader = &mut Reader::through(&bytes);
    let stream = jp2::coded(reader).map_err(|_| Unprintable::Damaged)?;
    let stream = bytes.get(stream.start as usize..stream.end as usize);
    let settings = hayro_jpeg2000::DecodeSettings { strict: true, ..Default::default() };
    let image = hayro_jpeg2000::Image::new(stream.ok_or(Unprintable::CutOff)?, &settings);
    let image = image.map_err(|_| Unprintable::Damaged)?;
    DynamicImage::from_decoder(image).map(drop).map_err(|_| Unprintable::Damaged)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

fn format(container: Container) -> Option<ImageFormat> {
    Some(match container {
        Container::Jpeg => ImageFormat::Jpeg,
        Container::Gif => ImageFormat::Gif,
        Container::Tiff => ImageFormat::Tiff,
        Container::Webp => ImageFormat::WebP,
        _ => return None,
    })
}

/// The profile, unless it is too long.
fn profile(decoder: &mut dyn ImageDecoder, bytes: &[u8], container: Container) -> Option<Vec<u8>> {
    match container {
        Container::Png => Lean::of(bytes).ok()?.profile(),
        Container::Webp if !beside::is_short_in_webp(bytes, b"ICCP") => None,
        _ => beside::short(decoder.icc_profile().ok().flatten()),
    }
}

/// As the facts have it, so that paper, screen and cleaned copies turn alike; these two turn as their decoders say.
fn orientation(
    decoder: &mut dyn ImageDecoder,
    bytes: &[u8],
    container: Container,
) -> Result<Orientation, Unprintable> {
    if !matches!(container, Container::JpegXl | Container::Tiff) {
        return read(&bytes).map(|facts| facts.orientation).map_err(|_| Unprintable::Damaged);
    }
    let orientation = decoder.orientation().unwrap_or(ImageOrientation::NoTransforms);
    Ok(Orientation::of_exif(u16::from(orientation.to_exif())).unwrap_or_default())
}

/// Whether decoding stays within the memory that is given: the samples, their copy in eight bits where they have
/// more, and what the decoder itself takes.
fn within(
    bytes: &[u8],
    container: Container,
    (width, height): (u32, u32),
    colour: ColorType,
) -> Result<(), Unprintable> {
    let (stored, channels) =
        (u64::from(colour.bytes_per_pixel()), u64::from(colour.channel_count()));
    let copy = if stored > channels { channels } else { 0 };
    // Measured with a photo of 12 megapixels, in bytes for each pixel, beside the samples.
    let work = match container {
        // Coefficients of two bytes, and some more.
        Container::Jpeg => match kept_components(bytes) {
            0 => 0,
            kept => 2 * u64::from(kept) + 1,
        },
        // 1.8 to 4; frames that are laid over each other are kept as well.
        Container::Webp => 8,
        Container::JpegXl => 12,
        Container::Gif => 2,
        // A strip is unpacked beside the picture, and may be all of it.
        Container::Tiff => stored,
        Container::Jpeg2000 => 10 + 4 * channels,
        _ => 0,
    };
    let pixels = u64::from(width) * u64::from(height);
    if pixels.saturating_mul(stored + copy + work) > MOST_MEMORY {
        return Err(Unprintable::TooLarge { width, height });
    }
    Ok(())
}

fn if_cut_off(fault: &ImageError) -> Unprintable {
    match fault {
        ImageError::IoError(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => {
            Unprintable::CutOff
        }
        ImageError::Unsupported(_) => Unprintable::Unsupported,
        _ => Unprintable::Damaged,
    }
}

/// The samples in eight bits, what is transparent on white: paper is white.
fn on_white(picture: DynamicImage, components: usize) -> Vec<u8> {
    let has_alpha = picture.color().has_alpha();
    let mut samples = match (components, has_alpha) {
        (1, false) => return picture.into_luma8().into_raw(),
        (1, true) => picture.into_luma_alpha8().into_raw(),
        (_, false) => return picture.into_rgb8().into_raw(),
        (_, true) => picture.into_rgba8().into_raw(),
    };
    // In place: each pixel is written no later than it is read.
    let pixels = samples.len() / (components + 1);
    for pixel in 0..pixels {
        let from = pixel * (components + 1);
        let alpha = samples[from + components];
        for component in 0..components {
            samples[pixel * components + component] = blend(samples[from + component], alpha);
        }
    }
    samples.truncate(pixels * components);
    samples
}
