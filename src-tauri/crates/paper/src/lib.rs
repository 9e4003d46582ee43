//! Case and form to pages, pages to PDF and pictures. A page is a list of items in millimetres, each
//! with the field it came from; the PDF and the picture are drawn from the same items. printpdf,
//! lopdf, subsetter, ttf-parser and hayro are used in this room only.

mod fonts;
mod foreign;
mod layout;
mod material;
mod pdf;
mod picture;
mod preferred;
mod text;

pub use fonts::characters_without_font;
pub use foreign::{ForeignFault, ForeignPdf};
pub use layout::{
    Copy, ForeignPage, Item, Page, Run, Section, Sheets, TextGlyph, answers_too_long_for_cells,
    compose, compose_roundup,
};
pub use material::{
    WantedPicture, compose_material, has_material, material_without_font, wanted_pictures,
};
pub use pdf::{PdfFault, Title, write_pdf};
pub use picture::{PictureFault, draw};
pub use preferred::{FontRefused, prefer, preferred};
