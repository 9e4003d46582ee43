//! Which case is which: ids for life, revisions that grow with saved changes, and a case file whose case
//! is here already.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use foundation::{Chance, NoChance};
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use workbench::{RefusalCode, Workbench};

use client::{Client, ask, try_ask, workbench};

/// A case file as another machine wrote it, with a photo beside it.
struct Elsewhere {
    place: TempDir,
    home: TempDir,
}

impl Elsewhere {
    fn new() -> Self {
        Self { place: TempDir::new().unwrap(), home: TempDir::new().unwrap() }
    }

    fn file(&self) -> PathBuf {
        self.place.path().join("案例.json")
    }

    fn json(&self) -> Json {
        serde_json::from_slice(&fs::read(self.file()).unwrap()).unwrap()
    }

    /// Opens the file on the other machine, makes the edits one by one, each saved, and writes it again.
    fn edit(&self, edits: &[(&str, &str)]) {
        let there = workbench(self.home.path());
        let import = json!({"ask": "import", "file": self.file(), "take": "update"});
        let mut client = Client::new(&there, import);
        for (place, entry) in edits {
            client.edit(place, *entry);
            assert_eq!(client.saved(true), "saved");
        }
        client.ask(json!({"ask": "save_as", "file": self.file()}));
    }
}

fn save_as(client: &Client, file: &Path) -> Json {
    client.ask(json!({"ask": "save_as", "file": file}));
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

fn count(workbench: &Workbench) -> usize {
    let list = ask(workbench, json!({"ask": "drafts", "words": "", "binned": false, "limit": 50}));
    list["drafts"].as_array().unwrap().len()
}

fn import(workbench: &Workbench, file: &Path) -> Json {
    ask(workbench, json!({"ask": "import", "file": file}))
}

fn take(workbench: &Arc<Workbench>, file: &Path, what: &str) -> Client {
    Client::new(workbench, json!({"ask": "import", "file": file, "take": what}))
}

/// A draft with a photo, and its case file.
fn here(home: &Path, elsewhere: &Elsewhere) -> (Arc<Workbench>, Client) {
    let workbench = workbench(home);
    let mut client = Client::make(&workbench, true);
    let photo = elsewhere.place.path().join("现场.jpg");
    fs::write(&photo, b"photo").unwrap();
    client.attach("photo", &[&photo]).unwrap();
    save_as(&client, &elsewhere.file());
    (workbench, client)
}

#[test]
fn an_id_is_for_life_and_the_revision_counts_saved_changes() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let file = place.path().join("案例.json");
    let (id, draft) = {
        let workbench = workbench(home.path());
        let mut client = Client::make(&workbench, false);
        let new = save_as(&client, &file);
        assert_eq!((new["id"].as_str().unwrap().len(), &new["revision"]), (32, &json!(0)));
        client.edit("values/case_name", "一店");
        client.edit("values/case_name", "一店带多户");
        assert_eq!(client.saved(true), "saved");
        assert_eq!(save_as(&client, &file)["revision"], 1, "two edits were saved once");
        // A save that changes nothing is none: there and back, and a step made and undone.
        client.edit("values/case_name", "另一个");
        client.edit("values/case_name", "一店带多户");
        client.edit("route", "recommended");
        client.undo(false);
        assert_eq!(client.saved(true), "saved");
        assert_eq!(save_as(&client, &file)["revision"], 1);
        client.edit("route", "recommended");
        assert_eq!(save_as(&client, &file)["revision"], 2);
        (new["id"].clone(), client.draft)
    };
    let workbench = workbench(home.path());
    let mut client = Client::open(&workbench, draft);
    let again = save_as(&client, &file);
    assert_eq!((&again["id"], &again["revision"]), (&id, &json!(2)), "a restart keeps both");
    client.edit("values/case_name", "第三次");
    let third = save_as(&client, &file);
    assert_eq!((&third["id"], &third["revision"]), (&id, &json!(3)));
    let copy = client.ask(json!({"ask": "copy_draft"})).as_i64().unwrap();
    let copied = save_as(&Client::open(&workbench, copy), &file);
    assert!(copied["id"] != id && copied["id"].as_str().unwrap().len() == 32, "{copied}");
    assert_eq!((&copied["revision"], &copied["values"]), (&json!(0), &third["values"]));
    // The database says the same to another hand.
    let sql = "SELECT case_id || ' ' || revision FROM drafts ORDER BY id LIMIT 1";
    let database = rusqlite::Connection::open(home.path().join("drafts.db")).unwrap();
    let told: String = database.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(told, format!("{} 3", id.as_str().unwrap()));
}

#[test]
fn a_file_without_an_id_is_a_new_case_each_time() {
    let (home, elsewhere) = (TempDir::new().unwrap(), Elsewhere::new());
    let workbench = workbench(home.path());
    let text = workbench.desk().new_case("js-2020", None, true).unwrap();
    let mut old: Json = serde_json::from_str(&text).unwrap();
    old.as_object_mut().unwrap().remove("id");
    fs::write(elsewhere.file(), old.to_string()).unwrap();
    let ids: Vec<Json> = (0..2)
        .map(|_| {
            let request = json!({"ask": "import", "file": elsewhere.file()});
            let client = Client::new(&workbench, request);
            save_as(&client, &elsewhere.place.path().join("新.json"))["id"].clone()
        })
        .collect();
    assert!(ids[0] != ids[1] && ids.iter().all(Json::is_string), "{ids:?}");
    assert_eq!(count(&workbench), 2);
}

#[test]
fn another_machine_takes_a_case_with_its_id_and_the_same_is_opened() {
    let (home, elsewhere) = (TempDir::new().unwrap(), Elsewhere::new());
    let (workbench, client) = here(home.path(), &elsewhere);
    let before = elsewhere.json();
    elsewhere.edit(&[]);
    let after = elsewhere.json();
    assert_eq!((&after["id"], &after["revision"]), (&before["id"], &before["revision"]));
    let told = import(&workbench, &elsewhere.file());
    assert_eq!(told["compared"], "same", "{told}");
    assert_eq!(
        (&told["here"]["draft"], &told["here"]["binned"]),
        (&json!(client.draft), &json!(false))
    );
    let opened = take(&workbench, &elsewhere.file(), "open");
    assert_eq!((opened.draft, count(&workbench)), (client.draft, 1));
}

#[test]
fn what_is_newer_is_taken_over_as_one_step_that_can_be_undone() {
    let (home, elsewhere) = (TempDir::new().unwrap(), Elsewhere::new());
    let (workbench, client) = here(home.path(), &elsewhere);
    let before = (client.shown["values"].clone(), client.shown["attachments"].clone());
    elsewhere.edit(&[("values/case_name", "改过的名称"), ("route", "recommended")]);
    // The other machine has another photo under the same name.
    let photo = elsewhere.place.path().join("案例-附件/现场.jpg");
    fs::remove_file(&photo).unwrap();
    fs::write(&photo, b"another").unwrap();
    let told = import(&workbench, &elsewhere.file());
    assert_eq!((&told["compared"], count(&workbench)), (&json!("newer"), 1));
    assert_eq!((&told["here"]["revision"], &told["file"]["revision"]), (&json!(1), &json!(3)));
    assert_eq!(told["file"]["title"], "改过的名称");
    assert!(told["file"]["written"].as_i64() > Some(1_577_836_800_000), "{told}");
    assert!(told["here"]["changed"].as_i64().unwrap() > 0);

    let mut updated = take(&workbench, &elsewhere.file(), "update");
    assert_eq!((updated.draft, count(&workbench)), (client.draft, 1));
    assert_eq!(
        (&updated.shown["route"], updated.value("case_name")),
        (&json!("recommended"), json!("改过的名称"))
    );
    let names = &updated.shown["attachments"];
    assert_eq!((&names[0]["path"], &names[0]["bytes"]), (&json!("现场（2）.jpg"), &json!(7)));
    updated.agrees_with_a_fresh_look();
    let told = import(&workbench, &elsewhere.file());
    assert_eq!((&told["compared"], &told["here"]["revision"]), (&json!("same"), &json!(3)));
    updated = Client::open(&workbench, client.draft);
    updated.undo(false);
    assert_eq!((updated.shown["values"].clone(), updated.shown["attachments"].clone()), before);
    assert_eq!(updated.shown["route"], "self");
    updated.undo(true);
    assert_eq!(updated.value("case_name"), "改过的名称");
    drop((updated, client));
    // The step is there the next day.
    workbench.finish().unwrap();
    drop(workbench);
    let workbench = client::workbench(home.path());
    let mut client = Client::open(&workbench, told["here"]["draft"].as_i64().unwrap());
    client.undo(false);
    assert_eq!((client.shown["values"].clone(), client.shown["attachments"].clone()), before);
}

#[test]
fn older_and_diverged_files_are_told_as_such() {
    let (home, elsewhere) = (TempDir::new().unwrap(), Elsewhere::new());
    let (workbench, mut client) = here(home.path(), &elsewhere);
    // Not saved yet: what was typed counts.
    client.edit("values/case_name", "这边改的");
    let told = import(&workbench, &elsewhere.file());
    assert_eq!((&told["compared"], &told["here"]["title"]), (&json!("older"), &json!("这边改的")));
    elsewhere.edit(&[("values/case_name", "那边改的")]);
    let told = import(&workbench, &elsewhere.file());
    assert_eq!(told["compared"], "diverged", "{told}");
    assert_eq!(told["here"]["revision"], told["file"]["revision"]);
    let updated = take(&workbench, &elsewhere.file(), "update");
    assert_eq!(updated.value("case_name"), "那边改的");
    let told = import(&workbench, &elsewhere.file());
    assert_eq!((&told["compared"], &told["here"]["revision"]), (&json!("same"), &json!(3)));
}

#[test]
fn both_are_kept_under_ids_of_their_own() {
    let (home, elsewhere) = (TempDir::new().unwrap(), Elsewhere::new());
    let (workbench, client) = here(home.path(), &elsewhere);
    let both = take(&workbench, &elsewhere.file(), "keep_both");
    assert_ne!(both.draft, client.draft);
    assert_eq!((both.shown["values"] == client.shown["values"], count(&workbench)), (true, 2));
    let id =
        |client: &Client| save_as(client, &elsewhere.place.path().join("x.json"))["id"].clone();
    assert_ne!(id(&both), id(&client));
    assert_eq!(id(&client), elsewhere.json()["id"]);
}

#[test]
fn a_draft_in_the_bin_counts_and_comes_out() {
    let (home, elsewhere) = (TempDir::new().unwrap(), Elsewhere::new());
    let (workbench, client) = here(home.path(), &elsewhere);
    elsewhere.edit(&[("values/case_name", "改过的名称")]);
    for (what, name) in [("open", "“一店带多户”电商助农增收案例"), ("update", "改过的名称")]
    {
        client.ask(json!({"ask": "bin_draft", "binned": true}));
        let told = import(&workbench, &elsewhere.file());
        assert_eq!((&told["here"]["binned"], count(&workbench)), (&json!(true), 0));
        let out = take(&workbench, &elsewhere.file(), what);
        assert_eq!((out.draft, out.value("case_name")), (client.draft, json!(name)));
        assert_eq!(count(&workbench), 1);
    }
}

#[test]
fn a_file_of_another_call_does_not_go_into_the_draft() {
    let (home, elsewhere) = (TempDir::new().unwrap(), Elsewhere::new());
    let (workbench, _client) = here(home.path(), &elsewhere);
    let text = workbench.desk().new_case("ah-2024", None, true).unwrap();
    let mut other: Json = serde_json::from_str(&text).unwrap();
    other["id"] = elsewhere.json()["id"].clone();
    fs::write(elsewhere.file(), other.to_string()).unwrap();
    assert_eq!(import(&workbench, &elsewhere.file())["compared"], "other_call");
    let request = json!({"ask": "import", "file": elsewhere.file(), "take": "update"});
    let refusal = try_ask(&workbench, request).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Entry);
    assert!(refusal.message.contains("另存为新案例"), "{refusal:?}");
    take(&workbench, &elsewhere.file(), "keep_both");
    assert_eq!(count(&workbench), 2);
}

#[test]
fn what_was_sent_says_which_state_it_was() {
    let (home, elsewhere) = (TempDir::new().unwrap(), Elsewhere::new());
    let workbench = workbench(home.path());
    let client = Client::make(&workbench, true);
    let case = save_as(&client, &elsewhere.file());
    let target = elsewhere.place.path().join("报送");
    // The window of js-2020 is over: a draft says the same of itself.
    let sent = client.ask(json!({"ask": "export", "target": target, "as_draft": true}));
    let list = fs::read_to_string(Path::new(sent["folder"].as_str().unwrap()).join("清单.txt"));
    let list = list.unwrap();
    let id = case["id"].as_str().unwrap();
    assert!(list.contains(&format!("案例编号：{id}\r\n修订号：0\r\n案例内容：SHA-256 ")), "{list}");
    let call = catalog::Catalog::built_in().call("js-2020").unwrap().digest;
    assert!(list.contains(&format!("征集内容：SHA-256 {call}\r\n")), "{list}");
}

/// Bytes that are told, or none at all.
struct Told(Option<u8>);

impl Chance for Told {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoChance> {
        bytes.fill(self.0.ok_or(NoChance)?);
        Ok(())
    }
}

#[test]
fn ids_come_from_the_chance_that_is_given_and_nothing_is_made_without() {
    let home = TempDir::new().unwrap();
    let with = |told: Option<u8>| {
        let clock = Box::new(foundation::Timestamp::UNIX_EPOCH);
        Workbench::new(clock).with_chance(Box::new(Told(told)))
    };
    let new = |told| with(told).desk().new_case("js-2020", None, false);
    assert!(new(Some(0xAB)).unwrap().contains(&"ab".repeat(16)));
    assert_eq!(new(Some(1)).unwrap(), new(Some(1)).unwrap());
    let workbench = with(None).with_home(Some(home.path().to_owned()));
    ask(&workbench, json!({"ask": "start"}));
    let request = json!({"ask": "new_draft", "call": "js-2020", "route": "self", "sample": false});
    let refusal = try_ask(&workbench, request).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Machine);
    assert!(refusal.message.contains("随机数"), "{refusal:?}");
    assert_eq!(count(&workbench), 0);
}
