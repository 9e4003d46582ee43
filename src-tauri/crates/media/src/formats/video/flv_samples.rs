//! Whether the tags of an FLV lie one behind the other, its pictures begin as those of their codec do, and where the last
//! tag ends. Source: Adobe Flash Video File Format Specification 10.1, annex E.3 and E.4; Enhanced RTMP, 2.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Note;
use crate::facts::found::Found;
use crate::formats::codec::samples::{Coding, LOOK, PLACES, Samples};

/// What stands before and behind what a tag holds.
const HEAD: u64 = 11;
const SIZE: u64 = 4;
/// From the front and from the back so many bytes are hopped through, one block of the reader for each tag mostly.
const MOST_HOPS: u64 = 24;
/// A tag is looked for in so much of the middle. Judgement: sound comes in tags of some hundred bytes between pictures.
const WINDOW: u64 = 1024;
/// No packed picture or sound has so many zeros behind one another.
const HOLE: usize = 512;
/// Where the file does not end with a tag, its last one is looked for in so much before the end. Judgement: a key picture
/// has some 100 KiB.
const MOST_BACK: u64 = 1 << 20;

/// The kinds of tags.
const SOUND: u8 = 8;
pub(super) const PICTURE: u8 = 9;
const KINDS: [u8; 3] = [SOUND, PICTURE, 18];

/// A tag whose size stands behind it as before it.
#[derive(Clone, Copy)]
struct Tag {
    at: u64,
    kind: u8,
    length: u64,
    is_locked: bool,
}

impl Tag {
    /// Where the next one begins.
    fn end(self) -> u64 {
        self.at + HEAD + self.length + SIZE
    }

    /// What may be the head of one.
    fn head(bytes: &[u8], at: u64) -> Option<Self> {
        let [kind, a, b, c, _, _, _, _, 0, 0, 0, ..] = *bytes else { return None };
        let length = u32::from_be_bytes([0, a, b, c]).into();
        let is_one = kind & 0xC0 == 0 && KINDS.contains(&(kind & 0x1F));
        is_one.then_some(Self { at, kind: kind & 0x1F, length, is_locked: kind & 0x20 != 0 })
    }

    /// The one that begins at a place.
    fn at(reader: &mut Reader<'_>, at: u64) -> Read<Option<Self>> {
        let Some(tag) = Self::head(&reader.some(at, HEAD)?, at) else { return Ok(None) };
        if tag.end() > reader.length() {
            return Ok(None);
        }
        let size = u64::from(reader.be32(tag.end() - SIZE)?);
        Ok((size == tag.length + HEAD).then_some(tag))
    }

    /// The one that ends at a place.
    fn before(reader: &mut Reader<'_>, end: u64) -> Read<Option<Self>> {
        let Some(size) = end.checked_sub(SIZE) else { return Ok(None) };
        let start = size.checked_sub(reader.be32(size)?.into());
        let tag = start.map_or(Ok(None), |start| Self::at(reader, start))?;
        Ok(tag.filter(|tag| tag.end() == end))
    }
}

/// What is known of the file before its tags are looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tags {
    /// Where the first one begins.
    pub(super) first: u64,
    /// How many bytes the lengths of units of H.264 or H.265 have.
    pub(super) units: Option<u64>,
    /// How long the file says to be; none where it does not.
    pub(super) said: Option<u64>,
    /// Whether pictures or sound may be zeros, as they are not packed.
    pub(super) has_zeros: bool,
}

/// Looks at the tags, and adds to what was found whether the file is whole.
pub(super) fn look(reader: &mut Reader<'_>, tags: &Tags, found: &mut Found) -> Read<()> {
    // Programs that write no sizes behind their tags, or wrong ones, are not judged by them.
    let is_chained = Tag::at(reader, tags.first)?.is_some();
    let whole = last(reader, reader.length())?;
    match tags.said {
        Some(said) if said > reader.length() => {
            found.complete = Some(false);
            return Ok(());
        }
        _ => {}
    }
    if is_chained && tags.look(reader, whole.is_some())? == Samples::Broken {
        Samples::Broken.put(found);
        return Ok(());
    }
    if whole.is_some() {
        found.complete = Some(true);
        return Ok(());
    }
    tags.end(reader, found)
}

/// The time of the tag that ends at a place, in milliseconds.
pub(super) fn last(reader: &mut Reader<'_>, end: u64) -> Read<Option<u32>> {
    let Some(tag) = Tag::before(reader, end)? else { return Ok(None) };
    let [a, b, c, high] = reader.array(tag.at + 4)?;
    Ok(Some(u32::from_be_bytes([high, a, b, c])))
}

impl Tags {
    /// From the front, from the back where a tag stands there, and at places between.
    fn look(&self, reader: &mut Reader<'_>, has_last: bool) -> Read<Samples> {
        let (mut at, mut hops) = (self.first, 0);
        while at < reader.length() && hops < MOST_HOPS {
            let Some(tag) = Tag::at(reader, at)? else {
                // Where the file ends with a tag, so should all between be.
                return Ok(if has_last { Samples::Broken } else { Samples::Whole });
            };
            if !self.begins(reader, tag)? {
                return Ok(Samples::Broken);
            }
            hops += u64::from(tag.end() / 1024 != at / 1024);
            at = tag.end();
        }
        let (mut end, mut hops) = (reader.length(), 0);
        while has_last && end > at && hops < MOST_HOPS {
            let Some(tag) = Tag::before(reader, end)? else { return Ok(Samples::Broken) };
            if !self.begins(reader, tag)? {
                return Ok(Samples::Broken);
            }
            hops += u64::from(tag.at / 1024 != end / 1024);
            end = tag.at;
        }
        for place in 1..PLACES {
            let from = at + end.saturating_sub(at) * place / PLACES;
            if self.window(reader, from)? == Samples::Broken {
                return Ok(Samples::Broken);
            }
        }
        Ok(Samples::Whole)
    }

    /// What stands in the middle: the first tag that is found there, or zeros.
    fn window(&self, reader: &mut Reader<'_>, from: u64) -> Read<Samples> {
        let bytes = reader.some(from, WINDOW)?;
        if bytes.len() as u64 == WINDOW && bytes[..HOLE].iter().all(|byte| *byte == 0) {
            return Ok(if self.has_zeros { Samples::Whole } else { Samples::Broken });
        }
        for skip in 0..bytes.len() {
            if !KINDS.contains(&(bytes[skip] & 0x1F)) || Tag::head(&bytes[skip..], 0).is_none() {
                continue;
            }
            // Few bytes look like a head; those that are none have no size behind them.
            if let Some(tag) = Tag::at(reader, from + skip as u64)? {
                let is_right = self.begins(reader, tag)?;
                return Ok(if is_right { Samples::Whole } else { Samples::Broken });
            }
        }
        Ok(Samples::Whole)
    }

    /// Whether what a tag holds begins as its codec does.
    fn begins(&self, reader: &mut Reader<'_>, tag: Tag) -> Read<bool> {
        if tag.kind != PICTURE || tag.is_locked {
            return Ok(true);
        }
        let bytes = reader.some(tag.at + HEAD, tag.length.min(LOOK))?;
        let Some(first) = bytes.first() else { return Ok(true) };
        let (skip, is_in_units) = match (first & 0x80 != 0, first & 0x0F, bytes.get(1..5)) {
            // Pictures with their time, and without.
            (true, 1, Some(b"avc1" | b"hvc1")) => (8, true),
            (true, 3, Some(b"avc1" | b"hvc1")) => (5, true),
            (true, ..) => return Ok(true),
            (false, 7 | 12, Some([1, ..])) => (5, true),
            // Sorenson and VP6; those of screens may be anything.
            (false, 2 | 4 | 5, _) => (1, false),
            _ => return Ok(true),
        };
        let coding = match (is_in_units, self.units) {
            (true, Some(units)) => Coding::Units(units),
            (true, None) => Coding::Any,
            (false, _) => Coding::Packed,
        };
        let sample = bytes.get(skip as usize..).unwrap_or_default();
        Ok(coding.begins(sample, tag.length.saturating_sub(skip)))
    }

    /// Of a file that does not end with a tag: whether it was cut, or something stands behind its last one.
    fn end(&self, reader: &mut Reader<'_>, found: &mut Found) -> Read<()> {
        let length = reader.length();
        let said = self.said.filter(|said| *said < length);
        let by_said = said.map_or(Ok(None), |said| last(reader, said))?.and(said);
        let Some(end) = by_said.map_or_else(|| self.last_end(reader), |end| Ok(Some(end)))? else {
            // Cut within its first tag; otherwise nothing is found that it could be measured by.
            let first = Tag::head(&reader.some(self.first, HEAD)?, self.first);
            let is_cut = first.map_or(self.first + HEAD >= length, |first| first.end() > length);
            found.complete = is_cut.then_some(false);
            return Ok(());
        };
        let rest = reader.some(end, HEAD)?;
        let next = Tag::head(&rest, end);
        let is_cut_head = (rest.len() as u64) < HEAD
            && rest.first().is_some_and(|kind| KINDS.contains(&(kind & 0x1F)));
        match next {
            Some(next) if next.end() > length => found.complete = Some(false),
            Some(_) => Samples::Broken.put(found),
            None if is_cut_head => found.complete = Some(false),
            // It says to go on, and only zeros follow.
            None if self.said == Some(length) && !reader.has_more(end)? => {
                Samples::Broken.put(found);
            }
            None => {
                found.complete = Some(true);
                if reader.has_more(end)? {
                    found.note(Note::DataBehind);
                }
            }
        }
        Ok(())
    }

    /// Where the last tag ends that is found.
    fn last_end(&self, reader: &mut Reader<'_>) -> Read<Option<u64>> {
        let (start, tail) = reader.tail(MOST_BACK)?;
        for end in (SIZE as usize..tail.len()).rev() {
            let size =
                u32::from_be_bytes([tail[end - 4], tail[end - 3], tail[end - 2], tail[end - 1]]);
            let Some(at) = (end - 4).checked_sub(size as usize) else { continue };
            let tag = Tag::head(&tail[at..end], start + at as u64);
            if tag.is_some_and(|tag| tag.length + HEAD == u64::from(size)) {
                return Ok(Some(start + end as u64));
            }
        }
        // Of a file of a few tags, or with much behind it, from the front.
        let (mut at, mut hops) = (self.first, 0);
        while hops < MOST_HOPS {
            match Tag::at(reader, at) {
                Ok(Some(tag)) => {
                    hops += u64::from(tag.end() / 1024 != at / 1024);
                    at = tag.end();
                }
                Ok(None) | Err(Stop::End) => return Ok(Some(at).filter(|at| *at > self.first)),
                Err(stop) => return Err(stop),
            }
        }
        Ok(None)
    }
}
