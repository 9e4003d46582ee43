//! What a draft looks like to a face: its forms, values, states and findings, whole when it is opened,
//! and afterwards only what changed.

use std::collections::BTreeMap;

use case::{Case, FieldState};
use catalog::{Field, Form, Kind, Required, TextFormat};
use foundation::Finding;
use serde::Serialize;
use serde_json::Value as Json;

use crate::calls::Per;

/// A form as it is filled in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormView.ts"))]
pub struct FormView {
    /// Names it to `paper`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What one copy is about.
    pub per: Per,
    /// Its fields in the order in which they are filled in.
    pub groups: Vec<GroupView>,
}

/// Fields that stand together under one label.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "GroupView.ts"))]
pub struct GroupView {
    /// The label, where the form has one.
    pub title: Option<String>,
    /// In their order.
    pub fields: Vec<FieldView>,
}

/// A field as it is filled in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FieldView.ts"))]
pub struct FieldView {
    /// Names it in `values`.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What its value is.
    pub kind: KindView,
    /// The unit of a number; may be empty.
    pub unit: String,
    /// At least so many 字.
    pub min_zi: Option<u32>,
    /// At most so many 字.
    pub max_zi: Option<u32>,
    /// What shape a text should have.
    pub format: FormatView,
    /// Help; may be empty.
    pub help: String,
    /// The clause it comes from; may be empty.
    pub source: String,
}

/// What the value of a field is, and so which control it gets.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "KindView.ts"))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum KindView {
    /// One line.
    Text,
    /// Paragraphs.
    LongText,
    /// A whole number.
    Integer,
    /// A number with at most two decimals.
    Decimal,
    /// A year and month.
    Month,
    /// A day.
    Date,
    /// From a month to a month, or to the present.
    Period,
    /// One of several options.
    Choice {
        /// To choose from.
        options: Vec<OptionView>,
    },
    /// Any of several options.
    Choices {
        /// To choose from.
        options: Vec<OptionView>,
    },
    /// 是 or 否.
    YesNo,
    /// A person and a phone number.
    Contact,
    /// One place.
    Region,
    /// Several places.
    Regions,
    /// A number, or a list of places.
    NumberOrRegions,
    /// Rows of columns.
    Rows {
        /// The columns.
        columns: Vec<FieldView>,
    },
    /// What a recommending office writes.
    Opinion,
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "OptionView.ts"))]
pub struct OptionView {
    /// In `values`.
    pub id: String,
    /// As printed.
    pub label: String,
}

/// What shape a text should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormatView.ts"))]
#[serde(rename_all = "snake_case")]
pub enum FormatView {
    /// Any.
    Free,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
}

/// How much a field is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "RequiredView.ts"))]
#[serde(rename_all = "snake_case")]
pub enum RequiredView {
    /// Not at all.
    No,
    /// The user is told.
    Advised,
    /// It may be empty if a reason is given.
    WithReason,
    /// It may not be empty.
    Yes,
}

/// The state of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "StateView.ts"))]
pub struct StateView {
    /// Whether it is shown.
    pub visible: bool,
    /// How much it is asked for.
    pub required: RequiredView,
    /// How many 字 stand in a text.
    pub zi: Option<u32>,
}

/// A finding with what the face needs to show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FindingView.ts"))]
pub struct FindingView {
    /// What kind of thing it is, such as `C201`.
    pub code: String,
    /// How much it weighs.
    pub level: Level,
    /// Where: a field path.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub hint: String,
    /// The clause; may be empty.
    pub source: String,
    /// The key of its reason, where a reason settles it or has settled it.
    pub reason_key: Option<String>,
}

/// The three levels of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Level.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Stops the final copy: an error, or a 原则上 without its reason.
    Stops,
    /// Should be looked at.
    Warns,
    /// Informs.
    Informs,
}

/// A declaration that the call asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DeclarationView.ts"))]
pub struct DeclarationView {
    /// In `answers`.
    pub id: String,
    /// What is declared.
    pub text: String,
    /// The clause.
    pub source: String,
}

/// Something that goes along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AttachmentView.ts"))]
pub struct AttachmentView {
    /// The file's name in the draft.
    pub path: String,
    /// The word of the case file: `photo`, `video` and so on.
    pub kind: String,
    /// What it shows.
    pub caption: String,
    /// The address of a media report.
    pub url: String,
    /// The form of which it is the sealed scan.
    pub form: String,
    /// Its length; none where the file is not there.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub bytes: Option<u64>,
}

/// What of a draft may change while it is filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shown {
    pub(crate) title: String,
    pub(crate) folder: String,
    pub(crate) route: String,
    pub(crate) values: BTreeMap<String, Json>,
    pub(crate) states: BTreeMap<String, StateView>,
    pub(crate) findings: Vec<FindingView>,
    pub(crate) answers: BTreeMap<String, bool>,
    pub(crate) reasons: BTreeMap<String, String>,
    pub(crate) attachments: Vec<AttachmentView>,
    pub(crate) can_undo: bool,
    pub(crate) can_redo: bool,
}

/// Only what changed; what is left out is as it was.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Patch.ts", optional_fields))]
pub struct Patch {
    /// The last edit that is in it.
    #[cfg_attr(test, ts(type = "number"))]
    pub seq: u64,
    /// The name of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The name of the folder that would be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
    /// The id of the route.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    /// Fields whose value changed; null where one was emptied.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(test, ts(as = "Option<BTreeMap<String, Json>>"))]
    pub values: BTreeMap<String, Json>,
    /// Fields whose state changed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(test, ts(as = "Option<BTreeMap<String, StateView>>"))]
    pub states: BTreeMap<String, StateView>,
    /// All findings, where any changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub findings: Option<Vec<FindingView>>,
    /// All answers, where any changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<BTreeMap<String, bool>>,
    /// All reasons, where any changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<BTreeMap<String, String>>,
    /// All attachments, where any changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Vec<AttachmentView>>,
    /// Whether there is a step to take back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_undo: Option<bool>,
    /// Whether there is a step to make again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_redo: Option<bool>,
}

impl Shown {
    /// Everything, as if all of it had just changed.
    pub(crate) fn whole(&self) -> Patch {
        Patch {
            seq: 0,
            title: Some(self.title.clone()),
            folder: Some(self.folder.clone()),
            route: Some(self.route.clone()),
            values: self.values.clone(),
            states: self.states.clone(),
            findings: Some(self.findings.clone()),
            answers: Some(self.answers.clone()),
            reasons: Some(self.reasons.clone()),
            attachments: Some(self.attachments.clone()),
            can_undo: Some(self.can_undo),
            can_redo: Some(self.can_redo),
        }
    }

    /// What changed from `before` to this.
    pub(crate) fn since(&self, before: &Self, seq: u64) -> Patch {
        let values = self.values.iter().filter(|(id, value)| before.values.get(*id) != Some(value));
        let mut values: BTreeMap<String, Json> =
            values.map(|(id, value)| (id.clone(), value.clone())).collect();
        let emptied = before.values.keys().filter(|id| !self.values.contains_key(*id));
        values.extend(emptied.map(|id| (id.clone(), Json::Null)));
        let states = self.states.iter().filter(|(id, state)| before.states.get(*id) != Some(state));
        Patch {
            seq,
            title: differs(&self.title, &before.title),
            folder: differs(&self.folder, &before.folder),
            route: differs(&self.route, &before.route),
            values,
            states: states.map(|(id, state)| (id.clone(), *state)).collect(),
            findings: differs(&self.findings, &before.findings),
            answers: differs(&self.answers, &before.answers),
            reasons: differs(&self.reasons, &before.reasons),
            attachments: differs(&self.attachments, &before.attachments),
            can_undo: differs(&self.can_undo, &before.can_undo),
            can_redo: differs(&self.can_redo, &before.can_redo),
        }
    }
}

fn differs<T: Clone + PartialEq>(now: &T, before: &T) -> Option<T> {
    (now != before).then(|| now.clone())
}

/// The forms that are filled in for a case.
pub(crate) fn forms(case: &Case) -> Vec<FormView> {
    let form = |form: &std::sync::Arc<Form>| FormView {
        id: form.id.clone(),
        title: form.title.clone(),
        per: form.per.into(),
        groups: groups(form),
    };
    case.forms().map(form).collect()
}

/// Neighbours under the same label stand together.
fn groups(form: &Form) -> Vec<GroupView> {
    let mut groups: Vec<GroupView> = Vec::new();
    for field in &form.fields {
        let section = form.section_of(&field.id);
        let title = section.map(|section| section.label.split_whitespace().collect::<String>());
        match groups.last_mut() {
            Some(group) if group.title == title => group.fields.push(self::field(field)),
            _ => groups.push(GroupView { title, fields: vec![self::field(field)] }),
        }
    }
    groups
}

fn field(field: &Field) -> FieldView {
    FieldView {
        id: field.id.clone(),
        label: field.plain_label(),
        kind: kind(&field.kind),
        unit: field.unit.clone(),
        min_zi: field.limits.min_zi,
        max_zi: field.limits.max_zi,
        format: match field.format {
            TextFormat::Free => FormatView::Free,
            TextFormat::Phone => FormatView::Phone,
            TextFormat::Email => FormatView::Email,
        },
        help: field.help.clone(),
        source: field.source.clone(),
    }
}

fn kind(kind: &Kind) -> KindView {
    let options = |options: &[catalog::TextOption]| {
        let option = |option: &catalog::TextOption| OptionView {
            id: option.id.clone(),
            label: option.label.clone(),
        };
        options.iter().map(option).collect()
    };
    match kind {
        Kind::Text => KindView::Text,
        Kind::LongText => KindView::LongText,
        Kind::Integer => KindView::Integer,
        Kind::Decimal => KindView::Decimal,
        Kind::Month => KindView::Month,
        Kind::Date => KindView::Date,
        Kind::Period => KindView::Period,
        Kind::Choice(of) => KindView::Choice { options: options(of) },
        Kind::Choices(of) => KindView::Choices { options: options(of) },
        Kind::YesNo => KindView::YesNo,
        Kind::Contact => KindView::Contact,
        Kind::Region => KindView::Region,
        Kind::Regions => KindView::Regions,
        Kind::NumberOrRegions => KindView::NumberOrRegions,
        Kind::Rows(columns) => KindView::Rows { columns: columns.iter().map(field).collect() },
        Kind::Opinion => KindView::Opinion,
    }
}

/// The state of a field, with the 字 of its text.
pub(crate) fn state(case: &Case, id: &str, state: FieldState) -> StateView {
    let text = case.values.get(id).and_then(|value| value.as_text());
    let zi = text.map(|text| u32::try_from(case::count_zi(text).zi).unwrap_or(u32::MAX));
    StateView {
        visible: state.visible,
        required: match state.required {
            Required::No => RequiredView::No,
            Required::Advised => RequiredView::Advised,
            Required::WithReason => RequiredView::WithReason,
            Required::Yes => RequiredView::Yes,
        },
        zi,
    }
}

/// A finding as it is shown. One that a reason has settled keeps the box with the reason.
pub(crate) fn finding(case: &Case, finding: &Finding) -> FindingView {
    let key = finding.reason_key();
    let takes_reason = finding.needs_reason || case.reasons.contains_key(&key);
    FindingView {
        code: finding.code.as_str().to_owned(),
        level: match finding.severity {
            _ if finding.stops_final_copy() => Level::Stops,
            foundation::Severity::Note => Level::Informs,
            _ => Level::Warns,
        },
        path: finding.path.to_string(),
        message: finding.message.clone(),
        hint: finding.hint.clone(),
        source: finding.source.clone(),
        reason_key: takes_reason.then_some(key),
    }
}
