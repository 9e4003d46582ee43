//! Columns in a grid: `{rows.column}` is written like an option of a choice, and only the form tells
//! which it is. The rows that hold them are printed once for each row of the value, or for each case.

use foundation::Code;

use crate::forms::field::Kind;
use crate::forms::form::{CASES, Form};
use crate::grids::grid::{Block, Item, Table};
use crate::grids::grid_reader::Placed;
use crate::reading::fault::Page;

/// In a grid, the name of a row that is fixed: `{budget.row_label}`.
const ROW_LABEL: &str = "row_label";

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
        check_spans(grid, table, placed);
    }
}

fn to_column(item: &mut Item, rows: &[String]) {
    if let Item::TickOption(field, column) = item
        && rows.contains(field)
    {
        let (rows, column) = (std::mem::take(field), std::mem::take(column));
        *item = if column == ROW_LABEL && rows != CASES {
            Item::RowLabel(rows)
        } else {
            Item::Column(rows, column)
        };
    }
}

/// A row repeats for the rows whose columns stand in it.
fn mark(grid: &Page<'_>, table: &mut Table, placed: &[Placed]) {
    let mut by_row: Vec<Vec<&crate::grids::grid::Cell>> = vec![Vec::new(); table.rows.len()];
    for cell in &table.cells {
        by_row.get_mut(cell.row).into_iter().for_each(|row| row.push(cell));
    }
    for (index, cells) in by_row.into_iter().enumerate() {
        let columns = cells.into_iter().flat_map(crate::grids::grid::Cell::items).filter_map(
            |item| match item {
                Item::Column(rows, _) => Some((rows.clone(), item.clone())),
                _ => None,
            },
        );
        let columns: Vec<(String, Item)> = columns.collect();
        let Some((rows, _)) = columns.first().cloned() else { continue };
        if let Some((other, item)) = columns.iter().find(|(other, _)| *other != rows) {
            let at = placed.iter().find(|(known, _)| known == item).map_or(0, |(_, at)| *at);
            let message = format!("这一行按“{rows}”重复，又写了“{other}”的列。");
            let hint = "一行只放一个列表的列，另一个列表请另写一行。".into();
            grid.fault(Code::BadValue, at, message, hint);
        }
        table.rows[index].repeats = Some(rows);
    }
}

/// Neighbouring rows of one list repeat together. A cell of several rows stands within them, or beside all of
/// them and the rows above or below: a label at the side.
fn check_spans(grid: &Page<'_>, table: &Table, placed: &[Placed]) {
    let mut at = 0;
    while at < table.rows.len() {
        let block = table.block(at);
        at = block.end;
        if table.rows[block.start].repeats.is_none() {
            continue;
        }
        let torn = table.cells.iter().find(|cell| {
            let rows = cell.row..cell.row + cell.row_span;
            let touches = rows.start < block.end && block.start < rows.end;
            let within = block.start <= rows.start && rows.end <= block.end;
            let beside = rows.start <= block.start && block.end <= rows.end;
            let has_column = cell.items().any(|item| matches!(item, Item::Column(..)));
            touches && !within && (!beside || has_column)
        });
        let Some(cell) = torn else { continue };
        let item = cell.items().next();
        let place = item.and_then(|item| placed.iter().find(|(known, _)| known == item));
        let message = "这一格只占了重复的几行里的一部分。".into();
        let hint = "竖在左边的栏目名要占满重复的行；写列（{栏目.列}）的格不能伸到别的行里。".into();
        grid.fault(Code::GridDoesNotClose, place.map_or(0, |(_, at)| *at), message, hint);
    }
}
