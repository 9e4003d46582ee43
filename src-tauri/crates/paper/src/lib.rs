//! Case and form to pages, pages to PDF and pictures. A page is a list of items in millimetres, each
//! with the field it came from; the PDF and the picture are drawn from the same items. printpdf,
//! lopdf, subsetter, ttf-parser and hayro are used in this room only.

mod faces;
mod fonts;
mod foreign;
mod layout;
mod material;
mod missing;
mod pdf;
mod picture;
mod text;

pub use fonts::{FontRefused, Fonts};
pub use foreign::{ForeignPdf, answer, draw_apart, told_apart, told_beside, try_pages_apart};
pub use layout::{
    CellPart, Copy, Edition, FilledCell, ForeignPage, Heads, Item, Page, Part, PartId, PartKind,
    Photos, PrintedCode, Run, Section, Sheets, TextGlyph, compose, compose_roundup,
    compose_with_photos, long_answers,
};
pub use material::{
    WantedPicture, compose_material, has_own_pages, has_pages_behind_the_form, torn_cell,
    wanted_pictures,
};
pub use missing::{characters_not_set, characters_without_font};
pub use pdf::{Origin, Title, WriteFault, told_title, write_pdf};
pub use picture::{PictureFault, draw};
pub use text::TickShape;
