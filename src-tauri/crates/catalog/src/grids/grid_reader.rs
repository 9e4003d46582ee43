//! Reads `paper.grid`: a line of the file is a line of paper, a row of a table, or the widths that
//! begin a table. Whether ids exist is checked against the form by its reader.

use foundation::{Code, Mm};

use crate::grids::grid::{Align, Block, Item, Line, Paper, Row, Table};
use crate::grids::grid_cells::{Slot, Written, close};
use crate::grids::type_style::{TypeStyle, type_style};
use crate::reading::fault::{Page, probably_meant};
use crate::reading::full_width;

/// An item with the place in the file where it stands.
pub(crate) type Placed = (Item, usize);

/// Reads the whole grid; the second value lists every item with its place.
pub(crate) fn read(page: &Page<'_>) -> (Paper, Vec<Placed>) {
    let mut reader = Reader { page, blocks: Vec::new(), placed: Vec::new(), table: None };
    let mut at = 0;
    // Whatever such a sign stands in could be read as anything.
    if full_width::in_grid(page) {
        return (Paper::default(), Vec::new());
    }
    for line in page.text.split_inclusive('\n') {
        reader.line(line.trim_end(), at);
        at += line.len();
    }
    reader.end_table();
    (Paper { blocks: reader.blocks }, reader.placed)
}

/// The items of a cell or a line by themselves, line under line; what cannot be read is left out.
pub(crate) fn items_of(words: &str) -> Vec<Vec<Item>> {
    let page = Page::new("", words);
    let mut reader = Reader { page: &page, blocks: Vec::new(), placed: Vec::new(), table: None };
    match reader.slot(words, 0) {
        Slot::Cell(written) => written.lines,
        Slot::Left | Slot::Above => Vec::new(),
    }
}

/// Where the lines of a cell may stand.
const CELL_ALIGNS: [(&str, Align); 3] =
    [("居左", Align::Left), ("居中", Align::Centre), ("居右", Align::Right)];

const ITEMS_HINT: &str = "格子里可以写：id.label、{id}、{id.选项代号}、{栏目.列}、sum(栏目.列)、stack(id)、id.filled、seal(id)、sign(id)、title、annex、固定文字的 id；换行写 /。";

struct Reader<'p> {
    page: &'p Page<'p>,
    blocks: Vec<Block>,
    placed: Vec<Placed>,
    table: Option<OpenTable>,
}

/// A table whose rows are still being read.
struct OpenTable {
    at: usize,
    ruled: bool,
    columns: Vec<Mm>,
    rows: Vec<Row>,
    slots: Vec<Vec<(Slot, usize)>>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str, at: usize) {
        let indent = line.len() - line.trim_start().len();
        let (text, at) = (line.trim(), at + indent);
        if text.is_empty() || text.starts_with('#') {
            return;
        }
        match text.split_once('|') {
            Some((head, cells)) if is_widths(head) => {
                self.end_table();
                let ruled = !head.trim().ends_with(UNRULED);
                self.widths(cells, (at + head.len() + 1, at), ruled);
            }
            Some((head, cells)) => self.row(head, cells, at),
            None => {
                self.end_table();
                self.free_line(text, at);
            }
        }
    }

    fn widths(&mut self, cells: &str, (cells_at, at): (usize, usize), ruled: bool) {
        let mut columns = Vec::new();
        for (text, text_at) in split(cells, cells_at, '|') {
            match text.parse::<f64>() {
                Ok(width) if (3.0..=400.0).contains(&width) => columns.push(Mm(width)),
                _ => self.page.fault(
                    Code::GridSyntax,
                    text_at,
                    format!("列宽“{text}”应为毫米数，3 到 400。"),
                    "例如：mm | 24 | 136 |".into(),
                ),
            }
        }
        self.table = Some(OpenTable { at, ruled, columns, rows: Vec::new(), slots: Vec::new() });
    }

    fn row(&mut self, head: &str, cells: &str, at: usize) {
        if self.table.is_none() {
            let hint = "请在这一行前面写列宽，例如：mm | 24 | 136 |".into();
            self.page.fault(Code::GridSyntax, at, "表格的行前面没有列宽。".into(), hint);
            let (columns, rows, slots) = (vec![], vec![], vec![]);
            self.table = Some(OpenTable { at, ruled: true, columns, rows, slots });
        }
        let (height, may_break) = match head.trim().strip_suffix("跨页") {
            Some(height) => (height.trim(), true),
            None => (head.trim(), false),
        };
        let min_height = self.min_height(height, at);
        let mut slots = Vec::new();
        for (text, text_at) in split(cells, at + head.len() + 1, '|') {
            slots.push((self.slot(text, text_at), text_at));
        }
        let Some(table) = &mut self.table else { return };
        if table.columns.len() != slots.len() {
            let (found, wanted) = (slots.len(), table.columns.len());
            self.page.fault(
                Code::GridDoesNotClose,
                at,
                format!("这一行有 {found} 格，列宽写了 {wanted} 列。"),
                "合并的格也要占位：左边的格延续写 <，上边的格延续写 ^。".into(),
            );
            slots.resize(wanted, (Slot::Cell(Written::default()), at));
        }
        table.rows.push(Row { min_height, may_break, repeats: None });
        table.slots.push(slots);
    }

    fn min_height(&self, head: &str, at: usize) -> Option<Mm> {
        if head.is_empty() {
            return None;
        }
        match head.parse::<f64>() {
            Ok(height) if (1.0..=400.0).contains(&height) => Some(Mm(height)),
            _ => {
                let hint = "行首只能写最小行高（毫米）、跨页，或什么也不写。".to_owned();
                let hint = match probably_meant(head, ["mm"]) {
                    meant if meant.starts_with('是') => meant,
                    _ => hint,
                };
                self.page.fault(Code::GridSyntax, at, format!("行首的“{head}”读不懂。"), hint);
                None
            }
        }
    }

    fn slot(&mut self, text: &str, at: usize) -> Slot {
        match text {
            "<" => Slot::Left,
            "^" => Slot::Above,
            _ => {
                let (align, style, text, at) = self.cell_head(text, at);
                let lines = split(text, at, '/').into_iter();
                let lines: Vec<Vec<Item>> =
                    lines.map(|(line, line_at)| self.items(line, line_at)).collect();
                self.check_alone(&lines, at);
                Slot::Cell(Written { align, style, lines })
            }
        }
    }

    /// Stacks, seals and signatures stand on lines of their own; two seals may stand side by side.
    fn check_alone(&self, lines: &[Vec<Item>], at: usize) {
        let is_seal = |item: &Item| matches!(item, Item::Seal(_));
        let with_seals = lines.iter().filter(|line| line.iter().any(is_seal)).count();
        if with_seals > 1 || lines.iter().any(|line| line.len() > 2 && line.iter().all(is_seal)) {
            let message = "一格里最多两个盖章处，左右并排。".into();
            let hint = "两个盖章处写在同一行：seal(甲) seal(乙)；再多的请分成几格。".into();
            self.page.fault(Code::GridSyntax, at, message, hint);
        }
        let alone = |item: &Item| matches!(item, Item::Stack(_) | Item::Seal(_) | Item::Sign(_));
        let crowded = |line: &Vec<Item>| {
            line.len() > 1 && line.iter().any(alone) && !line.iter().all(is_seal)
        };
        if lines.iter().any(crowded) {
            let message = "stack()、seal() 和 sign() 要单独占一行。".into();
            self.page.fault(Code::GridSyntax, at, message, "格里换行写 /。".into());
        }
    }

    /// What a cell may begin with, as a line outside of tables does: where it stands and its type, in
    /// front of a colon.
    fn cell_head<'t>(
        &self,
        text: &'t str,
        at: usize,
    ) -> (Option<Align>, Option<TypeStyle>, &'t str, usize) {
        let Some((head, rest)) = text.split_once(':') else { return (None, None, text, at) };
        let words: Vec<&str> = head.split_whitespace().collect();
        let align = words.first().and_then(|first| CELL_ALIGNS.iter().find(|(w, _)| w == first));
        let style = words[usize::from(align.is_some())..].join(" ");
        let style = (!style.is_empty()).then(|| type_style(self.page, &style, at)).flatten();
        (align.map(|(_, align)| *align), style, rest, at + head.len() + 1)
    }

    fn items(&mut self, text: &str, at: usize) -> Vec<Item> {
        let mut items = Vec::new();
        let mut offset = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            let lead = word.len() - word.trim_start().len();
            if !word.trim().is_empty()
                && let Some(item) = self.item(word.trim(), at + offset + lead)
            {
                self.placed.push((item.clone(), at + offset + lead));
                items.push(item);
            }
            offset += word.len();
        }
        items
    }

    fn item(&self, word: &str, at: usize) -> Option<Item> {
        let inside = |open: &str, close: &str| {
            word.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
        };
        let item = if let Some(value) = inside("{", "}") {
            match value.split_once('.') {
                Some((field, option)) => Item::TickOption(field.into(), option.into()),
                None => Item::Value(value.into()),
            }
        } else if let Some(id) = inside("seal(", ")") {
            Item::Seal(id.into())
        } else if let Some(id) = inside("sign(", ")") {
            Item::Sign(id.into())
        } else if let Some((rows, column)) =
            inside("sum(", ")").and_then(|inner| inner.split_once('.'))
        {
            Item::Sum(rows.into(), column.into())
        } else if let Some(id) = inside("stack(", ")") {
            Item::Stack(id.into())
        } else if let Some(id) = word.strip_suffix(".label") {
            Item::Label(id.into())
        } else if let Some(id) = word.strip_suffix(".filled") {
            Item::Filled(id.into())
        } else {
            match word {
                "title" => Item::Title,
                "annex" => Item::Annex,
                _ if word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') => {
                    Item::Text(word.into())
                }
                _ => {
                    self.page.fault(
                        Code::GridSyntax,
                        at,
                        format!("“{word}”读不懂。"),
                        ITEMS_HINT.into(),
                    );
                    return None;
                }
            }
        };
        Some(item)
    }

    fn free_line(&mut self, text: &str, at: usize) {
        if text == "另页" {
            self.blocks.push(Block::PageBreak);
            return;
        }
        if let Some(height) = text.strip_prefix("空 ") {
            match height.trim().parse::<f64>() {
                Ok(height) if (0.0..=250.0).contains(&height) => {
                    self.blocks.push(Block::Gap(Mm(height)));
                }
                _ => self.page.fault(
                    Code::GridSyntax,
                    at,
                    format!("“空”后面应为毫米数，这里是“{}”。", height.trim()),
                    "例如：空 6".into(),
                ),
            }
            return;
        }
        self.words_line(text, at);
    }

    /// A line of words outside of tables.
    fn words_line(&mut self, text: &str, at: usize) {
        let Some((head, items)) = text.split_once(':') else {
            self.page.fault(
                Code::GridSyntax,
                at,
                format!("这一行读不懂：“{text}”。"),
                "表格以外的行写成“居中 小标宋 二号: title”，冒号用半角。".into(),
            );
            return;
        };
        let words: Vec<&str> = head.split_whitespace().collect();
        let known = [
            ("居左", Align::Left),
            ("居中", Align::Centre),
            ("居右", Align::Right),
            ("两端", Align::Ends),
            ("正文", Align::Body),
        ];
        let first = words.first().copied().unwrap_or_default();
        let Some((_, align)) = known.iter().find(|(word, _)| *word == first) else {
            self.page.fault(
                Code::UnknownWord,
                at,
                format!("一行以居左、居中、居右、两端或正文开头，这里是“{first}”。"),
                probably_meant(first, known.iter().map(|(word, _)| *word)),
            );
            return;
        };
        let indent = self.indent(&words, *align, at);
        let style = match words[1 + usize::from(indent.is_some())..].join(" ").as_str() {
            "" => None,
            style => type_style(self.page, style, at),
        };
        let indent = indent.unwrap_or(Mm::ZERO);
        let items_at = at + head.len() + 1;
        let pieces = split(items, items_at, '/');
        let wanted = if *align == Align::Ends { 2 } else { 1 };
        if pieces.len() != wanted {
            let message = "表格以外的一行不能换行；两端的一行用一个 / 分开左右。".into();
            let hint = "例如“两端: org_line / day.filled”。".into();
            self.page.fault(Code::GridSyntax, items_at, message, hint);
            return;
        }
        let mut ends = pieces.into_iter().map(|(text, text_at)| self.items(text, text_at));
        let (items, right) = (ends.next().unwrap_or_default(), ends.next().unwrap_or_default());
        let alone = |item: &Item| matches!(item, Item::Seal(_) | Item::Sign(_) | Item::Stack(_));
        let seals = |items: &[Item]| matches!(items, [Item::Seal(_)]);
        let is_crowded = items.len() + right.len() > 1 && items.iter().chain(&right).any(alone);
        if is_crowded && !(seals(&items) && seals(&right)) {
            let message = "stack()、seal() 和 sign() 要单独占一行。".into();
            self.page.fault(Code::GridSyntax, items_at, message, "请另写一行。".into());
        }
        self.blocks.push(Block::Line(Line { align: *align, indent, style, items, right }));
    }

    /// The white space on the left that a line says after where it stands.
    fn indent(&self, words: &[&str], align: Align, at: usize) -> Option<Mm> {
        let indent = words.get(1)?.parse::<f64>().ok()?;
        if align != Align::Left || !(0.0..=120.0).contains(&indent) {
            let message = format!("“{}”在这里读不懂。", words[1]);
            let hint = "只有居左的一行能写左边空多少毫米，0 到 120，例如“居左 40 宋体 三号: …”。";
            self.page.fault(Code::GridSyntax, at, message, hint.into());
        }
        Some(Mm(indent))
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        if table.rows.is_empty() {
            let hint = "列宽下面每行写一行表格，以 | 开头。".into();
            self.page.fault(Code::GridDoesNotClose, table.at, "表格没有行。".into(), hint);
            return;
        }
        let cells = close(self.page, &table.slots);
        let OpenTable { ruled, columns, rows, .. } = table;
        self.blocks.push(Block::Table(Table { ruled, columns, rows, cells }));
    }
}

/// What stands behind `mm` where the cells of a table have no rules.
const UNRULED: &str = "无线";

/// Whether a row begins a table: `mm`, perhaps without rules.
fn is_widths(head: &str) -> bool {
    head.trim().strip_prefix("mm").is_some_and(|rest| ["", UNRULED].contains(&rest.trim()))
}

/// The pieces between separators, trimmed, with the place of each; an empty last piece is left out.
fn split(text: &str, at: usize, separator: char) -> Vec<(&str, usize)> {
    let mut pieces = Vec::new();
    let mut offset = 0;
    for piece in text.split(separator) {
        let lead = piece.len() - piece.trim_start().len();
        pieces.push((piece.trim(), at + offset + lead));
        offset += piece.len() + separator.len_utf8();
    }
    if pieces.len() > 1 && pieces.last().is_some_and(|(text, _)| text.is_empty()) {
        pieces.pop();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use foundation::Pt;

    use super::*;
    use crate::grids::type_style::FontRole;

    fn faults_of(text: &str) -> Vec<(usize, usize, Code)> {
        let page = Page::new("paper.grid", text);
        read(&page);
        page.into_faults().into_iter().map(|f| (f.line, f.column, f.code)).collect()
    }

    #[test]
    fn rows_spans_and_lines_are_read() {
        let page = Page::new(
            "paper.grid",
            "居中 小标宋 二号: title\nmm | 20 | 30 |\n 60 | a.label / {b} | < |\n | ^ | < |\n空 4\n居左: note\n",
        );
        let (paper, placed) = read(&page);
        assert_eq!(page.into_faults(), []);
        assert_eq!(paper.blocks.len(), 4);
        assert_eq!(placed.len(), 4);
        let Block::Table(table) = &paper.blocks[1] else { panic!("a table") };
        assert_eq!(table.cells.len(), 1);
        assert_eq!((table.cells[0].row_span, table.cells[0].column_span), (2, 2));
        assert_eq!(table.cells[0].lines.len(), 2);
    }

    #[test]
    fn a_cell_says_how_it_is_set() {
        let page = Page::new("paper.grid", "mm | 20 | 30 |\n| 居中 黑体 小四: a | 居右: b |\n");
        let (paper, _) = read(&page);
        assert_eq!(page.into_faults(), []);
        let Block::Table(table) = &paper.blocks[0] else { panic!("a table") };
        let style = TypeStyle { role: FontRole::Hei, size: Pt(12.0) };
        assert_eq!(table.cells[0].align, Some(Align::Centre));
        assert_eq!(table.cells[0].style, Some(style));
        assert_eq!((table.cells[1].align, table.cells[1].style), (Some(Align::Right), None));
        assert_eq!(table.cells[1].lines, [[Item::Text("b".into())]]);
    }

    #[test]
    fn faults_name_line_and_column() {
        assert_eq!(faults_of("mm | 20 | 30 |\n| {a} |\n"), [(2, 1, Code::GridDoesNotClose)]);
        assert_eq!(faults_of("| {a} |\n")[0], (1, 1, Code::GridSyntax));
        assert_eq!(faults_of("mm | 20 | 30 |\n| < | {a} |\n"), [(2, 3, Code::GridDoesNotClose)]);
        assert_eq!(faults_of("mm | 20 |\n| ^ |\n"), [(2, 3, Code::GridDoesNotClose)]);
        assert_eq!(faults_of("mm | 20 |\n| 黑体: a |\n"), [(2, 3, Code::BadValue)]);
        assert_eq!(faults_of("居右 40: title\n"), [(1, 1, Code::GridSyntax)]);
        assert_eq!(faults_of("居种: title\n"), [(1, 1, Code::UnknownWord)]);
        assert_eq!(faults_of("mm | 20 |\n| {a]} % |\n"), [(2, 8, Code::GridSyntax)]);
    }
}
