//! Labels of what artificial intelligence made, in documents and recordings, which go along as they are, and in the words of
//! photos and films: found wherever programs write them, and alone in the copy of what is cleaned.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files on the disk")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use foundation::ReadAt;
use media::{AiLabel, AiLabelKind, AiShare, Care, Cleaned, clean, read_with};

const VALUE: &str = r#"{"Label":"2","ContentProducer":"001191440300MA5X","ProduceID":"C-002"}"#;
/// The same without the name of who made it, which tells nothing unless the name of the label stands before it.
const NAMED: &str = r#"AIGC{"Label":"2"}"#;

fn packet() -> String {
    format!(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='r'><rdf:Description \
         xmlns:TC260='http://www.tc260.org.cn/ns/AIGC/1.0/' TC260:AIGC='{VALUE}'/></rdf:RDF></x:xmpmeta>"
    )
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("labels-elsewhere").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("packet.xmp"), packet()).unwrap();
    folder
}

/// Runs a program in a folder; `VALUE` and `NAMED` stand for what is written.
fn run(folder: &Path, line: &str) -> String {
    let words = line.split_whitespace();
    let mut words = words.map(|word| word.replace("VALUE", VALUE).replace("NAMED", NAMED));
    let program = words.next().unwrap();
    let out = Command::new(program).args(words).current_dir(folder).output().unwrap();
    assert!(out.status.success(), "{line}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn told(bytes: &[u8], care: Care) -> Option<AiLabel> {
    read_with(&bytes, care).unwrap().ai_label
}

const MAYBE: Option<AiLabel> = Some(AiLabel { kind: AiLabelKind::Aigc, share: AiShare::Maybe });

/// What is cut off anywhere is read without harm.
fn is_harmless(bytes: &[u8]) {
    for end in (0..bytes.len().min(4096)).step_by(11) {
        told(&bytes[..end], Care::Close);
    }
}

/// An archive of files that are not packed.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut whole, mut list) = (Vec::new(), Vec::new());
    for (name, holds) in files {
        let length = (holds.len() as u32).to_le_bytes();
        let sizes = [&[0; 4][..], &length, &length, &(name.len() as u16).to_le_bytes(), &[0; 2]];
        let place = (whole.len() as u32).to_le_bytes();
        whole.extend([b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0", &sizes.concat()[..]].concat());
        whole.extend([name.as_bytes(), holds].concat());
        list.extend([b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0", &sizes.concat()[..]].concat());
        list.extend([&[0; 10][..], &place, name.as_bytes()].concat());
    }
    let (count, start) = ((files.len() as u16).to_le_bytes(), (whole.len() as u32).to_le_bytes());
    let length = (list.len() as u32).to_le_bytes();
    whole.extend(list);
    whole.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count, &length, &start, &[0; 2]].concat());
    whole
}

#[test]
fn documents_tell_their_labels() {
    let quoted = VALUE.replace('"', "&quot;");
    let custom = |name: &str| {
        format!(
            "<Properties><property fmtid=\"{{D5CD}}\" pid=\"2\" name=\"Other\"><vt:lpwstr>x</vt:lpwstr></property>\
             <property fmtid=\"{{D5CD}}\" pid=\"3\" name=\"{name}\"><vt:lpwstr>{quoted}</vt:lpwstr></property></Properties>"
        )
    };
    let core = |words: &str| format!("<c><dc:description>{words}</dc:description></c>");
    let folder = folder("documents");
    run(&folder, "convert -size 80x48 plasma:red-blue a.jpg");
    run(&folder, "exiftool -q -overwrite_original -XMP<=packet.xmp a.jpg");
    let photo = fs::read(folder.join("a.jpg")).unwrap();
    for (body, kind) in [
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("ppt/presentation.xml", "pptx"),
    ] {
        let with = |name: &str, holds: &[u8]| {
            archive(&[("[Content_Types].xml", b"<Types/>"), (body, b"<a/>"), (name, holds)])
        };
        for (name, holds, label) in [
            ("docProps/custom.xml", custom("AIGC"), MAYBE),
            ("docProps/custom.xml", custom("TC260:AIGC"), MAYBE),
            ("docProps/custom.xml", custom("AIGCx"), MAYBE),
            ("docProps/core.xml", core(&quoted.replace("Label", "L")), None),
            ("docProps/core.xml", core(&NAMED.replace('"', "&quot;")), MAYBE),
            ("docProps/core.xml", core("由 AIGC 写的提纲，Label 为 1"), None),
            ("word/comments.xml", custom("AIGC"), None),
        ] {
            let bytes = with(name, holds.as_bytes());
            assert_eq!(told(&bytes, Care::Quick), label, "{kind} {name}: {holds}");
            is_harmless(&bytes);
        }
        // A photo in it, wherever documents keep them.
        let media = format!("{}/media/image1.jpeg", body.split('/').next().unwrap());
        let bytes = with(&media, &photo);
        assert_eq!((told(&bytes, Care::Quick), told(&bytes, Care::Close)), (None, MAYBE), "{kind}");
    }
    let meta = format!("<meta:user-defined meta:name='AIGC'>{quoted}</meta:user-defined>");
    assert_eq!(told(&archive(&[("meta.xml", meta.as_bytes())]), Care::Quick), MAYBE);
    let ofd = format!("<ofd:CustomData Name=\"AIGC\">{quoted}</ofd:CustomData>");
    assert_eq!(told(&archive(&[("OFD.xml", ofd.as_bytes())]), Care::Quick), MAYBE);
}

#[test]
fn a_pdf_tells_its_label() {
    let pdf = |object: &str| {
        format!("%PDF-1.7\n1 0 obj\n{object}\nendobj\n{}\n%%EOF", "% room\n".repeat(20_000))
    };
    let wide: String = VALUE.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    let packet = packet();
    let escaped = VALUE.replace(':', "\\072").replace('{', "\\{");
    for (object, label) in [
        (format!("<</Type/Metadata/Length {}>>stream\n{packet}\nendstream", packet.len()), MAYBE),
        (format!("<</Title(a)/AIGC({VALUE})>>"), MAYBE),
        (format!("<</AIGC ({escaped})>>"), MAYBE),
        (format!("<</AIGC <FEFF{wide}>>>"), MAYBE),
        ("<</Title(AIGC)/Subject(Label)>>".to_owned(), None),
        ("<</AIGC 5 0 R>>".to_owned(), None),
    ] {
        let bytes = pdf(&object).into_bytes();
        assert_eq!(told(&bytes, Care::Quick), label, "{object}");
        is_harmless(&bytes);
        // Far from both ends, it is found where all is gone through.
        let far = [pdf("<<>>").as_bytes(), pdf(&object).as_bytes()].concat();
        assert_eq!(told(&far, Care::Close), label, "{object}");
    }
}

#[test]
fn recordings_tell_their_labels() {
    let folder = folder("recordings");
    let make = "ffmpeg -v error -f lavfi -i sine=d=1";
    for (codec, name) in [
        ("-c:a libmp3lame", "a.mp3"),
        ("-c:a libmp3lame -id3v2_version 3", "b.mp3"),
        ("-c:a flac", "a.flac"),
        ("-c:a libvorbis", "a.ogg"),
        ("-c:a libopus", "b.ogg"),
        ("-c:a aac -movflags use_metadata_tags", "a.m4a"),
    ] {
        run(&folder, &format!("{make} {codec} plain-{name}"));
        let read = |name: String| fs::read(folder.join(name)).unwrap();
        assert_eq!(told(&read(format!("plain-{name}")), Care::Quick), None, "{name}");
        for (number, words) in ["AIGC=VALUE", "comment=VALUE", "title=NAMED"].iter().enumerate() {
            let with = format!("{number}-{name}");
            run(&folder, &format!("{make} {codec} -metadata {words} {with}"));
            let bytes = read(with.clone());
            assert_eq!(told(&bytes, Care::Quick), MAYBE, "{with}: {words}");
            is_harmless(&bytes);
        }
    }
    run(&folder, &format!("{make} -metadata comment=VALUE a.wav"));
    assert_eq!(told(&fs::read(folder.join("a.wav")).unwrap(), Care::Quick), MAYBE);
    run(&folder, &format!("{make} -metadata comment=AIGC b.wav"));
    assert_eq!(told(&fs::read(folder.join("b.wav")).unwrap(), Care::Quick), None);
}

/// A cleaned copy, and the label that it is said to bear.
fn copied(bytes: &[u8]) -> (Option<AiLabel>, Vec<u8>) {
    let cleaning = clean(&bytes).unwrap().unwrap();
    let copy = Cleaned::new(&bytes, &cleaning);
    let mut whole = vec![0; copy.length() as usize];
    copy.read_at(0, &mut whole).unwrap();
    (cleaning.label, whole)
}

/// Programs that title tracks write the label as the name of one, or into words beside it.
#[test]
fn the_title_of_a_track_tells_its_label_and_the_copy_bears_it() {
    let folder = folder("tracks");
    let make = "ffmpeg -v error -f lavfi -i testsrc=s=64x48:r=5:d=1";
    for name in ["plain.mov", "plain.mp4", "handler.mov", "handler.mp4", "title.mov", "title.mp4"] {
        let words = match name.split('.').next().unwrap() {
            "handler" => "-metadata:s:v:0 handler_name=NAMED",
            "title" => "-metadata:s:v:0 title=NAMED",
            _ => "",
        };
        run(&folder, &format!("{make} {words} {name}"));
        let bytes = fs::read(folder.join(name)).unwrap();
        // ffmpeg has a place for the title of a track in films of QuickTime only.
        let is_said = bytes.windows(NAMED.len()).any(|window| window == NAMED.as_bytes());
        let asked = if is_said { MAYBE } else { None };
        assert_eq!(told(&bytes, Care::Quick), asked, "{name}");
        assert_eq!(is_said, !name.starts_with("plain"), "{name}");
        is_harmless(&bytes);
        let (label, whole) = copied(&bytes);
        assert_eq!(label, asked, "{name}");
        assert_eq!(told(&whole, Care::Quick), asked, "{name}");
    }
}

#[test]
fn the_copy_of_what_is_cleaned_bears_the_label_of_its_words_and_nothing_else() {
    let folder = folder("cleaned");
    run(&folder, "convert -size 80x48 plasma:red-blue -strip a.png");
    for name in ["a.jpg", "b.jpg", "a.gif"] {
        run(&folder, &format!("convert a.png {name}"));
    }
    run(&folder, "ffmpeg -v error -f lavfi -i testsrc=s=64x48:r=5:d=1 a.mov");
    run(&folder, "ffmpeg -v error -f lavfi -i testsrc=s=64x48:r=5:d=1 a.mp4");
    run(&folder, "ffmpeg -v error -f lavfi -i sine=d=1 a.m4a");
    for (name, how) in [
        ("a.jpg", "-Comment=SECRET NAMED"),
        ("b.jpg", "-IPTC:Caption-Abstract=SECRET NAMED"),
        ("a.gif", "-Comment=SECRET NAMED"),
        ("a.mov", "-UserData:Comment=SECRET NAMED"),
        ("a.mp4", "-ItemList:Comment=SECRET NAMED"),
        ("a.m4a", "-ItemList:Comment=SECRET NAMED"),
    ] {
        let words = how.replace("NAMED", NAMED);
        let done = Command::new("exiftool")
            .args(["-q", "-overwrite_original", &words, name])
            .current_dir(&folder)
            .output()
            .unwrap();
        assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
        let bytes = fs::read(folder.join(name)).unwrap();
        assert_eq!(told(&bytes, Care::Quick), MAYBE, "{name}");
        let (label, whole) = copied(&bytes);
        assert_eq!(label, MAYBE, "{name}");
        assert_eq!(told(&whole, Care::Quick), MAYBE, "{name}");
        assert!(!whole.windows(6).any(|six| six == b"SECRET"), "{name}");
    }
}
