//! Boxes: a length, a name, and what they hold.

use crate::bytes::reader::{Read, Reader, Stop};

/// A box in the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// Its four letters.
    pub(crate) name: [u8; 4],
    /// The bytes of its length and name, before what it holds.
    pub(crate) head: u64,
    /// Where what it holds begins.
    pub(crate) data: u64,
    /// Where it ends; beyond the file where that is cut off.
    pub(crate) end: u64,
}

impl Part {
    /// The box at `at`; it ends at `limit` at the latest.
    pub(crate) fn at(reader: &mut Reader<'_>, at: u64, limit: u64) -> Read<Self> {
        let head: [u8; 8] = reader.array(at)?;
        let name = [head[4], head[5], head[6], head[7]];
        let short = u64::from(u32::from_be_bytes([head[0], head[1], head[2], head[3]]));
        let (head, length) = match short {
            0 => (8, reader.length().min(limit) - at),
            1 => (16, reader.be64(at + 8)?),
            short => (8, short),
        };
        if length < head {
            return Err(Stop::Odd);
        }
        let end = at.checked_add(length).ok_or(Stop::Odd)?.min(limit);
        Ok(Self { name, head, data: at + head, end })
    }

    /// Goes through the boxes that this one holds, from `skip` bytes on; a rest that is no box is left.
    pub(crate) fn each(
        self,
        reader: &mut Reader<'_>,
        skip: u64,
        mut take: impl FnMut(&mut Reader<'_>, Part) -> Read<()>,
    ) -> Read<()> {
        let mut at = self.data.saturating_add(skip);
        while at.saturating_add(8) <= self.end {
            match Part::at(reader, at, self.end) {
                Ok(part) => {
                    take(reader, part)?;
                    at = part.end;
                }
                // QuickTime closes some lists with four zeros.
                Err(Stop::Odd) => return Ok(()),
                Err(stop) => return Err(stop),
            }
        }
        Ok(())
    }

    /// The number of four bytes at `offset`.
    pub(crate) fn be32(self, reader: &mut Reader<'_>, offset: u64) -> Read<u32> {
        if self.data + offset + 4 > self.end {
            return Err(Stop::Odd);
        }
        reader.be32(self.data + offset)
    }

    /// The number of four or eight bytes at `offset`.
    pub(crate) fn number(self, reader: &mut Reader<'_>, offset: u64, wide: bool) -> Read<u64> {
        if wide { self.be64(reader, offset) } else { self.be32(reader, offset).map(u64::from) }
    }

    fn be64(self, reader: &mut Reader<'_>, offset: u64) -> Read<u64> {
        if self.data + offset + 8 > self.end {
            return Err(Stop::Odd);
        }
        reader.be64(self.data + offset)
    }

    /// The version of a box that has one.
    pub(crate) fn version(self, reader: &mut Reader<'_>) -> Read<u8> {
        reader.byte(self.data)
    }
}
