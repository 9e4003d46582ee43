//! Every photo and film of the two corpora that can be cleaned, with private words put in by exiftool wherever it can: none of
//! them stands in the copy, neither as it is nor as exiftool reads it, and pixels and samples are what they were.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use media::clean;
use serde_json::Value;

use super::{folder, run, written};

/// What is put in, which no program writes by itself.
const WORD: &str = "Wanguo7731";

/// Puts the words into all files of a folder that exiftool can write.
fn tell(folder: &Path) {
    let tags = [
        "Artist",
        "XMP:Creator",
        "XMP:Title",
        "XMP:City",
        "Comment",
        "UserComment",
        "PNG:Author",
        "Keys:Author",
        "ItemList:Title",
    ]
    .map(|tag| format!("-{tag}={WORD}"));
    let place =
        ["-GPSLatitude=31.2", "-GPSLatitudeRef=N", "-GPSLongitude=121.4", "-GPSLongitudeRef=E"];
    let more = ["-DateTimeOriginal=2026:01:02 03:04:05", "-Keys:GPSCoordinates=31.2, 121.4, 5"];
    let mut exiftool = Command::new("exiftool");
    exiftool.args(["-q", "-q", "-m", "-overwrite_original"]).args(tags).args(place).args(more);
    // Those that it cannot write stay as they are, and so do films that say to lie in other files: it moves what they hold and
    // not the places that they tell.
    exiftool.args(["-if", "not $filename =~ /elsewhere/"]).arg(folder).output().unwrap();
}

/// What exiftool reads in all files of a folder, by name.
fn read_all(folder: &Path) -> BTreeMap<String, Value> {
    let out = Command::new("exiftool")
        .args(["-j", "-a", "-u", "-ee", "-G1", "-q", "-q", "-m"])
        .arg(folder)
        .output()
        .unwrap();
    let all: Vec<Value> = serde_json::from_slice(&out.stdout).unwrap();
    let named = |told: Value| (told["System:FileName"].as_str().unwrap().to_owned(), told);
    all.into_iter().map(named).collect()
}

/// What is told in a copy that tells of whom, where or when.
fn private(told: &Value) -> Vec<String> {
    let is_private = |(name, value): &(&String, &Value)| {
        let (group, tag) = name.split_once(':').unwrap_or(("", name.as_str()));
        if matches!(group, "System" | "ExifTool" | "") {
            return false;
        }
        let is_date = tag.contains("Date")
            && !group.starts_with("ICC")
            && !value.to_string().contains("0000:00:00");
        let words = [
            "GPS",
            "Latitude",
            "Longitude",
            "Artist",
            "Creator",
            "Author",
            "Comment",
            "Title",
            "City",
        ];
        let names = words.iter().any(|word| tag.contains(word)) && !group.starts_with("ICC");
        names || is_date || value.to_string().contains(WORD)
    };
    let told = told.as_object().unwrap().iter().filter(is_private);
    told.map(|(name, value)| format!("{name} {value}")).collect()
}

/// Digests of what a file shows: of a film its samples as they are packed, but for a cover, of a photo its pixels as they are
/// stored. None where the programs cannot tell.
fn shown(path: &Path, is_film: bool) -> Option<String> {
    let path = path.to_str().unwrap();
    let line = match is_film {
        true => format!(
            "ffmpeg -nostdin -v quiet -i {path} -map 0:V? -map 0:a? -c copy -f streamhash -"
        ),
        false => format!("identify -quiet -format %wx%h/%#\\n {path}"),
    };
    let mut words = line.split_whitespace();
    let out = Command::new(words.next().unwrap()).args(words).output().unwrap();
    let is_told = out.status.success() && out.stderr.is_empty();
    is_told.then(|| String::from_utf8_lossy(&out.stdout).into_owned())
}

/// The whole files of both corpora, under names of their own, in a folder.
fn gather(into: &Path) -> Vec<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests");
    let mut names = Vec::new();
    for corpus in ["media", "inside"] {
        let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join(corpus);
        let script = tests.join(corpus).join("make.py");
        run(into, &format!("python3 {} {}", script.display(), made.display()));
        let truth: Vec<Value> =
            serde_json::from_slice(&fs::read(made.join("truth.json")).unwrap()).unwrap();
        // What has a hole shows to each program something else.
        let is_whole = |entry: &&Value| entry["complete"] == true || entry["close"] == true;
        for entry in truth.iter().filter(is_whole) {
            let name = entry["file"].as_str().unwrap();
            let own = format!(
                "{corpus}_{}",
                name.replace(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.', "_")
            );
            fs::copy(made.join("files").join(name), into.join(&own)).unwrap();
            names.push(own);
        }
    }
    names
}

#[test]
fn of_every_file_that_can_be_cleaned_nothing_private_is_left_and_the_picture_is_the_same() {
    let folder = folder("every");
    let (before, after) = (folder.join("before"), folder.join("after"));
    for folder in [&before, &after] {
        fs::create_dir(folder).unwrap();
    }
    let names = gather(&before);
    tell(&before);
    let mut copied: Vec<(String, bool)> = Vec::new();
    let mut wrong = Vec::new();
    for name in names {
        let bytes = fs::read(before.join(&name)).unwrap();
        let Ok(cleaning) = clean(&bytes.as_slice()).unwrap() else { continue };
        let copy = written(&bytes, &cleaning);
        if copy.windows(WORD.len()).any(|window| window == WORD.as_bytes()) {
            wrong.push(format!("{name}: the word stands in it"));
        }
        fs::write(after.join(&name), copy).unwrap();
        let is_film = media::read(&bytes.as_slice()).unwrap().kind == media::Kind::Video;
        copied.push((name, is_film));
    }
    let told = read_all(&before).values().filter(|told| told.to_string().contains(WORD)).count();
    for (name, told) in read_all(&after) {
        wrong.extend(private(&told).into_iter().map(|what| format!("{name}: {what}")));
    }
    let compared = AtomicUsize::new(0);
    let differing = |files: &[(String, bool)]| -> Vec<String> {
        let mut differing = Vec::new();
        for (name, is_film) in files {
            let Some(before) = shown(&before.join(name), *is_film) else { continue };
            compared.fetch_add(1, Ordering::Relaxed);
            if shown(&after.join(name), *is_film) != Some(before) {
                differing.push(format!("{name}: shows something else"));
            }
        }
        differing
    };
    let parts: Vec<_> = copied.chunks(copied.len().div_ceil(4).max(1)).collect();
    wrong.extend(thread::scope(|scope| {
        let parts: Vec<_> = parts.iter().map(|part| scope.spawn(|| differing(part))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect::<Vec<_>>()
    }));
    let compared = compared.into_inner();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 400 && told > 350, "{compared} of {} {told}", copied.len());
}
