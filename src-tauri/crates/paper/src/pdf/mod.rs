//! Pages to PDF: printpdf writes operators and fonts, lopdf holds what printpdf cannot say (pictures,
//! bookmarks, metadata, print scaling, sizes of fonts, pages made elsewhere), and `file` writes it all down.
//!
//! printpdf embeds whole fonts without its `text_layout` feature, so `subsetter` cuts them first. Long streams
//! (photos, fonts) lie beside the document (`bodies`) and are copied once, into the file that `file` writes:
//! the identifier is made on the way, from their digests. A JPEG goes through unchanged, its EXIF orientation
//! is the matrix that places it. Files are PDF/A-2a and PDF/UA-1 with the tree of `layout::parts` (`tags`); one to whose pages
//! others were added claims neither.
//! Each line carries its text as ActualText: without it the gap between Han and digits is copied as a space.
//! The same case under the same clock gives the same bytes.
//!
//! What is sent is one PDF: form, material, appendix (`Sheets::followed_by`), and the form by itself to be
//! stamped. Pages from elsewhere (`foreign`) lie under a page of ours (`Page.under`), in the picture on screen
//! and in the file alike; `graft` brings their objects along and draws 草稿 over them.

mod bodies;
mod file;
mod finish;
mod fonts;
mod graft;
mod metadata;
mod operators;
mod origin;
mod outline;
mod pictures;
mod pieces;
mod tags;
mod told;
pub(crate) mod unseen;

use foundation::Timestamp;
use lopdf::{Document, ObjectId};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions};

use crate::layout::{Section, Sheets};
use bodies::Bodies;
use metadata::Claim;
pub use origin::Origin;
use pictures::Pictures;
use tags::Tags;
pub use told::told_title;

/// What a PDF says about itself.
#[derive(Clone, Debug)]
pub struct Title {
    /// The title, such as the name of the case.
    pub title: String,
    /// The applicant.
    pub author: String,
    /// The form and the call.
    pub subject: String,
    /// The moment of writing, from the clock.
    pub moment: Timestamp,
    /// What it was made from; nothing is said of it where it is none.
    pub origin: Option<Origin>,
}

/// A PDF that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum WriteFault {
    /// A face could not be cut to the characters used.
    #[error("字体“{face}”不能裁剪。请重新安装申报匣。")]
    Subset {
        /// The face.
        face: &'static str,
        /// What subsetter said.
        cause: subsetter::Error,
    },
    /// printpdf reported something that would spoil the paper.
    #[error("生成 PDF 时出错。请重新安装申报匣。")]
    Operators {
        /// What printpdf said.
        message: String,
    },
    /// The structure of the document is not what is expected of printpdf.
    #[error("PDF 的结构不对。请重新安装申报匣。")]
    Structure {
        /// What lopdf said.
        cause: lopdf::Error,
    },
    /// The deflater left something out.
    #[error("PDF 不能压缩，内存可能不够。请关闭别的程序后再试。")]
    Deflate,
}

/// Whether streams are packed: for files yes, for the picture on screen not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Deflate,
    Plain,
}

/// Writes pages as a PDF. The same pages and title give the same bytes.
///
/// # Errors
/// A fault of the program or its fonts; nothing that the user typed leads to one.
pub fn write_pdf(sheets: &Sheets, title: &Title) -> Result<Vec<u8>, WriteFault> {
    Unwritten::new(sheets, Packing::Deflate)?.write(title)
}

/// A document before it is written.
pub(crate) struct Unwritten {
    /// Its objects.
    document: Document,
    /// Its sections.
    outline: Vec<Section>,
    /// What it may say of itself: pages made elsewhere need not be PDF/A.
    claim: Claim,
    /// Streams that are kept beside the objects.
    bodies: Bodies,
    packing: Packing,
}

impl Unwritten {
    /// The document of these pages.
    pub(crate) fn new(sheets: &Sheets, packing: Packing) -> Result<Self, WriteFault> {
        let fonts = fonts::cut(sheets)?;
        let pictures = Pictures::on(sheets);
        let mut pages = PdfDocument::new("");
        pages.resources.fonts.map.extend(fonts.resources());
        // A picture on screen says nothing.
        let tags = Tags::of(sheets).filter(|_| packing == Packing::Deflate);
        let mut marked = Vec::with_capacity(sheets.pages.len());
        pages.pages = sheets
            .pages
            .iter()
            .map(|page| {
                let drawn = operators::drawn(page, &fonts, &pictures, tags.as_ref());
                marked.push(drawn.marked);
                let operators = drawn.operators;
                let mm = |length: foundation::Mm| printpdf::Mm(length.0 as f32);
                PdfPage::new(mm(page.width), mm(page.height), operators)
            })
            .collect();
        let mut warnings = Vec::new();
        let mut document =
            printpdf::serialize::to_lopdf_doc(&pages, &PdfSaveOptions::default(), &mut warnings);
        if let Some(warning) = warnings.first() {
            return Err(WriteFault::Operators { message: warning.msg.clone() });
        }
        let mut bodies = Bodies::default();
        finish::put_fonts(&mut document, &mut bodies, &fonts, packing)?;
        pictures.add_to(&mut document, &mut bodies, packing)?;
        let ids: Vec<ObjectId> = document.page_iter().collect();
        graft::graft(&mut document, &sheets.pages, &ids)?;
        if let Some(tags) = &tags {
            tags::add_to(&mut document, tags, (&sheets.pages, &marked), &ids)?;
        }
        let claim = if tags.is_some() { Claim::PdfA2a } else { Claim::Nothing };
        Ok(Self { document, outline: sheets.outline.clone(), claim, bodies, packing })
    }

    /// The file.
    pub(crate) fn write(mut self, title: &Title) -> Result<Vec<u8>, WriteFault> {
        let (document, bodies) = (&mut self.document, &mut self.bodies);
        let pages: Vec<ObjectId> = document.page_iter().collect();
        finish::set_catalog(document)?;
        metadata::describe(document, bodies, title, self.claim, self.packing)?;
        outline::add_to(document, &self.outline, &pages)?;
        if self.packing == Packing::Deflate {
            finish::deflate(document, bodies)?;
        }
        Ok(file::write(document, bodies))
    }
}
