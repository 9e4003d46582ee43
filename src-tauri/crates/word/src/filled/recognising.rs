//! Which call's form a Word file is: the labels of its forms that stand in the file.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalog::{Call, Per};

use super::given::given;
use super::placing::labels;
use crate::Document;

/// A call whose form a file may be.
#[derive(Clone, Debug)]
pub struct Known {
    /// The call.
    pub call: Arc<Call>,
    /// How many of the labels of the form that fits best stand in the file.
    pub labels: usize,
    /// How many it has.
    pub of: usize,
}

impl Known {
    /// How much of the form is there, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.labels as f64 / self.of.max(1) as f64
    }
}

/// Judgement: of a form that was changed by hand more than half of the labels are left, and other forms have 姓名,
/// 联系人 and the like in common.
const LEAST_SHARE: f64 = 0.55;
const LEAST_LABELS: usize = 4;

/// The calls whose form a file may be, the likeliest first, the newest first where several fit as well.
pub fn recognise(document: &Document, calls: &[Arc<Call>]) -> Vec<Known> {
    let rows = given(document);
    let cells: BTreeSet<&str> = rows
        .iter()
        .flatten()
        .map(|given| given.core.as_str())
        .filter(|core| !core.is_empty())
        .collect();
    let stands = |label: &String| {
        cells.contains(label.as_str())
            || label.chars().count() >= 3 && cells.iter().any(|cell| cell.contains(label.as_str()))
    };
    let best = |call: &Arc<Call>| {
        let forms = call.forms.iter().filter(|form| form.per == Per::Case);
        let known = forms.map(|form| {
            let labels = labels(call, form);
            let met = labels.iter().filter(|label| stands(label)).count();
            Known { call: call.clone(), labels: met, of: labels.len() }
        });
        known.max_by(|one, other| one.share().total_cmp(&other.share()))
    };
    let enough =
        |known: &Known| known.share() >= LEAST_SHARE && known.labels >= LEAST_LABELS.min(known.of);
    let mut known: Vec<Known> = calls.iter().filter_map(best).filter(enough).collect();
    known.sort_by(|one, other| other.share().total_cmp(&one.share()));
    known
}
