//! Where the lines of a cell or of running text may part over pages: two lines at least on either side,
//! no line of a paragraph alone, and no label alone.

use foundation::Mm;

use super::flow::{Flow, PADDING_Y};
use super::flow_line::FlowLine;

/// A cell that goes on leaves and takes along at least so many lines.
pub(crate) const FEWEST_LINES: usize = 2;

impl Flow<'_> {
    /// How many lines from `done` on a strip of this height takes, when the rest goes on: enough of them
    /// stay, and enough go along with the rest, so that neither stands alone. A fresh page takes at least
    /// one line beyond the label, so that there is always an end.
    pub(crate) fn lines_within(&self, done: usize, height: Mm, fresh: bool) -> usize {
        let mut room = height - PADDING_Y * 2.0;
        let mut count = 0;
        for line in &self.lines[done..] {
            room -= line.height;
            if room.0 < 0.0 {
                break;
            }
            count += 1;
        }
        let left = self.lines.len() - done;
        if count < left || self.foot.is_some() || self.held {
            count = count.min(left - last_with_words(&self.lines[done..]));
        }
        let whole = without_single_lines(&self.lines[done..], count);
        // A label alone, or a single line, is no beginning.
        let least = self.labels + FEWEST_LINES;
        if whole >= least || whole == left {
            whole
        } else if !fresh {
            0
        } else if count >= least {
            count
        } else {
            (self.labels + 1).min(left)
        }
    }

    /// How many lines from `done` on leave the last two of a running text for the next page; all of them where it has
    /// no running text, and none where it has too few lines.
    pub(crate) fn all_but_last(&self, done: usize) -> usize {
        let lines = &self.lines[done..];
        if !lines.iter().any(|line| line.running) {
            return lines.len();
        }
        let count = without_single_lines(lines, lines.len() - last_with_words(lines));
        if count >= self.labels + FEWEST_LINES { count } else { 0 }
    }

    /// Whether a cell that only says what its row is would say it in a strip of this height.
    pub(crate) fn keeps_label_within(&self, height: Mm) -> bool {
        !self.is_label || self.height().0 <= height.0
    }

    /// Whether more than its label fits into a strip of this height, when the rest goes on.
    pub(crate) fn begins_within(&self, height: Mm) -> bool {
        self.lines_within(0, height, false) > self.labels
    }
}

/// How many lines from the end hold the last two with words above a signature, or all of them.
fn last_with_words(lines: &[FlowLine]) -> usize {
    let with_words = lines
        .iter()
        .rev()
        .enumerate()
        .filter(|(_, line)| !line.is_blank() && line.signed.is_none());
    with_words.map(|(index, _)| index + 1).nth(FEWEST_LINES - 1).unwrap_or(lines.len())
}

/// The most lines up to `count` after which a cut leaves neither the first line of a paragraph below the
/// others nor takes its last line alone along; none where there is no such place.
pub(crate) fn without_single_lines(lines: &[FlowLine], count: usize) -> usize {
    let parts_one = |cut: usize| {
        let (Some(above), Some(below)) = (lines.get(cut - 1), lines.get(cut)) else { return false };
        !above.ends && (above.starts || below.ends)
    };
    (1..=count.min(lines.len())).rev().find(|cut| !parts_one(*cut)).unwrap_or(0)
}
