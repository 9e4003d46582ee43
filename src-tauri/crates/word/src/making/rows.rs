//! Rows that repeat: one field with columns, or the fields of a roundup, and the two rows of paper on
//! which they stand.

use catalog::{CASES, Field, Item, Kind, Required};

use crate::document::{Cell, Table};
use crate::guess::headers;
use crate::guess::kinds::{Room, guess, text, unit_in_brackets};
use crate::guess::lists::List;
use crate::guess::names::Ids;
use crate::guess::shapes::{Shape, shape_of};
use crate::guess::text::{core, squeezed};
use crate::making::boxes;
use crate::making::cells::Lines;
use crate::making::maker::{Maker, no_braces, one_text};
use crate::making::sums;

/// The label of a column and the cell under or beside it.
struct Column<'t> {
    label: String,
    value: &'t Cell,
    /// The row in which the label stands.
    row: usize,
    /// The label over this one and others, where a header has two rows.
    over: String,
}

/// What stands in the cells of a header and of the row that repeats, by column of the table.
#[derive(Default)]
pub(crate) struct Placed {
    /// Also by the row of the label: a header may have two.
    pub(crate) header: Vec<(usize, usize, Lines)>,
    pub(crate) row: Vec<(usize, Lines)>,
    pub(crate) figures: Figures,
}

/// The columns of a list that can be added up.
#[derive(Clone, Default)]
pub(crate) struct Figures {
    /// The id of the list.
    pub(crate) list: String,
    /// By column of the table, their ids.
    pub(crate) columns: Vec<(usize, String)>,
}

/// Makes the field of a list, by what stands over it or beside it: its label, and all of the words.
pub(crate) fn rows(
    maker: &mut Maker<'_>,
    table: &Table,
    list: &List,
    (label, heading): (&str, &str),
) -> Placed {
    let columns = columns(table, list);
    if columns.is_empty() {
        return Placed::default();
    }
    if maker.form.per == catalog::Per::Roundup && list.labels.is_empty() {
        return roundup(maker, table, list, &columns);
    }
    let id = maker.new_id(label, "rows");
    let mut ids = Ids::default();
    let mut placed = Placed::default();
    let mut fields = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let kind = kind(table, list, column, (index, heading));
        let mut field = maker.column(&column.label, kind, &mut ids);
        finish(&mut field, table, list, column, index);
        let item = Item::Column(id.clone(), field.id.clone());
        let label = Item::Label(format!("{id}.{}", field.id));
        place(maker, &mut placed, list, column, (label, item));
        fields.push(field);
    }
    if !list.labels.is_empty() {
        placed.row.push((list.label_column, vec![vec![Item::RowLabel(id.clone())]]));
    }
    let over: Vec<String> = columns.iter().map(|column| column.over.clone()).collect();
    sums::count_what_is_added(&mut fields, !list.sums.is_empty() || !list.totals.is_empty());
    sums::compute(&mut fields, &over);
    let figures = fields.iter().zip(&columns).filter(|(field, _)| sums::is_added(field));
    let figures = figures.map(|(field, column)| (column.value.column, field.id.clone()));
    placed.figures = Figures { list: id.clone(), columns: figures.collect() };
    let labels: Vec<String> = list.labels.iter().map(|label| one_text(label)).collect();
    let least_rows = if labels.is_empty() { u32::try_from(list.count).unwrap_or(1) } else { 1 };
    let kind = Kind::Rows { columns: fields, least_rows, labels };
    let source = maker.clause(label);
    let mut field = Field::new(&id, &one_text(label), kind, &source);
    field.required = Required::No;
    maker.form.fields.push(field);
    maker.remark(&id);
    placed
}

/// The fields of a roundup: each case has one row.
fn roundup(maker: &mut Maker<'_>, table: &Table, list: &List, columns: &[Column<'_>]) -> Placed {
    let mut placed = Placed::default();
    for (index, column) in columns.iter().enumerate() {
        let kind = kind(table, list, column, (index, ""));
        let id = maker.field(&column.label, kind);
        if let Some(field) = maker.get(&id) {
            finish(field, table, list, column, index);
        }
        let item = Item::Column(CASES.to_owned(), id.clone());
        place(maker, &mut placed, list, column, (Item::Label(id), item));
    }
    maker.form.least_rows = u32::try_from(list.count).unwrap_or(1);
    placed
}

/// The columns of a list: labels over their cells, or labels and cells side by side.
fn columns<'t>(table: &'t Table, list: &List) -> Vec<Column<'t>> {
    let inside = |cell: &&Cell| cell.column >= list.from && cell.column < list.to;
    let values: Vec<&Cell> = table.row(list.first).filter(inside).collect();
    match list.header {
        Some((from, end)) => {
            let label_of = |value: &Cell| {
                let over = table.cells.iter().filter(|cell| (from..end).contains(&cell.row));
                over.filter(|cell| {
                    cell.column == value.column && cell.column_span == value.column_span
                })
                .max_by_key(|cell| cell.row)
            };
            let is_label =
                |value: &Cell| !list.labels.is_empty() && value.column == list.label_column;
            let column = |value: &'t Cell| {
                let label = label_of(value)?;
                let over = headers::over(table, (from, end), label).concat();
                Some(Column { label: label.text(), value, row: label.row, over })
            };
            let values = values.into_iter().filter(|value| !is_label(value));
            values.filter_map(column).collect()
        }
        None => {
            let pairs = values.windows(2).filter(|pair| {
                shape_of(table, pair[0]) != Shape::Empty && shape_of(table, pair[1]) == Shape::Empty
            });
            let column = |pair: &[&'t Cell]| Column {
                label: pair[0].text(),
                value: pair[1],
                row: list.first,
                over: String::new(),
            };
            pairs.map(column).collect()
        }
    }
}

/// What a column holds.
fn kind(table: &Table, list: &List, column: &Column<'_>, (index, heading): (usize, &str)) -> Kind {
    if is_serial(table, list, column, index) {
        return text(catalog::TextFormat::Free, None);
    }
    if let Some(choices) = column.value.choices() {
        return boxes::listed(choices);
    }
    if let Some(choice) = boxes::in_label(&column.label) {
        return choice;
    }
    if let Shape::Date(kind) = shape_of(table, column.value) {
        return kind;
    }
    let unit = match shape_of(table, column.value) {
        Shape::Unit(unit) => unit,
        _ => "",
    };
    let width = table.width(column.value);
    let over = unit_in_brackets(heading);
    let own = if list.labels.is_empty() { "" } else { over };
    let room = Room {
        label: &column.label,
        value: unit,
        unit: own,
        width,
        column: true,
        ..Room::default()
    };
    match guess(room).kind {
        // Columns are small: what would be long elsewhere is a line here, and so is an opinion.
        Kind::LongText { limits: _, .. } | Kind::Opinion { .. } => {
            text(catalog::TextFormat::Free, None)
        }
        // What a column does not say, its rows may.
        Kind::Text { format: catalog::TextFormat::Free, .. }
            if sums::may_hold_numbers(&column.label) =>
        {
            sums::of_rows(&list.labels).unwrap_or_else(|| text(catalog::TextFormat::Free, None))
        }
        // Lengths cannot be said of columns yet.
        Kind::Text { format, .. } => text(format, None),
        other => other,
    }
}

/// The number of the row, which counts by itself.
fn is_serial(table: &Table, list: &List, column: &Column<'_>, index: usize) -> bool {
    let name = core(&column.label);
    let counted = list.header.is_some()
        && list.labels.is_empty()
        && index == 0
        && table
            .row(list.first)
            .find(|cell| cell.column == list.from)
            .is_some_and(|cell| !cell.is_blank());
    counted || ["序号", "编号", "序"].contains(&name.as_str())
}

fn finish(field: &mut Field, table: &Table, list: &List, column: &Column<'_>, index: usize) {
    if is_serial(table, list, column, index) {
        field.blank = "{row}".into();
        field.required = Required::No;
    } else if matches!(shape_of(table, column.value), Shape::Date(_)) {
        field.blank = one_text(&column.value.text()).replace('\n', "");
    }
    if !column.over.is_empty() {
        field.name = no_braces(&format!("{}{}", column.over, core(&column.label)));
    }
    field.personal = squeezed(&column.label).contains("身份证");
}

/// Puts the label and the value of a column where they stand.
fn place(
    maker: &mut Maker<'_>,
    placed: &mut Placed,
    list: &List,
    column: &Column<'_>,
    (label, value): (Item, Item),
) {
    let mut line = vec![value];
    let words = column.value.text();
    if !crate::guess::kinds::unit(&words).is_empty() {
        line.push(maker.text(&format!("\u{3000}{}", squeezed(&words))));
    }
    placed.row.push((column.value.column, vec![line]));
    match list.header {
        Some(_) if list.shares_header => {}
        Some(_) => placed.header.push((column.row, column.value.column, vec![vec![label]])),
        // The label stands in the row itself, in the cell before.
        None => placed.row.push((column.value.column.saturating_sub(1), vec![vec![label]])),
    }
}
