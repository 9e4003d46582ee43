//! Reads fields: those of a form, the columns of its rows, and those that a call asks for beside its
//! forms.

use std::collections::BTreeSet;

use foundation::Code;

use crate::forms::asks::{Limits, TextFormat};
use crate::forms::computed;
use crate::forms::counts::counts;
use crate::forms::field::{Condition, Field, Kind};
use crate::forms::kinds;
use crate::forms::words::Words;
use crate::reading::toml_reader::Table;

/// Reads `tables`; `ids` are taken already, and grow.
pub(crate) fn fields<'p>(
    words: &Words<'p>,
    tables: Vec<Table<'p, '_>>,
    ids: &mut BTreeSet<String>,
) -> Vec<Field> {
    tables.into_iter().map(|table| field(words, table, ids)).collect()
}

fn field<'p>(words: &Words<'p>, table: Table<'p, '_>, ids: &mut BTreeSet<String>) -> Field {
    let mut field = Field {
        id: words.new_id(&table, ids),
        label: words.plain(&table.text("label")),
        kind: kind(words, &table),
        means: table.opt_word("means"),
        filled_by: table.opt_word("filled_by").unwrap_or_default(),
        required: table.opt_word("required").unwrap_or_default(),
        counts: counts(&table),
        required_when: condition(&table, "required_when"),
        shown_when: condition(&table, "shown_when"),
        name: words.optional(&table, "name"),
        name_part: table.opt_bool("name_part").unwrap_or(false),
        personal: table.opt_bool("personal").unwrap_or(false),
        help: words.optional(&table, "help"),
        source: String::new(),
        blank: words.optional(&table, "blank"),
        absent: words.optional(&table, "absent"),
        computed: computed::read(&table),
        date_style: table.opt_word("date_style").unwrap_or_default(),
        underline_mm: underline(&table),
    };
    field.source = table.source(&field.plain_label());
    table.finish();
    field
}

/// The line under what is filled in. Judgement: shorter is no room for a pen, longer is no page.
fn underline(table: &Table<'_, '_>) -> Option<u32> {
    let said = table.opt_count("underline_mm")?;
    if !(5..=160).contains(&said.value) {
        let message = "underline_mm 应为 5 到 160 毫米。".into();
        table.page().fault(Code::BadValue, said.at, message, "例如 underline_mm = 60。".into());
    }
    Some(said.value)
}

fn kind<'p>(words: &Words<'p>, table: &Table<'p, '_>) -> Kind {
    let read = table.variant().and_then(|variant| Some((variant, kinds::reader(variant.word)?)));
    match read {
        Some((variant, read)) => {
            let hinto_columns = variant.own.contains(&"column");
            let columns = if hinto_columns { columns(words, table) } else { Vec::new() };
            read(table, words, columns)
        }
        None => Kind::Text {
            format: TextFormat::Free,
            prefix: String::new(),
            limits: Limits::default(),
        },
    }
}

/// The columns of rows: fields without what only a field of its own can have.
fn columns<'p>(words: &Words<'p>, table: &Table<'p, '_>) -> Vec<Field> {
    let mut ids = BTreeSet::new();
    let read = |column: Table<'p, '_>| {
        let at = column.at;
        let field = field(words, column.into_column(), &mut ids);
        if let Some(word) = no_column(&field.kind) {
            table.page().no_column(&field.id, &format!("kind = \"{word}\""), at);
        }
        field
    };
    table.tables("column").into_iter().map(read).collect()
}

/// The word of a kind that cannot be a column.
fn no_column(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Rows { .. } => Some("rows"),
        Kind::Photo(_) => Some("photo"),
        _ => None,
    }
}

/// `filed`, `filed=no`, `category=other` or `works=shop|training`; whether they exist is checked when all
/// fields are read.
fn condition(table: &Table<'_, '_>, key: &'static str) -> Option<Condition> {
    let said = table.opt_text(key)?;
    let (field, options) = match said.value.split_once('=') {
        Some((field, options)) => (field, options),
        None => (said.value.as_str(), "yes"),
    };
    let options = options.split('|').map(|option| option.trim().to_owned()).collect();
    Some(Condition { field: field.trim().to_owned(), options })
}
