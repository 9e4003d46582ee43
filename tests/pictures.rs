//! Pictures and sections on pages: drawn by the program and by poppler, read back by qpdf.
#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(clippy::disallowed_methods, reason = "other programs read real files")]

mod pdf;

use std::sync::Arc;

use foundation::{Digest, Mm};
use image::{ColorType, DynamicImage};
use media::{Orientation, PaperPicture, Pixels};
use paper::{Item, Page, Section, Sheets, draw, write_pdf};
use pdf::{Written, picture_page, title};

/// 48 × 32 pixels: red, green above blue, yellow.
const CORNERS: &[u8] = include_bytes!("pdf/corners.jpg");
/// The same without colours.
const GREY: &[u8] = include_bytes!("pdf/grey.jpg");

fn jpeg(bytes: &[u8], components: u8, orientation: Orientation) -> PaperPicture {
    let (width, height) = if orientation.swaps_sides() { (32, 48) } else { (48, 32) };
    PaperPicture {
        width,
        height,
        pixels: Pixels::Jpeg { bytes: bytes.into(), components, orientation, profile: None },
        digest: Digest::of(bytes),
    }
}

/// The first letter of the colour in each corner: upper left, upper right, lower left, lower right.
fn corners(page: &DynamicImage, picture: &PaperPicture) -> String {
    // At 72 to the inch a pixel is a point; the picture stands at 20 mm, a millimetre to its pixel.
    let at = |share: f64, side: u32| ((20.0 + f64::from(side) * share) * 72.0 / 25.4) as u32;
    let page = page.to_rgb8();
    let colour = |x: f64, y: f64| {
        let pixel = page.get_pixel(at(x, picture.width), at(y, picture.height)).0;
        match pixel.map(|part| part > 128) {
            [true, false, false] => 'r',
            [false, true, false] => 'g',
            [false, false, true] => 'b',
            [true, true, false] => 'y',
            _ => panic!("{pixel:?}"),
        }
    };
    [(0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)].map(|(x, y)| colour(x, y)).iter().collect()
}

#[test]
fn all_eight_turns_stand_upright() {
    // Source: EXIF 2.32, tag 0x0112: which side of the scene the first row and column are.
    let turns = [
        (1, "rgby"),
        (2, "gryb"),
        (3, "ybgr"),
        (4, "byrg"),
        (5, "rbgy"),
        (6, "bryg"),
        (7, "ygbr"),
        (8, "gyrb"),
    ];
    for (value, expected) in turns {
        let picture = jpeg(CORNERS, 3, Orientation::of_exif(value).unwrap());
        let sheets = picture_page(std::slice::from_ref(&picture));
        let drawn = image::load_from_memory(&draw(&sheets, 1, 72).unwrap()).unwrap();
        assert_eq!(corners(&drawn, &picture), expected, "hayro, orientation {value}");
        let written = Written::of(&sheets, "orientation");
        assert_eq!(corners(&written.page(1, 72), &picture), expected, "poppler, {value}");
    }
}

#[test]
fn plain_samples_are_drawn_as_they_are() {
    let decoded: Vec<u8> = [[224, 32, 32], [32, 160, 64], [32, 64, 208], [240, 208, 32]].concat();
    let picture = PaperPicture {
        width: 48,
        height: 32,
        digest: Digest::of(&decoded),
        pixels: Pixels::Plain {
            samples: (0..48 * 32)
                .flat_map(|at| {
                    let corner = usize::from(at % 48 >= 24) + 2 * usize::from(at / 48 >= 16);
                    decoded[corner * 3..corner * 3 + 3].to_vec()
                })
                .collect(),
            components: 3,
        },
    };
    let sheets = picture_page(std::slice::from_ref(&picture));
    let drawn = image::load_from_memory(&draw(&sheets, 1, 72).unwrap()).unwrap();
    assert_eq!(corners(&drawn, &picture), "rgby");
    assert_eq!(corners(&Written::of(&sheets, "plain").page(1, 72), &picture), "rgby");
}

#[test]
fn a_jpeg_goes_through_unchanged_and_lies_once_in_the_file() {
    let picture = jpeg(CORNERS, 3, Orientation::Clockwise);
    let sheets = picture_page(&[picture.clone(), jpeg(GREY, 1, Orientation::None), picture]);
    let bytes = write_pdf(&sheets, &title()).unwrap();
    let count = |part: &[u8]| bytes.windows(part.len()).filter(|window| *window == part).count();
    assert_eq!((count(CORNERS), count(GREY)), (1, 1));
    let listed = Written::of(&sheets, "once").tool("pdfimages", &["-list"]);
    let kinds: Vec<Vec<&str>> = listed
        .lines()
        .skip(2)
        .map(|line| line.split_whitespace().skip(3).take(6).collect())
        .collect();
    let colour = ["48", "32", "rgb", "3", "8", "jpeg"];
    assert_eq!(
        kinds,
        [colour.to_vec(), ["48", "32", "gray", "1", "8", "jpeg"].to_vec(), colour.to_vec()]
    );
}

#[test]
fn a_profile_is_used_where_it_is_sound_and_left_out_where_it_is_not() {
    let sound = include_bytes!("../assets/colour/sRGB.icc").as_slice();
    let mut of_inks = sound.to_vec();
    of_inks[16..20].copy_from_slice(b"CMYK");
    let mut too_new = sound.to_vec();
    too_new[8] = 5;
    for (name, profile, expected) in [
        ("sound", sound, "icc"),
        ("cut", &sound[..300], "rgb"),
        ("empty", &[], "rgb"),
        ("of inks", &of_inks, "rgb"),
        ("too new", &too_new, "rgb"),
    ] {
        let mut picture = jpeg(CORNERS, 3, Orientation::None);
        if let Pixels::Jpeg { profile: place, .. } = &mut picture.pixels {
            *place = Some(Arc::from(profile));
        }
        let sheets = picture_page(std::slice::from_ref(&picture));
        let written = Written::of(&sheets, "profile");
        let listed = written.tool("pdfimages", &["-list"]);
        assert!(listed.lines().nth(2).unwrap().contains(expected), "{name}\n{listed}");
        assert_eq!(corners(&written.page(1, 72), &picture), "rgby", "{name}");
        let drawn = image::load_from_memory(&draw(&sheets, 1, 72).unwrap()).unwrap();
        assert_eq!(corners(&drawn, &picture), "rgby", "{name}");
    }
}

#[test]
fn the_screen_gets_colours_only_where_there_are_some() {
    let kind =
        |sheets: &Sheets| image::load_from_memory(&draw(sheets, 1, 48).unwrap()).unwrap().color();
    assert_eq!(kind(&picture_page(&[jpeg(CORNERS, 3, Orientation::None)])), ColorType::Rgb8);
    assert_eq!(kind(&picture_page(&[jpeg(GREY, 1, Orientation::None)])), ColorType::L8);
    assert_eq!(kind(&picture_page(&[])), ColorType::L8);
}

#[test]
fn the_mark_of_a_draft_is_not_hidden_by_a_picture() {
    let picture = jpeg(GREY, 1, Orientation::None);
    let box_of = |items: Vec<Item>| {
        let page =
            Page { width: Mm(210.0), height: Mm(297.0), items, under: None, cells: Vec::new() };
        Sheets { pages: vec![page], outline: Vec::new(), parts: Vec::new() }
    };
    let whole = Item::Picture {
        x: Mm(0.0),
        y: Mm(0.0),
        width: Mm(210.0),
        height: Mm(297.0),
        picture,
        cropped: false,
        field: None,
        part: None,
    };
    let plain = draw(&box_of(vec![whole.clone()]), 1, 48).unwrap();
    let marked = draw(&box_of(vec![Item::DraftMark, whole]), 1, 48).unwrap();
    let pixels = |png: &[u8]| image::load_from_memory(png).unwrap().to_luma8().into_raw();
    let (plain, marked) = (pixels(&plain), pixels(&marked));
    let changed = plain.iter().zip(&marked).filter(|(a, b)| a != b).count();
    assert!(changed > plain.len() / 50, "{changed} of {}", plain.len());
}

fn section(level: u8, title: &str, page: usize, y: f64) -> Section {
    Section { level, title: title.into(), page, y: Mm(y) }
}

#[test]
fn sections_are_nested_bookmarks_to_their_places() {
    let page = picture_page(&[]).pages.remove(0);
    let outline = vec![
        section(1, "一、背景", 0, 20.0),
        section(2, "（一）做法", 0, 120.0),
        section(3, "1. 培训(第1期)", 1, 30.0),
        section(2, "（二）成效", 1, 200.0),
        section(1, "二、证明材料", 2, 25.0),
        section(1, "不存在的页", 9, 0.0),
    ];
    let sheets =
        Sheets { pages: vec![page.clone(), page.clone(), page], outline, parts: Vec::new() };
    let written = Written::of(&sheets, "outline");
    assert_eq!(written.catalog()["/PageMode"], "/UseOutlines");
    let root = written.follow(&written.catalog()["/Outlines"]);
    assert_eq!(root["/Count"], 5);
    let mut read = Vec::new();
    written.walk(&root, 1, &mut read);
    let expected = [
        (1, "一、背景", 1, 785.197, Some(3)),
        (2, "（一）做法", 1, 501.732, Some(1)),
        (3, "1. 培训(第1期)", 2, 756.85, None),
        (2, "（二）成效", 2, 274.961, None),
        (1, "二、证明材料", 3, 771.024, None),
    ];
    assert_eq!(read.len(), expected.len());
    for (found, (level, title, page, y, count)) in read.iter().zip(expected) {
        assert_eq!((found.level, found.title.as_str(), found.page), (level, title, page));
        assert!((found.y - y).abs() < 0.01, "{title}: {}", found.y);
        assert_eq!(found.count, count, "{title}");
    }
}

#[test]
fn one_section_does_not_open_the_pane_and_none_makes_no_outline() {
    let mut sheets = picture_page(&[]);
    assert!(Written::of(&sheets, "none").catalog().get("/Outlines").is_none());
    sheets.outline = vec![section(1, "正文", 0, 30.0)];
    let written = Written::of(&sheets, "one");
    assert_eq!(written.catalog()["/PageMode"], "/UseNone");
    let mut read = Vec::new();
    written.walk(&written.follow(&written.catalog()["/Outlines"]), 1, &mut read);
    assert_eq!(read.len(), 1);
}
