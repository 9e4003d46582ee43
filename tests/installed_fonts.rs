//! 仿宋 of the system in the place of the program's: asked for on the command line or in the settings, found
//! by name, taken only if it may be embedded, and told. A cut of our own font stands for the system's.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files")]

mod place;

use std::fs;
use std::process::Command;

use place::{Answer, Place};

const FANG: &[u8] = include_bytes!("../assets/fonts/FandolFang-Regular.ttf");

fn number(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]))
}

/// Where a table of the font begins.
fn table(bytes: &[u8], tag: &[u8; 4]) -> usize {
    let record = (0..number(bytes, 4)).map(|table| 12 + table * 16);
    let record = record.into_iter().find(|at| &bytes[*at..at + 4] == tag).unwrap();
    u32::from_be_bytes(bytes[record + 8..record + 12].try_into().unwrap()) as usize
}

/// Our 仿宋 under the name that Windows gives its own, with these embedding bits.
fn fang_song(fs_type: u16) -> Vec<u8> {
    let mut bytes = FANG.to_vec();
    let os2 = table(&bytes, b"OS/2");
    bytes[os2 + 8..os2 + 10].copy_from_slice(&fs_type.to_be_bytes());
    let name = table(&bytes, b"name");
    let (count, strings) = (number(&bytes, name + 2), number(&bytes, name + 4));
    let called: Vec<u8> = "FangSong".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for record in (0..count).map(|record| name + 6 + record * 12) {
        // The family and the PostScript name.
        if [1, 6].contains(&number(&bytes, record + 6)) {
            let at = name + strings + number(&bytes, record + 10);
            bytes[record + 8..record + 10].copy_from_slice(&(called.len() as u16).to_be_bytes());
            bytes[at..at + called.len()].copy_from_slice(&called);
        }
    }
    bytes
}

/// A machine with this 仿宋 among its user's fonts, and the sample case.
fn machine(font: &[u8]) -> Place {
    let place = Place::new();
    let fonts = place.path("user/.local/share/fonts");
    fs::create_dir_all(&fonts).unwrap();
    fs::write(fonts.join("simfang.ttf"), font).unwrap();
    place.write("case.json", &place.sample("self"));
    place
}

fn render(place: &Place, more: &[&str]) -> Answer {
    let arguments = [&["render", "case.json", "-o", "a.pdf"], more].concat();
    place.expect_as(&place.path("user"), 0, &arguments)
}

fn poppler(place: &Place, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).arg(place.path("a.pdf")).arg("-").output();
    String::from_utf8(output.expect("poppler is needed (make setup-test)").stdout).unwrap()
}

fn fonts(place: &Place) -> String {
    let output = Command::new("pdffonts").arg(place.path("a.pdf")).output();
    String::from_utf8(output.expect("pdffonts is needed (make setup-test)").stdout).unwrap()
}

/// The words on its pages. The code of the sheet is another one: it stands for how the print looks.
fn words(place: &Place) -> String {
    let text = poppler(place, "pdftotext", &["-raw"]);
    text.lines().filter(|line| !line.contains("核对码")).collect::<Vec<_>>().join("\n")
}

#[test]
fn fonts_of_the_system_are_used_when_asked_for_and_told() {
    let place = machine(&fang_song(0x0008));
    let by_default = render(&place, &[]);
    assert!(!by_default.err.contains("L503"), "{}", by_default.err);
    assert!(fonts(&place).contains("FandolFang"), "{}", fonts(&place));
    let text = words(&place);

    let asked = render(&place, &["--installed-fonts"]);
    assert!(asked.err.contains("L503") && asked.err.contains("仿宋用 FangSong"), "{}", asked.err);
    assert!(asked.err.contains("没有用本机的小标宋：没有安装"), "{}", asked.err);
    assert!(fonts(&place).contains("+FangSong"), "{}", fonts(&place));
    assert!(!fonts(&place).contains("FandolFang"), "{}", fonts(&place));
    assert_eq!(words(&place), text);

    fs::create_dir_all(place.path("home")).unwrap();
    fs::write(place.path("home/settings.toml"), "prefer_installed_fonts = true\n").unwrap();
    assert!(render(&place, &[]).err.contains("L503"));
    fs::write(place.path("home/settings.toml"), "prefer_installed_fonts = false\n").unwrap();
    assert!(!render(&place, &[]).err.contains("L503"));
}

#[test]
fn a_font_that_may_not_be_embedded_is_not() {
    let place = machine(&fang_song(0x0002));
    let asked = render(&place, &["--installed-fonts"]);
    assert!(asked.err.contains("“FangSong”字体不允许嵌入文件"), "{}", asked.err);
    assert!(!asked.err.contains("L503"), "{}", asked.err);
    assert!(fonts(&place).contains("FandolFang"), "{}", fonts(&place));
}
