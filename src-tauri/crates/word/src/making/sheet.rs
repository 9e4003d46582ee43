//! The sheet: A4 with whole margins, wide enough for the tables, and the type of most labels.

use catalog::{FontRole, Form, PageSetup, TypeStyle};
use foundation::Mm;

use crate::document::{Block, Document, Table};
use crate::guess::shapes::{Shape, shape_of};

/// What the notation allows a margin.
const MARGINS: std::ops::RangeInclusive<f64> = 5.0..=80.0;

/// Sets the sheet and the types of a form.
pub(crate) fn sheet(form: &mut Form, document: &Document) {
    let sheet = &document.sheet;
    let mut page = PageSetup::default();
    if sheet.width.max(sheet.height) > 350.0 {
        (page.width, page.height) = (Mm(297.0), Mm(420.0));
    }
    if sheet.width > sheet.height {
        std::mem::swap(&mut page.width, &mut page.height);
    }
    let widest = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.columns.iter().sum::<f64>()),
        _ => None,
    });
    let widest = widest.fold(0.0, f64::max).min(page.width.0 - 2.0 * MARGINS.start());
    let [top, right, bottom, left] =
        sheet.margins.map(|margin| margin.round().clamp(*MARGINS.start(), *MARGINS.end()));
    let (mut left, mut right) = (left, right);
    // Tables of Word reach into the margins; here they may not.
    let missing = widest - (page.width.0 - left - right);
    if missing > 0.0 {
        let half = (missing / 2.0).ceil();
        left = (left - half).max(*MARGINS.start());
        right = (page.width.0 - left - widest).floor().clamp(*MARGINS.start(), right);
    }
    (page.top, page.right, page.bottom, page.left) = (Mm(top), Mm(right), Mm(bottom), Mm(left));
    form.page = page;
    form.label_type = label_type(document);
    form.value_type = TypeStyle { role: FontRole::Fang, size: form.label_type.size };
}

/// Widths of the columns of a table that fit between the margins.
pub(crate) fn widths(form: &Form, table: &Table) -> Vec<Mm> {
    let room = form.page.width.0 - form.page.left.0 - form.page.right.0;
    let whole: f64 = table.columns.iter().sum();
    let factor = if whole > room { room / whole } else { 1.0 };
    let widths = table.columns.iter().map(|width| (width * factor * 10.0).floor().max(30.0) / 10.0);
    let mut widths: Vec<f64> = widths.collect();
    // Narrow columns were made wider than their share: the widest ones give it.
    let mut left_over = widths.iter().sum::<f64>() - room;
    while left_over > 0.0 {
        let Some(widest) =
            widths.iter_mut().max_by(|a, b| a.total_cmp(b)).filter(|width| **width > 3.1)
        else {
            break;
        };
        let given = (left_over + 0.1).min(*widest / 2.0).min(*widest - 3.0);
        *widest = ((*widest - given) * 10.0).floor() / 10.0;
        left_over = widths.iter().sum::<f64>() - room;
    }
    widths.into_iter().map(Mm).collect()
}

/// The type of most labels; 宋体 小四 where the file says nothing.
fn label_type(document: &Document) -> TypeStyle {
    let mut counts: Vec<(TypeStyle, usize)> = Vec::new();
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        for cell in table.cells.iter().filter(|cell| shape_of(table, cell) == Shape::Label) {
            let Some(line) = cell.lines.iter().find(|line| !line.is_blank()) else { continue };
            let role = line.role.unwrap_or(FontRole::Song);
            let style = TypeStyle::nearest(role, line.points.clamp(7.5, 16.0));
            match counts.iter_mut().find(|(known, _)| *known == style) {
                Some((_, count)) => *count += 1,
                None => counts.push((style, 1)),
            }
        }
    }
    let usual = TypeStyle::nearest(FontRole::Song, 12.0);
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default();
    counts.iter().find(|(_, count)| *count == most).map_or(usual, |(style, _)| *style)
}
