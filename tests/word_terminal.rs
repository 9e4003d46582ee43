//! `shenbao word` by its promises: folders that `lint` takes and a draft is made of, JSON, exit status.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn shenbao(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shenbao"));
    command.args(arguments).env("SHENBAO_HOME", home).output().unwrap()
}

/// The blank forms of `word/make.py`.
fn forms(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("word_terminal").join(name);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/word/make.py");
    let made = Command::new("python3").arg(script).arg(&folder).output().expect("python3");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_blank_form_becomes_a_draft_and_a_paper() {
    let forms = forms("draft");
    let home = tempfile::tempdir().unwrap();
    let catalog = home.path().join("catalog");
    let notice = forms.join("notice.txt");
    let words = "关于评选优秀论文的通知\n请于2025年9月30日17:00前将报名表发送至 lunwen@example.com。\n某某县教育局\n2025年9月1日\n";
    std::fs::write(&notice, words).unwrap();
    let form = forms.join("inside_labels.docx");
    let arguments =
        ["word", text(&form), "--notice", text(&notice), "--out", text(&catalog), "--json"];
    let output = shenbao(home.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    for key in ["form", "call", "fields", "questions", "lost", "cells", "cautions"] {
        assert!(keys.contains(&key), "{keys:?}");
    }
    assert_eq!(json["lost"], Value::Array(Vec::new()));
    assert_eq!(json["cells"]["word"], json["cells"]["paper"]);
    assert_eq!(json["cells"]["astray"], Value::Array(Vec::new()));
    let field = &json["fields"][0];
    assert!(field["id"].is_string() && field["label"].is_string());
    assert!(field["kind"].is_string() && field["sure"].is_boolean());
    let call = json["call"].as_str().unwrap();

    let lint = shenbao(home.path(), &["lint", text(&catalog)]);
    assert_eq!(lint.status.code(), Some(0), "{}", String::from_utf8_lossy(&lint.stderr));
    let about = shenbao(home.path(), &["about", call, "--json"]);
    let about = String::from_utf8_lossy(&about.stdout).into_owned();
    assert!(about.contains("lunwen@example.com") && about.contains("2025-09-30"), "{about}");
    let case = home.path().join("case.json");
    let new = shenbao(home.path(), &["new", call, "-o", text(&case)]);
    assert_eq!(new.status.code(), Some(0), "{}", String::from_utf8_lossy(&new.stderr));
    let pdf = home.path().join("paper.pdf");
    let render = shenbao(home.path(), &["render", text(&case), "--draft", "-o", text(&pdf)]);
    assert_eq!(render.status.code(), Some(0), "{}", String::from_utf8_lossy(&render.stderr));
    let words = Command::new("pdftotext").args([text(&pdf), "-"]).output().unwrap();
    let words: String = String::from_utf8_lossy(&words.stdout).split_whitespace().collect();
    assert!(
        words.contains("内容摘要（200字以内）") && words.contains("作者所在单位意见"),
        "{words}"
    );

    // Once more is the same; other contents of the same name are not written over.
    assert_eq!(shenbao(home.path(), &arguments).status.code(), Some(0));
    let toml = catalog.join("forms").join(call).join("form.toml");
    std::fs::write(&toml, "title = \"改过\"\n").unwrap();
    assert_eq!(shenbao(home.path(), &arguments).status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&toml).unwrap(), "title = \"改过\"\n");
}

#[test]
fn what_is_no_form_and_what_cannot_be_read_differ() {
    let forms = forms("status");
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    let status = |path: &Path, out: &Path| {
        let output = shenbao(home.path(), &["word", text(path), "--out", text(out)]);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, words) = status(&forms.join("refused/survey.docx"), &out);
    assert_eq!(code, Some(1), "{words}");
    assert!(words.contains("调查问卷"), "{words}");
    let old = home.path().join("旧表.doc");
    std::fs::write(&old, [&[0xD0, 0xCF, 0x11, 0xE0][..], &[0; 600]].concat()).unwrap();
    let (code, words) = status(&old, &out);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("另存为 .docx"), "{words}");
    let (code, words) = status(&forms.join("missing.docx"), &out);
    assert_eq!(code, Some(2), "{words}");
    let (code, words) = status(&forms.join("grid4.docx"), &home.path().join("a/b"));
    assert_eq!(code, Some(2), "{words}");
    assert!(!out.exists() && !home.path().join("a").exists());
}

#[test]
fn a_filled_form_becomes_a_case_and_a_case_a_word_file() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let (a, word, b, none) = (path("a.json"), path("a.docx"), path("b.json"), path("c.docx"));
    let run = |status: i32, arguments: &[&str]| {
        let output = shenbao(home.path(), arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{told}");
        told
    };
    run(0, &["new", "js-2020", "--sample", "-o", &a]);
    run(0, &["word", &a, "-o", &word]);
    let told = run(0, &["new", "--from-word", &word, "-o", &b]);
    assert!(told.contains("填了 18 栏"), "{told}");
    let name = |path: &str| {
        let case: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        case["values"]["case_name"].clone()
    };
    assert_eq!(name(&a), name(&b));
    // What is no Word file is said; so is a case for which no place is named.
    std::fs::write(&none, "不是").unwrap();
    run(2, &["new", "--from-word", &none]);
    run(2, &["word", &a]);
}
