//! The numbers of a long table, one after the other, read in pieces: a film has hundreds of thousands.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::boxes::Part;

/// What is read at a time.
const PIECE: u64 = 16 << 10;

/// A table of numbers of so many bits each, the large end first.
pub(super) struct Numbers {
    at: u64,
    end: u64,
    bits: u8,
    piece: Vec<u8>,
    /// Where the next number stands in the piece, in half bytes.
    place: usize,
    left: u64,
}

impl Numbers {
    /// Of a box, from `skip` bytes on, at most `count`; of 4, 8, 16, 32 or 64 bits.
    pub(super) fn new(part: Part, skip: u64, bits: u8, count: u32) -> Self {
        let at = part.data.saturating_add(skip);
        Self { at, end: part.end, bits, piece: Vec::new(), place: 0, left: count.into() }
    }

    /// The next one; `Odd` where the table holds no more.
    pub(super) fn next(&mut self, reader: &mut Reader<'_>) -> Read<u64> {
        let halves = usize::from(self.bits / 4);
        if !matches!(self.bits, 4 | 8 | 16 | 32 | 64) || self.left == 0 {
            return Err(Stop::Odd);
        }
        self.left -= 1;
        if self.place + halves > self.piece.len() * 2 {
            self.piece = reader.some(self.at, self.end.saturating_sub(self.at).min(PIECE))?;
            self.at += self.piece.len() as u64;
            self.place = 0;
            if halves > self.piece.len() * 2 {
                return Err(Stop::Odd);
            }
        }
        let start = self.place / 2;
        self.place += halves;
        if self.bits == 4 {
            let byte = u64::from(self.piece[start]);
            return Ok(if self.place % 2 == 1 { byte >> 4 } else { byte & 15 });
        }
        let number = &self.piece[start..start + halves / 2];
        Ok(number.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_width_come_one_after_the_other() {
        let bytes: &[u8] = &(0..40_000u32).flat_map(u32::to_be_bytes).collect::<Vec<_>>();
        let part = Part { name: *b"stsz", head: 8, data: 0, end: bytes.len() as u64 };
        let mut reader = Reader::through(&bytes);
        let mut numbers = Numbers::new(part, 4, 32, u32::MAX);
        for number in 1..40_000 {
            assert_eq!(numbers.next(&mut reader), Ok(number));
        }
        assert_eq!(numbers.next(&mut reader), Err(Stop::Odd));
        let mut few = |bits, count| {
            let mut numbers = Numbers::new(part, 6, bits, count);
            (0..3).map(|_| numbers.next(&mut reader)).collect::<Vec<_>>()
        };
        assert_eq!(few(4, 9), [Ok(0), Ok(0), Ok(0)]);
        assert_eq!(few(8, 2), [Ok(0), Ok(1), Err(Stop::Odd)]);
        assert_eq!(few(16, 9), [Ok(1), Ok(0), Ok(2)]);
        assert_eq!(few(64, 1)[0], Ok(0x0001_0000_0002_0000));
        assert_eq!(few(7, 9)[0], Err(Stop::Odd));
    }
}
