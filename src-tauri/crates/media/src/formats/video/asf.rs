//! WMV and ASF. Source: Advanced Systems Format specification 1.20.

use std::time::Duration;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Note;
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::formats::video::asf_samples::{self, Packets};

/// The first object of every file.
pub(crate) const HEADER: [u8; 16] = guid(0x75B2_2630, 0x668E, 0x11CF, 0xA6D9_00AA_0062_CE6C);
const FILE: [u8; 16] = guid(0x8CAB_DCA1, 0xA947, 0x11CF, 0x8EE4_00C0_0C20_5365);
const STREAM: [u8; 16] = guid(0xB7DC_0791, 0xA9B7, 0x11CF, 0x8EE6_00C0_0C20_5365);
const EXTENSION: [u8; 16] = guid(0x5FBF_03B5, 0xA92E, 0x11CF, 0x8EE3_00C0_0C20_5365);
const EXTENDED_STREAM: [u8; 16] = guid(0x14E6_A5CB, 0xC672, 0x4332, 0x8399_A969_5206_D65B);
pub(crate) const METADATA: [u8; 16] = guid(0xC5F8_CBEA, 0x5BAF, 0x4877, 0x8467_AA8C_44FA_4CCA);
const VIDEO: [u8; 16] = guid(0xBC19_EFC0, 0x5B4D, 0x11CF, 0xA8FD_0080_5F5C_442B);
const AUDIO: [u8; 16] = guid(0xF869_9E40, 0x5B4D, 0x11CF, 0xA8FD_0080_5F5C_442B);
const DATA: [u8; 16] = guid(0x75B2_2636, 0x668E, 0x11CF, 0xA6D9_00AA_0062_CE6C);

/// Judgement: names, aspects and rates of some streams.
pub(crate) const MOST_RECORDS: u16 = 1024;

/// An identifier as it lies in the file.
pub(crate) const fn guid(a: u32, b: u16, c: u16, d: u64) -> [u8; 16] {
    let (a, b, c, d) = (a.to_le_bytes(), b.to_le_bytes(), c.to_le_bytes(), d.to_be_bytes());
    [a[0], a[1], a[2], a[3], b[0], b[1], c[0], c[1], d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]]
}

/// An object in the file.
#[derive(Clone, Copy)]
pub(crate) struct Object {
    pub(crate) name: [u8; 16],
    /// Where its name stands.
    pub(crate) at: u64,
    pub(crate) end: u64,
}

impl Object {
    /// The object at a place, which ends at `limit` at the latest.
    pub(crate) fn at(reader: &mut Reader<'_>, at: u64, limit: u64) -> Read<Self> {
        let (name, length) = (reader.array(at)?, reader.le64(at + 16)?);
        let end = at.checked_add(length).filter(|end| length >= 24 && *end <= limit);
        Ok(Self { name, at, end: end.ok_or(Stop::Odd)? })
    }
}

/// Goes through the objects of a header that ends at `end`; those of its extension lie one level deeper.
pub(crate) fn objects(
    reader: &mut Reader<'_>,
    end: u64,
    mut take: impl FnMut(&mut Reader<'_>, Object) -> Read<()>,
) -> Read<()> {
    let mut at = 30u64;
    while at.saturating_add(24) <= end {
        let object = Object::at(reader, at, end)?;
        if object.name == EXTENSION {
            let mut inner = at + 46;
            while inner.saturating_add(24) <= object.end {
                let object = Object::at(reader, inner, object.end)?;
                take(reader, object)?;
                inner = object.end;
            }
        } else {
            take(reader, object)?;
        }
        at = object.end;
    }
    Ok(())
}

/// A record of metadata: the stream that it is of, its name without zeros between the letters, and its value.
pub(crate) struct Record {
    pub(crate) stream: u16,
    pub(crate) name: Vec<u8>,
    pub(crate) value: u64,
    pub(crate) length: u64,
}

/// The records of metadata of streams, or of the library of them. Source: 4.7 and 4.8.
pub(crate) fn records(
    reader: &mut Reader<'_>,
    object: Object,
    mut take: impl FnMut(&mut Reader<'_>, Record) -> Read<()>,
) -> Read<()> {
    let count = reader.le16(object.at + 24)?.min(MOST_RECORDS);
    let mut at = object.at + 26;
    for _ in 0..count {
        if at + 12 > object.end {
            break;
        }
        let stream = reader.le16(at + 2)?;
        let name_length = u64::from(reader.le16(at + 4)?);
        let length = u64::from(reader.le32(at + 8)?);
        let name = reader.some(at + 12, name_length.min(64))?;
        let name = name.into_iter().filter(|byte| *byte != 0).collect();
        let value = at + 12 + name_length;
        take(reader, Record { stream, name, value, length })?;
        at = value + length;
    }
    Ok(())
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
    /// The length of a packet, where all are as long.
    packet: Option<u64>,
}

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let mut asf = Asf::default();
    let end = reader.le64(16)?;
    let read = objects(reader, end, |reader, object| asf.object(reader, object));
    let Asf { pictures, aspects, sound, duration, bytes, live, packet } = asf;
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
    let mut data = None;
    if whole && reader.array::<16>(end)? == DATA {
        let length = reader.le64(end + 16)?;
        let data_end = end.saturating_add(length);
        whole = length == 0 || data_end <= reader.length();
        data = Some((end, if length == 0 { reader.length() } else { data_end }));
    }
    found.complete = if live { None } else { Some(whole && bytes <= reader.length()) };
    let Some(data) = data.filter(|_| found.complete != Some(false)) else { return Ok(()) };
    if let Some(each) = packet {
        asf_samples::look(reader, Packets { data, each })?.put(found);
    }
    if found.complete == Some(true) && asf_samples::is_more(reader, data.1)? {
        found.note(Note::DataBehind);
    }
    Ok(())
}

impl Asf {
    fn object(&mut self, reader: &mut Reader<'_>, object: Object) -> Read<()> {
        let Object { name, at, end } = object;
        match name {
            FILE => {
                self.bytes = reader.le64(at + 40)?;
                let (least, most) = (reader.le32(at + 92)?, reader.le32(at + 96)?);
                self.packet = (least == most).then_some(most.into());
                let play = reader.le64(at + 64)? / 10_000;
                let before = reader.le64(at + 80)?;
                self.live = reader.le32(at + 88)? & 1 == 1;
                let duration = play.saturating_sub(before);
                self.duration =
                    (duration > 0 && !self.live).then(|| Duration::from_millis(duration));
            }
            STREAM => self.stream(reader, at)?,
            METADATA => self.aspects(reader, object)?,
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
    fn aspects(&mut self, reader: &mut Reader<'_>, object: Object) -> Read<()> {
        let mut across = None;
        records(reader, object, |reader, record| {
            match record.name.as_slice() {
                b"AspectRatioX" => across = Some(reader.le32(record.value)?.into()),
                b"AspectRatioY" if self.aspects.len() < 128 => {
                    if let Some(across) = across.take() {
                        let down = reader.le32(record.value)?.into();
                        self.aspects.push((record.stream, across, down));
                    }
                }
                _ => {}
            }
            Ok(())
        })
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
