//! A grid that is changed in places. Lines that no change touches stay as they were written, and so do the comments
//! within a table that is laid out anew.

use super::sheet_cells::{TableCells, WrittenRow};
use super::toml_text::NotChanged;
use crate::grids::grid::Item;
use crate::grids::grid_reader::items_of;

/// A piece of a grid.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetBlock {
    /// A line outside of tables, as it is written: `居中 小标宋 二号: title`.
    Line {
        /// Which line of the text, from 0.
        line: usize,
        /// The line.
        text: String,
    },
    /// A table; none where its places do not close.
    Table(Option<TableCells>),
}

/// A grid by its lines.
#[derive(Clone, Debug)]
pub struct SheetText {
    lines: Vec<String>,
    tables: Vec<TableLines>,
}

/// The lines of a table, by their numbers.
#[derive(Clone, Debug)]
struct TableLines {
    widths: usize,
    rows: Vec<usize>,
}

impl SheetText {
    /// Reads a grid; any text is one.
    pub fn read(text: &str) -> Self {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut tables: Vec<TableLines> = Vec::new();
        let mut is_open = false;
        for (number, line) in lines.iter().enumerate() {
            match parts(line) {
                Some((head, _)) if is_widths(head) => {
                    tables.push(TableLines { widths: number, rows: Vec::new() });
                    is_open = true;
                }
                Some(_) if is_open => {
                    tables.last_mut().expect("one is open").rows.push(number);
                }
                Some(_) => {}
                None => is_open &= is_passed_over(line),
            }
        }
        Self { lines, tables }
    }

    /// From top to bottom.
    pub fn blocks(&self) -> Vec<SheetBlock> {
        let mut blocks = Vec::new();
        for (number, line) in self.lines.iter().enumerate() {
            if let Some(index) = self.tables.iter().position(|table| table.widths == number) {
                blocks.push(SheetBlock::Table(self.table(index)));
            } else if parts(line).is_none() && !is_passed_over(line) {
                blocks.push(SheetBlock::Line { line: number, text: line.trim().to_owned() });
            }
        }
        blocks
    }

    /// A table, counted from 0; none where there is no such table or its places do not close.
    pub fn table(&self, index: usize) -> Option<TableCells> {
        let lines = self.tables.get(index)?;
        let (head, widths) = parts(&self.lines[lines.widths])?;
        let widths: Option<Vec<f64>> =
            slots(widths).into_iter().map(|width| width.parse().ok()).collect();
        let before = [lines.widths].into_iter().chain(lines.rows.iter().copied());
        let row = |(above, number): (usize, &usize)| {
            let (head, cells) = parts(&self.lines[*number])?;
            let notes = self.lines[above + 1..*number].to_vec();
            Some(WrittenRow { head: head.trim().to_owned(), slots: slots(cells), notes })
        };
        let rows: Option<Vec<WrittenRow>> = before.zip(&lines.rows).map(row).collect();
        let ruled = !head.trim().ends_with(UNRULED);
        TableCells::of(ruled, widths?, rows?).filter(|table| !table.heads.is_empty())
    }

    /// Changes a table, which is laid out anew.
    ///
    /// # Errors
    /// What `change` says; `Unreadable` where the table does not close.
    pub fn change_table(
        &mut self,
        index: usize,
        change: impl FnOnce(&mut TableCells) -> Result<(), NotChanged>,
    ) -> Result<(), NotChanged> {
        let mut table = self.table(index).ok_or(NotChanged::Unreadable)?;
        let before = table.clone();
        change(&mut table)?;
        if table != before {
            let lines = self.tables[index].clone();
            self.put(&lines, &table);
            *self = Self::read(&self.text());
        }
        Ok(())
    }

    /// Writes a table in the place of its lines.
    fn put(&mut self, lines: &TableLines, table: &TableCells) {
        let last = lines.rows.last().copied().unwrap_or(lines.widths);
        let mut written = written(table).into_iter();
        let mut new: Vec<String> = written.next().into_iter().collect();
        for (line, notes) in written.zip(&table.notes) {
            new.extend(notes.iter().cloned());
            new.push(line);
        }
        self.lines.splice(lines.widths..=last, new);
    }

    /// Puts another line in the place of one outside of tables; an empty one takes it away.
    ///
    /// # Errors
    /// `NotThere`; `Senseless` for what is no single line.
    pub fn set_line(&mut self, line: usize, text: &str) -> Result<(), NotChanged> {
        let is_line = self.lines.get(line).is_some_and(|there| parts(there).is_none());
        if !is_line {
            return Err(NotChanged::NotThere(format!("版面第{}行", line + 1)));
        }
        one_line(text)?;
        match text.trim() {
            "" => drop(self.lines.remove(line)),
            text => text.clone_into(&mut self.lines[line]),
        }
        *self = Self::read(&self.text());
        Ok(())
    }

    /// Puts a new line outside of tables behind the block `after`; in front of all where there is none.
    ///
    /// # Errors
    /// `Senseless` for what is no single line.
    pub fn insert_line(&mut self, after: Option<usize>, text: &str) -> Result<(), NotChanged> {
        one_line(text)?;
        let at = after.map_or(0, |block| self.end_of(block));
        self.lines.insert(at.min(self.lines.len()), text.trim().to_owned());
        *self = Self::read(&self.text());
        Ok(())
    }

    /// The line behind a block.
    fn end_of(&self, block: usize) -> usize {
        let mut tables = self.tables.iter();
        let ends = self.blocks().into_iter().map(|block| match block {
            SheetBlock::Line { line, .. } => line + 1,
            SheetBlock::Table(_) => tables
                .next()
                .map_or(0, |table| table.rows.last().copied().unwrap_or(table.widths) + 1),
        });
        ends.collect::<Vec<_>>().get(block).copied().unwrap_or(self.lines.len())
    }

    /// The grid as it is written.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// The table, row and column in which a character of the text stands; line and column are counted from 1.
    pub fn place(&self, line: usize, column: usize) -> Option<(usize, usize, usize)> {
        let number = line.checked_sub(1)?;
        let found = self.tables.iter().enumerate().find_map(|(index, table)| {
            Some((index, table.rows.iter().position(|row| *row == number)?))
        });
        let (table, row) = found?;
        let before: String =
            self.lines.get(number)?.chars().take(column.saturating_sub(1)).collect();
        let slot = before.matches('|').count().saturating_sub(1);
        let cells = self.table(table)?;
        let cell = cells.cell(row, slot)?;
        Some((table, cell.row, cell.column))
    }
}

/// What stands in a cell or on a line, line under line; what cannot be read is left out.
pub fn cell_items(words: &str) -> Vec<Vec<Item>> {
    items_of(words)
}

fn one_line(text: &str) -> Result<(), NotChanged> {
    if text.trim().contains(['|', '\n', '\r']) {
        return Err(NotChanged::Senseless("表格以外的一行不能换行，也不能写 |。"));
    }
    Ok(())
}

/// What stands behind `mm` where the cells of a table have no rules.
const UNRULED: &str = "无线";

fn is_widths(head: &str) -> bool {
    head.trim().strip_prefix("mm").is_some_and(|rest| ["", UNRULED].contains(&rest.trim()))
}

fn is_passed_over(line: &str) -> bool {
    line.trim().is_empty() || line.trim().starts_with('#')
}

/// What stands before the first bar and behind it, where a line has one.
fn parts(line: &str) -> Option<(&str, &str)> {
    if line.trim().starts_with('#') { None } else { line.split_once('|') }
}

/// The places of a row; a bar at its end is no place.
fn slots(cells: &str) -> Vec<String> {
    let mut slots: Vec<String> = cells.split('|').map(|slot| slot.trim().to_owned()).collect();
    if slots.len() > 1 && slots.last().is_some_and(String::is_empty) {
        slots.pop();
    }
    slots
}

/// The lines of a table, its columns under one another.
fn written(table: &TableCells) -> Vec<String> {
    let head = if table.ruled { "mm".to_owned() } else { format!("mm {UNRULED}") };
    let mut lines: Vec<(String, Vec<String>)> =
        vec![(head, table.columns.iter().map(f64::to_string).collect())];
    for (row, head) in table.heads.iter().enumerate() {
        let slots = (0..table.columns.len()).map(|column| table.slot(row, column).to_owned());
        lines.push((head.clone(), slots.collect()));
    }
    crate::writing::grid_writer::laid_out(&lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editing::sheet_cells::CellText;

    const GRID: &str = "\
# 标题
居中 小标宋 二号: title
空 4

mm | 20 | 30 | 50 |
10 | a.label | {a} | < |
# 大格
60 | b.label / {b} | < | c.label |

30 跨页 | ^ | ^ | {d} |
居左: note
mm 无线 | 100 |
| {e} |
";

    fn changed(change: impl FnOnce(&mut TableCells) -> Result<(), NotChanged>) -> String {
        let mut sheet = SheetText::read(GRID);
        sheet.change_table(0, change).unwrap();
        sheet.text()
    }

    /// The rows of the first table without their blanks.
    fn rows(text: &str) -> Vec<String> {
        let lines = text.lines().filter(|line| line.contains('|'));
        let lines = lines.map(|line| line.split_whitespace().collect::<String>());
        lines.take_while(|line| !line.starts_with("mm无线")).collect()
    }

    fn why(change: impl FnOnce(&mut TableCells) -> Result<(), NotChanged>) -> String {
        SheetText::read(GRID).change_table(0, change).unwrap_err().to_string()
    }

    #[test]
    fn what_is_not_changed_stays_letter_by_letter() {
        assert_eq!(SheetText::read(GRID).text(), GRID);
        assert_eq!(changed(|_| Ok(())), GRID);
        let mut sheet = SheetText::read(GRID);
        sheet.change_table(1, |table| table.set_words(0, 0, "{f}")).unwrap();
        let table = "mm 无线 | 100 |\n        | {f} |\n";
        assert_eq!(sheet.text(), GRID.replace("mm 无线 | 100 |\n| {e} |\n", table));
    }

    #[test]
    fn blocks_cells_and_places_are_found() {
        let sheet = SheetText::read(GRID);
        let blocks = sheet.blocks();
        assert_eq!(blocks.len(), 5);
        assert_eq!(blocks[1], SheetBlock::Line { line: 2, text: "空 4".into() });
        let table = sheet.table(0).unwrap();
        assert_eq!(table.columns, [20.0, 30.0, 50.0]);
        assert_eq!(table.heads, ["10", "60", "30 跨页"]);
        let span = |cell: &CellText| (cell.row, cell.column, cell.row_span, cell.column_span);
        let spans: Vec<_> = table.cells.iter().map(span).collect();
        assert_eq!(spans, [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 2, 2), (1, 2, 1, 1), (2, 2, 1, 1)]);
        assert_eq!(sheet.place(8, 28), Some((0, 1, 2)));
        assert_eq!(sheet.place(10, 9), Some((0, 1, 0)));
        assert_eq!(sheet.place(2, 1), None);
        assert!(SheetText::read("mm | 20 | 20 |\n| a | < |\n| ^ | b |\n").table(0).is_none());
    }

    #[test]
    fn rows_come_and_go_with_their_comments() {
        let after = changed(|table| table.insert_row(2));
        assert_eq!(
            rows(&after),
            [
                "mm|20|30|50|",
                "10|a.label|{a}|<|",
                "60|b.label/{b}|<|c.label|",
                "60|^|^||",
                "30跨页|^|^|{d}|"
            ]
        );
        let order: Vec<usize> = ["# 大格", "c.label", "\n\n30"]
            .iter()
            .map(|words| after.find(words).unwrap_or_else(|| panic!("{words}: {after}")))
            .collect();
        assert!(order.is_sorted(), "{after}");
        assert_eq!(rows(&changed(|table| table.insert_row(0)))[1], "10|||<|");
        assert_eq!(rows(&changed(|table| table.insert_row(3)))[4], "30||<||");
        let after = changed(|table| table.remove_row(1));
        assert_eq!(rows(&after)[1..], ["10|a.label|{a}|<|", "30跨页|b.label/{b}|<|{d}|"]);
        assert!(after.contains("\n# 大格\n\n30"), "{after}");
        let after = changed(|table| table.remove_row(2));
        assert_eq!(rows(&after)[1..], ["10|a.label|{a}|<|", "60|b.label/{b}|<|c.label|"]);
    }

    #[test]
    fn columns_come_and_go_within_the_width() {
        let after = changed(|table| table.insert_column(1));
        assert_eq!(
            rows(&after),
            [
                "mm|10|10|30|50|",
                "10|a.label||{a}|<|",
                "60|b.label/{b}|<|<|c.label|",
                "30跨页|^|^|^|{d}|"
            ]
        );
        let after = changed(|table| table.remove_column(1));
        assert_eq!(
            rows(&after),
            ["mm|50|50|", "10|a.label|{a}|", "60|b.label/{b}|c.label|", "30跨页|^|{d}|"]
        );
        assert_eq!(rows(&changed(|table| table.move_line(0, 4.26)))[0], "mm|24.3|25.7|50|");
        assert_eq!(rows(&changed(|table| table.move_line(2, 5.0)))[0], "mm|20|30|55|");
        assert!(why(|table| table.move_line(0, -18.0)).contains("至少宽 3 毫米"));
    }

    #[test]
    fn cells_are_merged_and_split() {
        let after = changed(|table| table.merge((1, 2), (2, 2)));
        assert_eq!(rows(&after)[2..], ["60|b.label/{b}|<|c.label/{d}|", "30跨页|^|^|^|"]);
        // A cell that is touched in part comes whole.
        let after = changed(|table| table.merge((0, 0), (1, 0)));
        assert_eq!(
            rows(&after)[1..],
            ["10|a.label/{a}/b.label/{b}/c.label/{d}|<|<|", "60|^|^|^|", "30跨页|^|^|^|"]
        );
        let after = changed(|table| table.split(2, 1));
        assert_eq!(rows(&after)[2..], ["60|b.label/{b}||c.label|", "30跨页|||{d}|"]);
        assert!(why(|table| table.split(0, 0)).contains("没有合并过"));
        assert!(why(|table| table.merge((0, 1), (0, 2))).contains("只有一格"));
    }

    #[test]
    fn heights_words_and_lines_are_set() {
        assert_eq!(rows(&changed(|table| table.set_height(2, Some(12.5))))[3], "12.5跨页|^|^|{d}|");
        assert_eq!(rows(&changed(|table| table.set_height(2, None)))[3], "跨页|^|^|{d}|");
        assert!(why(|table| table.set_words(0, 0, "a | b")).contains("不能写 |"));
        let mut sheet = SheetText::read(GRID);
        sheet.set_line(1, "居中 黑体 三号: title").unwrap();
        sheet.insert_line(Some(2), "居右: day").unwrap();
        sheet.insert_line(None, "居左: first").unwrap();
        let text = sheet.text();
        assert!(text.starts_with("居左: first\n# 标题\n居中 黑体 三号: title\n"), "{text}");
        assert!(text.contains("{d} |\n居右: day\n居左: note\n"), "{text}");
        sheet.set_line(0, "").unwrap();
        assert!(sheet.text().starts_with("# 标题\n"));
        assert!(sheet.set_line(5, "x").is_err());
        assert_eq!(cell_items("居中 黑体 小四: a.label / {b} seal(u)").len(), 2);
    }

    #[test]
    fn random_changes_keep_every_table_closed() {
        let mut seed = 7_u64;
        let mut below = |most: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(seed >> 33).unwrap() % most.max(1)
        };
        let mut sheet = SheetText::read(GRID);
        for _ in 0..2_000 {
            let table = sheet.table(0).expect("it closes");
            let (rows, columns) = (table.heads.len(), table.columns.len());
            let (row, column) = (below(rows + 1), below(columns + 1));
            let other = (below(rows), below(columns));
            let what = below(8);
            let change = |table: &mut TableCells| match what {
                0 if rows < 12 => table.insert_row(row),
                1 => table.remove_row(row),
                2 if columns < 8 => table.insert_column(column),
                3 => table.remove_column(column),
                4 if row % 3 == 0 => table.merge((row, column), other),
                5 => table.split(row, column),
                6 => table.move_line(column, 2.5),
                _ => table.set_words(row, column, "x"),
            };
            let _ = sheet.change_table(0, change);
            let cells = sheet.table(0).expect("it closes");
            let covered: usize = cells.cells.iter().map(|c| c.row_span * c.column_span).sum();
            assert_eq!(covered, cells.heads.len() * cells.columns.len());
        }
        assert_eq!(sheet.table(1).unwrap().cells.len(), 1);
    }
}
