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

/// Tables of few keys are told in a sentence.
#[test]
fn every_key_of_a_table_that_is_not_printed_stands_in_a_sentence() {
    let text = include_str!("../../../../assets/FORMAT.md");
    let told = manual();
    let told = told.iter().filter(|(name, _)| !text.contains(&format!("<!-- 键：{name} -->")));
    for (table, keys) in told {
        for name in keys.lines().skip(2).filter_map(|row| row.split('|').nth(1)) {
            let name = name.trim().trim_matches('`');
            let is_there = [format!("`{name}`"), format!("`{name} ="), format!("\"{name}\"")];
            assert!(is_there.iter().any(|way| text.contains(way)), "{table}: {name}");
        }
    }
}
