//! Joins the places of a grid into cells: `<` continues the cell on the left, `^` the cell above.
//! Every cell must be a full rectangle.

use foundation::Code;

use crate::grids::grid::{Align, Cell, Item};
use crate::grids::type_style::TypeStyle;
use crate::reading::fault::Page;

/// One place of a grid as it is written.
#[derive(Clone, Debug)]
pub(crate) enum Slot {
    /// A cell begins here.
    Cell(Written),
    /// `<`
    Left,
    /// `^`
    Above,
}

/// A cell as it is written: how it is set, and its lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written {
    pub(crate) align: Option<Align>,
    pub(crate) style: Option<TypeStyle>,
    pub(crate) lines: Vec<Vec<Item>>,
}

/// The cells of a grid in reading order; what does not close is a fault.
pub(crate) fn close(page: &Page<'_>, slots: &[Vec<(Slot, usize)>]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    // Which cell owns each place.
    let mut owners: Vec<Vec<Option<usize>>> = Vec::new();
    for (row, line) in slots.iter().enumerate() {
        let mut owner_line: Vec<Option<usize>> = Vec::new();
        for (column, (slot, at)) in line.iter().enumerate() {
            let owner = match slot {
                Slot::Cell(written) => {
                    cells.push(Cell {
                        row,
                        column,
                        row_span: 1,
                        column_span: 1,
                        align: written.align,
                        style: written.style,
                        lines: written.lines.clone(),
                    });
                    Some(cells.len() - 1)
                }
                Slot::Left if column == 0 => {
                    let hint = "第一列只能写内容或 ^。".into();
                    let message = "“<”的左边没有格。".into();
                    page.fault(Code::GridDoesNotClose, *at, message, hint);
                    None
                }
                Slot::Left => owner_line[column - 1],
                Slot::Above if row == 0 => {
                    let hint = "第一行只能写内容或 <。".into();
                    let message = "“^”的上边没有格。".into();
                    page.fault(Code::GridDoesNotClose, *at, message, hint);
                    None
                }
                Slot::Above => owners[row - 1].get(column).copied().flatten(),
            };
            if let Some(cell) = owner.map(|owner| &mut cells[owner]) {
                cell.row_span = cell.row_span.max(row - cell.row + 1);
                if column < cell.column {
                    let message = "这一格与上边的格合不成一个长方形。".into();
                    page.fault(Code::GridDoesNotClose, *at, message, String::new());
                } else {
                    cell.column_span = cell.column_span.max(column - cell.column + 1);
                }
            }
            owner_line.push(owner);
        }
        owners.push(owner_line);
    }
    check_rectangles(page, slots, &owners, &cells);
    cells
}

fn check_rectangles(
    page: &Page<'_>,
    slots: &[Vec<(Slot, usize)>],
    owners: &[Vec<Option<usize>>],
    cells: &[Cell],
) {
    for (index, cell) in cells.iter().enumerate() {
        let hole = (cell.row..cell.row + cell.row_span)
            .flat_map(|row| {
                (cell.column..cell.column + cell.column_span).map(move |column| (row, column))
            })
            .find(|(row, column)| owners[*row].get(*column).copied().flatten() != Some(index));
        if let Some((row, column)) = hole {
            page.fault(
                Code::GridDoesNotClose,
                slots[row][column].1,
                "合并的格不是一个长方形。".into(),
                format!(
                    "从第 {} 行第 {} 列开始的格，在这里应写 < 或 ^。",
                    cell.row + 1,
                    cell.column + 1
                ),
            );
        }
    }
}
