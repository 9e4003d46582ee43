//! A character that no face has is put into each text of each sample in turn. Wherever an empty box would stand on a
//! page, the check names the place, and no final copy is written.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use catalog::{Catalog, MATERIAL};
use disk::Disk;
use foundation::{Code, Timestamp};
use paper::{Copy, characters_not_set};
use serde_json::{Value, json};
use workbench::{Desk, Workbench};

/// Neither a face of the program nor anybody else has the second: it is no character.
const NOBODY_HAS: &str = "🚜\u{FDD1}";

fn workbench() -> Workbench {
    let noon = Timestamp::from_second(1_592_625_600).unwrap();
    Workbench::with(Catalog::built_in().clone(), Box::new(noon), Box::new(Disk))
}

/// The pointers to all texts of a JSON value.
fn texts(json: &Value, at: String, found: &mut Vec<String>) {
    match json {
        Value::String(_) => found.push(at),
        Value::Array(all) => {
            all.iter()
                .enumerate()
                .for_each(|(index, one)| texts(one, format!("{at}/{index}"), found));
        }
        Value::Object(all) => {
            all.iter().for_each(|(key, one)| texts(one, format!("{at}/{key}"), found));
        }
        _ => {}
    }
}

/// A sample with photos whose captions, and reports whose addresses, are printed.
fn sample(desk: &Desk<'_>, call: &str, route: &str) -> Value {
    let text = desk.new_case(call, Some(route), true).unwrap();
    let mut case: Value = serde_json::from_str(&text).unwrap();
    let photo = json!({"path": "a.jpg", "kind": "photo", "caption": "茶园"});
    let report = json!({"path": "a.jpg", "kind": "media_report", "caption": "报道", "url": "https://example.com/a"});
    case["attachments"] = json!([photo, report]);
    case["appendix"] = json!({"photos_per_page": 2, "reports": true});
    case["material"] = json!({"blocks": [
        {"kind": "heading", "level": 1, "text": "做法"},
        {"kind": "paragraph", "text": "一段"},
        {"kind": "quotation", "text": "引文"},
        {"kind": "list", "ordered": true, "items": ["甲", "乙"]},
        {"kind": "table", "caption": "表", "header": true, "rows": [["丙", "丁"], ["戊", "己"]]},
        {"kind": "picture", "path": "a.jpg", "caption": "图"},
    ]});
    case
}

/// Opens a case with a text in it changed; none where that is no case any more, such as one of another call.
fn with_text(
    desk: &Desk<'_>,
    case: &Value,
    pointer: &str,
    folder: &Path,
) -> Option<workbench::OpenCase> {
    let mut case = case.clone();
    let text = case.pointer_mut(pointer)?;
    *text = json!(format!("{}{NOBODY_HAS}", text.as_str()?));
    let path = folder.join("case.json");
    fs::write(&path, case.to_string()).unwrap();
    desk.open(&path).ok()
}

#[test]
fn no_printed_text_slips_by() {
    let workbench = workbench();
    let desk = workbench.desk();
    let folder = tempfile::tempdir().unwrap();
    fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/pdf/corners.jpg"),
        folder.path().join("a.jpg"),
    )
    .unwrap();
    let mut printed = BTreeSet::new();
    for (call, route) in [
        ("js-2020", "recommended"),
        ("js-2020", "self"),
        ("shuangbai-2016", "province"),
        ("ah-2024", "city"),
        ("cac-2024", "province"),
    ] {
        let case = sample(&desk, call, route);
        let mut pointers = Vec::new();
        texts(&case, String::new(), &mut pointers);
        for pointer in pointers {
            let Some(open) = with_text(&desk, &case, &pointer, folder.path()) else { continue };
            let forms: Vec<String> = open
                .case
                .forms()
                .filter(|form| open.case.is_begun(form))
                .map(|form| form.id.clone())
                .collect();
            let found: BTreeSet<String> = desk
                .check(&open)
                .into_iter()
                .filter(|finding| finding.code == Code::CharacterWithoutFont)
                .map(|finding| finding.path.root().to_owned())
                .collect();
            for form in forms.iter().map(String::as_str).chain([MATERIAL]) {
                let sheets = desk.sheets(&open, Some(form), Copy::Final).unwrap();
                for path in characters_not_set(&sheets).keys() {
                    let place = path.root();
                    printed.insert(place.to_owned());
                    assert!(
                        found.contains(place) || place.is_empty(),
                        "{call} {pointer}: {path} {found:?}"
                    );
                    let copy = desk.render(&open, Some(form), Copy::Final).map(|_| ());
                    assert!(copy.is_err(), "{call} {pointer} {form}");
                }
            }
        }
    }
    assert!(printed.contains("attachments") && printed.contains("material"), "{printed:?}");
    assert!(printed.len() > 20, "{printed:?}");
}

#[test]
fn the_pages_themselves_stop_a_final_copy() {
    // Fixed words of a form that came from elsewhere: no field has them, and no rule reads them.
    let mut folders = Catalog::built_in_folders();
    for folder in &mut folders {
        for (name, text) in &mut folder.files {
            if folder.path.ends_with("js-2020-case") && name == "form.toml" {
                *text = text.replace("label = \"联系人\"", "label = \"联系人🚜\"");
            }
        }
    }
    let noon = Timestamp::from_second(1_592_625_600).unwrap();
    let workbench = Workbench::with(Catalog::of(folders), Box::new(noon), Box::new(Disk));
    let desk = workbench.desk();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    fs::write(&path, desk.new_case("js-2020", Some("self"), true).unwrap()).unwrap();
    let open = desk.open(&path).unwrap();
    let told = match desk.render(&open, None, Copy::Final) {
        Err(fault) => fault.to_string(),
        Ok(_) => panic!("an empty box was printed"),
    };
    let target = tempfile::tempdir().unwrap();
    assert!(
        desk.export(&open, target.path(), Copy::Final, &foundation::Unwatched).is_err(),
        "{told}"
    );
    assert_eq!(fs::read_dir(target.path()).unwrap().count(), 0);
    assert!(desk.render(&open, None, Copy::Draft).is_ok());
}
