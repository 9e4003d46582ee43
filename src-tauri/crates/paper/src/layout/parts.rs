//! What pages say as one tree, whatever page it stands on: headings, paragraphs, tables with their rows and cells,
//! figures. Whoever hears a page instead of seeing it is led by it. What belongs to no part is there for the eye alone:
//! rules, page numbers, and what is said again on the next page. Source: ISO 32000-1, 14.8.4.

use std::collections::BTreeMap;

use catalog::Cell;

/// A part, by its place among all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartId(u32);

impl PartId {
    /// Its place in `Sheets::parts`.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The one at a place.
    pub(crate) fn of(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The same behind so many others.
    #[must_use]
    pub(crate) fn behind(self, others: usize) -> Self {
        Self(self.0 + u32::try_from(others).unwrap_or_default())
    }
}

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A heading of a level, 1 for the outermost.
    Heading(u8),
    /// A paragraph, or words on a line of their own.
    Paragraph,
    /// A list.
    List,
    /// An item of it.
    ListItem,
    /// The words of an item, with its mark.
    ListBody,
    /// A table.
    Table,
    /// A row of it, by its number.
    Row(usize),
    /// A cell of a row.
    Cell(CellPart),
    /// A picture, in words.
    Figure(String),
    /// The words under a picture.
    Caption,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellPart {
    /// What it is the label of; none of a cell that answers.
    pub heads: Option<Heads>,
    /// The column in which it begins, from 0.
    pub column: usize,
    /// Over how many rows it reaches.
    pub rows: usize,
    /// Over how many columns it reaches.
    pub columns: usize,
}

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heads {
    /// What stands beside it.
    Row,
    /// What stands under it.
    Column,
}

/// A part and the one that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// None of the outermost.
    pub within: Option<PartId>,
}

/// The part that was open before; it is open again when this is handed back.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub(crate) struct Before(Option<PartId>);

/// The tree while pages fill.
#[derive(Debug, Default)]
pub(super) struct Tree {
    parts: Vec<Part>,
    at: Option<PartId>,
    /// How many want what is put to belong to no part.
    unspoken: usize,
    /// The rows and cells of the table that is open.
    rows: BTreeMap<usize, PartId>,
    cells: BTreeMap<(usize, usize), PartId>,
    /// The paragraph that goes on in a cell.
    going_on: BTreeMap<PartId, PartId>,
}

impl Tree {
    /// The part of what is put now.
    pub(super) fn at(&self) -> Option<PartId> {
        self.at.filter(|_| self.unspoken == 0)
    }

    pub(super) fn done(self) -> Vec<Part> {
        self.parts
    }

    fn add(&mut self, kind: PartKind, within: Option<PartId>) -> PartId {
        let id = PartId::of(self.parts.len());
        self.parts.push(Part { kind, within });
        id
    }

    fn open(&mut self, id: PartId) -> Before {
        Before(self.at.replace(id))
    }

    pub(super) fn begin(&mut self, kind: PartKind) -> Before {
        let id = self.add(kind, self.at);
        if self.parts[id.index()].kind == PartKind::Table {
            self.rows.clear();
            self.cells.clear();
            self.going_on.clear();
        }
        self.open(id)
    }

    pub(super) fn end(&mut self, before: Before) {
        self.at = before.0;
    }

    pub(super) fn has_cell(&self, cell: &Cell) -> bool {
        self.cells.contains_key(&(cell.row, cell.column))
    }

    /// A cell of the table that is open; one that began on a page before goes on.
    pub(super) fn begin_cell(&mut self, cell: &Cell, heads: Option<Heads>) -> Before {
        let place = (cell.row, cell.column);
        if let Some(known) = self.cells.get(&place) {
            return self.open(*known);
        }
        let row = match self.rows.get(&cell.row) {
            Some(row) => *row,
            None => {
                let row = self.add(PartKind::Row(cell.row), self.at);
                self.rows.insert(cell.row, row);
                row
            }
        };
        let (rows, columns) = (cell.row_span, cell.column_span);
        let part = CellPart { heads, column: cell.column, rows, columns };
        let id = self.add(PartKind::Cell(part), Some(row));
        self.cells.insert(place, id);
        self.open(id)
    }

    /// A line of a running text: it begins a paragraph, or goes on with the one that is open.
    pub(super) fn begin_line(&mut self, starts: bool) -> Before {
        let Some(within) = self.at else { return Before(None) };
        let id = match self.going_on.get(&within) {
            Some(paragraph) if !starts => *paragraph,
            _ => {
                let paragraph = self.add(PartKind::Paragraph, self.at);
                self.going_on.insert(within, paragraph);
                paragraph
            }
        };
        self.open(id)
    }

    pub(super) fn unspoken(&mut self, is_on: bool) {
        self.unspoken = if is_on { self.unspoken + 1 } else { self.unspoken.saturating_sub(1) };
    }
}
