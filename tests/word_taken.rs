//! A blank Word form taken into the user's own catalog: usable at once, the same one only once, another one of that name
//! beside it, and nothing written where it cannot be used.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test of files")]

mod client;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use client::{Client, ask, try_ask, workbench};
use serde_json::{Value as Json, json};
use tempfile::TempDir;

/// The blank forms of `word/make.py`.
fn forms() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("word_taken");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/word/make.py");
    let made = Command::new("python3").arg(script).arg(&folder).output().expect("python3");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
}

fn asked(ask: &str, form: &Path, notice: Option<&str>, answers: &Json) -> Json {
    let notice = notice.map(|text| json!({"text": text}));
    json!({"ask": ask, "form": {"file": form}, "notice": notice, "answers": answers})
}

fn folders(home: &Path, kind: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(home.join("catalog").join(kind)) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_form_that_is_taken_is_used_at_once_and_once() {
    let (forms, home) = (forms(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let form = forms.join("options_other.docx");
    let before = Client::make(&workbench, true);
    let taken = ask(&workbench, asked("take_word", &form, None, &json!([])));
    let call = taken["call"].as_str().unwrap().to_owned();
    assert!(!taken["known"].as_bool().unwrap());
    let offered = taken["calls"].as_array().unwrap();
    assert!(offered.iter().any(|offered| offered["id"] == call.as_str()), "{taken}");
    let route = offered.iter().find(|offered| offered["id"] == call.as_str()).unwrap()["routes"][0]
        ["id"]
        .clone();
    let request = json!({"ask": "new_draft", "call": call, "route": route, "sample": false});
    let draft = Client::new(&workbench, request);
    // A draft that was open meanwhile goes on.
    let mut before = before;
    before.edit("values/case_name", "还在写");
    assert_eq!(before.saved(true), "saved");
    // The very same file again makes nothing new.
    let again = ask(&workbench, asked("take_word", &form, None, &json!([])));
    assert_eq!((&again["call"], &again["known"]), (&json!(call), &json!(true)));
    assert_eq!(folders(home.path(), "forms").len(), 1);
    // With a notice it says something else: it stands beside the first.
    let notice = "关于征集优秀案例的通知\n请于2025年9月30日前报送。\n某某县网信办\n2025年9月1日\n";
    let other = ask(&workbench, asked("take_word", &form, Some(notice), &json!([])));
    assert_eq!(other["call"], format!("{call}-2"));
    assert_eq!(folders(home.path(), "calls"), [call.clone(), format!("{call}-2")]);
    // The next start knows them, and finds no fault in them.
    let number = draft.draft;
    drop((draft, before));
    workbench.finish().unwrap();
    drop(workbench);
    let workbench = client::workbench(home.path());
    assert_eq!(workbench.unused(), Vec::<String>::new());
    Client::open(&workbench, number);
}

#[test]
fn what_is_shown_is_what_is_taken() {
    let (forms, home) = (forms(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let form = forms.join("options_other.docx");
    let view = ask(&workbench, asked("read_word", &form, None, &json!([])));
    let question = &view["questions"][0];
    assert_eq!(question["place"]["is"], "cell", "{view}");
    assert!(!view["pages"].as_array().unwrap().is_empty());
    assert_eq!(view["faults"], json!([]));
    let other = 1 - question["taken"].as_u64().unwrap();
    let answers = json!([{"question": question["key"], "option": other}]);
    let answered = ask(&workbench, asked("read_word", &form, None, &answers));
    assert_eq!(answered["questions"][0]["taken"], other);
    assert_eq!(folders(home.path(), "forms"), Vec::<String>::new(), "looking writes nothing");
    ask(&workbench, asked("take_word", &form, None, &answers));
    let folder = home.path().join("catalog/forms").join(&folders(home.path(), "forms")[0]);
    let text = fs::read_to_string(folder.join("form.toml")).unwrap();
    assert!(text.contains("kind = \"choice\"") || text.contains("kind = \"choices\""), "{text}");
}

#[test]
fn what_cannot_be_read_is_told_and_nothing_is_written() {
    let (forms, home) = (forms(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let told = |ask: &str, form: &Path| {
        try_ask(&workbench, asked(ask, form, None, &json!([]))).unwrap_err().message
    };
    for ask in ["read_word", "take_word"] {
        assert!(told(ask, &forms.join("refused/letter.docx")).contains("不像一张可以导入的申报表"));
        assert!(told(ask, &forms.join("refused/bomb.docx")).contains("超出了能读的范围"));
        assert!(told(ask, &forms.join("没有.docx")).contains("没有.docx"));
    }
    let bytes = json!({"ask": "read_word", "form": {"bytes": "%"}, "notice": null, "answers": []});
    assert!(try_ask(&workbench, bytes).unwrap_err().message.contains("没有传过来"));
    assert_eq!(folders(home.path(), "forms"), Vec::<String>::new());
}
