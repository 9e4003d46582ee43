//! Rows that repeat: a header over empty rows, or the same labels in each row.

use std::collections::BTreeMap;

use crate::document::{Cell, Table};
use crate::guess::kinds::unit;
use crate::guess::options;
use crate::guess::shapes::{Shape, shape};
use crate::guess::text::{count, squeezed};

/// Rows of a table that repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct List {
    /// The row with the labels; none where they stand in each row.
    pub(crate) header: Option<usize>,
    /// The first row that is filled in.
    pub(crate) first: usize,
    /// So many rows are filled in.
    pub(crate) count: usize,
    /// Where the repeating cells begin: what stands left of them is a side label.
    pub(crate) from: usize,
    /// Where the repeating cells end: what stands right of them goes on over them.
    pub(crate) to: usize,
}

impl List {
    /// All rows of it.
    pub(crate) fn rows(&self) -> std::ops::Range<usize> {
        self.header.unwrap_or(self.first)..self.first + self.count
    }
}

/// The lists of a table from top to bottom. One row under a header is a list only where `one_row` says so.
pub(crate) fn lists(table: &Table, one_row: &mut dyn FnMut(&List) -> bool) -> Vec<List> {
    let mut lists = Vec::new();
    let mut row = 0;
    while row < table.rows.len() {
        let found = with_header(table, row)
            .or_else(|| with_two_headers(table, row))
            .or_else(|| with_labels(table, row));
        match found.filter(|list| list.count >= 2 || one_row(list)) {
            Some(list) => {
                row = list.first + list.count;
                lists.push(list);
            }
            None => row += 1,
        }
    }
    lists
}

/// Rows of a table with a label on the left and labels above: by row, the row of the labels above.
pub(crate) fn matrix(table: &Table) -> BTreeMap<usize, usize> {
    let mut rows = BTreeMap::new();
    let is_label = |cell: &&Cell| shape(table, cell) == Shape::Label;
    for row in 1..table.rows.len() {
        let (Some(cells), Some(above)) = (segment(table, row), segment(table, row - 1)) else {
            continue;
        };
        let empty = cells[1..].iter().all(|cell| shape(table, cell) == Shape::Empty);
        if cells.len() < 3 || !same_places(&cells, &above) || !empty || !is_label(&cells[0]) {
            continue;
        }
        let header = match rows.get(&(row - 1)) {
            Some(header) => Some(*header),
            None => above[1..].iter().all(is_label).then_some(row - 1),
        };
        if let Some(header) = header {
            rows.insert(row, header);
        }
    }
    rows
}

/// The cells of a row that begin and end in it, where they stand side by side.
fn segment(table: &Table, row: usize) -> Option<Vec<&Cell>> {
    let cells: Vec<&Cell> = table.row(row).filter(|cell| cell.row_span == 1).collect();
    let joined =
        cells.windows(2).all(|pair| pair[0].column + pair[0].column_span == pair[1].column);
    (cells.len() >= 2 && joined).then_some(cells)
}

fn same_places(one: &[&Cell], other: &[&Cell]) -> bool {
    let places = |cells: &[&Cell]| -> Vec<(usize, usize)> {
        cells.iter().map(|cell| (cell.column, cell.column_span)).collect()
    };
    places(one) == places(other)
}

/// Labels over empty cells.
fn with_header(table: &Table, row: usize) -> Option<List> {
    let header = segment(table, row)?;
    let is_label = |cell: &&Cell| {
        let text = cell.text();
        matches!(shape(table, cell), Shape::Label)
            && count(&text) <= 28
            && options::boxes(&text) == 0
    };
    if !header.iter().all(is_label) {
        return None;
    }
    let mut count = 0;
    while let Some(cells) = segment(table, row + 1 + count)
        && same_places(&header, &cells)
        && is_to_fill(table, &cells)
    {
        count += 1;
    }
    (count >= 1).then(|| of(Some(row), row + 1, count, &header))
}

/// Labels in two rows over empty cells: some go over both rows, others stand over several.
fn with_two_headers(table: &Table, row: usize) -> Option<List> {
    let upper = table.row(row).filter(|cell| cell.row_span <= 2);
    let lower = table.row(row + 1).filter(|cell| cell.row_span == 1);
    let is_label = |cell: &&Cell| shape(table, cell) == Shape::Label;
    let upper: Vec<&Cell> = upper.collect();
    let mut leaves: Vec<&Cell> =
        upper.iter().copied().filter(|cell| cell.row_span == 2).chain(lower).collect();
    leaves.sort_by_key(|cell| cell.column);
    let deep = upper.iter().any(|cell| cell.row_span == 2);
    let wide = deep && upper.iter().any(|cell| cell.row_span == 1 && cell.column_span > 1);
    let joined =
        leaves.windows(2).all(|pair| pair[0].column + pair[0].column_span == pair[1].column);
    if !wide || !joined || leaves.len() < 3 || !upper.iter().chain(&leaves).all(is_label) {
        return None;
    }
    let mut count = 0;
    while let Some(cells) = segment(table, row + 2 + count)
        && same_places(&leaves, &cells)
        && is_to_fill(table, &cells)
    {
        count += 1;
    }
    (count >= 2).then(|| of(Some(row), row + 2, count, &leaves))
}

/// Whether all cells are empty, but for a number in the first or blanks for dates.
fn is_to_fill(table: &Table, cells: &[&Cell]) -> bool {
    let (first, rest) = cells.split_at(1);
    let number = squeezed(&first[0].text());
    let numbered = number.trim_matches(['…', '.', '、', '（', '）', '(', ')']);
    let first = numbered.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let empty = |cell: &&Cell| {
        let text = cell.text();
        matches!(
            shape(table, cell),
            Shape::Empty | Shape::Date(_) | Shape::Unit(_) | Shape::Tail | Shape::Hint
        ) || !unit(&text).is_empty()
            || squeezed(&text) == "…"
            || squeezed(&text) == "……"
    };
    first && rest.iter().all(empty)
}

/// The same labels and empty cells, row under row.
fn with_labels(table: &Table, row: usize) -> Option<List> {
    let first = segment(table, row)?;
    let words = |cells: &[&Cell]| -> Vec<String> {
        cells.iter().map(|cell| squeezed(&cell.text())).collect()
    };
    let own = words(&first);
    let labels = own.iter().filter(|text| !text.is_empty()).count();
    let empty = first.iter().filter(|cell| shape(table, cell) == Shape::Empty).count();
    if labels < 1 || empty < 1 || first.iter().any(|cell| shape(table, cell) == Shape::Words) {
        return None;
    }
    let side = |row: usize| table.cells.iter().find(|cell| covers(cell, row)).map(|cell| cell.row);
    let mut count = 1;
    while let Some(cells) = segment(table, row + count)
        && same_places(&first, &cells)
        && words(&cells) == own
        && side(row + count) == side(row)
    {
        count += 1;
    }
    (count >= 2).then(|| of(None, row, count, &first))
}

/// Whether a cell of several rows goes over a row.
fn covers(cell: &Cell, row: usize) -> bool {
    cell.row_span > 1 && (cell.row..cell.row + cell.row_span).contains(&row)
}

fn of(header: Option<usize>, first: usize, count: usize, cells: &[&Cell]) -> List {
    let from = cells.first().map_or(0, |cell| cell.column);
    let to = cells.last().map_or(0, |cell| cell.column + cell.column_span);
    List { header, first, count, from, to }
}
