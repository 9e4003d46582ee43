//! What programs write where hardly anybody looks: in profiles of colours, behind pixels, between chunks, in names of
//! tracks and reels. It is gone from the copy or told, and the picture stays.

use std::fs;
use std::path::Path;

use media::{Left, Removed, clean};

use super::video::{atom, holds, put};
use super::{cleaned, folder, pixels, run};

const SECRET: &[u8] = b"/Users/SECRET/monitor";

/// The profile of the program with one more tag, in which programs of monitors write which one it is.
fn personal() -> Vec<u8> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/colour/sRGB.icc");
    let own = fs::read(own).unwrap();
    let number = |at: usize| u32::from_be_bytes(own[at..at + 4].try_into().unwrap());
    let count = number(128);
    let mut profile = [&own[..128], &(count + 1).to_be_bytes()[..]].concat();
    for entry in 0..count as usize {
        let at = 132 + entry * 12;
        profile.extend(
            [&own[at..at + 4], &(number(at + 4) + 12).to_be_bytes(), &own[at + 8..at + 12]]
                .concat(),
        );
    }
    let words = [b"text\0\0\0\0", SECRET, &[0; 3]].concat();
    let place = own.len() as u32 + 12;
    profile
        .extend([&b"mmod"[..], &place.to_be_bytes(), &(words.len() as u32).to_be_bytes()].concat());
    profile.extend(&own[132 + count as usize * 12..]);
    profile.extend(words);
    let length = profile.len() as u32;
    profile[..4].copy_from_slice(&length.to_be_bytes());
    profile
}

/// The pixels with their colours as a screen shows them.
fn colours(folder: &Path, name: &str) -> String {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/colour/sRGB.icc");
    run(
        folder,
        &format!(
            "convert {name} -profile {} -depth 8 -format %wx%h/%# info:",
            own.canonicalize().unwrap().display()
        ),
    )
}

pub(super) fn bytes(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join(name)).unwrap()
}

#[test]
fn a_profile_loses_whose_it_is_and_keeps_its_colours() {
    let folder = folder("profiles");
    fs::write(folder.join("personal.icc"), personal()).unwrap();
    run(&folder, "convert -size 80x48 plasma:red-blue -depth 8 -strip plain.png");
    for name in ["a.jpg", "a.png", "a.webp", "a.bmp"] {
        // ImageMagick names profiles of a PNG by their description, and writes those of a BMP in a header of version 5.
        let kind = if name == "a.bmp" { "-type TrueColorAlpha -alpha on" } else { "" };
        run(&folder, &format!("convert plain.png -profile personal.icc {kind} {name}"));
        let told = |name: &str| {
            run(&folder, &format!("exiftool -icc_profile -b {name}")).contains("SECRET")
        };
        assert!(told(name) || holds(&folder, name, "SECRET"), "{name}");
        let removed = cleaned(&folder, name);
        assert!(removed.contains(&Removed::Profile), "{name}: {removed:?}");
        let copy = format!("clean-{name}");
        assert!(!told(&copy) && !holds(&folder, &copy, "SECRET"), "{copy}");
        assert_eq!(colours(&folder, &copy), colours(&folder, name), "{name}");
        let warned = run(&folder, &format!("exiftool -validate -warning -a -s3 {copy}"));
        assert!(!warned.contains("ICC"), "{copy}: {warned}");
    }
    run(&folder, "heif-enc -o a.heic a.png");
    if holds(&folder, "a.heic", "SECRET") {
        assert!(cleaned(&folder, "a.heic").contains(&Removed::Profile));
        assert!(!holds(&folder, "clean-a.heic", "SECRET"));
        run(&folder, "heif-convert a.heic b.png");
        run(&folder, "heif-convert clean-a.heic c.png");
        assert_eq!(colours(&folder, "c.png"), colours(&folder, "b.png"));
    }
}

#[test]
fn the_name_of_a_profile_and_what_stands_behind_it_goes() {
    let folder = folder("profile-names");
    run(&folder, "convert -size 80x48 plasma:red-blue -depth 8 -strip a.png");
    let own = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../assets/colour/sRGB.icc")
        .canonicalize()
        .unwrap();
    run(&folder, &format!("exiftool -q -overwrite_original -icc_profile<={} a.png", own.display()));
    let plain = bytes(&folder, "a.png");
    let at = plain.windows(4).position(|name| name == b"iCCP").unwrap() - 4;
    let length = u32::from_be_bytes(plain[at..at + 4].try_into().unwrap()) as usize;
    let packed = &plain[at + 8..at + 8 + length];
    let packed = &packed[packed.iter().position(|byte| *byte == 0).unwrap()..];
    for (name, body) in [
        ("named.png", [b"SECRET profile", packed].concat()),
        ("behind.png", [b"icc", packed, b"SECRET"].concat()),
    ] {
        // The sum is not asked for.
        let chunk = [&(body.len() as u32).to_be_bytes()[..], b"iCCP", &body, &[0; 4]].concat();
        fs::write(folder.join(name), [&plain[..at], &chunk, &plain[at + length + 12..]].concat())
            .unwrap();
        assert_eq!(cleaned(&folder, name), [Removed::Profile], "{name}");
        let copy = format!("clean-{name}");
        assert!(!holds(&folder, &copy, "SECRET"), "{copy}");
        assert_eq!(colours(&folder, &copy), colours(&folder, "a.png"), "{name}");
    }
    // One that is known stays as it is.
    assert_eq!(cleaned(&folder, "a.png"), []);
}

#[test]
fn bytes_that_no_picture_needs_go() {
    let folder = folder("stray");
    run(&folder, "convert -size 80x48 plasma:red-blue -strip a.png");
    for name in ["a.bmp", "a.jpg", "a.gif"] {
        run(&folder, &format!("convert a.png {name}"));
    }
    run(&folder, "convert -delay 10 a.png ( a.png -negate ) -loop 0 a.webp");
    let bmp = bytes(&folder, "a.bmp");
    let mut reserved = bmp.clone();
    reserved[6..10].copy_from_slice(b"SECR");
    let png = bytes(&folder, "a.png");
    // Behind the head: chunks of names that show a picture, with more than those hold.
    let in_png = |name: &[u8; 4]| {
        let held = [&name[..], b"\0\0\xB1\x8FSECRET"].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&held);
        [&png[..33], b"\0\0\0\x0A", &held, &sum.sum().to_be_bytes(), &png[33..]].concat()
    };
    let jpeg = bytes(&folder, "a.jpg");
    let gif = bytes(&folder, "a.gif");
    // Behind the colours.
    let colours = 13 + 3 * (2 << (gif[10] & 7));
    let in_gif = |block: &[u8]| [&gif[..colours], block, &gif[colours..]].concat();
    let mut webp = bytes(&folder, "a.webp");
    let at = webp.windows(4).position(|name| name == b"ANMF").unwrap();
    let length = u32::from_le_bytes(webp[at + 4..at + 8].try_into().unwrap());
    let end = at + 8 + length.next_multiple_of(2) as usize;
    webp.splice(end..end, *b"JUNK\x06\0\0\0SECRET");
    webp[at + 4..at + 8].copy_from_slice(&(length.next_multiple_of(2) + 14).to_le_bytes());
    let whole = (webp.len() as u32 - 8).to_le_bytes();
    webp[4..8].copy_from_slice(&whole);
    for (name, file, removed) in [
        ("behind.bmp", [&bmp[..], b"SECRET"].concat(), Removed::Behind),
        ("reserved.bmp", reserved, Removed::Other),
        (
            "reserved.jpg",
            [&jpeg[..2], b"\xFF\xF0\0\x08SECRET", &jpeg[2..]].concat(),
            Removed::Other,
        ),
        ("stray.jpg", [&jpeg[..20], b"SECRET", &jpeg[20..]].concat(), Removed::Other),
        ("gamma.png", in_png(b"gAMA"), Removed::Other),
        ("histogram.png", in_png(b"hIST"), Removed::Other),
        ("label.gif", in_gif(b"\x21\0\x06SECRET\0"), Removed::Other),
        ("program.gif", in_gif(b"\x21\xFF\x0BPROGRAM1234\x06SECRET\0"), Removed::Other),
        ("frame.webp", webp, Removed::Other),
    ] {
        fs::write(folder.join(name), file).unwrap();
        assert_eq!(cleaned(&folder, name), [removed], "{name}");
        let copy = format!("clean-{name}");
        assert!(!holds(&folder, &copy, "SECRET") && !holds(&folder, &copy, "SECR"), "{copy}");
        let plain = format!("a.{}", name.rsplit_once('.').unwrap().1);
        assert_eq!(pixels(&folder, &copy), pixels(&folder, &plain), "{name}");
    }
}

#[test]
fn a_place_that_is_only_named_is_told_as_one() {
    let folder = folder("named-places");
    run(&folder, "convert -size 80x48 plasma:red-blue -strip a.png");
    run(&folder, "convert a.png a.jpg");
    for tag in ["XMP-photoshop:City", "XMP-iptcCore:Location", "XMP-iptcExt:LocationShownCity"] {
        run(&folder, &format!("exiftool -q -o b.jpg -{tag}=SECRET a.jpg"));
        assert_eq!(cleaned(&folder, "b.jpg"), [Removed::Location, Removed::Descriptions], "{tag}");
        assert!(!holds(&folder, "clean-b.jpg", "SECRET"));
        fs::remove_file(folder.join("b.jpg")).unwrap();
    }
    for keyword in ["exif:GPSLatitude", "Location"] {
        run(&folder, &format!("convert a.png -set {keyword} SECRET b.png"));
        assert!(cleaned(&folder, "b.png").starts_with(&[Removed::Location]), "{keyword}");
        assert!(!holds(&folder, "clean-b.png", "SECRET"));
    }
}

const FILM: &str = "ffmpeg -v error -y -f lavfi -i testsrc=s=64x48:r=5:d=2 -fflags +bitexact";

fn frames(folder: &Path, name: &str) -> String {
    run(folder, &format!("ffmpeg -v error -i {name} -map 0:v -f framemd5 -"))
}

#[test]
fn names_of_tracks_volumes_and_reels_go() {
    let folder = folder("names");
    run(
        &folder,
        &format!(
            "{FILM} -metadata:s:v handler_name=/Users/SECRET/film.h264 -metadata:s:v title=SECRET a.mp4"
        ),
    );
    run(&folder, &format!("{FILM} -timecode 10:20:30:00 -metadata:s:v reel_name=SECRET b.mov"));
    run(&folder, &format!("{FILM} c.mov"));
    let mut film = bytes(&folder, "c.mov");
    let volume = atom(b"alis", &[b"\0\0\0\x01", SECRET].concat());
    put(&mut film, &[b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref"], &volume);
    fs::write(folder.join("c.mov"), film).unwrap();
    let time = |name: &str| {
        run(
            &folder,
            &format!("ffprobe -v error -show_entries stream_tags=timecode -of csv=p=0 {name}"),
        )
    };
    assert!(time("b.mov").contains("10:20:30"));
    for name in ["a.mp4", "b.mov", "c.mov"] {
        assert!(holds(&folder, name, "SECRET"), "{name}");
        assert!(cleaned(&folder, name).contains(&Removed::Descriptions), "{name}");
        let copy = format!("clean-{name}");
        assert!(!holds(&folder, &copy, "SECRET"), "{copy}");
        assert_eq!(frames(&folder, &copy), frames(&folder, name), "{name}");
    }
    assert!(!time("clean-b.mov").contains("10:20:30"));
    // What every program writes stays.
    run(&folder, &format!("{FILM} d.mp4"));
    cleaned(&folder, "d.mp4");
    assert!(holds(&folder, "clean-d.mp4", "VideoHandler"));
}

#[test]
fn messages_in_the_stream_are_told_but_not_those_of_coders() {
    let folder = folder("messages");
    let owner = "086f3693-b7b3-4f2c-9653-21492feee5b8";
    run(&folder, &format!("{FILM} -c:v libx264 plain.mp4"));
    run(
        &folder,
        &format!("{FILM} -c:v libx264 -bsf:v h264_metadata=sei_user_data={owner}+SECRET told.mp4"),
    );
    run(&folder, &format!("{FILM} -c:v libx265 -x265-params log-level=error -tag:v hvc1 long.mp4"));
    let mut other = bytes(&folder, "long.mp4");
    let at = other.windows(12).position(|words| words == b"x265 (build ").unwrap();
    other[at..at + 6].copy_from_slice(b"SECRET");
    for (name, film, left) in [
        ("plain.mp4", bytes(&folder, "plain.mp4"), None),
        ("told.mp4", bytes(&folder, "told.mp4"), Some(Left::UserData)),
        ("long.mp4", bytes(&folder, "long.mp4"), None),
        ("other.mp4", other, Some(Left::UserData)),
    ] {
        assert_eq!(clean(&film.as_slice()).unwrap().unwrap().left, left, "{name}");
    }
    assert!(Left::UserData.chinese().ends_with('。'));
}

/// A segment of a JPEG.
fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap();
    [&[0xFF, marker][..], &length.to_be_bytes(), body].concat()
}

#[test]
fn segments_of_pictures_that_this_one_does_not_need_go() {
    let folder = folder("segments");
    run(&folder, "convert -size 80x48 plasma:red-blue -depth 8 -strip -quality 85 plain.jpg");
    let plain = bytes(&folder, "plain.jpg");
    let long = SECRET.repeat(40);
    // Behind the start; conditions of codes, lines, levels, what never came, what only JPEG-LS has, Adobe's mark.
    let adobe = [&b"Adobe\0d\0\0\0\0\x01"[..], &long].concat();
    let marks: [(u8, &[u8]); 8] = [
        (0xCC, &long),
        (0xDC, &long),
        (0xDE, &long),
        (0xDF, &long),
        (0xC8, &long),
        (0xF7, &long),
        (0xF8, &long),
        (0xEE, &adobe),
    ];
    for (marker, body) in marks {
        let name = format!("{marker:X}.jpg");
        let at = plain.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap();
        let file = [&plain[..at], &segment(marker, body), &plain[at..]].concat();
        fs::write(folder.join(&name), file).unwrap();
        assert!(holds(&folder, &name, "SECRET"), "{name}");
        let removed = cleaned(&folder, &name);
        assert!(removed.contains(&Removed::Other), "{name}: {removed:?}");
        let copy = format!("clean-{name}");
        assert!(!holds(&folder, &copy, "SECRET"), "{copy}");
        let same = pixels(&folder, &copy) == pixels(&folder, "plain.jpg");
        assert!(same, "{copy}");
    }
}

#[test]
fn what_stands_in_the_end_of_a_png_goes() {
    let folder = folder("end-of-png");
    run(&folder, "convert -size 80x48 plasma:red-blue -depth 8 -strip plain.png");
    let plain = bytes(&folder, "plain.png");
    let mut crc = flate2::Crc::new();
    crc.update(b"IEND");
    crc.update(SECRET);
    let length = u32::try_from(SECRET.len()).unwrap().to_be_bytes();
    let end = [&length[..], b"IEND", SECRET, &crc.sum().to_be_bytes()].concat();
    fs::write(folder.join("a.png"), [&plain[..plain.len() - 12], &end].concat()).unwrap();
    assert!(cleaned(&folder, "a.png").contains(&Removed::Other));
    assert!(!holds(&folder, "clean-a.png", "SECRET"));
    assert_eq!(bytes(&folder, "clean-a.png"), plain);
    assert_eq!(pixels(&folder, "clean-a.png"), pixels(&folder, "plain.png"));
}
