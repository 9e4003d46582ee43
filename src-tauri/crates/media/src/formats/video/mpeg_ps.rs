//! MPEG program streams: MPG, VOB, and bare MPEG-1 and MPEG-2. Source: ISO/IEC 13818-1, 2.5; 11172-1, 2.4.

use super::stream::{Coding, Span, packet, picture};
use crate::bytes::reader::{Read, Reader};
use crate::facts::container::Container;
use crate::facts::found::Found;

/// Judgement: the first header of pictures comes with the first key picture.
const FRONT: u64 = 1 << 20;
/// Judgement: time stamps come with each picture, some ten a MiB at 20 Mbit/s.
const BACK: u64 = 512 << 10;
/// The front is read in pieces, so that a file with its header in front costs little.
const PIECE: u64 = 32 << 10;
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
    let (start, back) = reader.tail(BACK)?;
    let back = if start == 0 { back.as_slice() } else { from_pack(&back) };
    stream.take(back, found, false);
    found.duration = stream.span.duration();
    Ok(())
}

/// From the first pack on.
fn from_pack(bytes: &[u8]) -> &[u8] {
    let place = bytes.windows(4).position(|four| four == [0, 0, 1, 0xBA]);
    place.map_or(&[], |place| &bytes[place..])
}

/// What was gathered.
#[derive(Default)]
struct Stream {
    pictures: Option<u8>,
    bytes: Vec<u8>,
    span: Span,
}

impl Stream {
    fn take(&mut self, bytes: &[u8], found: &mut Found, front: bool) {
        let mut at = 0;
        while let Some(head) = bytes.get(at..at + 6) {
            if head[..3] != [0, 0, 1] {
                at += 1;
                continue;
            }
            let length = usize::from(u16::from_be_bytes([head[4], head[5]]));
            match head[3] {
                0xBA => at += if head[4] >> 6 == 1 { 14 } else { 12 },
                0xE0..=0xEF => {
                    // None is unbounded here; a length of 0 reaches to the next pack.
                    let end =
                        if length == 0 { bytes.len() } else { (at + 6 + length).min(bytes.len()) };
                    self.packet(&bytes[at..end], head[3], front);
                    at += 6 + length;
                }
                id => {
                    found.sound |= matches!(id, 0xC0..=0xDF | 0xBD);
                    at += if matches!(id, 0xBB..=0xFF) { 6 + length } else { 4 };
                }
            }
        }
    }

    fn packet(&mut self, bytes: &[u8], id: u8, front: bool) {
        if *self.pictures.get_or_insert(id) != id {
            return;
        }
        let Some(head) = packet(bytes) else { return };
        if let Some(stamp) = head.stamp {
            if front { self.span.front(stamp) } else { self.span.back(stamp) }
        }
        if front && self.bytes.len() < MOST_STREAM {
            self.bytes.extend_from_slice(bytes.get(head.data..).unwrap_or_default());
        }
    }
}
