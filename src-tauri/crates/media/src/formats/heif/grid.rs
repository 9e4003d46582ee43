//! How the tiles of a picture are laid out. Source: ISO/IEC 23008-12, 6.6.2.3.

use foundation::Px;

use super::item::ItemId;
use super::items::Items;
use super::locations::Location;
use crate::bytes::reader::{Read, Reader, Stop};

/// The layout of a picture of tiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Grid {
    /// 1 to 256.
    pub(crate) rows: u32,
    /// 1 to 256.
    pub(crate) columns: u32,
    /// What is shown of the tiles side by side.
    pub(crate) width: Px,
    /// What is shown of the tiles one above the other.
    pub(crate) height: Px,
}

impl Grid {
    /// Reads what an item of the type `grid` holds; none where it lies elsewhere.
    pub(crate) fn read(items: &Items, item: ItemId, reader: &mut Reader<'_>) -> Read<Option<Self>> {
        let Some(Location::Here(pieces)) = items.location(item) else { return Ok(None) };
        let Some(at) = pieces.first().map(|piece| piece.start) else { return Ok(None) };
        let [_, flags, rows, columns] = reader.array(at)?;
        let after = at.checked_add(4).ok_or(Stop::Odd)?;
        let (width, height) = if flags & 1 == 1 {
            (reader.be32(after)?, reader.be32(after + 4)?)
        } else {
            (reader.be16(after)?.into(), reader.be16(after + 2)?.into())
        };
        let (rows, columns) = (u32::from(rows) + 1, u32::from(columns) + 1);
        Ok(Some(Self { rows, columns, width, height }))
    }
}
