//! TIFF and BigTIFF; a camera's raw format inside one is told apart. Source: TIFF 6.0; the BigTIFF
//! proposal; DNG 1.6 for its marks.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::facts::orientation::Orientation;
use crate::formats::exif::dots_per_inch;

/// Judgement: pages of a scan and sizes of a pyramid; of more, the largest stands among these.
pub(crate) const MOST_DIRECTORIES: u32 = 64;
/// Judgement: a directory has some twenty entries.
const MOST_ENTRIES: u64 = 1024;
/// Judgement: a row of strips each: their ends are compared with the file.
const MOST_STRIPS: u64 = 4096;

/// How the numbers of a file are written.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    large_first: bool,
    big: bool,
}

impl Shape {
    /// How they are written, and where the first directory is.
    pub(crate) fn of(reader: &mut Reader<'_>) -> Read<(Self, u64)> {
        let large_first = reader.byte(0)? == b'M';
        let big = reader.array::<4>(0)?.contains(&0x2B);
        let shape = Self { large_first, big };
        let first = if big { shape.number(reader, 8, 8)? } else { shape.number(reader, 4, 4)? };
        Ok((shape, first))
    }

    /// The number of so many bytes at a place.
    fn number(self, reader: &mut Reader<'_>, at: u64, bytes: u64) -> Read<u64> {
        Ok(match (bytes, self.large_first) {
            (1, _) => reader.byte(at)?.into(),
            (2, true) => reader.be16(at)?.into(),
            (2, false) => reader.le16(at)?.into(),
            (4, true) => reader.be32(at)?.into(),
            (4, false) => reader.le32(at)?.into(),
            (_, true) => reader.be64(at)?,
            (_, false) => reader.le64(at)?,
        })
    }

    /// The width of an offset.
    fn wide(self) -> u64 {
        if self.big { 8 } else { 4 }
    }
}

/// Values of a tag: so many of so many bytes from a place on.
#[derive(Clone, Copy, Default)]
pub(crate) struct Values {
    bytes: u64,
    count: u64,
    at: u64,
}

impl Values {
    fn get(self, shape: Shape, reader: &mut Reader<'_>, index: u64) -> Read<u64> {
        if index >= self.count {
            return Err(Stop::Odd);
        }
        let place = index.checked_mul(self.bytes).and_then(|place| place.checked_add(self.at));
        shape.number(reader, place.ok_or(Stop::End)?, self.bytes)
    }

    /// Up to `most` bytes of them.
    pub(crate) fn some(self, reader: &mut Reader<'_>, most: u64) -> Read<Vec<u8>> {
        reader.some(self.at, self.count.saturating_mul(self.bytes).min(most))
    }

    /// The first one; none where there is none.
    pub(crate) fn first(self, shape: Shape, reader: &mut Reader<'_>) -> Read<Option<u64>> {
        if self.count == 0 { Ok(None) } else { self.get(shape, reader, 0).map(Some) }
    }
}

/// The tags of a directory that are asked for.
#[derive(Default)]
struct Directory {
    width: Values,
    height: Values,
    orientation: Values,
    density: Values,
    unit: Values,
    starts: Values,
    lengths: Values,
    reduced: Values,
    bits: Values,
    samples: Values,
    compression: Values,
    has_parts: bool,
    is_dng: bool,
    has_make: bool,
}

pub(crate) fn read(
    reader: &mut Reader<'_>,
    found: &mut Found,
    container: &mut Container,
) -> Read<()> {
    let (shape, mut next) = Shape::of(reader)?;
    let mut complete = true;
    for number in 0..MOST_DIRECTORIES {
        if next == 0 {
            break;
        }
        let (directory, after) = directory(reader, shape, next)?;
        let reduced = directory.reduced.first(shape, reader)?.unwrap_or(0) & 1 == 1;
        // A reduced picture first, and the whole one in a part of its own: so cameras write.
        let camera = reduced && directory.has_parts && directory.has_make;
        if number == 0 && (directory.is_dng || camera) {
            *container = Container::Raw;
            return Ok(());
        }
        if !reduced || number == 0 {
            offer(reader, shape, &directory, found)?;
        }
        complete &= is_whole(reader, shape, &directory)?;
        next = after;
    }
    found.complete = Some(complete);
    Ok(())
}

/// The directory at a place, and where the next one is.
fn directory(reader: &mut Reader<'_>, shape: Shape, at: u64) -> Read<(Directory, u64)> {
    let mut directory = Directory::default();
    let next = entries(reader, shape, at, |_, tag, values| {
        match tag {
            254 => directory.reduced = values,
            256 => directory.width = values,
            257 => directory.height = values,
            258 => directory.bits = values,
            259 => directory.compression = values,
            277 => directory.samples = values,
            271 => directory.has_make = true,
            273 | 324 => directory.starts = values,
            274 => directory.orientation = values,
            279 | 325 => directory.lengths = values,
            282 => directory.density = Values { bytes: 4, count: 2, at: values.at },
            296 => directory.unit = values,
            330 => directory.has_parts = true,
            50706 => directory.is_dng = true,
            _ => {}
        }
        Ok(())
    })?;
    Ok((directory, next))
}

/// Goes through the tags of the directory at a place; where the next one is, 0 for none.
pub(crate) fn entries(
    reader: &mut Reader<'_>,
    shape: Shape,
    at: u64,
    mut take: impl FnMut(&mut Reader<'_>, u64, Values) -> Read<()>,
) -> Read<u64> {
    let head = if shape.big { 8 } else { 2 };
    let size = if shape.big { 20 } else { 12 };
    let count = shape.number(reader, at, head)?;
    let entries = at.checked_add(head).ok_or(Stop::End)?;
    for number in 0..count.min(MOST_ENTRIES) {
        let entry = entries.checked_add(number * size).ok_or(Stop::End)?;
        let tag = shape.number(reader, entry, 2)?;
        let bytes = match shape.number(reader, entry + 2, 2)? {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            _ => 8,
        };
        let count = shape.number(reader, entry + 4, shape.wide())?;
        let field = entry + 4 + shape.wide();
        let inside = count.saturating_mul(bytes) <= shape.wide();
        let at = if inside { field } else { shape.number(reader, field, shape.wide())? };
        take(reader, tag, Values { bytes, count, at })?;
    }
    let place = count.checked_mul(size).and_then(|length| entries.checked_add(length));
    shape.number(reader, place.ok_or(Stop::End)?, shape.wide())
}

fn offer(
    reader: &mut Reader<'_>,
    shape: Shape,
    directory: &Directory,
    found: &mut Found,
) -> Read<()> {
    let width = directory.width.first(shape, reader)?.ok_or(Stop::Odd)?;
    let height = directory.height.first(shape, reader)?.ok_or(Stop::Odd)?;
    let side = |side: u64| u32::try_from(side).map_err(|_| Stop::Odd);
    if !can_hold(reader, shape, directory, (width, height))? {
        return Err(Stop::Odd);
    }
    let mut picture = Picture::new("tiff", side(width)?, side(height)?);
    let orientation = directory.orientation.first(shape, reader)?.unwrap_or(1);
    picture.orientation =
        u16::try_from(orientation).ok().and_then(Orientation::of_exif).unwrap_or_default();
    if found.dpi.is_none() && directory.density.count > 0 {
        let over = directory.density.get(shape, reader, 0)? as f64;
        let under = directory.density.get(shape, reader, 1)? as f64;
        let unit = directory.unit.first(shape, reader)?.unwrap_or(2) as u16;
        if over > 0.0 && under > 0.0 {
            found.dpi = dots_per_inch(over / under, unit);
        }
    }
    found.offer(picture);
    Ok(())
}

/// Whether a file of this length can hold a picture of this size, as it is packed. One that says where its strips are
/// behind its end was cut off, which is told elsewhere.
fn can_hold(
    reader: &mut Reader<'_>,
    shape: Shape,
    directory: &Directory,
    (width, height): (u64, u64),
) -> Read<bool> {
    let mut one = |values: Values| values.first(shape, reader).map(|value| value.unwrap_or(1));
    let (bits, samples) = (one(directory.bits)?, one(directory.samples)?);
    let packed = one(directory.compression)?;
    let row = width.saturating_mul(bits).saturating_mul(samples).div_ceil(8);
    // How many bytes one byte unpacks to at the most; of samples of light and colour, half may be left out.
    let most = match packed {
        1 => 2,
        2..=4 => return Ok(height <= reader.length().saturating_mul(8)),
        // A code of 12 bits stands for 4,096 bytes at the most.
        5 => 2731,
        6 | 7 => 512 * samples,
        8 | 32_946 => 1032,
        32_773 => 64,
        _ => return Ok(true),
    };
    let is_cut = !is_whole(reader, shape, directory)?;
    Ok(is_cut || row.saturating_mul(height) <= reader.length().saturating_mul(most))
}

/// Whether the strips or tiles lie within the file.
fn is_whole(reader: &mut Reader<'_>, shape: Shape, directory: &Directory) -> Read<bool> {
    let count = directory.starts.count.min(directory.lengths.count);
    for index in (0..count.min(MOST_STRIPS)).chain(count.checked_sub(1)) {
        let start = directory.starts.get(shape, reader, index)?;
        let length = directory.lengths.get(shape, reader, index)?;
        if start.saturating_add(length) > reader.length() {
            return Ok(false);
        }
    }
    Ok(true)
}
