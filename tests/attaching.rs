//! Photos and videos in a draft, driven by a client without a face: how they come in, what is seen of them, and
//! what leaves with the folder, read by exiftool.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests"
)]

mod client;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value as Json, json};
use tempfile::TempDir;
use workbench::RefusalCode;

use client::{Client, JOB, ask, try_ask, workbench};

/// A file of a golden case.
fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/golden").join(name)
}

fn attachments(client: &Client) -> Vec<Json> {
    client.shown["attachments"].as_array().unwrap().clone()
}

/// Every file below a folder, with its length.
fn everything_in(folder: &Path) -> BTreeSet<(PathBuf, u64)> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let (path, metadata) = (entry.path(), entry.metadata().unwrap());
        if metadata.is_dir() {
            found.extend(everything_in(&path));
        } else {
            found.insert((path, metadata.len()));
        }
    }
    found
}

/// A call of one's own that names its papers.
#[test]
fn a_file_is_attached_as_a_paper_that_the_call_names() {
    let home = TempDir::new().unwrap();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/catalog");
    for folder in ["forms/award", "calls/award"] {
        let to = home.path().join("catalog").join(folder);
        fs::create_dir_all(&to).unwrap();
        for file in fs::read_dir(own.join(folder)).unwrap().map(Result::unwrap) {
            fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
    let workbench = workbench(home.path());
    let request = json!({"ask": "new_draft", "call": "award", "route": "self", "sample": false});
    let view = ask(
        &workbench,
        json!({"ask": "new_draft", "call": "award", "route": "recommended",
                                      "sample": false}),
    );
    let slots = |route: &str| -> Vec<Json> {
        let slots = view["slots"][route].as_array().unwrap().iter();
        slots.map(|slot| slot["id"].clone()).collect()
    };
    assert_eq!(slots("recommended"), ["id_card", "certificate", "portrait"]);
    assert_eq!(slots("self"), ["id_card", "portrait"]);
    assert_eq!(view["call"]["thing"], "候选人");
    let others = &view["forms"]["self"][0]["by_others"];
    assert_eq!(others[0], json!({"who": "推荐单位", "labels": ["推荐单位意见"]}));

    let mut client = Client::new(&workbench, request);
    let missing = |client: &Client| -> Vec<Json> {
        let findings = client.shown["findings"].as_array().unwrap().iter();
        let missing = findings.filter(|finding| finding["code"] == "A404");
        missing.map(|finding| finding["path"].clone()).collect()
    };
    assert_eq!(missing(&client), ["attachments/id_card", "attachments/portrait"]);
    client.keep(&[&golden("award_sample/身份证.pdf")]).unwrap();
    let patch = ask(
        &workbench,
        json!({"ask": "attach", "draft": client.draft, "token": client.token, "kind": null,
               "slot": "id_card", "names": ["身份证.pdf"]}),
    );
    let there = &patch["attachments"][0];
    assert_eq!((&there["slot"], &there["kind"]), (&json!("id_card"), &json!("document")));
    client.hear(&patch);
    assert_eq!(missing(&client), ["attachments/portrait"]);
    client.undo(false);
    assert_eq!(missing(&client), ["attachments/id_card", "attachments/portrait"]);
}

#[test]
fn a_folder_comes_in_file_by_file_and_each_by_its_content() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    let folder = place.path().join("材料");
    fs::create_dir_all(folder.join("里面")).unwrap();
    fs::copy(golden("media_cleaned/a.jpg"), folder.join("1.jpg")).unwrap();
    fs::copy(golden("media_cleaned/b.mp4"), folder.join("2.mp4")).unwrap();
    fs::write(folder.join("10.txt"), "名单").unwrap();
    fs::write(folder.join(".hidden"), "").unwrap();
    fs::write(folder.join("Thumbs.db"), "系统留下的").unwrap();
    fs::write(folder.join("里面/12.txt"), "村名").unwrap();
    let gone = place.path().join("没有.jpg");
    let empty = place.path().join("空的");
    fs::create_dir(&empty).unwrap();
    let refused = client.attach(None, &[&gone, &folder, &empty]).unwrap();
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert!(refused[0].contains("空的") && refused[1].contains("没有.jpg"), "{refused:?}");
    let there: Vec<_> = attachments(&client)
        .iter()
        .map(|a| format!("{} {}", a["path"].as_str().unwrap(), a["kind"].as_str().unwrap()))
        .collect();
    assert_eq!(there, ["1.jpg photo", "2.mp4 video", "10.txt document", "12.txt document"]);
    // A kind that is said counts, whatever the content is.
    client.attach("media_report", &[&folder.join("1.jpg")]).unwrap();
    assert_eq!(attachments(&client)[4]["kind"], "media_report");
    client.agrees_with_a_fresh_look();
}

#[test]
fn what_an_attachment_is_can_be_seen() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    let files = [
        "media_cleaned/a.jpg",
        "media_too_small/a.png",
        "media_cleaned/b.mp4",
        "media_made_by_ai/b.mp4",
    ];
    let files = files.map(golden);
    client.attach(None, &files.each_ref().map(PathBuf::as_path)).unwrap();
    let seen: Vec<Json> = attachments(&client).iter().map(|a| a["seen"].clone()).collect();
    let photo = json!({"what": "JPEG 照片", "size": "1080×1920", "duration": null,
                       "verdict": "meets", "ai_label": null, "pictured": true});
    assert_eq!(seen[0], photo);
    assert_eq!((&seen[1]["size"], &seen[1]["verdict"]), (&json!("1919×1080"), &json!("below")));
    let video = json!({"what": "MP4 视频", "size": "1920×1080", "duration": "1 秒",
                       "verdict": "meets", "ai_label": null, "pictured": false});
    assert_eq!(seen[2], video);
    assert_eq!(seen[3]["ai_label"], "人工智能生成标识（写的是“疑似”）");
    // Nobody asks the size of other papers, and nothing is seen of what is not there.
    let entry =
        json!([{"path": "a.jpg", "kind": "document"}, {"path": "不在.jpg", "kind": "photo"}]);
    client.edit("attachments", entry);
    let both = attachments(&client);
    assert_eq!((&both[0]["seen"]["verdict"], &both[1]["seen"]), (&Json::Null, &Json::Null));
}

#[test]
fn a_long_copy_is_followed_and_stopped_while_typing_goes_on() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    // Sparse: read as zeros, and large enough to be met in the middle.
    let (long, bytes) = (place.path().join("会议.mp4"), 1 << 30);
    fs::File::create(&long).unwrap().set_len(bytes).unwrap();
    let before = everything_in(home.path());
    let request = json!({"ask": "progress", "draft": client.draft, "job": JOB, "stop": false});
    let outcome = std::thread::scope(|scope| {
        let copying = {
            let (workbench, draft, token) = (&workbench, client.draft, client.token);
            let files = [&long];
            scope.spawn(move || {
                let request = json!({"ask": "keep", "draft": draft, "token": token,
                                     "files": files, "job": JOB});
                try_ask(workbench, request)
            })
        };
        let progress = loop {
            let progress = ask(&workbench, request.clone());
            if progress["done"].as_u64() > Some(0) || copying.is_finished() {
                break progress;
            }
        };
        assert_eq!(progress["all"], bytes, "{progress}");
        assert!(progress["done"].as_u64().unwrap() < bytes, "{progress}");
        client.edit("values/case_name", "复制的时候写的");
        assert_eq!(client.saved(true), "saved");
        let mut stop = request.clone();
        stop["stop"] = true.into();
        ask(&workbench, stop);
        copying.join().unwrap()
    });
    let refusal = outcome.unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Stopped);
    assert_eq!(refusal.message, "已停止，没有添加文件。");
    let of_files = |all: BTreeSet<(PathBuf, u64)>| -> Vec<_> {
        all.into_iter().filter(|(path, _)| path.starts_with(home.path().join("files"))).collect()
    };
    assert_eq!(of_files(everything_in(home.path())), of_files(before));
    assert_eq!(client.value("case_name"), "复制的时候写的");
    assert_eq!(ask(&workbench, request)["all"], 0, "nothing runs any more");
}

#[test]
fn a_draft_that_is_taken_over_while_files_come_takes_none_and_nothing_is_left() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let client = Client::make(&workbench, false);
    let short = place.path().join("1.jpg");
    fs::copy(golden("media_cleaned/a.jpg"), &short).unwrap();
    let long = place.path().join("2.mp4");
    fs::File::create(&long).unwrap().set_len(1 << 30).unwrap();
    let request = json!({"ask": "progress", "draft": client.draft, "job": JOB, "stop": false});
    let refusal = std::thread::scope(|scope| {
        let copying = scope.spawn(|| client.keep(&[&short, &long]).unwrap_err());
        while ask(&workbench, request.clone())["done"].as_u64() < Some(1 << 20) {
            assert!(!copying.is_finished());
        }
        Client::open(&workbench, client.draft);
        copying.join().unwrap()
    });
    assert_eq!(refusal.code, RefusalCode::TakenOver);
    let files = everything_in(&home.path().join("files"));
    assert_eq!(files, BTreeSet::new(), "the first was copied whole and goes again");
}

#[test]
fn only_what_was_kept_is_attached_and_only_by_who_has_the_draft() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let client = Client::make(&workbench, false);
    let unknown = json!({"ask": "attach", "draft": client.draft, "token": client.token,
                         "kind": null, "names": ["没有.jpg"]});
    let refusal = try_ask(&workbench, unknown).unwrap_err();
    assert!(refusal.message.contains("没有.jpg"), "{refusal:?}");
    let _other = Client::open(&workbench, client.draft);
    let refusal = client.keep(&[&golden("media_cleaned/a.jpg")]).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::TakenOver);
}

#[test]
fn a_heavy_photo_is_made_lighter_where_it_is_asked_for_and_undo_brings_it_back() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    let heavy = place.path().join("现场.png");
    let done = Command::new("convert")
        .args(["-size", "1200x900", "-seed", "7", "plasma:fractal", "-resize", "400%"])
        .arg(&heavy)
        .status();
    assert!(done.unwrap().success());
    client.attach(None, &[&heavy, &golden("media_cleaned/a.jpg")]).unwrap();
    let before = attachments(&client);
    assert_eq!((&before[0]["heavy"], &before[1]["heavy"]), (&json!(true), &json!(false)));
    let name = client.ask(json!({"ask": "lighten", "name": "现场.png"}));
    assert_eq!(name, "现场.jpg");
    assert_eq!(attachments(&client), before, "nothing shows it yet");
    let mut entry = json!(before);
    for attachment in entry.as_array_mut().unwrap() {
        let attachment = attachment.as_object_mut().unwrap();
        attachment.retain(|key, _| matches!(&**key, "path" | "kind" | "caption" | "url"));
    }
    entry[0]["path"] = name;
    client.edit("attachments", entry);
    let after = attachments(&client);
    assert_eq!(after[0]["seen"]["size"], "3840×2880");
    assert!(after[0]["bytes"].as_u64().unwrap() < before[0]["bytes"].as_u64().unwrap() / 2);
    client.undo(false);
    assert_eq!(attachments(&client), before);
    let refused = |name: &str| {
        let request =
            json!({"ask": "lighten", "draft": client.draft, "token": client.token, "name": name});
        try_ask(&workbench, request).unwrap_err().message
    };
    assert!(refused("a.jpg").contains("也不会更小"));
    assert!(refused("没有.jpg").contains("没有.jpg"));
}

#[test]
fn photos_are_looked_at_beside_the_keys_and_what_was_seen_is_told() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let files = ["photos_alike/a.jpg", "photo_looks_poor/a.jpg"].map(golden);
    client.attach(None, &files.each_ref().map(PathBuf::as_path)).unwrap();
    let place = TempDir::new().unwrap();
    let copy = place.path().join("另存.jpg");
    fs::copy(golden("photos_alike/b.jpg"), &copy).unwrap();
    client.attach(None, &[&copy]).unwrap();
    let hints = |client: &Client| -> Vec<String> {
        let of_looks = |code: &String| code.starts_with("A412") || code.starts_with("A45");
        client.codes().into_iter().filter(of_looks).collect()
    };
    assert_eq!(hints(&client), [""; 0], "nothing was decoded yet");
    let look = json!({"ask": "look_at_files"});
    assert_eq!(client.ask(look.clone()), true);
    // A key that is pressed meanwhile may tell it as well; nobody asks twice.
    client.hear_news();
    assert_eq!(hints(&client), ["A412@attachments/3", "A451@attachments/2"]);
    assert_eq!(client.ask(look), false);
    client.agrees_with_a_fresh_look();
    // A photo that goes takes its hints along, and brings them back.
    client.edit("attachments", json!([{"path": "另存.jpg", "kind": "photo"}]));
    assert_eq!(hints(&client), [""; 0]);
    client.undo(false);
    assert_eq!(hints(&client), ["A412@attachments/3", "A451@attachments/2"]);
}

/// A GIF of 64 × 64 whose header and end are right, and whose picture is none.
fn gif_without_its_picture() -> Vec<u8> {
    let mut bytes = b"GIF89a\x40\0\x40\0\x80\0\0\0\0\0\xFF\xFF\xFF".to_vec();
    bytes.extend(b"\x2C\0\0\0\0\x40\0\x40\0\0\x02\x04\xFF\xFF\xFF\xFF\0\x3B");
    bytes
}

#[test]
fn a_picture_that_cannot_be_had_is_told_before_it_is_to_be_sent() {
    let place = TempDir::new().unwrap();
    let workbench = workbench(&place.path().join("home"));
    let file = place.path().join("坏.gif");
    fs::write(&file, gif_without_its_picture()).unwrap();
    let mut client = Client::make(&workbench, true);
    let kept = client.keep(&[&file]).unwrap();
    client
        .edit("attachments", json!([{"path": kept["names"][0], "kind": "photo", "caption": "x"}]));
    client.edit("appendix", json!({"photos_per_page": 2, "reports": false}));
    // It was looked at closely when it was attached.
    assert!(client.codes().contains(&"A402@attachments/1".to_owned()), "{:?}", client.codes());
    assert!(client.ask(json!({"ask": "look_at_files"})).as_bool().unwrap());
    client.hear_news();
    assert!(client.codes().contains(&"A402@attachments/1".to_owned()), "{:?}", client.codes());
}

/// A Photoshop file of 64 × 64 with every row there, each of which unpacks to one pixel: nothing but decoding tells.
fn photoshop_file_of_short_rows() -> Vec<u8> {
    let mut bytes = b"8BPS\0\x01\0\0\0\0\0\0\0\x01\0\0\0\x40\0\0\0\x40\0\x08\0\x01".to_vec();
    // No colours, resources and layers; packed rows with their lengths before them.
    bytes.extend([0; 12]);
    bytes.extend([0, 1]);
    bytes.extend([0, 2].repeat(64));
    bytes.extend([0, 7].repeat(64));
    bytes
}

#[test]
fn a_picture_that_only_decoding_shows_to_be_none_is_told_when_files_were_looked_at() {
    let place = TempDir::new().unwrap();
    let workbench = workbench(&place.path().join("home"));
    let file = place.path().join("坏.psd");
    fs::write(&file, photoshop_file_of_short_rows()).unwrap();
    let facts = media::read_with(&fs::read(&file).unwrap().as_slice(), media::Care::Close);
    assert_eq!(facts.unwrap().complete, Some(true), "going through it tells nothing");
    let mut client = Client::make(&workbench, true);
    let kept = client.keep(&[&file]).unwrap();
    client
        .edit("attachments", json!([{"path": kept["names"][0], "kind": "photo", "caption": "x"}]));
    client.edit("appendix", json!({"photos_per_page": 2, "reports": false}));
    assert!(!client.codes().contains(&"A402@attachments/1".to_owned()), "no key waits for it");
    assert!(client.ask(json!({"ask": "look_at_files"})).as_bool().unwrap());
    client.hear_news();
    assert!(client.codes().contains(&"A402@attachments/1".to_owned()), "{:?}", client.codes());
}

#[test]
fn what_is_sent_tells_no_place_and_the_original_stays() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let files = ["media_cleaned/a.jpg", "media_cleaned/b.mp4", "media_cleaned/c.png"].map(golden);
    client.attach(None, &files.each_ref().map(PathBuf::as_path)).unwrap();
    let told = tags(&files[..2]);
    assert_eq!(told.matches("\"GPSLatitude\":").count(), 2, "the originals tell it: {told}");
    let request = json!({"ask": "export", "target": place.path(), "as_draft": false});
    let sent = client.ask(request);
    let folder = Path::new(sent["folder"].as_str().unwrap());
    let names: Vec<String> = serde_json::from_value(sent["files"].clone()).unwrap();
    let attached = names.iter().filter(|name| name.starts_with("附件/"));
    let attached: Vec<PathBuf> = attached.map(|name| folder.join(name)).collect();
    assert_eq!(attached.len(), 3);
    let told = tags(&attached);
    for tag in ["GPS", "Make", "Model", "DateTimeOriginal", "Creator", "Keywords"] {
        assert!(!told.contains(tag), "{told}");
    }
    assert!(told.contains("\"Orientation\": \"Rotate 90 CW\""), "{told}");
    // The user is told which files and what.
    let cleaned = sent["cleaned"].as_array().unwrap();
    assert_eq!(cleaned.len(), 2, "{cleaned:?}");
    assert!(cleaned[0]["file"].as_str().unwrap().ends_with("照片01.jpg"), "{cleaned:?}");
    assert_eq!(cleaned[0]["removed"][0], "拍摄地点");
    assert_eq!(cleaned[1]["removed"], json!(["拍摄地点", "作者和说明等文字信息"]));
    assert_eq!(sent["uncleaned"], json!([]));
    // A photo that tells nothing is the same file, and so is what the draft keeps.
    assert_eq!(fs::read(&attached[2]).unwrap(), fs::read(&files[2]).unwrap());
    let kept: BTreeSet<u64> =
        everything_in(&home.path().join("files")).into_iter().map(|(_, bytes)| bytes).collect();
    let lengths = files.iter().map(|file| fs::metadata(file).unwrap().len());
    assert_eq!(kept, lengths.collect());
}

#[test]
fn what_cannot_be_cleaned_is_told_and_sent_as_it_is() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    // A JPEG whose structure breaks off is known only when it is read through: the draft tells it when it is sent.
    let broken = place.path().join("坏.jpg");
    let mut bytes = fs::read(golden("media_cleaned/a.jpg")).unwrap();
    let scan = bytes.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap();
    bytes.splice(scan..scan, [0xFF, 0xE1, 0xFF, 0xFF]);
    fs::write(&broken, &bytes).unwrap();
    let files = [golden("media_not_cleaned/b.avi"), broken];
    client.attach(None, &files.each_ref().map(PathBuf::as_path)).unwrap();
    assert!(client.codes().contains(&"A429@attachments/1".to_owned()), "{:?}", client.codes());
    let target = place.path().join("报送");
    fs::create_dir(&target).unwrap();
    let sent = client.ask(json!({"ask": "export", "target": target, "as_draft": true}));
    let told: Vec<String> = serde_json::from_value(sent["uncleaned"].clone()).unwrap();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("b.avi") && told[1].contains("坏.jpg"), "{told:?}");
    let folder = Path::new(sent["folder"].as_str().unwrap());
    let names: Vec<String> = serde_json::from_value(sent["files"].clone()).unwrap();
    let attached: Vec<&String> = names.iter().filter(|name| name.starts_with("附件/")).collect();
    for (name, original) in attached.iter().zip(&files) {
        assert_eq!(fs::read(folder.join(name)).unwrap(), fs::read(original).unwrap());
    }
}

#[test]
fn a_file_that_goes_or_changes_behind_the_draft_is_found_where_files_are_looked_at_again() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let photo = golden("media_cleaned/a.jpg");
    client.attach(None, &[&photo]).unwrap();
    let files = everything_in(&home.path().join("files"));
    let [(kept, _)] = <[_; 1]>::try_from(files.into_iter().collect::<Vec<_>>()).unwrap();
    let told = |client: &Client| -> Vec<String> {
        client.codes().into_iter().filter(|code| code.ends_with("attachments/1")).collect()
    };
    let as_it_was = told(&client);
    let missing = ["A401@attachments/1"];
    let export = json!({"ask": "export", "draft": client.draft, "target": place.path(),
                        "as_draft": false, "job": JOB});

    // Words, captions and paragraphs name no other files: the disk is not asked, whatever happens there.
    fs::remove_file(&kept).unwrap();
    client.edit("values/case_name", "文件不见了");
    client.edit("material", json!({"blocks": [{"kind": "paragraph", "text": "甲"}]}));
    client.edit("material/1", json!({"kind": "paragraph", "text": "甲乙"}));
    client.edit("attachments", json!([{"path": "a.jpg", "kind": "photo", "caption": "现场"}]));
    assert_eq!(told(&client), as_it_was);
    // What is sent is looked at anew, and every key tells it from then on.
    let refusal = try_ask(&workbench, export).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Blocked);
    client.edit("values/case_name", "文件还是不在");
    assert_eq!(told(&client), missing);
    client.agrees_with_a_fresh_look();
    // So it is when the draft is opened, and when the files that it names become others.
    fs::copy(&photo, &kept).unwrap();
    client = Client::open(&workbench, client.draft);
    assert_eq!(told(&client), as_it_was);
    fs::remove_file(&kept).unwrap();
    client.attach(None, &[&golden("media_cleaned/b.mp4")]).unwrap();
    assert_eq!(told(&client), missing);
    client.agrees_with_a_fresh_look();
    fs::write(&kept, "不是照片").unwrap();
    client = Client::open(&workbench, client.draft);
    let changed = told(&client);
    assert!(changed != as_it_was && changed != missing, "{changed:?}");
}

/// What exiftool reads of files, with all groups.
fn tags(files: &[PathBuf]) -> String {
    let output = Command::new("exiftool").args(["-j", "-a", "-ee"]).args(files).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_picture_of_the_clipboard_is_kept_by_its_bytes_and_attached_to_its_page_in_one_step() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    let (draft, token) = (client.draft, client.token);
    let keep = |bytes: &str| {
        let request = json!({"ask": "keep_given", "draft": draft, "token": token, "job": JOB,
                             "name": "截图.png", "bytes": bytes});
        try_ask(&workbench, request)
    };
    let point = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    assert_eq!(keep(point).unwrap()["names"], json!(["截图.png"]));
    // The same again is the same file.
    assert_eq!(keep(point).unwrap()["names"], json!(["截图.png"]));
    assert_eq!(keep("不是").unwrap_err().code, RefusalCode::Entry);
    let url = "https://www.shucheng.gov.cn/a.html";
    let patch = ask(
        &workbench,
        json!({"ask": "attach", "draft": draft, "token": token, "kind": "media_report",
               "url": url, "names": ["截图.png"]}),
    );
    client.hear(&patch);
    let there = &attachments(&client)[0];
    assert_eq!((&there["url"], &there["kind"]), (&json!(url), &json!("media_report")));
    assert_eq!(there["seen"]["size"], "1×1");
    client.undo(false);
    assert!(attachments(&client).is_empty());
}
