//! HEIC: the coded pictures of the main item, each decoded by itself, laid side by side, cropped. The decoder sees
//! only files that are written here, of one picture each: what a foreign file says of its items costs it nothing.

use std::num::NonZero;
use std::ops::Range;
use std::thread;

use foundation::Px;
use heic_decoder::{ColorInfo, DecodedImage, HeifError};

use super::decoded::{Decoded, MOST_MEMORY, PictureHeader, Unprintable, blend};
use super::{beside, heif_file, wall};
use crate::bytes::reader::{Reader, Stop};
use crate::facts::Size;
use crate::formats::boxes::Part;
use crate::formats::codec::hevc;
use crate::formats::heif::grid::Grid;
use crate::formats::heif::item::ItemId;
use crate::formats::heif::items::Items;
use crate::formats::heif::locations::Location;
use crate::formats::heif::shape::{Crop, Shape};

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
/// So many times as many pixels across and down as are kept of a picture that is too large as it is.
const FACTORS: [Px; 4] = [1, 2, 4, 8];
/// No more pixels are decoded of one picture. Judgement: phones have 200 megapixels, and a core takes a minute for them.
const MOST_CODED: u64 = 256 << 20;
/// Judgement: more cores than these do not make up for the memory.
const MOST_THREADS: usize = 4;

/// The main picture, looked at and found to be within bounds.
struct MainPicture<'b> {
    bytes: &'b [u8],
    items: Items,
    id: ItemId,
    picture: Layout,
    alpha: Option<Layout>,
    shape: Shape,
    header: PictureHeader,
}

/// The coded pictures that one picture is put together of.
struct Layout {
    tiles: Vec<ItemId>,
    grid: Grid,
    /// Whether it is one; of one tile even, which is cut at the edge.
    is_grid: bool,
    /// Pixels of the largest.
    largest: u64,
    /// So many bytes may be taken for it.
    memory: u64,
}

/// The size as stored after the crop, and the orientation; nothing is decoded.
pub(super) fn header(bytes: &[u8]) -> Result<PictureHeader, Unprintable> {
    MainPicture::new(bytes, MOST_MEMORY).map(|main| main.header)
}

/// The picture, on white where it is transparent; smaller where it is too large for so many bytes of memory as it is, with
/// `least` pixels along its longer side if there is memory for so many.
pub(super) fn decode(bytes: &[u8], least: Px, memory: u64) -> Result<Decoded, Unprintable> {
    let main = MainPicture::new(bytes, memory)?;
    let factor = main.picture.factor(least).ok_or(main.picture.too_large())?;
    let mut reader = Reader::through(&main.bytes);
    let mut colour = main.colour(&mut reader, b"nclx")?;
    if let Some(colour) = &mut colour {
        colour.truncate(NCLX);
    }
    let tile = |item| -> Result<(usize, usize, Vec<u8>), Unprintable> {
        let mut image = main.coded(item, colour.as_deref())?;
        image.color_info = Some(colours(image.color_info));
        let rgb = image.to_rgb8().map_err(|fault| why(&fault))?;
        Ok((rgb.width, rgb.height, rgb.data))
    };
    let (mut samples, size) = assembled(&main.picture, (3, factor), &tile)?;
    if let Some(alpha) = &main.alpha {
        let tile = |item| main.coded(item, None).map(opacity);
        let (opacity, of) = assembled(alpha, (1, factor), &tile)?;
        if of == size {
            on_white(&mut samples, &opacity);
        }
    }
    let (samples, size) = if main.shape.crop.size == main.shape.coded {
        (samples, size)
    } else {
        cropped(&samples, size, main.shape.crop.in_pixels_of(factor))?
    };
    let profile = match main.colour(&mut reader, b"prof")? {
        Some(profile) => Some(profile),
        None => main.colour(&mut reader, b"rICC")?,
    };
    Ok(Decoded { samples, size, components: 3, orientation: main.header.orientation, profile })
}

/// Whether the file says to be a burst or a sequence, whose pictures lie in a film. Source: ISO/IEC 23008-12, 7 and 10.
fn is_film(bytes: &[u8]) -> bool {
    matches!(bytes.get(8..12), Some(b"msf1" | b"hevc" | b"hevx" | b"hevm" | b"hevs"))
}

impl<'b> MainPicture<'b> {
    fn new(bytes: &'b [u8], memory: u64) -> Result<Self, Unprintable> {
        let reader = &mut Reader::through(&bytes);
        let items = Items::of_file(reader).map_err(|stop| match (stop, is_film(bytes)) {
            (_, true) => Unprintable::Unsupported,
            (stop, false) => stop.into(),
        })?;
        let id = items.main.ok_or(Unprintable::Damaged)?;
        let picture = Layout::of(&items, id, (reader, memory))?;
        let alpha = match items.opacity(reader, id)? {
            Some(alpha) => Layout::of(&items, alpha, (reader, memory)).ok(),
            None => None,
        };
        let shape = Shape::read(&items, id, reader)?.ok_or(Unprintable::Damaged)?;
        let Size { width, height } = shape.crop.size;
        let header =
            PictureHeader { size: (width, height), orientation: shape.orientation.orientation() };
        Ok(Self { bytes, items, id, picture, alpha, shape, header })
    }

    /// What the main item, or its first tile, says of its colours in one way.
    fn colour(
        &self,
        reader: &mut Reader<'_>,
        way: &[u8; 4],
    ) -> Result<Option<Vec<u8>>, Unprintable> {
        for item in [Some(&self.id), self.picture.tiles.first()].into_iter().flatten() {
            for part in self.items.named(*item, b"colr") {
                if reader.array::<4>(part.data)? == *way {
                    let from = part.data + if way == b"nclx" { 0 } else { 4 };
                    let held = held(self.bytes, part, from)?;
                    return Ok((held.len() <= beside::MOST).then(|| held.to_vec()));
                }
            }
        }
        Ok(None)
    }

    /// One coded picture, without crop and turn.
    fn coded(&self, item: ItemId, colour: Option<&[u8]>) -> Result<DecodedImage, Unprintable> {
        let config = self.items.named(item, b"hvcC").next().ok_or(Unprintable::Damaged)?;
        let config = held(self.bytes, config, config.data)?;
        let data = data(self.bytes, &self.items, item)?;
        let file = heif_file::of_one(config, colour, &data);
        heic_decoder::decode(&file).map_err(|fault| why(&fault))
    }
}

impl Layout {
    fn of(
        items: &Items,
        item: ItemId,
        (reader, memory): (&mut Reader<'_>, u64),
    ) -> Result<Self, Unprintable> {
        let size = |reader: &mut Reader<'_>| -> Result<(Px, Px), Unprintable> {
            let size = items.named(item, b"ispe").next().ok_or(Unprintable::Damaged)?;
            Ok((size.be32(reader, 4)?, size.be32(reader, 8)?))
        };
        let (tiles, grid) = match items.item_type(item).as_ref() {
            Some(b"hvc1" | b"hev1") => {
                let (width, height) = size(reader)?;
                (vec![item], Grid { rows: 1, columns: 1, width, height })
            }
            Some(b"grid") => {
                let grid = Grid::read(items, item, reader)?.ok_or(Unprintable::Damaged)?;
                (items.parts(item).to_vec(), grid)
            }
            _ => return Err(Unprintable::NotAPicture),
        };
        let is_grid = items.item_type(item) == Some(*b"grid");
        let mut layout = Self { tiles, grid, is_grid, largest: 0, memory };
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
            if !matches!(items.item_type(*tile).as_ref(), Some(b"hvc1" | b"hev1")) {
                return Err(Unprintable::NotAPicture);
            }
            let config = items.named(*tile, b"hvcC").next().ok_or(Unprintable::Damaged)?;
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
        let is_over = shown.max(coded) > MOST_CODED || coded > MOST_OVER * shown + SPARE_PIXELS;
        if is_over || self.factor(0).is_none() {
            return Err(self.too_large());
        }
        // What is shown is coded.
        if shown > coded { Err(Unprintable::Damaged) } else { Ok(()) }
    }

    /// By how much it is made smaller along each side so that there is memory for it, and `least` pixels are left along
    /// the longer side where that goes; none where nothing helps. One that is not put together of tiles is decoded whole.
    fn factor(&self, least: Px) -> Option<Px> {
        let Grid { width, height, .. } = self.grid;
        let shown = u64::from(width) * u64::from(height);
        let at_once = self.threads() as u64 * self.largest * BYTES_OF_DECODER;
        let fits = |factor: &Px| {
            let kept = 3 * shown / u64::from(factor * factor);
            let memory = if self.is_grid { kept + at_once } else { at_once.max(3 * shown) };
            memory <= self.memory
        };
        let first = FACTORS.into_iter().find(fits)?;
        let is_enough = |factor: &Px| width.max(height) / factor >= least;
        let smaller = FACTORS.into_iter().rev().filter(|factor| *factor >= first).find(is_enough);
        Some(if first == 1 { 1 } else { smaller.unwrap_or(first) })
    }

    /// Each byte is of one tile: many that share one long piece would be decoded for hours.
    fn apart(&self, items: &Items, length: u64) -> Result<(), Unprintable> {
        let pieces = self.tiles.iter().flat_map(|tile| pieces(items, *tile));
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

/// What a box holds from a place on.
fn held(bytes: &[u8], part: Part, from: u64) -> Result<&[u8], Unprintable> {
    bytes.get(from as usize..part.end as usize).ok_or(Unprintable::CutOff)
}

/// Where an item lies in the file, piece after piece.
fn pieces(items: &Items, item: ItemId) -> &[Range<u64>] {
    match items.location(item) {
        Some(Location::Here(pieces)) => pieces,
        Some(Location::Elsewhere) | None => &[],
    }
}

/// The bytes of an item: no more than the file has.
fn data(bytes: &[u8], items: &Items, item: ItemId) -> Result<Vec<u8>, Unprintable> {
    let mut data = Vec::new();
    for piece in pieces(items, item) {
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
/// is that of JPEG, and the range is limited unless stated. Judgement: as `libheif` takes it, which most such files come
/// from; the decoder would take BT.709. Source: ITU-T H.273, table 4 for the numbers; H.265, E.3.1 for the range.
fn colours(stated: Option<ColorInfo>) -> ColorInfo {
    const NOT_TOLD: u16 = 2;
    const OF_JPEG: u16 = 6;
    let stated = stated.unwrap_or(ColorInfo {
        color_primaries: NOT_TOLD,
        transfer_characteristics: NOT_TOLD,
        matrix_coefficients: NOT_TOLD,
        full_range: false,
    });
    match stated.matrix_coefficients {
        NOT_TOLD => ColorInfo { matrix_coefficients: OF_JPEG, ..stated },
        _ => stated,
    }
}

/// The opacity of a coded picture, in eight bits.
fn opacity(image: DecodedImage) -> (usize, usize, Vec<u8>) {
    let depth = image.bit_depth_luma;
    let eight = |sample: i32| if depth >= 8 { (sample >> (depth - 8)) as u8 } else { sample as u8 };
    (image.width, image.height, image.y.into_iter().map(eight).collect())
}

/// Across and down.
type Sides = (Px, Px);
type Tile<'t> = &'t (dyn Fn(ItemId) -> Result<(usize, usize, Vec<u8>), Unprintable> + Sync);

/// Decodes all tiles and lays them side by side.
fn assembled(
    layout: &Layout,
    (components, factor): (usize, Px),
    tile: Tile<'_>,
) -> Result<(Vec<u8>, Sides), Unprintable> {
    if let (false, [only]) = (layout.is_grid, layout.tiles.as_slice()) {
        let (width, height, samples) = tile(*only)?;
        return Ok((samples, (width as Px, height as Px)));
    }
    let Grid { columns, width, height, .. } = layout.grid;
    let (width, height) = (width.div_ceil(factor), height.div_ceil(factor));
    let (wide, high) = (width as usize, height as usize);
    let tile = |item| averaged(tile(item)?, components, factor as usize);
    let tile: Tile<'_> = &tile;
    let mut canvas = vec![0; wide * high * components];
    // All tiles are as large as the first.
    let mut step = None;
    for (round, some) in layout.tiles.chunks(layout.threads()).enumerate() {
        let done: Vec<_> = thread::scope(|scope| {
            let each = |item: &ItemId| {
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

/// A tile with as many times fewer pixels along each side. Tiles are laid side by side, and must come out even.
fn averaged(
    (wide, high, samples): (usize, usize, Vec<u8>),
    components: usize,
    factor: usize,
) -> Result<(usize, usize, Vec<u8>), Unprintable> {
    if factor == 1 {
        return Ok((wide, high, samples));
    }
    if !wide.is_multiple_of(factor) || !high.is_multiple_of(factor) {
        return Err(Unprintable::TooLarge { width: wide as Px, height: high as Px });
    }
    let row = wide / factor * components;
    let mut smaller = Vec::with_capacity(samples.len() / factor / factor);
    let mut sums = vec![0u32; row];
    let half = (factor * factor / 2) as u32;
    for lines in samples.chunks_exact(wide * components * factor) {
        sums.fill(half);
        for line in lines.chunks_exact(wide * components) {
            for (pixels, sums) in
                line.chunks_exact(components * factor).zip(sums.chunks_exact_mut(components))
            {
                for pixel in pixels.chunks_exact(components) {
                    pixel.iter().zip(&mut *sums).for_each(|(value, sum)| *sum += u32::from(*value));
                }
            }
        }
        smaller.extend(sums.iter().map(|sum| (sum / (factor * factor) as u32) as u8));
    }
    Ok((wide / factor, high / factor, smaller))
}

fn on_white(samples: &mut [u8], opacity: &[u8]) {
    for (pixel, alpha) in samples.chunks_exact_mut(3).zip(opacity) {
        pixel.iter_mut().for_each(|value| *value = blend(*value, *alpha));
    }
}

/// A part of a picture. What was decoded may be smaller than its item says.
fn cropped(
    samples: &[u8],
    (width, height): Sides,
    Crop { left, top, size }: Crop,
) -> Result<(Vec<u8>, Sides), Unprintable> {
    let is_within = left + size.width <= width && top + size.height <= height;
    if !is_within {
        return Err(Unprintable::Damaged);
    }
    let row = |line: Px| {
        let at = (line as usize * width as usize + left as usize) * 3;
        &samples[at..at + size.width as usize * 3]
    };
    let rows = top..top + size.height;
    Ok((rows.flat_map(row).copied().collect(), (size.width, size.height)))
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
        let asked = |stated: Option<(u16, bool)>| {
            let color = |(matrix_coefficients, full_range)| ColorInfo {
                color_primaries: 12,
                transfer_characteristics: 13,
                matrix_coefficients,
                full_range,
            };
            let colours = colours(stated.map(color));
            (colours.matrix_coefficients, colours.full_range)
        };
        assert_eq!(asked(None), (6, false));
        assert_eq!(asked(Some((2, true))), (6, true));
        assert_eq!(asked(Some((2, false))), (6, false));
        assert_eq!(asked(Some((1, true))), (1, true));
        assert_eq!(asked(Some((9, false))), (9, false));
    }
}
