//! What a step that was taken back or made again did, in words, and where: it may be far from where the user looks.

use case::{Case, short};
use catalog::{Field, Kind};
use serde::Serialize;
use serde_json::Value as Json;

use crate::draft::history::Change;

/// A step that was taken back or made again.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "StepView.ts"))]
pub struct StepView {
    /// Where, as a finding names it; empty for the whole case.
    pub path: String,
    /// What came back, for the user.
    pub words: String,
}

/// As much of a text as tells it from another.
const SHOWN: usize = 16;

pub(crate) fn taken_back(case: &Case, change: &Change) -> StepView {
    step_view(case, "已撤销", change, (&change.after, &change.before))
}

pub(crate) fn made_again(case: &Case, change: &Change) -> StepView {
    step_view(case, "已重做", change, (&change.before, &change.after))
}

fn step_view(case: &Case, done: &str, change: &Change, (old, new): (&Json, &Json)) -> StepView {
    let (part, name) = change.address.split_once('/').unwrap_or((&change.address, ""));
    let (root, label) = match part {
        "values" => (name, case.field(name).map_or_else(|| name.to_owned(), Field::plain_label)),
        "answers" => (&*change.address, format!("“{}”", answered(case, name))),
        "reasons" => of_reason(case, name),
        "route" => ("route", "申报方式".to_owned()),
        "attachments" => ("attachments", "附件".to_owned()),
        "material" if name.is_empty() => ("material", case.call.material.name.clone()),
        "material" => (&*change.address, format!("{}第 {name} 段", case.call.material.name)),
        "appendix" => ("appendix", "附在后面的照片和报道".to_owned()),
        _ => ("", format!("整份{}", case.call.thing)),
    };
    let (below, said) = differing(old, new);
    let path = if root.is_empty() || below.is_empty() || part == "material" {
        root.to_owned()
    } else {
        format!("{root}/{below}")
    };
    let place = match part {
        "values" => label + &column(case.field(name), &below),
        _ => label,
    };
    StepView { path, words: format!("{done}：{place}{}", came_back(case, &change.address, said)) }
}

/// The rest of the sentence: what stands there now.
fn came_back(case: &Case, address: &str, now: &Json) -> String {
    let text = match now {
        Json::Null => String::new(),
        Json::String(text) if address == "route" => {
            case.call.route(text).map_or_else(|| text.clone(), |route| route.title.clone())
        }
        Json::String(text) => option(case, address, text).unwrap_or_else(|| text.clone()),
        Json::Number(number) => number.to_string(),
        Json::Bool(true) => "是".to_owned(),
        Json::Bool(false) => "否".to_owned(),
        Json::Array(list) => return format!("，恢复为 {} 项。", list.len()),
        Json::Object(_) => return "，恢复为原来的内容。".to_owned(),
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return "，恢复为没有填。".to_owned();
    }
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("，恢复为“{}…”。", &text[..end]),
        None => format!("，恢复为“{text}”。"),
    }
}

fn option(case: &Case, address: &str, id: &str) -> Option<String> {
    let field = case.field(address.strip_prefix("values/")?)?;
    let option = field.kind.options().iter().find(|option| option.id == id)?;
    Some(option.label.clone())
}

/// The one place in an entry where two states differ, such as `2/mobile`, and what stands there in the new one; the
/// whole where entries came or went, with the number of the first that moved.
fn differing<'a>(old: &Json, new: &'a Json) -> (String, &'a Json) {
    match (old, new) {
        (Json::Array(before), Json::Array(after)) => {
            let same = before.iter().zip(after).take_while(|(one, other)| one == other).count();
            if before.len() != after.len() {
                let last = after.len();
                return (
                    if last == 0 { String::new() } else { (same + 1).min(last).to_string() },
                    new,
                );
            }
            let Some((before, after)) = before.iter().zip(after).nth(same) else {
                return (String::new(), new);
            };
            let (below, said) = differing(before, after);
            let number = (same + 1).to_string();
            (if below.is_empty() { number } else { format!("{number}/{below}") }, said)
        }
        (Json::Object(before), Json::Object(after)) => {
            let none = &Json::Null;
            let mut keys =
                after.iter().filter(|(key, now)| before.get(*key).unwrap_or(none) != *now);
            match (keys.next(), keys.next()) {
                (Some((key, now)), None) => (key.clone(), now),
                // A place is its name and its code.
                _ => (String::new(), after.get("text").unwrap_or(new)),
            }
        }
        _ => (String::new(), new),
    }
}

/// `第 2 行的“手机”`, where a field has rows.
fn column(field: Option<&Field>, below: &str) -> String {
    let Some(field) = field else { return String::new() };
    let (number, column) = below.split_once('/').unwrap_or((below, ""));
    if number.parse::<usize>().is_err() {
        return String::new();
    }
    match &field.kind {
        Kind::Rows { columns, .. } => {
            let column = columns.iter().find(|one| one.id == column).map(Field::plain_label);
            let column = column.map_or_else(String::new, |label| format!("的“{label}”"));
            format!("第 {number} 行{column}")
        }
        _ => format!("第 {number} 个"),
    }
}

/// The declaration or the item of a checklist.
fn answered(case: &Case, id: &str) -> String {
    let declarations = case.call.declarations.iter().map(|one| (&one.id, &one.text));
    let items = case.call.checklists.iter().flat_map(|list| &list.items);
    let mut all = declarations.chain(items.map(|item| (&item.id, &item.text)));
    all.find(|(known, _)| *known == id).map_or_else(|| id.to_owned(), |(_, text)| short(text))
}

/// A reason stands at what it is the reason for.
fn of_reason<'a>(case: &Case, key: &'a str) -> (&'a str, String) {
    let path = key.split_once('@').map_or("", |(_, path)| path);
    let (root, rest) = path.split_once('/').unwrap_or((path, ""));
    let of = match root {
        "attachments" => match case.call.slot(rest) {
            Some(rule) => format!("“{}”", rule.what),
            None => format!("附件 {rest}"),
        },
        _ => case.field(root).map_or_else(String::new, Field::plain_label),
    };
    (path, if of.is_empty() { "理由".to_owned() } else { format!("{of}的理由") })
}
