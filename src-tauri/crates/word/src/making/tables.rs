//! A table of the Word file as one of ours: each cell is a label, a place to be filled in, or words; rows
//! that repeat become one.

use catalog::{Align, Block, FontRole, Item, Row, TypeStyle};
use foundation::Mm;

use crate::asking::{Doubt, Place};
use crate::document::{Cell, Table};
use crate::guess::foot;
use crate::guess::limits::limits;
use crate::guess::lists::{self, List};
use crate::guess::options;
use crate::guess::shapes::{Shape, shape};
use crate::guess::text::{core, count, ends, has, numbered, squeezed};
use crate::making::boxes::{self, Asked};
use crate::making::cells::{self, Lines, Pair};
use crate::making::feet;
use crate::making::maker::{Maker, one_text};
use crate::making::{lines, rows, sheet};

/// A cell as high as this has room for a text under its label, in mm.
const ROOMY: f64 = 22.0;

/// A table with where its cells stand in the file.
pub(crate) struct Laid {
    pub(crate) table: Table,
    /// By cell.
    pub(crate) places: Vec<Place>,
    /// Cells that were beside repeating rows and now stand in a row of their own.
    pub(crate) moved: Vec<bool>,
}

/// What is made of a table's cells.
struct Filler<'m, 'a, 't> {
    maker: &'m mut Maker<'a>,
    laid: &'t Laid,
    shapes: Vec<Shape>,
    contents: Vec<Option<Content>>,
    /// The nearest heading above the table.
    heading: String,
    title: &'t str,
}

/// What stands in a cell of ours.
#[derive(Clone, Default)]
struct Content {
    lines: Lines,
    style: Option<TypeStyle>,
    align: Option<Align>,
}

/// Makes a table; `heading` is what stands over it, `title` that of the form.
pub(crate) fn table(
    maker: &mut Maker<'_>,
    table: &Table,
    number: usize,
    (heading, title): (&str, &str),
) -> Vec<Block> {
    let (laid, lists) = lay(maker, table, number);
    let shapes = laid.table.cells.iter().map(|cell| shape(&laid.table, cell)).collect();
    let contents = vec![None; laid.table.cells.len()];
    let mut filler =
        Filler { maker, laid: &laid, shapes, contents, heading: heading.to_owned(), title };
    filler.fill(&lists);
    let contents = filler.contents;
    vec![draw(maker, &laid, &lists, &contents)]
}

/// Finds what repeats, and moves what stands beside it to rows of its own.
fn lay(maker: &mut Maker<'_>, table: &Table, number: usize) -> (Laid, Vec<List>) {
    let place = |cell: &Cell| Place::Cell { table: number, row: cell.row + 1, column: cell.column + 1 };
    let mut laid = Laid {
        table: table.clone(),
        places: table.cells.iter().map(place).collect(),
        moved: vec![false; table.cells.len()],
    };
    let roundup = maker.form.per == catalog::Per::Roundup;
    let mut taken: Vec<String> = Vec::new();
    let first = lists::lists(table, &mut |list| {
        let header = table.row(list.first - 1).next().map(Cell::text).unwrap_or_default();
        let words: String = table.row(list.first - 1).map(|cell| core(&cell.text())).collect::<Vec<_>>().join("、");
        let serial = core(&header) == "序号";
        let many = serial || roundup || {
            let doubt = Doubt {
                place: Place::Cell { table: number, row: list.first + 1, column: list.from + 1 },
                words: &words,
                aspect: "几行",
                text: format!("“{words}”下面填一行还是几行？"),
                options: &["只填一行", "填几行，可以加行"],
                likely: usize::from(list.to - list.from >= 4 && list.to == table.columns.len() && list.from == 0),
                doubt: 70,
            };
            maker.ask(&doubt) == 1
        };
        if many {
            taken.push(words);
        }
        many
    });
    while let Some(side) = beside(&laid.table, &first_of(&laid.table, &taken)) {
        move_out(&mut laid, side);
    }
    let _ = first;
    let lists = first_of(&laid.table, &taken);
    (laid, lists)
}

/// The lists of a table, of those with one row the ones that were taken.
fn first_of(table: &Table, taken: &[String]) -> Vec<List> {
    lists::lists(table, &mut |list| {
        let words = table.row(list.first - 1).map(|cell| core(&cell.text())).collect::<Vec<_>>().join("、");
        taken.contains(&words)
    })
}

/// A cell that goes over a repeating row from its left or right.
fn beside(table: &Table, lists: &[List]) -> Option<usize> {
    let repeats = |row: usize| lists.iter().any(|list| (list.first..list.first + list.count).contains(&row));
    table.cells.iter().position(|cell| {
        cell.row_span > 1 && (cell.row..cell.row + cell.row_span).any(repeats)
    })
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
        } else if cell.column + cell.column_span == from && from > 0 && to == laid.table.columns.len() {
            cell.column_span += side.column_span;
        }
    }
    let mut crossing = 0;
    for cell in &mut laid.table.cells {
        if cell.row >= side.row {
            cell.row += 1;
        } else if cell.row + cell.row_span > side.row {
            cell.row_span += 1;
            crossing = crossing.max(if cell.column == 0 { cell.column + cell.column_span } else { 0 });
        }
    }
    let width = laid.table.columns.len();
    let own = Cell { row: side.row, column: crossing, row_span: 1, column_span: width - crossing, lines: one_line(&side) };
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

impl<'t> Filler<'_, '_, 't> {
    fn table(&self) -> &'t Table {
        &self.laid.table
    }

    fn cell(&self, index: usize) -> &'t Cell {
        &self.laid.table.cells[index]
    }

    fn set(&mut self, index: usize, lines: Lines) {
        self.contents[index] = Some(Content { lines, ..Content::default() });
    }

    fn fill(&mut self, lists: &[List]) {
        let mut index = 0;
        while index < self.contents.len() {
            let row = self.cell(index).row;
            if let Some(list) = lists.iter().find(|list| list.rows().contains(&row)) {
                if self.contents[index].is_none() && list.rows().start == row {
                    self.list(list);
                }
            } else if self.contents[index].is_none() {
                self.one(index);
            }
            index += 1;
        }
    }

    fn list(&mut self, list: &List) {
        let label = if self.heading.is_empty() { self.title.to_owned() } else { core(&self.heading) };
        let placed = rows::rows(self.maker, self.table(), list, &label);
        let rows = list.header.map(|header| (header, placed.header)).into_iter();
        for (row, cells) in rows.chain([(list.first, placed.row)]) {
            for (column, lines) in cells {
                let at = self.table().cells.iter().position(|cell| cell.row == row && cell.column == column);
                // The label of a row with labels stands in the cell before, wherever that begins.
                let at = at.or_else(|| {
                    self.table().cells.iter().position(|cell| {
                        cell.row == row && (cell.column..cell.column + cell.column_span).contains(&column)
                    })
                });
                if let Some(at) = at {
                    self.set(at, lines);
                }
            }
        }
        for index in 0..self.contents.len() {
            let inside = list.rows().contains(&self.cell(index).row);
            if inside && self.contents[index].is_none() {
                self.set(index, Vec::new());
            }
        }
        self.heading.clear();
    }

    fn one(&mut self, index: usize) {
        match self.shapes[index].clone() {
            Shape::Label => self.label(index),
            Shape::Words => self.words(index),
            Shape::Foot => self.foot(index),
            Shape::Options => self.options(index),
            Shape::Empty => self.empty(index),
            Shape::Photo => self.photo(index),
            Shape::Date(_) | Shape::Unit(_) | Shape::Place | Shape::Hint => self.print(index),
        }
    }

    /// The cell on the right that begins in the same row.
    fn right(&self, index: usize) -> Option<usize> {
        let cell = self.cell(index);
        let column = cell.column + cell.column_span;
        self.table().cells.iter().position(|other| other.row == cell.row && other.column == column)
    }

    fn below(&self, index: usize) -> Option<usize> {
        let cell = self.cell(index);
        let (row, place) = (cell.row + cell.row_span, (cell.column, cell.column_span));
        self.table().cells.iter().position(|other| other.row == row && (other.column, other.column_span) == place)
    }

    fn is_open(&self, index: usize) -> bool {
        self.contents[index].is_none()
    }

    /// Whether a cell can hold the value of a label beside it.
    fn takes_value(&self, index: usize) -> bool {
        let cell = self.cell(index);
        let roomy = self.table().height(cell) >= 20.0 || blank_lines(cell) >= 2;
        self.is_open(index)
            && match self.shapes[index] {
                Shape::Empty | Shape::Options | Shape::Date(_) | Shape::Unit(_) | Shape::Place | Shape::Hint => true,
                Shape::Foot => !is_self_labelled(cell),
                Shape::Words => roomy && self.table().width(cell) >= 50.0,
                Shape::Label => roomy && self.table().width(cell) >= 60.0 && blank_lines(cell) >= 2,
                Shape::Photo => false,
            }
    }

    fn label(&mut self, index: usize) {
        let cell = self.cell(index);
        let words = cell.text();
        let whole = cell.column_span == self.table().columns.len();
        if let Some(title) = self.as_title(index) {
            return self.set(index, title);
        }
        if self.laid.moved[index] {
            return self.section(index);
        }
        if let Some(right) = self.right(index).filter(|right| self.takes_value(*right)) {
            return self.pair(index, right);
        }
        if whole && has(&squeezed(&words), &["填写", "填报"]) && has(&squeezed(&words), &["以下", "以上", "由"]) {
            self.maker.others = Some(squeezed(&words)).filter(|words| words.contains("由"));
            return self.section(index);
        }
        if lines::blanks(&words) >= 2 {
            return self.inline(index);
        }
        let below = self.below(index).filter(|below| self.takes_value(*below) && !self.has_left_label(*below));
        let below = below.filter(|below| self.shapes[*below] == Shape::Empty || blank_lines(cell) == 0);
        let colon = words.trim_end().ends_with(['：', ':']);
        let roomy = self.table().width(cell) >= 60.0
            && (self.table().height(cell) >= ROOMY || blank_lines(cell) >= 2 || limits(&words).is_some());
        if below.is_none() && (roomy || (colon && self.table().width(cell) >= 40.0)) {
            return self.inside(index, false);
        }
        if let Some(below) = below {
            return self.pair(index, below);
        }
        let right_is_label = self.right(index).is_some_and(|right| self.shapes[right] == Shape::Label);
        if right_is_label || cell.row_span > 1 || whole {
            return self.section(index);
        }
        self.print(index);
    }

    /// Whether the cell on the left is a label that has no other value.
    fn has_left_label(&self, index: usize) -> bool {
        let column = self.cell(index).column;
        let left = self.table().cells.iter().position(|other| {
            other.row == self.cell(index).row && other.column + other.column_span == column
        });
        left.is_some_and(|left| self.shapes[left] == Shape::Label && self.is_open(left))
    }

    /// The title of the form, where it stands in the first row.
    fn as_title(&mut self, index: usize) -> Option<Lines> {
        let words = squeezed(&self.cell(index).text());
        let whole = self.cell(index).column_span == self.table().columns.len();
        let is_title = whole && self.cell(index).row == 0 && words == squeezed(self.title);
        is_title.then(|| vec![vec![Item::Title]])
    }

    fn pair(&mut self, label: usize, value: usize) {
        let words = self.cell(label).text();
        if foot::is_sign(&words) && matches!(self.shapes[value], Shape::Date(_) | Shape::Empty) {
            // A hand signs there; nothing is filled in.
            self.print(label);
            return self.print_right(value);
        }
        let side = self.side_of(label);
        let cell = self.cell(value);
        let pair = Pair {
            label: one_text(&words),
            value: cell,
            shape: self.shapes[value].clone(),
            place: self.laid.places[value],
            height: self.table().height(cell),
            width: self.table().width(cell),
            side,
        };
        let (id, lines) = cells::fill(self.maker, &pair);
        // A field that stood on the cover has the label of the table from now on.
        self.set(label, vec![vec![Item::Label(id)]]);
        self.set(value, lines);
    }

    /// The label on the left that goes over this one and others.
    fn side_of(&self, index: usize) -> String {
        let cell = self.cell(index);
        let side = self.table().cells.iter().enumerate().rev().find(|(other, side)| {
            side.column + side.column_span <= cell.column
                && (side.row..side.row + side.row_span).contains(&cell.row)
                && self.is_section(*other)
        });
        side.map(|(_, side)| side.text()).unwrap_or_default()
    }

    fn is_section(&self, index: usize) -> bool {
        let Some(content) = &self.contents[index] else { return false };
        match content.lines.first().and_then(|line| line.first()) {
            Some(Item::Label(id)) => self.maker.form.sections.iter().any(|section| section.id == *id),
            _ => false,
        }
    }

    fn section(&mut self, index: usize) {
        let cell = self.cell(index);
        let words = one_text(&cell.text());
        let item = self.maker.section(&words);
        let whole = cell.column_span == self.table().columns.len() || self.laid.moved[index];
        let bold = cell.lines.iter().any(|line| line.bold || line.role == Some(FontRole::Hei));
        let style = (whole && (bold || numbered(&words).is_some()))
            .then(|| TypeStyle { role: FontRole::Hei, size: self.maker.form.label_type.size });
        self.contents[index] = Some(Content { lines: vec![vec![item]], style, align: None });
        if whole {
            self.heading = words;
        }
    }

    /// A label with room for its value in the same cell.
    fn inside(&mut self, index: usize, roomy: bool) {
        let cell = self.cell(index);
        let texts: Vec<String> = cell
            .lines
            .iter()
            .flat_map(|line| line.text.split('\n'))
            .filter(|text| !squeezed(text).is_empty())
            .map(one_text)
            .collect();
        let Some((label, hints)) = texts.split_first() else { return self.print(index) };
        let room = roomy || self.table().height(cell) >= ROOMY || blank_lines(cell) >= 2 || limits(label).is_some();
        let height = if room { self.table().height(cell).max(ROOMY) } else { 10.0 };
        let pair = Pair {
            label: label.clone(),
            value: &Cell::default(),
            shape: Shape::Empty,
            place: self.laid.places[index],
            height,
            width: self.table().width(cell),
            side: String::new(),
        };
        let (id, _) = cells::fill(self.maker, &pair);
        let mut lines = vec![vec![Item::Label(id.clone())]];
        lines.extend(hints.iter().map(|hint| vec![self.maker.text(hint)]));
        match lines.first_mut() {
            Some(first) if !room && hints.is_empty() => first.push(Item::Value(id)),
            _ => lines.push(vec![Item::Value(id)]),
        }
        self.contents[index] = Some(Content { lines, style: None, align: Some(Align::Left) });
    }

    fn words(&mut self, index: usize) {
        let cell = self.cell(index);
        if let Some(title) = self.as_title(index) {
            return self.set(index, title);
        }
        if lines::blanks(&cell.text()) >= 1 {
            return self.inline(index);
        }
        let first = cell.lines.iter().map(|line| line.text.as_str()).find(|text| !squeezed(text).is_empty());
        let first = first.unwrap_or_default();
        let roomy = self.table().height(cell) >= ROOMY || blank_lines(cell) >= 2;
        let named = count(first) <= 24 && cell.lines.iter().filter(|line| !line.is_blank()).count() >= 2;
        if self.table().width(cell) >= 60.0 && ((roomy && count(first) <= 40) || named) {
            let asks = named && !roomy;
            let doubt = Doubt {
                place: self.laid.places[index],
                words: first,
                aspect: "填不填",
                text: format!("“{}”下面要填写吗？", core(first)),
                options: &["要填写", "只是说明"],
                likely: 0,
                doubt: 45,
            };
            if !asks || self.maker.ask(&doubt) == 0 {
                return self.inside(index, true);
            }
        }
        self.print(index);
    }

    /// Labels with colons and blanks in one cell.
    fn inline(&mut self, index: usize) {
        let mut lines: Lines = Vec::new();
        let cell = self.cell(index);
        for text in cell.lines.iter().flat_map(|line| line.text.split('\n')) {
            if squeezed(text).is_empty() {
                continue;
            }
            let (groups, _) = lines::items(self.maker, text, false);
            let mut line = Vec::new();
            for (at, group) in groups.into_iter().enumerate() {
                if at > 0 {
                    line.push(self.maker.text("\u{3000}\u{3000}"));
                }
                line.extend(group);
            }
            lines.push(line);
        }
        self.set(index, lines);
    }

    /// A foot without a label beside it: its own first line is one, or it is a foot alone.
    fn foot(&mut self, index: usize) {
        let cell = self.cell(index);
        let width = self.table().width(cell);
        let foot = feet::foot(self.maker, &cell.lines, width);
        let Some((label, hints)) = foot.above.split_first() else {
            return self.set(index, foot.lines);
        };
        let statement = count(label) > 40 || (label.contains(['。', '；']) && !limits(label).is_some());
        if statement {
            let mut lines: Lines = foot.above.iter().map(|words| vec![self.maker.text(words)]).collect();
            lines.extend(foot.lines);
            self.contents[index] = Some(Content { lines, style: None, align: None });
            return;
        }
        let value = Cell { lines: Vec::new(), ..cell.clone() };
        let pair = Pair {
            label: one_text(label),
            value: &value,
            shape: Shape::Foot,
            place: self.laid.places[index],
            height: self.table().height(cell).max(ROOMY),
            width,
            side: String::new(),
        };
        let (id, mut filled) = cells::fill(self.maker, &pair);
        let mut lines = vec![vec![Item::Label(id)]];
        lines.extend(hints.iter().map(|hint| vec![self.maker.text(hint)]));
        lines.append(&mut filled);
        lines.extend(foot.lines);
        self.set(index, lines);
    }

    fn options(&mut self, index: usize) {
        let group = self.option_group(index);
        let texts: Vec<String> = group.iter().map(|at| self.cell(*at).text()).collect();
        let all: Vec<options::Options> = texts.iter().filter_map(|text| options::options(text)).collect();
        let Some(first) = all.first() else { return self.print(index) };
        let whole = options::Options {
            pieces: all.iter().flat_map(|options| options.pieces.clone()).collect(),
            box_after: first.box_after,
        };
        let lead = lines::lead(&whole);
        let asked = Asked { label: &lead, options: &whole, place: self.laid.places[index] };
        let (id, printed) = boxes::choice(self.maker, &asked);
        if group.len() == 1 {
            return self.contents[index] = Some(Content { lines: printed, style: None, align: None });
        }
        let field = self.maker.get(&id).map(|field| field.kind.boxes().to_vec()).unwrap_or_default();
        let mut boxes = field.iter();
        for (at, options) in group.iter().zip(&all) {
            let count = options.choices().count();
            let ticks = boxes.by_ref().take(count).map(|option| Item::TickOption(id.clone(), option.id.clone()));
            let ticks: Vec<Item> = ticks.collect();
            self.set(*at, ticks.into_iter().map(|tick| vec![tick]).collect());
        }
    }

    /// Cells side by side with one option each are one choice.
    fn option_group(&self, index: usize) -> Vec<usize> {
        let single = |at: &usize| {
            let text = self.cell(*at).text();
            self.shapes[*at] == Shape::Options
                && options::options(&text).is_some_and(|o| o.pieces.len() == 1 && o.choices().all(|c| c.extra.is_none()))
        };
        let mut group = vec![index];
        if !single(&index) {
            return group;
        }
        while let Some(next) = group.last().and_then(|last| self.right(*last)).filter(|next| self.is_open(*next) && single(next)) {
            group.push(next);
        }
        group
    }

    /// An empty cell without a label: one with much room belongs to the heading above it.
    fn empty(&mut self, index: usize) {
        let cell = self.cell(index);
        let (height, width) = (self.table().height(cell), self.table().width(cell));
        let whole: f64 = self.table().columns.iter().sum();
        let roomy = (height >= ROOMY || blank_lines(cell) >= 3) && width >= whole * 0.5;
        if !roomy || self.heading.is_empty() {
            return self.set(index, Vec::new());
        }
        let pair = Pair {
            label: core(&self.heading),
            value: cell,
            shape: Shape::Empty,
            place: self.laid.places[index],
            height,
            width,
            side: String::new(),
        };
        let (_, lines) = if ends(&core(&self.heading), &["意见"]) || foot::is_seal(&self.heading) {
            cells::fill(self.maker, &pair)
        } else {
            cells::unlabelled(self.maker, &pair)
        };
        self.heading.clear();
        self.set(index, lines);
    }

    fn photo(&mut self, index: usize) {
        let words = one_text(&self.cell(index).text());
        let words = if words.is_empty() { "照片".to_owned() } else { words };
        let item = self.maker.text(&words);
        self.maker.photos.push(squeezed(&words));
        self.contents[index] = Some(Content { lines: vec![vec![item]], style: None, align: Some(Align::Centre) });
    }

    /// Words on the right of their cell, such as blanks for a date.
    fn print_right(&mut self, index: usize) {
        self.print(index);
        if let Some(content) = &mut self.contents[index] {
            content.align = Some(Align::Right);
        }
    }

    /// Words that are only printed.
    fn print(&mut self, index: usize) {
        let words = one_text(&self.cell(index).text());
        let words = words.replace('_', " ");
        let lines = words.lines().filter(|line| !squeezed(line).is_empty());
        let lines: Lines = lines.map(|line| vec![self.maker.text(line)]).collect();
        self.set(index, lines);
    }
}

/// Whether a cell with a foot begins with a label of its own, such as `推荐意见：`.
fn is_self_labelled(cell: &Cell) -> bool {
    let first = cell.lines.iter().find(|line| !line.is_blank());
    first.is_some_and(|line| {
        let words = line.text.trim_end();
        !foot::is_foot(words) && (words.ends_with(['：', ':']) || ends(&core(words), &["意见"]))
    })
}

/// Empty paragraphs of a cell: room to write in.
fn blank_lines(cell: &Cell) -> usize {
    cell.lines.iter().filter(|line| line.is_blank()).count()
}

/// Draws the table: the rows of a list but the first are left out.
fn draw(maker: &Maker<'_>, laid: &Laid, lists: &[List], contents: &[Option<Content>]) -> Block {
    let left_out = |row: usize| lists.iter().any(|list| row > list.first && row < list.first + list.count);
    let kept: Vec<usize> = (0..laid.table.rows.len()).filter(|row| !left_out(*row)).collect();
    let new_row = |row: usize| kept.iter().position(|kept| *kept == row);
    let height = |row: usize| {
        let said = laid.table.rows[row];
        let room = laid.table.row(row).filter(|cell| cell.row_span == 1).map(needed).fold(0.0, f64::max);
        let height = said.unwrap_or(0.0).max(room);
        (height >= 1.0).then_some(Mm((height.min(220.0) * 10.0).round() / 10.0))
    };
    let rows = kept.iter().map(|row| Row { min_height: height(*row), may_break: false, repeats: None });
    let mut cells = Vec::new();
    for (cell, content) in laid.table.cells.iter().zip(contents) {
        let Some(row) = new_row(cell.row) else { continue };
        let covered = (cell.row..cell.row + cell.row_span).filter(|row| !left_out(*row)).count();
        let content = content.clone().unwrap_or_default();
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
    let columns = sheet::widths(&maker.form, &laid.table);
    Block::Table(catalog::Table { columns, rows: rows.collect(), cells })
}

/// Room that empty paragraphs take, where the file says no height.
fn needed(cell: &Cell) -> f64 {
    let blank = blank_lines(cell);
    if blank < 2 { 0.0 } else { cell.lines.len() as f64 * 5.5 }
}
