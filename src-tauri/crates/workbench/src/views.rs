//! What of a draft changes while it is filled in: values, states and findings, whole when it is opened,
//! and afterwards only what changed.

use std::collections::BTreeMap;

use case::{Case, FieldState};
use catalog::Required;
use foundation::Finding;
use serde::Serialize;
use serde_json::Value as Json;

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "StateView.ts"))]
pub struct StateView {
    /// Whether it is shown.
    pub visible: bool,
    /// How much it is asked for.
    pub required: RequiredView,
    /// How much of what its length is counted in stands in a text.
    pub zi: Option<u32>,
    /// For each region: whether it is, or lies in, a national poverty county.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<Vec<bool>>", optional))]
    pub national: Vec<bool>,
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
    /// What could stand in the field instead, as `edit` takes it.
    pub suggestion: Option<Json>,
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
    /// What it is by its content; none where the file is not there or cannot be read.
    pub seen: Option<SeenView>,
}

/// What a file is by its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SeenView.ts"))]
pub struct SeenView {
    /// Such as JPEG 照片.
    pub what: String,
    /// Its picture as shown, such as 4000×3000; none where there is none, or it cannot be read.
    pub size: Option<String>,
    /// The length of a video, such as 1 分 20 秒.
    pub length: Option<String>,
    /// Whether the picture is as large as the call asks; none where nobody asks.
    pub verdict: Option<VerdictView>,
    /// Whether it may have a thumbnail: a photo, whatever its kind.
    pub pictured: bool,
}

/// What the size of a picture is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "VerdictView.ts"))]
#[serde(rename_all = "snake_case")]
pub enum VerdictView {
    /// Large enough.
    Meets,
    /// Too small.
    Below,
    /// Cannot be read, or is cut off: a person has to look.
    Unreadable,
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
    pub(crate) material: Json,
    pub(crate) appendix: Json,
    pub(crate) files: BTreeMap<String, u64>,
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
    /// The material in the shape of the case file, where it changed; null where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub material: Option<Json>,
    /// What is printed behind it, in the shape of the case file, where it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appendix: Option<Json>,
    /// How many bytes each file of the material has that is there, where any changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(as = "Option<BTreeMap<String, u32>>"))]
    pub files: Option<BTreeMap<String, u64>>,
    /// Whether there is a step to take back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_undo: Option<bool>,
    /// Whether there is a step to make again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_redo: Option<bool>,
}

impl Shown {
    /// Whether what is put at a place is what a finding there suggests.
    pub(crate) fn suggests(&self, place: &str, entry: &Json) -> bool {
        let root = place.strip_prefix("values/").unwrap_or(place);
        let suggested = |finding: &FindingView| finding.suggestion.as_ref() == Some(entry);
        self.findings.iter().any(|finding| finding.path == root && suggested(finding))
    }

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
            material: Some(self.material.clone()),
            appendix: Some(self.appendix.clone()),
            files: Some(self.files.clone()),
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
            states: states.map(|(id, state)| (id.clone(), state.clone())).collect(),
            findings: differs(&self.findings, &before.findings),
            answers: differs(&self.answers, &before.answers),
            reasons: differs(&self.reasons, &before.reasons),
            attachments: differs(&self.attachments, &before.attachments),
            material: differs(&self.material, &before.material),
            appendix: differs(&self.appendix, &before.appendix),
            files: differs(&self.files, &before.files),
            can_undo: differs(&self.can_undo, &before.can_undo),
            can_redo: differs(&self.can_redo, &before.can_redo),
        }
    }
}

fn differs<T: Clone + PartialEq>(now: &T, before: &T) -> Option<T> {
    (now != before).then(|| now.clone())
}

/// The state of a field, with the length of its text.
pub(crate) fn state(case: &Case, id: &str, state: FieldState) -> StateView {
    let (value, field) = (case.values.get(id), case.field(id));
    let unit = field.map(|field| field.limits.unit).unwrap_or_default();
    let text = value.and_then(|value| value.as_text());
    let zi = text.map(|text| u32::try_from(case::counted(text, unit)).unwrap_or(u32::MAX));
    StateView {
        visible: state.visible,
        required: match state.required {
            Required::No => RequiredView::No,
            Required::Advised => RequiredView::Advised,
            Required::WithReason => RequiredView::WithReason,
            Required::Yes => RequiredView::Yes,
        },
        zi,
        national: value.map(case::are_national).unwrap_or_default(),
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
        suggestion: finding.suggestion.clone(),
    }
}
