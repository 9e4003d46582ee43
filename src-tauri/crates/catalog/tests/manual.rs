//! `assets/FORMAT.md` says of every key what the table of keys says: between `<!-- 键：… -->` and
//! `<!-- 完 -->` stands what is printed from it. `BLESS=1` writes it.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::collections::BTreeMap;
use std::path::Path;

use catalog::{Catalog, FilledBy, Folder, lint, manual};

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

/// What the first page shows is a whole form and a whole call, as it stands there: behind `<!-- 例：… -->` each file.
#[test]
fn the_form_and_the_call_of_the_first_page_are_whole() {
    let text = include_str!("../../../../assets/FORMAT.md");
    let mut folders: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for piece in text.split("<!-- 例：").skip(1) {
        let (path, rest) = piece.split_once(" -->\n```").unwrap();
        let (_, rest) = rest.split_once('\n').unwrap();
        let (folder, file) = path.rsplit_once('/').unwrap();
        let text = format!("{}\n", rest.split_once("\n```").unwrap().0);
        folders.entry(folder.to_owned()).or_default().insert(file.to_owned(), text);
    }
    let folders: Vec<Folder> =
        folders.into_iter().map(|(path, files)| Folder { path, files }).collect();
    assert_eq!(lint(&folders, &[]), []);
    let catalog = Catalog::of(folders);
    let call = catalog.call("lunwen-2026").unwrap();
    assert_eq!((call.thing.as_str(), call.slots().count()), ("论文", 1));
    let opinion = call.main_form().field("opinion").unwrap();
    assert_eq!(opinion.filled_by, FilledBy::Recommender);
}
