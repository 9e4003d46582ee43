//! A Word file and what is asked about it, as a face shows them.

use serde::Serialize;
use word::{Block, CONTROL, Cell, Document, Guessed, Paragraph, Place, Question, Side, Table};

/// A piece of a Word file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordBlock.ts"))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum WordBlock {
    /// A paragraph outside of tables.
    Line {
        /// Which piece of the file it is, counted from 1.
        number: usize,
        /// Its words.
        text: String,
        /// Where they stand.
        side: WordSide,
    },
    /// A new page.
    PageBreak,
    /// A table.
    Table {
        /// Which table of the file it is, counted from 1.
        number: usize,
        /// Widths in mm.
        columns: Vec<f64>,
        /// In reading order.
        cells: Vec<WordCell>,
    },
}

/// Where words stand on their line.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordSide.ts"))]
#[serde(rename_all = "snake_case")]
pub enum WordSide {
    /// On the left.
    Left,
    /// In the middle.
    Centre,
    /// On the right.
    Right,
}

/// A cell of a table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordCell.ts"))]
pub struct WordCell {
    /// First row, counted from 1.
    pub row: usize,
    /// First column, counted from 1.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
    /// What stands in it.
    pub text: String,
}

/// Something that a person should decide.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordQuestion.ts"))]
pub struct WordQuestion {
    /// Names it in an answer.
    pub key: String,
    /// What it is about.
    pub place: WordPlace,
    /// What is asked.
    pub text: String,
    /// Two to four answers.
    pub options: Vec<String>,
    /// The index of the one that is taken.
    pub taken: usize,
}

/// Where something stands in the file; all numbers count from 1.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordPlace.ts"))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum WordPlace {
    /// A cell.
    Cell {
        /// The table.
        table: usize,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// A paragraph outside of tables.
    Line {
        /// Which piece of the file.
        number: usize,
    },
    /// The notice: its sentence is said with what is asked.
    Notice,
}

/// Something that is filled in.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordField.ts"))]
pub struct WordField {
    /// Its label on one line.
    pub label: String,
    /// What kind of entry it is, in the words of the user.
    pub kind: String,
    /// Whether nothing about it is doubtful.
    pub sure: bool,
}

impl WordQuestion {
    pub(crate) fn of(question: &Question) -> Self {
        let place = match question.place {
            Place::Cell { table, row, column } => WordPlace::Cell { table, row, column },
            Place::Line { block } => WordPlace::Line { number: block },
            Place::Notice { .. } => WordPlace::Notice,
        };
        Self {
            key: question.key.clone(),
            place,
            text: match question.place {
                Place::Notice { .. } => format!("{}（“{}”）", question.text, question.words),
                _ => question.text.clone(),
            },
            options: question.options.clone(),
            taken: question.taken,
        }
    }
}

impl WordField {
    pub(crate) fn of(field: &Guessed) -> Self {
        let kind = catalog::kind_title(&field.kind).unwrap_or(&field.kind);
        Self { label: field.label.clone(), kind: kind.to_owned(), sure: field.sure }
    }
}

/// The file from top to bottom.
pub(crate) fn blocks(document: &Document) -> Vec<WordBlock> {
    let mut tables = 0;
    let pieces = document.blocks.iter().enumerate().map(|(index, block)| match block {
        Block::PageBreak => WordBlock::PageBreak,
        Block::Line(line) => {
            WordBlock::Line { number: index + 1, text: shown(&line.text), side: side(line) }
        }
        Block::Table(Table { columns, cells, .. }) => {
            tables += 1;
            let cells = cells.iter().map(cell).collect();
            WordBlock::Table { number: tables, columns: columns.clone(), cells }
        }
    });
    pieces.collect()
}

/// Words as Word shows them: a control that lists is a box to choose from.
fn shown(words: &str) -> String {
    words.replace(CONTROL, "［选择一项］")
}

fn side(line: &Paragraph) -> WordSide {
    match line.side {
        Side::Left => WordSide::Left,
        Side::Centre => WordSide::Centre,
        Side::Right => WordSide::Right,
    }
}

fn cell(cell: &Cell) -> WordCell {
    WordCell {
        row: cell.row + 1,
        column: cell.column + 1,
        row_span: cell.row_span,
        column_span: cell.column_span,
        text: shown(&cell.text()),
    }
}
