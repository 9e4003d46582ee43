//! Pages while they fill, and the items that stand on them when they are done.

use catalog::PageSetup;
use foundation::{FieldPath, Mm, Pt};
use media::PaperPicture;

use crate::fonts::Face;
use crate::foreign::ForeignPdf;
use crate::text::SetLine;

/// Whether a copy may be signed, or is marked 草稿 across each page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// For the seal.
    Final,
    /// Marked.
    Draft,
}

/// The pages of one form.
#[derive(Clone, Debug)]
pub struct Sheets {
    /// In order.
    pub pages: Vec<Page>,
    /// The sections, in the order of the pages.
    pub outline: Vec<Section>,
}

impl Sheets {
    /// These pages with others behind them, whose sections stand under one that is called `name`.
    #[must_use]
    pub fn followed_by(mut self, others: Self, name: &str) -> Self {
        let first = self.pages.len();
        let title = name.to_owned();
        self.outline.push(Section { level: 1, title, page: first, y: Mm::ZERO });
        self.outline.extend(others.outline.into_iter().map(|section| Section {
            level: section.level + 1,
            page: section.page + first,
            ..section
        }));
        self.pages.extend(others.pages);
        self
    }
}

/// A place that a reader of the PDF may jump to.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// 1 for the outermost.
    pub level: u8,
    /// Its words.
    pub title: String,
    /// Index into the pages.
    pub page: usize,
    /// From the top of the page.
    pub y: Mm,
}

/// A page: its size and what stands on it, from the top left.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Across.
    pub width: Mm,
    /// Down.
    pub height: Mm,
    /// In the order in which it is drawn.
    pub items: Vec<Item>,
    /// A page made elsewhere that lies under the items.
    pub under: Option<ForeignPage>,
}

/// A page of a PDF made elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignPage {
    /// The PDF.
    pub pdf: ForeignPdf,
    /// Counted from 0.
    pub index: usize,
}

impl Page {
    /// A page made elsewhere, as large as it is there.
    pub(crate) fn of_foreign(pdf: &ForeignPdf, index: usize, copy: Copy) -> Self {
        let (width, height) = pdf.sizes()[index];
        let items = if copy == Copy::Draft { vec![Item::DraftMark] } else { Vec::new() };
        Self { width, height, items, under: Some(ForeignPage { pdf: pdf.clone(), index }) }
    }
}

/// One thing on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Glyphs on a baseline.
    Text(Run),
    /// A straight line.
    Rule {
        /// From the left.
        x1: Mm,
        /// From the top.
        y1: Mm,
        /// From the left.
        x2: Mm,
        /// From the top.
        y2: Mm,
    },
    /// A square box, ticked or not.
    Tick {
        /// Left edge.
        x: Mm,
        /// Upper edge.
        y: Mm,
        /// Side.
        side: Mm,
        /// Whether it is ticked.
        ticked: bool,
        /// The field it belongs to.
        field: Option<FieldPath>,
    },
    /// A picture, stretched to its box.
    Picture {
        /// Left edge.
        x: Mm,
        /// Upper edge.
        y: Mm,
        /// Across.
        width: Mm,
        /// Down.
        height: Mm,
        /// What it shows; upright.
        picture: PaperPicture,
        /// The place in the case that it came from.
        field: Option<FieldPath>,
    },
    /// A square kept clear for a seal. Nothing is drawn.
    SealPlace {
        /// The seal's id in the form.
        id: String,
        /// Left edge.
        x: Mm,
        /// Upper edge.
        y: Mm,
        /// Side.
        side: Mm,
    },
    /// 草稿 across the page.
    DraftMark,
}

/// Glyphs of one face and size on a baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub(crate) face: Face,
    /// The size of type.
    pub size: Pt,
    /// From the top.
    pub baseline: Mm,
    /// Runs of one line of text share its number; numbers are unique on a page.
    pub line: u32,
    /// In reading order.
    pub glyphs: Vec<TextGlyph>,
    /// The field that the text came from; none for fixed words.
    pub field: Option<FieldPath>,
}

/// A glyph at its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextGlyph {
    /// Its origin, from the left.
    pub x: Mm,
    pub(crate) id: u16,
    /// The character that it shows.
    pub character: char,
}

impl Run {
    /// The name of the face.
    pub fn face_name(&self) -> &'static str {
        self.face.name()
    }

    /// The text that it shows.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.character).collect()
    }

    /// The right end of the last glyph's ink cell; a closing mark's blank half may lie beyond the cell.
    pub fn right(&self) -> Mm {
        self.glyphs.last().map_or(Mm::ZERO, |glyph| {
            glyph.x + Mm::from(self.size) * f64::from(self.face.advance(glyph.id))
        })
    }
}

/// Pages while they fill from the top.
pub(crate) struct Pages {
    setup: PageSetup,
    copy: Copy,
    done: Vec<Page>,
    items: Vec<Item>,
    y: Mm,
    /// Where the page begins: under its margin, or under the head of a list that goes on.
    top: Mm,
    lines: u32,
}

impl Pages {
    pub(crate) fn new(setup: PageSetup, copy: Copy) -> Self {
        let (y, top) = (setup.top, setup.top);
        Self { setup, copy, done: Vec::new(), items: Vec::new(), y, top, lines: 0 }
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

    /// Index of the page that is being filled.
    pub(crate) fn index(&self) -> usize {
        self.done.len()
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
            }));
        }
        for tick in &line.ticks {
            // A box of four fifths of an em on the em box's middle.
            let em = Mm::from(tick.style.size);
            self.items.push(Item::Tick {
                x: x + Mm::from(Pt(f64::from(tick.x))) + em * 0.1,
                y: baseline - em * 0.78,
                side: em * 0.8,
                ticked: tick.ticked,
                field: tick.field.clone(),
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
        });
        self.y = self.setup.top;
        self.top = self.setup.top;
        self.lines = 0;
    }

    pub(crate) fn finish(mut self) -> Sheets {
        if !self.items.is_empty() || self.done.is_empty() {
            self.next();
        }
        Sheets { pages: self.done, outline: Vec::new() }
    }
}
