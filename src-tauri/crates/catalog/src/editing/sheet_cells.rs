//! The cells of a table as they are written: rectangles with words. Rows and columns come and go, cells are merged and
//! split, and every place of the table stays covered once.

use super::toml_text::NotChanged;

/// A cell as it is written; rows and columns count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellText {
    /// First row.
    pub row: usize,
    /// First column.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
    /// What stands in it, as the grid has it.
    pub words: String,
}

impl CellText {
    fn covers(&self, row: usize, column: usize) -> bool {
        (self.row..self.row + self.row_span).contains(&row)
            && (self.column..self.column + self.column_span).contains(&column)
    }
}

/// A table as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCells {
    /// Whether its cells have rules around them.
    pub ruled: bool,
    /// Widths in millimetres.
    pub columns: Vec<f64>,
    /// What stands in front of each row: its least height, 跨页, or nothing.
    pub heads: Vec<String>,
    /// In reading order.
    pub cells: Vec<CellText>,
    /// Comments and empty lines above each row.
    pub(crate) notes: Vec<Vec<String>>,
}

/// A row as it is written: what stands in front of it, its places, and the lines above it that say nothing.
pub(crate) struct WrittenRow {
    pub(crate) head: String,
    pub(crate) slots: Vec<String>,
    pub(crate) notes: Vec<String>,
}

/// No column is narrower, in millimetres; the reader of grids says so too.
const NARROWEST: f64 = 3.0;

impl TableCells {
    /// Joins the places of a table into cells; none where they do not close.
    pub(crate) fn of(ruled: bool, columns: Vec<f64>, rows: Vec<WrittenRow>) -> Option<Self> {
        let mut cells: Vec<CellText> = Vec::new();
        let mut owners: Vec<Vec<usize>> = Vec::new();
        for (row, written) in rows.iter().enumerate() {
            let mut line: Vec<usize> = Vec::new();
            for (column, slot) in written.slots.iter().enumerate() {
                let owner = match slot.as_str() {
                    "<" => *line.last()?,
                    "^" => *owners.last()?.get(column)?,
                    words => {
                        let words = words.to_owned();
                        cells.push(CellText { row, column, row_span: 1, column_span: 1, words });
                        cells.len() - 1
                    }
                };
                let cell = &mut cells[owner];
                cell.row_span = cell.row_span.max(row - cell.row + 1);
                cell.column_span = cell.column_span.max((column + 1).checked_sub(cell.column)?);
                line.push(owner);
            }
            owners.push(line);
        }
        let (heads, notes) = rows.into_iter().map(|row| (row.head, row.notes)).unzip();
        let table = Self { ruled, columns, heads, cells, notes };
        table.is_closed(&owners).then_some(table)
    }

    /// Whether each cell is what it says, and there is a place for each column in each row.
    fn is_closed(&self, owners: &[Vec<usize>]) -> bool {
        let whole = owners.iter().all(|line| line.len() == self.columns.len());
        let is_own = |index: usize, row: usize, column: usize| {
            owners.get(row).and_then(|line| line.get(column)) == Some(&index)
        };
        whole
            && self.cells.iter().enumerate().all(|(index, cell)| {
                let columns = cell.column..cell.column + cell.column_span;
                let mut rows = cell.row..cell.row + cell.row_span;
                rows.all(|row| columns.clone().all(|column| is_own(index, row, column)))
            })
    }

    /// What is written at a place.
    pub(crate) fn slot(&self, row: usize, column: usize) -> &str {
        match self.cell(row, column) {
            Some(cell) if cell.row < row => "^",
            Some(cell) if cell.column < column => "<",
            Some(cell) => &cell.words,
            None => "",
        }
    }

    /// The cell that covers a place.
    pub fn cell(&self, row: usize, column: usize) -> Option<&CellText> {
        self.cells.iter().find(|cell| cell.covers(row, column))
    }

    fn index(&self, row: usize, column: usize) -> Result<usize, NotChanged> {
        let found = self.cells.iter().position(|cell| cell.covers(row, column));
        found.ok_or_else(|| NotChanged::NotThere(format!("第{}行第{}列", row + 1, column + 1)))
    }

    fn in_order(&mut self) {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
    }

    /// Puts an empty row in front of the row `at`, with cells as wide as those beside it.
    ///
    /// # Errors
    /// `NotThere`.
    pub fn insert_row(&mut self, at: usize) -> Result<(), NotChanged> {
        if at > self.heads.len() {
            return Err(NotChanged::NotThere(format!("第{}行", at + 1)));
        }
        let beside = at.saturating_sub(1);
        let head = self.heads.get(beside).map_or("", String::as_str);
        let head = head.split_whitespace().find(|word| word.parse::<f64>().is_ok());
        let head = head.unwrap_or_default().to_owned();
        let mut new = Vec::new();
        for cell in self.cells.iter().filter(|cell| cell.covers(beside, cell.column)) {
            let spans = cell.row < at && at < cell.row + cell.row_span;
            if !spans {
                let CellText { column, column_span, .. } = *cell;
                let words = String::new();
                new.push(CellText { row: at, column, row_span: 1, column_span, words });
            }
        }
        for cell in &mut self.cells {
            if cell.row >= at {
                cell.row += 1;
            } else if at < cell.row + cell.row_span {
                cell.row_span += 1;
            }
        }
        self.heads.insert(at, head);
        self.notes.insert(at, Vec::new());
        self.cells.extend(new);
        self.in_order();
        Ok(())
    }

    /// Takes a row away, with the cells that stand in it alone.
    ///
    /// # Errors
    /// `NotThere`; `Senseless` for the last row.
    pub fn remove_row(&mut self, at: usize) -> Result<(), NotChanged> {
        if at >= self.heads.len() {
            return Err(NotChanged::NotThere(format!("第{}行", at + 1)));
        }
        if self.heads.len() == 1 {
            return Err(NotChanged::Senseless("表格至少要有一行。"));
        }
        self.heads.remove(at);
        let notes = self.notes.remove(at);
        let beside = at.min(self.notes.len() - 1);
        self.notes[beside].splice(0..0, notes);
        self.cells.retain(|cell| !(cell.row == at && cell.row_span == 1));
        for cell in &mut self.cells {
            if cell.row > at {
                cell.row -= 1;
            } else if at < cell.row + cell.row_span {
                cell.row_span -= 1;
            }
        }
        self.in_order();
        Ok(())
    }

    /// Puts an empty column in front of the column `at`; half of the column beside it is its width.
    ///
    /// # Errors
    /// `NotThere`; `Senseless` where there is no room.
    pub fn insert_column(&mut self, at: usize) -> Result<(), NotChanged> {
        if at > self.columns.len() || self.columns.is_empty() {
            return Err(NotChanged::NotThere(format!("第{}列", at + 1)));
        }
        let beside = at.saturating_sub(1);
        let half = tenths(self.columns[beside] / 2.0);
        if half < NARROWEST {
            return Err(NotChanged::Senseless("旁边的一列太窄，分不出新的一列。请先把它加宽。"));
        }
        self.columns[beside] = tenths(self.columns[beside] - half);
        let crossed = |row: usize| {
            self.cells.iter().any(|cell| {
                cell.covers(row, cell.column)
                    && cell.column < at
                    && at < cell.column + cell.column_span
            })
        };
        let free: Vec<usize> = (0..self.heads.len()).filter(|row| !crossed(*row)).collect();
        for cell in &mut self.cells {
            if cell.column >= at {
                cell.column += 1;
            } else if at < cell.column + cell.column_span {
                cell.column_span += 1;
            }
        }
        self.columns.insert(at, half);
        let new = |row| {
            let words = String::new();
            CellText { row, column: at, row_span: 1, column_span: 1, words }
        };
        self.cells.extend(free.into_iter().map(new));
        self.in_order();
        Ok(())
    }

    /// Takes a column away, with the cells that stand in it alone; its width goes to the one beside it.
    ///
    /// # Errors
    /// `NotThere`; `Senseless` for the last column.
    pub fn remove_column(&mut self, at: usize) -> Result<(), NotChanged> {
        if at >= self.columns.len() {
            return Err(NotChanged::NotThere(format!("第{}列", at + 1)));
        }
        if self.columns.len() == 1 {
            return Err(NotChanged::Senseless("表格至少要有一列。"));
        }
        let width = self.columns.remove(at);
        let beside = at.saturating_sub(1);
        self.columns[beside] = tenths(self.columns[beside] + width);
        self.cells.retain(|cell| !(cell.column == at && cell.column_span == 1));
        for cell in &mut self.cells {
            if cell.column > at {
                cell.column -= 1;
            } else if at < cell.column + cell.column_span {
                cell.column_span -= 1;
            }
        }
        self.in_order();
        Ok(())
    }

    /// Joins all cells that the rectangle between two places touches, with what stands in them.
    ///
    /// # Errors
    /// `NotThere`; `Senseless` where there is but one.
    pub fn merge(&mut self, from: (usize, usize), to: (usize, usize)) -> Result<(), NotChanged> {
        let (first, last) = (self.index(from.0, from.1)?, self.index(to.0, to.1)?);
        let [first, last] = [first, last].map(|index| self.cells[index].clone());
        let mut top = first.row.min(last.row);
        let mut left = first.column.min(last.column);
        let mut bottom = (first.row + first.row_span).max(last.row + last.row_span);
        let mut right = (first.column + first.column_span).max(last.column + last.column_span);
        // A cell that is touched in part comes whole.
        loop {
            let touched = self.cells.iter().filter(|cell| {
                cell.row < bottom
                    && top < cell.row + cell.row_span
                    && cell.column < right
                    && left < cell.column + cell.column_span
            });
            let mut grown = (top, left, bottom, right);
            for cell in touched {
                grown = (
                    grown.0.min(cell.row),
                    grown.1.min(cell.column),
                    grown.2.max(cell.row + cell.row_span),
                    grown.3.max(cell.column + cell.column_span),
                );
            }
            if grown == (top, left, bottom, right) {
                break;
            }
            (top, left, bottom, right) = grown;
        }
        let within = |cell: &CellText| {
            (top..bottom).contains(&cell.row) && (left..right).contains(&cell.column)
        };
        let words: Vec<String> =
            self.cells.iter().filter(|cell| within(cell)).map(|cell| cell.words.clone()).collect();
        if words.len() < 2 {
            return Err(NotChanged::Senseless("只有一格，没有可以合并的。请再选一格。"));
        }
        self.cells.retain(|cell| !within(cell));
        self.cells.push(CellText {
            row: top,
            column: left,
            row_span: bottom - top,
            column_span: right - left,
            words: words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" / "),
        });
        self.in_order();
        Ok(())
    }

    /// Parts a cell into one for each of its places; what stands in it goes to the first.
    ///
    /// # Errors
    /// `NotThere`; `Senseless` where it covers one place.
    pub fn split(&mut self, row: usize, column: usize) -> Result<(), NotChanged> {
        let index = self.index(row, column)?;
        let cell = self.cells[index].clone();
        if cell.row_span * cell.column_span == 1 {
            return Err(NotChanged::Senseless("这一格没有合并过，不能再拆。可以加一列或加一行。"));
        }
        self.cells.remove(index);
        for row in cell.row..cell.row + cell.row_span {
            for column in cell.column..cell.column + cell.column_span {
                let is_first = (row, column) == (cell.row, cell.column);
                let words = if is_first { cell.words.clone() } else { String::new() };
                self.cells.push(CellText { row, column, row_span: 1, column_span: 1, words });
            }
        }
        self.in_order();
        Ok(())
    }

    /// Moves the line behind a column to the right by so many millimetres; behind the last one the table grows.
    ///
    /// # Errors
    /// `NotThere`; `Senseless` where a column would be too narrow.
    pub fn move_line(&mut self, column: usize, by: f64) -> Result<(), NotChanged> {
        if column >= self.columns.len() || !by.is_finite() {
            return Err(NotChanged::NotThere(format!("第{}列", column + 1)));
        }
        let mut columns = self.columns.clone();
        columns[column] = tenths(columns[column] + by);
        if let Some(next) = columns.get_mut(column + 1) {
            *next = tenths(*next - by);
        }
        if columns.iter().any(|width| !(NARROWEST..=400.0).contains(width)) {
            return Err(NotChanged::Senseless("一列至少宽 3 毫米，至多 400 毫米。"));
        }
        self.columns = columns;
        Ok(())
    }

    /// Says how high a row is at least, in millimetres; nothing lets what stands in it decide.
    ///
    /// # Errors
    /// `NotThere`; `Senseless` where no row is so high.
    pub fn set_height(&mut self, row: usize, height: Option<f64>) -> Result<(), NotChanged> {
        let head = self.heads.get_mut(row);
        let head = head.ok_or_else(|| NotChanged::NotThere(format!("第{}行", row + 1)))?;
        if height.is_some_and(|height| !(1.0..=400.0).contains(&height)) {
            return Err(NotChanged::Senseless("行高是 1 到 400 毫米；由内容决定的，请空着。"));
        }
        let breaks = head.split_whitespace().find(|word| *word == "跨页").map(str::to_owned);
        let height = height.map(|height| tenths(height).to_string());
        *head = height.into_iter().chain(breaks).collect::<Vec<_>>().join(" ");
        Ok(())
    }

    /// Says what stands in a cell, as a grid has it.
    ///
    /// # Errors
    /// `NotThere`; `Senseless` for what would end the cell.
    pub fn set_words(&mut self, row: usize, column: usize, words: &str) -> Result<(), NotChanged> {
        let words = words.trim();
        if words.contains(['|', '\n', '\r']) || ["<", "^"].contains(&words) {
            return Err(NotChanged::Senseless("格里不能写 |、< 和 ^，也不能换行；换行写 /。"));
        }
        let index = self.index(row, column)?;
        words.clone_into(&mut self.cells[index].words);
        Ok(())
    }
}

/// Widths are written with one decimal at most.
fn tenths(mm: f64) -> f64 {
    (mm * 10.0).round() / 10.0
}
