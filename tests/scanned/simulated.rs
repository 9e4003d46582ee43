//! Sheets as a scanner or a telephone sees them: printed, sealed and signed, turned, askew, at few dots to the inch, blurred,
//! noisy, packed as JPEG, in black and white. The same numbers give the same picture.

use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// How a sheet is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene {
    /// Dots to the inch.
    pub(crate) dpi: f64,
    /// Quarters of a turn clockwise.
    pub(crate) quarters: u32,
    /// Degrees askew beyond that.
    pub(crate) skew: f64,
    /// Up to so many levels of noise.
    pub(crate) noise: f64,
    /// How well it is packed as JPEG; not at all where there is none.
    pub(crate) jpeg: Option<u8>,
    pub(crate) colours: Colours,
    /// What a camera does to it, as a share of a side; nothing by a scanner.
    pub(crate) perspective: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colours {
    All,
    Grey,
    /// Black and white.
    Two,
}

/// Pixels to the millimetre of the printed page.
pub(crate) const PRINTED: f64 = 12.0;
/// The same to the inch.
pub(crate) const PRINTED_DPI: u32 = 305;

/// A small generator, so that nothing is by chance. Source: Marsaglia, Xorshift RNGs, 2003: 13, 7, 17.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From -1 to 1.
    pub(crate) fn either(&mut self) -> f64 {
        self.next() * 2.0 - 1.0
    }
}

/// A seal of ink on the page: a rim, a star's worth of ink in the middle and characters around, some of it missing.
pub(crate) fn seal(page: &mut RgbImage, (x, y): (f64, f64), side: f64, numbers: &mut Numbers) {
    let (cx, cy, radius) = (x * PRINTED, y * PRINTED, side / 2.0 * PRINTED);
    let reach = radius as i64 + 2;
    for dy in -reach..=reach {
        for dx in -reach..=reach {
            let from = (dx as f64).hypot(dy as f64) / PRINTED;
            let (rim, angle) = (side / 2.0, (dy as f64).atan2(dx as f64));
            let star = 5.0 + 1.6 * (angle * 5.0 + 1.5).sin();
            let characters = (rim - 6.5..rim - 2.5).contains(&from)
                && (angle * 14.0).sin() > -0.1
                && angle.abs() < 2.9;
            let is_ink = (rim - 1.1..rim).contains(&from) || from < star || characters;
            let (px, py) = (cx as i64 + dx, cy as i64 + dy);
            let is_within =
                px >= 0 && py >= 0 && px < i64::from(page.width()) && py < i64::from(page.height());
            if is_ink && is_within && numbers.next() > 0.12 {
                let pixel = page.get_pixel_mut(px as u32, py as u32);
                // Ink over print: what is darker stays.
                let ink = [206.0, 48.0, 52.0];
                for (sample, ink) in pixel.0.iter_mut().zip(ink) {
                    *sample = (f64::from(*sample) * ink / 255.0 + 8.0).min(255.0) as u8;
                }
            }
        }
    }
}

/// A name by a pen: some strokes.
pub(crate) fn sign(page: &mut RgbImage, (x, y): (f64, f64), (width, height): (f64, f64)) {
    for step in 0..3000 {
        let t = f64::from(step) / 3000.0;
        let at_x = x + width * (0.1 + 0.6 * t) + 2.0 * (t * 60.0).sin();
        let at_y = y + height * (0.5 + 0.35 * (t * 45.0).sin());
        for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2)] {
            let (px, py) = ((at_x * PRINTED) as u32 + dx, (at_y * PRINTED) as u32 + dy);
            if px < page.width() && py < page.height() {
                page.put_pixel(px, py, Rgb([28, 30, 60]));
            }
        }
    }
}

/// What a scene makes of a page, as the bytes of a file and its pixels.
pub(crate) fn scanned(
    page: &RgbImage,
    scene: &Scene,
    numbers: &mut Numbers,
) -> (Vec<u8>, RgbImage) {
    let scale = scene.dpi / 25.4;
    let (across, down) = (f64::from(page.width()) / PRINTED, f64::from(page.height()) / PRINTED);
    let is_lying = scene.quarters % 2 == 1;
    let (wide, high) = if is_lying { (down, across) } else { (across, down) };
    // A telephone sees the table around, a scanner a little of its lid.
    let around = if scene.perspective > 0.0 { 1.16 } else { 1.06 };
    let (width, height) = ((wide * scale * around) as u32, (high * scale * around) as u32);
    let (sin, cos) = scene.skew.to_radians().sin_cos();
    let bend = [numbers.either(), numbers.either()].map(|side| side * scene.perspective);
    let light = [numbers.either(), numbers.either()].map(|side| side * scene.perspective * 2.0);
    let mut out = RgbImage::new(width, height);
    // From a place in the picture, in millimetres from its middle, to one on the paper.
    let place = |x: f64, y: f64| {
        let (x, y) = (x - wide * around / 2.0, y - high * around / 2.0);
        let depth = 1.0 + bend[0] * x / wide + bend[1] * y / high;
        let (x, y) = (x / depth, y / depth);
        let (x, y) = (x * cos + y * sin, y * cos - x * sin);
        let (x, y) = match scene.quarters % 4 {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        (x + across / 2.0, y + down / 2.0)
    };
    let samples = ((PRINTED / scale).ceil() as i32).clamp(2, 3);
    for py in 0..height {
        for px in 0..width {
            let mut sum = [0.0f64; 3];
            for sy in 0..samples {
                for sx in 0..samples {
                    let at = |p: u32, s: i32| {
                        (f64::from(p) + (f64::from(s) + 0.5) / f64::from(samples)) / scale
                    };
                    let (x, y) = place(at(px, sx), at(py, sy));
                    let (x, y) = ((x * PRINTED) as i64, (y * PRINTED) as i64);
                    let is_within = x >= 0
                        && y >= 0
                        && x < i64::from(page.width())
                        && y < i64::from(page.height());
                    let pixel = if is_within {
                        page.get_pixel(x as u32, y as u32).0
                    } else if scene.perspective > 0.0 {
                        [92, 74, 60]
                    } else {
                        [250, 250, 250]
                    };
                    (0..3).for_each(|part| sum[part] += f64::from(pixel[part]));
                }
            }
            let count = f64::from(samples * samples);
            let shade = 1.0
                + light[0] * (f64::from(px) / f64::from(width) - 0.5)
                + light[1] * (f64::from(py) / f64::from(height) - 0.5);
            // Paper is no pure white, ink no pure black.
            let level = |part: f64| (18.0 + part / count * 0.9) * shade.min(1.06);
            let mut pixel = sum.map(level);
            let noise = numbers.either() * scene.noise;
            pixel.iter_mut().for_each(|part| *part += noise);
            if scene.colours != Colours::All {
                let grey = pixel[0] * 0.3 + pixel[1] * 0.59 + pixel[2] * 0.11;
                let two = if grey < 128.0 { 0.0 } else { 255.0 };
                pixel = [if scene.colours == Colours::Two { two } else { grey }; 3];
            }
            out.put_pixel(px, py, Rgb(pixel.map(|part| part.clamp(0.0, 255.0) as u8)));
        }
    }
    let mut bytes = Vec::new();
    match scene.jpeg {
        Some(quality) if scene.colours != Colours::Two => {
            JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&out).unwrap();
            out = image::load_from_memory(&bytes).unwrap().to_rgb8();
        }
        _ => out.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap(),
    }
    (bytes, out)
}
