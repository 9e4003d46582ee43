//! Rows one after the other: each goes where it fits, the next page takes what does not. So are lists placed, tables of
//! the material, and what has rows that no page holds; other tables of forms are planned (`plan`).

use std::ops::Range;

use foundation::Mm;

use super::flow::Flow;
use super::outline;
use super::page::Pages;
use super::side::Side;
use super::table::{PlacedBand, Setter};

impl<'w> Setter<'_, 'w> {
    /// Takes `smaller` answers where they save a page.
    pub(super) fn choose_by_turn(
        &mut self,
        smaller: Option<Vec<Flow<'w>>>,
        bands: &[Range<usize>],
        pages: &Pages,
    ) {
        let Some(smaller) = smaller else { return };
        let own = std::mem::replace(&mut self.flows, smaller);
        let fewest = self.pages_by_turn(bands, pages);
        let smaller = std::mem::replace(&mut self.flows, own);
        if fewest < self.pages_by_turn(bands, pages) {
            self.flows = smaller;
        }
    }

    /// How many bands must be placed by turn: down to the last one that no page holds and that cannot be planned, or all
    /// of them.
    pub(super) fn last_by_turn(&self, bands: &[Range<usize>], pages: &Pages) -> usize {
        let is_high = |band: &Range<usize>| {
            let height: Mm = self.row_heights(band).into_iter().sum();
            height.0 > pages.full_height().0 && band.len() > 1
        };
        let last = bands.iter().rposition(is_high).filter(|_| self.sides.is_empty());
        last.map_or(bands.len(), |last| last + 1)
    }

    fn pages_by_turn(&self, bands: &[Range<usize>], pages: &Pages) -> usize {
        let mut pages = pages.for_trial();
        self.place_by_turn(bands.to_vec(), &mut pages);
        self.sides.iter().for_each(Side::forget);
        pages.pages_done()
    }

    /// Places bands in their order.
    pub(super) fn place_by_turn(&self, bands: Vec<Range<usize>>, pages: &mut Pages) {
        let mut placed: Vec<PlacedBand> = Vec::new();
        for rows in bands {
            let band = PlacedBand { heights: self.row_heights(&rows), rows: rows.clone() };
            let used: Mm = placed.iter().map(PlacedBand::height).sum();
            let room = pages.room() - used;
            let need = band.height() + self.below(rows.end - 1);
            if need.0 <= room.0 {
                placed.push(band);
                continue;
            }
            let head = self.head(rows.start, pages.full_height());
            let head_height = head.as_ref().map_or(Mm::ZERO, PlacedBand::height);
            if self.may_be_cut_here(&band, room, pages) {
                self.put_bands(&mut placed, pages);
                self.cut_band(&rows, pages);
            } else if (head_height + need).0 <= pages.full_height().0 {
                let along = self.row_to_go_along(&mut placed, &band, head_height + need, pages);
                let used: Mm = placed.iter().map(PlacedBand::height).sum();
                self.stretch(&mut placed, pages.room() - used);
                self.put_bands(&mut placed, pages);
                self.put_sides(pages);
                pages.next();
                placed.extend(head.into_iter().chain(along));
                placed.push(band);
            } else {
                if !self.begins_here(&rows, room) {
                    self.stretch(&mut placed, room);
                }
                self.put_bands(&mut placed, pages);
                self.cut_band(&rows, pages);
            }
        }
        self.put_bands(&mut placed, pages);
        self.put_sides(pages);
    }

    /// Whether a row that no page holds has room for a beginning; where it has not, the rows before it
    /// fill the page. Lists see to it themselves.
    fn begins_here(&self, band: &Range<usize>, room: Mm) -> bool {
        let row = band.start;
        band.len() > 1
            || !self.heads[row].is_empty()
            || (self.cells(row..row + 1).all(|(_, flow)| flow.keeps_label_within(room))
                && self.cells(row..row + 1).any(|(_, flow)| flow.lines_within(0, room, false) > 0))
    }

    /// The row that goes to the next page with a band: a heading, or the row before the last one of a list,
    /// which never goes alone.
    fn row_to_go_along(
        &self,
        placed: &mut Vec<PlacedBand>,
        band: &PlacedBand,
        need: Mm,
        pages: &Pages,
    ) -> Option<PlacedBand> {
        let row = band.rows.start;
        let is_list = |row: usize| self.heads.get(row).is_some_and(|head| !head.is_empty());
        let is_last = band.rows.len() == 1 && is_list(row) && !is_list(row + 1);
        let is_heading =
            |row| self.cells(row..row + 1).any(|(cell, _)| outline::heads(self.table, cell, row));
        let before = placed.last().filter(|before| {
            let row = before.rows.start;
            before.rows.len() == 1 && ((is_last && is_list(row)) || is_heading(row))
        });
        let fits = before.is_some_and(|it| (need + it.height()).0 <= pages.full_height().0);
        if fits { placed.pop() } else { None }
    }

    /// Whether a row that the form lets go on over pages has room for a beginning.
    fn may_be_cut_here(&self, band: &PlacedBand, room: Mm, pages: &Pages) -> bool {
        let row = band.rows.end - 1;
        let head = self.head_within(&band.rows, pages);
        let room = room - head.as_ref().map_or(Mm::ZERO, PlacedBand::height);
        (band.rows.len() == 1 || head.is_some())
            && self.table.rows[row].may_break
            && self.words_go_on(row, room)
            && self.cells(row..row + 1).all(|(_, flow)| flow.keeps_label_within(room))
            && self.cells(row..row + 1).any(|(_, flow)| flow.begins_within(room))
    }

    /// Whether a row has more words than a strip of this height takes; a row can also be high without.
    pub(super) fn words_go_on(&self, row: usize, room: Mm) -> bool {
        self.cells(row..row + 1).any(|(_, flow)| flow.height().0 > room.0)
    }

    /// Places a band row by row, each cell's words in its first row, and a list only where its row has
    /// room for a beginning under the head.
    fn cut_band(&self, band: &Range<usize>, pages: &mut Pages) {
        let row = band.end - 1;
        let Some(head) = self.head(row, pages.full_height()) else {
            band.clone().for_each(|row| self.cut_row(row, pages));
            return;
        };
        let within = head.rows.start == band.start;
        let room = pages.room() - if within { head.height() } else { Mm::ZERO };
        let begins = self.words_go_on(row, room)
            && self
                .cells(row..row + 1)
                .all(|(_, flow)| flow.height().0 <= room.0 || flow.begins_within(room));
        if !begins && !pages.is_fresh() {
            self.next_page(row, pages);
        } else if within {
            self.put_head(&head, pages);
        }
        self.cut_row(row, pages);
    }
}
