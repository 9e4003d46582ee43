//! Tables over pages. Rows that a cell spans stay together as a band; a band goes to the next page
//! whole if a page can hold it. What no page can hold is cut between lines: the box is closed at
//! the bottom, opened again on the next page, and its label repeated.

use std::collections::BTreeSet;

use case::{MOST_ROWS, Value};
use catalog::{Block, CASES, Cell, Item as GridItem, Table};
use foundation::Mm;

use super::content::Words;
use super::flow::{Flow, PADDING_X, PADDING_Y, SEAL_SIDE, continued, put_flow_line, set_cell};
use super::page::{Item, Pages};
use crate::text::LineAlign;

/// A cell that goes on leaves and takes along at least so many lines.
const FEWEST_LINES: usize = 2;
/// Pages that a text may fill where it stands before it goes to a page of its own. Judgement: the rest of
/// the page on which it begins, and the next one.
const LONGEST_OVER_PAGES: f64 = 1.5;
/// Rows grow by no more than this share to fill a page.
const LARGEST_STRETCH: f64 = 0.6;

/// Places a table at the pages' present position.
pub(crate) fn place(words: &Words<'_>, table: &Table, pages: &mut Pages) {
    let printed = repeated(words, table);
    let table = &printed.table;
    let edges = edges(table, pages.left());
    let flows: Vec<Flow<'_>> = table
        .cells
        .iter()
        .map(|cell| {
            let words =
                words.in_row(printed.row[cell.row], table.rows[cell.row].repeats.as_deref());
            let width = edges[cell.column + cell.column_span] - edges[cell.column];
            set_cell(&words, cell, width, least_height(table, cell))
        })
        .collect();
    let setter = Setter { table, edges, flows, printed: &printed };
    setter.place(bands(table), pages);
}

/// The height that a cell has in any case.
fn least_height(table: &Table, cell: &Cell) -> Mm {
    let rows = &table.rows[cell.row..cell.row + cell.row_span];
    rows.iter().map(|row| row.min_height.unwrap_or(Mm::ZERO)).sum()
}

/// The fields that may go to a page of their own and that no page could hold in their cell.
pub(crate) fn too_long(words: &Words<'_>, pages: &Pages) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    let tables = words.form.paper.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for table in tables {
        let edges = edges(table, pages.left());
        for cell in &table.cells {
            let may_go = cell.items().find_map(|item| match item {
                GridItem::Value(id) => words.form.field(id).filter(|f| f.printing.extra_page),
                _ => None,
            });
            let Some(field) = may_go else { continue };
            let width = edges[cell.column + cell.column_span] - edges[cell.column];
            let flow = set_cell(words, cell, width, least_height(table, cell));
            // What may go on over pages has the rest of one and another whole one.
            let may_break =
                table.rows[cell.row..cell.row + cell.row_span].iter().any(|r| r.may_break);
            let most = pages.full_height() * if may_break { LONGEST_OVER_PAGES } else { 1.0 };
            if flow.height().0 > most.0 {
                fields.insert(field.id.clone());
            }
        }
    }
    fields
}

/// A table with its repeating rows written out.
struct Printed {
    table: Table,
    /// For each row, which row of the value or which case it prints.
    row: Vec<Option<usize>>,
    /// The rows above the repeating ones that are printed again on each page.
    head: std::ops::Range<usize>,
}

fn repeated(words: &Words<'_>, table: &Table) -> Printed {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cells = Vec::new();
    let mut head = 0..0;
    for (index, grid_row) in table.rows.iter().enumerate() {
        let times = grid_row.repeats.as_ref().map(|rows| times(words, rows));
        if times.is_some() && head.is_empty() {
            // Labels right above say what the columns are.
            let first = (0..index).rev().take_while(|above| is_head(table, *above)).last();
            head =
                first.map_or(0..0, |_| rows.len() - (index - first.unwrap_or(index))..rows.len());
        }
        for time in 0..times.unwrap_or(1) {
            let at = rows.len();
            rows.push(grid_row.clone());
            row.push(times.map(|_| time));
            let own = table.cells.iter().filter(|cell| cell.row == index);
            cells.extend(own.map(|cell| Cell { row: at, ..cell.clone() }));
        }
    }
    let table = Table { columns: table.columns.clone(), rows, cells };
    Printed { table, row, head }
}

/// How often a row is printed: at least once, so that an empty form can be filled in by hand.
fn times(words: &Words<'_>, rows: &str) -> usize {
    if rows == CASES {
        return words.cases.len();
    }
    let filled = match words.case.value(rows) {
        Some(Value::Rows(rows)) => rows.len(),
        _ => 0,
    };
    let least = words.form.field(rows).map_or(0, |field| field.printing.least_rows as usize);
    filled.max(least).clamp(1, MOST_ROWS)
}

/// Whether a row of the grid holds labels only.
fn is_head(table: &Table, row: usize) -> bool {
    let mut cells = table.cells.iter().filter(|cell| cell.row == row);
    cells.all(|cell| {
        cell.row_span == 1
            && cell.items().all(|item| matches!(item, GridItem::Label(_) | GridItem::Text(_)))
    })
}

/// The left edge of each column, and the right edge of the table.
fn edges(table: &Table, left: Mm) -> Vec<Mm> {
    let mut edges = vec![left];
    let mut x = left;
    for width in &table.columns {
        x += *width;
        edges.push(x);
    }
    edges
}

/// Rows that are tied together by cells that span them.
fn bands(table: &Table) -> Vec<std::ops::Range<usize>> {
    let mut bands = Vec::new();
    let mut start = 0;
    for row in 1..=table.rows.len() {
        let tied = table.cells.iter().any(|c| c.row < row && row < c.row + c.row_span);
        if !tied {
            bands.push(start..row);
            start = row;
        }
    }
    bands
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
    edges: Vec<Mm>,
    flows: Vec<Flow<'w>>,
    printed: &'t Printed,
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

/// A cell while its row is cut over pages.
struct Rest<'f, 'w> {
    cell: &'f Cell,
    flow: Flow<'w>,
    /// Lines that are already on a page.
    done: usize,
    /// How many of the lines that are left are its label.
    labels: usize,
}

impl<'w> Setter<'_, 'w> {
    fn cells(&self, band: std::ops::Range<usize>) -> impl Iterator<Item = (&Cell, &Flow<'w>)> {
        let in_band = move |cell: &Cell| band.contains(&cell.row);
        self.table.cells.iter().zip(&self.flows).filter(move |(cell, _)| in_band(cell))
    }

    fn place(&self, bands: Vec<std::ops::Range<usize>>, pages: &mut Pages) {
        let mut placed: Vec<PlacedBand> = Vec::new();
        for rows in bands {
            let band = PlacedBand { heights: self.row_heights(&rows), rows };
            let used: Mm = placed.iter().map(PlacedBand::height).sum();
            if band.height().0 <= (pages.room() - used).0 {
                placed.push(band);
            } else if self.may_be_cut_here(&band, pages.room() - used) {
                self.put_bands(&mut placed, pages);
                band.rows.for_each(|row| self.cut_row(row, pages));
            } else if band.height().0 <= pages.full_height().0 {
                stretch(&mut placed, pages.room() - used);
                self.put_bands(&mut placed, pages);
                pages.next();
                placed.extend(self.head_above(&band));
                placed.push(band);
            } else {
                self.put_bands(&mut placed, pages);
                // Larger than a page: row by row, each cell's words in its first row.
                band.rows.for_each(|row| self.cut_row(row, pages));
            }
        }
        self.put_bands(&mut placed, pages);
    }

    /// Whether a row that the form lets go on over pages has room for a beginning.
    fn may_be_cut_here(&self, band: &PlacedBand, room: Mm) -> bool {
        let row = band.rows.start;
        let begins = |flow: &Flow<'w>| {
            let rest = Rest {
                cell: &self.table.cells[0],
                flow: flow.clone(),
                done: 0,
                labels: flow.labels,
            };
            rest.lines_within(room, false) > flow.labels
        };
        band.rows.len() == 1
            && self.table.rows[row].may_break
            && self.cells(band.rows.clone()).any(|(_, flow)| begins(flow))
    }

    /// The head of the columns, for a page that begins with a row that repeats.
    fn head_above(&self, band: &PlacedBand) -> Option<PlacedBand> {
        let head = self.printed.head.clone();
        let goes_on = self.printed.row[band.rows.start].is_some_and(|row| row > 0);
        (goes_on && !head.is_empty())
            .then(|| PlacedBand { heights: self.row_heights(&head), rows: head })
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
            self.put_box(cell, y1, y2, pages);
            self.put_flow(cell, flow, y1, y2, pages);
        }
        pages.skip(heights.iter().copied().sum());
    }

    fn left(&self, cell: &Cell) -> Mm {
        self.edges[cell.column]
    }

    fn right(&self, cell: &Cell) -> Mm {
        self.edges[cell.column + cell.column_span]
    }

    /// The four rules of a cell. Neighbours draw theirs over the same place.
    fn put_box(&self, cell: &Cell, y1: Mm, y2: Mm, pages: &mut Pages) {
        let (x1, x2) = (self.left(cell), self.right(cell));
        for (x1, y1, x2, y2) in
            [(x1, y1, x2, y1), (x1, y2, x2, y2), (x1, y1, x1, y2), (x2, y1, x2, y2)]
        {
            pages.put(Item::Rule { x1, y1, x2, y2 });
        }
    }

    fn put_flow(&self, cell: &Cell, flow: &Flow<'w>, y1: Mm, y2: Mm, pages: &mut Pages) {
        let lines: Mm = flow.lines.iter().map(|line| line.height).sum();
        let mut y = if flow.from_top { y1 + PADDING_Y } else { y1 + (y2 - y1 - lines) / 2.0 };
        for line in &flow.lines {
            put_flow_line(pages, line, self.left(cell) + PADDING_X, y);
            y += line.height;
        }
        if let Some(seal) = &flow.seal {
            seal.put(pages, self.right(cell) - PADDING_X, y2 - PADDING_Y - SEAL_SIDE);
        }
    }

    fn cut_row(&self, row: usize, pages: &mut Pages) {
        let mut rests: Vec<Rest<'_, 'w>> = self
            .cells(row..row + 1)
            .map(|(cell, flow)| Rest { cell, flow: flow.clone(), done: 0, labels: flow.labels })
            .collect();
        let mut least = self.table.rows[row].min_height.unwrap_or(Mm::ZERO);
        loop {
            let need = rests.iter().map(Rest::height).fold(least, Mm::max);
            if need.0 <= pages.room().0 {
                self.put_rests(&mut rests, row, need, true, pages);
                return;
            }
            let fits = rests.iter().any(|rest| rest.lines_within(pages.room(), false) > 0);
            if !fits && !pages.is_fresh() {
                pages.next();
                continue;
            }
            let room = pages.room() - Mm(0.01);
            self.put_rests(&mut rests, row, room, false, pages);
            least = Mm::ZERO;
            pages.next();
            for rest in &mut rests {
                rest.repeat_head(self.right(rest.cell) - self.left(rest.cell));
            }
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
            self.put_box(rest.cell, y1, y2, pages);
            let count = if last { rest.left() } else { rest.lines_within(height, fresh) };
            let part = Flow {
                head: None,
                lines: rest.flow.lines[rest.done..rest.done + count].to_vec(),
                seal: rest.flow.seal.clone().filter(|_| last),
                labels: 0,
                is_label: rest.flow.is_label,
                from_top: rest.flow.from_top || rest.done > 0 || !last,
            };
            self.put_flow(rest.cell, &part, y1, y2, pages);
            rest.done += count;
            rest.labels = rest.labels.saturating_sub(count);
        }
        // Cells from rows above reach down here: their sides go on.
        let above = self.table.cells.iter();
        for cell in above.filter(|cell| cell.row < row && row < cell.row + cell.row_span) {
            let (x1, x2) = (self.left(cell), self.right(cell));
            pages.put(Item::Rule { x1, y1, x2: x1, y2 });
            pages.put(Item::Rule { x1: x2, y1, x2, y2 });
            if row + 1 == cell.row + cell.row_span || !last {
                pages.put(Item::Rule { x1, y1: y2, x2, y2 });
            }
        }
        pages.skip(height);
    }
}

impl Rest<'_, '_> {
    fn left(&self) -> usize {
        self.flow.lines.len() - self.done
    }

    fn height(&self) -> Mm {
        let lines: Mm = self.flow.lines[self.done..].iter().map(|line| line.height).sum();
        let seal = if self.flow.seal.is_some() { SEAL_SIDE } else { Mm::ZERO };
        lines + seal + PADDING_Y * 2.0
    }

    /// How many lines a strip of this height takes, when the rest goes on: enough of them stay, and
    /// enough go along with the rest, so that neither stands alone. A fresh page takes at least one line
    /// beyond the label, so that there is always an end.
    fn lines_within(&self, height: Mm, fresh: bool) -> usize {
        let mut room = height - PADDING_Y * 2.0;
        let mut count = 0;
        for line in &self.flow.lines[self.done..] {
            room -= line.height;
            if room.0 < 0.0 {
                break;
            }
            count += 1;
        }
        let left = self.left();
        if count < left || self.flow.seal.is_some() {
            count = count.min(left.saturating_sub(FEWEST_LINES));
        }
        // A label alone, or a single line, is no beginning.
        if count < self.labels + FEWEST_LINES && count < left {
            count = if fresh { (self.labels + 1).min(left) } else { 0 };
        }
        count
    }

    /// Puts the label on top of what is left.
    fn repeat_head(&mut self, width: Mm) {
        if self.left() == 0 && self.flow.seal.is_none() {
            // A cell of labels only says again what its row is.
            if let Some(head) = self.flow.head.as_ref().filter(|_| self.flow.is_label) {
                self.flow.lines = continued(head, width, LineAlign::Centre);
                self.done = 0;
            }
            return;
        }
        if let Some(head) = &self.flow.head {
            let label = continued(head, width, LineAlign::Justified);
            let rest = self.flow.lines.split_off(self.done);
            self.labels = label.len();
            self.flow.lines = label.into_iter().chain(rest).collect();
            self.done = 0;
        }
    }
}
