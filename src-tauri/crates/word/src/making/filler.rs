//! What stands in each cell of a table: labels find their values on the right, below or in their own cell.

use std::collections::BTreeMap;

use catalog::{Align, FontRole, Item, Kind, TypeStyle};

use crate::document::{CONTROL, Cell, Table};
use crate::guess::foot;
use crate::guess::kinds::{Room, guess, text, unit_in_brackets};
use crate::guess::limits::limits;
use crate::guess::lists::{List, row_name};
use crate::guess::shapes::Shape;
use crate::guess::text::{core, ends, has, is_instruction, numbered, squeezed};
use crate::guess::unboxed;
use crate::making::cells::{self, Lines, Pair};
use crate::making::maker::{Maker, one_text};
use crate::making::tables::Laid;
use crate::making::{lines, rows};

/// A cell as high as this has room for a text under its label, in mm.
pub(super) const ROOMY: f64 = 22.0;

/// What is made of a table's cells.
pub(super) struct Filler<'m, 'a, 't> {
    pub(super) maker: &'m mut Maker<'a>,
    pub(super) laid: &'t Laid,
    pub(super) shapes: Vec<Shape>,
    /// Rows with a label on the left and labels above, by the row of those.
    pub(super) matrix: BTreeMap<usize, usize>,
    pub(super) contents: Vec<Option<Content>>,
    /// The columns of numbers of the lists under the last header.
    pub(super) figures: Vec<rows::Figures>,
    /// The nearest heading above the table.
    pub(super) heading: String,
    pub(super) title: &'t str,
}

/// What stands in a cell of ours.
#[derive(Clone, Default)]
pub(super) struct Content {
    pub(super) lines: Lines,
    pub(super) style: Option<TypeStyle>,
    pub(super) align: Option<Align>,
}

impl<'t> Filler<'_, '_, 't> {
    pub(super) fn table(&self) -> &'t Table {
        &self.laid.table
    }

    pub(super) fn cell(&self, index: usize) -> &'t Cell {
        &self.laid.table.cells[index]
    }

    pub(super) fn set(&mut self, index: usize, lines: Lines) {
        self.contents[index] = Some(Content { lines, ..Content::default() });
    }

    pub(super) fn fill(&mut self, lists: &[List]) {
        self.find_options();
        let mut index = 0;
        while index < self.contents.len() {
            let row = self.cell(index).row;
            let own = lists.iter().find(|list| self.belongs(index, list));
            if let Some(list) = own {
                if self.contents[index].is_none() && list.first == row {
                    self.list(list, index);
                }
            } else if self.contents[index].is_none() {
                match self.matrix.get(&row).copied() {
                    Some(header) => self.matrix_row(row, header),
                    None => self.one(index),
                }
            }
            index += 1;
        }
    }

    /// Words beside a label that asks for a tick are options, where no cell of their own is to be filled in.
    fn find_options(&mut self) {
        for index in 0..self.shapes.len() {
            let told = self.shapes[index] == Shape::Label
                && unboxed::says_choose(&self.cell(index).text());
            let Some(right) = self.right(index).filter(|_| told) else { continue };
            let text = self.cell(right).text();
            let is_value = matches!(self.shapes[right], Shape::Label | Shape::Words | Shape::Hint)
                && self.right(right).is_none_or(|next| self.shapes[next] != Shape::Empty);
            if is_value && unboxed::options(&text, true).is_some() {
                self.shapes[right] = Shape::Options;
            }
        }
    }

    /// Whether a cell is one of a list, and not beside it.
    pub(super) fn belongs(&self, index: usize, list: &List) -> bool {
        let cell = self.cell(index);
        list.has(cell.row) && (list.from..list.to).contains(&cell.column)
    }

    fn list(&mut self, list: &List, first: usize) {
        let side = self.side_of(first);
        let label = match (side.as_str(), self.heading.as_str()) {
            ("", "") => self.title.to_owned(),
            ("", heading) => core(heading),
            (side, _) => core(side),
        };
        let heading = format!("{side}{}", self.heading);
        let placed = rows::rows(self.maker, self.table(), list, (&label, &heading));
        let row = placed.row.iter().map(|(column, lines)| (list.first, *column, lines.clone()));
        for (row, column, lines) in placed.header.iter().cloned().chain(row) {
            // The label of a row with labels stands in the cell before, wherever that begins.
            let holds = |at: &usize| {
                let cell = self.cell(*at);
                (cell.column..cell.column + cell.column_span).contains(&column)
            };
            if let Some(at) = self.table().places(row..row + 1).find(holds) {
                self.set(at, lines);
            }
        }
        if !list.shares_header {
            self.figures.clear();
        }
        self.figures.push(placed.figures);
        for row in &list.sums {
            self.sums(*row, list);
        }
        for row in &list.totals {
            self.totals(*row, list);
        }
        let from = list.header.map_or(list.first, |(from, _)| from);
        for index in self.table().places(from..list.end()) {
            let row = self.cell(index).row;
            if !self.belongs(index, list) || self.contents[index].is_some() {
                continue;
            }
            // Labels over several columns, and words in a first row, are printed.
            if row <= list.first { self.print(index) } else { self.set(index, Vec::new()) }
        }
        self.heading.clear();
    }

    fn one(&mut self, index: usize) {
        if self.has_controls(index) {
            return self.inline(index);
        }
        match self.shapes[index].clone() {
            Shape::Label => self.label(index),
            Shape::Words => self.words(index),
            Shape::Foot => self.foot(index),
            Shape::Options => self.options(index),
            Shape::Empty => self.empty(index),
            Shape::Photo => self.photo(index),
            Shape::Date(_) | Shape::Unit(_) | Shape::Tail | Shape::Place | Shape::Hint => {
                self.print(index);
            }
        }
    }

    /// A row with a label on the left and labels above: a field in each of its empty cells.
    fn matrix_row(&mut self, row: usize, header: usize) {
        let table = self.table();
        let own: Vec<usize> = table.places(row..row + 1).collect();
        let words: Vec<&Cell> = own.iter().map(|at| &table.cells[*at]).collect();
        let name = row_name(&words);
        let (printed, own) = own.split_at(name);
        printed.iter().for_each(|at| self.print(*at));
        let first = own[0];
        let side = one_text(&table.cells[first].text());
        let side_unit = unit_in_brackets(&format!("{side}{}", self.heading)).to_owned();
        let item = self.maker.section(&side);
        self.set(first, vec![vec![item]]);
        for at in own.iter().copied().skip(1) {
            if self.shapes[at] != Shape::Empty {
                self.print(at);
                continue;
            }
            let column = table.cells[at].column;
            let above = table.row(header).find(|cell| cell.column == column);
            let above = above.map(|cell| one_text(&cell.text())).unwrap_or_default();
            let width = table.width(self.cell(at));
            let room =
                Room { label: &above, unit: &side_unit, width, column: true, ..Room::default() };
            let (_, other) = (room, Room { label: &side, ..room });
            let kind = match (guess(room).kind, guess(other).kind) {
                (Kind::Text { .. }, number @ (Kind::Decimal { .. } | Kind::Integer { .. }))
                    if !has(&above, &["备注", "说明", "依据", "用途", "内容", "来源", "名称"]) =>
                {
                    number
                }
                (kind @ (Kind::LongText { .. } | Kind::Opinion { .. } | Kind::Rows { .. }), _) => {
                    drop(kind);
                    text(catalog::TextFormat::Free, None)
                }
                (kind, _) => kind,
            };
            let id = self.maker.field(&format!("{}（{}）", core(&side), core(&above)), kind);
            self.set(at, vec![vec![Item::Value(id)]]);
        }
    }

    /// The cell on the right that begins in the same row.
    pub(super) fn right(&self, index: usize) -> Option<usize> {
        let cell = self.cell(index);
        let column = cell.column + cell.column_span;
        self.table().place(cell.row, column)
    }

    fn below(&self, index: usize) -> Option<usize> {
        let cell = self.cell(index);
        let below = self.table().place(cell.row + cell.row_span, cell.column)?;
        (self.cell(below).column_span == cell.column_span).then_some(below)
    }

    pub(super) fn is_open(&self, index: usize) -> bool {
        self.contents[index].is_none()
    }

    /// Whether controls that list stand between the words of a cell.
    fn has_controls(&self, index: usize) -> bool {
        matches!(self.shapes[index], Shape::Label | Shape::Words)
            && self.cell(index).lines.iter().any(|line| line.text.contains(CONTROL))
    }

    /// Whether a cell can hold the value of a label beside it.
    fn takes_value(&self, index: usize) -> bool {
        let cell = self.cell(index);
        let roomy = self.table().height(cell) >= 20.0 || blank_lines(cell) >= 2;
        self.is_open(index)
            && !self.has_controls(index)
            && match self.shapes[index] {
                Shape::Empty
                | Shape::Options
                | Shape::Date(_)
                | Shape::Unit(_)
                | Shape::Tail
                | Shape::Place
                | Shape::Hint => true,
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
        if whole && self.maker.hands_over(&words) {
            return self.section(index);
        }
        if lines::blanks(&words) >= 2 {
            return self.inline(index);
        }
        let below = self
            .below(index)
            .filter(|below| self.takes_value(*below) && !self.has_left_label(*below));
        let below = below
            .filter(|below| self.shapes[*below] == Shape::Empty || blank_lines(cell) == 0)
            .filter(|below| !self.matrix.contains_key(&self.cell(*below).row));
        let colon = words.trim_end().ends_with(['：', ':']);
        let roomy = self.table().width(cell) >= 60.0
            && (self.table().height(cell) >= ROOMY
                || blank_lines(cell) >= 2
                || limits(&words).is_some());
        if below.is_none() && (roomy || (colon && self.table().width(cell) >= 40.0)) {
            return self.inside(index, false);
        }
        if let Some(below) = below {
            return self.pair(index, below);
        }
        let right_is_label =
            self.right(index).is_some_and(|right| self.shapes[right] == Shape::Label);
        if right_is_label || cell.row_span > 1 || whole {
            return self.section(index);
        }
        self.print(index);
    }

    /// Whether the cell on the left is a label that has no other value.
    fn has_left_label(&self, index: usize) -> bool {
        let column = self.cell(index).column;
        let row = self.cell(index).row;
        let left = self.table().places(row..row + 1).find(|left| {
            let left = self.cell(*left);
            left.column + left.column_span == column
        });
        left.is_some_and(|left| self.shapes[left] == Shape::Label && self.is_open(left))
    }

    /// The title of the form, where it stands in the first row.
    pub(super) fn as_title(&mut self, index: usize) -> Option<Lines> {
        let words = squeezed(&self.cell(index).text());
        let whole = self.cell(index).column_span == self.table().columns.len();
        let is_title = whole && self.cell(index).row == 0 && words == squeezed(self.title);
        is_title.then(|| vec![vec![Item::Title]])
    }

    fn pair(&mut self, label: usize, value: usize) {
        let words = self.cell(label).text();
        let promise = has(&core(&words), &["承诺", "声明", "诚信"]);
        let told = is_instruction(&core(&words))
            && matches!(self.shapes[value], Shape::Words | Shape::Hint | Shape::Label);
        if told {
            self.section(label);
            return self.print(value);
        }
        if promise && matches!(self.shapes[value], Shape::Foot | Shape::Words) {
            // What is promised is printed; a hand signs under it.
            self.section(label);
            return self.one(value);
        }
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
            Some(Item::Label(id)) => {
                self.maker.form.sections.iter().any(|section| section.id == *id)
            }
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
            .then_some(TypeStyle { role: FontRole::Hei, size: self.maker.form.label_type.size });
        self.contents[index] = Some(Content { lines: vec![vec![item]], style, align: None });
        if whole {
            self.heading = words;
        }
    }

    /// A label with room for its value in the same cell.
    pub(super) fn inside(&mut self, index: usize, roomy: bool) {
        let cell = self.cell(index);
        let texts: Vec<String> = cell
            .lines
            .iter()
            .flat_map(|line| line.text.split('\n'))
            .filter(|text| !squeezed(text).is_empty())
            .map(one_text)
            .collect();
        let Some((label, hints)) = texts.split_first() else { return self.print(index) };
        let room = roomy
            || self.table().height(cell) >= ROOMY
            || blank_lines(cell) >= 2
            || limits(label).is_some();
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
pub(super) fn blank_lines(cell: &Cell) -> usize {
    cell.lines.iter().filter(|line| line.is_blank()).count()
}
