//! Paper: what stands where. Read from `paper.grid`, closed and checked.

use foundation::Mm;

use crate::grids::type_style::TypeStyle;

/// The paper of a form from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// Lines, tables, gaps and page breaks.
    pub blocks: Vec<Block>,
}

/// One piece of paper.
#[derive(Clone, Debug)]
pub enum Block {
    /// A line of its own, above, between or below tables.
    Line(Line),
    /// White space.
    Gap(Mm),
    /// A new page.
    PageBreak,
    /// A table.
    Table(Table),
}

/// A line outside of tables.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where on the line.
    pub align: Align,
    /// White space on the left of all its lines, for 居左.
    pub indent: Mm,
    /// Its type; that of labels where none is said.
    pub style: Option<TypeStyle>,
    /// What stands on it.
    pub items: Vec<Item>,
    /// What stands at its right end, for 两端.
    pub right: Vec<Item>,
}

/// Where on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// 居左.
    Left,
    /// 居中.
    Centre,
    /// 居右.
    Right,
    /// 两端: at both ends.
    Ends,
    /// 正文: a paragraph of running text.
    Body,
}

/// A table. Its cells cover every place of `rows` x `columns` exactly once.
#[derive(Clone, Debug)]
pub struct Table {
    /// Whether its cells have rules around them; covers set lines side by side without.
    pub ruled: bool,
    /// Widths of the columns.
    pub columns: Vec<Mm>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Cells in reading order.
    pub cells: Vec<Cell>,
}

impl Table {
    /// The rows that are printed together with this one: all neighbours of one list, or the row alone.
    pub fn block(&self, row: usize) -> std::ops::Range<usize> {
        let same = |other: &Row| other.repeats == self.rows[row].repeats;
        if self.rows[row].repeats.is_none() {
            return row..row + 1;
        }
        let above = self.rows[..row].iter().rev().take_while(|other| same(other)).count();
        let below = self.rows[row..].iter().take_while(|other| same(other)).count();
        row - above..row + below
    }
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// At least this high.
    pub min_height: Option<Mm>,
    /// 跨页: it may go on over pages even where the next page could hold it whole.
    pub may_break: bool,
    /// The field of rows, or `cases`, for each of which the row is printed once.
    pub repeats: Option<String>,
}

/// A cell, perhaps over several rows and columns.
#[derive(Clone, Debug)]
pub struct Cell {
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
    /// Where its lines stand; where none is said, what stands in it decides.
    pub align: Option<Align>,
    /// Its type; that of each item where none is said.
    pub style: Option<TypeStyle>,
    /// What stands in it, line under line; each line has one or more items.
    pub lines: Vec<Vec<Item>>,
}

impl Cell {
    /// Everything that stands in it.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.lines.iter().flatten()
    }
}

/// One thing on paper. Ids name what the form defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// The title of the form.
    Title,
    /// The annex mark of the form.
    Annex,
    /// `id.label`: the label of a field or section.
    Label(String),
    /// `{id}`: the value of a field; a choice with all its options in a row.
    Value(String),
    /// `{id.option}`: one option of a choice with its box.
    TickOption(String, String),
    /// `{rows.column}`: a column of the row that is printed.
    Column(String, String),
    /// `{rows.row_label}`: what the row that is printed is called.
    RowLabel(String),
    /// `sum(rows.column)`: the numbers of a column added up.
    Sum(String, String),
    /// `stack(id)`: the options of a choice one under the other.
    Stack(String),
    /// `id.filled`: the label with the value put into its blanks.
    Filled(String),
    /// `id`: a fixed text.
    Text(String),
    /// `seal(id)`: the place for a seal with its label and date.
    Seal(String),
    /// `sign(id)`: the place for a signature.
    Sign(String),
}

impl Item {
    /// Whether the value of this field stands here.
    pub fn shows(&self, field: &str) -> bool {
        match self {
            Self::Value(id) | Self::TickOption(id, _) | Self::Stack(id) | Self::Filled(id) => {
                id == field
            }
            Self::Column(rows, _) | Self::RowLabel(rows) => rows == field,
            Self::Sum(..)
            | Self::Title
            | Self::Annex
            | Self::Label(_)
            | Self::Text(_)
            | Self::Seal(_)
            | Self::Sign(_) => false,
        }
    }
}
