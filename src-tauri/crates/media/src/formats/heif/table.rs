//! The numbers of a table in a box, one after the other, and never beyond its end.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::boxes::Part;

/// The number of an item, of 16 bits in old boxes and 32 in wide ones.
pub(crate) type ItemId = u32;

/// A table, read from its front on.
pub(super) struct Table {
    at: u64,
    end: u64,
}

impl Table {
    /// What a box holds, from `skip` bytes on.
    pub(super) fn of(part: Part, skip: u64) -> Self {
        Self { at: part.data.saturating_add(skip), end: part.end }
    }

    /// Whether nothing more stands in it.
    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.end
    }

    /// A number of 0, 1, 2, 4 or 8 bytes, the large end first; no bytes are zero.
    pub(super) fn number(&mut self, reader: &mut Reader<'_>, width: u8) -> Read<u64> {
        let at = self.at;
        self.at = at.saturating_add(width.into());
        if self.at > self.end {
            // A box that ends with the file was cut off.
            return Err(if self.end >= reader.length() { Stop::End } else { Stop::Odd });
        }
        match width {
            0 => Ok(0),
            1 => reader.byte(at).map(u64::from),
            2 => reader.be16(at).map(u64::from),
            4 => reader.be32(at).map(u64::from),
            8 => reader.be64(at),
            _ => Err(Stop::Odd),
        }
    }

    /// A count of two bytes.
    pub(super) fn short(&mut self, reader: &mut Reader<'_>) -> Read<u16> {
        self.number(reader, 2).map(|number| number as u16)
    }

    /// A number of two bytes, or of four where the table is wide: of an item, or how many there are.
    pub(super) fn id(&mut self, reader: &mut Reader<'_>, is_wide: bool) -> Read<ItemId> {
        self.number(reader, if is_wide { 4 } else { 2 }).map(|number| number as ItemId)
    }
}
