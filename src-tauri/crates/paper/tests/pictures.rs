//! One small picture of each form as it is drawn. The pages in millimetres are compared by `golden`; a
//! picture shows what they cannot: that the drawing itself is sound. `BLESS=1` writes them.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::fs;
use std::path::{Path, PathBuf};

use catalog::{Catalog, Folder};
use foundation::Px;
use image::GrayImage;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use paper::{Copy, compose_roundup, draw};

/// Call, route, form, and the page that shows most of it.
const PICTURES: [(&str, &str, &str, usize); 8] = [
    ("js-2020", "recommended", "js-2020-case", 1),
    ("js-2020", "recommended", "js-2020-liaison", 1),
    ("shuangbai-2016", "province", "shuangbai-2016", 2),
    ("shuangbai-2016", "province", "shuangbai-2016-summary", 1),
    ("ah-2024", "city", "gy-2024", 1),
    ("cac-2024", "province", "gy-2024", 2),
    ("xc-2025", "city", "xc-2025-case", 2),
    ("xc-2025", "city", "xc-2025-list", 1),
];
/// Judgement: rules and blocks of text can be told apart, and a picture takes a few kilobytes.
const DPI: Px = 40;
/// Pictures are compared in squares of so many pixels, about 5 mm.
const SQUARE: u32 = 8;
/// A square may be lighter or darker by so much, of 255: a hair of another rounding, but no rule that is
/// missing and no line that has moved by its height.
const TOLERANCE: f64 = 12.0;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize().unwrap()
}

fn catalog() -> Catalog {
    let mut folders = Catalog::built_in_folders();
    for kind in ["forms", "calls"] {
        for entry in fs::read_dir(root().join("assets/examples").join(kind)).unwrap() {
            let path = entry.unwrap().path();
            let files = fs::read_dir(&path).unwrap().map(|entry| {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                (name, fs::read_to_string(entry.path()).unwrap())
            });
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            folders.push(Folder { path: name, files: files.collect() });
        }
    }
    Catalog::of(folders)
}

/// The same picture in sixteen greys, and in as few bytes as PNG can.
fn packed(picture: &[u8]) -> Vec<u8> {
    let mut picture = image::load_from_memory(picture).unwrap().into_luma8();
    picture.pixels_mut().for_each(|pixel| pixel.0[0] = pixel.0[0] / 16 * 17);
    let mut png = std::io::Cursor::new(Vec::new());
    let encoder =
        PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive);
    picture.write_with_encoder(encoder).unwrap();
    png.into_inner()
}

/// The mean of each square, row by row.
fn squares(picture: &GrayImage) -> Vec<f64> {
    let (width, height) = picture.dimensions();
    let corners = (0..height)
        .step_by(SQUARE as usize)
        .flat_map(|y| (0..width).step_by(SQUARE as usize).map(move |x| (x, y)));
    let mean = |(x, y): (u32, u32)| {
        let (right, bottom) = ((x + SQUARE).min(width), (y + SQUARE).min(height));
        let pixels = (y..bottom).flat_map(|y| (x..right).map(move |x| (x, y)));
        let values: Vec<f64> =
            pixels.map(|(x, y)| f64::from(picture.get_pixel(x, y).0[0])).collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    corners.map(mean).collect()
}

fn differs(found: &[u8], expected: &[u8]) -> bool {
    let read = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_luma8();
    let (found, expected) = (read(found), read(expected));
    found.dimensions() != expected.dimensions()
        || squares(&found)
            .iter()
            .zip(squares(&expected))
            .any(|(found, expected)| (found - expected).abs() > TOLERANCE)
}

#[test]
fn every_form_is_drawn_as_it_was() {
    let catalog = catalog();
    for (call, form) in catalog.calls().iter().flat_map(|c| c.forms.iter().map(move |f| (c, f))) {
        let is_drawn = PICTURES.iter().any(|(c, _, f, _)| *c == call.id && *f == form.id);
        assert!(is_drawn, "no picture of {}, {}", call.id, form.id);
    }
    let mut wrong = Vec::new();
    for (call_id, route, form, page) in PICTURES {
        let call = catalog.call(call_id).unwrap();
        let sample = call.samples.iter().find(|(known, _)| known == route).unwrap();
        let case = case::read(sample.1.as_bytes(), &catalog).unwrap();
        let sheets = compose_roundup(call.form(form).unwrap(), &[&case], Copy::Final);
        let found = packed(&draw(&sheets, page, DPI).unwrap());
        assert!(found.len() <= 40_000, "{call_id} {form}: {} bytes", found.len());
        let path = root().join(format!("tests/golden_pictures/{call_id}-{form}-{page}.png"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &found).unwrap();
        } else if differs(&found, &fs::read(&path).unwrap_or_else(|_| panic!("no {path:?}"))) {
            let beside = std::env::temp_dir().join(path.file_name().unwrap());
            fs::write(&beside, &found).unwrap();
            wrong.push(format!("{} looks other than {}", beside.display(), path.display()));
        }
    }
    assert!(wrong.is_empty(), "BLESS=1 writes them; look at them first:\n{}", wrong.join("\n"));
}

#[test]
fn a_missing_rule_is_seen() {
    let mut picture = GrayImage::from_pixel(80, 80, image::Luma([255]));
    let blank = picture.clone();
    (0..80).for_each(|x| picture.put_pixel(x, 40, image::Luma([120])));
    let largest = squares(&picture)
        .iter()
        .zip(squares(&blank))
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f64::max);
    assert!(largest > TOLERANCE, "{largest}");
}
