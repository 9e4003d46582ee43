//! How far the packed data of a PNG reaches, so that what programs hide behind its end, or behind its last row, does not
//! go along. Source: W3C PNG, third edition, 10 and 11.3.6 (frames of animations); RFC 1950, 2.2.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};

use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::photo::png::unpacked_bytes;

/// What is unpacked at a time.
const PIECE: usize = 64 << 10;

/// Data that is packed anew has no more bytes. Judgement: a photo of 20 megapixels has as many.
const MOST_REPACKED: usize = 64 << 20;

/// Before the data of a frame of an animation stands its number.
const NUMBER: u64 = 4;

/// What of the data chunks of a file is needed.
#[derive(Default)]
pub(super) struct Needed {
    /// By where a chunk begins: so much of what it holds is needed, where that is not all.
    pub(super) shorter: BTreeMap<u64, u64>,
    /// The data of the picture, packed anew, where rows were hidden behind the last one.
    pub(super) repacked: Option<Vec<u8>>,
}

/// A stream that is unpacked and thrown away, or packed again.
struct Stream {
    unpack: Decompress,
    into: Vec<u8>,
    is_done: bool,
    /// The chunks behind its end, or at it: where they begin and what of them is needed.
    behind: Vec<(u64, u64)>,
    /// Whether it could be unpacked so far.
    is_right: bool,
}

impl Stream {
    fn new() -> Self {
        let (unpack, into) = (Decompress::new(true), vec![0; PIECE]);
        Self { unpack, into, is_done: false, behind: Vec::new(), is_right: true }
    }

    /// Takes the chunk that begins at a place and holds so many bytes, of which the first are no data; `take` is given what
    /// it unpacks to.
    fn chunk(
        &mut self,
        reader: &mut Reader<'_>,
        (at, length, skip): (u64, u64, u64),
        take: &mut impl FnMut(&[u8]) -> Read<()>,
    ) -> Read<()> {
        let (mut place, end) = (at + 8 + skip, at + 8 + length);
        while place < end && !self.is_done && self.is_right {
            let piece = reader.bytes(place, (end - place).min(PIECE as u64))?;
            place += self.unpack(&piece, take)? as u64;
        }
        if self.is_done && place < end {
            self.behind.push((at, place - at - 8));
        }
        Ok(())
    }

    /// Unpacks a piece as far as the stream goes, and says how far that is.
    fn unpack(&mut self, piece: &[u8], take: &mut impl FnMut(&[u8]) -> Read<()>) -> Read<usize> {
        let (mut done, mut is_full) = (0, false);
        // What is unpacked may fill what it is put into, with all of the piece taken.
        while !self.is_done && (done < piece.len() || is_full) {
            let before = (self.unpack.total_in(), self.unpack.total_out());
            let status =
                self.unpack.decompress(&piece[done..], &mut self.into, FlushDecompress::None);
            done += (self.unpack.total_in() - before.0) as usize;
            let made = (self.unpack.total_out() - before.1) as usize;
            is_full = made == self.into.len();
            take(&self.into[..made])?;
            match status {
                Ok(Status::StreamEnd) => self.is_done = true,
                Ok(_) if made > 0 || self.unpack.total_in() > before.0 || done == piece.len() => {}
                Ok(_) | Err(_) => {
                    self.is_right = false;
                    return Ok(piece.len());
                }
            }
        }
        Ok(done)
    }
}

/// Goes through the data. What cannot be unpacked is needed as it is.
pub(super) fn needed(reader: &mut Reader<'_>) -> Read<Needed> {
    let mut needed = Needed::default();
    let (mut stream, mut of_picture) = (None::<Stream>, true);
    let mut unpacked = 0;
    each_chunk(reader, |reader, name, at, length| {
        match (name, &mut stream) {
            (b"IDAT", Some(stream)) if of_picture => {
                stream.chunk(reader, (at, length, 0), &mut |_| Ok(()))?;
                unpacked = stream.unpack.total_out();
            }
            (b"fdAT", Some(stream)) if !of_picture => {
                stream.chunk(reader, (at, length, NUMBER.min(length)), &mut |_| Ok(()))?;
            }
            (b"IDAT" | b"fdAT", _) => {
                needed.end(stream.take());
                of_picture = name == b"IDAT";
                let mut new = Stream::new();
                let skip = if of_picture { 0 } else { NUMBER.min(length) };
                new.chunk(reader, (at, length, skip), &mut |_| Ok(()))?;
                if of_picture {
                    unpacked = new.unpack.total_out();
                }
                stream = Some(new);
            }
            // The next frame.
            (b"fcTL", _) => needed.end(stream.take()),
            _ => {}
        }
        Ok(())
    })?;
    let is_right = stream.as_ref().is_none_or(|stream| stream.is_right);
    needed.end(stream);
    if let Some(asked) = unpacked_bytes(reader)?
        && is_right
        && unpacked > asked
    {
        needed.repacked = repacked(reader, asked)?;
    }
    Ok(needed)
}

impl Needed {
    /// Takes what is behind the end of a stream.
    fn end(&mut self, stream: Option<Stream>) {
        self.shorter.extend(stream.into_iter().flat_map(|stream| stream.behind));
    }
}

/// The first bytes of the data of the picture, packed anew; none where they are too many.
fn repacked(reader: &mut Reader<'_>, asked: u64) -> Read<Option<Vec<u8>>> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    let (mut stream, mut left) = (Stream::new(), asked);
    each_chunk(reader, |reader, name, at, length| {
        if name != b"IDAT" || packer.get_ref().len() > MOST_REPACKED {
            return Ok(());
        }
        stream.chunk(reader, (at, length, 0), &mut |made| {
            let some = &made[..usize::try_from(left).unwrap_or(usize::MAX).min(made.len())];
            left -= some.len() as u64;
            packer.write_all(some).map_err(|_| Stop::Odd)
        })
    })?;
    let packed = packer.finish().map_err(|_| Stop::Odd)?;
    Ok(Some(packed).filter(|packed| left == 0 && packed.len() <= MOST_REPACKED))
}

/// Goes through the chunks up to the last one, or as far as the file goes.
fn each_chunk(
    reader: &mut Reader<'_>,
    mut take: impl FnMut(&mut Reader<'_>, &[u8; 4], u64, u64) -> Read<()>,
) -> Read<()> {
    let mut at = 8;
    loop {
        let head = match (reader.be32(at), reader.array::<4>(at + 4)) {
            (Ok(length), Ok(name)) => (u64::from(length), name),
            (Err(Stop::End), _) | (_, Err(Stop::End)) => return Ok(()),
            (Err(stop), _) | (_, Err(stop)) => return Err(stop),
        };
        let (length, name) = head;
        if &name == b"IEND" || at + 12 + length > reader.length() {
            return Ok(());
        }
        take(reader, &name, at, length)?;
        at += 12 + length;
    }
}
