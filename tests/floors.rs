//! Rooms and floors: the table in ARCHITECTURE.md and `cargo metadata` agree. A room depends on lower
//! floors only, and a library that one room owns is in that room only. Verdicts are made in `case` only.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

struct Room {
    floor: u32,
    owns: Vec<String>,
}

/// Rows `| floor | room | what | owns |` of the table in ARCHITECTURE.md.
fn rooms(root: &Path) -> BTreeMap<String, Room> {
    let text = std::fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    text.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [floor, name, _, owns] = cells[..] else { return None };
            let owns = owns.split(',').map(|name| name.trim().trim_matches('`').to_owned());
            let room = Room { floor: floor.parse().ok()?, owns: owns.collect() };
            Some((name.trim_matches('`').to_owned(), room))
        })
        .collect()
}

#[test]
fn arrows_point_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let rooms = rooms(&root);
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(&root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();

    let mut found = BTreeSet::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let room = rooms.get(name).unwrap_or_else(|| panic!("{name} is not in ARCHITECTURE.md"));
        found.insert(name.to_owned());
        let dependencies = package["dependencies"].as_array().unwrap();
        for dependency in dependencies.iter().filter(|d| d["kind"].is_null()) {
            let used = dependency["name"].as_str().unwrap();
            if let Some(lower) = rooms.get(used) {
                assert!(lower.floor < room.floor, "{name} (floor {}) uses {used}", room.floor);
            }
            for (owner, _) in rooms.iter().filter(|(_, room)| room.owns.iter().any(|o| o == used)) {
                let also = room.owns.iter().any(|owned| owned == used);
                assert!(owner == name || also, "{name} uses {used}, which {owner} owns");
            }
        }
    }
    let told: BTreeSet<String> = rooms.keys().cloned().collect();
    assert_eq!(told, found, "ARCHITECTURE.md and the workspace list other rooms");
}

/// Every Rust file below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|end| end == "rs") {
            found.push(entry);
        }
    }
}

/// The rooms above `case` gather what is known, set pages and spell names; every verdict on the user's work is made in
/// `case`, from values, so that whoever has the values comes to the same one. There are no exceptions.
#[test]
fn no_room_above_case_makes_a_verdict() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let rooms = rooms(&root);
    let mut files = Vec::new();
    for (name, room) in &rooms {
        if room.floor > rooms["case"].floor {
            let crates = root.join("src-tauri/crates").join(name).join("src");
            let folder = if crates.exists() { crates } else { root.join("src-tauri/src") };
            sources(&folder, &mut files);
        }
    }
    assert!(files.len() > 120, "{}", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            // A word of its own: `RefusalCode` is about the machine, not about the user's work. A variant that is
            // named: a code that somebody asks about may be read.
            let makes = |word: &str| {
                line.match_indices(word).any(|(at, _)| {
                    !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
                })
            };
            let mut codes = line.match_indices("Code::");
            let names_code = makes("Code::")
                && codes.any(|(at, word)| line[at + word.len()..].starts_with(char::is_uppercase));
            let is_verdict = names_code || makes("Finding::new") || makes("Finding {");
            assert!(!is_verdict, "{}:{}: {line}", file.display(), number + 1);
        }
    }
}

/// What one system does and another does not stands where people look for it: how the disk behaves, how a process is held
/// to its bounds, how the server is asked to end, where a user's files lie, which browser is opened, and what the doors are
/// called.
#[test]
fn what_depends_on_the_system_stands_in_few_files() {
    const PLACES: [&str; 15] = [
        "apart/src/bounds.rs",
        "apart/src/question.rs",
        "cli/src/main.rs",
        "cli/src/serve.rs",
        "cli/src/serve/handover.rs",
        "disk/src/meant.rs",
        "disk/src/private.rs",
        "disk/src/real.rs",
        "disk/src/system.rs",
        "disk/src/unfinished.rs",
        "foundation/src/file_reason.rs",
        "foundation/src/shown.rs",
        "workbench/src/browser.rs",
        "workbench/src/machine.rs",
        "workbench/src/signals.rs",
    ];
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let mut files = Vec::new();
    sources(&crates, &mut files);
    let asks = |line: &str| {
        let condition = line.contains("cfg(") || line.contains("cfg!(");
        condition
            && ["unix", "windows", "target_os", "target_vendor"]
                .iter()
                .any(|system| line.contains(system))
    };
    let mut asking: Vec<_> = files
        .iter()
        .map(|file| file.strip_prefix(&crates).unwrap().to_str().unwrap().replace('\\', "/"))
        .zip(&files)
        .filter(|(_, file)| std::fs::read_to_string(file).unwrap().lines().any(asks))
        .map(|(name, _)| name)
        .filter(|name| name.contains("/src/"))
        .collect();
    asking.retain(|name| !PLACES.contains(&name.as_str()));
    assert!(asking.is_empty(), "these ask which system it is: {asking:?}");
}
