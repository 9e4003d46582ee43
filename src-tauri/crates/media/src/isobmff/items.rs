//! The box `meta` of HEIC and AVIF: the size, clip and turn of the main picture. Source: ISO/IEC 23008-12,
//! 6.5; 14496-12, 8.11.

use super::boxes::Part;
use crate::container::Container;
use crate::facts::Size;
use crate::found::{Found, Picture};
use crate::reader::{Read, Reader, Stop};
use crate::video::matrix::Matrix;

/// Judgement: a photo of 48 tiles with its depth map has some twenty properties.
const MOST_PROPERTIES: usize = 4096;
/// Judgement: associations of one item; a photo has up to eight.
const MOST_OF_ONE: usize = 64;

/// A property that is asked for.
#[derive(Clone, Copy)]
enum Property {
    Size(Size),
    Clip(Size),
    Turn(Matrix),
    Other,
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    meta: Part,
    container: Container,
    found: &mut Found,
) -> Read<()> {
    let (mut main, mut properties, mut map) = (None, Vec::new(), None);
    let mut kinds: Option<Part> = None;
    meta.each(reader, 4, |reader, part| {
        match &part.name {
            b"pitm" => {
                let wide = part.version(reader)? > 0;
                main =
                    Some(if wide { part.be32(reader, 4)? } else { part.be32(reader, 2)? & 0xFFFF });
            }
            b"iinf" => kinds = Some(part),
            b"iprp" => part.each(reader, 0, |reader, part| {
                match &part.name {
                    b"ipco" => part.each(reader, 0, |reader, part| {
                        if properties.len() < MOST_PROPERTIES {
                            properties.push(property(reader, part)?);
                        }
                        Ok(())
                    })?,
                    b"ipma" => map = map.or(Some(part)),
                    _ => {}
                }
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    })?;
    let (Some(main), Some(map)) = (main, map) else { return Err(Stop::Odd) };
    let mut picture = Picture::new(codec(container), 0, 0);
    let mut matrix = Matrix::default();
    for index in of_item(reader, map, main)? {
        match index.checked_sub(1).and_then(|index| properties.get(index)) {
            Some(Property::Size(size)) => picture.coded = *size,
            Some(Property::Clip(size)) => picture.clean = Some(*size),
            Some(Property::Turn(turn)) => matrix = matrix.then(*turn),
            _ => {}
        }
    }
    picture.turn = matrix.turn();
    if let Some(kind) = kinds.map(|kinds| kind_of(reader, kinds, main)).transpose()?.flatten() {
        picture.codec = Some(kind.to_owned());
    }
    found.offer(picture);
    Ok(())
}

/// Tiles are coded as the brand says.
fn codec(container: Container) -> &'static str {
    if container == Container::Avif { "av1" } else { "hevc" }
}

fn property(reader: &mut Reader<'_>, part: Part) -> Read<Property> {
    Ok(match &part.name {
        b"ispe" => {
            let (width, height) = (part.be32(reader, 4)?, part.be32(reader, 8)?);
            Property::Size(Size { width, height })
        }
        b"clap" => {
            let mut side = |at| -> Read<u32> {
                let (over, under) = (part.be32(reader, at)?, part.be32(reader, at + 4)?);
                over.checked_div(under).filter(|side| *side > 0).ok_or(Stop::Odd)
            };
            Property::Clip(Size { width: side(0)?, height: side(8)? })
        }
        // Quarters against the clock.
        b"irot" => Property::Turn(Matrix::quarters(4 - (reader.byte(part.data)? & 3))),
        // Source: ISO/IEC 23008-12:2022, 6.5.12: 0 changes top and bottom, 1 left and right.
        b"imir" => Property::Turn(Matrix::mirror(reader.byte(part.data)? & 1 == 1)),
        _ => Property::Other,
    })
}

/// The properties of an item, by their number from 1, in their order.
fn of_item(reader: &mut Reader<'_>, map: Part, item: u32) -> Read<Vec<usize>> {
    let wide_items = map.version(reader)? > 0;
    let wide = map.be32(reader, 0)? & 1 == 1;
    let mut at = map.data + 8;
    for _ in 0..map.be32(reader, 4)? {
        if at >= map.end {
            break;
        }
        let id = if wide_items { reader.be32(at)? } else { reader.be16(at)?.into() };
        at += if wide_items { 4 } else { 2 };
        let count = reader.byte(at)?;
        at += 1;
        let width = if wide { 2 } else { 1 };
        if id == item {
            let mut all = Vec::new();
            for number in 0..u64::from(count).min(MOST_OF_ONE as u64) {
                let place = at + number * width;
                let index = if wide {
                    reader.be16(place)? & 0x7FFF
                } else {
                    (reader.byte(place)? & 0x7F).into()
                };
                all.push(index.into());
            }
            return Ok(all);
        }
        at += u64::from(count) * width;
    }
    Err(Stop::Odd)
}

/// How an item is coded, where that is not what the brand says.
fn kind_of(reader: &mut Reader<'_>, kinds: Part, item: u32) -> Read<Option<&'static str>> {
    let skip = if kinds.version(reader)? == 0 { 6 } else { 8 };
    let mut kind = None;
    kinds.each(reader, skip, |reader, entry| {
        let version = entry.version(reader)?;
        if entry.name != *b"infe" || version < 2 || kind.is_some() {
            return Ok(());
        }
        let id = if version == 2 {
            reader.be16(entry.data + 4)?.into()
        } else {
            reader.be32(entry.data + 4)?
        };
        let at = entry.data + if version == 2 { 8 } else { 10 };
        if id == item {
            kind = match &reader.array::<4>(at)? {
                b"hvc1" => Some("hevc"),
                b"av01" => Some("av1"),
                b"avc1" => Some("h264"),
                b"vvc1" => Some("vvc"),
                b"jpeg" => Some("mjpeg"),
                b"j2k1" => Some("jpeg2000"),
                b"unci" => Some("rawvideo"),
                _ => None,
            };
        }
        Ok(())
    })?;
    Ok(kind)
}
