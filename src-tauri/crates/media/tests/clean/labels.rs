//! Labels of what artificial intelligence made: found wherever a kind of file bears them, and alone in its copy, as
//! exiftool reads it.

use std::fs;
use std::path::Path;

use media::{AiLabel, AiLabelKind, AiShare, CannotClean, Removed, clean};

use super::video::{atom, holds, put, tracks};
use super::{cleaned, folder, pixels, run, tags};

/// As services write it; with every sign that XML writes otherwise.
const VALUE: &str =
    r#"{"Label":"1","ContentProducer":"001191440300MA5XXXXX<&>'某公司'","ProduceID":"C-002"}"#;

const LABEL: &str = "-XMP-TC260:AIGC";
const SOURCE_TYPE: &str = "-XMP-iptcExt:DigitalSourceType";
const TRAINED: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
const COMPOSITE: &str =
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

/// Teaches exiftool to write the label: its tables have no such namespace.
const NAMESPACE: &str = "%Image::ExifTool::UserDefined = ('Image::ExifTool::XMP::Main' => { TC260 => {\
    SubDirectory => { TagTable => 'Image::ExifTool::UserDefined::TC260' } } });\
    %Image::ExifTool::UserDefined::TC260 = (GROUPS => { 0 => 'XMP', 1 => 'XMP-TC260', 2 => 'Image' },\
    NAMESPACE => { 'TC260' => 'http://www.tc260.org.cn/ns/AIGC/1.0/' }, WRITABLE => 'string', AIGC => { });1;";

/// Everything private that fits any of the kinds.
const PRIVATE: &str =
    "-XMP:Creator=SECRET -XMP:City=SECRET -XMP:GPSLatitude=31.2 -XMP:CreatorTool=SECRET";

fn write(folder: &Path, arguments: &str) {
    fs::write(folder.join("tc260.cfg"), NAMESPACE).unwrap();
    run(folder, &format!("exiftool -config tc260.cfg -q -overwrite_original {arguments}"));
}

fn told(folder: &Path, name: &str) -> Option<AiLabel> {
    media::read(&fs::read(folder.join(name)).unwrap().as_slice()).unwrap().ai_label
}

fn label(kind: AiLabelKind, share: AiShare) -> Option<AiLabel> {
    Some(AiLabel { kind, share })
}

/// The tags of XMP and of keys, and that nothing planted is in the file.
fn borne(folder: &Path, name: &str) -> Vec<(String, String)> {
    assert!(!holds(folder, name, "SECRET") && !holds(folder, name, "31.2"), "{name}");
    let is_borne = |(group, _): &(String, String)| {
        ["XMP", "Keys", "UserData", "ItemList", "PNG", "ExifIFD", "JUMBF"]
            .iter()
            .any(|known| group.starts_with(known))
    };
    let shape = [
        "Image",
        "Bit",
        "Color",
        "Compression",
        "Filter",
        "Interlace",
        "Gamma",
        "White",
        "Red",
        "Green",
        "Blue",
        "Background",
        "Handler",
    ];
    let told = tags(folder, name).into_iter().filter(is_borne);
    told.filter(|(_, tag)| !shape.iter().any(|shape| tag.starts_with(shape))).collect()
}

fn value(folder: &Path, name: &str, tag: &str) -> String {
    run(folder, &format!("exiftool -config tc260.cfg -n -s3 {tag} {name}")).trim_end().to_owned()
}

fn pair(group: &str, tag: &str) -> (String, String) {
    (group.into(), tag.into())
}

/// A photo or film of each kind that is cleaned and may bear XMP.
fn make_all(folder: &Path) -> [&'static str; 8] {
    run(folder, "convert -size 80x48 plasma:red-blue -strip a.png");
    for name in ["a.jpg", "a.webp", "a.gif"] {
        run(folder, &format!("convert a.png {name}"));
    }
    run(folder, "heif-enc -o a.heic a.png");
    run(folder, "avifenc -s 10 a.png a.avif");
    for name in ["a.mp4", "a.mov"] {
        run(folder, &format!("ffmpeg -v error -f lavfi -i testsrc=s=64x48:r=5:d=1 {name}"));
    }
    ["a.jpg", "a.png", "a.webp", "a.gif", "a.heic", "a.avif", "a.mp4", "a.mov"]
}

/// The picture as it is shown, or the samples of all tracks.
fn shown(folder: &Path, name: &str) -> String {
    match name.rsplit_once('.').unwrap().1 {
        "mp4" | "mov" => tracks(folder, name),
        "heic" | "avif" => {
            run(folder, &format!("heif-convert {name} {name}.png"));
            run(folder, &format!("convert {name}.png -strip -format %wx%h/%# info:"))
        }
        _ => pixels(folder, name),
    }
}

#[test]
fn a_label_in_xmp_is_told_and_alone_in_the_copy_of_every_kind() {
    let folder = folder("labels");
    for name in make_all(&folder) {
        assert_eq!(told(&folder, name), None, "{name}");
        write(&folder, &format!("{LABEL}={VALUE} {PRIVATE} {name}"));
        let made = label(AiLabelKind::Aigc, AiShare::Made);
        assert_eq!(told(&folder, name), made, "{name}");
        let removed = cleaned(&folder, name);
        assert!(removed.starts_with(&[Removed::Location]), "{name}: {removed:?}");
        let copy = format!("clean-{name}");
        assert_eq!(told(&folder, &copy), made, "{copy}");
        assert_eq!(borne(&folder, &copy), [pair("XMP-TC260", "Aigc")], "{copy}");
        assert_eq!(value(&folder, &copy, LABEL), VALUE, "{copy}");
        assert_eq!(shown(&folder, &copy), shown(&folder, name), "{name}");
        assert!(
            !run(&folder, &format!("exiftool -validate -warning -a -s3 {copy}")).contains("XMP"),
            "{copy}"
        );
    }
}

#[test]
fn what_iptc_says_of_it_stays_too() {
    let folder = folder("source-types");
    let changed = label(AiLabelKind::SourceType, AiShare::Changed);
    for name in make_all(&folder) {
        write(&folder, &format!("{SOURCE_TYPE}={COMPOSITE} {PRIVATE} {name}"));
        assert_eq!(told(&folder, name), changed, "{name}");
        cleaned(&folder, name);
        let copy = format!("clean-{name}");
        assert_eq!(borne(&folder, &copy), [pair("XMP-iptcExt", "DigitalSourceType")], "{copy}");
        assert_eq!(value(&folder, &copy, SOURCE_TYPE), COMPOSITE, "{copy}");
        assert_eq!(told(&folder, &copy), changed, "{copy}");
        assert_eq!(shown(&folder, &copy), shown(&folder, name), "{name}");
    }
    // What a camera took is no label.
    run(&folder, "convert -size 80x48 plasma:red-blue b.jpg");
    write(
        &folder,
        &format!(
            "{SOURCE_TYPE}={} b.jpg",
            COMPOSITE.replace("compositeWithTrainedAlgorithmicMedia", "digitalCapture")
        ),
    );
    assert_eq!(told(&folder, "b.jpg"), None);
    assert_eq!(cleaned(&folder, "b.jpg"), [Removed::Descriptions]);
    assert_eq!(borne(&folder, "clean-b.jpg"), []);
}

#[test]
fn a_label_in_a_text_or_in_keys_stays_where_it_stands() {
    let folder = folder("own-labels");
    let made = label(AiLabelKind::Aigc, AiShare::Made);
    run(&folder, "convert -size 80x48 plasma:red-blue a.png");
    // As 豆包 writes it, beside what other programs write.
    let set =
        |more: &str| format!("convert a.png -set AIGC {VALUE} {more} -set Comment SECRET b.png");
    run(&folder, &set(""));
    assert_eq!(told(&folder, "b.png"), made);
    assert!(cleaned(&folder, "b.png").contains(&Removed::Descriptions));
    assert_eq!(borne(&folder, "clean-b.png"), [pair("PNG", "AIGC")]);
    // What stands there in UTF-8, exiftool reads in Latin-1, as the standard has it.
    let read = |name: &str| value(&folder, name, "-PNG:AIGC");
    assert!(holds(&folder, "clean-b.png", VALUE));
    assert_eq!(read("clean-b.png"), read("b.png"));
    assert_eq!(pixels(&folder, "clean-b.png"), pixels(&folder, "b.png"));
    // Packed, and behind the data.
    let bytes = fs::read(folder.join("b.png")).unwrap();
    let at = bytes.windows(4).position(|name| name == b"AIGC").unwrap() - 8;
    let length = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize + 12;
    let end = bytes.len() - 12;
    let behind =
        [&bytes[..at], &bytes[at + length..end], &bytes[at..at + length], &bytes[end..]].concat();
    fs::write(folder.join("c.png"), behind).unwrap();
    assert_eq!(told(&folder, "c.png"), made);
    cleaned(&folder, "c.png");
    assert_eq!(borne(&folder, "clean-c.png"), [pair("PNG", "AIGC")]);

    let film = "ffmpeg -v error -f lavfi -i testsrc=s=64x48:r=5:d=1 -movflags use_metadata_tags";
    for name in ["a.mp4", "b.mov"] {
        let words = format!(
            "-metadata AIGC={VALUE} -metadata title=SECRET -metadata location=+31.2+121.4/"
        );
        run(&folder, &format!("{film} {words} {name}"));
        assert_eq!(told(&folder, name), made, "{name}");
        cleaned(&folder, name);
        let copy = format!("clean-{name}");
        assert_eq!(borne(&folder, &copy), [pair("Keys", "AIGC")], "{copy}");
        assert_eq!(value(&folder, &copy, "-Keys:AIGC"), VALUE, "{copy}");
        assert_eq!(tracks(&folder, &copy), tracks(&folder, name), "{name}");
        let probed =
            run(&folder, &format!("ffprobe -v error -show_entries format_tags -of json {copy}"));
        assert!(probed.contains("\"AIGC\"") && !probed.contains("SECRET"), "{copy}");
    }
    // As iTunes names keys, and in a comment among other words.
    run(&folder, "ffmpeg -v error -f lavfi -i testsrc=s=64x48:r=5:d=1 -fflags +bitexact plain.mp4");
    let data = |value: &str| atom(b"data", &[b"\0\0\0\x01\0\0\0\0", value.as_bytes()].concat());
    let named =
        [atom(b"mean", b"\0\0\0\0com.apple.iTunes"), atom(b"name", b"\0\0\0\0AIGC"), data(VALUE)];
    let comment = |words: &str| {
        let said = VALUE.replace("\"Label\"", "\"AIGC\":1,\"Label\"");
        atom(b"\xA9cmt", &data(&format!("{words} {said}")))
    };
    for (name, item, place) in [
        ("c.mp4", atom(b"----", &named.concat()), pair("Keys", "AIGC")),
        ("d.mp4", comment(&"SECRET ".repeat(5)), pair("Keys", "AIGC")),
        // A key is longer than a comment, and nothing may move: the label stands behind the film.
        ("e.mp4", comment(""), pair("XMP-TC260", "Aigc")),
    ] {
        let handler = atom(b"hdlr", b"\0\0\0\0\0\0\0\0mdirappl\0\0\0\0\0\0\0\0\0");
        let list = atom(b"meta", &[b"\0\0\0\0".to_vec(), handler, atom(b"ilst", &item)].concat());
        let mut film = fs::read(folder.join("plain.mp4")).unwrap();
        put(&mut film, &[b"moov"], &atom(b"udta", &list));
        fs::write(folder.join(name), film).unwrap();
        assert_eq!(told(&folder, name), made, "{name}");
        cleaned(&folder, name);
        let copy = format!("clean-{name}");
        assert_eq!(borne(&folder, &copy), [place], "{name}");
        assert_eq!(told(&folder, &copy), made, "{name}");
        assert_eq!(tracks(&folder, &copy), tracks(&folder, name), "{name}");
    }
    // Where the last box reaches to the end of the file, nothing may stand behind it either.
    let mut open = fs::read(folder.join("e.mp4")).unwrap();
    let last = open.windows(4).position(|name| name == b"moov").unwrap() - 4;
    open[last..last + 4].fill(0);
    assert_eq!(clean(&open.as_slice()).unwrap(), Err(CannotClean::Label));
}

#[test]
fn a_label_in_exif_goes_into_xmp() {
    let folder = folder("exif-labels");
    let label_said = VALUE.replacen("{\"Label\":\"1\"", "{\"AIGC\":{\"Label\":\"3\"", 1) + "}";
    for name in ["a.jpg", "a.png", "a.webp"] {
        run(&folder, &format!("convert -size 80x48 plasma:red-blue {name}"));
        write(&folder, &format!("-UserComment={label_said} -Artist=SECRET {name}"));
        let suspected = label(AiLabelKind::Aigc, AiShare::Suspected);
        assert_eq!(told(&folder, name), suspected, "{name}");
        cleaned(&folder, name);
        let copy = format!("clean-{name}");
        assert_eq!(told(&folder, &copy), suspected, "{copy}");
        assert_eq!(borne(&folder, &copy), [pair("XMP-TC260", "Aigc")], "{copy}");
        assert_eq!(value(&folder, &copy, LABEL), label_said, "{copy}");
        assert_eq!(pixels(&folder, &copy), pixels(&folder, name));
    }
    // In a HEIC there is no place for it: then it stays as it is.
    run(&folder, "heif-enc -o a.heic a.jpg");
    run(
        &folder,
        &format!("exiftool -q -overwrite_original -XMP:all= -UserComment={label_said} a.heic"),
    );
    let bytes = fs::read(folder.join("a.heic")).unwrap();
    assert!(told(&folder, "a.heic").is_some());
    let cleaning = clean(&bytes.as_slice()).unwrap();
    assert!(
        matches!(cleaning, Err(CannotClean::Label))
            || cleaning.is_ok_and(|cleaning| cleaning.label.is_some())
    );
    assert!(CannotClean::Label.chinese().ends_with('。'));
}

/// A manifest that says of a source what it says, in as many bytes as those that carry pictures.
fn manifest(source: &str) -> Vec<u8> {
    let store = atom(b"jumd", b"c2pa\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71\x03c2pa\0");
    let said = [
        b"\xA2factionlc2pa.createdqdigitalSourceType\x78".as_slice(),
        &[source.len() as u8],
        source.as_bytes(),
        b"fSECRET",
    ];
    let filler = vec![0x55; 90_000];
    atom(b"jumb", &[store, atom(b"cbor", &[filler, said.concat()].concat())].concat())
}

#[test]
fn a_manifest_of_c2pa_is_told_and_what_it_says_of_it_stays() {
    let folder = folder("manifests");
    make_all(&folder);
    let boxes = manifest(TRAINED);
    // Segments of 65,000 bytes, of which those behind the first begin with the head of the box again.
    let mut segments = Vec::new();
    for (number, part) in (1u32..).zip([&boxes[..60_000], &boxes[60_000..]]) {
        let head = if number == 1 { &[][..] } else { &boxes[..8] };
        let body = [b"JP\0\x01", &number.to_be_bytes()[..], head, part].concat();
        segments
            .extend([&[0xFF, 0xEB][..], &(body.len() as u16 + 2).to_be_bytes(), &body].concat());
    }
    let jpeg = fs::read(folder.join("a.jpg")).unwrap();
    fs::write(folder.join("c.jpg"), [&jpeg[..2], &segments, &jpeg[2..]].concat()).unwrap();
    let png = fs::read(folder.join("a.png")).unwrap();
    let chunk = [&(boxes.len() as u32).to_be_bytes()[..], b"caBX", &boxes, &[0; 4]].concat();
    fs::write(folder.join("c.png"), [&png[..33], &chunk, &png[33..]].concat()).unwrap();
    let mut webp = fs::read(folder.join("a.webp")).unwrap();
    webp.extend([b"C2PA", &(boxes.len() as u32).to_le_bytes()[..], &boxes].concat());
    webp.resize(webp.len().next_multiple_of(2), 0);
    let length = webp.len() as u32 - 8;
    webp[4..8].copy_from_slice(&length.to_le_bytes());
    fs::write(folder.join("c.webp"), webp).unwrap();
    let uuid = b"\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81\0\0\0\0manifest\0\0\0\0\0\0\0\0\0";
    for (name, plain) in [("c.mp4", "a.mp4"), ("c.heic", "a.heic"), ("c.avif", "a.avif")] {
        let mut bytes = fs::read(folder.join(plain)).unwrap();
        bytes.extend(atom(b"uuid", &[&uuid[..], &boxes].concat()));
        fs::write(folder.join(name), bytes).unwrap();
    }
    for name in ["c.jpg", "c.png", "c.webp", "c.mp4", "c.heic", "c.avif"] {
        assert_eq!(told(&folder, name), label(AiLabelKind::Manifest, AiShare::Made), "{name}");
        assert!(cleaned(&folder, name).contains(&Removed::Manifest), "{name}");
        let copy = format!("clean-{name}");
        assert_eq!(told(&folder, &copy), label(AiLabelKind::SourceType, AiShare::Made), "{copy}");
        assert_eq!(borne(&folder, &copy), [pair("XMP-iptcExt", "DigitalSourceType")], "{copy}");
        assert_eq!(value(&folder, &copy, SOURCE_TYPE), TRAINED, "{copy}");
        assert_eq!(
            shown(&folder, &copy),
            shown(&folder, &name.replace('c', "a").replace("heia", "heic")),
            "{name}"
        );
    }
    // One of a camera says nothing of it.
    let camera = manifest("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture");
    let chunk = [&(camera.len() as u32).to_be_bytes()[..], b"caBX", &camera, &[0; 4]].concat();
    fs::write(folder.join("d.png"), [&png[..33], &chunk, &png[33..]].concat()).unwrap();
    assert_eq!(told(&folder, "d.png"), None);
    assert_eq!(cleaned(&folder, "d.png"), [Removed::Manifest]);
    assert_eq!(borne(&folder, "clean-d.png"), []);
}

#[test]
fn labels_in_files_that_are_cut_or_changed_are_answered() {
    let folder = folder("broken-labels");
    run(&folder, "convert -size 8x8 xc:red a.png");
    run(&folder, "convert a.png a.jpg");
    run(
        &folder,
        "ffmpeg -v error -f lavfi -i testsrc=s=32x16:r=5:d=0.4 -movflags use_metadata_tags -metadata AIGC={} a.mp4",
    );
    write(&folder, &format!("{LABEL}={VALUE} a.png a.jpg a.mp4"));
    for name in ["a.png", "a.jpg", "a.mp4"] {
        let bytes = fs::read(folder.join(name)).unwrap();
        for end in 0..bytes.len() {
            super::hold_to_the_file(&bytes[..end]);
        }
        let mut changed = bytes.clone();
        for at in (0..bytes.len()).step_by(3) {
            changed[at] = bytes[at].wrapping_add(1);
            super::hold_to_the_file(&changed);
            changed[at] = bytes[at];
        }
    }
}

#[test]
fn a_lighter_copy_bears_the_label_and_stands_upright() {
    let folder = folder("lighter");
    for name in ["a.jpg", "a.png", "a.heic"] {
        run(&folder, "convert -size 400x300 gradient:red-blue a.png");
        if name != "a.png" {
            let make =
                if name == "a.jpg" { "convert a.png a.jpg" } else { "heif-enc -o a.heic a.png" };
            run(&folder, make);
        }
        // Of an own place of the container, and of XMP.
        write(&folder, &format!("{LABEL}={VALUE} {PRIVATE} {name}"));
        if name == "a.jpg" {
            run(&folder, "exiftool -q -n -overwrite_original -Orientation=6 a.jpg");
        }
        let bytes = fs::read(folder.join(name)).unwrap();
        let lighter = media::lighter(&bytes, 200).unwrap();
        let upright = if name == "a.jpg" { (150, 200) } else { (200, 150) };
        assert_eq!((lighter.width, lighter.height), upright, "{name}");
        fs::write(folder.join("lighter.jpg"), &lighter.bytes).unwrap();
        assert_eq!(told(&folder, "lighter.jpg"), label(AiLabelKind::Aigc, AiShare::Made), "{name}");
        assert_eq!(borne(&folder, "lighter.jpg"), [pair("XMP-TC260", "Aigc")], "{name}");
        assert_eq!(value(&folder, "lighter.jpg", LABEL), VALUE, "{name}");
    }
    let cut = &fs::read(folder.join("a.jpg")).unwrap();
    assert!(media::lighter(&cut[..cut.len() / 2], 200).is_err());
    assert!(media::lighter(b"no picture", 200).is_err());
}
