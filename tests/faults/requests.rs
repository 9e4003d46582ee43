//! The disk fails at the n-th operation while a face asks: a file is kept and attached, a case file becomes a draft, a
//! draft becomes a case file. What was there stays, what came is whole or not there, and the answer says why.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

mod failing;
#[path = "../folders/mod.rs"]
mod folders;

use std::fs;
use std::path::{Path, PathBuf};

use catalog::Catalog;
use failing::{Failing, assert_told, every_failure};
use folders::everything_in;
use foundation::{FileOperation, Timestamp};
use serde_json::{Value, json};
use tempfile::TempDir;
use workbench::Workbench;

/// A workbench on a disk that fails, with a home in which nothing is yet; the disk is well until it stands.
fn started(files: &Failing, home: &Path) -> Workbench {
    // 2020-06-20, noon in China.
    let noon = Box::new(Timestamp::from_second(1_592_625_600).unwrap());
    let workbench = Workbench::with(Catalog::built_in(), noon, Box::new(files.clone()))
        .with_home(Some(home.to_owned()));
    ask(&workbench, json!({"ask": "start"})).unwrap();
    fs::create_dir_all(home.join("files")).unwrap();
    workbench
}

/// The answer, or what is said where there is none.
fn ask(workbench: &Workbench, request: Value) -> Result<Value, String> {
    let answer = workbench.answer(serde_json::from_value(request).unwrap());
    answer.map(|reply| serde_json::to_value(reply).unwrap()).map_err(|refusal| refusal.message)
}

fn photo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/golden/media_cleaned/a.jpg")
}

/// A case file with a photo beside it, in a folder of its own.
fn case_with_a_photo() -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let noon = Box::new(Timestamp::from_second(1_592_625_600).unwrap());
    let text = Workbench::new(noon).desk().new_case("js-2020", None, true).unwrap();
    let mut case: Value = serde_json::from_str(&text).unwrap();
    case["attachments"] = json!([{"path": "photo.jpg", "kind": "photo", "caption": "现场"}]);
    fs::copy(photo(), place.path().join("photo.jpg")).unwrap();
    let file = place.path().join("case.json");
    fs::write(&file, case.to_string()).unwrap();
    (place, file)
}

#[test]
fn a_case_file_becomes_a_draft_whole_or_not_at_all() {
    let (_place, file) = case_with_a_photo();
    every_failure(
        |files| {
            let home = tempfile::tempdir().unwrap();
            let workbench = files.well(|| started(files, home.path()));
            let imported = ask(&workbench, json!({"ask": "import", "file": file}));
            let drafts = json!({"ask": "drafts", "words": "", "binned": false, "limit": 9});
            let count = ask(&workbench, drafts).unwrap()["count"].as_u64();
            let kept = everything_in(&home.path().join("files")).len();
            (imported.map(drop), count, kept)
        },
        |_, (imported, count, kept), told| match imported {
            Ok(()) => assert_eq!((count, kept), (Some(1), 1), "{told}"),
            Err(message) => {
                assert_told(&message, &["case.json", "photo.jpg", "files"], told);
                assert_eq!((count, kept), (Some(0), 0), "{told}");
            }
        },
    );
}

#[test]
fn a_draft_becomes_a_case_file_whole_or_not_at_all() {
    let (_place, file) = case_with_a_photo();
    every_failure(
        |files| {
            let home = tempfile::tempdir().unwrap();
            let (workbench, draft) = files.well(|| {
                let workbench = started(files, home.path());
                let view = ask(&workbench, json!({"ask": "import", "file": file})).unwrap();
                (workbench, view["id"].clone())
            });
            let out = home.path().join("out");
            fs::create_dir(&out).unwrap();
            let to = out.join("另存.json");
            let saved = ask(&workbench, json!({"ask": "save_as", "draft": draft, "file": to}));
            let there = everything_in(&out).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
            (saved.map(drop), there)
        },
        |files, (saved, there), told| {
            let whole = ["另存-附件/photo.jpg", "另存.json"];
            match saved {
                Ok(()) => assert_eq!(there, whole, "{told}"),
                Err(message) => {
                    assert_told(&message, &["另存", "out", "files"], told);
                    let renamed = files.failed() == Some(FileOperation::SyncFolder);
                    assert!(there.is_empty() || renamed && there == whole, "{told}: {there:?}");
                }
            }
        },
    );
}

/// Kept, attached, saved and opened again by another workbench: the photo is there whole, or nothing of it.
#[test]
fn a_photo_is_kept_and_attached_whole_or_not_at_all() {
    let attached = |draft: &Value| draft["first"]["attachments"].as_array().map_or(0, Vec::len);
    every_failure(
        |files| {
            let home = tempfile::tempdir().unwrap();
            let (workbench, draft, token) = files.well(|| {
                let workbench = started(files, home.path());
                let new = json!({"ask": "new_draft", "call": "js-2020", "route": "self", "sample": false});
                let view = ask(&workbench, new).unwrap();
                (workbench, view["id"].clone(), view["token"].clone())
            });
            let keep = json!({"ask": "keep", "draft": draft, "token": token, "files": [photo()], "job": 1});
            let kept = ask(&workbench, keep);
            let outcome = kept.and_then(|kept| {
                if kept["names"] != json!(["a.jpg"]) {
                    return Err(kept["refused"][0].as_str().unwrap().to_owned());
                }
                let attach = json!({"ask": "attach", "draft": draft, "token": token,
                                    "kind": "photo", "names": kept["names"]});
                ask(&workbench, attach)?;
                ask(&workbench, json!({"ask": "saved", "draft": draft, "now": true}))
            });
            drop(workbench);
            let bytes = everything_in(&home.path().join("files"));
            let again = started(&Failing::at(usize::MAX, failing::Way::Error, true), home.path());
            let reopened = ask(&again, json!({"ask": "open_draft", "draft": draft})).unwrap();
            let whole: Vec<bool> =
                bytes.iter().map(|(_, kept)| *kept == fs::read(photo()).unwrap()).collect();
            (outcome, attached(&reopened), whole)
        },
        |_, (outcome, attached, kept), told| match outcome {
            Ok(_) => assert_eq!((attached, kept), (1, vec![true]), "{told}"),
            Err(message) => {
                assert_told(&message, &["a.jpg", "files"], told);
                assert_eq!((attached, kept), (0, vec![]), "{told}");
            }
        },
    );
}

/// A folder below the one that was chosen cannot be listed: the rest is taken, and it is told by its name.
#[test]
fn a_folder_that_cannot_be_listed_keeps_nobody_from_the_rest() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("材料");
    fs::create_dir_all(folder.join("里面")).unwrap();
    fs::copy(photo(), folder.join("a.jpg")).unwrap();
    fs::write(folder.join("里面/b.txt"), "名单").unwrap();
    let mut outcomes = Vec::new();
    for number in 0.. {
        let home = tempfile::tempdir().unwrap();
        let files = Failing::at(number, failing::Way::Error, true);
        let (workbench, draft, token) = files.well(|| {
            let workbench = started(&files, home.path());
            let new =
                json!({"ask": "new_draft", "call": "js-2020", "route": "self", "sample": false});
            let view = ask(&workbench, new).unwrap();
            (workbench, view["id"].clone(), view["token"].clone())
        });
        let keep =
            json!({"ask": "keep", "draft": draft, "token": token, "files": [folder], "job": 1});
        let kept = ask(&workbench, keep);
        match (files.failed(), kept) {
            (None, _) => break,
            (Some(FileOperation::List), Ok(kept)) => {
                let refused = kept["refused"].as_array().unwrap().iter();
                let refused: Vec<_> =
                    refused.map(|line| line.as_str().unwrap().to_owned()).collect();
                outcomes.push((kept["names"].as_array().unwrap().len(), refused));
            }
            _ => {}
        }
    }
    let of_inner = outcomes.iter().filter(|(names, refused)| {
        *names == 1
            && refused.len() == 1
            && refused[0].contains("里面”失败：磁盘读写出错")
            && refused[0].contains("里面的文件没有添加")
    });
    assert_eq!(of_inner.count(), 1, "{outcomes:?}");
    let is_told = |(names, refused): &(usize, Vec<String>)| *names == 2 || refused.len() == 1;
    assert!(outcomes.iter().all(is_told), "{outcomes:?}");
}

/// Another program has the drafts: nothing is copied into its folder that nobody could take back.
#[test]
fn a_workbench_without_its_drafts_copies_nothing() {
    let (_place, file) = case_with_a_photo();
    let home = tempfile::tempdir().unwrap();
    let well = Failing::at(usize::MAX, failing::Way::Error, true);
    let first = started(&well, home.path());
    let second = started(&well, home.path());
    let refused = ask(&second, json!({"ask": "import", "file": file})).unwrap_err();
    assert!(refused.contains("打开"), "{refused}");
    assert_eq!(everything_in(&home.path().join("files")), []);
    drop(second);
    ask(&first, json!({"ask": "import", "file": file})).unwrap();
    assert_eq!(everything_in(&home.path().join("files")).len(), 1);
}
