//! Undo: random walks of edits, files, reasons, orders, undo, redo and restarts, after which undoing all gives the
//! first state and making all again the last, through the same states; what was deleted or replaced a moment after it
//! was typed can be had back; and what came back is told with its place.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use catalog::{Catalog, Field};
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use workbench::Workbench;

use client::walk::{Chance, edit};
use client::{Client, ask, workbench};

/// Steps of a walk.
const STEPS: usize = 500;

/// What a draft says; everything else that is shown follows from it.
fn says(client: &Client) -> Json {
    let keys = ["route", "values", "answers", "reasons", "attachments", "material", "appendix"];
    keys.iter().map(|key| ((*key).to_owned(), client.shown[*key].clone())).collect()
}

/// Undoes, or makes again, everything that there is; the states on the way.
fn all(client: &mut Client, redo: bool) -> Vec<Json> {
    let mut states = vec![says(client)];
    while client.shown[if redo { "can_redo" } else { "can_undo" }] == true {
        client.undo(redo);
        states.push(says(client));
    }
    states
}

/// A program that ends and one that starts.
fn restart(workbench: &mut Option<Arc<Workbench>>, home: &TempDir, client: Client) -> Client {
    assert_eq!(client.saved(true), "saved");
    let draft = client.draft;
    drop((client, workbench.take()));
    let new = workbench.insert(client::workbench(home.path()));
    Client::open(new, draft)
}

/// Names of files as they are attached, each photo with a content of its own.
fn photos(folder: &TempDir) -> Vec<PathBuf> {
    let photo =
        fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/pdf/corners.jpg")).unwrap();
    let names = ["一.jpg", "二.jpg", "三.jpg", "四.jpg"];
    let paths = names.map(|name| folder.path().join(name));
    for (number, path) in paths.iter().enumerate() {
        // Behind the end mark, where nobody looks.
        fs::write(path, [photo.as_slice(), &[u8::try_from(number).unwrap()]].concat()).unwrap();
    }
    paths.to_vec()
}

/// Puts the attachments in another order, or takes one out.
fn arrange(client: &mut Client, chance: &mut Chance) {
    let mut list = client.shown["attachments"].as_array().unwrap().clone();
    if list.is_empty() {
        return;
    }
    let one = list.remove(chance.below(list.len()));
    if chance.below(3) > 0 {
        list.insert(chance.below(list.len() + 1), one);
    }
    let entry = |one: &Json| {
        let keys = ["path", "kind", "caption", "url", "form"];
        keys.iter().map(|key| ((*key).to_owned(), one[*key].clone())).collect::<Json>()
    };
    client.edit("attachments", list.iter().map(entry).collect::<Json>());
}

/// Gives a reason to something of the attachments, there or not.
fn reason(client: &mut Client, chance: &mut Chance) {
    let code = chance.of(&["A406", "A407", "A421"]);
    let place = format!("reasons/{code}@attachments/{}", 1 + chance.below(5));
    let reason = chance.of(&["现场条件所限", "只有这一张", ""]);
    client.edit(&place, reason);
}

fn step(
    client: &mut Client,
    fields: &[Field],
    routes: &[&str],
    all: &[PathBuf],
    chance: &mut Chance,
) {
    match chance.below(12) {
        0 => {
            let files: Vec<_> =
                (0..=chance.below(2)).map(|_| all[chance.below(all.len())].as_path()).collect();
            client.attach("photo", &files).unwrap();
        }
        1 | 2 => arrange(client, chance),
        3 | 4 => reason(client, chance),
        5 => client.undo(false),
        6 => client.undo(true),
        _ => edit(client, fields, routes, chance),
    }
}

#[test]
fn after_any_walk_undo_leads_to_the_first_state_and_redo_to_the_last() {
    let catalog = Catalog::built_in();
    let files = TempDir::new().unwrap();
    let photos = photos(&files);
    for (seed, call) in ["js-2020", "shuangbai-2016", "ah-2024", "cac-2024"].into_iter().enumerate()
    {
        let call = catalog.call(call).unwrap();
        let routes: Vec<&str> = call.routes.iter().map(|route| route.id.as_str()).collect();
        let forms = call.routes.iter().flat_map(|route| &route.forms);
        let fields: Vec<Field> =
            forms.flat_map(|form| &form.fields).chain(&call.fields).cloned().collect();
        let home = TempDir::new().unwrap();
        let mut workbench = Some(workbench(home.path()));
        let request =
            json!({"ask": "new_draft", "call": call.id, "route": routes[0], "sample": true});
        let mut client = Client::new(workbench.as_ref().unwrap(), request);
        let first = says(&client);
        let mut chance = Chance(seed as u64 + 7);
        for _ in 0..STEPS {
            if chance.below(40) == 0 {
                client = restart(&mut workbench, &home, client);
            } else {
                step(&mut client, &fields, &routes, &photos, &mut chance);
            }
        }
        let last = says(&client);
        // What was undone at the end of the walk is ahead.
        let ahead = all(&mut client, true);
        for again in [false, true] {
            let mut back = all(&mut client, false);
            assert_eq!(back.last().unwrap(), &first, "{} undone", call.id);
            if again {
                client = restart(&mut workbench, &home, client);
            }
            let forth = all(&mut client, true);
            back.reverse();
            assert_eq!(back.len(), forth.len(), "{}", call.id);
            for (number, pair) in back.iter().zip(&forth).enumerate() {
                assert_eq!(pair.0, pair.1, "{} step {number}", call.id);
            }
            assert!(forth.contains(&last) && forth.last() == ahead.last(), "{} redone", call.id);
            client = restart(&mut workbench, &home, client);
        }
    }
}

#[test]
fn what_was_typed_comes_back_after_it_was_deleted_replaced_or_pasted_over() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let sentence = "全县建立县乡村三级服务体系。";
    for over in ["", "甲", "全县", "粘贴来的另一段话，比原来的长。"] {
        let mut client = Client::make(&workbench, false);
        client.edit("values/overview", "全县");
        client.edit("values/overview", sentence);
        client.edit("values/overview", over);
        client.undo(false);
        assert_eq!(client.value("overview"), sentence, "over it: {over}");
        client.undo(false);
        assert_eq!(client.value("overview"), Json::Null);
        client.undo(true);
        client.undo(true);
        let there = if over.is_empty() { Json::Null } else { json!(over) };
        assert_eq!((client.value("overview"), &client.shown["can_redo"]), (there, &json!(false)));
    }
    // What comes by the clipboard between two texts is told by the face.
    let mut client = Client::make(&workbench, false);
    client.edit("values/overview", "一");
    let request = json!({"ask": "edit", "seq": 2, "address": "values/overview",
                         "entry": "一二", "alone": true});
    client.ask(request);
    client.seq = 2;
    client.edit("values/overview", "一二三");
    for there in ["一二", "一"] {
        client.undo(false);
        assert_eq!(client.value("overview"), there);
    }
}

#[test]
fn what_undo_changed_is_told_with_its_place() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let row = json!({"unit": "甲", "name": "乙", "post": "丙", "mobile": "13800000000"});
    client.edit("values/liaisons", json!([row, row]));
    let staff = client.value("staff_total");
    let mut rows = json!([row, row]);
    rows[1]["mobile"] = json!("13900000000");
    let entry = |one: &Json| json!({"path": one["path"], "kind": one["kind"]});
    let photo = json!({"path": "a.jpg", "kind": "photo"});
    let before: Vec<Json> =
        client.shown["attachments"].as_array().unwrap().iter().map(entry).collect();
    let more = [before, vec![photo]].concat();
    for (address, entry, path, words) in [
        ("values/address", json!("江苏"), "address", "地址，恢复为“"),
        ("values/staff_total", json!(7), "staff_total", &format!("，恢复为“{staff}”。")),
        ("values/liaisons", rows, "liaisons/2/mobile", "第 2 行的“"),
        ("route", json!("recommended"), "route", "申报方式，恢复为“"),
        ("reasons/C201@start", json!("先行试点"), "start", "的理由，恢复为没有填。"),
        ("answers/not_awarded_before", json!(false), "answers/not_awarded_before", "，恢复为“"),
        ("attachments", json!(more), "attachments", "附件，恢复为 "),
    ] {
        client.edit(address, entry);
        client.undo(false);
        let told = &client.step;
        let said = told["words"].as_str().unwrap();
        assert!(said.starts_with("已撤销：") && said.contains(words), "{said}");
        assert!(told["path"].as_str().unwrap().starts_with(path), "{told}");
        client.undo(true);
        assert!(client.step["words"].as_str().unwrap().starts_with("已重做："), "{}", client.step);
        client.undo(false);
    }
    while client.shown["can_undo"] == true {
        client.undo(false);
    }
    // With nothing to undo there is nothing to tell.
    let nothing = ask(
        &workbench,
        json!({"ask": "undo", "draft": client.draft, "token": client.token, "redo": false}),
    );
    assert!(nothing.get("step").is_none(), "{nothing}");
}
