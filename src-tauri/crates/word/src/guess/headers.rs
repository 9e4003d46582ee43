//! The labels over rows that repeat: in one row, or in two or three of which the upper stand over several of the
//! lower.

use crate::document::{Cell, Table};
use crate::guess::options;
use crate::guess::shapes::{Seen, Shape, shape};
use crate::guess::text::{core, count};

/// Rows of labels at most. Judgement: a table with more is drawn by a program.
const DEEPEST: usize = 3;
/// What is longer is no label of a column.
const LONGEST_LABEL: usize = 28;

/// The labels over columns.
pub(crate) struct Header<'t> {
    /// The first row.
    pub(crate) row: usize,
    /// The row behind its last.
    pub(crate) end: usize,
    /// The lowest label of each column, from left to right.
    pub(crate) leaves: Vec<&'t Cell>,
}

impl Header<'_> {
    /// Whether its first label is missing: a corner over labels of rows.
    pub(crate) fn has_blank(&self, table: &Seen<'_>) -> bool {
        self.leaves.first().is_some_and(|cell| *shape(table, cell) == Shape::Empty)
    }
}

/// The labels between two rows that stand over a cell and others beside it.
pub(crate) fn over(table: &Table, (row, end): (usize, usize), leaf: &Cell) -> Vec<String> {
    let above = table.cells.iter().filter(|cell| {
        (row..end).contains(&cell.row)
            && cell.row + cell.row_span < end
            && cell.column_span > leaf.column_span
            && (cell.column..cell.column + cell.column_span).contains(&leaf.column)
    });
    above.map(|cell| core(&cell.text())).collect()
}

/// What may be the labels over columns from a row on, the deepest first.
pub(crate) fn headers<'t>(table: &Seen<'t>, row: usize) -> Vec<Header<'t>> {
    (1..=DEEPEST).rev().filter_map(|depth| header(table, row, depth)).collect()
}

fn header<'t>(table: &Seen<'t>, row: usize, depth: usize) -> Option<Header<'t>> {
    let end = row + depth;
    if end >= table.rows.len() {
        return None;
    }
    let leaves = if depth == 1 { segment(table, row)? } else { leaves(table, (row, end))? };
    let is_blank = |cell: &Cell| *shape(table, cell) == Shape::Empty;
    let fits = leaves.iter().enumerate().all(|(at, cell)| {
        is_label(table, cell) || (at == 0 && leaves.len() >= 3 && is_blank(cell))
    });
    fits.then_some(Header { row, end, leaves })
}

fn is_label(table: &Seen<'_>, cell: &Cell) -> bool {
    let text = cell.text();
    *shape(table, cell) == Shape::Label
        && count(&text) <= LONGEST_LABEL
        && options::boxes(&text) == 0
}

/// The lowest cells of several rows of labels, where those above them stand over several each.
fn leaves<'t>(table: &Seen<'t>, (row, end): (usize, usize)) -> Option<Vec<&'t Cell>> {
    let own = (row..end).flat_map(|row| table.table().row(row));
    let own: Vec<&'t Cell> = own.filter(|cell| cell.row + cell.row_span <= end).collect();
    let (mut leaves, upper): (Vec<&'t Cell>, Vec<&'t Cell>) =
        own.into_iter().partition(|cell| cell.row + cell.row_span == end);
    leaves.sort_by_key(|cell| cell.column);
    let beside = |cell: &&Cell| cell.row == row;
    let wide = upper.iter().all(|cell| cell.column_span > 1 && is_label(table, cell));
    let first = upper.iter().filter(|cell| beside(cell)).count();
    let several = first + leaves.iter().filter(|cell| beside(cell)).count() >= 2;
    let joined = is_joined(&leaves);
    (first > 0 && several && wide && joined && leaves.len() >= 3).then_some(leaves)
}

/// The cells of a row that begin and end in it, where they stand side by side.
pub(crate) fn segment<'t>(table: &Seen<'t>, row: usize) -> Option<Vec<&'t Cell>> {
    let cells: Vec<&Cell> = table.table().row(row).filter(|cell| cell.row_span == 1).collect();
    (cells.len() >= 2 && is_joined(&cells)).then_some(cells)
}

fn is_joined(cells: &[&Cell]) -> bool {
    cells.windows(2).all(|pair| pair[0].column + pair[0].column_span == pair[1].column)
}
