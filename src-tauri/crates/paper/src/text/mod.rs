//! Text to lines: characters to atoms with their glyphs and widths, places where a line may end,
//! and lines set to a width. Sizes and widths are in points.

mod atoms;
mod breaks;
mod fold;
mod justify;
#[cfg(test)]
mod laws;
mod lines;
mod measure;
mod neighbours;
mod tokens;

pub(crate) use atoms::{Content, Paragraph, Piece};
pub(crate) use fold::printable;
pub(crate) use lines::{LineAlign, SetLine, set};
