//! AVI and OpenDML. Source: the AVI RIFF file reference; OpenDML AVI M-JPEG File Format 1.02.

use std::time::Duration;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Note;
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture, duration_of};
use crate::formats::codec::names::of_letters;
use crate::formats::codec::samples::Coding;
use crate::formats::video::avi_samples::{self, Track};

/// Judgement: a file of 200 GB has a hundred parts; empty chunks are gone through within the bounds.
pub(crate) const MOST_PARTS: u32 = 4096;

/// A chunk in the file.
#[derive(Clone, Copy)]
pub(crate) struct Chunk {
    pub(crate) name: [u8; 4],
    pub(crate) data: u64,
    pub(crate) length: u64,
}

impl Chunk {
    /// The chunk at a place.
    pub(crate) fn at(reader: &mut Reader<'_>, at: u64) -> Read<Self> {
        Ok(Self { name: reader.array(at)?, data: at + 8, length: reader.le32(at + 4)?.into() })
    }

    /// Where it ends, at an even place.
    pub(crate) fn end(self) -> u64 {
        self.data + self.length + self.length % 2
    }

    /// Goes through the chunks of a list; its kind stands before them.
    pub(crate) fn each(
        self,
        reader: &mut Reader<'_>,
        mut take: impl FnMut(&mut Reader<'_>, Chunk) -> Read<()>,
    ) -> Read<()> {
        let mut at = self.data + 4;
        while at + 8 <= self.data + self.length {
            let chunk = Chunk::at(reader, at)?;
            take(reader, chunk)?;
            at = chunk.end();
        }
        Ok(())
    }

    /// Whether it is a list of a kind.
    pub(crate) fn is_list(self, reader: &mut Reader<'_>, kind: &[u8; 4]) -> Read<bool> {
        Ok(self.name == *b"LIST" && reader.array::<4>(self.data)? == *kind)
    }
}

/// The codec of four letters as AVI writes them.
pub(super) fn codec(letters: &[u8]) -> String {
    match <[u8; 4]>::try_from(letters) {
        Ok([0, 0, 0, 0]) => "rawvideo".to_owned(),
        Ok(letters) => of_letters(&letters),
        Err(_) => String::new(),
    }
}

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let first = Chunk::at(reader, 0)?;
    let mut at = 12;
    // The header is the first list; some programs fill up before it.
    let track = loop {
        let chunk = Chunk::at(reader, at)?;
        if chunk.is_list(reader, b"hdrl")? {
            at = chunk.end();
            break header(reader, chunk, found)?;
        }
        if chunk.is_list(reader, b"movi")? {
            return Err(Stop::Odd);
        }
        at = chunk.end();
    };
    // Parts of at most 2 GB follow each other.
    let mut end = first.end();
    for _ in 0..MOST_PARTS {
        if end + 8 > reader.length() || reader.array::<4>(end)? != *b"RIFF" {
            break;
        }
        end = Chunk::at(reader, end)?.end();
    }
    // The last chunk may lack the byte that makes its length even.
    found.complete = Some(first.length > 4 && end <= reader.length() + 1);
    if found.complete == Some(true) {
        if reader.has_more(end)? {
            found.note(Note::DataBehind);
        }
        avi_samples::look(reader, (at, first.end()), &track)?.put(found);
    }
    Ok(())
}

/// Reads the header; the track of the picture that is shown.
fn header(reader: &mut Reader<'_>, list: Chunk, found: &mut Found) -> Read<Track> {
    let (mut shown, mut streams) = (Track::default(), 0);
    let mut frame_micros = 0u32;
    let mut all_frames = 0u32;
    list.each(reader, |reader, chunk| {
        if chunk.name == *b"avih" {
            frame_micros = reader.le32(chunk.data)?;
            all_frames = all_frames.max(reader.le32(chunk.data + 16)?);
        } else if chunk.is_list(reader, b"strl")? {
            if let Some(track) = stream(reader, chunk, found)?
                && shown.number.is_none()
            {
                shown = Track { number: Some(streams), ..track };
            }
            streams += 1;
        } else if chunk.is_list(reader, b"odml")? {
            chunk.each(reader, |reader, chunk| {
                if chunk.name == *b"dmlh" {
                    all_frames = all_frames.max(reader.le32(chunk.data)?);
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    let micros = u64::from(frame_micros) * u64::from(all_frames);
    let by_frames = (micros > 0).then(|| Duration::from_micros(micros));
    let by_stream = found.picture.as_ref().and_then(|picture| picture.duration);
    found.duration = by_stream.max(by_frames);
    Ok(shown)
}

/// Reads a stream; what is looked at of it where it shows a picture.
fn stream(reader: &mut Reader<'_>, list: Chunk, found: &mut Found) -> Read<Option<Track>> {
    let mut index = None;
    let mut kind = *b"    ";
    let mut letters = [0; 4];
    let mut duration = None;
    let mut picture: Option<Picture> = None;
    list.each(reader, |reader, chunk| {
        match &chunk.name {
            b"strh" => {
                kind = reader.array(chunk.data)?;
                letters = reader.array(chunk.data + 4)?;
                let scale = u64::from(reader.le32(chunk.data + 20)?);
                let rate = reader.le32(chunk.data + 24)?.into();
                let count = u64::from(reader.le32(chunk.data + 32)?);
                duration = duration_of(count.saturating_mul(scale), rate);
            }
            b"strf" if kind == *b"vids" => {
                let width = reader.le32(chunk.data + 4)?.cast_signed().unsigned_abs();
                let height = reader.le32(chunk.data + 8)?.cast_signed().unsigned_abs();
                let coded: [u8; 4] = reader.array(chunk.data + 16)?;
                let name =
                    codec(if coded == [0; 4] && letters[0] > b' ' { &letters } else { &coded });
                picture = Some(Picture::new(&name, width, height));
            }
            b"indx" => index = Some(chunk),
            b"vprp" => {
                // The aspect of the whole picture, its height first.
                let down = u64::from(reader.le16(chunk.data + 20)?);
                let across = u64::from(reader.le16(chunk.data + 22)?);
                if let Some(picture) = &mut picture {
                    let size = picture.coded;
                    picture
                        .set_pixel(across * u64::from(size.height), down * u64::from(size.width));
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    found.sound |= kind == *b"auds";
    let Some(mut picture) = picture else { return Ok(None) };
    picture.duration = duration;
    let coding = Coding::of(picture.codec.as_deref(), None);
    // Pictures in units are written with start codes here.
    let is_in_units = matches!(picture.codec.as_deref(), Some("h264" | "hevc"));
    let coding = if is_in_units { Coding::Packed } else { coding };
    found.offer(picture);
    Ok(Some(Track { number: None, coding, index }))
}
