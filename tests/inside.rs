//! Every file of the corpus that `inside/make.py` makes: what is said of its size, its end and its inside, looked at
//! quickly and closely, against how it was made and what other programs said of it then.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files on the disk")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use foundation::{Mm, ReadAt};
use media::{
    Care, Cleaned, Facts, Minimum, Note, Removed, clean, for_paper, judge, read, read_with,
    thumbnail,
};
use serde_json::{Value, json};

/// The folder of the corpus, made or found as it was made before.
static CORPUS: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inside");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/inside/make.py");
    let made = Command::new("python3").arg(script).arg(&folder).output().expect("python3");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
});

fn table() -> Vec<Value> {
    let truth = fs::read(CORPUS.join("truth.json")).unwrap();
    serde_json::from_slice::<Value>(&truth).unwrap().as_array().unwrap().clone()
}

/// What is not as the table says; what it leaves open is not asked.
fn differences(facts: &Facts, entry: &Value, complete: &Value) -> Vec<String> {
    let size = facts.shown.map(|size| vec![size.width, size.height]);
    let notes: Vec<String> = facts.notes.iter().map(|note| format!("{note:?}")).collect();
    let asked = |key: &str| entry.get(key).filter(|value| !value.is_null());
    let mut wrong = Vec::new();
    if json!(size) != entry["size"] {
        wrong.push(format!("size {size:?}, not {}", entry["size"]));
    }
    // Of what lies, whether it is whole is no question.
    let is_asked = !complete.is_null() || asked("lies").is_none();
    if is_asked && json!(facts.complete) != *complete {
        wrong.push(format!("complete {:?}, not {complete}", facts.complete));
    }
    if let Some(note) = asked("note")
        && !notes.iter().any(|is| is == note)
    {
        wrong.push(format!("notes {notes:?}, not {note}"));
    }
    // What is whole is told nothing of damage, whatever else is said of it.
    let tells_damage = notes.iter().any(|note| note == "Contradictory" || note == "BrokenInside");
    if *complete != false && tells_damage && asked("lies").is_none() {
        wrong.push(format!("notes {notes:?}"));
    }
    // Nobody knows of a lie whether something was damaged: a person has to look.
    let sentences = facts.sentences().concat();
    let is_asked_for = sentences.contains("请人工确认") && !sentences.contains("损坏");
    if asked("lies").is_some() && !is_asked_for {
        wrong.push(format!("told as {sentences}"));
    }
    if notes.iter().any(|note| note == "Elsewhere") && facts.lacks_its_end() {
        wrong.push("lacks its end".to_owned());
    }
    if asked("note").is_none() && notes.iter().any(|note| note == "DataBehind") {
        wrong.push("data behind".to_owned());
    }
    // What is decoded is gone through, and of the rest that is said.
    let is_known = asked("note").is_some() || asked("why").is_some();
    if !is_known && notes.iter().any(|note| note == "NotGoneThrough") {
        wrong.push("not gone through".to_owned());
    }
    if let Some(turn) = asked("turn")
        && *turn != facts.orientation.degrees()
    {
        wrong.push(format!("turned {:?}, not {turn}", facts.orientation));
    }
    if let Some(verdict) = asked("verdict") {
        let is = judge(facts, Minimum::USUAL).word();
        if is != verdict {
            wrong.push(format!("verdict {is}, not {verdict}"));
        }
    }
    wrong
}

#[test]
fn what_is_whole_is_called_whole_and_nothing_else() {
    let table = table();
    assert!(table.len() >= 60, "{} files", table.len());
    let mut wrong = Vec::new();
    for entry in table.iter().filter(|entry| entry["told"].is_null()) {
        let name = entry["file"].as_str().unwrap();
        let bytes = fs::read(CORPUS.join("files").join(name)).unwrap();
        let close = read_with(&bytes.as_slice(), Care::Close).unwrap();
        let more = differences(&close, entry, &entry["close"]);
        wrong.extend(more.into_iter().map(|what| format!("{name}, close: {what}")));
        // What only a scan tells is not seen quickly.
        if entry["close_only"] == true {
            continue;
        }
        let quick = read_with(&bytes.as_slice(), Care::Quick).unwrap();
        // What only going through it can tell is left open where it is looked at quickly.
        let is_open = entry["quick"].is_null() && entry["close"] == false;
        let asked = if is_open { json!(quick.complete) } else { entry["quick"].clone() };
        // What only its heads tell is told where it is gone through.
        let mut entry = entry.clone();
        if entry["note_is_close"] == true {
            entry["note"] = Value::Null;
        }
        let more = differences(&quick, &entry, &asked);
        wrong.extend(more.into_iter().map(|what| format!("{name}, quick: {what}")));
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

/// The mean difference of two pictures of one size, seen from afar: JPEG stores colours coarsely.
fn difference(one: &image::RgbImage, other: &image::RgbImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let [one, other] = [one, other].map(|picture| image::imageops::thumbnail(picture, 30, 20));
    let pairs = one.as_raw().iter().zip(other.as_raw());
    pairs.map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / one.as_raw().len() as f64
}

/// A picture as a thumbnail of its own size shows it.
fn as_thumbnail(picture: &image::RgbImage) -> image::RgbImage {
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let made = thumbnail(png.get_ref(), 4096).unwrap();
    image::load_from_memory(&made.bytes).unwrap().to_rgb8()
}

/// What scanners, printers and old programs write is shown as others show it; what is not read here is called that, and
/// never damaged.
#[test]
fn scans_are_shown_or_called_not_supported() {
    let (mut shown, mut refused, mut wrong) = (0, 0, Vec::new());
    for entry in table() {
        let name = entry["file"].as_str().unwrap();
        let files = CORPUS.join("files");
        let bytes = fs::read(files.join(name)).unwrap();
        let made = thumbnail(&bytes, 4096);
        if let Some(picture) = entry["shown"].as_str() {
            shown += 1;
            let asked = image::open(files.join(picture)).unwrap().to_rgb8();
            match made {
                Ok(made) => {
                    let is = image::load_from_memory(&made.bytes).unwrap().to_rgb8();
                    // The points of a palette of few colours do not outlive the JPEG of a thumbnail: what is asked
                    // goes through one too.
                    let off = difference(&is, &as_thumbnail(&asked));
                    // Lab and ink are no colours of a screen.
                    let most =
                        if name.contains("lab") || name.contains("cmyk") { 10.0 } else { 3.0 };
                    wrong.extend((off > most).then(|| format!("{name}: {off:.1} off, of {most}")));
                }
                Err(why) => wrong.push(format!("{name}: {why:?}")),
            }
        } else if let Some(why) = entry["why"].as_str() {
            refused += 1;
            let is = made.map(|_| "shown").map_err(|why| format!("{why:?}"));
            let is = is.map_or_else(|why| why, str::to_owned);
            wrong.extend((is != why).then(|| format!("{name}: {is}, not {why}")));
        }
    }
    assert!(shown >= 35 && refused >= 10, "{shown} {refused}");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// Whatever the place where it stands: facts, thumbnail, paper and the cleaned copy turn alike.
#[test]
fn a_turn_is_read_by_all_as_it_stands() {
    let mut count = 0;
    for entry in table().iter().filter(|entry| !entry["turn"].is_null()) {
        count += 1;
        let name = entry["file"].as_str().unwrap();
        let bytes = fs::read(CORPUS.join("files").join(name)).unwrap();
        let small = thumbnail(&bytes, 4096).unwrap();
        assert_eq!(json!([small.width, small.height]), entry["size"], "{name}");
        let paper = for_paper(&bytes, (Mm(100.0), Mm(100.0))).unwrap();
        assert_eq!(json!([paper.width, paper.height]), entry["size"], "{name}");
        let source = bytes.as_slice();
        let cleaning = clean(&source).unwrap().unwrap();
        let copy = Cleaned::new(&source, &cleaning);
        let mut whole = vec![0; copy.length() as usize];
        copy.read_at(0, &mut whole).unwrap();
        let orientation = |bytes: &[u8]| read(&bytes).unwrap().orientation;
        assert_eq!(orientation(&whole), orientation(&bytes), "{name}");
        assert_eq!(thumbnail(&whole, 4096).unwrap(), small, "{name}");
    }
    assert!(count >= 50, "{count}");
}

/// Whoever goes through a picture tells sides that its header has and its data has not.
#[test]
fn sides_that_are_not_those_of_the_data_are_told() {
    let (mut count, mut wrong) = (0, Vec::new());
    for entry in table().iter().filter(|entry| !entry["told"].is_null()) {
        count += 1;
        let name = entry["file"].as_str().unwrap();
        let bytes = fs::read(CORPUS.join("files").join(name)).unwrap();
        let facts = read_with(&bytes.as_slice(), Care::Close).unwrap();
        let sentences = facts.sentences().concat();
        let words = ["请人工确认", "损坏", "不完整", "附有别的内容"];
        let is_told = words.iter().any(|word| sentences.contains(word));
        if json!(is_told) != entry["told"] {
            wrong.push(format!("{name}: {sentences}"));
        }
    }
    assert!(count >= 60, "{count}");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// What no program shows is gone in the copy, and the copy shows the same.
#[test]
fn strays_within_a_picture_are_gone_in_its_copy() {
    let (mut count, mut wrong) = (0, Vec::new());
    for entry in table().iter().filter(|entry| entry["bare"].is_string()) {
        count += 1;
        let name = entry["file"].as_str().unwrap();
        let bytes = fs::read(CORPUS.join("files").join(name)).unwrap();
        let source = bytes.as_slice();
        let cleaning = clean(&source).unwrap().unwrap();
        let copy = Cleaned::new(&source, &cleaning);
        let mut whole = vec![0; copy.length() as usize];
        copy.read_at(0, &mut whole).unwrap();
        let is_asked = !entry["note"].is_null();
        if cleaning.removed.contains(&Removed::Behind) != is_asked {
            wrong.push(format!("{name}: {:?}", cleaning.removed));
        }
        if whole.windows(5).any(|five| five == b"Zhang") {
            wrong.push(format!("{name}: its words are still there"));
        }
        let decoded = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().to_rgb8();
        let bare = fs::read(CORPUS.join("files").join(entry["bare"].as_str().unwrap())).unwrap();
        if decoded(&whole) != decoded(&bare) {
            wrong.push(format!("{name}: shows something else"));
        }
        let close = read_with(&whole.as_slice(), Care::Close).unwrap();
        if close.complete != Some(true) || close.notes.iter().any(|note| *note != Note::Portrait) {
            wrong.push(format!("{name}: its copy is {:?} {:?}", close.complete, close.notes));
        }
    }
    assert!(count >= 30, "{count}");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
