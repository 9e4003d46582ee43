//! `assets/FORMAT.md` says of every key what the table of keys says: between `<!-- 键：… -->` and
//! `<!-- 完 -->` stands what is printed from it. `BLESS=1` writes it.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::path::Path;

use catalog::manual;

const END: &str = "<!-- 完 -->";

#[test]
fn the_tables_of_the_manual_are_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/FORMAT.md");
    let there = std::fs::read_to_string(&path).unwrap();
    let mut fresh = there.clone();
    let mut rest = there.as_str();
    let tables = manual();
    while let Some((_, after)) = rest.split_once("<!-- 键：") {
        let (name, body) = after.split_once(" -->").unwrap();
        let (old, after) = body.split_once(END).unwrap();
        let (_, table) = tables.iter().find(|(known, _)| known == name).expect(name);
        let mark = format!("<!-- 键：{name} -->");
        fresh = fresh.replace(&format!("{mark}{old}{END}"), &format!("{mark}\n{table}\n{END}"));
        rest = after;
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    } else {
        assert!(fresh == there, "FORMAT.md is not fresh (BLESS=1 writes it)");
    }
}

#[test]
fn every_key_stands_in_the_manual() {
    let text = include_str!("../../../../assets/FORMAT.md");
    for (table, keys) in manual() {
        let names = keys.lines().skip(2).filter_map(|row| row.split('|').nth(1));
        for name in names.map(str::trim) {
            let name = name.trim_matches('`');
            let is_there = text.contains(&format!("`{name}`"))
                || text.contains(&format!("`{name} ="))
                || text.contains(&format!("\"{name}\""));
            assert!(is_there, "{table}: {name}");
        }
    }
}
