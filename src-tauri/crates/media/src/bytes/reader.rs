//! Reading a foreign file within bounds: so many bytes and so many steps, whatever the file says of itself.
//! Every reader of a format stands on this one, and none allocates what a file asks for.
//!
//! 4 MiB of a file in blocks of 1 KiB that are kept, two million values, then `Spent`. Readers hold positions,
//! not bytes, so no length that a file names is allocated, and boxes are gone through by loops of fixed depth.
//! A film of 2 GB costs some 10 KiB.

use std::collections::BTreeMap;
use std::io;

use foundation::ReadAt;

/// So many bytes of one file are read at most. Judgement: the headers of the files that cameras and phones
/// make lie within some 20 KiB; indexes of long fragmented videos within 2 MiB.
pub const MOST_READ: u64 = 4 << 20;

/// A file is read in blocks of this many bytes. Judgement: a hop to another box costs one block, and a video
/// with the usual twenty hops stays far below 64 KiB.
const BLOCK: u64 = 1024;

/// So many values are read at most. Judgement: 200,000 empty boxes take 400,000 and are gone through; what
/// asks for more is made to hurt.
const MOST_STEPS: u64 = 2_000_000;

/// A reader that goes through a whole file keeps no more than this many blocks. Judgement: 256 KiB, four of the
/// pieces that a scan is searched in.
const MOST_KEPT: usize = 256;

/// A reader that goes through a whole file may read one more value for so many of its bytes. Judgement: the
/// closest real ones are the blocks of a GIF, 256 bytes each.
const BYTES_A_STEP: u64 = 64;

/// Behind the end of what a file shows, so many bytes are looked at. Judgement: programs fill up a block of a disk or
/// a sector with zeros; what a phone adds begins at once.
const MOST_BEHIND: u64 = 16 << 10;

/// Why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The file ends where more should stand.
    End,
    /// The bounds are used up.
    Spent,
    /// What stands there is not what the format says.
    Odd,
    /// The disk failed; the reader keeps why.
    Failed,
}

/// What reading a part gives.
pub(crate) type Read<T> = Result<T, Stop>;

/// A file, read here and there.
pub(crate) struct Reader<'s> {
    source: &'s dyn ReadAt,
    blocks: BTreeMap<u64, Box<[u8]>>,
    read: u64,
    most_read: u64,
    steps: u64,
    most_steps: u64,
    failure: Option<io::Error>,
}

impl<'s> Reader<'s> {
    /// Nothing is read yet.
    pub(crate) fn new(source: &'s dyn ReadAt) -> Self {
        Self {
            source,
            blocks: BTreeMap::new(),
            read: 0,
            most_read: MOST_READ,
            steps: 0,
            most_steps: MOST_STEPS,
            failure: None,
        }
    }

    /// For going through a whole file, however long: what lies behind is forgotten.
    pub(crate) fn through(source: &'s dyn ReadAt) -> Self {
        let most_steps = MOST_STEPS + source.length() / BYTES_A_STEP;
        Self { most_read: u64::MAX, most_steps, ..Self::new(source) }
    }

    /// The file itself, for whoever goes through it otherwise.
    pub(crate) fn source(&self) -> &'s dyn ReadAt {
        self.source
    }

    /// The length of the file.
    pub(crate) fn length(&self) -> u64 {
        self.source.length()
    }

    /// What the disk said, where it failed.
    pub(crate) fn failure(self) -> Option<io::Error> {
        self.failure
    }

    /// Up to `most` bytes at `at`; fewer where the file ends.
    pub(crate) fn some(&mut self, at: u64, most: u64) -> Read<Vec<u8>> {
        self.step()?;
        let end = at.saturating_add(most).min(self.length());
        if at >= end {
            return Ok(Vec::new());
        }
        self.fetch(at / BLOCK, (end - 1) / BLOCK)?;
        let mut bytes = Vec::with_capacity((end - at) as usize);
        for index in at / BLOCK..=(end - 1) / BLOCK {
            let block = self.blocks.get(&index).ok_or(Stop::End)?;
            let start = at.saturating_sub(index * BLOCK) as usize;
            let stop = (end - index * BLOCK).min(BLOCK) as usize;
            bytes.extend_from_slice(block.get(start..stop).ok_or(Stop::End)?);
        }
        Ok(bytes)
    }

    /// Exactly `count` bytes at `at`.
    pub(crate) fn bytes(&mut self, at: u64, count: u64) -> Read<Vec<u8>> {
        if at.checked_add(count).is_none_or(|end| end > self.length()) {
            return Err(Stop::End);
        }
        self.some(at, count)
    }

    /// `N` bytes at `at`.
    pub(crate) fn array<const N: usize>(&mut self, at: u64) -> Read<[u8; N]> {
        self.step()?;
        let end = at.checked_add(N as u64).filter(|end| *end <= self.length()).ok_or(Stop::End)?;
        let (first, last) = (at / BLOCK, (end - 1) / BLOCK);
        if !self.blocks.contains_key(&first) || !self.blocks.contains_key(&last) {
            self.fetch(first, last)?;
        }
        let mut out = [0; N];
        let mut filled = 0;
        for index in first..=last {
            let block = self.blocks.get(&index).ok_or(Stop::End)?;
            let start = at.saturating_sub(index * BLOCK) as usize;
            let part = block.get(start..).ok_or(Stop::End)?;
            let count = part.len().min(N - filled);
            out[filled..filled + count].copy_from_slice(&part[..count]);
            filled += count;
        }
        if filled == N { Ok(out) } else { Err(Stop::End) }
    }

    fn step(&mut self) -> Read<()> {
        self.steps += 1;
        if self.steps > self.most_steps { Err(Stop::Spent) } else { Ok(()) }
    }

    /// Reads the blocks from `first` to `last` that are not there yet.
    fn fetch(&mut self, first: u64, last: u64) -> Read<()> {
        if self.most_read == u64::MAX && self.blocks.len() > MOST_KEPT {
            self.blocks.clear();
        }
        let mut index = first;
        while index <= last {
            if self.blocks.contains_key(&index) {
                index += 1;
                continue;
            }
            let mut end = index;
            while end < last && !self.blocks.contains_key(&(end + 1)) {
                end += 1;
            }
            let start = index * BLOCK;
            let count = ((end + 1) * BLOCK).min(self.length()).saturating_sub(start);
            if self.read.saturating_add(count) > self.most_read {
                return Err(Stop::Spent);
            }
            let mut bytes = vec![0; count as usize];
            let got = self.source.read_at(start, &mut bytes).map_err(|failure| {
                self.failure = Some(failure);
                Stop::Failed
            })?;
            self.read += got as u64;
            for (number, block) in bytes[..got].chunks(BLOCK as usize).enumerate() {
                self.blocks.insert(index + number as u64, block.into());
            }
            if got < bytes.len() {
                return Err(Stop::End);
            }
            index = end + 1;
        }
        Ok(())
    }
}

macro_rules! numbers {
    ($($name:ident $kind:ty, $from:ident, $what:literal;)*) => {
        impl Reader<'_> {
            $(
                #[doc = $what]
                pub(crate) fn $name(&mut self, at: u64) -> Read<$kind> {
                    Ok(<$kind>::$from(self.array(at)?))
                }
            )*
        }
    };
}

numbers! {
    be16 u16, from_be_bytes, "A number of two bytes, the large end first.";
    be32 u32, from_be_bytes, "A number of four bytes, the large end first.";
    be64 u64, from_be_bytes, "A number of eight bytes, the large end first.";
    le16 u16, from_le_bytes, "A number of two bytes, the small end first.";
    le32 u32, from_le_bytes, "A number of four bytes, the small end first.";
    le64 u64, from_le_bytes, "A number of eight bytes, the small end first.";
}

impl Reader<'_> {
    /// One byte.
    pub(crate) fn byte(&mut self, at: u64) -> Read<u8> {
        Ok(self.array::<1>(at)?[0])
    }

    /// A number of three bytes, the large end first.
    pub(crate) fn be24(&mut self, at: u64) -> Read<u32> {
        let [a, b, c] = self.array(at)?;
        Ok(u32::from_be_bytes([0, a, b, c]))
    }

    /// Whether other bytes than the zeros that some programs fill up with stand from a place on.
    pub(crate) fn has_more(&mut self, at: u64) -> Read<bool> {
        Ok(self.some(at, MOST_BEHIND)?.iter().any(|byte| *byte != 0))
    }

    /// The last `most` bytes, and where they begin.
    pub(crate) fn tail(&mut self, most: u64) -> Read<(u64, Vec<u8>)> {
        let at = self.length().saturating_sub(most);
        Ok((at, self.some(at, most)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_over_the_edges_of_blocks_and_not_beyond_the_end() {
        let bytes: &[u8] = &(0..3000u32).map(|n| (n % 251) as u8).collect::<Vec<_>>();
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.array::<4>(1022).unwrap(), bytes[1022..1026]);
        assert_eq!(reader.some(2990, 100).unwrap(), bytes[2990..]);
        assert_eq!(reader.bytes(2990, 100), Err(Stop::End));
        assert_eq!(reader.array::<4>(u64::MAX), Err(Stop::End));
        assert_eq!(reader.array::<4>(2998), Err(Stop::End));
        assert_eq!(reader.read, 3000);
    }

    #[test]
    fn stops_when_the_bounds_are_used_up() {
        let bytes: &[u8] = &vec![0; 2 * MOST_READ as usize];
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.some(0, 2 * MOST_READ), Err(Stop::Spent));
        assert!(reader.some(0, MOST_READ).is_ok());
        assert_eq!(reader.array::<1>(MOST_READ + 5), Err(Stop::Spent));
        let mut steps = Reader::new(&bytes);
        assert!((0..=MOST_STEPS).any(|_| steps.byte(0) == Err(Stop::Spent)));
    }

    #[test]
    fn goes_through_a_file_of_any_length_and_keeps_little() {
        let bytes: &[u8] = &(0..3 * MOST_READ as u32).map(|n| (n % 251) as u8).collect::<Vec<_>>();
        let mut reader = Reader::through(&bytes);
        for at in (0..bytes.len() as u64).step_by(50_000) {
            let some = reader.some(at, 50_000).unwrap();
            assert_eq!(some, bytes[at as usize..][..some.len()]);
            assert!(reader.blocks.len() <= MOST_KEPT + 50);
        }
        assert!(reader.read > 2 * MOST_READ);
    }
}
