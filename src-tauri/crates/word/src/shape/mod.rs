//! The paper of a form as rows of cells with the words of one case, no widths and no pages: what is written for
//! Word, and what a filled Word file is held against.

mod pieces;
mod rows;

use case::Case;
use catalog::{Align, Block, Form, TypeStyle};
use foundation::Mm;

pub(crate) use rows::rows_of;

/// A form with the words of a case.
#[derive(Clone, Copy)]
pub(crate) struct Shape<'a> {
    pub(crate) form: &'a Form,
    pub(crate) case: &'a Case,
    /// Everything that could stand on it, rows that repeat once: to hold a Word file against.
    pub(crate) as_asked: bool,
}

/// What a piece of text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Words that the form has itself.
    Words,
    /// The label of a field or section.
    Label(String),
    /// The value of a field.
    Value(String),
    /// A column of a row of a list: the list, the row from 0, the column.
    Column(String, usize, String),
    /// An option with its box: the field and the option.
    Tick(String, String),
    /// What follows from values, such as a sum, and the place of a date under a seal: nothing is read from it.
    Made,
}

/// Words of one kind.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) what: What,
    pub(crate) style: TypeStyle,
    /// The length of the line under it, in mm.
    pub(crate) underline: Option<u32>,
}

/// How a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// A label, a fixed text, or several things on one line.
    Fixed,
    /// A value alone.
    Value,
    /// A paragraph of running text.
    Running,
    /// Of a seal or a signature, at the right.
    Foot,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Para {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) stands: Stands,
}

/// A cell, perhaps over several rows and columns.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) row_span: usize,
    pub(crate) column_span: usize,
    pub(crate) align: Option<Align>,
    pub(crate) paras: Vec<Para>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) min_height: Option<Mm>,
    /// Of rows that repeat: the first and the last of those that are printed together.
    pub(crate) repeats: Option<(usize, usize)>,
}

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) ruled: bool,
    pub(crate) columns: Vec<Mm>,
    pub(crate) rows: Vec<Row>,
    pub(crate) cells: Vec<Cell>,
}

/// A line outside of tables.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) align: Align,
    pub(crate) indent: Mm,
    pub(crate) paras: Vec<Para>,
    pub(crate) right: Vec<Para>,
}

/// One piece of paper.
#[derive(Clone, Debug)]
pub(crate) enum Strip {
    Line(Line),
    Gap(Mm),
    PageBreak,
    Table(Table),
}

impl Shape<'_> {
    /// The form from top to bottom.
    pub(crate) fn strips(&self) -> Vec<Strip> {
        let strip = |block: &Block| match block {
            Block::Line(line) => Strip::Line(Line {
                align: line.align,
                indent: line.indent,
                paras: self.paras(&line.items, line.style, 0),
                right: self.paras(&line.right, line.style, 0),
            }),
            Block::Gap(gap) => Strip::Gap(*gap),
            Block::PageBreak => Strip::PageBreak,
            Block::Table(table) => Strip::Table(rows_of(self, table)),
        };
        self.form.paper.blocks.iter().map(strip).collect()
    }
}
