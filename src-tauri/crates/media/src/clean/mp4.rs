//! MP4 and MOV: what tells the place is overwritten where it stands, for the tables of a movie name places in
//! the file, and nothing may move. Source: ISO/IEC 14496-12, 8.10 and 8.11; 3GPP TS 26.244, 8.13 (`loci`);
//! QuickTime File Format, metadata; XMP part 3, 1.2.7.

use super::plan::{Overwritten, Plan};
use super::{Left, Removed};
use crate::isobmff::boxes::Part;
use crate::reader::{Read, Reader, Stop};

/// Of a box `uuid` that holds XMP.
const XMP: [u8; 16] = *b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC";

/// Judgement: cameras write five such boxes at most; editors copy them to each track.
const MOST_PLACES: usize = 10_000;

/// Judgement: cameras write some ten keys, of which three tell the place.
const MOST_KEYS: usize = 100;

/// A key is looked at so far. Judgement: the longest in use has 60 letters.
const MOST_KEY: u64 = 256;

/// Tracks that are no picture, sound or chapter: what drones and dashboard cameras log in, and subtitles, in which
/// drones log as well. Source: ISO/IEC 14496-12, 12.3 and 12.6; the registry of handlers at mp4ra.org.
const DATA: [&[u8; 4]; 4] = [b"meta", b"camm", b"sbtl", b"subt"];

/// Phones log in tracks of this kind where faces are and how the phone was held.
const PHONE: [u8; 4] = *b"mebx";

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let mut places = Places::default();
    places.outer(reader)?;
    let mut over = Overwritten::default();
    places.give(plan, &mut over);
    over.write(plan, reader.length())
}

/// What tells the place in a movie that stands beside pictures.
pub(super) fn movie(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    over: &mut Overwritten,
    moov: Part,
) -> Read<()> {
    let mut places = Places::default();
    moov.each(reader, 0, |reader, part| places.movie(reader, part))?;
    places.give(plan, over);
    Ok(())
}

/// The boxes that are overwritten.
#[derive(Default)]
struct Places {
    found: Vec<Part>,
    told: Vec<Removed>,
    has_data: bool,
}

impl Places {
    fn give(self, plan: &mut Plan, over: &mut Overwritten) {
        for part in self.found {
            // The name lies before what it holds, and before the length where that has eight bytes.
            let name = part.data - part.head + 4;
            over.add(name..name + 4, b"free");
            over.add(part.data..part.end, b"");
        }
        plan.tell(self.told);
        plan.leave(self.has_data.then_some(Left::DataTrack));
    }

    fn outer(&mut self, reader: &mut Reader<'_>) -> Read<()> {
        let mut at = 0;
        let mut has_movie = false;
        while at < reader.length() {
            let part = match Part::at(reader, at, reader.length()) {
                // What is no box behind the movie is left by players as well.
                Err(Stop::End | Stop::Odd) if has_movie => return Ok(()),
                part => part?,
            };
            match &part.name {
                b"moov" => {
                    has_movie = true;
                    part.each(reader, 0, |reader, part| self.movie(reader, part))?;
                }
                _ => self.loose(reader, part)?,
            }
            at = part.end;
        }
        if has_movie { Ok(()) } else { Err(Stop::Odd) }
    }

    fn movie(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        if part.name == *b"trak" {
            return part.each(reader, 0, |reader, part| match &part.name {
                b"mdia" => self.track(reader, part),
                _ => self.loose(reader, part),
            });
        }
        self.loose(reader, part)
    }

    /// Whether a track may log the place. Its samples lie between those of others and are not gone through.
    fn track(&mut self, reader: &mut Reader<'_>, mdia: Part) -> Read<()> {
        let (mut handler, mut kind) = ([0; 4], [0; 4]);
        mdia.each(reader, 0, |reader, part| match &part.name {
            b"hdlr" => {
                handler = part.be32(reader, 8)?.to_be_bytes();
                Ok(())
            }
            b"minf" => part.each(reader, 0, |reader, part| {
                if part.name != *b"stbl" {
                    return Ok(());
                }
                part.each(reader, 0, |reader, part| {
                    if part.name == *b"stsd" && part.end - part.data >= 16 {
                        kind = reader.array(part.data + 12)?;
                    }
                    Ok(())
                })
            }),
            _ => Ok(()),
        })?;
        self.has_data |= DATA.contains(&&handler) && kind != PHONE;
        Ok(())
    }

    /// A box that stands in the file, the movie or a track.
    fn loose(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        match &part.name {
            b"udta" => part.each(reader, 0, |reader, part| self.user_data(reader, part)),
            b"meta" => self.meta(reader, part),
            _ => self.packet(reader, part),
        }
    }

    /// XMP in a box of its own.
    fn packet(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        let may_be = part.name == *b"uuid" && part.end - part.data >= 16;
        if may_be && reader.array::<16>(part.data)? == XMP {
            self.take(part, Removed::Descriptions)?;
        }
        Ok(())
    }

    fn user_data(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        match &part.name {
            b"\xA9xyz" | b"loci" => self.take(part, Removed::Place),
            b"XMP_" => self.take(part, Removed::Descriptions),
            b"meta" => self.meta(reader, part),
            _ => self.packet(reader, part),
        }
    }

    /// A list of items, named by four letters or by the number of a key.
    fn meta(&mut self, reader: &mut Reader<'_>, meta: Part) -> Read<()> {
        // QuickTime writes no version before the boxes.
        let is_bare = meta.end - meta.data >= 8 && reader.array::<4>(meta.data + 4)? == *b"hdlr";
        let (mut keys, mut list) = (None, None);
        meta.each(reader, if is_bare { 0 } else { 4 }, |_, part| {
            match &part.name {
                b"keys" => keys = Some(part),
                b"ilst" => list = Some(part),
                _ => {}
            }
            Ok(())
        })?;
        let Some(list) = list else { return Ok(()) };
        let places = keys.map_or(Ok(Vec::new()), |keys| place_keys(reader, keys))?;
        list.each(reader, 0, |_, item| {
            let is_place = places.contains(&u32::from_be_bytes(item.name));
            if is_place || item.name == *b"\xA9xyz" {
                self.take(item, Removed::Place)?;
            }
            Ok(())
        })
    }

    fn take(&mut self, part: Part, removed: Removed) -> Read<()> {
        if self.found.len() >= MOST_PLACES {
            return Err(Stop::Spent);
        }
        self.found.push(part);
        self.told.push(removed);
        Ok(())
    }
}

/// The numbers of the keys that tell the place, from 1 on, such as `com.apple.quicktime.location.ISO6709`.
fn place_keys(reader: &mut Reader<'_>, keys: Part) -> Read<Vec<u32>> {
    let mut places = Vec::new();
    let mut number = 0;
    keys.each(reader, 8, |reader, key| {
        number += 1;
        let name = reader.some(key.data, (key.end - key.data).min(MOST_KEY))?;
        let name = name.to_ascii_lowercase();
        let holds = |word: &[u8]| name.windows(word.len()).any(|window| window == word);
        if holds(b"location") || holds(b"gps") {
            places.push(number);
        }
        if places.len() > MOST_KEYS {
            return Err(Stop::Spent);
        }
        Ok(())
    })?;
    Ok(places)
}
