//! Names that stand in heads which must stay: of the handlers of tracks, in which programs write what file they were
//! made of, of other files with samples, and of the reel and the time of a time code. Source: ISO/IEC 14496-12, 8.4.3
//! and 8.7.2; QuickTime File Format, handler reference atoms, data references, timecode sample description.

use super::in_place::InPlace;
use crate::bytes::reader::{Read, Reader};
use crate::clean::removed::Removed;
use crate::formats::boxes::Part;

/// Of a handler, before its name.
const HANDLER_HEAD: u64 = 24;

/// Judgement: a name has some twenty letters.
const MOST_NAME: u64 = 4 << 10;

/// The words of names that say nothing of their own. Judgement: of some thousand films of cameras, phones and programs.
const PLAIN: [&str; 46] = [
    "aac",
    "alias",
    "android",
    "apple",
    "audio",
    "audiohandle",
    "audiohandler",
    "avc",
    "caption",
    "closed",
    "code",
    "core",
    "data",
    "datahandler",
    "gopro",
    "gpac",
    "handle",
    "handler",
    "hint",
    "iso",
    "libavif",
    "libheif",
    "mainconcept",
    "media",
    "metadata",
    "met",
    "mp4",
    "nero",
    "pict",
    "soun",
    "sound",
    "soundhandle",
    "soundhandler",
    "stereo",
    "mono",
    "subtitlehandler",
    "tcd",
    "text",
    "time",
    "timecodehandler",
    "timed",
    "track",
    "url",
    "vide",
    "video",
    "videohandler",
];

/// Judgement: a time code has one sample, or one for each time it was set.
const MOST_TIMES: u64 = 1000;

/// Of a sample description of time codes, before the boxes behind it.
const TIME_HEAD: u64 = 26;

/// What a track is, as its handler says.
pub(super) fn kind(reader: &mut Reader<'_>, mdia: Part) -> Read<[u8; 4]> {
    let mut kind = [0; 4];
    mdia.each(reader, 0, |reader, part| {
        if part.name == *b"hdlr" {
            kind = part.be32(reader, 8)?.to_be_bytes();
        }
        Ok(())
    })?;
    Ok(kind)
}

impl InPlace {
    /// The name of a handler, unless it says nothing of its own.
    pub(crate) fn handler(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        let start = (part.data + HANDLER_HEAD).min(part.end);
        let name = reader.some(start, (part.end - start).min(MOST_NAME))?;
        let is_plain = part.end - start <= MOST_NAME && is_plain(&name);
        if is_plain { Ok(()) } else { self.clear(reader, start..part.end, Removed::Descriptions) }
    }

    /// Where samples lie that are not in this file: paths, volumes, addresses.
    pub(super) fn references(&mut self, reader: &mut Reader<'_>, dinf: Part) -> Read<()> {
        for part in self.inside(reader, dinf, 0)? {
            if part.name != *b"dref" {
                continue;
            }
            for entry in self.inside(reader, part, 8)? {
                let range = (entry.data + 4).min(entry.end)..entry.end;
                self.clear(reader, range, Removed::Descriptions)?;
            }
        }
        Ok(())
    }

    /// The reel in the sample descriptions of a time code, and the times, which are those of the day in many cameras.
    /// Whether the samples are so few that they were cleared.
    pub(super) fn times(&mut self, reader: &mut Reader<'_>, stbl: Part) -> Read<bool> {
        let (mut length, mut count, mut places) = (0, 0, Vec::new());
        let mut reels = Vec::new();
        stbl.each(reader, 0, |reader, part| {
            match &part.name {
                b"stsz" => {
                    length = u64::from(part.be32(reader, 4)?);
                    count = u64::from(part.be32(reader, 8)?);
                }
                b"stco" | b"co64" => {
                    let wide = part.name == *b"co64";
                    for number in 0..u64::from(part.be32(reader, 4)?).min(MOST_TIMES) {
                        let at = 8 + number * if wide { 8 } else { 4 };
                        places.push(part.number(reader, at, wide)?);
                    }
                }
                b"stsd" => part.each(reader, 8, |reader, entry| {
                    entry.each(reader, TIME_HEAD, |_, part| {
                        reels.extend(Some(part).filter(|part| part.name == *b"name"));
                        Ok(())
                    })
                })?,
                _ => {}
            }
            Ok(())
        })?;
        for reel in reels {
            self.take(reel, &[Removed::Descriptions])?;
        }
        // One sample to a chunk, or one chunk.
        let each = match places.len() as u64 {
            1 => count,
            all if all == count => 1,
            _ => return Ok(false),
        };
        if length != 4 || each > MOST_TIMES {
            return Ok(false);
        }
        for place in places {
            let range = place..place.saturating_add(each * length);
            if range.end <= reader.length() {
                self.clear(reader, range, Removed::Camera)?;
            }
        }
        Ok(true)
    }
}

/// Whether a name is made of words that say nothing of their own; in QuickTime its length stands before it.
fn is_plain(name: &[u8]) -> bool {
    let name = match name.split_first() {
        Some((length, rest)) if usize::from(*length) <= rest.len() && *length < b' ' => rest,
        _ => name,
    };
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let words = name.split([' ', '-', '_', '/', '.', '\0']);
    words.filter(|word| !word.is_empty()).all(|word| PLAIN.contains(&&*word.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_handlers_are_plain_or_not() {
        for plain in [
            "",
            "VideoHandler\0",
            "\x0CVideoHandler",
            "Core Media Audio\0",
            "\x19Apple Video Media Handler",
        ] {
            assert!(is_plain(plain.as_bytes()), "{plain}");
        }
        for told in [
            "/Users/zhang/film.h264\0",
            "\x05zhang",
            "video of zhang",
            "ISO Media file produced by Google Inc. Created on: 01/02/2020.",
            "某某的视频",
        ] {
            assert!(!is_plain(told.as_bytes()), "{told}");
        }
    }
}
