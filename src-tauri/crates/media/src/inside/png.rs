//! Whether the data of a PNG unpacks to all its rows, and the sums of its chunks are right. Source: W3C PNG, third
//! edition, 5.3, 8 and 10.

use flate2::{Crc, Decompress, FlushDecompress, Status};
use foundation::ReadAt;

use crate::bytes::reader::{Read, Reader};
use crate::formats::photo::png::unpacked_bytes;
use crate::inside::Inside;

/// What is unpacked at a time.
const PIECE: usize = 64 << 10;

pub(super) fn look(source: &dyn ReadAt) -> Read<Inside> {
    let mut reader = Reader::through(source);
    let Some(asked) = unpacked_bytes(&mut reader)? else { return Ok(Inside::Unknown) };
    let mut data = Data {
        unpack: Decompress::new(true),
        into: vec![0; PIECE],
        is_done: false,
        has_more: false,
    };
    let mut at = 8;
    loop {
        let length = u64::from(reader.be32(at)?);
        let name: [u8; 4] = reader.array(at + 4)?;
        let is_needed = matches!(&name, b"IHDR" | b"PLTE" | b"IDAT" | b"IEND");
        if is_needed {
            let mut sum = Crc::new();
            sum.update(&name);
            let (mut place, end) = (at + 8, at + 8 + length);
            while place < end {
                let piece = reader.bytes(place, (end - place).min(PIECE as u64))?;
                sum.update(&piece);
                if &name == b"IDAT" && !data.take(&piece) {
                    return Ok(data.verdict(asked, true));
                }
                place += piece.len() as u64;
            }
            // Readers refuse such a file, or show it up to here.
            if reader.be32(end)? != sum.sum() {
                return Ok(Inside::Broken);
            }
        }
        if &name == b"IEND" {
            return Ok(data.verdict(asked, false));
        }
        at += length + 12;
    }
}

/// The data, unpacked and thrown away.
struct Data {
    unpack: Decompress,
    into: Vec<u8>,
    is_done: bool,
    /// Whether bytes stand behind its end.
    has_more: bool,
}

impl Data {
    /// Takes a piece; false where it cannot be unpacked.
    fn take(&mut self, mut piece: &[u8]) -> bool {
        while !piece.is_empty() && !self.is_done {
            let before = (self.unpack.total_in(), self.unpack.total_out());
            let done = self.unpack.decompress(piece, &mut self.into, FlushDecompress::None);
            let taken = (self.unpack.total_in() - before.0) as usize;
            piece = &piece[taken..];
            match done {
                Ok(Status::StreamEnd) => self.is_done = true,
                Ok(_) if taken == 0 && self.unpack.total_out() == before.1 => return true,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        self.has_more |= piece.iter().any(|byte| *byte != 0);
        true
    }

    /// What has other bytes behind its last row holds more; what lacks rows is short; what cannot be unpacked, or has
    /// another sum than was written, is broken.
    fn verdict(&self, asked: u64, is_broken: bool) -> Inside {
        let made = self.unpack.total_out();
        match (is_broken, made >= asked) {
            (true, _) => Inside::Broken,
            (false, false) => Inside::Short,
            (false, true) if made > asked || self.has_more => Inside::WithMore,
            (false, true) => Inside::Whole,
        }
    }
}
