//! The content of a cell set to its width: lines from top to bottom, and perhaps a foot.

use catalog::{Align, Cell, Item};
use foundation::{Mm, Pt};

use super::content::{SetWords, Words, WordsKind};
use super::fit::{MOST_BALANCED, balanced, in_share, set_words, share_that_fits, shrunk_to_width};
use super::flow_line::FlowLine;
use super::foot::{Foot, parted, set_foot};
use super::photo::{SetPhoto, set_photo_cell};
use crate::fonts::Fonts;
use crate::text::{LineAlign, Paragraph, Piece};

/// White space between a cell's rules and its text.
pub(crate) const PADDING_X: Mm = Mm(1.4);
pub(crate) const PADDING_Y: Mm = Mm(1.2);
/// A cell in which fixed words reach both margins. Judgement: half of the page.
const WIDE: Mm = Mm(80.0);

/// A cell's content at its width.
#[derive(Clone, Debug)]
pub(crate) struct Flow<'a> {
    /// The label to repeat when the cell goes on over pages, without its mark: line by line as it stands.
    pub(crate) head: Vec<Paragraph>,
    pub(crate) lines: Vec<FlowLine>,
    /// Signatures and seals at the bottom.
    pub(crate) foot: Option<Foot<'a>>,
    /// A photo in its middle.
    pub(crate) photo: Option<SetPhoto<'a>>,
    /// Whether its last lines stay with what stands below the table.
    pub(crate) held: bool,
    /// How many of the lines that are still to be put are its label.
    pub(crate) labels: usize,
    /// Whether it holds labels only.
    pub(crate) is_label: bool,
    /// The smallest share of their size in which its short answers are set.
    pub(crate) share: f64,
    /// Text that begins at the top even where there is room.
    pub(crate) from_top: bool,
}

impl Flow<'_> {
    /// Lines without a label.
    pub(crate) fn of_lines(lines: Vec<FlowLine>) -> Self {
        Self {
            head: Vec::new(),
            lines,
            foot: None,
            photo: None,
            held: false,
            labels: 0,
            is_label: false,
            share: 1.0,
            from_top: false,
        }
    }

    /// The same with this leading of its running text, in em.
    pub(crate) fn led(&self, leading: f64) -> Self {
        let lines = self.lines.iter().map(|line| line.led(leading)).collect();
        Self { lines, ..self.clone() }
    }

    /// Whether a seal stands in it.
    pub(crate) fn has_seal(&self) -> bool {
        self.foot.as_ref().is_some_and(Foot::has_seal)
    }

    /// What its foot takes.
    pub(crate) fn foot_height(&self) -> Mm {
        self.foot.as_ref().map_or(Mm::ZERO, Foot::height)
    }

    /// The height of lines and foot with the white space around them.
    pub(crate) fn height(&self) -> Mm {
        let lines: Mm = self.lines.iter().map(|line| line.height).sum();
        let photo = self.photo.as_ref().map_or(Mm::ZERO, SetPhoto::height);
        (lines + self.foot_height()).max(photo) + PADDING_Y * 2.0
    }
}

/// Sets the content of a cell to the width between its rules.
///
/// `least` is the height that the cell has in any case.
pub(crate) fn set_cell<'a>(words: &Words<'a>, cell: &Cell, cell_width: Mm, least: Mm) -> Flow<'a> {
    if let Some(photo) = set_photo_cell(words, cell, cell_width) {
        return photo;
    }
    let width = cell_width - PADDING_X * 2.0;
    let room = least - PADDING_Y * 2.0;
    let (text, foot) = parted(words, &cell.lines);
    let paragraphs: Vec<SetWords> =
        text.iter().flat_map(|items| words.paragraphs(items, cell.style)).collect();
    let foot = set_foot(words, &foot, cell.style, cell_width);
    let from_top = foot.is_some() || has_long_value(words, cell);
    // A label above or before its value is set to the left; alone it stands in the middle.
    let mixed = paragraphs.windows(2).any(|pair| pair[0].kind != pair[1].kind)
        || cell.lines.iter().any(|line| holds_label_and_value(line))
        || holds_note(words, cell, width);
    let set = match cell.align {
        Some(align) => align,
        None if !mixed && !from_top => Align::Centre,
        None => Align::Left,
    };
    let mut lines = Vec::new();
    let mut labels = 0;
    let mut share: f64 = 1.0;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let own = share_in_cell(words, paragraph, (width, room), set);
        share = share.min(own);
        lines.extend(set_in_cell(words, &in_share(paragraph, own), width, set));
        if paragraphs[..=index].iter().all(|words| words.kind == WordsKind::Label) {
            labels = lines.len();
        }
    }
    let is_label = cell.lines.iter().flatten().all(|item| matches!(item, Item::Label(_)));
    centre_options(&paragraphs, &mut lines, width);
    Flow {
        head: head(words, cell),
        lines,
        foot,
        photo: None,
        held: false,
        labels,
        is_label,
        share,
        from_top,
    }
}

fn holds_label_and_value(line: &[Item]) -> bool {
    let is_label = |item: &Item| matches!(item, Item::Label(_));
    let is_value = |item: &Item| matches!(item, Item::Value(_) | Item::Column(..));
    line.iter().any(is_label) && line.iter().any(is_value)
}

/// A fixed text beside or under something else, or of several lines, is set to the left; alone and short it
/// is centred like a label.
fn holds_note(words: &Words<'_>, cell: &Cell, width: Mm) -> bool {
    if let [line] = cell.lines.as_slice()
        && let [Item::Text(id)] = line.as_slice()
    {
        let has_value =
            words.form.texts.get(id).is_some_and(|text| text.words.values().next().is_some());
        return !has_value && !reads_as_label(words, cell, width);
    }
    cell.items().any(|item| matches!(item, Item::Text(_)))
}

/// Whether a text takes one line, or a few in a narrow cell. Judgement: what is longer is read like a
/// paragraph.
fn reads_as_label(words: &Words<'_>, cell: &Cell, width: Mm) -> bool {
    let paragraphs = cell.lines.iter().flat_map(|items| words.paragraphs(items, cell.style));
    let lines = paragraphs.map(|words| set_words(&words, width, Mm::ZERO, LineAlign::Left).len());
    let lines: usize = lines.sum();
    lines <= if width.0 < WIDE.0 { MOST_BALANCED } else { 1 }
}

fn has_long_value(words: &Words<'_>, cell: &Cell) -> bool {
    cell.lines.iter().flatten().any(|item| match item {
        Item::Value(id) => words.form.field(id).is_some_and(|field| field.kind.is_long()),
        _ => false,
    })
}

/// The label at the top of a cell that may go on over pages.
fn head(words: &Words<'_>, cell: &Cell) -> Vec<Paragraph> {
    let style = cell.style.unwrap_or(words.form.label_type);
    let label = match cell.lines.first().map(Vec::as_slice) {
        Some([Item::Label(id)]) => words.form.label(id).unwrap_or_default(),
        _ => return Vec::new(),
    };
    label
        .split('\n')
        .map(|line| Paragraph::new(vec![Piece::text(line, style)], words.fonts))
        .collect()
}

/// How lines of fixed words, and of values, stand in a cell of this width.
fn aligns(width: Mm, align: Align) -> (LineAlign, LineAlign) {
    let line_align = match align {
        Align::Right => LineAlign::Right,
        // Fixed words of some length stand like running text; in a narrow cell gaps would be torn.
        _ if width.0 >= WIDE.0 => LineAlign::Justified,
        _ => LineAlign::Left,
    };
    (line_align, if align == Align::Centre { LineAlign::Centre } else { line_align })
}

/// The share of its size in which a paragraph of a cell is set. What the case is called is never smaller.
fn share_in_cell(words: &Words<'_>, set: &SetWords, room: (Mm, Mm), align: Align) -> f64 {
    let is_answer = matches!(set.kind, WordsKind::Short | WordsKind::Filled);
    if !is_answer || words.names_case(set) {
        return 1.0;
    }
    let (_, value_align) = aligns(room.0, align);
    share_that_fits(set, room, value_align, words.fit)
}

fn set_in_cell(words: &Words<'_>, set: &SetWords, width: Mm, align: Align) -> Vec<FlowLine> {
    let (line_align, _) = aligns(width, align);
    match set.kind {
        WordsKind::Running => {
            // Two characters, as every official paper is indented.
            let indent = Mm::from(words.form.value_type.size) * 2.0;
            let mut lines = set_words(set, width, indent, LineAlign::Justified);
            lines.iter_mut().for_each(|line| line.running = true);
            lines
        }
        WordsKind::Short => {
            let middle = (align == Align::Centre).then(|| balanced(set, width));
            middle
                .filter(|lines| lines.len() <= MOST_BALANCED)
                .unwrap_or_else(|| set_words(set, width, Mm::ZERO, line_align))
        }
        WordsKind::Label | WordsKind::Filled if align == Align::Centre => balanced(set, width),
        WordsKind::Label | WordsKind::Filled => set_words(set, width, Mm::ZERO, line_align),
        WordsKind::Option => set_words(set, width, Mm::ZERO, LineAlign::Left),
        // In a cell, signatures stand in its foot.
        WordsKind::Signature(_) | WordsKind::SignatureDate => {
            set_words(set, width, Mm::ZERO, LineAlign::Right)
        }
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

/// What is put behind the label of a cell that goes on.
const MARK: &str = "（接上页）";

/// The label of a cell that goes on, with its mark, above the rest of its words.
pub(crate) fn continued(head: &[Paragraph], cell_width: Mm) -> Vec<FlowLine> {
    let mut pieces: Vec<Piece> = head.iter().flat_map(|line| line.pieces.clone()).collect();
    pieces.extend(mark(head));
    let words =
        SetWords { paragraph: Paragraph::new(pieces, fonts_of(head)), kind: WordsKind::Label };
    set_words(&words, cell_width - PADDING_X * 2.0, Mm::ZERO, LineAlign::Left)
}

/// The label of a row that goes on, with its mark under it: line by line as the form has it, a vertical
/// one too, where that is not higher than `room`; else run together.
pub(crate) fn continued_beside(head: &[Paragraph], cell_width: Mm, room: Mm) -> Vec<FlowLine> {
    let width = cell_width - PADDING_X * 2.0;
    let set = |line: &Paragraph| {
        balanced(&SetWords { paragraph: line.clone(), kind: WordsKind::Label }, width)
    };
    let mark = Paragraph::new(mark(head).into_iter().collect(), fonts_of(head));
    let mark = SetWords { paragraph: mark, kind: WordsKind::Label };
    let mark =
        shrunk_to_width(vec![mark], width, LineAlign::Justified).into_iter().flat_map(|mark| {
            // A mark that just fits stands without the blank halves of its brackets.
            let mut lines = set_words(&mark, width, Mm::ZERO, LineAlign::Justified);
            let free = |line: &FlowLine| width - Mm::from(Pt(f64::from(line.line.width)));
            lines.iter_mut().for_each(|line| line.x = free(line).max(Mm::ZERO) / 2.0);
            lines
        });
    let mark: Vec<FlowLine> = mark.collect();
    let mut lines: Vec<FlowLine> = head.iter().flat_map(set).collect();
    let height: Mm = lines.iter().chain(&mark).map(|line| line.height).sum();
    if (height + PADDING_Y * 2.0).0 > room.0 {
        let pieces = head.iter().flat_map(|line| line.pieces.clone()).collect();
        lines = set(&Paragraph::new(pieces, fonts_of(head)));
    }
    lines.extend(mark);
    lines
}

fn fonts_of(head: &[Paragraph]) -> Fonts {
    head.first().map_or_else(Fonts::default, |line| line.fonts)
}

fn mark(head: &[Paragraph]) -> Option<Piece> {
    Some(Piece::text(MARK, head.last()?.pieces.last()?.style))
}
