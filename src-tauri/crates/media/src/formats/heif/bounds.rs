//! How much of a list of items is kept, whoever reads it.

use crate::bytes::reader::{Read, Stop};

/// So many items, pieces, references and properties are kept of one list. Judgement: a photo of 100 megapixels in 432
/// tiles, with tiles of a gain map, has some 3,000.
const MOST_ENTRIES: usize = 65_536;

/// So many pieces of items that describe the picture are looked at. Judgement: a photo of 48 tiles has some sixty
/// items, two of which describe it.
pub(crate) const MOST_DESCRIBED: usize = 1000;

/// An item made of pieces of another may be a piece of a third, and so on, so many times. Judgement: nobody does it
/// twice.
pub(super) const DEEPEST: usize = 4;

/// The name of an auxiliary picture is looked at so far. Judgement: the longest in use has 44 letters.
pub(super) const MOST_OF_NAME: u64 = 64;

/// What was kept so far.
#[derive(Debug, Default)]
pub(super) struct Count(usize);

impl Count {
    /// Keeps so many more entries; `Spent` beyond the bound.
    pub(super) fn add(&mut self, more: usize) -> Read<()> {
        self.0 = self.0.saturating_add(more);
        if self.0 > MOST_ENTRIES { Err(Stop::Spent) } else { Ok(()) }
    }
}
