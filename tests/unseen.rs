//! What pages made elsewhere hold beside what they show does not come along: read by qpdf, pdfimages and exiftool;
//! and poppler draws the same pixels.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "other programs read real files"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use case::Case;
use catalog::Catalog;
use paper::{Copy, ForeignPdf, compose_material, write_pdf};

/// What must not be found in what is sent.
const SECRETS: [&str; 10] = [
    "SECRET-WORDS",
    "SECRET-PROGRAM",
    "SECRET-PACKET",
    "SECRET-FILE",
    "SECRET-AUTHOR",
    "SECRET-XMP",
    "SECRET-PICTURE-XMP",
    "iPhone 12",
    "张三",
    "2020:05:01",
];

fn photo() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/golden");
    std::fs::read(folder.join("media_cleaned/a.jpg")).unwrap()
}

fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    output.stdout
}

fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary}/Length {}>>stream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

fn pdf_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let (mut bytes, mut places) = (b"%PDF-1.6\n".to_vec(), Vec::new());
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let (start, count) = (bytes.len(), objects.len() + 1);
    bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer =
        format!("trailer\n<</Size {count}/Root 1 0 R/Info 13 0 R>>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(trailer.bytes());
    bytes
}

/// A page with the same photo three times: as it is, as hexadecimal digits, and drawn by a form.
fn material() -> Vec<u8> {
    let photo = photo();
    let digits: String = photo.iter().map(|byte| format!("{byte:02X}")).collect();
    let picture = "/Type/XObject/Subtype/Image/Width 1920/Height 1080/BitsPerComponent 8/ColorSpace/DeviceRGB";
    let draw = "q 300 0 0 170 50 600 cm /A Do Q q 300 0 0 170 50 400 cm /B Do Q /C Do";
    let text = |words: &str| words.as_bytes().to_vec();
    pdf_of(&[
        text("<</Type/Catalog/Pages 2 0 R/Metadata 12 0 R>>"),
        text("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        text(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[8 0 R 9 0 R 14 0 R]\
             /Resources<</XObject<</A 5 0 R/B 6 0 R/C 7 0 R>>>>/Metadata 12 0 R\
             /PieceInfo<</P<</LastModified(D:2020)/Private(SECRET-PROGRAM)>>>>>>",
        ),
        stream("", draw.as_bytes()),
        stream(&format!("{picture}/Filter/DCTDecode/Metadata 11 0 R"), &photo),
        stream(&format!("{picture}/Filter[/ASCIIHexDecode/DCTDecode]"), digits.as_bytes()),
        stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</A 5 0 R>>>>\
             /PieceInfo<</P<</Private 10 0 R>>>>",
            b"q 300 0 0 170 50 200 cm /A Do Q",
        ),
        // Beyond the page: its icon goes with its file.
        text(
            "<</Type/Annot/Subtype/FileAttachment/Rect[-90 -90 -80 -80]/T(SECRET-AUTHOR)\
             /FS<</Type/Filespec/F(a.txt)/EF<</F 10 0 R>>>>>>",
        ),
        text(
            "<</Type/Annot/Subtype/Text/Rect[29 9 49 29]/T(SECRET-AUTHOR)/M(D:20200501)/Contents(SECRET-WORDS)>>",
        ),
        stream("/Type/EmbeddedFile", b"SECRET-FILE"),
        stream("/Type/Metadata/Subtype/XML", b"<x>SECRET-PICTURE-XMP</x>"),
        stream("/Type/Metadata/Subtype/XML", b"<x>SECRET-XMP</x>"),
        text("<</Author(SECRET-AUTHOR)/Creator(SECRET-PROGRAM)>>"),
        text(
            "<</Type/Annot/Subtype/Highlight/Rect[60 610 90 630]/QuadPoints[60 630 90 630 60 610 90 610]\
             /C[1 1 0]/Contents(SECRET-WORDS)/RC(SECRET-WORDS)>>",
        ),
    ])
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn photos_in_material_from_elsewhere_tell_no_place_and_look_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let before = material();
    std::fs::write(file("before.pdf"), &before).unwrap();
    let case = Case::new(Catalog::built_in().call("js-2020").unwrap().clone());
    let pdf = ForeignPdf::read(&before).unwrap();
    let sheets = compose_material(&case, &BTreeMap::new(), Some(&pdf), Copy::Final);
    let title = paper::Title {
        title: String::new(),
        author: String::new(),
        subject: String::new(),
        moment: foundation::Timestamp::UNIX_EPOCH,
        origin: None,
    };
    std::fs::write(file("after.pdf"), write_pdf(&sheets, &title).unwrap()).unwrap();
    run("qpdf", &["--check", &file("after.pdf")]);

    let open = run("qpdf", &["--qdf", "--decode-level=all", &file("after.pdf"), "-"]);
    let pixels = |name: &str| run("pdftoppm", &["-r", "50", &file(name)]);
    assert!(pixels("before.pdf") == pixels("after.pdf"), "the pages look the same");
    for secret in SECRETS {
        let words = if secret == "2020:05:01" { "2020:05:01 10" } else { secret };
        assert!(!holds(&open, words), "{secret}");
    }
    run("pdfimages", &["-all", &file("after.pdf"), &file("picture")]);
    let tags = run("exiftool", &["-a", "-G1", "-ext", "jpg", folder.path().to_str().unwrap()]);
    let tags = String::from_utf8(tags).unwrap();
    assert!(tags.contains("1920x1080") || tags.contains("1920"), "{tags}");
    for group in ["[GPS]", "[IFD0]", "[ExifIFD]", "[XMP", "[IPTC]", "[Photoshop]"] {
        assert!(!tags.contains(group), "{tags}");
    }
    // The secrets were there before.
    assert!(holds(&before, "SECRET-PICTURE-XMP") && holds(&before, "iPhone 12"));
}

/// A drawing and its lists with words in every place where programs write them, and layers with who made them.
fn marked() -> Vec<u8> {
    let text = |words: &str| words.as_bytes().to_vec();
    let list = "/Span<</ActualText(SECRET-WORDS)/E<5345435245542D574F524453>/Lang(zh)/MCID 0>>BDC ";
    let drawing = format!(
        "{list}BT /F 24 Tf 72 700 Td (seen \\(SECRET\\)) Tj ET EMC /Figure /A BDC 0 0 1 rg 50 50 90 90 re f EMC \
         /Figure<</Alt(SECRET-WORDS > )/T[(SECRET-WORDS)]>>DP /OC /L BDC 200 50 90 90 re f EMC /X Do"
    );
    let form = format!("{list} 1 0 0 rg 5 5 20 20 re f EMC /P /B BDC EMC");
    pdf_of(&[
        text("<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[10 0 R]/D<</Order[10 0 R]>>>>>>"),
        text("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        text("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[4 0 R]/Resources 5 0 R>>"),
        stream("", drawing.as_bytes()),
        text(
            "<</Font<</F 6 0 R>>/XObject<</X 7 0 R>>\
             /Properties<</A 8 0 R/L 10 0 R/C<</E(SECRET-WORDS)>>>>>>",
        ),
        text("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
        stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Properties 9 0 R>>",
            form.as_bytes(),
        ),
        text("<</Alt(SECRET-WORDS)/T(SECRET-AUTHOR)/MCID 1/AF[11 0 R]>>"),
        text("<</B<</ActualText(SECRET-WORDS)>>>>"),
        text(
            "<</Type/OCG/Name(plan)/Usage<</CreatorInfo<</Creator(SECRET-PROGRAM)/Subtype/Artwork>>\
             /User<</Type/Ind/Name(SECRET-AUTHOR)>>/View<</ViewState/ON>>>>>>",
        ),
        text("<</Type/Filespec/F(SECRET-FILE)>>"),
        text("<<>>"),
        text("<<>>"),
    ])
}

#[test]
fn words_of_marked_content_do_not_come_along_and_what_is_drawn_does() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let case = Case::new(Catalog::built_in().call("js-2020").unwrap().clone());
    let title = paper::Title {
        title: String::new(),
        author: String::new(),
        subject: String::new(),
        moment: foundation::Timestamp::UNIX_EPOCH,
        origin: None,
    };
    std::fs::write(file("plain.pdf"), marked()).unwrap();
    run(
        "qpdf",
        &[
            "--object-streams=generate",
            "--compress-streams=y",
            &file("plain.pdf"),
            &file("packed.pdf"),
        ],
    );
    for name in ["plain.pdf", "packed.pdf"] {
        let pdf = ForeignPdf::read(&std::fs::read(file(name)).unwrap()).unwrap();
        let sheets = compose_material(&case, &BTreeMap::new(), Some(&pdf), Copy::Final);
        std::fs::write(file("after.pdf"), write_pdf(&sheets, &title).unwrap()).unwrap();
        run("qpdf", &["--check", &file("after.pdf")]);
        let open = run("qpdf", &["--qdf", "--decode-level=all", &file("after.pdf"), "-"]);
        for secret in SECRETS {
            assert!(!holds(&open, secret), "{name}: {secret}");
        }
        let digits = "5345435245542D574F524453";
        assert!(!holds(&open, digits) && !holds(&open, &digits.to_lowercase()), "{name}");
        assert!(holds(&open, "BDC") && holds(&open, "plan"), "the marks themselves are there");
        let pixels = |name: &str| run("pdftoppm", &["-r", "50", &file(name)]);
        assert!(pixels(name) == pixels("after.pdf"), "{name}: the pages look the same");
        let words = run("pdftotext", &[&file("after.pdf"), "-"]);
        assert!(holds(&words, "seen (SECRET)"), "{name}");
    }
}
