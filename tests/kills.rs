//! The real program, killed by the system (SIGKILL) at the steps of a recovery and of an export: the next start knows what
//! it finds, nothing that was saved is lost, and what was in the making goes.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests of files"
)]
#![cfg(target_os = "linux")]

mod folders;
mod place;
mod served;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use folders::copy_all;
use place::Place;
use serde_json::{Value, json};
use served::{CALLS, Served, Watch, command};
use tempfile::TempDir;

fn started(home: &Path) -> Served {
    Served::start(home, Watch::Not).expect("it starts")
}

/// The names of the drafts; none where the program is killed on the way.
fn names(program: &Served) -> Option<Vec<String>> {
    let drafts = json!({"ask": "drafts", "words": "", "binned": false, "limit": 99});
    let list = program.ask(&drafts)?;
    let name = |draft: &Value| {
        let open = program.ask(&json!({"ask": "open_draft", "draft": draft["id"]}))?;
        Some(open["first"]["values"]["case_name"].as_str().unwrap().to_owned())
    };
    let names: Option<Vec<String>> = list["drafts"].as_array().unwrap().iter().map(name).collect();
    let mut names = names?;
    names.sort();
    Some(names)
}

/// A home with three drafts and a copy of them, of which one was changed once more before the program was killed.
fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    let program = started(home.path());
    program.ask(&json!({"ask": "start"})).unwrap();
    let new = json!({"ask": "new_draft", "call": "js-2020", "route": "self", "sample": true});
    let drafts: Vec<Value> = (0..3).map(|_| program.ask(&new).unwrap()).collect();
    let name = |program: &Served, draft: &Value, token: &Value, name: &str| {
        let edit = json!({"ask": "edit", "draft": draft["id"], "token": token, "seq": 1,
                          "address": "values/case_name", "entry": name});
        program.ask(&edit).unwrap();
        program.ask(&json!({"ask": "saved", "draft": draft["id"], "now": true})).unwrap();
    };
    for (number, draft) in drafts.iter().enumerate() {
        name(&program, draft, &draft["token"], &format!("第{}份", number + 1));
    }
    program.leave();
    let program = started(home.path());
    program.ask(&json!({"ask": "start"})).unwrap();
    let open = program.ask(&json!({"ask": "open_draft", "draft": drafts[0]["id"]})).unwrap();
    name(&program, &drafts[0], &open["token"], "第1份，又改过");
    program.kill();
    home
}

/// A bit in what was written last: SQLite would take none of what stands behind it, and say nothing.
fn spoil(home: &Path) {
    let wal = home.join("drafts.db-wal");
    let mut bytes = fs::read(&wal).unwrap();
    bytes[60] ^= 1;
    fs::write(&wal, bytes).unwrap();
}

/// Starts on what is damaged, and goes on with what can be read.
fn recover(program: &Served) -> Option<Value> {
    let start = program.ask(&json!({"ask": "start"}))?;
    assert_eq!(start["drafts"]["state"], "damaged", "{start}");
    program.ask(&json!({"ask": "recover", "readable": true}))
}

/// The calls of a recovery that change something, each with the how-manieth it is of its thread.
/// And the names of the drafts that it gives.
fn calls_of_a_recovery(home: &Path) -> (Vec<(&'static str, usize)>, Vec<String>) {
    let trace = tempfile::NamedTempFile::new().unwrap();
    let program = Served::start(home, Watch::Recording(trace.path())).unwrap();
    assert_eq!(recover(&program).unwrap()["drafts"]["state"], "ready");
    let names = names(&program).unwrap();
    program.leave();
    (recorded(trace.path()), names)
}

/// The calls that were recorded, each with the how-manieth it is of its thread.
fn recorded(trace: &Path) -> Vec<(&'static str, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut calls = Vec::new();
    for line in fs::read_to_string(trace).unwrap().lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let name = rest.trim_start().split('(').next().unwrap();
        let Some(name) = CALLS.iter().find(|call| **call == name) else { continue };
        let count = counts.entry((thread.to_owned(), *name)).or_insert(0);
        *count += 1;
        if seen.insert((*name, *count)) {
            calls.push((*name, *count));
        }
    }
    calls
}

/// How often a piece of work is killed: some times, or as often as `make soak` says.
fn kills(some: usize) -> usize {
    std::env::var("SHENBAO_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(some)
}

/// Where it is killed the `number`-th of so many times: spread over all calls, and around again where there are fewer.
fn spread(calls: &[(&'static str, usize)], number: usize, kills: usize) -> (&'static str, usize) {
    let at = if kills <= calls.len() { number * calls.len() / kills } else { number % calls.len() };
    calls[at]
}

#[test]
fn a_recovery_that_is_killed_anywhere_is_known_at_the_next_start() {
    let kills = kills(36);
    let damaged = home();
    spoil(damaged.path());
    let fresh = || {
        let home = TempDir::new().unwrap();
        copy_all(damaged.path(), home.path());
        home
    };
    let (calls, recovered) = calls_of_a_recovery(fresh().path());
    assert_eq!(recovered, ["第1份，又改过", "第2份", "第3份"]);
    assert!(calls.len() >= 36, "only {} steps", calls.len());
    let (mut killed, mut known) = (0, BTreeSet::new());
    for number in 0..kills {
        let (call, count) = spread(&calls, number, kills);
        let home = fresh();
        if let Some(program) = Served::start(home.path(), Watch::Killing(call, count)) {
            let _ = recover(&program).and_then(|_| names(&program));
            killed += usize::from(program.was_killed());
        } else {
            killed += 1;
        }
        let told = format!("killed at {call} {count}");
        let program = started(home.path());
        let start = program.ask(&json!({"ask": "start"})).unwrap();
        let state = start["drafts"]["state"].as_str().unwrap().to_owned();
        if state == "damaged" {
            let readable = &start["drafts"]["readable"];
            let count = |part: &str| readable[part].as_u64().unwrap();
            let sum = count("whole") + count("from_copies") + count("in_part");
            assert_eq!(sum, 3, "{told}: {start}");
            let ready = program.ask(&json!({"ask": "recover", "readable": true})).unwrap();
            assert_eq!(ready["drafts"]["state"], "ready", "{told}: {ready}");
        }
        known.insert(state);
        assert_eq!(names(&program).unwrap(), recovered, "{told}");
        program.leave();
        let left: Vec<_> =
            fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        let is_left = |name: &&std::ffi::OsString| {
            let name = name.to_string_lossy();
            name.starts_with(".shenbao-") || name == "recovering"
        };
        assert_eq!(left.iter().find(is_left), None, "{told}");
    }
    assert!(killed >= kills * 5 / 6, "only {killed} kills");
    assert_eq!(known.len(), 2, "before and behind the moment that counts: {known:?}");
}

/// Names of what is in the making.
fn unfinished(folder: &Path) -> usize {
    let names = fs::read_dir(folder).map(|all| all.map(|entry| entry.unwrap().file_name()));
    names.map_or(0, |names| {
        names.filter(|name| name.to_string_lossy().starts_with(".shenbao-")).count()
    })
}

#[test]
fn what_a_killed_export_left_goes_at_the_next_start() {
    let home = TempDir::new().unwrap();
    let target = TempDir::new().unwrap();
    let program = started(home.path());
    program.ask(&json!({"ask": "start"})).unwrap();
    let new = json!({"ask": "new_draft", "call": "js-2020", "route": "self", "sample": true});
    let draft = program.ask(&new).unwrap();
    program.leave();
    // From the terminal: one thread opens the drafts and writes the folder, so that its calls are counted on.
    let id = draft["id"].to_string();
    let left = (1..9).any(|number| {
        let mut killed = command(Watch::Killing("rename", number));
        killed.args(["drafts", "export", &id, "--draft", "--out"]).arg(target.path());
        killed.env("SHENBAO_HOME", home.path()).env("SOURCE_DATE_EPOCH", place::NOON);
        let _ = killed.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        unfinished(target.path()) > 0
    });
    assert!(left, "no kill came in the middle of an export");
    let program = started(home.path());
    assert_eq!(program.ask(&json!({"ask": "start"})).unwrap()["drafts"]["state"], "ready");
    assert_eq!(unfinished(target.path()), 0);
    assert!(!home.path().join("exporting").exists());
    program.leave();
}

#[test]
fn what_a_killed_export_left_goes_with_the_next_export() {
    let place = Place::new();
    place.write("案例.json", &place.sample("self"));
    let mut killed = command(Watch::Killing("rename", 1));
    killed.args(["export", "案例.json", "--out", "o"]).current_dir(place.path(""));
    assert!(!killed.env("SOURCE_DATE_EPOCH", place::NOON).status().unwrap().success());
    assert_eq!(unfinished(&place.path("o")), 1);
    place.expect(0, &["export", "案例.json", "--out", "o"]);
    assert_eq!(place.names_in("o").len(), 1, "{:?}", place.names_in("o"));
}

/// What is done from the terminal, and killed.
#[derive(Clone, Copy, Debug)]
enum Work {
    Pack,
    Unpack,
    Import,
    Export,
}

impl Work {
    const ALL: [Self; 4] = [Self::Pack, Self::Unpack, Self::Import, Self::Export];

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Pack => &["pack", "案例.json", "-o", "新.shenbao", "--part-size", "2M"],
            Self::Unpack => &["unpack", "一.shenbao", "--out", "收到"],
            Self::Import => &["drafts", "import", "一.shenbao"],
            Self::Export => &["export", "案例.json", "--out", "报送", "--draft", "--zip"],
        }
    }

    /// Looks that what is there, before it is done again, is all of it or nothing.
    fn is_whole_or_not_there(self, place: &Place, told: &str) {
        match self {
            Self::Pack => {
                // Some of the parts may have their names already: they are told as missing the others, which are found under
                // whatever name they lie.
                let parts = names_with(place, "", ".shenbao");
                if let Some(part) = parts.iter().find(|name| name.starts_with('新')) {
                    let code = place.run(&["inspect", part]).status.code();
                    assert!(matches!(code, Some(0 | 1)), "{told}: {code:?}");
                }
            }
            Self::Unpack => {
                let out = place.path("收到");
                for folder in if out.exists() { names_with(place, "收到", "") } else { vec![] } {
                    if !folder.starts_with('.') {
                        let case = format!("收到/{folder}/案例.json");
                        assert!(place.path(&case).exists(), "{told}");
                        assert_eq!(
                            fs::read(place.path(&format!("收到/{folder}/案例-附件/现场.bin")))
                                .unwrap()
                                .len(),
                            PHOTO,
                            "{told}"
                        );
                    }
                }
            }
            Self::Import => {
                let count = place.expect(0, &["drafts", "list", "--json"]).json()["count"].clone();
                assert!(count == 0 || count == 1, "{told}: {count}");
                kept_are_whole(place, told);
            }
            Self::Export => {
                let out = place.path("报送");
                for name in if out.exists() { names_with(place, "报送", "") } else { vec![] } {
                    let path = format!("报送/{name}");
                    if name.starts_with('.') || name.ends_with(".zip") {
                        continue;
                    }
                    place.expect(0, &["verify", &path]);
                }
            }
        }
    }
}

/// The length of the file of the case, in bytes: some pieces, and more than a part.
const PHOTO: usize = 5_000_000;

fn names_with(place: &Place, folder: &str, end: &str) -> Vec<String> {
    place.names_in(folder).into_iter().filter(|name| name.ends_with(end)).collect()
}

/// Every kept file is what its name says.
fn kept_are_whole(place: &Place, told: &str) -> usize {
    let folder = place.path("home/files");
    let mut count = 0;
    for inner in fs::read_dir(&folder).into_iter().flatten() {
        for file in fs::read_dir(inner.unwrap().path()).into_iter().flatten() {
            let file = file.unwrap();
            let digest = foundation::Digest::of(&fs::read(file.path()).unwrap());
            assert_eq!(file.file_name().to_str().unwrap(), digest.to_string(), "{told}");
            count += 1;
        }
    }
    count
}

#[test]
fn what_is_packed_unpacked_imported_and_exported_is_whole_or_not_there_whenever_it_is_killed() {
    let made = || {
        let place = Place::new();
        let mut case = place.sample("self");
        fs::write(place.path("现场.bin"), vec![7; PHOTO]).unwrap();
        case["attachments"] = json!([{"path": "现场.bin", "kind": "document"}]);
        place.write("案例.json", &case);
        place
    };
    let start = made();
    start.expect(0, &["pack", "案例.json", "-o", "一.shenbao"]);
    for work in Work::ALL {
        let fresh = || {
            let place = Place::new();
            copy_all(&start.path(""), &place.path(""));
            place
        };
        let run = |place: &Place, watch: Watch<'_>| {
            let mut program = command(watch);
            program.args(work.arguments()).current_dir(place.path(""));
            program.env("SHENBAO_HOME", place.path("home")).env("SOURCE_DATE_EPOCH", place::NOON);
            program.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
        };
        let trace = tempfile::NamedTempFile::new().unwrap();
        assert!(run(&fresh(), Watch::Recording(trace.path())), "{work:?}");
        let calls = recorded(trace.path());
        let (kills, mut killed) = (kills(8), 0);
        for number in 0..kills {
            let (call, count) = spread(&calls, number, kills);
            let told = format!("{work:?} killed at {call} {count}");
            let place = fresh();
            killed += usize::from(!run(&place, Watch::Killing(call, count)));
            work.is_whole_or_not_there(&place, &told);
            // Done again it is whole, and nothing is left of the first time.
            assert!(run(&place, Watch::Not), "{told}");
            work.is_whole_or_not_there(&place, &told);
            if matches!(work, Work::Pack) {
                place.expect(0, &["inspect", "新-第2卷共3卷.shenbao"]);
            }
            for folder in ["", "收到", "报送", "home", "home/files", "home/copies"] {
                assert_eq!(unfinished(&place.path(folder)), 0, "{told}: {folder}");
            }
            if matches!(work, Work::Import) {
                assert_eq!(kept_are_whole(&place, &told), 1, "{told}");
                let list = place.expect(0, &["drafts", "list", "--json"]).json();
                assert_eq!(list["count"], 1, "{told}");
            }
        }
        assert!(killed >= kills / 2, "{work:?}: only {killed} kills");
    }
}
