//! A plan of pages put on paper.

use std::ops::Range;

use foundation::Mm;

use super::cutting::Strip;
use super::flow::Flow;
use super::page::Pages;
use super::plan::{MOST_LINES, Paper, Plan, PlannedPage, plan, running_lines};
use super::price::{PAGE, TIGHTEST, leadings, of_leading};
use super::rest::Rest;
use super::table::{PlacedBand, Setter};

/// More bands than these are placed by turn: what is as long is a list. Judgement.
const MOST_BANDS: usize = 300;

impl<'w> Setter<'_, 'w> {
    /// The plan of a table and the flows that are set for it: in the widest leading that asks for no page more, and with
    /// `smaller` answers only where that saves a page. None where rows can only be placed by turn.
    pub(super) fn planned(
        &mut self,
        smaller: Option<&[Flow<'w>]>,
        bands: &[Range<usize>],
        paper: Paper,
    ) -> Option<Vec<PlannedPage>> {
        let lists = |band: &Range<usize>| !self.grows(band);
        if bands.len() > MOST_BANDS || bands.iter().all(lists) {
            // So are no bands at all: nothing is left to plan.
            return None;
        }
        let own = self.flows.clone();
        let plan = self.planned_widest(&own, smaller, bands, paper);
        if plan.is_none() {
            self.flows = own;
        }
        plan
    }

    fn planned_widest(
        &mut self,
        own: &[Flow<'w>],
        smaller: Option<&[Flow<'w>]>,
        bands: &[Range<usize>],
        paper: Paper,
    ) -> Option<Vec<PlannedPage>> {
        let mut natural = own.to_vec();
        let mut tight = self.planned_with(&natural, TIGHTEST, bands, paper);
        if let Some(smaller) = smaller {
            let other = self.planned_with(smaller, TIGHTEST, bands, paper);
            if worth(other.as_ref()) < worth(tight.as_ref()) {
                (natural, tight) = self.grown(own, (smaller, other), bands, paper);
            }
        }
        let tight = tight?;
        let fewest = worth(Some(&tight));
        let lines = running_lines(&natural);
        if lines == 0 || lines > MOST_LINES {
            self.flows = natural;
            return Some(tight.pages);
        }
        let mut best = (tight.price + of_leading(TIGHTEST), TIGHTEST, tight.pages);
        for leading in leadings() {
            if fewest * PAGE + of_leading(leading) >= best.0 {
                break;
            }
            let Some(plan) = self.planned_with(&natural, leading, bands, paper) else { continue };
            let price = plan.price + of_leading(leading);
            if price < best.0 {
                best = (price, leading, plan.pages);
            }
        }
        self.flows = natural.iter().map(|flow| flow.led(best.1)).collect();
        Some(best.2)
    }

    /// Smaller answers with those in their own size that cost no page more, row by row: nothing is smaller in a row that
    /// is stretched then.
    fn grown(
        &mut self,
        own: &[Flow<'w>],
        (smaller, mut tight): (&[Flow<'w>], Option<Plan>),
        bands: &[Range<usize>],
        paper: Paper,
    ) -> (Vec<Flow<'w>>, Option<Plan>) {
        let mut flows = smaller.to_vec();
        for band in bands.iter().filter(|band| self.grows(band)).cloned().collect::<Vec<_>>() {
            let cells = self.by_row.begin_in(band);
            if cells.clone().all(|at| flows[at].share >= own[at].share) {
                continue;
            }
            let before = flows.clone();
            flows[cells.clone()].clone_from_slice(&own[cells]);
            let plan = self.planned_with(&flows, TIGHTEST, bands, paper);
            if worth(plan.as_ref()) <= worth(tight.as_ref()) {
                tight = plan;
            } else {
                flows = before;
            }
        }
        (flows, tight)
    }

    fn planned_with(
        &mut self,
        flows: &[Flow<'w>],
        leading: f64,
        bands: &[Range<usize>],
        paper: Paper,
    ) -> Option<Plan> {
        self.flows = flows.iter().map(|flow| flow.led(leading)).collect();
        plan(self, bands, paper)
    }

    /// Puts planned pages, with so much below the last one.
    pub(super) fn put_planned(
        &self,
        plan: &[PlannedPage],
        bands: &[Range<usize>],
        tail: Option<Mm>,
        pages: &mut Pages,
    ) {
        let mut going_on: Option<(usize, Vec<Rest<'_, 'w>>)> = None;
        for (index, page) in plan.iter().enumerate() {
            if index > 0 {
                self.put_sides(pages);
                pages.next();
            }
            if let (Some((row, rests)), Some((counts, goes_on))) = (going_on.take(), &page.rest) {
                let rests = self.put_part(row, rests, counts, *goes_on, pages);
                going_on = rests.map(|rests| (row, rests));
                if going_on.is_some() {
                    continue;
                }
            } else if index > 0
                && let Some(head) = self.head(bands[page.bands.start].start, pages.full_height())
            {
                self.put_head(&head, pages);
            }
            let is_last = index + 1 == plan.len();
            let below = if is_last { tail.filter(|_| index > 0) } else { Some(Mm::ZERO) };
            let below = below.filter(|_| page.cut.is_none());
            self.put_whole(&bands[page.bands.clone()], below, pages);
            if let Some(counts) = &page.cut {
                let row = bands[page.bands.end].start;
                self.note_section(row, false, pages);
                let rests = self.put_part(row, self.rests(row), counts, true, pages);
                going_on = rests.map(|rests| (row, rests));
            }
        }
        self.put_sides(pages);
    }

    /// Puts bands, stretched to the foot of the page but for what stands `below` them, where that is said. The last one
    /// is lower than the form draws it where its white space has no room.
    fn put_whole(&self, bands: &[Range<usize>], below: Option<Mm>, pages: &mut Pages) {
        let placed = |rows: &Range<usize>| PlacedBand {
            heights: self.row_heights(rows),
            rows: rows.clone(),
        };
        let mut placed: Vec<PlacedBand> = bands.iter().map(placed).collect();
        let used: Mm = placed.iter().map(PlacedBand::height).sum();
        let lacking = bands
            .last()
            .map_or(Mm::ZERO, |band| used - (pages.room() - self.below(band.end - 1) - Mm(0.01)));
        if let Some(height) = placed.last_mut().and_then(|band| band.heights.last_mut())
            && lacking.0 > 0.0
        {
            *height -= lacking;
        } else if let Some(below) = below {
            self.stretch(&mut placed, pages.room() - used - below);
        }
        self.put_bands(&mut placed, pages);
    }

    /// Puts so many lines of a row; returns what goes on.
    fn put_part<'p>(
        &'p self,
        row: usize,
        mut rests: Vec<Rest<'p, 'w>>,
        counts: &[usize],
        goes_on: bool,
        pages: &mut Pages,
    ) -> Option<Vec<Rest<'p, 'w>>> {
        let words = rests.iter().map(Rest::height).fold(Mm::ZERO, Mm::max);
        let height = if goes_on { pages.room() - Mm(0.01) } else { words };
        let strip = Strip { height, fresh: pages.is_fresh(), last: !goes_on };
        self.put_rests(&rests, counts, row, strip, pages);
        self.turn_page(&mut rests, counts, pages.full_height());
        goes_on.then_some(rests)
    }
}

/// How many pages a plan asks for, and what counts as much; no plan is the worst.
fn worth(plan: Option<&Plan>) -> f64 {
    plan.map_or(f64::INFINITY, |plan| (plan.price / PAGE).floor())
}
