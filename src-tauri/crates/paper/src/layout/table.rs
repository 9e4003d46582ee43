//! Tables over pages. Rows that a cell spans stay together as a band, and so do the head of a list and
//! its first row; a band goes to the next page whole if a page can hold it, under the head of its
//! columns. What no page can hold is cut between lines: the box is closed at the bottom, opened again on
//! the next page, and head and label repeated.

use std::collections::BTreeMap;

use catalog::{Cell, Table};
use foundation::Mm;

use super::by_row::ByRow;
use super::content::Words;
use super::flow::{Flow, PADDING_X, PADDING_Y, continued_beside, set_cell};
use super::flow_line::put_flow_line;
use super::outline;
use super::page::Pages;
use super::repeat::Printed;
use super::rest::Rest;
use super::side::{Side, put_box, put_level, put_upright};
use super::widths;

/// Rows grow by no more than this share to fill a page.
const LARGEST_STRETCH: f64 = 0.6;
/// The share of a page that a head may take to be printed on each. Judgement: what takes more leaves no
/// room for the rows that it heads.
const LARGEST_HEAD: f64 = 0.5;

/// Places a table at the pages' present position. Its last lines stay on one page with what stands below
/// it up to a height of `keep`.
pub(crate) fn place(words: &Words<'_>, table: &Table, keep: Mm, pages: &mut Pages) {
    let mut printed = Printed::of(words, table);
    widths::by_content(words, &mut printed);
    let edges = edges(&printed.table, pages.left());
    let set = set_cells(words, &printed, &edges, &(0..printed.table.rows.len()));
    let sides = printed.sides.iter().map(|cell| {
        let width = edges[cell.column + cell.column_span] - edges[cell.column];
        Side::new(cell.clone(), set_cell(words, cell, width, Mm::ZERO))
    });
    let sides: Vec<Side<'_>> = sides.collect();
    for side in &sides {
        let heights = heights(&printed.table, &set, side.rows());
        side.make_room(&mut printed.table.rows, &heights);
    }
    let table = &printed.table;
    let last = table.rows.len() - 1;
    let cells = set.into_iter().zip(&table.cells);
    let held = |cell: &Cell| keep.0 > 0.0 && cell.row == last;
    let flows = cells.map(|(flow, cell)| Flow { held: held(cell), ..flow }).collect();
    let sections = outline::sections(words, table);
    let (heads, by_row) = (printed.heads.as_slice(), ByRow::of(table));
    let setter = Setter { table, by_row, edges, flows, heads, keep, sections, sides };
    setter.place(printed.bands(), pages);
}

/// The height of the rows with which a table begins and which stay together.
pub(crate) fn beginning(words: &Words<'_>, table: &Table, left: Mm) -> Mm {
    let printed = Printed::of(words, table);
    let Some(first) = printed.bands().into_iter().next() else { return Mm::ZERO };
    let edges = edges(&printed.table, left);
    let flows = set_cells(words, &printed, &edges, &first);
    heights(&printed.table, &flows, first).into_iter().sum()
}

/// The cells that begin in these rows, at their widths.
fn set_cells<'w>(
    words: &Words<'w>,
    printed: &Printed,
    edges: &[Mm],
    rows: &std::ops::Range<usize>,
) -> Vec<Flow<'w>> {
    let table = &printed.table;
    let set = |cell: &Cell| {
        let words = words.in_row(printed.row[cell.row], table.rows[cell.row].repeats.as_deref());
        let width = edges[cell.column + cell.column_span] - edges[cell.column];
        set_cell(&words, cell, width, least_height(table, cell))
    };
    table.cells.iter().filter(|cell| rows.contains(&cell.row)).map(set).collect()
}

/// Places a table whose cells are set, in bands of rows that stay together. `heads` has for each row those
/// that are printed again above it on a new page.
pub(super) fn place_set(
    table: &Table,
    flows: Vec<Flow<'_>>,
    heads: &[std::ops::Range<usize>],
    bands: Vec<std::ops::Range<usize>>,
    pages: &mut Pages,
) {
    let (keep, sections, by_row) = (Mm::ZERO, BTreeMap::new(), ByRow::of(table));
    let (edges, sides) = (edges(table, pages.left()), Vec::new());
    let setter = Setter { table, by_row, edges, flows, heads, keep, sections, sides };
    setter.place(bands, pages);
}

/// How high rows are that hold these flows.
pub(super) fn heights(table: &Table, flows: &[Flow<'_>], rows: std::ops::Range<usize>) -> Vec<Mm> {
    let (keep, sections, flows) = (Mm::ZERO, BTreeMap::new(), flows.to_vec());
    let (by_row, edges, sides) = (ByRow::of(table), Vec::new(), Vec::new());
    let setter = Setter { table, by_row, edges, flows, heads: &[], keep, sections, sides };
    setter.row_heights(&rows)
}

/// The height that a cell has in any case.
pub(crate) fn least_height(table: &Table, cell: &Cell) -> Mm {
    let rows = &table.rows[cell.row..cell.row + cell.row_span];
    rows.iter().map(|row| row.min_height.unwrap_or(Mm::ZERO)).sum()
}

/// The left edge of each column, and the right edge of the table.
pub(crate) fn edges(table: &Table, left: Mm) -> Vec<Mm> {
    let mut edges = vec![left];
    let mut x = left;
    for width in &table.columns {
        x += *width;
        edges.push(x);
    }
    edges
}

/// Makes rows higher, so that a page from which the next row has moved on is filled as a person would
/// fill it.
fn stretch(bands: &mut [PlacedBand], room: Mm) {
    let used: Mm = bands.iter().map(PlacedBand::height).sum();
    if used.0 <= 0.0 {
        return;
    }
    let factor = 1.0 + (room / used).clamp(0.0, LARGEST_STRETCH);
    // A hair less than the page, so that rounding never pushes the last rule off it.
    let factor = if factor > 1.0 { factor - 1e-4 } else { 1.0 };
    for height in bands.iter_mut().flat_map(|band| &mut band.heights) {
        *height = *height * factor;
    }
}

struct Setter<'t, 'w> {
    table: &'t Table,
    by_row: ByRow,
    edges: Vec<Mm>,
    flows: Vec<Flow<'w>>,
    /// For each row, the head of its columns.
    heads: &'t [std::ops::Range<usize>],
    /// The height of what stands below the last row and stays with it.
    keep: Mm,
    /// What the outline says of rows, with its level.
    sections: BTreeMap<usize, (u8, String)>,
    /// Labels beside rows that repeat.
    sides: Vec<Side<'w>>,
}

/// A band that has its place on the present page.
struct PlacedBand {
    rows: std::ops::Range<usize>,
    heights: Vec<Mm>,
}

impl PlacedBand {
    fn height(&self) -> Mm {
        self.heights.iter().copied().sum()
    }
}

impl<'w> Setter<'_, 'w> {
    fn cells(&self, band: std::ops::Range<usize>) -> impl Iterator<Item = (&Cell, &Flow<'w>)> {
        let cells = self.by_row.begin_in(band);
        self.table.cells[cells.clone()].iter().zip(&self.flows[cells])
    }

    fn place(&self, bands: Vec<std::ops::Range<usize>>, pages: &mut Pages) {
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
            let head = self.head(rows.start, pages);
            let head_height = head.as_ref().map_or(Mm::ZERO, PlacedBand::height);
            if self.may_be_cut_here(&band, room, pages) {
                self.put_bands(&mut placed, pages);
                self.cut_band(&rows, pages);
            } else if (head_height + need).0 <= pages.full_height().0 {
                let along = self.row_to_go_along(&mut placed, &band, head_height + need, pages);
                let used: Mm = placed.iter().map(PlacedBand::height).sum();
                stretch(&mut placed, pages.room() - used);
                self.put_bands(&mut placed, pages);
                self.put_sides(pages);
                pages.next();
                placed.extend(head.into_iter().chain(along));
                placed.push(band);
            } else {
                if !self.begins_here(&rows, room) {
                    stretch(&mut placed, room);
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
    fn begins_here(&self, band: &std::ops::Range<usize>, room: Mm) -> bool {
        let row = band.start;
        band.len() > 1
            || !self.heads[row].is_empty()
            || (self.cells(row..row + 1).all(|(_, flow)| flow.keeps_label_within(room))
                && self.cells(row..row + 1).any(|(_, flow)| flow.lines_within(0, room, false) > 0))
    }

    /// The height that stays below a row.
    fn below(&self, row: usize) -> Mm {
        if row + 1 == self.table.rows.len() { self.keep } else { Mm::ZERO }
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

    /// The head of a row's columns, for a page that goes on with the row.
    fn head(&self, row: usize, pages: &Pages) -> Option<PlacedBand> {
        let rows = self.heads[row].clone();
        let head = PlacedBand { heights: self.row_heights(&rows), rows };
        let fits = head.height().0 <= (pages.full_height() * LARGEST_HEAD).0;
        (fits && !head.rows.is_empty()).then_some(head)
    }

    /// The head with which a band begins: it stays with the first row of the list.
    fn head_within(&self, band: &std::ops::Range<usize>, pages: &Pages) -> Option<PlacedBand> {
        self.head(band.end - 1, pages).filter(|head| head.rows.start == band.start)
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
    fn words_go_on(&self, row: usize, room: Mm) -> bool {
        self.cells(row..row + 1).any(|(_, flow)| flow.height().0 > room.0)
    }

    /// Places a band row by row, each cell's words in its first row, and a list only where its row has
    /// room for a beginning under the head.
    fn cut_band(&self, band: &std::ops::Range<usize>, pages: &mut Pages) {
        let row = band.end - 1;
        let Some(head) = self.head(row, pages) else {
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

    /// A page that goes on with this row.
    fn next_page(&self, row: usize, pages: &mut Pages) {
        self.put_sides(pages);
        pages.next();
        if let Some(head) = self.head(row, pages) {
            self.put_head(&head, pages);
        }
    }

    fn put_head(&self, head: &PlacedBand, pages: &mut Pages) {
        let fresh = pages.is_fresh();
        self.put_band(&head.rows, &head.heights, pages);
        if fresh {
            pages.stay_fresh();
        }
    }

    fn put_bands(&self, bands: &mut Vec<PlacedBand>, pages: &mut Pages) {
        for band in bands.drain(..) {
            self.put_band(&band.rows, &band.heights, pages);
        }
    }

    fn row_heights(&self, band: &std::ops::Range<usize>) -> Vec<Mm> {
        let least = |row: usize| self.table.rows[row].min_height.unwrap_or(Mm::ZERO);
        let mut heights: Vec<Mm> = band.clone().map(least).collect();
        let mut cells: Vec<(&Cell, &Flow<'w>)> = self.cells(band.clone()).collect();
        // Cells of one row first: what a spanning cell still lacks is then shared out.
        cells.sort_by_key(|(cell, _)| cell.row_span);
        for (cell, flow) in cells {
            let first = cell.row - band.start;
            let rows = &mut heights[first..first + cell.row_span];
            let there: Mm = rows.iter().copied().sum();
            let lacking = flow.height() - there;
            if lacking.0 > 0.0 {
                let share = lacking / cell.row_span as f64;
                rows.iter_mut().for_each(|height| *height += share);
            }
        }
        heights
    }

    fn put_band(&self, band: &std::ops::Range<usize>, heights: &[Mm], pages: &mut Pages) {
        let top = pages.y();
        let y_of = |row: usize| top + heights[..row - band.start].iter().copied().sum::<Mm>();
        for (cell, flow) in self.cells(band.clone()) {
            let (y1, y2) = (y_of(cell.row), y_of(cell.row + cell.row_span));
            if let Some((level, title)) = self.sections.get(&cell.row).filter(|_| cell.column == 0)
            {
                pages.section(*level, title, y1);
            }
            put_box(self.table, self.across(cell), (y1, y2), pages);
            self.put_flow(cell, flow, y1, y2, pages);
        }
        for side in &self.sides {
            let rows = side.rows();
            let (first, end) = (rows.start.max(band.start), rows.end.min(band.end));
            if first < end {
                side.reach((y_of(first), y_of(end)));
            }
        }
        pages.skip(heights.iter().copied().sum());
    }

    /// Draws the labels at the side on a page that is done.
    fn put_sides(&self, pages: &mut Pages) {
        self.sides.iter().for_each(|side| side.put(self.table, self.across(&side.cell), pages));
    }

    fn left(&self, cell: &Cell) -> Mm {
        self.edges[cell.column]
    }

    fn right(&self, cell: &Cell) -> Mm {
        self.edges[cell.column + cell.column_span]
    }

    fn across(&self, cell: &Cell) -> (Mm, Mm) {
        (self.left(cell), self.right(cell))
    }

    fn put_flow(&self, cell: &Cell, flow: &Flow<'w>, y1: Mm, y2: Mm, pages: &mut Pages) {
        let lines: Mm = flow.lines.iter().map(|line| line.height).sum();
        let mut y = if flow.from_top { y1 + PADDING_Y } else { y1 + (y2 - y1 - lines) / 2.0 };
        for line in &flow.lines {
            put_flow_line(pages, line, self.left(cell) + PADDING_X, y);
            y += line.height;
        }
        if let Some(photo) = &flow.photo {
            photo.put(pages, (self.left(cell), self.right(cell)), (y1, y2));
        }
        if let Some(foot) = &flow.foot {
            foot.put(pages, (self.left(cell), self.right(cell)), y2);
        }
    }

    fn cut_row(&self, row: usize, pages: &mut Pages) {
        let mut section = self.sections.get(&row);
        let mut rests: Vec<Rest<'_, 'w>> = self
            .cells(row..row + 1)
            .map(|(cell, flow)| Rest { cell, flow: flow.clone(), done: 0 })
            .collect();
        let mut least = self.table.rows[row].min_height.unwrap_or(Mm::ZERO);
        loop {
            let words = rests.iter().map(Rest::height).fold(Mm::ZERO, Mm::max);
            // White space does not go on: the next page would have a box and no words in it.
            let room = pages.room() - self.below(row);
            let need = words.max(least).min(room).max(words);
            if need.0 <= room.0 {
                self.note_section(section.take(), pages);
                self.put_rests(&mut rests, row, need, true, pages);
                return;
            }
            let room = pages.room();
            let fits = rests.iter().any(|rest| rest.lines_within(room, false) > 0)
                && rests.iter().all(|rest| rest.done > 0 || rest.flow.keeps_label_within(room));
            if !fits && !pages.is_fresh() {
                self.next_page(row, pages);
                continue;
            }
            let room = pages.room() - Mm(0.01);
            self.note_section(section.take(), pages);
            self.put_rests(&mut rests, row, room, false, pages);
            least = Mm::ZERO;
            self.next_page(row, pages);
            let words = rests.iter().filter(|rest| !rest.flow.is_label).map(Rest::height);
            let room = words.fold(Mm::ZERO, Mm::max).min(pages.room());
            for rest in &mut rests {
                rest.repeat_head(self.right(rest.cell) - self.left(rest.cell), room);
            }
        }
    }

    fn note_section(&self, section: Option<&(u8, String)>, pages: &mut Pages) {
        if let Some((level, title)) = section {
            pages.section(*level, title, pages.y());
        }
    }

    /// Puts what fits of each cell into a strip of this height.
    fn put_rests(
        &self,
        rests: &mut [Rest<'_, 'w>],
        row: usize,
        height: Mm,
        last: bool,
        pages: &mut Pages,
    ) {
        let (y1, y2) = (pages.y(), pages.y() + height);
        let fresh = pages.is_fresh();
        for rest in rests.iter_mut() {
            put_box(self.table, self.across(rest.cell), (y1, y2), pages);
            let count = if last { rest.left() } else { rest.lines_within(height, fresh) };
            let part = Flow {
                head: Vec::new(),
                held: false,
                lines: rest.flow.lines[rest.done..rest.done + count].to_vec(),
                photo: rest.flow.photo.take(),
                foot: rest.flow.foot.clone().filter(|_| last),
                labels: 0,
                is_label: rest.flow.is_label,
                // What says what the row is stands beside the middle of its words on each page.
                from_top: !rest.flow.is_label && (rest.flow.from_top || rest.done > 0 || !last),
            };
            self.put_flow(rest.cell, &part, y1, y2, pages);
            // A gap between paragraphs is no beginning of a page.
            let gap =
                rest.flow.lines[rest.done + count..].iter().take_while(|line| line.is_blank());
            rest.done += count + gap.count();
            rest.flow.labels = rest.flow.labels.saturating_sub(count);
        }
        // Cells from rows above reach down here: their sides go on, and on a new page they say again what
        // they are.
        for at in self.by_row.reach_into(self.table, row) {
            let (cell, flow) = (&self.table.cells[at], &self.flows[at]);
            let (x1, x2) = self.across(cell);
            put_upright(self.table, x1, (y1, y2), pages);
            put_upright(self.table, x2, (y1, y2), pages);
            if fresh {
                put_level(self.table, (x1, x2), y1, pages);
                self.put_label_again(cell, flow, (y1, y2), pages);
            }
            if row + 1 == cell.row + cell.row_span || !last {
                put_level(self.table, (x1, x2), y2, pages);
            }
        }
        let beside = self.sides.iter().filter(|side| side.rows().contains(&row));
        beside.for_each(|side| side.reach((y1, y2)));
        pages.skip(height);
    }

    /// The label of a cell that began on a page before, where the strip has room for it.
    fn put_label_again(&self, cell: &Cell, flow: &Flow<'w>, (y1, y2): (Mm, Mm), pages: &mut Pages) {
        if !flow.is_label || flow.head.is_empty() {
            return;
        }
        let width = self.right(cell) - self.left(cell);
        let label = Flow::of_lines(continued_beside(&flow.head, width, y2 - y1));
        if label.height().0 <= (y2 - y1).0 {
            self.put_flow(cell, &label, y1, y2, pages);
        }
    }
}
