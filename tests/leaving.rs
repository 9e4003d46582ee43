//! What leaves the machine, as `shenbao` sends it: only files that lie below the case file, wherever links lead.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests of files")]
#![cfg(unix)]

mod place;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use place::Place;
use serde_json::json;

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/golden").join(name)
}

/// Every byte of every file of a folder.
fn all_bytes(folder: &Path) -> Vec<u8> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    entries
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() { all_bytes(&path) } else { fs::read(path).unwrap() }
        })
        .collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn only_what_lies_below_the_case_file_is_read() {
    let place = Place::new();
    fs::create_dir_all(place.path("来件/里面")).unwrap();
    fs::create_dir_all(place.path("别处")).unwrap();
    fs::write(place.path("别处/口令.txt"), "SECRET-OF-THIS-MACHINE").unwrap();
    fs::write(place.path("来件/里面/真的.txt"), "MEANT-TO-BE-SENT").unwrap();
    symlink("../别处/口令.txt", place.path("来件/口令.txt")).unwrap();
    symlink("../别处", place.path("来件/文件夹")).unwrap();
    symlink("里面/真的.txt", place.path("来件/链接.txt")).unwrap();
    let absolute = place.path("别处/口令.txt");
    let mut case = place.sample("self");
    let attachment = |path: &str| json!({"path": path, "kind": "document"});
    case["attachments"] = json!([
        attachment("口令.txt"),
        attachment("文件夹/口令.txt"),
        attachment("../别处/口令.txt"),
        attachment(absolute.to_str().unwrap()),
        attachment("里面/../../别处/口令.txt"),
        attachment("链接.txt"),
        attachment("./里面/真的.txt"),
    ]);
    case["material"] = json!({"blocks": [
        {"kind": "paragraph", "text": "正文。"},
        {"kind": "picture", "path": "../别处/口令.txt", "caption": "图"},
    ]});
    place.write("来件/案例.json", &case);

    let found = place.expect(1, &["check", "来件/案例.json", "--json"]).json();
    let outside: Vec<(&str, bool)> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"] == "A401")
        .map(|finding| {
            let is_outside = finding["message"].as_str().unwrap().contains("之外，不会读取");
            (finding["path"].as_str().unwrap(), is_outside)
        })
        .collect();
    let paths =
        ["attachments/1", "attachments/2", "attachments/3", "attachments/4", "attachments/5"];
    let mut told = paths.map(|path| (path, true)).to_vec();
    told.push(("material/2", true));
    assert_eq!(outside, told);

    place.expect(0, &["export", "来件/案例.json", "--out", "出去", "--draft"]);
    let sent = all_bytes(&place.path("出去"));
    assert!(holds(&sent, "MEANT-TO-BE-SENT"));
    assert!(!holds(&sent, "SECRET-OF-THIS-MACHINE"));
}

#[test]
fn a_case_file_may_be_opened_through_a_link() {
    let place = Place::new();
    fs::create_dir(place.path("案例")).unwrap();
    fs::copy(golden("media_cleaned/a.jpg"), place.path("案例/照片.jpg")).unwrap();
    let mut case = place.sample("self");
    case["attachments"] = json!([{"path": "照片.jpg", "kind": "photo", "caption": "现场"}]);
    place.write("案例/案例.json", &case);
    symlink("案例/案例.json", place.path("链接.json")).unwrap();
    symlink("案例", place.path("文件夹")).unwrap();
    for file in ["案例/案例.json", "链接.json", "文件夹/案例.json"] {
        let found = place.run(&["check", file, "--json"]);
        assert!(!holds(&found.stdout, "A401"), "{file}");
        let to = format!("出去-{}", file.replace('/', "-"));
        place.expect(0, &["export", file, "--out", &to, "--draft"]);
    }
}
