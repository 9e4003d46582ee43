//! The sections as bookmarks, each under the one that it belongs to. printpdf's own are flat and sorted
//! by name.

use foundation::{Mm, Pt};
use lopdf::{Dictionary, Document, Object, ObjectId, text_string};

use super::WriteFault;
use crate::layout::Section;

/// A bookmark while its neighbours are found.
struct Bookmark<'s> {
    section: &'s Section,
    id: ObjectId,
    /// Indices; the root has none.
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Adds the bookmarks. Sections on pages that there are not are left out. The pane that shows them opens
/// by itself where there are at least two.
pub(crate) fn add_to(
    document: &mut Document,
    sections: &[Section],
    pages: &[ObjectId],
) -> Result<(), WriteFault> {
    let structure = |cause| WriteFault::Structure { cause };
    let sections: Vec<&Section> =
        sections.iter().filter(|section| section.page < pages.len()).collect();
    if sections.is_empty() {
        return Ok(());
    }
    let root = document.new_object_id();
    let (bookmarks, top) = nested(&sections, document);
    for index in 0..bookmarks.len() {
        let entry = entry(&bookmarks, index, root, &top, document, pages)?;
        document.set_object(bookmarks[index].id, entry);
    }
    let mut outlines = Dictionary::from_iter([("Type", Object::Name(b"Outlines".to_vec()))]);
    set_children(&mut outlines, &bookmarks, &top, bookmarks.len());
    document.set_object(root, outlines);
    let catalog = document.catalog_mut().map_err(structure)?;
    catalog.set("Outlines", Object::Reference(root));
    if bookmarks.len() >= 2 {
        catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    }
    Ok(())
}

/// Each section under the nearest one before it with a lower level; the second are those under none.
fn nested<'s>(
    sections: &[&'s Section],
    document: &mut Document,
) -> (Vec<Bookmark<'s>>, Vec<usize>) {
    let mut bookmarks: Vec<Bookmark<'s>> = Vec::with_capacity(sections.len());
    let (mut top, mut open) = (Vec::new(), Vec::<usize>::new());
    for (index, section) in sections.iter().copied().enumerate() {
        while open.last().is_some_and(|last| bookmarks[*last].section.level >= section.level) {
            open.pop();
        }
        let parent = open.last().copied();
        match parent {
            Some(parent) => bookmarks[parent].children.push(index),
            None => top.push(index),
        }
        let id = document.new_object_id();
        bookmarks.push(Bookmark { section, id, parent, children: Vec::new() });
        open.push(index);
    }
    (bookmarks, top)
}

/// Source: ISO 32000-1, 12.3.3 (bookmarks), 12.3.2.2 (destinations; a null keeps the reader's zoom).
fn entry(
    bookmarks: &[Bookmark<'_>],
    index: usize,
    root: ObjectId,
    top: &[usize],
    document: &Document,
    pages: &[ObjectId],
) -> Result<Dictionary, WriteFault> {
    let bookmark = &bookmarks[index];
    let section = bookmark.section;
    let page = pages[section.page];
    let y = height(document, page)? - Pt::from(section.y);
    let destination = vec![
        Object::Reference(page),
        Object::Name(b"XYZ".to_vec()),
        Object::Integer(0),
        Object::Real(((y.0 * 1000.0).round() / 1000.0) as f32),
        Object::Null,
    ];
    let parent = bookmark.parent.map_or(root, |parent| bookmarks[parent].id);
    let mut entry = Dictionary::from_iter([
        ("Title", text_string(&section.title)),
        ("Parent", Object::Reference(parent)),
        ("Dest", Object::Array(destination)),
    ]);
    let siblings = bookmark.parent.map_or(top, |parent| &bookmarks[parent].children);
    let place = siblings.iter().position(|sibling| *sibling == index).unwrap_or_default();
    let neighbour = |at: Option<usize>| {
        at.and_then(|at| siblings.get(at)).map(|at| Object::Reference(bookmarks[*at].id))
    };
    for (key, at) in [("Prev", place.checked_sub(1)), ("Next", Some(place + 1))] {
        if let Some(neighbour) = neighbour(at) {
            entry.set(key, neighbour);
        }
    }
    set_children(&mut entry, bookmarks, &bookmark.children, below(bookmarks, index));
    Ok(entry)
}

/// All are open: the count is of all below (ISO 32000-1, tables 152 and 153).
fn set_children(
    parent: &mut Dictionary,
    bookmarks: &[Bookmark<'_>],
    children: &[usize],
    count: usize,
) {
    let (Some(first), Some(last)) = (children.first(), children.last()) else { return };
    parent.set("First", Object::Reference(bookmarks[*first].id));
    parent.set("Last", Object::Reference(bookmarks[*last].id));
    parent.set("Count", i64::try_from(count).unwrap_or(i64::MAX));
}

/// How many bookmarks stand below this one: those that follow with higher levels.
fn below(bookmarks: &[Bookmark<'_>], index: usize) -> usize {
    let level = bookmarks[index].section.level;
    bookmarks[index + 1..].iter().take_while(|next| next.section.level > level).count()
}

/// The height of a page. Foreign pages may take theirs from the pages' tree; A4 stands in for those.
fn height(document: &Document, page: ObjectId) -> Result<Pt, WriteFault> {
    let page = document.get_dictionary(page).map_err(|cause| WriteFault::Structure { cause })?;
    let corner = page.get(b"MediaBox").and_then(Object::as_array).ok().and_then(|b| b.get(3));
    let top = corner.and_then(|top| top.as_float().ok());
    Ok(top.map_or(Pt::from(A4_HEIGHT), |top| Pt(f64::from(top))))
}

/// Source: ISO 216.
const A4_HEIGHT: Mm = Mm(297.0);
