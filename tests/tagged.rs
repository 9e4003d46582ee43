//! Tagged PDF: what PDF/A-2a (ISO 19005-2, 6.7) and PDF/UA-1 (ISO 14289-1, 7) ask of the tree of a document, and what
//! whoever hears it gets, clause by clause, from what qpdf and poppler read.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]
#![allow(clippy::disallowed_methods, reason = "other programs read real files")]

mod pdf;

use std::collections::{BTreeMap, BTreeSet};

use foundation::Timestamp;
use paper::Copy;
use pdf::objects::File;
use pdf::text;
use serde_json::{Value, json};
use workbench::Workbench;

type Assertion = fn(&File);

/// Clause of ISO 14289-1 (UA) or ISO 19005-2 (A), what it asks, and how it is looked at.
const CLAUSES: [(&str, &str, Assertion); 12] = [
    ("UA 5", "it says that it is PDF/UA-1", says_so),
    ("UA 7.1-8", "a title that the window shows", title_is_shown),
    ("UA 7.1-11, A 6.7.2.2", "it says that it is tagged", is_tagged),
    (
        "UA 7.1-1, A 6.7.3.1",
        "all that is drawn belongs to a part, or is an artifact",
        all_is_marked,
    ),
    ("UA 7.1-2, A 6.7.3.2", "standard types, each within what may hold it", types),
    ("UA 7.2-2, A 6.7.4", "the language of the document", language),
    ("UA 7.3-1", "figures with their words and their place", figures),
    ("UA 7.4.2", "headings begin at the first level and leave none out", headings),
    ("UA 7.5", "tables whose rows have as many columns; labels say what they head", tables),
    ("UA 7.18.3", "the order of tabs is that of the tree", tabs),
    ("A 6.7.3.3", "numbers of marks lead to their parts, and these back", marks),
    ("UA 7.2-1", "poppler reads the tree", is_read),
];

const MOMENT: i64 = 1_592_625_600;

/// A form with ticks, one over two pages with a long text, a list of cases, and material with all its kinds of blocks.
fn files() -> Vec<File> {
    let workbench = Workbench::new(Box::new(Timestamp::from_second(MOMENT).unwrap()));
    let desk = workbench.desk();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let case = |call: &str, route: &str, name: &str| {
        let text = desk.new_case(call, Some(route), true).unwrap();
        let mut case: Value = serde_json::from_str(&text).unwrap();
        if name == "long" {
            let long = "一家村级网店带动周边农户统一收购统一包装统一上架。".repeat(30);
            let texts = case["values"].as_object_mut().unwrap().values_mut();
            let longest = texts.max_by_key(|value| value.as_str().map_or(0, str::len)).unwrap();
            *longest = json!(format!("{long}\n{long}"));
        }
        let file = path(&format!("{name}.json"));
        std::fs::write(&file, case.to_string()).unwrap();
        file
    };
    let render = |name: &'static str, case: &std::path::Path, form: Option<&str>, copy: Copy| {
        File::new(name, desk.render_cases(&[case.to_owned()], form, copy).unwrap().pdf)
    };
    let whole = case("js-2020", "self", "whole");
    let photo = include_bytes!("pdf/corners.jpg");
    std::fs::write(path("现场.jpg"), photo).unwrap();
    let mut with_blocks: Value = serde_json::from_slice(&std::fs::read(&whole).unwrap()).unwrap();
    with_blocks["material"] = json!({"blocks": [
        {"kind": "heading", "level": 1, "text": "背景"},
        {"kind": "paragraph", "text": "第一段。"},
        {"kind": "heading", "level": 3, "text": "一级以下"},
        {"kind": "paragraph", "text": "第二段。"},
        {"kind": "list", "ordered": false, "items": ["建站点", "带农户"]},
        {"kind": "picture", "path": "现场.jpg", "caption": "村级服务站开业"},
        {"kind": "table", "header": true, "rows": [["年份", "户数"], ["2018", "64"], ["2019", "300"]]},
    ]});
    std::fs::write(&whole, with_blocks.to_string()).unwrap();
    let out = path("out");
    let exported =
        desk.export(&desk.open(&whole).unwrap(), &out, Copy::Draft, &foundation::Unwatched);
    let exported = exported.unwrap();
    let file = exported.files.iter().max_by_key(|file| file.pages).unwrap();
    let bytes = std::fs::read(std::path::Path::new(&exported.folder).join(&file.path)).unwrap();
    vec![
        render("ticks", &case("js-2020", "recommended", "ticks"), None, Copy::Final),
        render("long", &case("shuangbai-2016", "province", "long"), None, Copy::Draft),
        File::new("list", {
            let cases = vec![case("shuangbai-2016", "province", "list"); 60];
            desk.render_cases(&cases, Some("shuangbai-2016-summary"), Copy::Draft).unwrap().pdf
        }),
        File::new("material", bytes),
    ]
}

#[test]
fn every_clause_holds_of_every_kind_of_file() {
    let files = files();
    for (clause, asks, assertion) in CLAUSES {
        for file in &files {
            println!("{clause} {asks}: {}", file.name);
            assertion(file);
        }
    }
}

/// An element of the tree with its reference.
struct Element {
    reference: String,
    value: Value,
    /// Of the elements above it, the outermost first.
    above: Vec<String>,
}

impl Element {
    fn is(&self, name: &str) -> bool {
        self.value["/S"] == name
    }
}

/// All elements in the order in which they are read.
fn elements(file: &File) -> Vec<Element> {
    fn walk(file: &File, kid: &Value, above: &[String], all: &mut Vec<Element>) {
        let Some(reference) = kid.as_str().filter(|text| text.ends_with(" R")) else { return };
        let value = file.written.follow(kid);
        let name = value["/S"].as_str().unwrap().to_owned();
        let kids = value.get("/K").cloned().unwrap_or(Value::Null);
        let (reference, own) = (reference.to_owned(), above.to_vec());
        all.push(Element { reference, value, above: own });
        let within = [above, &[name]].concat();
        for kid in list(&kids) {
            walk(file, &kid, &within, all);
        }
    }
    let mut all = Vec::new();
    let root = file.written.follow(&file.written.catalog()["/StructTreeRoot"]);
    for kid in list(&root["/K"]) {
        walk(file, &kid, &[], &mut all);
    }
    all
}

fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}

fn says_so(file: &File) {
    let packet = file.packet();
    assert!(packet.contains("<pdfuaid:part>1</pdfuaid:part>"), "{packet}");
    // A schema that PDF/A does not know is explained, in one place.
    assert_eq!(packet.matches("<pdfaExtension:schemas>").count(), 1);
    assert!(packet.contains("http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"));
    // The packet is XML that others read.
    assert!(file.written.tool("pdfinfo", &["-meta"]).contains("pdfuaid:part"));
}

fn title_is_shown(file: &File) {
    assert!(file.packet().contains("<dc:title>"));
    assert_eq!(file.written.catalog()["/ViewerPreferences"]["/DisplayDocTitle"], true);
}

fn is_tagged(file: &File) {
    assert_eq!(file.written.catalog()["/MarkInfo"]["/Marked"], true);
    assert!(file.written.tool("pdfinfo", &[]).contains("Tagged:          yes"));
}

/// What draws stands in a marked sequence with a number, or in an artifact.
fn all_is_marked(file: &File) {
    const DRAWS: [&str; 7] = ["S", "s", "f", "TJ", "Tj", "Do", "f*"];
    for content in &file.contents {
        let mut open: Vec<bool> = Vec::new();
        let mut operands = String::new();
        for line in content.lines() {
            let word = line.rsplit(' ').next().unwrap_or_default();
            operands.push_str(line);
            match word {
                "BDC" | "BMC" => {
                    let is_told = operands.contains("/MCID") || operands.contains("/Artifact");
                    let within = open.last().copied().unwrap_or(false);
                    assert!(!(operands.contains("/Artifact") && within), "an artifact in a part");
                    open.push(is_told || within);
                }
                "EMC" => _ = open.pop().unwrap(),
                _ if DRAWS.contains(&word) => {
                    assert!(open.last() == Some(&true), "{}: {line}", file.name);
                }
                _ => {}
            }
            if word.starts_with(|first: char| first.is_ascii_alphabetic()) {
                operands.clear();
            }
        }
        assert!(open.is_empty());
    }
}

fn types(file: &File) {
    let holds = |above: &str| match above {
        "/Document" => vec!["/H1", "/H2", "/H3", "/P", "/L", "/Table", "/Figure"],
        "/L" => vec!["/LI"],
        "/LI" => vec!["/LBody"],
        "/Table" => vec!["/TR"],
        "/TR" => vec!["/TH", "/TD"],
        "/TH" | "/TD" => vec!["/P", "/Figure"],
        "/Figure" => vec!["/Caption"],
        _ => Vec::new(),
    };
    for element in elements(file) {
        let name = element.value["/S"].as_str().unwrap();
        match element.above.last() {
            None => assert_eq!(name, "/Document"),
            Some(above) => assert!(holds(above).contains(&name), "{name} in {above}"),
        }
    }
}

fn language(file: &File) {
    assert_eq!(text(&file.written.catalog()["/Lang"]), "zh-CN");
}

fn figures(file: &File) {
    let figures: Vec<Element> =
        elements(file).into_iter().filter(|element| element.is("/Figure")).collect();
    assert_eq!(figures.is_empty(), file.name != "material", "{}", file.name);
    for figure in figures {
        assert!(!text(&figure.value["/Alt"]).trim().is_empty());
        let corners = figure.value["/A"]["/BBox"].as_array().unwrap();
        let corners: Vec<f64> = corners.iter().map(|corner| corner.as_f64().unwrap()).collect();
        assert!(corners[0] < corners[2] && corners[1] < corners[3], "{corners:?}");
    }
}

fn headings(file: &File) {
    let mut last = 0;
    for element in elements(file) {
        let name = element.value["/S"].as_str().unwrap();
        let Some(level) = name.strip_prefix("/H").and_then(|level| level.parse::<u8>().ok()) else {
            continue;
        };
        assert!(level <= last + 1, "{name} behind {last}");
        last = level;
    }
    assert!(last > 0, "{}: no heading", file.name);
}

/// Each row covers each column once, with what reaches down from rows above.
fn tables(file: &File) {
    let all = elements(file);
    let mut tables: BTreeMap<&str, Vec<Vec<&Element>>> = BTreeMap::new();
    for element in all.iter().filter(|element| element.is("/TR")) {
        let table = element.value["/P"].as_str().unwrap();
        let cells = all.iter().filter(|cell| {
            cell.value["/P"].as_str() == Some(&element.reference)
                && (cell.is("/TH") || cell.is("/TD"))
        });
        tables.entry(table).or_default().push(cells.collect());
    }
    assert!(!tables.is_empty(), "{}", file.name);
    for rows in tables.values() {
        let span = |cell: &Element, key: &str| {
            cell.value.get("/A").and_then(|a| a.get(key)).and_then(Value::as_u64).unwrap_or(1)
        };
        let mut reaching: Vec<u64> = Vec::new();
        let mut width = None;
        for row in rows {
            let mut covered = reaching.iter().filter(|left| **left > 0).count() as u64;
            let mut next: Vec<u64> =
                reaching.iter().filter(|left| **left > 1).map(|left| left - 1).collect();
            for cell in row {
                let (down, across) = (span(cell, "/RowSpan"), span(cell, "/ColSpan"));
                covered += across;
                next.extend(
                    std::iter::repeat_n(down - 1, across as usize).filter(|left| *left > 0),
                );
                let scope = cell.value.get("/A").and_then(|a| a.get("/Scope"));
                assert_eq!(cell.is("/TH"), scope.is_some(), "{}", cell.value);
            }
            assert_eq!(*width.get_or_insert(covered), covered, "{}", file.name);
            reaching = next;
        }
        assert!(reaching.is_empty(), "{}: cells reach below their table", file.name);
    }
}

fn tabs(file: &File) {
    assert!(file.pages().iter().all(|page| page["/Tabs"] == "/S"));
}

/// The numbers of each page count from 0, and the tree of parents knows the part of each.
fn marks(file: &File) {
    let root = file.written.follow(&file.written.catalog()["/StructTreeRoot"]);
    let numbers = file.written.follow(&root["/ParentTree"])["/Nums"].as_array().unwrap().clone();
    let pages = file.written.pages();
    let mut told: BTreeSet<(String, u64, String)> = BTreeSet::new();
    for element in elements(file) {
        let own = element.value.get("/Pg").and_then(Value::as_str).unwrap_or_default().to_owned();
        for kid in list(element.value.get("/K").unwrap_or(&Value::Null)) {
            let mark = match &kid {
                Value::Number(number) => Some((own.clone(), number.as_u64().unwrap())),
                Value::Object(kid) => {
                    Some((kid["/Pg"].as_str().unwrap().to_owned(), kid["/MCID"].as_u64().unwrap()))
                }
                _ => None,
            };
            if let Some((page, number)) = mark {
                assert!(told.insert((page, number, element.reference.clone())));
            }
        }
    }
    let mut known = BTreeSet::new();
    for pair in numbers.chunks(2) {
        let index = usize::try_from(pair[0].as_u64().unwrap()).unwrap();
        let page = file.written.follow(&pages[index].as_str().into());
        assert_eq!(page["/StructParents"], index);
        let parents = file.written.follow(&pair[1]);
        for (number, parent) in parents.as_array().unwrap().iter().enumerate() {
            let parent = parent.as_str().unwrap().to_owned();
            known.insert((pages[index].clone(), number as u64, parent));
        }
        let content = &file.contents[index];
        assert_eq!(content.matches("/MCID").count(), parents.as_array().unwrap().len());
    }
    assert_eq!(numbers.len(), pages.len() * 2);
    assert_eq!(told, known);
}

/// What poppler reads along the tree, without white space.
fn heard(file: &File) -> String {
    let read = file.written.tool("pdfinfo", &["-struct-text"]);
    let quoted = read.lines().filter_map(|line| {
        Some(line.trim().strip_prefix('"')?.strip_suffix('"')?.replace("\\\"", "\""))
    });
    quoted.collect::<String>().split_whitespace().collect()
}

fn is_read(file: &File) {
    let read = file.written.tool("pdfinfo", &["-struct-text"]);
    assert_eq!(read.contains("LBody"), file.name == "material");
    assert!(read.contains("Document") && read.contains("Table") && read.contains("TH"), "{read}");
    assert!(!heard(file).is_empty());
}

#[test]
fn what_is_heard_is_what_stands_there_and_answers_follow_their_labels() {
    let files = files();
    let of = |name: &str| files.iter().find(|file| file.name == name).unwrap();
    // The box that is ticked is told from the others, also by programs that copy the text.
    let heard_ticks = heard(of("ticks"));
    let ticked = heard_ticks.matches('☑').count();
    assert!(ticked >= 1 && heard_ticks.matches('□').count() > ticked, "{heard_ticks}");
    let at =
        |words: &str| heard_ticks.find(words).unwrap_or_else(|| panic!("{words} in {heard_ticks}"));
    let path = of("ticks").written.path.to_str().unwrap();
    let copied = std::process::Command::new("pdftotext").args([path, "-"]).output().unwrap();
    assert_eq!(String::from_utf8(copied.stdout).unwrap().matches('☑').count(), ticked);
    assert!(at("案例名称") < at("一店带多户"), "{heard_ticks}");
    // A text over two pages is heard in one piece, and what the second page says again is not.
    let long = heard(of("long"));
    let sentence = "一家村级网店带动周边农户统一收购统一包装统一上架。";
    assert!(long.contains(&sentence.repeat(30)), "{long}");
    // The head of a list is heard once, whatever pages it stands on.
    let list = heard(of("list"));
    assert!(of("list").pages().len() > 1);
    assert_eq!(list.matches("项目编号").count(), 1, "{list}");
    // No page number and no 草稿 across the page.
    assert!(!list.contains("草稿"), "{list}");
}
