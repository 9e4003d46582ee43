//! The properties of items: boxes that several may share. Source: ISO/IEC 14496-12, 8.11.14 (`iprp`).

use std::collections::BTreeMap;

use super::bounds::Count;
use super::item::ItemId;
use super::table::Table;
use crate::bytes::reader::{Read, Reader};
use crate::formats::boxes::Part;

/// All properties, and which item has which.
#[derive(Debug, Default)]
pub(super) struct Properties {
    all: Vec<Part>,
    /// Their numbers from 1, in the order in which they are to be applied.
    of: BTreeMap<ItemId, Vec<u16>>,
}

impl Properties {
    /// Reads the box.
    pub(super) fn read(reader: &mut Reader<'_>, part: Part, count: &mut Count) -> Read<Self> {
        let mut properties = Self::default();
        part.each(reader, 0, |reader, part| match &part.name {
            b"ipco" => part.each(reader, 0, |_, part| {
                properties.all.push(part);
                count.add(1)
            }),
            b"ipma" => properties.associations(reader, part, count),
            _ => Ok(()),
        })?;
        Ok(properties)
    }

    fn associations(&mut self, reader: &mut Reader<'_>, map: Part, count: &mut Count) -> Read<()> {
        let has_wide_items = map.version(reader)? > 0;
        let is_wide = map.be32(reader, 0)? & 1 == 1;
        let mut table = Table::of(map, 4);
        for _ in 0..table.number(reader, 4)? {
            // Some writers count more than there are.
            if table.is_at_end() {
                break;
            }
            let item = table.id(reader, has_wide_items)?;
            let number_of = table.number(reader, 1)?;
            count.add(1 + number_of as usize)?;
            let mut one = || -> Read<u16> {
                // The highest bit says that it must be understood.
                let number = table.number(reader, if is_wide { 2 } else { 1 })? as u16;
                Ok(number & if is_wide { 0x7FFF } else { 0x7F })
            };
            let all = (0..number_of).map(|_| one()).collect::<Read<_>>()?;
            self.of.entry(item).or_insert(all);
        }
        Ok(())
    }

    /// The properties of an item, in their order.
    pub(super) fn of(&self, item: ItemId) -> impl Iterator<Item = Part> {
        let numbers = self.of.get(&item).map_or(&[][..], Vec::as_slice);
        numbers
            .iter()
            .filter_map(|number| self.all.get(usize::from(*number).checked_sub(1)?).copied())
    }
}
