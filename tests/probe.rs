//! `shenbao probe` as a user runs it: words, JSON by the contract, folders, ten thousand files, what cannot
//! be read. What is read out of each kind of file is shown by `media.rs`.
#![allow(clippy::unwrap_used, reason = "tests")]

mod place;

use std::fs;

use place::Place;
use serde_json::{Value, json};

/// A PNG of this size as far as its header and its end: what `probe` reads of it.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\xAE\x42\x60\x82");
    bytes
}

fn put(place: &Place, name: &str, bytes: &[u8]) {
    fs::write(place.path(name), bytes).unwrap();
}

fn verdicts(answer: &Value) -> Vec<(&str, &str)> {
    let files = answer.as_array().unwrap().iter();
    files.map(|f| (f["file"].as_str().unwrap(), f["verdict"].as_str().unwrap())).collect()
}

#[test]
fn json_is_that_of_the_contract() {
    let place = Place::new();
    put(&place, "照片.png", &png(1080, 1920));
    let told = place.expect(0, &["probe", "照片.png", "--json"]).json();
    let asked = json!([{
        "file": "照片.png", "kind": "photo", "container": "png", "codec": "png",
        "width": 1080, "height": 1920, "coded_width": 1080, "coded_height": 1920,
        "rotation": 0, "duration_s": null, "complete": true, "verdict": "meets",
        "notes": ["竖幅：长边与长边比，短边与短边比。"],
    }]);
    assert_eq!(told, asked);
}

#[test]
fn every_file_is_looked_at_whatever_it_is() {
    let place = Place::new();
    put(&place, "a.png", &png(1919, 1080));
    put(&place, "b.jpg", &png(1920, 1080));
    put(&place, "c.jpg", "这是文字。".as_bytes());
    put(&place, "d.mp4", b"");
    put(&place, "e.png", &png(4000, 3000)[..40]);
    let answer = place.expect(0, &["probe", "a.png", "b.jpg", "c.jpg", "d.mp4", "e.png"]);
    for line in [
        "不足  a.png  PNG  1919×1080",
        "符合  b.jpg  PNG  1920×1080\n    内容是 PNG，文件名却以 .jpg 结尾。",
        "请人工确认  c.jpg  文本文件\n    内容是文本文件，文件名却以 .jpg 结尾。\n请",
        "请人工确认  d.mp4  空文件\n    这是空文件。",
        "符合  e.png  PNG  4000×3000\n    文件不完整，后面的内容缺失。",
    ] {
        assert!(answer.out.contains(line), "{line}\n{}", answer.out);
    }
    assert!(answer.err.contains("共 5 个文件：符合 2，不足 1，请人工确认 2；其中不完整 1。"));
}

#[test]
fn a_call_may_ask_for_another_size_or_none() {
    let place = Place::new();
    put(&place, "a.png", &png(1920, 1080));
    let answer = place.expect(0, &["probe", "a.png", "--call", "js-2020", "--json"]);
    assert_eq!(verdicts(&answer.json()), [("a.png", "meets")]);
    let silent = place.expect(0, &["probe", "a.png", "--call", "shuangbai-2016"]);
    assert!(silent.err.contains("没有规定照片和视频的像素"), "{}", silent.err);
    place.expect(2, &["probe", "a.png", "--call", "js-2021"]).says(&["js-2020"]);
}

#[test]
fn folders_are_gone_through_and_links_in_a_circle_are_not() {
    let place = Place::new();
    fs::create_dir_all(place.path("photos/deep")).unwrap();
    put(&place, "photos/a.png", &png(1920, 1080));
    put(&place, "photos/.hidden.png", &png(1, 1));
    put(&place, "photos/deep/b.png", &png(640, 480));
    #[cfg(unix)]
    std::os::unix::fs::symlink("..", place.path("photos/deep/round")).unwrap();
    let flat = place.expect(0, &["probe", "photos", "--json"]).json();
    assert_eq!(verdicts(&flat), [("photos/a.png", "meets")]);
    let deep = place.expect(0, &["probe", "photos", "--recursive", "--json"]).json();
    assert_eq!(verdicts(&deep), [("photos/a.png", "meets"), ("photos/deep/b.png", "below")]);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_looked_at() {
    let place = Place::new();
    put(&place, "a.png", &png(1920, 1080));
    let answer = place.expect(2, &["probe", "没有.jpg", "a.png"]);
    assert!(answer.out.contains("没有.jpg\n    不能读取：不存在。"), "{}", answer.out);
    assert!(answer.out.contains("符合  a.png"));
    place.expect(2, &["probe"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let place = Place::new();
    let made = std::process::Command::new("mkfifo").arg(place.path("pipe.jpg")).status().unwrap();
    assert!(made.success());
    let answer = place.expect(2, &["probe", "pipe.jpg"]);
    assert!(answer.out.contains("不能读取：这不是普通文件。"), "{}", answer.out);
}

#[test]
fn ten_thousand_files_are_looked_at() {
    let place = Place::new();
    fs::create_dir(place.path("all")).unwrap();
    for number in 0..10_000 {
        put(&place, &format!("all/{number:05}.png"), &png(1920, 1080 - number % 2));
    }
    let answer = place.expect(0, &["probe", "all"]);
    assert!(answer.err.ends_with("共 10000 个文件：符合 5000，不足 5000，请人工确认 0。\n"));
    assert!(!answer.err.contains('\r'), "no bar where nobody sees it");
}
