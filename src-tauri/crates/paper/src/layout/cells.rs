//! Tables whose cells are set by somebody else: those of the material. They go over pages as those of forms do.

use std::ops::Range;

use catalog::Table;
use foundation::Mm;

use super::flow::Flow;
use super::page::Pages;
use super::table;

/// A table with what stands in its cells, in the same order.
pub(crate) struct TableCells<'a> {
    pub(crate) table: Table,
    pub(crate) flows: Vec<Flow<'a>>,
    /// Whether the first row is printed again on each page; there is a second one then.
    pub(crate) headed: bool,
}

impl TableCells<'_> {
    /// The height of the rows with which it begins: the first, and the one under the head.
    pub(crate) fn beginning(&self) -> Mm {
        let rows = usize::from(self.headed) + 1;
        let rows = rows.min(self.table.rows.len());
        table::heights(&self.table, &self.flows, 0..rows).into_iter().sum()
    }

    /// Puts it where the pages stand.
    pub(crate) fn put(&self, pages: &mut Pages) {
        let rows = self.table.rows.len();
        let first = usize::from(self.headed);
        let head = |row: usize| if row < first { 0..0 } else { 0..first };
        let heads: Vec<Range<usize>> = (0..rows).map(head).collect();
        // The head stays with the first row under it.
        let first_band = (rows > 0).then_some(0..(first + 1).min(rows));
        let bands = first_band.into_iter().chain((first + 1..rows).map(|row| row..row + 1));
        table::place_set(&self.table, self.flows.clone(), &heads, bands.collect(), pages);
    }
}
