//! Tables of a Word text: merged cells stand in their first place, the others are empty.

use case::MaterialBlock;

use crate::document::{Paragraph, Table};

/// What the material has at most.
const MOST_COLUMNS: usize = 12;

/// The table as a block, or its lines where it is a frame around a text; none where it is too wide.
pub(super) fn block(
    table: &Table,
    caption: String,
) -> Option<Result<MaterialBlock, Vec<Paragraph>>> {
    let (rows, columns) = (table.rows.len(), table.columns.len());
    if let [cell] = table.cells.as_slice() {
        return Some(Err(cell.lines.clone()));
    }
    if columns > MOST_COLUMNS {
        return None;
    }
    let mut words = vec![vec![String::new(); columns]; rows];
    for cell in &table.cells {
        let lines = cell.lines.iter().map(|line| line.text.trim());
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        words[cell.row][cell.column] = lines.join("\n");
    }
    words.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let first = words.first();
    // Names of columns are short, and none is missing.
    let names =
        |row: &Vec<String>| row.iter().all(|cell| !cell.is_empty() && cell.chars().count() <= 20);
    let header = words.len() > 1 && first.is_some_and(names);
    (!words.is_empty()).then_some(Ok(MaterialBlock::Table { caption, header, rows: words }))
}
