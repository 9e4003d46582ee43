//! Small pictures of every photo in the corpus that `tests/media/make.py` makes, held against what ImageMagick,
//! libheif and libjxl show of the same files.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files on the disk")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use media::{Unprintable, shown_size, thumbnail};
use serde_json::Value;

/// The longer side of the small pictures.
const MOST: u32 = 512;
/// What the others show is brought to so many pixels along each side.
const SIDE: usize = 16;
/// The largest mean difference of a sample. Judgement: a picture that is turned, inverted or of other colours differs
/// by 40 and more.
const MOST_DIFFERENCE: f64 = 6.0;

/// Whole photos that are not shown, and why.
const NOT_SHOWN: [(&str, &str, Unprintable); 4] = [
    ("avif_", "no decoder of AV1 in safe Rust under a licence that goes", Unprintable::NotAPicture),
    ("raw", "made by the camera's own program first", Unprintable::NotAPicture),
    ("heic_grid", "a header without samples", Unprintable::Damaged),
    ("jpeg_arithmetic", "arithmetic codes, which no camera writes", Unprintable::Unsupported),
];

fn corpus() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("media");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/media/make.py");
    let made = Command::new("python3").arg(script).arg(&folder).output().expect("python3");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
}

fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let done = Command::new(program).args(arguments).output().expect(program);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{program} {arguments:?}: {said}");
    done.stdout
}

/// What another program shows, upright and on white, brought to 16 × 16 pixels of three samples.
fn shown_by_others(file: &Path, bytes: &[u8]) -> Vec<u8> {
    let name = file.file_name().unwrap().to_str().unwrap();
    let unpacked = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
    let (from, into) = (file.to_str().unwrap(), unpacked.to_str().unwrap());
    let is_jxl = bytes.starts_with(b"\xFF\x0A") || bytes[4..].starts_with(b"JXL ");
    let first = if is_jxl {
        run("djxl", &[from, into]);
        into.to_owned()
    } else if bytes[4..].starts_with(b"ftypheic") || bytes[4..].starts_with(b"ftypmif1") {
        run("heif-convert", &[from, into]);
        into.to_owned()
    } else {
        // The first of several, and Photoshop's whole picture.
        format!("{from}[0]")
    };
    // ImageMagick 6 does not read what these say of their turn.
    let orient = match name {
        "png_turn_6.png" => ["-orient", "RightTop"].as_slice(),
        "webp_turn_8.webp" => &["-orient", "LeftBottom"],
        _ => &[],
    };
    let size = format!("{SIDE}x{SIDE}!");
    let upright = ["-auto-orient", "-colorspace", "sRGB"].as_slice();
    let on_white = ["-background", "white", "-alpha", "remove", "-alpha", "off"].as_slice();
    let samples = ["-scale", &size, "-depth", "8", "rgb:-"];
    let samples = run("convert", &[&[&*first], orient, upright, on_white, &samples].concat());
    let _ = fs::remove_file(unpacked);
    samples
}

/// The means of so many fields of a JPEG.
fn fields(jpeg: &[u8]) -> Vec<f64> {
    let picture = image::load_from_memory(jpeg).unwrap().into_rgb8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut sums = vec![(0.0, 0.0); SIDE * SIDE * 3];
    for (x, y, pixel) in picture.enumerate_pixels() {
        let field = y as usize * SIDE / height * SIDE + x as usize * SIDE / width;
        for (component, value) in pixel.0.into_iter().enumerate() {
            let (sum, count) = &mut sums[field * 3 + component];
            (*sum, *count) = (*sum + f64::from(value), *count + 1.0);
        }
    }
    sums.into_iter().map(|(sum, count)| sum / f64::max(count, 1.0)).collect()
}

/// What of a small picture is not as it should be.
fn differences(file: &Path, bytes: &[u8], truth: &Value) -> Vec<String> {
    let small = match thumbnail(bytes, MOST) {
        Ok(small) => small,
        Err(why) => return vec![format!("{why:?}")],
    };
    let mut wrong = Vec::new();
    let shown = shown_size(bytes).unwrap();
    // Of a TIFF of several pages the first is shown, not the largest. Programs disagree on whether a PNG is turned.
    let is_known = truth["size"] != "any" && truth["file"] != "tiff_pages.tif";
    if is_known && serde_json::json!([shown.0, shown.1]) != truth["size"] {
        wrong.push(format!("{shown:?} as shown"));
    }
    let scale = (f64::from(MOST) / f64::from(shown.0.max(shown.1))).min(1.0);
    let side = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    if (small.width, small.height) != (side(shown.0), side(shown.1)) {
        wrong.push(format!("{} × {}", small.width, small.height));
    }
    let asked = shown_by_others(file, bytes);
    let is = fields(&small.bytes);
    let each = is.iter().zip(&asked).map(|(is, asked)| (is - f64::from(*asked)).abs());
    let mean = each.sum::<f64>() / is.len() as f64;
    if mean > MOST_DIFFERENCE {
        wrong.push(format!("differs by {mean:.1}"));
    }
    wrong
}

#[test]
fn every_whole_photo_is_shown_as_others_show_it() {
    let corpus = corpus();
    let truth: Value =
        serde_json::from_slice(&fs::read(corpus.join("truth.json")).unwrap()).unwrap();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for entry in truth.as_array().unwrap() {
        let name = entry["file"].as_str().unwrap();
        let is_whole = entry["complete"] != false && !name.contains("_cut_");
        if entry["kind"] != "photo" || !is_whole || name.starts_with("hurt_") {
            continue;
        }
        let file = corpus.join("files").join(name);
        let bytes = fs::read(&file).unwrap();
        if let Some((_, _, why)) = NOT_SHOWN.iter().find(|(start, ..)| name.starts_with(start)) {
            let is = thumbnail(&bytes, MOST).map(|small| small.width);
            if is != Err(*why) {
                wrong.push(format!("{name}: {is:?}, not {why:?}"));
            }
            continue;
        }
        count += 1;
        wrong
            .extend(differences(&file, &bytes, entry).iter().map(|what| format!("{name}: {what}")));
    }
    assert!(wrong.is_empty(), "{} of {count} files\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 120, "{count} files");
}
