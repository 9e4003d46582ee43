//! The segments of a JPEG one after the other. Decoders pass over bytes that stand between them; here that is told, so
//! that whoever copies some of them knows every byte. Source: ITU-T T.81, annex B.

use crate::bytes::reader::{Read, Reader, Stop};

/// Scans are searched for their end in pieces of this many bytes.
const PIECE: u64 = 64 << 10;

/// Between two segments. Judgement: what is more is no photo any more.
const MOST_STRAY: u64 = 64 << 10;

/// What programs write beside a picture: JFIF, EXIF and XMP, profiles, IPTC, Adobe's mark, and others between.
pub(crate) const APP0: u8 = 0xE0;
pub(crate) const APP1: u8 = 0xE1;
pub(crate) const APP2: u8 = 0xE2;
pub(crate) const APP11: u8 = 0xEB;
pub(crate) const APP13: u8 = 0xED;
pub(crate) const APP14: u8 = 0xEE;
pub(crate) const APP15: u8 = 0xEF;
/// Words.
pub(crate) const COMMENT: u8 = 0xFE;
/// The last segment.
pub(crate) const EOI: u8 = 0xD9;
/// The head of a scan.
pub(crate) const SOS: u8 = 0xDA;

/// Kept for what never came, as a frame. Source: ITU-T T.81, table B.1.
pub(crate) const RESERVED: u8 = 0xC8;
/// The frame of JPEG-LS. Source: ITU-T T.87, C.2.1.
pub(crate) const LS: u8 = 0xF7;
/// The parameters of JPEG-LS. Source: the same, C.2.4.
pub(crate) const TABLES_OF_LS: u8 = 0xF8;
/// Before the frames of a picture that comes in levels.
pub(crate) const IN_LEVELS: u8 = 0xDE;

/// Whether a marker heads a frame, or stands for all frames of a picture: all of C0 to CF but the tables of codes (C4)
/// and the conditions of arithmetic codes (CC).
pub(crate) fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF | IN_LEVELS | LS) && !matches!(marker, 0xC4 | 0xCC)
}

/// These have no length: restarts, the beginning, and one for arithmetic codes.
pub(crate) const STANDS_ALONE: [u8; 10] =
    [0x01, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8];

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
    /// Whether other bytes stand before it.
    pub(crate) is_behind_stray: bool,
}

/// The segments of a file that begins as a JPEG does.
pub(crate) struct Segments {
    at: u64,
    /// Whether its scans are those of JPEG-LS, in which only bytes with their first bit end what is coded.
    is_ls: bool,
}

impl Segments {
    /// From the first behind the start of the image.
    pub(crate) fn new() -> Self {
        Self { at: 2, is_ls: false }
    }

    /// The next one; it ends with `EOI`, behind which nobody asks.
    pub(crate) fn next(&mut self, reader: &mut Reader<'_>) -> Read<Segment> {
        let mut segment = self.next_head(reader)?;
        if segment.marker == SOS {
            let end = scan_end(reader, segment.body_end, self.is_ls)?;
            segment.end = end.unwrap_or(reader.length());
            segment.is_cut = end.is_none();
            self.at = segment.end;
        }
        Ok(segment)
    }

    /// The same, of a scan its head only.
    pub(crate) fn next_head(&mut self, reader: &mut Reader<'_>) -> Read<Segment> {
        let (marker, start, is_behind_stray) = self.marker(reader)?;
        let mut segment = Segment {
            marker,
            start,
            body: start + 2,
            body_end: start + 2,
            end: start + 2,
            is_cut: false,
            is_behind_stray,
        };
        if marker != EOI && !STANDS_ALONE.contains(&marker) {
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
        self.is_ls |= marker == LS;
        self.at = segment.end;
        Ok(segment)
    }

    /// The next marker, its place, and whether other bytes than those that fill up stand before it.
    fn marker(&self, reader: &mut Reader<'_>) -> Read<(u8, u64, bool)> {
        let (mut at, mut is_behind_stray) = (self.at, false);
        loop {
            match reader.array(at)? {
                [0xFF, 0xFF] => at += 1,
                [0xFF, marker] if marker != 0 => return Ok((marker, at, is_behind_stray)),
                _ if at > self.at + MOST_STRAY => return Err(Stop::Odd),
                _ => {
                    at += 1;
                    is_behind_stray = true;
                }
            }
        }
    }
}

/// Where the coded data ends: before the first marker that is neither stuffed nor a restart.
fn scan_end(reader: &mut Reader<'_>, start: u64, is_ls: bool) -> Read<Option<u64>> {
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
                // Source: ITU-T T.87, A.1.
                Some(0x01..=0x7F) if is_ls => place += 2,
                Some(0xFF) => place += 1,
                Some(_) => return Ok(Some(at + place as u64)),
            }
        }
        let ends_in_mark = piece.last() == Some(&0xFF);
        at += piece.len() as u64 - u64::from(ends_in_mark);
    }
}

/// Whether a JPEG is coded as decoders decode it: sequential or progressive, Huffman codes, eight bits. One without a
/// frame is none.
pub(crate) fn is_usual(bytes: &[u8]) -> bool {
    let mut reader = Reader::through(&bytes);
    let mut segments = Segments::new();
    while let Ok(segment) = segments.next(&mut reader) {
        match segment.marker {
            0xC0..=0xC2 => return bytes.get(segment.body as usize) == Some(&8),
            marker if is_frame(marker) => return false,
            SOS | EOI => break,
            _ => {}
        }
    }
    true
}

/// How many components of a JPEG the decoder keeps whole, because they come in several passes; the most that there
/// are where it cannot be told.
pub(crate) fn kept_components(bytes: &[u8]) -> u8 {
    let mut reader = Reader::through(&bytes);
    let mut segments = Segments::new();
    while let Ok(segment) = segments.next(&mut reader) {
        match segment.marker {
            // Frames that are not of one pass: SOF2, SOF6, SOF10, SOF14.
            0xC2 | 0xC6 | 0xCA | 0xCE => {
                return bytes.get(segment.body as usize + 5).map_or(4, |count| *count.min(&4));
            }
            0xC0 | 0xC1 | 0xC3 | 0xC5 | 0xC7 | 0xC9 | 0xCB | 0xCD | 0xCF => return 0,
            EOI => break,
            _ => {}
        }
    }
    4
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
