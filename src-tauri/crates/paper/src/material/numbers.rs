//! The numbers of pages: — 1 —, at the right of odd pages and at the left of even ones.

use foundation::{Mm, Pt};

use super::style::{PAGE, PAGE_NUMBER};
use crate::layout::{Item, Page, Run, TextGlyph};
use crate::text::{LineAlign, Paragraph, Piece, set};

/// From the type area to the number. Source: GB/T 9704-2012, 7.5: 7 mm below it.
const BELOW: Mm = Mm(7.0);

/// Puts a number on each page, behind so many that come before.
pub(super) fn number(pages: &mut [Page], before: usize) {
    for (index, page) in (before..).zip(pages) {
        let words = format!("— {} —", index + 1);
        let paragraph = Paragraph::new(vec![Piece::text(words, PAGE_NUMBER)]);
        let Some(line) = set(&paragraph, f32::MAX, 0.0, LineAlign::Left).into_iter().next() else {
            continue;
        };
        // One character from the margin.
        let em = Mm::from(PAGE_NUMBER.size);
        let width = Mm::from(Pt(f64::from(line.width)));
        let is_odd = index % 2 == 0;
        let x = if is_odd { page.width - PAGE.right - em - width } else { PAGE.left + em };
        let baseline = page.height - PAGE.bottom + BELOW + em * 0.88;
        page.items.extend(line.runs.into_iter().map(|run| {
            let glyphs = run.glyphs.into_iter().map(|(offset, id, character)| TextGlyph {
                x: x + Mm::from(Pt(f64::from(offset))),
                id,
                character,
            });
            Item::Text(Run {
                face: run.face,
                size: run.style.size,
                baseline,
                // No line of the text has this number.
                line: u32::MAX,
                glyphs: glyphs.collect(),
                field: None,
            })
        }));
    }
}
