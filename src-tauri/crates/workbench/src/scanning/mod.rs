//! Scans of sealed sheets: their pages as pictures, what stands on them, and which case they are of. What is wrong with them
//! is for `case` to say (`sheets`, `made/sealed_scan`).

mod attached;
mod candidates;
mod pages;
pub(crate) mod prints;
mod report;
mod sheets;

pub use report::{PlaceSeen, Scanned, ScannedPage};
