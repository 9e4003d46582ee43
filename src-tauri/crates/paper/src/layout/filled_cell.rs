//! Where on a page fields are filled in, so that a face can lead from the paper to them.

use catalog::{Cell, Item};
use foundation::Mm;

/// A cell in which fields are filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledCell {
    /// The fields; of a list that repeats, the list.
    pub fields: Vec<String>,
    /// Left edge.
    pub x: Mm,
    /// Upper edge.
    pub y: Mm,
    /// Across.
    pub width: Mm,
    /// Down.
    pub height: Mm,
}

/// The fields that are filled in in a cell.
pub(super) fn filled_in(cell: &Cell) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for item in cell.items() {
        let (Item::Value(id)
        | Item::TickOption(id, _)
        | Item::Stack(id)
        | Item::Filled(id)
        | Item::Column(id, _)) = item
        else {
            continue;
        };
        if !fields.contains(id) {
            fields.push(id.clone());
        }
    }
    fields
}
