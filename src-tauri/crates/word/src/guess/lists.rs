//! Rows that repeat: a header over empty rows or over rows with labels of their own, or the same labels in each row.

use std::collections::BTreeMap;

use crate::document::Cell;
use crate::guess::figures;
use crate::guess::headers::{self, Header, segment};
use crate::guess::kinds::unit;
use crate::guess::shapes::{Seen, Shape, shape};
use crate::guess::text::squeezed;

/// Rows of a table that repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct List {
    /// The rows with the labels of its columns; none where they stand in each row.
    pub(crate) header: Option<(usize, usize)>,
    /// Whether the header stands over an earlier list and is printed there.
    pub(crate) shares_header: bool,
    /// The first row that is filled in.
    pub(crate) first: usize,
    /// So many rows are filled in.
    pub(crate) count: usize,
    /// Where the repeating cells begin: what stands left of them is a side label.
    pub(crate) from: usize,
    /// Where the repeating cells end: what stands right of them goes on over them.
    pub(crate) to: usize,
    /// What its rows are called and where, where each has a label of its own; else none.
    pub(crate) labels: Vec<String>,
    /// The column in which those labels stand.
    pub(crate) label_column: usize,
    /// Rows in which its columns are added up.
    pub(crate) sums: Vec<usize>,
    /// Rows in which the columns of all lists under the same header are added up.
    pub(crate) totals: Vec<usize>,
}

impl List {
    /// Whether a row is one of it: of its header, filled in, or a sum.
    pub(crate) fn has(&self, row: usize) -> bool {
        let header = self.header.filter(|_| !self.shares_header);
        header.is_some_and(|(from, to)| (from..to).contains(&row))
            || (self.first..self.first + self.count).contains(&row)
            || self.sums.contains(&row)
            || self.totals.contains(&row)
    }

    /// The row behind the last of it.
    pub(crate) fn end(&self) -> usize {
        let sums = self.sums.iter().chain(&self.totals).map(|row| row + 1);
        sums.fold(self.first + self.count, usize::max)
    }
}

/// The lists of a table from top to bottom. One row under a header is a list only where `one_row` says so.
pub(crate) fn lists(table: &Seen<'_>, one_row: &mut dyn FnMut(&List) -> bool) -> Vec<List> {
    let mut lists = Vec::new();
    let mut row = 0;
    while row < table.rows.len() {
        let headers = headers::headers(table, row);
        let labelled = headers.iter().map(|header| figures::lists(table, header));
        if let Some(found) = labelled.into_iter().find(|found| !found.is_empty()) {
            row = found.iter().map(List::end).fold(row + 1, usize::max);
            lists.extend(found);
            continue;
        }
        let found = headers.iter().find_map(|header| with_header(table, header));
        let found = found.or_else(|| with_labels(table, row));
        match found.filter(|list| list.count >= 2 || one_row(list)) {
            Some(list) => {
                row = list.end();
                lists.push(list);
            }
            None => row += 1,
        }
    }
    lists
}

/// Rows of a table with a label on the left and labels above: by row, the row of the labels above.
pub(crate) fn matrix(table: &Seen<'_>) -> BTreeMap<usize, usize> {
    let mut rows = BTreeMap::new();
    let is_label = |cell: &&Cell| *shape(table, cell) == Shape::Label;
    for row in 1..table.rows.len() {
        let (Some(cells), Some(above)) = (segment(table, row), segment(table, row - 1)) else {
            continue;
        };
        let empty = cells[1..].iter().all(|cell| *shape(table, cell) == Shape::Empty);
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
    rated(table, &mut rows);
    rows
}

/// Rows that say what is rated, by what and with how many points, and leave the last columns empty: two at least under a
/// row of labels, and the sum under them.
fn rated(table: &Seen<'_>, rows: &mut BTreeMap<usize, usize>) {
    let is_empty = |cell: &&Cell| *shape(table, cell) == Shape::Empty;
    let mut row = 0;
    while row < table.rows.len() {
        let header = row;
        row += 1;
        let Some(labels) = segment(table, header).filter(|cells| cells.len() >= 3) else {
            continue;
        };
        if labels.iter().any(|cell| *shape(table, cell) != Shape::Label || is_number(cell)) {
            continue;
        }
        let open = |row: usize| {
            let cells = segment(table, row).filter(|cells| same_places(cells, &labels))?;
            let first = cells.iter().position(is_empty)?;
            (first >= 2 && cells[first..].iter().all(is_empty)).then_some(first)
        };
        let Some(first) = open(row) else { continue };
        let count = (row..).take_while(|row| open(*row) == Some(first)).count();
        if count < 2 {
            continue;
        }
        rows.extend((row..row + count).map(|row| (row, header)));
        row += count;
        if figures::sum_at(table, row, &labels[first..]) {
            rows.insert(row, header);
            row += 1;
        }
    }
}

/// What a row of a matrix is called by: its first cell with words.
pub(crate) fn row_name(cells: &[&Cell]) -> usize {
    cells.iter().position(|cell| !is_number(cell)).unwrap_or(0)
}

fn same_places(one: &[&Cell], other: &[&Cell]) -> bool {
    let places = |cells: &[&Cell]| -> Vec<(usize, usize)> {
        cells.iter().map(|cell| (cell.column, cell.column_span)).collect()
    };
    places(one) == places(other)
}

/// Labels over empty cells. Of labels in several rows some go over all of them, others stand over several.
fn with_header(table: &Seen<'_>, header: &Header<'_>) -> Option<List> {
    let mut count = 0;
    while let Some(cells) = segment(table, header.end + count)
        && same_places(&header.leaves, &cells)
        && is_to_fill(table, &cells)
    {
        count += 1;
    }
    let deep = header.end - header.row > 1;
    if count < 1 || (deep && count < 2) || header.has_blank(table) {
        return None;
    }
    let sums = figures::sums_under(table, header, header.end + count);
    let list = of(Some((header.row, header.end)), header.end, count, &header.leaves);
    Some(List { sums, ..list })
}

/// Whether all cells are empty, but for a number in the first or blanks for dates.
fn is_to_fill(table: &Seen<'_>, cells: &[&Cell]) -> bool {
    let (first, rest) = cells.split_at(1);
    is_number(first[0]) && rest.iter().all(|cell| is_open(table, cell))
}

/// Whether nothing but the number of its row stands in a cell.
pub(crate) fn is_number(cell: &Cell) -> bool {
    let number = squeezed(&cell.text());
    let number = number.trim_matches(['…', '.', '、', '（', '）', '(', ')']);
    number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// Whether a cell of a row is filled in: it is empty, or has blanks for a date or a unit.
pub(crate) fn is_open(table: &Seen<'_>, cell: &Cell) -> bool {
    let text = cell.text();
    matches!(
        *shape(table, cell),
        Shape::Empty | Shape::Date(_) | Shape::Unit(_) | Shape::Tail | Shape::Hint
    ) || !unit(&text).is_empty()
        || squeezed(&text) == "…"
        || squeezed(&text) == "……"
}

/// The same labels and empty cells, row under row.
fn with_labels(table: &Seen<'_>, row: usize) -> Option<List> {
    let first = segment(table, row)?;
    let words = |cells: &[&Cell]| -> Vec<String> {
        cells.iter().map(|cell| squeezed(&cell.text())).collect()
    };
    let own = words(&first);
    let labels = own.iter().filter(|text| !text.is_empty()).count();
    let empty = first.iter().filter(|cell| *shape(table, cell) == Shape::Empty).count();
    if labels < 1 || empty < 1 || first.iter().any(|cell| *shape(table, cell) == Shape::Words) {
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

/// A list of these cells.
pub(crate) fn of(
    header: Option<(usize, usize)>,
    first: usize,
    count: usize,
    cells: &[&Cell],
) -> List {
    let from = cells.first().map_or(0, |cell| cell.column);
    let to = cells.last().map_or(0, |cell| cell.column + cell.column_span);
    List { header, first, count, from, to, ..List::default() }
}
