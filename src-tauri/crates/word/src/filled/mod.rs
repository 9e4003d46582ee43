//! A filled Word file of a form becomes a case: which call's form it is, what stands in which field, and what is
//! doubtful. Nothing that stands in the file is lost unsaid: what belongs to no field is listed with where it stood.

mod align;
mod entries;
mod given;
mod pattern;
mod placing;
mod recognising;
pub(crate) mod text;
mod ticks;

use std::sync::Arc;

use case::Case;
use catalog::Call;
use foundation::FieldPath;

use crate::Document;

pub use recognising::{Known, recognise};

/// A case that was read of a Word file.
#[derive(Debug)]
pub struct Filled {
    /// It, without an identity.
    pub case: Case,
    /// How many fields were filled in.
    pub count: usize,
    /// What a person should look at, in the order of the file.
    pub doubts: Vec<Doubt>,
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The field, where it is about one; rows count from 1.
    pub path: Option<FieldPath>,
    /// What the field is called; empty where it is about none.
    pub field: String,
    /// Where it stands in the file. Chinese.
    pub place: String,
    /// Why it is doubtful. Chinese, a whole sentence.
    pub message: String,
    /// The words of the file that were not taken in, in full; empty where all were.
    pub words: String,
}

/// Fills a new case of a call with what stands in a file.
pub fn fill(document: &Document, call: &Arc<Call>) -> Filled {
    placing::fill(document, call)
}
