//! Packages that go from home to home: taken by the id of their case, told before anything is done, and the same in
//! whatever order they come.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value as Json, json};
use tempfile::TempDir;
use workbench::{WhenDiverged, Workbench};

use client::{Client, ask, try_ask, workbench};

/// A machine of its own, with a draft of one case that was handed over.
struct Home {
    folder: TempDir,
    workbench: Arc<Workbench>,
}

impl Home {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let workbench = workbench(folder.path());
        Self { folder, workbench }
    }

    fn import(&self, file: &Path) -> Json {
        ask(&self.workbench, json!({"ask": "import", "file": file}))
    }

    fn take(&self, file: &Path, more: &Json) -> Client {
        let mut request = json!({"ask": "import", "file": file});
        for (key, value) in more.as_object().unwrap() {
            request[key] = value.clone();
        }
        Client::new(&self.workbench, request)
    }

    fn drafts(&self) -> Vec<Json> {
        let list = json!({"ask": "drafts", "words": "", "binned": false, "limit": 50});
        ask(&self.workbench, list)["drafts"].as_array().unwrap().clone()
    }
}

fn hand_over(client: &Client, file: &Path) -> PathBuf {
    let packed = client.ask(json!({"ask": "hand_over", "file": file, "job": 1}));
    PathBuf::from(packed["files"][0].as_str().unwrap())
}

/// A home with a case that has a photo, and its package.
fn with_package(place: &TempDir) -> (Home, Client, PathBuf) {
    let home = Home::new();
    let mut client = Client::make(&home.workbench, true);
    let photo = place.path().join("现场.jpg");
    fs::write(&photo, b"photo").unwrap();
    client.attach("photo", &[&photo]).unwrap();
    let package = hand_over(&client, &place.path().join("一.shenbao"));
    (home, client, package)
}

fn value(client: &Client, field: &str) -> Json {
    client.shown["values"][field].clone()
}

#[test]
fn a_new_case_is_told_first_and_then_taken_with_its_files() {
    let place = TempDir::new().unwrap();
    let (_, first, package) = with_package(&place);
    let there = Home::new();
    let told = there.import(&package);
    assert_eq!((&told["compared"], &told["here"]), (&json!(null), &json!(null)), "{told}");
    assert_eq!((&told["package"]["files"], &told["package"]["form"]), (&json!(1), &json!("same")));
    assert!(there.drafts().is_empty(), "nothing was done");
    let client = there.take(&package, &json!({"take": "update"}));
    assert_eq!(client.shown["values"], first.shown["values"]);
    assert_eq!(client.shown["attachments"][0]["path"], "现场.jpg");
    let target = place.path().join("报送");
    let sent = client.ask(json!({"ask": "export", "target": target, "as_draft": true, "job": 1}));
    let folder = Path::new(sent["folder"].as_str().unwrap());
    let sent: Vec<Vec<u8>> = sent["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| fs::read(folder.join(file.as_str().unwrap())).unwrap())
        .collect();
    assert!(sent.contains(&b"photo".to_vec()));
    // Twice is once.
    client.ask(json!({"ask": "close_draft", "token": client.token}));
    assert_eq!(there.import(&package)["compared"], "same");
    there.take(&package, &json!({"take": "update"}));
    assert_eq!(there.drafts().len(), 1);
}

/// What a draft said before: when, why and by whom, the last first.
fn kept(client: &Client) -> Vec<(Json, String, String)> {
    let versions = client.ask(json!({"ask": "kept_versions"}));
    let text = |json: &Json| json.as_str().unwrap().to_owned();
    let line = |one: &Json| (one["moment"].clone(), text(&one["occasion"]), text(&one["note"]));
    versions.as_array().unwrap().iter().map(line).collect()
}

#[test]
fn what_was_sent_comes_along_as_versions_once_and_can_be_gone_back_to() {
    let place = TempDir::new().unwrap();
    let home = Home::new();
    let mut mine = Client::make(&home.workbench, true);
    let plan = place.path().join("说明.pdf");
    fs::write(&plan, b"%PDF-1.4").unwrap();
    for name in ["第一次", "第二次", "第三次"] {
        mine.edit("values/case_name", name);
        let target = place.path().join("报送");
        mine.ask(json!({"ask": "export", "target": target, "as_draft": false}));
        // Two exports in one millisecond would be one.
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    mine.edit("values/case_name", "以后改的");
    mine.attach("document", &[&plan]).unwrap();
    let package = hand_over(&mine, &place.path().join("一.shenbao"));
    let there = Home::new();
    assert_eq!(there.import(&package)["package"]["sent"].as_array().unwrap().len(), 2);
    let client = there.take(&package, &json!({"take": "update"}));
    let came = kept(&client);
    assert_eq!(came.len(), 2, "the last and the one before: {came:?}");
    let sent: Vec<Json> = kept(&mine)
        .into_iter()
        .filter(|(_, occasion, _)| occasion == "exported")
        .map(|(moment, ..)| moment)
        .collect();
    assert_eq!([&came[0].0, &came[1].0], [&sent[0], &sent[1]]);
    assert!(came.iter().all(|(_, occasion, _)| occasion == "arrived"), "{came:?}");
    // Twice is once; and on the way back they are what was sent from here.
    let again = there.take(&package, &json!({"take": "update"}));
    assert_eq!(kept(&again), came);
    let mut again = again;
    again.edit("values/case_name", "他们改的");
    let back = hand_over(&again, &place.path().join("二.shenbao"));
    let before = kept(&mine);
    let mine = home.take(&back, &json!({"take": "update"}));
    assert_eq!(kept(&mine), before);
    // From hand to hand.
    let third = Home::new();
    let far = third.take(&back, &json!({"take": "update"}));
    let theirs: Vec<Json> = kept(&far).into_iter().map(|(moment, ..)| moment).collect();
    assert_eq!(theirs, [sent[0].clone(), sent[1].clone()]);
    let versions = far.ask(json!({"ask": "kept_versions"}));
    let mut far = far;
    let patch = far.ask(json!({"ask": "go_back", "version": versions[1]["version"]}));
    far.hear(&patch);
    assert_eq!(far.value("case_name"), "第二次");
    assert_eq!(far.shown["attachments"], json!([]));
}

#[test]
fn who_went_before_whom_is_known_not_only_who_was_changed_more_often() {
    let place = TempDir::new().unwrap();
    let (home, mut mine, package) = with_package(&place);
    let there = Home::new();
    let mut theirs = there.take(&package, &json!({"take": "update"}));
    theirs.edit("values/case_name", "他们改的");
    let back = hand_over(&theirs, &place.path().join("二.shenbao"));
    // Nothing was changed here: it is newer, and the first is older there.
    assert_eq!(home.import(&back)["compared"], "newer");
    assert_eq!(there.import(&package)["compared"], "older");
    // Many changes here make it no newer one: both were changed.
    for name in ["甲", "乙", "丙"] {
        mine.edit("values/case_name", name);
        assert_eq!(mine.saved(true), "saved");
    }
    let told = home.import(&back);
    assert_eq!(told["compared"], "diverged", "{told}");
    let differences = told["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 1, "{told}");
    assert_eq!(differences[0]["address"], "values/case_name");
    assert_eq!(
        (&differences[0]["here"], &differences[0]["coming"]),
        (&json!("丙"), &json!("他们改的"))
    );
    // The other way round as well.
    let again = hand_over(&mine, &place.path().join("三.shenbao"));
    assert_eq!(there.import(&again)["compared"], "diverged");
}

#[test]
fn of_two_that_were_changed_apart_each_field_is_chosen_and_can_be_undone() {
    let place = TempDir::new().unwrap();
    let (home, mut mine, package) = with_package(&place);
    let there = Home::new();
    let mut theirs = there.take(&package, &json!({"take": "update"}));
    let other = place.path().join("另一张.jpg");
    fs::write(&other, b"other").unwrap();
    theirs.attach("photo", &[&other]).unwrap();
    theirs.edit("values/case_name", "他们的名称");
    theirs.edit("values/overview", "他们的概述");
    let back = hand_over(&theirs, &place.path().join("二.shenbao"));
    mine.edit("values/case_name", "我们的名称");
    mine.edit("values/overview", "我们的概述");
    let told = home.import(&back);
    let addresses: Vec<&str> = told["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["address"].as_str().unwrap())
        .collect();
    assert_eq!(addresses, ["values/case_name", "values/overview", "attachments"]);
    let fields = json!({"take": "update", "fields": ["values/overview", "attachments"]});
    let mut merged = home.take(&back, &fields);
    assert_eq!(value(&merged, "case_name"), "我们的名称");
    assert_eq!(value(&merged, "overview"), "他们的概述");
    let names: Vec<&Json> =
        merged.shown["attachments"].as_array().unwrap().iter().map(|a| &a["path"]).collect();
    assert_eq!(names, ["现场.jpg", "另一张.jpg"]);
    assert_eq!(merged.shown["attachments"][1]["bytes"], 5);
    // What was decided goes back, and is newer there.
    let decided = hand_over(&merged, &place.path().join("三.shenbao"));
    assert_eq!(there.import(&decided)["compared"], "newer");
    assert_eq!(home.import(&back)["compared"], "older");
    merged.undo(false);
    assert_eq!(value(&merged, "overview"), "我们的概述");
    assert_eq!(merged.shown["attachments"].as_array().unwrap().len(), 1);
}

#[test]
fn both_may_be_kept_and_keeping_them_twice_makes_one() {
    let place = TempDir::new().unwrap();
    let (home, mut mine, package) = with_package(&place);
    let there = Home::new();
    let mut theirs = there.take(&package, &json!({"take": "update"}));
    theirs.edit("values/case_name", "他们的");
    let back = hand_over(&theirs, &place.path().join("二.shenbao"));
    mine.edit("values/case_name", "我们的");
    for _ in 0..2 {
        let both = home.take(&back, &json!({"take": "keep_both"}));
        assert_eq!(value(&both, "case_name"), "他们的");
        assert_ne!(both.draft, mine.draft);
        both.ask(json!({"ask": "close_draft", "token": both.token}));
    }
    let names: Vec<Json> = home.drafts().iter().map(|draft| draft["title"].clone()).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&json!("我们的")) && names.contains(&json!("他们的")), "{names:?}");
}

#[test]
fn a_form_that_is_not_here_comes_along_only_when_asked_and_without_faults() {
    let place = TempDir::new().unwrap();
    let folder = TempDir::new().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/catalog");
    copy(&root, &folder.path().join("catalog"));
    let home = Home { workbench: workbench(folder.path()), folder };
    let call = ask(&home.workbench, json!({"ask": "start"}))["calls"]
        .as_array()
        .unwrap()
        .iter()
        .find(|call| call["id"] == "every-kind")
        .cloned()
        .expect("the test's own call");
    let new = json!({"ask": "new_draft", "call": "every-kind",
                     "route": call["routes"][0]["id"], "sample": false});
    let mut mine = Client::new(&home.workbench, new);
    mine.edit("values/name", "带着表单来的");
    let package = hand_over(&mine, &place.path().join("一.shenbao"));
    let there = Home::new();
    let told = there.import(&package);
    assert_eq!(told["package"]["form"], "absent", "{told}");
    let without = json!({"ask": "import", "file": package, "take": "update"});
    let refused = try_ask(&there.workbench, without).unwrap_err();
    assert!(refused.message.contains("没有的征集"), "{}", refused.message);
    assert!(!there.folder.path().join("catalog").exists());
    let with = there.take(&package, &json!({"take": "update", "with_form": true}));
    assert_eq!(value(&with, "name"), "带着表单来的");
    assert!(there.folder.path().join("catalog/calls/every-kind/call.toml").is_file());
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let target = to.join(entry.file_name().unwrap());
        match entry.is_dir() {
            true => copy(&entry, &target),
            false => drop(fs::copy(&entry, target).unwrap()),
        }
    }
}

/// Three machines on which one case is changed and handed round in any order: once everybody has everything, all of them
/// say the same, of the same revision, whatever came first and however often.
#[test]
fn three_homes_end_the_same_in_any_order() {
    for seed in 1..=4_u64 {
        let mut chance = Chance(seed);
        let place = TempDir::new().unwrap();
        let homes = [Home::new(), Home::new(), Home::new()];
        let first = Client::make(&homes[0].workbench, true);
        let start = hand_over(&first, &place.path().join("0.shenbao"));
        first.ask(json!({"ask": "close_draft", "token": first.token}));
        let mut packages = vec![start];
        let settle = |home: &Home, file: &Path| {
            let done = home.workbench.import_files(&[file.to_owned()], WhenDiverged::ByRevision);
            assert_ne!(done[0].state, "broken", "{done:?}");
        };
        for home in &homes {
            settle(home, &packages[0]);
        }
        for step in 1..=12 {
            let home = &homes[chance.below(3)];
            if chance.below(2) == 0 {
                let file = packages[chance.below(packages.len())].clone();
                settle(home, &file);
                continue;
            }
            let draft = home.drafts()[0]["id"].as_i64().unwrap();
            let mut client = Client::open(&home.workbench, draft);
            for _ in 0..=chance.below(2) {
                client
                    .edit("values/case_name", format!("第{seed}轮第{step}步{}", chance.below(99)));
                assert_eq!(client.saved(true), "saved");
            }
            packages.push(hand_over(&client, &place.path().join(format!("{step}.shenbao"))));
            client.ask(json!({"ask": "close_draft", "token": client.token}));
        }
        let mut ends = Vec::new();
        for home in &homes {
            // Everybody gets everything, each in an order of its own, some of it twice.
            let mut order: Vec<usize> = (0..packages.len()).collect();
            for at in (1..order.len()).rev() {
                order.swap(at, chance.below(at + 1));
            }
            order.push(chance.below(packages.len()));
            for at in order {
                settle(home, &packages[at]);
            }
            let drafts = home.drafts();
            assert_eq!(drafts.len(), 1, "{drafts:?}");
            let client = Client::open(&home.workbench, drafts[0]["id"].as_i64().unwrap());
            let file = place.path().join("末.json");
            client.ask(json!({"ask": "save_as", "file": file}));
            let said: Json = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
            ends.push((said["id"].clone(), said["revision"].clone(), said["values"].clone()));
        }
        assert!(ends.iter().all(|end| *end == ends[0]), "seed {seed}: {ends:?}");
    }
}

/// Numbers that look like chance, the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(most).unwrap()).unwrap()
    }
}
