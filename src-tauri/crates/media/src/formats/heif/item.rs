//! What an item is. Source: ISO/IEC 14496-12, 8.11.6 (`infe`).

use std::collections::BTreeMap;

use super::bounds::Count;
pub(crate) use super::table::ItemId;
use super::table::Table;
use crate::bytes::reader::{Read, Reader};
use crate::formats::boxes::Part;

/// Four letters that say what an item is: `hvc1`, `grid`, `Exif`.
pub(crate) type ItemType = [u8; 4];

/// Of an item whose box has no type because it is of version 0 or 1: only the name of its content says what it is.
pub(crate) const MIME: ItemType = *b"mime";

/// The types of the items that a box `iinf` lists.
pub(super) fn types(
    reader: &mut Reader<'_>,
    list: Part,
    count: &mut Count,
) -> Read<BTreeMap<ItemId, ItemType>> {
    let mut types = BTreeMap::new();
    let skip = if list.version(reader)? == 0 { 6 } else { 8 };
    list.each(reader, skip, |reader, entry| {
        if entry.name != *b"infe" {
            return Ok(());
        }
        count.add(1)?;
        let version = entry.version(reader)?;
        let mut table = Table::of(entry, 4);
        let item = table.id(reader, version > 2)?;
        // Whether it is protected.
        table.short(reader)?;
        let kind = match version {
            0 | 1 => MIME,
            _ => (table.number(reader, 4)? as u32).to_be_bytes(),
        };
        types.entry(item).or_insert(kind);
        Ok(())
    })?;
    Ok(types)
}
