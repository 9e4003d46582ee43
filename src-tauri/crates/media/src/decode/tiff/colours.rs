//! What the samples of a TIFF stand for, made grey or RGB on white. Source: TIFF 6.0, sections 4, 5, 16, 18, 20, 21
//! and 23; sRGB by IEC 61966-2-1.

use super::Layout;
use super::directory::Directory;
use super::samples::Samples;
use crate::decode::decoded::{Unprintable, blend};

/// How colours are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Grey {
        zero_is_white: bool,
    },
    Rgb,
    Palette,
    Ink,
    /// With so many samples of light to one of colour, across and down; or as a JPEG gives it, as RGB.
    Ycbcr {
        across: usize,
        down: usize,
        is_rgb: bool,
    },
    /// Light, and two colours, which are signed or not.
    Lab {
        is_signed: bool,
    },
}

/// An opacity among the samples of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Opacity {
    place: usize,
    /// Whether the colours were multiplied with it.
    is_multiplied: bool,
}

/// What samples stand for.
pub(super) struct Colours {
    kind: Kind,
    opacity: Option<Opacity>,
    palette: Vec<[u8; 3]>,
    /// What stands for black and white, of light and of two colours: films take 16 to 235 where photos take all.
    range: [[f32; 2]; 3],
    large_first: bool,
}

/// Source: TIFF 6.0, section 20.
const ALL: [[f32; 2]; 3] = [[0.0, 255.0], [128.0, 255.0], [128.0, 255.0]];

impl Colours {
    pub(super) fn of(
        directory: &Directory<'_>,
        count: usize,
        bits: usize,
        is_planar: bool,
        compression: u64,
    ) -> Result<Self, Unprintable> {
        let is_jpeg = matches!(compression, 6 | 7);
        let kind = match directory.one(262) {
            Some(0) => Kind::Grey { zero_is_white: true },
            // A mask is black and white; without a word, grey is what scanners mean.
            Some(1 | 4) | None => Kind::Grey { zero_is_white: false },
            Some(2) => Kind::Rgb,
            Some(3) => Kind::Palette,
            Some(5) => Kind::Ink,
            Some(6) => {
                let halves = directory.all(530);
                let factor = |at: usize| halves.get(at).map_or(2, |factor| *factor as usize);
                Kind::Ycbcr { across: factor(0), down: factor(1), is_rgb: is_jpeg }
            }
            Some(8) => Kind::Lab { is_signed: true },
            Some(9) => Kind::Lab { is_signed: false },
            _ => return Err(Unprintable::Unsupported),
        };
        let needs = match kind {
            Kind::Grey { .. } | Kind::Palette => 1,
            Kind::Ink => 4,
            Kind::Rgb | Kind::Ycbcr { .. } | Kind::Lab { .. } => 3,
        };
        if count < needs {
            return Err(Unprintable::Damaged);
        }
        let is_known = match kind {
            Kind::Palette => bits <= 8 && !is_jpeg && !is_planar,
            Kind::Ycbcr { across, down, is_rgb } => {
                let is_sane = matches!(across, 1 | 2 | 4) && matches!(down, 1 | 2 | 4);
                bits == 8
                    && is_sane
                    && count == 3
                    && (!is_planar || across * down == 1)
                    && (is_rgb || !is_planar)
            }
            Kind::Lab { .. } => matches!(bits, 8 | 16) && !is_planar && !is_jpeg,
            Kind::Ink => !is_planar && !is_jpeg,
            Kind::Grey { .. } | Kind::Rgb => !is_jpeg || bits == 8 && (count == 1 || count == 3),
        };
        if !is_known || is_jpeg && is_planar {
            return Err(Unprintable::Unsupported);
        }
        let extra = directory.all(338);
        let opacity = extra
            .iter()
            .position(|kind| matches!(kind, 1 | 2))
            .map(|at| Opacity { place: needs + at, is_multiplied: extra[at] == 1 });
        let opacity = opacity.filter(|opacity| opacity.place < count && !is_planar);
        let palette = if kind == Kind::Palette { palette(directory, bits)? } else { Vec::new() };
        let range = range(&directory.fractions(532)).unwrap_or(ALL);
        Ok(Self { kind, opacity, palette, range, large_first: directory.is_large_first() })
    }

    /// 1 grey, 3 colours.
    pub(super) fn components(&self) -> usize {
        if matches!(self.kind, Kind::Grey { .. }) { 1 } else { 3 }
    }

    /// Whether a JPEG within stores light and colours apart.
    pub(super) fn is_ycbcr(&self) -> bool {
        matches!(self.kind, Kind::Ycbcr { .. })
    }

    /// Whether the profile of the file goes with what is made here.
    pub(super) fn keeps_profile(&self) -> bool {
        !matches!(self.kind, Kind::Ink | Kind::Lab { .. })
    }

    /// Bytes of a piece of so many rows, unpacked.
    pub(super) fn piece_bytes(&self, layout: &Layout, high: usize) -> usize {
        match self.kind {
            Kind::Ycbcr { across, down, is_rgb: false } => {
                let units = layout.wide.div_ceil(across) * high.div_ceil(down);
                units * (across * down + 2)
            }
            _ => layout.row() * high,
        }
    }

    /// Puts a part of a piece at its place in the picture.
    pub(super) fn put(
        &self,
        layout: &Layout,
        lines: &[u8],
        plane: usize,
        (x, y): (usize, usize),
        (wide, high): (usize, usize),
        into: &mut [u8],
    ) {
        let components = self.components();
        let width = layout.size.0 as usize;
        for line in 0..high {
            let first = ((y + line) * width + x) * components;
            let out = &mut into[first..first + wide * components];
            if let Kind::Ycbcr { across, down, is_rgb: false } = self.kind {
                units(lines, layout.wide, (across, down, &self.range), line, out);
                continue;
            }
            let row = &lines[line * layout.row()..(line + 1) * layout.row()];
            let row = Samples::of(row, layout.bits, self.large_first);
            if layout.planes > 1 {
                if plane < components {
                    let turn =
                        if self.kind == (Kind::Grey { zero_is_white: true }) { 255 } else { 0 };
                    for place in 0..wide {
                        out[place * components + plane] = row.eight(place) ^ turn;
                    }
                }
                continue;
            }
            for (place, pixel) in out.chunks_exact_mut(components).enumerate() {
                self.pixel(&row, place * layout.in_piece, layout.bits, pixel);
            }
        }
    }

    fn pixel(&self, row: &Samples<'_>, first: usize, bits: usize, pixel: &mut [u8]) {
        match self.kind {
            Kind::Grey { zero_is_white } => {
                let grey = row.eight(first);
                pixel[0] = if zero_is_white { 255 - grey } else { grey };
            }
            Kind::Rgb | Kind::Ycbcr { .. } => {
                for (part, value) in pixel.iter_mut().enumerate() {
                    *value = row.eight(first + part);
                }
            }
            Kind::Palette => {
                let colour = self.palette.get(row.get(first) as usize).copied();
                pixel.copy_from_slice(&colour.unwrap_or_default());
            }
            Kind::Ink => {
                let black = 255 - u32::from(row.eight(first + 3));
                for (part, value) in pixel.iter_mut().enumerate() {
                    let light = 255 - u32::from(row.eight(first + part));
                    *value = ((light * black + 127) / 255) as u8;
                }
            }
            Kind::Lab { is_signed } => {
                let most = ((1u32 << bits) - 1) as f32;
                let light = row.get(first) as f32 / most * 100.0;
                let unit = if bits == 16 { 256.0 } else { 1.0 };
                let colour = |part: usize| {
                    let value = row.get(first + part);
                    match (is_signed, bits) {
                        (true, 8) => f32::from(value as u8 as i8),
                        (true, _) => f32::from(value as u16 as i16) / unit,
                        (false, _) => value as f32 / unit - 128.0,
                    }
                };
                pixel.copy_from_slice(&srgb_of_lab(light, colour(1), colour(2)));
            }
        }
        if let Some(Opacity { place, is_multiplied }) = self.opacity {
            let alpha = row.eight(first + place);
            for value in pixel {
                *value = if is_multiplied {
                    value.saturating_add(255 - alpha)
                } else {
                    blend(*value, alpha)
                };
            }
        }
    }
}

/// Blacks and whites as they stand in the file; none where they leave nothing between.
fn range(values: &[f32]) -> Option<[[f32; 2]; 3]> {
    let [a, b, c, d, e, f] = values[..] else { return None };
    let range = [[a, b], [c, d], [e, f]];
    range.iter().all(|[black, white]| white - black >= 1.0).then_some(range)
}

/// The colours of a palette: first all red, in two bytes each; some old programs filled only one.
fn palette(directory: &Directory<'_>, bits: usize) -> Result<Vec<[u8; 3]>, Unprintable> {
    let all = directory.all(320);
    let count = 1 << bits;
    if all.len() < count * 3 {
        return Err(Unprintable::Damaged);
    }
    let shift = if all.iter().all(|part| *part < 256) { 0 } else { 8 };
    let part = |at: usize| (all[at] >> shift) as u8;
    Ok((0..count).map(|at| [part(at), part(count + at), part(2 * count + at)]).collect())
}

/// A line of light and colour in units: so many samples of light across and down, then the two of colour.
fn units(
    lines: &[u8],
    wide: usize,
    (across, down, [light_of, blue_of, red_of]): (usize, usize, &[[f32; 2]; 3]),
    line: usize,
    out: &mut [u8],
) {
    // Source: TIFF 6.0, section 20.
    let full =
        |code: f32, [black, white]: &[f32; 2], most: f32| (code - black) * most / (white - black);
    let size = across * down + 2;
    let first = line / down * wide.div_ceil(across);
    for (place, pixel) in out.chunks_exact_mut(3).enumerate() {
        let unit = (first + place / across) * size;
        let get = |at: usize| f32::from(lines.get(unit + at).copied().unwrap_or(0));
        let light = full(get(line % down * across + place % across), light_of, 255.0);
        let blue = full(get(across * down), blue_of, 127.0);
        let red = full(get(across * down + 1), red_of, 127.0);
        // Source: ITU-R BT.601, as TIFF 6.0, section 21, takes it where nothing else is said.
        let parts =
            [light + 1.402 * red, light - 0.344_14 * blue - 0.714_14 * red, light + 1.772 * blue];
        for (value, part) in pixel.iter_mut().zip(parts) {
            *value = part.round().clamp(0.0, 255.0) as u8;
        }
    }
}

/// A colour of Lab under the light of day at dusk (D50) in sRGB. Source: ISO 15076-1, 6.3.4, and the matrix of Bradford.
fn srgb_of_lab(light: f32, a: f32, b: f32) -> [u8; 3] {
    let y = (light + 16.0) / 116.0;
    let cube = |value: f32| {
        if value > 6.0 / 29.0 { value.powi(3) } else { (value - 4.0 / 29.0) * 108.0 / 841.0 }
    };
    let (x, y, z) = (0.9642 * cube(y + a / 500.0), cube(y), 0.8249 * cube(y - b / 200.0));
    let linear = [
        3.133_856 * x - 1.616_867 * y - 0.490_615 * z,
        -0.978_768 * x + 1.916_142 * y + 0.033_454 * z,
        0.071_945 * x - 0.228_991 * y + 1.405_243 * z,
    ];
    linear.map(|value| {
        let value = value.clamp(0.0, 1.0);
        let curved = if value <= 0.003_130_8 {
            12.92 * value
        } else {
            1.055 * value.powf(1.0 / 2.4) - 0.055
        };
        (curved * 255.0).round() as u8
    })
}
