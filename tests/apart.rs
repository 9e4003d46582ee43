//! The folder with the drafts goes and comes back, as a stick does; another program writes the same drafts; a photo is
//! changed on the disk: nothing that was typed is lost, nothing is overwritten, nothing damaged is sent.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests"
)]

mod client;
mod folders;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use client::{Client, ask, try_ask};
use folders::copy_all;
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use workbench::{MachineClock, Workbench};

/// The program with a home on a stick and a second place on the machine.
fn program(place: &Path) -> Arc<Workbench> {
    let clock = MachineClock::from_environment().unwrap();
    let workbench = Workbench::new(Box::new(clock))
        .with_home(Some(place.join("stick/drafts")))
        .with_second_place(Some(place.join("machine")));
    Arc::new(workbench)
}

fn begun(place: &Path) -> (Arc<Workbench>, Json) {
    let workbench = program(place);
    let start = ask(&workbench, json!({"ask": "start"}));
    (workbench, start)
}

fn type_name(client: &mut Client, text: &str) {
    client.edit("values/case_name", json!(text));
}

fn saved(workbench: &Workbench, client: &Client) -> Json {
    ask(workbench, json!({"ask": "saved", "draft": client.draft, "now": true}))
}

fn name_of(workbench: &Workbench, draft: i64) -> Json {
    let view = ask(workbench, json!({"ask": "open_draft", "draft": draft}));
    view["first"]["values"]["case_name"].clone()
}

fn apart(place: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(place.join("machine"));
    entries.map(|all| all.map(|entry| entry.unwrap().path()).collect()).unwrap_or_default()
}

#[test]
fn a_stick_that_comes_back_is_gone_on_with() {
    for as_another in [false, true] {
        let place = TempDir::new().unwrap();
        let (workbench, start) = begun(place.path());
        assert_eq!(start["drafts"]["state"], "ready");
        let mut client = Client::make(&workbench, false);
        type_name(&mut client, "拔出之前");
        assert_eq!(saved(&workbench, &client)["state"], "saved");
        fs::rename(place.path().join("stick"), place.path().join("pocket")).unwrap();
        type_name(&mut client, "拔出以后");
        let failing = saved(&workbench, &client);
        assert_eq!(failing["state"], "failing", "{failing}");
        let reason = failing["reason"].as_str().unwrap();
        assert!(reason.contains("另存为") && reason.contains("machine"), "{reason}");
        assert!(!reason.contains(".shenbao-"), "{reason}");
        assert_eq!(apart(place.path()).len(), 1);
        match as_another {
            false => fs::rename(place.path().join("pocket"), place.path().join("stick")).unwrap(),
            // Mounted again, it is the same stick and other files.
            true => copy_all(&place.path().join("pocket"), &place.path().join("stick")),
        }
        assert_eq!(saved(&workbench, &client)["state"], "saved");
        assert!(apart(place.path()).is_empty());
        type_name(&mut client, "插回以后");
        assert_eq!(saved(&workbench, &client)["state"], "saved");
        let draft = client.draft;
        drop((client, workbench));
        let (workbench, _) = begun(place.path());
        assert_eq!(name_of(&workbench, draft), "插回以后");
    }
}

#[test]
fn what_was_typed_without_the_stick_is_there_after_a_restart() {
    let place = TempDir::new().unwrap();
    let (workbench, _) = begun(place.path());
    let mut client = Client::make(&workbench, false);
    type_name(&mut client, "拔出之前");
    saved(&workbench, &client);
    fs::rename(place.path().join("stick"), place.path().join("pocket")).unwrap();
    type_name(&mut client, "拔出以后");
    assert_eq!(saved(&workbench, &client)["state"], "failing");
    let draft = client.draft;
    drop((client, workbench));
    // Without the stick nothing is begun anew.
    let (_, start) = begun(place.path());
    assert_eq!(start["drafts"]["state"], "closed", "{start}");
    assert!(start["drafts"]["refusal"]["message"].as_str().unwrap().contains("U盘"), "{start}");
    assert!(!place.path().join("stick/drafts/drafts.db").exists());
    let _ = fs::remove_dir_all(place.path().join("stick"));
    fs::rename(place.path().join("pocket"), place.path().join("stick")).unwrap();
    let (workbench, start) = begun(place.path());
    assert!(start["messages"][0].as_str().unwrap().contains("接上"), "{start}");
    assert_eq!(name_of(&workbench, draft), "拔出以后");
    assert!(apart(place.path()).is_empty());
    let token = ask(&workbench, json!({"ask": "open_draft", "draft": draft}))["token"].clone();
    let undone =
        ask(&workbench, json!({"ask": "undo", "draft": draft, "token": token, "redo": false}));
    assert_eq!(undone["values"]["case_name"], "拔出之前");
}

/// The name in the list, of each draft.
fn names(workbench: &Workbench) -> Vec<String> {
    let list = ask(workbench, json!({"ask": "drafts", "words": "", "binned": false, "limit": 99}));
    let drafts = list["drafts"].as_array().unwrap();
    let mut names: Vec<String> =
        drafts.iter().map(|draft| draft["title"].as_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

#[test]
fn what_another_program_has_written_is_not_overwritten_and_ours_is_kept() {
    let place = TempDir::new().unwrap();
    let (workbench, _) = begun(place.path());
    let mut client = Client::make(&workbench, false);
    type_name(&mut client, "一");
    saved(&workbench, &client);
    // A program whose locks do not reach ours: it takes another file of the name, as on a disk in the net.
    let lock = place.path().join("stick/drafts/lock");
    fs::rename(&lock, lock.with_extension("ours")).unwrap();
    let (other, start) = begun(place.path());
    assert_eq!(start["drafts"]["state"], "ready", "{start}");
    let mut theirs = Client::new(&other, json!({"ask": "open_draft", "draft": client.draft}));
    type_name(&mut theirs, "别人写的");
    assert_eq!(saved(&other, &theirs)["state"], "saved");
    fs::rename(lock.with_extension("ours"), &lock).unwrap();
    type_name(&mut client, "这里写的");
    let refused = try_ask(&workbench, json!({"ask": "saved", "draft": client.draft, "now": true}));
    let message = refused.unwrap_err().message;
    assert!(message.contains("另一个程序") && message.contains("另存成一份"), "{message}");
    assert_eq!(names(&workbench), ["别人写的", "这里写的"]);
    assert_eq!(name_of(&workbench, client.draft), "别人写的");
}

#[test]
fn a_photo_that_was_changed_is_not_sent_and_the_same_file_mends_it() {
    let place = TempDir::new().unwrap();
    let (workbench, _) = begun(place.path());
    let client = Client::make(&workbench, true);
    let photo = place.path().join("现场.jpg");
    fs::write(&photo, [b"\xFF\xD8\xFF\xE0".as_slice(), &[7; 9000], b"\xFF\xD9"].concat()).unwrap();
    let keep = |client: &Client| {
        let request = json!({"ask": "keep", "draft": client.draft, "token": client.token,
            "files": [photo], "job": client::JOB});
        ask(&workbench, request)["names"][0].as_str().unwrap().to_owned()
    };
    let name = keep(&client);
    let attach = json!({"ask": "attach", "draft": client.draft, "token": client.token,
        "kind": "photo", "names": [name]});
    ask(&workbench, attach);
    saved(&workbench, &client);
    let digest = foundation::Digest::of(&fs::read(&photo).unwrap()).to_string();
    let kept = place.path().join("stick/drafts/files").join(&digest[..2]).join(&digest);
    let mut bytes = fs::read(&kept).unwrap();
    bytes[500] ^= 1;
    fs::remove_file(&kept).unwrap();
    fs::write(&kept, bytes).unwrap();
    let export = || {
        let target = place.path().join("out");
        try_ask(
            &workbench,
            json!({"ask": "export", "draft": client.draft, "target": target,
            "as_draft": true, "job": client::JOB}),
        )
    };
    let refused = export().unwrap_err().message;
    assert!(refused.contains("现场.jpg") && refused.contains("重新添加同一个文件"), "{refused}");
    assert!(!place.path().join("out").exists());
    let view = ask(&workbench, json!({"ask": "open_draft", "draft": client.draft}));
    let findings = view["first"]["findings"].as_array().unwrap();
    let told = |finding: &&Json| finding["message"].as_str().unwrap().contains("磁盘上损坏");
    assert!(findings.iter().any(|finding| told(&finding)), "{findings:?}");
    let mut client = Client::new(&workbench, json!({"ask": "open_draft", "draft": client.draft}));
    assert_eq!(keep(&client), name);
    type_name(&mut client, "修好以后");
    let exported = try_ask(
        &workbench,
        json!({"ask": "export", "draft": client.draft,
        "target": place.path().join("out"), "as_draft": true, "job": client::JOB}),
    );
    assert!(exported.is_ok(), "{exported:?}");
}

#[test]
fn a_draft_that_was_changed_offers_its_last_good_state_and_what_can_be_read() {
    let place = TempDir::new().unwrap();
    let (workbench, _) = begun(place.path());
    let mut client = Client::make(&workbench, true);
    type_name(&mut client, "一店带多户");
    saved(&workbench, &client);
    let other = Client::make(&workbench, true);
    saved(&workbench, &other);
    workbench.finish().unwrap();
    let draft = client.draft;
    drop((client, other, workbench));
    let home = place.path().join("stick/drafts");
    let database = rusqlite::Connection::open(home.join("drafts.db")).unwrap();
    let sql = format!(
        "UPDATE contents SET case_file = replace(case_file, '一店', '二店') WHERE draft = {draft}"
    );
    database.execute_batch(&sql).unwrap();
    drop(database);
    let (workbench, start) = begun(place.path());
    assert_eq!(start["drafts"]["state"], "ready");
    let refused = try_ask(&workbench, json!({"ask": "open_draft", "draft": draft})).unwrap_err();
    assert_eq!(refused.code, workbench::RefusalCode::Flawed);
    assert!(refused.message.contains("备份"), "{}", refused.message);
    let versions = ask(&workbench, json!({"ask": "versions", "draft": draft}));
    assert_eq!(versions["versions"][0]["title"], "一店带多户", "{versions}");
    assert!(versions["readable"].to_string().contains("二店带多户"), "{versions}");
    let part = ask(&workbench, json!({"ask": "read_in_part", "draft": draft}));
    assert_eq!(part["first"]["values"]["case_name"], "二店带多户");
    assert_ne!(part["id"], draft);
    let copy = &versions["versions"][0]["copy"];
    let view = ask(&workbench, json!({"ask": "restore", "draft": draft, "copy": copy}));
    assert_eq!(view["first"]["values"]["case_name"], "一店带多户");
    assert!(view["messages"][0].as_str().unwrap().contains("备份"), "{}", view["messages"]);
}

#[test]
fn a_pipe_as_settings_is_not_waited_for() {
    let place = TempDir::new().unwrap();
    let home = place.path().join("stick/drafts");
    fs::create_dir_all(&home).unwrap();
    let pipe = home.join("settings.toml");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let (_, start) = begun(place.path());
    assert!(start["unused"][0].as_str().unwrap().contains("settings.toml"), "{start}");
}
