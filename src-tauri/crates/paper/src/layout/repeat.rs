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
        let mut tied = spanned(&self.table);
        for row in self.heads.iter().flat_map(|head| head.start + 1..=head.end) {
            tied[row] = true;
        }
        bands(&tied)
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
    let least = words.form.field(rows).map_or(0, |field| field.least_rows() as usize);
    filled.max(least).clamp(1, MOST_ROWS)
}

/// How many rows right above this one hold labels only. Rows that a cell spans count all or none.
fn head_rows(table: &Table, row: usize) -> usize {
    let mut first = row;
    for band in bands(&spanned(table)).into_iter().rev() {
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

/// For each row, and the end of the table, whether a cell of a row above reaches into it.
fn spanned(table: &Table) -> Vec<bool> {
    let mut spanned = vec![false; table.rows.len() + 1];
    for cell in &table.cells {
        spanned[cell.row..cell.row + cell.row_span].iter_mut().skip(1).for_each(|row| *row = true);
    }
    spanned
}

/// The bands of rows, where it is said of each and of the end whether it is tied to the one above.
fn bands(tied_to_above: &[bool]) -> Vec<Range<usize>> {
    let mut bands = Vec::new();
    let mut start = 0;
    for (row, tied) in tied_to_above.iter().enumerate().skip(1) {
        if !tied {
            bands.push(start..row);
            start = row;
        }
    }
    bands
}
