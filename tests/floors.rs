//! Rooms and floors: the table in ARCHITECTURE.md and `cargo metadata` agree. A room depends on lower
//! floors only, and a library that one room owns is in that room only.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
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
