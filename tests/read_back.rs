//! What is typed comes back from the PDF: generated texts, all of 通用规范汉字表, and names of Extension B,
//! written by `write_pdf` and read by poppler's pdftotext. Its absence is a failed test.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use case::{Case, Value};
use catalog::{Call, Catalog};
use foundation::Timestamp;
use paper::{Copy, Item, Sheets, Title, compose, write_pdf};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use unicode_normalization::UnicodeNormalization as _;

/// The characters of 通用规范汉字表.
const TGH: &str = include_str!("characters/tgh-2013.txt");
/// How many documents are written and read.
const DOCUMENTS: usize = 40;

fn call() -> Arc<Call> {
    Catalog::built_in().call("js-2020").unwrap().clone()
}

fn case_with(overview: &str, opinion: &str) -> Case {
    let mut case = Case::new(call());
    case.route = "recommended".into();
    let texts = [("case_name", "网络扶贫"), ("overview", overview), ("opinion", opinion)];
    case.values = texts.map(|(id, text)| (id.to_owned(), Value::Text(text.to_owned()))).into();
    case
}

/// The text of a PDF as poppler gives it.
fn read(pdf: &Path, mode: &str) -> String {
    let output = Command::new("pdftotext").args([mode, "-enc", "UTF-8"]).arg(pdf).arg("-").output();
    let output = output.expect("pdftotext is needed (make setup-test)");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn written(sheets: &Sheets, folder: &Path) -> std::path::PathBuf {
    let title = Title {
        title: "案例".into(),
        author: "单位".into(),
        subject: "申报表".into(),
        moment: Timestamp::UNIX_EPOCH,
        origin: None,
    };
    let path = folder.join("a.pdf");
    std::fs::write(&path, write_pdf(sheets, &title).unwrap()).unwrap();
    path
}

fn solid(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// What of a text must come back: NFC, radicals as ideographs, nothing without a shape.
fn expected(text: &str) -> String {
    let radicals = |character: char| match character {
        '\u{2F00}'..='\u{2FD5}' | '⺟' | '⻳' => character.nfkc().next().unwrap(),
        '⻢' => '马',
        '⻋' => '车',
        other => other,
    };
    let shapeless = |c: &char| matches!(c, '\u{200B}' | '\u{FEFF}');
    solid(&text.nfc().filter(|c| !shapeless(c)).map(radicals).collect::<String>())
}

/// The lines of a field, in the order of the pages, without white space.
fn lines_of(sheets: &Sheets, field: &str) -> Vec<String> {
    let mut lines: BTreeMap<(usize, u32), String> = BTreeMap::new();
    for (page, sheet) in sheets.pages.iter().enumerate() {
        for item in &sheet.items {
            if let Item::Text(run) = item
                && run.field.as_ref().is_some_and(|path| path.as_str() == field)
            {
                lines.entry((page, run.line)).or_default().push_str(&solid(&run.text()));
            }
        }
    }
    lines.into_values().filter(|line| !line.is_empty()).collect()
}

/// Everything on the pages, in their order, without white space; boxes among the words of their line, as characters.
fn on_pages(sheets: &Sheets) -> String {
    let mut all = String::new();
    for page in &sheets.pages {
        // The line that is being gathered: its baseline, and its characters with their places.
        let mut line: (f64, Vec<(f64, char)>) = (0.0, Vec::new());
        let end = |line: &mut (f64, Vec<(f64, char)>), all: &mut String| {
            line.1.sort_by(|one, other| one.0.total_cmp(&other.0));
            all.extend(line.1.drain(..).map(|(_, character)| character));
        };
        for item in &page.items {
            match item {
                Item::Text(run) => {
                    let first = run.glyphs.first().map_or(0.0, |glyph| glyph.x.0);
                    let goes_on = line.1.last().is_some_and(|(x, _)| *x < first);
                    if line.0 != run.baseline.0 || !goes_on {
                        end(&mut line, &mut all);
                    }
                    line.0 = run.baseline.0;
                    line.1.extend(run.glyphs.iter().map(|glyph| (glyph.x.0, glyph.character)));
                }
                Item::Tick { x, y, side, ticked, .. } => {
                    let character = if *ticked { '☑' } else { '□' };
                    if !(y.0..y.0 + side.0).contains(&(line.0 - side.0 / 4.0)) {
                        end(&mut line, &mut all);
                        line.0 = y.0 + side.0;
                    }
                    line.1.push((x.0, character));
                }
                Item::Code(code) => {
                    end(&mut line, &mut all);
                    all.extend(code.words.iter().map(paper::Run::text));
                }
                _ => {}
            }
        }
        end(&mut line, &mut all);
    }
    solid(&all)
}

/// Writes and reads one case, and holds both ways of reading to what was typed.
fn holds(overview: &str, opinion: &str, folder: &Path) {
    let case = case_with(overview, opinion);
    let sheets = compose(case.call.main_form(), &case, Copy::Final);
    let pdf = written(&sheets, folder);
    let raw = solid(&read(&pdf, "-raw"));
    assert_eq!(raw, on_pages(&sheets), "the pages, read in their own order");
    let layout = solid(&read(&pdf, "-layout"));
    let sorted = |text: &str| {
        let mut characters: Vec<char> = text.chars().collect();
        characters.sort_unstable();
        characters
    };
    assert_eq!(sorted(&layout), sorted(&raw), "nothing is lost or doubled by place");
    for (field, typed) in [("overview", overview), ("opinion", opinion)] {
        let lines = lines_of(&sheets, field);
        assert_eq!(lines.concat(), expected(typed), "{field}");
        for line in lines {
            assert!(layout.contains(&line), "{line} is torn in the reading by place");
        }
    }
}

fn paragraphs() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[一-龥]{1,12}",
        1 => "[A-Za-z]{1,10}",
        1 => "[0-9]{1,4}(,[0-9]{3}){0,2}(\\.[0-9]{1,2})?(万元|％|%|℃|㎡| km)?",
        2 => "[，。、；：？！“”（）《》…—～·／]",
        1 => "(——|……|？！|）（|”，“)",
        1 => "[䶮㛃𬭎𠮷龘〇豈金\u{FA0C}]{1,2}",
        1 => "[⼀⾦⻢⻋⺟⻳]{1,2}",
        1 => "[\u{200B}\u{FEFF}①×±]{1,2}",
        1 => "(u\u{308}|e\u{301}|a\u{304})[ \u{3000}]?",
        1 => "https://example\\.com/[a-z/=&?]{20,90}",
        1 => "[a-z]{60,90}",
        1 => "[ \u{3000}\t]{1,2}",
    ];
    let paragraph = prop::collection::vec(piece, 1..30).prop_map(|pieces| pieces.concat());
    prop::collection::vec(paragraph, 5..30).prop_map(|paragraphs| paragraphs.join("\n"))
}

#[test]
fn generated_texts_come_back_from_the_pdf() {
    let folder = tempfile::tempdir().unwrap();
    let mut runner = TestRunner::new(ProptestConfig {
        cases: DOCUMENTS as u32,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..Default::default()
    });
    let texts = (paragraphs(), paragraphs());
    runner
        .run(&texts, |(overview, opinion)| {
            holds(&overview, &opinion, folder.path());
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_standard_characters_and_a_thousand_of_extension_b_come_back() {
    let standard: Vec<char> =
        TGH.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars).collect();
    assert_eq!(standard.len(), 8105);
    // Every 42nd code point: a thousand of them, from all over the block.
    let rare = (0..1000).map(|place| char::from_u32(0x2_0000 + place * 42).unwrap());
    let all: Vec<char> = standard.into_iter().chain(rare).collect();
    let text = all.chunks(100).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>();
    let overview = text.join("\n");
    let case = case_with(&overview, "");
    let form = case.call.main_form();
    for field in &form.fields {
        let texts = case.value(&field.id).map(case::Value::texts).unwrap_or_default();
        assert!(paper::characters_without_font(texts).is_empty(), "{}", field.id);
    }
    let sheets = compose(form, &case, Copy::Final);
    let boxes = sheets.pages.iter().flat_map(|page| &page.items).filter(|item| {
        let is_overview = |field: &foundation::FieldPath| field.as_str() == "overview";
        matches!(item, Item::Tick { field: Some(field), .. } if is_overview(field))
    });
    assert_eq!(boxes.count(), 0, "an empty box stands for what no face has");
    let folder = tempfile::tempdir().unwrap();
    holds(&overview, "", folder.path());
    // The glyphs alone: a .notdef, or one glyph for two characters, would come back as something else.
    let glyphs = solid(&read(&without_actual_text(&folder.path().join("a.pdf")), "-raw"));
    assert_eq!(glyphs, on_pages(&sheets));
}

/// The same pages without the text that was put beside the glyphs for copying.
fn without_actual_text(pdf: &Path) -> std::path::PathBuf {
    let plain = pdf.with_extension("plain.pdf");
    let status = Command::new("qpdf")
        .args(["--qdf", "--object-streams=disable"])
        .arg(pdf)
        .arg(&plain)
        .status();
    assert!(status.expect("qpdf is needed (make setup-test)").success());
    let mut bytes = std::fs::read(&plain).unwrap();
    let name = b"/ActualText";
    let places: Vec<usize> =
        (0..bytes.len() - name.len()).filter(|at| bytes[*at..].starts_with(name)).collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place + 1] = b'B';
    }
    std::fs::write(&plain, bytes).unwrap();
    plain
}
