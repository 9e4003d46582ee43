//! Which items go with which. Source: ISO/IEC 14496-12, 8.11.12 (`iref`).

use std::collections::BTreeSet;

use super::bounds::Count;
use super::item::ItemId;
use super::table::Table;
use crate::bytes::reader::{Read, Reader};
use crate::formats::boxes::Part;

/// The references of a kind from one item to others.
#[derive(Debug)]
struct Reference {
    kind: [u8; 4],
    from: ItemId,
    to: Vec<ItemId>,
}

/// All references between items.
#[derive(Debug, Default)]
pub(super) struct References(Vec<Reference>);

impl References {
    /// Reads the box.
    pub(super) fn read(reader: &mut Reader<'_>, part: Part, count: &mut Count) -> Read<Self> {
        let is_wide = part.version(reader)? > 0;
        let mut all = Vec::new();
        part.each(reader, 4, |reader, link| {
            let mut table = Table::of(link, 0);
            let from = table.id(reader, is_wide)?;
            let targets = table.short(reader)?;
            count.add(1 + usize::from(targets))?;
            let to = (0..targets).map(|_| table.id(reader, is_wide)).collect::<Read<_>>()?;
            all.push(Reference { kind: link.name, from, to });
            Ok(())
        })?;
        // In the order in which they stand, where an item has several of a kind.
        all.sort_by_key(|reference| (reference.from, reference.kind));
        Ok(Self(all))
    }

    /// The items that one refers to in a way: the first such references.
    pub(super) fn of(&self, kind: &[u8; 4], from: ItemId) -> &[ItemId] {
        let key = (from, *kind);
        let at = self.0.partition_point(|reference| (reference.from, reference.kind) < key);
        let found = self.0.get(at).filter(|reference| (reference.from, reference.kind) == key);
        found.map_or(&[], |reference| &reference.to)
    }

    /// All items that others refer to in a way.
    pub(super) fn targets(&self, kind: &[u8; 4]) -> BTreeSet<ItemId> {
        let some = self.0.iter().filter(|reference| reference.kind == *kind);
        some.flat_map(|reference| reference.to.iter().copied()).collect()
    }

    /// The items that refer to one in a way.
    pub(super) fn to(&self, kind: &[u8; 4], to: ItemId) -> impl Iterator<Item = ItemId> {
        let is_one =
            move |reference: &&Reference| reference.kind == *kind && reference.to.contains(&to);
        self.0.iter().filter(is_one).map(|reference| reference.from)
    }
}
