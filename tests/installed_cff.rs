//! A face of the system with CFF outlines out of a collection, as macOS and Debian have them: it is cut, put
//! into the PDF as what it is, and its text comes back.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files")]

use std::path::Path;
use std::process::Command;

use case::Case;
use catalog::{Catalog, FontRole};
use foundation::Timestamp;
use paper::{Copy, Edition, Fonts, Title, compose, write_pdf};

/// Comes with the packages that `make setup-test` installs.
const NOTO: &str = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc";
/// The place of Noto Serif CJK SC in it.
const SC: u32 = 2;

fn tool(program: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().expect("poppler and qpdf are needed (make setup-test)");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn cff_outlines_of_a_collection_stand_in_the_pdf_as_such() {
    let bytes = std::fs::read(NOTO).expect("fonts-noto-cjk is needed (make setup-test)");
    let fonts = Fonts::default().prefer(FontRole::Title, "小标宋 Noto Bold", bytes, SC).unwrap();
    assert_eq!(fonts.preferred(FontRole::Title), Some("NotoBold"));

    let case = Case::new(Catalog::built_in().call("js-2020").unwrap().clone());
    let sheets = compose(case.call.main_form(), &case, Edition { copy: Copy::Final, fonts });
    let title = Title {
        title: "案例".into(),
        author: "单位".into(),
        subject: "申报表".into(),
        moment: Timestamp::UNIX_EPOCH,
        origin: None,
    };
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("a.pdf");
    std::fs::write(&pdf, write_pdf(&sheets, &title).unwrap()).unwrap();

    tool("qpdf", &["--check"], &pdf);
    let fonts = tool("pdffonts", &[], &pdf);
    let ours = fonts.lines().find(|line| line.contains("+NotoBold")).expect(&fonts);
    assert!(ours.contains("CID Type 0C"), "{ours}");
    assert!(ours.contains("yes yes yes"), "embedded, cut, with its text: {ours}");
    let text = tool("pdftotext", &["-raw"], &pdf);
    assert!(text.contains(&case.call.main_form().title), "{text}");
}
