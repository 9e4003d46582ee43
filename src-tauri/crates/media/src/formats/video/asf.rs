//! WMV and ASF. Source: Advanced Systems Format specification 1.20.

use std::time::Duration;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};

/// The first object of every file.
pub(crate) const HEADER: [u8; 16] = guid(0x75B2_2630, 0x668E, 0x11CF, 0xA6D9_00AA_0062_CE6C);
const FILE: [u8; 16] = guid(0x8CAB_DCA1, 0xA947, 0x11CF, 0x8EE4_00C0_0C20_5365);
const STREAM: [u8; 16] = guid(0xB7DC_0791, 0xA9B7, 0x11CF, 0x8EE6_00C0_0C20_5365);
const EXTENSION: [u8; 16] = guid(0x5FBF_03B5, 0xA92E, 0x11CF, 0x8EE3_00C0_0C20_5365);
const EXTENDED_STREAM: [u8; 16] = guid(0x14E6_A5CB, 0xC672, 0x4332, 0x8399_A969_5206_D65B);
const METADATA: [u8; 16] = guid(0xC5F8_CBEA, 0x5BAF, 0x4877, 0x8467_AA8C_44FA_4CCA);
const VIDEO: [u8; 16] = guid(0xBC19_EFC0, 0x5B4D, 0x11CF, 0xA8FD_0080_5F5C_442B);
const AUDIO: [u8; 16] = guid(0xF869_9E40, 0x5B4D, 0x11CF, 0xA8FD_0080_5F5C_442B);
const DATA: [u8; 16] = guid(0x75B2_2636, 0x668E, 0x11CF, 0xA6D9_00AA_0062_CE6C);

/// Judgement: names, aspects and rates of some streams.
const MOST_RECORDS: u16 = 1024;

/// An identifier as it lies in the file.
const fn guid(a: u32, b: u16, c: u16, d: u64) -> [u8; 16] {
    let (a, b, c, d) = (a.to_le_bytes(), b.to_le_bytes(), c.to_le_bytes(), d.to_be_bytes());
    [a[0], a[1], a[2], a[3], b[0], b[1], c[0], c[1], d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]]
}

/// What the header says.
#[derive(Default)]
struct Asf {
    pictures: Vec<(u16, Picture)>,
    aspects: Vec<(u16, u64, u64)>,
    sound: bool,
    duration: Option<Duration>,
    bytes: u64,
    live: bool,
}

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let mut asf = Asf::default();
    let end = reader.le64(16)?;
    let read = asf.objects(reader, 30, end);
    let Asf { pictures, aspects, sound, duration, bytes, live } = asf;
    found.sound = sound;
    found.duration = duration;
    for (number, mut picture) in pictures {
        let aspect = aspects.iter().find(|(stream, ..)| *stream == number || *stream == 0);
        if let Some((_, across, down)) = aspect {
            picture.set_pixel(*across, *down);
        }
        found.offer(picture);
    }
    read?;
    // Behind the header lie the data, with their length.
    let mut whole = end.saturating_add(24) <= reader.length();
    if whole && reader.array::<16>(end)? == DATA {
        let data = reader.le64(end + 16)?;
        whole = data == 0 || end.saturating_add(data) <= reader.length();
    }
    found.complete = if live { None } else { Some(whole && bytes <= reader.length()) };
    Ok(())
}

impl Asf {
    /// Goes through the objects from `at` to `end`; those of the extension lie one level deeper.
    fn objects(&mut self, reader: &mut Reader<'_>, mut at: u64, end: u64) -> Read<()> {
        while at.saturating_add(24) <= end {
            let name: [u8; 16] = reader.array(at)?;
            let length = reader.le64(at + 16)?;
            let after = at.checked_add(length).filter(|after| length >= 24 && *after <= end);
            let after = after.ok_or(Stop::Odd)?;
            if name == EXTENSION {
                let mut inner = at + 46;
                while inner.saturating_add(24) <= after {
                    let name: [u8; 16] = reader.array(inner)?;
                    let size = reader.le64(inner + 16)?;
                    let next = inner.checked_add(size).filter(|next| size >= 24 && *next <= after);
                    let next = next.ok_or(Stop::Odd)?;
                    self.object(reader, name, inner, next)?;
                    inner = next;
                }
            } else {
                self.object(reader, name, at, after)?;
            }
            at = after;
        }
        Ok(())
    }

    fn object(&mut self, reader: &mut Reader<'_>, name: [u8; 16], at: u64, end: u64) -> Read<()> {
        match name {
            FILE => {
                self.bytes = reader.le64(at + 40)?;
                let play = reader.le64(at + 64)? / 10_000;
                let before = reader.le64(at + 80)?;
                self.live = reader.le32(at + 88)? & 1 == 1;
                let duration = play.saturating_sub(before);
                self.duration =
                    (duration > 0 && !self.live).then(|| Duration::from_millis(duration));
            }
            STREAM => self.stream(reader, at)?,
            METADATA => self.aspects(reader, at, end)?,
            EXTENDED_STREAM => {
                if let Some(inner) = inner_stream(reader, at, end)? {
                    self.stream(reader, inner)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn stream(&mut self, reader: &mut Reader<'_>, at: u64) -> Read<()> {
        let kind: [u8; 16] = reader.array(at + 24)?;
        self.sound |= kind == AUDIO;
        if kind == VIDEO && self.pictures.len() < 128 {
            let number = reader.le16(at + 72)? & 0x7F;
            let (width, height) = (reader.le32(at + 78)?, reader.le32(at + 82)?);
            let letters: [u8; 4] = reader.array(at + 78 + 11 + 16)?;
            self.pictures.push((number, Picture::new(&super::avi::codec(&letters), width, height)));
        }
        Ok(())
    }

    /// AspectRatioX and AspectRatioY of a stream.
    fn aspects(&mut self, reader: &mut Reader<'_>, at: u64, end: u64) -> Read<()> {
        let count = reader.le16(at + 24)?.min(MOST_RECORDS);
        let (mut at, mut across) = (at + 26, None);
        for _ in 0..count {
            if at + 12 > end {
                break;
            }
            let stream = reader.le16(at + 2)?;
            let name_length = u64::from(reader.le16(at + 4)?);
            let value_length = u64::from(reader.le32(at + 8)?);
            let name = reader.some(at + 12, name_length.min(64))?;
            let name: Vec<u8> = name.iter().copied().filter(|byte| *byte != 0).collect();
            let value = at + 12 + name_length;
            match name.as_slice() {
                b"AspectRatioX" => across = Some(reader.le32(value)?.into()),
                b"AspectRatioY" if self.aspects.len() < 128 => {
                    if let Some(across) = across.take() {
                        self.aspects.push((stream, across, reader.le32(value)?.into()));
                    }
                }
                _ => {}
            }
            at = value + value_length;
        }
        Ok(())
    }
}

/// Where the description of a stream lies inside its extended properties.
fn inner_stream(reader: &mut Reader<'_>, at: u64, end: u64) -> Read<Option<u64>> {
    let names = reader.le16(at + 84)?.min(MOST_RECORDS);
    let systems = reader.le16(at + 86)?.min(MOST_RECORDS);
    let mut at = at + 88;
    for _ in 0..names {
        at += 4 + u64::from(reader.le16(at + 2)?);
    }
    for _ in 0..systems {
        at += 22 + u64::from(reader.le32(at + 18)?);
    }
    Ok((at + 78 <= end && reader.array::<16>(at)? == STREAM).then_some(at))
}
