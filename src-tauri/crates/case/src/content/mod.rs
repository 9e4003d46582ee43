//! The digest of what a case says: the SHA-256 of a text that is the same on every machine.
//!
//! The text is JSON in UTF-8 without white space between its signs. Keys of objects stand in the order of
//! their bytes; a text is written as RFC 8259 asks, with `\"`, `\\`, `\b`, `\f`, `\n`, `\r`, `\t` and `\u00xx`
//! (small digits) for what has to be escaped and nothing else; numbers are whole. It is one object:
//!
//! - `content`: 1, the number of this form; a digest by another one is another digest;
//! - `call`, `route`: their ids;
//! - `values`: by field id, in the shapes of the case file, also of fields that are hidden now;
//! - `answers`: by id, true or false; `reasons`: by `CODE@path`;
//! - `attachments`: in their order; each with `kind`, `caption`, `url`, `form`, and `sha256` in place of its
//!   path: that of its bytes, or `missing` where there is no such file;
//! - `material`: `{"blocks": […]}` as in the case file, or `{"pdf": …}`, with `sha256` in place of each path
//!   that is named;
//! - `appendix`: as in the case file.
//!
//! What is empty is left out, with its key: null, texts of white space alone, lists and objects in which
//! nothing stands. An item of a list is kept, as `""`, `{}` or `[]`, for the others count from it. Id and
//! revision, names of files, and what a draft sets aside are no content. `tests.rs` has such a text with its
//! digest.

use std::collections::BTreeMap;

use foundation::Digest;
use serde_json::{Map, Value as Json, json};

use crate::{Case, Material};

/// The digest of what a case says; `file` tells the digest of the bytes of each file that it names, none
/// for one that is not there.
pub fn content_digest(case: &Case, file: &dyn Fn(&str) -> Option<Digest>) -> Digest {
    Digest::of(canonical(case, file).as_bytes())
}

/// The text of which the digest is made.
fn canonical(case: &Case, file: &dyn Fn(&str) -> Option<Digest>) -> String {
    let values = case.values.iter().filter(|(_, value)| !value.is_empty());
    let values: BTreeMap<_, _> = values.collect();
    let material = case.material.as_ref().filter(|material| !material.is_empty());
    let mut content = json!({
        "content": 1,
        "call": case.call.id,
        "route": case.route,
        "values": values,
        "answers": case.answers,
        "reasons": case.reasons,
        "attachments": case.attachments,
        "material": material,
        "appendix": case.appendix,
    });
    for attachment in list_of(&mut content["attachments"]) {
        name_by_digest(attachment, file);
    }
    if let Some(Material::Pdf(path)) = material {
        content["material"]["pdf"] = digest_of(path, file);
    }
    for block in list_of(&mut content["material"]["blocks"]) {
        name_by_digest(block, file);
    }
    let mut text = String::new();
    write(&without_empty(content).unwrap_or_default(), &mut text);
    text
}

fn list_of(json: &mut Json) -> impl Iterator<Item = &mut Map<String, Json>> {
    json.as_array_mut().into_iter().flatten().filter_map(Json::as_object_mut)
}

/// Puts `sha256` in the place of `path`, where there is one.
fn name_by_digest(entry: &mut Map<String, Json>, file: &dyn Fn(&str) -> Option<Digest>) {
    let path = entry.remove("path");
    let path = path.as_ref().and_then(Json::as_str).filter(|path| !path.trim().is_empty());
    if let Some(path) = path {
        entry.insert("sha256".into(), digest_of(path, file));
    }
}

fn digest_of(path: &str, file: &dyn Fn(&str) -> Option<Digest>) -> Json {
    file(path).map_or_else(|| "missing".into(), |digest| digest.to_string().into())
}

/// The same without what is empty; items of lists stay.
fn without_empty(json: Json) -> Option<Json> {
    match json {
        Json::Null => None,
        Json::String(text) => (!text.trim().is_empty()).then_some(Json::String(text)),
        Json::Array(items) if items.is_empty() => None,
        Json::Array(items) => {
            let item = |item: Json| {
                let blank = match &item {
                    Json::Object(_) => json!({}),
                    Json::Array(_) => json!([]),
                    _ => json!(""),
                };
                without_empty(item).unwrap_or(blank)
            };
            Some(items.into_iter().map(item).collect())
        }
        Json::Object(entries) => {
            let entries =
                entries.into_iter().filter_map(|(key, entry)| Some((key, without_empty(entry)?)));
            let entries: Map<String, Json> = entries.collect();
            (!entries.is_empty()).then_some(Json::Object(entries))
        }
        other => Some(other),
    }
}

/// Writes JSON in the one form that this module's comment tells.
fn write(json: &Json, text: &mut String) {
    match json {
        Json::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Json::Object(entries) => {
            // serde_json may be built to keep the order in which keys came.
            let entries: BTreeMap<&String, &Json> = entries.iter().collect();
            text.push('{');
            for (index, (key, entry)) in entries.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&json!(key).to_string());
                text.push(':');
                write(entry, text);
            }
            text.push('}');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests;
