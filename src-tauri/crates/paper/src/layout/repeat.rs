//! Rows that are printed once for each row of a value or for each case, and the head of their columns:
//! the labels right above them. A table is written out here; where its rows come to stand is decided in
//! `table`.

use std::ops::Range;

use case::{Case, MOST_ROWS, Value};
use catalog::{CASES, Cell, Item as GridItem, Table};

use super::content::Words;

/// A table with its repeating rows written out.
pub(crate) struct Printed {
    pub(crate) table: Table,
    /// For each row, which row of the value or which case it prints.
    pub(crate) row: Vec<Option<usize>>,
    /// For each row, the rows that say what its columns are; none for a row that does not repeat.
    pub(crate) heads: Vec<Range<usize>>,
}

impl Printed {
    pub(crate) fn of(words: &Words<'_>, table: &Table) -> Self {
        let mut rows = Vec::new();
        let mut row = Vec::new();
        let mut cells = Vec::new();
        let mut heads = Vec::new();
        let mut head = 0..0;
        for (index, grid_row) in table.rows.iter().enumerate() {
            let times = grid_row.repeats.as_ref().map(|rows| times(words, rows));
            // A second row that repeats stands under the columns of the first.
            if index == 0 || table.rows[index - 1].repeats.is_none() {
                head = rows.len() - head_rows(table, index)..rows.len();
            }
            for time in 0..times.unwrap_or(1) {
                let at = rows.len();
                rows.push(grid_row.clone());
                row.push(times.map(|_| time));
                heads.push(times.map_or(0..0, |_| head.clone()));
                let own = table.cells.iter().filter(|cell| cell.row == index);
                cells.extend(own.map(|cell| Cell { row: at, ..cell.clone() }));
            }
        }
        Self { table: Table { columns: table.columns.clone(), rows, cells }, row, heads }
    }

    /// Rows that stay together: those that a cell spans, and a head with the first row under it.
    pub(crate) fn bands(&self) -> Vec<Range<usize>> {
        let under_head = |row: usize| self.heads.iter().any(|h| h.start < row && row <= h.end);
        bands(&self.table, |row| spanned(&self.table, row) || under_head(row))
    }
}

/// How often a row is printed: at least once, so that an empty form can be filled in by hand.
fn times(words: &Words<'_>, rows: &str) -> usize {
    if rows == CASES {
        let filled = |case: &&Case| words.form.fields.iter().any(|f| case.shown_value(f).is_some());
        // A list of cases has no row that somebody could still write in.
        let least = if words.cases.iter().any(filled) { 1 } else { words.form.least_rows as usize };
        return words.cases.len().max(least.min(MOST_ROWS));
    }
    let filled = match words.case.value(rows) {
        Some(Value::Rows(rows)) => rows.len(),
        _ => 0,
    };
    let least = words.form.field(rows).map_or(0, |field| field.printing.least_rows as usize);
    filled.max(least).clamp(1, MOST_ROWS)
}

/// How many rows right above this one hold labels only. Rows that a cell spans count all or none.
fn head_rows(table: &Table, row: usize) -> usize {
    let mut first = row;
    for band in bands(table, |row| spanned(table, row)).into_iter().rev() {
        if band.end == first && is_head(table, &band) {
            first = band.start;
        }
    }
    row - first
}

/// Whether rows of the grid hold labels only.
fn is_head(table: &Table, rows: &Range<usize>) -> bool {
    let fixed = |item: &GridItem| matches!(item, GridItem::Label(_) | GridItem::Text(_));
    let mut cells = table.cells.iter().filter(|cell| rows.contains(&cell.row));
    cells.all(|cell| cell.items().all(fixed))
}

/// Whether a cell of a row above reaches into this row.
fn spanned(table: &Table, row: usize) -> bool {
    table.cells.iter().any(|cell| cell.row < row && row < cell.row + cell.row_span)
}

fn bands(table: &Table, tied_to_above: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut bands = Vec::new();
    let mut start = 0;
    for row in 1..=table.rows.len() {
        if !tied_to_above(row) {
            bands.push(start..row);
            start = row;
        }
    }
    bands
}
