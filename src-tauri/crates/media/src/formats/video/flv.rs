//! FLV. Source: Adobe Flash Video File Format Specification 10.1, annex E.

use std::time::Duration;

use crate::bytes::bits::Bits;
use crate::bytes::reader::{Read, Reader};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::formats::codec::{h264, hevc};

/// Judgement: the first picture comes within some ten tags.
const MOST_TAGS: u32 = 512;
/// Judgement: the script tag holds numbers first, then an index.
const MOST_SCRIPT: u64 = 4096;

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let mut at = u64::from(reader.be32(5)?) + 4;
    let mut said = Said::default();
    let mut picture: Option<Picture> = None;
    for _ in 0..MOST_TAGS {
        if at + 11 > reader.length() || (picture.is_some() && said.seen) {
            break;
        }
        let kind = reader.byte(at)? & 0x1F;
        let length = u64::from(reader.be24(at + 1)?);
        let body = reader.some(at + 11, length.min(MOST_SCRIPT))?;
        match kind {
            8 => found.sound = true,
            9 if picture.is_none() => picture = of_tag(&body, &said),
            18 => said.read(&body),
            _ => {}
        }
        at += 11 + length + 4;
    }
    if let Some(picture) = picture {
        found.offer(picture);
    }
    found.duration = said.duration();
    let last = last_tag(reader)?;
    if found.duration.is_none() {
        found.duration = last;
    }
    found.complete = Some(last.is_some());
    Ok(())
}

/// The time of the last tag, if the file ends with one.
fn last_tag(reader: &mut Reader<'_>) -> Read<Option<Duration>> {
    let length = reader.length();
    let Some(end) = length.checked_sub(4) else { return Ok(None) };
    let size = u64::from(reader.be32(end)?);
    let Some(start) = end.checked_sub(size).filter(|start| size >= 11 && *start >= 9) else {
        return Ok(None);
    };
    let is_tag = matches!(reader.byte(start)? & 0x1F, 8 | 9 | 18);
    let fits = u64::from(reader.be24(start + 1)?) + 11 == size;
    let [a, b, c, high] = reader.array(start + 4)?;
    let millis = u32::from_be_bytes([high, a, b, c]);
    Ok((is_tag && fits).then(|| Duration::from_millis(millis.into())))
}

/// What the script tag says.
#[derive(Default)]
struct Said {
    seen: bool,
    width: f64,
    height: f64,
    seconds: f64,
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
