//! The summary sheet (汇总表): the call's own form of the roundup, or a general list; and the same as columns and texts for a
//! workbook. Both are one form with a case for each row, so the paper of one and the other is set by the same code.

use std::collections::BTreeMap;
use std::sync::Arc;

use case::{Blank, Case, Value, printed_in_row};
use catalog::{CASES, Call, Field, Folder, Form, Item, Per, Route, Template};

use crate::office::Office;
use crate::told::Told;

/// The general list: one that no call has.
const GENERAL: &str = "general-list";
const FORM: &str = include_str!("../../../../assets/roundup/general-list/form.toml");
const GRID: &str = include_str!("../../../../assets/roundup/general-list/paper.grid");

/// A case that goes on, and what the office says of it.
#[derive(Clone, Copy, Debug)]
pub struct RowOf<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its number, where it is another than its place; may be empty.
    pub number: &'a str,
    /// 备注; may be empty.
    pub remark: &'a str,
}

/// The summary sheet.
#[derive(Clone, Debug)]
pub struct List {
    /// The form that it is set by.
    pub form: Arc<Form>,
    /// A case for each row, with the number and the remark in their fields.
    pub cases: Vec<Case>,
    /// Whether the form is the call's own.
    pub is_own: bool,
    /// The heading.
    pub title: String,
}

/// A row as texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// The id of the case; empty where it has none.
    pub id: String,
    /// By column.
    pub texts: Vec<String>,
}

impl List {
    /// The list of these cases of one call, as the call wants it or as the general one.
    ///
    /// # Panics
    /// Where there is none.
    pub fn of(rows: &[RowOf<'_>], office: &Office) -> Self {
        let first = rows[0].case;
        let own = first.route_forms().iter().find(|form| form.per == Per::Roundup);
        match own {
            Some(form) => Self::by_own_form(form, rows),
            None => Self::general(rows, office),
        }
    }

    fn by_own_form(form: &Arc<Form>, rows: &[RowOf<'_>]) -> Self {
        let (number, remark) = (number_column(form), remark_column(form));
        let case = |row: &RowOf<'_>| {
            let mut case = row.case.clone();
            let texts = [(number, row.number), (remark, row.remark)];
            for (field, text) in texts.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
                let Some(field) = field else { continue };
                case.endorsed.insert(field.id.clone(), Value::Text(text.trim().to_owned()));
            }
            case
        };
        let title = format!("{} · {}", rows[0].case.call.title, form.title);
        Self { form: form.clone(), cases: rows.iter().map(case).collect(), is_own: true, title }
    }

    fn general(rows: &[RowOf<'_>], office: &Office) -> Self {
        let form = general_form();
        let call = listing_call(&rows[0].case.call, &form);
        let title = format!("{}推荐{}汇总表", call.title, call.thing);
        let case = |row: &RowOf<'_>| {
            let told = Told::of(row.case);
            let contact = format!("{} {}", told.contact, told.phone);
            let texts = [
                ("list_title", title.as_str()),
                ("office", &office.name),
                ("serial", row.number),
                ("name", &told.name),
                ("unit", &told.unit),
                ("category", &told.category),
                ("place", &told.place),
                ("contact", contact.trim()),
                ("remark", row.remark),
            ];
            let values = texts.into_iter().filter(|(_, text)| !text.trim().is_empty());
            let values: BTreeMap<String, Value> =
                values.map(|(id, text)| (id.to_owned(), Value::Text(text.to_owned()))).collect();
            Case { identity: row.case.identity, values, ..Case::new(call.clone()) }
        };
        Self { form, cases: rows.iter().map(case).collect(), is_own: false, title: title.clone() }
    }

    /// The columns, in their order on the paper.
    pub fn columns(&self) -> Vec<&Field> {
        let mut columns: Vec<&Field> = Vec::new();
        for item in self.form.items() {
            let Item::Column(rows, id) = item else { continue };
            let field = (rows == CASES).then(|| self.form.field(id)).flatten();
            if let Some(field) = field
                && !columns.iter().any(|known| known.id == field.id)
            {
                columns.push(field);
            }
        }
        columns
    }

    /// The rows as texts.
    pub fn rows(&self) -> Vec<ListRow> {
        let columns = self.columns();
        let row = |(at, case): (usize, &Case)| {
            let texts = columns.iter().map(|field| {
                let field = case
                    .form(&self.form.id)
                    .and_then(|form| form.field(&field.id))
                    .unwrap_or(field);
                printed_in_row(case, field, Blank::Words, Some(at))
            });
            let id = case.identity.map(|identity| identity.id.to_string()).unwrap_or_default();
            ListRow { id, texts: texts.collect() }
        };
        self.cases.iter().enumerate().map(row).collect()
    }
}

/// The column for the number of a case: it prints the place of the row where nothing stands in it.
pub(crate) fn number_column(form: &Form) -> Option<&Field> {
    form.fields.iter().find(|field| field.blank.contains("{row}"))
}

/// The column for remarks.
pub(crate) fn remark_column(form: &Form) -> Option<&Field> {
    form.fields.iter().find(|field| field.plain_label().contains("备注"))
}

fn general_form() -> Arc<Form> {
    let files = [("form.toml", FORM), ("paper.grid", GRID)];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let folder = Folder { path: format!("forms/{GENERAL}"), files: files.into_iter().collect() };
    Arc::new(catalog::form_of(&folder).expect("a test reads it"))
}

/// The call with the general list as its only form: what stands in it is told of cases of the call.
fn listing_call(call: &Call, form: &Arc<Form>) -> Arc<Call> {
    let route = Route {
        id: GENERAL.to_owned(),
        title: String::new(),
        forms: vec![form.clone()],
        requires: Vec::new(),
        advises: Vec::new(),
        naming: Template::default(),
        naming_source: String::new(),
        source: String::new(),
    };
    Arc::new(Call {
        routes: vec![route],
        forms: vec![form.clone()],
        fields: Vec::new(),
        ..call.clone()
    })
}
