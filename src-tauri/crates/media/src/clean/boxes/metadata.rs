//! The metadata in a box beside the movie, so that it can be said what a cleaned copy lost. A box of which nothing is
//! known is told as well. Source: ISO/IEC 14496-12, 8.10 and 8.11; 3GPP TS 26.244, 8; QuickTime File Format,
//! metadata; XMP part 3, 1.2.7; exiftool's tables of QuickTime and Canon tags for what cameras write.

use crate::bytes::reader::{Read, Reader};
use crate::clean::exif;
use crate::clean::removed::Removed;
use crate::formats::boxes::Part;
use crate::labels::{KEY, c2pa};

/// Of a box `uuid` that holds XMP.
const XMP: [u8; 16] = *b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC";

/// Of one that holds EXIF.
const EXIF: [u8; 16] = *b"\x05\x37\x6C\xDC\x9D\x0C\x44\x31\xA7\x2A\xFA\x56\x1F\x2A\x11\x3E";

/// Of one in which Canon writes EXIF, its own notes and a small picture.
const CANON: [u8; 16] = *b"\x85\xC0\xB6\x87\x82\x0F\x11\xE0\x81\x11\xF4\xCE\x46\x2B\x6A\x48";

/// Of those that say how samples are locked: without them, they cannot be played. Source: PIFF 1.1, 5.3.
const LOCKS: [[u8; 16]; 2] = [
    *b"\xD0\x8A\x4F\x18\x10\xF3\x4A\x82\xB6\xC8\x32\xD8\xAB\xA1\x83\xD3",
    *b"\xA2\x39\x4F\x52\x5A\x9B\x4F\x14\xA2\x44\x6C\x42\x7C\x64\x8D\xF4",
];

/// A key is looked at so far. Judgement: the longest in use has 70 letters.
const MOST_KEY: u64 = 256;

/// Words in the names of keys that tell the location.
const LOCATION: [&[u8]; 8] =
    [b"location", b"gps", b"latitude", b"longitude", b"geo", b"coordinate", b"iso6709", b"xyz"];

/// And those that tell when, and with what.
const CAMERA: [&[u8]; 7] =
    [b"make", b"model", b"manufacturer", b"date", b"camera", b"lens", b"serial"];

/// Whether a box of a maker's own kind is needed to play.
pub(crate) fn is_needed(reader: &mut Reader<'_>, part: Part) -> Read<bool> {
    let may_be = part.name == *b"uuid" && part.end - part.data >= 16;
    Ok(may_be && LOCKS.contains(&reader.array(part.data)?))
}

/// What was found so far.
#[derive(Default)]
pub(crate) struct Metadata(Vec<Removed>);

impl Metadata {
    /// What a box tells; nothing where it is empty.
    pub(crate) fn of(reader: &mut Reader<'_>, part: Part) -> Read<Vec<Removed>> {
        let mut metadata = Self::default();
        match &part.name {
            b"udta" => metadata.user_data(reader, part)?,
            b"meta" => metadata.meta(reader, part)?,
            b"uuid" => metadata.maker(reader, part)?,
            _ => metadata.add(of_name(part.name)),
        }
        metadata.0.sort();
        Ok(metadata.0)
    }

    fn add(&mut self, removed: Removed) {
        if !self.0.contains(&removed) {
            self.0.push(removed);
        }
    }

    fn add_all(&mut self, removed: impl IntoIterator<Item = Removed>) {
        removed.into_iter().for_each(|removed| self.add(removed));
    }

    fn user_data(&mut self, reader: &mut Reader<'_>, udta: Part) -> Read<()> {
        let mut end = udta.data;
        udta.each(reader, 0, |reader, part| {
            end = part.end;
            match &part.name {
                b"meta" => self.meta(reader, part),
                b"uuid" => self.maker(reader, part),
                b"XMP_" => self.packet(reader, part.data, part.end),
                name => {
                    self.add(of_name(*name));
                    Ok(())
                }
            }
        })?;
        self.rest(reader, end, udta.end)
    }

    /// What follows the last box; QuickTime closes lists with four zeros.
    fn rest(&mut self, reader: &mut Reader<'_>, start: u64, end: u64) -> Read<()> {
        let rest = reader.some(start, (end - start).min(5))?;
        if rest.len() > 4 || rest.iter().any(|byte| *byte != 0) {
            self.add(Removed::Other);
        }
        Ok(())
    }

    /// A list of items, named by four letters or by the number of a key.
    fn meta(&mut self, reader: &mut Reader<'_>, meta: Part) -> Read<()> {
        // QuickTime writes no version before the boxes.
        let is_bare = meta.end - meta.data >= 8 && reader.array::<4>(meta.data + 4)? == *b"hdlr";
        let mut end = (meta.data + if is_bare { 0 } else { 4 }).min(meta.end);
        let (mut has_keys, mut has_numbers) = (false, false);
        meta.each(reader, if is_bare { 0 } else { 4 }, |reader, part| {
            end = part.end;
            match &part.name {
                b"keys" => part.each(reader, 8, |reader, key| {
                    has_keys = true;
                    self.key(reader, key.data, key.end)
                })?,
                b"ilst" => part.each(reader, 0, |reader, item| {
                    has_numbers |= item.name[0] == 0;
                    self.item(reader, item)
                })?,
                b"xml " | b"bxml" | b"iinf" => self.add(Removed::Descriptions),
                b"hdlr" | b"iloc" | b"pitm" | b"dinf" => {}
                b"free" | b"skip" if part.end == part.data => {}
                _ => self.add(Removed::Other),
            }
            Ok(())
        })?;
        if has_numbers && !has_keys {
            self.add(Removed::Descriptions);
        }
        self.rest(reader, end, meta.end)
    }

    /// One that is named by a number has a key, which is told.
    fn item(&mut self, reader: &mut Reader<'_>, item: Part) -> Read<()> {
        match &item.name {
            [0, ..] => Ok(()),
            b"----" => {
                let mut has_name = false;
                item.each(reader, 0, |reader, part| match &part.name {
                    b"name" => {
                        has_name = true;
                        self.key(reader, (part.data + 4).min(part.end), part.end)
                    }
                    _ => Ok(()),
                })?;
                if !has_name {
                    self.add(Removed::Descriptions);
                }
                Ok(())
            }
            name => {
                self.add(of_name(*name));
                Ok(())
            }
        }
    }

    /// The name of a key.
    fn key(&mut self, reader: &mut Reader<'_>, start: u64, end: u64) -> Read<()> {
        let name = reader.some(start, (end - start).min(MOST_KEY))?;
        // A label of what artificial intelligence made is written anew.
        if !name.eq_ignore_ascii_case(KEY) {
            self.add(of_key(&name));
        }
        Ok(())
    }

    fn maker(&mut self, reader: &mut Reader<'_>, uuid: Part) -> Read<()> {
        if uuid.end - uuid.data < 16 {
            self.add(Removed::Other);
            return Ok(());
        }
        let start = uuid.data + 16;
        match reader.array(uuid.data)? {
            XMP => self.packet(reader, start, uuid.end),
            EXIF => {
                let block = reader.some(start, (uuid.end - start).min(exif::MOST))?;
                let removed = exif::inspect(&block).1;
                self.add_all(if removed.is_empty() { vec![Removed::Other] } else { removed });
                Ok(())
            }
            CANON => {
                self.add(Removed::MakerNote);
                uuid.each(reader, 16, |reader, part| {
                    match &part.name {
                        b"CMT1" | b"CMT2" => self.add(Removed::Camera),
                        b"CMT4" if has_location(reader, part)? => self.add(Removed::Location),
                        b"THMB" => self.add(Removed::Thumbnail),
                        _ => {}
                    }
                    Ok(())
                })
            }
            c2pa::UUID => {
                self.add(Removed::Manifest);
                Ok(())
            }
            _ => {
                self.add(Removed::Other);
                Ok(())
            }
        }
    }

    fn packet(&mut self, reader: &mut Reader<'_>, start: u64, end: u64) -> Read<()> {
        let packet = reader.some(start, (end - start).min(exif::MOST))?;
        self.add_all(exif::xmp(&packet));
        Ok(())
    }
}

/// Whether a block of places has more entries than its version.
fn has_location(reader: &mut Reader<'_>, part: Part) -> Read<bool> {
    let head = reader.some(part.data, (part.end - part.data).min(10))?;
    Ok(head.get(8..10).is_some_and(|count| count.iter().max() > Some(&1)))
}

/// What a key of words tells by its name.
fn of_key(name: &[u8]) -> Removed {
    let name = name.to_ascii_lowercase();
    let has = |words: &[&[u8]]| {
        words.iter().any(|word| name.windows(word.len()).any(|window| window == *word))
    };
    if has(&LOCATION) {
        Removed::Location
    } else if has(&CAMERA) {
        Removed::Camera
    } else {
        Removed::Descriptions
    }
}

/// What a box tells by its name, of which the first letter may be the sign of words.
fn of_name(name: [u8; 4]) -> Removed {
    match &name.map(|letter| letter.to_ascii_lowercase()) {
        b"\xA9xyz" | b"\xA9gps" | b"gps " | b"gps0" | b"loci" => Removed::Location,
        b"\xA9day" | b"\xA9mak" | b"\xA9mod" | b"date" | b"manu" | b"modl" | b"prft" => {
            Removed::Camera
        }
        // Of GoPro, Canon, Nikon, Pentax, Panasonic and Samsung.
        b"gpmf" | b"came" | b"firm" | b"lens" | b"muid" | b"hmmt" | b"cnda" | b"cncv" | b"cnmn"
        | b"cnfv" | b"ncdt" | b"nctg" | b"pent" | b"pana" | b"mvtg" | b"smta" => Removed::MakerNote,
        b"cnth" | b"thmb" | b"thum" | b"covr" | b"pnot" | b"pict" => Removed::Thumbnail,
        [0xA9, ..]
        | b"titl"
        | b"dscp"
        | b"cprt"
        | b"perf"
        | b"gnre"
        | b"auth"
        | b"albm"
        | b"kywd"
        | b"xml "
        | b"bxml"
        | b"clsf"
        | b"rtng"
        | b"coll"
        | b"name"
        | b"chpl"
        | b"desc"
        | b"ldes" => Removed::Descriptions,
        _ => Removed::Other,
    }
}
