//! The rows of both sides as they are compared: those of a form, and those of a Word file.

use catalog::Form;

use super::align::{Asked, AskedRow, Given};
use super::pattern::Pattern;
use super::text::{Compared, fold};
use crate::document::{Block, Paragraph, Table};
use crate::guess::text::core;
use crate::shape::{Line, Para, Shape, Strip};
use crate::{Cell, Document};

/// The rows of a form, lines outside of tables among them; `from` of them stand before.
pub(crate) fn asked(shape: &Shape<'_>, from: usize) -> Vec<AskedRow> {
    let mut rows: Vec<AskedRow> = Vec::new();
    for strip in shape.strips() {
        match strip {
            Strip::Line(line) => rows.extend(asked_line(shape.form, &line)),
            Strip::Table(table) => {
                let before = from + rows.len();
                let whole: f64 = table.columns.iter().map(|mm| mm.0).sum();
                let edge = |column: usize| -> f64 {
                    table.columns[..column].iter().map(|mm| mm.0).sum::<f64>() / whole
                };
                for (at, row) in table.rows.iter().enumerate() {
                    let cells = table.cells.iter().filter(|cell| cell.row == at);
                    let cells = cells.map(|cell| {
                        let across = (edge(cell.column), edge(cell.column + cell.column_span));
                        Asked::new(pattern(shape.form, &cell.paras), across)
                    });
                    let repeats = row.repeats.map(|(first, last)| (before + first, before + last));
                    rows.push(AskedRow { cells: cells.collect(), repeats });
                }
            }
            Strip::Gap(_) | Strip::PageBreak => {}
        }
    }
    rows
}

fn asked_line(form: &Form, line: &Line) -> Vec<AskedRow> {
    let paras = line.paras.iter().chain(&line.right).cloned();
    // Both ends of a line stand in one paragraph of a file.
    let joined: Vec<Para> = match line.right.is_empty() {
        true => paras.collect(),
        false => {
            let pieces = paras.clone().flat_map(|para| para.pieces).collect();
            let stands = paras.map(|para| para.stands).next();
            stands.map(|stands| Para { pieces, stands }).into_iter().collect()
        }
    };
    let row = |para: &Para| AskedRow {
        cells: vec![Asked::new(pattern(form, std::slice::from_ref(para)), (0.0, 1.0))],
        repeats: None,
    };
    joined.iter().map(row).collect()
}

fn pattern(form: &Form, paras: &[Para]) -> Pattern {
    let option = |field: &str, option: &str| {
        let boxes = form.field(field).map_or(&[][..], |field| field.kind.boxes());
        let known = boxes.iter().find(|known| known.id == option);
        known.map_or_else(String::new, |known| known.label.clone())
    };
    Pattern::of(paras, &option)
}

/// The rows of a Word file, lines outside of tables among them.
pub(crate) fn given(document: &Document) -> Vec<Vec<Given>> {
    let mut rows = Vec::new();
    let (mut lines, mut tables) = (0, 0);
    for (at, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Line(line) => {
                lines += 1;
                if !line.is_blank() || line.picture {
                    let place = format!("表格外第 {lines} 段");
                    let about = (place, at, line.picture);
                    rows.push(vec![one(line.text.clone(), (0.0, 1.0), about)]);
                }
            }
            Block::PageBreak => {}
            Block::Table(table) => {
                tables += 1;
                rows.extend((0..table.rows.len()).map(|row| given_row(table, row, (tables, at))));
            }
        }
    }
    rows
}

fn given_row(table: &Table, row: usize, (number, block): (usize, usize)) -> Vec<Given> {
    let whole: f64 = table.columns.iter().sum();
    let edge =
        |column: usize| -> f64 { table.columns[..column].iter().sum::<f64>() / whole.max(1.0) };
    let cell = |(at, cell): (usize, &Cell)| {
        let across = (edge(cell.column), edge(cell.column + cell.column_span));
        let place = format!("第 {number} 个表第 {} 行第 {} 格", row + 1, at + 1);
        let lines: Vec<&Paragraph> = cell.lines.iter().collect();
        let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        one(text, across, (place, block, cell.has_picture()))
    };
    table.row(row).enumerate().map(cell).collect()
}

fn one(text: String, across: (f64, f64), (place, block, picture): (String, usize, bool)) -> Given {
    let compared = Compared::of(&text);
    let folded = compared.folded();
    // What is longer is no label.
    let core = if folded.chars().count() <= 120 { fold(&core(&text)) } else { String::new() };
    Given { compared, folded, core, text, across, place, block, picture }
}
