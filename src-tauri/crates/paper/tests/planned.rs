//! The pages of a form as a whole: fewest pages, evenly full, no text squeezed without need, and answers in their own
//! size where the page has room.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use case::{Case, Value};
use catalog::Catalog;
use foundation::Mm;
use paper::{Copy, Item, Page, Run, Sheets, compose};

/// A paragraph as an office writes it, of 105 字 as Word counts.
const PARAGRAPH: &str = "在安徽省六安市舒城县晓天镇和陕西省商洛市镇安县木王镇实施电商助农项目，针对当地茶叶、板栗、\
    香菇品质好但销路窄、农户不会开网店的难题，由一家村级网店带动周边多户农户，统一收购、统一包装、统一上架，\
    农户只管种好、采好。";

/// The sample of a route with these texts in place of its own.
fn sample(call: &str, route: &str, values: &[(&str, String)]) -> Case {
    let catalog = Catalog::built_in();
    let call = catalog.call(call).unwrap();
    let (_, text) = call.samples.iter().find(|(known, _)| known == route).unwrap();
    let mut case = case::read(text.as_bytes(), &catalog).unwrap();
    for (id, text) in values {
        case.values.insert((*id).to_owned(), Value::Text(text.clone()));
    }
    case
}

/// A text of so many characters, a paragraph of it after the other.
fn text(length: usize) -> String {
    let all = format!("{PARAGRAPH}\n").repeat(length / 100 + 1);
    let mut text: String = all.chars().take(length).collect();
    while text.ends_with('\n') {
        text.pop();
    }
    text
}

fn sheets(case: &Case) -> Sheets {
    compose(case.call.main_form(), case, Copy::Final)
}

fn runs(page: &Page) -> impl Iterator<Item = &Run> {
    page.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        _ => None,
    })
}

/// The baselines of a field's lines, by page.
fn lines(sheets: &Sheets, field: &str) -> Vec<Vec<f64>> {
    let of_page = |page: &Page| {
        let own =
            runs(page).filter(|run| run.field.as_ref().is_some_and(|at| at.as_str() == field));
        let lines: BTreeMap<u32, f64> = own.map(|run| (run.line, run.baseline.0)).collect();
        lines.into_values().collect()
    };
    sheets.pages.iter().map(of_page).collect()
}

/// From line to line of a field, in points.
fn pitches(sheets: &Sheets, field: &str) -> BTreeSet<u32> {
    let pages = lines(sheets, field);
    let steps = pages.iter().flat_map(|page| page.windows(2).map(|pair| pair[1] - pair[0]));
    // Tenths of a point; a gap between paragraphs is a line of its own.
    steps.map(|step| (step / 25.4 * 720.0).round() as u32).collect()
}

/// Down to where rules stand on a page, as a share of what lies between its margins.
fn fullness(sheets: &Sheets, page: usize, top: Mm, bottom: Mm) -> f64 {
    let lowest = sheets.pages[page].items.iter().filter_map(|item| match item {
        Item::Rule { y2, .. } => Some(y2.0),
        _ => None,
    });
    let height = sheets.pages[page].height;
    (lowest.fold(0.0, f64::max) - top.0) / (height - top - bottom).0
}

#[test]
fn the_usual_text_of_jiangsu_takes_two_full_pages() {
    let case = sample("js-2020", "recommended", &[("overview", text(800))]);
    let (form, sheets) = (case.call.main_form(), sheets(&case));
    assert_eq!(sheets.pages.len(), 2);
    let full = |page| fullness(&sheets, page, form.page.top, form.page.bottom);
    assert!(full(0) > 0.97 && full(1) > 0.9, "{} {}", full(0), full(1));
    let pitches = pitches(&sheets, "overview");
    assert!(pitches.iter().all(|pitch| (180..=204).contains(pitch)), "{pitches:?}");
}

#[test]
fn a_short_text_is_not_squeezed() {
    for length in [60, 200, 400] {
        let case = sample("js-2020", "recommended", &[("overview", text(length))]);
        let sheets = sheets(&case);
        assert_eq!(sheets.pages.len(), 2, "{length}");
        let pitches = pitches(&sheets, "overview");
        assert!(pitches.iter().all(|pitch| *pitch == 204), "{length}: {pitches:?}");
    }
}

#[test]
fn a_recommendation_of_usual_length_takes_two_pages() {
    for length in [500, 700] {
        let case = sample("ah-2024", "city", &[("summary", text(length))]);
        assert_eq!(sheets(&case).pages.len(), 2, "{length}");
    }
}

#[test]
fn no_page_holds_tick_boxes_alone() {
    let texts = ["profile", "background", "introduction", "plan", "safeguards", "benefits"];
    let values: Vec<_> = texts.iter().map(|id| (*id, text(1212).replace('\n', ""))).collect();
    let case = sample("shuangbai-2016", "province", &values);
    let sheets = sheets(&case);
    assert!(sheets.pages.len() <= 9, "{}", sheets.pages.len());
    let with_boxes = |page: &&Page| page.items.iter().any(|item| matches!(item, Item::Tick { .. }));
    for page in sheets.pages.iter().filter(with_boxes) {
        let is_long =
            |run: &Run| run.field.as_ref().is_some_and(|field| texts.contains(&field.as_str()));
        assert!(runs(page).any(is_long));
    }
}

/// Every length: a sealed page holds two lines of what the seal stands for, and the pages never become fewer.
#[test]
fn every_length_keeps_the_sealed_page_and_the_order_of_pages() {
    let mut before = 0;
    for length in (20..2400).step_by(20) {
        let case = sample("js-2020", "recommended", &[("overview", text(length))]);
        let sheets = sheets(&case);
        assert!(sheets.pages.len() >= before, "{length}");
        before = sheets.pages.len();
        for page in &sheets.pages {
            let sealed = page.items.iter().any(|item| matches!(item, Item::SealPlace { .. }));
            let own: BTreeSet<u32> =
                runs(page).filter(|run| run.field.is_some()).map(|run| run.line).collect();
            assert!(!sealed || own.len() >= 2, "{length}: {} lines on a sealed page", own.len());
        }
    }
}

#[test]
fn what_the_case_is_called_is_never_small() {
    let name = "“一店带多户、一县聚百村”农村电商助农增收与数字素养提升示范案例".repeat(4);
    let case = sample("js-2020", "recommended", &[("case_name", name.clone())]);
    let sheets = sheets(&case);
    let named = |run: &&Run| run.field.as_ref().is_some_and(|at| at.as_str() == "case_name");
    let all: Vec<&Run> = sheets.pages.iter().flat_map(runs).filter(named).collect();
    assert!(all.iter().all(|run| (run.size.0 - 12.0).abs() < 1e-9));
    assert_eq!(all.iter().map(|run| run.text()).collect::<String>(), name);
}

#[test]
fn a_long_address_keeps_its_size_where_the_page_has_room() {
    let address =
        "新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县阿合奇镇南大街15号院3号楼2单元401室";
    let values = [("address", address.to_owned()), ("overview", text(300))];
    let case = sample("js-2020", "recommended", &values);
    let sheets = sheets(&case);
    let own = |run: &&Run| run.field.as_ref().is_some_and(|at| at.as_str() == "address");
    let all: Vec<&Run> = sheets.pages.iter().flat_map(runs).filter(own).collect();
    assert!(!all.is_empty() && all.iter().all(|run| (run.size.0 - 12.0).abs() < 1e-9));
    assert_eq!(sheets.pages.len(), 2);
}
