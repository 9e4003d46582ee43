//! Bare streams inside MPEG containers: the first header with a size, and time stamps.
//! Source: ISO/IEC 13818-1, 2.4.3.7.

use crate::facts::found::Picture;
use crate::formats::codec::stream_header::StreamHeader;
use crate::formats::codec::{h264, hevc, mpeg2};

/// How a stream is coded, as far as its container says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Mpeg2,
    Mpeg4,
    H264,
    Hevc,
    /// Told by the stream itself.
    Any,
}

impl Coding {
    /// By the number in a program map. Source: ISO/IEC 13818-1, table 2-34.
    pub(super) fn of_kind(kind: u8) -> Option<Self> {
        Some(match kind {
            0x01 | 0x02 => Self::Mpeg2,
            0x10 => Self::Mpeg4,
            0x1B => Self::H264,
            0x24 => Self::Hevc,
            _ => return None,
        })
    }
}

/// The picture by the first header in a stream. A stream that is not named is looked through for MPEG-2
/// first: no unit of H.264 begins with its code, but slices of MPEG-2 look like units.
pub(super) fn picture(bytes: &[u8], coding: Coding) -> Option<Picture> {
    if coding == Coding::Any {
        let all = [Coding::Mpeg2, Coding::H264, Coding::Hevc];
        return all.into_iter().find_map(|coding| picture(bytes, coding));
    }
    pictures(bytes, coding).next()
}

/// The pictures by all headers in a stream that is named, one after the other.
pub(super) fn pictures(bytes: &[u8], coding: Coding) -> impl Iterator<Item = Picture> {
    let mut at = 0;
    let mut places = std::iter::from_fn(move || {
        at = start_code(bytes, at)?;
        Some(at)
    });
    std::iter::from_fn(move || places.find_map(|at| header(&bytes[at..], coding)))
}

/// The picture by the header that stands behind a start code, if it is one.
fn header(rest: &[u8], coding: Coding) -> Option<Picture> {
    let code = *rest.first()?;
    match coding {
        Coding::Mpeg2 if code == 0xB3 => mpeg2::of_sequence(&rest[1..])
            .map(|(header, second)| of(header, if second { "mpeg2video" } else { "mpeg1video" })),
        Coding::Mpeg4 if (0x20..=0x2F).contains(&code) => mpeg4(&rest[1..]),
        // The kind of a unit: the low five bits in H.264, bits 1 to 6 in H.265.
        Coding::H264 if code & 0x9F == 7 => h264::of_unit(rest).map(|header| of(header, "h264")),
        Coding::Hevc if code == 0x42 => hevc::of_unit(rest).map(|header| of(header, "hevc")),
        _ => None,
    }
}

fn of(header: StreamHeader, codec: &str) -> Picture {
    let mut picture = Picture::new(codec, header.width, header.height);
    picture.set_pixel(header.pixel.0, header.pixel.1);
    picture.depth = header.depth;
    picture
}

/// Behind the next start code from `at` on.
fn start_code(bytes: &[u8], at: usize) -> Option<usize> {
    let place = bytes.get(at..)?.windows(3).position(|three| three == [0, 0, 1])?;
    Some(at + place + 3).filter(|place| *place < bytes.len())
}

/// The layer header of MPEG-4. Source: ISO/IEC 14496-2, 6.2.3.
fn mpeg4(bytes: &[u8]) -> Option<Picture> {
    let mut bits = crate::bytes::bits::Bits::new(bytes);
    bits.skip(9).ok()?;
    let mut version = 1;
    if bits.bit().ok()? {
        version = bits.number(4).ok()?;
        bits.skip(3).ok()?;
    }
    let pixel = match bits.number(4).ok()? {
        15 => (bits.number(8).ok()?.into(), bits.number(8).ok()?.into()),
        index => {
            [(0, 0), (1, 1), (12, 11), (10, 11), (16, 11), (40, 33)].get(index as usize).copied()?
        }
    };
    if bits.bit().ok()? {
        bits.skip(3).ok()?;
        if bits.bit().ok()? {
            bits.skip(79).ok()?;
        }
    }
    let shape = bits.number(2).ok()?;
    if shape == 3 && version != 1 {
        bits.skip(4).ok()?;
    }
    bits.skip(1).ok()?;
    let resolution = bits.number(16).ok()?;
    bits.skip(1).ok()?;
    if bits.bit().ok()? {
        bits.skip((32 - resolution.saturating_sub(1).leading_zeros()).max(1) as usize).ok()?;
    }
    if shape != 0 {
        return None;
    }
    bits.skip(1).ok()?;
    let width = bits.number(13).ok()?;
    bits.skip(1).ok()?;
    let height = bits.number(13).ok()?;
    Some(of(StreamHeader { width, height, pixel, begins_cropped: false, depth: None }, "mpeg4"))
}

/// A packet of a stream: what it holds, and its time stamp in ninety thousandths of a second.
pub(super) struct Packet {
    pub(super) data: usize,
    pub(super) stamp: Option<u64>,
}

/// Reads the head of a packet that begins at the start of `bytes`.
pub(super) fn packet(bytes: &[u8]) -> Option<Packet> {
    let mut at = 6;
    // MPEG-2 marks its heads with 10.
    if bytes.get(at)? >> 6 == 2 {
        let flags = *bytes.get(at + 1)?;
        let data = at + 3 + usize::from(*bytes.get(at + 2)?);
        let stamp = if flags & 0x80 != 0 { stamp(bytes.get(at + 3..at + 8)?) } else { None };
        return Some(Packet { data, stamp });
    }
    while *bytes.get(at)? == 0xFF && at < 24 {
        at += 1;
    }
    if bytes.get(at)? >> 6 == 1 {
        at += 2;
    }
    Some(match bytes.get(at)? >> 4 {
        2 => Packet { data: at + 5, stamp: stamp(bytes.get(at..at + 5)?) },
        3 => Packet { data: at + 10, stamp: stamp(bytes.get(at..at + 5)?) },
        _ => Packet { data: at + 1, stamp: None },
    })
}

fn stamp(five: &[u8]) -> Option<u64> {
    let [a, b, c, d, e] = *five else { return None };
    let part = |byte: u8, mask: u8| u64::from(byte & mask);
    Some(
        part(a, 0x0E) << 29
            | part(b, 0xFF) << 22
            | part(c, 0xFE) << 14
            | part(d, 0xFF) << 7
            | part(e, 0xFE) >> 1,
    )
}

/// The first and the last time stamp of a stream.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span {
    first: Option<u64>,
    last: Option<u64>,
}

impl Span {
    /// Takes a stamp of the front: the earliest counts.
    pub(super) fn front(&mut self, stamp: u64) {
        self.first = Some(self.first.map_or(stamp, |first| first.min(stamp)));
    }

    /// Takes a stamp of the back: the latest counts.
    pub(super) fn back(&mut self, stamp: u64) {
        self.last = Some(self.last.map_or(stamp, |last| last.max(stamp)));
    }

    /// From the first to the last picture; the clock has 33 bits and goes round.
    pub(super) fn duration(self) -> Option<std::time::Duration> {
        let (first, last) = (self.first?, self.last?);
        let ticks = if last >= first { last - first } else { last + (1 << 33) - first };
        crate::facts::found::duration_of(ticks, 90_000)
    }
}
