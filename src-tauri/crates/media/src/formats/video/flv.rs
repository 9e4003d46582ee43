//! FLV. Source: Adobe Flash Video File Format Specification 10.1, annex E.

use std::time::Duration;

use crate::bytes::bits::Bits;
use crate::bytes::reader::{Read, Reader};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::formats::codec::{h264, hevc};
use crate::formats::video::flv_samples::{self, PICTURE, Tags};

/// Judgement: the first picture comes within some ten tags.
const MOST_TAGS: u32 = 512;
/// Judgement: the script tag holds numbers first, then an index.
const MOST_SCRIPT: u64 = 4096;

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let mut at = u64::from(reader.be32(5)?) + 4;
    let mut said = Said::default();
    let mut picture: Option<Picture> = None;
    let mut tags = Tags { first: at, ..Tags::default() };
    for _ in 0..MOST_TAGS {
        if at + 11 > reader.length() || (picture.is_some() && said.seen) {
            break;
        }
        let kind = reader.byte(at)? & 0x1F;
        let length = u64::from(reader.be24(at + 1)?);
        let body = reader.some(at + 11, length.min(MOST_SCRIPT))?;
        match kind {
            8 => {
                found.sound = true;
                tags.has_zeros |= is_sound_of_zeros(&body);
            }
            PICTURE if picture.is_none() => {
                picture = of_tag(&body, &said);
                tags.units = units(&body);
                tags.has_zeros |= body.first().is_some_and(|first| matches!(first & 0x8F, 3 | 6));
            }
            18 => said.read(&body),
            _ => {}
        }
        at += 11 + length + 4;
    }
    // Sound may begin only behind the first picture.
    tags.has_zeros |= said.sound_is_raw;
    if let Some(picture) = picture {
        found.offer(picture);
    }
    found.duration = said.duration();
    let last = flv_samples::last(reader, reader.length())?;
    if found.duration.is_none() {
        found.duration = last.map(|millis| Duration::from_millis(millis.into()));
    }
    tags.said = said.bytes();
    flv_samples::look(reader, &tags, found)
}

/// Whether the silence of a sound is zeros: it is not packed. Source: the same, E.4.2.1.
fn is_sound_of_zeros(body: &[u8]) -> bool {
    body.first().is_some_and(|first| matches!(first >> 4, 0 | 1 | 3))
}

/// How many bytes the lengths of units have. Source: ISO/IEC 14496-15, 5.3.3.1 and 8.3.3.1, lengthSizeMinusOne.
fn units(body: &[u8]) -> Option<u64> {
    let place = match (body.first()? & 0x80 != 0, body.first()? & 0x0F, body.get(1..5)?) {
        (true, 0, b"avc1") | (false, 7, [0, ..]) => 4,
        (true, 0, b"hvc1") | (false, 12, [0, ..]) => 21,
        _ => return None,
    };
    body.get(5 + place).map(|byte| u64::from(byte & 3) + 1)
}

/// What the script tag says.
#[derive(Default)]
struct Said {
    seen: bool,
    width: f64,
    height: f64,
    seconds: f64,
    bytes: f64,
    sound_is_raw: bool,
}

impl Said {
    fn read(&mut self, body: &[u8]) {
        self.seen = true;
        // A property: its name with a length before it, then 0 for a number, then the number.
        let value = |name: &[u8]| -> f64 {
            let place = body.windows(name.len()).position(|window| window == name);
            let at = place.map(|place| place + name.len());
            let bytes = at.and_then(|at| body.get(at..at + 9)).filter(|bytes| bytes[0] == 0);
            let eight = bytes.and_then(|bytes| bytes[1..].try_into().ok());
            eight.map_or(0.0, f64::from_be_bytes)
        };
        self.width = value(b"\0\x05width");
        self.height = value(b"\0\x06height");
        self.seconds = value(b"\0\x08duration");
        self.bytes = value(b"\0\x08filesize");
        // A name alone tells whether sound is there; 0 and 3 are not packed.
        let has_sound = body.windows(14).any(|window| window == b"\0\x0Caudiocodecid");
        self.sound_is_raw = has_sound && matches!(value(b"\0\x0Caudiocodecid") as u8, 0 | 1 | 3);
    }

    /// How long the file is, as whoever wrote it says.
    fn bytes(&self) -> Option<u64> {
        (1.0..1e13).contains(&self.bytes).then_some(self.bytes as u64)
    }

    fn size(&self) -> Option<(u32, u32)> {
        let sane = |side: f64| (1.0..65_536.0).contains(&side);
        (sane(self.width) && sane(self.height)).then_some((self.width as u32, self.height as u32))
    }

    fn duration(&self) -> Option<Duration> {
        let sane = (0.001..8.64e6).contains(&self.seconds);
        sane.then(|| Duration::from_millis((self.seconds * 1000.0) as u64))
    }
}

fn of_tag(body: &[u8], said: &Said) -> Option<Picture> {
    let first = *body.first()?;
    let (mut name, mut header) = match first & 0xF {
        2 => ("flv1", sorenson(body.get(1..)?).map(|(w, h)| (w, h, (1, 1), None))),
        4 => ("vp6f", None),
        5 => ("vp6a", None),
        7 => {
            let set = h264::of_configuration(body.get(5..)?);
            let set = set.map(|set| set.in_container(said.size().unwrap_or_default()));
            ("h264", set.map(|set| (set.width, set.height, set.pixel, set.depth)))
        }
        12 => {
            let set = hevc::of_configuration(body.get(5..)?);
            ("hevc", set.map(|set| (set.width, set.height, set.pixel, set.depth)))
        }
        3 | 6 => ("flashsv", None),
        _ => ("", None),
    };
    // The extended form names the codec by letters.
    if first & 0x80 != 0 {
        name = match body.get(1..5)? {
            b"avc1" => "h264",
            b"hvc1" => "hevc",
            b"av01" => "av1",
            b"vp09" => "vp9",
            _ => "",
        };
        let set = match name {
            "hevc" => hevc::of_configuration(body.get(5..)?),
            "h264" => h264::of_configuration(body.get(5..)?),
            _ => None,
        };
        header = set.map(|set| (set.width, set.height, set.pixel, set.depth));
    }
    let (width, height, pixel, depth) = match (header, said.size()) {
        (Some(header), _) => header,
        (None, Some((width, height))) => (width, height, (1, 1), None),
        (None, None) => return None,
    };
    let mut picture = Picture::new(name, width, height);
    picture.set_pixel(pixel.0, pixel.1);
    picture.depth = depth;
    Some(picture)
}

/// The size of a Sorenson picture. Source: the same, E.4.3.2.
fn sorenson(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut bits = Bits::new(bytes);
    bits.skip(30).ok()?;
    Some(match bits.number(3).ok()? {
        0 => (bits.number(8).ok()?, bits.number(8).ok()?),
        1 => (bits.number(16).ok()?, bits.number(16).ok()?),
        2 => (352, 288),
        3 => (176, 144),
        4 => (128, 96),
        5 => (320, 240),
        6 => (160, 120),
        _ => return None,
    })
}
