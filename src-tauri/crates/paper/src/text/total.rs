//! The lines of a paragraph weighed together, where line by line one of them would gape, or the last one be a single
//! character: the cheapest way through all places where a line may end.
//! Source: Knuth and Plass, Breaking Paragraphs into Lines (1981).

use super::atoms::{Atom, Class};
use super::justify::{self, LARGEST_STRETCH};
use super::lines::next_start;
use super::measure::{Margin, Pen, Taken};
use super::tokens::End;

/// A line that is stretched by more than this a gap, in em, asks for a look at its paragraph. Judgement: half of what is
/// allowed.
const SEEN_STRETCH: f32 = LARGEST_STRETCH / 2.0;
/// A line that would gape costs so much and its stretch; it is set only where no other way is left.
const GAPE: f32 = 100.0;
/// A last line of a single character, as a line that is stretched by nearly all that is allowed.
const SINGLE: f32 = 0.9;
/// Ends inside an address, at a seam, and where a word is torn in need.
const LOOSE: f32 = 0.5;
const SEAM: f32 = 0.7;
const LAST: f32 = 4.0;
/// What is pushed together is seen less than what is stretched.
const PUSHED: f32 = 0.3;
/// A line itself: of two ways that look alike, the one with fewer lines.
const LINE: f32 = 0.01;

/// Whether lines that were found one by one should be weighed together.
pub(super) fn is_wanted(
    atoms: &[Atom],
    lines: &[(usize, Taken)],
    margin: impl Fn(usize) -> Margin,
) -> bool {
    let Some(((last, _), before)) = lines.split_last() else { return false };
    !before.is_empty()
        && (is_single(&atoms[*last..])
            || before.iter().any(|(start, taken)| {
                let mut pen = Pen::new(atoms, *start, margin(*start));
                let reach = (*start..taken.end).map(|index| pen.take(index)).last();
                let room = reach.map_or(0.0, |reach| -reach.over);
                justify::stretch(&atoms[*start..taken.end], room) > SEEN_STRETCH
            }))
}

/// Whether a line is one character, perhaps with marks.
fn is_single(line: &[Atom]) -> bool {
    let words = line.iter().filter(|atom| !matches!(atom.class, Class::Space | Class::Closing));
    words.take(2).count() < 2
}

/// The lines, each with its first atom; none where some word is longer than a line.
pub(super) fn fit(
    atoms: &[Atom],
    ends: &[End],
    margin: impl Fn(usize) -> Margin,
) -> Option<Vec<(usize, Taken)>> {
    // For each place the cheapest way to it: its price, where its last line begins, and that line.
    let mut ways: Vec<Option<(f32, usize, Taken)>> = vec![None; atoms.len() + 1];
    let mut start = 0;
    while start < atoms.len() {
        let so_far = if start == 0 { Some(0.0) } else { ways[start].map(|(price, ..)| price) };
        if let Some(so_far) = so_far {
            for (taken, price) in lines_from(atoms, ends, start, margin(start)) {
                let next = next_start(atoms, taken.end);
                let price = so_far + price;
                if ways[next].is_none_or(|(known, ..)| price < known) {
                    ways[next] = Some((price, start, taken));
                }
            }
        }
        start += 1;
    }
    let mut lines = Vec::new();
    let mut end = atoms.len();
    while end > 0 {
        let (_, start, taken) = ways[end]?;
        lines.push((start, taken));
        end = start;
    }
    lines.reverse();
    Some(lines)
}

/// The lines that may begin here, with their prices.
fn lines_from(atoms: &[Atom], ends: &[End], start: usize, margin: Margin) -> Vec<(Taken, f32)> {
    let mut pen = Pen::new(atoms, start, margin);
    let mut found = Vec::new();
    for index in start..atoms.len() {
        let reach = pen.take(index);
        if !reach.fits() && !reach.fits_pushed() {
            break;
        }
        if ends[index] == End::Never {
            continue;
        }
        let taken = Taken { end: index + 1, squeeze: reach.share() };
        let line = &atoms[start..=index];
        let price = if index + 1 == atoms.len() {
            let single = if start > 0 && is_single(line) { SINGLE } else { 0.0 };
            single + taken.squeeze * taken.squeeze * PUSHED
        } else {
            price_of_width(line, -reach.over, taken.squeeze)
        };
        found.push((taken, price + price_of_end(ends[index]) + LINE));
    }
    found
}

fn price_of_width(line: &[Atom], room: f32, squeeze: f32) -> f32 {
    let share = justify::stretch(line, room.max(0.0)) / LARGEST_STRETCH;
    let gape = if share > 1.0 { GAPE + share } else { share * share };
    gape + squeeze * squeeze * PUSHED
}

fn price_of_end(end: End) -> f32 {
    match end {
        End::Free => 0.0,
        End::Loose => LOOSE,
        End::Seam => SEAM,
        End::Last | End::Never => LAST,
    }
}
