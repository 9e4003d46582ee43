//! What was read of a Word file: lines and tables from top to bottom, in millimetres and words as a
//! person sees them. What it means as a form is guessed elsewhere.

use std::ops::Range;

use catalog::FontRole;

/// A Word file.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The sheet on which most of its tables stand.
    pub sheet: Sheet,
    /// From top to bottom.
    pub blocks: Vec<Block>,
    /// Words that stand beside the text and become no part of a form: headers, footers, footnotes.
    pub beside: Vec<String>,
    /// What could not be read of the file, and what is missing for that reason. Chinese, whole sentences.
    pub flaws: Vec<String>,
}

/// A sheet and its margins, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// Across.
    pub width: f64,
    /// Down.
    pub height: f64,
    /// Above, right, below and left of the text.
    pub margins: [f64; 4],
}

impl Sheet {
    /// What is between the margins, across.
    pub fn room(&self) -> f64 {
        self.width - self.margins[1] - self.margins[3]
    }
}

/// One piece of a Word file.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph outside of tables.
    Line(Paragraph),
    /// A new page.
    PageBreak,
    /// A table.
    Table(Table),
}

impl Block {
    /// Its paragraphs, those in cells too.
    pub(crate) fn lines(&self) -> Vec<&Paragraph> {
        match self {
            Self::Line(line) => vec![line],
            Self::PageBreak => Vec::new(),
            Self::Table(table) => table.cells.iter().flat_map(|cell| &cell.lines).collect(),
        }
    }
}

/// Where a paragraph stands on its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// On the left, or on both sides.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// On the right.
    Right,
}

/// Stands in a text where a control lets one choose. No file has this character: it is none of Unicode's.
pub const CONTROL: char = '\u{FDD0}';

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Its words, with automatic numbers; `_` for an underlined blank, [`CONTROL`] for a control that lists, `\n`
    /// for a soft break.
    pub text: String,
    /// Where it stands.
    pub side: Side,
    /// White space on its left, in mm.
    pub indent: f64,
    /// The face by its part; none where the file says none.
    pub role: Option<FontRole>,
    /// The size in points.
    pub points: f64,
    /// Whether its first words are bold.
    pub bold: bool,
    /// Whether a picture stands in it.
    pub picture: bool,
    /// Its level as a heading, from 1, where its style or its outline says so.
    pub outline: Option<u8>,
    /// How many bytes at the beginning of its words are an automatic number.
    pub number: usize,
    /// The pictures in it, by the names of their relations.
    pub pictures: Vec<String>,
    /// What stands in it and is not read, in a word each: 图表, 嵌入的对象, 脚注.
    pub lacks: Vec<&'static str>,
    /// What each [`CONTROL`] in it lets one choose from; nothing where it takes words as they come.
    pub choices: Vec<Vec<String>>,
}

impl Paragraph {
    /// Whether nothing can be read in it: blanks, underlined or not, are no words.
    pub fn is_blank(&self) -> bool {
        !self.text.chars().any(is_word)
    }
}

/// Whether a character is more than a blank to be filled in.
pub(crate) fn is_word(character: char) -> bool {
    !character.is_whitespace()
        && !matches!(character, '_' | '\u{FF3F}' | '\u{200B}' | '\u{FEFF}' | CONTROL)
}

/// A table. Its cells cover every place of `rows` x `columns` exactly once.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Widths in mm.
    pub columns: Vec<f64>,
    /// Heights in mm, at least; none where the file says none.
    pub rows: Vec<Option<f64>>,
    /// In reading order.
    pub cells: Vec<Cell>,
    /// Whether any line is drawn; covers are often tables without.
    pub ruled: bool,
}

impl Table {
    /// The cells that begin in a row, from left to right.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &Cell> {
        self.cells[self.places(row..row + 1)].iter()
    }

    /// Where the cells that begin in some rows stand among all: they are in reading order.
    pub(crate) fn places(&self, rows: Range<usize>) -> Range<usize> {
        let before = |row: usize| self.cells.partition_point(|cell| cell.row < row);
        before(rows.start)..before(rows.end)
    }

    /// Where the cell that begins at a row and column stands among all.
    pub(crate) fn place(&self, row: usize, column: usize) -> Option<usize> {
        self.places(row..row + 1).find(|at| self.cells[*at].column == column)
    }

    /// How wide a cell is, in mm.
    pub fn width(&self, cell: &Cell) -> f64 {
        self.columns.iter().skip(cell.column).take(cell.column_span).sum()
    }

    /// How high a cell is at least, in mm, as far as the file says.
    pub fn height(&self, cell: &Cell) -> f64 {
        self.rows.iter().skip(cell.row).take(cell.row_span).flatten().sum()
    }
}

/// A cell, perhaps over several rows and columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
    /// What stands in it.
    pub lines: Vec<Paragraph>,
}

impl Cell {
    /// Its words, paragraph under paragraph.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Whether nothing can be read in it.
    pub fn is_blank(&self) -> bool {
        self.lines.iter().all(Paragraph::is_blank)
    }

    /// What the one control in it lets one choose from; none where it has none or several.
    pub(crate) fn choices(&self) -> Option<&[String]> {
        let mut all = self.lines.iter().flat_map(|line| &line.choices);
        let first = all.next().filter(|_| all.next().is_none())?;
        (first.len() >= 2).then_some(first)
    }

    /// Whether a picture stands in it.
    pub fn has_picture(&self) -> bool {
        self.lines.iter().any(|line| line.picture)
    }
}
