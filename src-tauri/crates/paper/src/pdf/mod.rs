//! Pages to PDF: printpdf writes operators and fonts, lopdf mends what printpdf cannot say (version,
//! identifier, language, print scaling, sizes of fonts) and reports what goes wrong.

mod finish;
mod fonts;
mod operators;

use foundation::Timestamp;
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions};

use crate::layout::Sheets;

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
}

/// A PDF that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfFault {
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
    /// The document could not be written to memory.
    #[error("PDF 不能写出，内存可能不够。请关闭别的程序后再试。")]
    Write {
        /// What the system said.
        cause: std::io::Error,
    },
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
pub fn write_pdf(sheets: &Sheets, title: &Title) -> Result<Vec<u8>, PdfFault> {
    write_packed(sheets, title, Packing::Deflate)
}

pub(crate) fn write_packed(
    sheets: &Sheets,
    title: &Title,
    packing: Packing,
) -> Result<Vec<u8>, PdfFault> {
    let fonts = fonts::cut(sheets)?;
    let mut document = PdfDocument::new(&title.title);
    document.resources.fonts.map.extend(fonts.resources());
    document.pages = sheets
        .pages
        .iter()
        .map(|page| {
            let operators = operators::operators(page, &fonts);
            let mm = |length: foundation::Mm| printpdf::Mm(length.0 as f32);
            PdfPage::new(mm(page.width), mm(page.height), operators)
        })
        .collect();
    let mut warnings = Vec::new();
    let lopdf =
        printpdf::serialize::to_lopdf_doc(&document, &PdfSaveOptions::default(), &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(PdfFault::Operators { message: warning.msg.clone() });
    }
    finish::finish(lopdf, &fonts, title, packing)
}
