//! The pages of a table planned together: fewest pages first, then pages that are evenly full. Which rows stand on which
//! page and where a row is cut is a way through the places where a page may begin, and the cheapest one is searched, for
//! each leading of its long texts. What is found is put by `planned`; prices stand in `price`.
//!
//! Source: Knuth and Plass, Breaking Paragraphs into Lines (1981): the same search, over rows instead of words.

use std::collections::BTreeMap;
use std::ops::Range;

use foundation::Mm;

use super::cut::FEWEST_LINES;
use super::flow::{Flow, PADDING_Y};
use super::outline;
use super::page::Pages;
use super::price::{self, Ending, Filling};
use super::rest::Rest;
use super::table::Setter;

/// With more lines than these of running text, only full pages are looked at, so that the search stays short: seven pages
/// and more of them. Judgement.
pub(super) const MOST_LINES: usize = 300;

/// What stands on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct PlannedPage {
    /// How many lines of each cell of the row that began on a page before, and whether it goes on.
    pub(super) rest: Option<(Vec<usize>, bool)>,
    /// The bands that stand on it as a whole.
    pub(super) bands: Range<usize>,
    /// How many lines of each cell of the row below them, which goes on.
    pub(super) cut: Option<Vec<usize>>,
}

/// The paper that a table has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    /// What is left of the page on which it begins.
    first: Mm,
    /// Whether nothing stands on that page.
    fresh: bool,
    /// A page between its margins.
    full: Mm,
    /// What stands below the table on its last page; none where another table follows.
    tail: Option<Mm>,
}

impl Paper {
    pub(super) fn of(pages: &Pages, tail: Option<Mm>) -> Self {
        let (first, full) = (pages.room(), pages.full_height());
        Self { first, fresh: pages.is_fresh(), full, tail }
    }
}

/// The pages with the price of all of them.
pub(super) struct Plan {
    pub(super) pages: Vec<PlannedPage>,
    pub(super) price: f64,
}

/// Where a page may begin: with a band, or with the rest of its row.
struct Start<'p, 'w> {
    first: bool,
    band: usize,
    rests: Option<Vec<Rest<'p, 'w>>>,
}

/// A start by what distinguishes it: the lines that are left of each cell.
type Key = (bool, usize, Vec<usize>);

impl Start<'_, '_> {
    fn key(&self) -> Key {
        let left = self.rests.iter().flatten().map(Rest::left);
        (self.first, self.band, left.collect())
    }
}

/// One way to fill a page, and where the next one begins; none where the table ends.
struct Choice<'p, 'w> {
    page: PlannedPage,
    price: f64,
    next: Option<Start<'p, 'w>>,
}

/// What the search has to know of a band.
struct Measured {
    height: Mm,
    grows: bool,
    /// Whether its row may go on over pages.
    may_be_cut: bool,
    is_heading: bool,
    is_last_of_list: bool,
    has_seal: bool,
    /// Lines of values, in the cell that has the most of them.
    lines: usize,
}

struct Search<'p, 't, 'w> {
    setter: &'p Setter<'t, 'w>,
    bands: &'p [Range<usize>],
    measured: Vec<Measured>,
    /// Whether a text stands in it that its seals are for; else it is filled in by hand.
    is_filled: bool,
    /// Whether its texts are so long that only full pages are looked at.
    is_long: bool,
    paper: Paper,
    /// The price from a start to the end, and the page that begins the cheapest way.
    known: BTreeMap<Key, (f64, PlannedPage, Option<Key>)>,
}

/// The cheapest pages for a table; none where a row that no page holds cannot be cut, as in a list.
pub(super) fn plan(setter: &Setter<'_, '_>, bands: &[Range<usize>], paper: Paper) -> Option<Plan> {
    let measured = bands.iter().map(|band| Measured::of(setter, band, paper)).collect();
    let known = BTreeMap::new();
    let is_filled = setter.flows.iter().any(|flow| flow.lines.iter().any(|line| line.running));
    let is_long = running_lines(&setter.flows) > MOST_LINES;
    let mut search = Search { setter, bands, measured, is_filled, is_long, paper, known };
    let start = Start { first: true, band: 0, rests: None };
    let mut key = Some(start.key());
    let price = search.price_from(&start);
    let mut pages = Vec::new();
    while let Some((_, page, next)) = key.and_then(|key| search.known.remove(&key)) {
        pages.push(page);
        key = next;
    }
    price.is_finite().then_some(Plan { pages, price })
}

/// Lines of running text in cells.
pub(super) fn running_lines(flows: &[Flow<'_>]) -> usize {
    flows.iter().flat_map(|flow| &flow.lines).filter(|line| line.running).count()
}

impl Measured {
    fn of(setter: &Setter<'_, '_>, band: &Range<usize>, paper: Paper) -> Self {
        let cells = || setter.cells(band.clone());
        let (row, height) = (band.start, setter.row_heights(band).into_iter().sum::<Mm>());
        let is_list = |row: usize| setter.heads.get(row).is_some_and(|head| !head.is_empty());
        let goes_on = setter.table.rows[row].may_break
            || height.0 > paper.full.0
            || cells().any(|(_, flow)| flow.lines.iter().any(|line| line.running));
        Self {
            height,
            grows: setter.grows(band),
            may_be_cut: band.len() == 1 && !is_list(row) && goes_on,
            is_heading: band.len() == 1
                && cells().any(|(cell, _)| outline::heads(setter.table, cell, row)),
            is_last_of_list: is_list(row) && !is_list(band.end),
            has_seal: cells().any(|(_, flow)| flow.has_seal()),
            lines: cells().map(|(_, flow)| words_in(flow)).max().unwrap_or(0),
        }
    }
}

/// The lines of a cell that are no label.
fn words_in(flow: &Flow<'_>) -> usize {
    flow.lines[flow.labels..].iter().filter(|line| !line.is_blank()).count()
}

impl<'p, 'w> Search<'p, '_, 'w> {
    /// The price of the cheapest way from here to the end.
    fn price_from(&mut self, start: &Start<'p, 'w>) -> f64 {
        let key = start.key();
        if let Some((price, ..)) = self.known.get(&key) {
            return *price;
        }
        let mut best = (f64::INFINITY, PlannedPage::default(), None);
        for choice in self.choices(start) {
            let below = choice.next.as_ref().map_or(0.0, |next| self.price_from(next));
            let price = choice.price + below;
            if price < best.0 {
                best = (price, choice.page, choice.next.map(|next| next.key()));
            }
        }
        let price = best.0;
        self.known.insert(key, best);
        price
    }

    /// All ways to fill a page that are worth a look.
    fn choices(&self, start: &Start<'p, 'w>) -> Vec<Choice<'p, 'w>> {
        let room = if start.first { self.paper.first } else { self.paper.full };
        // On the first page, a title stands above the table.
        let mut filling = Filling::new(room, self.paper.full, if start.first { 2 } else { 0 });
        let mut choices = Vec::new();
        let mut page = PlannedPage { bands: start.band..start.band, ..Default::default() };
        if let Some(rests) = &start.rests {
            let row = self.bands[start.band].start;
            let height = rests.iter().map(Rest::height).fold(Mm::ZERO, Mm::max);
            let ends = (height + self.setter.below(row)).0 <= room.0;
            choices.extend(self.going_on(start.band, rests, &filling, ends));
            if !ends {
                return choices;
            }
            page.rest = Some((rests.iter().map(Rest::left).collect(), false));
            page.bands = start.band + 1..start.band + 1;
            let lines = rests.iter().map(|rest| words_in(&rest.flow)).max().unwrap_or(0);
            filling.take(height, false, lines);
        } else if !start.first
            && let Some(head) = self.setter.head(self.bands[start.band].start, self.paper.full)
        {
            filling.take(head.height(), false, 0);
        }
        self.with_bands(page, filling, start.first && !self.paper.fresh, &mut choices);
        choices
    }

    /// The ways that go on with whole bands: before each of them the page may end.
    fn with_bands(
        &self,
        mut page: PlannedPage,
        mut filling: Filling,
        may_be_empty: bool,
        choices: &mut Vec<Choice<'p, 'w>>,
    ) {
        let is_empty = |page: &PlannedPage| page.bands.is_empty() && page.rest.is_none();
        while let Some(band) = self.measured.get(page.bands.end) {
            let at = page.bands.end;
            let below = self.setter.below(self.bands[at].end - 1);
            let has_room = filling.has_room_for(band.height + below);
            // Who leaves half of a page has another way, unless it is for a seal.
            let is_early = has_room
                && (self.is_long || filling.is_half_empty())
                && !self.leaves_seal_alone(at, &filling);
            if (!is_empty(&page) || may_be_empty) && !is_early {
                let price = filling.price(Ending::Break) + self.price_of_break(at);
                let next = Some(Start { first: false, band: at, rests: None });
                choices.push(Choice { page: page.clone(), price, next });
            }
            if band.may_be_cut {
                choices.extend(self.cut(&page, &filling, true));
                choices.extend(self.cut(&page, &filling, false));
                choices.extend(self.lower(&page, &filling));
            }
            if !has_room {
                return;
            }
            if band.has_seal && self.is_filled {
                filling.add_seal(band.lines);
            }
            filling.take(band.height, band.grows, band.lines);
            page.bands.end += 1;
        }
        let price =
            filling.price(Ending::Last { tail: self.paper.tail, only: may_end_early(&page) });
        choices.push(Choice { page, price, next: None });
    }

    /// What it costs that a page begins with this band.
    fn price_of_break(&self, band: usize) -> f64 {
        let Some(before) = band.checked_sub(1).map(|before| &self.measured[before]) else {
            return price::TABLE_MOVED;
        };
        let heading = if before.is_heading { price::HEADING_ALONE } else { 0.0 };
        let lonely = if self.measured[band].is_last_of_list { price::ROW_ALONE } else { 0.0 };
        heading + lonely
    }

    /// The next seal below this band, where it would stand alone on its page unless lines of this band stand above it.
    fn seal_in_need_of(&self, band: usize) -> Option<usize> {
        let seal = (band + 1..self.measured.len()).find(|band| self.measured[*band].has_seal)?;
        let lines: usize = self.measured[band + 1..=seal].iter().map(|band| band.lines).sum();
        (self.is_filled && lines < FEWEST_LINES).then_some(seal)
    }

    /// Whether it is worth parting this band where its end has room: for a seal, its own or the next one.
    fn may_be_cut_early(&self, band: usize) -> bool {
        self.is_filled && self.measured[band].has_seal || self.seal_in_need_of(band).is_some()
    }

    /// Whether this band had better not stand on this page: the seal right below it has no room there and needs its lines.
    fn leaves_seal_alone(&self, band: usize, filling: &Filling) -> bool {
        self.seal_in_need_of(band).is_some_and(|seal| {
            let height = self.measured[band].height + self.measured[seal].height;
            seal == band + 1 && !filling.has_room_for(height)
        })
    }

    /// The page with a beginning of the row below its bands: as much as fits, or, where all of it would fit, all but
    /// its last lines.
    fn cut(&self, page: &PlannedPage, filling: &Filling, full: bool) -> Option<Choice<'p, 'w>> {
        let band = page.bands.end;
        let row = self.bands[band].start;
        let room = filling.room_left() - Mm(0.01);
        if self.setter.words_go_on(row, room) != full || !(full || self.may_be_cut_early(band)) {
            return None;
        }
        let rests = self.setter.rests(row);
        if !self.setter.goes_on_within(&rests, room) {
            return None;
        }
        let counts = counts(&rests, room, full, false)?;
        let page = PlannedPage { cut: Some(counts.clone()), ..page.clone() };
        let whole = (self.measured[band].height.0 <= self.paper.full.0
            && !self.setter.table.rows[row].may_break)
            .then_some(price::CUT);
        let price = whole.unwrap_or(0.0) + price_of_going_on(&rests, &counts, full, filling);
        Some(Choice { page, price, next: Some(self.turned(band, rests, &counts)) })
    }

    /// The page down to its foot with the row below its bands, lower than the form draws it: where its words have room
    /// there, and its white space has none.
    fn lower(&self, page: &PlannedPage, filling: &Filling) -> Option<Choice<'p, 'w>> {
        let at = page.bands.end;
        let (band, row) = (&self.measured[at], self.bands[at].start);
        let room = filling.room_left() - self.setter.below(row) - Mm(0.01);
        let mut lines = self.setter.cells(row..row + 1).flat_map(|(_, flow)| &flow.lines);
        if !lines.any(|line| line.running)
            || band.height.0 <= room.0
            || self.setter.words_go_on(row, room)
        {
            return None;
        }
        let mut filling = filling.clone();
        if band.has_seal {
            filling.add_seal(band.lines);
        }
        filling.take(room, false, band.lines);
        let page = PlannedPage { bands: page.bands.start..at + 1, ..page.clone() };
        let (ending, next) = if at + 1 == self.bands.len() {
            (Ending::Last { tail: self.paper.tail, only: may_end_early(&page) }, None)
        } else {
            (Ending::Break, Some(Start { first: false, band: at + 1, rests: None }))
        };
        let lacking = price::LOWER * ((band.height - room) / band.height).powi(2);
        let moved = if next.is_some() { self.price_of_break(at + 1) } else { 0.0 };
        Some(Choice { page, price: filling.price(ending) + lacking + moved, next })
    }

    /// The page with more of a row that began before: as much as fits, or, where the rest `ends` here, all but its last
    /// lines.
    fn going_on(
        &self,
        band: usize,
        rests: &[Rest<'p, 'w>],
        filling: &Filling,
        ends: bool,
    ) -> Option<Choice<'p, 'w>> {
        if ends && !self.may_be_cut_early(band) {
            return None;
        }
        let room = filling.room_left() - Mm(0.01);
        let counts = counts(rests, room, !ends, true)?;
        let page = PlannedPage { rest: Some((counts.clone(), true)), bands: band..band, cut: None };
        let price = price_of_going_on(rests, &counts, !ends, filling);
        Some(Choice { page, price, next: Some(self.turned(band, rests.to_vec(), &counts)) })
    }

    /// The next page, which begins with what is left of a row.
    fn turned(&self, band: usize, mut rests: Vec<Rest<'p, 'w>>, counts: &[usize]) -> Start<'p, 'w> {
        self.setter.turn_page(&mut rests, counts, self.paper.full);
        Start { first: false, band, rests: Some(rests) }
    }
}

/// What a page costs that ends with so many lines of a row: `full` of them, or all but its last.
fn price_of_going_on(
    rests: &[Rest<'_, '_>],
    counts: &[usize],
    full: bool,
    filling: &Filling,
) -> f64 {
    let part = |(rest, count): (&Rest<'_, '_>, &usize)| {
        let lines = &rest.flow.lines[rest.done..rest.done + count];
        lines.iter().map(|line| line.height).sum::<Mm>() + PADDING_Y * 2.0
    };
    let height = rests.iter().zip(counts).map(part).fold(Mm::ZERO, Mm::max);
    let mut filling = filling.clone();
    filling.take(height, false, 0);
    filling.price(if full { Ending::Cut } else { Ending::CutEarly })
}

/// Whether the table is on its last page with its first row: then it is its only page.
fn may_end_early(page: &PlannedPage) -> bool {
    page.bands.start == 0 && page.rest.is_none()
}

/// How many lines of each cell a strip of this height takes: as many as fit, or all but the last ones of the running
/// texts. None where nothing would be put, or nothing would be left.
fn counts(rests: &[Rest<'_, '_>], height: Mm, full: bool, fresh: bool) -> Option<Vec<usize>> {
    let count = |rest: &Rest<'_, '_>| {
        if full { rest.lines_within(height, fresh) } else { rest.all_but_last() }
    };
    let counts: Vec<usize> = rests.iter().map(count).collect();
    // A label is put again on each page: it is no way forward.
    let puts = rests
        .iter()
        .zip(&counts)
        .any(|(rest, count)| !rest.flow.is_label && *count > rest.flow.labels);
    let leaves = rests.iter().zip(&counts).any(|(rest, count)| *count < rest.left());
    let fits = full
        || rests.iter().zip(&counts).all(|(rest, count)| {
            let lines = &rest.flow.lines[rest.done..rest.done + count];
            let used: Mm = lines.iter().map(|line| line.height).sum();
            (used + PADDING_Y * 2.0).0 <= height.0
        });
    (puts && leaves && fits).then_some(counts)
}
