//! Forms filled in with generated texts far beyond their limits, and what stands on their pages.
#![allow(dead_code, reason = "each test uses some of it")]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use case::{Blank, Case, Region, Value};
use catalog::{Block, Call, Catalog, Cell, Folder, Form, Item as GridItem, Kind, Part, Per, Seal};
use paper::{Copy, Item, Page, Sheets, compose_roundup};
use proptest::prelude::*;

use crate::on_paper::printed;

/// A call, a route and a form, with a sample that is filled in.
pub(crate) const FORMS: [(&str, &str, &str); 8] = [
    ("js-2020", "recommended", "js-2020-case"),
    ("js-2020", "recommended", "js-2020-liaison"),
    ("shuangbai-2016", "province", "shuangbai-2016"),
    ("shuangbai-2016", "province", "shuangbai-2016-summary"),
    ("ah-2024", "city", "gy-2024"),
    ("cac-2024", "news_site", "gy-2024"),
    ("xc-2025", "city", "xc-2025-case"),
    ("xc-2025", "city", "xc-2025-list"),
];

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/examples");
    let mut folders = Catalog::built_in_folders();
    for kind in ["forms", "calls"] {
        for entry in std::fs::read_dir(root.join(kind)).unwrap() {
            let path = entry.unwrap().path();
            let files = std::fs::read_dir(&path).unwrap().map(|entry| {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                (name, std::fs::read_to_string(entry.path()).unwrap())
            });
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            folders.push(Folder { path: name, files: files.collect() });
        }
    }
    Catalog::of(folders)
});

/// The forms of the calls that are built in and are not among [`FORMS`].
pub(crate) fn forms_left_out() -> Vec<String> {
    let calls = CATALOG.calls().iter();
    let all = calls.flat_map(|call| call.forms.iter().map(move |form| (call, &form.id)));
    let is_tried = |call: &str, form: &str| FORMS.iter().any(|(c, _, f)| *c == call && *f == form);
    let left_out = all.filter(|(call, form)| !is_tried(&call.id, form));
    left_out.map(|(call, form)| format!("{}: {form}", call.id)).collect()
}

/// What is typed into the fields, each in turn.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub(crate) lines: Vec<String>,
    pub(crate) texts: Vec<String>,
    pub(crate) rows: usize,
}

/// Texts as people type and paste them: Han, Latin, digits, marks, rare characters, very long words.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[一-龥]{1,12}",
        2 => "[A-Za-z]{1,10}",
        2 => "[0-9]{1,6}[年月日元%]?",
        2 => "[，。、；：？！“”（）《》…—]{1,3}",
        1 => "[䶮㛃𬭎𠮷龘〇]{1,2}",
        1 => "[ \t]{1,3}",
        1 => "https://example\\.com/[a-z/]{20,90}",
        3 => "\n{1,2}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

pub(crate) fn typed() -> impl Strategy<Value = Typed> {
    let line = text().prop_map(|text| text.replace('\n', "").chars().take(60).collect());
    let times = prop_oneof![3 => 0usize..4, 2 => 4usize..24];
    let long = (text(), times).prop_map(|(text, times)| format!("{text}。\n").repeat(times));
    (prop::collection::vec(line, 5), prop::collection::vec(long, 4), 0usize..14)
        .prop_map(|(lines, texts, rows)| Typed { lines, texts, rows })
}

pub(crate) fn call(id: &str) -> Arc<Call> {
    CATALOG.call(id).unwrap().clone()
}

pub(crate) fn fill(case: &mut Case, form: &Form, typed: &Typed) {
    for (index, field) in form.fields.iter().enumerate() {
        let line = typed.lines[index % typed.lines.len()].clone();
        let region = Region { code: None, text: line.clone() };
        let value = match &field.kind {
            Kind::Text { .. } => Value::Text(line),
            Kind::LongText { .. } | Kind::Opinion { .. } => {
                Value::Text(typed.texts[index % typed.texts.len()].clone())
            }
            Kind::Regions { .. } => Value::Regions(vec![region; typed.rows]),
            Kind::Rows { columns, .. } => {
                let row = columns.iter().enumerate().map(|(at, column)| {
                    let line = typed.lines[(index + at) % typed.lines.len()].clone();
                    (column.id.clone(), Value::Text(line))
                });
                Value::Rows(vec![row.collect(); typed.rows])
            }
            _ => continue,
        };
        case.values.insert(field.id.clone(), value);
    }
}

/// A form filled in, and its pages.
pub(crate) struct Filled {
    pub(crate) form: Form,
    pub(crate) case: Case,
    pub(crate) sheets: Sheets,
}

pub(crate) fn filled((call_id, route, form): (&str, &str, &str), typed: Option<&Typed>) -> Filled {
    let call = call(call_id);
    let sample = call.samples.iter().find(|(known, _)| known == route).unwrap();
    let mut case = case::read(sample.1.as_bytes(), &CATALOG).unwrap();
    if typed.is_none() {
        case.values.clear();
    }
    let form = (**call.form(form).unwrap()).clone();
    if let Some(typed) = typed {
        fill(&mut case, &form, typed);
    }
    let cases = match form.per {
        Per::Roundup => typed.map_or(1, |typed| typed.rows.max(1)),
        Per::Case => 1,
    };
    let sheets = compose_roundup(&form, &vec![&case; cases], Copy::Final);
    Filled { form, case, sheets }
}

/// A form with what the sample of its call says.
pub(crate) fn sampled((call_id, route, form): (&str, &str, &str)) -> Filled {
    let call = call(call_id);
    let sample = call.samples.iter().find(|(known, _)| known == route).unwrap();
    let case = case::read(sample.1.as_bytes(), &CATALOG).unwrap();
    let form = (**call.form(form).unwrap()).clone();
    let sheets = compose_roundup(&form, &[&case], Copy::Final);
    Filled { form, case, sheets }
}

impl Filled {
    pub(crate) fn pages(&self) -> &[Page] {
        &self.sheets.pages
    }

    pub(crate) fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.form.paper.blocks.iter().flat_map(|block| match block {
            Block::Table(table) => table.cells.as_slice(),
            _ => &[],
        })
    }

    /// The long texts of the form, with the seal in their cell.
    pub(crate) fn long_texts(&self) -> Vec<(&str, Option<&str>)> {
        let mut texts = Vec::new();
        for cell in self.cells() {
            let seal = cell.items().find_map(|item| match item {
                GridItem::Seal(id) => Some(id.as_str()),
                _ => None,
            });
            for item in cell.items() {
                if let GridItem::Value(id) = item
                    && self.form.field(id).is_some_and(|field| field.kind.is_long())
                {
                    texts.push((id.as_str(), seal));
                }
            }
        }
        texts
    }

    /// What stands in the square of a seal.
    pub(crate) fn words_of(&self, seal: &Seal) -> String {
        let part = |part: &Part| match part {
            Part::Words(words) => words.clone(),
            Part::Value(id) => case::printed(&self.case, self.form.field(id).unwrap(), Blank::Room),
        };
        let label: String = seal.label.parts().iter().map(part).collect();
        printed(&format!("{label}{}", if seal.date { "年月日" } else { "" }))
    }

    /// The pages before the one on which the first table begins, where the form has a cover.
    pub(crate) fn covers(&self) -> usize {
        let blocks = &self.form.paper.blocks;
        let first = blocks.iter().find(|b| matches!(b, Block::PageBreak | Block::Table(_)));
        if !matches!(first, Some(Block::PageBreak)) {
            return 0;
        }
        let has_rules = |page: &Page| page.items.iter().any(|i| matches!(i, Item::Rule { .. }));
        self.pages().iter().position(has_rules).unwrap()
    }
}
