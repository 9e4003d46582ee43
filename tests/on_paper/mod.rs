//! What stands where on pages, as laws ask it: lines of text, boxes around a place, texts of a field.
#![allow(dead_code, reason = "each test uses some of it")]

use catalog::PageSetup;
use foundation::{Mm, Pt};
use paper::{Item, Page, Run};

/// A line of text of one field.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) page: usize,
    pub(crate) number: u32,
    pub(crate) baseline: Mm,
    pub(crate) size: Mm,
    pub(crate) text: String,
}

impl Line {
    /// From the top of the strip that it takes to the next line.
    pub(crate) fn pitch(&self) -> Mm {
        self.size * 1.25
    }
}

pub(crate) fn runs(page: &Page) -> impl Iterator<Item = &Run> {
    page.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        _ => None,
    })
}

pub(crate) fn is_of(run: &Run, field: &str) -> bool {
    run.field.as_ref().is_some_and(|path| path.as_str() == field)
}

/// The lines of a field in the order of the pages.
pub(crate) fn lines_of(pages: &[Page], field: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (page, sheet) in pages.iter().enumerate() {
        for run in runs(sheet).filter(|run| is_of(run, field)) {
            match lines.last_mut().filter(|line| (line.page, line.number) == (page, run.line)) {
                Some(line) => line.text.push_str(&run.text()),
                None => lines.push(Line {
                    page,
                    number: run.line,
                    baseline: run.baseline,
                    size: Mm::from(run.size),
                    text: run.text(),
                }),
            }
        }
    }
    lines
}

pub(crate) fn within(low: Mm, value: Mm, high: Mm) -> bool {
    low.0 - 0.02 <= value.0 && value.0 <= high.0 + 0.02
}

/// From which height to which, and from which left edge to which right one, an item reaches.
pub(crate) fn extent(item: &Item) -> Option<[Mm; 4]> {
    match item {
        Item::Text(run) => Some(extent_of_run(run)),
        Item::Rule { x1, y1, x2, y2 } => Some([*y1, *y2, *x1, *x2]),
        Item::Tick { x, y, side, .. } | Item::SealPlace { x, y, side, .. } => {
            Some([*y, *y + *side, *x, *x + *side])
        }
        Item::Picture { x, y, width, height, .. }
        | Item::SignaturePlace { x, y, width, height, .. } => {
            Some([*y, *y + *height, *x, *x + *width])
        }
        Item::Code(code) => {
            let [mut top, mut bottom] = [code.y, code.y + code.height()];
            let [mut left, mut right] = [code.x, code.x + code.width()];
            for run in &code.words {
                let [above, below, first, last] = extent_of_run(run);
                (top, bottom) = (top.min(above), bottom.max(below));
                (left, right) = (left.min(first), right.max(last));
            }
            Some([top, bottom, left, right])
        }
        Item::DraftMark => None,
    }
}

/// The em box of all our faces: 0.88 above the baseline, 0.12 below. A mark at a margin hangs its blank
/// half over it, and a stop a quarter of its em more, 3.5 points at most: its ink stays inside a cell's padding.
pub(crate) fn extent_of_run(run: &Run) -> [Mm; 4] {
    let em = Mm::from(run.size);
    let (top, bottom) = (run.baseline - em * 0.88, run.baseline + em * 0.12);
    let hangs = run.glyphs.last().is_some_and(|last| "、，。．".contains(last.character));
    let over = if hangs { em / 2.0 + (em / 4.0).min(Mm::from(Pt(3.5))) } else { em / 2.0 };
    [top, bottom, run.glyphs[0].x + em / 2.0, run.right() - over]
}

/// `2/3` in the bottom margin, clear of the edge of the paper.
pub(crate) fn is_page_number(setup: &PageSetup, run: &Run) -> bool {
    let [top, bottom, ..] = extent_of_run(run);
    top.0 >= (setup.height - setup.bottom).0 - 0.02
        && bottom.0 <= setup.height.0
        && run.field.is_none()
        && run.text().chars().all(|c| c.is_ascii_digit() || c == '/')
}

/// The box of rules around a point, if it stands in a table.
pub(crate) fn cell_around(page: &Page, x: Mm, y: Mm) -> Option<(Mm, Mm)> {
    let mut left = None;
    let mut right = None;
    for item in &page.items {
        let Item::Rule { x1, y1, x2, y2 } = item else { continue };
        if (x1.0 - x2.0).abs() > 1e-6 || !(y1.0 <= y.0 && y.0 <= y2.0) {
            continue;
        }
        if x1.0 <= x.0 + 1e-6 {
            left = Some(left.map_or(*x1, |old: Mm| old.max(*x1)));
        } else {
            right = Some(right.map_or(*x1, |old: Mm| old.min(*x1)));
        }
    }
    left.zip(right)
}

/// The rules above and below a point, if it stands in a table.
pub(crate) fn row_around(page: &Page, x: Mm, y: Mm) -> Option<(Mm, Mm)> {
    let mut above = None;
    let mut below = None;
    for item in &page.items {
        let Item::Rule { x1, y1, x2, y2 } = item else { continue };
        if (y1.0 - y2.0).abs() > 1e-6 || !(x1.0 <= x.0 && x.0 <= x2.0) {
            continue;
        }
        if y1.0 <= y.0 + 1e-6 {
            above = Some(above.map_or(*y1, |old: Mm| old.max(*y1)));
        } else {
            below = Some(below.map_or(*y1, |old: Mm| old.min(*y1)));
        }
    }
    above.zip(below)
}

/// What of a text must stand on paper, without white space and marks that have no shape.
pub(crate) fn printed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let shapeless = |c: char| {
        c.is_whitespace() || matches!(c, '😀' | '🚜') || matches!(c, '\u{200B}' | '\u{FEFF}')
    };
    text.nfc().filter(|c| !shapeless(*c)).collect()
}

/// All that the pages say of a field.
pub(crate) fn on_paper(pages: &[Page], field: &str) -> String {
    let runs = pages.iter().flat_map(runs).filter(|run| is_of(run, field));
    printed(&runs.map(Run::text).collect::<String>())
}
