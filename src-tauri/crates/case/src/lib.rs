//! A case being prepared: its values, edits with their inverse, what is required, and every check.
//! Pure: no files, no clock, no paper. What is wrong with the user's work comes back as findings;
//! only a case file that cannot be read at all is an error.

mod attachment;
mod case_file;
mod case_values;
mod codes;
mod derived;
mod edit;
mod entry;
mod json;
mod material;
mod material_reader;
mod other;
mod phone;
mod places;
mod print;
mod roundup;
mod rules;
mod sensitive;
mod set_aside;
mod value;
mod zi;
#[cfg(test)]
mod zi_for_the_ui;

pub use attachment::Attachment;
pub use case_file::{CaseFileFault, read, read_draft, short, write, write_draft};
pub use catalog::AttachmentKind;
pub use derived::{FieldState, is_visible, states};
pub use edit::Edit;
pub use entry::{entry_at, read_edit};
pub use material::{Appendix, Material, MaterialBlock};
pub use other::{Other, quoted};
pub use places::are_national;
pub use print::{
    Blank, filled_label, print, printed, printed_column, printed_in_row, printed_part,
    printed_template,
};
pub use roundup::check_roundup;
pub use rules::{
    Look, MOST_ROWS, attachment_finding, check, counted, settle_by_reasons,
    weighed_attachment_finding,
};
pub use sensitive::{Sensitive, SensitiveKind, find_sensitive, mask};
pub use value::{Region, Value};
pub use zi::{ZiCount, count_zi};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::{AttachmentRule, Call, Field, Form, Per};

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
    /// What of the attachments is printed behind the material.
    pub appendix: Appendix,
    /// Only in a draft: what was filled in by field id and the form of today has no place for, as it came.
    /// It is kept until a form takes it again.
    pub set_aside: BTreeMap<String, serde_json::Value>,
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
            appendix: Appendix::default(),
            set_aside: BTreeMap::new(),
        }
    }

    /// The value of a field, if it is shown and not empty. What was typed into a field that is hidden
    /// now stays in `values`.
    pub fn value(&self, id: &str) -> Option<&Value> {
        let value = self.values.get(id).filter(|value| !value.is_empty())?;
        let hidden = self.field(id).is_some_and(|field| !derived::is_visible(self, field));
        (!hidden).then_some(value)
    }

    /// What stands in a field on paper: its value, or what follows from another field.
    pub fn shown_value(&self, field: &Field) -> Option<Cow<'_, Value>> {
        match self.value(&field.id) {
            Some(value) => Some(Cow::Borrowed(value)),
            None => derived::from_another(self, field).map(Cow::Owned),
        }
    }

    /// The forms of the case's route.
    pub fn route_forms(&self) -> &[Arc<Form>] {
        self.call.route(&self.route).map_or(&self.call.forms, |route| &route.forms)
    }

    /// The forms that are filled in once for this case.
    pub fn forms(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.route_forms().iter().filter(|form| form.per == Per::Case)
    }

    /// The form of the case's route with this id.
    pub fn form(&self, id: &str) -> Option<&Arc<Form>> {
        self.route_forms().iter().find(|form| form.id == id)
    }

    /// Whether a form is asked for: one that the call leaves to the applicant is, as soon as something
    /// stands in it that no other form asks for.
    pub fn is_begun(&self, form: &Form) -> bool {
        let elsewhere = |id: &str| {
            let others = self.route_forms().iter().filter(|other| !other.optional);
            others.into_iter().any(|other| other.field(id).is_some())
        };
        let filled = |field: &Field| self.value(&field.id).is_some() && !elsewhere(&field.id);
        !form.optional || form.fields.iter().any(filled)
    }

    /// Every field that is asked for by the case's route: of its forms, those of the roundup last, then
    /// what the call asks beside them. One that stands in two forms comes once.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.distinct(self.route_forms())
    }

    /// Every field that may hold a value by any route.
    pub(crate) fn kept_fields(&self) -> impl Iterator<Item = &Field> {
        self.distinct(&self.call.forms)
    }

    fn distinct<'c>(&'c self, forms: &'c [Arc<Form>]) -> impl Iterator<Item = &'c Field> {
        let mut seen = std::collections::BTreeSet::new();
        let per = |per: Per| forms.iter().filter(move |form| form.per == per);
        let of_forms = per(Per::Case).chain(per(Per::Roundup)).flat_map(|form| &form.fields);
        of_forms.chain(&self.call.fields).filter(move |field| seen.insert(field.id.as_str()))
    }

    /// The names of the files that the case has: those of the attachments and of the material.
    pub fn file_names_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let material = self.material.iter_mut().flat_map(Material::file_names_mut);
        self.attachments.iter_mut().map(|attachment| &mut attachment.path).chain(material)
    }

    /// Whether the case names a file so.
    pub fn names_file(&self, name: &str) -> bool {
        let mut material = self.material.iter().flat_map(Material::file_names);
        self.attachments.iter().any(|attachment| attachment.path == name)
            || material.any(|path| path == name)
    }

    /// What must go along by the case's route.
    pub fn attachment_rules(&self) -> impl Iterator<Item = &AttachmentRule> {
        let counts =
            |rule: &&AttachmentRule| rule.routes.is_empty() || rule.routes.contains(&self.route);
        self.call.attachments.iter().filter(counts)
    }

    /// What the case is called: the first field that becomes a part of names. May be empty.
    pub fn name(&self) -> String {
        let mut names = self.call.main_form().fields.iter().filter(|field| field.name_part);
        let name = names.next().map(|field| printed(self, field, Blank::Nothing));
        name.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The field with this id in any form of the case, or of the call.
    pub fn field(&self, id: &str) -> Option<&Field> {
        let per = |per: Per| self.route_forms().iter().filter(move |form| form.per == per);
        let of_route = per(Per::Case).chain(per(Per::Roundup)).find_map(|form| form.field(id));
        let of_call = || self.call.fields.iter().find(|field| field.id == id);
        of_route.or_else(of_call).or_else(|| self.call.forms.iter().find_map(|form| form.field(id)))
    }
}
