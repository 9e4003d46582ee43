//! Texts that no page can hold in their cell and that go to a page of their own: 另附页.

use std::collections::BTreeSet;

use catalog::{Block, Item as GridItem};

use super::content::Words;
use super::flow::set_cell;
use super::page::Pages;
use super::table::{edges, least_height};

/// Pages that a text may fill where it stands before it goes to a page of its own. Judgement: the rest of
/// the page on which it begins, and the next one.
const LONGEST_OVER_PAGES: f64 = 1.5;

/// The fields that may go to a page of their own and that no page could hold in their cell.
pub(crate) fn too_long(words: &Words<'_>, pages: &Pages) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    let tables = words.form.paper.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for table in tables {
        let edges = edges(table, pages.left());
        for cell in &table.cells {
            let may_go = cell.items().find_map(|item| match item {
                GridItem::Value(id) => words.form.field(id).filter(|f| f.extra_page()),
                _ => None,
            });
            let Some(field) = may_go else { continue };
            let width = edges[cell.column + cell.column_span] - edges[cell.column];
            let flow = set_cell(words, cell, width, least_height(table, cell));
            if flow.height().0 > (pages.full_height() * LONGEST_OVER_PAGES).0 {
                fields.insert(field.id.clone());
            }
        }
    }
    fields
}
