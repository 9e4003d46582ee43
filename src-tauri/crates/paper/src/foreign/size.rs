//! How large a page made elsewhere is as it is shown: what of its sheet is cut out, turned, in the unit that it says. What
//! is larger or smaller than any paper, or says nothing that is a size, is told with its number, before anything is drawn
//! of it. Source: ISO 32000-1, 7.7.3.3 and 14.11.2.

use std::collections::BTreeSet;

use foundation::{Mm, Pt};
use lopdf::{Document, Object, ObjectId};

use super::attribute;

/// In points of 1/72 inch. Source: ISO 32000-1, annex C.2: no page is larger; a side of A0 has 3370.
const LARGEST: f64 = 14_400.0;
/// Source: the same: no page is smaller.
const SMALLEST: f64 = 3.0;

/// In points: 8.5 by 11 inches.
const LETTER: [f64; 4] = [0.0, 0.0, 612.0, 792.0];

/// How a page stands.
pub(super) struct Stands {
    /// As shown, across and down.
    pub(super) size: (Mm, Mm),
    /// What is cut out of its sheet, where it says otherwise than readers take it.
    shown: Option<[f64; 4]>,
}

/// How a page stands; none where no reader could say.
pub(super) fn stands(document: &Document, page: ObjectId) -> Option<Stands> {
    // Readers take a page that does not say for one of Letter.
    let sheet = match attribute(document, page, b"MediaBox") {
        Some(said) => corners(document, said)?,
        None => LETTER,
    };
    let cut = attribute(document, page, b"CropBox").and_then(|cut| corners(document, cut));
    // Readers show what of it lies on the sheet, and all of the sheet where nothing does.
    let common = cut.map(|cut| {
        [cut[0].max(sheet[0]), cut[1].max(sheet[1]), cut[2].min(sheet[2]), cut[3].min(sheet[3])]
    });
    let shown = common.filter(|[x1, y1, x2, y2]| x2 - x1 >= 1.0 && y2 - y1 >= 1.0).unwrap_or(sheet);
    let unit = attribute(document, page, b"UserUnit");
    let unit = unit.map_or(Some(1.0), |unit| number(document, unit))?;
    let side = |from: f64, to: f64| {
        let side = (to - from) * unit;
        (SMALLEST..=LARGEST).contains(&side).then(|| Mm::from(Pt(side)))
    };
    let (width, height) = (side(shown[0], shown[2])?, side(shown[1], shown[3])?);
    let turn = attribute(document, page, b"Rotate").and_then(|turn| number(document, turn));
    let lies = (turn.unwrap_or(0.0) / 90.0).round() as i64 % 2 != 0;
    Some(Stands {
        size: if lies { (height, width) } else { (width, height) },
        shown: attribute(document, page, b"CropBox")
            .is_some()
            .then_some(shown)
            .filter(|_| cut != Some(shown)),
    })
}

/// Lets a page say how it is shown, so that all readers show the same.
pub(super) fn set_shown(document: &mut Document, page: ObjectId, stands: &Stands) {
    let says_none = attribute(document, page, b"MediaBox").is_none();
    if let (true, Ok(page)) = (says_none, document.get_dictionary_mut(page)) {
        page.set("MediaBox", LETTER.map(|side| Object::Real(side as f32)).to_vec());
    }
    if let (Some(shown), Ok(page)) = (stands.shown, document.get_dictionary_mut(page)) {
        page.set("CropBox", shown.map(|side| Object::Real(side as f32)).to_vec());
    }
}

/// The number of the first page that the tree names and that is not there, or makes no sense: readers show nothing for
/// it, and nobody would miss it in time.
pub(super) fn first_gone(document: &Document) -> Option<u32> {
    let root = document.catalog().ok()?.get(b"Pages").ok()?.as_reference().ok()?;
    let (mut to_do, mut seen, mut pages) = (vec![root], BTreeSet::new(), 0);
    while let Some(id) = to_do.pop() {
        let Ok(node) = document.get_dictionary(id) else { return Some(pages + 1) };
        let kids = node.get(b"Kids").ok().and_then(|kids| document.dereference(kids).ok());
        match kids.and_then(|(_, kids)| kids.as_array().ok()) {
            // What goes in circles has no end.
            Some(kids) if seen.insert(id) => {
                to_do.extend(kids.iter().rev().filter_map(|kid| kid.as_reference().ok()));
            }
            Some(_) => {}
            None => pages += 1,
        }
    }
    None
}

/// From the lower left to the upper right, whichever two corners it says.
fn corners(document: &Document, object: &Object) -> Option<[f64; 4]> {
    let (_, list) = document.dereference(object).ok()?;
    let list = list.as_array().ok()?.iter().map(|side| number(document, side));
    let sides: Vec<f64> = list.collect::<Option<_>>()?;
    let [x1, y1, x2, y2] = sides[..] else { return None };
    Some([x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2)])
}

fn number(document: &Document, object: &Object) -> Option<f64> {
    let (_, object) = document.dereference(object).ok()?;
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}
