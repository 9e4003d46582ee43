//! Pages while they fill, and the items that stand on them when they are done.

use catalog::{FontRole, PageSetup, TypeStyle};
use foundation::{FieldPath, Mm, Pt};
use media::PaperPicture;

use super::filled_cell::FilledCell;
use super::sheet_code::PrintedCode;
use crate::faces::Face;
use crate::fonts::Fonts;
use crate::foreign::ForeignPdf;
use crate::text::{LineAlign, Paragraph, Piece, SetLine, TickShape, set};

/// The title of a form.
pub(crate) const TITLE: u8 = 1;
/// A heading on a line or a row of its own, and a page of its own for a long text.
pub(crate) const HEADING: u8 = 2;

/// Whether a copy may be signed, or is marked 草稿 across each page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// For the seal.
    Final,
    /// Marked.
    Draft,
    /// To fill in by hand: as the final copy, without its code.
    Blank,
}

/// How pages are made: for the seal or as a draft, and in which fonts. A `Copy` alone is set in the fonts of
/// the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Whether it may be signed.
    pub copy: self::Copy,
    /// The fonts it is set in.
    pub fonts: Fonts,
}

impl From<Copy> for Edition {
    fn from(copy: Copy) -> Self {
        Self { copy, fonts: Fonts::default() }
    }
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
    /// The pages of a PDF made elsewhere, as large as they are there.
    pub fn of_foreign(pdf: &ForeignPdf, copy: Copy) -> Self {
        let pages = (0..pdf.sizes().len()).map(|index| Page::of_foreign(pdf, index, copy));
        Self { pages: pages.collect(), outline: Vec::new() }
    }

    /// The codes on the pages, each with the index of its page.
    pub fn codes(&self) -> impl Iterator<Item = (usize, &PrintedCode)> {
        let pages = self.pages.iter().enumerate();
        pages.filter_map(|(index, page)| {
            let code = page.items.iter().find_map(|item| match item {
                Item::Code(code) => Some(&**code),
                _ => None,
            });
            Some((index, code?))
        })
    }

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
    /// Where fields are filled in, also those in which nothing stands yet.
    pub cells: Vec<FilledCell>,
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
        Self {
            width,
            height,
            items,
            under: Some(ForeignPage { pdf: pdf.clone(), index }),
            cells: Vec::new(),
        }
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
    /// A square or round box, ticked or not.
    Tick {
        /// Left edge.
        x: Mm,
        /// Upper edge.
        y: Mm,
        /// Side.
        side: Mm,
        /// Whether it is ticked.
        ticked: bool,
        /// Square, or round.
        shape: TickShape,
        /// The character that no face has and in whose place it stands, where it is no box of the form.
        missing: Option<char>,
        /// The field it belongs to.
        field: Option<FieldPath>,
    },
    /// A picture, stretched to its box, or cropped by the middle to it.
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
        /// Whether it covers its box and what does not fit is left out; else it is stretched.
        cropped: bool,
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
    /// Where one signs, above its line. Nothing is drawn.
    SignaturePlace {
        /// Which of the form's signatures.
        at: usize,
        /// Left edge.
        x: Mm,
        /// Upper edge.
        y: Mm,
        /// Across.
        width: Mm,
        /// Down.
        height: Mm,
    },
    /// The code that ties the sheet to its print, with its words.
    Code(Box<PrintedCode>),
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
    fonts: Fonts,
    done: Vec<Page>,
    items: Vec<Item>,
    cells: Vec<FilledCell>,
    y: Mm,
    /// Where the page begins: under its margin, or under the head of a list that goes on.
    top: Mm,
    lines: u32,
    outline: Vec<Section>,
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
        Self { setup, copy, fonts, done, items, cells, y, top, lines: 0, outline }
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
        Sheets { pages: self.done, outline: self.outline }
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
