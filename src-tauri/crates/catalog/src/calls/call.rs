//! A call: who asks for what until when, by which routes, with which forms, what goes along, how many
//! cases may come, and how what is sent is named.

use std::sync::Arc;

use foundation::{Date, Digest, Px};

use crate::calls::hour::Hour;
use crate::calls::material_ask::MaterialAsk;
use crate::calls::notice::Notice;
use crate::forms::check::{Check, Weight};
use crate::forms::field::Field;
use crate::{AttachmentKind, Form, Template};

/// A call for cases.
#[derive(Clone, Debug)]
pub struct Call {
    /// The folder's name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub issuer: String,
    /// What is applied for: 案例, 论文, 候选人.
    pub thing: String,
    /// The first day.
    pub opens: Date,
    /// The last day.
    pub closes: Date,
    /// The hour of the last day at which it ends, where the notice says one.
    pub closing_hour: Option<Hour>,
    /// The clause of the window.
    pub window_source: String,
    /// Other days that count.
    pub deadlines: Vec<Deadline>,
    /// The ways by which a case may come; the first is the default.
    pub routes: Vec<Route>,
    /// The forms, with this call's variables and changes put in; the first is the main one.
    pub forms: Vec<Arc<Form>>,
    /// What the call asks beside its forms; not printed.
    pub fields: Vec<Field>,
    /// What the applicant has to declare.
    pub declarations: Vec<Declaration>,
    /// What the applicant should look through.
    pub checklists: Vec<Checklist>,
    /// Checks beyond those of the forms.
    pub checks: Vec<Check>,
    /// How many cases may come.
    pub quotas: Vec<Quota>,
    /// When two cases are the same.
    pub duplicates: Option<Duplicates>,
    /// What must go along.
    pub attachments: Vec<AttachmentRule>,
    /// The least size of photos and videos.
    pub media: Option<MediaMinimum>,
    /// What it says about the detailed material.
    pub material: MaterialAsk,
    /// Steps, deliveries, contacts and what else the notice says.
    pub notice: Notice,
    /// The guidance that helps with it.
    pub guidance: Option<GuidanceUse>,
    /// A case for each route that has one, as JSON, for `new --sample`.
    pub samples: Vec<(String, String)>,
    /// Of what its folder and those of its forms say: the same on every machine.
    pub digest: Digest,
}

impl Call {
    /// The first and the last day of a call that says neither: a form whose notice has not been read.
    pub const UNDATED: (Date, Date) = (Date::constant(2000, 1, 1), Date::constant(2099, 12, 31));

    /// Whether it says when it closes.
    pub fn is_dated(&self) -> bool {
        (self.opens, self.closes) != Self::UNDATED
    }

    /// The route with this id.
    pub fn route(&self, id: &str) -> Option<&Route> {
        self.routes.iter().find(|route| route.id == id)
    }

    /// The form with this id.
    pub fn form(&self, id: &str) -> Option<&Arc<Form>> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The form that is filled in first.
    pub fn main_form(&self) -> &Arc<Form> {
        &self.forms[0]
    }

    /// The named document with this id, of whatever route.
    pub fn slot(&self, id: &str) -> Option<&AttachmentRule> {
        self.slots().find(|rule| rule.id == id)
    }

    /// Every named document, of whatever route.
    pub fn slots(&self) -> impl Iterator<Item = &AttachmentRule> {
        self.attachments.iter().filter(|rule| rule.is_named())
    }

    /// Every id that `answers` may hold: declarations, then the items of checklists.
    pub fn answer_ids(&self) -> impl Iterator<Item = &str> {
        let declarations = self.declarations.iter().map(|declaration| declaration.id.as_str());
        let items = self.checklists.iter().flat_map(|list| &list.items);
        declarations.chain(items.map(|item| item.id.as_str()))
    }
}

/// A way by which a case comes to the organiser.
#[derive(Clone, Debug)]
pub struct Route {
    /// In the case file.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The forms of this route, with its variables put in.
    pub forms: Vec<Arc<Form>>,
    /// Fields that this route makes required.
    pub requires: Vec<String>,
    /// Fields that this route advises to fill in.
    pub advises: Vec<String>,
    /// The name of what is sent.
    pub naming: Template,
    /// The clause of the name; empty where the notice asks for none.
    pub naming_source: String,
    /// The clause of the route.
    pub source: String,
}

/// A day that counts beside the last one.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// The last day for it.
    pub day: Date,
    /// The hour at which it ends, where the notice says one.
    pub hour: Option<Hour>,
    /// What has to be done by then.
    pub what: String,
    /// The clause.
    pub source: String,
}

/// Something that the applicant has to declare.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// In `answers` of the case file.
    pub id: String,
    /// What is declared.
    pub text: String,
    /// The clause.
    pub source: String,
}

/// Things that the applicant should look through one by one.
#[derive(Clone, Debug)]
pub struct Checklist {
    /// What it is about.
    pub title: String,
    /// The field that it is about, where it is about one.
    pub field: Option<String>,
    /// One by one.
    pub items: Vec<ChecklistItem>,
    /// The clause.
    pub source: String,
}

/// One thing of a checklist.
#[derive(Clone, Debug)]
pub struct ChecklistItem {
    /// In `answers` of the case file.
    pub id: String,
    /// Its name in a few characters.
    pub name: String,
    /// In full.
    pub text: String,
}

/// How many cases may come that agree in some fields.
#[derive(Clone, Debug)]
pub struct Quota {
    /// Whom it counts for, in words: `自荐每个单位`.
    pub what: String,
    /// Fields in which the cases agree that are counted together.
    pub by: Vec<String>,
    /// The routes it counts for; all where none is named.
    pub routes: Vec<String>,
    /// At least; looked at where cases are brought together.
    pub least: Option<u32>,
    /// At most.
    pub most: Option<u32>,
    /// How much it weighs.
    pub weight: Weight,
    /// The clause.
    pub source: String,
}

/// When two cases are the same project.
#[derive(Clone, Debug)]
pub struct Duplicates {
    /// Fields in which they agree.
    pub by: Vec<String>,
    /// How much it weighs.
    pub weight: Weight,
    /// The clause.
    pub source: String,
}

/// What must go along with a case.
#[derive(Clone, Debug)]
pub struct AttachmentRule {
    /// Of a named document, such as 身份证复印件; empty where any file of the kind is meant.
    pub id: String,
    /// What it is; none for the detailed material.
    pub kind: Option<AttachmentKind>,
    /// What messages call it.
    pub what: String,
    /// The routes it counts for; all where none is named.
    pub routes: Vec<String>,
    /// So many at least.
    pub least: u32,
    /// So many at most.
    pub most: Option<u32>,
    /// Endings of file names, in small letters; any where none is named.
    pub formats: Vec<String>,
    /// Bytes at least.
    pub min_bytes: Option<u64>,
    /// Bytes at most.
    pub max_bytes: Option<u64>,
    /// Dots per inch at least, of photos.
    pub min_dpi: Option<u32>,
    /// Seconds at least, of videos.
    pub min_seconds: Option<u32>,
    /// Seconds at most, of videos.
    pub max_seconds: Option<u32>,
    /// Whether each needs words.
    pub captions: bool,
    /// Whether it is there to be printed on a form and is not sent as a file.
    pub printed_only: bool,
    /// How much it weighs.
    pub weight: Weight,
    /// The clause.
    pub source: String,
}

impl AttachmentRule {
    /// Photos, so many at least and at most, of which nothing more is asked.
    pub fn photos(what: String, (least, most): (u32, Option<u32>), source: String) -> Self {
        Self {
            id: String::new(),
            kind: Some(AttachmentKind::Photo),
            what,
            routes: Vec::new(),
            least,
            most,
            formats: Vec::new(),
            min_bytes: None,
            max_bytes: None,
            min_dpi: None,
            min_seconds: None,
            max_seconds: None,
            captions: false,
            printed_only: false,
            weight: Weight::Must,
            source,
        }
    }

    /// Whether it is a document of its own, which a file names as its slot.
    pub fn is_named(&self) -> bool {
        !self.id.is_empty()
    }

    /// Whether a file is counted by it: one of its slot, or one of its kind without a slot.
    pub fn takes(&self, kind: AttachmentKind, slot: &str) -> bool {
        self.id == slot && (self.is_named() || self.kind == Some(kind))
    }
}

/// The least size of photos and videos.
#[derive(Clone, Debug)]
pub struct MediaMinimum {
    /// The long side.
    pub long_side: Px,
    /// The short side.
    pub short_side: Px,
    /// How much it weighs.
    pub weight: Weight,
    /// The clause.
    pub source: String,
}

/// Guidance that helps with a call.
#[derive(Clone, Debug)]
pub struct GuidanceUse {
    /// The id of the guidance.
    pub id: String,
    /// The choice whose option is the project it is shown for; all projects where none is named.
    pub by: Option<String>,
    /// The fields where it helps.
    pub fields: Vec<String>,
}
