//! Text to lines: characters to atoms with their glyphs and widths, places where a line may end,
//! and lines set to a width. Sizes and widths are in points.
//!
//! UAX 14 with the Chinese tailoring; numbers with their units and document numbers stay whole, addresses are
//! torn behind their marks only where the line would gape, and anything anywhere when nothing else helps.
//! Greedy with a look back: marks are halved between neighbours and at line ends, pushed together where that
//! pulls one more word in or saves a last line, and 、，。 may hang over by a quarter of an em; what is left goes
//! to gaps between Han first. Where a line would gape, or the last one be a single character, the paragraph is weighed as a
//! whole (`total`). Cells come from the ink of a mark, not from its advance, so —— is one stroke and
//! ？！ one place in every face. Radicals are set as the ideographs they look like.

mod atoms;
mod breaks;
mod fold;
mod justify;
#[cfg(test)]
mod laws;
mod lines;
mod measure;
mod neighbours;
mod paragraph;
mod tokens;
mod total;

pub use atoms::TickShape;
pub(crate) use atoms::{Content, Piece, Tick};
pub(crate) use fold::printable;
pub(crate) use lines::{LineAlign, SetLine, set};
pub(crate) use paragraph::Paragraph;
