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

use client::{Client, ask, drafts, try_ask, workbench};

#[test]
fn drafts_are_found_by_what_looks_alike_and_by_units_and_people() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    for name in ["ＡＢＣ１２３示范", "電商繁體", "“引号”案例", "Café"] {
        let mut client = Client::make(&workbench, false);
        client.edit("values/case_name", name);
        client.edit("values/org_name", format!("江苏{name}公司"));
        client.edit("values/contact", "歐陽娜");
        assert_eq!(client.saved(true), "saved");
    }
    for (words, name) in [
        ("abc123", "ＡＢＣ１２３示范"),
        ("ABC123", "ＡＢＣ１２３示范"),
        ("电商", "電商繁體"),
        ("\"引号\"", "“引号”案例"),
        ("CAFÉ", "Café"),
        ("cafe", "Café"),
        ("江苏abc123示范公司", "ＡＢＣ１２３示范"),
    ] {
        assert_eq!(drafts(&workbench, words, false), [name], "{words}");
    }
    assert_eq!(drafts(&workbench, "欧阳", false).len(), 4);
    assert_eq!(drafts(&workbench, "欧阳 cafe", false), ["Café"]);
    assert!(drafts(&workbench, "没有这个", false).is_empty());
    // What is changed is found by what it says now.
    let mut client = Client::make(&workbench, false);
    client.edit("values/case_name", "甲");
    client.saved(true);
    assert_eq!(drafts(&workbench, "甲", false), ["甲"]);
    client.edit("values/case_name", "乙");
    client.saved(true);
    assert!(drafts(&workbench, "甲", false).is_empty());
    assert_eq!(drafts(&workbench, "乙", false), ["乙"]);
}

#[test]
fn every_word_is_found_from_one_character_on_and_it_is_said_where() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let found = |words: &str| {
        let request = json!({"ask": "drafts", "words": words, "binned": false, "limit": 50});
        let list = ask(&workbench, request);
        let of = |draft: &Json| (draft["title"].clone(), draft["found_in"].clone());
        list["drafts"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    let mut client = Client::make(&workbench, false);
    client.edit("values/case_name", "一店带多户");
    client.edit("values/overview", "村里的合作社种茶叶，100%有机。\n龘字少见。");
    client
        .edit("material", json!({"blocks": [{"kind": "paragraph", "text": "𠮷林的参农 Ginseng"}]}));
    client.edit("attachments", json!([{"path": "现场.jpg", "kind": "photo", "caption": "培训班"}]));
    client.saved(true);
    let mut other = Client::make(&workbench, false);
    other.edit("values/case_name", "茶山");
    other.saved(true);
    let overview = json!(["扶贫工作概述（不超过800字）"]);
    for (words, label) in [
        ("店", "案例名称"),
        ("一店", "案例名称"),
        ("带多", "案例名称"),
        ("龘", overview[0].as_str().unwrap()),
        ("0%有", overview[0].as_str().unwrap()),
        ("𠮷", "案例材料"),
        ("ｇｉｎｓ", "案例材料"),
        ("培训", "附件"),
        ("现场", "附件"),
    ] {
        let found = found(words);
        assert_eq!(found.len(), 1, "{words}: {found:?}");
        assert_eq!(found[0].0, "一店带多户", "{words}");
        let labels = found[0].1.as_array().unwrap();
        assert!(labels.iter().any(|one| one == label), "{words}: {labels:?}");
    }
    assert_eq!(found("茶").len(), 2);
    assert_eq!(found("茶 山").len(), 1);
    // A phrase does not go on from one answer to the next, and what only looks like a query is words.
    for words in ["户村", "\"", "AND", "茶*", "NEAR(茶 山)"] {
        let found = found(words);
        assert_eq!(found.len(), if words == "\"" { 2 } else { 0 }, "{words}: {found:?}");
    }
    // What is not said any more is not found, and stands in no file of the index.
    client.edit("values/overview", "");
    client.saved(true);
    assert!(found("龘").is_empty());
    // An index that is damaged or of a later program is begun anew.
    let id = client.draft;
    drop((client, other, workbench));
    for bytes in [&b"no database at all"[..], &[0; 4096]] {
        fs::write(home.path().join("search.db"), bytes).unwrap();
        let workbench = client::workbench(home.path());
        assert_eq!(drafts(&workbench, "带多", false), ["一店带多户"]);
        Client::open(&workbench, id);
    }
}

/// `SHENBAO_DRAFTS=10000` tries as many as an office may have in years.
#[test]
fn many_drafts_are_listed_and_found() {
    let home = TempDir::new().unwrap();
    let opened = store::open(
        store::Home { folder: home.path(), files: &disk::Disk },
        "2026-11-28".parse().unwrap(),
    );
    let Ok(store::Opened::Ready(store)) = opened else { panic!() };
    let workbench_of_sample = Workbench::new(Box::new(MachineClock::from_environment().unwrap()));
    let sample = workbench_of_sample.desk().new_case("js-2020", Some("self"), true).unwrap();
    let row = |number: i64| store::DraftRow {
        call: "js-2020".into(),
        route: "self".into(),
        title: format!("第{number}个案例"),
        problems: 0,
        stamp: None,
    };
    let many = std::env::var("SHENBAO_DRAFTS").ok().and_then(|many| many.parse().ok());
    let many: i64 = many.unwrap_or(300);
    for number in 0..many {
        let text = sample.replace("一店带多户", &format!("第{number}个案例"));
        store.make(&row(number), &text, number).unwrap();
    }
    drop(store);
    let workbench = workbench(home.path());
    let found = |words: &str| {
        let request = json!({"ask": "drafts", "words": words, "binned": false, "limit": 100});
        ask(&workbench, request)["count"].as_i64().unwrap()
    };
    assert_eq!(found(""), many);
    assert_eq!(found("个案例"), many, "the first fills the index");
    assert_eq!(found("第7个"), 1);
    assert_eq!(found("的"), many);
    assert_eq!(found("没有这样的字"), 0);
    assert_eq!(found("7个案"), (0..many).filter(|number| number % 10 == 7).count() as i64);
}

/// Whoever pastes a whole book is told that it is one, and loses nothing.
#[test]
fn five_megabytes_pasted_are_on_the_disk() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    // Five megabytes of UTF-8, with figures and lines as texts have them.
    let line =
        "2019年带动582户、1932人，户均年增收6300元，产品销往全国各地，群众满意度不断提高。\n";
    let text = line.repeat(5_000_000 / line.len());
    client.edit("values/overview", text.as_str());
    assert_eq!(client.saved(true), "saved");
    assert!(client.codes().contains(&"F114@overview".to_owned()), "{:?}", client.codes());
    // What is typed behind it is taken as ever.
    client.edit("values/case_name", "案例");
    assert_eq!((client.saved(true), client.value("case_name")), (json!("saved"), json!("案例")));
    let id = client.draft;
    drop(client);
    let again = Client::open(&workbench, id);
    assert_eq!(again.value("overview"), text.as_str());
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
        client.edit("values/staff_total", "38余人");
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
    // What was typed over can be had back, and then it is gone as one step.
    client.undo(false);
    assert_eq!(client.value("staff_total"), "38余人");
    client.undo(false);
    assert_eq!(
        (client.value("staff_total"), &client.shown["can_redo"]),
        (Json::Null, &json!(true))
    );
    client.undo(true);
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
                      "address": "values/case_name", "entry": "四"});
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
    let paper = |client: &Client, form: &str| client.ask(json!({"ask": "paper", "form": form}));
    let before = ["js-2020-case", "js-2020-liaison"].map(|form| paper(&client, form));
    client.edit("values/phone", "0512-66660000");
    let after = ["js-2020-case", "js-2020-liaison"].map(|form| paper(&client, form));
    // The code says on each page of a form what all of them say; another form says what it said.
    for page in 0..2 {
        assert_ne!(before[0]["pages"][page]["stamp"], after[0]["pages"][page]["stamp"]);
    }
    assert_eq!(before[1], after[1]);
    let [after, _] = after;
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
fn a_new_draft_takes_over_what_another_says_and_its_files() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut old = Client::make(&workbench, true);
    let photo = home.path().join("现场.txt");
    fs::write(&photo, "附件").unwrap();
    assert_eq!(old.attach("document", &[&photo]).unwrap(), [""; 0]);
    // Not on the disk yet, and known all the same.
    old.edit("values/case_name", "刚刚改过的名称");
    let seen = ask(
        &workbench,
        json!({"ask": "carry_over", "draft": old.draft, "call": "ah-2024", "route": "city"}),
    );
    assert_eq!(
        seen["fields"][0],
        json!({"label": "项目名称", "from": "案例名称", "text": "刚刚改过的名称"})
    );
    assert_eq!(seen["files"], 1, "{seen}");
    for files in [true, false] {
        let request = json!({"ask": "new_draft", "call": "ah-2024", "route": "city", "sample": false,
                             "from": {"draft": old.draft, "files": files}});
        let mut new = Client::new(&workbench, request);
        assert_eq!(new.value("project_name"), "刚刚改过的名称");
        let there = new.shown["attachments"].as_array().unwrap().len();
        assert_eq!(there, usize::from(files));
        new.agrees_with_a_fresh_look();
        assert!(!new.codes().iter().any(|code| code.starts_with("A401")), "{:?}", new.codes());
    }
    // The old one stays as it is, and what it says no new one changes.
    assert_eq!(old.value("case_name"), "刚刚改过的名称");
    let gone = json!({"ask": "carry_over", "draft": 999, "call": "ah-2024", "route": "city"});
    assert!(try_ask(&workbench, gone).is_err());
}
