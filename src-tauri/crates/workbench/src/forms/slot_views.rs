//! The papers that a call names, each with a place of its own among the attachments.

use std::collections::BTreeMap;

use case::Case;
use catalog::AttachmentRule;
use serde::Serialize;

/// A paper that the call names, such as 身份证复印件.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SlotView.ts"))]
pub struct SlotView {
    /// In `attachments` of the case file.
    pub id: String,
    /// What it is called.
    pub what: String,
    /// The word of its kind.
    pub kind: String,
    /// So many files at least; 0 where it may be left out.
    pub least: u32,
    /// So many at most; none where any number is taken.
    pub most: Option<u32>,
    /// Endings of file names; any where none is named.
    pub formats: Vec<String>,
}

/// The named papers of each route, by the id of the route.
pub(crate) fn by_route(case: &Case) -> BTreeMap<String, Vec<SlotView>> {
    let slots = |route: &catalog::Route| {
        let by_route = Case { route: route.id.clone(), ..case.clone() };
        let named = by_route.attachment_rules().filter(|rule| rule.is_named());
        (route.id.clone(), named.map(slot).collect())
    };
    case.call.routes.iter().map(slots).collect()
}

fn slot(rule: &AttachmentRule) -> SlotView {
    SlotView {
        id: rule.id.clone(),
        what: rule.what.clone(),
        kind: rule.kind.map_or("", catalog::AttachmentKind::word).to_owned(),
        least: rule.least,
        most: rule.most,
        formats: rule.formats.clone(),
    }
}
