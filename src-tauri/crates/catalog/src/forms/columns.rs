//! Columns in a grid: `{rows.column}` is written like an option of a choice, and only the form tells
//! which it is. The rows that hold them are printed once for each row of the value, or for each case.

use foundation::Code;

use crate::forms::field::Kind;
use crate::forms::form::{CASES, Form};
use crate::grids::grid::{Block, Item, Table};
use crate::grids::grid_reader::Placed;
use crate::reading::fault::Page;

/// Turns what names a column into [`Item::Column`], and marks the rows that repeat.
pub(crate) fn resolve(grid: &Page<'_>, form: &mut Form, placed: &mut [Placed]) {
    let rows: Vec<String> = form
        .fields
        .iter()
        .filter(|field| matches!(field.kind, Kind::Rows { .. }))
        .map(|field| field.id.clone())
        .chain([CASES.to_owned()])
        .collect();
    for (item, _) in placed.iter_mut() {
        to_column(item, &rows);
    }
    for block in &mut form.paper.blocks {
        let Block::Table(table) = block else { continue };
        for item in table.cells.iter_mut().flat_map(|cell| &mut cell.lines).flatten() {
            to_column(item, &rows);
        }
        mark(grid, table, placed);
    }
}

fn to_column(item: &mut Item, rows: &[String]) {
    if let Item::TickOption(field, column) = item
        && rows.contains(field)
    {
        *item = Item::Column(std::mem::take(field), std::mem::take(column));
    }
}

/// A row repeats for the rows whose columns stand in it; its cells belong to it alone.
fn mark(grid: &Page<'_>, table: &mut Table, placed: &[Placed]) {
    for index in 0..table.rows.len() {
        let cells = table.cells.iter().filter(|cell| cell.row == index);
        let columns =
            cells.flat_map(crate::grids::grid::Cell::items).filter_map(|item| match item {
                Item::Column(rows, _) => Some((rows.clone(), item.clone())),
                _ => None,
            });
        let columns: Vec<(String, Item)> = columns.collect();
        let Some((rows, item)) = columns.first().cloned() else { continue };
        if let Some((other, item)) = columns.iter().find(|(other, _)| *other != rows) {
            let at = placed.iter().find(|(known, _)| known == item).map_or(0, |(_, at)| *at);
            let message = format!("这一行按“{rows}”重复，又写了“{other}”的列。");
            let hint = "一行只放一个列表的列，另一个列表请另写一行。".into();
            grid.fault(Code::BadValue, at, message, hint);
        }
        let tied = table
            .cells
            .iter()
            .any(|cell| cell.row <= index && index < cell.row + cell.row_span && cell.row_span > 1);
        if tied {
            let at = placed.iter().find(|(known, _)| *known == item).map_or(0, |(_, at)| *at);
            let message = "重复的一行里不能有 ^ 合并的格。".into();
            let hint = "一行印一个，各格都要在这一行里；竖排的栏目名请改成单独一行。".into();
            grid.fault(Code::GridDoesNotClose, at, message, hint);
        }
        table.rows[index].repeats = Some(rows);
    }
}
