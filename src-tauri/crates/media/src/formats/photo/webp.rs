//! WebP: lossy, lossless, and the extended form with its EXIF. Source: RFC 9649, 2; RFC 6386, 9.1.

use super::canvas::Canvas;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::facts::{Note, Size};
use crate::formats::exif::Exif;

/// Judgement: an animation has a chunk for each frame; only those before and behind them are asked for.
const MOST_CHUNKS: u32 = 20_000;

/// Of a frame, before its chunks: where it stands, its size, and how long it is shown.
const FRAME_HEAD: u64 = 16;

/// What is seen of the pictures in a file.
#[derive(Default)]
struct Pictures {
    /// As the head of the extended form has it.
    canvas: Option<Canvas>,
    size: Option<Size>,
    /// The first coded picture that is no frame.
    still: Option<Size>,
    /// Whether a frame says another size than its picture does.
    lies: bool,
}

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let end = u64::from(reader.le32(4)?) + 8;
    let mut pictures = Pictures::default();
    let mut exif = None;
    let mut at = 12;
    for _ in 0..MOST_CHUNKS {
        if at + 8 > end.min(reader.length()) {
            break;
        }
        let (name, length) = (reader.array::<4>(at)?, u64::from(reader.le32(at + 4)?));
        match &name {
            b"VP8X" if pictures.canvas.is_none() => {
                let size = sides(reader, at + 12)?;
                pictures.canvas = Some(Canvas::new(size));
                pictures.size = Some(size);
            }
            b"ANMF" => pictures.frame(reader, at + 8, length)?,
            b"VP8 " | b"VP8L" if pictures.still.is_none() => {
                pictures.still = Some(coded(reader, name, at + 8)?);
            }
            // Of several the first counts, as for browsers and libwebp.
            b"EXIF" if exif.is_none() => exif = Some(Exif::at(reader, at + 8, length)?),
            _ => {}
        }
        at += 8 + length + length % 2;
    }
    found.complete = Some(end <= reader.length());
    if reader.has_more(end)? {
        found.note(Note::DataBehind);
    }
    let size = pictures.shown(found)?;
    let mut picture = Picture::new("webp", size.width, size.height);
    if let Some(exif) = exif {
        exif.put(&mut picture, found);
    }
    if !found.notes.contains(&Note::NoPicture) {
        found.offer(picture);
    }
    Ok(())
}

impl Pictures {
    /// Takes a frame of an animation.
    fn frame(&mut self, reader: &mut Reader<'_>, at: u64, length: u64) -> Read<()> {
        let Some(canvas) = self.canvas.as_mut().filter(|canvas| !canvas.is_covered()) else {
            return Ok(());
        };
        let corner =
            [reader.le32(at)?, reader.le32(at + 3)?].map(|side| u64::from(side) & 0xFF_FFFF);
        let size = sides(reader, at + 6)?;
        canvas.lay((2 * corner[0], 2 * corner[1]), (size.width.into(), size.height.into()));
        // Of its chunks, the one that is coded; how opaque it is may stand before it.
        let mut inner = at + FRAME_HEAD;
        while inner + 8 <= at + length {
            let (name, length) = (reader.array(inner)?, u64::from(reader.le32(inner + 4)?));
            if matches!(&name, b"VP8 " | b"VP8L") {
                self.lies |= coded(reader, name, inner + 8)? != size;
                break;
            }
            inner += 8 + length + length % 2;
        }
        Ok(())
    }

    /// The size that is shown; `Odd` where programs would differ or refuse it. Source: libwebp, `webp_dec.c` and `demux.c`,
    /// which refuse a canvas that is not as large as its still picture, and frames that go beyond it.
    fn shown(&self, found: &mut Found) -> Read<Size> {
        let Some(size) = self.size else { return self.still.ok_or(Stop::End) };
        let has_frames = self.canvas.is_some_and(|canvas| canvas.has_picture());
        let agrees = match self.still {
            Some(still) => still == size,
            None if has_frames => self.canvas.is_some_and(|canvas| canvas.is_covered()),
            None => {
                if found.complete == Some(true) {
                    found.complete = Some(false);
                    found.note(Note::NoPicture);
                }
                return Ok(size);
            }
        };
        if agrees && !self.lies { Ok(size) } else { Err(Stop::Odd) }
    }
}

/// Two sides of three bytes each, one less than they are.
fn sides(reader: &mut Reader<'_>, at: u64) -> Read<Size> {
    let [w0, w1, w2, h0, h1, h2] = reader.array(at)?;
    let side = |a, b, c| u32::from_le_bytes([a, b, c, 0]) + 1;
    Ok(Size { width: side(w0, w1, w2), height: side(h0, h1, h2) })
}

/// The size in the head of a coded picture.
fn coded(reader: &mut Reader<'_>, name: [u8; 4], at: u64) -> Read<Size> {
    if &name == b"VP8L" {
        let bits = reader.le32(at + 1)?;
        return Ok(Size { width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1 });
    }
    if reader.array::<3>(at + 3)? != [0x9D, 0x01, 0x2A] {
        return Err(Stop::Odd);
    }
    let side = |value: u16| u32::from(value & 0x3FFF);
    Ok(Size { width: side(reader.le16(at + 6)?), height: side(reader.le16(at + 8)?) })
}
