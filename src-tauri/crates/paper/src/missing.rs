//! Characters that no face has. While somebody types, texts that will be printed are asked, one by one: no form is set
//! in a face that has fewer than 宋体 and its fallbacks, so those alone decide. Before a final copy is written, the pages
//! that were set are asked, so that no printed text slips by.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};

use catalog::FontRole;
use foundation::FieldPath;

use crate::fonts::Fonts;
use crate::layout::{Item, Sheets};
use crate::text::printable;

/// The characters in whose place empty boxes stand on pages, by the place in the case that they came from; those of
/// fixed words by the whole case.
pub fn characters_not_set(sheets: &Sheets) -> BTreeMap<FieldPath, BTreeSet<char>> {
    let mut missing: BTreeMap<FieldPath, BTreeSet<char>> = BTreeMap::new();
    for item in sheets.pages.iter().flat_map(|page| &page.items) {
        if let Item::Tick { missing: Some(character), field, .. } = item {
            let path = field.clone().unwrap_or_else(FieldPath::case);
            missing.entry(path).or_default().insert(*character);
        }
    }
    missing
}

/// The characters of texts, as they are printed, which no face has.
pub fn characters_without_font<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<char> {
    let is_missing = |character: &char| !character.is_whitespace() && !is_in_a_face(*character);
    texts.into_iter().flat_map(printable).filter(is_missing).collect()
}

/// A bit for each character that was found in a face. The faces of the program never change, and texts have the same
/// characters again and again.
static FOUND: [AtomicU64; CHARACTERS / 64] = [const { AtomicU64::new(0) }; CHARACTERS / 64];
const CHARACTERS: usize = char::MAX as usize + 1;

fn is_in_a_face(character: char) -> bool {
    let place = character as usize;
    let (word, bit) = (&FOUND[place / 64], 1 << (place % 64));
    if word.load(Ordering::Relaxed) & bit != 0 {
        return true;
    }
    let is_there = Fonts::default().glyph(FontRole::Song, character).is_some();
    if is_there {
        word.fetch_or(bit, Ordering::Relaxed);
    }
    is_there
}
