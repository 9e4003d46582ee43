//! Names of drafts, units and people, as they are found and offered again: by the keys of an input method, and to a draft
//! in which nothing of them stands yet.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use client::{Client, ask, try_ask, workbench};
use workbench::RefusalCode;

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

#[test]
fn who_is_kept_is_offered_first_and_stays_when_the_draft_is_gone() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut first = Client::make(&workbench, false);
    let draft = first.draft;
    let keep =
        |kind: &str| try_ask(&workbench, json!({"ask": "keep_card", "draft": draft, "kind": kind}));
    assert_eq!(keep("unit").unwrap_err().code, RefusalCode::Entry, "nobody is named yet");
    first.edit("values/org_name", "舒城县商务局");
    first.edit("values/address", "城关镇1号");
    first.edit("values/contact", "李明");
    first.edit("values/case_name", "一店带多户");
    let view = keep("unit").unwrap();
    assert_eq!(
        (&view["kept"][0]["card"], &view["kept"][0]["name"]),
        (&json!(1), &json!("舒城县商务局"))
    );
    assert_eq!(view["here"].as_array().unwrap().len(), 2);
    // Once more is what it says now, not another one.
    first.edit("values/address", "城关镇2号");
    assert_eq!(keep("unit").unwrap()["kept"].as_array().unwrap().len(), 1);
    first.edit("values/org_name", "霍山县商务局");
    assert_eq!(keep("unit").unwrap()["kept"].as_array().unwrap().len(), 2);
    let change = |field: &str, entry: &str| {
        let request = json!({"ask": "change_card", "draft": draft, "card": 1,
                             "field": field, "entry": entry});
        try_ask(&workbench, request)
    };
    let view = change("address", "城关镇3号").unwrap();
    assert_eq!(view["kept"][0]["fields"][1]["entry"], "城关镇3号");
    assert!(change("org_name", "").is_err(), "who has no name is nobody");
    assert!(change("none", "").is_err());
    assert!(change("org_name", "霍山县商务局").is_err(), "there is one of this name");
    first.saved(true);
    ask(&workbench, json!({"ask": "close_draft", "draft": draft, "token": first.token}));
    ask(&workbench, json!({"ask": "bin_draft", "draft": draft, "binned": true}));
    // Another form takes it as it takes what a draft says.
    for (call, route) in [("js-2020", "self"), ("ah-2024", "city")] {
        let other = json!({"ask": "new_draft", "call": call, "route": route, "sample": false});
        let other = Client::new(&workbench, other);
        let cards = ask(&workbench, json!({"ask": "known_cards", "draft": other.draft}));
        let names: Vec<_> = cards.as_array().unwrap().iter().map(|card| &card["name"]).collect();
        assert_eq!(names, ["舒城县商务局", "霍山县商务局"], "{call}");
        assert_eq!(cards[0]["kept"], true);
        let view = ask(&workbench, json!({"ask": "drop_card", "draft": other.draft, "card": 9}));
        assert_eq!(view["kept"].as_array().unwrap().len(), 2);
    }
    let own = Client::make(&workbench, false);
    let view = ask(&workbench, json!({"ask": "drop_card", "draft": own.draft, "card": 1}));
    assert_eq!(view["kept"][0]["name"], "霍山县商务局");
    // What cannot be read is nobody's to overwrite; what is not kept is still offered.
    std::fs::write(home.path().join("cards.json"), "{").unwrap();
    let request = json!({"ask": "drop_card", "draft": own.draft, "card": 2});
    assert_eq!(try_ask(&workbench, request).unwrap_err().code, RefusalCode::Machine);
    assert_eq!(std::fs::read(home.path().join("cards.json")).unwrap(), b"{");
    ask(&workbench, json!({"ask": "known_cards", "draft": own.draft}));
}
