//! Pages while they fill.

use catalog::{Cell, FontRole, PageSetup, TypeStyle};
use foundation::{Mm, Pt};

use super::filled_cell::FilledCell;
use super::parts::{Before, Heads, PartId, PartKind, Tree};
use super::sheets::{Copy, Edition, Item, Page, Run, Section, Sheets, TextGlyph};
use crate::fonts::Fonts;
use crate::text::{LineAlign, Paragraph, Piece, SetLine, set};

/// The title of a form.
pub(crate) const TITLE: u8 = 1;
/// A heading on a line or a row of its own, and a page of its own for a long text.
pub(crate) const HEADING: u8 = 2;

/// Pages while they fill from the top.
pub(crate) struct Pages {
    setup: PageSetup,
    copy: Copy,
    fonts: Fonts,
    done: Vec<Page>,
    items: Vec<Item>,
    cells: Vec<FilledCell>,
    y: Mm,
    /// Where the page begins: under its margin, or under the head of a list that goes on.
    top: Mm,
    lines: u32,
    outline: Vec<Section>,
    tree: Tree,
}

/// What stands at the foot of pages that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageNumbers {
    /// Nothing.
    None,
    /// `2/3`, in the middle. Covers bear none and are not counted, nor is a page that stands alone.
    OfAll {
        /// How many pages are covers.
        covers: usize,
    },
    /// `— 2 —`, at the outer margin. Source: GB/T 9704-2012, 7.5.
    Dashes {
        /// How many pages come before the first.
        before: usize,
    },
}

/// The type of page numbers. Judgement: smaller than all that is filled in.
const NUMBER_TYPE: TypeStyle = TypeStyle { role: FontRole::Song, size: Pt(9.0) };
/// 四号. Source: GB/T 9704-2012, 7.5.
const DASHES_TYPE: TypeStyle = TypeStyle { role: FontRole::Song, size: Pt(14.0) };
/// From the last line that a page can hold to the number. Source: GB/T 9704-2012, page number: 7 mm below
/// the type area; where the margin is less than twice that, the number stands in its middle.
const NUMBER_BELOW: Mm = Mm(7.0);

impl Pages {
    pub(crate) fn new(setup: PageSetup, edition: Edition) -> Self {
        let Edition { copy, fonts } = edition;
        let (y, top) = (setup.top, setup.top);
        let (done, items, cells, outline) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let tree = Tree::default();
        Self { setup, copy, fonts, done, items, cells, y, top, lines: 0, outline, tree }
    }

    /// Pages that begin where these stand, with nothing on them, to see how far something would go.
    pub(crate) fn for_trial(&self) -> Self {
        let edition = Edition { copy: self.copy, fonts: self.fonts };
        Self { y: self.y, top: self.top, ..Self::new(self.setup, edition) }
    }

    /// How many pages are full.
    pub(crate) fn pages_done(&self) -> usize {
        self.done.len()
    }

    /// Notes a section that begins on this page.
    pub(crate) fn section(&mut self, level: u8, title: &str, y: Mm) {
        if !title.is_empty() {
            let page = self.done.len();
            self.outline.push(Section { level, title: title.to_owned(), page, y });
        }
    }

    pub(crate) fn has_title(&self) -> bool {
        self.outline.iter().any(|section| section.level == TITLE)
    }

    pub(crate) fn left(&self) -> Mm {
        self.setup.left
    }

    pub(crate) fn width(&self) -> Mm {
        self.setup.width - self.setup.left - self.setup.right
    }

    /// The height of an empty page between its margins.
    pub(crate) fn full_height(&self) -> Mm {
        self.setup.height - self.setup.top - self.setup.bottom
    }

    pub(crate) fn y(&self) -> Mm {
        self.y
    }

    /// How far down the page the next thing would stand.
    pub(crate) fn used(&self) -> Mm {
        self.y - self.setup.top
    }

    /// What is left of this page; a hundredth of a millimetre absorbs the rounding of sums.
    pub(crate) fn room(&self) -> Mm {
        self.setup.height - self.setup.bottom - self.y + Mm(0.01)
    }

    pub(crate) fn is_fresh(&self) -> bool {
        self.y == self.top
    }

    /// What stands on the page so far is its head: the page counts as fresh.
    pub(crate) fn stay_fresh(&mut self) {
        self.top = self.y;
    }

    pub(crate) fn skip(&mut self, height: Mm) {
        self.y += height;
    }

    pub(crate) fn put(&mut self, item: Item) {
        self.items.push(item);
    }

    /// What is put from here on belongs to a new part, until `end`.
    pub(crate) fn begin(&mut self, kind: PartKind) -> Before {
        self.tree.begin(kind)
    }

    /// The same for a cell of the table that was begun; one that is there already goes on.
    pub(crate) fn begin_cell(&mut self, cell: &Cell, heads: Option<Heads>) -> Before {
        self.tree.begin_cell(cell, heads)
    }

    /// Whether a cell of the table that was begun was put already.
    pub(crate) fn has_cell(&self, cell: &Cell) -> bool {
        self.tree.has_cell(cell)
    }

    /// The same for a line of a running text, which starts its paragraph or goes on with it.
    pub(crate) fn begin_line(&mut self, starts: bool) -> Before {
        self.tree.begin_line(starts)
    }

    /// What is put from here on belongs to what it belonged to before.
    pub(crate) fn end(&mut self, before: Before) {
        self.tree.end(before);
    }

    /// Puts what is said a second time, or says nothing: it belongs to no part.
    pub(crate) fn unspoken(&mut self, put: impl FnOnce(&mut Self)) {
        self.tree.unspoken(true);
        put(self);
        self.tree.unspoken(false);
    }

    /// What a picture that is put now belongs to.
    pub(crate) fn part(&self) -> Option<PartId> {
        self.tree.at()
    }

    /// Notes where fields are filled in.
    pub(crate) fn note_cell(&mut self, cell: FilledCell) {
        if !cell.fields.is_empty() {
            self.cells.push(cell);
        }
    }

    /// What was put on this page so far, taken off it.
    pub(crate) fn take(&mut self) -> Vec<Item> {
        std::mem::take(&mut self.items)
    }

    /// Puts a line of text into a strip of paper of this height.
    pub(crate) fn put_line(&mut self, line: &SetLine, x: Mm, y: Mm, height: Mm) {
        // CJK em boxes reach 0.88 em above and 0.12 em below the baseline (OS/2 typo metrics of all
        // faces in assets/fonts); the box stands in the middle of its strip.
        let em = Mm::from(Pt(line.size));
        let baseline = y + (height - em) / 2.0 + em * 0.88;
        self.lines += 1;
        for run in &line.runs {
            let glyphs = run.glyphs.iter().map(|(offset, id, character)| TextGlyph {
                x: x + Mm::from(Pt(f64::from(*offset))),
                id: *id,
                character: *character,
            });
            self.items.push(Item::Text(Run {
                face: run.face,
                size: run.style.size,
                baseline,
                line: self.lines,
                glyphs: glyphs.collect(),
                field: run.field.clone(),
                part: self.tree.at(),
            }));
        }
        for (from, to) in &line.underlines {
            let at = |points: f32| x + Mm::from(Pt(f64::from(points)));
            // Below the em box, where no stroke reaches.
            let y = (baseline + em * 0.16).min(y + height);
            self.items.push(Item::Rule { x1: at(*from), y1: y, x2: at(*to), y2: y });
        }
        for tick in &line.ticks {
            // A box of four fifths of an em on the em box's middle.
            let em = Mm::from(tick.style.size);
            self.items.push(Item::Tick {
                x: x + Mm::from(Pt(f64::from(tick.x))) + em * 0.1,
                y: baseline - em * 0.78,
                side: em * 0.8,
                ticked: tick.tick.ticked,
                shape: tick.tick.shape,
                missing: tick.missing,
                field: tick.field.clone(),
                part: self.tree.at(),
            });
        }
    }

    pub(crate) fn next(&mut self) {
        let mut items = std::mem::take(&mut self.items);
        if self.copy == Copy::Draft {
            items.insert(0, Item::DraftMark);
        }
        self.done.push(Page {
            width: self.setup.width,
            height: self.setup.height,
            items,
            under: None,
            cells: std::mem::take(&mut self.cells),
        });
        self.y = self.setup.top;
        self.top = self.setup.top;
        self.lines = 0;
    }

    /// The pages, with what `numbers` asks for at their foot.
    pub(crate) fn finish(mut self, numbers: PageNumbers) -> Sheets {
        if !self.items.is_empty() || self.done.is_empty() {
            self.next();
        }
        match numbers {
            PageNumbers::OfAll { covers } if self.done.len() > covers + 1 => {
                let (first, all) = (covers, self.done.len() - covers);
                for index in 0..all {
                    let number = format!("{}/{all}", index + 1);
                    self.put_number(first + index, &number, (NUMBER_TYPE, LineAlign::Centre));
                }
            }
            PageNumbers::Dashes { before } => {
                for index in 0..self.done.len() {
                    let number = before + index + 1;
                    let align = if number % 2 == 1 { LineAlign::Right } else { LineAlign::Left };
                    self.put_number(index, &format!("— {number} —"), (DASHES_TYPE, align));
                }
            }
            PageNumbers::None | PageNumbers::OfAll { .. } => {}
        }
        Sheets { pages: self.done, outline: self.outline, parts: self.tree.done() }
    }

    /// Puts a number under the text of a page that is done.
    fn put_number(&mut self, page: usize, number: &str, (style, align): (TypeStyle, LineAlign)) {
        let words = Paragraph::new(vec![Piece::text(number, style)], self.fonts);
        let height = Mm::from(style.size);
        // At a margin it stands in by one character.
        let inset = if align == LineAlign::Centre { Mm::ZERO } else { height };
        let width = Pt::from(self.width() - inset * 2.0).0 as f32;
        let middle = (self.setup.bottom - height) / 2.0;
        let y = self.setup.height - self.setup.bottom + middle.min(NUMBER_BELOW);
        let lines = self.done[page].items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run.line),
            _ => None,
        });
        self.lines = lines.max().unwrap_or(0);
        for line in set(&words, width, 0.0, align) {
            self.put_line(&line, self.setup.left + inset, y, height);
        }
        let number = std::mem::take(&mut self.items);
        self.done[page].items.extend(number);
    }
}
