//! Where files of boxes bear labels: keys and words of a film, items of a photo, XMP and manifests in boxes of their
//! own; and the box that says a key alone. Source: QuickTime File Format, metadata; XMP part 3, 1.2.7; C2PA 2.1, A.5.

use std::io::Read as _;

use brotli_decompressor::Decompressor;

use super::{LONGEST, Labels, MOST_PACKET, aigc, c2pa};
use crate::bytes::reader::{Read, Reader};
use crate::formats::boxes::Part;
use crate::formats::heif::item::MIME;
use crate::formats::heif::items::Items;
use crate::formats::heif::locations::Location;

/// The name of the key. Source: TC260-PG-20258A.
pub(crate) const KEY: &[u8] = b"AIGC";

/// Of a box `uuid` that holds XMP.
const XMP: [u8; 16] = *b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC";
/// Of those that hold EXIF in a JPEG 2000, as ImageMagick and as Adobe write it; nothing says it but what they do.
const EXIF: [[u8; 16]; 2] =
    [*b"JpgTiffExif->JP2", *b"\x05\x37\xCD\xAB\x9D\x0C\x44\x31\xA7\x2A\xFA\x56\x1F\x2A\x11\x3E"];

/// Judgement: a film has some ten keys.
const MOST_KEYS: usize = 1000;

pub(super) fn find(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let mut at = 0;
    while at < reader.length() {
        let part = Part::at(reader, at, reader.length())?;
        match &part.name {
            b"moov" => part.each(reader, 0, |reader, part| match &part.name {
                b"trak" => {
                    part.each(reader, 0, |reader, part| beside_samples(reader, part, labels))
                }
                _ => beside_tracks(reader, part, labels),
            })?,
            b"meta" => meta(reader, part, labels)?,
            b"uuid" => maker(reader, part, labels)?,
            b"jumb" => labels.take_manifest(&held(reader, part, 0, c2pa::MOST)?),
            b"xml " => labels.take_named(b"", &held(reader, part, 0, MOST_PACKET)?),
            b"Exif" => labels.take_exif(block(&held(reader, part, 0, MOST_PACKET)?)),
            b"brob" => packed(&held(reader, part, 0, c2pa::MOST)?, labels),
            // XML with the words that say what it is of. Source: ISO/IEC 15444-2, annex M (`asoc`).
            b"asoc" => part.each(reader, 0, |reader, part| {
                if part.name == *b"xml " {
                    labels.take_named(b"", &held(reader, part, 0, MOST_PACKET)?);
                }
                Ok(())
            })?,
            _ => {}
        }
        at = part.end;
    }
    Ok(())
}

/// A box of JPEG XL that is packed, with its name before it. Source: ISO/IEC 18181-2 (`brob`).
fn packed(bytes: &[u8], labels: &mut Labels) {
    let Some((name, packed)) = bytes.split_first_chunk::<4>() else { return };
    // More is asked of the window than 4 MiB by nobody who packs so little. Source: RFC 7932, 9.1.
    let is_modest = packed.first().is_some_and(|first| first & 1 == 0 || first >> 1 & 7 <= 5);
    if !is_modest || !matches!(name, b"xml " | b"Exif" | b"jumb") {
        return;
    }
    let mut holds = Vec::new();
    // What is cut off says what it says so far.
    let _ = Decompressor::new(packed, 4096).take(c2pa::MOST).read_to_end(&mut holds);
    match name {
        b"xml " => labels.take_named(b"", &holds),
        b"Exif" => labels.take_exif(block(&holds)),
        _ => labels.take_manifest(&holds),
    }
}

/// A block of EXIF begins where the four bytes before it say.
fn block(bytes: &[u8]) -> &[u8] {
    let skip = bytes.first_chunk().map_or(0, |four| u32::from_be_bytes(*four) as usize);
    bytes.get(skip.saturating_add(4)..).unwrap_or_default()
}

/// What stands in a track beside its samples: words of its own, and the name of its handler, in which some programs write
/// the title of the track.
fn beside_samples(reader: &mut Reader<'_>, part: Part, labels: &mut Labels) -> Read<()> {
    if part.name != *b"mdia" {
        return beside_tracks(reader, part, labels);
    }
    part.each(reader, 0, |reader, part| {
        if part.name == *b"hdlr" {
            labels.take_own(aigc::in_text(&held(reader, part, 24, MOST_PACKET)?));
        }
        Ok(())
    })
}

/// What stands beside the tracks of a movie.
fn beside_tracks(reader: &mut Reader<'_>, part: Part, labels: &mut Labels) -> Read<()> {
    match &part.name {
        b"meta" => meta(reader, part, labels),
        b"uuid" => maker(reader, part, labels),
        b"udta" => part.each(reader, 0, |reader, part| match &part.name {
            b"meta" => meta(reader, part, labels),
            b"uuid" => maker(reader, part, labels),
            b"XMP_" => {
                labels.take_packet(&held(reader, part, 0, MOST_PACKET)?);
                Ok(())
            }
            name if is_words(name) => {
                labels.take_own(aigc::in_text(&held(reader, part, 0, MOST_PACKET)?));
                Ok(())
            }
            _ => Ok(()),
        }),
        _ => Ok(()),
    }
}

/// Words of a user: those of QuickTime, those of phones with 3GP, and the label by its own name.
fn is_words(name: &[u8; 4]) -> bool {
    name[0] == 0xA9 || matches!(name, b"dscp" | b"titl" | b"auth" | b"cprt" | b"name" | b"AIGC")
}

fn maker(reader: &mut Reader<'_>, uuid: Part, labels: &mut Labels) -> Read<()> {
    if uuid.end - uuid.data >= 16 {
        match reader.array(uuid.data)? {
            XMP => labels.take_packet(&held(reader, uuid, 16, MOST_PACKET)?),
            exif if EXIF.contains(&exif) => {
                labels.take_exif(&held(reader, uuid, 16, MOST_PACKET)?);
            }
            c2pa::UUID => labels.take_manifest(&held(reader, uuid, 16, c2pa::MOST)?),
            _ => {}
        }
    }
    Ok(())
}

/// A list of words, or of the items of a photo.
fn meta(reader: &mut Reader<'_>, meta: Part, labels: &mut Labels) -> Read<()> {
    let is_bare = meta.end - meta.data >= 8 && reader.array::<4>(meta.data + 4)? == *b"hdlr";
    let (mut keys, mut has_items) = (Vec::new(), false);
    meta.each(reader, if is_bare { 0 } else { 4 }, |reader, part| {
        match &part.name {
            b"keys" => part.each(reader, 8, |reader, key| {
                if keys.len() < MOST_KEYS {
                    keys.push(is_key(&held(reader, key, 0, 64)?));
                }
                Ok(())
            })?,
            b"ilst" => part.each(reader, 0, |reader, item| {
                let value = item_value(reader, item, &keys)?;
                labels.take_own(value);
                Ok(())
            })?,
            b"iinf" => has_items = true,
            b"xml " => labels.take_packet(&held(reader, part, 4, MOST_PACKET)?),
            _ => {}
        }
        Ok(())
    })?;
    if has_items { items(reader, meta, labels) } else { Ok(()) }
}

fn is_key(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(KEY)
}

/// The label in an item, which has a number, four letters, or words for its name; comments may hold one among others.
fn item_value(reader: &mut Reader<'_>, item: Part, keys: &[bool]) -> Read<Option<Vec<u8>>> {
    let number = u32::from_be_bytes(item.name) as usize;
    let mut is_label = number.checked_sub(1).and_then(|number| keys.get(number)) == Some(&true);
    // Any words may, under a number too; the picture of a cover is none.
    let may_hold = item.name != *b"covr";
    let mut value = None;
    item.each(reader, 0, |reader, part| {
        match &part.name {
            b"name" => is_label |= is_key(&held(reader, part, 4, 64)?),
            b"data" if is_label || may_hold => {
                value = Some(held(reader, part, 8, LONGEST as u64 + 1)?);
            }
            _ => {}
        }
        Ok(())
    })?;
    let value = value.filter(|value| value.len() <= LONGEST);
    Ok(if is_label { value } else { value.and_then(|value| aigc::in_text(&value)) })
}

/// The items of a photo that describe it.
fn items(reader: &mut Reader<'_>, meta: Part, labels: &mut Labels) -> Read<()> {
    let items = Items::read(reader, meta)?;
    for (item, location) in items.locations() {
        let is_words = items.item_type(item) == Some(MIME);
        let is_exif = items.item_type(item) == Some(*b"Exif");
        let Location::Here(pieces) = location else { continue };
        if !is_words && !is_exif {
            continue;
        }
        let mut bytes = Vec::new();
        for piece in pieces {
            let most = MOST_PACKET.saturating_sub(bytes.len() as u64);
            bytes
                .extend(reader.some(piece.start, piece.end.saturating_sub(piece.start).min(most))?);
        }
        if is_words {
            labels.take_packet(&bytes);
        } else {
            labels.take_exif(block(&bytes));
        }
    }
    Ok(())
}

/// What a box holds, from `skip` bytes on.
fn held(reader: &mut Reader<'_>, part: Part, skip: u64, most: u64) -> Read<Vec<u8>> {
    let start = part.data.saturating_add(skip).min(part.end);
    reader.some(start, (part.end - start).min(most))
}

/// A box in a movie that says the key alone, followed by free space so that both are so long; none where they cannot be.
pub(crate) fn key_box(value: &[u8], length: u64) -> Option<Vec<u8>> {
    let length = usize::try_from(length).ok()?;
    let keys = named(b"keys", &[b"\0\0\0\0\0\0\0\x01", &named(b"mdta", &[KEY])]);
    let data = named(b"data", &[b"\0\0\0\x01\0\0\0\0", value]);
    let words = named(b"ilst", &[&named(&[0, 0, 0, 1], &[&data])]);
    // Among the words of the user with the version that ISO asks for; where there is less room, in the movie itself as
    // QuickTime has it.
    [true, false].into_iter().find_map(|is_of_user| {
        let version = if is_of_user { &[0; 4][..] } else { &[] };
        let whole = |name: &[u8]| {
            let handler = named(b"hdlr", &[&[0; 8], b"mdta", &[0; 12], name]);
            let meta = named(b"meta", &[version, &handler, &keys, &words]);
            if is_of_user { named(b"udta", &[&meta]) } else { meta }
        };
        let shortest = &version[..version.len().min(1)];
        let plain = whole(shortest);
        Some(match length.checked_sub(plain.len())? {
            0 => plain,
            // Too little for a box of its own: the name of the handler ends later.
            less @ 1..8 => whole(&vec![0; shortest.len() + less]),
            rest => [plain, named(b"free", &[&vec![0; rest - 8]])].concat(),
        })
    })
}

fn named(name: &[u8; 4], holds: &[&[u8]]) -> Vec<u8> {
    let holds = holds.concat();
    [&(holds.len() as u32 + 8).to_be_bytes(), &name[..], &holds].concat()
}
