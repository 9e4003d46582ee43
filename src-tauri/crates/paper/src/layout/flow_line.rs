//! A line of a cell with the strip of paper it takes, and the line to sign on behind it.

use foundation::{Mm, Pt};

use super::page::{Item, Pages};
use crate::text::SetLine;

/// The line of a signature. Judgement: room for three characters by hand.
pub(crate) const SIGNATURE_LINE: Mm = Mm(50.0);

/// A line with the strip of paper it takes.
#[derive(Clone, Debug)]
pub(crate) struct FlowLine {
    pub(crate) line: SetLine,
    pub(crate) height: Mm,
    /// From the left edge of the text.
    pub(crate) x: Mm,
    /// Whether a line to sign on stands behind it.
    pub(crate) signed: bool,
    /// Whether its paragraph begins with it.
    pub(crate) starts: bool,
    /// Whether its paragraph ends with it.
    pub(crate) ends: bool,
}

impl FlowLine {
    /// Whether it is the gap between two paragraphs.
    pub(crate) fn is_blank(&self) -> bool {
        self.line.runs.is_empty() && self.line.ticks.is_empty() && !self.signed
    }
}

/// Puts a line of text, and the line to sign on behind it.
pub(crate) fn put_flow_line(pages: &mut Pages, line: &FlowLine, left: Mm, y: Mm) {
    pages.put_line(&line.line, left + line.x, y, line.height);
    if line.signed {
        let x1 = left + line.x + Mm::from(Pt(f64::from(line.line.width)));
        // A millimetre clear of what stands below.
        let y = y + line.height - Mm(1.0);
        pages.put(Item::Rule { x1, y1: y, x2: x1 + SIGNATURE_LINE, y2: y });
    }
}
