//! Where on a page a field stands, so that a face can show the part of the paper that is filled in.

use std::collections::BTreeMap;

use foundation::{FieldPath, Mm};
use paper::{FilledCell, Item, Page};
use serde::Serialize;

/// A page.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "PageView.ts"))]
pub struct PageView {
    /// Across, in millimetres.
    pub width: f64,
    /// Down, in millimetres.
    pub height: f64,
    /// Changes when the page does.
    pub stamp: u64,
    /// The fields, rows of lists and blocks of the material that stand on it, and how far from the top each
    /// begins, in millimetres.
    pub places: BTreeMap<String, f64>,
    /// The cells in which fields are filled in, in the order of the page.
    pub cells: Vec<CellView>,
}

/// A cell of a page in which fields are filled in; all in millimetres, from the top left.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CellView.ts"))]
pub struct CellView {
    /// The fields; of a list that repeats, the list.
    pub fields: Vec<String>,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Across.
    pub width: f64,
    /// Down.
    pub height: f64,
}

impl CellView {
    fn of(cell: &FilledCell) -> Self {
        let FilledCell { fields, x, y, width, height } = cell;
        Self { fields: fields.clone(), x: x.0, y: y.0, width: width.0, height: height.0 }
    }
}

/// A page as it is told, with the number that changes when it does.
pub(crate) fn page_view(page: &Page, stamp: u64) -> PageView {
    PageView {
        width: page.width.0,
        height: page.height.0,
        stamp,
        places: places(page),
        cells: page.cells.iter().map(CellView::of).collect(),
    }
}

/// Fields, rows of lists and blocks of the material: how far from the top each begins.
fn places(page: &Page) -> BTreeMap<String, f64> {
    let mut places: BTreeMap<String, f64> = BTreeMap::new();
    for (field, y) in page.items.iter().filter_map(place) {
        for place in [first_parts(field, 1), first_parts(field, 2)] {
            let least = places.entry(place.to_owned()).or_insert(y.0);
            *least = least.min(y.0);
        }
    }
    places
}

fn place(item: &Item) -> Option<(&FieldPath, Mm)> {
    match item {
        Item::Text(run) => Some((run.field.as_ref()?, run.baseline)),
        Item::Tick { field, y, .. } | Item::Picture { field, y, .. } => Some((field.as_ref()?, *y)),
        Item::Rule { .. }
        | Item::SealPlace { .. }
        | Item::SignaturePlace { .. }
        | Item::Code(_)
        | Item::DraftMark => None,
    }
}

/// `material/3` of `material/3/2/1`, for 2.
fn first_parts(field: &FieldPath, count: usize) -> &str {
    let path = field.as_str();
    path.match_indices('/').nth(count - 1).map_or(path, |(end, _)| &path[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_field_a_row_or_a_block() {
        let cell = FieldPath::block(2).child(4).child(1);
        assert_eq!((first_parts(&cell, 1), first_parts(&cell, 2)), ("material", "material/3"));
        let field = FieldPath::field("start");
        assert_eq!((first_parts(&field, 1), first_parts(&field, 2)), ("start", "start"));
    }
}
