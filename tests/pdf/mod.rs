//! A PDF that was written, read back by other programs: qpdf tells its objects as JSON, poppler draws it
//! and lists what is in it.
#![allow(dead_code, reason = "each test takes what it needs")]

pub(crate) mod objects;

use std::path::{Path, PathBuf};
use std::process::Command;

use foundation::{Mm, Timestamp};
use image::DynamicImage;
use media::PaperPicture;
use paper::{Item, Page, Sheets, Title, write_pdf};
use serde_json::Value;

/// What the files of these tests say about themselves: marks that XML and PDF must escape are in it.
pub(crate) fn title() -> Title {
    Title {
        title: "“一店带多户”<电商> & (助农)".into(),
        author: "江苏某某农业科技有限公司".into(),
        subject: "网络扶贫优秀案例申报表".into(),
        // 2020-06-20, noon in China.
        moment: Timestamp::from_second(1_592_625_600).unwrap(),
        origin: None,
    }
}

/// A4 with pictures from 20 mm on, a pixel to the millimetre, each on a page of its own.
pub(crate) fn picture_page(pictures: &[PaperPicture]) -> Sheets {
    let page =
        |items| Page { width: Mm(210.0), height: Mm(297.0), items, under: None, cells: Vec::new() };
    let mut pages: Vec<Page> = pictures
        .iter()
        .map(|picture| {
            page(vec![Item::Picture {
                x: Mm(20.0),
                y: Mm(20.0),
                width: Mm(f64::from(picture.width)),
                height: Mm(f64::from(picture.height)),
                picture: picture.clone(),
                cropped: false,
                field: None,
                part: None,
            }])
        })
        .collect();
    if pages.is_empty() {
        pages.push(page(Vec::new()));
    }
    Sheets { pages, outline: Vec::new(), parts: Vec::new() }
}

/// A file, and its objects as qpdf reads them.
pub(crate) struct Written {
    _folder: tempfile::TempDir,
    pub(crate) path: PathBuf,
    pub(crate) objects: Value,
    pub(crate) trailer: Value,
}

/// A bookmark, read back.
#[derive(Debug)]
pub(crate) struct Bookmark {
    pub(crate) level: u8,
    pub(crate) title: String,
    /// Counted from 1.
    pub(crate) page: usize,
    pub(crate) y: f64,
    pub(crate) count: Option<i64>,
}

impl Written {
    pub(crate) fn of(sheets: &Sheets, name: &str) -> Self {
        Self::from_bytes(&write_pdf(sheets, &title()).unwrap(), name)
    }

    pub(crate) fn from_bytes(bytes: &[u8], name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("{name}.pdf"));
        std::fs::write(&path, bytes).unwrap();
        run("qpdf", &["--check"], &path);
        let mut json: Value = serde_json::from_str(&run("qpdf", &["--json=2"], &path)).unwrap();
        let mut objects = json["qpdf"][1].take();
        let trailer = objects["trailer"]["value"].take();
        Self { _folder: folder, path, objects, trailer }
    }

    /// What a program says about the file.
    pub(crate) fn tool(&self, program: &str, arguments: &[&str]) -> String {
        run(program, arguments, &self.path)
    }

    /// A page as poppler draws it.
    pub(crate) fn page(&self, number: usize, dpi: u32) -> DynamicImage {
        let (number, dpi) = (number.to_string(), dpi.to_string());
        let png = self.path.with_extension("");
        let output = Command::new("pdftoppm")
            .args(["-r", &dpi, "-f", &number, "-l", &number, "-singlefile", "-png"])
            .args([&self.path, &png])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        image::load_from_memory(&std::fs::read(png.with_extension("png")).unwrap()).unwrap()
    }

    /// What a reference refers to, or what stands there itself: the dictionary, of a stream too.
    pub(crate) fn follow(&self, value: &Value) -> Value {
        let Some(reference) = value.as_str().filter(|text| text.ends_with(" R")) else {
            return value.clone();
        };
        let object = &self.objects[&format!("obj:{reference}")];
        object.get("value").unwrap_or(&object["stream"]["dict"]).clone()
    }

    pub(crate) fn catalog(&self) -> Value {
        self.follow(&self.trailer["/Root"])
    }

    /// The references of the pages, in order.
    pub(crate) fn pages(&self) -> Vec<String> {
        let tree = self.follow(&self.catalog()["/Pages"]);
        let kids = tree["/Kids"].as_array().unwrap();
        kids.iter().map(|kid| kid.as_str().unwrap().to_owned()).collect()
    }

    /// A stream without its filters.
    pub(crate) fn stream(&self, reference: &str) -> Vec<u8> {
        let number = reference.split(' ').next().unwrap();
        let output = Command::new("qpdf")
            .args([&format!("--show-object={number}"), "--filtered-stream-data"])
            .arg(&self.path)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    }

    /// The bookmarks below an entry, with the links of each looked at from both sides.
    pub(crate) fn walk(&self, parent: &Value, level: u8, read: &mut Vec<Bookmark>) {
        let pages = self.pages();
        let (mut at, mut before) = (parent.get("/First").cloned(), None);
        while let Some(reference) = at {
            let entry = self.follow(&reference);
            assert_eq!(entry.get("/Prev"), before.as_ref());
            let place = entry["/Dest"].as_array().unwrap();
            assert_eq!((&place[1], &place[4]), (&"/XYZ".into(), &Value::Null));
            let page = pages.iter().position(|page| place[0] == page.as_str()).unwrap() + 1;
            read.push(Bookmark {
                level,
                title: text(&entry["/Title"]),
                page,
                y: place[3].as_f64().unwrap(),
                count: entry.get("/Count").and_then(Value::as_i64),
            });
            self.walk(&entry, level + 1, read);
            at = entry.get("/Next").cloned();
            before = Some(reference);
        }
        assert_eq!(parent.get("/Last"), before.as_ref());
    }
}

/// Where a part stands in the whole.
pub(crate) fn find(whole: &[u8], part: &[u8]) -> Vec<usize> {
    let starts = |(at, window): (usize, &[u8])| (window == part).then_some(at);
    whole.windows(part.len()).enumerate().filter_map(starts).collect()
}

/// A text string as qpdf gives it: `u:` and the text.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap().strip_prefix("u:").unwrap().to_owned()
}

/// The operators of a content stream: what is no number, name, string, array or dictionary.
pub(crate) fn operators_of(content: &str) -> Vec<String> {
    let (mut words, mut depth, mut word) = (Vec::new(), 0, String::new());
    for character in content.chars().chain([' ']) {
        match character {
            '<' | '[' | '(' => depth += 1,
            '>' | ']' | ')' => depth -= 1,
            _ if depth > 0 => {}
            _ if character.is_whitespace() => words.push(std::mem::take(&mut word)),
            _ => word.push(character),
        }
    }
    words.retain(|word| word.starts_with(|first: char| first.is_ascii_alphabetic()));
    words
}

/// The tables of a TrueType font that tell widths. Source: OpenType 1.9, head, hhea, hmtx.
pub(crate) struct Program<'b> {
    bytes: &'b [u8],
    hmtx: usize,
    metrics: usize,
    units_per_em: f64,
}

impl<'b> Program<'b> {
    pub(crate) fn read(bytes: &'b [u8]) -> Self {
        let tables = usize::from(u16::from_be_bytes(bytes[4..6].try_into().unwrap()));
        let table = |tag: &[u8]| {
            let entries = (0..tables).map(|at| &bytes[12 + at * 16..28 + at * 16]);
            let entry = entries.into_iter().find(|entry| &entry[..4] == tag).unwrap();
            u32::from_be_bytes(entry[8..12].try_into().unwrap()) as usize
        };
        let short = |at: usize| u16::from_be_bytes(bytes[at..at + 2].try_into().unwrap());
        let units_per_em = f64::from(short(table(b"head") + 18));
        let metrics = usize::from(short(table(b"hhea") + 34));
        Self { bytes, hmtx: table(b"hmtx"), metrics, units_per_em }
    }

    /// In thousandths of an em.
    pub(crate) fn advance(&self, glyph: usize) -> f64 {
        let at = self.hmtx + glyph.min(self.metrics - 1) * 4;
        let units = u16::from_be_bytes(self.bytes[at..at + 2].try_into().unwrap());
        f64::from(units) * 1000.0 / self.units_per_em
    }
}

fn run(program: &str, arguments: &[&str], path: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(path).output();
    let output = output.unwrap_or_else(|cause| panic!("{program}: {cause}"));
    assert!(output.status.success(), "{program} {arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}
