//! Golden cases: a folder each, with a case and what is found, what stands on its pages, and what is
//! sent. `BLESS=1` (`make bless`) writes the expectations; the diff is read.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use case::{Evidence, Input};
use catalog::{Catalog, Folder};
use disk::Disk;
use foundation::{Code, Finding, Timestamp};
use paper::{Copy, Item, Sheets};
use serde_json::{Value, json};
use workbench::{Choices, Collect, Desk, Exported, Office, OfficeKind, OpenCase, Workbench};

/// 2020-06-20, noon in China: within the window of js-2020.
const NOON: i64 = 1_592_625_600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize().unwrap()
}

/// What comes with the program, the form of the tests with every kind of field, and the examples.
fn catalog() -> Catalog {
    let mut folders = Catalog::built_in_folders();
    let own = [
        "tests/catalog/forms",
        "tests/catalog/calls",
        "assets/examples/forms",
        "assets/examples/calls",
    ];
    let own = own.map(|path| root().join(path));
    let own = own.iter().flat_map(|path| fs::read_dir(path).unwrap());
    for path in own.map(|entry| entry.unwrap().path()) {
        let folder = path.file_name().unwrap().to_str().unwrap();
        let files = fs::read_dir(&path).unwrap().map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        });
        folders.push(Folder { path: folder.into(), files: files.collect() });
    }
    assert_eq!(catalog::lint(&folders, &[]).iter().find(|f| f.code != Code::FileMissing), None);
    Catalog::of(folders)
}

fn workbench() -> Workbench {
    workbench_at(Timestamp::from_second(NOON).unwrap())
}

fn workbench_at(moment: Timestamp) -> Workbench {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(catalog);
    Workbench::with(CATALOG.clone(), Box::new(moment), Box::new(Disk))
        .with_program_apart(env!("CARGO_BIN_EXE_shenbao-apart").into())
}

/// `change.json`: `from` is the sample of a route (`self` of js-2020, or `ah-2024/city`), `call` and `route`
/// name an empty case, `case` is a whole one; `patch` changes it (RFC 7396), `repeat` puts long texts
/// together.
fn input(change: &Value, desk: &Desk<'_>) -> Value {
    let text = |key: &str| change[key].as_str();
    let mut case: Value = match (text("from"), &change["case"]) {
        (Some(from), _) => {
            let (call, route) = from.split_once('/').unwrap_or(("js-2020", from));
            serde_json::from_str(&desk.new_case(call, Some(route), true).unwrap()).unwrap()
        }
        (None, Value::Null) => {
            let empty = desk.new_case(text("call").unwrap(), text("route"), false).unwrap();
            serde_json::from_str(&empty).unwrap()
        }
        (None, case) => case.clone(),
    };
    merge(&mut case, &change["patch"]);
    for (field, parts) in change["repeat"].as_object().into_iter().flatten() {
        let pieces = parts.as_array().unwrap().iter().map(|part| {
            let count = usize::try_from(part["times"].as_u64().unwrap()).unwrap();
            part["text"].as_str().unwrap().repeat(count)
        });
        case["values"][field] = json!(pieces.collect::<String>());
    }
    case
}

fn merge(target: &mut Value, patch: &Value) {
    let Some(patch) = patch.as_object() else { return };
    for (key, value) in patch {
        if value.is_null() {
            target.as_object_mut().unwrap().remove(key);
        } else if value.is_object() && target[key].is_object() {
            merge(&mut target[key], value);
        } else {
            target[key] = value.clone();
        }
    }
}

fn findings_text(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let severity = format!("{:?}", finding.severity).to_lowercase();
        let reason = if finding.needs_reason { " needs_reason" } else { "" };
        let (code, path) = (finding.code.as_str(), &finding.path);
        writeln!(text, "{code} {severity}{reason} @{path}").unwrap();
        writeln!(text, "    {}", finding.message).unwrap();
        writeln!(text, "    {}", finding.hint).unwrap();
        writeln!(text, "    {}", finding.source).unwrap();
        if let Some(suggestion) = &finding.suggestion {
            writeln!(text, "    -> {suggestion}").unwrap();
        }
    }
    text
}

fn pages_text(sheets: &Sheets) -> String {
    let mut text = String::new();
    for (index, page) in sheets.pages.iter().enumerate() {
        writeln!(text, "page {} {}x{}", index + 1, page.width.0, page.height.0).unwrap();
        let mut rules = BTreeSet::new();
        for item in &page.items {
            match item {
                Item::Text(run) => {
                    let field = run.field.as_ref().map_or("", |field| field.as_str());
                    let (x, y, size) = (run.glyphs[0].x.0, run.baseline.0, run.size.0);
                    let (face, words) = (run.face_name(), run.text());
                    writeln!(text, "{y:7.2} {x:7.2} {size:4} {face} [{field}] {words}").unwrap();
                }
                Item::Tick { x, y, ticked, field, .. } => {
                    let field = field.as_ref().map_or("", |field| field.as_str());
                    let sign = if *ticked { "☑" } else { "□" };
                    writeln!(text, "{:7.2} {:7.2} {sign} [{field}]", y.0, x.0).unwrap();
                }
                Item::SealPlace { id, x, y, side } => {
                    writeln!(text, "{:7.2} {:7.2} seal {id} {}", y.0, x.0, side.0).unwrap();
                }
                Item::Picture { x, y, width, height, field, .. } => {
                    let field = field.as_ref().map_or("", |field| field.as_str());
                    let (y, x, width, height) = (y.0, x.0, width.0, height.0);
                    writeln!(text, "{y:7.2} {x:7.2} picture {width:.2}x{height:.2} [{field}]")
                        .unwrap();
                }
                Item::SignaturePlace { at, x, y, width, height } => {
                    let (y, x, width, height) = (y.0, x.0, width.0, height.0);
                    writeln!(text, "{y:7.2} {x:7.2} signature {at} {width:.2}x{height:.2}")
                        .unwrap();
                }
                // Not its letters: they change with every other line of the page.
                Item::Code(code) => {
                    let (kind, says) = (code.modules.kind, &code.says);
                    let (y, x, page, pages) = (code.y.0, code.x.0, says.page, says.pages);
                    writeln!(text, "{y:7.2} {x:7.2} code {kind:?} {page}/{pages}").unwrap();
                }
                Item::DraftMark => writeln!(text, "draft mark").unwrap(),
                Item::Rule { x1, y1, x2, y2 } => {
                    let place = [y1, x1, y2, x2].map(|length| format!("{:7.2}", length.0));
                    rules.insert(place.join(" "));
                }
            }
        }
        for rule in rules {
            writeln!(text, "rule {rule}").unwrap();
        }
    }
    for section in &sheets.outline {
        let (level, page, y) = (section.level, section.page + 1, section.y.0);
        writeln!(text, "outline {level} page {page} {y:7.2} {}", section.title).unwrap();
    }
    text
}

fn folder_text(exported: &Exported) -> String {
    let mut text = format!("{}/\n", exported.folder.file_name().unwrap().to_str().unwrap());
    for file in &exported.files {
        let form = file.form.as_deref().unwrap_or("-");
        let pages = file.pages.map_or("-".to_owned(), |pages| pages.to_string());
        writeln!(text, "{} {form} {pages} {}", file.role, file.path).unwrap();
        if !file.removed.is_empty() {
            writeln!(text, "    without {}", file.removed.join("、")).unwrap();
        }
        if let Some(label) = &file.label {
            writeln!(text, "    with {label}").unwrap();
        }
    }
    text
}

/// Compares with the file, or writes it.
fn expect(path: &Path, found: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, found).unwrap();
    } else if fs::read_to_string(path).unwrap_or_default() != found {
        wrong.push(format!("{}:\n{found}", path.display()));
    }
}

/// `LOOK=folder` draws each page there, for the eye.
fn look(sheets: &Sheets, golden: &Path) {
    let Some(folder) = std::env::var_os("LOOK") else { return };
    let name = golden.file_name().unwrap().to_str().unwrap();
    for page in 1..=sheets.pages.len() {
        let picture = paper::draw(sheets, page, 60).unwrap();
        fs::write(Path::new(&folder).join(format!("{name}-{page}.png")), picture).unwrap();
    }
}

/// The workbench on the day of the case: `today`, or a day within the window of js-2020.
fn on_the_day(change: &Value) -> Workbench {
    match change["today"].as_str() {
        Some(day) => workbench_at(format!("{day}T04:00:00Z").parse().unwrap()),
        None => workbench(),
    }
}

/// Copies what lies beside `change.json`, and writes the case and those in `with` beside it.
fn open(change: &Value, folder: &Path, golden: &Path, desk: &Desk<'_>) -> OpenCase {
    for entry in fs::read_dir(golden).unwrap().map(|entry| entry.unwrap().path()) {
        let name = entry.file_name().unwrap().to_str().unwrap();
        if !name.ends_with(".txt") && name != "change.json" {
            fs::copy(&entry, folder.join(name)).unwrap();
        }
    }
    write_scans(change, folder, desk);
    let others = change["with"].as_array().map(Vec::as_slice).unwrap_or_default();
    let others: Vec<PathBuf> = write_cases(others, "别的案例", folder, desk);
    let own = write_cases(std::slice::from_ref(change), "case", folder, desk);
    desk.open_with(&own[0], &others).unwrap()
}

/// `scans`: sheets of the case, or of another in `of`, as they come from a scanner: which `form` and `page`, into which
/// `file`, sealed or not, with their code or cut off above it.
fn write_scans(change: &Value, folder: &Path, desk: &Desk<'_>) {
    for scan in change["scans"].as_array().into_iter().flatten() {
        let of = if scan["of"].is_null() { change } else { &scan["of"] };
        let paths = write_cases(std::slice::from_ref(of), "printed", folder, desk);
        let sheets =
            desk.sheets(&desk.open(&paths[0]).unwrap(), scan["form"].as_str(), Copy::Final);
        let (sheets, page) = (sheets.unwrap(), scan["page"].as_u64().unwrap() as usize);
        fs::remove_file(&paths[0]).unwrap();
        let drawn = paper::draw(&sheets, page, 150).unwrap();
        let mut drawn = image::load_from_memory(&drawn).unwrap().to_rgb8();
        let scale = 150.0 / 25.4;
        for item in &sheets.pages[page - 1].items {
            let Item::SealPlace { x, y, side, .. } = item else { continue };
            if scan["sealed"].as_bool() != Some(true) {
                continue;
            }
            let middle = ((x.0 + side.0 / 2.0) * scale, (y.0 + side.0 / 2.0) * scale);
            for (x, y, pixel) in drawn.enumerate_pixels_mut() {
                let from = (f64::from(x) - middle.0).hypot(f64::from(y) - middle.1) / scale;
                if (19.5..21.0).contains(&from) || from < 5.0 {
                    *pixel = image::Rgb([214, 40, 44]);
                }
            }
        }
        if scan["cut"].as_bool() == Some(true) {
            let height = drawn.height() - (40.0 * scale) as u32;
            drawn = image::imageops::crop_imm(&drawn, 0, 0, drawn.width(), height).to_image();
        }
        drawn.save(folder.join(scan["file"].as_str().unwrap())).unwrap();
    }
}

fn write_cases(changes: &[Value], name: &str, folder: &Path, desk: &Desk<'_>) -> Vec<PathBuf> {
    let write = |(index, change): (usize, &Value)| {
        let path = folder.join(format!("{name}{}.json", index + 1));
        fs::write(&path, serde_json::to_string(&input(change, desk)).unwrap()).unwrap();
        path
    };
    changes.iter().enumerate().map(write).collect()
}

/// `roundup`: a form of the roundup from the cases in `cases`.
fn roundup(change: &Value, form: &str, golden: &Path, wrong: &mut Vec<String>) -> Vec<Code> {
    let workbench = on_the_day(change);
    let desk = workbench.desk();
    let folder = tempfile::tempdir().unwrap();
    let paths = write_cases(change["cases"].as_array().unwrap(), "case", folder.path(), &desk);
    let opens: Vec<OpenCase> = paths.iter().map(|path| desk.open(path).unwrap()).collect();
    let (findings, sheets) = desk.roundup(&opens, form, Copy::Draft).unwrap();
    expect(&golden.join("findings.txt"), &findings_text(&findings), wrong);
    expect(&golden.join("pages.txt"), &pages_text(&sheets), wrong);
    look(&sheets, golden);
    findings.iter().map(|finding| finding.code).collect()
}

/// `collection`: what an office finds of the cases in `cases` as files, those in `sent` as folders, and other `files`.
fn collection(change: &Value, asked: &Value, golden: &Path, wrong: &mut Vec<String>) -> Vec<Code> {
    let workbench = on_the_day(change);
    let desk = workbench.desk();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("收到");
    fs::create_dir(&folder).unwrap();
    let list = |key: &str| change[key].as_array().cloned().unwrap_or_default();
    write_cases(&list("cases"), "案例", &folder, &desk);
    for path in write_cases(&list("sent"), "报送", place.path(), &desk) {
        let open = desk.open(&path).unwrap();
        desk.export(&open, &folder, Copy::Final, &foundation::Unwatched).unwrap();
    }
    for (name, text) in change["files"].as_object().into_iter().flatten() {
        fs::write(folder.join(name), text.as_str().unwrap()).unwrap();
    }
    let text = |key: &str| asked[key].as_str().unwrap_or_default().to_owned();
    let kind = OfficeKind::read(&text("kind")).unwrap();
    let office = Office { name: text("by"), kind };
    let (call, reason) = (text("call"), text("reason"));
    let choices = Choices::default();
    let asked = Collect { paths: vec![folder.clone()], call, office, reason, choices };
    let report = desk.collect(&asked).unwrap().report(None);
    let root = folder.to_str().unwrap().to_owned() + "/";
    let mut told = String::new();
    let mut codes = Vec::new();
    // What the office asks, as it stands at the applicant's fields.
    for (path, remark) in change["remarks"].as_object().into_iter().flatten() {
        let path = foundation::FieldPath::field(path);
        let finding = case::remarked(path, &asked.office.name, remark.as_str().unwrap());
        codes.push(finding.code);
        told += &findings_text(&[finding]);
    }
    for file in &report.taken {
        let state = serde_json::to_value(file.state).unwrap();
        let name = file.file.replace(&root, "");
        let number = file.number.map_or("-".to_owned(), |number| number.to_string());
        writeln!(told, "{number} {} {name} {}", state.as_str().unwrap(), file.name).unwrap();
        told += &findings_text(&file.findings).replace(&root, "");
        codes.extend(file.findings.iter().map(|finding| finding.code));
    }
    writeln!(told, "together").unwrap();
    told += &findings_text(&report.findings);
    for quota in &report.quota {
        writeln!(told, "quota {} {} {} of {:?}", quota.what, quota.group, quota.count, quota.most)
            .unwrap();
    }
    for name in &report.left {
        writeln!(told, "left {}", name.replace(&root, "")).unwrap();
    }
    expect(&golden.join("findings.txt"), &told, wrong);
    codes.extend(report.findings.iter().map(|finding| finding.code));
    codes
}

#[test]
fn every_golden_case_gives_what_it_gave() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    let mut goldens: Vec<PathBuf> =
        fs::read_dir(root().join("tests/golden")).unwrap().map(|e| e.unwrap().path()).collect();
    goldens.sort();
    assert!(goldens.len() > 20);
    for golden in goldens {
        let text = fs::read_to_string(golden.join("change.json")).unwrap();
        let change: Value = serde_json::from_str(&text)
            .unwrap_or_else(|fault| panic!("{}: {fault}", golden.display()));
        if let Some(asked) = change.get("collection") {
            seen.extend(collection(&change, asked, &golden, &mut wrong));
            continue;
        }
        if let Some(form) = change["roundup"].as_str() {
            seen.extend(roundup(&change, form, &golden, &mut wrong));
            continue;
        }
        let workbench = on_the_day(&change);
        let desk = workbench.desk();
        let folder = tempfile::tempdir().unwrap();
        let open = open(&change, folder.path(), &golden, &desk);

        let findings = desk.check(&open);
        seen.extend(findings.iter().map(|finding| finding.code));
        expect(&golden.join("findings.txt"), &findings_text(&findings), &mut wrong);

        let stopped = findings.iter().any(Finding::stops_final_copy);
        let copy = if stopped { Copy::Draft } else { Copy::Final };
        if change["pages"].as_bool() == Some(true) {
            let sheets = desk.sheets(&open, change["form"].as_str(), copy).unwrap();
            expect(&golden.join("pages.txt"), &pages_text(&sheets), &mut wrong);
            look(&sheets, &golden);
        }
        let exported =
            desk.export(&open, &folder.path().join("out"), copy, &foundation::Unwatched).unwrap();
        expect(&golden.join("folder.txt"), &folder_text(&exported), &mut wrong);
    }
    assert!(wrong.is_empty(), "not as expected (BLESS=1 writes it):\n{}", wrong.join("\n"));
    // What depends on the machine's fonts is shown by installed_fonts.rs, with fonts of its own.
    let elsewhere = [Code::InstalledFonts];
    for code in Code::ALL.iter().filter(|code| !code.as_str().starts_with('K')) {
        if elsewhere.contains(code) {
            continue;
        }
        assert!(seen.contains(code), "no golden case shows {code:?} ({})", code.as_str());
    }
}

/// What is known of the files is gathered once on the disk, written down, and judged where the files are not: by
/// `case` alone it is found what the workbench found beside them.
#[test]
fn what_was_gathered_is_judged_without_the_files() {
    // Setting the page and spelling the name is what these two rooms do themselves.
    let of_paper_and_names = [
        Code::CharacterWithoutFont,
        Code::AnswerTooLongForCell,
        Code::NameShortened,
        Code::SealedScanNotRead,
    ];
    let mut seen = BTreeSet::new();
    for golden in fs::read_dir(root().join("tests/golden")).unwrap().map(|e| e.unwrap().path()) {
        let name = golden.file_name().unwrap().to_str().unwrap();
        let about_files = [
            "media_",
            "attachment_",
            "material_",
            "dots_",
            "appendix_",
            "gy_media_",
            "example_photo",
        ];
        if !about_files.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let text = fs::read_to_string(golden.join("change.json")).unwrap();
        let change: Value = serde_json::from_str(&text).unwrap();
        let workbench = on_the_day(&change);
        let desk = workbench.desk();
        let folder = tempfile::tempdir().unwrap();
        let open = open(&change, folder.path(), &golden, &desk);
        let mut expected = desk.check(&open);
        expected.retain(|finding| !of_paper_and_names.contains(&finding.code));
        let written = serde_json::to_string(&desk.evidence(&open)).unwrap();
        drop(folder);

        let evidence: Evidence = serde_json::from_str(&written).unwrap();
        let (case, others) = (&open.case, &open.others);
        let day = change["today"].as_str().unwrap_or("2020-06-20").parse().unwrap();
        let input = Input { case, today: day, evidence: &evidence, others };
        let mut found = case::check(input);
        found.sort_by_key(|finding| (!finding.stops_final_copy(), finding.severity));
        assert_eq!(findings_text(&found), findings_text(&expected), "{name}");
        seen.extend(found.iter().map(|finding| finding.code.as_str()));
    }
    let gathered = "A401 A402 A406 A408 A411 A421 A422 A423 A424 A425 A426 A427 A428 A429 A430 A431 A432 A433 A436";
    for code in gathered.split(' ') {
        assert!(seen.contains(code), "no case with files shows {code}");
    }
}
