//! Which tracks of a movie may log where it was taken. Their samples lie between those of others and are not gone
//! through. Source: ISO/IEC 14496-12, 12; the registry of handlers at mp4ra.org; QuickTime File Format, timed
//! metadata.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::boxes::Part;

/// Kinds that hold pictures, sound, and how these are sent and timed; anything else may be a log.
const SHOWN: [&[u8; 4]; 9] =
    [b"vide", b"soun", b"auxv", b"pict", b"hint", b"tmcd", b"odsm", b"sdsm", b"MPEG"];

/// The owner of a namespace of keys that is documented: none of its keys but those of `PLACES` holds a place. What
/// another maker logs under names of his own, nobody knows. Source: AVFoundation, AVMetadataIdentifiers.
const DOCUMENTED: &[u8] = b"com.apple.";

/// Words in the names of keys that hold places. Source: the same; QuickTime File Format, metadata keys.
const PLACES: [&[u8]; 8] = [
    b"location",
    b"gps",
    b"latitude",
    b"longitude",
    b"iso6709",
    b"coordinate",
    b"geotag",
    b"altitude",
];

/// A key is looked at so far. Judgement: the longest in use has 70 letters.
const MOST_KEY: u64 = 256;

/// Judgement: a movie has some ten tracks.
const MOST_TRACKS: usize = 1000;

/// The tracks seen so far.
#[derive(Default)]
pub(crate) struct Tracks {
    /// The tracks that others name as their chapters.
    chapters: Vec<u32>,
    /// Tracks of text, which are chapters where another track says so.
    texts: Vec<u32>,
    has_data: bool,
}

impl Tracks {
    /// Whether one of them may be a log.
    pub(crate) fn has_data(&self) -> bool {
        self.has_data || self.texts.iter().any(|text| !self.chapters.contains(text))
    }

    /// Whether there are titles of chapters, which players show.
    pub(crate) fn has_chapters(&self) -> bool {
        self.texts.iter().any(|text| self.chapters.contains(text))
    }

    /// Takes a track.
    pub(crate) fn add(&mut self, reader: &mut Reader<'_>, trak: Part) -> Read<()> {
        let (mut id, mut handler, mut is_harmless) = (0, [0; 4], false);
        trak.each(reader, 0, |reader, part| match &part.name {
            b"tkhd" => {
                let wide = part.version(reader)? == 1;
                id = part.be32(reader, if wide { 20 } else { 12 })?;
                Ok(())
            }
            b"tref" => part.each(reader, 0, |reader, part| self.reference(reader, part)),
            b"mdia" => {
                (handler, is_harmless) = media(reader, part)?;
                Ok(())
            }
            _ => Ok(()),
        })?;
        match &handler {
            b"text" => self.texts.push(id),
            name => self.has_data |= !SHOWN.contains(&name) && !is_harmless,
        }
        if self.texts.len() > MOST_TRACKS { Err(Stop::Spent) } else { Ok(()) }
    }

    fn reference(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        if part.name != *b"chap" {
            return Ok(());
        }
        for number in 0..(part.end - part.data) / 4 {
            self.chapters.push(part.be32(reader, number * 4)?);
            if self.chapters.len() > MOST_TRACKS {
                return Err(Stop::Spent);
            }
        }
        Ok(())
    }
}

/// The kind of a track, and whether it is a log of what tells no place.
fn media(reader: &mut Reader<'_>, mdia: Part) -> Read<([u8; 4], bool)> {
    let (mut handler, mut harmless, mut others) = ([0; 4], 0, 0);
    mdia.each(reader, 0, |reader, part| match &part.name {
        b"hdlr" => {
            handler = part.be32(reader, 8)?.to_be_bytes();
            Ok(())
        }
        b"minf" => part.each(reader, 0, |reader, part| match &part.name {
            b"stbl" => part.each(reader, 0, |reader, part| match &part.name {
                b"stsd" => part.each(reader, 8, |reader, entry| {
                    let count =
                        if is_harmless(reader, entry)? { &mut harmless } else { &mut others };
                    *count += 1;
                    Ok(())
                }),
                _ => Ok(()),
            }),
            _ => Ok(()),
        }),
        _ => Ok(()),
    })?;
    Ok((handler, handler == *b"meta" && harmless > 0 && others == 0))
}

/// Whether samples of this kind name only keys that tell no location.
fn is_harmless(reader: &mut Reader<'_>, entry: Part) -> Read<bool> {
    let (mut harmless, mut others) = (0, 0);
    if entry.name == *b"mebx" {
        entry.each(reader, 8, |reader, keys| {
            if keys.name != *b"keys" {
                return Ok(());
            }
            // Each key is a box that is named by the number its samples have; fields of a key are keys themselves.
            keys.each(reader, 0, |reader, key| {
                let mut is_known = false;
                key.each(reader, 0, |reader, part| {
                    if part.name == *b"keyd" {
                        let most = (part.end - part.data).min(MOST_KEY);
                        // The namespace has four letters: `mdta` of keys, `fiel` of their fields.
                        let named = reader.some(part.data, most)?;
                        is_known = named.get(4..).is_some_and(tells_no_place);
                    }
                    Ok(())
                })?;
                *if is_known { &mut harmless } else { &mut others } += 1;
                Ok(())
            })
        })?;
    }
    Ok(harmless > 0 && others == 0)
}

/// Whether a key is known to hold no place.
fn tells_no_place(key: &[u8]) -> bool {
    let key = key.to_ascii_lowercase();
    let has = |word: &&[u8]| key.windows(word.len()).any(|window| window == *word);
    key.starts_with(DOCUMENTED) && !PLACES.iter().any(has)
}
