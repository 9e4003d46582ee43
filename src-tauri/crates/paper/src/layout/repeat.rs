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
    /// Labels beside rows that repeat, as high as all of them; they are no cells of the table.
    pub(crate) sides: Vec<Cell>,
}

impl Printed {
    pub(crate) fn of(words: &Words<'_>, table: &Table) -> Self {
        let mut written =
            Written { rows: Vec::new(), row: Vec::new(), heads: Vec::new(), cells: Vec::new() };
        // Where each row of the grid begins, and the end.
        let mut starts = Vec::new();
        let inner: Vec<&Cell> = table.cells.iter().filter(|cell| !is_side(table, cell)).collect();
        let mut at = 0;
        while at < table.rows.len() {
            let block = table.block(at);
            let times = table.rows[at].repeats.as_ref().map(|rows| times(words, rows));
            starts.extend(block.clone().map(|_| written.rows.len()));
            let head = written.rows.len() - head_rows(table, at)..written.rows.len();
            for time in 0..times.unwrap_or(1) {
                let first = written.rows.len();
                for row in block.clone() {
                    written.rows.push(table.rows[row].clone());
                    written.row.push(times.map(|_| time));
                    written.heads.push(times.map_or(0..0, |_| head.clone()));
                }
                let own = inner.iter().filter(|cell| block.contains(&cell.row));
                let moved =
                    |cell: &&Cell| Cell { row: first + cell.row - block.start, ..(*cell).clone() };
                written.cells.extend(own.map(moved));
            }
            at = block.end;
        }
        starts.push(written.rows.len());
        let sides = table.cells.iter().filter(|cell| is_side(table, cell)).map(|cell| {
            let (row, end) = (starts[cell.row], starts[cell.row + cell.row_span]);
            Cell { row, row_span: end - row, ..cell.clone() }
        });
        let sides = sides.collect();
        let (ruled, columns) = (table.ruled, table.columns.clone());
        let Written { rows, row, heads, cells } = written;
        Self { table: Table { ruled, columns, rows, cells }, row, heads, sides }
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

/// Rows as they are written out.
struct Written {
    rows: Vec<catalog::Row>,
    row: Vec<Option<usize>>,
    heads: Vec<Range<usize>>,
    cells: Vec<Cell>,
}

/// Whether a cell stands beside rows that repeat, and others.
fn is_side(table: &Table, cell: &Cell) -> bool {
    let rows = cell.row..cell.row + cell.row_span;
    rows.clone().any(|row| {
        let block = table.block(row);
        table.rows[row].repeats.is_some() && (rows.start < block.start || block.end < rows.end)
    })
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
    for cell in table.cells.iter().filter(|cell| !is_side(table, cell)) {
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
