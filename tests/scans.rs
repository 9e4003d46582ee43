//! Scans of sealed sheets from end to end: files of several kinds against a case file and against the drafts.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;
#[path = "scanned/simulated.rs"]
#[allow(dead_code, reason = "each test uses some of it")]
mod simulated;

use std::fs;
use std::path::{Path, PathBuf};

use client::{Client, workbench};
use foundation::Timestamp;
use image::{DynamicImage, GrayImage};
use paper::{Copy, Item, Sheets, Title, draw, write_pdf};
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use workbench::{ScannedPage, Workbench};

const CASE: &str = "5ea1ed5ea1ed5ea1ed5ea1ed5ea1ed00";
const FORM: &str = "js-2020-case";

fn apart() -> Workbench {
    let noon = Timestamp::from_second(1_593_576_000).unwrap();
    Workbench::new(Box::new(noon)).with_program_apart(env!("CARGO_BIN_EXE_shenbao-apart").into())
}

/// A case file with this id and name.
fn case_file(workbench: &Workbench, folder: &Path, id: &str, name: &str) -> PathBuf {
    let text = workbench.desk().new_case("js-2020", Some("recommended"), true).unwrap();
    let mut case: Json = serde_json::from_str(&text).unwrap();
    case["id"] = json!(id);
    case["revision"] = json!(1);
    case["values"]["case_name"] = json!(name);
    let file = folder.join(format!("{name}.json"));
    fs::write(&file, case.to_string()).unwrap();
    file
}

fn sheets(workbench: &Workbench, case: &Path) -> Sheets {
    let desk = workbench.desk();
    desk.sheets(&desk.open(case).unwrap(), Some(FORM), Copy::Final).unwrap()
}

fn page(sheets: &Sheets, number: usize) -> GrayImage {
    image::load_from_memory(&draw(sheets, number, 150).unwrap()).unwrap().to_luma8()
}

/// Pages of grey, one after another, as scanners put them into one file. Source: TIFF 6.0, section 2.
fn tiff(pages: &[GrayImage]) -> Vec<u8> {
    let mut file = b"II*\0".to_vec();
    let mut at = 8u32;
    file.extend(at.to_le_bytes());
    for (number, page) in pages.iter().enumerate() {
        let length = page.as_raw().len() as u32;
        let samples = at + 2 + 10 * 12 + 4;
        let entries: [(u16, u16, u32); 10] = [
            (254, 4, 2),
            (256, 4, page.width()),
            (257, 4, page.height()),
            (258, 3, 8),
            (259, 3, 1),
            (262, 3, 1),
            (273, 4, samples),
            (277, 3, 1),
            (278, 4, page.height()),
            (279, 4, length),
        ];
        file.extend((entries.len() as u16).to_le_bytes());
        for (tag, kind, value) in entries {
            file.extend(tag.to_le_bytes());
            file.extend(kind.to_le_bytes());
            file.extend(1u32.to_le_bytes());
            file.extend(value.to_le_bytes());
        }
        at = samples + length + length % 2;
        let next = if number + 1 < pages.len() { at } else { 0 };
        file.extend(next.to_le_bytes());
        file.extend_from_slice(page.as_raw());
        file.resize(at as usize, 0);
    }
    file
}

fn scan(workbench: &Workbench, files: &[&Path], case: &Path) -> Vec<ScannedPage> {
    let files: Vec<PathBuf> = files.iter().map(|file| (*file).to_owned()).collect();
    let scanned = workbench.desk().scan(&files, Some(case), &|_| {}).unwrap();
    assert!(scanned.faults.is_empty() && scanned.cut.is_empty(), "{scanned:?}");
    scanned.pages
}

/// How a page stands to the case, which of its print it is, whether of an earlier one or twice there, and what is missing.
type Told<'p> = (&'p str, Option<u16>, bool, bool, &'p [u16]);

fn told(pages: &[ScannedPage]) -> Vec<Told<'_>> {
    let told = pages.iter().map(|page| {
        (page.case, page.print_page, page.earlier, page.doubled, page.missing.as_slice())
    });
    told.collect()
}

#[test]
fn sheets_in_files_of_every_kind_are_held_against_a_case_file() {
    let place = TempDir::new().unwrap();
    let workbench = apart();
    let case = case_file(&workbench, place.path(), CASE, "一店带多户");
    let sheets = sheets(&workbench, &case);
    let count = sheets.pages.len() as u16;
    assert!(count >= 2, "{count}");
    let pages: Vec<GrayImage> = (1..=sheets.pages.len()).map(|at| page(&sheets, at)).collect();
    let all: Vec<_> = (1..=count).map(|at| ("same", Some(at), false, false, &[][..])).collect();
    let file = |name: &str| place.path().join(name);

    fs::write(file("全部.tif"), tiff(&pages)).unwrap();
    let scanned = scan(&workbench, &[&file("全部.tif")], &case);
    assert_eq!(told(&scanned), all);
    assert_eq!(scanned[0].form.as_deref(), Some(FORM));
    assert_eq!(scanned[0].revision, Some(1));
    assert!((145..155).contains(&scanned[0].dpi.unwrap()), "{:?}", scanned[0].dpi);
    let seals: Vec<_> = scanned.iter().flat_map(|page| &page.seals).collect();
    assert!(!seals.is_empty() && seals.iter().all(|seal| seal.present == Some(false)), "{seals:?}");

    // A PDF, of ours or of a scanner, is drawn in a process apart.
    let title = Title {
        title: "一店带多户".into(),
        author: String::new(),
        subject: String::new(),
        moment: Timestamp::UNIX_EPOCH,
        origin: None,
    };
    fs::write(file("全部.pdf"), write_pdf(&sheets, &title).unwrap()).unwrap();
    assert_eq!(told(&scan(&workbench, &[&file("全部.pdf")], &case)), all);

    // On its side, twice, and the first page missing.
    let second = DynamicImage::from(pages[1].clone());
    second.rotate90().save(file("横.png")).unwrap();
    second.rotate180().save(file("倒.jpg")).unwrap();
    let scanned = scan(&workbench, &[&file("横.png"), &file("倒.jpg")], &case);
    let missing: Vec<u16> = (1..=count).filter(|at| *at != 2).collect();
    assert_eq!(told(&scanned), vec![("same", Some(2), false, true, &missing[..]); 2]);
    assert_eq!(scanned.iter().map(|page| page.turn).collect::<Vec<_>>(), [Some(90), Some(180)]);

    // A page that is empty, and bytes that are no picture.
    GrayImage::from_pixel(1240, 1754, image::Luma([250])).save(file("空.png")).unwrap();
    fs::write(file("坏.jpg"), b"no picture").unwrap();
    let scanned = scan(&workbench, &[&file("空.png"), &file("坏.jpg")], &case);
    assert_eq!(told(&scanned), vec![("unreadable", None, false, false, &[][..]); 2]);
}

#[test]
fn a_sheet_is_of_the_case_changed_since_or_of_another() {
    let place = TempDir::new().unwrap();
    let workbench = apart();
    let case = case_file(&workbench, place.path(), CASE, "一店带多户");
    let other = case_file(&workbench, place.path(), "5ea1ed5ea1ed5ea1ed5ea1ed5ea1ed01", "另一个");
    let before = case_file(&workbench, place.path(), CASE, "以前的名称");
    let file = place.path().join("扫描.tif");
    let pages = |case: &Path| -> Vec<GrayImage> {
        let sheets = sheets(&workbench, case);
        (1..=sheets.pages.len()).map(|at| page(&sheets, at)).collect()
    };
    fs::write(&file, tiff(&pages(&before))).unwrap();
    let scanned = scan(&workbench, &[&file], &case);
    // The name stands on the first page only: what was sealed on the others still says what it said.
    assert_eq!((scanned[0].case, scanned[0].earlier), ("changed", false));
    assert!(scanned[1..].iter().all(|page| page.case == "same" && page.earlier), "{scanned:?}");
    fs::write(&file, tiff(&pages(&other))).unwrap();
    let scanned = scan(&workbench, &[&file], &case);
    assert!(scanned.iter().all(|page| page.case == "other" && page.form.is_none()), "{scanned:?}");
    assert!(scanned.iter().all(|page| page.code.is_some() && page.missing.is_empty()));
}

#[test]
fn drafts_know_what_was_sealed_and_what_was_changed_since() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let client = Client::make(&workbench, true);
    let export = json!({"ask": "export", "target": place.path(), "as_draft": false});
    let sent = client.ask(export);
    let folder = PathBuf::from(sent["folder"].as_str().unwrap());
    let list = fs::read_to_string(folder.join("清单.txt")).unwrap();
    assert_eq!(parcel::codes_in(&list).len(), 1, "{list}");
    let files = sent["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap());
    let pdfs: Vec<PathBuf> =
        files.filter(|f| f.ends_with(".pdf")).map(|f| folder.join(f)).collect();
    let look = || {
        let scanned = workbench.scan_for_drafts(&pdfs[..1], &|_| {}).unwrap();
        scanned.pages.into_iter().filter(|page| page.code.is_some()).collect::<Vec<_>>()
    };
    let draft = client.draft;
    client.ask(json!({"ask": "close_draft"}));
    let scanned = look();
    assert!(!scanned.is_empty());
    for page in &scanned {
        assert_eq!((page.case, page.draft, page.earlier), ("same", Some(draft), false), "{page:?}");
    }
    let mut client = Client::open(&workbench, draft);
    client.edit("values/case_name", "盖章以后又改了名称");
    client.saved(true);
    client.ask(json!({"ask": "close_draft"}));
    let scanned = look();
    assert_eq!((scanned[0].case, scanned[0].earlier), ("changed", true));
    assert_eq!(scanned[0].changed, ["case_name"]);
    assert!(scanned[0].revision.is_some());
    assert!(scanned[1..].iter().all(|page| page.case == "same"), "{scanned:?}");
}

#[test]
fn an_attached_scan_says_whether_it_is_still_what_the_draft_says() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let form = client.ask(json!({"ask": "paper", "form": FORM}));
    let count = form["pages"].as_array().unwrap().len();
    let draft = client.draft;
    let pages = (1..=count).map(|at| {
        let png = workbench.picture(draft, FORM, at, 150).unwrap();
        image::load_from_memory(&png).unwrap().to_luma8()
    });
    let scan = place.path().join("盖章.tif");
    fs::write(&scan, tiff(&pages.collect::<Vec<_>>())).unwrap();
    client.attach("sealed_scan", &[&scan]).unwrap();
    client.ask(json!({"ask": "look_at_files"}));
    let news = client.ask(json!({"ask": "news"}));
    client.hear(&news);
    let codes = |client: &Client| -> Vec<String> {
        let found = client.shown["findings"].as_array().unwrap().iter();
        let codes = found.map(|found| found["code"].as_str().unwrap().to_owned());
        codes.filter(|code| code.starts_with("A48")).collect()
    };
    // Nobody has sealed it.
    assert_eq!(codes(&client), ["A483"], "{}", client.shown["findings"]);
    client.edit("values/case_name", "又改了名称");
    assert_eq!(codes(&client), ["A480", "A483"], "{}", client.shown["findings"]);
    client.agrees_with_a_fresh_look();
}

#[test]
fn a_scan_of_sealed_sheets_moves_the_draft_and_takes_nothing_back_from_the_user() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let paper = client.ask(json!({"ask": "paper", "form": FORM}));
    let exported = json!({"ask": "export", "target": place.path(), "as_draft": false});
    client.ask(exported);
    // Where the seals of the same sample go.
    let route = client.shown["route"].as_str().unwrap().to_owned();
    let text = workbench.desk().new_case("js-2020", Some(&route), true).unwrap();
    let file = place.path().join("样例.json");
    fs::write(&file, text).unwrap();
    let sheets = sheets(&workbench, &file);
    let mut numbers = simulated::Numbers(7);
    let mut count = 0;
    let pages = (1..=paper["pages"].as_array().unwrap().len()).map(|at| {
        let png = workbench.picture(client.draft, FORM, at, simulated::PRINTED_DPI).unwrap();
        let mut page = image::load_from_memory(&png).unwrap().to_rgb8();
        for item in &sheets.pages[at - 1].items {
            // Nobody recommends who applies for himself.
            if let Item::SealPlace { id, x, y, side } = item
                && id == "applicant"
            {
                let middle = (x.0 + side.0 / 2.0, y.0 + side.0 / 2.0);
                simulated::seal(&mut page, middle, 42.0, &mut numbers);
                count += 1;
            }
        }
        DynamicImage::from(page).to_luma8()
    });
    let pages: Vec<_> = pages.collect();
    assert_eq!(count, 1);
    let scan = place.path().join("盖章.tif");
    fs::write(&scan, tiff(&pages)).unwrap();
    let sealed = |client: &Client| client.ask(json!({"ask": "next_steps"}))["sealed"].clone();
    assert_eq!(sealed(&client), Json::Null);
    client.attach("sealed_scan", &[&scan]).unwrap();
    client.ask(json!({"ask": "look_at_files"}));
    assert!(sealed(&client).is_i64(), "{}", client.ask(json!({"ask": "news"})));
    // Whoever says that it is not, is not contradicted at every look.
    client.ask(json!({"ask": "mark_draft", "done": "sealed", "day": null}));
    client.ask(json!({"ask": "look_at_files"}));
    assert_eq!(sealed(&client), Json::Null);
}
