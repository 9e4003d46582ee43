//! Laws of every form that comes with the program and of the examples, over generated texts of any
//! length: what must stay clear, together and closed when a form is filled in far beyond its limits.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests of files in the tree")]

mod filled;
mod on_paper;

use std::collections::{BTreeMap, BTreeSet};

use case::{Case, Region, Value};
use catalog::{Block, Item as GridItem, Kind, Per, TextFormat};
use filled::{FORMS, Filled, Typed, call, filled, typed};
use foundation::Mm;
use on_paper::{
    Line, cell_around, extent, extent_of_run, is_page_number, lines_of, on_paper, printed,
    row_around, runs, within,
};
use paper::{Copy, Item, Page, PrintedCode, Sheets, compose_roundup};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use scan::Kind as CodeKind;

type Held = Result<(), TestCaseError>;

/// Everything lies within the margins and within its cell, but the page number.
fn items_stay_in_their_place(filled: &Filled) -> Held {
    let setup = &filled.form.page;
    for page in filled.pages() {
        for item in &page.items {
            if matches!(item, Item::Text(run) if is_page_number(setup, run)) {
                continue;
            }
            if let Item::Code(code) = item {
                code_is_clear(page, code)?;
                continue;
            }
            let Some([top, bottom, left, right]) = extent(item) else { continue };
            prop_assert!(within(setup.top, top, bottom), "{item:?}");
            prop_assert!(within(top, bottom, setup.height - setup.bottom), "{item:?}");
            prop_assert!(within(setup.left, left, setup.width), "{item:?}");
            prop_assert!(within(Mm::ZERO, right, setup.width - setup.right), "{item:?}");
            if matches!(item, Item::Rule { .. } | Item::SealPlace { .. }) {
                continue;
            }
            let middle = ((left + right) / 2.0, (top + bottom) / 2.0);
            if let Some((low, high)) = cell_around(page, middle.0, middle.1) {
                prop_assert!(within(low, left, high) && within(low, right, high), "{item:?}");
            }
            if let Some((low, high)) = row_around(page, middle.0, middle.1) {
                prop_assert!(within(low, top, high) && within(low, bottom, high), "{item:?}");
            }
        }
    }
    Ok(())
}

/// A code and its words stand in the margins, off the edge of the paper, and nothing else where they are or in the white
/// around the code.
fn code_is_clear(page: &Page, code: &PrintedCode) -> Held {
    let quiet = if code.modules.kind == CodeKind::Qr { Mm(1.99) } else { Mm(0.99) };
    let (right, bottom) = (code.x + code.width(), code.y + code.height());
    let around = [code.y - quiet, bottom + quiet, code.x - quiet, right + quiet];
    let parts = code.words.iter().map(extent_of_run).chain([around]);
    for [top, bottom, left, right] in parts {
        prop_assert!(within(Mm(2.0), left, right) && within(left, right, page.width - Mm(2.0)));
        prop_assert!(within(top, bottom, page.height - Mm(2.0)));
        for other in page.items.iter().filter(|item| !matches!(item, Item::Code(_))) {
            let Some([high, low, first, last]) = extent(other) else { continue };
            let is_apart = low.0 <= top.0 || high.0 >= bottom.0;
            let is_beside = last.0 <= left.0 || first.0 >= right.0;
            prop_assert!(is_apart || is_beside, "{other:?} over {code:?}");
        }
    }
    Ok(())
}

/// In the square of a seal stand its label and its date, and nothing else.
fn seal_squares_are_clear(filled: &Filled) -> Held {
    let mut seals = BTreeSet::new();
    for page in filled.pages() {
        for item in &page.items {
            let Item::SealPlace { id, x, y, side } = item else { continue };
            prop_assert!(seals.insert(id.clone()), "{id} stands twice");
            prop_assert!((side.0 - 50.0).abs() < 1e-9);
            let inside = |item: &Item| {
                let Some([top, bottom, left, right]) = extent(item) else { return false };
                left.0 < x.0 + side.0 - 0.01
                    && right.0 > x.0 + 0.01
                    && top.0 < y.0 + side.0 - 0.01
                    && bottom.0 > y.0 + 0.01
            };
            let mut words = String::new();
            for item in page.items.iter().filter(|item| inside(item)) {
                match item {
                    Item::Text(run) => words.push_str(&run.text()),
                    Item::SealPlace { .. } => {}
                    // The line to sign on may reach to where a seal begins, its room no further.
                    Item::SignaturePlace { .. } => {}
                    other => prop_assert!(false, "in the square of {id}: {other:?}"),
                }
            }
            let own = filled.words_of(filled.form.seal(id).unwrap());
            prop_assert_eq!(printed(&words), own);
        }
    }
    prop_assert_eq!(seals.len(), filled.form.seals.len());
    Ok(())
}

/// A seal never stands on a page without two lines of what it belongs to, where there is so much.
fn seals_stay_with_their_words(filled: &Filled) -> Held {
    let long: BTreeMap<&str, &str> =
        filled.long_texts().into_iter().filter_map(|(id, seal)| Some((seal?, id))).collect();
    for (number, page) in filled.pages().iter().enumerate() {
        for item in &page.items {
            let Item::SealPlace { id, y, .. } = item else { continue };
            if let Some(field) = long.get(id.as_str()) {
                let lines = lines_of(filled.pages(), field);
                let here = lines.iter().filter(|line| line.page == number).count();
                prop_assert!(here >= lines.len().min(2), "{id}: {here} of {} lines", lines.len());
                continue;
            }
            // Lines of one column for a list, of running text elsewhere.
            let column = |run: &paper::Run| match (&run.field, filled.form.per) {
                (Some(field), Per::Roundup) => field.as_str().split('/').nth(2).map(str::to_owned),
                (_, Per::Roundup) => None,
                (_, Per::Case) => Some(String::new()),
            };
            let lines_above = |page: &Page, y: Mm| {
                let mut lines: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
                for run in runs(page).filter(|run| run.baseline.0 < y.0) {
                    if let Some(column) = column(run) {
                        lines.entry(column).or_default().insert(run.line);
                    }
                }
                lines.values().map(BTreeSet::len).max().unwrap_or(0)
            };
            let all: usize = filled.pages().iter().map(|page| lines_above(page, page.height)).sum();
            let here = lines_above(page, *y);
            prop_assert!(here >= all.min(2), "{id}: {here} of {all} lines above it");
        }
    }
    Ok(())
}

/// Every rule of a table ends on another one: boxes are closed at the end of a page and opened on the next.
fn boxes_are_closed(filled: &Filled) -> Held {
    let near = |a: Mm, b: Mm| (a.0 - b.0).abs() < 0.03;
    for page in filled.pages() {
        let rules = page.items.iter().filter_map(|item| match item {
            Item::Rule { x1, y1, x2, y2 } => Some((*x1, *y1, *x2, *y2)),
            _ => None,
        });
        let (upright, level): (Vec<_>, Vec<_>) = rules.partition(|(x1, _, x2, _)| near(*x1, *x2));
        for (x, y1, _, y2) in &upright {
            for y in [y1, y2] {
                let ends = |(a, at, b, _): &(Mm, Mm, Mm, Mm)| near(*at, *y) && within(*a, *x, *b);
                prop_assert!(level.iter().any(ends), "open at {x:?} {y:?}");
            }
        }
        for (x1, y, x2, _) in &level {
            let ends =
                |x: Mm| move |(at, a, _, b): &(Mm, Mm, Mm, Mm)| near(*at, x) && within(*a, *y, *b);
            let ends = [*x1, *x2].map(|x| upright.iter().any(ends(x)));
            // The line to sign on touches nothing.
            let signed = !ends[0] && !ends[1] && near(*x2 - *x1, Mm(50.0));
            prop_assert!(signed || (ends[0] && ends[1]), "open at {x1:?} {x2:?} {y:?}");
        }
    }
    Ok(())
}

/// The page on which each line of each paragraph stands.
fn paragraphs(text: &str, lines: &[Line]) -> Vec<Vec<usize>> {
    let mut lines = lines.iter().peekable();
    let mut paragraphs = Vec::new();
    for paragraph in text.lines().map(printed).filter(|paragraph| !paragraph.is_empty()) {
        let mut left = paragraph.chars().count();
        let mut pages = Vec::new();
        while left > 0 {
            let Some(line) = lines.next() else { break };
            left = left.saturating_sub(printed(&line.text).chars().count());
            pages.push(line.page);
        }
        paragraphs.push(pages);
    }
    paragraphs
}

/// Each long text stands on paper once, whole and in order; its paragraphs leave no line alone.
fn long_texts_are_whole(filled: &Filled) -> Held {
    for (field, _) in filled.long_texts() {
        let Some(typed) = filled.case.value(field).and_then(Value::as_text) else { continue };
        let lines = lines_of(filled.pages(), field);
        let elsewhere = lines.first().is_some_and(|line| line.text == "（见附页）");
        let lines = &lines[usize::from(elsewhere)..];
        let words: String = lines.iter().map(|line| line.text.as_str()).collect();
        prop_assert_eq!(printed(&words), printed(typed.trim_end()), "{}", field);
        for pages in paragraphs(typed, lines) {
            let mut on: BTreeMap<usize, usize> = BTreeMap::new();
            for page in &pages {
                *on.entry(*page).or_default() += 1;
            }
            let alone = on.len() > 1 && on.values().any(|count| *count < 2);
            prop_assert!(!alone, "{field}: a line of a paragraph stands alone: {on:?}");
        }
    }
    Ok(())
}

/// Each short answer stands on paper whole, as often as the form prints it.
fn short_answers_are_whole(filled: &Filled) -> Held {
    let whole = |path: &str, value: &Value| {
        let typed = printed(value.as_text().unwrap_or_default());
        let words = on_paper(filled.pages(), path);
        let times = if typed.is_empty() { 0 } else { words.len() / typed.len() };
        prop_assert_eq!(&words, &typed.repeat(times), "{}", path);
        prop_assert!(typed.is_empty() || times > 0, "{path} is not printed: {typed}");
        Ok(())
    };
    let own = filled.form.fields.iter().filter(|_| filled.form.per == Per::Case);
    for field in own.filter(|field| field.shown_when.is_none()) {
        let Some(value) = filled.case.value(&field.id) else { continue };
        match (&field.kind, value) {
            (Kind::Text { format: TextFormat::OrgCode | TextFormat::CreditCode, .. }, value) => {
                // A code is printed in its own shape: capitals, the hyphen, without what is not of it.
                let letters = |text: &str| printed(text).to_uppercase().replace('-', "");
                let typed = letters(value.as_text().unwrap_or_default());
                let words = letters(&on_paper(filled.pages(), &field.id));
                prop_assert!(typed.is_empty() == words.is_empty(), "{}: {typed}", field.id);
                prop_assert!(typed.contains(&words), "{}: {typed}, not {words}", field.id);
            }
            (Kind::Text { .. }, value) => whole(&field.id, value)?,
            (Kind::Rows { .. }, Value::Rows(rows)) => {
                for (index, row) in rows.iter().enumerate() {
                    for (column, value) in row {
                        whole(&format!("{}/{}/{column}", field.id, index + 1), value)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Each page on which a long text goes on says so beside or above it.
fn labels_are_repeated(filled: &Filled) -> Held {
    for (field, _) in filled.long_texts() {
        let lines = lines_of(filled.pages(), field);
        if lines.first().is_none_or(|line| line.text == "（见附页）") {
            continue;
        }
        let pages: BTreeSet<usize> = lines.iter().map(|line| line.page).collect();
        for page in pages.into_iter().skip(1) {
            let fixed = runs(&filled.pages()[page]).filter(|run| run.field.is_none());
            let words: String = fixed.map(paper::Run::text).collect();
            prop_assert!(words.contains("（接上页）"), "{field} goes on on page {}", page + 1);
        }
    }
    Ok(())
}

/// A long text goes on over pages only from a page that it fills.
fn what_goes_on_fills_its_page(filled: &Filled) -> Held {
    /// A paragraph that is not parted, the gaps between paragraphs, the white space of a cell.
    const LINES: f64 = 8.0;
    /// What a seal takes along at most so that two lines stand above it: a last paragraph of one line, and one of three
    /// before it, which is not parted.
    const TAKEN_ALONG: usize = 4;
    for (field, seal) in filled.long_texts() {
        let seal = if seal.is_some() { 50.0 } else { 0.0 };
        let lines = lines_of(filled.pages(), field);
        let pages: BTreeSet<usize> = lines.iter().map(|line| line.page).collect();
        if lines.first().is_none_or(|line| line.text == "（见附页）") {
            continue;
        }
        let setup = &filled.form.page;
        let bottom = setup.height - setup.bottom;
        for page in pages.iter().rev().skip(1) {
            let last = lines.iter().rfind(|line| line.page == *page).unwrap();
            // A seal that has no room below takes the last lines along.
            let next = lines.iter().filter(|line| line.page == page + 1).count();
            let is_seal = |item: &Item| matches!(item, Item::SealPlace { .. });
            let sealed = filled.pages()[page + 1].items.iter().any(is_seal);
            if sealed && next <= TAKEN_ALONG {
                continue;
            }
            let blank = (bottom - last.baseline).0;
            let usual = seal + last.pitch().0 * LINES;
            prop_assert!(blank < usual, "{field}: {blank} mm stay blank on page {}", page + 1);
        }
    }
    Ok(())
}

/// Pages that belong together say so, at their foot and in its middle; covers and lonely pages do not.
fn pages_are_numbered(filled: &Filled) -> Held {
    let covers = filled.covers();
    let all = filled.pages().len() - covers;
    for (index, page) in filled.pages().iter().enumerate() {
        let numbers = runs(page).filter(|run| is_page_number(&filled.form.page, run));
        let numbers: Vec<String> = numbers.map(paper::Run::text).collect();
        let wanted = if all > 1 && index >= covers {
            vec![format!("{}/{all}", index + 1 - covers)]
        } else {
            Vec::new()
        };
        prop_assert_eq!(numbers, wanted);
    }
    Ok(())
}

/// The note with which a form ends stands on the page on which its table ends.
fn notes_stay_with_their_table(filled: &Filled) -> Held {
    let blocks = &filled.form.paper.blocks;
    let Some(Block::Line(last)) = blocks.last() else { return Ok(()) };
    let [GridItem::Text(_)] = last.items.as_slice() else { return Ok(()) };
    let notes = |page: &&Page| runs(page).any(|run| run.text().starts_with("注："));
    let page = filled.pages().iter().rev().find(notes).unwrap();
    let has_rules = page.items.iter().any(|item| matches!(item, Item::Rule { .. }));
    prop_assert!(has_rules, "a note alone on its page");
    Ok(())
}

/// Where a seal goes over a printed name outside of tables, 25 mm above and below it are quiet.
fn names_under_seals_have_quiet_around(filled: &Filled) -> Held {
    for page in filled.pages() {
        let named = runs(page).find(|run| {
            let text = run.text();
            let [top, bottom, left, _] = extent_of_run(run);
            (text.contains("盖章）") || text.contains("（公章）"))
                && cell_around(page, left, (top + bottom) / 2.0).is_none()
                && !page.items.iter().any(|item| match item {
                    Item::SealPlace { y, side, .. } => within(*y, top, *y + *side),
                    _ => false,
                })
        });
        let Some(named) = named.map(extent_of_run) else { continue };
        // A long name takes several lines of one block.
        let [mut top, mut bottom, ..] = named;
        let others = || page.items.iter().filter_map(extent);
        for _ in 0..8 {
            let near = |[t, b, ..]: &[Mm; 4]| t.0 < bottom.0 + 4.0 && b.0 > top.0 - 4.0;
            let block: Vec<[Mm; 4]> = others().filter(near).collect();
            for [t, b, ..] in block {
                (top, bottom) = (top.min(t), bottom.max(b));
            }
        }
        for [t, b, ..] in others() {
            let clear = b.0 <= top.0 - 24.9 || t.0 >= bottom.0 + 24.9;
            let own = t.0 >= top.0 - 0.01 && b.0 <= bottom.0 + 0.01;
            prop_assert!(clear || own, "{t:?} to {b:?} beside the name at {top:?} to {bottom:?}");
        }
    }
    Ok(())
}

/// The outline begins with the title and goes down the pages.
fn the_outline_follows_the_pages(filled: &Filled) -> Held {
    let outline = &filled.sheets.outline;
    prop_assert_eq!(outline.first().map(|section| section.level), Some(1));
    prop_assert_eq!(outline.iter().filter(|section| section.level == 1).count(), 1);
    let places: Vec<(usize, f64)> = outline.iter().map(|s| (s.page, s.y.0)).collect();
    prop_assert!(places.is_sorted_by(|a, b| a <= b), "{places:?}");
    prop_assert!(places.iter().all(|(page, _)| *page < filled.pages().len()));
    prop_assert!(outline.iter().all(|section| !section.title.contains('\n')));
    Ok(())
}

fn all_laws(filled: &Filled) -> Held {
    items_stay_in_their_place(filled)?;
    seal_squares_are_clear(filled)?;
    seals_stay_with_their_words(filled)?;
    boxes_are_closed(filled)?;
    long_texts_are_whole(filled)?;
    short_answers_are_whole(filled)?;
    labels_are_repeated(filled)?;
    what_goes_on_fills_its_page(filled)?;
    notes_stay_with_their_table(filled)?;
    pages_are_numbered(filled)?;
    names_under_seals_have_quiet_around(filled)?;
    the_outline_follows_the_pages(filled)
}

#[test]
fn an_empty_form_keeps_the_laws() {
    for form in FORMS {
        all_laws(&filled(form, None)).unwrap_or_else(|broken| panic!("{form:?}: {broken}"));
    }
}

/// A form whose original has no page numbers prints none.
#[test]
fn numbers_can_be_left_out() {
    let Filled { form, case, sheets } = filled(FORMS[0], None);
    let numbers = |sheets: &Sheets| {
        let runs = sheets.pages.iter().flat_map(runs);
        runs.filter(|run| is_page_number(&form.page, run)).count()
    };
    assert_eq!(numbers(&sheets), 2);
    let mut without = form.clone();
    without.page.numbers = false;
    assert_eq!(numbers(&compose_roundup(&without, &[&case], Copy::Final)), 0);
}

/// A row that may go on over pages (跨页) goes on only with words: an empty one moves as a whole.
#[test]
fn an_empty_row_that_may_break_is_not_cut() {
    let call = call("ah-2024");
    let mut form = (**call.form("gy-2024").unwrap()).clone();
    for block in &mut form.paper.blocks {
        if let Block::Table(table) = block {
            table.rows.iter_mut().for_each(|row| row.may_break = true);
        }
    }
    for count in 1..60 {
        let mut case = Case::new(call.clone());
        let region = Region { code: None, text: "安徽省六安市舒城县晓天镇".into() };
        case.values.insert("beneficiaries".into(), Value::Regions(vec![region; count]));
        let sheets = compose_roundup(&form, &[&case], Copy::Final);
        let words: String = sheets.pages.iter().flat_map(runs).map(paper::Run::text).collect();
        assert_eq!(words.matches("（接上页）").count(), 0, "{count} places");
    }
}

#[test]
fn every_form_of_every_call_is_tried() {
    assert!(filled::forms_left_out().is_empty(), "{:?}", filled::forms_left_out());
}

/// Every number of rows of a roundup: where rows and seal only just fit a page, and where they do not.
#[test]
fn a_roundup_of_any_length_keeps_the_laws() {
    for form in
        FORMS.iter().filter(|(_, _, form)| form.ends_with("summary") || form.ends_with("list"))
    {
        for rows in 1..40 {
            let lines = vec!["某某县农产品上行网络扶贫项目".to_owned()];
            let typed = Typed { lines, texts: vec![String::new()], rows };
            let filled = filled(*form, Some(&typed));
            all_laws(&filled).unwrap_or_else(|broken| panic!("{form:?}, {rows} rows: {broken}"));
        }
    }
}

/// Texts that were found: a seal took lines of a text along that another one parts from it.
#[test]
fn a_seal_takes_along_what_stands_right_above_it() {
    let found = include_str!("filled/seal_far_below.json");
    let (lines, texts, rows) = serde_json::from_str(found).unwrap();
    all_laws(&filled(FORMS[6], Some(&Typed { lines, texts, rows }))).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_form_filled_in_far_over_its_limits_keeps_the_laws(typed in typed()) {
        for form in FORMS {
            let filled = filled(form, Some(&typed));
            let held = all_laws(&filled);
            prop_assert!(held.is_ok(), "{form:?}: {}", held.unwrap_err());
        }
    }
}
