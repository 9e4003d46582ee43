//! The page and the type of the material, as official papers are set. Source: GB/T 9704-2012, 5.2 and 7.3.

use catalog::{FontRole, PageSetup, TypeStyle};
use foundation::{Mm, Pt};

use crate::layout::Pages;

/// A4 with a type area of 156 mm by 225 mm: 37 mm above it, 28 mm at the binding side.
pub(super) const PAGE: PageSetup = PageSetup {
    width: Mm(210.0),
    height: Mm(297.0),
    top: Mm(37.0),
    right: Mm(26.0),
    bottom: Mm(35.0),
    left: Mm(28.0),
    numbers: true,
};
/// Across the type area.
pub(super) const MEASURE: Mm = Mm(156.0);
/// Down the type area.
pub(super) const DEPTH: Mm = Mm(225.0);
/// 22 lines fill the type area.
pub(super) const LINE: Mm = Mm(225.0 / 22.0);
/// 28 characters of 三号 fill a line: 442.2 pt / 28 = 15.79 pt each. Source: computed from 5.2.3.
pub(super) const TRACKING: f32 = -0.21;
/// Two characters: the indent of a paragraph.
pub(super) const INDENT: Pt = Pt(2.0 * (16.0 - 0.21));

/// 三号.
const BODY_SIZE: Pt = Pt(16.0);
/// 小四: captions and tables. Judgement: two steps below the text, still easy to read.
const SMALL_SIZE: Pt = Pt(12.0);

const fn style(role: FontRole, size: Pt) -> TypeStyle {
    TypeStyle { role, size }
}

/// 二号小标宋.
pub(super) const TITLE: TypeStyle = style(FontRole::Title, Pt(22.0));
/// The lines under the title.
pub(super) const UNDER_TITLE: TypeStyle = style(FontRole::Kai, BODY_SIZE);
/// Running text.
pub(super) const BODY: TypeStyle = style(FontRole::Fang, BODY_SIZE);
/// Words of others.
pub(super) const QUOTATION: TypeStyle = style(FontRole::Kai, BODY_SIZE);
/// Under pictures.
pub(super) const CAPTION: TypeStyle = style(FontRole::Kai, SMALL_SIZE);
/// Above tables, and the names of their columns.
pub(super) const TABLE_HEAD: TypeStyle = style(FontRole::Hei, SMALL_SIZE);
/// In tables.
pub(super) const CELL: TypeStyle = style(FontRole::Fang, SMALL_SIZE);

/// 一、 in 黑体, （一） in 楷体, 1. in 仿宋.
pub(super) fn heading(level: u8) -> TypeStyle {
    let role = match level {
        1 => FontRole::Hei,
        2 => FontRole::Kai,
        _ => FontRole::Fang,
    };
    style(role, BODY_SIZE)
}

/// Moves on to the next line of the page's grid.
pub(super) fn to_next_line(pages: &mut Pages) {
    let lines = (pages.used() / LINE - 1e-6).ceil();
    pages.skip(LINE * lines - pages.used());
}
