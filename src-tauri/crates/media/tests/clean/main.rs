//! Cleaned copies against exiftool, ImageMagick and ffprobe: nothing private is found in them, and the picture,
//! its orientation, its colours, the tracks and their durations are what they were.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files on the disk")]

mod every;
mod heif;
mod hidden;
mod labels;
mod unused;
mod video;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use foundation::ReadAt;
use media::{CannotClean, Cleaned, Cleaning, Container, Edit, Removed, clean};

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clean").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a program in a folder; arguments are parted by blanks.
fn run(folder: &Path, line: &str) -> String {
    let mut words = line.split_whitespace();
    let out = Command::new(words.next().unwrap()).args(words).current_dir(folder).output().unwrap();
    assert!(out.status.success(), "{line}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn written(source: &[u8], cleaning: &Cleaning) -> Vec<u8> {
    let copy = Cleaned::new(&source, cleaning);
    let mut bytes = vec![0; copy.length() as usize];
    assert_eq!(copy.read_at(0, &mut bytes).unwrap(), bytes.len());
    assert_eq!(cleaning.length(), copy.length());
    bytes
}

/// Cleans a file beside itself: `a.jpg` becomes `clean-a.jpg`. A second cleaning finds nothing to do.
fn cleaned(folder: &Path, name: &str) -> Vec<Removed> {
    let bytes = fs::read(folder.join(name)).unwrap();
    let cleaning = clean(&bytes.as_slice()).unwrap().unwrap();
    let copy = written(&bytes, &cleaning);
    let again = clean(&copy.as_slice()).unwrap().unwrap();
    assert_eq!(again.removed, [], "{name}");
    assert!(written(&copy, &again) == copy, "{name}: the second cleaning changes something");
    fs::write(folder.join(format!("clean-{name}")), copy).unwrap();
    cleaning.removed
}

/// What exiftool tells of a file: group and tag.
fn tags(folder: &Path, name: &str) -> Vec<(String, String)> {
    let told = run(folder, &format!("exiftool -a -u -G1 -s -ee {name}"));
    let parted = |line: &str| {
        let (group, rest) = line.strip_prefix('[')?.split_once(']')?;
        Some((group.to_owned(), rest.split_whitespace().next()?.to_owned()))
    };
    told.lines().filter_map(parted).collect()
}

/// What a cleaned photo must not hold: all but the file, its size, and what shows it.
fn private(folder: &Path, name: &str) -> Vec<(String, String)> {
    let is_private = |(group, tag): &(String, String)| match group.as_str() {
        "System" | "ExifTool" | "JFIF" | "Adobe" | "PNG-pHYs" => false,
        "File" | "RIFF" | "PNG" | "GIF" | "XML" => {
            ["Comment", "GPS", "XMP", "Software", "ModifyDate"]
                .iter()
                .any(|word| tag.contains(word))
        }
        "Composite" => !matches!(tag.as_str(), "ImageSize" | "Megapixels"),
        "IFD0" => tag != "Orientation",
        "ExifIFD" => tag != "ColorSpace",
        "InteropIFD" => !tag.starts_with("Interop"),
        group => !group.starts_with("ICC"),
    };
    tags(folder, name).into_iter().filter(is_private).collect()
}

/// A digest of the pixels as they are shown, of each picture in the file.
fn pixels(folder: &Path, name: &str) -> String {
    run(folder, &format!("convert {name} -auto-orient -format %wx%h/%[colorspace]/%#\\n info:"))
}

/// Everything private that exiftool can write into a photo.
const PRIVATE: &str = "exiftool -q -overwrite_original -GPSLatitude=31.2 -GPSLatitudeRef=N -GPSLongitude=121.4 \
    -GPSLongitudeRef=E -Make=Camera -Model=One -DateTimeOriginal=2026:01:02 -Artist=Somebody -UserComment=said \
    -XMP:Creator=Somebody -XMP:City=Nanjing -XMP:GPSLatitude=31.2";

const ALL: [Removed; 3] = [Removed::Location, Removed::Camera, Removed::Descriptions];

#[test]
fn a_jpeg_of_any_turn_and_coding_keeps_its_picture_only() {
    let folder = folder("jpeg");
    run(&folder, "convert -size 80x48 plasma:red-blue source.png");
    run(&folder, "convert source.png -resize 16x16 small.jpg");
    let codings = [
        "-interlace none",
        "-interlace JPEG",
        "-colorspace CMYK",
        "-colorspace Gray",
        "-sampling-factor 4:2:0",
    ];
    for (turn, (number, coding)) in (1..=8).zip(codings.iter().enumerate().cycle()) {
        let name = format!("{number}-{turn}.jpg");
        run(&folder, &format!("convert source.png {coding} {name}"));
        let more = format!(
            "-IPTC:City=Nanjing -Comment=said -n -Orientation={turn} -ThumbnailImage<=small.jpg"
        );
        run(&folder, &format!("{PRIVATE} {more} {name}"));
        let mut bytes = fs::read(folder.join(&name)).unwrap();
        bytes.extend(b"a film behind the picture");
        fs::write(folder.join(&name), bytes).unwrap();
        assert!(private(&folder, &name).len() > 20);
        let removed = cleaned(&folder, &name);
        let mut all = ALL.to_vec();
        all.insert(2, Removed::Thumbnail);
        all.push(Removed::Behind);
        assert_eq!(removed, all, "{name}");
        let copy = format!("clean-{name}");
        assert_eq!(private(&folder, &copy), [], "{copy}");
        assert_eq!(pixels(&folder, &copy), pixels(&folder, &name));
        let tag = run(&folder, &format!("exiftool -n -s3 -Orientation {copy}"));
        assert_eq!(tag.trim(), if turn == 1 { String::new() } else { turn.to_string() });
    }
}

#[test]
fn a_scan_keeps_its_dots_to_the_inch() {
    let folder = folder("dots");
    for name in ["a.jpg", "a.png", "a.webp"] {
        run(&folder, &format!("convert -size 80x48 plasma:red-blue {name}"));
        let dots = "-XResolution=300 -YResolution=600 -ResolutionUnit=inches -Orientation#=6";
        run(&folder, &format!("{PRIVATE} {dots} {name}"));
        cleaned(&folder, name);
        let read = "exiftool -s3 -IFD0:XResolution -IFD0:YResolution -IFD0:ResolutionUnit";
        let told = run(&folder, &format!("{read} -IFD0:Orientation# clean-{name}"));
        assert_eq!(told.split_whitespace().collect::<Vec<_>>(), ["300", "600", "inches", "6"]);
        assert_eq!(
            media::read(&fs::read(folder.join(name)).unwrap().as_slice()).unwrap().dpi,
            Some(300.0)
        );
    }
}

#[test]
fn colours_stay_with_the_picture() {
    let folder = folder("colours");
    let profile = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/colour/sRGB.icc");
    let profile = profile.canonicalize().unwrap();
    for name in ["a.jpg", "a.png", "a.webp"] {
        run(
            &folder,
            &format!("convert -size 64x40 plasma:red-blue -profile {} {name}", profile.display()),
        );
        run(&folder, &format!("{PRIVATE} -n -Orientation=6 {name}"));
        assert_eq!(cleaned(&folder, name), ALL, "{name}");
        let copy = format!("clean-{name}");
        assert_eq!(private(&folder, &copy), [], "{copy}");
        run(&folder, &format!("exiftool -q -icc_profile -b -w! %f.icc {copy}"));
        let kept = fs::read(folder.join("clean-a.icc")).unwrap();
        assert_eq!(kept, fs::read(&profile).unwrap(), "{name}");
        assert_eq!(pixels(&folder, &copy), pixels(&folder, name));
    }
    // A camera set to Adobe RGB writes no profile.
    run(&folder, "convert -size 64x40 plasma:red-blue adobe.jpg");
    run(
        &folder,
        "exiftool -q -overwrite_original -n -ColorSpace=65535 -InteropIndex=R03 -GPSLatitude=3 adobe.jpg",
    );
    assert_eq!(cleaned(&folder, "adobe.jpg"), [Removed::Location]);
    let told = run(&folder, "exiftool -n -s3 -ColorSpace -InteropIndex clean-adobe.jpg");
    assert_eq!(told, "65535\nR03\n");
    let warnings = run(&folder, "exiftool -validate -warning -a -s3 clean-adobe.jpg");
    // Such as the resolution, which EXIF asks for and no viewer needs.
    let odd: Vec<_> = warnings.lines().filter(|line| !line.contains("Missing required")).collect();
    assert_eq!(odd, ["9 Warnings"]);
}

/// The chunks of a PNG that show it.
fn chunks(folder: &Path, name: &str) -> Vec<(String, Vec<u8>)> {
    let bytes = fs::read(folder.join(name)).unwrap();
    let mut rest = &bytes[8..];
    let mut chunks = Vec::new();
    while let Some(length) = rest.first_chunk::<4>().filter(|_| rest.len() >= 12) {
        let length = u32::from_be_bytes(*length) as usize + 12;
        let name = String::from_utf8_lossy(&rest[4..8]).into_owned();
        if !matches!(&*name, "tEXt" | "iTXt" | "eXIf") {
            chunks.push((name, rest[..length].to_vec()));
        }
        rest = &rest[length..];
    }
    chunks
}

#[test]
fn png_and_webp_keep_transparency_movement_and_turn() {
    let folder = folder("others");
    let film = "ffmpeg -v error -f lavfi -i testsrc=s=64x48:r=4:d=1";
    for (name, make) in [
        ("grey.png", "convert -size 80x48 plasma:red-blue -colorspace Gray grey.png"),
        (
            "clear.png",
            "convert -size 80x48 plasma:red-blue -alpha set -channel A -evaluate multiply 0.5 clear.png",
        ),
        (
            "palette.png",
            "convert -size 80x48 plasma:red-blue -colors 16 -density 300 png8:palette.png",
        ),
        ("hole.png", "convert -size 80x48 xc:red xc:none +append png8:hole.png"),
        ("lossy.webp", "convert -size 80x48 plasma:red-blue lossy.webp"),
        ("whole.webp", "convert -size 80x48 plasma:red-blue -define webp:lossless=true whole.webp"),
        ("moving.webp", &format!("{film} -c:v libwebp_anim moving.webp")),
        ("moving.png", &format!("{film} -f apng moving.png")),
    ] {
        run(&folder, make);
        run(&folder, &format!("{PRIVATE} -n -Orientation=8 {name}"));
        let mut bytes = fs::read(folder.join(name)).unwrap();
        bytes.extend(b"more");
        fs::write(folder.join(name), bytes).unwrap();
        let removed = cleaned(&folder, name);
        assert!(removed.starts_with(&ALL) && removed.contains(&Removed::Behind), "{removed:?}");
        let copy = format!("clean-{name}");
        assert_eq!(private(&folder, &copy), [], "{copy}");
        assert_eq!(pixels(&folder, &copy), pixels(&folder, name), "{name}");
        let shown = |name: &str| {
            let facts = media::read(&fs::read(folder.join(name)).unwrap().as_slice()).unwrap();
            (facts.shown, facts.orientation, facts.complete)
        };
        assert_eq!(shown(&copy), shown(name));
        if name == "moving.png" {
            let moving = chunks(&folder, name);
            assert_eq!(moving.iter().filter(|(name, _)| name == "fcTL").count(), 4);
            assert_eq!(chunks(&folder, &copy), moving);
        }
        if name.ends_with("webp") {
            run(&folder, &format!("webpmux -info {copy}"));
        }
        let tag = run(&folder, &format!("exiftool -n -s3 -Orientation {copy}"));
        assert_eq!(tag.trim(), "8", "{name}");
    }
}

#[test]
fn a_gif_keeps_its_movement_and_a_bmp_everything() {
    let folder = folder("gif");
    run(&folder, "convert -size 40x30 -delay 20 -loop 3 xc:red xc:blue -set comment said a.gif");
    run(&folder, "exiftool -q -overwrite_original -XMP:City=Nanjing a.gif");
    assert_eq!(cleaned(&folder, "a.gif"), [Removed::Location, Removed::Descriptions]);
    assert_eq!(private(&folder, "clean-a.gif"), []);
    assert_eq!(pixels(&folder, "clean-a.gif"), pixels(&folder, "a.gif"));
    let told = |name| {
        run(&folder, &format!("exiftool -s3 -FrameCount -Duration -AnimationIterations {name}"))
    };
    assert_eq!(told("clean-a.gif"), told("a.gif"));
    run(&folder, "convert -size 40x30 plasma:red-blue a.bmp");
    assert_eq!(cleaned(&folder, "a.bmp"), []);
    assert_eq!(
        fs::read(folder.join("a.bmp")).unwrap(),
        fs::read(folder.join("clean-a.bmp")).unwrap()
    );
}

#[test]
fn what_the_maker_of_a_camera_wrote_is_told_and_gone() {
    let folder = folder("maker");
    run(&folder, "convert -size 40x30 plasma:red-blue plain.jpg");
    let plain = fs::read(folder.join("plain.jpg")).unwrap();
    // A directory with the turn and a pointer to a second, whose one entry is the note.
    let mut block = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x02".to_vec();
    block.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x03\0\0\x87\x69\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0");
    block.extend(b"\0\x01\x92\x7C\0\x07\0\0\0\x10\0\0\0\x38\0\0\0\0serial 123456789");
    let mut bytes = b"\xFF\xD8\xFF\xE1\0".to_vec();
    bytes.push(u8::try_from(block.len()).unwrap() + 2);
    bytes.extend(block);
    bytes.extend(&plain[2..]);
    fs::write(folder.join("a.jpg"), bytes).unwrap();
    assert!(tags(&folder, "a.jpg").iter().any(|(_, tag)| tag.starts_with("MakerNote")));
    assert_eq!(cleaned(&folder, "a.jpg"), [Removed::MakerNote]);
    assert_eq!(private(&folder, "clean-a.jpg"), []);
    assert_eq!(pixels(&folder, "clean-a.jpg"), pixels(&folder, "a.jpg"));
}

#[test]
fn what_is_not_known_is_not_said_to_be_clean() {
    let tiff: &[u8] = b"II\x2A\0\x08\0\0\0\0\0\0\0\0\0";
    let mkv: &[u8] = b"\x1A\x45\xDF\xA3";
    for (bytes, why) in [
        (tiff, CannotClean::Kind(Container::Tiff)),
        (mkv, CannotClean::Kind(Container::Matroska)),
        (b"some text", CannotClean::Kind(Container::Text)),
        (b"", CannotClean::Kind(Container::Empty)),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", CannotClean::Damaged),
        (b"\0\0\0\x10ftypisom\0\0\0\0", CannotClean::Damaged),
    ] {
        assert_eq!(clean(&bytes).unwrap(), Err(why));
        assert!(why.chinese().ends_with('。') && why.hint().ends_with('。'));
    }
    assert_eq!(
        CannotClean::Kind(Container::Tiff).chinese(),
        "这是 TIFF，其中的拍摄地点等信息不能清除。"
    );
}

/// Pieces that copy stand in order within the file, and the whole can be read.
fn hold_to_the_file(bytes: &[u8]) {
    let Ok(cleaning) = clean(&bytes).unwrap() else { return };
    let mut last = 0;
    for edit in &cleaning.edits {
        if let Edit::Copy(range) = edit {
            assert!(last <= range.start && range.start < range.end, "{range:?}");
            last = range.end;
        }
    }
    assert!(last <= bytes.len() as u64);
    written(bytes, &cleaning);
}

#[test]
fn files_that_are_cut_anywhere_or_changed_are_answered() {
    let folder = folder("broken");
    for (name, make) in [
        ("a.jpg", "convert -size 24x16 plasma:red-blue -interlace JPEG a.jpg"),
        ("a.png", "convert -size 24x16 plasma:red-blue a.png"),
        ("a.webp", "convert -size 24x16 plasma:red-blue a.webp"),
        ("a.gif", "convert -size 24x16 xc:red xc:blue -set comment said a.gif"),
        ("a.mov", "ffmpeg -v error -f lavfi -i testsrc=s=32x16:r=5:d=0.4 a.mov"),
        ("a.avif", "avifenc -s 10 a.png a.avif"),
    ] {
        run(&folder, make);
        if name == "a.mov" {
            run(
                &folder,
                "exiftool -q -overwrite_original -Keys:GPSCoordinates=31,121 -XMP:City=x a.mov",
            );
        } else {
            run(&folder, &format!("{PRIVATE} -n -Orientation=6 {name}"));
        }
        let bytes = fs::read(folder.join(name)).unwrap();
        for end in 0..bytes.len() {
            hold_to_the_file(&bytes[..end]);
        }
        let mut changed = bytes.clone();
        for at in 0..bytes.len() {
            for value in [0, 0xFF, bytes[at] ^ 0x80, bytes[at].wrapping_add(1)] {
                changed[at] = value;
                hold_to_the_file(&changed);
            }
            changed[at] = bytes[at];
        }
    }
}

#[test]
fn a_photo_without_its_end_is_cleaned_as_far_as_it_goes() {
    let folder = folder("cut");
    for name in ["a.jpg", "a.png", "a.webp"] {
        run(&folder, &format!("convert -size 300x200 plasma:red-blue {name}"));
        run(&folder, &format!("exiftool -q -overwrite_original -GPSLatitude=31 {name}"));
        let bytes = fs::read(folder.join(name)).unwrap();
        let cut = &bytes[..bytes.len() * 2 / 3];
        let cleaning = clean(&cut).unwrap().unwrap();
        let copy = written(cut, &cleaning);
        // In a WebP it stands behind the picture and was cut off.
        assert_eq!(cleaning.removed.contains(&Removed::Location), name != "a.webp", "{name}");
        let facts = media::read(&copy.as_slice()).unwrap();
        assert_eq!(facts.complete, Some(false), "{name}");
        assert_eq!(facts.shown, media::read(&bytes.as_slice()).unwrap().shown);
    }
}
