//! A cell of 45 to 53 mm holds a seal that touches its rules: its square is as wide as the cell, at least as wide as
//! the largest seal, and clear of the neighbours.
#![allow(clippy::unwrap_used, reason = "tests")]

use case::Case;
use catalog::{Block, Catalog, Form};
use foundation::Mm;
use paper::{Copy, Item, compose};

include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/catalog/of_tests.rs"));

fn case() -> Case {
    let mut folders = Catalog::built_in_folders();
    let mut call = of_tests!("calls/paper-photo", "call.toml");
    let text = call.files.get_mut("call.toml").unwrap();
    *text = text.replace("paper-photo", "paper-foot");
    folders.extend([call, of_tests!("forms/paper-foot", "form.toml", "paper.grid")]);
    Case::new(Catalog::of(folders).call("paper-photo").unwrap().clone())
}

/// The squares for seals on the first pages, by their ids.
fn squares(form: &Form, case: &Case) -> Vec<(String, Mm, Mm)> {
    let sheets = compose(form, case, Copy::Final);
    let items = sheets.pages.into_iter().flat_map(|page| page.items);
    let squares = items.filter_map(|item| match item {
        Item::SealPlace { id, x, side, .. } => Some((id, x, side)),
        _ => None,
    });
    squares.collect()
}

#[test]
fn a_seal_fits_its_cell_from_45_mm_on() {
    let case = case();
    for share in [45.0, 48.0, 52.0, 53.0, 60.0] {
        let mut form = Form::clone(case.call.main_form());
        let tables = form.paper.blocks.iter_mut().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        // The cell with two seals spans the last two columns.
        tables.for_each(|table| table.columns = vec![Mm(30.0), Mm(50.0), Mm(share * 2.0 - 50.0)]);
        let squares = squares(&form, &case);
        let edge = form.page.left + Mm(30.0);
        for (id, index) in [("left", 0.0), ("right", 1.0)] {
            let (_, x, side) = squares.iter().find(|(known, ..)| known == id).unwrap();
            assert!((side.0 - share.min(50.0)).abs() < 1e-6, "{id}: {side:?} in {share}");
            let own = edge + Mm(share * index);
            assert!(x.0 >= own.0 - 1e-6 && (*x + *side).0 <= (own + Mm(share)).0 + 1e-6, "{id}");
        }
    }
}
