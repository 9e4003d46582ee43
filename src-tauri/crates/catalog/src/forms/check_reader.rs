//! Reads `[[check]]` of forms and calls.

use crate::forms::check::Check;
use crate::forms::check_kinds;
use crate::forms::known::Known;
use crate::reading::toml_reader::Table;

/// Reads the checks of a form or a call.
pub(crate) fn checks(known: &Known<'_>, tables: Vec<Table<'_, '_>>) -> Vec<Check> {
    tables.into_iter().filter_map(|table| one(known, table)).collect()
}

fn one(known: &Known<'_>, table: Table<'_, '_>) -> Option<Check> {
    let row = check_kinds::row(table.variant()?.word)?;
    let check = Check {
        rule: (row.read)(known, &table),
        weight: table.opt_word("weight").unwrap_or(row.weight),
        source: table.source(""),
    };
    table.finish();
    Some(check)
}
