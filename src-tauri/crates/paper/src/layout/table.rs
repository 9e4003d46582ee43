//! Tables over pages. Rows that a cell spans stay together as a band, and so do the head of a list and
//! its first row; a band goes to the next page whole if a page can hold it, under the head of its
//! columns. What no page can hold is cut between lines: the box is closed at the bottom, opened again on
//! the next page, and head and label repeated.

use std::collections::BTreeMap;
use std::ops::Range;

use catalog::{Cell, Table};
use foundation::Mm;

use super::by_row::ByRow;
use super::content::Words;
use super::filled_cell::{FilledCell, filled_in};
use super::fit::Fit;
use super::flow::{Flow, PADDING_X, PADDING_Y, set_cell};
use super::flow_line::put_flow_line;
use super::outline;
use super::page::Pages;
use super::parts::{Heads, PartKind};
use super::plan::Paper;
use super::repeat::Printed;
use super::side::{Side, put_box};
use super::widths;

/// Rows grow by no more than this share to fill a page.
pub(super) const LARGEST_STRETCH: f64 = 0.6;
/// The share of a page that a head may take to be printed on each. Judgement: what takes more leaves no
/// room for the rows that it heads.
const LARGEST_HEAD: f64 = 0.5;

/// Places a table at the pages' present position. Its last lines stay on one page with what stands below
/// it up to a height of `keep`.
pub(crate) fn place<'a>(
    words: &Words<'a>,
    table: &Table,
    (keep, tail): (Mm, Option<Mm>),
    pages: &mut Pages,
) {
    let mut printed = Printed::of(words, table);
    widths::by_content(words, &mut printed);
    let edges = edges(&printed.table, pages.left());
    let all = 0..printed.table.rows.len();
    let set = set_cells(words, &printed, &edges, &all);
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
    let before = pages.begin(PartKind::Table);
    let last = table.rows.len() - 1;
    let held = |cell: &Cell| keep.0 > 0.0 && cell.row == last;
    let held = |set: Vec<Flow<'a>>| {
        let cells = set.into_iter().zip(&table.cells);
        cells.map(|(flow, cell)| Flow { held: held(cell), ..flow }).collect::<Vec<_>>()
    };
    let smaller = set_smaller(words, &printed, &edges, &set).map(held);
    let flows = held(set);
    let sections = outline::sections(words, table);
    let mut setter = Setter {
        keep,
        sections,
        sides,
        ..Setter::new(table, edges, flows, printed.heads.as_slice())
    };
    let bands = printed.bands();
    match setter.planned(smaller.as_deref(), &bands, Paper::of(pages, tail)) {
        Some(plan) => setter.put_planned(&plan, &bands, tail, pages),
        None => {
            setter.choose_by_turn(smaller, &bands, pages);
            let (by_turn, rest) = bands.split_at(setter.last_by_turn(&bands, pages));
            setter.place_by_turn(by_turn.to_vec(), pages);
            match setter.planned(None, rest, Paper::of(pages, tail)) {
                Some(plan) => setter.put_planned(&plan, rest, tail, pages),
                None => setter.place_by_turn(rest.to_vec(), pages),
            }
        }
    }
    pages.end(before);
}

/// The height of the rows with which a table begins and which stay together.
pub(crate) fn beginning(words: &Words<'_>, table: &Table, left: Mm) -> Mm {
    let printed = Printed::of(words, table);
    let Some(first) = printed.bands().into_iter().next() else { return Mm::ZERO };
    let edges = edges(&printed.table, left);
    let flows = set_cells(words, &printed, &edges, &first);
    heights(&printed.table, &flows, first).into_iter().sum()
}

/// The cells that begin in these rows, at their widths. The answers of a column of a list are of one size.
fn set_cells<'w>(
    words: &Words<'w>,
    printed: &Printed,
    edges: &[Mm],
    rows: &Range<usize>,
) -> Vec<Flow<'w>> {
    let table = &printed.table;
    let cells = table.cells.iter().filter(|cell| rows.contains(&cell.row));
    let flows = cells.map(|cell| set_one(words, printed, edges, cell)).collect();
    evened(words, printed, edges, (rows, flows))
}

/// The same cells with answers that are smaller where they make their cell higher than it is drawn; none where that
/// changes nothing.
fn set_smaller<'w>(
    words: &Words<'w>,
    printed: &Printed,
    edges: &[Mm],
    own: &[Flow<'w>],
) -> Option<Vec<Flow<'w>>> {
    let table = &printed.table;
    let words = Words { fit: Fit::Smaller, ..words.clone() };
    let smaller = |(cell, flow): (&Cell, &Flow<'w>)| {
        let grows = flow.height().0 > least_height(table, cell).0;
        if grows { set_one(&words, printed, edges, cell) } else { flow.clone() }
    };
    let flows: Vec<Flow<'w>> = table.cells.iter().zip(own).map(smaller).collect();
    let differ = flows.iter().zip(own).any(|(smaller, own)| smaller.share < own.share);
    differ.then(|| evened(&words, printed, edges, (&(0..table.rows.len()), flows)))
}

fn set_one<'w>(words: &Words<'w>, printed: &Printed, edges: &[Mm], cell: &Cell) -> Flow<'w> {
    let repeats = printed.table.rows[cell.row].repeats.as_deref();
    let words = words.in_row(printed.row[cell.row], repeats);
    let width = edges[cell.column + cell.column_span] - edges[cell.column];
    set_cell(&words, cell, width, least_height(&printed.table, cell))
}

/// The cells of these rows with the answers of each column of a list in one size.
fn evened<'w>(
    words: &Words<'w>,
    printed: &Printed,
    edges: &[Mm],
    (rows, mut flows): (&Range<usize>, Vec<Flow<'w>>),
) -> Vec<Flow<'w>> {
    let table = &printed.table;
    let cells: Vec<&Cell> = table.cells.iter().filter(|cell| rows.contains(&cell.row)).collect();
    let column = |cell: &Cell| Some((table.rows[cell.row].repeats.as_deref()?, cell.column));
    let mut shares: BTreeMap<(&str, usize), f64> = BTreeMap::new();
    for (cell, flow) in cells.iter().zip(&flows) {
        if let Some(column) = column(cell) {
            let share = shares.entry(column).or_insert(1.0);
            *share = share.min(flow.share);
        }
    }
    for (cell, flow) in cells.iter().zip(&mut flows) {
        let share = column(cell).and_then(|column| shares.get(&column).copied());
        if let Some(share) = share.filter(|share| *share < flow.share) {
            let words = Words { fit: Fit::Share(share), ..words.clone() };
            *flow = set_one(&words, printed, edges, cell);
        }
    }
    flows
}

/// Places a table whose cells are set, in bands of rows that stay together. `heads` has for each row those
/// that are printed again above it on a new page.
pub(super) fn place_set(
    table: &Table,
    flows: Vec<Flow<'_>>,
    heads: &[Range<usize>],
    bands: Vec<Range<usize>>,
    pages: &mut Pages,
) {
    let before = pages.begin(PartKind::Table);
    Setter::new(table, edges(table, pages.left()), flows, heads).place_by_turn(bands, pages);
    pages.end(before);
}

/// How high rows are that hold these flows.
pub(super) fn heights(table: &Table, flows: &[Flow<'_>], rows: Range<usize>) -> Vec<Mm> {
    Setter::new(table, Vec::new(), flows.to_vec(), &[]).row_heights(&rows)
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

/// A table while it is put on pages.
pub(super) struct Setter<'t, 'w> {
    pub(super) table: &'t Table,
    pub(super) by_row: ByRow,
    edges: Vec<Mm>,
    pub(super) flows: Vec<Flow<'w>>,
    /// For each row, the head of its columns.
    pub(super) heads: &'t [Range<usize>],
    /// The height of what stands below the last row and stays with it.
    pub(super) keep: Mm,
    /// What the outline says of rows, with its level.
    pub(super) sections: BTreeMap<usize, (u8, String)>,
    /// Labels beside rows that repeat.
    pub(super) sides: Vec<Side<'w>>,
}

/// A band that has its place on the present page.
pub(super) struct PlacedBand {
    pub(super) rows: Range<usize>,
    pub(super) heights: Vec<Mm>,
}

impl PlacedBand {
    pub(super) fn height(&self) -> Mm {
        self.heights.iter().copied().sum()
    }
}

impl<'t, 'w> Setter<'t, 'w> {
    fn new(
        table: &'t Table,
        edges: Vec<Mm>,
        flows: Vec<Flow<'w>>,
        heads: &'t [Range<usize>],
    ) -> Self {
        let (by_row, keep, sections, sides) =
            (ByRow::of(table), Mm::ZERO, BTreeMap::new(), Vec::new());
        Self { table, by_row, edges, flows, heads, keep, sections, sides }
    }
}

impl<'w> Setter<'_, 'w> {
    pub(super) fn cells(&self, band: Range<usize>) -> impl Iterator<Item = (&Cell, &Flow<'w>)> {
        let cells = self.by_row.begin_in(band);
        self.table.cells[cells.clone()].iter().zip(&self.flows[cells])
    }

    /// The height that stays below a row.
    pub(super) fn below(&self, row: usize) -> Mm {
        if row + 1 == self.table.rows.len() { self.keep } else { Mm::ZERO }
    }

    /// The head of a row's columns, for a page that goes on with the row.
    pub(super) fn head(&self, row: usize, full: Mm) -> Option<PlacedBand> {
        let rows = self.heads[row].clone();
        let head = PlacedBand { heights: self.row_heights(&rows), rows };
        let fits = head.height().0 <= (full * LARGEST_HEAD).0;
        (fits && !head.rows.is_empty()).then_some(head)
    }

    /// The head with which a band begins: it stays with the first row of the list.
    pub(super) fn head_within(&self, band: &Range<usize>, pages: &Pages) -> Option<PlacedBand> {
        self.head(band.end - 1, pages.full_height()).filter(|head| head.rows.start == band.start)
    }

    /// A page that goes on with this row.
    pub(super) fn next_page(&self, row: usize, pages: &mut Pages) {
        self.put_sides(pages);
        pages.next();
        if let Some(head) = self.head(row, pages.full_height()) {
            self.put_head(&head, pages);
        }
    }

    /// Whether rows may be higher than they need, to fill a page: those of a list are as high on each page.
    pub(super) fn grows(&self, rows: &Range<usize>) -> bool {
        let is_list = |row: usize| !self.heads[row].is_empty();
        let heads_next = |row: usize| {
            let below = self.heads[row..].iter().find(|head| !head.is_empty());
            below.is_some_and(|head| head.contains(&row))
        };
        !rows.clone().any(|row| is_list(row) || heads_next(row))
    }

    /// Makes rows higher, so that a page is filled as a person would fill it.
    pub(super) fn stretch(&self, bands: &mut [PlacedBand], room: Mm) {
        let grow = |band: &PlacedBand| self.grows(&band.rows);
        let used: Mm = bands.iter().filter(|band| grow(band)).map(PlacedBand::height).sum();
        if used.0 <= 0.0 || room.0 <= 0.0 {
            return;
        }
        // A hair less than the page, so that rounding never pushes the last rule off it.
        let factor = 1.0 + (room / used).min(LARGEST_STRETCH) - 1e-4;
        for band in bands.iter_mut().filter(|band| grow(band)) {
            band.heights.iter_mut().for_each(|height| *height = *height * factor);
        }
    }

    pub(super) fn put_head(&self, head: &PlacedBand, pages: &mut Pages) {
        let fresh = pages.is_fresh();
        self.put_band(&head.rows, &head.heights, pages);
        if fresh {
            pages.stay_fresh();
        }
    }

    pub(super) fn put_bands(&self, bands: &mut Vec<PlacedBand>, pages: &mut Pages) {
        for band in bands.drain(..) {
            self.put_band(&band.rows, &band.heights, pages);
        }
    }

    pub(super) fn row_heights(&self, band: &Range<usize>) -> Vec<Mm> {
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

    fn put_band(&self, band: &Range<usize>, heights: &[Mm], pages: &mut Pages) {
        let top = pages.y();
        let y_of = |row: usize| top + heights[..row - band.start].iter().copied().sum::<Mm>();
        for (cell, flow) in self.cells(band.clone()) {
            let (y1, y2) = (y_of(cell.row), y_of(cell.row + cell.row_span));
            if let Some((level, title)) = self.sections.get(&cell.row).filter(|_| cell.column == 0)
            {
                pages.section(*level, title, y1);
            }
            put_box(self.table, self.across(cell), (y1, y2), pages);
            // The head of a list stands on each page, and is heard once.
            if pages.has_cell(cell) {
                pages.unspoken(|pages| self.put_flow(cell, flow, y1, y2, pages));
            } else {
                self.put_flow(cell, flow, y1, y2, pages);
            }
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
    pub(super) fn put_sides(&self, pages: &mut Pages) {
        self.sides.iter().for_each(|side| side.put(self.table, self.across(&side.cell), pages));
    }

    fn left(&self, cell: &Cell) -> Mm {
        self.edges[cell.column]
    }

    fn right(&self, cell: &Cell) -> Mm {
        self.edges[cell.column + cell.column_span]
    }

    pub(super) fn across(&self, cell: &Cell) -> (Mm, Mm) {
        (self.left(cell), self.right(cell))
    }

    pub(super) fn put_flow(&self, cell: &Cell, flow: &Flow<'w>, y1: Mm, y2: Mm, pages: &mut Pages) {
        let (x, right) = self.across(cell);
        let (fields, width, height) = (filled_in(cell), right - x, y2 - y1);
        pages.note_cell(FilledCell { fields, x, y: y1, width, height });
        let before = pages.begin_cell(cell, self.heads_what(cell, flow));
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
        pages.end(before);
    }

    /// What a cell that holds labels only is the label of: the columns of a list or what a heading stands over, else the
    /// row.
    fn heads_what(&self, cell: &Cell, flow: &Flow<'w>) -> Option<Heads> {
        let below = self.heads.get(cell.row + cell.row_span);
        let is_head = self.heads.get(cell.row).is_some_and(Range::is_empty)
            && below.is_some_and(|head| head.contains(&cell.row));
        let is_heading = outline::heads(self.table, cell, cell.row);
        match flow.is_label || is_head || is_heading {
            true if is_head || is_heading => Some(Heads::Column),
            true => Some(Heads::Row),
            false => None,
        }
    }
}
