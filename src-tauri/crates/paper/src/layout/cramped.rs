//! Short answers that may hardly fit into their cells: how they were set, for `case` to judge. The paper prints them
//! all, in small type and on as many lines as they need.

use case::{AnswerInCell, Case, Value};
use catalog::{Block, Cell, Form, Item as GridItem, Kind, Table};
use foundation::{FieldPath, Mm, Pt};

use super::content::{SetWords, Words};
use super::fit::{Fit, SMALLEST, in_share, set_words, share_that_fits};
use super::flow::{PADDING_X, PADDING_Y};
use super::flow_line::FlowLine;
use super::photo::Photos;
use super::repeat::Printed;
use super::table::{edges, least_height};
use super::widths;
use crate::fonts::Fonts;
use crate::text::LineAlign;

/// How each short answer that one line of its cell might not hold was set.
pub fn long_answers(form: &Form, case: &Case, fonts: Fonts) -> Vec<AnswerInCell> {
    let (photos, on_extra_page) = (&Photos::new(), Default::default());
    let (cases, row, fit) = (&[case], None, Fit::Smaller);
    let words = Words { form, case, cases, photos, fonts, row, on_extra_page, fit };
    let tables = form.paper.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    // Most answers are short enough for any cell, and are not set at all.
    let tables =
        tables.filter(|table| table.cells.iter().any(|cell| may_be_long(&words, table, cell)));
    tables.flat_map(|table| in_table(&words, table)).collect()
}

fn in_table(words: &Words<'_>, table: &Table) -> Vec<AnswerInCell> {
    let mut printed = Printed::of(words, table);
    widths::by_content(words, &mut printed);
    let table = &printed.table;
    let edges = edges(table, Mm::ZERO);
    let mut answers = Vec::new();
    for cell in &table.cells {
        let words = words.in_row(printed.row[cell.row], table.rows[cell.row].repeats.as_deref());
        let width = edges[cell.column + cell.column_span] - edges[cell.column];
        for items in &cell.lines {
            let found = items.iter().find_map(|item| answer(&words, item));
            let found = found.filter(|(_, text)| room_for(text).0 > (width - PADDING_X * 2.0).0);
            let Some((path, _)) = found else { continue };
            let lines = set(&words, items, cell, (width, least_height(table, cell)));
            let torn = lines.iter().any(|line| line.line.forced);
            answers.push(AnswerInCell { path, lines: lines.len(), torn });
        }
    }
    answers
}

/// The lines of an answer in the size in which it is printed.
fn set(
    words: &Words<'_>,
    items: &[GridItem],
    cell: &Cell,
    (width, least): (Mm, Mm),
) -> Vec<FlowLine> {
    let (width, room) = (width - PADDING_X * 2.0, least - PADDING_Y * 2.0);
    let paragraphs = words.paragraphs(items, cell.style);
    let lines = |set: &SetWords| {
        let room = (width, room);
        let share = if words.names_case(set) {
            1.0
        } else {
            share_that_fits(set, room, LineAlign::Left, words.fit)
        };
        set_words(&in_share(set, share), width, Mm::ZERO, LineAlign::Left)
    };
    paragraphs.iter().flat_map(lines).collect()
}

/// The short answer that an item prints, with its place.
fn answer(words: &Words<'_>, item: &GridItem) -> Option<(FieldPath, String)> {
    match item {
        GridItem::Value(id) => {
            let field =
                words.form.field(id).filter(|field| matches!(field.kind, Kind::Text { .. }))?;
            let text = words.case.value(&field.id)?.as_text()?;
            Some((FieldPath::field(id), text.to_owned()))
        }
        GridItem::Column(rows, column) => {
            let (row, field) = (words.row?, words.form.column(rows, column)?);
            let Value::Rows(values) = words.case.value(rows)? else { return None };
            let text = values.get(row)?.get(&field.id)?.as_text()?;
            let path = FieldPath::field(rows).child(row + 1).child(column);
            (matches!(field.kind, Kind::Text { .. })).then(|| (path, text.to_owned()))
        }
        _ => None,
    }
}

/// Whether an answer of a cell as the grid has it could be longer than one line of small type.
fn may_be_long(words: &Words<'_>, table: &Table, cell: &Cell) -> bool {
    let columns = &table.columns[cell.column..cell.column + cell.column_span];
    let width = columns.iter().copied().sum::<Mm>() - PADDING_X * 2.0;
    let is_longer = |text: &str| room_for(text).0 > width.0;
    let is_long = |item: &GridItem| match item {
        GridItem::Column(rows, column) => {
            let of_text = words
                .form
                .column(rows, column)
                .is_some_and(|field| matches!(field.kind, Kind::Text { .. }));
            let Some(Value::Rows(values)) = words.case.value(rows).filter(|_| of_text) else {
                return false;
            };
            let texts = values.iter().filter_map(|row| row.get(column)?.as_text());
            texts.into_iter().any(is_longer)
        }
        item => answer(words, item).is_some_and(|(_, text)| is_longer(&text)),
    };
    cell.items().any(is_long)
}

/// The width that a text takes at most on one line of the smallest type.
fn room_for(text: &str) -> Mm {
    // Latin letters are narrower than their em; with the gap to Han they are not wider.
    Mm::from(Pt(SMALLEST.0 * text.chars().count() as f64))
}
