//! The photo that a form prints in its cell: cropped by the middle to its place, upright. Where there is none, the
//! place stays clear with its label in the middle, so that one can be stuck on.

use std::collections::BTreeMap;

use catalog::{Cell, Item as GridItem, PhotoPlace};
use foundation::{FieldPath, Mm};
use media::PaperPicture;

use super::content::{Words, WordsKind};
use super::fit::balanced;
use super::flow::{Flow, PADDING_X};
use super::page::Pages;
use super::parts::PartKind;
use super::sheets::Item;

/// The photos of a case that are ready for paper, by the names of their files.
pub type Photos = BTreeMap<String, PaperPicture>;

/// A photo with its place.
#[derive(Clone, Debug)]
pub(crate) struct SetPhoto<'a> {
    picture: Option<&'a PaperPicture>,
    width: Mm,
    height: Mm,
    field: FieldPath,
    /// What it is, in words.
    label: String,
}

/// How large a picture must be so that it still covers its place where it is broader or longer.
pub(crate) fn wanted_size(place: PhotoPlace) -> (Mm, Mm) {
    let longer = Mm(f64::from(place.width_mm.max(place.height_mm)));
    (longer * 1.5, longer * 1.5)
}

/// The cell of a photo; none where something else stands in it.
pub(crate) fn set_photo_cell<'a>(words: &Words<'a>, cell: &Cell, width: Mm) -> Option<Flow<'a>> {
    let [line] = cell.lines.as_slice() else { return None };
    let [GridItem::Value(id)] = line.as_slice() else { return None };
    let field = words.form.field(id)?;
    let place = field.photo()?;
    let attached = words.case.photo_of(field);
    let picture = attached.and_then(|(_, attachment)| words.photos.get(&attachment.path));
    let label = [GridItem::Label(id.clone())];
    let lines = match picture {
        Some(_) => Vec::new(),
        None => words
            .paragraphs(&label, cell.style)
            .iter()
            .filter(|words| words.kind == WordsKind::Label)
            .flat_map(|words| balanced(words, width - PADDING_X * 2.0))
            .collect(),
    };
    let photo = SetPhoto {
        picture,
        width: Mm(f64::from(place.width_mm)),
        height: Mm(f64::from(place.height_mm)),
        field: FieldPath::field(id),
        label: field.plain_label().replace('\n', ""),
    };
    Some(Flow { photo: Some(photo), ..Flow::of_lines(lines) })
}

impl SetPhoto<'_> {
    pub(crate) fn height(&self) -> Mm {
        self.height
    }

    /// Puts it in the middle of its cell.
    pub(crate) fn put(&self, pages: &mut Pages, (left, right): (Mm, Mm), (top, bottom): (Mm, Mm)) {
        let Some(picture) = self.picture else { return };
        let before = pages.begin(PartKind::Figure(self.label.clone()));
        pages.put(Item::Picture {
            x: left + (right - left - self.width) / 2.0,
            y: top + (bottom - top - self.height) / 2.0,
            width: self.width,
            height: self.height,
            picture: picture.clone(),
            cropped: true,
            field: Some(self.field.clone()),
            part: pages.part(),
        });
        pages.end(before);
    }
}
