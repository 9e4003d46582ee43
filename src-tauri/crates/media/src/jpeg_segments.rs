//! The segments of a JPEG one after the other, strictly: what stands between them is not skipped, so that
//! whoever copies some of them knows every byte. Source: ITU-T T.81, annex B.

use crate::reader::{Read, Reader, Stop};

/// Scans are searched for their end in pieces of this many bytes.
const PIECE: u64 = 64 << 10;

/// The last segment.
pub(crate) const EOI: u8 = 0xD9;
/// The head of a scan.
pub(crate) const SOS: u8 = 0xDA;

/// A segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// What it is.
    pub(crate) marker: u8,
    /// Where its mark stands; it may be filled with 0xFF before that.
    pub(crate) start: u64,
    /// Where what it holds begins, behind its length.
    pub(crate) body: u64,
    /// Where that ends.
    pub(crate) body_end: u64,
    /// Where it ends: behind the coded data where it heads a scan.
    pub(crate) end: u64,
    /// Whether the file ends within its coded data.
    pub(crate) is_cut: bool,
}

/// The segments of a file that begins as a JPEG does.
pub(crate) struct Segments {
    at: u64,
}

impl Segments {
    /// From the first behind the start of the image.
    pub(crate) fn new() -> Self {
        Self { at: 2 }
    }

    /// The next one; it ends with `EOI`, behind which nobody asks.
    pub(crate) fn next(&mut self, reader: &mut Reader<'_>) -> Read<Segment> {
        let (marker, start) = self.marker(reader)?;
        let mut segment = Segment {
            marker,
            start,
            body: start + 2,
            body_end: start + 2,
            end: start + 2,
            is_cut: false,
        };
        if marker != EOI {
            let length = u64::from(reader.be16(start + 2)?);
            if length < 2 {
                return Err(Stop::Odd);
            }
            segment.body = start + 4;
            segment.body_end = start + 2 + length;
            if segment.body_end > reader.length() {
                return Err(Stop::End);
            }
            segment.end = segment.body_end;
        }
        if marker == SOS {
            let end = scan_end(reader, segment.body_end)?;
            segment.end = end.unwrap_or(reader.length());
            segment.is_cut = end.is_none();
        }
        self.at = segment.end;
        Ok(segment)
    }

    /// The next marker and its place.
    fn marker(&self, reader: &mut Reader<'_>) -> Read<(u8, u64)> {
        if reader.byte(self.at)? != 0xFF {
            return Err(Stop::Odd);
        }
        let mut at = self.at + 1;
        loop {
            match reader.byte(at)? {
                0xFF => at += 1,
                marker => return Ok((marker, at - 1)),
            }
        }
    }
}

/// Where the coded data ends: before the first marker that is neither stuffed nor a restart.
fn scan_end(reader: &mut Reader<'_>, start: u64) -> Read<Option<u64>> {
    let mut at = start;
    loop {
        let piece = reader.some(at, PIECE)?;
        if piece.len() < 2 {
            return Ok(None);
        }
        let mut place = 0;
        while let Some(found) = piece[place..].iter().position(|byte| *byte == 0xFF) {
            place += found;
            match piece.get(place + 1) {
                // It may go on in the next piece.
                None => break,
                Some(0x00 | 0xD0..=0xD7) => place += 2,
                Some(0xFF) => place += 1,
                Some(_) => return Ok(Some(at + place as u64)),
            }
        }
        let ends_in_mark = piece.last() == Some(&0xFF);
        at += piece.len() as u64 - u64::from(ends_in_mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_ends_at_its_mark_wherever_the_pieces_are_cut() {
        for length in PIECE - 4..PIECE + 4 {
            let mut file = b"\xFF\xD8\xFF\xFF\xDA\0\x03\x01".to_vec();
            let start = file.len() as u64;
            file.extend(std::iter::repeat_n([0xFF, 0x00], length as usize / 2).flatten());
            file.extend(vec![7; length as usize % 2]);
            file.extend(b"\xFF\xFF\xD9behind");
            let whole: &[u8] = &file;
            let mut reader = Reader::through(&whole);
            let mut segments = Segments::new();
            let scan = segments.next(&mut reader).unwrap();
            // The fill byte before the last mark belongs to the scan; it is no data.
            assert_eq!((scan.start, scan.body, scan.end), (3, 7, start + length + 1));
            assert_eq!(segments.next(&mut reader).unwrap().marker, EOI);
            let cut: &[u8] = &file[..file.len() - 8];
            let mut reader = Reader::through(&cut);
            assert!(Segments::new().next(&mut reader).unwrap().is_cut);
        }
    }
}
