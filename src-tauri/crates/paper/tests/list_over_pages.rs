//! Laws of a list that goes on over pages: every item lies within its page, every page with rows has
//! the whole head above them, no head stands alone, and all rows appear whole and in order.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::sync::Arc;

use case::{Case, Value};
use catalog::{Block, CASES, Call, Catalog, Cell, Folder, Form, Item as GridItem, Row, Table};
use foundation::Mm;
use paper::{Copy, Item, Page, Run, Sheets, compose_roundup};
use proptest::prelude::*;

macro_rules! example {
    ($path:literal, $($file:literal),+) => {
        Folder {
            path: $path.into(),
            files: [$($file),+]
                .map(str::to_owned)
                .into_iter()
                .zip([$(include_str!(concat!("../../../../assets/examples/", $path, "/", $file))),+]
                    .map(str::to_owned))
                .collect(),
        }
    };
}

/// A list, and the columns that a case fills.
struct List {
    call: &'static str,
    form: &'static str,
    columns: [&'static str; 3],
}

const LISTS: [List; 2] = [
    List {
        call: "shuangbai-2016",
        form: "shuangbai-2016-summary",
        columns: ["project_name", "applicant_name", "summary_note"],
    },
    List { call: "xc-2025", form: "xc-2025-list", columns: ["case_name", "org_name", "remark"] },
];

fn call(id: &str) -> Arc<Call> {
    let mut folders = Catalog::built_in_folders();
    folders.push(example!("calls/xc-2025", "call.toml"));
    folders.push(example!("forms/xc-2025-case", "form.toml", "paper.grid"));
    folders.push(example!("forms/xc-2025-list", "form.toml", "paper.grid"));
    Catalog::of(folders).call(id).unwrap().clone()
}

type Texts = [String; 3];

fn sheets(list: &List, call: &Arc<Call>, form: &Form, rows: &[Texts]) -> Sheets {
    let case = |texts: &Texts| {
        let mut case = Case::new(call.clone());
        let values = list.columns.iter().zip(texts);
        case.values =
            values.map(|(id, text)| ((*id).to_owned(), Value::Text(text.clone()))).collect();
        case
    };
    let cases: Vec<Case> = rows.iter().map(case).collect();
    compose_roundup(form, &cases.iter().collect::<Vec<_>>(), Copy::Final)
}

/// A cell's text: mostly short, some of several lines, a few longer than a page.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => "[一-龥]{2,9}", 1 => "[A-Za-z]{1,12}", 1 => "[0-9]{1,6}[年元%]"];
    let pieces = prop_oneof![12 => 1usize..4, 4 => 4usize..25, 1 => 60usize..160];
    pieces.prop_flat_map(move |count| {
        prop::collection::vec(piece.clone(), count).prop_map(|pieces| pieces.concat())
    })
}

fn rows() -> impl Strategy<Value = Vec<Texts>> {
    let count = prop_oneof![1usize..6, 6usize..=60];
    count.prop_flat_map(|count| prop::collection::vec([text(), text(), text()], count))
}

fn table(form: &mut Form) -> &mut Table {
    let tables = form.paper.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.last().unwrap()
}

/// The same list under a head of two rows: the first column's label spans both, the others stand under
/// a common one.
fn under_two_rows(form: &Form) -> Form {
    let mut form = form.clone();
    let table = table(&mut form);
    let columns = table.columns.len();
    for cell in &mut table.cells {
        let first = cell.row == 0 && cell.column == 0;
        cell.row += usize::from(!first);
        cell.row_span += usize::from(first);
    }
    let common = table.cells.iter().find(|cell| cell.column == 1).unwrap().lines.clone();
    let cell = Cell {
        row: 0,
        column: 1,
        row_span: 1,
        column_span: columns - 1,
        align: None,
        style: None,
        lines: common,
    };
    table.cells.insert(1, cell);
    table.rows.insert(0, Row { min_height: Some(Mm(9.0)), may_break: false, repeats: None });
    form
}

/// The same list with a head so high that little of a page is left for a row.
fn under_high_head(form: &Form) -> Form {
    let mut form = form.clone();
    table(&mut form).rows[0].min_height = Some(Mm(60.0));
    form
}

/// The same list with rows that fill a page, were it not for the head.
fn of_high_rows(form: &Form) -> Form {
    let mut form = form.clone();
    let height = form.page.height - form.page.top - form.page.bottom;
    table(&mut form).rows[1].min_height = Some(height - Mm(5.0));
    form
}

/// The same list whose rows may go on over pages wherever they stand.
fn may_break(form: &Form) -> Form {
    let mut form = form.clone();
    table(&mut form).rows.iter_mut().for_each(|row| row.may_break = true);
    form
}

/// The words of the head in the order in which they are set.
fn head(form: &mut Form) -> String {
    let labels: Vec<String> = table(form)
        .cells
        .iter()
        .flat_map(Cell::items)
        .filter_map(|item| match item {
            GridItem::Label(id) => Some(id.clone()),
            _ => None,
        })
        .collect();
    let words = labels.iter().map(|id| form.label(id).unwrap().replace('\n', ""));
    words.collect()
}

fn runs(page: &Page) -> impl Iterator<Item = &Run> {
    page.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        _ => None,
    })
}

/// The row and the column that a run belongs to, if it stands in the list.
fn place(run: &Run) -> Option<(usize, &str)> {
    let path = run.field.as_ref()?.as_str().strip_prefix(CASES)?.strip_prefix('/')?;
    let (row, column) = path.split_once('/').unwrap();
    Some((row.parse().unwrap(), column))
}

/// From which height to which, and from which left edge to which right one, an item reaches.
fn extent(item: &Item) -> Option<[Mm; 4]> {
    match item {
        // The em box of all our faces: 0.88 above the baseline, 0.12 below. A mark at a margin hangs its
        // blank half over it.
        Item::Text(run) => {
            let em = Mm::from(run.size);
            let (top, bottom) = (run.baseline - em * 0.88, run.baseline + em * 0.12);
            Some([top, bottom, run.glyphs[0].x + em / 2.0, run.right() - em / 2.0])
        }
        Item::Rule { x1, y1, x2, y2 } => Some([*y1, *y2, *x1, *x2]),
        Item::Tick { x, y, side, .. } | Item::SealPlace { x, y, side, .. } => {
            Some([*y, *y + *side, *x, *x + *side])
        }
        Item::Picture { x, y, width, height, .. }
        | Item::SignaturePlace { x, y, width, height, .. } => {
            Some([*y, *y + *height, *x, *x + *width])
        }
        // In the margin, as `tests/forms.rs` has it.
        Item::Code(_) | Item::DraftMark => None,
    }
}

fn assert_within_page(form: &Form, page: &Page) -> Result<(), TestCaseError> {
    let (low, high) = (form.page.top.0 - 0.02, (page.height - form.page.bottom).0 + 0.02);
    let (left, right) = (form.page.left.0 - 0.02, (page.width - form.page.right).0 + 0.02);
    let is_number = |item: &&Item| match item {
        Item::Text(run) => run.field.is_none() && run.text().contains('/') && run.baseline.0 > high,
        _ => false,
    };
    prop_assert!(page.items.iter().filter(is_number).count() <= 1);
    for item in page.items.iter().filter(|item| !is_number(item)) {
        let Some([top, bottom, x1, x2]) = extent(item) else { continue };
        prop_assert!(low <= top.0 && bottom.0 <= high, "{top:?} to {bottom:?}: {item:?}");
        prop_assert!(left <= x1.0 && x2.0 <= right, "{x1:?} to {x2:?}: {item:?}");
    }
    Ok(())
}

/// The whole head stands right above the rows of a page, and nowhere else.
fn assert_headed(head: &str, page: &Page) -> Result<(), TestCaseError> {
    let first = runs(page).filter(|run| place(run).is_some()).map(|run| run.baseline.0);
    let first = first.reduce(f64::min);
    let fixed = |run: &&Run| run.field.is_none() && first.is_none_or(|y| run.baseline.0 < y);
    let above: String = runs(page).filter(fixed).map(Run::text).collect();
    prop_assert_eq!(above.ends_with(head), first.is_some(), "{}", above);
    prop_assert_eq!(above.matches(head).count(), usize::from(first.is_some()), "{}", above);
    Ok(())
}

/// Rows follow each other down the pages, and each says what was typed.
fn assert_rows(list: &List, pages: &[Page], rows: &[Texts]) -> Result<(), TestCaseError> {
    let mut words: BTreeMap<(usize, String), String> = BTreeMap::new();
    let mut last = 0;
    for page in pages {
        let mut heights: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for run in runs(page) {
            let Some((row, column)) = place(run) else { continue };
            words.entry((row, column.to_owned())).or_default().push_str(&run.text());
            let (top, bottom) = heights.entry(row).or_insert((f64::MAX, 0.0));
            (*top, *bottom) = (top.min(run.baseline.0), bottom.max(run.baseline.0));
        }
        let mut y = 0.0;
        for (row, (top, bottom)) in heights {
            prop_assert!(row == last || row == last + 1, "row {row} after {last}");
            prop_assert!(y < top, "row {row} at {top} mm, the one before it ends at {y} mm");
            (last, y) = (row, bottom);
        }
    }
    prop_assert_eq!(last, rows.len());
    for (index, texts) in rows.iter().enumerate() {
        for (column, text) in list.columns.iter().zip(texts) {
            prop_assert_eq!(&words[&(index + 1, (*column).to_owned())], text);
        }
    }
    Ok(())
}

fn assert_list(list: &List, rows: &[Texts]) -> Result<(), TestCaseError> {
    let call = call(list.call);
    let form = call.form(list.form).unwrap();
    let variants = [
        (**form).clone(),
        under_two_rows(form),
        under_high_head(form),
        of_high_rows(form),
        may_break(form),
    ];
    for mut form in variants {
        let head = head(&mut form);
        let sheets = sheets(list, &call, &form, rows);
        for page in &sheets.pages {
            assert_within_page(&form, page)?;
            assert_headed(&head, page)?;
        }
        assert_rows(list, &sheets.pages, rows)?;
    }
    Ok(())
}

/// Rows of one long cell each.
fn rows_of(lengths: &[usize]) -> Vec<Texts> {
    lengths.iter().map(|length| ["长".repeat(*length), "短".into(), "短".into()]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_list_goes_on_under_its_head(rows in rows()) {
        for list in &LISTS {
            assert_list(list, &rows)?;
        }
    }
}

/// Every height of the first row, and of the second under a row that fills a part of the page: where a
/// head could be left alone, and where head and row only just fit a page or do not.
#[test]
fn a_row_of_any_height_goes_on_under_its_head() {
    for list in &LISTS {
        for length in (20..1100).step_by(37) {
            assert_list(list, &rows_of(&[length])).unwrap();
            assert_list(list, &rows_of(&[120, length, 5])).unwrap();
        }
    }
}
