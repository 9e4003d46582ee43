//! A list of items as a whole.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::{Count, MOST_OF_NAME};
use super::item::{self, ItemId, ItemType};
use super::locations::{self, Location, Locations, Sources};
use super::properties::Properties;
use super::references::References;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::boxes::Part;

/// What an auxiliary picture is that says how opaque another is. Source: ISO/IEC 23008-12, 6.5.8 and 6.6.2.1.
const OPACITY: [&[u8]; 2] =
    [b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", b"urn:mpeg:hevc:2015:auxid:1"];

/// Everything that a file says of its items.
#[derive(Debug, Default)]
pub(crate) struct Items {
    /// The picture that is shown; none where the list does not say.
    pub(crate) main: Option<ItemId>,
    /// Whether it has the tables of a list of items: a box `meta` may hold words instead.
    pub(crate) is_list: bool,
    types: BTreeMap<ItemId, ItemType>,
    locations: Locations,
    properties: Properties,
    references: References,
}

/// The boxes that a list has once.
const TABLES: [&[u8; 4]; 7] = [b"pitm", b"iinf", b"iloc", b"iref", b"iprp", b"idat", b"dinf"];

impl Items {
    /// Reads a box `meta`. A table that stands twice is `Odd`: programs would differ in which they take.
    pub(crate) fn read(reader: &mut Reader<'_>, meta: Part) -> Read<Self> {
        let mut parts = [None; TABLES.len()];
        meta.each(reader, 4, |_, part| {
            let place = TABLES.iter().position(|name| **name == part.name);
            let is_twice = place.is_some_and(|place| parts[place].replace(part).is_some());
            if is_twice { Err(Stop::Odd) } else { Ok(()) }
        })?;
        let [pitm, iinf, iloc, iref, iprp, idat, dinf] = parts;
        let mut items = Self { is_list: iinf.is_some() && iloc.is_some(), ..Self::default() };
        let count = &mut Count::default();
        if let Some(part) = pitm {
            items.main = Some(main(reader, part)?);
        }
        if let Some(part) = iinf {
            items.types = item::types(reader, part, count)?;
        }
        if let Some(part) = iref {
            items.references = References::read(reader, part, count)?;
        }
        if let Some(part) = iprp {
            items.properties = Properties::read(reader, part, count)?;
        }
        if let Some(part) = iloc {
            let is_here = locations::sources(reader, dinf, count)?;
            let sources = Sources { idat, is_here: &is_here, references: &items.references };
            items.locations = locations::read(reader, part, &sources, count)?;
        }
        Ok(items)
    }

    /// Reads the first list of a file.
    pub(crate) fn of_file(reader: &mut Reader<'_>) -> Read<Self> {
        let mut at = 0;
        while at < reader.length() {
            let part = Part::at(reader, at, reader.length())?;
            if part.name == *b"meta" {
                return Self::read(reader, part);
            }
            at = part.end;
        }
        Err(Stop::Odd)
    }

    /// What an item is.
    pub(crate) fn item_type(&self, item: ItemId) -> Option<ItemType> {
        self.types.get(&item).copied()
    }

    /// The first item of a type.
    pub(crate) fn of_type(&self, asked: ItemType) -> Option<ItemId> {
        self.types.iter().find(|(_, kind)| **kind == asked).map(|(item, _)| *item)
    }

    /// Where an item lies.
    pub(crate) fn location(&self, item: ItemId) -> Option<&Location> {
        self.locations.get(&item)
    }

    /// All items that have a location, whatever they are.
    pub(crate) fn locations(&self) -> impl Iterator<Item = (ItemId, &Location)> {
        self.locations.iter().map(|(item, location)| (*item, location))
    }

    /// The items that others are pieces of: what of them is shown is shown by those.
    pub(crate) fn sources(&self) -> BTreeSet<ItemId> {
        self.references.targets(b"iloc")
    }

    /// The properties of an item, in the order in which they are to be applied.
    pub(crate) fn properties(&self, item: ItemId) -> impl Iterator<Item = Part> {
        self.properties.of(item)
    }

    /// The properties of an item that have a name.
    pub(crate) fn named(&self, item: ItemId, name: &[u8; 4]) -> impl Iterator<Item = Part> {
        self.properties.of(item).filter(move |part| part.name == *name)
    }

    /// The items that a derived one is made of.
    pub(crate) fn parts(&self, item: ItemId) -> &[ItemId] {
        self.references.of(b"dimg", item)
    }

    /// The item that says how opaque another is, if there is one.
    pub(crate) fn opacity(&self, reader: &mut Reader<'_>, item: ItemId) -> Read<Option<ItemId>> {
        for from in self.references.to(b"auxl", item) {
            for kind in self.named(from, b"auxC") {
                let length = kind.end.saturating_sub(kind.data);
                let name = reader.some(kind.data + 4, length.min(MOST_OF_NAME))?;
                if OPACITY.iter().any(|opacity| name.starts_with(opacity)) {
                    return Ok(Some(from));
                }
            }
        }
        Ok(None)
    }
}

/// The number of the item that is shown. Source: ISO/IEC 14496-12, 8.11.4 (`pitm`).
fn main(reader: &mut Reader<'_>, part: Part) -> Read<ItemId> {
    let is_wide = part.version(reader)? > 0;
    super::table::Table::of(part, 4).id(reader, is_wide)
}
