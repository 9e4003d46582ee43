//! Labels of what artificial intelligence made, in kinds of file that are not cleaned: told wherever programs write them.
//! What is cleaned is held by `clean/labels.rs`.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files on the disk")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use foundation::ReadAt;
use media::{
    AiLabel, AiLabelKind, AiShare, CannotClean, Care, Cleaned, Origin, clean, read, read_with,
};

/// As services write it.
const VALUE: &str = r#"{"Label":"2","ContentProducer":"001191440300MA5X","ProduceID":"C-002"}"#;
/// The same in words that may say anything.
const WORDS: &str = r#"{"AIGC":{"Label":"2","ContentProducer":"001191440300MA5X"}}"#;

const TRAINED: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

fn packet() -> String {
    format!(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='r'><rdf:Description \
         xmlns:TC260='http://www.tc260.org.cn/ns/AIGC/1.0/' TC260:AIGC='{VALUE}'/></rdf:RDF></x:xmpmeta>"
    )
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("labels").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a program in a folder; `VALUE`, `WORDS` and `PACKET` stand for what is written.
fn run(folder: &Path, line: &str) {
    fs::write(folder.join("packet.xmp"), packet()).unwrap();
    let words = line.split_whitespace().map(|word| word.replace("VALUE", VALUE));
    let mut words = words.map(|word| word.replace("WORDS", WORDS).replace("TRAINED", TRAINED));
    let program = words.next().unwrap();
    let out = Command::new(program).args(words).current_dir(folder).output().unwrap();
    assert!(out.status.success(), "{line}: {}", String::from_utf8_lossy(&out.stderr));
}

fn told(bytes: &[u8], care: Care) -> Option<(AiLabelKind, AiShare)> {
    let label = read_with(&bytes, care).unwrap().ai_label;
    label.map(|AiLabel { kind, share }| (kind, share))
}

const AIGC: Option<(AiLabelKind, AiShare)> = Some((AiLabelKind::Aigc, AiShare::Maybe));
const SOURCE: Option<(AiLabelKind, AiShare)> = Some((AiLabelKind::SourceType, AiShare::Made));

/// A file bears this label, and goes as it is or with it.
fn bears(folder: &Path, name: &str, label: Option<(AiLabelKind, AiShare)>) {
    let bytes = fs::read(folder.join(name)).unwrap();
    assert_eq!(told(&bytes, Care::Quick), label, "{name}");
    match clean(&bytes.as_slice()).unwrap() {
        // In boxes, it is cleaned, and the copy bears the label.
        Ok(cleaning) => {
            assert!(name.ends_with(".jxl"), "{name}");
            let source = bytes.as_slice();
            let copy = Cleaned::new(&source, &cleaning);
            let mut whole = vec![0; copy.length() as usize];
            copy.read_at(0, &mut whole).unwrap();
            let manifest = |(kind, share)| match kind {
                AiLabelKind::Manifest => (AiLabelKind::SourceType, share),
                kind => (kind, share),
            };
            assert_eq!(told(&whole, Care::Quick), label.map(manifest), "{name}");
        }
        Err(why) => assert!(matches!(why, CannotClean::Kind(_)), "{name}"),
    }
    // What is cut off anywhere is read without harm.
    for end in (0..bytes.len().min(4096)).step_by(7) {
        told(&bytes[..end], Care::Quick);
    }
}

const FILM: &str = "ffmpeg -v error -f lavfi -i testsrc=s=64x48:r=5:d=1";

#[test]
fn films_that_are_not_cleaned_tell_their_labels() {
    let folder = folder("films");
    for (codec, ending) in [("mpeg4", "mkv"), ("libvpx", "webm"), ("wmv2", "wmv"), ("flv", "flv")] {
        let film = |arguments: &str, name: &str| {
            run(&folder, &format!("{FILM} -c:v {codec} {arguments} {name}.{ending}"));
        };
        film("", "plain");
        bears(&folder, &format!("plain.{ending}"), None);
        film("-metadata AIGC=VALUE", "named");
        bears(&folder, &format!("named.{ending}"), AIGC);
        film("-metadata comment=WORDS", "comment");
        bears(&folder, &format!("comment.{ending}"), AIGC);
        film("-metadata title=WORDS", "title");
        bears(&folder, &format!("title.{ending}"), AIGC);
        film("-metadata comment=AIGC -metadata title=Label", "words");
        bears(&folder, &format!("words.{ending}"), None);
    }
    run(&folder, &format!("{FILM} -c:v mpeg4 -metadata comment=WORDS comment.avi"));
    bears(&folder, "comment.avi", AIGC);
    run(&folder, &format!("{FILM} -c:v mpeg4 plain.avi"));
    bears(&folder, "plain.avi", None);
}

/// A chunk of a RIFF file.
fn chunk(name: &[u8; 4], holds: &[u8]) -> Vec<u8> {
    let odd = vec![0; holds.len() % 2];
    [&name[..], &(holds.len() as u32).to_le_bytes(), holds, &odd].concat()
}

#[test]
fn an_avi_tells_what_stands_in_chunks_of_its_own() {
    let folder = folder("avi");
    run(&folder, &format!("{FILM} -c:v mpeg4 plain.avi"));
    let plain = fs::read(folder.join("plain.avi")).unwrap();
    let manifest = format!("{{\"digitalSourceType\":\"{TRAINED}\"}}");
    let named = [b"INFO".to_vec(), chunk(b"AIGC", VALUE.as_bytes())].concat();
    for (more, label) in [
        (chunk(b"_PMX", packet().as_bytes()), AIGC),
        (chunk(b"LIST", &named), AIGC),
        (chunk(b"C2PA", manifest.as_bytes()), Some((AiLabelKind::Manifest, AiShare::Made))),
        (chunk(b"JUNK", packet().as_bytes()), None),
    ] {
        let mut bytes = [&plain[..], &more].concat();
        let length = (bytes.len() as u32 - 8).to_le_bytes();
        bytes[4..8].copy_from_slice(&length);
        assert_eq!(told(&bytes, Care::Quick), label, "{:?}", &more[..4]);
    }
}

/// An element of a Matroska file.
fn element(id: &[u8], holds: &[&[u8]]) -> Vec<u8> {
    let holds = holds.concat();
    [id, &(holds.len() as u32 | 0x1000_0000).to_be_bytes(), &holds].concat()
}

#[test]
fn tags_behind_the_pictures_of_a_matroska_file_are_found() {
    let simple = |name: &str, value: &str, more: &[u8]| {
        let name = element(b"\x45\xA3", &[name.as_bytes()]);
        element(b"\x67\xC8", &[&name, &element(b"\x44\x87", &[value.as_bytes()]), more])
    };
    let tags = |simple: &[u8]| element(b"\x12\x54\xC3\x67", &[&element(b"\x73\x73", &[simple])]);
    let head = element(b"\x1A\x45\xDF\xA3", &[&element(b"\x42\x82", &[b"matroska"])]);
    let cluster = element(b"\x1F\x43\xB6\x75", &[&[0xEC, 0x40, 0x80], &[7; 128]]);
    let list = |id: &[u8], place: u32| {
        let id = element(b"\x53\xAB", &[id]);
        let seek = element(b"\x4D\xBB", &[&id, &element(b"\x53\xAC", &[&place.to_be_bytes()])]);
        element(b"\x11\x4D\x9B\x74", &[&seek])
    };
    let length = list(b"\x12\x54\xC3\x67", 0).len();
    let behind = (length + cluster.len()) as u32;
    let file = |parts: &[&[u8]]| [&head[..], &element(b"\x18\x53\x80\x67", parts)].concat();
    let label = tags(&simple("AIGC", VALUE, b""));
    let listed = file(&[&list(b"\x12\x54\xC3\x67", behind), &cluster, &label]);
    assert_eq!(told(&listed, Care::Quick), AIGC);
    // By way of a second list, as mkvmerge writes it; and a list of itself ends.
    let second = list(b"\x12\x54\xC3\x67", behind + length as u32);
    let twice = file(&[&list(b"\x11\x4D\x9B\x74", behind), &cluster, &second, &label]);
    assert_eq!(told(&twice, Care::Quick), AIGC);
    let round = list(b"\x11\x4D\x9B\x74", behind);
    assert_eq!(told(&file(&[&round, &cluster, &round]), Care::Quick), None);
    // What no list names is found where all of a file is gone through.
    let unlisted = file(&[&cluster, &cluster, &label]);
    assert_eq!(told(&unlisted, Care::Quick), None);
    assert_eq!(told(&unlisted, Care::Close), AIGC);
    let inner = simple("COMMENT", "x", &simple("TC260:AIGC", VALUE, b""));
    assert_eq!(told(&file(&[&tags(&inner), &cluster]), Care::Quick), AIGC);
}

fn identifier(a: u32, b: u16, c: u16, d: u64) -> Vec<u8> {
    [&a.to_le_bytes()[..], &b.to_le_bytes(), &c.to_le_bytes(), &d.to_be_bytes()].concat()
}

#[test]
fn the_library_and_the_packet_of_an_asf_file_are_read() {
    let object = |name: &[u8], holds: &[u8]| {
        [name, &(holds.len() as u64 + 24).to_le_bytes(), holds].concat()
    };
    let wide = |words: &str| words.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let (name, value) = (wide("AIGC\0"), wide(&format!("{VALUE}\0")));
    let mut record = [0; 4].to_vec();
    record.extend((name.len() as u16).to_le_bytes());
    record.extend([0, 0]);
    record.extend((value.len() as u32).to_le_bytes());
    let library = identifier(0x4423_1C94, 0x9498, 0x49D1, 0xA141_1D13_4E45_7054);
    let library = object(&library, &[&[1, 0][..], &record, &name, &value].concat());
    let extension = identifier(0x5FBF_03B5, 0xA92E, 0x11CF, 0x8EE3_00C0_0C20_5365);
    let extension = object(&extension, &[&[0; 22][..], &library].concat());
    let header = identifier(0x75B2_2630, 0x668E, 0x11CF, 0xA6D9_00AA_0062_CE6C);
    let with = |holds: &[u8]| object(&header, &[&[1, 0, 0, 0, 1, 2][..], holds].concat());
    assert_eq!(told(&with(&extension), Care::Quick), AIGC);
    let xmp = identifier(0xBE7A_CFCB, 0x97A9, 0x42E8, 0x9C71_9994_91E3_AFAC);
    let data = object(&identifier(0x75B2_2636, 0x668E, 0x11CF, 0xA6D9_00AA_0062_CE6C), &[0; 26]);
    let bytes = [with(b""), data, object(&xmp, packet().as_bytes())].concat();
    assert_eq!(told(&bytes, Care::Quick), AIGC);
}

#[test]
fn photos_that_are_not_cleaned_tell_their_labels() {
    let folder = folder("photos");
    run(&folder, "convert -size 80x48 plasma:red-blue -strip a.png");
    run(&folder, "convert a.png a.jpg");
    for make in ["convert a.png a.tif", "convert a.png a.jp2", "cjxl a.png a.jxl"] {
        run(&folder, make);
        let name = make.rsplit(' ').next().unwrap();
        bears(&folder, name, None);
        let write = |how: &str, into: &str| {
            fs::copy(folder.join(name), folder.join(into)).unwrap();
            run(&folder, &format!("exiftool -m -q -overwrite_original {how} {into}"));
        };
        for (how, label) in [
            ("-XMP<=packet.xmp", AIGC),
            ("-XMP-iptcExt:DigitalSourceType=TRAINED", SOURCE),
            ("-UserComment=WORDS", AIGC),
            ("-IFD0:ImageDescription=WORDS", AIGC),
            ("-XMP:Creator=AIGC", None),
        ] {
            write(how, &format!("with-{name}"));
            bears(&folder, &format!("with-{name}"), label);
        }
    }
    // Among the resources of Photoshop, and by itself.
    run(&folder, "convert a.png a.psd");
    for (name, how) in [("a.psd", "said.psd"), ("a.tif", "records.tif")] {
        run(&folder, &format!("exiftool -q -IPTC:Caption-Abstract=WORDS -o {how} {name}"));
        bears(&folder, how, AIGC);
    }
    // What is packed beside a picture, as it is made of a JPEG.
    for (how, label) in [("-XMP<=packet.xmp", AIGC), ("-UserComment=WORDS", AIGC)] {
        fs::copy(folder.join("a.jpg"), folder.join("b.jpg")).unwrap();
        run(&folder, &format!("exiftool -m -q -overwrite_original {how} b.jpg"));
        run(&folder, "cjxl b.jpg packed.jxl");
        let bytes = fs::read(folder.join("packed.jxl")).unwrap();
        assert!(bytes.windows(4).any(|four| four == b"brob"), "{how}");
        bears(&folder, "packed.jxl", label);
    }
    run(&folder, "exiftool -q -XMP<=packet.xmp -o big-with.tif a.tif");
    run(&folder, "convert big-with.tif TIFF64:big.tif");
    assert_eq!(fs::read(folder.join("big.tif")).unwrap()[2], 43);
    bears(&folder, "big.tif", AIGC);
    run(&folder, "convert a.png -set comment WORDS TIFF64:said.tif");
    bears(&folder, "said.tif", AIGC);
    // Words in XML that is no packet.
    let jp2 = fs::read(folder.join("a.jp2")).unwrap();
    let words = format!("<note>{WORDS}</note>");
    let length = (words.len() as u32 + 8).to_be_bytes();
    let bytes = [&jp2[..], &length, b"xml ", words.as_bytes()].concat();
    assert_eq!(told(&bytes, Care::Quick), AIGC);
    assert_eq!(read(&bytes.as_slice()).unwrap().complete, Some(true));
}

/// A PNG with a text of this name.
fn with_text(png: &[u8], keyword: &str, words: &str) -> Vec<u8> {
    let body = [keyword.as_bytes(), b"\0", words.as_bytes()].concat();
    // The sum is not asked for.
    let chunk = [&(body.len() as u32).to_be_bytes()[..], b"tEXt", &body, &[0; 4]].concat();
    [&png[..33], &chunk, &png[33..]].concat()
}

#[test]
fn what_says_that_no_camera_took_it_is_told() {
    let folder = folder("origins");
    run(&folder, "convert -size 64x48 -seed 2 plasma: -strip a.png");
    for make in [
        "convert a.png a.jpg",
        "convert a.png a.tif",
        "heif-enc -o a.heic a.png",
        "cjxl --quiet a.png a.jxl",
    ] {
        run(&folder, make);
    }
    let origin = |name: &str| {
        let bytes = fs::read(folder.join(name)).unwrap();
        let facts = read(&bytes.as_slice()).unwrap();
        let told = facts.origin.map(|origin| format!("照片{}。", origin.chinese()));
        let is_said = told.is_none_or(|told| facts.sentences().contains(&told));
        assert!(is_said || facts.ai_label.is_some(), "{name}: {:?}", facts.sentences());
        facts.origin
    };
    let source = |name: &str| {
        format!(
            "-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/{name}"
        )
    };
    for ending in ["jpg", "png", "tif", "heic", "jxl"] {
        assert_eq!(origin(&format!("a.{ending}")), None, "{ending}");
        for (number, (tag, said)) in [
            (source("screenCapture"), Some(Origin::Screenshot)),
            (source("digitalArt"), Some(Origin::Drawn)),
            (source("digitalCreation"), Some(Origin::Drawn)),
            (source("algorithmicMedia"), Some(Origin::Drawn)),
            (source("compositeSynthetic"), Some(Origin::Composed)),
            (source("digitalCapture"), None),
            ("-EXIF:UserComment=Screenshot".to_owned(), Some(Origin::Screenshot)),
            ("-XMP-exif:UserComment=Screenshot".to_owned(), Some(Origin::Screenshot)),
            ("-EXIF:UserComment=lunch".to_owned(), None),
            ("-EXIF:Software=Midjourney".to_owned(), Some(Origin::Generated)),
            ("-XMP-xmp:CreatorTool=Procreate".to_owned(), Some(Origin::Drawn)),
            ("-EXIF:Software=13.1".to_owned(), None),
        ]
        .into_iter()
        .enumerate()
        {
            let name = format!("{number}.{ending}");
            run(&folder, &format!("exiftool -m -q -o {name} {tag} a.{ending}"));
            assert_eq!(origin(&name), said, "{name} {tag}");
        }
    }
    let png = fs::read(folder.join("a.png")).unwrap();
    for (keyword, words, said) in [
        ("parameters", "a cat\nSteps: 20, Sampler: Euler a", Some(Origin::Generated)),
        ("prompt", "{\"3\": {\"class_type\": \"KSampler\"}}", Some(Origin::Generated)),
        ("workflow", "{\"nodes\": []}", Some(Origin::Generated)),
        ("Software", "NovelAI", Some(Origin::Generated)),
        ("Software", "gnome-screenshot", Some(Origin::Screenshot)),
        ("Software", "Adobe ImageReady", None),
        ("Comment", "Screenshot", Some(Origin::Screenshot)),
        ("Comment", "村口", None),
        ("Author", "Midjourney", None),
    ] {
        fs::write(folder.join("text.png"), with_text(&png, keyword, words)).unwrap();
        assert_eq!(origin("text.png"), said, "{keyword}: {words}");
        let bytes = fs::read(folder.join("text.png")).unwrap();
        // It is no label, and goes with all other words.
        let cleaning = clean(&bytes.as_slice()).unwrap().unwrap();
        assert_eq!((cleaning.label, cleaning.removed.len()), (None, 1), "{keyword}");
    }
}
