//! What a person typed, at a place of the case: `values/start`, `answers/registered`, `reasons/C201@start`,
//! `route`, `attachments`, `material`, `material/3`, `appendix`. The shapes are those of the case file, but a number may be half
//! typed.

use serde_json::{Value as JsonValue, json};

use crate::case_file::{CaseFileFault, Reader};
use crate::edit::Edit;
use crate::json::Json;
use crate::material::{Material, MaterialBlock};
use crate::{Case, Value};

/// The edit that puts `entry` at `place`; `null` empties.
///
/// # Errors
/// A place that the case does not have, or an entry that is not of the shape that belongs there.
pub fn read_edit(case: &Case, place: &str, entry: JsonValue) -> Result<Edit, Vec<CaseFileFault>> {
    let entry = Json::from_value(entry);
    let (part, name) = place.split_once('/').unwrap_or((place, ""));
    Reader::lenient().read(|reader| match part {
        "values" => {
            let Some(field) = case.field(name) else {
                reader.unknown(place, "字段", name, &[]);
                return None;
            };
            let value = reader.value(place, field, entry).filter(|value| !is_blank(value));
            Some(Edit::SetValue { field: name.to_owned(), value })
        }
        "answers" => {
            let answers = Json::Object(vec![(name.to_owned(), entry)]);
            let answer = reader.answers(Some(answers), &case.call).remove(name);
            Some(Edit::SetAnswer { id: name.to_owned(), answer })
        }
        "reasons" => {
            let reason = reader.text(place, entry).filter(|reason| !reason.is_empty());
            Some(Edit::SetReason { key: name.to_owned(), reason })
        }
        "route" => Some(Edit::SetRoute(reader.route(Some(entry), &case.call))),
        "attachments" => Some(Edit::SetAttachments(reader.attachments(Some(entry), &case.call))),
        "material" if name.is_empty() => Some(Edit::SetMaterial(reader.material(Some(entry)))),
        "material" => {
            let Some(index) = block_index(case, name) else {
                reader.unknown(place, "段落", name, &[]);
                return None;
            };
            Some(Edit::SetBlock { index, block: reader.block(place, entry)? })
        }
        "appendix" => Some(Edit::SetAppendix(reader.appendix(Some(entry)))),
        _ => {
            reader.unknown(place, "位置", part, &[]);
            None
        }
    })
}

/// A text that was emptied is no value; white space is what somebody typed.
fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.is_empty())
}

fn blocks(case: &Case) -> &[MaterialBlock] {
    case.material.as_ref().map(Material::blocks).unwrap_or_default()
}

/// The block that a place names, counted from 1 there and from 0 here.
fn block_index(case: &Case, name: &str) -> Option<usize> {
    let index = name.parse::<usize>().ok()?.checked_sub(1)?;
    (index < blocks(case).len()).then_some(index)
}

/// What stands at a place, as [`read_edit`] takes it; `null` where nothing does.
pub fn entry_at(case: &Case, place: &str) -> JsonValue {
    let (part, name) = place.split_once('/').unwrap_or((place, ""));
    match part {
        "values" => json!(case.values.get(name)),
        "answers" => json!(case.answers.get(name)),
        "reasons" => json!(case.reasons.get(name)),
        "route" => json!(case.route),
        "attachments" => json!(case.attachments),
        "material" if name.is_empty() => json!(case.material),
        "material" => json!(block_index(case, name).map(|index| &blocks(case)[index])),
        "appendix" => json!(case.appendix),
        _ => JsonValue::Null,
    }
}

#[cfg(test)]
mod tests {
    use catalog::Catalog;

    use super::*;

    fn case() -> Case {
        Case::new(Catalog::built_in().call("js-2020").unwrap().clone())
    }

    #[test]
    fn what_was_typed_comes_back_and_can_be_taken_back() {
        let mut case = case();
        for (place, entry, there) in [
            ("values/case_name", json!("𠮷林\u{7}案例"), json!("𠮷林案例")),
            ("values/staff_total", json!("３８"), json!(38)),
            ("values/staff_total", json!("1,268"), json!(1268)),
            ("values/invested_total", json!("１，２６８．５０"), json!("1268.50")),
            ("values/email", json!("a＠b．cn"), json!("a@b.cn")),
            ("values/staff_total", json!("38人"), json!("38人")),
            ("values/staff_total", json!(""), json!(null)),
            ("values/start", json!("2018-"), json!("2018-")),
            ("route", json!("recommended"), json!("recommended")),
            ("reasons/C201@start", json!("先行试点"), json!("先行试点")),
            (
                "attachments",
                json!([{"path": "a.jpg", "kind": "photo"}]),
                json!([{"path": "a.jpg", "kind": "photo"}]),
            ),
            (
                "material",
                json!({"blocks": [{"kind": "paragraph", "text": "甲"}, {"kind": "picture"}]}),
                json!({"blocks": [
                    {"kind": "paragraph", "text": "甲"}, {"kind": "picture", "path": ""},
                ]}),
            ),
            (
                "material/1",
                json!({"kind": "heading", "level": 2, "text": "乙"}),
                json!({"kind": "heading", "level": 2, "text": "乙"}),
            ),
            (
                "material/2",
                json!({"kind": "table", "header": true, "rows": [["丙", "丁"], ["戊"]]}),
                json!({"kind": "table", "header": true, "rows": [["丙", "丁"], ["戊"]]}),
            ),
            ("appendix", json!({"photos_per_page": 4}), json!({"photos_per_page": 4})),
        ] {
            let before = entry_at(&case, place);
            let edit = read_edit(&case, place, entry).unwrap();
            let inverse = case.apply(edit);
            assert_eq!(entry_at(&case, place), there, "{place}");
            let redo = case.apply(inverse);
            assert_eq!(entry_at(&case, place), before, "{place}");
            case.apply(redo);
        }
    }

    #[test]
    fn what_does_not_belong_there_is_told() {
        for (place, entry) in [
            ("values/nothing", json!("")),
            ("values/case_name", json!(3)),
            ("answers/nothing", json!(true)),
            ("route", json!("by_train")),
            ("elsewhere", json!(1)),
            ("material/1", json!({"kind": "paragraph", "text": "甲"})),
            ("material", json!({"blocks": [{"kind": "film"}]})),
            ("material", json!({"blocks": [{"kind": "heading", "level": 4}]})),
            ("material", json!({"blocks": [{"kind": "paragraph", "words": "甲"}]})),
            ("appendix", json!({"photos_per_page": 3})),
            ("", json!(1)),
        ] {
            assert!(read_edit(&case(), place, entry).is_err(), "{place}");
        }
    }
}
