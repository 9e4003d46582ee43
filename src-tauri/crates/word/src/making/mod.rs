//! From what was read to a form: lines and tables become fields, fixed texts and the paper on which they
//! stand. Whatever is doubtful is asked of `asking`; what words mean is known in `guess`.

mod added;
mod agreeing;
mod boxes;
mod cells;
mod feet;
mod filler;
mod form;
mod lines;
mod maker;
mod rows;
mod shaped;
mod sheet;
mod sums;
mod tables;
mod title;
mod units;

pub(crate) use form::{Made, kept_tables, make};
pub(crate) use lines::blanks;
pub use maker::Guessed;

use crate::guess::options;

/// Whether a paragraph is a question with its answers to be ticked.
pub(crate) fn is_question(text: &str) -> bool {
    options::boxes(text) >= 3 && crate::guess::text::numbered(text).is_some()
}
