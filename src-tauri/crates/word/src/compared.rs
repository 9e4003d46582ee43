//! Cells of the Word form against cells of our blank paper: how many there are of each, and which hold words that stand
//! in no one cell of ours. That no word is missing is shown elsewhere; this shows that none went astray.

use std::collections::BTreeSet;

use catalog::Form;
use serde::Serialize;

use crate::asking::Place;
use crate::document::{Document, Table};
use crate::making::kept_tables;
use crate::proof::{Known, plain, push_line, times};

/// Cells of the tables of a Word form and of our blank paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Cells of the Word form's tables.
    pub word: usize,
    /// Cells of our tables, rows that repeat as often as the blank paper has them.
    pub paper: usize,
    /// Cells of the Word form whose words stand in no one cell of ours.
    pub astray: Vec<Place>,
}

/// Compares the tables one by one, in their order.
pub(crate) fn compared(document: &Document, form: &Form) -> Compared {
    let form = Known::of(form);
    let ours = form.paper.blocks.iter().filter_map(|block| match block {
        catalog::Block::Table(table) => Some(table),
        _ => None,
    });
    let mut compared = Compared::default();
    for ((number, table), paper) in kept_tables(document).into_iter().zip(ours) {
        let cells = paper.cells.iter().map(|cell| printed(&form, paper, cell)).collect();
        let times = paper.cells.iter().map(|cell| times(&form, paper, cell) as usize);
        compared.word += table.cells.len();
        compared.paper += times.sum::<usize>();
        compared.astray.extend(astray(table, &cells, number));
    }
    compared
}

/// The cells of a table whose characters are not all in one of these cells.
fn astray(table: &Table, cells: &BTreeSet<Vec<char>>, number: usize) -> Vec<Place> {
    // Most cells are the same; only of others is asked whether one holds them among more.
    let stands = |words: &[char]| {
        words.is_empty() || cells.contains(words) || cells.iter().any(|cell| holds(cell, words))
    };
    let lost = table.cells.iter().filter(|cell| !stands(&sorted(&plain(&cell.text()))));
    lost.map(|cell| Place::Cell { table: number, row: cell.row + 1, column: cell.column + 1 })
        .collect()
}

/// The characters that a cell prints on the blank paper, in its rows all together, in order of their codes: a seal
/// and its date change places with the words around them.
fn printed(form: &Known<'_>, table: &catalog::Table, cell: &catalog::Cell) -> Vec<char> {
    let items: Vec<&catalog::Item> = cell.items().collect();
    let mut text = String::new();
    for row in 0..times(form, table, cell) {
        push_line(&mut text, form, &items, row);
    }
    sorted(&text.replace('\n', ""))
}

fn sorted(text: &str) -> Vec<char> {
    let mut signs: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    signs.sort_unstable();
    signs
}

/// Whether all of the characters are among others; both are in order.
fn holds(cell: &[char], words: &[char]) -> bool {
    let mut rest = cell.iter();
    words.iter().all(|sign| rest.any(|known| known == sign))
}
