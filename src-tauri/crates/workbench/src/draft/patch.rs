//! What of a draft changes while it is filled in: values, states and findings, whole when it is opened,
//! and afterwards only what changed.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use crate::draft::step_view::StepView;
use crate::draft::views::{FindingView, StateView};
use crate::files::seen::AttachmentView;

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
    #[cfg_attr(test, ts(as = "Option<BTreeMap<String, u64>>"))]
    pub files: Option<BTreeMap<String, u64>>,
    /// Whether there is a step to take back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_undo: Option<bool>,
    /// Whether there is a step to make again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_redo: Option<bool>,
    /// The step that was just taken back or made again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<StepView>,
}

impl Shown {
    /// Whether what is put at an address is what a finding there suggests.
    pub(crate) fn suggests(&self, address: &str, entry: &Json) -> bool {
        let root = address.strip_prefix("values/").unwrap_or(address);
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
            step: None,
        }
    }

    /// Shows what was just seen, and tells what of it is new. What `seen` leaves out is as it was; `all` says that
    /// it leaves out nothing.
    pub(crate) fn take_over(&mut self, seen: Patch, all: bool) -> Patch {
        let mut values = BTreeMap::new();
        for (id, value) in seen.values {
            let is_new = match (self.values.get(&id), &value) {
                (before, Json::Null) => before.is_some(),
                (before, value) => before != Some(value),
            };
            if !is_new {
                continue;
            }
            match &value {
                Json::Null => self.values.remove(&id),
                value => self.values.insert(id.clone(), value.clone()),
            };
            values.insert(id, value);
        }
        if all {
            self.states.retain(|id, _| seen.states.contains_key(id));
        }
        let mut states = seen.states;
        states.retain(|id, state| self.states.get(id) != Some(state));
        self.states.extend(states.iter().map(|(id, state)| (id.clone(), state.clone())));
        Patch {
            seq: seen.seq,
            title: take(&mut self.title, seen.title),
            folder: take(&mut self.folder, seen.folder),
            route: take(&mut self.route, seen.route),
            values,
            states,
            findings: take(&mut self.findings, seen.findings),
            answers: take(&mut self.answers, seen.answers),
            reasons: take(&mut self.reasons, seen.reasons),
            attachments: take(&mut self.attachments, seen.attachments),
            material: take(&mut self.material, seen.material),
            appendix: take(&mut self.appendix, seen.appendix),
            files: take(&mut self.files, seen.files),
            can_undo: take(&mut self.can_undo, seen.can_undo),
            can_redo: take(&mut self.can_redo, seen.can_redo),
            step: seen.step,
        }
    }
}

/// Puts what was seen in the place of what is shown; none where it is the same.
fn take<T: Clone + PartialEq>(shown: &mut T, seen: Option<T>) -> Option<T> {
    let seen = seen.filter(|seen| seen != shown)?;
    *shown = seen.clone();
    Some(seen)
}
