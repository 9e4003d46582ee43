//! The states of fields and the findings of a draft as a face shows them.

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
    /// Whether it only says that something is not there yet, which nobody need hear while filling it in.
    pub missing: bool,
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

/// The state of a field, with the length of its text.
pub(crate) fn state(case: &Case, id: &str, state: FieldState) -> StateView {
    let (value, field) = (case.values.get(id), case.field(id));
    let unit = field.map(|field| field.limits().unit).unwrap_or_default();
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
        missing: finding.code.is_of_what_is_missing(),
    }
}
