//! Photos of a form: where they can stand on paper, and the named documents that they are of a call.

use foundation::{Code, Mm};

use crate::calls::call::AttachmentRule;
use crate::forms::check::Weight;
use crate::forms::field::{Field, Kind, Required};
use crate::forms::form::Form;
use crate::grids::grid::{Block, Cell, Item};
use crate::grids::grid_reader::Placed;
use crate::reading::fault::Page;

/// White space beside a photo inside the rules of its cell, on both sides together.
const SPARE: Mm = Mm(2.8);

/// A photo stands in a cell of its own that is wide enough for it.
pub(crate) fn check(grid: &Page<'_>, form: &Form, placed: &[Placed]) {
    for field in &form.fields {
        let Kind::Photo(place) = field.kind else { continue };
        let shows = |item: &Item| item.shows(&field.id);
        let Some((_, at)) = placed.iter().find(|(item, _)| shows(item)) else { continue };
        let cells = form.paper.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => {
                let is_own = |cell: &&Cell| cell.items().any(shows);
                table.cells.iter().find(is_own).map(|cell| (table, cell))
            }
            _ => None,
        });
        let Some((table, cell)) = cells.into_iter().next() else {
            let message = format!("照片“{}”要印在表格的格里。", field.id);
            let hint = format!("请在 paper.grid 的表格里给它单独一格：{{{}}}。", field.id);
            grid.fault(Code::BadValue, *at, message, hint);
            continue;
        };
        if cell.items().count() > 1 {
            let message = format!("照片“{}”要单独占一格。", field.id);
            let hint = "没有照片时，格里自己印栏目名，不必另写。".into();
            grid.fault(Code::BadValue, *at, message, hint);
        }
        let columns = cell.column..cell.column + cell.column_span;
        let width: Mm = table.columns.get(columns).unwrap_or_default().iter().copied().sum();
        let least = f64::from(place.width_mm) + SPARE.0;
        if width.0 < least {
            let message = format!("照片的格宽 {} 毫米，至少要 {least} 毫米。", width.0);
            let hint = "请把这一格加宽，或减小 width_mm。".into();
            grid.fault(Code::BadValue, *at, message, hint);
        }
    }
}

/// The named documents that photos of forms are where the call itself does not ask for them: for the paper
/// alone. A form that may be left out does not ask for its photo.
pub(crate) fn documents<'f>(
    forms: impl Iterator<Item = (&'f Form, Vec<String>)>,
    asked: &[AttachmentRule],
) -> Vec<AttachmentRule> {
    let mut rules: Vec<AttachmentRule> = Vec::new();
    for (form, routes) in forms {
        let photos = form.fields.iter().filter(|field| field.photo().is_some());
        for field in photos {
            let is_known = |rule: &AttachmentRule| rule.id == field.id;
            if !asked.iter().any(is_known) && !rules.iter().any(is_known) {
                rules.push(document(form, field, &routes));
            }
        }
    }
    rules
}

fn document(form: &Form, field: &Field, routes: &[String]) -> AttachmentRule {
    let (least, weight) = match field.required {
        _ if form.optional => (0, Weight::Must),
        Required::No => (0, Weight::Must),
        Required::Advised => (1, Weight::Advised),
        Required::WithReason => (1, Weight::InPrinciple),
        Required::Yes => (1, Weight::Must),
    };
    let source = field.source.clone();
    AttachmentRule {
        id: field.id.clone(),
        routes: routes.to_vec(),
        printed_only: true,
        weight,
        ..AttachmentRule::photos(field.plain_label(), (least, Some(1)), source)
    }
}
