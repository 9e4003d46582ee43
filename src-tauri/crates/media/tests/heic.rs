//! HEIC as phones and cameras write it, made here with x265 by way of `heif-enc`: one piece and tiles, clipped,
//! turned and mirrored, of all depths and kinds of chroma, with opacity and with a profile.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files on the disk")]

use std::fs;
use std::path::Path;
use std::process::Command;

mod making;

use foundation::Mm;
use image::codecs::jpeg::JpegEncoder;
use image::imageops;
use image::{ImageBuffer, Rgb, RgbImage, Rgba, RgbaImage};
use media::{Pixels, Unprintable, for_paper, shown_size, thumbnail};
use moxcms::ColorProfile;

use making::{boxed, coded, encoded, of_tiles, png};

/// Across and down, without a symmetry: each corner has a colour of its own, and there is an edge in it.
fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let part = |at: u32, of: u32| (40 + at * 160 / of) as u8;
        Rgb([
            part(x, width),
            part(y, height),
            if x * 3 < width && y * 2 < height { 200 } else { 60 },
        ])
    })
}

/// What `heif-convert` makes of a HEIC.
fn converted(heic: &[u8], name: &str) -> RgbImage {
    let at = |ending: &str| Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.{ending}"));
    let (from, into) = (at("of.heic"), at("of.png"));
    fs::write(&from, heic).unwrap();
    let done = Command::new("heif-convert").args([&from, &into]).output().expect("heif-convert");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let picture = image::load_from_memory(&fs::read(&into).unwrap()).unwrap().into_rgb8();
    fs::remove_file(from).unwrap();
    fs::remove_file(into).unwrap();
    picture
}

/// How far a HEIC is from what it should show, in the mean of all samples.
fn difference(heic: &[u8], asked: &RgbImage) -> f64 {
    let small = thumbnail(heic, 4096).unwrap();
    assert_eq!((small.width, small.height), asked.dimensions());
    assert_eq!(shown_size(heic), Ok(asked.dimensions()));
    let is = image::load_from_memory(&small.bytes).unwrap().into_rgb8();
    let each = is.iter().zip(asked.iter()).map(|(is, asked)| f64::from(is.abs_diff(*asked)));
    each.sum::<f64>() / asked.len() as f64
}

#[test]
fn all_depths_and_kinds_of_chroma_are_shown() {
    let odd = picture(321, 203);
    let deep: ImageBuffer<Rgb<u16>, Vec<u16>> = ImageBuffer::from_fn(321, 203, |x, y| {
        Rgb(odd[(x, y)].0.map(|sample| u16::from(sample) * 257))
    });
    let (plain, deep) = (png(odd.clone()), png(deep));
    let all: [(&str, &[u8], &[&str]); 11] = [
        ("420", &plain, &[]),
        ("422", &plain, &["-p", "chroma=422"]),
        ("444", &plain, &["-p", "chroma=444"]),
        ("10_bit", &deep, &["-b", "10"]),
        ("10_bit_422", &deep, &["-b", "10", "-p", "chroma=422"]),
        ("12_bit", &deep, &["-b", "12"]),
        ("12_bit_444", &deep, &["-b", "12", "-p", "chroma=444"]),
        ("lossless", &plain, &["-L", "-p", "chroma=444", "--matrix_coefficients=0"]),
        ("limited", &plain, &["--full_range_flag=0"]),
        ("bt_709", &plain, &["--matrix_coefficients=1"]),
        ("with_thumbnail", &plain, &["-t", "80"]),
    ];
    for (name, png, options) in all {
        let off = difference(&encoded(png, name, options), &odd);
        assert!(off < 3.0, "{name}: {off:.2}");
    }
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 95).encode_image(picture).unwrap();
    bytes
}

/// `heif-enc` leaves the planes of a JPEG as they are, and says nothing of their matrix.
#[test]
fn a_matrix_that_is_not_told_is_that_of_jpeg() {
    let odd = picture(321, 203);
    let deep: ImageBuffer<Rgb<u16>, Vec<u16>> = ImageBuffer::from_fn(321, 203, |x, y| {
        Rgb(odd[(x, y)].0.map(|sample| u16::from(sample) * 257))
    });
    let (of_jpeg, deep) = (jpeg(&odd), png(deep));
    let not_told = "x265:colormatrix=unknown";
    let all: [(&str, &[u8], &[&str]); 7] = [
        ("of_jpeg", &of_jpeg, &[]),
        ("of_jpeg_444", &of_jpeg, &["-p", "chroma=444"]),
        ("of_jpeg_444_not_told", &of_jpeg, &["-p", "chroma=444", "-p", not_told]),
        ("of_jpeg_limited", &of_jpeg, &["-p", "x265:range=limited"]),
        ("of_jpeg_bt_709", &of_jpeg, &["-p", "x265:colormatrix=bt709"]),
        ("10_bit_not_told", &deep, &["-b", "10", "-p", not_told]),
        ("10_bit_444_not_told", &deep, &["-b", "10", "-p", "chroma=444", "-p", not_told]),
    ];
    for (name, picture, options) in all {
        let heic = encoded(picture, name, options);
        let off = difference(&heic, &converted(&heic, name));
        assert!(off < 2.0, "{name}: {off:.2}");
    }
}

#[test]
fn tiles_whose_matrix_is_not_told_have_that_of_jpeg() {
    let whole = picture(256, 128);
    let tile = |x| {
        let tile = imageops::crop_imm(&whole, x, 0, 128, 128).to_image();
        coded(&encoded(&jpeg(&tile), &format!("tile_of_jpeg_{x}"), &[]))
    };
    let heic = of_tiles(&[tile(0), tile(128)], (1, 2), (256, 128), &[]);
    let off = difference(&heic, &whole);
    assert!(off < 3.0, "{off:.2}");
}

#[test]
fn what_is_transparent_is_white() {
    let through =
        RgbaImage::from_fn(320, 200, |x, _| Rgba([200, 30, 30, if x < 160 { 255 } else { 0 }]));
    let white =
        RgbImage::from_fn(320, 200, |x, _| Rgb(if x < 160 { [200, 30, 30] } else { [255; 3] }));
    let off = difference(&encoded(&png(through), "alpha", &[]), &white);
    assert!(off < 4.0, "{off:.2}");
}

/// Source: IEC 61966-2-1, and SMPTE EG 432-1 for the colours of Display P3.
fn srgb_of_p3(colour: [u8; 3]) -> [f64; 3] {
    let light = colour.map(|sample| {
        let value = f64::from(sample) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    let rows = [[1.2249, -0.2247, 0.0], [-0.0420, 1.0419, 0.0], [-0.0197, -0.0786, 1.0979]];
    rows.map(|row| {
        let value: f64 = row.iter().zip(light).map(|(part, light)| part * light).sum();
        let value = value.clamp(0.0, 1.0);
        255.0
            * if value <= 0.003_130_8 {
                value * 12.92
            } else {
                1.055 * value.powf(1.0 / 2.4) - 0.055
            }
    })
}

#[test]
fn a_profile_is_kept_on_paper_and_applied_on_screen() {
    let colour = [200, 90, 60];
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let flat = RgbImage::from_pixel(256, 128, Rgb(colour));
    let tile = coded(&encoded(&png(flat), "p3", &[]));
    let said = boxed(b"colr", &[b"prof", &profile]);
    let heic = of_tiles(std::slice::from_ref(&tile), (1, 1), (256, 128), &[said]);
    let small = thumbnail(&heic, 100).unwrap();
    assert_eq!((small.width, small.height), (100, 50));
    let shown = image::load_from_memory(&small.bytes).unwrap().into_rgb8()[(50, 25)];
    let asked = srgb_of_p3(colour);
    for (is, asked) in shown.0.into_iter().zip(asked) {
        assert!((f64::from(is) - asked).abs() < 4.0, "{shown:?}, not {asked:?}");
    }
    let paper = for_paper(&heic, (Mm(10.0), Mm(10.0))).unwrap();
    assert_eq!((paper.width, paper.height), (118, 59));
    let Pixels::Jpeg { bytes, profile: Some(kept), components: 3, .. } = &paper.pixels else {
        panic!("no profile")
    };
    assert_eq!(**kept, profile[..]);
    let printed = image::load_from_memory(bytes).unwrap().into_rgb8()[(59, 30)];
    assert!(printed.0.iter().zip(colour).all(|(is, asked)| is.abs_diff(asked) < 4), "{printed:?}");
    // One of more than 4 MiB is not looked at.
    let long = [profile, vec![0; 5 << 20]].concat();
    let heic = of_tiles(&[tile], (1, 1), (256, 128), &[boxed(b"colr", &[b"prof", &long])]);
    let paper = for_paper(&heic, (Mm(10.0), Mm(10.0))).unwrap();
    assert!(matches!(&paper.pixels, Pixels::Jpeg { profile: None, .. }));
}

/// Six tiles of 128 pixels, of which 350 × 200 are shown.
fn tiles_of(whole: &RgbImage) -> Vec<(Vec<u8>, Vec<u8>)> {
    let place = |number: u32| (number % 3 * 128, number / 3 * 128);
    let tile = |number| {
        let (x, y) = place(number);
        let tile = imageops::crop_imm(whole, x, y, 128, 128).to_image();
        coded(&encoded(&png(tile), &format!("tile_{number}"), &[]))
    };
    (0..6).map(tile).collect()
}

#[test]
fn tiles_are_laid_side_by_side_clipped_and_turned() {
    let whole = picture(384, 256);
    let tiles = tiles_of(&whole);
    let shown = imageops::crop_imm(&whole, 0, 0, 350, 200).to_image();
    let clip =
        [300u32, 1, 180, 1, 20, 1, (-8i32).cast_unsigned(), 1].map(u32::to_be_bytes).concat();
    let clip = boxed(b"clap", &[&clip]);
    // The middle lies 20 further right and 8 further up.
    let clipped = imageops::crop_imm(&shown, 45, 2, 300, 180).to_image();
    let (turn, axis) =
        (|quarters| boxed(b"irot", &[&[quarters]]), |axis| boxed(b"imir", &[&[axis]]));
    let cases = [
        ("as they are", vec![], shown.clone()),
        ("a quarter against the clock", vec![turn(1)], imageops::rotate270(&shown)),
        ("half", vec![turn(2)], imageops::rotate180(&shown)),
        ("a quarter clockwise", vec![turn(3)], imageops::rotate90(&shown)),
        ("top to bottom", vec![axis(0)], imageops::flip_vertical(&shown)),
        ("left to right", vec![axis(1)], imageops::flip_horizontal(&shown)),
        ("clipped", vec![clip.clone()], clipped.clone()),
        (
            "all of it",
            vec![clip, turn(1), axis(1)],
            imageops::flip_horizontal(&imageops::rotate270(&clipped)),
        ),
    ];
    for (name, more, asked) in cases {
        let heic = of_tiles(&tiles, (2, 3), (350, 200), &more);
        let off = difference(&heic, &asked);
        assert!(off < 3.0, "{name}: {off:.2}");
        // On paper the turn is left to whoever places it: once, not twice.
        let paper = for_paper(&heic, (Mm(100.0), Mm(100.0))).unwrap();
        assert_eq!((paper.width, paper.height), asked.dimensions(), "{name}");
        let Pixels::Jpeg { bytes, orientation, .. } = &paper.pixels else {
            panic!("{name}: no JPEG")
        };
        let stored = image::load_from_memory(bytes).unwrap();
        let is_turned = stored.width() == paper.height && stored.height() == paper.width;
        assert_eq!(is_turned, orientation.swaps_sides(), "{name}");
    }
}

#[test]
fn tiles_that_ask_for_too_much_are_refused_by_their_header() {
    let one = coded(&encoded(&png(picture(64, 64)), "bomb", &[]));
    let too_large = |width, height| Err(Unprintable::TooLarge { width, height });
    let tiles = |count| vec![one.clone(); count];
    // Many small tiles of which one pixel is shown; a canvas that no tile fills; more places than tiles.
    let over = of_tiles(&tiles(120), (10, 12), (1, 1), &[]);
    let few = of_tiles(&tiles(4), (2, 2), (60_000, 60_000), &[]);
    let missing = of_tiles(&tiles(4), (255, 255), (12_000, 12_000), &[]);
    for (heic, why) in
        [(over, Ok((1, 1))), (few, too_large(60_000, 60_000)), (missing, Err(Unprintable::Damaged))]
    {
        assert_eq!(shown_size(&heic), why);
        assert_eq!(thumbnail(&heic, 100).map(|small| (small.width, small.height)), why);
    }
}

#[test]
fn tiles_that_share_their_bytes_are_refused_by_their_header() {
    let (config, data) = coded(&encoded(&png(picture(64, 64)), "shared", &[]));
    // 36 tiles of 64 pixels. What a tile has behind its picture is gone through each time.
    let long = [&data[..], &vec![0; 10_000]].concat();
    let tiles = vec![(config.clone(), long); 36];
    let heic = of_tiles(&tiles, (6, 6), (384, 384), &[]);
    assert_eq!(shown_size(&heic), Ok((384, 384)));
    let shared = sharing(&heic, tiles[0].1.len());
    assert_eq!(shared.len(), heic.len() - 35 * tiles[0].1.len());
    assert_eq!(shown_size(&shared), Err(Unprintable::Damaged));
    assert_eq!(thumbnail(&shared, 100), Err(Unprintable::Damaged));
    // So are configurations that are read for each tile.
    let long = [&config[..], &vec![0; 70_000]].concat();
    let heic = of_tiles(&[(long, data)], (1, 1), (64, 64), &[]);
    assert_eq!(shown_size(&heic), Err(Unprintable::Damaged));
}

/// A file of tiles of one length, all of which lie where the first does, and nothing else.
fn sharing(heic: &[u8], length: usize) -> Vec<u8> {
    let place = |name: &[u8]| heic.windows(4).position(|four| four == name).unwrap();
    let start = place(b"mdat") + 4;
    let mut shared = heic[..start + length].to_vec();
    shared[start - 8..start - 4].copy_from_slice(&(length as u32 + 8).to_be_bytes());
    let first = (start as u32).to_be_bytes();
    let mut at = place(b"iloc");
    // Each entry: number, method, index, one piece, offset and length.
    let end = place(b"iref");
    at += 12;
    while at + 16 <= end && heic[at + 6..at + 8] == [0, 1] {
        if heic[at + 2..at + 4] == [0, 0] {
            shared[at + 8..at + 12].copy_from_slice(&first);
        }
        at += 16;
    }
    shared
}
