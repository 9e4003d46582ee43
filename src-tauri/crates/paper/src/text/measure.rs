//! How many atoms a line takes: as many as its width holds, or one more word where marks can be pushed
//! together for it, or where a full stop may hang over the margin.

use super::atoms::{Atom, Class};
use super::breaks::may_part;
use super::justify::{self, LARGEST_STRETCH};
use super::tokens::{End, is_digit};

/// Between Han and Latin or digits, in em. Source: Word's default.
const HAN_LATIN_GAP: f32 = 0.25;
/// Between a box and its words, in em.
const TICK_GAP: f32 = 0.15;
/// What may be taken from the blank of a mark, and from a gap between Han and Latin, to pull one more
/// word into a line. Source: CLREQ, 3.2.3: gaps to an eighth; Judgement: marks to three quarters, beyond
/// which readers see it.
const SQUEEZE: f32 = 0.5;
/// How far 、，。 may hang over the margin, in em and in points. Judgement: the ink of a full stop then
/// stays clear of the rules of a cell, whose padding is 4 points.
const HANG_EM: f32 = 0.25;
const HANG_LARGEST: f32 = 3.5;
/// A stretch of this a gap, in em, is not seen: nothing needs to be pushed together.
const UNSEEN_STRETCH: f32 = 0.02;
/// The rounding of sums, in points.
const ROUNDING: f32 = 0.01;

/// The margins of one line.
#[derive(Clone, Copy)]
pub(super) struct Margin {
    /// From the left margin to the right.
    pub(super) width: f32,
    /// Where the line begins.
    pub(super) indent: f32,
    /// Whether an opening mark at the start loses its blank half.
    pub(super) flush: bool,
    /// Whether marks may be pushed together and hang.
    pub(super) adjusted: bool,
    /// Whether what is left of it is given to its gaps.
    pub(super) gapes: bool,
}

/// Where a line ends, and how much of what can be pushed together is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    pub(super) end: usize,
    /// From 0 to 1.
    pub(super) squeeze: f32,
}

/// What stands between two atoms of a line.
pub(super) fn gap(before: &Atom, after: &Atom) -> f32 {
    match (before.class, after.class) {
        (Class::Han, Class::Latin) if has_gap(after.character) => before.advance * HAN_LATIN_GAP,
        (Class::Latin, Class::Han) if has_gap(before.character) => after.advance * HAN_LATIN_GAP,
        (Class::Tick, _) => before.advance * TICK_GAP,
        _ => 0.0,
    }
}

/// Letters and digits stand off from Han; brackets and marks of ASCII do not. Source: CSS Text 4,
/// `text-autospace`, and % because it is read as part of its number.
fn has_gap(character: char) -> bool {
    character.is_alphanumeric() || "%‰°+#&@$".contains(character)
}

/// What can be taken from the gap before an atom.
pub(super) fn squeeze_of_gap(before: &Atom, after: &Atom) -> f32 {
    if before.class == Class::Tick { 0.0 } else { gap(before, after) * SQUEEZE }
}

/// What can be taken from the blank of a mark inside a line.
pub(super) fn squeeze_of_mark(atom: &Atom) -> f32 {
    atom.blank * SQUEEZE
}

/// What the margins take from the first atom of a line.
pub(super) fn cut_at_start(atom: &Atom, margin: Margin) -> f32 {
    if margin.flush && atom.class == Class::Opening { atom.blank } else { 0.0 }
}

/// What the right margin takes from the last atom of a line.
pub(super) fn cut_at_end(atom: &Atom) -> f32 {
    if atom.class == Class::Closing { atom.blank } else { 0.0 }
}

/// A line while it grows from atom to atom.
pub(super) struct Pen<'a> {
    atoms: &'a [Atom],
    start: usize,
    margin: Margin,
    at: f32,
    /// What can be pushed together so far; a mark counts when something stands behind it.
    squeeze: f32,
    held: f32,
    /// Behind the last atom that is no white space: its place, and what the margin takes from it.
    ink: f32,
    cut: f32,
}

/// How far a line reaches.
#[derive(Clone, Copy)]
pub(super) struct Reach {
    /// Beyond the right margin; less than nothing is what is left.
    pub(super) over: f32,
    /// What can be pushed together.
    pub(super) squeeze: f32,
    /// How far its last mark may hang over the margin.
    pub(super) hang: f32,
}

impl Reach {
    /// Whether it stands within its margins as it is.
    pub(super) fn fits(self) -> bool {
        self.over <= ROUNDING
    }

    /// Whether it does when marks are pushed together, and the last one hangs.
    pub(super) fn fits_pushed(self) -> bool {
        self.over <= self.squeeze + self.hang
    }

    /// The share of what can be pushed together that must be.
    pub(super) fn share(self) -> f32 {
        if self.fits() { 0.0 } else { (self.over / self.squeeze).min(1.0) }
    }
}

impl<'a> Pen<'a> {
    pub(super) fn new(atoms: &'a [Atom], start: usize, margin: Margin) -> Self {
        Self { atoms, start, margin, at: 0.0, squeeze: 0.0, held: 0.0, ink: 0.0, cut: 0.0 }
    }

    /// Takes the next atom, which has this index.
    pub(super) fn take(&mut self, index: usize) -> Reach {
        let atom = &self.atoms[index];
        if index > self.start {
            self.at += gap(&self.atoms[index - 1], atom);
            self.squeeze += squeeze_of_gap(&self.atoms[index - 1], atom);
        }
        let at_start = if index == self.start { cut_at_start(atom, self.margin) } else { 0.0 };
        self.at += atom.advance - at_start;
        if atom.class != Class::Space {
            (self.ink, self.cut) = (self.at, cut_at_end(atom));
            self.squeeze += self.held;
            self.held = if at_start > 0.0 { 0.0 } else { squeeze_of_mark(atom) };
        }
        let over = self.ink - self.cut - (self.margin.width - self.margin.indent);
        let hang = if self.cut > 0.0 { hang(atom) } else { 0.0 };
        Reach { over, squeeze: self.squeeze, hang }
    }
}

/// Finds the end of the line that begins at `start`.
pub(super) fn take(atoms: &[Atom], ends: &[End], start: usize, margin: Margin) -> Taken {
    let mut line = Line { start, gapes: margin.gapes, ..Line::default() };
    let mut pen = Pen::new(atoms, start, margin);
    let mut full = None;
    for (index, end) in ends.iter().copied().enumerate().take(atoms.len()).skip(start) {
        let reach = pen.take(index);
        if reach.fits() {
            line.remember(end, index + 1, -reach.over);
        } else {
            let full = *full.get_or_insert(index);
            if !margin.adjusted || !reach.fits_pushed() {
                return line.choose(atoms, full);
            }
            if end == End::Free {
                line.pushed = Some(Taken { end: index + 1, squeeze: reach.share() });
                return line.choose(atoms, full);
            }
        }
    }
    Taken { end: atoms.len(), squeeze: 0.0 }
}

fn hang(atom: &Atom) -> f32 {
    let can_hang = matches!(atom.character, '、' | '，' | '。' | '．');
    if can_hang { (atom.blank * 2.0 * HANG_EM).min(HANG_LARGEST) } else { 0.0 }
}

/// Ends that were found on the way, each with the room behind it.
#[derive(Default)]
struct Line {
    start: usize,
    /// Whether what is left of it is given to its gaps.
    gapes: bool,
    free: Option<(usize, f32)>,
    loose: Option<(usize, f32)>,
    seam: Option<(usize, f32)>,
    last: Option<(usize, f32)>,
    pushed: Option<Taken>,
}

impl Line {
    fn remember(&mut self, end: End, at: usize, room: f32) {
        let place = match end {
            End::Free => &mut self.free,
            End::Loose => &mut self.loose,
            End::Seam => &mut self.seam,
            End::Last => &mut self.last,
            End::Never => return,
        };
        *place = Some((at, room));
    }

    /// The best end; `over` is the first atom that has no place.
    fn choose(&self, atoms: &[Atom], over: usize) -> Taken {
        let stretch = |(end, room): (usize, f32)| justify::stretch(&atoms[self.start..end], room);
        let free = self.free.map_or(f32::INFINITY, stretch);
        if let Some(pushed) = self.pushed
            && (free > UNSEEN_STRETCH || pushed.end == atoms.len())
        {
            return pushed;
        }
        let whole = |end: usize| Taken { end, squeeze: 0.0 };
        if let Some((end, _)) = self.loose
            && self.free.is_none_or(|(before, _)| before < end)
            && free > LARGEST_STRETCH / 2.0
        {
            return whole(end);
        }
        // A line that would gape ends at a seam of the number behind it.
        if let Some((end, room)) = self.seam.filter(|_| self.gapes)
            && self.free.is_none_or(|(before, _)| before < end)
            && free > LARGEST_STRETCH
            && stretch((end, room)) < free
        {
            return whole(end);
        }
        let end = self.free.or(self.loose).or(self.seam).or(self.last).map(|(end, _)| end);
        whole(end.unwrap_or_else(|| tear(atoms, self.start, over)))
    }
}

/// Where a word that is longer than its line is torn: before `over`, but not inside a number, and never so
/// that a mark stands where none may, if there is another place.
fn tear(atoms: &[Atom], start: usize, over: usize) -> usize {
    // White space stays at the end of its line: what counts is what stands before it.
    let before = |at: usize| {
        let seen = atoms[start..at].iter().rev().find(|atom| atom.class != Class::Space);
        seen.map_or('\0', |atom| atom.character)
    };
    let may = |at: &usize| {
        atoms[*at].class != Class::Space && may_part(before(*at), atoms[*at].character)
    };
    let in_number = |at: &usize| is_digit(before(*at)) && is_digit(atoms[*at].character);
    let places = || (start + 1..=over).rev();
    let in_mark =
        |at: &usize| matches!((before(*at), atoms[*at].character), ('—', '—') | ('…', '…'));
    // Not too far back, or the line would be as good as empty.
    let near = |at: &usize| *at > start + (over - start) / 2;
    places()
        .find(|at| may(at) && !in_number(at) && near(at))
        .or_else(|| places().find(may))
        .or_else(|| places().find(|at| !in_mark(at)))
        .unwrap_or(over)
        .max(start + 1)
}
