//! Pictures for paper: what passes through, what is packed again, and what is refused.

use std::io::Cursor;

use foundation::Mm;
use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage};
use media::{Orientation, PaperPicture, Pixels, Unprintable, for_paper, shown_size};

/// 300 pixels of need along each side.
const INCH: (Mm, Mm) = (Mm(25.4), Mm(25.4));

fn packed(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).expect("memory takes it");
    bytes.into_inner()
}

/// Red on the left, blue on the right.
fn two_halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) }
    })
}

/// A JPEG with an EXIF orientation, a comment, and bytes behind its end.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let mut bytes = jpeg[..2].to_vec();
    for (marker, body) in [(0xE1, exif.as_slice()), (0xFE, b"GPS 31.2, 121.4")] {
        bytes.extend([0xFF, marker, 0, body.len() as u8 + 2]);
        bytes.extend(body);
    }
    bytes.extend(&jpeg[2..]);
    bytes.extend(b"a film behind the picture");
    bytes
}

fn jpeg_of(picture: &PaperPicture) -> (&[u8], Orientation) {
    match &picture.pixels {
        Pixels::Jpeg { bytes, orientation, .. } => (bytes, *orientation),
        Pixels::Plain { .. } => panic!("not a JPEG"),
    }
}

#[test]
fn a_jpeg_that_is_no_larger_than_needed_passes_bare() {
    let jpeg = packed(two_halves(300, 200), ImageFormat::Jpeg);
    let picture = for_paper(&with_exif(&jpeg, 6), INCH).unwrap();
    assert_eq!((picture.width, picture.height), (200, 300));
    let (bare, orientation) = jpeg_of(&picture);
    assert_eq!(orientation, Orientation::Clockwise);
    let pixels = |bytes| image::load_from_memory(bytes).unwrap().into_rgb8();
    assert_eq!(pixels(bare), pixels(&jpeg));
    for gone in [b"Exif".as_slice(), b"GPS", b"film"] {
        assert!(!bare.windows(gone.len()).any(|window| window == gone));
    }
    assert_eq!(shown_size(&with_exif(&jpeg, 6)), Ok((200, 300)));
}

#[test]
fn a_larger_one_is_made_as_large_as_paper_shows() {
    let jpeg = packed(two_halves(1600, 800), ImageFormat::Jpeg);
    for (orientation, width, height) in [(1, 300, 150), (8, 150, 300)] {
        let picture = for_paper(&with_exif(&jpeg, orientation), INCH).unwrap();
        assert_eq!((picture.width, picture.height), (width, height));
        let stored = image::load_from_memory(jpeg_of(&picture).0).unwrap().into_rgb8();
        assert_eq!(stored.dimensions(), (300, 150));
        assert!(stored[(20, 20)][0] > 190 && stored[(280, 20)][2] > 190);
    }
}

#[test]
fn what_is_transparent_is_white_on_paper() {
    let mut picture = RgbaImage::from_pixel(40, 30, Rgba([0, 0, 0, 0]));
    picture.put_pixel(3, 2, Rgba([10, 20, 30, 255]));
    let picture = for_paper(&packed(picture, ImageFormat::Png), INCH).unwrap();
    let Pixels::Plain { samples, components: 3 } = &picture.pixels else { panic!() };
    assert_eq!(samples.len(), 40 * 30 * 3);
    assert_eq!(samples[..3], [255, 255, 255]);
    let at = (2 * 40 + 3) * 3;
    assert_eq!(samples[at..at + 3], [10, 20, 30]);
}

#[test]
fn a_grey_drawing_stays_grey() {
    let grey = GrayImage::from_fn(64, 64, |x, _| Luma([if x < 32 { 0 } else { 255 }]));
    for format in [ImageFormat::Png, ImageFormat::Bmp, ImageFormat::Tiff] {
        let picture = for_paper(&packed(grey.clone(), format), INCH).unwrap();
        // BMP knows no grey.
        let components = if format == ImageFormat::Bmp { 3 } else { 1 };
        match &picture.pixels {
            Pixels::Plain { components: found, .. } | Pixels::Jpeg { components: found, .. } => {
                assert_eq!(*found, components, "{format:?}");
            }
        }
    }
}

#[test]
fn what_cannot_be_printed_says_why() {
    let jpeg = packed(two_halves(300, 200), ImageFormat::Jpeg);
    let png = packed(two_halves(300, 200), ImageFormat::Png);
    let cut = |bytes: &[u8]| bytes[..bytes.len() * 9 / 10].to_vec();
    let mut bomb = png.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    // The check sum of the header, so that it is only the size that is wrong.
    let sum = {
        let mut crc = 0xFFFF_FFFF_u32;
        for byte in &bomb[12..29] {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
            }
        }
        !crc
    };
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    for (bytes, why) in [
        (Vec::new(), Unprintable::NotAPicture),
        ("一段文字".as_bytes().to_vec(), Unprintable::NotAPicture),
        (cut(&jpeg), Unprintable::CutOff),
        (cut(&png), Unprintable::CutOff),
        (jpeg[..20].to_vec(), Unprintable::CutOff),
        // So large a picture is not in so short a file.
        (bomb, Unprintable::CutOff),
    ] {
        assert_eq!(for_paper(&bytes, INCH).unwrap_err(), why);
    }
}
