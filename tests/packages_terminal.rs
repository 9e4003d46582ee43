//! `shenbao pack`, `unpack`, `inspect`, `verify` and `drafts` as a user runs them: what they say, their exit status, and
//! what lies there afterwards.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests of files")]
#![cfg(target_os = "linux")]

mod place;
mod served;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use place::Place;
use serde_json::{Value, json};
use served::{Served, Watch};

/// A place with a case file that has a photo.
fn with_case() -> (Place, Value) {
    let place = Place::new();
    let mut case = place.sample("self");
    fs::create_dir(place.path("照片")).unwrap();
    fs::write(place.path("照片/现场.jpg"), vec![7; 200_000]).unwrap();
    case["attachments"] = json!([{"path": "照片/现场.jpg", "kind": "photo", "caption": "培训"}, {"path": "没有.jpg", "kind": "photo"}]);
    place.write("案例.json", &case);
    (place, case)
}

fn files(json: &Value) -> Vec<&str> {
    json["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect()
}

#[test]
fn a_case_file_goes_out_as_a_package_and_comes_back() {
    let (place, case) = with_case();
    let packed = place.expect(0, &["pack", "案例.json", "-o", "一.shenbao", "--json"]);
    assert!(packed.err.contains("“没有.jpg”没有打进去：不存在。"), "{}", packed.err);
    let packed = packed.json();
    assert_eq!((&packed["state"], &packed["missing"]), (&json!("packed"), &json!(["没有.jpg"])));
    assert!(files(&packed).contains(&"data/files/0001.jpg"), "{packed}");
    assert!(files(&packed).contains(&"data/pdf/case.pdf"), "{packed}");
    assert!(packed["findings"].is_array());
    let seen = place.expect(0, &["inspect", "一.shenbao", "--json"]).json();
    assert_eq!((&seen["state"], &seen["form"]), (&json!("whole"), &json!("same")));
    assert_eq!((&seen["id"], &seen["call"]), (&case["id"], &json!("js-2020")));
    assert_eq!(seen["packed"], "2020-06-20T04:00:00Z");
    let names: Vec<&Value> = seen["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| &file["name"])
        .filter(|name| !name.is_null())
        .collect();
    assert_eq!(names, ["现场.jpg"]);
    // What the rules say of it is what they say where the file is, by the facts alone.
    let codes = |json: &Value| -> Vec<String> {
        let all = json["findings"].as_array().unwrap().iter();
        let mut all: Vec<String> = all.map(|found| found["code"].to_string()).collect();
        all.sort();
        all
    };
    let checked = place.expect(1, &["check", "案例.json", "--json"]).json();
    assert_eq!(codes(&seen), codes(&checked));
    let out = place.expect(0, &["unpack", "一.shenbao", "--out", "收到", "--json"]).json();
    let folder = Path::new(out["folder"].as_str().unwrap()).to_owned();
    let folder = place.path(folder.to_str().unwrap());
    assert_eq!(fs::read(folder.join("案例-附件/现场.jpg")).unwrap(), vec![7; 200_000]);
    let back: Value = serde_json::from_slice(&fs::read(folder.join("案例.json")).unwrap()).unwrap();
    assert_eq!((&back["id"], &back["values"]), (&case["id"], &case["values"]));
    // The same once more leaves it as it is, and the same case under the same clock gives the same bytes.
    place.expect(0, &["unpack", "一.shenbao", "--out", "收到"]);
    assert_eq!(place.names_in("收到").len(), 1);
    place.expect(0, &["pack", "案例.json", "-o", "二.shenbao"]);
    assert_eq!(
        fs::read(place.path("一.shenbao")).unwrap(),
        fs::read(place.path("二.shenbao")).unwrap()
    );
    assert!(!place.path("home/drafts.db").exists(), "the drafts were not opened");
}

/// What is named and left out is told with its reason, and where to put it.
#[test]
fn what_leads_out_of_the_folder_is_left_out_and_told() {
    let (place, mut case) = with_case();
    fs::create_dir(place.path("外面")).unwrap();
    fs::write(place.path("外面/底价.jpg"), b"secret").unwrap();
    let inside = |name: &str| place.path("案例").join(name);
    fs::create_dir_all(inside("照片")).unwrap();
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, inside(name)).unwrap();
    link("../../外面/底价.jpg", "照片/链接.jpg");
    link("圈乙.jpg", "圈甲.jpg");
    link("圈甲.jpg", "圈乙.jpg");
    link("没有的.jpg", "断.jpg");
    fs::create_dir(inside("夹.jpg")).unwrap();
    Command::new("mkfifo").arg(inside("管.jpg")).status().unwrap();
    let names = ["照片/链接.jpg", "../外面/底价.jpg", "圈甲.jpg", "断.jpg", "夹.jpg", "管.jpg"];
    let attached = names.map(|name| json!({"path": name, "kind": "photo", "caption": "一"}));
    case["attachments"] = json!(attached);
    place.write("案例/案例.json", &case);
    let packed = place.expect(0, &["pack", "案例/案例.json", "-o", "一.shenbao"]);
    for told in [
        "“照片/链接.jpg”没有打进去：是链接，指向案例文件夹之外的文件。请把那个文件本身放到“案例/照片”里，代替这个链接，再打一次。",
        "“../外面/底价.jpg”没有打进去：写的位置在案例文件夹之外。",
        "“圈甲.jpg”没有打进去：是互相指来指去的链接",
        "“断.jpg”没有打进去：不存在。",
        "“夹.jpg”没有打进去：这是一个文件夹，不是文件。",
        "“管.jpg”没有打进去：不是普通文件。",
    ] {
        assert!(packed.err.contains(told), "{told}\n{}", packed.err);
    }
    let checked = place.expect(1, &["check", "案例/案例.json"]);
    assert!(!checked.err.contains("系统错误"), "{}", checked.err);
    assert!(checked.err.contains("附件6（管.jpg）不能读取：这不是普通文件。"), "{}", checked.err);
    // With 草稿 across it is always written, whatever is among its files.
    place.expect(0, &["export", "案例/案例.json", "--out", "报送", "--draft"]);
}

#[test]
fn parts_are_written_and_found() {
    let (place, _) = with_case();
    let packed = place
        .expect(0, &["pack", "案例.json", "-o", "一.shenbao", "--part-size", "100K", "--json"]);
    let parts = packed.json()["packages"].as_array().unwrap().len();
    assert!(parts > 2 && !place.path("一.shenbao").exists());
    let first = format!("一-第1卷共{parts}卷.shenbao");
    let second = format!("一-第2卷共{parts}卷.shenbao");
    let whole = place.expect(0, &["inspect", &second, "--json"]).json();
    assert_eq!(whole["state"], "whole");
    place.expect(0, &["unpack", &second, &first, "--out", "收到"]);
    fs::remove_file(place.path(&first)).unwrap();
    place.expect(1, &["unpack", &second]).says(&["还缺第 1 卷"]);
    place.expect(2, &["pack", "案例.json", "-o", "x.shenbao", "--part-size", "5"]).says(&["64 KB"]);
    place
        .expect(2, &["pack", "案例.json", "-o", "x.shenbao", "--part-size", "很大"])
        .says(&["20M"]);
}

#[test]
fn what_was_changed_is_refused_and_nothing_is_written() {
    let (place, _) = with_case();
    place.expect(0, &["pack", "案例.json", "-o", "一.shenbao"]);
    let good = fs::read(place.path("一.shenbao")).unwrap();
    let mut bytes = good.clone();
    let at = bytes.windows(64).position(|window| window == [7; 64]).unwrap();
    bytes[at + 5] = 8;
    fs::write(place.path("坏.shenbao"), &bytes).unwrap();
    let before = place.names();
    place.expect(1, &["inspect", "坏.shenbao"]).says(&["0001.jpg", "和打包时不一样"]);
    place.expect(1, &["unpack", "坏.shenbao", "--out", "收到"]).says(&["和打包时不一样"]);
    assert_eq!(place.names(), before);
    fs::write(place.path("坏.shenbao"), &good[..good.len() / 2]).unwrap();
    place.expect(1, &["inspect", "坏.shenbao"]).says(&["损坏"]);
    for (name, bytes, told) in [
        ("a.shenbao", &b"SQLite format 3\0"[..], "数据库"),
        ("b.shenbao", b"", "空的"),
        ("c.shenbao", b"{}", "JSON"),
    ] {
        fs::write(place.path(name), bytes).unwrap();
        place.expect(2, &["unpack", name]).says(&[name, told]);
    }
    place.expect(2, &["inspect", "没有.shenbao"]).says(&["没有.shenbao"]);
    place.expect(2, &["pack", "案例.json", "-o", "案例.json"]).says(&["就是案例文件"]);
    place.expect(2, &["pack", "-o", "x.shenbao"]);
}

#[test]
fn a_folder_that_was_sent_is_looked_at_by_its_list() {
    let (place, mut case) = with_case();
    case["attachments"].as_array_mut().unwrap().pop();
    place.write("案例.json", &case);
    let sent =
        place.expect(0, &["export", "案例.json", "--out", "报送", "--draft", "--json"]).json();
    let folder = sent["folder"].as_str().unwrap();
    let verified = place.expect(0, &["verify", folder, "--json"]).json();
    assert_eq!((&verified["state"], &verified["findings"]), (&json!("same"), &json!([])));
    assert_eq!(verified["files"].as_array().unwrap().len() + 1, files(&sent).len());
    // What Windows leaves where pictures were looked at is no file of anybody's.
    fs::write(place.path(folder).join("附件/Thumbs.db"), b"x").unwrap();
    place.expect(0, &["verify", folder]);
    let photo = files(&sent).into_iter().find(|path| path.ends_with(".jpg")).unwrap();
    fs::write(place.path(folder).join(photo), b"x").unwrap();
    fs::write(place.path(folder).join("附件/多.txt"), b"x").unwrap();
    let pdf = files(&sent).into_iter().find(|path| path.ends_with(".pdf")).unwrap();
    fs::remove_file(place.path(folder).join(pdf)).unwrap();
    let changed = place.expect(1, &["verify", folder, "--json"]).json();
    assert_eq!(changed["findings"].as_array().unwrap().len(), 3, "{changed}");
    place.expect(1, &["verify", folder]).says(&["和报送时不一样", "缺少", "不在清单里"]);
    place.expect(2, &["verify", "照片"]).says(&["没有 清单.txt"]);
    let list = place.path(folder).join("清单.txt");
    // A name that was taken out of it leaves no line that could be one.
    let text = fs::read_to_string(&list).unwrap();
    let cut: Vec<&str> = text.lines().filter(|line| !line.ends_with(".jpg")).collect();
    assert!(cut.len() < text.lines().count());
    fs::write(&list, cut.join("\n")).unwrap();
    place.expect(2, &["verify", folder]).says(&["清单.txt 被改过"]);
    fs::write(&list, "../../x\n    附件，1 字节，SHA-256 zz").unwrap();
    place.expect(2, &["verify", folder]).says(&["清单.txt 被改过"]);
}

/// What another program takes out of a zip: every file, by its name.
fn taken_out(place: &Place, program: &str, arguments: &[&str]) -> Vec<(String, Vec<u8>)> {
    let out = place.path(&format!("由{program}"));
    fs::create_dir(&out).unwrap();
    let output = Command::new(program).args(arguments).current_dir(&out).output();
    let output = output.unwrap_or_else(|fault| panic!("{program}: {fault}"));
    assert!(output.status.success(), "{program}: {output:?}");
    all_in(&out, "")
}

fn all_in(folder: &Path, above: &str) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{above}{}", entry.file_name().to_str().unwrap());
        match entry.path().is_dir() {
            true => all.extend(all_in(&entry.path(), &format!("{name}/"))),
            false => all.push((name, fs::read(entry.path()).unwrap())),
        }
    }
    all.sort();
    all
}

#[test]
fn a_folder_that_is_sent_is_zipped_as_other_programs_read_it() {
    let (place, mut case) = with_case();
    case["attachments"].as_array_mut().unwrap().pop();
    place.write("案例.json", &case);
    let export = ["export", "案例.json", "--out", "报送", "--draft", "--zip", "--json"];
    let sent = place.expect(0, &export).json();
    let folder = place.path(sent["folder"].as_str().unwrap());
    let zip = place.path(sent["zip"].as_str().unwrap());
    assert_eq!(
        zip,
        folder.with_file_name(format!("{}.zip", folder.file_name().unwrap().to_str().unwrap()))
    );
    let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
    let expected = all_in(&folder, &format!("{name}/"));
    assert!(expected.len() > 2 && expected.iter().any(|(name, _)| name.ends_with(".jpg")));
    let path = zip.to_str().unwrap();
    let python = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; \
                  assert all(i.flag_bits & 0x800 for i in z.infolist()); z.extractall()";
    for (program, arguments) in [
        ("python3", vec!["-c", python, path]),
        ("unzip", vec!["-qq", path]),
        ("bsdtar", vec!["-xf", path]),
    ] {
        assert_eq!(taken_out(&place, program, &arguments), expected, "{program}");
    }
    // The same folder gives the same bytes, once; another zip of that name stays.
    let bytes = fs::read(&zip).unwrap();
    place.expect(0, &export);
    assert_eq!(place.names_in("报送").len(), 2, "{:?}", place.names_in("报送"));
    assert_eq!(fs::read(&zip).unwrap(), bytes);
    fs::write(&zip, "别的东西").unwrap();
    let again = place.expect(0, &export).json();
    assert!(again["zip"].as_str().unwrap().ends_with("（2）.zip"), "{again}");
    assert_eq!(fs::read(&zip).unwrap(), "别的东西".as_bytes());
    assert_eq!(fs::read(place.path(again["zip"].as_str().unwrap())).unwrap(), bytes);
    // Without being asked there is none.
    let plain = place.expect(0, &["export", "案例.json", "--out", "o", "--draft", "--json"]).json();
    assert!(plain.get("zip").is_none(), "{plain}");
}

#[test]
fn drafts_are_listed_taken_in_and_moved_from_the_terminal() {
    let (place, case) = with_case();
    place.expect(0, &["pack", "案例.json", "-o", "一.shenbao"]);
    let taken = place.expect(0, &["drafts", "import", "一.shenbao", "案例.json", "--json"]).json();
    assert_eq!((&taken[0]["state"], &taken[0]["taken"]), (&json!("new"), &json!(true)), "{taken}");
    assert_eq!(
        (&taken[1]["state"], &taken[1]["taken"]),
        (&json!("same"), &json!(false)),
        "{taken}"
    );
    let list = place.expect(0, &["drafts", "list", "--json"]).json();
    let id = list["drafts"][0]["id"].to_string();
    assert_eq!(list["count"], 1);
    let name = case["values"]["case_name"].as_str().unwrap();
    place.expect(0, &["drafts", "trash", &id]);
    assert_eq!(place.expect(0, &["drafts", "list", "--json"]).json()["count"], 0);
    assert_eq!(place.expect(0, &["drafts", "list", "--trash", "--json"]).json()["count"], 1);
    place.expect(0, &["drafts", "restore", &id]);
    assert!(place.expect(0, &["drafts", "search", name]).out.contains(name));
    assert_eq!(place.expect(0, &["drafts", "search", "不会有的字"]).out, "");
    place.expect(2, &["drafts", "trash", "99"]);
    let sent =
        place.expect(0, &["drafts", "export", &id, "--out", "报送", "--draft", "--json"]).json();
    assert!(files(&sent).contains(&"清单.txt"));
    place.expect(0, &["pack", "--draft", &id, "-o", "草稿.shenbao"]);
    let seen = place.expect(0, &["inspect", "草稿.shenbao", "--json"]).json();
    assert_eq!(seen["id"], case["id"]);
    assert_eq!(seen["sent"], json!([]), "a draft copy is not what is sent");
    let kept = place.expect(0, &["drafts", "versions", &id, "--json"]).json();
    assert_eq!(kept[0]["occasion"], "handed_over", "{kept}");
    let version = kept[0]["version"].to_string();
    let told = place.expect(0, &["drafts", "versions", &id]).out;
    assert!(told.contains("2020-06-20 12:00  移交为") && told.contains("草稿.shenbao"), "{told}");
    assert_eq!(place.expect(0, &["drafts", "versions", &id, "--compare", &version]).out, "");
    place.expect(0, &["drafts", "go-back", &id, &version]);
    place.expect(2, &["drafts", "go-back", &id, "99"]).says(&["没有这个历史版本"]);
    place.expect(2, &["drafts", "import", "不在.json"]).says(&["不在.json"]);
    // Changed in another way under the same number: it is asked for, and kept beside where that is said.
    let mut other = case;
    other["values"]["case_name"] = json!("另一个名称");
    place.write("另.json", &other);
    let told = place.expect(1, &["drafts", "import", "另.json", "--json"]).json();
    assert_eq!((&told[0]["state"], &told[0]["taken"]), (&json!("diverged"), &json!(false)));
    place.expect(0, &["drafts", "import", "另.json", "--diverged", "both"]);
    assert_eq!(place.expect(0, &["drafts", "list", "--json"]).json()["count"], 2);
}

#[test]
fn a_kept_file_that_the_disk_changed_is_mended_by_what_brings_it_again() {
    let (place, _) = with_case();
    place.expect(0, &["pack", "案例.json", "-o", "一.shenbao"]);
    let told = place.expect(0, &["drafts", "import", "案例.json"]);
    assert!(told.err.contains("“没有.jpg”") && told.err.contains("附件文件夹"), "{}", told.err);
    let kept = kept_files(&place.path("home"));
    assert!(!kept.is_empty());
    for brings in ["案例.json", "一.shenbao"] {
        let whole: Vec<Vec<u8>> = kept.iter().map(|path| fs::read(path).unwrap()).collect();
        for path in &kept {
            let mut bytes = fs::read(path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::remove_file(path).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let told = place.expect(0, &["drafts", "import", brings, "--json"]).json();
        assert_eq!(told[0]["state"], "same", "{told}");
        assert_eq!(told[0]["mended"], kept.len(), "{told}");
        let after: Vec<Vec<u8>> = kept.iter().map(|path| fs::read(path).unwrap()).collect();
        assert!(after == whole, "{brings}");
        let again = place.expect(0, &["drafts", "import", brings, "--json"]).json();
        assert_eq!(again[0]["mended"], 0, "{again}");
    }
}

#[test]
fn what_is_erased_is_nowhere_in_the_home_but_in_copies() {
    let (place, mut case) = with_case();
    let word = "只此一处的字";
    case["values"]["case_name"] = json!(word);
    place.write("案例.json", &case);
    place.expect(0, &["drafts", "import", "案例.json"]);
    // Another draft has the same photo, and a file of its own stays.
    case["id"] = json!("0123456789abcdef0123456789abcdef");
    case["values"]["case_name"] = json!("另一个案例");
    place.write("另.json", &case);
    place.expect(0, &["drafts", "import", "另.json"]);
    assert!(place.expect(0, &["drafts", "search", word]).out.contains(word));
    place.expect(2, &["drafts", "erase", "1"]).says(&["草稿 1"]);
    place.expect(0, &["drafts", "trash", "1"]);
    let home = place.path("home");
    let kept = kept_files(&home);
    // The index spells each character by its number.
    let spelt: String = word.chars().take(3).map(|c| format!("{:x} ", u32::from(c))).collect();
    let holds = |name: &str, text: &str| {
        let bytes = fs::read(home.join(name)).unwrap_or_default();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    };
    assert!(holds("drafts.db", word) || holds("drafts.db-wal", word));
    place.expect(0, &["drafts", "erase", "1"]);
    for name in ["drafts.db", "drafts.db-wal", "search.db", "search.db-wal"] {
        assert!(!holds(name, word) && !holds(name, spelt.trim_end()), "{name}");
    }
    assert_eq!(kept_files(&home), kept, "the other draft has them still");
    place.expect(2, &["drafts", "restore", "1"]);
    let list = place.expect(0, &["drafts", "list", "--json"]).json();
    assert_eq!((&list["count"], &list["drafts"][0]["id"]), (&json!(1), &json!(2)));
    // One that was cut off behind the database is finished at the next start.
    place.expect(0, &["drafts", "trash", "2"]);
    place.expect(0, &["drafts", "erase", "2"]);
    assert!(kept_files(&home).is_empty());
    let left = home.join("files/ab");
    fs::create_dir_all(&left).unwrap();
    let digest = format!("ab{}", "0".repeat(62));
    fs::write(left.join(&digest), "x").unwrap();
    fs::write(home.join("erasing.txt"), &digest).unwrap();
    place.expect(0, &["drafts", "list"]);
    assert!(kept_files(&home).is_empty() && !home.join("erasing.txt").exists());
}

/// The files that lie in the store, whose names are their digests.
fn kept_files(home: &Path) -> Vec<PathBuf> {
    let entries =
        |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let folders = entries(home.join("files")).filter(|path| path.is_dir());
    let mut all: Vec<PathBuf> = folders.flat_map(entries).collect();
    all.sort();
    all
}

#[test]
fn the_drafts_are_refused_while_a_window_has_them() {
    let (place, _) = with_case();
    place.expect(0, &["pack", "案例.json", "-o", "一.shenbao"]);
    // At once, before any page has asked for them.
    let window = Served::start(&place.path("home"), Watch::Not).unwrap();
    place.expect(2, &["drafts", "list"]).says(&["请先关闭窗口"]);
    place.expect(2, &["pack", "--draft", "1", "-o", "x.shenbao"]).says(&["请先关闭窗口"]);
    // Packages need no drafts.
    place.expect(0, &["inspect", "一.shenbao"]);
    drop(window);
}
