//! Drafts that go out as case files and case files that come in, with the files beside them; driven by a client without
//! a face, on a real disk.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};
use tempfile::TempDir;
use workbench::RefusalCode;

use client::{Client, ask, drafts, try_ask, workbench};

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
fn saving_elsewhere_names_what_it_cannot_take_along_and_the_folder_that_belongs_to_it() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    for name in ["好.png", "坏.png"] {
        fs::write(place.path().join(name), name).unwrap();
        client.attach("photo", &[&place.path().join(name)]).unwrap();
    }
    let out = place.path().join("交出");
    fs::create_dir(&out).unwrap();
    let file = out.join("案例.json");
    let request = |without: bool| json!({"ask": "save_as", "draft": client.draft, "file": file, "without": without});
    let whole = ask(&workbench, request(false));
    assert_eq!(whole, json!({"folder": "案例-附件", "files": 2, "left_out": []}));
    fs::remove_dir_all(&out).unwrap();
    fs::create_dir(&out).unwrap();
    // The original in the store is lost.
    let digest = foundation::Digest::of("坏.png".as_bytes()).to_string();
    let mut lost = 0;
    for entry in walk(&home.path().join("files")) {
        if entry.to_string_lossy().contains(&digest) {
            fs::remove_file(entry).unwrap();
            lost += 1;
        }
    }
    assert_eq!(lost, 1);
    let refusal = try_ask(&workbench, request(false)).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::LeftOut);
    assert!(refusal.message.contains("“坏.png”") && !refusal.message.contains("好.png"));
    assert!(fs::read_dir(&out).unwrap().next().is_none(), "nothing is done without consent");
    let rest = ask(&workbench, request(true));
    assert_eq!(rest, json!({"folder": "案例-附件", "files": 1, "left_out": ["坏.png"]}));
    assert!(out.join("案例-附件/好.png").exists());
    // A case without files has no folder.
    let empty = Client::make(&workbench, false);
    let alone = empty.ask(json!({"ask": "save_as", "file": out.join("空.json")}));
    assert_eq!(alone, json!({"folder": null, "files": 0, "left_out": []}));
}

/// Every file below a folder.
fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: std::path::PathBuf| if path.is_dir() { walk(&path) } else { vec![path] };
    entries.flat_map(below).collect()
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
    // To another machine.
    let other_home = TempDir::new().unwrap();
    let other = client::workbench(other_home.path());
    let again = Client::new(&other, json!({"ask": "import", "file": file}));
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
    let missing = client.shown["findings"].as_array().unwrap().iter();
    let outside = missing.filter(|finding| finding["code"] == "A401");
    assert!(outside.clone().count() == 2);
    assert!(outside.clone().all(|f| f["message"].as_str().unwrap().contains("文件夹之外")));
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_of_a_folder_from_elsewhere_are_refused_by_name() {
    use std::os::unix::fs::symlink;
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let secret = place.path().join("secret.txt");
    fs::write(&secret, b"not to be sent").unwrap();
    let folder = place.path().join("来件");
    fs::create_dir_all(&folder).unwrap();
    symlink(&secret, folder.join("现场.jpg")).unwrap();
    fs::write(folder.join("真的.txt"), b"meant").unwrap();
    let mut case: Json =
        serde_json::from_str(&workbench.desk().new_case("js-2020", Some("self"), true).unwrap())
            .unwrap();
    case["attachments"] = json!([{"path": "现场.jpg", "kind": "photo"}]);
    let file = folder.join("案例.json");
    fs::write(&file, case.to_string()).unwrap();
    let refused = try_ask(&workbench, json!({"ask": "import", "file": file})).unwrap_err();
    assert!(refused.message.contains("“现场.jpg”是链接"), "{}", refused.message);
    assert!(drafts(&workbench, "", false).is_empty());

    // A folder that is added file by file, and the link where it is named itself.
    let Client { draft, token, .. } = Client::make(&workbench, false);
    let keep = |file: &Path| {
        let files = [file];
        ask(
            &workbench,
            json!({"ask": "keep", "draft": draft, "token": token, "files": files, "job": 1}),
        )
    };
    let kept = keep(&folder);
    assert_eq!(kept["names"], json!(["案例.json", "真的.txt"]));
    assert_eq!(kept["refused"].as_array().unwrap().len(), 1);
    assert!(kept["refused"][0].as_str().unwrap().contains("现场.jpg”是链接"));
    assert_eq!(keep(&folder.join("现场.jpg"))["names"], json!(["现场.jpg"]));
}
