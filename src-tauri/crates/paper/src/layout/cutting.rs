//! Rows that go on over pages: what of each cell fits into the strip that is left, the box closed below it and opened
//! again, and what stands beside it. Where a row is cut is decided in `plan` and `by_turn`.

use catalog::Cell;
use foundation::Mm;

use super::flow::{Flow, continued_beside};
use super::page::Pages;
use super::rest::Rest;
use super::side::{put_box, put_level, put_upright};
use super::table::Setter;

/// A strip of paper for a part of a row.
#[derive(Clone, Copy)]
pub(super) struct Strip {
    /// As high as the box is drawn.
    pub(super) height: Mm,
    /// Whether nothing but a head stands above it on its page.
    pub(super) fresh: bool,
    /// Whether the row ends with it.
    pub(super) last: bool,
}

impl<'w> Setter<'_, 'w> {
    /// The cells of a row before any of their lines is on a page.
    pub(super) fn rests(&self, row: usize) -> Vec<Rest<'_, 'w>> {
        let rest = |(cell, flow): (_, &Flow<'w>)| Rest { cell, flow: flow.clone(), done: 0 };
        self.cells(row..row + 1).map(rest).collect()
    }

    /// Whether a strip of this height holds a beginning of what is left of a row.
    pub(super) fn goes_on_within(&self, rests: &[Rest<'_, 'w>], height: Mm) -> bool {
        rests.iter().any(|rest| rest.lines_within(height, false) > 0)
            && rests.iter().all(|rest| rest.done > 0 || rest.flow.keeps_label_within(height))
    }

    /// How many lines of each cell a strip of this height takes when the row goes on.
    pub(super) fn counts(rests: &[Rest<'_, 'w>], height: Mm, fresh: bool) -> Vec<usize> {
        rests.iter().map(|rest| rest.lines_within(height, fresh)).collect()
    }

    /// Marks these lines as put, and sets the labels of what goes on for a page with so much room.
    pub(super) fn turn_page(&self, rests: &mut [Rest<'_, 'w>], counts: &[usize], room: Mm) {
        rests.iter_mut().zip(counts).for_each(|(rest, count)| rest.pass(*count));
        let words = rests.iter().filter(|rest| !rest.flow.is_label).map(Rest::height);
        let room = words.fold(Mm::ZERO, Mm::max).min(room);
        for rest in rests {
            let (left, right) = self.across(rest.cell);
            rest.repeat_head(right - left, room);
        }
    }

    /// Puts a row from here on over as many pages as it needs.
    pub(super) fn cut_row(&self, row: usize, pages: &mut Pages) {
        let mut rests = self.rests(row);
        let mut begun = false;
        let mut least = self.table.rows[row].min_height.unwrap_or(Mm::ZERO);
        loop {
            let words = rests.iter().map(Rest::height).fold(Mm::ZERO, Mm::max);
            // White space does not go on: the next page would have a box and no words in it.
            let room = pages.room() - self.below(row);
            let height = words.max(least).min(room).max(words);
            let fresh = pages.is_fresh();
            if height.0 <= room.0 {
                self.note_section(row, begun, pages);
                let counts: Vec<usize> = rests.iter().map(Rest::left).collect();
                self.put_rests(&rests, &counts, row, Strip { height, fresh, last: true }, pages);
                return;
            }
            if !self.goes_on_within(&rests, pages.room()) && !fresh {
                self.next_page(row, pages);
                continue;
            }
            let height = pages.room() - Mm(0.01);
            self.note_section(row, begun, pages);
            begun = true;
            let counts = Self::counts(&rests, height, fresh);
            self.put_rests(&rests, &counts, row, Strip { height, fresh, last: false }, pages);
            least = Mm::ZERO;
            self.next_page(row, pages);
            self.turn_page(&mut rests, &counts, pages.room());
        }
    }

    /// Notes the section of a row that begins here.
    pub(super) fn note_section(&self, row: usize, begun: bool, pages: &mut Pages) {
        if let Some((level, title)) = self.sections.get(&row).filter(|_| !begun) {
            pages.section(*level, title, pages.y());
        }
    }

    /// Puts so many lines of each cell into a strip.
    pub(super) fn put_rests(
        &self,
        rests: &[Rest<'_, 'w>],
        counts: &[usize],
        row: usize,
        strip: Strip,
        pages: &mut Pages,
    ) {
        let (y1, y2) = (pages.y(), pages.y() + strip.height);
        for (rest, count) in rests.iter().zip(counts) {
            let (x1, x2) = self.across(rest.cell);
            if strip.last && row + 1 < rest.cell.row + rest.cell.row_span {
                // It reaches into the rows below: no rule parts it from itself.
                put_level(self.table, (x1, x2), y1, pages);
                put_upright(self.table, x1, (y1, y2), pages);
                put_upright(self.table, x2, (y1, y2), pages);
            } else {
                put_box(self.table, (x1, x2), (y1, y2), pages);
            }
            self.put_flow(rest.cell, &rest.part(*count, strip.last), y1, y2, pages);
        }
        self.put_reaching(row, strip, (y1, y2), pages);
        let beside = self.sides.iter().filter(|side| side.rows().contains(&row));
        beside.for_each(|side| side.reach((y1, y2)));
        pages.skip(strip.height);
    }

    /// Cells from rows above reach down here: their sides go on, and on a new page they say again what they are.
    fn put_reaching(&self, row: usize, strip: Strip, (y1, y2): (Mm, Mm), pages: &mut Pages) {
        for at in self.by_row.reach_into(self.table, row) {
            let (cell, flow) = (&self.table.cells[at], &self.flows[at]);
            let (x1, x2) = self.across(cell);
            put_upright(self.table, x1, (y1, y2), pages);
            put_upright(self.table, x2, (y1, y2), pages);
            if strip.fresh {
                put_level(self.table, (x1, x2), y1, pages);
                self.put_label_again(cell, flow, (y1, y2), pages);
            }
            if row + 1 == cell.row + cell.row_span || !strip.last {
                put_level(self.table, (x1, x2), y2, pages);
            }
        }
    }

    /// The label of a cell that began on a page before, where the strip has room for it.
    fn put_label_again(&self, cell: &Cell, flow: &Flow<'w>, (y1, y2): (Mm, Mm), pages: &mut Pages) {
        if !flow.is_label || flow.head.is_empty() {
            return;
        }
        let (left, right) = self.across(cell);
        let label = Flow::of_lines(continued_beside(&flow.head, right - left, y2 - y1));
        if label.height().0 <= (y2 - y1).0 {
            pages.unspoken(|pages| self.put_flow(cell, &label, y1, y2, pages));
        }
    }
}
