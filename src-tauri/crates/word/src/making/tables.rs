//! A table of the Word file as one of ours: each cell is a label, a place to be filled in, or words; rows
//! that repeat become one.

use catalog::{Block, Item, Row};
use foundation::Mm;

use crate::asking::{Doubt, Place};
use crate::document::{Cell, Table};
use crate::guess::lists::{self, List};
use crate::guess::shapes::Seen;
use crate::guess::text::{core, squeezed};
use crate::making::filler::{Content, Filler, blank_lines};
use crate::making::maker::Maker;
use crate::making::{sheet, units};

/// A table with where its cells stand in the file.
pub(crate) struct Laid {
    pub(crate) table: Table,
    /// By cell.
    pub(crate) places: Vec<Place>,
    /// Cells that were beside repeating rows and now stand in a row of their own.
    pub(crate) moved: Vec<bool>,
}

/// Makes a table; `heading` is what stands over it, `title` that of the form.
pub(crate) fn table(
    maker: &mut Maker<'_>,
    table: &Table,
    number: usize,
    (heading, title): (&str, &str),
) -> Vec<Block> {
    // What is wide enough for a seal is asked of the columns as they will be.
    let columns = sheet::widths(&maker.form, table).into_iter().map(|width| width.0).collect();
    let table = &units::with_units(&Table { columns, ..table.clone() });
    let (laid, lists) = lay(maker, table, number);
    let seen = Seen::of(&laid.table);
    let matrix = lists::matrix(&seen);
    let contents = vec![None; laid.table.cells.len()];
    let mut filler = Filler {
        maker,
        laid: &laid,
        shapes: seen.into_shapes(),
        matrix,
        contents,
        figures: Vec::new(),
        heading: heading.to_owned(),
        title,
    };
    filler.fill(&lists);
    let contents = filler.contents;
    vec![draw(&laid, &lists, &contents)]
}

/// Finds what repeats, and moves what stands beside it to rows of its own.
fn lay(maker: &mut Maker<'_>, table: &Table, number: usize) -> (Laid, Vec<List>) {
    let mut laid = as_read(table, number);
    let mut taken: Vec<String> = Vec::new();
    lists::lists(&Seen::of(table), &mut |list| {
        let many = is_many(maker, table, list, number);
        if many {
            taken.push(header_words(table, list));
        }
        many
    });
    while let Some(side) = beside(&laid.table, &lists_of(&laid.table, &taken)) {
        move_out(&mut laid, side);
        if !covers(&laid.table) {
            // Cells lie across each other in a way that no row can be moved out of: rows stay as they are.
            return (as_read(table, number), Vec::new());
        }
    }
    let lists = lists_of(&laid.table, &taken);
    (laid, lists)
}

/// A table as the file has it.
fn as_read(table: &Table, number: usize) -> Laid {
    let place =
        |cell: &Cell| Place::Cell { table: number, row: cell.row + 1, column: cell.column + 1 };
    Laid {
        table: table.clone(),
        places: table.cells.iter().map(place).collect(),
        moved: vec![false; table.cells.len()],
    }
}

/// Whether the cells cover each place once.
fn covers(table: &Table) -> bool {
    let mut places = vec![0_u8; table.rows.len() * table.columns.len()];
    for cell in &table.cells {
        for row in cell.row..cell.row + cell.row_span {
            for column in cell.column..cell.column + cell.column_span {
                match places.get_mut(row * table.columns.len() + column) {
                    Some(place) if column < table.columns.len() => *place = place.saturating_add(1),
                    _ => return false,
                }
            }
        }
    }
    places.iter().all(|place| *place == 1)
}

/// Whether one empty row under a header stands for many.
fn is_many(maker: &mut Maker<'_>, table: &Table, list: &List, number: usize) -> bool {
    let words = header_words(table, list);
    if words.starts_with("序号") || maker.form.per == catalog::Per::Roundup {
        return true;
    }
    let whole = list.from == 0 && list.to == table.columns.len() && list.to >= 4;
    let doubt = Doubt {
        place: Place::Cell { table: number, row: list.first + 1, column: list.from + 1 },
        words: &words,
        aspect: "几行",
        text: format!("“{words}”下面填一行还是几行？"),
        options: &["只填一行", "填几行，可以加行"],
        likely: usize::from(whole),
        doubt: 70,
    };
    maker.ask(&doubt) == 1
}

/// The labels of a list, by which it is known again.
fn header_words(table: &Table, list: &List) -> String {
    let header = table.row(list.header.map_or(list.first, |(_, end)| end).saturating_sub(1));
    header.map(|cell| core(&cell.text())).collect::<Vec<_>>().join("、")
}

/// The lists of a table, of those with one row the ones that were taken.
fn lists_of(table: &Table, taken: &[String]) -> Vec<List> {
    lists::lists(&Seen::of(table), &mut |list| taken.contains(&header_words(table, list)))
}

/// A cell that goes over rows of a list and cannot stay: what begins above all of its rows stands beside them,
/// what begins with the first would be printed again in each.
fn beside(table: &Table, lists: &[List]) -> Option<usize> {
    let is_torn = |cell: &Cell| {
        let (from, to) = (cell.row, cell.row + cell.row_span);
        lists.iter().any(|list| {
            let (first, end) = (list.first, list.first + list.count);
            from < end && first < to && !(from < first && end <= to)
        })
    };
    table.cells.iter().position(|cell| cell.row_span > 1 && is_torn(cell))
}

/// Takes a cell out of the rows beside which it stands and gives it a row of its own above them.
fn move_out(laid: &mut Laid, index: usize) {
    let side = laid.table.cells[index].clone();
    let (from, to) = (side.column, side.column + side.column_span);
    let rows = side.row..side.row + side.row_span;
    for cell in laid.table.cells.iter_mut().filter(|cell| rows.contains(&cell.row)) {
        if cell.column == to {
            cell.column = from;
            cell.column_span += side.column_span;
        } else if cell.column + cell.column_span == from
            && from > 0
            && to == laid.table.columns.len()
        {
            cell.column_span += side.column_span;
        }
    }
    let mut crossing = 0;
    for cell in &mut laid.table.cells {
        if cell.row >= side.row {
            cell.row += 1;
        } else if cell.row + cell.row_span > side.row {
            cell.row_span += 1;
            crossing =
                crossing.max(if cell.column == 0 { cell.column + cell.column_span } else { 0 });
        }
    }
    let width = laid.table.columns.len();
    let own = Cell {
        row: side.row,
        column: crossing,
        row_span: 1,
        column_span: width - crossing,
        lines: one_line(&side),
    };
    laid.table.rows.insert(side.row, None);
    laid.table.cells[index] = own;
    laid.moved[index] = true;
    sort(laid);
}

/// A narrow label, a character on each line, becomes one line.
fn one_line(cell: &Cell) -> Vec<crate::document::Paragraph> {
    let mut line = cell.lines.iter().find(|line| !line.is_blank()).cloned().unwrap_or_default();
    line.text = squeezed(&cell.text());
    vec![line]
}

fn sort(laid: &mut Laid) {
    let mut order: Vec<usize> = (0..laid.table.cells.len()).collect();
    order.sort_by_key(|index| (laid.table.cells[*index].row, laid.table.cells[*index].column));
    laid.table.cells = order.iter().map(|index| laid.table.cells[*index].clone()).collect();
    laid.places = order.iter().map(|index| laid.places[*index]).collect();
    laid.moved = order.iter().map(|index| laid.moved[*index]).collect();
}

/// Draws the table: the rows of a list but the first are left out.
fn draw(laid: &Laid, lists: &[List], contents: &[Option<Content>]) -> Block {
    let left_out =
        |row: usize| lists.iter().any(|list| row > list.first && row < list.first + list.count);
    let kept: Vec<usize> = (0..laid.table.rows.len()).filter(|row| !left_out(*row)).collect();
    let new_row = |row: usize| kept.iter().position(|kept| *kept == row);
    let height = |row: usize| {
        let said = laid.table.rows[row];
        let room =
            laid.table.row(row).filter(|cell| cell.row_span == 1).map(needed).fold(0.0, f64::max);
        let height = said.unwrap_or(0.0).max(room);
        (height >= 1.0).then_some(Mm((height.min(220.0) * 10.0).round() / 10.0))
    };
    let mut rows: Vec<Row> = kept
        .iter()
        .map(|row| Row { min_height: height(*row), may_break: false, repeats: None })
        .collect();
    let mut cells = Vec::new();
    for (cell, content) in laid.table.cells.iter().zip(contents) {
        let Some(row) = new_row(cell.row) else { continue };
        let covered = (cell.row..cell.row + cell.row_span).filter(|row| !left_out(*row)).count();
        let content = content.clone().unwrap_or_default();
        if let Some(list) = content.lines.iter().flatten().find_map(list_of) {
            rows[row].repeats = Some(list.to_owned());
        }
        cells.push(catalog::Cell {
            row,
            column: cell.column,
            row_span: covered.max(1),
            column_span: cell.column_span,
            align: content.align,
            style: content.style,
            lines: if content.lines.is_empty() { vec![Vec::new()] } else { content.lines },
        });
    }
    let columns = laid.table.columns.iter().map(|width| Mm(*width)).collect();
    Block::Table(catalog::Table { ruled: true, columns, rows, cells })
}

/// The list whose rows an item is printed for.
fn list_of(item: &Item) -> Option<&str> {
    match item {
        Item::Column(list, _) => Some(list),
        _ => None,
    }
}

/// Room that empty paragraphs take, where the file says no height.
fn needed(cell: &Cell) -> f64 {
    let blank = blank_lines(cell);
    if blank < 2 { 0.0 } else { cell.lines.len() as f64 * 5.5 }
}
