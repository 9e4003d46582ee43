//! Pages made elsewhere that draw nothing anybody could make sense of, or a picture that cannot be had: told page by page.
//! Beside each kind stand pages of the same kind that poppler draws without a word, as programs write them and as they
//! come: none of them is told.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files and programs")]

#[allow(dead_code, reason = "what is made to hurt is another test's")]
mod hostile_pdf;

use std::process::Command;
use std::time::Duration;

use apart::Program;
use case::PdfFault;
use hostile_pdf::{deflated, file_of, page, stream, text};
use paper::{ForeignPdf, try_pages_apart};

fn program() -> Program {
    Program::at(env!("CARGO_BIN_EXE_shenbao-apart").into())
}

/// Whether its only page is told.
fn is_told(bytes: &[u8]) -> bool {
    // On a machine that is busy with something else it is waited for again.
    let ask = || try_pages_apart(bytes.to_vec(), &(0..1), &program(), Duration::from_secs(4));
    let tried = (0..20).find_map(|_| ask().ok());
    tried.unwrap() == [false]
}

/// A picture with no two points alike, as ImageMagick writes it.
fn written(arguments: &[&str], ending: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join(format!("a.{ending}"));
    let picture = [
        "-seed",
        "7",
        "-size",
        "400x225",
        "plasma:red-blue",
        "-attenuate",
        "0.3",
        "+noise",
        "Gaussian",
    ];
    let done = Command::new("convert")
        .args(picture)
        .args(["-depth", "8"])
        .args(arguments)
        .arg(&to)
        .status();
    assert!(done.unwrap().success(), "{arguments:?}");
    std::fs::read(&to).unwrap()
}

/// The one strip of a TIFF of the system's order.
fn strip(tiff: &[u8]) -> Vec<u8> {
    let number = |at: usize| u32::from_le_bytes(tiff[at..at + 4].try_into().unwrap()) as usize;
    let first = number(4);
    let value = |tag: u8| {
        let entries = (0..usize::from(tiff[first])).map(|index| first + 2 + index * 12);
        let entry = entries.into_iter().find(|at| tiff[*at..*at + 2] == [tag, 1]).unwrap();
        // A short number, or a long one.
        if tiff[entry + 2] == 3 { number(entry + 8) & 0xFFFF } else { number(entry + 8) }
    };
    let (start, length) = (value(0x11), value(0x17));
    tiff[start..start + length].to_vec()
}

/// A page with a picture on it, and what that needs from object 6 on.
fn pictured(entries: &str, content: &[u8], more: &[Vec<u8>]) -> Vec<u8> {
    let picture = stream(&format!("/Type/XObject/Subtype/Image{entries}"), content);
    let all = [&[picture], more].concat();
    page("/Resources<</XObject<</A 5 0 R>>>>", b"q 400 0 0 300 50 400 cm /A Do Q", &all)
}

const JPEG: &str = "/Width 400/Height 225/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode";
const JPX: &str = "/Width 400/Height 225/Filter/JPXDecode";
const FLATE: &str =
    "/Width 300/Height 200/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode";

/// Points that do not pack well, so that a piece of them is a piece of the picture.
fn points(count: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..count).map(|_| next()).collect()
}

fn half(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len() / 2]
}

fn changed(bytes: &[u8], at: usize, by: &[u8]) -> Vec<u8> {
    [&bytes[..at], by, &bytes[at + by.len()..]].concat()
}

#[test]
fn drawings_that_make_no_sense_are_told_and_what_readers_bear_is_not() {
    let drawn = |drawing: &[u8]| is_told(&page("", drawing, &[]));
    let packed = |drawing: &[u8]| {
        let mut objects = vec![
            text("<</Type/Catalog/Pages 2 0 R>>"),
            text("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
            text("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"),
        ];
        objects.push(stream("/Filter/FlateDecode", &deflated(drawing)));
        is_told(&file_of(&objects))
    };
    let form = |drawing: &[u8]| {
        let form = stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]", drawing);
        is_told(&page("/Resources<</XObject<</F 5 0 R>>>>", b"/F Do", &[form]))
    };
    let noise = points(4000);
    for garbage in [b"garbage".as_slice(), b"Dear reader, this was a letter once.", &noise] {
        let name = String::from_utf8_lossy(&garbage[..garbage.len().min(20)]).into_owned();
        assert!(drawn(garbage), "{name}");
        assert!(packed(garbage), "packed: {name}");
        assert!(form(garbage), "in a form: {name}");
    }
    let good = "0 0 1 rg\n".repeat(20);
    let over = format!("{good}{}", "xq1 zz9 k@ ##\n".repeat(10));
    assert!(drawn(over.as_bytes()), "half of it written over");
    for fine in [
        "",
        " ",
        "% only a remark",
        "0 0 9 9 re f stray",
        "q BX 1 2 3 newer 4 evennewer anew yetnewer EX Q",
        "BT ET Q Q Q",
        "1 0 0 rg 1e-3 0 0 1 0 0 cm 0 0 9 9 re f",
        "q 9 0 0 9 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \u{7}EI\u{1} EI Q",
    ] {
        assert!(!drawn(fine.as_bytes()), "{fine}");
        assert!(!packed(fine.as_bytes()), "packed: {fine}");
    }
    let none = page("/Resources<</XObject<</A 9 0 R>>>>", b"/A Do /B Do", &[]);
    assert!(is_told(&none), "a picture that is gone");
    assert!(!is_told(&page("", b"/B Do 0 0 9 9 re f", &[])), "a name of nothing");
}

#[test]
fn photos_on_pages_that_cannot_be_had_are_told() {
    let jpeg = written(&["-quality", "90"], "jpg");
    let scan = jpeg.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap();
    let middle = (scan + jpeg.len()) / 2;
    let noise: Vec<u8> = points(2000).iter().map(|byte| byte & 0x7F).collect();
    for (name, broken) in [
        ("cut off", half(&jpeg).to_vec()),
        ("a hole", changed(&jpeg, middle, &[0; 2048])),
        ("noise in its middle", changed(&jpeg, middle, &noise)),
        ("its head", jpeg[..scan].to_vec()),
        ("no photo", points(5000)),
        ("nothing", Vec::new()),
    ] {
        assert!(is_told(&pictured(JPEG, &broken, &[])), "{name}");
    }
    let grey = JPEG.replace("DeviceRGB", "DeviceGray");
    let cmyk = JPEG.replace("DeviceRGB", "DeviceCMYK");
    let high = [&jpeg[..], b"\0\0\r\n"].concat();
    let frame = jpeg.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
    for (name, entries, fine) in [
        ("as it is", JPEG, jpeg.clone()),
        ("progressive", JPEG, written(&["-interlace", "JPEG"], "jpg")),
        ("grey", &*grey, written(&["-colorspace", "Gray"], "jpg")),
        ("for the press", &*cmyk, written(&["-colorspace", "CMYK"], "jpg")),
        ("no end", JPEG, jpeg[..jpeg.len() - 2].to_vec()),
        ("more behind it", JPEG, high),
        // As scanners say that do not know where a page ends.
        ("a height that never comes", JPEG, changed(&jpeg, frame + 5, &[0xFF, 0xFF])),
    ] {
        assert!(!is_told(&pictured(entries, &fine, &[])), "{name}");
    }
}

#[test]
fn pictures_in_jpeg_2000_that_cannot_be_had_are_told() {
    let picture = written(&["-quality", "60"], "jp2");
    let bare = written(&["-quality", "60"], "j2k");
    for (name, whole) in [("boxed", &picture), ("bare", &bare)] {
        assert!(!is_told(&pictured(JPX, whole, &[])), "{name}: as it is");
        for (what, broken) in [
            ("cut off", half(whole).to_vec()),
            ("a hole", changed(whole, whole.len() / 2, &[0; 5000])),
            ("no picture", points(whole.len())),
        ] {
            assert!(is_told(&pictured(JPX, &broken, &[])), "{name}: {what}");
        }
    }
}

#[test]
fn packed_pictures_that_break_off_are_told() {
    let points = points(300 * 200 * 3);
    let packed = deflated(&points);
    for (name, broken) in [
        ("cut off", half(&packed).to_vec()),
        ("written over", changed(&packed, packed.len() / 2, &[0xFF; 600])),
        ("nothing", Vec::new()),
        ("no packing", b"no packing at all".to_vec()),
    ] {
        assert!(is_told(&pictured(FLATE, &broken, &[])), "{name}");
        let mask = FLATE.replace("DeviceRGB", "DeviceGray").replace("Height 200", "Height 600");
        let masked = format!("{FLATE}/SMask 6 0 R");
        let mask = stream(&format!("/Type/XObject/Subtype/Image{mask}"), &broken);
        assert!(is_told(&pictured(&masked, &packed, &[mask])), "{name}, as a mask");
    }
    let indexed = FLATE.replace("/DeviceRGB", "[/Indexed/DeviceRGB 1<000000FFFFFF>]");
    let bits = FLATE.replace("BitsPerComponent 8/ColorSpace/DeviceRGB", "ImageMask true");
    let rows: Vec<u8> = points.chunks(900).flat_map(|row| [&[0], row].concat()).collect();
    let predicted = format!("{FLATE}/DecodeParms<</Predictor 15/Colors 3/Columns 300>>");
    for (name, entries, fine) in [
        ("as it is", FLATE, packed.clone()),
        ("no sum", FLATE, packed[..packed.len() - 4].to_vec()),
        ("another sum", FLATE, changed(&packed, packed.len() - 4, &[0; 4])),
        ("its very end missing", FLATE, packed[..packed.len() - 300].to_vec()),
        ("fewer rows, in order", FLATE, deflated(half(&points))),
        ("of two colours", &*indexed, deflated(&[1; 300 * 200])),
        ("of bits", &*bits, deflated(&[0x55; 38 * 200])),
        ("by rows", &*predicted, deflated(&rows)),
    ] {
        assert!(!is_told(&pictured(entries, &fine, &[])), "{name}");
    }
}

/// Each way to pack a picture, and how other programs write the page again.
#[test]
fn pages_that_programs_write_are_not_told() {
    let fax = [
        "-monochrome",
        "-define",
        "tiff:rows-per-strip=225",
        "-endian",
        "LSB",
        "-compress",
        "Group4",
    ];
    let group_4 = "/Width 400/Height 225/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode\
                   /DecodeParms<</K -1/Columns 400/Rows 225>>";
    let runs: Vec<u8> = points(300 * 200 * 3)
        .chunks(100)
        .flat_map(|run| [&[99], run].concat())
        .chain([128])
        .collect();
    let plain = FLATE.replace("/Filter/FlateDecode", "");
    let digits: String = points(300 * 200 * 3).iter().map(|byte| format!("{byte:02x}")).collect();
    for (packing, entries, content) in [
        ("JPEG", JPEG, written(&["-quality", "90"], "jpg")),
        ("JPEG 2000", JPX, written(&["-quality", "60"], "jp2")),
        ("Flate", FLATE, deflated(&points(300 * 200 * 3))),
        ("Group 4", group_4, strip(&written(&fax, "tif"))),
        ("runs", &plain.replace("/Width", "/Filter/RunLengthDecode/Width"), runs),
        ("digits", &plain.replace("/Width", "/Filter/ASCIIHexDecode/Width"), digits.into_bytes()),
        ("none", &plain, points(300 * 200 * 3)),
    ] {
        let bytes = pictured(entries, &content, &[]);
        assert!(!is_told(&bytes), "{packing}");
        for (program, options) in
            [("pdftocairo", ["-pdf"].as_slice()), ("qpdf", &["--object-streams=generate"])]
        {
            let folder = tempfile::tempdir().unwrap();
            let (a, b) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
            std::fs::write(&a, &bytes).unwrap();
            assert!(Command::new(program).args(options).args([&a, &b]).status().unwrap().success());
            assert!(!is_told(&std::fs::read(&b).unwrap()), "{packing} through {program}");
        }
    }
}

/// What the page says of its sheet, and how large it is then in points; none where it is told.
#[test]
fn a_page_that_no_paper_has_is_told_by_its_number() {
    let file = |sheet: &str| {
        file_of(&[
            text("<</Type/Catalog/Pages 2 0 R>>"),
            text("<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>"),
            text("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"),
            text(&format!("<</Type/Page/Parent 2 0 R{sheet}>>")),
        ])
    };
    let read = |sheet: &str| ForeignPdf::read_apart(file(sheet).clone(), &program()).unwrap();
    for told in [
        "/MediaBox[0 0 1000000000 842]",
        "/MediaBox[0 0 595 1000000000]",
        "/MediaBox[-1000000000 0 595 842]",
        "/MediaBox[0 0 99999999999999999999999999999999999999999999999 842]",
        "/MediaBox[0 0 0 842]",
        "/MediaBox[0 0 0 0]",
        "/MediaBox[595 842 595 842]",
        "/MediaBox[0 0 nan 842]",
        "/MediaBox[0 0 (595) 842]",
        "/MediaBox[0 0 595]",
        "/MediaBox(A4)",
        "/MediaBox[0 0 595 842]/UserUnit 1000000000",
        "/MediaBox[0 0 595 842]/UserUnit 0",
        "/MediaBox[0 0 595 842]/UserUnit -1",
    ] {
        assert_eq!(read(told).unwrap_err(), PdfFault::NotPaper { page: 2 }, "{told}");
    }
    let a4 = (210, 297);
    for (sheet, size) in [
        // Readers take one that says nothing for Letter.
        ("", (216, 279)),
        ("/MediaBox[595 842 0 0]", a4),
        ("/MediaBox[0 842 595 0]", a4),
        ("/MediaBox[-100 -100 495 742]", a4),
        ("/MediaBox[0 0 595 842]/CropBox[-1000000000 -5 1000000000 99999]", a4),
        ("/MediaBox[0 0 595 842]/CropBox[700 900 800 1000]", a4),
        ("/MediaBox[0 0 595 842]/CropBox[0 0 0 0]", a4),
        ("/MediaBox[0 0 595 842]/CropBox[0 0 (a) 0]", a4),
        ("/MediaBox[0 0 595 842]/Rotate -90", (297, 210)),
        ("/MediaBox[0 0 2384 3370]", (841, 1189)),
        ("/MediaBox[0 0 595 842]/CropBox[0 0 595 421]", (210, 149)),
    ] {
        let pdf = read(sheet).unwrap_or_else(|fault| panic!("{sheet}: {fault:?}"));
        let (width, height) = pdf.sizes()[1];
        assert_eq!((width.0.round() as i32, height.0.round() as i32), size, "{sheet}");
        assert!(!is_told(&file(sheet)), "{sheet}");
    }
}
