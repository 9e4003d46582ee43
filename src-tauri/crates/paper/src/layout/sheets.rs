//! Pages that are done, and the items that stand on them.

use foundation::{FieldPath, Mm, Pt};
use media::PaperPicture;

use super::filled_cell::FilledCell;
use super::parts::{Part, PartId};
use super::sheet_code::PrintedCode;
use crate::faces::Face;
use crate::fonts::Fonts;
use crate::foreign::ForeignPdf;
use crate::text::TickShape;

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
    /// What the items of the pages belong to, in the order in which it is read.
    pub parts: Vec<Part>,
}

impl Sheets {
    /// The pages of a PDF made elsewhere, as large as they are there.
    pub fn of_foreign(pdf: &ForeignPdf, copy: Copy) -> Self {
        let pages = (0..pdf.sizes().len()).map(|index| Page::of_foreign(pdf, index, copy));
        Self { pages: pages.collect(), outline: Vec::new(), parts: Vec::new() }
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
        let before = self.parts.len();
        let behind = |part: Option<PartId>| part.map(|part| part.behind(before));
        self.parts.extend(
            others.parts.into_iter().map(|part| Part { within: behind(part.within), ..part }),
        );
        self.pages.extend(others.pages);
        for part in self.pages[first..]
            .iter_mut()
            .flat_map(|page| &mut page.items)
            .filter_map(Item::part_mut)
        {
            *part = behind(*part);
        }
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
        /// What it belongs to.
        part: Option<PartId>,
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
        /// What it belongs to.
        part: Option<PartId>,
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

impl Item {
    /// The part that it belongs to; none of what never belongs to one.
    pub(crate) fn part_mut(&mut self) -> Option<&mut Option<PartId>> {
        match self {
            Self::Text(run) => Some(&mut run.part),
            Self::Tick { part, .. } | Self::Picture { part, .. } => Some(part),
            Self::Rule { .. }
            | Self::SealPlace { .. }
            | Self::SignaturePlace { .. }
            | Self::Code(_)
            | Self::DraftMark => None,
        }
    }
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
    /// What it belongs to; none of what is there for the eye alone.
    pub part: Option<PartId>,
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
