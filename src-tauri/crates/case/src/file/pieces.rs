//! Bytes that are read once and gone: each piece is given back as soon as it was read.

use std::io::{self, Read};

/// In bytes.
const PIECE: usize = 1 << 20;

/// The pieces that are still to be read, the next one last.
pub(crate) struct Pieces {
    pieces: Vec<Vec<u8>>,
    /// How much of the next one was read.
    done: usize,
}

impl Pieces {
    /// The bytes from `start` on.
    pub(crate) fn of(mut bytes: Vec<u8>, start: usize) -> Self {
        let mut pieces = Vec::new();
        while bytes.len() > PIECE {
            let last = (bytes.len() - 1) / PIECE * PIECE;
            pieces.push(bytes.split_off(last));
            // Else all of them stand there twice.
            bytes.shrink_to_fit();
        }
        pieces.push(bytes);
        Self { pieces, done: start }
    }
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while let Some(piece) = self.pieces.last() {
            let rest = piece.get(self.done..).unwrap_or_default();
            if rest.is_empty() {
                self.pieces.pop();
                self.done = 0;
                continue;
            }
            let count = rest.len().min(into.len());
            into[..count].copy_from_slice(&rest[..count]);
            self.done += count;
            return Ok(count);
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_as_what_they_were() {
        for length in [0, 1, 9, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 5] {
            let bytes: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            for start in [0, 3] {
                let mut read = Vec::new();
                Pieces::of(bytes.clone(), start).read_to_end(&mut read).unwrap();
                assert!(read == bytes.get(start..).unwrap_or_default(), "{length} from {start}");
            }
        }
    }
}
