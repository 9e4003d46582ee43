//! Case and form to pages. `content` says what stands in a cell, `flow` and `fit` set it to a width,
//! `seal` keeps places clear, `foot` sets them below a text, `repeat` and `widths` write lists out, `table`
//! holds the cells of a table, `planned`, `by_turn` and `cutting` put them on pages, `cut` and `keep` say
//! where they may part, `page` keeps the items (`sheets` when they are done) and `parts` what they say as a tree, `cramped` tells what hardly fits. Lengths here are
//! millimetres from the top left.
//!
//! Layout is our own: table engines that can be had leave a cut cell open at the page end and repeat no label.
//! Rows that a cell spans form a band. Where pages begin is planned for the whole table (`plan`): the fewest pages, then the
//! ones that are best filled, at the widest leading that they allow; what that costs stands in `price`. Rows grow by up to
//! 60 % to fill a page, those of a list never. A row is cut between lines where a long text stands in it or no page holds it:
//! box closed, opened again, label repeated with （接上页）, two lines at least on either side and of each paragraph, the label
//! of the row beside the middle of its part on each page. `keep` measures the seals and signatures below a
//! block: they stand on one page with its last two lines or rows. A short answer wraps in its own size; it is smaller by two
//! sizes at most, where that saves a page or a word would be torn (`fit`); what then takes more than three lines or tears a word
//! is L502. The columns of a list give room to each other by content, and their answers are of one size.
//!
//! Page numbers stand in the bottom margin; covers and lonely pages have none. `Sheets.outline` holds the
//! title, headings (what the grid sets in 黑体) and long texts.

mod by_row;
mod by_turn;
mod cells;
mod content;
mod cramped;
mod cut;
mod cutting;
mod extra_page;
mod filled_cell;
mod fit;
mod flow;
mod flow_line;
mod foot;
mod keep;
mod outline;
mod page;
mod parts;
mod photo;
mod plan;
mod planned;
mod price;
mod repeat;
mod rest;
mod seal;
mod sheet_code;
mod sheets;
mod side;
mod table;
mod widths;

pub(crate) use cells::TableCells;
pub use cramped::long_answers;
pub use filled_cell::FilledCell;
pub(crate) use flow::{Flow, PADDING_X};
pub(crate) use flow_line::FlowLine;
pub(crate) use page::{PageNumbers, Pages};
pub use parts::{CellPart, Heads, Part, PartId, PartKind};
pub use photo::Photos;
pub(crate) use photo::wanted_size;
pub use sheet_code::PrintedCode;
pub use sheets::{Copy, Edition, ForeignPage, Item, Page, Run, Section, Sheets, TextGlyph};

use case::Case;
use catalog::{Align, Block, Field, FontRole, Form, Line, TypeStyle};
use foundation::{Mm, Pt};

use content::{SetWords, Words, WordsKind};
use fit::{Fit, balanced, set_words};
use flow_line::put_flow_line;
use keep::{height_to_keep, is_seal, lines_that_fit};
use seal::{SEAL_SIDE, set_seal, set_signature, set_signature_date};

use crate::text::{LineAlign, Paragraph, Piece};

/// Sets a form on paper. Nothing is left out: what does not fit goes on to the next page.
pub fn compose(form: &Form, case: &Case, edition: impl Into<Edition>) -> Sheets {
    compose_roundup(form, &[case], edition)
}

/// Sets a form of the roundup on paper, with a row for each case; other forms with the first case.
///
/// # Panics
/// Where there is no case.
pub fn compose_roundup(form: &Form, cases: &[&Case], edition: impl Into<Edition>) -> Sheets {
    static NO_PHOTOS: Photos = Photos::new();
    compose_with(form, cases, &NO_PHOTOS, edition.into())
}

/// Sets a form on paper with its photos, by the names of their files.
pub fn compose_with_photos(
    form: &Form,
    case: &Case,
    photos: &Photos,
    edition: impl Into<Edition>,
) -> Sheets {
    compose_with(form, &[case], photos, edition.into())
}

fn compose_with(form: &Form, cases: &[&Case], photos: &Photos, edition: Edition) -> Sheets {
    let mut words = Words {
        form,
        case: cases[0],
        cases,
        photos,
        fonts: edition.fonts,
        row: None,
        on_extra_page: Default::default(),
        fit: Fit::Own,
    };
    let mut pages = Pages::new(form.page, edition);
    let mut covers = 0;
    let has_table = |index: usize| {
        form.paper.blocks[..index].iter().any(|block| matches!(block, Block::Table(_)))
    };
    words.on_extra_page = extra_page::too_long(&words, &pages);
    for (index, block) in form.paper.blocks.iter().enumerate() {
        let keep = height_to_keep(&words, &form.paper.blocks[index..], &pages);
        match block {
            Block::Line(line) if is_seal(line) => place_seal(&words, line, &mut pages),
            Block::Line(line) => place_line(&words, line, keep, &mut pages),
            Block::Gap(height) => pages.skip(*height),
            Block::PageBreak => pages.next(),
            Block::Table(table) => {
                let tail = keep::height_of_tail(&words, &form.paper.blocks[index + 1..], &pages);
                table::place(&words, table, (keep, tail), &mut pages);
            }
        }
        // What ends with a new page before the first table is the cover.
        if matches!(block, Block::PageBreak) && !has_table(index) {
            covers = pages.pages_done();
        }
    }
    place_extra_pages(&words, &mut pages);
    let numbers = if form.page.numbers { PageNumbers::OfAll { covers } } else { PageNumbers::None };
    let mut sheets = pages.finish(numbers);
    if edition.copy == Copy::Final {
        sheet_code::put_codes(&mut sheets.pages, (form, cases[0]), edition);
    }
    sheets
}

fn place_line(words: &Words<'_>, line: &Line, keep: Mm, pages: &mut Pages) {
    let lines = set_line(words, line, pages.width());
    let height: Mm = lines.iter().map(|line| line.height).sum();
    // A note of a few lines stays whole where a page can hold it.
    let whole = height + keep;
    if whole.0 > pages.room().0 && whole.0 <= pages.full_height().0 && !pages.is_fresh() {
        pages.next();
    }
    let section = outline::section_of_line(words, line, pages);
    let before = pages.begin(match section {
        Some((level, _)) => PartKind::Heading(level),
        None => PartKind::Paragraph,
    });
    if let Some((level, title)) = section {
        pages.section(level, &title, pages.y());
    }
    put_lines(&lines, keep, pages);
    pages.end(before);
}

/// A line outside of tables, and what of it does not fit into the width on lines below.
fn set_line(words: &Words<'_>, line: &Line, width: Mm) -> Vec<FlowLine> {
    let style = Some(line.style.unwrap_or(words.form.label_type));
    let align = match line.align {
        Align::Left | Align::Ends | Align::Body => LineAlign::Justified,
        Align::Centre => LineAlign::Centre,
        Align::Right => LineAlign::Right,
    };
    let right: Vec<SetWords> = words.paragraphs(&line.right, style);
    let width = width - line.indent;
    let mut set = Vec::new();
    for (index, paragraph) in words.paragraphs(&line.items, style).iter().enumerate() {
        let lines = match (paragraph.kind, line.align) {
            (WordsKind::Signature(at), _) => set_signature((paragraph, at), width, align),
            (WordsKind::SignatureDate, _) => set_signature_date(paragraph, set.last(), width),
            (_, Align::Body) => set_words(paragraph, width, em(paragraph) * 2.0, align),
            (_, Align::Centre) => balanced(paragraph, width),
            _ => match right.first().filter(|_| index == 0) {
                Some(right) => at_both_ends(paragraph, right, width),
                None => set_words(paragraph, width, Mm::ZERO, align),
            },
        };
        set.extend(lines.into_iter().map(|set| FlowLine { x: set.x + line.indent, ..set }));
    }
    set
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

/// Puts lines from top to bottom, over pages where they must, the last ones on one page with what stands
/// below them up to a height of `keep`.
fn put_lines(mut lines: &[FlowLine], keep: Mm, pages: &mut Pages) {
    while !lines.is_empty() {
        let mut count = lines_that_fit(lines, pages.room(), keep);
        if count == 0 && pages.is_fresh() {
            count = lines_that_fit(lines, pages.room(), Mm::ZERO).max(1);
        }
        put_strip(&lines[..count], pages);
        lines = &lines[count..];
        if !lines.is_empty() {
            pages.next();
        }
    }
}

fn put_strip(lines: &[FlowLine], pages: &mut Pages) {
    for (index, line) in lines.iter().enumerate() {
        // What has no height of its own stands in the strip of the line that follows.
        let strip = if line.height == Mm::ZERO {
            lines.get(index + 1).map_or(line.height, |next| next.height)
        } else {
            line.height
        };
        let (left, y) = (pages.left(), pages.y());
        put_flow_line(pages, &FlowLine { height: strip, ..line.clone() }, left, y);
        pages.skip(line.height);
    }
}

/// A place for a seal outside of tables in one piece, or two at both ends.
fn place_seal(words: &Words<'_>, line: &Line, pages: &mut Pages) {
    if SEAL_SIDE.0 > pages.room().0 {
        pages.next();
    }
    let right = match line.align {
        Align::Left | Align::Ends => pages.left() + SEAL_SIDE,
        Align::Centre => pages.left() + (pages.width() + SEAL_SIDE) / 2.0,
        _ => pages.left() + pages.width(),
    };
    let ends = [(&line.items, right), (&line.right, pages.left() + pages.width())];
    for (items, right) in ends {
        for seal in words.seals(items) {
            let before = pages.begin(PartKind::Paragraph);
            set_seal(words, seal, SEAL_SIDE).put(pages, right, pages.y());
            pages.end(before);
        }
    }
    pages.skip(SEAL_SIDE);
}

/// The heading of a page for one text. Judgement: as the headings of official papers, one size above the
/// text.
const EXTRA_PAGE_TYPE: TypeStyle = TypeStyle { role: FontRole::Hei, size: Pt(14.0) };

/// The texts that their cells could not hold, each under its label on a page of its own: 另附页.
fn place_extra_pages(words: &Words<'_>, pages: &mut Pages) {
    let fields = words.form.fields.iter().filter(|field| words.on_extra_page.contains(&field.id));
    let fields: Vec<&Field> = fields.collect();
    let whole = Words { on_extra_page: Default::default(), ..words.clone() };
    for field in fields {
        pages.next();
        let title = format!("附页：{}", field.plain_label().replace('\n', ""));
        pages.section(page::HEADING, &title, pages.y());
        let heading = Paragraph::new(vec![Piece::text(title, EXTRA_PAGE_TYPE)], words.fonts);
        let heading = SetWords { paragraph: heading, kind: WordsKind::Label };
        let width = pages.width();
        let before = pages.begin(PartKind::Heading(page::HEADING));
        put_lines(&balanced(&heading, width), Mm::ZERO, pages);
        pages.end(before);
        pages.skip(Mm(3.0));
        for paragraph in whole.running(field, None) {
            let indent = em(&paragraph) * 2.0;
            let lines = set_words(&paragraph, width, indent, LineAlign::Justified);
            if pages.is_fresh() && lines.iter().all(FlowLine::is_blank) {
                continue;
            }
            let before = pages.begin(PartKind::Paragraph);
            put_lines(&lines, Mm::ZERO, pages);
            pages.end(before);
        }
    }
}
