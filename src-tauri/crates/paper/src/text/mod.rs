//! Text to lines: characters to atoms with their glyphs and widths, places where a line may end,
//! and lines set to a width. Sizes and widths are in points.

mod atoms;
mod breaks;
mod lines;

pub(crate) use atoms::{Content, Paragraph, Piece, printable};
pub(crate) use lines::{LineAlign, SetLine, set};
