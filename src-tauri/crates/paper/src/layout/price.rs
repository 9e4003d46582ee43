//! What pages cost, so that a plan can be compared with another one. A page more costs more than all that may be said
//! against fewer of them; below that, prices weigh what a reader dislikes. The numbers are judgements, made on the forms of
//! `assets/forms` with short, usual and long texts.

use foundation::Mm;

use super::table::LARGEST_STRETCH;

/// A page.
pub(super) const PAGE: f64 = 1e6;
/// A seal without two lines of what it seals above it on its page. Dearer than a page.
const SEAL_ALONE: f64 = 3.0 * PAGE;
/// A heading at the foot of a page, what it heads on the next one.
pub(super) const HEADING_ALONE: f64 = 2.0 * PAGE;
/// A table that leaves the page of its title.
pub(super) const TABLE_MOVED: f64 = 1.5 * PAGE;
/// The last row of a list alone on its page.
pub(super) const ROW_ALONE: f64 = 0.9 * PAGE;
/// A row that is cut although a page could hold it. As much as a page of which a quarter stays blank although its rows
/// are stretched.
pub(super) const CUT: f64 = 0.35;
/// A page that stays blank, by the square of its share.
const BLANK: f64 = 4.0;
/// How much dearer that is where a row goes on although its end would have fitted: a box that is half empty and goes on.
/// Dearer than whatever it evens out, cheaper than a seal alone, which it is for.
const HOLLOW: f64 = 100.0;
/// Rows that grow to fill a page, by the square of their share.
const STRETCH: f64 = 0.6;
/// A row that is lower than the form draws it, by the square of the share: where its words have room on a page, it ends
/// there.
pub(super) const LOWER: f64 = 2.0;
/// What counts of that on the last page: a table may end early.
const ON_THE_LAST_PAGE: f64 = 0.5;
/// The tightest leading instead of the widest, by the square of the share of the way.
const TIGHT: f64 = 0.8;

/// The tightest leading of running text, in em: 15 pt for 小四.
pub(super) const TIGHTEST: f64 = 1.25;
/// The widest: 20.4 pt for 小四. Source: 固定值 18–20 磅, as forms are filled in by hand.
pub(super) const WIDEST: f64 = 1.7;
/// Steps from the one to the other.
const STEPS: u8 = 9;

/// The leadings that are tried, the widest first.
pub(super) fn leadings() -> impl Iterator<Item = f64> {
    let step = (WIDEST - TIGHTEST) / f64::from(STEPS);
    (0..=STEPS).map(move |count| WIDEST - step * f64::from(count))
}

/// What it costs to set texts with this leading.
pub(super) fn of_leading(leading: f64) -> f64 {
    TIGHT * ((WIDEST - leading) / (WIDEST - TIGHTEST)).powi(2)
}

/// How a page ends.
#[derive(Clone, Copy)]
pub(super) enum Ending {
    /// The next row moves to the next page.
    Break,
    /// A row goes on over its foot.
    Cut,
    /// A row goes on that could have ended: its last lines are taken along.
    CutEarly,
    /// The table ends, with so much below it; perhaps it stands on this page alone.
    Last { tail: Option<Mm>, only: bool },
}

/// A page while it fills.
#[derive(Clone)]
pub(super) struct Filling {
    room: Mm,
    full: Mm,
    used: Mm,
    /// What of it may grow.
    growing: Mm,
    lines: usize,
    price: f64,
}

impl Filling {
    /// A page with so much room and so many lines above the table.
    pub(super) fn new(room: Mm, full: Mm, lines: usize) -> Self {
        Self { room, full, used: Mm::ZERO, growing: Mm::ZERO, lines, price: PAGE }
    }

    pub(super) fn room_left(&self) -> Mm {
        self.room - self.used
    }

    pub(super) fn is_half_empty(&self) -> bool {
        self.used.0 < self.room.0 / 2.0
    }

    pub(super) fn has_room_for(&self, height: Mm) -> bool {
        (self.used + height).0 <= self.room.0
    }

    /// Takes so much of the page, with so many lines.
    pub(super) fn take(&mut self, height: Mm, grows: bool, lines: usize) {
        self.used += height;
        if grows {
            self.growing += height;
        }
        self.lines += lines;
    }

    /// A seal stands on it, with so many lines of its own cell.
    pub(super) fn add_seal(&mut self, own: usize) {
        if self.lines + own < super::cut::FEWEST_LINES {
            self.price += SEAL_ALONE;
        }
    }

    /// What the page costs.
    pub(super) fn price(&self, ending: Ending) -> f64 {
        let blank = |left: Mm| BLANK * (left.max(Mm::ZERO) / self.full).powi(2);
        let filled = |left: Mm| {
            let left = left.max(Mm::ZERO);
            let grown = (self.growing * LARGEST_STRETCH).min(left);
            let share = if grown.0 > 0.0 { grown / self.growing } else { 0.0 };
            STRETCH * share.powi(2) + blank(left - grown)
        };
        let left = self.room_left();
        self.price
            + match ending {
                Ending::Break => filled(left),
                Ending::Cut => blank(left),
                Ending::CutEarly => HOLLOW * blank(left),
                Ending::Last { tail, only } => {
                    let left = left - tail.unwrap_or(Mm::ZERO);
                    let further = if left.0 < 0.0 { PAGE } else { 0.0 };
                    let price = if only || tail.is_none() { 0.0 } else { filled(left) };
                    further + price * ON_THE_LAST_PAGE
                }
            }
    }
}
