//! Labels beside rows that repeat, as high as all of them. Their box is drawn once for each page that the rows
//! reach, when the page is done, with the label in its middle: （接上页） under it from the second page on.

use std::cell::Cell as Open;
use std::ops::Range;

use catalog::{Cell, Row, Table};
use foundation::Mm;

use super::flow::{Flow, PADDING_X, PADDING_Y, continued_beside};
use super::flow_line::put_flow_line;
use super::page::Pages;
use super::parts::Heads;
use super::sheets::Item;

/// A label beside rows, while they are put on pages.
pub(super) struct Side<'w> {
    pub(super) cell: Cell,
    pub(super) flow: Flow<'w>,
    /// From where to where its rows stand on the present page.
    reach: Open<Option<(Mm, Mm)>>,
    /// Whether a part of it stands on a page before.
    begun: Open<bool>,
}

impl<'w> Side<'w> {
    pub(super) fn new(cell: Cell, flow: Flow<'w>) -> Self {
        Self { cell, flow, reach: Open::new(None), begun: Open::new(false) }
    }

    /// As if none of it were on a page.
    pub(super) fn forget(&self) {
        self.reach.set(None);
        self.begun.set(false);
    }

    /// The rows beside which it stands.
    pub(super) fn rows(&self) -> Range<usize> {
        self.cell.row..self.cell.row + self.cell.row_span
    }

    /// Makes its rows, which have these heights, high enough for it together.
    pub(super) fn make_room(&self, rows: &mut [Row], heights: &[Mm]) {
        let lacking = self.flow.height() - heights.iter().copied().sum();
        if lacking.0 <= 0.0 {
            return;
        }
        for (row, height) in rows[self.rows()].iter_mut().zip(heights) {
            row.min_height = Some(*height + lacking / heights.len() as f64);
        }
    }

    /// Reaches along rows that were put from `y1` to `y2`.
    pub(super) fn reach(&self, (y1, y2): (Mm, Mm)) {
        let from = self.reach.get().map_or(y1, |(from, _)| from);
        self.reach.set(Some((from, y2)));
    }

    /// Draws what stands on this page, between these edges.
    pub(super) fn put(&self, table: &Table, (x1, x2): (Mm, Mm), pages: &mut Pages) {
        let Some((y1, y2)) = self.reach.take() else { return };
        put_box(table, (x1, x2), (y1, y2), pages);
        let is_begun = self.begun.replace(true);
        let lines = if is_begun && !self.flow.head.is_empty() {
            continued_beside(&self.flow.head, x2 - x1, y2 - y1)
        } else {
            self.flow.lines.clone()
        };
        let height: Mm = lines.iter().map(|line| line.height).sum();
        // On a page with few of the rows it may have no room.
        if (height + PADDING_Y * 2.0).0 > (y2 - y1).0 + 0.01 {
            return;
        }
        let top = y1 + (y2 - y1 - height) / 2.0;
        let put = |pages: &mut Pages| {
            let mut y = top;
            for line in &lines {
                put_flow_line(pages, line, x1 + PADDING_X, y);
                y += line.height;
            }
        };
        if is_begun {
            pages.unspoken(put);
        } else {
            let before = pages.begin_cell(&self.cell, Some(Heads::Row));
            put(pages);
            pages.end(before);
        }
    }
}

/// The four rules of a cell, where its table has rules. Neighbours draw theirs over the same place.
pub(super) fn put_box(table: &Table, (x1, x2): (Mm, Mm), (y1, y2): (Mm, Mm), pages: &mut Pages) {
    put_level(table, (x1, x2), y1, pages);
    put_level(table, (x1, x2), y2, pages);
    put_upright(table, x1, (y1, y2), pages);
    put_upright(table, x2, (y1, y2), pages);
}

/// A rule from left to right.
pub(super) fn put_level(table: &Table, (x1, x2): (Mm, Mm), y: Mm, pages: &mut Pages) {
    if table.ruled {
        pages.put(Item::Rule { x1, y1: y, x2, y2: y });
    }
}

/// A rule from top to bottom.
pub(super) fn put_upright(table: &Table, x: Mm, (y1, y2): (Mm, Mm), pages: &mut Pages) {
    if table.ruled {
        pages.put(Item::Rule { x1: x, y1, x2: x, y2 });
    }
}
