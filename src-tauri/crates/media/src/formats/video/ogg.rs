//! Ogg with Theora. Source: RFC 3533; Theora specification, 6.2 and A.2.3.

use std::time::Duration;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Size;
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};

/// Judgement: a film has a page of beginning for each of its few streams.
const MOST_STREAMS: u32 = 64;
/// Judgement: the longest page has 65,307 bytes; two of them hold the last page of each stream.
const TAIL: u64 = 128 << 10;

/// What a stream counts with.
struct Clock {
    serial: u32,
    /// Units in `scale` seconds.
    rate: u64,
    scale: u64,
    /// Theora counts key pictures above so many bits, and those since the last one below.
    shift: u32,
}

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let mut at = 0;
    let mut clocks = Vec::new();
    for _ in 0..MOST_STREAMS {
        if reader.array::<4>(at)? != *b"OggS" {
            return Err(Stop::Odd);
        }
        // The beginnings of all streams come first.
        if reader.byte(at + 5)? & 2 == 0 {
            break;
        }
        let segments = u64::from(reader.byte(at + 26)?);
        let lengths = reader.bytes(at + 27, segments)?;
        let body = at + 27 + segments;
        let length: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
        let head = reader.some(body, length.min(64))?;
        let serial = reader.le32(at + 14)?;
        if head.starts_with(b"\x80theora") {
            clocks.extend(begin(&head, serial, found));
        } else if head.starts_with(b"\x01video") {
            other_media(&head, found);
        } else if let Some(rate) = sound_rate(&head) {
            found.sound = true;
            clocks.push(Clock { serial, rate, scale: 1, shift: 0 });
        }
        at = body + length;
    }
    end(reader, &clocks, found)
}

fn begin(head: &[u8], serial: u32, found: &mut Found) -> Option<Clock> {
    let be = |at: usize, count: usize| -> Option<u64> {
        let bytes = head.get(at..at + count)?;
        Some(bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte)))
    };
    let side = |at, count| be(at, count).map(|side| side as u32);
    let mut picture = Picture::new("theora", side(14, 3)?, side(17, 3)?);
    picture.set_pixel(be(30, 3)?, be(33, 3)?);
    // The coded picture is a multiple of 16; what is shown is what counts.
    picture.coded = Size { width: side(14, 3)?, height: side(17, 3)? };
    found.offer(picture);
    let (rate, scale) = (be(22, 4)?, be(26, 4)?);
    let shift = (be(40, 2)? >> 5 & 0x1F) as u32;
    Some(Clock { serial, rate, scale, shift })
}

/// The units of a second of sound. Source: Vorbis I, 4.2.2; RFC 7845, 5.1; the manual of Speex, 7.
fn sound_rate(head: &[u8]) -> Option<u64> {
    let rate = |at: usize| {
        let four = head.get(at..at + 4)?.try_into().ok()?;
        Some(u64::from(u32::from_le_bytes(four)))
    };
    if head.starts_with(b"\x01vorbis") {
        rate(12)
    } else if head.starts_with(b"Speex   ") {
        rate(36)
    } else if head.starts_with(b"OpusHead") {
        Some(48_000)
    } else if head.starts_with(b"\x7FFLAC") {
        // Twenty bits behind the block header and the sizes.
        let three = head.get(27..30)?;
        Some(u64::from(u32::from_be_bytes([0, three[0], three[1], three[2]]) >> 4))
    } else {
        None
    }
}

/// OGM: a header as in AVI.
fn other_media(head: &[u8], found: &mut Found) {
    let four = |at: usize| head.get(at..at + 4).and_then(|four| four.try_into().ok());
    if let (Some(letters), Some(width), Some(height)) = (four(9), four(45), four(49)) {
        let letters: [u8; 4] = letters;
        let side = u32::from_le_bytes;
        found.offer(Picture::new(&super::avi::codec(&letters), side(width), side(height)));
    }
}

/// The duration by the last page of the pictures, and whether the file ends with an end of a stream.
fn end(reader: &mut Reader<'_>, clocks: &[Clock], found: &mut Found) -> Read<()> {
    let (_, tail) = reader.tail(TAIL)?;
    let mut closed = false;
    let mut at = 0;
    while let Some(place) =
        tail.get(at..).and_then(|rest| rest.windows(4).position(|w| w == b"OggS"))
    {
        at += place;
        let Some(head) = tail.get(at..at + 27) else { break };
        let segments = usize::from(head[26]);
        let lengths = tail.get(at + 27..at + 27 + segments).unwrap_or_default();
        let length: usize = lengths.iter().map(|length| usize::from(*length)).sum();
        let end = at + 27 + segments + length;
        closed = head[4] == 0 && head[5] & 4 != 0 && end == tail.len();
        let eight = |bytes: &[u8]| bytes.try_into().map_or(u64::MAX, u64::from_le_bytes);
        let granule = eight(&head[6..14]);
        let serial = head[14..18].try_into().map_or(0, u32::from_le_bytes);
        if let Some(clock) = clocks.iter().find(|clock| clock.serial == serial) {
            found.duration = found.duration.max(clock.duration(granule));
        }
        at += 4;
    }
    found.complete = Some(closed);
    Ok(())
}

impl Clock {
    fn duration(&self, granule: u64) -> Option<Duration> {
        if granule == u64::MAX {
            return None;
        }
        let frames = (granule >> self.shift) + (granule & ((1 << self.shift) - 1));
        crate::facts::found::duration_of(frames.checked_mul(self.scale)?, self.rate)
    }
}
