//! A draft as a face is told when it opens it: whole.

use std::collections::BTreeMap;

use case::Case;
use catalog::Field;
use serde::Serialize;

use crate::desk::Desk;
use crate::draft::newer::newer;
use crate::draft::patch::Patch;
use crate::draft::session::Session;
use crate::forms::about::{AboutGroup, about};
use crate::forms::calls::{CallSummary, summary};
use crate::forms::form_views::{self, ChecklistView, DeclarationView, FieldView, FormView};
use crate::forms::slot_views::{self, SlotView};

/// A draft, whole.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DraftView.ts"))]
pub struct DraftView {
    /// Its number.
    pub id: i64,
    /// For `edit`.
    pub token: u64,
    /// Its call.
    pub call: CallSummary,
    /// Its forms by each route, by the id of the route.
    pub forms: BTreeMap<String, Vec<FormView>>,
    /// What the call asks beside its forms.
    pub beside: Vec<FieldView>,
    /// The papers that the call names, by each route, by the id of the route.
    pub slots: BTreeMap<String, Vec<SlotView>>,
    /// What the call asks to be declared.
    pub declarations: Vec<DeclarationView>,
    /// What the call asks to be looked through.
    pub checklists: Vec<ChecklistView>,
    /// What the call tells: window, steps, where to send what, whom to ask.
    pub about: Vec<AboutGroup>,
    /// Whether there is guidance for the call.
    pub guided: bool,
    /// What the call names the detailed material.
    pub material_name: String,
    /// What was filled in and the form of today has no place for.
    pub set_aside: Vec<SetAsideView>,
    /// What the newer form would change, where there is one: a line each.
    pub newer: Vec<String>,
    /// What the user should know before going on: what was changed on the disk, and what came from a copy.
    pub messages: Vec<String>,
    /// Everything else, as if all of it had just changed.
    pub first: Patch,
}

/// Something that was filled in before the form changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SetAsideView.ts"))]
pub struct SetAsideView {
    /// What the form of today calls it; its id where the form does not know it.
    pub label: String,
    /// What stood there, in one text.
    pub text: String,
}

/// An open draft, with everything that has been shown of it.
pub(crate) fn view(desk: &Desk<'_>, session: &Session) -> DraftView {
    let case: &Case = &session.open.case;
    DraftView {
        id: session.id.0,
        token: session.token,
        call: summary(&case.call, desk.clock.today()),
        forms: form_views::by_route(case),
        beside: form_views::beside(case),
        slots: slot_views::by_route(case),
        declarations: form_views::declarations(case),
        checklists: form_views::checklists(case),
        about: about(&case.call, desk.clock.today()),
        guided: case.call.guidance.is_some(),
        material_name: case.call.material.name.clone(),
        set_aside: set_aside(case),
        newer: newer(desk, case),
        messages: session.messages.clone(),
        first: session.shown().whole(),
    }
}

/// What was filled in and the form of today has no place for, in words.
fn set_aside(case: &Case) -> Vec<SetAsideView> {
    let view = |(id, json): (&String, &serde_json::Value)| SetAsideView {
        label: case.field(id).map_or_else(|| id.clone(), Field::plain_label),
        text: words(json),
    };
    case.set_aside.iter().map(view).collect()
}

/// The texts in a value of any shape.
fn words(json: &serde_json::Value) -> String {
    use serde_json::Value::{Array, Bool, Null, Number, Object, String as Text};
    let joined = |parts: Vec<String>, mark: &str| {
        let filled: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        filled.join(mark)
    };
    match json {
        Null => String::new(),
        Bool(yes) => if *yes { "是" } else { "否" }.into(),
        Number(number) => number.to_string(),
        Text(text) => text.clone(),
        Array(list) => joined(list.iter().map(words).collect(), "；"),
        Object(entries) => joined(entries.values().map(words).collect(), "，"),
    }
}
