//! What a draft said before: kept when it is sent and handed over, compared in words, and brought back as one step.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;

use std::fs;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use client::{Client, try_ask, workbench};

fn versions(client: &Client) -> Vec<Json> {
    client.ask(json!({"ask": "kept_versions"})).as_array().unwrap().clone()
}

fn occasions(client: &Client) -> Vec<Json> {
    versions(client).iter().map(|version| version["occasion"].clone()).collect()
}

fn differences(client: &Client, version: &Json, with: Option<&Json>) -> Vec<(String, Json, Json)> {
    let mut request = json!({"ask": "compare_version", "version": version["version"]});
    if let Some(with) = with {
        request["with"] = with["version"].clone();
    }
    let found = client.ask(request);
    let line = |one: &Json| {
        (one["address"].as_str().unwrap().to_owned(), one["here"].clone(), one["coming"].clone())
    };
    found.as_array().unwrap().iter().map(line).collect()
}

#[test]
fn what_was_sent_and_handed_over_is_kept_and_can_be_had_back() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    assert!(versions(&client).is_empty());
    let photo = place.path().join("现场.jpg");
    fs::write(&photo, b"photo").unwrap();
    client.edit("values/case_name", "第一版");
    client.attach("document", &[&photo]).unwrap();
    let file = place.path().join("一.shenbao");
    client.ask(json!({"ask": "hand_over", "file": file}));
    let handed = versions(&client)[0].clone();
    assert_eq!(
        (&handed["occasion"], &handed["note"], &handed["is_now"]),
        (&json!("handed_over"), &json!(file), &json!(true))
    );
    client.edit("values/case_name", "第二版");
    client.edit("attachments", json!([]));
    let sent = client.ask(json!({"ask": "export", "target": place.path(), "as_draft": true}));
    assert_eq!(occasions(&client), ["handed_over"], "a draft copy is not what is sent: {sent}");
    client.edit("values/case_name", "第三版");
    // What has changed is told in words, against what is typed now.
    let found = differences(&client, &handed, None);
    assert_eq!(found[0], ("values/case_name".into(), json!("第三版"), json!("第一版")));
    assert_eq!((found[1].0.as_str(), &found[1].1), ("attachments", &json!("")));
    assert!(found[1].2.as_str().unwrap().contains("现场.jpg"), "{found:?}");
    assert!(!found[1].2.as_str().unwrap().contains("不在"), "{found:?}");
    let (before, draft) = (client.shown.clone(), client.draft);
    let patch = client.ask(json!({"ask": "go_back", "version": handed["version"]}));
    client.hear(&patch);
    assert_eq!(client.value("case_name"), "第一版");
    assert_eq!(client.shown["attachments"][0]["path"], "现场.jpg");
    assert_eq!(client.shown["attachments"][0]["bytes"], 5);
    client.agrees_with_a_fresh_look();
    assert_eq!(client.saved(true), "saved");
    assert!(versions(&client)[0]["is_now"].as_bool().unwrap());
    assert!(differences(&client, &handed, None).is_empty());
    // One step, which undo takes back, also the next day.
    drop(client);
    let mut client = Client::open(&workbench, draft);
    client.undo(false);
    assert_eq!(client.shown["values"], before["values"]);
    assert_eq!(client.shown["attachments"], json!([]));
    // One that is not there is told, and nothing is changed.
    let request = json!({"ask": "go_back", "draft": draft, "token": client.token, "version": 99});
    let refusal = try_ask(&workbench, request).unwrap_err();
    assert!(refusal.message.contains("历史版本"), "{}", refusal.message);
    assert_eq!(client.value("case_name"), "第三版");
}

#[test]
fn a_final_copy_is_kept_with_its_folder_and_two_versions_are_compared() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let export = json!({"ask": "export", "target": place.path(), "as_draft": false});
    let first = client.ask(export.clone());
    client.edit("values/case_name", "换了名称");
    client.saved(true);
    client.ask(export);
    let kept = versions(&client);
    assert_eq!(kept.iter().map(|one| &one["occasion"]).collect::<Vec<_>>(), ["exported"; 2]);
    assert_eq!(kept[1]["note"], first["folder"]);
    let found = differences(&client, &kept[1], Some(&kept[0]));
    assert_eq!((found.len(), found[0].0.as_str()), (1, "values/case_name"), "{found:?}");
    assert_eq!(found[0].1, "换了名称");
    // The same from the terminal, while nobody has the draft open.
    let draft = client.draft;
    client.ask(json!({"ask": "close_draft"}));
    workbench.go_back_in(draft, kept[1]["version"].as_i64().unwrap()).unwrap();
    let client = Client::open(&workbench, draft);
    assert_ne!(client.value("case_name"), "换了名称");
}
