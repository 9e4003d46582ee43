//! Tables of the material: columns as wide as their words ask, the head again on each page. No number is torn where a smaller
//! size keeps it whole.

use catalog::{Cell, Row, Table, TypeStyle};
use foundation::{FieldPath, Mm, Pt};

use super::style::{CELL, DEPTH, MEASURE, TABLE_HEAD, to_next_line};
use crate::fonts::Fonts;
use crate::layout::{Flow, FlowLine, PADDING_X, Pages, TableCells};
use crate::text::{LineAlign, Paragraph, Piece, set};

/// The strip of a line in a table: 小四 at Word's single spacing.
const CELL_LINE: Mm = Mm(5.6);
/// A row is no lower.
const LOWEST_ROW: Mm = Mm(8.0);
/// A column is no narrower.
const NARROWEST: Mm = Mm(10.0);

/// Sizes that are tried, as shares of 小四: 五号, 小五, 六号, 小六. Judgement: what is smaller cannot be read on a copy.
const SIZES: [f64; 5] = [1.0, 10.5 / 12.0, 9.0 / 12.0, 7.5 / 12.0, 6.5 / 12.0];

/// A table ready to be placed.
pub(super) struct SetTable<'a> {
    cells: TableCells<'a>,
    /// The row and column of the first cell in which a word or a number stands on two lines.
    pub(super) torn: Option<(usize, usize)>,
}

impl SetTable<'_> {
    /// Sets rows; with `header` the first names the columns. In 小四, or in the first smaller size that tears nothing; where
    /// none does, smaller type would be for nothing.
    pub(super) fn new(rows: (bool, &[Vec<String>]), field: &FieldPath, fonts: Fonts) -> Self {
        let first = Self::in_size(rows, field, fonts, SIZES[0]);
        if first.torn.is_none() {
            return first;
        }
        let smaller = SIZES[1..].iter().map(|share| Self::in_size(rows, field, fonts, *share));
        smaller.into_iter().find(|table| table.torn.is_none()).unwrap_or(first)
    }

    fn in_size(
        (header, rows): (bool, &[Vec<String>]),
        field: &FieldPath,
        fonts: Fonts,
        share: f64,
    ) -> Self {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let words = |row: usize, column: usize| rows[row].get(column).map_or("", String::as_str);
        let paragraph = |row: usize, column: usize, text: &str| {
            let style = if header && row == 0 { TABLE_HEAD } else { CELL };
            let style = TypeStyle { size: style.size * share, ..style };
            let place = field.child(row + 1).child(column + 1);
            Paragraph::new(vec![Piece::text(text.trim(), style).of(&place)], fonts)
        };
        let natural = |column: usize| {
            let widest = (0..rows.len()).flat_map(|row| {
                let lines = words(row, column).lines();
                lines.map(move |line| width(&paragraph(row, column, line)))
            });
            widest.fold(NARROWEST, Mm::max)
        };
        let longest = |column: usize| {
            let lines = (0..rows.len()).flat_map(|row| {
                let lines = words(row, column).lines();
                lines.map(move |line| longest_word(&paragraph(row, column, line)))
            });
            lines.fold(Mm::ZERO, Mm::max)
        };
        let widths = shared((0..columns).map(natural).collect());
        let widths = no_narrower(widths, &(0..columns).map(longest).collect::<Vec<_>>());
        let set_cell = |row: usize, column: usize| -> Vec<FlowLine> {
            let inner = Pt::from(widths[column] - PADDING_X * 2.0).0 as f32;
            let lines = words(row, column).lines().filter(|line| !line.trim().is_empty());
            let set = lines
                .flat_map(|line| set(&paragraph(row, column, line), inner, 0.0, LineAlign::Left));
            set.map(|line| flow_line(line, share)).collect()
        };
        let all: Vec<Vec<Vec<FlowLine>>> = (0..rows.len())
            .map(|row| (0..columns).map(|column| set_cell(row, column)).collect())
            .collect();
        let is_torn = |lines: &Vec<FlowLine>| lines.iter().any(|line| line.line.forced);
        let torn = all
            .iter()
            .enumerate()
            .find_map(|(row, cells)| cells.iter().position(is_torn).map(|column| (row, column)));
        let first = usize::from(header);
        // A column of short words stands in the middle, one of sentences at the left.
        let short: Vec<bool> = (0..columns)
            .map(|column| all.iter().skip(first).all(|row| row[column].len() <= 1))
            .collect();
        let mut table = Table {
            ruled: true,
            columns: widths.clone(),
            rows: rows.iter().map(|_| grid_row()).collect(),
            cells: Vec::new(),
        };
        let mut flows = Vec::new();
        for (row, cells) in all.into_iter().enumerate() {
            for (column, mut lines) in cells.into_iter().enumerate() {
                if short[column] || row < first {
                    let inner = widths[column] - PADDING_X * 2.0;
                    lines.iter_mut().for_each(|line| centre(line, inner));
                }
                table.cells.push(cell(row, column));
                flows.push(Flow::of_lines(lines));
            }
        }
        let headed = header && rows.len() > 1;
        Self { cells: TableCells { table, flows, headed }, torn }
    }

    /// The height of its beginning: the head and the first row under it, or the first lines of one that no
    /// page holds.
    pub(super) fn beginning(&self) -> Mm {
        let whole = self.cells.beginning();
        if whole.0 <= DEPTH.0 { whole } else { LOWEST_ROW + CELL_LINE * 3.0 }
    }

    /// Puts it where the pages stand.
    pub(super) fn put(&self, pages: &mut Pages) {
        self.cells.put(pages);
        to_next_line(pages);
    }
}

fn grid_row() -> Row {
    Row { min_height: Some(LOWEST_ROW), may_break: false, repeats: None }
}

fn cell(row: usize, column: usize) -> Cell {
    Cell { row, column, row_span: 1, column_span: 1, align: None, style: None, lines: Vec::new() }
}

fn flow_line(mut line: crate::text::SetLine, share: f64) -> FlowLine {
    if line.size == 0.0 {
        line.size = CELL.size.0 * share;
    }
    FlowLine::new(line, CELL_LINE * share)
}

fn centre(line: &mut FlowLine, width: Mm) {
    let free = width - Mm::from(Pt(f64::from(line.line.width)));
    line.x = (free / 2.0).max(Mm::ZERO);
}

/// The width of a paragraph on one line, with the white space of its cell.
fn width(paragraph: &Paragraph) -> Mm {
    let line = set(paragraph, f32::MAX, 0.0, LineAlign::Left);
    let width = line.first().map_or(0.0, |line| line.width);
    // A tenth of a millimetre absorbs the rounding of sums.
    Mm::from(Pt(f64::from(width))) + PADDING_X * 2.0 + Mm(0.1)
}

/// The width of the longest word of a paragraph, a number for example, with the white space of its cell.
fn longest_word(paragraph: &Paragraph) -> Mm {
    Mm::from(Pt(f64::from(paragraph.longest_word()))) + PADDING_X * 2.0 + Mm(0.1)
}

/// The same widths, none of them narrower than its longest word, where the others have so much to spare.
fn no_narrower(widths: Vec<Mm>, least: &[Mm]) -> Vec<Mm> {
    let pairs = || widths.iter().zip(least);
    let lacking: Mm = pairs().map(|(width, least)| (*least - *width).max(Mm::ZERO)).sum();
    let spare: Mm = pairs().map(|(width, least)| (*width - *least).max(Mm::ZERO)).sum();
    if lacking.0 <= 0.0 || spare.0 < lacking.0 {
        return widths;
    }
    let share = lacking / spare;
    let moved = |(width, least): (&Mm, &Mm)| {
        if width.0 < least.0 { *least } else { *width - (*width - *least) * share }
    };
    pairs().map(moved).collect()
}

/// Widths that fill the measure: columns that need less than their share keep what they need, the others
/// share the rest; white space that is left goes to all alike.
fn shared(natural: Vec<Mm>) -> Vec<Mm> {
    let sum: Mm = natural.iter().copied().sum();
    if sum.0 <= MEASURE.0 {
        let each = (MEASURE - sum) / natural.len().max(1) as f64;
        return natural.into_iter().map(|width| width + each).collect();
    }
    let mut widths = vec![None; natural.len()];
    loop {
        let (room, left) = rest(&widths);
        let share = room / left.max(1) as f64;
        let fitting: Vec<usize> = (0..natural.len())
            .filter(|index| widths[*index].is_none() && natural[*index].0 <= share.0)
            .collect();
        if fitting.is_empty() {
            return widths.into_iter().map(|width| width.unwrap_or(share)).collect();
        }
        fitting.into_iter().for_each(|index| widths[index] = Some(natural[index]));
    }
}

/// What is left of the measure, and for how many columns.
fn rest(widths: &[Option<Mm>]) -> (Mm, usize) {
    let taken: Mm = widths.iter().flatten().copied().sum();
    (MEASURE - taken, widths.iter().filter(|width| width.is_none()).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes_and_lines(cells: &[&str]) -> (f64, usize) {
        let rows = vec![cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>()];
        let table = SetTable::new((false, &rows), &FieldPath::case(), Fonts::default());
        let lines = || table.cells.flows.iter().flat_map(|flow| &flow.lines);
        (lines().next().unwrap().line.size, lines().count())
    }

    #[test]
    fn a_number_is_smaller_before_it_is_torn() {
        let (size, lines) = sizes_and_lines(&["12345678"; 12]);
        assert_eq!((size, lines), (6.5, 12));
        // Six columns hold it in its own size, also beside a long text.
        let (size, lines) = sizes_and_lines(&["12345678"; 6]);
        assert_eq!((size, lines), (12.0, 6));
        let text = "一家村级网店带动周边多户农户统一收购统一包装统一上架".repeat(4);
        let mut cells = vec!["12,345,678.90万元"; 3];
        cells.push(&text);
        let (size, lines) = sizes_and_lines(&cells);
        assert!((size - 12.0).abs() < 1e-9 && lines > 4, "{size} {lines}");
        // Four of them with their units are wider than the paper beside the narrowest column.
        let mut cells = vec!["12,345,678.90万元"; 4];
        cells.push(&text);
        assert_eq!(sizes_and_lines(&cells).0, 10.5);
        // A column of one digit more than the smallest type holds: it stays readable.
        let (size, _) = sizes_and_lines(&["123456789012345678901234567890"; 12]);
        assert_eq!(size, 12.0);
    }

    #[test]
    fn columns_share_the_measure_by_what_they_need() {
        for natural in [vec![20.0, 30.0], vec![20.0, 300.0], vec![90.0, 90.0, 90.0], vec![400.0]] {
            let widths = shared(natural.iter().map(|width| Mm(*width)).collect());
            let sum: Mm = widths.iter().copied().sum();
            assert!((sum - MEASURE).0.abs() < 1e-6, "{natural:?}");
        }
        let widths = shared(vec![Mm(20.0), Mm(300.0)]);
        assert_eq!(widths[0], Mm(20.0));
    }
}
