//! Words to lines of a width: in the size that fits, and in lines of one length. Which words are set in
//! which of these ways is decided in `flow`.

use std::borrow::Cow;

use catalog::TypeStyle;
use foundation::{Mm, Pt};

use super::content::{SetWords, WordsKind};
use super::flow_line::FlowLine;
use crate::text::{LineAlign, Paragraph, Piece, set};

/// Line pitch in em. Judgement: 15 pt for 小四, as forms are set when a page must be enough.
pub(crate) const PITCH: f64 = 1.25;
/// A short value shrinks by at most two steps of 字号 before it wraps: 小四 五号 小五.
const SHRINK_STEPS: [f64; 2] = [10.5 / 12.0, 9.0 / 12.0];

/// The smallest size of an answer: 小五, where the form sets 小四.
pub(crate) const SMALLEST: Pt = Pt(9.0);
/// More lines than these are read as running text, from the left. Judgement.
pub(crate) const MOST_BALANCED: usize = 3;
/// An answer in its own size takes no more lines than these; one that is longer is smaller. Judgement: a name of 60
/// characters in a column of ten.
const MOST_OWN: usize = 6;
/// Halvings of the width; six leave less than a quarter of a character of a cell. Judgement.
const BALANCING_STEPS: usize = 6;

/// What gives way where a short answer does not fit into the height that its cell has anyway.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fit {
    /// The cell grows; the answer is smaller only where it would take too many lines or be torn.
    Own,
    /// The answer is smaller.
    Smaller,
    /// The answer is in this share of its size, as others of its column.
    Share(f64),
}

/// The share of its size in which a short answer is set. Where no size keeps it whole within the room it is the
/// smallest, and the cell grows.
pub(crate) fn share_that_fits(
    words: &SetWords,
    (width, room): (Mm, Mm),
    align: LineAlign,
    fit: Fit,
) -> f64 {
    let fits = |words: &SetWords, fit: Fit| {
        // Marks give way in justified lines only: what fits there may not fit in the middle.
        let lines = set_words(words, width, Mm::ZERO, align);
        let height: Mm = lines.iter().map(|line| line.height).sum();
        let whole = lines.iter().all(|line| !line.line.forced);
        let grows = fit == Fit::Own && lines.len() <= MOST_OWN;
        lines.len() <= 1 || ((height.0 <= room.0 || grows) && whole)
    };
    if let Fit::Share(share) = fit {
        return share;
    }
    if fits(words, fit) {
        return 1.0;
    }
    let [first, last] = SHRINK_STEPS;
    if fits(&in_size(words, first), Fit::Smaller) { first } else { last }
}

/// The words in this share of their size.
pub(crate) fn in_share(words: &SetWords, share: f64) -> Cow<'_, SetWords> {
    if share < 1.0 { Cow::Owned(in_size(words, share)) } else { Cow::Borrowed(words) }
}

/// The same paragraphs in the first size in which each takes one line; else in the smallest.
pub(crate) fn shrunk_to_width(
    paragraphs: Vec<SetWords>,
    width: Mm,
    align: LineAlign,
) -> Vec<SetWords> {
    let one = |words: &SetWords| set_words(words, width, Mm::ZERO, align).len() <= 1;
    if paragraphs.iter().all(one) {
        return paragraphs;
    }
    let in_step = |step| paragraphs.iter().map(|words| in_size(words, step)).collect::<Vec<_>>();
    let [first, last] = SHRINK_STEPS;
    let smaller = in_step(first);
    if smaller.iter().all(one) { smaller } else { in_step(last) }
}

fn in_size(words: &SetWords, step: f64) -> SetWords {
    // The fixed words before a value keep their size.
    let keeps = |piece: &Piece| words.kind == WordsKind::Filled && piece.field.is_none();
    let pieces = words.paragraph.pieces.iter().map(|piece| {
        let step = if keeps(piece) { 1.0 } else { step };
        let style = TypeStyle { size: piece.style.size * step, ..piece.style };
        Piece { style, ..piece.clone() }
    });
    SetWords {
        paragraph: Paragraph::new(pieces.collect(), words.paragraph.fonts),
        kind: words.kind,
    }
}

/// Sets words to a width.
pub(crate) fn set_words(
    words: &SetWords,
    width: Mm,
    indent: Mm,
    align: LineAlign,
) -> Vec<FlowLine> {
    let (width, indent) = (Pt::from(width).0 as f32, Pt::from(indent).0 as f32);
    let mut lines: Vec<FlowLine> = set(&words.paragraph, width, indent, align)
        .into_iter()
        .map(|mut line| {
            if line.size == 0.0 {
                line.size = words.paragraph.largest();
            }
            let height = Mm::from(Pt(line.size)) * PITCH;
            FlowLine::new(line, height)
        })
        .collect();
    if let Some(first) = lines.first_mut() {
        first.starts = true;
    }
    if let Some(last) = lines.last_mut() {
        last.ends = true;
    }
    lines
}

/// Words in the middle of a width, lines of one length where there are two or three. Source: GB/T
/// 9704-2012, titles: 排列应当使用梯形或菱形, no line of one character under a full one.
pub(crate) fn balanced(words: &SetWords, width: Mm) -> Vec<FlowLine> {
    let lines = set_words(words, width, Mm::ZERO, LineAlign::Centre);
    let torn = |lines: &[FlowLine]| lines.iter().filter(|line| line.line.forced).count();
    if lines.len() < 2 || lines.len() > MOST_BALANCED || torn(&lines) > 0 {
        return lines;
    }
    let same = |narrow: &[FlowLine]| narrow.len() == lines.len() && torn(narrow) == 0;
    let (mut too_narrow, mut narrow) = (width / MOST_BALANCED as f64, width);
    for _ in 0..BALANCING_STEPS {
        let middle = (too_narrow + narrow) / 2.0;
        if same(&set_words(words, middle, Mm::ZERO, LineAlign::Centre)) {
            narrow = middle;
        } else {
            too_narrow = middle;
        }
    }
    let mut lines = set_words(words, narrow, Mm::ZERO, LineAlign::Centre);
    lines.iter_mut().for_each(|line| line.x = (width - narrow) / 2.0);
    lines
}
