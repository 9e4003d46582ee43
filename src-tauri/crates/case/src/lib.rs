//! A case being prepared: its values, edits with their inverse, what is required, and every check.
//! Pure: no files, no clock, no paper. What is wrong with the user's work comes back as findings;
//! only a case file that cannot be read at all is an error.

mod attachment;
mod case_file;
mod case_values;
mod derived;
mod edit;
mod entry;
mod json;
mod phone;
mod print;
mod rules;
mod value;
mod zi;

pub use attachment::{Attachment, AttachmentKind, Material, MaterialBlock};
pub use case_file::{CaseFileFault, read, read_draft, short, write};
pub use derived::{FieldState, states};
pub use edit::Edit;
pub use entry::{entry_at, read_edit};
pub use print::{Blank, filled_label, print};
pub use rules::{Look, check, settle_by_reasons};
pub use value::{Region, Value};
pub use zi::{ZiCount, count_zi};

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::{Call, Field, Form, Per};

/// One case for one call.
#[derive(Clone, Debug)]
pub struct Case {
    /// The call it is for.
    pub call: Arc<Call>,
    /// The id of the route.
    pub route: String,
    /// Values by field id; an absent field is empty.
    pub values: BTreeMap<String, Value>,
    /// Declarations and checklist items by id.
    pub answers: BTreeMap<String, bool>,
    /// Reasons by `CODE@path`.
    pub reasons: BTreeMap<String, String>,
    /// Photos, videos and documents, in the order in which they are sent.
    pub attachments: Vec<Attachment>,
    /// The detailed material.
    pub material: Option<Material>,
}

impl Case {
    /// An empty case by the first route of a call.
    pub fn new(call: Arc<Call>) -> Self {
        let route = call.routes[0].id.clone();
        Self {
            call,
            route,
            values: BTreeMap::new(),
            answers: BTreeMap::new(),
            reasons: BTreeMap::new(),
            attachments: Vec::new(),
            material: None,
        }
    }

    /// The value of a field, if it is shown and not empty. What was typed into a field that is hidden
    /// now stays in `values`.
    pub fn value(&self, id: &str) -> Option<&Value> {
        let value = self.values.get(id).filter(|value| !value.is_empty())?;
        let hidden = self.field(id).is_some_and(|field| !derived::is_visible(self, field));
        (!hidden).then_some(value)
    }

    /// The forms that are filled in once for this case.
    pub fn forms(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.call.forms.iter().filter(|form| form.per == Per::Case)
    }

    /// Every field of the case's forms; one that stands in two forms comes once.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let mut seen = std::collections::BTreeSet::new();
        self.forms().flat_map(|form| &form.fields).filter(move |field| seen.insert(&field.id))
    }

    /// The names of the files that go along: those of the attachments and of the material.
    pub fn file_names_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let material = match &mut self.material {
            Some(Material::Pdf(pdf)) => Some(pdf),
            Some(Material::Blocks(_)) | None => None,
        };
        self.attachments.iter_mut().map(|attachment| &mut attachment.path).chain(material)
    }

    /// The field with this id in any form of the case.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.forms().find_map(|form| form.field(id))
    }
}
