//! What a rule is: its name, the codes that it may find, and how it looks at a case, which says what it reads.
//! `checked` looks again only where something of that has changed, so a look must read nothing that it does not
//! name. Beside what is named here every look may read the call, the route and which forms are begun.

use std::collections::BTreeMap;

use catalog::{Check, Field, Kind, Required};
use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use crate::material::MaterialBlock;
use crate::values::derived::FieldState;
use crate::values::value::Value;

/// A rule of the registry.
pub(super) struct Rule {
    /// That of its file: what is wrong.
    pub(super) name: &'static str,
    /// What it may find.
    pub(super) codes: &'static [Code],
    /// How it looks, in the order in which it tells.
    pub(super) looks: &'static [Look],
}

/// Which fields a look is about.
pub(super) type Fits = fn(&Field) -> bool;
/// The fields that a look at the whole case reads, by their ids.
pub(super) type Named = fn(Input<'_>) -> Vec<&str>;
/// Something that is read beside values and blocks.
pub(super) type Also = &'static [Part];

/// How a rule looks at a case.
pub(super) enum Look {
    /// At each field of a kind, filled in or not.
    Field(Fits, fn(Input<'_>, &Asked<'_>, &mut Vec<Finding>)),
    /// At each value that is not empty, those in rows too, of fields and columns of a kind.
    Value(Fits, Also, fn(Input<'_>, &Standing<'_>, &mut Vec<Finding>)),
    /// At each check of the forms that are asked for and of the call, and at the fields that it names.
    Check(Also, fn(Input<'_>, &Check, &mut Vec<Finding>)),
    /// At each block of the material, counted from 0.
    Block(Also, fn(Input<'_>, (usize, &MaterialBlock), &mut Vec<Finding>)),
    /// At the fields named and at other parts of the case together.
    Whole(Named, Also, fn(Input<'_>, &mut Vec<Finding>)),
}

/// A part of an input that is no value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Declarations and checklist items.
    Answers,
    /// What of the attachments is printed behind the material.
    Appendix,
    /// Photos, videos and documents, as the case names them.
    Attachments,
    /// What is known of the files that the case names, and what is put on paper with which fonts.
    Evidence,
    /// The blocks of the material together, or its PDF.
    Material,
    /// The other cases of the call.
    Others,
    /// The day.
    Today,
}

/// The files that the case names, and what is known of them.
pub(super) const FILES: Also = &[Part::Appendix, Part::Attachments, Part::Evidence, Part::Material];
/// What is put on paper.
pub(super) const PRINTING: Also = &[Part::Evidence];
/// Every field.
pub(super) const ANY: Fits = |_| true;
/// No field.
pub(super) const NO_FIELD: Named = |_| Vec::new();

/// A field of a case, and what follows for it from the answers.
pub(super) struct Asked<'a> {
    pub(super) field: &'a Field,
    /// Its value, where it is shown and not empty.
    pub(super) value: Option<&'a Value>,
    /// How much it is asked for.
    pub(super) required: Required,
}

/// A value that is not empty, where it stands, and how much a wrong shape of it weighs: an error where
/// the field is asked for, else a warning. Judgement: offline nobody can say more than the shape.
pub(super) struct Standing<'a> {
    pub(super) field: &'a Field,
    /// What messages call it: in rows with the list and the row.
    pub(super) label: String,
    pub(super) value: &'a Value,
    pub(super) path: FieldPath,
    pub(super) severity: Severity,
}

impl<'a> Asked<'a> {
    pub(super) fn new(input: Input<'a>, field: &'a Field, state: FieldState) -> Self {
        let value = input.case.values.get(&field.id);
        let value = value.filter(|value| state.visible && !value.is_empty());
        Self { field, value, required: state.required }
    }

    /// The text that stands in it.
    pub(super) fn text(&self) -> Option<&'a str> {
        self.value?.as_text()
    }

    /// Its value, behind those of its rows; each only where its field or column fits.
    pub(super) fn standing(&self, fits: Fits) -> Vec<Standing<'a>> {
        let Some(value) = self.value else { return Vec::new() };
        let severity = match self.required {
            Required::No | Required::Advised => Severity::Warning,
            Required::WithReason | Required::Yes => Severity::Error,
        };
        let mut all = Vec::new();
        if let (Kind::Rows { columns, .. }, Value::Rows(rows)) = (&self.field.kind, value) {
            let columns: Vec<&Field> = columns.iter().filter(|column| fits(column)).collect();
            if !columns.is_empty() {
                all.extend(in_rows(self.field, &columns, rows, severity));
            }
        }
        if fits(self.field) {
            let (label, path) = (self.field.plain_label(), FieldPath::field(&self.field.id));
            all.push(Standing { field: self.field, label, value, path, severity });
        }
        all
    }
}

fn in_rows<'a>(
    list: &Field,
    columns: &[&'a Field],
    rows: &'a [BTreeMap<String, Value>],
    severity: Severity,
) -> Vec<Standing<'a>> {
    let path = FieldPath::field(&list.id);
    let list = list.plain_label();
    let labels: Vec<String> = columns.iter().map(|column| column.plain_label()).collect();
    let mut all = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        for (field, column) in columns.iter().zip(&labels) {
            if let Some(value) = row.get(&field.id).filter(|value| !value.is_empty()) {
                let path = path.child(index + 1).child(&field.id);
                let label = format!("{list}”第 {} 行的“{column}", index + 1);
                all.push(Standing { field, label, value, path, severity });
            }
        }
    }
    all
}
