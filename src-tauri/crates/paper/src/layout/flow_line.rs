//! A line of a cell with the strip of paper it takes, and the line to sign on behind it.

use std::rc::Rc;

use foundation::{Mm, Pt};

use super::page::Pages;
use super::sheets::Item;
use crate::text::SetLine;

/// The line of a signature. Judgement: room for three characters by hand.
pub(crate) const SIGNATURE_LINE: Mm = Mm(50.0);

/// A line with the strip of paper it takes.
#[derive(Clone, Debug)]
pub(crate) struct FlowLine {
    /// Its glyphs; shared, because lines are moved about while pages are planned.
    pub(crate) line: Rc<SetLine>,
    pub(crate) height: Mm,
    /// From the left edge of the text.
    pub(crate) x: Mm,
    /// Which signature of the form, where a line to sign on stands behind it.
    pub(crate) signed: Option<usize>,
    /// Whether its paragraph begins with it.
    pub(crate) starts: bool,
    /// Whether its paragraph ends with it.
    pub(crate) ends: bool,
    /// Whether it is of running text, whose leading the page decides.
    pub(crate) running: bool,
}

impl FlowLine {
    /// A line in a strip of this height, at the left, of no paragraph.
    pub(crate) fn new(line: SetLine, height: Mm) -> Self {
        Self {
            line: Rc::new(line),
            height,
            x: Mm::ZERO,
            signed: None,
            starts: false,
            ends: false,
            running: false,
        }
    }

    /// The same with this leading, in em, where it is of running text.
    pub(crate) fn led(&self, leading: f64) -> Self {
        let height =
            if self.running { Mm::from(Pt(self.line.size)) * leading } else { self.height };
        Self { height, ..self.clone() }
    }

    /// What it says.
    pub(crate) fn text(&self) -> String {
        let glyphs = self.line.runs.iter().flat_map(|run| &run.glyphs);
        glyphs.map(|(_, _, character)| *character).collect()
    }

    /// Whether it is the gap between two paragraphs.
    pub(crate) fn is_blank(&self) -> bool {
        self.line.runs.is_empty() && self.line.ticks.is_empty() && self.signed.is_none()
    }
}

/// Puts a line of text, and the line to sign on behind it.
pub(crate) fn put_flow_line(pages: &mut Pages, line: &FlowLine, left: Mm, y: Mm) {
    if line.running {
        let before = pages.begin_line(line.starts);
        pages.put_line(&line.line, left + line.x, y, line.height);
        pages.end(before);
    } else {
        pages.put_line(&line.line, left + line.x, y, line.height);
    }
    if let Some(at) = line.signed {
        let x1 = left + line.x + Mm::from(Pt(f64::from(line.line.width)));
        let top = y;
        // A millimetre clear of what stands below.
        let y = y + line.height - Mm(1.0);
        let (width, height) = (SIGNATURE_LINE, y - top);
        pages.put(Item::SignaturePlace { at, x: x1, y: top, width, height });
        pages.put(Item::Rule { x1, y1: y, x2: x1 + SIGNATURE_LINE, y2: y });
    }
}
