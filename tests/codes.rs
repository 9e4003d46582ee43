//! The user's page of codes against what the program does: each code is made somewhere, and weighs what its
//! page says.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::fs;
use std::path::{Path, PathBuf};

use foundation::Code;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize().unwrap()
}

/// The texts of all files below a folder that are called or end so.
fn texts(folder: &Path, ending: &str) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(texts(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            all.push(fs::read_to_string(&path).unwrap());
        }
    }
    all
}

#[test]
fn every_code_is_made_somewhere() {
    let rooms = fs::read_dir(root().join("src-tauri/crates")).unwrap();
    let rooms = rooms.map(|room| room.unwrap().path().join("src"));
    let rooms = rooms.filter(|room| room.is_dir() && !room.ends_with("foundation/src"));
    let sources: String = rooms
        .flat_map(|room| texts(&room, ".rs"))
        .map(|text| text.split("#[cfg(test)]").next().unwrap().to_owned())
        .collect();
    let words: Vec<&str> = sources.split(|c: char| !c.is_alphanumeric() && c != ':').collect();
    let is_made = |code: &&Code| words.contains(&format!("Code::{code:?}").as_str());
    let idle: Vec<&Code> = Code::ALL.iter().filter(|code| !is_made(code)).collect();
    assert!(idle.is_empty(), "no rule makes {idle:?}: they belong to RETIRED");
}

/// What the golden cases find is as heavy as the page says.
#[test]
fn every_code_weighs_what_its_page_says() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for text in texts(&root().join("tests/golden"), "findings.txt") {
        for line in text.lines().filter(|line| line.contains(" @")) {
            let mut words = line.split(' ');
            let Some(code) = words.next().and_then(Code::written) else { continue };
            let told = match (words.next(), words.next()) {
                (Some("error"), _) => "错误",
                (Some("warning"), Some("needs_reason")) => "写明理由",
                (Some("warning"), _) => "提醒",
                (Some("note"), _) => "说明",
                _ => continue,
            };
            seen += 1;
            let level = code.explanation().level;
            // 按通知 may be an error, a warning or one that asks for a reason. A reason that was given leaves
            // a warning.
            let by_notice = level.contains("按通知") && told != "说明";
            let settled = told == "提醒" && level.contains("写明理由");
            if !(level.contains(told) || by_notice || settled) {
                wrong.push(format!("{line}: {level}"));
            }
        }
    }
    assert!(seen > 500, "{seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
