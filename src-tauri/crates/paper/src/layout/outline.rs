//! What a reader may jump to: the title of a form, its headings and rows of headings, and its long texts.
//! A heading is what the grid sets in 黑体.

use std::collections::BTreeMap;

use catalog::{Cell, Field, FontRole, Item as GridItem, Line, Table};

use super::content::Words;
use super::page::{HEADING, Pages, TITLE};
use crate::text::Content;

/// What the outline says of a line outside of tables: the first in 小标宋 is the title.
pub(crate) fn section_of_line(
    words: &Words<'_>,
    line: &Line,
    pages: &Pages,
) -> Option<(u8, String)> {
    if line.items.iter().any(|item| matches!(item, GridItem::Annex)) {
        return None;
    }
    let level = match line.style?.role {
        FontRole::Title if !pages.has_title() => TITLE,
        FontRole::Hei => HEADING,
        _ => return None,
    };
    Some((level, text(words, &line.items)))
}

/// What the outline says of the rows of a table: rows of a heading only, and long texts by their labels,
/// under the heading where there is one.
pub(crate) fn sections(words: &Words<'_>, table: &Table) -> BTreeMap<usize, (u8, String)> {
    let headings = table.cells.iter().filter(|cell| is_heading(table, cell));
    let mut sections: BTreeMap<usize, (u8, String)> = headings
        .map(|cell| (cell.row, (HEADING, text(words, cell.lines.first().map_or(&[], |l| l)))))
        .collect();
    let first = sections.keys().next().copied();
    for cell in &table.cells {
        let long = cell.items().find_map(|item| match item {
            GridItem::Value(id) => words.form.field(id).filter(|field| field.kind.is_long()),
            _ => None,
        });
        if let Some(field) = long {
            let level = HEADING + u8::from(first.is_some_and(|first| first < cell.row));
            sections.entry(cell.row).or_insert_with(|| (level, short_label(field)));
        }
    }
    sections
}

/// A label without the hint in its brackets: `扶贫工作概述（不超过800字）`.
fn short_label(field: &Field) -> String {
    let label = field.plain_label();
    let hint = label.find(['（', '(']).filter(|at| *at > 0);
    label[..hint.unwrap_or(label.len())].to_owned()
}

/// Whether a row is nothing but this heading.
pub(crate) fn heads(table: &Table, cell: &Cell, row: usize) -> bool {
    cell.row == row && cell.row_span == 1 && is_heading(table, cell)
}

fn is_heading(table: &Table, cell: &Cell) -> bool {
    cell.column_span == table.columns.len()
        && cell.style.is_some_and(|style| matches!(style.role, FontRole::Hei | FontRole::Title))
}

/// The words of items in one line.
fn text(words: &Words<'_>, items: &[GridItem]) -> String {
    let paragraphs = words.paragraphs(items, None);
    let pieces = paragraphs.iter().flat_map(|words| &words.paragraph.pieces);
    let texts = pieces.filter_map(|piece| match &piece.content {
        Content::Text(text) => Some(text.as_str()),
        Content::Tick(_) | Content::Room(_) => None,
    });
    texts.collect::<String>().trim().to_owned()
}
