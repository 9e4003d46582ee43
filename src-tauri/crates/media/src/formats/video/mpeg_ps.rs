//! MPEG program streams: MPG, VOB, and bare MPEG-1 and MPEG-2. Source: ISO/IEC 13818-1, 2.5; 11172-1, 2.4.

use super::last_picture;
use super::mpeg_ps_samples::{self, Chain, PACK};
use super::stream::{Coding, Span, packet, picture};
use crate::bytes::reader::{Read, Reader};
use crate::facts::Note;
use crate::facts::container::Container;
use crate::facts::found::Found;
use crate::formats::codec::samples::{PLACES, Samples};

/// Judgement: the first header of pictures comes with the first key picture.
const FRONT: u64 = 1 << 20;
/// Judgement: time stamps come with each picture, some ten a MiB at 20 Mbit/s.
const BACK: u64 = 512 << 10;
/// The front is read in pieces, so that a file with its header in front costs little.
const PIECE: u64 = 32 << 10;
/// At each place so much is looked at. Judgement: packets have 2 KiB mostly.
const LEAST_WINDOW: usize = 2048;
const MOST_WINDOW: u64 = 4608;
/// So many bytes of the pictures are put together for their header.
const MOST_STREAM: usize = 256 << 10;

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let (_, tail) = reader.tail(4)?;
    // The end mark; without it, nothing tells.
    let ended = tail == [0, 0, 1, 0xB9] || tail == [0, 0, 1, 0xB7];
    found.complete = ended.then_some(true);
    if reader.byte(3)? == 0xB3 {
        let start = reader.some(0, PIECE)?;
        if let Some(picture) = picture(&start, Coding::Mpeg2) {
            found.offer(picture);
            if !ended && last_picture::is_cut(&reader.tail(last_picture::NEAR as u64)?.1) {
                found.complete = Some(false);
            }
        }
        return Ok(());
    }
    let mut stream = Stream::default();
    let mut length = PIECE;
    loop {
        let front = reader.some(0, length.min(FRONT))?;
        stream = Stream { span: stream.span, ..Stream::default() };
        stream.take(&front, found, true);
        let best = picture(&stream.bytes, Coding::Any);
        let last = length >= FRONT.min(reader.length());
        if let Some(picture) = best {
            found.offer(picture);
            break;
        }
        if last {
            break;
        }
        length *= 4;
    }
    let front = std::mem::take(&mut stream.chain);
    stream.bytes.clear();
    let (start, back) = reader.tail(BACK)?;
    let back = if start == 0 { back.as_slice() } else { from_pack(&back) };
    let is_beyond = stream.take(back, found, false) > back.len() && !back.is_empty();
    found.duration = stream.span.duration();
    let Chain { lost, resumed, .. } = stream.chain;
    if front.resumed || resumed || has_hole(reader, stream.longest)? {
        Samples::Broken.put(found);
        return Ok(());
    }
    if let Some(each) = front.each() {
        mpeg_ps_samples::look(reader, each)?.put(found);
    }
    if lost.is_some() {
        found.note(Note::DataBehind);
    } else if !ended && (is_beyond || stream.lacks_rows(found)) {
        found.complete = Some(false);
    }
    Ok(())
}

/// Whether no packet begins where one should: at some places, so many bytes further than any packet is long are zeros.
fn has_hole(reader: &mut Reader<'_>, longest: usize) -> Read<bool> {
    let window = longest.max(LEAST_WINDOW) as u64;
    if window > MOST_WINDOW {
        return Ok(false);
    }
    let Some(last) = reader.length().checked_sub(2 * window) else { return Ok(false) };
    for step in 0..=PLACES {
        // Zeros may fill up behind the end.
        let bytes = reader.some(last * step / PLACES, window)?;
        if bytes.iter().all(|byte| *byte == 0) && step < PLACES {
            return Ok(true);
        }
    }
    Ok(false)
}

/// From the first pack on.
fn from_pack(bytes: &[u8]) -> &[u8] {
    let place = bytes.windows(4).position(|four| four == PACK);
    place.map_or(&[], |place| &bytes[place..])
}

/// What was gathered.
#[derive(Default)]
struct Stream {
    /// Bytes of the longest packet at the front.
    longest: usize,
    pictures: Option<u8>,
    bytes: Vec<u8>,
    span: Span,
    chain: Chain,
    /// Whether a packet of the pictures does not say how long it is, so that others may lie in it.
    is_open: bool,
}

impl Stream {
    /// Goes through packets; where the last one ends, which may lie behind the bytes.
    fn take(&mut self, bytes: &[u8], found: &mut Found, front: bool) -> usize {
        let mut at = 0;
        while let Some(head) = bytes.get(at..at + 6) {
            if head[..3] != PACK[..3] {
                self.chain.miss(at, head[0]);
                at += 1;
                continue;
            }
            let length = usize::from(u16::from_be_bytes([head[4], head[5]]));
            if front && head[3] >= 0xBB {
                self.longest = self.longest.max(length + 6);
            }
            match head[3] {
                0xE0..=0xEF => {
                    // None is unbounded here; a length of 0 reaches to the next pack.
                    let end =
                        if length == 0 { bytes.len() } else { (at + 6 + length).min(bytes.len()) };
                    self.is_open |= length == 0;
                    self.packet(&bytes[at..end], head[3], front);
                }
                id => found.sound |= matches!(id, 0xC0..=0xDF | 0xBD),
            }
            at = self.chain.meet(bytes, at);
        }
        at
    }

    /// Whether it ends within a picture, where its coding tells that.
    fn lacks_rows(&self, found: &Found) -> bool {
        let codec = found.picture.as_ref().and_then(|picture| picture.codec.as_deref());
        let is_mpeg = matches!(codec, Some("mpeg1video" | "mpeg2video"));
        is_mpeg && !self.is_open && last_picture::is_cut(&self.bytes)
    }

    fn packet(&mut self, bytes: &[u8], id: u8, front: bool) {
        if *self.pictures.get_or_insert(id) != id {
            return;
        }
        let Some(head) = packet(bytes) else { return };
        if let Some(stamp) = head.stamp {
            if front { self.span.front(stamp) } else { self.span.back(stamp) }
        }
        // At the end, all that is read of them: the last of it counts. None of it twice.
        let has_room = if front { self.bytes.len() < MOST_STREAM } else { !self.is_open };
        if has_room {
            self.bytes.extend_from_slice(bytes.get(head.data..).unwrap_or_default());
        }
    }
}
