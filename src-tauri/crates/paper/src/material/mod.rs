//! The detailed material (案例材料) on paper, set as official papers are, and the appendix behind it. `units`
//! makes of each block what stands on a page, `place` puts it there; `style` has the page and the type.
//!
//! The grid is that of GB/T 9704: 22 lines of 28 characters, every block back on the grid. Headings stay with
//! what they head; a picture that is a little too high for the rest of its page becomes smaller. Tables go over
//! pages by the same code as those of forms.

mod appendix;
mod headings;
mod place;
mod style;
mod tables;
mod units;

use std::collections::BTreeMap;

use case::{Case, Material, MaterialBlock, printed_template};
use foundation::{FieldPath, Mm};
use media::PaperPicture;

use crate::fonts::Fonts;
use crate::foreign::ForeignPdf;
use crate::layout::{Edition, Page, PageNumbers, Pages, Section, Sheets};
use appendix::Printed;
use style::{LINE, MEASURE, PAGE};
use units::{MOST_PICTURE_LINES, Unit, Units};

/// A picture that a form, the material or its appendix prints.
#[derive(Clone, Debug, PartialEq)]
pub struct WantedPicture {
    /// The name of its file in the case.
    pub path: String,
    /// The largest box in which it is printed, across and down.
    pub largest: (Mm, Mm),
    /// Where the case names it first.
    pub field: FieldPath,
}

/// The pictures that the forms of a case, its material and its appendix print, each once, in their order.
pub fn wanted_pictures(case: &Case) -> Vec<WantedPicture> {
    let mut wanted: Vec<WantedPicture> = Vec::new();
    let mut want = |path: &str, (width, height): (Mm, Mm), field: FieldPath| match wanted
        .iter_mut()
        .find(|picture| picture.path == path)
    {
        Some(known) => {
            let (w, h) = known.largest;
            known.largest = (w.max(width), h.max(height));
        }
        None => {
            wanted.push(WantedPicture { path: path.to_owned(), largest: (width, height), field });
        }
    };
    for (field, (index, photo)) in case.form_photos() {
        let Some(place) = field.photo() else { continue };
        want(&photo.path, crate::layout::wanted_size(place), FieldPath::attachment(index));
    }
    for (index, block) in blocks(case).iter().enumerate() {
        if let MaterialBlock::Picture { path, .. } = block
            && !block.is_empty()
        {
            want(path, (MEASURE, LINE * MOST_PICTURE_LINES), FieldPath::block(index));
        }
    }
    let printed = Printed::of(case);
    for (index, photo) in &printed.photos {
        want(&photo.path, printed.photo_box(), FieldPath::attachment(*index));
    }
    for (index, report) in &printed.reports {
        want(&report.path, appendix::SCREENSHOT, FieldPath::attachment(*index));
    }
    wanted
}

/// Whether a case has material or an appendix, so that there are pages to print.
pub fn has_pages_behind_the_form(case: &Case) -> bool {
    case.has_material() || !Printed::of(case).is_empty()
}

/// Sets the material and the appendix of a case on paper; `pictures` has those of [`wanted_pictures`] that
/// can be printed, by their paths. What is not there is named in its place. Material that was made elsewhere
/// comes as it is.
pub fn compose_material(
    case: &Case,
    pictures: &BTreeMap<String, PaperPicture>,
    made_elsewhere: Option<&ForeignPdf>,
    edition: impl Into<Edition>,
) -> Sheets {
    let edition = edition.into();
    let count = made_elsewhere.map_or(0, |pdf| pdf.sizes().len());
    let mut own = compose_own(case, pictures, edition, count);
    let Some(pdf) = made_elsewhere else { return own };
    let foreign = (0..count).map(|index| Page::of_foreign(pdf, index, edition.copy));
    let is_empty = Printed::of(case).is_empty();
    let behind = if is_empty { Vec::new() } else { std::mem::take(&mut own.pages) };
    own.outline.iter_mut().for_each(|section| section.page += count);
    let title = case.call.material.name.clone();
    own.outline.insert(0, Section { level: 1, title, page: 0, y: Mm::ZERO });
    Sheets { pages: foreign.chain(behind).collect(), outline: own.outline, parts: own.parts }
}

/// What is set here; so many pages come before it.
fn compose_own(
    case: &Case,
    pictures: &BTreeMap<String, PaperPicture>,
    edition: Edition,
    before: usize,
) -> Sheets {
    let mut pages = Pages::new(PAGE, edition);
    if has_own_pages(case) {
        put_title(case, edition.fonts, &mut pages);
        let mut units = Units::new(pictures, edition.fonts);
        let all: Vec<Unit<'_>> = blocks(case)
            .iter()
            .enumerate()
            .flat_map(|(index, block)| units.of(block, &FieldPath::block(index)))
            .collect();
        place::place(all, &mut pages);
    }
    let printed = Printed::of(case);
    if !printed.is_empty() {
        appendix::put(&printed, pictures, edition.fonts, &mut pages);
    }
    pages.finish(PageNumbers::Dashes { before })
}

/// The row and column, from 0, of the first cell of a table in which a word or a number is wider than its column even in the
/// smallest type; none in other blocks.
pub fn torn_cell(block: &MaterialBlock, fonts: Fonts) -> Option<(usize, usize)> {
    let MaterialBlock::Table { header, rows, .. } = block else { return None };
    let has_cells = rows.iter().any(|row| !row.is_empty());
    has_cells
        .then(|| tables::SetTable::new((*header, rows), &FieldPath::case(), fonts).torn)
        .flatten()
}

/// Whether blocks are printed, under the title of the material.
pub fn has_own_pages(case: &Case) -> bool {
    blocks(case).iter().any(|block| !block.is_empty())
}

fn blocks(case: &Case) -> &[MaterialBlock] {
    case.material.as_ref().map(Material::blocks).unwrap_or_default()
}

/// The title and who sends it, on the first page.
fn put_title(case: &Case, fonts: Fonts, pages: &mut Pages) {
    let ask = &case.call.material;
    let title = printed_template(case, &ask.title).unwrap_or_default();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if title.is_empty() { ask.name.clone() } else { title };
    let under: Vec<String> =
        ask.lines.iter().filter_map(|line| printed_template(case, line)).collect();
    pages.skip(LINE);
    place::place(units::title(&title, &under, fonts), pages);
    style::to_next_line(pages);
    pages.skip(LINE);
}
