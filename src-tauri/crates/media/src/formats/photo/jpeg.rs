//! JPEG: baseline, progressive and lossless, grey, colours or CMYK, with the orientation and dots of its EXIF.
//! Source: ITU-T T.81, annex B.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::facts::{Note, Size};
use crate::formats::exif::Exif;
use crate::formats::jpeg_segments::{IN_LEVELS, LS, RESERVED, is_frame};

/// Judgement: behind the end, phones write depth maps and short videos; the end of the picture itself lies
/// before them. So much of the tail is searched before the whole is.
const TAIL: u64 = 64 << 10;

/// The whole picture is searched in pieces of this many bytes, where its tail tells nothing.
const PIECE: u64 = 64 << 10;

/// A byte holds no more pixels: each block of 64 needs a code of one bit at least. Source: the same, F.1.2 and G.1.2.
const MOST_PIXELS: u64 = 512;

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let (mut exif, mut frame) = (None, Frame::default());
    let walked = before_scan(reader, (&mut exif, &mut frame), found);
    let exif = exif.unwrap_or_default();
    // What nobody knows how to decode may be of any size.
    if let Some((codec, Size { width, height })) = frame.says.filter(|_| !frame.is_reserved) {
        let mut picture = Picture::new(codec, width, height);
        exif.put(&mut picture, found);
        found.offer(picture);
    }
    let scan = match walked {
        Err(Stop::Odd) => {
            found.picture = None;
            return Err(Stop::Odd);
        }
        walked => walked?,
    };
    let (complete, data_behind) = end(reader, scan)?;
    found.complete = Some(complete);
    if complete && frame.asks_too_much(reader.length()) {
        found.picture = None;
        found.complete = Some(false);
        return Err(Stop::Odd);
    }
    if data_behind {
        found.note(Note::DataBehind);
    }
    Ok(())
}

/// Goes through what stands before the first scan, and says where that begins.
fn before_scan(
    reader: &mut Reader<'_>,
    (exif, frame): (&mut Option<Exif>, &mut Frame),
    found: &mut Found,
) -> Read<u64> {
    let mut at = 2;
    loop {
        let marker = marker(reader, &mut at)?;
        match marker {
            marker if is_frame(marker) => frame.take(reader, marker, at)?,
            0xE0 if found.dpi.is_none() && reader.array::<5>(at + 2)? == *b"JFIF\0" => {
                let dots = f64::from(reader.be16(at + 10)?);
                found.dpi = match reader.byte(at + 9)? {
                    1 if dots > 0.0 => Some(dots),
                    2 if dots > 0.0 => Some(dots * 2.54),
                    _ => None,
                };
            }
            // Of several blocks the first counts, even where only another one has a turn: so Chrome and Edge, ImageMagick
            // and Pillow show it; ffmpeg takes the last, gdk-pixbuf the first that has a turn.
            0xE1 if exif.is_none() && reader.array::<6>(at + 2)? == *b"Exif\0\0" => {
                let length = u64::from(reader.be16(at)?);
                *exif = Some(Exif::at(reader, at + 2, length.saturating_sub(2))?);
            }
            // Start of scan: what is asked for stands before it.
            0xDA if frame.says.is_none() => return Err(Stop::Odd),
            0xDA => return Ok(at),
            0xD9 => return Err(Stop::End),
            _ => {}
        }
        at += u64::from(reader.be16(at)?).max(2);
    }
}

/// What the heads of the frames say, of which there is one but where a picture is coded in levels.
#[derive(Default)]
struct Frame {
    /// How it is coded, and its size.
    says: Option<(&'static str, Size)>,
    /// Pixels that a byte may hold; none where that is not known.
    most: Option<u64>,
    /// Whether it is coded in a way that nobody has described.
    is_reserved: bool,
    /// Whether it comes in levels, of which a head before them says the size.
    is_in_levels: bool,
}

impl Frame {
    /// Takes the head at a place. Source: the same, B.2.2 and B.3.2; decoders refuse a second one.
    fn take(&mut self, reader: &mut Reader<'_>, marker: u8, at: u64) -> Read<()> {
        if self.says.is_some() {
            return if self.is_in_levels { Ok(()) } else { Err(Stop::Odd) };
        }
        let size = Size { height: reader.be16(at + 3)?.into(), width: reader.be16(at + 5)?.into() };
        self.says = Some((if marker == LS { "jpegls" } else { "mjpeg" }, size));
        self.is_reserved = marker == RESERVED;
        self.is_in_levels = marker == IN_LEVELS;
        self.most = match marker {
            0xC0..=0xC2 => Some(MOST_PIXELS),
            // Without loss, each pixel needs a bit at least. Source: the same, H.1.2.
            0xC3 => Some(8),
            _ => None,
        };
        Ok(())
    }

    /// Whether so large a picture cannot lie in a file of so many bytes.
    fn asks_too_much(&self, length: u64) -> bool {
        let pixels =
            self.says.map_or(0, |(_, Size { width, height })| u64::from(width) * u64::from(height));
        self.most.is_some_and(|most| pixels > length.saturating_mul(most))
    }
}

/// The next marker that has a length, and the place of that length in `at`.
fn marker(reader: &mut Reader<'_>, at: &mut u64) -> Read<u8> {
    loop {
        let [first, second] = reader.array(*at)?;
        *at += 1;
        match (first, second) {
            (0xFF, 0xFF | 0) => {}
            // Restart marks and the beginning stand alone.
            (0xFF, 0x01 | 0xD0..=0xD8) => *at += 1,
            (0xFF, marker) => {
                *at += 1;
                return Ok(marker);
            }
            // Decoders skip what stands between segments.
            _ => {}
        }
    }
}

/// Whether the end mark is there, and whether other data follow it. It stands nowhere within a scan, for
/// there every FF is followed by 00 or a restart mark.
fn end(reader: &mut Reader<'_>, scan: u64) -> Read<(bool, bool)> {
    let (_, tail) = reader.tail(2)?;
    if is_end(&tail) {
        return Ok((true, false));
    }
    let (start, tail) = reader.tail(TAIL)?;
    let from = scan.saturating_sub(start) as usize;
    let behind = tail.get(from.min(tail.len())..).unwrap_or_default();
    if let Some(place) = behind.windows(2).rposition(is_end) {
        let rest = &behind[place + 2..];
        return Ok((true, rest.iter().any(|byte| *byte != 0)));
    }
    match follows_scan(behind) {
        // Such as the video of a motion photo: the picture has its end somewhere before.
        Some(false) => Ok((true, true)),
        Some(true) => Ok((false, false)),
        None => Ok((end_before(reader, scan, start)?, false)),
    }
}

fn is_end(pair: &[u8]) -> bool {
    pair == [0xFF, 0xD9]
}

/// Whether bytes are those of a scan, by what follows each FF: 00, a restart mark, or a mark between scans;
/// none where there is no FF. Judgement: the tables between scans may hold some other pairs; of other data,
/// hardly one pair in ten looks like a scan.
fn follows_scan(bytes: &[u8]) -> Option<bool> {
    let pairs = bytes.windows(2).filter(|pair| pair[0] == 0xFF);
    let (mut all, mut own) = (0u32, 0u32);
    for pair in pairs {
        all += 1;
        let marks = matches!(pair[1], 0 | 0xC4 | 0xD0..=0xD7 | 0xDA | 0xDB | 0xDD | 0xFE | 0xFF);
        own += u32::from(marks);
    }
    (all > 0).then_some(own * 2 > all)
}

/// Whether the end mark stands between two places; as far as the bounds go. What was reserved for a copy
/// that never came is zeros.
fn end_before(reader: &mut Reader<'_>, scan: u64, start: u64) -> Read<bool> {
    let mut at = scan;
    while at < start {
        let piece = match reader.some(at, PIECE + 1) {
            Err(Stop::Spent) => return Ok(false),
            piece => piece?,
        };
        if piece.windows(2).any(is_end) {
            return Ok(true);
        }
        at += PIECE;
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use crate::read;

    /// A photo of so many bytes, its end mark, and so many bytes behind it.
    fn photo(scan: usize, end: &[u8], behind: &[u8]) -> Vec<u8> {
        let mut photo = b"\xFF\xD8\xFF\xC0\0\x08\x08\x0F\xA0\x17\x70\x03\xFF\xDA\0\x08".to_vec();
        let pieces = [0x12, 0xFF, 0x00, 0x9A, 0x55, 0xFF, 0xD3, 0x77];
        photo.extend(pieces.iter().cycle().take(scan));
        photo.extend(end);
        photo.extend(behind);
        photo
    }

    /// Bytes as a video has them: of every kind.
    fn video(count: u32) -> Vec<u8> {
        (0..count).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
    }

    #[test]
    fn photos_larger_than_the_bounds_are_told_whole_or_cut() {
        let complete = |bytes: Vec<u8>| read(&bytes.as_slice()).unwrap().complete;
        let end = b"\xFF\xD9";
        assert_eq!(complete(photo(7_000_000, end, b"")), Some(true));
        assert_eq!(complete(photo(7_000_000, b"", b"")), Some(false));
        assert_eq!(complete(photo(7_000_000, end, &video(6_000_000))), Some(true));
        assert_eq!(complete(photo(7_000_000, b"", &[0; 6_000_000])), Some(false));
        assert_eq!(complete(photo(1_000_000, end, &[0; 6_000_000])), Some(true));
    }
}
