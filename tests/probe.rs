//! `shenbao probe` as a user runs it: words, JSON by the contract, folders, ten thousand files, what cannot
//! be read. What is read out of each kind of file is shown by `media.rs`.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests of files")]

mod place;

use std::fs;

use place::Place;
use serde_json::{Value, json};

/// A black PNG of this size.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut head = width.to_be_bytes().to_vec();
    head.extend(height.to_be_bytes());
    head.extend([1, 0, 0, 0, 0]);
    let rows = (width.div_ceil(8) + 1) * height;
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    for (name, body) in [(b"IHDR", head), (b"IDAT", zeros_packed(rows)), (b"IEND", Vec::new())] {
        let chunk = [name.as_slice(), &body].concat();
        bytes.extend((body.len() as u32).to_be_bytes());
        bytes.extend(&chunk);
        bytes.extend(sum(&chunk).to_be_bytes());
    }
    bytes
}

/// So many zeros as zlib packs them: one, and copies of 258 before it. Source: RFC 1950; RFC 1951, 3.2.6.
fn zeros_packed(count: u32) -> Vec<u8> {
    let (copies, rest) = ((count - 1) / 258, (count - 1) % 258 + 1);
    // The last block, of fixed codes: zeros one by one, then copies of the longest length from the least distance.
    let mut bits = "110".to_owned();
    (0..rest).for_each(|_| bits.push_str("00110000"));
    (0..copies).for_each(|_| bits.push_str("1100010100000"));
    bits.push_str("0000000");
    let eight =
        |eight: &[u8]| eight.iter().rev().fold(0, |sum, bit| sum << 1 | u8::from(*bit == b'1'));
    let mut packed = vec![0x78, 0x9C];
    packed.extend(bits.as_bytes().chunks(8).map(eight));
    packed.extend(((count % 65_521) << 16 | 1).to_be_bytes());
    packed
}

/// The sum of a chunk. Source: W3C PNG, annex D.
fn sum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    })
}

/// A HEIC of 4000 × 3000 pixels, of which so many are to be shown: its list of items, and nothing that a decoder would take.
fn heic(shown: [u32; 2]) -> Vec<u8> {
    let atom = |name: &str, holds: &[u8]| {
        let length = holds.len() as u32 + 8;
        [&length.to_be_bytes(), name.as_bytes(), holds].concat()
    };
    let numbers = |numbers: &[u32]| -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
    };
    let size = atom("ispe", &numbers(&[0, 4000, 3000]));
    let clip = atom("clap", &numbers(&[shown[0], 1, shown[1], 1, 0, 1, 0, 1]));
    let list = [
        vec![0; 4],
        atom("pitm", &[0, 0, 0, 0, 0, 1]),
        // Eight bytes of the file, whatever they are.
        atom("iloc", &[0, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, 8]),
        atom(
            "iprp",
            &[
                atom("ipco", &[size, clip].concat()),
                atom("ipma", &[0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2, 1, 2]),
            ]
            .concat(),
        ),
    ];
    [atom("ftyp", b"heic\0\0\0\0mif1heic"), atom("meta", &list.concat()), atom("mdat", &[0; 64])]
        .concat()
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
        "符合  e.png  PNG  4000×3000\n    文件不完整，缺少一部分内容。",
    ] {
        assert!(answer.out.contains(line), "{line}\n{}", answer.out);
    }
    assert!(answer.err.contains("共 5 个文件：符合 2，不足 1，请人工确认 2；其中不完整 1。"));
}

/// What is seen of a picture is told where that is asked, and nowhere else.
#[test]
fn photos_are_opened_and_compared_where_that_is_asked() {
    let place = Place::new();
    for (name, file) in [("a.jpg", "a"), ("b.jpg", "b"), ("c.jpg", "c")] {
        let file = format!("../../../tests/golden/photos_alike/{file}.jpg");
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        put(&place, name, &fs::read(path).unwrap());
    }
    put(&place, "d.png", &png(1920, 1080));
    let quick = place.expect(0, &["probe", "a.jpg", "b.jpg", "c.jpg", "d.png"]);
    assert!(!quick.out.contains("看"), "{}", quick.out);
    let answer = place.expect(0, &["probe", "--look", "a.jpg", "b.jpg", "c.jpg", "d.png"]);
    assert_eq!(answer.out.matches("看").count(), 2, "{}", answer.out);
    for line in [
        "b.jpg  JPEG  1920×1080\n    和 a.jpg 看起来是同一张照片。",
        "d.png  PNG  1920×1080\n    看着很暗。",
    ] {
        assert!(answer.out.contains(line), "{line}\n{}", answer.out);
    }
}

/// More files than are gone through when only their sizes are asked.
const MANY: usize = 51;

#[test]
fn damage_inside_is_told_where_the_pictures_are_looked_at() {
    let place = Place::new();
    let photo = "../../../tests/golden/photos_alike/a.jpg";
    let photo = fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(photo)).unwrap();
    fs::create_dir_all(place.path("photos")).unwrap();
    for number in 0..MANY {
        put(&place, &format!("photos/whole{number:02}.png"), &png(16, 16));
    }
    put(&place, "photos/whole.jpg", &photo);
    // Codes that do not exist, and no zeros that a quick look would see.
    let mut broken = photo.clone();
    let (start, end) = (photo.len() / 2, photo.len() / 2 + 3000);
    for (number, byte) in broken[start..end].iter_mut().enumerate() {
        *byte = (number * 31 % 251 + 1) as u8;
    }
    put(&place, "photos/broken.jpg", &broken);
    let told = |arguments: &[&str]| {
        let answer = place.expect(0, arguments).json();
        let files = answer.as_array().unwrap();
        assert_eq!(files.len(), MANY + 2);
        let wrong = files.iter().filter(|file| file["complete"] == json!(false));
        wrong.map(|file| file["file"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(told(&["probe", "photos", "--json"]).is_empty());
    assert_eq!(told(&["probe", "photos", "--look", "--json"]), ["photos/broken.jpg"]);
    let answer = place.expect(0, &["probe", "photos", "--look"]);
    assert!(answer.out.contains("画面的数据有损坏"), "{}", answer.out);
}

#[test]
fn a_picture_that_is_not_in_its_file_meets_nothing() {
    let place = Place::new();
    let mut lies = png(16, 16);
    lies[16..24].copy_from_slice(&[0, 0, 0x0F, 0xA0, 0, 0, 0x0B, 0xB8]);
    put(&place, "a.png", &lies);
    let mut hole = png(4000, 3000);
    let middle = hole.len() / 2;
    hole[middle..middle + 400].fill(0);
    put(&place, "b.png", &hole);
    let answer = place.expect(0, &["probe", "a.png", "b.png", "--json"]).json();
    assert_eq!(verdicts(&answer), [("a.png", "unreadable"), ("b.png", "meets")]);
    for file in answer.as_array().unwrap() {
        assert_eq!(file["complete"], json!(false));
        assert!(!file["notes"].as_array().unwrap().is_empty());
    }
}

#[test]
fn a_picture_that_cannot_be_shown_meets_nothing() {
    let place = Place::new();
    put(&place, "a.heic", &heic([3000, 2000]));
    put(&place, "b.heic", &heic([8000, 6000]));
    let answer = place.expect(0, &["probe", "a.heic", "b.heic", "--json"]).json();
    assert_eq!(verdicts(&answer), [("a.heic", "meets"), ("b.heic", "unreadable")]);
    assert_eq!((&answer[0]["width"], &answer[0]["height"]), (&json!(3000), &json!(2000)));
    assert_eq!((&answer[1]["width"], &answer[1]["complete"]), (&Value::Null, &Value::Null));
    let notes = json!(["文件内部自相矛盾，读不出画面的大小，请人工确认。"]);
    assert_eq!(answer[1]["notes"], notes);
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
    let both = [png(1920, 1080), png(1920, 1079)];
    for number in 0..10_000 {
        put(&place, &format!("all/{number:05}.png"), &both[number % 2]);
    }
    let answer = place.expect(0, &["probe", "all"]);
    assert!(answer.err.ends_with("共 10000 个文件：符合 5000，不足 5000，请人工确认 0。\n"));
    assert!(!answer.err.contains('\r'), "no bar where nobody sees it");
}
