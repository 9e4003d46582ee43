//! Names of drafts, units and people, as they are found and offered again: by the keys of an input method, and to a draft
//! in which nothing of them stands yet.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use client::{Client, ask, workbench};

#[test]
fn names_and_units_are_found_by_the_keys_of_an_input_method() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    client.edit("values/case_name", "一店带多户");
    client.edit("values/org_name", "重庆市舒城 商务局");
    client.edit("values/overview", "合作社种茶叶。");
    client.saved(true);
    let list = |words: &str| {
        let request = json!({"ask": "drafts", "words": words, "binned": false, "limit": 50});
        ask(&workbench, request)["drafts"].as_array().unwrap().clone()
    };
    let name = json!(["名称"]);
    let unit = json!(["单位"]);
    for (words, label) in [
        ("yidian", &name),
        ("ydddh", &name),
        ("YD", &name),
        ("daiduohu", &name),
        ("scswj", &unit),
        ("chongqing", &unit),
        ("zhongqing", &unit),
        ("shuch", &unit),
    ] {
        let found = list(words);
        assert_eq!(found.len(), 1, "{words}");
        assert_eq!(found[0]["found_in"], *label, "{words}");
        assert_eq!(found[0]["unit"], "重庆市舒城 商务局");
    }
    assert_eq!(list("yidian scswj 茶叶").len(), 1);
    for words in ["y", "idian", "yidian 龘", "hezuoshe"] {
        assert!(list(words).is_empty(), "{words}");
    }
    // Of a list without words too, once it is looked through.
    assert_eq!(list("")[0]["unit"], "重庆市舒城 商务局");
    client.edit("values/org_name", "舒城县商务局");
    client.saved(true);
    assert!(list("chongqing").is_empty());
    assert_eq!(list("sc")[0]["unit"], "舒城县商务局");
}

#[test]
fn units_and_people_of_other_drafts_are_offered_with_all_that_is_known_of_them() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    for (name, unit, contact) in [
        ("旧的", "舒城县商务局", "李明"),
        ("新的", "舒城县商务局", "王强"),
        ("别的", "六安市电商协会", "王强"),
    ] {
        let mut client = Client::make(&workbench, false);
        client.edit("values/case_name", name);
        client.edit("values/org_name", unit);
        client.edit("values/address", format!("{name}路8号"));
        client.edit("values/contact", contact);
        client.edit("values/phone", "0564-8621234");
        client.saved(true);
    }
    let cards = |client: &Client| {
        let cards = ask(&workbench, json!({"ask": "known_cards", "draft": client.draft}));
        cards.as_array().unwrap().clone()
    };
    let said = |cards: &[Json], kind: &str| -> Vec<(String, String, usize)> {
        let of_kind = cards.iter().filter(|card| card["kind"] == kind);
        let text = |card: &Json, key: &str| card[key].as_str().unwrap().to_owned();
        let one = |card: &Json| {
            (text(card, "name"), text(card, "from"), card["fields"].as_array().unwrap().len())
        };
        let mut said: Vec<_> = of_kind.map(one).collect();
        said.sort();
        said
    };
    let own = |name: &str, from: &str, fields| (name.to_owned(), from.to_owned(), fields);
    // The same form: everything, and each name once, by the draft that was changed last.
    let mut same = Client::make(&workbench, false);
    let known = cards(&same);
    assert_eq!(
        said(&known, "unit"),
        [own("六安市电商协会", "别的", 2), own("舒城县商务局", "新的", 2)]
    );
    assert_eq!(said(&known, "contact"), [own("李明", "旧的", 2), own("王强", "别的", 2)]);
    // What is offered is taken as it is.
    for field in known[0]["fields"].as_array().unwrap() {
        let path = format!("values/{}", field["field"].as_str().unwrap());
        same.edit(&path, field["entry"].clone());
    }
    assert_eq!(same.value("org_name"), known[0]["name"]);
    // Another form asks for the person and the number in one.
    let other = json!({"ask": "new_draft", "call": "ah-2024", "route": "city", "sample": false});
    let other = Client::new(&workbench, other);
    let known = cards(&other);
    assert_eq!(said(&known, "unit").len(), 2);
    let contact = known.iter().find(|card| card["kind"] == "contact").unwrap();
    let entry = json!({"name": contact["name"], "phone": "0564-8621234"});
    assert_eq!(contact["fields"][0]["entry"], entry);
}

#[test]
fn nobody_whom_a_sample_made_up_is_offered() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut sample = Client::make(&workbench, true);
    sample.saved(true);
    let own = Client::make(&workbench, false);
    let known = || {
        let cards = ask(&workbench, json!({"ask": "known_cards", "draft": own.draft}));
        let cards = cards.as_array().unwrap().clone();
        cards.iter().map(|card| card["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(known().is_empty(), "{:?}", known());
    // Who writes a name of her own over it means herself; the others are still made up.
    sample.edit("values/contact", "周敏");
    sample.saved(true);
    assert_eq!(known(), ["contact"]);
    sample.edit("values/phone", "0564-8621234");
    sample.edit("values/org_name", "霍山县商务局");
    sample.saved(true);
    assert_eq!(known(), ["unit", "contact"]);
}
