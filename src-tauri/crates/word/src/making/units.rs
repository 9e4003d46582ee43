//! A column that only says the unit of each row: our rows have one label each, so the unit goes into the brackets of
//! the label beside it.

use crate::document::{Cell, Table};
use crate::guess::figures::is_sum;
use crate::guess::kinds::unit;
use crate::guess::text::{core, squeezed};

/// The table with columns of units taken into the labels on their left.
pub(crate) fn with_units(table: &Table) -> Table {
    let mut table = table.clone();
    let heads: Vec<usize> = (0..table.cells.len())
        .filter(|at| ["单位", "计量单位"].contains(&core(&table.cells[*at].text()).as_str()))
        .collect();
    // From the last on, so that those before stay where they are.
    for head in heads.into_iter().rev() {
        take_in(&mut table, head);
    }
    table
}

fn take_in(table: &mut Table, head: usize) {
    let Some(left) = left_of(table, head) else { return };
    let end = table.cells[head].row + table.cells[head].row_span;
    let mut pairs = Vec::new();
    for row in end..table.rows.len() {
        let own = table.place(row, table.cells[head].column);
        let own = own.filter(|own| same_column(&table.cells[*own], &table.cells[head]));
        let pair = own.and_then(|own| Some((left_of(table, own)?, own)));
        match pair.filter(|(label, own)| says_unit(&table.cells[*label], &table.cells[*own])) {
            Some(pair) => pairs.push(pair),
            None => break,
        }
    }
    let said = pairs.iter().filter(|(_, own)| !table.cells[*own].is_blank()).count();
    if said < 2 {
        return;
    }
    let words = table.cells[head].text();
    join(table, (left, head), &format!("/{}", squeezed(&words)));
    for (label, own) in &pairs {
        let unit = squeezed(&table.cells[*own].text());
        let words = if unit.is_empty() { unit } else { format!("（{unit}）") };
        join(table, (*label, *own), &words);
    }
    let gone: Vec<usize> = pairs.iter().map(|(_, own)| *own).chain([head]).collect();
    let mut at = 0;
    table.cells.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

/// The cell on the left of one, of the same rows.
fn left_of(table: &Table, at: usize) -> Option<usize> {
    let own = &table.cells[at];
    table.places(own.row..own.row + 1).find(|left| {
        let left = &table.cells[*left];
        left.column + left.column_span == own.column && left.row_span == own.row_span
    })
}

fn same_column(one: &Cell, other: &Cell) -> bool {
    (one.column, one.column_span, one.row_span) == (other.column, other.column_span, 1)
}

/// Whether a cell holds the unit of a label; a sum may have none.
fn says_unit(label: &Cell, own: &Cell) -> bool {
    let named = !label.is_blank();
    named && (!unit(&own.text()).is_empty() || (own.is_blank() && is_sum(&label.text())))
}

/// Takes a cell into the one on its left, with these words behind its own.
fn join(table: &mut Table, (left, own): (usize, usize), words: &str) {
    let span = table.cells[own].column_span;
    let left = &mut table.cells[left];
    left.column_span += span;
    if let Some(line) = left.lines.iter_mut().rev().find(|line| !line.is_blank()) {
        line.text.push_str(words);
    }
}
