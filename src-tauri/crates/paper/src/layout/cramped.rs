//! Short answers that hardly fit into their cells. The paper prints them all, in small type and on as many
//! lines as they need; whoever fills in the form may know a shorter way to say it.

use case::{Case, Value};
use catalog::{Block, Cell, Form, Item as GridItem, Kind, Table};
use foundation::{Code, FieldPath, Finding, Mm, Pt, Severity};

use super::content::Words;
use super::fit::{MOST_BALANCED, SMALLEST, set_words, shrink_to_fit};
use super::flow::{FlowLine, PADDING_X, PADDING_Y};
use super::repeat::Printed;
use super::table::{edges, least_height};
use super::widths;
use crate::text::LineAlign;

/// A finding for each short answer that takes more than three lines in the smallest type to which it may
/// shrink, or that has a word longer than its cell is wide.
pub fn answers_too_long_for_cells(form: &Form, case: &Case) -> Vec<Finding> {
    let words = Words { form, case, cases: &[case], row: None, on_extra_page: Default::default() };
    let tables = form.paper.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    // Most answers are short enough for any cell, and are not set at all.
    let tables =
        tables.filter(|table| table.cells.iter().any(|cell| may_be_long(&words, table, cell)));
    tables.flat_map(|table| in_table(&words, table)).collect()
}

fn in_table(words: &Words<'_>, table: &Table) -> Vec<Finding> {
    let mut printed = Printed::of(words, table);
    widths::by_content(words, &mut printed);
    let table = &printed.table;
    let edges = edges(table, Mm::ZERO);
    let mut findings = Vec::new();
    for cell in &table.cells {
        let words = words.in_row(printed.row[cell.row], table.rows[cell.row].repeats.as_deref());
        let width = edges[cell.column + cell.column_span] - edges[cell.column];
        for items in &cell.lines {
            let found = items.iter().find_map(|item| answer(&words, item));
            let found = found.filter(|(_, text)| room_for(text).0 > (width - PADDING_X * 2.0).0);
            let Some((path, _)) = found else { continue };
            let lines = set(&words, items, cell, (width, least_height(table, cell)));
            findings.extend(finding(&words, path, &lines));
        }
    }
    findings
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
    let fitted =
        paragraphs.iter().map(|words| shrink_to_fit(words, (width, room), LineAlign::Left));
    fitted.flat_map(|words| set_words(&words, width, Mm::ZERO, LineAlign::Left)).collect()
}

fn finding(words: &Words<'_>, path: FieldPath, lines: &[FlowLine]) -> Option<Finding> {
    let torn = lines.iter().any(|line| line.line.forced);
    let label = label(words, &path);
    let message = if torn {
        format!("“{label}”里有一串连着的字母或数字比格子宽，印出来从中间断开。")
    } else if lines.len() > MOST_BALANCED {
        format!("“{label}”在格子里放不下，缩小字号后仍要排 {} 行。", lines.len())
    } else {
        return None;
    };
    let hint = "请写得短一些；确实要写这么长的，照样可以印，请看一看版面。";
    Some(Finding::new(Code::AnswerTooLongForCell, Severity::Note, path, message).hint(hint))
}

fn label(words: &Words<'_>, path: &FieldPath) -> String {
    let root = path.root();
    let column = path.as_str().rsplit('/').next().filter(|column| *column != root);
    let field = match column {
        Some(column) => words.form.column(root, column),
        None => words.form.field(root),
    };
    field.map(catalog::Field::plain_label).unwrap_or_default()
}

/// The short answer that an item prints, with its place.
fn answer(words: &Words<'_>, item: &GridItem) -> Option<(FieldPath, String)> {
    match item {
        GridItem::Value(id) => {
            let field = words.form.field(id).filter(|field| field.kind == Kind::Text)?;
            let text = words.case.value(&field.id)?.as_text()?;
            Some((FieldPath::field(id), text.to_owned()))
        }
        GridItem::Column(rows, column) => {
            let (row, field) = (words.row?, words.form.column(rows, column)?);
            let Value::Rows(values) = words.case.value(rows)? else { return None };
            let text = values.get(row)?.get(&field.id)?.as_text()?;
            let path = FieldPath::field(rows).child(row + 1).child(column);
            (field.kind == Kind::Text).then(|| (path, text.to_owned()))
        }
        _ => None,
    }
}

/// Whether an answer of a cell as the grid has it could be longer than one line of small type.
fn may_be_long(words: &Words<'_>, table: &Table, cell: &Cell) -> bool {
    let columns = &table.columns[cell.column..cell.column + cell.column_span];
    let width = columns.iter().copied().sum::<Mm>() - PADDING_X * 2.0;
    let is_long = |item: &GridItem| match item {
        GridItem::Column(rows, _) => match words.case.value(rows) {
            Some(Value::Rows(values)) => (0..values.len()).any(|row| {
                let words = words.in_row(Some(row), None);
                answer(&words, item).is_some_and(|(_, text)| room_for(&text).0 > width.0)
            }),
            _ => false,
        },
        item => answer(words, item).is_some_and(|(_, text)| room_for(&text).0 > width.0),
    };
    cell.items().any(is_long)
}

/// The width that a text takes at most on one line of the smallest type.
fn room_for(text: &str) -> Mm {
    // Latin letters are narrower than their em; with the gap to Han they are not wider.
    Mm::from(Pt(SMALLEST.0 * text.chars().count() as f64))
}
