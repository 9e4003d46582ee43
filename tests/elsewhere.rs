//! PDFs made elsewhere, as they come: broken where readers mend, locked for use only, with fonts that nobody sees. What
//! the process apart hands over prints as what is read here.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files and programs")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use apart::Program;
use case::{Case, Material, PdfFault};
use catalog::Catalog;
use foundation::Timestamp;
use paper::{Copy, ForeignPdf, Title, compose_material, write_pdf};

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    // 3: qpdf has warned.
    let fine = [Some(0), Some(3)].contains(&output.status.code());
    assert!(fine, "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn read(bytes: &[u8]) -> Result<ForeignPdf, PdfFault> {
    let program = Program::at(env!("CARGO_BIN_EXE_shenbao-apart").into());
    ForeignPdf::read_apart(bytes.to_vec(), &program).unwrap()
}

/// The pages as they are sent.
fn sent(pdf: &ForeignPdf, copy: Copy) -> Vec<u8> {
    let call = Catalog::built_in().call("js-2020").unwrap().clone();
    let case = Case { material: Some(Material::Pdf("a.pdf".into())), ..Case::new(call) };
    let sheets = compose_material(&case, &BTreeMap::new(), Some(pdf), copy);
    let title = Title {
        title: "材料".into(),
        author: String::new(),
        subject: String::new(),
        moment: Timestamp::UNIX_EPOCH,
        origin: None,
    };
    write_pdf(&sheets, &title).unwrap()
}

fn words(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, bytes).unwrap();
    run("qpdf", &["--check", path(&file)]);
    run("pdftotext", &["-raw", path(&file), "-"])
}

/// A PDF of these objects; the first is the catalog.
fn pdf_of(objects: &[&str]) -> Vec<u8> {
    let mut text = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(text.len());
        write!(text, "{} 0 obj\n{object}\nendobj\n", index + 1).unwrap();
    }
    let (start, count) = (text.len(), objects.len() + 1);
    write!(text, "xref\n0 {count}\n0000000000 65535 f \n").unwrap();
    for place in places {
        writeln!(text, "{place:010} 00000 n ").unwrap();
    }
    write!(text, "trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").unwrap();
    text.into_bytes()
}

/// Two pages with words on them, a font that is shared, an attribute that is inherited, a link that goes elsewhere.
fn good() -> Vec<u8> {
    pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Annots[8 0 R]>>",
        "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Rotate 90/A 9 0 R>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Length 43>>stream\nBT /F 24 Tf 72 700 Td (first page) Tj ET   \nendstream",
        "<</Length 43>>stream\nBT /F 24 Tf 72 700 Td (second one) Tj ET   \nendstream",
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://example.com)>>/P 3 0 R>>",
        "[1 2.5 -3 true null /A#20B (a\\)b) <41> [3 0 R] 1 0 R 99 0 R]",
    ])
}

/// The same with its objects in streams and a stream for a table, as programs of today write.
fn packed() -> Vec<u8> {
    through_qpdf(&good(), &["--object-streams=generate"])
}

fn through_qpdf(bytes: &[u8], options: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
    std::fs::write(&from, bytes).unwrap();
    let mut arguments = options.to_vec();
    arguments.extend([path(&from), path(&to)]);
    run("qpdf", &arguments);
    std::fs::read(&to).unwrap()
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = bytes.windows(from.len()).rposition(|window| window == from.as_bytes()).unwrap();
    [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
}

/// The table with every place so many bytes further on.
fn off_by(bytes: &[u8], by: i64) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let shifted = text.split_inclusive('\n').map(|line| match line.strip_suffix(" 00000 n \n") {
        Some(place) => format!("{:010} 00000 n \n", (place.parse::<i64>().unwrap() + by).max(0)),
        None => line.to_owned(),
    });
    shifted.collect::<String>().into_bytes()
}

#[test]
fn what_comes_from_the_process_apart_prints_as_what_is_read_here() {
    let layered = pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D 7 0 R>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox 5 0 R>>",
        "<</Type/Page/Parent 2 0 R/Rotate 90/Contents 4 0 R/Resources<</XObject<</B 8 0 R>>>>>>",
        "<</Length 40>>stream\nq 90 0 0 90 400 500 cm /B Do Q           \nendstream",
        "[100 200 695 1042]",
        "<</Type/OCG/Name(hidden)>>",
        "<</OFF 9 0 R/Order[6 0 R]>>",
        "<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/OC 6 0 R/Length 21>>stream\n0 0 1 rg 0 0 1 1 re f\nendstream",
        "[6 0 R]",
    ]);
    for (name, bytes) in [("good", good()), ("packed", packed()), ("layered", layered)] {
        let (here, apart) = (ForeignPdf::read(&bytes).unwrap(), read(&bytes).unwrap());
        assert_eq!(here.sizes(), apart.sizes(), "{name}");
        assert_eq!(here.fonts_not_embedded(), apart.fonts_not_embedded(), "{name}");
        assert_eq!(here, apart, "{name}");
        for copy in [Copy::Final, Copy::Draft] {
            assert!(sent(&here, copy) == sent(&apart, copy), "{name}");
        }
    }
}

/// Source: what poppler, mutool and qpdf read, tried with each of these.
#[test]
fn what_readers_mend_is_mended() {
    let table = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let at = text.rfind("startxref\n").unwrap() + "startxref\n".len();
        text[at..].lines().next().unwrap().to_owned()
    };
    let mut broken: Vec<(String, Vec<u8>)> = Vec::new();
    for (name, good) in [("plain", good()), ("packed", packed())] {
        let mut add = |what: &str, bytes: Vec<u8>| broken.push((format!("{name}: {what}"), bytes));
        let place = table(&good);
        add("as it was", good.clone());
        add("no startxref", replaced(&good, &format!("startxref\n{place}\n%%EOF"), ""));
        add("startxref 0", replaced(&good, &format!("startxref\n{place}"), "startxref\n0"));
        add(
            "startxref far",
            replaced(&good, &format!("startxref\n{place}"), "startxref\n99999999"),
        );
        add("startxref beside", replaced(&good, &format!("startxref\n{place}"), "startxref\n37"));
        add(
            "startxref no number",
            replaced(&good, &format!("startxref\n{place}"), "startxref\nabc"),
        );
        add("a mail before it", [b"Content-Type: application/pdf\r\n\r\n", &good[..]].concat());
        add("a page behind it", [&good[..], "<html>".repeat(400).as_bytes()].concat());
        add("zeros behind it", [&good[..], &[0; 5000]].concat());
        add("no end", replaced(&good, "%%EOF", ""));
    }
    let plain = good();
    let mut add = |what: &str, bytes: Vec<u8>| broken.push((format!("plain: {what}"), bytes));
    for by in [-3, 1, 5, 400] {
        add(&format!("off by {by}"), off_by(&plain, by));
    }
    add("places of nothing", off_by(&plain, -1_000_000));
    add("no table", replaced(&plain, "xref\n0 10", "xxxx\n0 10"));
    add("no trailer", replaced(&plain, "trailer", "xxxxxxx"));
    add("no catalog named", replaced(&plain, "/Root 1 0 R", ""));
    add("another catalog named", replaced(&plain, "/Root 1 0 R", "/Root 7 0 R"));
    let lengths = String::from_utf8(plain.clone()).unwrap().replace("/Length 4", "/Length 3");
    add("lengths", lengths.clone().into());
    add("lengths far", lengths.replace("/Length 3", "/Length 99").into());
    add("lengths of nothing", lengths.replace("/Length 33", "/Length 77 0 R").into());
    add("no lengths", lengths.replace("/Length 33", "").into());
    add(
        "lines of another system",
        String::from_utf8(plain.clone()).unwrap().replace('\n', "\r\n").into(),
    );
    let (begin, twice) =
        ("%PDF-1.4\n", "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 99 0 R>>\nendobj\n");
    add("changed and written behind", replaced(&off_by(&plain, 5), begin, twice));
    for (name, bytes) in broken {
        let pdf = read(&bytes).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        assert_eq!(pdf.sizes().len(), 2, "{name}");
        let words = words(&sent(&pdf, Copy::Final));
        let flat: Vec<&str> = words.split_whitespace().collect();
        assert_eq!(flat, ["first", "page", "second", "one"], "{name}");
    }
}

/// A copy that broke off is told: what is missing cannot be mended.
#[test]
fn half_a_file_is_not_mended() {
    let good = good();
    for (what, bytes) in [
        ("the second page's drawing", &good[..700]),
        ("the font", &good[..420]),
        ("all but the catalog", &good[..60]),
        ("everything", &good[..9]),
    ] {
        assert_eq!(read(bytes).unwrap_err(), PdfFault::Damaged, "without {what}");
    }
    let packed = packed();
    assert_eq!(read(&packed[..packed.len() / 2]).unwrap_err(), PdfFault::Damaged);
}

#[test]
fn what_is_locked_for_use_only_is_read_and_what_asks_for_a_password_is_not() {
    for options in [
        ["40"].as_slice(),
        &["128", "--use-aes=n"],
        &["128", "--use-aes=y"],
        &["256"],
        &["256", "--print=none", "--modify=none", "--extract=n"],
    ] {
        let locked = |password: &str| {
            let mut all = vec!["--allow-weak-crypto", "--encrypt", password, "owner"];
            all.extend(options);
            all.push("--");
            through_qpdf(&good(), &all)
        };
        let pdf = read(&locked("")).unwrap_or_else(|fault| panic!("{options:?}: {fault:?}"));
        let words = words(&sent(&pdf, Copy::Final));
        assert!(words.contains("first page") && words.contains("second"), "{words}");
        assert_eq!(read(&locked("secret")).unwrap_err(), PdfFault::Encrypted, "{options:?}");
    }
}

/// What the page draws, with a font that is not in the file as /F and a form that uses it as /X.
fn fonts_of(drawing: &str) -> Vec<String> {
    let pdf = pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 7 0 R>>/XObject<</X 6 0 R>>\
         /ExtGState<</S<</Font[5 0 R 9]>>>>>>>>",
        &format!("<</Length {}>>stream\n{drawing}\nendstream", drawing.len()),
        "<</Type/Font/Subtype/TrueType/BaseFont/SimSun>>",
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</K 5 0 R>>>>/Length 22>>stream\n\
         BT /K 9 Tf (in X) Tj E\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/FangSong/Encoding/Identity-H/DescendantFonts[\
         <</Type/Font/Subtype/CIDFontType2/BaseFont/FangSong>>]>>",
    ]);
    read(&pdf).unwrap().fonts_not_embedded().iter().cloned().collect()
}

#[test]
fn only_fonts_that_are_shown_are_told() {
    let none: [&str; 0] = [];
    for unseen in [
        "",
        "0 0 9 9 re f",
        "BT /F 9 Tf ET",
        "BT /F 9 Tf () Tj [()-200()] TJ ET",
        "BT /F 9 Tf 3 Tr (laid over a scan) Tj ET",
        "BT /F 9 Tf (   ) Tj ET",
        "% BT /F 9 Tf (a) Tj ET",
        "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI q Q",
    ] {
        assert_eq!(fonts_of(unseen), none, "{unseen}");
    }
    for seen in [
        "BT /F 9 Tf (a) Tj ET",
        "BT /F 9 Tf [-5 (a)] TJ ET",
        "BT /F 9 Tf <41> ' ET",
        "BT /F 9 Tf 1 2 (a) \" ET",
        "BT /F 9 Tf 3 Tr (a) Tj 0 Tr (b) Tj ET",
        "q BT /F 9 Tf ET Q /X Do",
        "BT /S gs (a) Tj ET",
        "/F 9 Tf q /G 9 Tf 3 Tr Q BT (a) Tj ET",
    ] {
        assert_eq!(fonts_of(seen), ["SimSun"], "{seen}");
    }
    assert_eq!(fonts_of("BT /G 9 Tf <0041> Tj ET"), ["FangSong"]);
    assert_eq!(fonts_of("BT /G 9 Tf <0041> Tj ET /X Do"), ["FangSong", "SimSun"]);
}
