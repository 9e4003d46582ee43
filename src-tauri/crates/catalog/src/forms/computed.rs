//! Numbers that follow from others: how they are read, and whether what they name are numbers.

use foundation::Code;

use crate::forms::field::{Arithmetic, Computed, Field, Kind, Number};
use crate::reading::fault::{Page, probably_meant};
use crate::reading::toml_reader::Table;

/// The keys, each with what it does.
const KEYS: [(&str, Arithmetic); 3] = [
    ("sum_of", Arithmetic::Sum),
    ("difference_of", Arithmetic::Difference),
    ("quotient_of", Arithmetic::Quotient),
];

/// What a field says of how its number follows.
pub(crate) fn read(table: &Table<'_, '_>) -> Option<Computed> {
    let mut found: Vec<(Computed, usize)> = Vec::new();
    for (key, how) in KEYS {
        let said = table.texts(key);
        let Some(at) = said.first().map(|said| said.at) else { continue };
        let of: Vec<String> = said.into_iter().map(|said| said.value).collect();
        if how != Arithmetic::Sum && of.len() != 2 {
            let message = format!("{key} 要写两个栏目，这里有 {} 个。", of.len());
            let hint = format!("例如 {key} = [\"total\", \"part\"]。");
            table.page().fault(Code::BadValue, at, message, hint);
        }
        found.push((Computed { how, of }, at));
    }
    if let Some((_, at)) = found.get(1) {
        let message = "sum_of、difference_of、quotient_of 只能写一样。".into();
        table.page().fault(Code::BadValue, *at, message, "请去掉其余的。".into());
    }
    found.into_iter().next().map(|(computed, _)| computed)
}

/// What is named must be numbers: fields of the form or whole columns, and for a column those of its row.
pub(crate) fn check(page: &Page<'_>, (field, at): (&Field, usize), known: &[&Field]) {
    if let Some(computed) = &field.computed {
        for id in &computed.of {
            check_one(page, (&field.id, at), id, |id| number(known, id), known);
        }
    }
    if hangs_on_itself(field, known) {
        page.fault(Code::BadValue, at, ring(&field.id), "请改成不绕回自己的栏目。".into());
    }
    let Kind::Rows { columns, .. } = &field.kind else { return };
    let own: Vec<&Field> = columns.iter().collect();
    for column in columns.iter().filter(|column| hangs_on_itself(column, &own)) {
        let place = format!("{}.{}", field.id, column.id);
        page.fault(Code::BadValue, at, ring(&place), "请改成不绕回自己的栏目。".into());
    }
    for column in columns {
        let Some(computed) = &column.computed else { continue };
        for id in &computed.of {
            let place = format!("{}.{}", field.id, column.id);
            check_one(page, (&place, at), id, |id| plain_number(&own, id), &own);
        }
    }
}

fn ring(place: &str) -> String {
    format!("“{place}”算来算去，要用到它自己。")
}

/// Whether the number of a field follows from itself, over others perhaps.
fn hangs_on_itself(field: &Field, known: &[&Field]) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let of =
        |field: &Field| field.computed.iter().flat_map(|computed| computed.of.clone()).collect();
    let mut open: Vec<String> = of(field);
    while let Some(id) = open.pop() {
        if id == field.id {
            return true;
        }
        let Some(other) = known.iter().find(|other| other.id == id) else { continue };
        if !seen.contains(&other.id.as_str()) {
            seen.push(&other.id);
            open.extend::<Vec<String>>(of(other));
        }
    }
    false
}

fn check_one(
    page: &Page<'_>,
    (field, at): (&str, usize),
    id: &str,
    is_number: impl Fn(&str) -> bool,
    known: &[&Field],
) {
    if id != field && !is_number(id) {
        let message = format!("“{field}”由“{id}”算出来，可它不是数字栏目。");
        let ids = known.iter().filter(|other| is_figure(other)).map(|other| other.id.as_str());
        let ids = ids.filter(|other| *other != field);
        page.fault(Code::UnknownReference, at, message, probably_meant(id, ids));
    }
}

fn number(known: &[&Field], id: &str) -> bool {
    match id.split_once('.') {
        Some((rows, column)) => {
            let rows = known.iter().find(|field| field.id == rows);
            rows.is_some_and(|rows| {
                plain_number(&rows.kind.columns().iter().collect::<Vec<_>>(), column)
            })
        }
        None => plain_number(known, id),
    }
}

fn plain_number(known: &[&Field], id: &str) -> bool {
    known.iter().any(|field| field.id == id && is_figure(field))
}

/// Whether a field is a number and nothing else.
pub(crate) fn is_figure(field: &Field) -> bool {
    matches!(field.kind.number(), Some(Number::Whole | Number::Decimal))
}
