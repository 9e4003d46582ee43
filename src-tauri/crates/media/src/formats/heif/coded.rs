//! Whether a picture is as large as the list of items says: what its parameter sets or its first unit say, which is what a
//! decoder makes of it. Programs differ in whom they believe, so nobody knows how large a picture is of which both say
//! something else. Source: ISO/IEC 23008-12, 6.5.3 (`ispe`); AV1 Image File Format, 2.1.

use super::grid::Grid;
use super::item::ItemId;
use super::items::Items;
use super::locations::Location;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Size;
use crate::formats::codec::{av1, h264, hevc};

/// Judgement: parameter sets lie in the first few hundred bytes of a configuration.
const MOST_OF_CONFIGURATION: u64 = 64 << 10;

/// Judgement: the first unit of a picture of AV1 is its sequence header of some 12 bytes; metadata may stand before it.
const MOST_OF_START: u64 = 4096;

/// Of the configuration of AV1, before its units. Source: AV1 Codec ISO Media File Format Binding, 2.3.3.
const HEAD_OF_AV1: usize = 4;

/// Encoders fill up to whole blocks, of which the largest have so many pixels a side. Source: ITU-T H.265, 7.4.3.2.1.
const LARGEST_BLOCK: u32 = 64;

/// Pictures that are shown as a part of others, as `Odd` where they are not as large as those say: nobody looks deeper.
const DEEPEST: usize = 3;

/// That an item is as large as it is said to be; `Odd` where its coded picture is not.
pub(super) fn agrees(items: &Items, item: ItemId, said: Size, reader: &mut Reader<'_>) -> Read<()> {
    match decoded(items, item, reader, DEEPEST)? {
        Some(decoded) if !is_filled_up(said, decoded) => Err(Stop::Odd),
        _ => Ok(()),
    }
}

/// That tiles cover a picture, and are all there. Source: ISO/IEC 23008-12, 6.6.2.3.1.
pub(super) fn covers(items: &Items, item: ItemId, grid: Grid, reader: &mut Reader<'_>) -> Read<()> {
    let tiles = items.parts(item);
    if tiles.len() as u64 != u64::from(grid.rows) * u64::from(grid.columns) {
        return Err(Stop::Odd);
    }
    let Some(tile) = tiles.first() else { return Err(Stop::Odd) };
    let Some(size) = decoded(items, *tile, reader, DEEPEST)? else { return Ok(()) };
    let covers =
        |count: u32, tile: u32, whole: u32| u64::from(count) * u64::from(tile) >= u64::from(whole);
    let is_covered =
        covers(grid.columns, size.width, grid.width) && covers(grid.rows, size.height, grid.height);
    if is_covered { Ok(()) } else { Err(Stop::Odd) }
}

/// The same size, or what an encoder of whole blocks makes of it.
fn is_filled_up(said: Size, decoded: Size) -> bool {
    let fits = |said: u32, decoded: u32| {
        said <= decoded && said.div_ceil(LARGEST_BLOCK) == decoded.div_ceil(LARGEST_BLOCK)
    };
    fits(said.width, decoded.width) && fits(said.height, decoded.height)
}

/// The size of an item as a decoder makes it; none where that is not known here.
fn decoded(
    items: &Items,
    item: ItemId,
    reader: &mut Reader<'_>,
    deep: usize,
) -> Read<Option<Size>> {
    let size = |(width, height): (u32, u32)| Size { width, height };
    let kind = items.item_type(item);
    match kind.as_ref() {
        Some(b"hvc1" | b"hev1") => {
            let set = configuration(items, item, b"hvcC", reader)?;
            let set = set.and_then(|bytes| hevc::of_configuration(&bytes));
            Ok(set.map(|set| size((set.width, set.height))))
        }
        Some(b"avc1") => {
            let set = configuration(items, item, b"avcC", reader)?;
            let set = set.and_then(|bytes| h264::of_configuration(&bytes));
            Ok(set.map(|set| size((set.width, set.height))))
        }
        // Of several layers, one is chosen by a property.
        Some(b"av01") if items.named(item, b"lsel").next().is_some() => Ok(None),
        Some(b"av01") => {
            let start = first_bytes(items, item, MOST_OF_START, reader)?;
            let head = configuration(items, item, b"av1C", reader)?.unwrap_or_default();
            let units = head.get(HEAD_OF_AV1..).unwrap_or_default();
            Ok(av1::size(&[units, &start].concat()).map(size))
        }
        // The same picture, turned or cut.
        Some(b"iden") if deep > 0 => match items.parts(item).first() {
            Some(part) => decoded(items, *part, reader, deep - 1),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

fn configuration(
    items: &Items,
    item: ItemId,
    name: &[u8; 4],
    reader: &mut Reader<'_>,
) -> Read<Option<Vec<u8>>> {
    let Some(part) = items.named(item, name).next() else { return Ok(None) };
    let length = part.end.saturating_sub(part.data).min(MOST_OF_CONFIGURATION);
    reader.some(part.data, length).map(Some)
}

/// The bytes that an item begins with; none where it lies elsewhere or behind the end.
fn first_bytes(items: &Items, item: ItemId, most: u64, reader: &mut Reader<'_>) -> Read<Vec<u8>> {
    let Some(Location::Here(pieces)) = items.location(item) else { return Ok(Vec::new()) };
    let mut bytes = Vec::new();
    for piece in pieces {
        let left = most.saturating_sub(bytes.len() as u64);
        if left == 0 {
            break;
        }
        bytes.extend(reader.some(piece.start, piece.end.saturating_sub(piece.start).min(left))?);
    }
    Ok(bytes)
}

/// Whether something is there of an item and of all that it is made of.
pub(super) fn has_data(items: &Items, item: ItemId, length: u64) -> bool {
    has_data_to(items, item, length, DEEPEST)
}

fn has_data_to(items: &Items, item: ItemId, length: u64, deep: usize) -> bool {
    let parts = items.parts(item);
    if !parts.is_empty() && deep > 0 {
        return parts.iter().all(|part| has_data_to(items, *part, length, deep - 1));
    }
    match items.location(item) {
        Some(Location::Here(pieces)) => {
            let within = pieces.iter().all(|piece| piece.end <= length);
            within && pieces.iter().any(|piece| !piece.is_empty())
        }
        // What lies in another file is there or not.
        Some(Location::Elsewhere) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoder_may_fill_up_its_last_block_and_no_more() {
        let is = |said: (u32, u32), decoded: (u32, u32)| {
            let size = |(width, height)| Size { width, height };
            is_filled_up(size(said), size(decoded))
        };
        assert!(is((1920, 1080), (1920, 1080)) && is((1919, 1079), (1920, 1080)));
        assert!(is((1920, 1080), (1920, 1088)));
        for (said, decoded) in [
            ((1920, 1088), (1920, 1080)),
            ((1920, 1080), (1080, 1920)),
            ((1920, 1080), (3840, 2160)),
            ((4000, 3000), (40, 30)),
        ] {
            assert!(!is(said, decoded), "{said:?} {decoded:?}");
        }
    }
}
