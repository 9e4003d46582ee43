//! The items of a HEIC file, as far as its main picture needs them: of what coded pictures it is put together, how
//! they are laid out, clipped and turned, and their colours. What the file says of itself is counted before it is
//! believed, for the decoder is given none of it. Source: ISO/IEC 14496-12, 8.11; 23008-12, 6.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::isobmff::boxes::Part;
use crate::paper_picture::Turn;
use crate::reader::{Read, Reader, Stop};
use crate::video::matrix::Matrix;

/// So many items, pieces, links and properties are kept. Judgement: a photo of 100 megapixels in 432 tiles, with
/// tiles of a gain map, has some 3,000.
const MOST_ENTRIES: usize = 65_536;
/// The number of an item.
pub(super) type Item = u32;

/// A clip of a picture: width and height, and how far its middle is off that of the picture, as fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clip {
    pub(super) width: (u32, u32),
    pub(super) height: (u32, u32),
    pub(super) across: (i32, u32),
    pub(super) down: (i32, u32),
}

/// How coded pictures are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Everything that a file says of its items.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub(super) main: Item,
    kinds: BTreeMap<Item, [u8; 4]>,
    places: BTreeMap<Item, Vec<Range<u64>>>,
    properties: Vec<Part>,
    has: BTreeMap<Item, Vec<usize>>,
    links: Vec<([u8; 4], Item, Vec<Item>)>,
    idat: Option<Part>,
    entries: usize,
}

impl Items {
    /// Reads the box `meta`.
    pub(super) fn read(reader: &mut Reader<'_>) -> Read<Self> {
        let mut items = Self::default();
        let meta = Self::meta(reader)?;
        // Pieces may lie in `idat`, which may stand behind them.
        meta.each(reader, 4, |_, part| {
            items.idat = items.idat.or((part.name == *b"idat").then_some(part));
            Ok(())
        })?;
        meta.each(reader, 4, |reader, part| match &part.name {
            b"pitm" => {
                let wide = part.version(reader)? > 0;
                items.main = number(reader, part.data + 4, wide)?;
                Ok(())
            }
            b"iinf" => items.kinds(reader, part),
            b"iloc" => items.places(reader, part),
            b"iref" => items.links(reader, part),
            b"iprp" => part.each(reader, 0, |reader, part| match &part.name {
                b"ipco" => part.each(reader, 0, |_, part| {
                    items.properties.push(part);
                    items.count(1)
                }),
                b"ipma" => items.associations(reader, part),
                _ => Ok(()),
            }),
            _ => Ok(()),
        })?;
        Ok(items)
    }

    fn meta(reader: &mut Reader<'_>) -> Read<Part> {
        let mut at = 0;
        while at < reader.length() {
            let part = Part::at(reader, at, reader.length())?;
            if part.name == *b"meta" {
                return Ok(part);
            }
            at = part.end;
        }
        Err(Stop::Odd)
    }

    fn count(&mut self, more: usize) -> Read<()> {
        self.entries += more;
        if self.entries > MOST_ENTRIES { Err(Stop::Spent) } else { Ok(()) }
    }

    fn kinds(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        let skip = if part.version(reader)? == 0 { 6 } else { 8 };
        part.each(reader, skip, |reader, entry| {
            let version = entry.version(reader)?;
            if entry.name != *b"infe" || version < 2 {
                return Ok(());
            }
            let wide = version > 2;
            let item = number(reader, entry.data + 4, wide)?;
            let kind = reader.array(entry.data + if wide { 10 } else { 8 })?;
            self.kinds.insert(item, kind);
            self.count(1)
        })
    }

    fn places(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        let version = part.version(reader)?;
        let sizes = reader.be16(part.data + 4)?;
        let size = |shift: u16| u64::from(sizes >> shift & 0xF);
        let (offset, length, base) = (size(12), size(8), size(4));
        let index = if matches!(version, 1 | 2) { size(0) } else { 0 };
        let mut at = part.data + 6;
        let wide = version >= 2;
        let items = number(reader, at, wide)?;
        at += if wide { 4 } else { 2 };
        for _ in 0..items {
            let item = number(reader, at, wide)?;
            at += if wide { 4 } else { 2 };
            let method = if version > 0 { reader.be16(at)? & 0xF } else { 0 };
            at += if version > 0 { 4 } else { 2 };
            let start = sized(reader, at, base)?;
            let pieces = reader.be16(at + base)?;
            at += base + 2;
            self.count(1 + usize::from(pieces))?;
            let mut all = Vec::new();
            for _ in 0..pieces {
                let from = start.checked_add(sized(reader, at + index, offset)?);
                let count = sized(reader, at + index + offset, length)?;
                at += index + offset + length;
                all.extend(from.and_then(|from| self.piece(method, from, count)));
            }
            // A piece that lies elsewhere leaves the item without a place.
            if all.len() == usize::from(pieces) {
                self.places.insert(item, all);
            }
        }
        Ok(())
    }

    /// A piece of an item as a part of the file.
    fn piece(&self, method: u16, from: u64, count: u64) -> Option<Range<u64>> {
        let base = match method {
            0 => 0,
            1 => self.idat?.data,
            _ => return None,
        };
        let from = from.checked_add(base)?;
        Some(from..from.checked_add(count)?)
    }

    fn links(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        let wide = part.version(reader)? > 0;
        let width = if wide { 4 } else { 2 };
        part.each(reader, 4, |reader, link| {
            let from = number(reader, link.data, wide)?;
            let count = reader.be16(link.data + width)?;
            self.count(1 + usize::from(count))?;
            let first = link.data + width + 2;
            let to = |number_of| number(reader, first + u64::from(number_of) * width, wide);
            let to = (0..count).map(to).collect::<Read<Vec<Item>>>()?;
            self.links.push((link.name, from, to));
            Ok(())
        })
    }

    fn associations(&mut self, reader: &mut Reader<'_>, map: Part) -> Read<()> {
        let wide_items = map.version(reader)? > 0;
        let wide = map.be32(reader, 0)? & 1 == 1;
        let mut at = map.data + 8;
        for _ in 0..map.be32(reader, 4)? {
            if at >= map.end {
                break;
            }
            let item = number(reader, at, wide_items)?;
            at += if wide_items { 4 } else { 2 };
            let count = reader.byte(at)?;
            at += 1;
            self.count(1 + usize::from(count))?;
            let mut all = Vec::new();
            for _ in 0..count {
                all.push(usize::from(if wide {
                    reader.be16(at)? & 0x7FFF
                } else {
                    (reader.byte(at)? & 0x7F).into()
                }));
                at += if wide { 2 } else { 1 };
            }
            self.has.insert(item, all);
        }
        Ok(())
    }

    /// What kind of item it is.
    pub(super) fn kind(&self, item: Item) -> Option<[u8; 4]> {
        self.kinds.get(&item).copied()
    }

    /// Where it lies in the file, piece after piece.
    pub(super) fn place(&self, item: Item) -> &[Range<u64>] {
        self.places.get(&item).map_or(&[], Vec::as_slice)
    }

    /// The properties of a kind that an item has, in their order.
    pub(super) fn properties(&self, item: Item, name: &[u8; 4]) -> impl Iterator<Item = Part> {
        self.all_of(item).filter(move |part| part.name == *name)
    }

    fn all_of(&self, item: Item) -> impl Iterator<Item = Part> {
        let numbers = self.has.get(&item).map_or(&[][..], Vec::as_slice);
        numbers.iter().filter_map(|number| self.properties.get(number.checked_sub(1)?).copied())
    }

    /// The items that a derived one is made of.
    pub(super) fn parts(&self, item: Item) -> &[Item] {
        let link = self.links.iter().find(|(name, from, _)| name == b"dimg" && *from == item);
        link.map_or(&[], |(_, _, to)| to)
    }

    /// The item that says how opaque another is, if there is one.
    pub(super) fn alpha(&self, reader: &mut Reader<'_>, item: Item) -> Read<Option<Item>> {
        for (name, from, to) in &self.links {
            if name != b"auxl" || !to.contains(&item) {
                continue;
            }
            for kind in self.properties(*from, b"auxC") {
                let name = reader.some(kind.data + 4, (kind.end - kind.data).min(64))?;
                // Source: ISO/IEC 23008-12, 6.5.8.
                let names = [
                    &b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha"[..],
                    b"urn:mpeg:hevc:2015:auxid:1",
                ];
                if names.iter().any(|alpha| name.starts_with(alpha)) {
                    return Ok(Some(*from));
                }
            }
        }
        Ok(None)
    }

    /// The clip of an item, and how it is turned after that.
    pub(super) fn shape(&self, reader: &mut Reader<'_>, item: Item) -> Read<(Option<Clip>, Turn)> {
        let (mut clip, mut matrix) = (None, Matrix::default());
        for part in self.all_of(item) {
            match &part.name {
                b"clap" => {
                    let mut two = |at| -> Read<(u32, u32)> {
                        Ok((part.be32(reader, at)?, part.be32(reader, at + 4)?))
                    };
                    let (width, height, across, down) = (two(0)?, two(8)?, two(16)?, two(24)?);
                    let signed = |(over, under): (u32, u32)| (over.cast_signed(), under);
                    clip = Some(Clip { width, height, across: signed(across), down: signed(down) });
                }
                // Quarters against the clock.
                b"irot" => {
                    matrix = matrix.then(Matrix::quarters(4 - (reader.byte(part.data)? & 3)));
                }
                // Source: ISO/IEC 23008-12:2022, 6.5.12: 0 changes top and bottom, 1 left and right.
                b"imir" => matrix = matrix.then(Matrix::mirror(reader.byte(part.data)? & 1 == 1)),
                _ => {}
            }
        }
        Ok((clip, matrix.turn()))
    }
}

/// A number of two bytes, or of four.
fn number(reader: &mut Reader<'_>, at: u64, wide: bool) -> Read<u32> {
    if wide { reader.be32(at) } else { reader.be16(at).map(u32::from) }
}

/// A number of so many bytes.
fn sized(reader: &mut Reader<'_>, at: u64, size: u64) -> Read<u64> {
    match size {
        0 => Ok(0),
        2 => reader.be16(at).map(u64::from),
        4 => reader.be32(at).map(u64::from),
        8 => reader.be64(at),
        _ => Err(Stop::Odd),
    }
}
