//! HEIC: the coded pictures of the main item, each decoded by itself, laid side by side, clipped. The decoder sees
//! only files that are written here, of one picture each: what a foreign file says of its items costs it nothing.

use std::num::NonZero;
use std::thread;

use foundation::Px;
use heic_decoder::{ColorInfo, DecodedImage, HeifError};

use super::heif_items::{Clip, Grid, Item, Items};
use super::{Decoded, Header, Unprintable, beside, heif_file, wall};
use crate::codec::hevc;
use crate::isobmff::boxes::Part;
use crate::reader::{Reader, Stop};

/// The decoder's samples take four bytes, one and a half of them a pixel, twice while it smooths, and then there is
/// the colour. Measured: 13.4.
const BYTES_OF_DECODER: u64 = 14;
/// Judgement: a photo of 100 megapixels in tiles of 512 pixels has 432.
const MOST_TILES: usize = 1024;
/// So many times as many pixels may be coded as are shown. Judgement: tiles of 512 pixels stand over the edge of a
/// small picture by less.
const MOST_OVER: u64 = 4;
/// What every picture may have coded beyond that: one large tile.
const SPARE_PIXELS: u64 = 4 << 20;
/// Tiles up to so many pixels are decoded side by side. Judgement: those of phones have 262,144.
const SMALL_TILE: u64 = 1 << 20;
/// A decoder configuration may have so many bytes; every tile is decoded with its own. Judgement: those of phones
/// have some hundred, those of x265 with its settings in them 3,000.
const MOST_OF_CONFIGURATION: u64 = 64 << 10;
/// What `nclx` holds. Source: ISO/IEC 14496-12, 12.1.5.
const NCLX: usize = 11;
/// Judgement: more cores than these do not make up for the memory.
const MOST_THREADS: usize = 4;

/// The main picture, looked at and found to be within bounds.
struct Plan<'b> {
    bytes: &'b [u8],
    items: Items,
    picture: Layout,
    alpha: Option<Layout>,
    clip: Option<Clip>,
    header: Header,
}

/// The coded pictures that one picture is put together of.
struct Layout {
    tiles: Vec<Item>,
    grid: Grid,
    /// Whether it is one; of one tile even, which is cut at the edge.
    is_grid: bool,
    /// Pixels of the largest.
    largest: u64,
}

/// The size as stored after the clip, and the turn; nothing is decoded.
pub(super) fn header(bytes: &[u8]) -> Result<Header, Unprintable> {
    Plan::new(bytes).map(|plan| plan.header)
}

/// The picture, on white where it is transparent.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Unprintable> {
    let plan = Plan::new(bytes)?;
    let mut reader = Reader::through(&plan.bytes);
    let mut colour = plan.colour(&mut reader, b"nclx")?;
    if let Some(colour) = &mut colour {
        colour.truncate(NCLX);
    }
    let tile = |item| -> Result<(usize, usize, Vec<u8>), Unprintable> {
        let mut image = plan.coded(item, colour.as_deref())?;
        image.color_info = Some(colours(image.color_info));
        let rgb = image.to_rgb8().map_err(|fault| why(&fault))?;
        Ok((rgb.width, rgb.height, rgb.data))
    };
    let (mut samples, size) = assembled(&plan.picture, 3, &tile)?;
    if let Some(alpha) = &plan.alpha {
        let tile = |item| plan.coded(item, None).map(opacity);
        let (opacity, of) = assembled(alpha, 1, &tile)?;
        if of == size {
            on_white(&mut samples, &opacity);
        }
    }
    let (samples, size) = match plan.clip {
        Some(clip) => clipped(&samples, size, clip)?,
        None => (samples, size),
    };
    let profile = match plan.colour(&mut reader, b"prof")? {
        Some(profile) => Some(profile),
        None => plan.colour(&mut reader, b"rICC")?,
    };
    Ok(Decoded { samples, size, components: 3, turn: plan.header.turn, profile })
}

impl<'b> Plan<'b> {
    fn new(bytes: &'b [u8]) -> Result<Self, Unprintable> {
        let reader = &mut Reader::through(&bytes);
        let items = Items::read(reader)?;
        let picture = Layout::of(&items, items.main, reader)?;
        let alpha = match items.alpha(reader, items.main)? {
            Some(alpha) => Layout::of(&items, alpha, reader).ok(),
            None => None,
        };
        let (clip, turn) = items.shape(reader, items.main)?;
        let whole = (picture.grid.width, picture.grid.height);
        let size = match clip {
            Some(clip) => (clip.across(whole.0)?.1, clip.down(whole.1)?.1),
            None => whole,
        };
        Ok(Self { bytes, items, picture, alpha, clip, header: Header { size, turn } })
    }

    /// What the main item, or its first tile, says of its colours in one way.
    fn colour(
        &self,
        reader: &mut Reader<'_>,
        way: &[u8; 4],
    ) -> Result<Option<Vec<u8>>, Unprintable> {
        for item in [Some(&self.items.main), self.picture.tiles.first()].into_iter().flatten() {
            for part in self.items.properties(*item, b"colr") {
                if reader.array::<4>(part.data)? == *way {
                    let from = part.data + if way == b"nclx" { 0 } else { 4 };
                    let held = held(self.bytes, part, from)?;
                    return Ok((held.len() <= beside::MOST).then(|| held.to_vec()));
                }
            }
        }
        Ok(None)
    }

    /// One coded picture, without clip and turn.
    fn coded(&self, item: Item, colour: Option<&[u8]>) -> Result<DecodedImage, Unprintable> {
        let config = self.items.properties(item, b"hvcC").next().ok_or(Unprintable::Damaged)?;
        let config = held(self.bytes, config, config.data)?;
        let data = data(self.bytes, &self.items, item)?;
        let file = heif_file::of_one(config, colour, &data);
        heic_decoder::decode(&file).map_err(|fault| why(&fault))
    }
}

impl Layout {
    fn of(items: &Items, item: Item, reader: &mut Reader<'_>) -> Result<Self, Unprintable> {
        let size = |reader: &mut Reader<'_>| -> Result<(Px, Px), Unprintable> {
            let size = items.properties(item, b"ispe").next().ok_or(Unprintable::Damaged)?;
            Ok((size.be32(reader, 4)?, size.be32(reader, 8)?))
        };
        let (tiles, grid) = match items.kind(item).as_ref() {
            Some(b"hvc1" | b"hev1") => {
                let (width, height) = size(reader)?;
                (vec![item], Grid { rows: 1, columns: 1, width, height })
            }
            Some(b"grid") => (items.parts(item).to_vec(), Grid::of(items, item, reader)?),
            _ => return Err(Unprintable::NotAPicture),
        };
        let mut layout =
            Self { tiles, grid, is_grid: items.kind(item) == Some(*b"grid"), largest: 0 };
        let coded = layout.coded_pixels(items, reader)?;
        layout.within(coded)?;
        layout.apart(items, reader.length())?;
        Ok(layout)
    }

    /// All coded pixels, by the parameter sets that make the decoder take memory.
    fn coded_pixels(&mut self, items: &Items, reader: &mut Reader<'_>) -> Result<u64, Unprintable> {
        let places = self.grid.rows as usize * self.grid.columns as usize;
        if self.tiles.len() != places || self.tiles.is_empty() {
            return Err(Unprintable::Damaged);
        }
        if places > MOST_TILES {
            return Err(self.too_large());
        }
        let mut sum = 0;
        for tile in &self.tiles {
            if !matches!(items.kind(*tile).as_ref(), Some(b"hvc1" | b"hev1")) {
                return Err(Unprintable::NotAPicture);
            }
            let config = items.properties(*tile, b"hvcC").next().ok_or(Unprintable::Damaged)?;
            if config.end - config.data > MOST_OF_CONFIGURATION {
                return Err(Unprintable::Damaged);
            }
            let config = reader.bytes(config.data, config.end - config.data)?;
            let (width, height) = hevc::largest_coded(&config).ok_or(Unprintable::Damaged)?;
            let pixels = u64::from(width) * u64::from(height);
            self.largest = self.largest.max(pixels);
            sum += pixels;
        }
        Ok(sum)
    }

    fn within(&self, coded: u64) -> Result<(), Unprintable> {
        let shown = u64::from(self.grid.width) * u64::from(self.grid.height);
        if shown == 0 {
            return Err(Unprintable::Damaged);
        }
        let at_once = self.threads() as u64 * self.largest * BYTES_OF_DECODER;
        let memory = if self.is_grid { 3 * shown + at_once } else { at_once.max(3 * shown) };
        if memory > super::MOST_MEMORY || coded > MOST_OVER * shown + SPARE_PIXELS {
            return Err(self.too_large());
        }
        // What is shown is coded.
        if shown > coded { Err(Unprintable::Damaged) } else { Ok(()) }
    }

    /// Each byte is of one tile: many that share one long piece would be decoded for hours.
    fn apart(&self, items: &Items, length: u64) -> Result<(), Unprintable> {
        let pieces = self.tiles.iter().flat_map(|tile| items.place(*tile));
        let sum = pieces
            .fold(0u64, |sum, piece| sum.saturating_add(piece.end.saturating_sub(piece.start)));
        if sum > length { Err(Unprintable::Damaged) } else { Ok(()) }
    }

    fn too_large(&self) -> Unprintable {
        let Grid { width, height, .. } = self.grid;
        Unprintable::TooLarge { width, height }
    }

    fn threads(&self) -> usize {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        if self.largest > SMALL_TILE { 1 } else { cores.clamp(1, MOST_THREADS) }
    }
}

impl Grid {
    /// Source: ISO/IEC 23008-12, 6.6.2.3.
    fn of(items: &Items, item: Item, reader: &mut Reader<'_>) -> Result<Self, Unprintable> {
        let place = items.place(item).first().ok_or(Unprintable::Damaged)?;
        let at = place.start;
        let [_, flags, rows, columns] = reader.array(at)?;
        let (width, height) = if flags & 1 == 1 {
            (reader.be32(at + 4)?, reader.be32(at + 8)?)
        } else {
            (reader.be16(at + 4)?.into(), reader.be16(at + 6)?.into())
        };
        Ok(Self { rows: u32::from(rows) + 1, columns: u32::from(columns) + 1, width, height })
    }
}

impl Clip {
    /// Where it begins from the left, and its width.
    fn across(self, full: Px) -> Result<(Px, Px), Unprintable> {
        along(full, self.width, self.across)
    }

    /// Where it begins from the top, and its height.
    fn down(self, full: Px) -> Result<(Px, Px), Unprintable> {
        along(full, self.height, self.down)
    }
}

/// A clip along one side: its middle is off that of the whole by a fraction. Source: ISO/IEC 14496-12, 12.1.4.
fn along(full: Px, size: (u32, u32), off: (i32, u32)) -> Result<(Px, Px), Unprintable> {
    let side = size.0.checked_div(size.1).filter(|side| (1..=full).contains(side));
    let side = side.ok_or(Unprintable::Damaged)?;
    if off.1 == 0 {
        return Err(Unprintable::Damaged);
    }
    let first = f64::from(full - side) / 2.0 + f64::from(off.0) / f64::from(off.1);
    Ok((first.round().clamp(0.0, f64::from(full - side)) as Px, side))
}

/// What a box holds from a place on.
fn held(bytes: &[u8], part: Part, from: u64) -> Result<&[u8], Unprintable> {
    bytes.get(from as usize..part.end as usize).ok_or(Unprintable::CutOff)
}

/// The bytes of an item: no more than the file has.
fn data(bytes: &[u8], items: &Items, item: Item) -> Result<Vec<u8>, Unprintable> {
    let mut data = Vec::new();
    for piece in items.place(item) {
        let (Ok(from), Ok(to)) = (usize::try_from(piece.start), usize::try_from(piece.end)) else {
            return Err(Unprintable::CutOff);
        };
        data.extend(bytes.get(from..to).ok_or(Unprintable::CutOff)?);
        if data.len() > bytes.len() {
            return Err(Unprintable::Damaged);
        }
    }
    if data.is_empty() { Err(Unprintable::CutOff) } else { Ok(data) }
}

/// The colours of a picture that may say nothing of its matrix, neither in `nclx` nor in its sequence parameter set: it
/// is that of JPEG, and the range is limited unless told. Judgement: as `libheif` takes it, which most such files come
/// from; the decoder would take BT.709. Source: ITU-T H.273, table 4 for the numbers; H.265, E.3.1 for the range.
fn colours(told: Option<ColorInfo>) -> ColorInfo {
    const NOT_TOLD: u16 = 2;
    const OF_JPEG: u16 = 6;
    let told = told.unwrap_or(ColorInfo {
        color_primaries: NOT_TOLD,
        transfer_characteristics: NOT_TOLD,
        matrix_coefficients: NOT_TOLD,
        full_range: false,
    });
    match told.matrix_coefficients {
        NOT_TOLD => ColorInfo { matrix_coefficients: OF_JPEG, ..told },
        _ => told,
    }
}

/// The opacity of a coded picture, in eight bits.
fn opacity(image: DecodedImage) -> (usize, usize, Vec<u8>) {
    let depth = image.bit_depth_luma;
    let eight = |sample: i32| if depth >= 8 { (sample >> (depth - 8)) as u8 } else { sample as u8 };
    (image.width, image.height, image.y.into_iter().map(eight).collect())
}

type Size = (Px, Px);
type Tile<'t> = &'t (dyn Fn(Item) -> Result<(usize, usize, Vec<u8>), Unprintable> + Sync);

/// Decodes all tiles and lays them side by side.
fn assembled(
    layout: &Layout,
    components: usize,
    tile: Tile<'_>,
) -> Result<(Vec<u8>, Size), Unprintable> {
    if let (false, [only]) = (layout.is_grid, layout.tiles.as_slice()) {
        let (width, height, samples) = tile(*only)?;
        return Ok((samples, (width as Px, height as Px)));
    }
    let Grid { columns, width, height, .. } = layout.grid;
    let (wide, high) = (width as usize, height as usize);
    let mut canvas = vec![0; wide * high * components];
    // All tiles are as large as the first.
    let mut step = None;
    for (round, some) in layout.tiles.chunks(layout.threads()).enumerate() {
        let done: Vec<_> = thread::scope(|scope| {
            let each = |item: &Item| {
                let item = *item;
                scope.spawn(move || wall::behind(|| tile(item)))
            };
            let running: Vec<_> = some.iter().map(each).collect();
            running.into_iter().map(|one| one.join().unwrap_or(Err(Unprintable::Damaged))).collect()
        });
        for (offset, one) in done.into_iter().enumerate() {
            let (across, down, samples) = one?;
            let (step_across, step_down) = *step.get_or_insert((across, down));
            let number = round * layout.threads() + offset;
            let x = number % columns as usize * step_across;
            let y = number / columns as usize * step_down;
            // Tiles may lie beyond the edge altogether.
            let Some(row) = wide.checked_sub(x).map(|room| across.min(room) * components) else {
                continue;
            };
            let from = across * components;
            for line in 0..down.min(high.saturating_sub(y)) {
                let at = ((y + line) * wide + x) * components;
                canvas[at..at + row].copy_from_slice(&samples[line * from..line * from + row]);
            }
        }
    }
    Ok((canvas, (width, height)))
}

fn on_white(samples: &mut [u8], opacity: &[u8]) {
    for (pixel, alpha) in samples.chunks_exact_mut(3).zip(opacity) {
        pixel.iter_mut().for_each(|value| *value = super::blend(*value, *alpha));
    }
}

fn clipped(
    samples: &[u8],
    (width, height): Size,
    clip: Clip,
) -> Result<(Vec<u8>, Size), Unprintable> {
    let ((left, across), (top, down)) = (clip.across(width)?, clip.down(height)?);
    let row = |line: Px| {
        let at = (line as usize * width as usize + left as usize) * 3;
        &samples[at..at + across as usize * 3]
    };
    Ok(((top..top + down).flat_map(row).copied().collect(), (across, down)))
}

fn why(fault: &HeifError) -> Unprintable {
    match fault {
        HeifError::Unsupported(_) => Unprintable::NotAPicture,
        _ => Unprintable::Damaged,
    }
}

impl From<Stop> for Unprintable {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::End => Self::CutOff,
            Stop::Spent | Stop::Odd | Stop::Failed => Self::Damaged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_of_colours_is_kept() {
        let asked = |told: Option<(u16, bool)>| {
            let color = |(matrix_coefficients, full_range)| ColorInfo {
                color_primaries: 12,
                transfer_characteristics: 13,
                matrix_coefficients,
                full_range,
            };
            let colours = colours(told.map(color));
            (colours.matrix_coefficients, colours.full_range)
        };
        assert_eq!(asked(None), (6, false));
        assert_eq!(asked(Some((2, true))), (6, true));
        assert_eq!(asked(Some((2, false))), (6, false));
        assert_eq!(asked(Some((1, true))), (1, true));
        assert_eq!(asked(Some((9, false))), (9, false));
    }
}
