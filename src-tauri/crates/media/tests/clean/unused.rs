//! What lies where samples, pictures and rows do, and is asked for by nothing: blocks of places between the samples of a
//! film, items that a photo does not name, bytes behind the data of a PNG. It is gone, and the picture and the sound stay.

use std::fs;
use std::path::Path;

use media::{Left, Removed, clean};

use super::hidden::bytes;
use super::video::atom;
use super::{cleaned, folder, pixels, run};

const FILM: &str = "ffmpeg -v error -y -f lavfi -i testsrc=s=64x48:r=5:d=2 -f lavfi -i sine=d=2:r=8000 \
                    -pix_fmt yuv420p -fflags +bitexact";

/// Containers, coders and ways of writing, each with its ending.
const WAYS: [&str; 18] = [
    "-c:a aac a.mp4",
    "-c:a aac -movflags faststart b.mp4",
    "-c:a pcm_s16le c.mov",
    "-c:a pcm_s24le d.mov",
    "-c:a pcm_u8 e.mov",
    "-c:a pcm_mulaw f.mov",
    "-c:a adpcm_ima_qt g.mov",
    "-c:a alac h.m4v",
    "-c:a libopus i.mp4",
    "-c:a aac -c:v mpeg4 j.3gp",
    "-c:a aac -movflags frag_keyframe k.mp4",
    "-c:a aac -movflags frag_keyframe+empty_moov+default_base_moof l.mp4",
    "-c:a aac -movflags frag_every_frame+omit_tfhd_offset m.mp4",
    "-c:a aac -movflags cmaf n.mp4",
    "-c:a aac -movflags dash+delay_moov+separate_moof o.mp4",
    "-c:a pcm_s16be -c:v mjpeg -pix_fmt yuvj420p p.mov",
    "-c:a aac -map 0 -map 1 -map 0 -c:v:0 libx264 -c:v:1 mpeg4 q.mp4",
    "-c:a pcm_f32le -c:v prores r.mov",
];

/// All samples of all tracks, decoded.
fn samples(folder: &Path, name: &str) -> String {
    run(folder, &format!("ffmpeg -v error -i {name} -map 0 -f framemd5 -"))
}

#[test]
fn no_sample_is_lost_however_a_film_is_written() {
    let folder = folder("ways");
    for way in WAYS {
        run(&folder, &format!("{FILM} {way}"));
        let name = way.rsplit(' ').next().unwrap();
        let removed = cleaned(&folder, name);
        let copy = format!("clean-{name}");
        assert_eq!(samples(&folder, &copy), samples(&folder, name), "{way}");
        assert!(!removed.contains(&Removed::Location), "{way}: {removed:?}");
        // Nothing lies between the samples that programs write.
        let data = |name: &str| {
            let film = bytes(&folder, name);
            let at = film.windows(4).position(|four| four == b"mdat").unwrap();
            let length = u32::from_be_bytes(film[at - 4..at].try_into().unwrap()) as usize;
            film[at..at - 4 + length].to_vec()
        };
        assert!(data(&copy) == data(name), "{way}: something between the samples is gone");
        assert_eq!(clean(&bytes(&folder, name).as_slice()).unwrap().unwrap().left, None, "{way}");
    }
}

fn number(film: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(film[at..at + 4].try_into().unwrap())
}

fn places(film: &[u8], name: &[u8]) -> Vec<usize> {
    film.windows(name.len())
        .enumerate()
        .filter(|(_, four)| *four == name)
        .map(|(at, _)| at)
        .collect()
}

/// The film with a block before the chunk in its middle; all tables name their chunks behind it.
fn with_block(mut film: Vec<u8>, block: &[u8]) -> Vec<u8> {
    let tables: Vec<usize> = places(&film, b"stco");
    let entries: Vec<usize> = tables
        .iter()
        .flat_map(|at| (0..number(&film, at + 8) as usize).map(move |n| at + 12 + 4 * n))
        .collect();
    let mut chunks: Vec<u32> = entries.iter().map(|at| number(&film, *at)).collect();
    chunks.sort_unstable();
    let middle = chunks[chunks.len() / 2];
    for at in entries {
        let moved = number(&film, at);
        let moved = moved + if moved >= middle { block.len() as u32 } else { 0 };
        film[at..at + 4].copy_from_slice(&moved.to_be_bytes());
    }
    let data = places(&film, b"mdat")[0] - 4;
    let length = number(&film, data) + block.len() as u32;
    film[data..data + 4].copy_from_slice(&length.to_be_bytes());
    film.splice(middle as usize..middle as usize, block.iter().copied());
    film
}

/// As a dashboard camera writes it each second.
fn block() -> Vec<u8> {
    let mut block = 64u32.to_be_bytes().to_vec();
    block.extend(b"freeGPS \x40\0\0\0SECRET A N 3157.1234 E 11846.5678");
    block.resize(64, 0);
    block
}

#[test]
fn blocks_of_places_between_the_samples_go() {
    let folder = folder("between");
    for way in [
        "-c:a aac a.mp4",
        "-c:a pcm_s16le c.mov",
        "-c:a pcm_mulaw f.mov",
        "-c:a aac -c:v mpeg4 j.3gp",
    ] {
        run(&folder, &format!("{FILM} {way}"));
        let name = way.rsplit(' ').next().unwrap();
        let plain = samples(&folder, name);
        let film = with_block(bytes(&folder, name), &block());
        fs::write(folder.join(name), film).unwrap();
        assert_eq!(samples(&folder, name), plain, "{way}");
        let removed = cleaned(&folder, name);
        assert!(removed.contains(&Removed::Location), "{way}: {removed:?}");
        let copy = bytes(&folder, &format!("clean-{name}"));
        assert!(
            places(&copy, b"SECRET").is_empty() && places(&copy, b"freeGPS").is_empty(),
            "{way}"
        );
        assert_eq!(samples(&folder, &format!("clean-{name}")), plain, "{way}");
    }
    // Other words are lost as something that nobody needs.
    run(&folder, &format!("{FILM} -c:a aac words.mp4"));
    let words = with_block(bytes(&folder, "words.mp4"), b"SECRET words");
    fs::write(folder.join("words.mp4"), words).unwrap();
    let removed = cleaned(&folder, "words.mp4");
    assert!(removed.contains(&Removed::Other) && !removed.contains(&Removed::Location));
    assert!(places(&bytes(&folder, "clean-words.mp4"), b"SECRET").is_empty());
}

#[test]
fn blocks_in_a_film_of_pieces_go() {
    let folder = folder("pieces");
    run(
        &folder,
        &format!("{FILM} -c:a aac -movflags empty_moov+default_base_moof+frag_keyframe a.mp4"),
    );
    let mut film = bytes(&folder, "a.mp4");
    let plain = samples(&folder, "a.mp4");
    let data = places(&film, b"mdat")[0] - 4;
    let length = number(&film, data);
    let end = data + length as usize;
    film[data..data + 4].copy_from_slice(&(length + block().len() as u32).to_be_bytes());
    film.splice(end..end, block());
    fs::write(folder.join("a.mp4"), film).unwrap();
    assert!(cleaned(&folder, "a.mp4").contains(&Removed::Location));
    assert!(places(&bytes(&folder, "clean-a.mp4"), b"SECRET").is_empty());
    assert_eq!(samples(&folder, "clean-a.mp4"), plain);
}

#[test]
fn what_may_be_needed_stays_and_is_told() {
    let folder = folder("perhaps");
    run(&folder, &format!("{FILM} -c:a aac a.mp4"));
    let film = with_block(bytes(&folder, "a.mp4"), &block());
    // Keys of locked samples may lie anywhere: then nobody knows what is needed.
    let mut locked = film.clone();
    super::video::put(
        &mut locked,
        &[b"moov", b"trak", b"mdia", b"minf", b"stbl"],
        &atom(b"saio", &[0; 8]),
    );
    for (film, left) in [(film, None), (locked, Some(Left::Between))] {
        let cleaning = clean(&film.as_slice()).unwrap().unwrap();
        assert_eq!(cleaning.left, left);
    }
    assert!(Left::Between.chinese().ends_with('。'));
}

#[test]
fn what_no_item_of_a_photo_names_goes() {
    let folder = folder("items");
    run(&folder, "convert -size 128x96 -seed 3 plasma: a.png");
    run(&folder, "heif-enc -q 70 -o a.heic a.png");
    run(&folder, "avifenc -s 10 a.png a.avif");
    for name in ["a.heic", "a.avif"] {
        let mut photo = bytes(&folder, name);
        // Data stand at the end.
        let data = places(&photo, b"mdat")[0] - 4;
        let length = number(&photo, data) + 12;
        photo[data..data + 4].copy_from_slice(&length.to_be_bytes());
        photo.extend(b"SECRET words");
        let plain = format!("plain-{name}");
        fs::rename(folder.join(name), folder.join(&plain)).unwrap();
        fs::write(folder.join(name), photo).unwrap();
        assert!(cleaned(&folder, name).contains(&Removed::Other), "{name}");
        let copy = bytes(&folder, &format!("clean-{name}"));
        assert!(places(&copy, b"SECRET").is_empty(), "{name}");
        assert!(!cleaned(&folder, &plain).contains(&Removed::Other), "{name}");
        let shown = |name: &str| {
            let tool = if name.ends_with("heic") { "heif-convert" } else { "avifdec" };
            run(&folder, &format!("{tool} {name} {name}.png"));
            pixels(&folder, &format!("{name}.png"))
        };
        assert_eq!(shown(&format!("clean-{name}")), shown(&plain), "{name}");
    }
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(body);
    [&(body.len() as u32).to_be_bytes()[..], name, body, &sum.sum().to_be_bytes()].concat()
}

#[test]
fn bytes_behind_the_data_of_a_png_go() {
    let folder = folder("png-data");
    run(
        &folder,
        "convert -size 80x48 -seed 4 plasma: -strip -depth 8 -define png:color-type=2 a.png",
    );
    let png = bytes(&folder, "a.png");
    let at = places(&png, b"IDAT")[0] - 4;
    let data = &png[at + 8..at + 8 + number(&png, at) as usize];
    let file = |chunks: &[Vec<u8>]| [&png[..at], &chunks.concat(), &chunk(b"IEND", b"")].concat();
    let (front, back) = data.split_at(data.len() / 2);
    let mut rows = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(data), &mut rows).unwrap();
    rows.extend(b"SECRET in a row that nobody sees".repeat(30));
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::none());
    std::io::Write::write_all(&mut packer, &rows).unwrap();
    let hidden = packer.finish().unwrap();
    for (name, file) in [
        ("one.png", file(&[chunk(b"IDAT", &[data, b"SECRET"].concat())])),
        ("next.png", file(&[chunk(b"IDAT", data), chunk(b"IDAT", b"SECRET")])),
        (
            "parts.png",
            file(&[
                chunk(b"IDAT", front),
                chunk(b"IDAT", &[back, b"SECRET"].concat()),
                chunk(b"IDAT", b"SECRET"),
            ]),
        ),
        ("rows.png", file(&[chunk(b"IDAT", &hidden)])),
    ] {
        assert!(!places(&file, b"SECRET").is_empty());
        fs::write(folder.join(name), file).unwrap();
        assert_eq!(cleaned(&folder, name), [Removed::Other], "{name}");
        let copy = format!("clean-{name}");
        assert!(places(&bytes(&folder, &copy), b"SECRET").is_empty(), "{name}");
        assert_eq!(pixels(&folder, &copy), pixels(&folder, "a.png"), "{name}");
        run(&folder, &format!("convert -regard-warnings {copy} null:"));
    }
    assert_eq!(cleaned(&folder, "a.png"), []);
    // Each frame of an animation has data of its own.
    run(&folder, "ffmpeg -v error -y -f lavfi -i testsrc=s=64x48:r=5:d=1 -f apng moving.apng");
    let moving = bytes(&folder, "moving.apng");
    let at = places(&moving, b"fdAT")[0] - 4;
    let length = number(&moving, at) as usize;
    let longer = chunk(b"fdAT", &[&moving[at + 8..at + 8 + length], b"SECRET"].concat());
    let file = [&moving[..at], &longer, &moving[at + 12 + length..]].concat();
    fs::write(folder.join("longer.apng"), file).unwrap();
    assert!(cleaned(&folder, "longer.apng").contains(&Removed::Other));
    let frames =
        |name: &str| run(&folder, &format!("ffmpeg -v error -f apng -i {name} -f framemd5 -"));
    assert_eq!(frames("clean-longer.apng"), frames("moving.apng"));
    assert!(places(&bytes(&folder, "clean-longer.apng"), b"SECRET").is_empty());
}

#[test]
fn a_jpeg_xl_in_boxes_keeps_its_picture_only() {
    let folder = folder("jxl");
    run(&folder, "convert -size 80x48 -seed 4 plasma: -depth 8 a.png");
    run(&folder, "convert a.png -quality 90 a.jpg");
    run(
        &folder,
        "exiftool -q -overwrite_original -GPSLatitude=31 -GPSLatitudeRef=N -Make=SECRET -XMP-dc:Title=SECRET a.jpg",
    );
    run(&folder, "cjxl --quiet --container=1 a.png plain.jxl");
    run(&folder, "cjxl --quiet a.jpg jpeg.jxl");
    run(
        &folder,
        "exiftool -q -o described.jxl -Make=SECRET -XMP-dc:Title=SECRET -GPSLatitude=31 -GPSLatitudeRef=N plain.jxl",
    );
    let behind = [&bytes(&folder, "plain.jxl")[..], b"SECRET text that is no box"].concat();
    fs::write(folder.join("behind.jxl"), behind).unwrap();
    assert_eq!(cleaned(&folder, "plain.jxl"), []);
    for (name, lost) in [
        ("jpeg.jxl", Removed::Location),
        ("described.jxl", Removed::Location),
        ("behind.jxl", Removed::Behind),
    ] {
        let removed = cleaned(&folder, name);
        assert!(removed.contains(&lost), "{name}: {removed:?}");
        let copy = format!("clean-{name}");
        assert!(places(&bytes(&folder, &copy), b"SECRET").is_empty(), "{name}");
        let told = run(&folder, &format!("exiftool -Make -Title -GPSLatitude {copy}"));
        assert_eq!(told, "", "{name}");
        let shown = |name: &str| {
            run(&folder, &format!("djxl --quiet {name} {name}.png"));
            pixels(&folder, &format!("{name}.png"))
        };
        assert_eq!(shown(&copy), shown(name), "{name}");
    }
}

#[test]
fn a_jpeg_of_a_rare_kind_keeps_its_frame() {
    let folder = folder("rare-jpeg");
    run(&folder, "convert -size 80x48 -seed 4 plasma: -depth 8 -type TrueColor a.png");
    for (coder, pixel) in [("jpegls", "rgb24"), ("ljpeg", "bgr24")] {
        let film = format!("ffmpeg -v error -y -i a.png -c:v {coder} -pix_fmt {pixel} -f image2");
        run(&folder, &format!("{film} plain.jpg"));
        let plain = bytes(&folder, "plain.jpg");
        let words = [&plain[..2], b"\xFF\xFE\0\x08SECRET", &plain[2..]].concat();
        fs::write(folder.join("words.jpg"), words).unwrap();
        assert_eq!(cleaned(&folder, "words.jpg"), [Removed::Descriptions], "{coder}");
        // One of them names itself in a comment, which goes too.
        cleaned(&folder, "plain.jpg");
        let copy = bytes(&folder, "clean-words.jpg");
        assert!(copy == bytes(&folder, "clean-plain.jpg"), "{coder}");
        let frame = if coder == "jpegls" { b"\xFF\xF7" } else { b"\xFF\xC3" };
        assert!(!places(&copy, frame).is_empty(), "{coder}");
    }
}
