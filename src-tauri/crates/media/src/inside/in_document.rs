//! Whether the picture that lies coded in a PDF can be had by whoever opens it. A document says itself how high a picture
//! is, and readers bear with pictures that lack their very end; what they show as grey, noise or nothing is told.

use super::holes::has_run;
use super::{Inside, jpeg};
use crate::bytes::reader::{Read, Reader};
use crate::formats::jpeg_segments::{Segments, is_frame};
use crate::formats::photo::jp2;

/// What comes of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InDocument {
    /// Nothing says that something of it is missing.
    Fine,
    /// Something of it is missing, or is not what was written.
    Broken,
    /// Coded in a way that not every decoder knows, which does not make it broken.
    Rare,
}

/// A block of a disk has so many; coded data has not.
const HOLE: usize = 4096;

/// Looks at a JPEG or a JPEG 2000 that is said to be so high.
pub fn in_document(bytes: &[u8], height: u32) -> InDocument {
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        let broken = is_short_jpeg_2000(bytes).unwrap_or(false);
        return if broken { InDocument::Broken } else { InDocument::Fine };
    }
    match jpeg::look(&bytes) {
        Ok(Inside::Broken) => InDocument::Broken,
        // Some scanners say a height that their pages never reach, and leave it to the document.
        Ok(Inside::Short) if frame(bytes).is_some_and(|(_, _, own)| own > height) => {
            InDocument::Fine
        }
        Ok(Inside::Short) => InDocument::Broken,
        _ => match frame(bytes) {
            // Lossless, in levels, by arithmetic, or of more bits than eight. Source: ITU-T T.81, table B.1.
            Some((marker, bits, _)) if !matches!(marker, 0xC0..=0xC2) || bits != 8 => {
                InDocument::Rare
            }
            Some(_) => InDocument::Fine,
            None => InDocument::Broken,
        },
    }
}

/// The marker of the frame, the bits of a sample, the height.
fn frame(bytes: &[u8]) -> Option<(u8, u8, u32)> {
    let mut reader = Reader::through(&bytes);
    let mut segments = Segments::new();
    loop {
        let segment = segments.next_head(&mut reader).ok()?;
        if is_frame(segment.marker) {
            let bits = reader.byte(segment.body).ok()?;
            let height = reader.be16(segment.body + 1).ok()?;
            return Some((segment.marker, bits, height.into()));
        }
    }
}

/// Whether a part of the stream ends behind its end, or a hole lies in it. Source: ISO/IEC 15444-1, A.4.2.
fn is_short_jpeg_2000(bytes: &[u8]) -> Read<bool> {
    let mut reader = Reader::through(&bytes);
    let stream = jp2::coded(&mut reader)?;
    let length = reader.length();
    // A box may say that it reaches farther than the file.
    let end = stream.end.min(length);
    let held = bytes.get(stream.start as usize..end as usize).unwrap_or_default();
    let last = held.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    if has_run(&held[..last], HOLE) {
        return Ok(true);
    }
    // The marks of the main header, each with its length, up to the first part.
    let mut at = stream.start + 2;
    loop {
        let marker = reader.be16(at)?;
        let size = u64::from(reader.be16(at + 2)?);
        if marker != 0xFF90 {
            at += 2 + size.max(2);
            continue;
        }
        let part = u64::from(reader.be32(at + 6)?);
        if part == 0 {
            return Ok(false);
        }
        if at + part > end {
            // Readers do without the last few bytes.
            return Ok(at + part - end > (end - stream.start) / 50);
        }
        at += part.max(12);
        if at + 12 > end {
            return Ok(false);
        }
        if reader.be16(at)? != 0xFF90 {
            // The end, or nothing that anybody knows.
            return Ok(false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_of_what_is_no_picture() {
        assert_eq!(in_document(b"", 9), InDocument::Fine);
        assert_eq!(in_document(b"\xFF\x4F\xFF\x51", 9), InDocument::Fine);
        assert_eq!(in_document(b"\xFF\xD8\xFF", 9), InDocument::Broken);
        let lossless = b"\xFF\xD8\xFF\xC3\0\x0B\x08\0\x10\0\x10\x01\x01\x11\0\xFF\xDA";
        assert_eq!(in_document(lossless, 9), InDocument::Rare);
    }
}
