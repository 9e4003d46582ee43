//! Word files: a blank form (.docx) becomes a form and a call in the making, with what is doubtful.
//! Bytes come in and texts go out; no file is opened here, and nothing is asked of a network or a model.

mod document;
mod error;
mod reading;

pub use document::{Block, Cell, Document, Paragraph, Sheet, Side, Table};
pub use error::WordError;
pub use reading::read;
