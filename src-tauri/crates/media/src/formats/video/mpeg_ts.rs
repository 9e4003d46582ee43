//! MPEG transport streams: TS, and MTS and M2TS with a clock before each packet. Source: ISO/IEC 13818-1, 2.4.

use foundation::ReadAt;

use super::mpeg_ts_samples;
use super::stream::{Coding, Span, packet, picture, pictures};
use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Note;
use crate::facts::container::Container;
use crate::facts::found::Found;
use crate::formats::codec::samples::Samples;

/// Judgement: tables come every 0.1 s and the header of the pictures with each key picture; at 20 Mbit/s
/// both lie within the first MiB.
const FRONT: u64 = 1 << 20;
/// Judgement: as long, for the last time stamp.
const BACK: u64 = 256 << 10;
/// So many bytes of the pictures are put together for their header.
const MOST_STREAM: usize = 256 << 10;
/// For other sizes, so many stretches of so many bytes are read. Judgement: key pictures come each half second or two.
const STRETCH: u64 = 256 << 10;
const MOST_STRETCHES: u64 = 64;
/// The front is read in pieces, so that a file with its header in front costs little.
const PIECE: u64 = 16 << 10;

/// What is no packet is looked for so far before the end.
const BEHIND: u64 = 64 << 10;

/// So many packets before one begin as it does.
const ALIKE: u64 = 2;

/// How packets lie in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Packets {
    pub(super) size: usize,
    /// Where the sync byte of the first whole packet stands.
    pub(super) first: usize,
}

/// How the packets lie in the beginning of a file, if it is a transport stream.
pub(crate) fn packets(start: &[u8]) -> Option<Packets> {
    for size in [188, 192, 204] {
        for first in 0..size.min(start.len()) {
            let mut syncs = start.iter().skip(first).step_by(size);
            // Four syncs in a row; short files have fewer packets.
            let count = (start.len() - first).div_ceil(size);
            if first <= 4 && count >= 3 && syncs.all(|byte| *byte == 0x47) {
                return Some(Packets { size, first });
            }
        }
    }
    None
}

/// What was gathered.
#[derive(Default)]
struct Stream {
    map: Option<u16>,
    pictures: Option<(u16, Coding)>,
    started: bool,
    bytes: Vec<u8>,
    span: Span,
}

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let start = reader.some(0, 1024)?;
    let shape = packets(&start).ok_or(Stop::Odd)?;
    let mut stream = Stream::default();
    let mut at = shape.first as u64;
    let mut best = None;
    while at < FRONT.min(reader.length()) {
        let size = shape.size as u64;
        let piece = reader.some(at, PIECE / size * size)?;
        for packet in piece.chunks_exact(shape.size) {
            stream.take(&packet[..188], found, true);
        }
        at += PIECE / size * size;
        best = stream.pictures.and_then(|(_, coding)| picture(&stream.bytes, coding));
        if best.is_some() || stream.bytes.len() >= MOST_STREAM {
            break;
        }
    }
    if let Some(picture) = best {
        found.offer(picture);
    }
    back(reader, shape, &mut stream, found)?;
    found.duration = stream.span.duration();
    // Behind a piece that is missing, the last packet is not where it should be.
    match mpeg_ts_samples::look(reader, shape, stream.pictures.map(|(id, _)| id))? {
        Samples::Whole => found.complete = end(reader, shape, found)?,
        seen => seen.put(found),
    }
    Ok(())
}

/// Whether the headers of pictures say other sizes on the way, as where recordings were joined: all of a short stream is
/// gone through, of a long one some places, each as long as a key picture mostly lies from the next.
pub(crate) fn varies(source: &dyn ReadAt) -> Read<bool> {
    let mut reader = Reader::through(source);
    let shape = packets(&reader.some(0, 1024)?).ok_or(Stop::Odd)?;
    let (size, first) = (shape.size as u64, shape.first as u64);
    let places = (reader.length() / STRETCH + 1).min(MOST_STRETCHES);
    let last = reader.length().saturating_sub(STRETCH + first) / size;
    let (mut stream, mut said) = (Stream::default(), None);
    for place in 0..places {
        let from = first + last * place / (places - 1).max(1) * size;
        (stream.started, stream.bytes) = (false, Vec::new());
        let piece = reader.some(from, STRETCH / size * size)?;
        let mut unused = Found::default();
        for packet in piece.chunks_exact(shape.size) {
            stream.take(&packet[..188], &mut unused, true);
        }
        let Some((_, coding)) = stream.pictures else { continue };
        for picture in pictures(&stream.bytes, coding) {
            if *said.get_or_insert(picture.coded) != picture.coded {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whether the last packet is whole. Packets have no last one, so what is whole may still be cut off; but half a packet
/// at the end was cut, and what is no packet stands behind.
fn end(reader: &mut Reader<'_>, shape: Packets, found: &mut Found) -> Read<Option<bool>> {
    let (size, first) = (shape.size as u64, shape.first as u64);
    let count = (reader.length() - first).div_ceil(size);
    let is_packet = |reader: &mut Reader<'_>, number: u64| -> Read<bool> {
        let at = first + number * size;
        // A byte may look like the beginning of one; of several in a row none does by chance.
        let before = (1..=ALIKE).filter_map(|back| at.checked_sub(back * size));
        let places: Vec<u64> = [at].into_iter().chain(before).collect();
        for place in places {
            if reader.byte(place)? != 0x47 {
                return Ok(false);
            }
        }
        Ok(true)
    };
    let near = count.saturating_sub(BEHIND / size);
    let mut last = (near..count).rev().map(|number| Ok((number, is_packet(reader, number)?)));
    let last = last.find(|seen| seen.as_ref().map_or(true, |(_, is_one)| *is_one)).transpose()?;
    let last = match last {
        Some((number, _)) => number,
        // Much stands behind: the last packet lies between the first ones and those places.
        None => {
            let (mut right, mut wrong) = (0, near);
            while wrong.saturating_sub(right) > 1 {
                let middle = right + (wrong - right) / 2;
                if is_packet(reader, middle)? { right = middle } else { wrong = middle }
            }
            right
        }
    };
    let is_last = last + 1 == count;
    if !is_last && reader.has_more(first + (last + 1) * size)? {
        found.note(Note::DataBehind);
    }
    // The clock of a last packet stands before it.
    let is_whole = !is_last || reader.length() - (first + last * size) >= size - first;
    Ok(if is_whole { None } else { Some(false) })
}

/// The last time stamp.
fn back(
    reader: &mut Reader<'_>,
    shape: Packets,
    stream: &mut Stream,
    found: &mut Found,
) -> Read<()> {
    let size = shape.size as u64;
    let first = shape.first as u64;
    let start = reader.length().saturating_sub(BACK).max(first);
    let start = first + (start - first) / size * size;
    let mut end = first + (reader.length() - first) / size * size;
    while end > start {
        let from = end.saturating_sub(PIECE / size * size).max(start);
        let mut seen = false;
        for packet in reader.some(from, end - from)?.chunks_exact(shape.size) {
            seen |= stream.take(&packet[..188], found, false);
        }
        if seen {
            return Ok(());
        }
        end = from;
    }
    Ok(())
}

impl Stream {
    /// Takes a packet; true where it held a time stamp of the pictures.
    fn take(&mut self, packet: &[u8], found: &mut Found, front: bool) -> bool {
        let [0x47, high, low, control, ..] = *packet else { return false };
        let begins = high & 0x40 != 0;
        let id = u16::from_be_bytes([high & 0x1F, low]);
        let skip = match control >> 4 & 3 {
            1 => 4,
            3 => 5 + usize::from(packet[4]),
            _ => return false,
        };
        let Some(payload) = packet.get(skip..) else { return false };
        if id == 0 && begins && self.map.is_none() {
            self.map = programs(payload);
        } else if Some(id) == self.map && begins && self.pictures.is_none() {
            self.pictures = streams(payload, found);
        } else if self.pictures.is_some_and(|(pictures, _)| pictures == id) {
            return self.picture_packet(payload, begins, front);
        }
        false
    }

    fn picture_packet(&mut self, payload: &[u8], begins: bool, front: bool) -> bool {
        let mut data = payload;
        let mut stamped = false;
        if begins && let Some(head) = packet(payload) {
            if let Some(stamp) = head.stamp {
                stamped = true;
                if front { self.span.front(stamp) } else { self.span.back(stamp) }
            }
            self.started = true;
            data = payload.get(head.data..).unwrap_or_default();
        }
        if front && self.started && self.bytes.len() < MOST_STREAM {
            self.bytes.extend_from_slice(data);
        }
        stamped
    }
}

/// Where the map of the first program is. Source: ISO/IEC 13818-1, 2.4.4.3.
fn programs(payload: &[u8]) -> Option<u16> {
    let table = payload.get(1 + usize::from(*payload.first()?)..)?;
    if *table.first()? != 0 {
        return None;
    }
    let length = usize::from(u16::from_be_bytes([table.get(1)? & 0x0F, *table.get(2)?]));
    let entries = table.get(8..(length + 3).checked_sub(4)?.min(table.len()))?;
    entries.chunks_exact(4).find_map(|entry| {
        let number = u16::from_be_bytes([entry[0], entry[1]]);
        (number != 0).then(|| u16::from_be_bytes([entry[2] & 0x1F, entry[3]]))
    })
}

/// Where the pictures of a program are. Source: ISO/IEC 13818-1, 2.4.4.8.
fn streams(payload: &[u8], found: &mut Found) -> Option<(u16, Coding)> {
    let table = payload.get(1 + usize::from(*payload.first()?)..)?;
    if *table.first()? != 2 {
        return None;
    }
    let number = |at: usize| Some(u16::from_be_bytes([table.get(at)? & 0x1F, *table.get(at + 1)?]));
    let length = usize::from(number(1)? & 0x0FFF);
    let end = (length + 3).checked_sub(4)?.min(table.len());
    let mut at = 12 + usize::from(number(10)? & 0x0FFF);
    let mut pictures = None;
    while at + 5 <= end {
        let id = number(at + 1)?;
        match Coding::of_kind(table[at]) {
            Some(coding) if pictures.is_none() => pictures = Some((id, coding)),
            Some(_) => {}
            None => found.sound |= matches!(table[at], 0x03 | 0x04 | 0x0F | 0x11 | 0x81),
        }
        at += 5 + usize::from(number(at + 3)? & 0x0FFF);
    }
    pictures
}
