//! How far a draft is from the first word to where it is handed in, as the list tells it; and that one in which nothing was
//! ever filled in is not kept.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;

use serde_json::{Value as Json, json};
use tempfile::TempDir;
use workbench::Workbench;

use client::{Client, ask, drafts, workbench};

fn listed(workbench: &Workbench) -> Json {
    let all = json!({"ask": "drafts", "words": "", "binned": false, "limit": 9});
    ask(workbench, all)["drafts"][0].clone()
}

#[test]
fn a_draft_goes_from_exported_to_sealed_to_handed_in_and_is_told_when_it_was_changed_since() {
    let (home, target) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    assert_eq!(listed(&workbench)["call_id"], "js-2020");
    let told = |key: &str| listed(&workbench)[key].clone();
    assert_eq!((told("exported"), told("sealed")), (Json::Null, Json::Null));

    client.ask(json!({"ask": "export", "target": target.path(), "as_draft": false, "job": 1}));
    assert!(told("exported").is_number());
    assert_eq!(told("changed_since"), json!(false));

    let next = client.ask(json!({"ask": "next_steps"}));
    let form = &next["forms"][0];
    // Nobody recommends who applies for himself.
    assert_eq!(form["seals"].as_array().unwrap().len(), 1, "{form}");
    assert_eq!(form["seals"][0]["label"], "报送单位");
    let page = usize::try_from(form["seals"][0]["page"].as_u64().unwrap()).unwrap();
    assert!((1..=usize::try_from(form["pages"].as_u64().unwrap()).unwrap()).contains(&page));
    assert_eq!(next["closes"], "2020-07-31");
    assert!(next["folder"].as_str().unwrap().contains("农村电商工程"));

    client.ask(json!({"ask": "mark_draft", "done": "sealed", "day": "2020-06-22"}));
    client.ask(json!({"ask": "mark_draft", "done": "handed_in", "day": "2020-06-23"}));
    // Noon in China of the day that was said; the newest word counts, and no other is left of it.
    assert_eq!(told("sealed"), json!(1_592_798_400_000_i64));
    client.ask(json!({"ask": "mark_draft", "done": "sealed", "day": "2020-06-24"}));
    assert_eq!(told("sealed"), json!(1_592_971_200_000_i64));
    assert!(told("handed_in").is_number());
    client.ask(json!({"ask": "mark_draft", "done": "handed_in", "day": null}));
    assert_eq!(told("handed_in"), Json::Null);

    client.edit("values/email", "other@example.com");
    client.saved(true);
    assert_eq!(told("changed_since"), json!(true));
    assert_eq!(told("flaw"), Json::Null);
}

#[test]
fn a_route_with_an_office_asks_for_its_seal_too() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let request =
        json!({"ask": "new_draft", "call": "js-2020", "route": "recommended", "sample": true});
    let client = Client::new(&workbench, request);
    let next = client.ask(json!({"ask": "next_steps"}));
    let seals = next["forms"][0]["seals"].as_array().unwrap();
    let labels: Vec<&str> = seals.iter().map(|seal| seal["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["报送单位", "推荐单位"]);
}

#[test]
fn only_a_draft_in_which_something_was_filled_in_is_kept() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let close = |client: &Client| {
        client.ask(json!({"ask": "close_draft", "drop_untouched": true}));
    };
    close(&Client::make(&workbench, false));
    assert!(drafts(&workbench, "", false).is_empty());
    // With the sample in it, and where something was typed, and where that was taken back: it can be made again.
    close(&Client::make(&workbench, true));
    assert_eq!(drafts(&workbench, "", false).len(), 1);
    let mut client = Client::make(&workbench, false);
    client.edit("values/case_name", "甲");
    client.undo(false);
    close(&client);
    assert_eq!(drafts(&workbench, "", false).len(), 2);
}
