//! The cleaned copy as a file that can be read at any place, so that whoever writes it needs no memory of
//! its length.

use std::io;

use foundation::ReadAt;

use super::plan::{Cleaning, Edit};

/// A cleaned copy of a file.
pub struct Cleaned<'s> {
    source: &'s dyn ReadAt,
    /// Where each piece begins.
    pieces: Vec<(u64, Edit)>,
    length: u64,
}

impl<'s> Cleaned<'s> {
    /// What the plan makes of the file it was made for.
    pub fn new(source: &'s dyn ReadAt, cleaning: &Cleaning) -> Self {
        let mut at = 0;
        let mut pieces = Vec::with_capacity(cleaning.edits.len());
        for edit in &cleaning.edits {
            pieces.push((at, edit.clone()));
            at += edit.length();
        }
        Self { source, pieces, length: at }
    }
}

impl ReadAt for Cleaned<'_> {
    fn length(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let next = self.pieces.partition_point(|(start, _)| *start <= offset);
        let mut filled = 0;
        for (start, edit) in self.pieces.iter().skip(next.saturating_sub(1)) {
            if filled == into.len() {
                break;
            }
            let within = offset + filled as u64 - start;
            // Nothing is left of the last piece where the place lies behind the end.
            let left = edit.length().saturating_sub(within);
            let count = usize::try_from(left).unwrap_or(usize::MAX).min(into.len() - filled);
            let part = &mut into[filled..filled + count];
            match edit {
                Edit::Copy(range) if count > 0 => {
                    if self.source.read_at(range.start + within, part)? < count {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Edit::Put(bytes) if count > 0 => {
                    part.copy_from_slice(&bytes[within as usize..][..count]);
                }
                Edit::Copy(_) | Edit::Put(_) => {}
                Edit::Zeros(_) => part.fill(0),
            }
            filled += count;
        }
        Ok(filled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_over_the_edges_of_its_pieces() {
        let source: &[u8] = b"0123456789";
        let edits =
            vec![Edit::Copy(1..4), Edit::Put(b"ab".to_vec()), Edit::Zeros(2), Edit::Copy(7..10)];
        let cleaned = Cleaned::new(
            &source,
            &Cleaning { edits, removed: Vec::new(), left: None, label: None },
        );
        let whole = b"123ab\0\x00789";
        assert_eq!(cleaned.length(), 10);
        for start in 0..12usize {
            for count in 0..12 {
                let mut into = vec![b'x'; count];
                let got = cleaned.read_at(start as u64, &mut into).unwrap();
                let end = (start + count).min(10).max(start);
                assert_eq!(into[..got], whole[start.min(10)..end.min(10)], "{start} {count}");
            }
        }
    }
}
