//! Case and form to pages. `content` says what stands in a cell, `flow` sets it to a width, `repeat`
//! writes lists out, `table` spreads cells over pages, `page` keeps the items. Lengths here are
//! millimetres from the top left.

mod cells;
mod content;
mod flow;
mod page;
mod repeat;
mod table;

pub(crate) use cells::TableCells;
pub(crate) use flow::{Flow, FlowLine, PADDING_X};
pub(crate) use page::Pages;
pub use page::{Copy, ForeignPage, Item, Page, Run, Section, Sheets, TextGlyph};

use case::Case;
use catalog::{Align, Block, Field, Form, Item as GridItem, Line};
use foundation::Mm;

use content::{SetWords, Words, WordsKind};
use flow::{SEAL_SIDE, put_flow_line, set_seal, set_signature, set_words};

use crate::text::{LineAlign, Paragraph, Piece};

/// Sets a form on paper. Nothing is left out: what does not fit goes on to the next page.
pub fn compose(form: &Form, case: &Case, copy: Copy) -> Sheets {
    compose_roundup(form, &[case], copy)
}

/// Sets a form of the roundup on paper, with a row for each case; other forms with the first case.
///
/// # Panics
/// Where there is no case.
pub fn compose_roundup(form: &Form, cases: &[&Case], copy: Copy) -> Sheets {
    let mut words =
        Words { form, case: cases[0], cases, row: None, on_extra_page: Default::default() };
    let mut pages = Pages::new(form.page, copy);
    words.on_extra_page = table::too_long(&words, &pages);
    for block in &form.paper.blocks {
        match block {
            Block::Line(line) => place_line(&words, line, &mut pages),
            Block::Gap(height) => pages.skip(*height),
            Block::PageBreak => pages.next(),
            Block::Table(table) => table::place(&words, table, &mut pages),
        }
    }
    place_extra_pages(&words, &mut pages);
    pages.finish()
}

fn place_line(words: &Words<'_>, line: &Line, pages: &mut Pages) {
    let style = Some(line.style.unwrap_or(words.form.label_type));
    if let [GridItem::Seal(id)] = line.items.as_slice() {
        place_seal(words, id, line.align, pages);
        return;
    }
    let align = match line.align {
        Align::Left | Align::Ends | Align::Body => LineAlign::Justified,
        Align::Centre => LineAlign::Centre,
        Align::Right => LineAlign::Right,
    };
    let right: Vec<SetWords> = words.paragraphs(&line.right, style);
    for (index, paragraph) in words.paragraphs(&line.items, style).iter().enumerate() {
        let (width, indent) = (pages.width(), em(paragraph) * 2.0);
        let mut lines = match (paragraph.kind, line.align) {
            (WordsKind::Signature, _) => set_signature(paragraph, width, align),
            (_, Align::Body) => set_words(paragraph, width, indent, align),
            _ => set_words(paragraph, width, Mm::ZERO, align),
        };
        if let Some(right) = right.first().filter(|_| index == 0) {
            lines = at_both_ends(paragraph, right, width);
        }
        let height: Mm = lines.iter().map(|line| line.height).sum();
        // A note of a few lines stays whole where a page can hold it.
        if height.0 > pages.room().0 && height.0 <= pages.full_height().0 {
            pages.next();
        }
        put_lines(&lines, pages);
    }
}

/// The left words in what the right ones leave; the right ones stand on the first line.
fn at_both_ends(left: &SetWords, right: &SetWords, width: Mm) -> Vec<FlowLine> {
    let end = set_words(right, width, Mm::ZERO, LineAlign::Right);
    // A line set to the right is as wide as its room; set to the left it is as wide as its words.
    let words = set_words(right, width, Mm::ZERO, LineAlign::Left);
    let end_width = words.first().map_or(0.0, |line| line.line.width);
    // An em at least stays between them.
    let rest = width - Mm::from(foundation::Pt(f64::from(end_width))) - em(left);
    let mut lines = set_words(left, rest, Mm::ZERO, LineAlign::Justified);
    // The right end is a line of its own at the same height: a strip of no height before the first.
    for mut line in end.into_iter().take(1) {
        line.height = Mm::ZERO;
        lines.insert(0, line);
    }
    lines
}

fn em(words: &SetWords) -> Mm {
    Mm::from(foundation::Pt(words.paragraph.largest()))
}

fn put_lines(lines: &[FlowLine], pages: &mut Pages) {
    for (index, line) in lines.iter().enumerate() {
        // What has no height of its own stands in the strip of the line that follows.
        let strip = if line.height == Mm::ZERO {
            lines.get(index + 1).map_or(line.height, |next| next.height)
        } else {
            line.height
        };
        if strip.0 > pages.room().0 {
            pages.next();
        }
        let (left, y) = (pages.left(), pages.y());
        put_flow_line(pages, &FlowLine { height: strip, ..line.clone() }, left, y);
        pages.skip(line.height);
    }
}

/// A place for a seal outside of tables, in one piece.
fn place_seal(words: &Words<'_>, id: &str, align: Align, pages: &mut Pages) {
    let Some(seal) = words.form.seal(id) else { return };
    if SEAL_SIDE.0 > pages.room().0 {
        pages.next();
    }
    let right = match align {
        Align::Left => pages.left() + SEAL_SIDE,
        Align::Centre => pages.left() + (pages.width() + SEAL_SIDE) / 2.0,
        _ => pages.left() + pages.width(),
    };
    set_seal(words, seal).put(pages, right, pages.y());
    pages.skip(SEAL_SIDE);
}

/// The texts that their cells could not hold, each under its label on a page of its own: 另附页.
fn place_extra_pages(words: &Words<'_>, pages: &mut Pages) {
    let fields = words.form.fields.iter().filter(|field| words.on_extra_page.contains(&field.id));
    let fields: Vec<&Field> = fields.collect();
    let whole = Words { on_extra_page: Default::default(), ..words.clone() };
    for field in fields {
        pages.next();
        let label = format!("附页：{}", field.plain_label());
        let heading = Paragraph::new(vec![Piece::text(label, words.form.label_type)]);
        let heading = SetWords { paragraph: heading, kind: WordsKind::Label };
        let width = pages.width();
        put_lines(&set_words(&heading, width, Mm::ZERO, LineAlign::Justified), pages);
        pages.skip(Mm(3.0));
        for paragraph in whole.running(field, None) {
            let indent = em(&paragraph) * 2.0;
            put_lines(&set_words(&paragraph, width, indent, LineAlign::Justified), pages);
        }
    }
}
