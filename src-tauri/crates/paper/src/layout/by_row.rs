//! Where the cells of a row stand in a table, so that a list of thousands of rows is not gone through for each of them.

use std::ops::Range;

use catalog::Table;

/// The cells of a table by their rows.
pub(super) struct ByRow {
    /// For each row, and the end of the table, the first cell that begins there or below.
    starts: Vec<usize>,
    /// Cells of several rows.
    spanning: Vec<usize>,
}

impl ByRow {
    pub(super) fn of(table: &Table) -> Self {
        let cells = &table.cells;
        debug_assert!(cells.is_sorted_by_key(|cell| cell.row), "cells stand in the order of rows");
        let first = |row: usize| cells.partition_point(|cell| cell.row < row);
        let spanning = (0..cells.len()).filter(|at| cells[*at].row_span > 1);
        Self { starts: (0..=table.rows.len()).map(first).collect(), spanning: spanning.collect() }
    }

    /// The cells that begin in these rows.
    pub(super) fn begin_in(&self, rows: Range<usize>) -> Range<usize> {
        self.starts[rows.start]..self.starts[rows.end]
    }

    /// The cells of rows above that reach into this one.
    pub(super) fn reach_into(&self, table: &Table, row: usize) -> impl Iterator<Item = usize> {
        self.spanning.iter().copied().filter(move |at| {
            let cell = &table.cells[*at];
            cell.row < row && row < cell.row + cell.row_span
        })
    }
}
