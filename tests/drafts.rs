//! The workbench driven by a client without a face: what a window does, in the order in which it does
//! it, on a real disk.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value as Json, json};
use tempfile::TempDir;
use workbench::{MachineClock, RefusalCode, Workbench};

use client::{Client, ask, try_ask, workbench};

fn drafts(workbench: &Workbench, words: &str, binned: bool) -> Vec<String> {
    let request = json!({"ask": "drafts", "words": words, "binned": binned, "limit": 50});
    let list = ask(workbench, request);
    let titles = list["drafts"].as_array().unwrap().iter();
    titles.map(|draft| draft["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_typed_is_there_the_next_day() {
    let home = TempDir::new().unwrap();
    let id = {
        let workbench = workbench(home.path());
        let mut client = Client::make(&workbench, false);
        let patch = client.edit("values/case_name", "𠮷林一店带多户");
        assert_eq!(patch["seq"], 1);
        assert_eq!(patch["values"], json!({"case_name": "𠮷林一店带多户"}));
        assert_eq!(patch["title"], "𠮷林一店带多户");
        assert!(patch.get("route").is_none() && patch.get("attachments").is_none(), "{patch}");
        client.edit("values/staff_total", "38人");
        assert!(client.codes().contains(&"F108@staff_total".to_owned()), "{:?}", client.codes());
        client.edit("values/staff_total", "３８");
        assert_eq!(client.value("staff_total"), 38);
        client.edit("route", "recommended");
        client.agrees_with_a_fresh_look();
        assert_eq!(client.saved(true), "saved");
        client.draft
    };
    let workbench = workbench(home.path());
    assert_eq!(drafts(&workbench, "", false), ["𠮷林一店带多户"]);
    let mut client = Client::open(&workbench, id);
    assert_eq!(client.value("case_name"), "𠮷林一店带多户");
    assert_eq!(client.shown["route"], "recommended");
    // Steps are there the next day too.
    client.undo(false);
    assert_eq!(client.shown["route"], "self");
    // Typing in one field without a pause was one step.
    client.undo(false);
    assert_eq!(
        (client.value("staff_total"), &client.shown["can_redo"]),
        (Json::Null, &json!(true))
    );
    client.undo(true);
    assert_eq!(client.value("staff_total"), 38);
    client.agrees_with_a_fresh_look();
}

#[test]
fn an_edit_that_comes_twice_counts_once_and_another_face_takes_over() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    client.edit("values/case_name", "一");
    client.seq = 0;
    client.edit("values/case_name", "二");
    assert_eq!(client.value("case_name"), "一");
    let mut other = Client::open(&workbench, client.draft);
    other.edit("values/case_name", "三");
    let late = json!({"ask": "edit", "draft": client.draft, "token": client.token, "seq": 9,
                      "place": "values/case_name", "entry": "四"});
    assert_eq!(try_ask(&workbench, late).unwrap_err().code, RefusalCode::TakenOver);
    assert_eq!(other.value("case_name"), "三");
}

#[test]
fn an_edit_is_on_the_disk_within_two_seconds() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    workbench.keep_saving();
    let mut client = Client::make(&workbench, false);
    // Without a pause: a key every tenth of a second, for four seconds.
    let mut typed = String::new();
    for second in 0..4 {
        for _ in 0..10 {
            typed.push('字');
            client.edit("values/case_name", typed.as_str());
            std::thread::sleep(Duration::from_millis(100));
        }
        let title = on_disk(home.path());
        let age = (second + 1) * 10 - title.chars().count();
        assert!(age <= 20, "what was typed {age} keys ago is not on the disk");
    }
    std::thread::sleep(Duration::from_millis(2000));
    assert_eq!(on_disk(home.path()), typed);
    assert_eq!(client.saved(false), "saved");
}

/// The title in the database, read by another hand.
fn on_disk(home: &Path) -> String {
    let connection = rusqlite::Connection::open(home.join("drafts.db")).unwrap();
    connection.query_row("SELECT title FROM drafts", [], |row| row.get(0)).unwrap()
}

#[test]
fn drafts_are_searched_copied_and_moved_to_the_bin_and_back() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    client.edit("values/case_name", "网络扶智到村");
    client.ask(json!({"ask": "close_draft"}));
    let copy = client.ask(json!({"ask": "copy_draft"})).as_i64().unwrap();
    assert_ne!(copy, client.draft);
    let mut other = Client::open(&workbench, copy);
    other.edit("values/case_name", "另一份");
    other.saved(true);
    assert_eq!(drafts(&workbench, "扶智", false), ["网络扶智到村"]);
    assert_eq!(drafts(&workbench, "", false).len(), 2);
    other.ask(json!({"ask": "bin_draft", "binned": true}));
    assert_eq!(drafts(&workbench, "", false), ["网络扶智到村"]);
    assert_eq!(drafts(&workbench, "", true), ["另一份"]);
    other.ask(json!({"ask": "bin_draft", "binned": false}));
    assert_eq!(drafts(&workbench, "", true), [""; 0]);
    let gone = json!({"ask": "open_draft", "draft": 99});
    assert_eq!(try_ask(&workbench, gone).unwrap_err().code, RefusalCode::NoDraft);
}

#[test]
fn attachments_are_copied_and_go_with_the_folder() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let photo = place.path().join("现场.jpg");
    fs::write(&photo, b"one").unwrap();
    client.attach("photo", &[&photo]).unwrap();
    fs::write(&photo, b"two").unwrap();
    client.attach("photo", &[&photo, &photo]).unwrap();
    fs::remove_file(&photo).unwrap();
    let mut attachments = client.shown["attachments"].clone();
    let names: Vec<&str> =
        attachments.as_array().unwrap().iter().map(|a| a["path"].as_str().unwrap()).collect();
    assert_eq!(names, ["现场.jpg", "现场（2）.jpg", "现场（2）.jpg"]);
    assert_eq!(attachments[0]["bytes"], 3);
    // What cannot be read is told, and nothing of it is kept.
    let refused = client.attach("photo", &[&photo]).unwrap();
    assert!(refused.len() == 1 && refused[0].contains("现场.jpg"), "{refused:?}");
    assert_eq!(client.shown["attachments"], attachments);
    // Captions, order and removal are edits like others.
    attachments.as_array_mut().unwrap().pop();
    let entry: Vec<Json> = attachments
        .as_array()
        .unwrap()
        .iter()
        .map(|a| json!({"path": a["path"], "kind": a["kind"], "caption": "店长培训"}))
        .collect();
    client.edit("attachments", entry);
    client.agrees_with_a_fresh_look();
    let target = place.path().join("报送");
    let sent = client.ask(json!({"ask": "export", "target": target, "as_draft": false}));
    let files: Vec<&str> =
        sent["files"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
    // The whole PDF, the form by itself, two photos and the list.
    assert_eq!(files.len(), 5, "{files:?}");
    let folder = Path::new(sent["folder"].as_str().unwrap());
    assert_eq!(fs::read(folder.join(files[2])).unwrap(), b"one");
    assert_eq!(fs::read(folder.join(files[3])).unwrap(), b"two");
    assert!(files[2].ends_with("-照片01-店长培训.jpg"), "{files:?}");
    // Taking the attachments back brings the first two files again.
    client.undo(false);
    assert_eq!(client.shown["attachments"].as_array().unwrap().len(), 3);
    assert_eq!(client.shown["attachments"][2]["bytes"], 3);
}

#[test]
fn files_of_the_material_are_kept_and_their_lengths_told() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    assert_eq!(client.shown["files"], json!({}));
    let photo = place.path().join("现场.jpg");
    fs::write(&photo, b"one").unwrap();
    let kept = client.keep(&[&photo]).unwrap();
    assert_eq!(kept, json!({"names": ["现场.jpg"], "refused": []}));
    let picture = |path: &str| json!({"kind": "picture", "path": path, "caption": "培训"});
    let blocks = json!({"blocks": [picture("现场.jpg"), picture("不在.jpg"), picture("")]});
    let patch = client.edit("material", blocks);
    assert_eq!(patch["files"], json!({"现场.jpg": 3}));
    // What stays as it was is not told again.
    let patch = client.edit("material/3", json!({"kind": "paragraph", "text": "甲"}));
    assert!(patch.get("files").is_none(), "{patch}");
    client.agrees_with_a_fresh_look();
    client.edit("material", json!(null));
    assert_eq!(client.shown["files"], json!({}));
    client.undo(false);
    assert_eq!(client.shown["files"], json!({"现场.jpg": 3}));
}

#[test]
fn a_number_in_a_block_is_masked_where_it_stands() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    let table = json!({"kind": "table", "caption": "联系表", "header": true,
                       "rows": [["姓名", "手机"], ["李明", "甲\n13912345678"]]});
    client.edit("material", json!({"blocks": [{"kind": "paragraph", "text": "甲"}, table]}));
    let found = |client: &Client| {
        let findings = client.shown["findings"].as_array().unwrap();
        findings.iter().find(|finding| finding["path"] == "material/2").cloned()
    };
    let finding = found(&client).unwrap();
    assert_eq!(finding["message"], "“案例材料第 2 段”里有第 2 行第 1 字起的手机号“139****5678”。");
    let masked = finding["suggestion"].clone();
    assert_eq!(masked["rows"], json!([["姓名", "手机"], ["李明", "甲\n139****5678"]]));
    assert_eq!(masked["caption"], "联系表");
    client.edit("material/2", masked);
    assert_eq!(found(&client), None);
}

#[test]
fn what_stops_the_final_copy_stops_the_export_but_not_the_draft() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let client = Client::make(&workbench, false);
    let request = json!({"ask": "export", "draft": client.draft, "job": 1, "target": place.path(),
                         "as_draft": false});
    assert_eq!(try_ask(&workbench, request).unwrap_err().code, RefusalCode::Blocked);
    assert!(fs::read_dir(place.path()).unwrap().next().is_none());
    let sent = client.ask(json!({"ask": "export", "target": place.path(), "as_draft": true}));
    assert!(sent["folder"].as_str().unwrap().ends_with("-草稿"));
    let missing = json!({"ask": "export", "draft": client.draft, "job": 1, "as_draft": true,
                         "target": place.path().join("no/such")});
    let refusal = try_ask(&workbench, missing).unwrap_err();
    assert!(refusal.message.contains("不存在"), "{refusal:?}");
}

#[test]
fn a_case_file_goes_out_and_comes_back_the_same() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let photo = place.path().join("a.png");
    fs::write(&photo, b"picture").unwrap();
    client.attach("photo", &[&photo]).unwrap();
    let file = place.path().join("案例.json");
    client.ask(json!({"ask": "save_as", "file": file}));
    assert_eq!(fs::read(place.path().join("案例-附件/a.png")).unwrap(), b"picture");
    let again = Client::new(&workbench, json!({"ask": "import", "file": file}));
    assert_ne!(again.draft, client.draft);
    assert_eq!(again.shown["values"], client.shown["values"]);
    assert_eq!(again.shown["attachments"], client.shown["attachments"]);
    // Half-typed numbers stay in the draft; a case file cannot hold them, and says so.
    client.edit("values/staff_total", "三十八");
    let request = json!({"ask": "save_as", "draft": client.draft, "file": file});
    let refusal = try_ask(&workbench, request).unwrap_err();
    assert!(refusal.message.contains("项目投入人员数量"), "{refusal:?}");
    fs::write(&file, "{").unwrap();
    let refusal = try_ask(&workbench, json!({"ask": "import", "file": file})).unwrap_err();
    assert!(refusal.message.contains("第 1 行"), "{refusal:?}");
}

#[test]
fn a_disk_that_says_no_is_told_until_it_says_yes() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    client.saved(true);
    // Another program holds the database: what a full or read-only disk looks like to the saver.
    let other = rusqlite::Connection::open(home.path().join("drafts.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    client.edit("values/case_name", "不能丢");
    assert_eq!(client.saved(false), "saving");
    assert_eq!(client.saved(true), "failing");
    let state = client.ask(json!({"ask": "saved", "now": false}));
    assert!(state["reason"].as_str().unwrap().contains("占用"), "{state}");
    let close = json!({"ask": "close_draft", "draft": client.draft, "token": client.token});
    assert!(try_ask(&workbench, close).is_err(), "a draft that is not saved is not let go of");
    assert!(workbench.finish().is_err());
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(client.saved(true), "saved");
    assert_eq!(on_disk(home.path()), "不能丢");
    workbench.finish().unwrap();
}

#[test]
fn pages_are_set_again_only_where_they_changed() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let paper = |client: &Client| client.ask(json!({"ask": "paper", "form": "js-2020-case"}));
    let before = paper(&client);
    assert_eq!(before["pages"].as_array().unwrap().len(), 2);
    client.edit("values/phone", "0512-66660000");
    let after = paper(&client);
    assert_ne!(before["pages"][0]["stamp"], after["pages"][0]["stamp"]);
    assert_eq!(before["pages"][1], after["pages"][1]);
    // Each page says where its fields stand: the name of the case above its phone.
    let y = |field: &str| after["pages"][0]["places"][field].as_f64().unwrap();
    assert!(0.0 < y("case_name") && y("case_name") < y("phone") && y("phone") < 297.0);
    let png = workbench.picture(client.draft, "js-2020-case", 2, 96).unwrap();
    assert_eq!(&png[1..4], b"PNG");
    assert!(workbench.picture(client.draft, "js-2020-case", 3, 96).is_err());
}

#[test]
fn a_home_that_cannot_be_used_is_told_and_tried_again() {
    let place = TempDir::new().unwrap();
    let home = place.path().join("file");
    fs::write(&home, b"no folder").unwrap();
    let clock = MachineClock::from_environment().unwrap();
    let workbench = Workbench::new(Box::new(clock)).with_home(Some(home.clone()));
    let start = ask(&workbench, json!({"ask": "start"}));
    assert_eq!(start["drafts"]["state"], "closed");
    let message = start["drafts"]["refusal"]["message"].as_str().unwrap();
    assert!(message.contains("file"), "{message}");
    let list = json!({"ask": "drafts", "words": "", "binned": false, "limit": 9});
    assert!(try_ask(&workbench, list).is_err());
    fs::remove_file(&home).unwrap();
    assert_eq!(ask(&workbench, json!({"ask": "start"}))["drafts"]["state"], "ready");
}

#[test]
fn saves_from_several_hands_never_put_the_older_state_last() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    workbench.keep_saving();
    let mut client = Client::make(&workbench, false);
    let draft = client.draft;
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !done.load(std::sync::atomic::Ordering::Relaxed) {
                    ask(&workbench, json!({"ask": "saved", "draft": draft, "now": true}));
                }
            });
        }
        for number in 0..60 {
            client.edit("values/case_name", format!("第{number}次"));
            // What is told to be saved is what another hand finds.
            if client.saved(true) == "saved" {
                assert_eq!(on_disk(home.path()), format!("第{number}次"));
            }
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn a_face_that_was_taken_over_closes_nothing() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let old = Client::make(&workbench, false);
    let mut new = Client::open(&workbench, old.draft);
    old.ask(json!({"ask": "close_draft"}));
    new.edit("values/case_name", "还在");
    assert_eq!(new.saved(true), "saved");
    assert_eq!(on_disk(home.path()), "还在");
}

#[test]
fn a_case_file_from_elsewhere_takes_only_what_lies_below_it() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let secret = place.path().join("secret.txt");
    fs::write(&secret, b"not to be sent").unwrap();
    let folder = place.path().join("来件");
    fs::create_dir_all(folder.join("photos")).unwrap();
    fs::write(folder.join("photos/a.jpg"), b"photo").unwrap();
    let mut case: Json =
        serde_json::from_str(&workbench.desk().new_case("js-2020", Some("self"), true).unwrap())
            .unwrap();
    case["attachments"] = json!([
        {"path": "photos/a.jpg", "kind": "photo"},
        {"path": "../secret.txt", "kind": "document"},
        {"path": secret, "kind": "document"},
    ]);
    let file = folder.join("案例.json");
    fs::write(&file, case.to_string()).unwrap();
    let client = Client::new(&workbench, json!({"ask": "import", "file": file}));
    let attachments = client.shown["attachments"].as_array().unwrap();
    let bytes: Vec<&Json> = attachments.iter().map(|attachment| &attachment["bytes"]).collect();
    assert_eq!(bytes, [&json!(5), &Json::Null, &Json::Null]);
    assert!(client.codes().contains(&"A401@attachments/2".to_owned()), "{:?}", client.codes());
}
