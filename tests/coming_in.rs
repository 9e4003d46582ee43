//! What comes into drafts from folders and case files as people have them: names in GBK, files that were left behind,
//! renamed or replaced, texts of megabytes; and what is told while a draft is damaged.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    reason = "tests"
)]
#![cfg(unix)]

mod client;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use client::{Client, ask, drafts, try_ask, workbench};
use serde_json::{Value as Json, json};
use tempfile::TempDir;

fn photo(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/golden").join(name)
}

fn named(bytes: &[u8]) -> &OsStr {
    OsStr::from_bytes(bytes)
}

fn paths(shown: &Json) -> Vec<&str> {
    shown.as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect()
}

#[test]
fn files_with_names_in_gbk_come_in_under_the_names_that_were_meant() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    // 照片/村店.jpg, and a case file 案例.json beside it.
    let folder = place.path().join(named(b"\xD5\xD5\xC6\xAC"));
    fs::create_dir(&folder).unwrap();
    fs::copy(photo("media_cleaned/a.jpg"), folder.join(named(b"\xB4\xE5\xB5\xEA.jpg"))).unwrap();
    fs::write(folder.join(named(b"\xFF.txt")), "名单").unwrap();
    let workbench = workbench(home.path());
    let view = ask(&workbench, json!({"ask": "folder", "path": place.path()}));
    assert_eq!(view["folders"], json!(["照片"]));
    // As the page of `serve` goes on from what it was shown.
    let inner = format!("{}/照片", view["path"].as_str().unwrap());
    let view = ask(&workbench, json!({"ask": "folder", "path": inner}));
    assert_eq!(view["files"], json!(["村店.jpg", "%FF.txt"]));
    let mut client = Client::make(&workbench, true);
    let one = format!("{inner}/村店.jpg");
    let refused = client.attach(None, &[Path::new(&one)]).unwrap();
    assert_eq!(refused, [""; 0]);
    let refused = client.attach(None, &[Path::new(&inner)]).unwrap();
    assert_eq!(refused, [""; 0]);
    let expected = ["村店.jpg", "%FF.txt", "村店.jpg"];
    let mut there = paths(&client.shown["attachments"]);
    there.sort_unstable();
    let mut wanted = expected.to_vec();
    wanted.sort_unstable();
    assert_eq!(there, wanted);

    let file = place.path().join(named(b"\xB0\xB8\xC0\xFD.json"));
    let case = json!({"format": 1, "call": "js-2020", "route": "self", "values": {},
                      "attachments": [{"path": "照片/村店.jpg", "kind": "photo"}]});
    fs::write(&file, case.to_string()).unwrap();
    let shown = format!("{}/案例.json", place.path().display());
    let imported = ask(&workbench, json!({"ask": "import", "file": shown}));
    let attachment = &imported["first"]["attachments"][0];
    assert_eq!((&attachment["path"], attachment["bytes"].is_u64()), (&json!("村店.jpg"), true));
}

/// A draft with two photos as a case file in a folder of its own.
fn saved_as(place: &Path) -> PathBuf {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    let photos = [photo("media_cleaned/a.jpg"), photo("media_too_small/a.png")];
    client.attach(None, &photos.each_ref().map(PathBuf::as_path)).unwrap();
    let file = place.join("一店.json");
    let saved = client.ask(json!({"ask": "save_as", "file": file}));
    assert_eq!(saved["files"], 2);
    file
}

#[test]
fn files_that_were_left_behind_are_known_by_what_they_hold() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let file = saved_as(place.path());
    // The folder stays behind, one photo gets another name, and another file has the name of the second.
    let elsewhere = place.path().join("相机/里面");
    fs::create_dir_all(&elsewhere).unwrap();
    let beside = place.path().join("一店-附件");
    fs::rename(beside.join("a.jpg"), elsewhere.join("DSC_0001.JPG")).unwrap();
    fs::remove_dir_all(&beside).unwrap();
    fs::copy(photo("media_cleaned/a.jpg"), place.path().join("相机/a.png")).unwrap();
    let workbench = workbench(home.path());
    let imported = ask(&workbench, json!({"ask": "import", "file": file}));
    let draft = &imported["id"];
    let names = paths(&imported["first"]["attachments"]);
    assert_eq!(names, ["一店-附件/a.jpg", "一店-附件/a.png"]);
    let find = |folder: &str| {
        let folder = place.path().join(folder);
        ask(
            &workbench,
            json!({"ask": "find_missing", "draft": draft, "folder": folder, "names": names}),
        )
    };
    let found = find("相机");
    // The copy of the first is found under whichever name comes first.
    let place_of_first = found["found"][0]["place"].as_str().unwrap();
    assert_eq!(found["found"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found["found"][0]["name"], "一店-附件/a.jpg");
    let photo_itself = fs::read(photo("media_cleaned/a.jpg")).unwrap();
    assert_eq!(fs::read(place_of_first).unwrap(), photo_itself);
    assert_eq!(found["other"], json!(["一店-附件/a.png"]), "another one is not taken for it");
    assert_eq!(find("没有"), json!({"found": [], "other": []}));

    // A case file that notes nothing, from a program before: the name decides.
    let mut case: Json = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    for key in ["files", "id"] {
        case.as_object_mut().unwrap().remove(key);
    }
    fs::write(&file, case.to_string()).unwrap();
    let imported = ask(&workbench, json!({"ask": "import", "file": file}));
    let asked = json!({"ask": "find_missing", "draft": imported["id"], "names": names,
                       "folder": place.path().join("相机")});
    let found = ask(&workbench, asked);
    assert_eq!(found["found"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found["found"][0]["name"], "一店-附件/a.png");
}

#[test]
fn a_file_that_was_put_in_the_place_of_another_is_told_until_it_is_added_again() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let file = saved_as(place.path());
    fs::copy(photo("media_too_small/a.png"), place.path().join("一店-附件/a.jpg")).unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::new(&workbench, json!({"ask": "import", "file": file}));
    let told = |client: &Client| {
        client.codes().into_iter().filter(|code| code.starts_with("A414")).collect::<Vec<_>>()
    };
    assert_eq!(told(&client), ["A414@attachments/1"]);
    // It is told the next day too, and what is as it was is not.
    client.agrees_with_a_fresh_look();
    assert_eq!(client.saved(true), "saved");
    let draft = client.draft;
    drop(client);
    ask(&workbench, json!({"ask": "close_draft", "draft": draft, "token": 2}));
    let mut client = Client::open(&workbench, draft);
    assert_eq!(told(&client), ["A414@attachments/1"]);
    client.edit("attachments", json!([]));
    client.attach("photo", &[&place.path().join("一店-附件/a.jpg")]).unwrap();
    assert_eq!(told(&client), [""; 0], "whoever adds a file means it");
    client.agrees_with_a_fresh_look();
}

#[test]
fn while_a_draft_is_damaged_no_worse_copy_takes_the_place_of_a_good_one_and_it_is_told() {
    let home = TempDir::new().unwrap();
    let program = workbench(home.path());
    let mut client = Client::make(&program, false);
    client.edit("values/case_name", "好的");
    assert_eq!(client.saved(true), "saved");
    program.finish().unwrap();
    drop((client, program));
    // The copy is that of another day, so that one is due.
    let copies = home.path().join("copies");
    let good = copies.join("2020-01-01.db");
    fs::rename(fs::read_dir(&copies).unwrap().next().unwrap().unwrap().path(), &good).unwrap();
    let connection = rusqlite::Connection::open(home.path().join("drafts.db")).unwrap();
    let sql = "UPDATE contents SET case_file = replace(case_file, '好的', '坏的')";
    assert_eq!(connection.execute(sql, []).unwrap(), 1);
    drop(connection);
    let before = fs::read(&good).unwrap();
    let clock = workbench::MachineClock::from_environment().unwrap();
    let program = workbench::Workbench::new(Box::new(clock)).with_home(Some(home.path().into()));
    let start = ask(&program, json!({"ask": "start"}));
    assert_eq!(start["drafts"]["state"], "ready", "{start}");
    let told = start["messages"].to_string();
    assert!(told.contains("没有做新的备份"), "{told}");
    program.finish().unwrap();
    assert_eq!(fs::read_dir(&copies).unwrap().count(), 1);
    assert_eq!(fs::read(&good).unwrap(), before);
    // Once it is put right, the next start copies as ever.
    let restored = json!({"ask": "restore", "draft": 1, "copy": "2020-01-01.db"});
    assert_eq!(ask(&program, restored)["first"]["values"]["case_name"], "好的");
    program.finish().unwrap();
    assert_eq!(fs::read_dir(&copies).unwrap().count(), 2);
}

/// Tells the figures where `LOOK` is set.
fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    if std::env::var_os("LOOK").is_some() {
        println!("{what}: {:?}", begun.elapsed());
    }
    done
}

#[test]
fn five_megabytes_that_are_pasted_are_saved_by_themselves() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    workbench.keep_saving();
    let mut client = Client::make(&workbench, true);
    let line = "深入实施“一店带多户”，2019年帮助 328 户增收 1286.50 万元，联系电话 025-83201234。";
    let text = format!("{line}\n").repeat((5 << 20) / (line.len() + 1));
    timed("pasted", || {
        client.edit("values/overview", text.as_str());
        while client.saved(false) != "saved" {
            std::thread::sleep(Duration::from_millis(10));
        }
    });
    // Typing goes on.
    timed("a key behind it", || client.edit("values/case_name", "又一个字"));
    let draft = client.draft;
    drop(client);
    let open = ask(&workbench, json!({"ask": "open_draft", "draft": draft}));
    assert_eq!(open["first"]["values"]["overview"].as_str().unwrap().len(), text.len());
}

#[test]
fn a_case_file_of_64_megabytes_is_opened_or_refused() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let desk = workbench.desk();
    let sample: Json =
        serde_json::from_str(&desk.new_case("js-2020", None, true).unwrap()).unwrap();
    let most = (64 << 20) - 4096;
    let path = place.path().join("大.json");
    let open = |case: &Json| {
        fs::write(&path, serde_json::to_vec(case).unwrap()).unwrap();
        let length = fs::metadata(&path).unwrap().len();
        assert!((60 << 20..=64 << 20).contains(&length), "{length} bytes");
        desk.open(&path).map(drop)
    };
    // One long text, many rows, many keys that are none: what hands, programs and slips make of it.
    let mut long = sample.clone();
    long["values"]["overview"] = json!("长".repeat(most / 3 - 6000));
    let mut rows = sample.clone();
    let row = json!({"code": null, "text": "安徽省六安市舒城县"});
    let count = most / (row.to_string().len() + 1) - 200;
    rows["values"]["regions"] = json!(vec![row; count]);
    let mut keys = sample.clone();
    for number in 0..(most / 17 - 900) {
        keys["values"][format!("k{number:010}")] = json!(12);
    }
    for (what, case, is_case) in
        [("a text", long, true), ("rows", rows, false), ("keys", keys, false)]
    {
        assert_eq!(timed(what, || open(&case)).is_ok(), is_case, "{what}");
    }
}

#[test]
fn a_case_file_that_is_too_long_to_edit_is_refused_and_left_as_it_is() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let text = workbench.desk().new_case("js-2020", None, true).unwrap();
    let mut case: Json = serde_json::from_str(&text).unwrap();
    case["values"]["overview"] = json!("长".repeat(10 << 20));
    let path = place.path().join("大.json");
    let bytes = serde_json::to_vec(&case).unwrap();
    fs::write(&path, &bytes).unwrap();
    let refusal = try_ask(&workbench, json!({"ask": "import", "file": path})).unwrap_err();
    assert!(refusal.message.contains("有 30 MB 文字"), "{}", refusal.message);
    assert!(fs::read(&path).unwrap() == bytes);
    assert_eq!(drafts(&workbench, "", false), Vec::<String>::new());
    // What stands in it is still judged.
    assert!(workbench.desk().open(&path).is_ok());
}
