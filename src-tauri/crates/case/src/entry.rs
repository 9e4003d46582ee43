//! What a person typed, at a place of the case: `values/start`, `answers/registered`, `reasons/C201@start`,
//! `route`, `attachments`, `material`. The shapes are those of the case file, but a number may be half
//! typed.

use serde_json::{Value as JsonValue, json};

use crate::case_file::{CaseFileFault, Reader};
use crate::edit::Edit;
use crate::json::Json;
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
        "material" => Some(Edit::SetMaterial(reader.material(Some(entry)))),
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

/// What stands at a place, as [`read_edit`] takes it; `null` where nothing does.
pub fn entry_at(case: &Case, place: &str) -> JsonValue {
    let (part, name) = place.split_once('/').unwrap_or((place, ""));
    match part {
        "values" => json!(case.values.get(name)),
        "answers" => json!(case.answers.get(name)),
        "reasons" => json!(case.reasons.get(name)),
        "route" => json!(case.route),
        "attachments" => json!(case.attachments),
        "material" => json!(case.material),
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
            ("", json!(1)),
        ] {
            assert!(read_edit(&case(), place, entry).is_err(), "{place}");
        }
    }
}
