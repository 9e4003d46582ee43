//! Two states of one case beside each other: where they say something else, in words that a person compares.

use case::{Blank, Case, Material, MaterialBlock, content_digest, entry_at, printed, read_edit};
use foundation::Digest;
use serde::Serialize;
use serde_json::Value as Json;

use crate::refusal::Refusal;

/// Judgement: who compares reads this much; the rest is in the draft.
const LONGEST: usize = 3_000;

/// A place at which two states say something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DifferenceView.ts"))]
pub struct DifferenceView {
    /// Where, as `edit` takes it.
    pub address: String,
    /// What it is called.
    pub label: String,
    /// What the draft says there; empty where nothing.
    pub here: String,
    /// What comes says there; empty where nothing.
    pub coming: String,
}

/// One state: the case, and the digests of its files.
pub(crate) struct Side<'s> {
    pub(crate) case: &'s Case,
    pub(crate) file: &'s dyn Fn(&str) -> Option<Digest>,
}

/// Everything in which two states differ, in the order in which it is filled in.
pub(crate) fn differences(here: &Side<'_>, coming: &Side<'_>) -> Vec<DifferenceView> {
    let (one, two) = (here.case, coming.case);
    let mut found = Vec::new();
    let mut put = |address: String, label: String, texts: (String, String)| {
        let (here, coming) = (short(&texts.0), short(&texts.1));
        found.push(DifferenceView { address, label, here, coming });
    };
    if one.route != two.route {
        put("route".into(), "申报方式".into(), (route(one), route(two)));
    }
    for id in differing(&one.values, &two.values) {
        let label = one.field(id).or(two.field(id)).map(catalog::Field::plain_label);
        let texts = (value(one, id), value(two, id));
        put(format!("values/{id}"), label.unwrap_or_else(|| id.to_owned()), texts);
    }
    for id in differing(&one.answers, &two.answers) {
        let texts = (answer(one, id), answer(two, id));
        put(format!("answers/{id}"), answer_label(one, id), texts);
    }
    if part(here, attachments_alone) != part(coming, attachments_alone) {
        let texts = (attachments(here), attachments(coming));
        put("attachments".into(), "附件".into(), texts);
    }
    if part(here, material_alone) != part(coming, material_alone) {
        let name = one.call.material.name.clone();
        let label = if name.is_empty() { "案例材料".into() } else { name };
        put("material".into(), label, (material(one), material(two)));
    }
    if one.appendix != two.appendix {
        let texts = (appendix(one), appendix(two));
        put("appendix".into(), "附录".into(), texts);
    }
    for key in differing(&one.reasons, &two.reasons) {
        let text = |case: &Case| case.reasons.get(key).cloned().unwrap_or_default();
        put(format!("reasons/{key}"), format!("理由（{key}）"), (text(one), text(two)));
    }
    found
}

/// What stands in `here`, with what `coming` says at these addresses.
pub(crate) fn merged(here: &Case, coming: &Case, addresses: &[String]) -> Result<Case, Refusal> {
    let mut case = here.clone();
    for address in addresses {
        let edit = read_edit(&case, address, entry_at(coming, address))
            .map_err(|faults| Refusal::entry(&faults))?;
        case.apply(edit);
    }
    case.identity = coming.identity;
    Ok(case)
}

/// The keys under which two maps have something else, in their order.
fn differing<'m, V: PartialEq>(
    one: &'m std::collections::BTreeMap<String, V>,
    two: &'m std::collections::BTreeMap<String, V>,
) -> impl Iterator<Item = &'m String> {
    let keys: std::collections::BTreeSet<&String> = one.keys().chain(two.keys()).collect();
    keys.into_iter().filter(move |key| one.get(*key) != two.get(*key))
}

fn route(case: &Case) -> String {
    case.call.route(&case.route).map_or(&case.route, |route| &route.title).clone()
}

/// A value as it is printed; one that is hidden or half typed as it stands.
fn value(case: &Case, id: &str) -> String {
    let shown = case.field(id).map(|field| printed(case, field, Blank::Nothing));
    match (shown, case.values.get(id)) {
        (Some(text), _) if !text.trim().is_empty() => text,
        (_, Some(value)) => match serde_json::json!(value) {
            Json::String(text) => text,
            Json::Null => String::new(),
            other => other.to_string(),
        },
        (_, None) => String::new(),
    }
}

fn answer(case: &Case, id: &str) -> String {
    case.answers.get(id).map_or("", |yes| if *yes { "是" } else { "否" }).to_owned()
}

/// The words of the declaration.
fn answer_label(case: &Case, id: &str) -> String {
    let declarations = case.call.declarations.iter().map(|own| (&own.id, &own.text));
    let lists = case.call.checklists.iter().flat_map(|list| &list.items);
    let items = lists.map(|item| (&item.id, &item.text));
    let found = declarations.chain(items).find(|(own, _)| *own == id);
    found.map_or_else(|| id.to_owned(), |(_, text)| text.clone())
}

/// What one part of a case says, with its files by what they hold.
fn part(side: &Side<'_>, alone: impl Fn(&Case, &mut Case)) -> Digest {
    let mut case = Case::new(side.case.call.clone());
    alone(side.case, &mut case);
    content_digest(&case, side.file)
}

fn attachments_alone(from: &Case, case: &mut Case) {
    case.attachments.clone_from(&from.attachments);
}

fn material_alone(from: &Case, case: &mut Case) {
    case.material.clone_from(&from.material);
}

fn attachments(side: &Side<'_>) -> String {
    let line = |attachment: &case::Attachment| {
        let missing =
            if (side.file)(&attachment.path).is_none() { "（文件不在）" } else { "" };
        let caption = match attachment.caption.trim() {
            "" => String::new(),
            caption => format!("：{caption}"),
        };
        format!("{} {}{missing}{caption}", attachment.kind.chinese(), attachment.path)
    };
    side.case.attachments.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn material(case: &Case) -> String {
    let Some(material) = &case.material else { return String::new() };
    if let Material::Pdf(path) = material {
        return path.clone();
    }
    let text = |block: &MaterialBlock| match block {
        MaterialBlock::Heading { text, .. }
        | MaterialBlock::Paragraph { text }
        | MaterialBlock::Quotation { text } => text.clone(),
        MaterialBlock::List { items, .. } => items.join("\n"),
        MaterialBlock::Table { caption, rows, .. } => {
            let rows = rows.iter().map(|row| row.join(" | "));
            std::iter::once(caption.clone()).chain(rows).collect::<Vec<_>>().join("\n")
        }
        MaterialBlock::Picture { path, caption } => format!("[图片 {path}] {caption}"),
    };
    material.blocks().iter().map(text).collect::<Vec<_>>().join("\n")
}

fn appendix(case: &Case) -> String {
    let photos = case.appendix.photos_per_page.filter(|count| *count > 0);
    let photos = photos.map(|count| format!("照片每页 {count} 张"));
    let reports = case.appendix.reports.then(|| "印媒体报道".to_owned());
    photos.into_iter().chain(reports).collect::<Vec<_>>().join("，")
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
