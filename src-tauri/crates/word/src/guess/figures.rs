//! Tables of labelled rows under labelled columns, mostly of numbers: which rows are filled in, and which add up what
//! stands above them.

use crate::document::{Cell, Table};
use crate::guess::headers::{Header, segment};
use crate::guess::kinds::{Room, guess};
use crate::guess::lists::{List, is_number, is_open, of};
use crate::guess::shapes::{Seen, Shape, shape};
use crate::guess::text::{core, count, ends, squeezed};

/// The names of sums.
const SUMS: [&str; 4] = ["合计", "总计", "小计", "共计"];
/// What holds no number although numbers stand beside it.
const WORDS: [&str; 12] = [
    "名称", "姓名", "单位", "内容", "情况", "说明", "地址", "来源", "方式", "备注", "依据", "用途",
];

/// Whether a label is that of a sum.
pub(crate) fn is_sum(label: &str) -> bool {
    let name = core(label);
    ends(&name, &SUMS) && count(&name) <= 8
}

/// Whether a sum only adds up the rows since the last one.
fn is_part(label: &str) -> bool {
    core(label).ends_with("小计")
}

/// The lists of labelled rows under a header; none where fewer than two rows have labels.
pub(crate) fn lists(table: &Seen<'_>, header: &Header<'_>) -> Vec<List> {
    let is_number = |leaf: &Cell| row_number(&leaf.text()).is_some();
    // Two columns are mostly labels and what is filled in beside them.
    if header.leaves.len() < 2 || (header.leaves.len() == 2 && !is_number(header.leaves[1])) {
        return Vec::new();
    }
    let mut scan = Scan { table, header, groups: Vec::new(), open: false, top: None };
    let mut row = header.end;
    while row < table.rows.len() && scan.row(row) {
        row += 1;
    }
    let mut groups = scan.groups;
    // A sum that stands above several lists is that of all.
    if groups.len() > 1
        && let Some(top) = groups[0].sums.iter().position(|row| *row < groups[0].first)
    {
        let top = groups[0].sums.remove(top);
        groups.last_mut().into_iter().for_each(|last| last.totals.push(top));
    }
    let labels: Vec<&str> =
        groups.iter().flat_map(|group| group.labels.iter().map(String::as_str)).collect();
    if labels.len() >= 2 && !is_mixed(&labels) { groups } else { Vec::new() }
}

/// Whether rows hold numbers and others words, so that no column is of one kind.
fn is_mixed(labels: &[&str]) -> bool {
    labels.iter().any(|label| row_number(label).is_some())
        && labels.iter().any(|label| ends(&core(label), &WORDS))
}

/// The number that a row holds by its label; none where it says none.
pub(crate) fn row_number(label: &str) -> Option<catalog::Kind> {
    let kind = guess(Room { label, column: true, ..Room::default() }).kind;
    kind.number().is_some().then_some(kind)
}

/// Goes through the rows under a header.
struct Scan<'s, 't> {
    table: &'s Seen<'t>,
    header: &'s Header<'t>,
    groups: Vec<List>,
    /// Whether the last group may get further rows.
    open: bool,
    /// A sum that stands above what it adds up.
    top: Option<usize>,
}

impl<'t> Scan<'_, 't> {
    /// Takes a row; false where it belongs to something else.
    fn row(&mut self, row: usize) -> bool {
        if self.is_heading(row) {
            // A heading parts the rows that it stands over from those above.
            self.open = false;
            return self.labelled(row + 1).is_some();
        }
        if let Some(label) = sum_row(self.table, self.header, row) {
            return self.sum(row, &label);
        }
        let Some((cells, at)) = self.labelled(row) else { return false };
        let label = cells[at].text();
        let side = beside(self.table, row, cells[0].column);
        let same = self
            .groups
            .last()
            .is_some_and(|group| self.open && beside(self.table, group.first, group.from) == side);
        match self.groups.last_mut().filter(|_| same) {
            Some(group) => {
                group.count += 1;
                group.labels.push(label);
            }
            None => {
                let header = Some((self.header.row, self.header.end));
                let list = List {
                    shares_header: !self.groups.is_empty(),
                    labels: vec![label],
                    label_column: cells[at].column,
                    sums: self.top.take().into_iter().collect(),
                    ..of(header, row, 1, &cells)
                };
                // A header goes as far to the left as its own labels do.
                let own = self.header.leaves.first().map_or(list.from, |leaf| leaf.column);
                let from = if list.shares_header { list.from } else { list.from.min(own) };
                self.groups.push(List { from, ..list });
                self.open = true;
            }
        }
        true
    }

    /// A row that adds up: those since the last one, the one list, or all of them.
    fn sum(&mut self, row: usize, label: &str) -> bool {
        let whole = self.groups.len() == 1 || is_part(label);
        let parts = self.groups.iter().any(|group| group.labels.iter().any(|l| l.contains("其中")));
        match self.groups.last_mut() {
            _ if parts => return false,
            Some(group) if self.open && whole && group.sums.is_empty() => group.sums.push(row),
            Some(group) if !is_part(label) => group.totals.push(row),
            Some(_) => return false,
            None if self.top.is_none() && row == self.header.end => self.top = Some(row),
            None => return false,
        }
        self.open = false;
        true
    }

    /// The cells of a row with a label of its own, and which of them that is.
    fn labelled(&self, row: usize) -> Option<(Vec<&'t Cell>, usize)> {
        let cells = segment(self.table, row)?;
        let leaves = &self.header.leaves;
        let skipped = leaves.len().checked_sub(cells.len())?;
        let right = |cell: &Cell| cell.column + cell.column_span;
        let same = cells.iter().zip(&leaves[skipped..]).enumerate().all(|(at, (cell, leaf))| {
            right(cell) == right(leaf) && (at == 0 || cell.column == leaf.column)
        });
        let is_name = |cell: &Cell| {
            *shape(self.table, cell) == Shape::Label && !is_number(cell) && !is_sum(&cell.text())
        };
        let at = match cells.first() {
            Some(first) if is_name(first) => 0,
            Some(first) if is_number(first) && cells.get(1).is_some_and(|cell| is_name(cell)) => 1,
            _ => return None,
        };
        let open = cells[at + 1..].iter().all(|cell| is_open(self.table, cell));
        (same && open && cells.len() > at + 1).then_some((cells, at))
    }

    /// Whether one label goes over all columns.
    fn is_heading(&self, row: usize) -> bool {
        let own: Vec<&Cell> = self.table.row(row).collect();
        let [cell] = own[..] else { return false };
        let from = self.header.leaves.first().map_or(0, |leaf| leaf.column);
        cell.row_span == 1
            && cell.column <= from
            && cell.column + cell.column_span == self.table.columns.len()
            && *shape(self.table, cell) == Shape::Label
    }
}

/// The row and column of the cell that stands beside a row and others, left of a column.
fn beside(table: &Table, row: usize, from: usize) -> Option<(usize, usize)> {
    let side = table.cells.iter().find(|cell| {
        cell.row_span > 1
            && (cell.row..cell.row + cell.row_span).contains(&row)
            && cell.column + cell.column_span == from
    });
    side.map(|cell| (cell.row, cell.column))
}

/// The label of a row that adds up: it begins with 合计 or the like, over one column or several, and nothing else
/// stands in it.
fn sum_row(table: &Seen<'_>, header: &Header<'_>, row: usize) -> Option<String> {
    if row >= table.rows.len() {
        return None;
    }
    let cells = segment(table, row)?;
    let label = cells[0].text();
    let skipped = header.leaves.len().checked_sub(cells.len() - 1)?;
    let same = cells[1..]
        .iter()
        .zip(&header.leaves[skipped..])
        .all(|(cell, leaf)| (cell.column, cell.column_span) == (leaf.column, leaf.column_span));
    let blank = |cell: &&Cell| {
        let words = squeezed(&cell.text());
        is_open(table, cell) || words.chars().all(|c| !c.is_alphanumeric())
    };
    (skipped > 0 && is_sum(&label) && same && cells[1..].iter().all(blank)).then_some(label)
}

/// Whether a row adds up: it begins with 合计 or the like, and ends with the cells that stand under these.
pub(crate) fn sum_at(table: &Seen<'_>, row: usize, columns: &[&Cell]) -> bool {
    let Some(cells) = segment(table, row).filter(|cells| cells.len() > columns.len()) else {
        return false;
    };
    let (lead, own) = cells.split_at(cells.len() - columns.len());
    let under = |(cell, above): (&&Cell, &&Cell)| {
        (cell.column, cell.column_span) == (above.column, above.column_span) && is_open(table, cell)
    };
    is_sum(&lead[0].text()) && own.iter().zip(columns).all(under)
}

/// The rows right under a list of empty rows that add up its columns.
pub(crate) fn sums_under(table: &Seen<'_>, header: &Header<'_>, row: usize) -> Vec<usize> {
    let found = sum_row(table, header, row).map(|_| row);
    found.into_iter().collect()
}
