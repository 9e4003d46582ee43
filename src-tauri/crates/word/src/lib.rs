//! Word files: a blank form (.docx) becomes a form and a call in the making, with what is doubtful; a filled one a
//! case, and a case a file of Word again; and how Chinese is read.
//! Bytes come in and texts go out; no file is opened here, and nothing is asked of a network or a model.

mod asking;
mod calls;
mod compared;
mod document;
mod error;
mod filled;
mod guess;
mod import;
mod making;
mod notice;
mod proof;
mod reading;
mod shape;
mod spelling;
mod texts;
mod written;

pub use asking::{Answer, Place, Question};
pub use compared::Compared;
pub use document::{Block, CONTROL, Cell, Document, Paragraph, Sheet, Side, Table};
pub use error::WordError;
pub use filled::{Doubt, Filled, Known, fill, recognise};
pub use import::{Import, NoForm, folders, import, import_as};
pub use making::Guessed;
pub use reading::{read, read_filled, text};
pub use spelling::is_spelt;
pub use texts::{TextRead, read_text};
pub use written::{WordPicture, write};
