//! `shenbao` under what goes wrong around it: two runs at once, readers that go away, full disks, and
//! input that was made to hurt.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests of files"
)]

mod place;

use std::fs::{self, OpenOptions};
use std::process::{Command, Stdio};

use place::{NOON, Place};
use serde_json::json;

#[test]
fn two_runs_at_once_do_not_touch_each_other() {
    let place = Place::new();
    place.write("case.json", &place.sample("self"));
    for round in 0..8 {
        let out = format!("out{round}");
        let start = || {
            Command::new(env!("CARGO_BIN_EXE_shenbao"))
                .args(["export", "case.json", "--out", &out])
                .current_dir(place.path(""))
                .env("SOURCE_DATE_EPOCH", NOON)
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        let runs = [start(), start(), start()];
        for run in runs {
            let output = run.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            // A run may find that another has just made the target; it never breaks what is there.
            assert!(output.status.success() || said.contains("已经存在"), "{said}");
        }
        let names = place.names_in(&out);
        assert_eq!(names.len(), 1, "the same case is one folder: {names:?}");
        let files = place.names_in(&format!("{out}/{}", names[0]));
        // The whole PDF, the form by itself, and the list.
        assert_eq!(files.len(), 3, "{files:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault_and_a_full_disk_is() {
    let place = Place::new();
    place.write("case.json", &place.sample("self"));
    for arguments in [&["calls"][..], &["calls", "--json"], &["--help"], &["new", "js-2020"]] {
        let run = |out: Stdio| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_shenbao"));
            command.args(arguments).current_dir(place.path(""));
            command.stdout(out).stderr(Stdio::piped()).spawn().unwrap()
        };
        let mut child = run(Stdio::piped());
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = run(full.into()).wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    }
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_shenbao"));
    command.args(["check", "case.json"]).current_dir(place.path("")).stderr(full);
    assert_eq!(command.status().unwrap().code(), Some(0));
}

#[test]
fn nothing_is_left_where_nothing_could_be_written() {
    let place = Place::new();
    fs::create_dir(place.path("目录")).unwrap();
    place.expect(2, &["new", "js-2020", "-o", "目录"]).says(&["目录"]);
    assert_eq!(place.names(), ["目录"]);
}

#[test]
fn long_words_are_neither_compared_nor_repeated() {
    let place = Place::new();
    let mut case = place.sample("self");
    let long = "长".repeat(3 << 20);
    case["values"][&long] = json!("x");
    case[&long] = json!(1);
    case["values"]["category"] = json!(long);
    place.write("case.json", &case);
    let answer = place.expect(2, &["check", "case.json"]);
    assert!(answer.err.len() < 4000, "{} bytes", answer.err.len());
    let mut case = place.sample("self");
    case["attachments"] = json!([{"path": long, "kind": "photo"}]);
    place.write("case.json", &case);
    let answer = place.expect(1, &["check", "case.json"]);
    assert!(answer.err.len() < 4000, "{} bytes", answer.err.len());
}

#[test]
fn what_cannot_be_seen_does_not_count_as_filled() {
    let place = Place::new();
    let mut case = place.sample("self");
    case["values"]["case_name"] = json!("\u{FEFF}");
    case["values"]["contact"] = json!("\u{200B} ");
    place.write("case.json", &case);
    place.expect(1, &["check", "case.json"]).says(&["F101 [case_name]", "F101 [contact]"]);
}

#[test]
fn two_materials_and_unknown_reasons_are_told() {
    let place = Place::new();
    let mut case = place.sample("self");
    case["material"] = json!({"pdf": "a.pdf", "blocks": []});
    case["reasons"] = json!({"C999@start": "因为"});
    place.write("case.json", &case);
    place.expect(2, &["check", "case.json"]).says(&["写了两种", "reasons/C999@start", "问题代码"]);
}

#[test]
fn blank_lines_make_no_empty_pages() {
    let place = Place::new();
    let mut case = place.sample("self");
    let gap = "\n".repeat(200);
    case["values"]["overview"] = json!(format!("{gap}第一段。\r第二段。{gap}第三段。{gap}"));
    place.write("case.json", &case);
    let sent = place.expect(0, &["export", "case.json", "--out", "o", "--json"]).json();
    assert_eq!(
        (&sent["files"][1]["role"], &sent["files"][1]["pages"]),
        (&"form".into(), &2.into())
    );
}
