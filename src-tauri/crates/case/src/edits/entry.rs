//! What a person typed, at a place of the case: `values/start`, `answers/registered`, `reasons/C201@start`,
//! `route`, `attachments`, `material`, `material/3`, `appendix`, and `case` for all of them at once. The
//! shapes are those of the case file, but a number may be half typed.

use std::collections::BTreeMap;

use foundation::entry::Room;
use serde_json::{Value as JsonValue, json};

use crate::edits::edit::{Contents, Edit};
use crate::file::case_file::{CaseFileFault, Reader};
use crate::file::json::Json;
use crate::material::{Material, MaterialBlock};
use crate::{Case, Value};

/// The edit that puts `entry` at `place`; `null` empties.
///
/// # Errors
/// A place that the case does not have, or an entry that is not of the shape that belongs there.
pub fn read_edit(case: &Case, place: &str, entry: JsonValue) -> Result<Edit, Vec<CaseFileFault>> {
    let entry = Json::from_value(entry);
    let (part, name) = place.split_once('/').unwrap_or((place, ""));
    if place == "case" {
        // A step of long ago may name a field that the form of today has no more.
        return Reader::of_draft().read(|reader| reader.contents(entry, case));
    }
    Reader::lenient().read(|reader| match part {
        "values" => {
            let Some(field) = case.field(name) else {
                reader.unknown(place, "栏目", name, &[]);
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
            let reason =
                reader.words(place, entry, Room::Lines).filter(|reason| !reason.is_empty());
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

impl Reader {
    fn contents(&mut self, entry: Json, case: &Case) -> Option<Edit> {
        let mut parts: BTreeMap<String, Json> =
            self.object("case", Some(entry)).into_iter().collect();
        let mut new = Case::new(case.call.clone());
        new.route = self.route(parts.remove("route"), &case.call);
        self.values(parts.remove("values"), Vec::new(), &mut new);
        new.answers = self.answers(parts.remove("answers"), &case.call);
        new.reasons = self.reasons(parts.remove("reasons"));
        new.attachments = self.attachments(parts.remove("attachments"), &case.call);
        new.material = self.material(parts.remove("material"));
        new.appendix = self.appendix(parts.remove("appendix"));
        if let Some(key) = parts.keys().next() {
            self.unknown(&format!("case/{key}"), "这一项", key, &[]);
        }
        Some(Edit::SetContents(Box::new(Contents::of(new))))
    }
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
        "case" => json!({
            "route": case.route, "values": case.values, "answers": case.answers,
            "reasons": case.reasons, "attachments": case.attachments,
            "material": case.material, "appendix": case.appendix,
        }),
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
            ("values/case_name", json!("李\u{E863}\u{B}案例\t一"), json!("李䶮 案例 一")),
            (
                "values/overview",
                json!("一是。\u{B}二是。\u{2028}三是。"),
                json!("一是。\n二是。\n三是。"),
            ),
            ("values/overview", json!("1.\t建站点"), json!("1. 建站点")),
            ("values/staff_total", json!("３８"), json!(38)),
            ("values/staff_total", json!("1,268"), json!(1268)),
            ("values/invested_total", json!("１，２６８．５０"), json!("1268.50")),
            ("values/email", json!("a＠b．cn"), json!("a@b.cn")),
            ("values/staff_total", json!("38人"), json!(38)),
            ("values/staff_total", json!("38户"), json!("38户")),
            ("values/staff_total", json!("1932①"), json!("1932①")),
            ("values/staff_total", json!("10³"), json!("10³")),
            ("values/invested_total", json!("328.5²"), json!("328.5²")),
            ("values/invested_total", json!("1286。5万元"), json!("1286.5")),
            ("values/invested_total", json!("1286.5元"), json!("1286.5元")),
            ("values/email", json!("a②＠b。cn"), json!("a②＠b。cn")),
            ("values/phone", json!("025—8339888８"), json!("025-83398888")),
            ("values/phone", json!("025-8339888²"), json!("025-8339888²")),
            ("values/start", json!("2018 年 5 月"), json!("2018-05")),
            ("values/start", json!("2018年5月①"), json!("2018年5月①")),
            ("values/start", json!("２０１８年7月1日"), json!("２０１８年7月1日")),
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
            (
                "case",
                json!({"route": "self", "values": {"case_name": "另一份", "staff_total": "３8余人"}}),
                json!({"route": "self", "values": {"case_name": "另一份", "staff_total": "３8余人"},
                       "answers": {}, "reasons": {}, "attachments": [], "material": null,
                       "appendix": {}}),
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
            ("material/1", json!({"kind": "paragraph", "text": "甲"})),
            ("material", json!({"blocks": [{"kind": "film"}]})),
            ("material", json!({"blocks": [{"kind": "heading", "level": 4}]})),
            ("material", json!({"blocks": [{"kind": "paragraph", "words": "甲"}]})),
            ("appendix", json!({"photos_per_page": 3})),
            ("case", json!("")),
            ("case", json!({"route": "self", "words": 1})),
            ("", json!(1)),
        ] {
            assert!(read_edit(&case(), place, entry).is_err(), "{place}");
        }
    }
}
