//! MKV and WebM. Source: RFC 8794 (EBML) and RFC 9559 (Matroska).

use std::time::Duration;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Size;
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::facts::orientation::Orientation;
use crate::formats::codec::samples::{Coding, Samples};
use crate::formats::codec::{av1, depth_of_av1, h264, hevc};
use crate::formats::video::matroska_open;
use crate::formats::video::matroska_samples::{self, Places};

/// Judgement: a film has forty elements before its pictures; 200,000 empty ones are gone through.
const MOST_ELEMENTS: u32 = 250_000;
/// Judgement: a list names some ten elements, of which some are looked for behind the pictures.
const MOST_PLACES: usize = 64;
const MOST_LATER: usize = 8;
/// Judgement: parameter sets of some 50 bytes.
const MOST_PRIVATE: u64 = 2048;

/// Where duration, tracks and everything else stand, where they stand behind the pictures.
pub(crate) const SEEK_HEAD: u32 = 0x114D_9B74;
/// What is said of the whole.
pub(crate) const INFO: u32 = 0x1549_A966;
/// Pictures and sound.
pub(crate) const CLUSTER: u32 = 0x1F43_B675;
const TRACKS: u32 = 0x1654_AE6B;
/// What a track is of. Source: RFC 9559, 5.1.4.1.3.
const PICTURE: u64 = 1;
const SOUND: u64 = 2;
/// Where key pictures are.
const CUES: u32 = 0x1C53_BB6B;

/// An element in the file.
#[derive(Clone, Copy)]
pub(crate) struct Element {
    pub(crate) id: u32,
    pub(crate) data: u64,
    /// None where the length is not known.
    pub(super) length: Option<u64>,
}

impl Element {
    /// The element at a place.
    pub(crate) fn at(reader: &mut Reader<'_>, at: u64) -> Read<Self> {
        let first = reader.byte(at)?;
        let id_bytes = u64::from(first.leading_zeros()) + 1;
        if id_bytes > 4 {
            return Err(Stop::Odd);
        }
        let id = number(reader, at, id_bytes)? as u32;
        let at = at + id_bytes;
        let bytes = u64::from(reader.byte(at)?.leading_zeros()) + 1;
        if bytes > 8 {
            return Err(Stop::Odd);
        }
        let all_ones = (1u64 << (7 * bytes)) - 1;
        let length = number(reader, at, bytes)? & all_ones;
        Ok(Self { id, data: at + bytes, length: Some(length).filter(|length| *length != all_ones) })
    }

    /// Where it ends; none where that is not known.
    pub(crate) fn end(self) -> Option<u64> {
        self.length.map(|length| self.data.saturating_add(length))
    }

    /// Goes through the elements that this one holds.
    pub(crate) fn each(
        self,
        reader: &mut Reader<'_>,
        mut take: impl FnMut(&mut Reader<'_>, Element) -> Read<()>,
    ) -> Read<()> {
        let end = self.end().unwrap_or(u64::MAX);
        let mut at = self.data;
        while at < end {
            let element = Element::at(reader, at)?;
            let after = element.end().ok_or(Stop::Odd)?;
            if after > end {
                return Err(Stop::Odd);
            }
            take(reader, element)?;
            at = after;
        }
        Ok(())
    }

    /// The number that it holds.
    pub(super) fn unsigned(self, reader: &mut Reader<'_>) -> Read<u64> {
        match self.length {
            Some(0) => Ok(0),
            Some(length @ 1..=8) => number(reader, self.data, length),
            _ => Err(Stop::Odd),
        }
    }

    fn float(self, reader: &mut Reader<'_>) -> Read<f64> {
        match self.length {
            Some(4) => Ok(f32::from_bits(reader.be32(self.data)?).into()),
            Some(8) => Ok(f64::from_bits(reader.be64(self.data)?)),
            _ => Err(Stop::Odd),
        }
    }

    /// Up to `most` bytes of what it holds.
    pub(crate) fn some(self, reader: &mut Reader<'_>, most: u64) -> Read<Vec<u8>> {
        reader.some(self.data, self.length.unwrap_or(0).min(most))
    }
}

fn number(reader: &mut Reader<'_>, at: u64, bytes: u64) -> Read<u64> {
    let mut value = 0;
    for place in 0..bytes {
        value = value << 8 | u64::from(reader.byte(at + place)?);
    }
    Ok(value)
}

pub(crate) fn read(
    reader: &mut Reader<'_>,
    found: &mut Found,
    container: &mut Container,
) -> Read<()> {
    let head = Element::at(reader, 0)?;
    head.each(reader, |reader, element| {
        if element.id == 0x4282 && element.some(reader, 8)?.starts_with(b"webm") {
            *container = Container::Webm;
        }
        Ok(())
    })?;
    let segment = Element::at(reader, head.end().ok_or(Stop::Odd)?)?;
    if segment.id != 0x1853_8067 {
        return Err(Stop::Odd);
    }
    let mut later = Vec::new();
    let mut seen = Seen::default();
    let walked = walk(reader, segment, found, &mut seen, &mut later);
    for place in later {
        // Every element begins with its number.
        if reader.some(place, 4)? == [0; 4] {
            Samples::Broken.put(found);
            return Ok(());
        }
        let element = Element::at(reader, place)?;
        seen.take(reader, element, found)?;
    }
    found.complete = segment.end().map(|end| end <= reader.length());
    if walked.is_ok() && found.complete != Some(false) {
        matroska_samples::look(reader, &seen.samples(segment))?.put(found);
        matroska_open::behind(reader, segment.end(), seen.first, found)?;
    }
    match walked {
        Err(Stop::End) if found.complete.is_none() => Ok(()),
        walked => walked,
    }
}

/// What of the segment was seen.
#[derive(Default)]
struct Seen {
    duration: bool,
    tracks: bool,
    /// The track of the picture.
    shown: Option<(u64, Coding)>,
    /// The list of places of pictures.
    cues: Option<Element>,
    /// The first pictures.
    first: Option<u64>,
    /// Whether pictures or sound may be zeros: not packed, or filled up.
    has_zeros: bool,
}

impl Seen {
    fn take(&mut self, reader: &mut Reader<'_>, element: Element, found: &mut Found) -> Read<()> {
        match element.id {
            INFO if !self.duration => {
                self.duration = true;
                found.duration = duration(reader, element)?;
            }
            TRACKS if !self.tracks => {
                self.tracks = true;
                element.each(reader, |reader, entry| {
                    if entry.id == 0xAE {
                        let track = track(reader, entry, found)?;
                        self.has_zeros |= track.may_be_zeros();
                        let is_first = track.kind == PICTURE && self.shown.is_none();
                        self.shown =
                            is_first.then(|| (track.number, track.coding())).or(self.shown);
                    }
                    Ok(())
                })?;
            }
            CUES if self.cues.is_none() => self.cues = Some(element),
            _ => {}
        }
        Ok(())
    }

    fn samples(&self, segment: Element) -> Places {
        let Self { shown, cues, first, has_zeros, .. } = *self;
        Places { segment, shown, cues, first, has_zeros }
    }
}

/// Goes through a segment up to the first pictures; `later` gets the places of what stands behind them.
fn walk(
    reader: &mut Reader<'_>,
    segment: Element,
    found: &mut Found,
    seen: &mut Seen,
    later: &mut Vec<u64>,
) -> Read<()> {
    let mut at = segment.data;
    for _ in 0..MOST_ELEMENTS {
        if at >= segment.end().unwrap_or(u64::MAX).min(reader.length()) {
            return Ok(());
        }
        let element = Element::at(reader, at)?;
        match element.id {
            SEEK_HEAD => {
                let places = places(reader, segment, element)?.into_iter();
                let asked = places.filter(|(id, _)| matches!(*id, INFO | TRACKS | CUES));
                later.extend(asked.map(|(_, place)| place).take(MOST_LATER - later.len()));
            }
            CLUSTER => {
                seen.first = Some(at);
                later.retain(|place| *place > at);
                return Ok(());
            }
            _ => seen.take(reader, element, found)?,
        }
        at = element.end().ok_or(Stop::Odd)?;
    }
    Err(Stop::Spent)
}

/// What a list says to stand where: elements by their number, and their places in the file.
pub(crate) fn places(
    reader: &mut Reader<'_>,
    segment: Element,
    head: Element,
) -> Read<Vec<(u32, u64)>> {
    let mut places = Vec::new();
    head.each(reader, |reader, seek| {
        // A sum stands before the places.
        if seek.id != 0x4DBB {
            return Ok(());
        }
        let (mut id, mut place) = (0, None);
        seek.each(reader, |reader, element| {
            match element.id {
                0x53AB => id = element.unsigned(reader)?,
                0x53AC => place = Some(element.unsigned(reader)?),
                _ => {}
            }
            Ok(())
        })?;
        if let (Ok(id), Some(place)) = (u32::try_from(id), place)
            && places.len() < MOST_PLACES
        {
            places.push((id, segment.data.saturating_add(place)));
        }
        Ok(())
    })?;
    Ok(places)
}

fn duration(reader: &mut Reader<'_>, info: Element) -> Read<Option<Duration>> {
    let (mut scale, mut count) = (1_000_000, 0.0);
    info.each(reader, |reader, element| {
        match element.id {
            0x2A_D7B1 => scale = element.unsigned(reader)?,
            0x4489 => count = element.float(reader)?,
            _ => {}
        }
        Ok(())
    })?;
    let millis = count * scale as f64 / 1e6;
    // Judgement: more than a hundred days is nonsense.
    let sane = millis.is_finite() && (1.0..8.64e9).contains(&millis);
    Ok(sane.then(|| Duration::from_millis(millis as u64)))
}

/// What of a track counts.
#[derive(Default)]
struct Track {
    number: u64,
    kind: u64,
    /// Whether its samples are packed once more, or locked.
    is_encoded: bool,
    codec: Vec<u8>,
    private: Vec<u8>,
    size: (u64, u64),
    crop: [u64; 4],
    display: (u64, u64),
    unit: u64,
    roll: f64,
}

fn track(reader: &mut Reader<'_>, entry: Element, found: &mut Found) -> Read<Track> {
    let mut track = Track::default();
    entry.each(reader, |reader, element| {
        match element.id {
            0xD7 => track.number = element.unsigned(reader)?,
            0x6D80 => track.is_encoded = true,
            0x83 => track.kind = element.unsigned(reader)?,
            0x86 => track.codec = element.some(reader, 64)?,
            0x63A2 => track.private = element.some(reader, MOST_PRIVATE)?,
            0xE0 => element.each(reader, |reader, element| video(reader, element, &mut track))?,
            _ => {}
        }
        Ok(())
    })?;
    match track.kind {
        PICTURE => found.offer(track.picture()?),
        SOUND => found.sound = true,
        _ => {}
    }
    Ok(track)
}

fn video(reader: &mut Reader<'_>, element: Element, track: &mut Track) -> Read<()> {
    match element.id {
        0xB0 => track.size.0 = element.unsigned(reader)?,
        0xBA => track.size.1 = element.unsigned(reader)?,
        0x54AA => track.crop[0] = element.unsigned(reader)?,
        0x54BB => track.crop[1] = element.unsigned(reader)?,
        0x54CC => track.crop[2] = element.unsigned(reader)?,
        0x54DD => track.crop[3] = element.unsigned(reader)?,
        0x54B0 => track.display.0 = element.unsigned(reader)?,
        0x54BA => track.display.1 = element.unsigned(reader)?,
        0x54B2 => track.unit = element.unsigned(reader)?,
        0x7670 => {
            return element.each(reader, |reader, element| {
                if element.id == 0x7675 {
                    track.roll = element.float(reader)?;
                }
                Ok(())
            });
        }
        _ => {}
    }
    Ok(())
}

impl Track {
    /// How its samples begin. Source: ISO/IEC 14496-15, 5.3.3.1 and 8.3.3.1, lengthSizeMinusOne.
    fn coding(&self) -> Coding {
        if self.is_encoded {
            return Coding::Any;
        }
        let place = match self.codec.as_slice() {
            b"V_MPEG4/ISO/AVC" => Some(4),
            b"V_MPEGH/ISO/HEVC" => Some(21),
            _ => None,
        };
        let units = place.and_then(|place| self.private.get(place));
        Coding::of(Some(&self.codec_name()), units.map(|byte| u64::from(byte & 3) + 1))
    }

    /// Whether it may hold many zeros: what is white in a JPEG is coded in zeros, MPEG-2 of a steady rate is filled up
    /// with them, and silence is zeros.
    fn may_be_zeros(&self) -> bool {
        match self.kind {
            PICTURE => {
                let is_dense = matches!(&*self.codec, b"V_VP8" | b"V_VP9" | b"V_AV1");
                !is_dense && !matches!(self.coding(), Coding::Units(_))
            }
            SOUND => self.codec.starts_with(b"A_PCM") || self.codec.starts_with(b"A_MS/"),
            _ => false,
        }
    }

    fn picture(&self) -> Read<Picture> {
        let side = |side: u64| u32::try_from(side).map_err(|_| Stop::Odd);
        let (mut width, mut height) = (side(self.size.0)?, side(self.size.1)?);
        let header = match self.codec.as_slice() {
            b"V_MPEG4/ISO/AVC" => h264::of_configuration(&self.private)
                .map(|header| header.in_container((width, height))),
            b"V_MPEGH/ISO/HEVC" => hevc::of_configuration(&self.private),
            _ => None,
        };
        if let Some(header) = header {
            (width, height) = (header.width, header.height);
        } else if self.codec == b"V_AV1"
            && let Some(size) = self.private.get(4..).and_then(av1::size)
        {
            (width, height) = size;
        }
        let mut picture = Picture::new(&self.codec_name(), width, height);
        picture.depth = match self.codec.as_slice() {
            b"V_AV1" => depth_of_av1(&self.private),
            _ => header.and_then(|header| header.depth),
        };
        let [bottom, top, left, right] = self.crop;
        let less = |side: u32, cut: u64| u64::from(side).checked_sub(cut).map(|side| side as u32);
        if let (Some(width), Some(height)) =
            (less(width, left.saturating_add(right)), less(height, top.saturating_add(bottom)))
        {
            picture.clean = Some(Size { width, height });
        }
        let clean = picture.clean.unwrap_or(picture.coded);
        let (across, down) = self.display;
        // Units 0 to 3 are pixels, centimetres, inches, an aspect: each gives the aspect of the picture.
        if across > 0 && down > 0 && self.unit <= 3 {
            picture.set_pixel(
                across.saturating_mul(clean.height.into()),
                down.saturating_mul(clean.width.into()),
            );
        } else if let Some(header) = header {
            picture.set_pixel(header.pixel.0, header.pixel.1);
        }
        // The roll is against the clock.
        picture.orientation = match (self.roll / 90.0).round() as i64 {
            1 | -3 => Orientation::CounterClockwise,
            2 | -2 => Orientation::Half,
            -1 | 3 => Orientation::Clockwise,
            _ => Orientation::None,
        };
        Ok(picture)
    }

    fn codec_name(&self) -> String {
        let known = [
            ("V_MPEG4/ISO/AVC", "h264"),
            ("V_MPEGH/ISO/HEVC", "hevc"),
            ("V_MPEG4/ISO", "mpeg4"),
            ("V_MPEG4/MS/V3", "msmpeg4v3"),
            ("V_MPEG1", "mpeg1video"),
            ("V_MPEG2", "mpeg2video"),
            ("V_VP8", "vp8"),
            ("V_VP9", "vp9"),
            ("V_AV1", "av1"),
            ("V_MJPEG", "mjpeg"),
            ("V_THEORA", "theora"),
            ("V_PRORES", "prores"),
            ("V_FFV1", "ffv1"),
            ("V_REAL/RV10", "rv10"),
            ("V_REAL/RV20", "rv20"),
            ("V_REAL/RV30", "rv30"),
            ("V_REAL/RV40", "rv40"),
            ("V_UNCOMPRESSED", "rawvideo"),
        ];
        let codec = String::from_utf8_lossy(&self.codec);
        if codec == "V_MS/VFW/FOURCC"
            && let Some(letters) = self.private.get(16..20)
        {
            return super::avi::codec(letters);
        }
        if codec == "V_QUICKTIME"
            && let Some(letters) = self.private.get(4..8)
        {
            return super::avi::codec(letters);
        }
        let name = known.iter().find(|(known, _)| codec.starts_with(known));
        name.map_or_else(|| codec.to_lowercase(), |(_, name)| (*name).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Facts, read};

    fn element(id: &[u8], data: &[u8]) -> Vec<u8> {
        let length = (data.len() as u32 | 0x1000_0000).to_be_bytes();
        [id, &length, data].concat()
    }

    /// A file with one track of these parts of `Video`.
    fn file(video: &[(&[u8], u16)]) -> Facts {
        let parts: Vec<u8> =
            video.iter().flat_map(|(id, value)| element(id, &value.to_be_bytes())).collect();
        let track = [element(b"\x83", &[1]), element(b"\x86", b"V_VP8"), element(b"\xE0", &parts)];
        let tracks = element(b"\x16\x54\xAE\x6B", &element(b"\xAE", &track.concat()));
        let head = element(b"\x1A\x45\xDF\xA3", &element(b"\x42\x82", b"matroska"));
        let bytes = [head, element(b"\x18\x53\x80\x67", &tracks)].concat();
        read(&bytes.as_slice()).unwrap()
    }

    #[test]
    fn rows_that_are_cropped_are_not_shown_and_an_aspect_is_that_of_the_rest() {
        let shown = |parts: &[(&[u8], u16)]| {
            let facts = file(parts);
            assert_eq!(facts.complete, Some(true));
            facts.shown.map(|size| (size.width, size.height))
        };
        let (across, down, bottom) = (&b"\xB0"[..], &b"\xBA"[..], &b"\x54\xAA"[..]);
        let crop = [(across, 1920), (down, 1088), (bottom, 8)];
        assert_eq!(shown(&crop), Some((1920, 1080)));
        let (wide, high) = (&b"\x54\xB0"[..], &b"\x54\xBA"[..]);
        let aspect = [(across, 1440), (down, 1088), (bottom, 8), (wide, 16), (high, 9)];
        assert_eq!(shown(&aspect), Some((1920, 1080)));
        assert_eq!(shown(&[(across, 1920), (down, 1088), (bottom, 2000)]), Some((1920, 1088)));
    }
}
