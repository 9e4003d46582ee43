//! Tables with their repeating rows written out: as often as the case has them, or once to be held against a file.

use case::{MOST_ROWS, Value};
use catalog::{Field, Table as Grid};

use super::{Cell, Row, Shape, Table};

/// Writes out a table.
pub(crate) fn rows_of(shape: &Shape<'_>, grid: &Grid) -> Table {
    let mut table =
        Table { ruled: grid.ruled, columns: grid.columns.clone(), rows: vec![], cells: vec![] };
    // Where each row of the grid begins, and the end.
    let mut starts = Vec::new();
    let mut at = 0;
    while at < grid.rows.len() {
        let block = grid.block(at);
        let repeats = grid.rows[at].repeats.as_deref();
        let (times, again) = repeats.map_or((1, false), |rows| times(shape, rows));
        starts.extend(block.clone().map(|_| table.rows.len()));
        for time in 0..times {
            let first = table.rows.len();
            let last = first + block.len() - 1;
            table.rows.extend(block.clone().map(|row| Row {
                min_height: grid.rows[row].min_height,
                repeats: again.then_some((first, last)),
            }));
            let own = grid.cells.iter().filter(|cell| block.contains(&cell.row));
            for cell in own.filter(|cell| !is_side(grid, cell)) {
                let row = first + cell.row - block.start;
                table.cells.push(filled(shape, cell, (row, cell.row_span), time));
            }
        }
        at = block.end;
    }
    starts.push(table.rows.len());
    for cell in grid.cells.iter().filter(|cell| is_side(grid, cell)) {
        let (row, end) = (starts[cell.row], starts[cell.row + cell.row_span]);
        table.cells.push(filled(shape, cell, (row, end - row), 0));
    }
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    table
}

fn filled(
    shape: &Shape<'_>,
    cell: &catalog::Cell,
    (row, row_span): (usize, usize),
    time: usize,
) -> Cell {
    let paras = cell.lines.iter().flat_map(|items| shape.paras(items, cell.style, time));
    Cell {
        row,
        column: cell.column,
        row_span,
        column_span: cell.column_span,
        align: cell.align,
        paras: paras.collect(),
    }
}

/// Whether a cell stands beside rows that repeat, and others.
fn is_side(grid: &Grid, cell: &catalog::Cell) -> bool {
    let rows = cell.row..cell.row + cell.row_span;
    rows.clone().any(|row| {
        let block = grid.block(row);
        grid.rows[row].repeats.is_some() && (rows.start < block.start || block.end < rows.end)
    })
}

/// How often rows stand there, and whether a file may have more of them.
fn times(shape: &Shape<'_>, rows: &str) -> (usize, bool) {
    let field = shape.form.field(rows);
    let labels = field.map_or(0, |field| field.row_labels().len());
    if shape.as_asked {
        return if labels > 0 { (labels, false) } else { (1, true) };
    }
    let filled = match shape.case.value(rows) {
        Some(Value::Rows(rows)) => rows.len(),
        _ => 0,
    };
    let least = field.map_or(0, Field::least_rows) as usize;
    (filled.max(least).clamp(1, MOST_ROWS), true)
}
