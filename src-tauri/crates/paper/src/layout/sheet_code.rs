//! The code on each page of a final copy (纸电一致码), at the lower left outside of the table: it ties the sheet to its print.
//!
//! What it says is `foundation::SheetCode`. The digest is of all that stands on the pages at its place, but for the code
//! itself, so that any change of a word or of where it stands gives another code. It is drawn as vectors on the same pages
//! that preview and PDF show. Where a code stands: a QR code of 12.5 mm in the bottom margin where that is 19 mm; else in the
//! corner that both margins make, left of the table, where the left one is 19.5 mm (the built-in forms have 25); else a Data
//! Matrix of 13 × 6 mm in the bottom margin. Measured on scans, QR is read under seals where Data Matrix is not, so it goes
//! first. On paper with less margin than that stands none.

use case::{Case, sheet_origin};
use catalog::{FontRole, Form, PageSetup, TypeStyle};
use foundation::{Digest, Hasher, Mm, PrintCode, Pt, SheetCode};
use scan::{Kind, Modules};

use super::page::Pages;
use super::sheets::{Edition, Item, Page, Run};
use crate::text::{LineAlign, Paragraph, Piece, set};

/// The side of a module. Measured: read at 100 dots to the inch, and by a camera.
const MODULE: Mm = Mm(0.5);
/// White around a QR code: four modules. Source: ISO/IEC 18004, 6.3.8.
const QUIET: Mm = Mm(2.0);
/// The same around a Data Matrix, where one module would do. Source: ISO/IEC 16022, 7.
const QUIET_OF_MATRIX: Mm = Mm(1.0);
/// Printers leave so much of the paper white. Judgement: 4.2 mm of most lasers.
const EDGE: Mm = Mm(4.5);
/// So far from the edge of the paper it stands beside the table.
const BESIDE: Mm = Mm(8.0);
/// Small, so that nobody takes it for a part of the form.
const WORDS: TypeStyle = TypeStyle { role: FontRole::Song, size: Pt(7.0) };
const LINE: Mm = Mm(3.0);
/// A name for the digest, so that none of another kind is ever the same.
const PRINT: &[u8] = b"print 1";

/// A code on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedCode {
    /// Left edge of its dark modules.
    pub x: Mm,
    /// Upper edge of its dark modules.
    pub y: Mm,
    /// What it says.
    pub says: SheetCode,
    /// Its modules, of half a millimetre each.
    pub modules: Modules,
    /// 核对码 and page beside it, in grey.
    pub words: Vec<Run>,
}

impl PrintedCode {
    /// Across.
    pub fn width(&self) -> Mm {
        MODULE * self.modules.kind.size().0 as f64
    }

    /// Down.
    pub fn height(&self) -> Mm {
        MODULE * self.modules.kind.size().1 as f64
    }

    /// Its dark modules, neighbours of a row together: left, top, right and bottom.
    pub(crate) fn dark(&self) -> Vec<[Mm; 4]> {
        let (across, down) = self.modules.kind.size();
        let at = |corner: Mm, count: usize| corner + MODULE * count as f64;
        let mut all = Vec::new();
        for y in 0..down {
            let mut x = 0;
            while x < across {
                let dark = (x..across).take_while(|x| self.modules.is_dark(*x, y)).count();
                if dark > 0 {
                    all.push([
                        at(self.x, x),
                        at(self.y, y),
                        at(self.x, x + dark),
                        at(self.y, y + 1),
                    ]);
                }
                x += dark + 1;
            }
        }
        all
    }
}

/// Puts a code on each page, where there is a place for it.
pub(crate) fn put_codes(pages: &mut [Page], (form, case): (&Form, &Case), edition: Edition) {
    let Some(place) = Place::on(&form.page) else { return };
    let sheets: Vec<Digest> = pages.iter().map(digest).collect();
    let mut all = Hasher::default();
    all.update(PRINT);
    sheets.iter().for_each(|sheet| all.update(&sheet.bytes()));
    let print = PrintCode::of(all.finish());
    let origin = sheet_origin(case, form);
    let count = pages.len();
    for (index, (page, sheet)) in pages.iter_mut().zip(sheets).enumerate() {
        let Some(says) = SheetCode::new(print, (index + 1, count), origin, sheet) else { return };
        let modules = match place.kind {
            Kind::Qr => scan::qr(&says.long()),
            Kind::DataMatrix => scan::data_matrix(&says.short()),
        };
        let Some(modules) = modules else { return };
        let last = page.items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run.line),
            _ => None,
        });
        let words = place.words(form.page, &says, last.max().unwrap_or(0), edition);
        let code = PrintedCode { x: place.x, y: place.y, says, modules, words };
        page.items.push(Item::Code(Box::new(code)));
    }
}

/// Where a code stands on the pages of a form.
struct Place {
    kind: Kind,
    x: Mm,
    y: Mm,
    /// Where its words begin.
    words: Mm,
}

impl Place {
    fn on(page: &PageSetup) -> Option<Self> {
        let (side, high, wide) = (MODULE * 25.0, MODULE * 12.0, MODULE * 26.0);
        let below = page.height - page.bottom;
        if page.bottom.0 >= (QUIET + side + EDGE).0 {
            let (x, y) = (page.left, below + QUIET);
            return Some(Self { kind: Kind::Qr, x, y, words: x + side + QUIET });
        }
        let has_words = page.bottom.0 >= (QUIET_OF_MATRIX + high + EDGE).0;
        if has_words && page.left.0 >= (EDGE + side + QUIET).0 {
            // As far from the edge as its words allow: a page that lies askew loses its corners first.
            let edge = (page.bottom - LINE * 2.5).min(BESIDE).max(EDGE);
            let (x, y) = (page.left - QUIET - side, page.height - edge - side);
            return Some(Self { kind: Kind::Qr, x, y, words: page.left });
        }
        let x = page.left.max(EDGE);
        has_words.then(|| Self {
            kind: Kind::DataMatrix,
            x,
            y: below + QUIET_OF_MATRIX,
            words: x + wide + QUIET,
        })
    }

    fn bottom(&self) -> Mm {
        self.y + MODULE * self.kind.size().1 as f64
    }

    /// The code in letters and the page, one under the other, down to the lower edge of the code.
    fn words(&self, setup: PageSetup, says: &SheetCode, last: u32, edition: Edition) -> Vec<Run> {
        let texts =
            [format!("核对码 {}", says.print), format!("第{}页 共{}页", says.page, says.pages)];
        let mut paper = Pages::new(setup, edition);
        let mut y = self.bottom() - LINE * texts.len() as f64;
        for text in texts {
            let words = Paragraph::new(vec![Piece::text(text, WORDS)], edition.fonts);
            for line in set(&words, Pt::from(setup.width).0 as f32, 0.0, LineAlign::Left) {
                paper.put_line(&line, self.words, y, LINE);
                y += LINE;
            }
        }
        let runs = paper.take().into_iter().filter_map(|item| match item {
            Item::Text(run) => Some(Run { line: run.line + last, ..run }),
            _ => None,
        });
        runs.collect()
    }
}

/// Of all that stands on a page, at its place to a hundredth of a millimetre.
fn digest(page: &Page) -> Digest {
    let mut said = Said(Hasher::default());
    said.places(&[page.width, page.height]);
    for item in &page.items {
        match item {
            Item::Text(run) => {
                said.word("text");
                said.word(run.face_name());
                said.places(&[Mm(run.size.0), run.baseline]);
                for glyph in &run.glyphs {
                    said.0.update(&u32::from(glyph.character).to_le_bytes());
                    said.places(&[glyph.x]);
                }
            }
            Item::Rule { x1, y1, x2, y2 } => {
                said.word("rule");
                said.places(&[*x1, *y1, *x2, *y2]);
            }
            Item::Tick { x, y, side, ticked, shape, .. } => {
                said.word(if *ticked { "ticked" } else { "box" });
                said.word(&format!("{shape:?}"));
                said.places(&[*x, *y, *side]);
            }
            Item::Picture { x, y, width, height, picture, cropped, .. } => {
                said.word(if *cropped { "cropped" } else { "picture" });
                said.places(&[*x, *y, *width, *height]);
                said.0.update(&picture.digest.bytes());
            }
            Item::SealPlace { id, x, y, side } => {
                said.word("seal");
                said.word(id);
                said.places(&[*x, *y, *side]);
            }
            // Its line and label are printed; what is not printed is not said twice.
            Item::SignaturePlace { .. } | Item::Code(_) | Item::DraftMark => {}
        }
    }
    said.0.finish()
}

struct Said(Hasher);

impl Said {
    fn word(&mut self, word: &str) {
        self.0.update(&(word.len() as u64).to_le_bytes());
        self.0.update(word.as_bytes());
    }

    fn places(&mut self, places: &[Mm]) {
        for place in places {
            self.0.update(&((place.0 * 100.0).round() as i64).to_le_bytes());
        }
    }
}
