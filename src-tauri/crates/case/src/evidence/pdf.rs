//! What is known of a PDF that was made elsewhere.

use std::collections::BTreeSet;

use foundation::Mm;
use serde::{Deserialize, Serialize};

/// A page is told no longer, in millimetres. Judgement: no paper is; JSON holds such numbers to the hundredth.
const LONGEST_PAGE: f64 = 1e6;

/// What a PDF holds that can be taken along.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PdfFacts {
    /// Its pages, in their order.
    pub pages: Vec<PageSize>,
    /// The names of fonts that are used and not in the file.
    pub fonts_missing: BTreeSet<String>,
    /// The first of its pages, counted from 1, that cannot be drawn; empty also where nobody tried.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_drawn: Vec<usize>,
    /// How many of its pages nobody could try, as the machine was busy.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub untried: usize,
    /// How many were not tried, as there are so many.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub beyond: usize,
    /// Whether it has layers that are not shown, whose words come along all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_hidden: bool,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// The size of a page as shown, to hundredths of a millimetre.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageSize {
    /// Across.
    pub width: Mm,
    /// Down.
    pub height: Mm,
}

impl PageSize {
    /// The size of a page that is so wide and so high.
    pub fn of((width, height): (Mm, Mm)) -> Self {
        let in_bounds = |side: Mm| Mm((side.0.min(LONGEST_PAGE) * 100.0).round() / 100.0);
        Self { width: in_bounds(width), height: in_bounds(height) }
    }
}

/// Why a PDF cannot be taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PdfFault {
    /// The bytes are no PDF.
    NotAPdf,
    /// It opens with a password only.
    Encrypted,
    /// It begins as a PDF and cannot be read.
    Damaged,
    /// It has no page.
    NoPages,
    /// It has more pages than any material.
    TooManyPages,
    /// A page is not there, or says no size, or one that no paper has.
    NotPaper {
        /// Counted from 1.
        page: u32,
    },
    /// Reading it took more time than it may.
    TakesTooLong,
    /// Reading it took more memory than it may.
    TakesTooMuchMemory,
    /// Whoever read it fell over what is in it.
    EndsReader,
    /// It was not read, though nothing says that the file is to blame.
    NotReadThisTime,
}
