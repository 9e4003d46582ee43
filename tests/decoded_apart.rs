//! HEIC, JPEG XL and JPEG 2000 are decoded in a process apart: what comes back is what is decoded here, and a photo that
//! ends that process ends nothing else and is not tried again.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests"
)]

mod client;

use std::path::{Path, PathBuf};
use std::process::Command;

use client::counted::Counted;
use client::{Client, workbench_with};
use serde_json::{Value as Json, json};

/// A photo of each kind, as programs write it.
fn photos(place: &Path) -> Vec<PathBuf> {
    let run = |program: &str, arguments: &[&str]| {
        let done = Command::new(program).args(arguments).current_dir(place).output().unwrap();
        assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    };
    run("convert", &["-size", "400x300", "plasma:red-blue", "-depth", "8", "a.png"]);
    run("heif-enc", &["-o", "a.heic", "a.png"]);
    run("cjxl", &["-e", "3", "a.png", "a.jxl"]);
    run("convert", &["a.png", "-quality", "60", "a.jp2"]);
    run("convert", &["a.png", "a.jpg"]);
    ["a.heic", "a.jxl", "a.jp2", "a.jpg"].map(|name| place.join(name)).to_vec()
}

/// A draft with these photos, and their names in it.
fn draft_with(client: &mut Client, photos: &[&Path]) -> Vec<String> {
    assert_eq!(client.attach("photo", photos).unwrap(), Vec::<String>::new());
    let attachments = client.shown["attachments"].as_array().unwrap().iter();
    attachments.map(|attachment| attachment["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_comes_from_the_process_apart_is_what_is_decoded_here() {
    let place = tempfile::tempdir().unwrap();
    let photos = photos(place.path());
    let apart = Counted::new(place.path());
    let workbench = workbench_with(&place.path().join("home"), &apart.program);
    let mut client = Client::make(&workbench, false);
    for photo in &photos {
        let names = draft_with(&mut client, &[photo]);
        let before = apart.count();
        let small = workbench.thumbnail(client.draft, names.last().unwrap(), 252).unwrap();
        let here = media::thumbnail(&std::fs::read(photo).unwrap(), 252).unwrap();
        assert_eq!(small, here.bytes, "{}", photo.display());
        let is_apart = !photo.ends_with("a.jpg");
        assert_eq!(apart.count() > before, is_apart, "{}", photo.display());
    }
    client.ask(json!({"ask": "look_at_files"}));
    client.hear_news();
    let codes = client.codes();
    assert!(!codes.iter().any(|code| code.starts_with("A402")), "{codes:?}");
}

#[test]
fn a_photo_that_ends_its_decoder_ends_nothing_else() {
    let place = tempfile::tempdir().unwrap();
    let home = place.path().join("home");
    let photos = photos(place.path());
    let (heic, jpeg) = (photos[0].as_path(), photos[3].as_path());
    let apart = Counted::that(place.path(), "kill -SEGV $$");
    let shown = |client: &Client, names: &[String]| -> Vec<bool> {
        let thumbnail = |name: &String| client.workbench().thumbnail(client.draft, name, 252);
        names.iter().map(|name| thumbnail(name).is_ok()).collect()
    };
    {
        let workbench = workbench_with(&home, &apart.program);
        let mut client = Client::make(&workbench, false);
        let names = draft_with(&mut client, &[heic, jpeg]);
        assert_eq!(shown(&client, &names), [false, true]);
        client.edit("appendix", json!({"photos_per_page": 2, "reports": false}));
        client.ask(json!({"ask": "look_at_files"}));
        client.hear_news();
        client.edit("values/case_name", "一店带多户");
        assert_eq!(client.saved(true), Json::from("saved"), "the program goes on");
    }
    let tried = apart.count();
    assert!(tried > 0);
    // As long ago as one likes, by its digest.
    let workbench = workbench_with(&home, &apart.program);
    let mut client = Client::make(&workbench, false);
    let names = draft_with(&mut client, &[heic]);
    assert_eq!(shown(&client, &names), [false]);
    assert_eq!(apart.count(), tried, "it is not tried again");
}
