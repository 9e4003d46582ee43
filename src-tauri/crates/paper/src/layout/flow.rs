//! The content of a cell set to its width: lines from top to bottom, and perhaps a place for a seal.

use catalog::{Cell, Item, Seal, TypeStyle};
use foundation::{Mm, Pt};

use super::content::{SetWords, Words, WordsKind};
use super::page::{Item as PageItem, Pages};
use crate::text::{LineAlign, Paragraph, Piece, SetLine, set};

/// White space between a cell's rules and its text.
pub(crate) const PADDING_X: Mm = Mm(1.4);
pub(crate) const PADDING_Y: Mm = Mm(1.2);
/// Line pitch in em. Judgement: 15 pt for 小四, as forms are set when a page must be enough.
const PITCH: f64 = 1.25;
/// Room for a seal: 45 mm and 5 mm to spare. Source: 国发〔1999〕25号, no seal of a county or
/// an institution is larger than 45 mm.
pub(crate) const SEAL_SIDE: Mm = Mm(50.0);
/// The line of a signature. Judgement: room for three characters by hand.
const SIGNATURE_LINE: Mm = Mm(50.0);
const SIGNATURE_HEIGHT: Mm = Mm(9.0);
/// A cell that goes on leaves and takes along at least so many lines.
const FEWEST_LINES: usize = 2;
/// A short value shrinks by at most two steps of 字号 before it wraps: 小四 五号 小五.
const SHRINK_STEPS: [f64; 2] = [10.5 / 12.0, 9.0 / 12.0];

/// A line with the strip of paper it takes.
#[derive(Clone, Debug)]
pub(crate) struct FlowLine {
    pub(crate) line: SetLine,
    pub(crate) height: Mm,
    /// From the left edge of the text.
    pub(crate) x: Mm,
    /// Whether a line to sign on stands behind it.
    pub(crate) signed: bool,
}

/// A cell's content at its width.
#[derive(Clone, Debug)]
pub(crate) struct Flow<'a> {
    /// The label to repeat when the cell goes on over pages, without its mark.
    pub(crate) head: Option<Paragraph>,
    pub(crate) lines: Vec<FlowLine>,
    pub(crate) seal: Option<SetSeal<'a>>,
    /// How many of the lines that are still to be put are its label.
    pub(crate) labels: usize,
    /// Whether it holds labels only.
    pub(crate) is_label: bool,
    /// Text that begins at the top even where there is room.
    pub(crate) from_top: bool,
}

/// A place for a seal with its label and date.
#[derive(Clone, Debug)]
pub(crate) struct SetSeal<'a> {
    seal: &'a Seal,
    label: Vec<SetLine>,
    date: Vec<SetLine>,
}

impl Flow<'_> {
    /// Lines without a label.
    pub(crate) fn of_lines(lines: Vec<FlowLine>) -> Self {
        Self { head: None, lines, seal: None, labels: 0, is_label: false, from_top: false }
    }

    /// The height of lines and seal with the white space around them.
    pub(crate) fn height(&self) -> Mm {
        let lines: Mm = self.lines.iter().map(|line| line.height).sum();
        let seal = if self.seal.is_some() { SEAL_SIDE } else { Mm::ZERO };
        lines + seal + PADDING_Y * 2.0
    }

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
        if count < left || self.seal.is_some() {
            count = count.min(left.saturating_sub(FEWEST_LINES));
        }
        // A label alone, or a single line, is no beginning.
        if count < self.labels + FEWEST_LINES && count < left {
            count = if fresh { (self.labels + 1).min(left) } else { 0 };
        }
        count
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

/// Sets the content of a cell to the width between its rules.
///
/// `least` is the height that the cell has in any case.
pub(crate) fn set_cell<'a>(words: &Words<'a>, cell: &Cell, cell_width: Mm, least: Mm) -> Flow<'a> {
    let width = cell_width - PADDING_X * 2.0;
    let room = least - PADDING_Y * 2.0;
    let paragraphs: Vec<SetWords> =
        cell.lines.iter().flat_map(|items| words.paragraphs(items, None)).collect();
    let seal = cell.lines.iter().find_map(|items| words.seal(items));
    let from_top = seal.is_some() || has_long_value(words, cell);
    // A label above or before its value is set to the left; alone it stands in the middle.
    let mixed = paragraphs.windows(2).any(|pair| pair[0].kind != pair[1].kind)
        || cell.lines.iter().any(|line| holds_label_and_value(line))
        || holds_note(words, cell);
    let centred = !mixed && !from_top;
    let mut lines = Vec::new();
    let mut labels = 0;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        lines.extend(set_in_cell(words, paragraph, (width, room), centred));
        if paragraphs[..=index].iter().all(|words| words.kind == WordsKind::Label) {
            labels = lines.len();
        }
    }
    let is_label = cell.lines.iter().flatten().all(|item| matches!(item, Item::Label(_)));
    centre_options(&paragraphs, &mut lines, width);
    let seal = seal.map(|seal| set_seal(words, seal));
    Flow { head: head(words, cell), lines, seal, labels, is_label, from_top }
}

fn holds_label_and_value(line: &[Item]) -> bool {
    let is_label = |item: &Item| matches!(item, Item::Label(_));
    let is_value = |item: &Item| matches!(item, Item::Value(_) | Item::Column(..));
    line.iter().any(is_label) && line.iter().any(is_value)
}

/// A fixed text is set to the left, but for one line that only puts a value into words: `286.50万元`.
fn holds_note(words: &Words<'_>, cell: &Cell) -> bool {
    if let [line] = cell.lines.as_slice()
        && let [Item::Text(id)] = line.as_slice()
    {
        return words.form.texts.get(id).is_none_or(|text| text.values().next().is_none());
    }
    cell.items().any(|item| matches!(item, Item::Text(_)))
}

fn has_long_value(words: &Words<'_>, cell: &Cell) -> bool {
    cell.lines.iter().flatten().any(|item| match item {
        Item::Value(id) => words.form.field(id).is_some_and(|field| field.kind.is_long()),
        _ => false,
    })
}

/// The label at the top of a cell that may go on over pages.
fn head(words: &Words<'_>, cell: &Cell) -> Option<Paragraph> {
    match cell.lines.first().map(Vec::as_slice) {
        Some([Item::Label(id)]) => {
            let label = words.form.label(id)?.replace('\n', "");
            Some(Paragraph::new(vec![Piece::text(label, words.form.label_type)]))
        }
        _ => None,
    }
}

fn set_in_cell(
    words: &Words<'_>,
    set_words_: &SetWords,
    (width, room): (Mm, Mm),
    centred: bool,
) -> Vec<FlowLine> {
    match set_words_.kind {
        WordsKind::Running => {
            // Two characters, as every official paper is indented.
            let indent = Mm::from(words.form.value_type.size) * 2.0;
            set_words(set_words_, width, indent, LineAlign::Justified)
        }
        WordsKind::Short => {
            let fitted = shrink_to_fit(set_words_, width, room);
            let lines = set_words(&fitted, width, Mm::ZERO, LineAlign::Centre);
            if centred && lines.len() <= 1 {
                lines
            } else {
                set_words(&fitted, width, Mm::ZERO, LineAlign::Justified)
            }
        }
        WordsKind::Label if centred => set_words(set_words_, width, Mm::ZERO, LineAlign::Centre),
        WordsKind::Label => set_words(set_words_, width, Mm::ZERO, LineAlign::Justified),
        WordsKind::Option => set_words(set_words_, width, Mm::ZERO, LineAlign::Left),
        WordsKind::Signature => set_signature(set_words_, width, LineAlign::Right),
    }
}

/// The same words in the first size that keeps them within the height that the cell has anyway; where
/// none does, in the first that keeps long words whole, so that the cell grows; else in the smallest.
fn shrink_to_fit(words: &SetWords, width: Mm, room: Mm) -> SetWords {
    let sizes: Vec<SetWords> =
        std::iter::once(1.0).chain(SHRINK_STEPS).map(|step| in_size(words, step)).collect();
    let set = |words: &SetWords| set_words(words, width, Mm::ZERO, LineAlign::Justified);
    let whole = |lines: &[FlowLine]| lines.iter().all(|line| !line.line.forced);
    let fits = |lines: &[FlowLine]| {
        let height: Mm = lines.iter().map(|line| line.height).sum();
        lines.len() <= 1 || (height.0 <= room.0 && whole(lines))
    };
    let first = sizes.iter().find(|words| fits(&set(words)));
    let first = first.or_else(|| sizes.iter().find(|words| whole(&set(words))));
    first.or(sizes.last()).unwrap_or(words).clone()
}

fn in_size(words: &SetWords, step: f64) -> SetWords {
    let pieces = words.paragraph.pieces.iter().map(|piece| Piece {
        style: TypeStyle { size: piece.style.size * step, ..piece.style },
        ..piece.clone()
    });
    SetWords { paragraph: Paragraph::new(pieces.collect()), kind: words.kind }
}

/// Sets words to a width.
pub(crate) fn set_words(
    words: &SetWords,
    width: Mm,
    indent: Mm,
    align: LineAlign,
) -> Vec<FlowLine> {
    let (width, indent) = (Pt::from(width).0 as f32, Pt::from(indent).0 as f32);
    set(&words.paragraph, width, indent, align)
        .into_iter()
        .map(|mut line| {
            if line.size == 0.0 {
                line.size = words.paragraph.largest();
            }
            let height = Mm::from(Pt(line.size)) * PITCH;
            FlowLine { line, height, x: Mm::ZERO, signed: false }
        })
        .collect()
}

/// The label of a signature with room for the line behind it. The strip is high enough for a pen.
pub(crate) fn set_signature(words: &SetWords, width: Mm, align: LineAlign) -> Vec<FlowLine> {
    let mut lines = set_words(words, width - SIGNATURE_LINE, Mm::ZERO, LineAlign::Left);
    for line in &mut lines {
        line.height = line.height.max(SIGNATURE_HEIGHT);
    }
    if let Some(last) = lines.last_mut() {
        let free = width - SIGNATURE_LINE - Mm::from(Pt(f64::from(last.line.width)));
        last.x = match align {
            LineAlign::Right => free,
            LineAlign::Centre => free / 2.0,
            _ => Mm::ZERO,
        };
        last.signed = true;
    }
    lines
}

/// Puts a line of text, and the line to sign on behind it.
pub(crate) fn put_flow_line(pages: &mut Pages, line: &FlowLine, left: Mm, y: Mm) {
    pages.put_line(&line.line, left + line.x, y, line.height);
    if line.signed {
        let x1 = left + line.x + Mm::from(Pt(f64::from(line.line.width)));
        // A millimetre clear of what stands below.
        let y = y + line.height - Mm(1.0);
        pages.put(PageItem::Rule { x1, y1: y, x2: x1 + SIGNATURE_LINE, y2: y });
    }
}

/// Moves options as one block to the middle, so that their boxes stay under each other.
fn centre_options(paragraphs: &[SetWords], lines: &mut [FlowLine], width: Mm) {
    if paragraphs.is_empty() || paragraphs.iter().any(|words| words.kind != WordsKind::Option) {
        return;
    }
    let widest = lines.iter().map(|line| line.line.width).fold(0.0, f32::max);
    let shift = (width - Mm::from(Pt(f64::from(widest)))) / 2.0;
    lines.iter_mut().for_each(|line| line.x = shift.max(Mm::ZERO));
}

pub(crate) fn set_seal<'a>(words: &Words<'a>, seal: &'a Seal) -> SetSeal<'a> {
    let style = words.form.label_type;
    let width = Pt::from(SEAL_SIDE).0 as f32;
    let line = |paragraph: &Paragraph| set(paragraph, width, 0.0, LineAlign::Centre);
    let label = words.seal_label(seal).iter().flat_map(line).collect();
    let date = Paragraph::new(vec![Piece::text("年    月    日", style)]);
    SetSeal { seal, label, date: if seal.date { line(&date) } else { Vec::new() } }
}

impl SetSeal<'_> {
    /// Puts the square with its upper edge at `y` and its right edge at `right`.
    pub(crate) fn put(&self, pages: &mut Pages, right: Mm, y: Mm) {
        let x = right - SEAL_SIDE;
        pages.put(PageItem::SealPlace { id: self.seal.id.clone(), x, y, side: SEAL_SIDE });
        let height = |lines: &[SetLine]| -> Mm {
            lines.iter().map(|line| Mm::from(Pt(line.size)) * PITCH).sum()
        };
        // The label runs through the middle of the seal, the date under it. Source: GB/T 9704-2012, seal
        // placement: 居中下压署名和成文日期.
        let mut line_y = y + (SEAL_SIDE - height(&self.label)) / 2.0;
        for line in self.label.iter().chain(&self.date) {
            let line_height = Mm::from(Pt(line.size)) * PITCH;
            pages.put_line(line, x, line_y, line_height);
            // One more line of white between label and date reads as in Word.
            line_y += line_height * 1.25;
        }
    }
}

/// The label of a cell that goes on, with its mark.
pub(crate) fn continued(head: &Paragraph, width: Mm, align: LineAlign) -> Vec<FlowLine> {
    let mut pieces = head.pieces.clone();
    if let Some(last) = pieces.last().cloned() {
        pieces.push(Piece::text("（接上页）", last.style));
    }
    let words = SetWords { paragraph: Paragraph::new(pieces), kind: WordsKind::Label };
    set_words(&words, width - PADDING_X * 2.0, Mm::ZERO, align)
}
