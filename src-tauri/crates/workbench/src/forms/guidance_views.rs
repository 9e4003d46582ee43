//! Guidance as a face shows it: for the project of a case, or what holds the words that are looked for.

use case::Case;
use catalog::guidance::{Hit, Measure, Target};
use catalog::{Guidance, guidance};
use serde::Serialize;

/// What the guidance of a call says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "GuidanceView.ts"))]
pub struct GuidanceView {
    /// The document.
    pub title: String,
    /// Whose it is, and its number.
    pub issuer: String,
    /// The project it is shown for; empty where it is shown whole, or was searched.
    pub project: String,
    /// One measure, target or note each.
    pub items: Vec<GuidanceItem>,
}

/// A measure, a target or a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "GuidanceItem.ts"))]
pub struct GuidanceItem {
    /// Unique in the document.
    pub id: String,
    /// 措施, 目标 or 说明.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// Who answers for it.
    pub departments: Vec<String>,
    /// Words that are worth using.
    pub terms: Vec<String>,
    /// The clause.
    pub source: String,
}

/// The guidance of the case's call for its project, or what of it holds the words.
pub(crate) fn view(case: &Case, words: &str) -> GuidanceView {
    let Some(used) = &case.call.guidance else { return GuidanceView::default() };
    let Some(document) = guidance().iter().find(|document| document.id == used.id) else {
        return GuidanceView::default();
    };
    let chosen = used.by.as_ref().and_then(|by| case.value(by)?.as_text());
    let project = chosen.filter(|_| words.trim().is_empty());
    let project = project.and_then(|id| document.project(id));
    let items = match project {
        Some(project) => {
            let found = document.for_project(&project.id);
            let targets = found.targets.into_iter().map(target);
            found.measures.into_iter().map(measure).chain(targets).collect()
        }
        None => document.search(words).into_iter().map(|hit| item(document, hit)).collect(),
    };
    GuidanceView {
        title: document.title.clone(),
        issuer: format!("{}　{}", document.issuer, document.document).trim().to_owned(),
        project: project.map_or_else(String::new, |project| project.title.clone()),
        items,
    }
}

fn item(document: &Guidance, hit: Hit<'_>) -> GuidanceItem {
    match hit {
        Hit::Measure(found) => {
            let project = document.project(&found.project).map(|project| project.title.as_str());
            let title = format!("{}：{}", project.unwrap_or_default(), found.title);
            GuidanceItem { title, ..measure(found) }
        }
        Hit::Target(found) => target(found),
        Hit::Note(note) => GuidanceItem {
            id: note.id.clone(),
            kind: "说明".into(),
            title: note.title.clone(),
            text: note.text.clone(),
            departments: Vec::new(),
            terms: Vec::new(),
            source: note.source.clone(),
        },
    }
}

fn measure(measure: &Measure) -> GuidanceItem {
    GuidanceItem {
        id: measure.id.clone(),
        kind: "措施".into(),
        title: measure.title.clone(),
        text: measure.gist.clone(),
        departments: measure.departments.clone(),
        terms: measure.terms.clone(),
        source: measure.source.clone(),
    }
}

fn target(target: &Target) -> GuidanceItem {
    let by = if target.by.is_empty() { String::new() } else { format!("（{}）", target.by) };
    GuidanceItem {
        id: target.id.clone(),
        kind: "目标".into(),
        title: target.what.clone(),
        text: format!("{}{by}", target.value),
        departments: Vec::new(),
        terms: Vec::new(),
        source: target.source.clone(),
    }
}
