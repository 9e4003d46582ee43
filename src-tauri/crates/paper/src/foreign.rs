//! A PDF that was made elsewhere: whether it can be taken along, and what of it would not print as meant.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use foundation::{Digest, Mm, Pt};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Judgement: no material has more pages; what has is the wrong file.
const MOST_PAGES: usize = 2_000;
/// Page trees are not deeper; a loop in a damaged one ends here.
const DEEPEST_TREE: usize = 64;
/// How far a page may be from A4. Judgement: programs round to whole points or millimetres.
const A4_TOLERANCE: f64 = 3.0;

/// A PDF made elsewhere. Clones share it.
#[derive(Clone)]
pub struct ForeignPdf {
    inner: Arc<Inner>,
}

struct Inner {
    document: Document,
    pages: Vec<ObjectId>,
    sizes: Vec<(Mm, Mm)>,
    digest: Digest,
    /// Found once, when somebody asks.
    not_embedded: OnceLock<BTreeSet<String>>,
}

/// Why a PDF cannot be taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignFault {
    /// The bytes are no PDF.
    NotAPdf,
    /// It is locked with a password, or restricted in what may be done with it.
    Encrypted,
    /// It begins as a PDF and cannot be read.
    Damaged,
    /// It has no page.
    NoPages,
    /// It has more pages than any material.
    TooManyPages,
}

impl std::fmt::Debug for ForeignPdf {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("ForeignPdf")
            .field("pages", &self.inner.pages.len())
            .field("digest", &self.inner.digest)
            .finish()
    }
}

impl PartialEq for ForeignPdf {
    fn eq(&self, other: &Self) -> bool {
        self.inner.digest == other.inner.digest
    }
}

impl ForeignPdf {
    /// Reads a PDF.
    ///
    /// # Errors
    /// Why it cannot be taken along.
    pub fn read(bytes: &[u8]) -> Result<Self, ForeignFault> {
        // Source: ISO 32000-1, 7.5.2; readers look for the mark in the first 1024 bytes.
        if !bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
            return Err(ForeignFault::NotAPdf);
        }
        let document = Document::load_mem(bytes).map_err(|fault| match fault {
            lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => ForeignFault::Encrypted,
            _ => ForeignFault::Damaged,
        })?;
        if document.is_encrypted() || document.was_encrypted() {
            return Err(ForeignFault::Encrypted);
        }
        let pages: Vec<ObjectId> = document.page_iter().take(MOST_PAGES + 1).collect();
        if pages.is_empty() {
            return Err(ForeignFault::NoPages);
        }
        if pages.len() > MOST_PAGES {
            return Err(ForeignFault::TooManyPages);
        }
        let sizes = pages.iter().map(|page| size(&document, *page)).collect::<Option<_>>();
        let sizes = sizes.ok_or(ForeignFault::Damaged)?;
        let digest = Digest::of(bytes);
        Ok(Self {
            inner: Arc::new(Inner {
                document,
                pages,
                sizes,
                digest,
                not_embedded: OnceLock::new(),
            }),
        })
    }

    /// The sizes of its pages as shown, across and down.
    pub fn sizes(&self) -> &[(Mm, Mm)] {
        &self.inner.sizes
    }

    /// The pages that are not A4, upright or on its side, counted from 1.
    pub fn pages_of_other_size(&self) -> Vec<usize> {
        let close = |length: Mm, to: f64| (length.0 - to).abs() <= A4_TOLERANCE;
        let is_a4 = |(width, height): (Mm, Mm)| {
            close(width.min(height), 210.0) && close(width.max(height), 297.0)
        };
        let sizes = self.inner.sizes.iter().enumerate();
        sizes.filter(|(_, size)| !is_a4(**size)).map(|(index, _)| index + 1).collect()
    }

    /// The names of the fonts that are not in the file: another machine shows other letters for them.
    pub fn fonts_not_embedded(&self) -> &BTreeSet<String> {
        self.inner.not_embedded.get_or_init(|| {
            let document = &self.inner.document;
            let objects = reachable(document, &self.inner.pages);
            let mut names = BTreeSet::new();
            // Fonts may be written where they are used, without an object of their own.
            let mut to_do: Vec<&Object> =
                objects.iter().filter_map(|id| document.objects.get(id)).collect();
            to_do.extend(self.inner.pages.iter().flat_map(|page| {
                INHERITED.iter().filter_map(|key| attribute(document, *page, key))
            }));
            while let Some(object) = to_do.pop() {
                let entries = match object {
                    Object::Array(list) => {
                        to_do.extend(list);
                        continue;
                    }
                    Object::Dictionary(entries) => entries,
                    Object::Stream(stream) => &stream.dict,
                    _ => continue,
                };
                names.extend(not_embedded(document, entries));
                to_do.extend(entries.iter().map(|(_, value)| value));
            }
            names
        })
    }

    pub(crate) fn digest(&self) -> Digest {
        self.inner.digest
    }

    pub(crate) fn document(&self) -> &Document {
        &self.inner.document
    }

    pub(crate) fn page(&self, index: usize) -> ObjectId {
        self.inner.pages[index]
    }
}

/// What a page inherits from the tree above it. Source: ISO 32000-1, 7.7.3.4.
pub(crate) const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// An attribute of a page, its own or inherited.
pub(crate) fn attribute<'d>(
    document: &'d Document,
    page: ObjectId,
    key: &[u8],
) -> Option<&'d Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..DEEPEST_TREE {
        if let Ok(found) = node.get(key) {
            return Some(found);
        }
        let parent = node.get(b"Parent").and_then(Object::as_reference).ok()?;
        node = document.get_dictionary(parent).ok()?;
    }
    None
}

/// The size of a page as shown: its crop box, turned.
fn size(document: &Document, page: ObjectId) -> Option<(Mm, Mm)> {
    let resolved = |object: &Object| document.dereference(object).ok().map(|(_, o)| o.clone());
    let number = |object: &Object| -> Option<f64> {
        let object = resolved(object)?;
        object.as_float().ok().map(f64::from)
    };
    let crop = attribute(document, page, b"CropBox");
    let shown = crop.or_else(|| attribute(document, page, b"MediaBox"))?;
    let shown = resolved(shown)?;
    let corners: Vec<f64> =
        shown.as_array().ok()?.iter().map(number).collect::<Option<Vec<f64>>>()?;
    let [x1, y1, x2, y2] = corners[..] else { return None };
    // Source: ISO 32000-1, 14.11.2: the unit is 1/72 inch times UserUnit.
    let unit = attribute(document, page, b"UserUnit").and_then(number).unwrap_or(1.0);
    let side = |from: f64, to: f64| Mm::from(Pt((to - from).abs() * unit));
    let (width, height) = (side(x1, x2), side(y1, y2));
    let turn = attribute(document, page, b"Rotate").and_then(number).unwrap_or(0.0);
    let lies = (turn / 90.0).round() as i64 % 2 != 0;
    let sizes = if lies { (height, width) } else { (width, height) };
    (sizes.0.0 > 1.0 && sizes.1.0 > 1.0).then_some(sizes)
}

/// The name of a font that is not in the file. Type 0 fonts are judged by their descendant, which is a font
/// of its own; Type 3 fonts are drawn by the file itself.
fn not_embedded(document: &Document, font: &Dictionary) -> Option<String> {
    let name = |key: &[u8]| font.get(key).and_then(Object::as_name).ok();
    let kinds: [&[u8]; 5] = [b"Type1", b"TrueType", b"MMType1", b"CIDFontType0", b"CIDFontType2"];
    if !font.has(b"BaseFont") || !name(b"Subtype").is_some_and(|kind| kinds.contains(&kind)) {
        return None;
    }
    let descriptor = font.get(b"FontDescriptor").ok();
    let descriptor = descriptor.and_then(|object| document.dereference(object).ok());
    let descriptor = descriptor.and_then(|(_, object)| object.as_dict().ok());
    let programs: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
    if descriptor.is_some_and(|found| programs.iter().any(|key| found.has(key))) {
        return None;
    }
    Some(String::from_utf8_lossy(name(b"BaseFont").unwrap_or(b"?")).into_owned())
}

/// Every object that these pages use, without going up the tree. A list of what is to do takes the place of
/// recursion, whose depth the file would decide.
pub(crate) fn reachable(document: &Document, pages: &[ObjectId]) -> BTreeSet<ObjectId> {
    let mut found: BTreeSet<ObjectId> = pages.iter().copied().collect();
    let mut to_do: Vec<&Object> = Vec::new();
    for page in pages {
        to_do.extend(document.objects.get(page));
        to_do.extend(INHERITED.iter().filter_map(|key| attribute(document, *page, key)));
    }
    while let Some(object) = to_do.pop() {
        match object {
            Object::Reference(id) => {
                let is_tree = document.get_dictionary(*id).is_ok_and(|there| {
                    let kind = there.get(b"Type").and_then(Object::as_name);
                    matches!(kind, Ok(b"Page" | b"Pages" | b"Catalog"))
                });
                if !is_tree && found.insert(*id) {
                    to_do.extend(document.objects.get(id));
                }
            }
            Object::Array(list) => to_do.extend(list),
            Object::Dictionary(entries) => to_do.extend(taken_along(entries)),
            Object::Stream(stream) => to_do.extend(taken_along(&stream.dict)),
            _ => {}
        }
    }
    found
}

/// What of a dictionary comes along: of an annotation no action, no attached file and no way up.
fn taken_along(entries: &Dictionary) -> impl Iterator<Item = &Object> {
    let is_annotation = is_annotation(entries);
    let is_page = entries.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Page");
    let is_left = move |key: &[u8]| {
        is_annotation && LEFT_OF_ANNOTATIONS.contains(&key)
            || is_page && LEFT_OF_PAGES.contains(&key)
    };
    entries.iter().filter(move |(key, _)| !is_left(key.as_slice())).map(|(_, value)| value)
}

/// What does not come along with an annotation.
pub(crate) const LEFT_OF_ANNOTATIONS: [&[u8]; 8] =
    [b"A", b"AA", b"Dest", b"FS", b"IRT", b"P", b"Parent", b"Popup"];
/// What of a page leads to other pages, to scripts and to the document's structure.
const LEFT_OF_PAGES: [&[u8]; 4] = [b"AA", b"B", b"Parent", b"StructParents"];

/// Source: ISO 32000-1, 12.5.2: every annotation has both.
pub(crate) fn is_annotation(entries: &Dictionary) -> bool {
    entries.has(b"Rect") && entries.has(b"Subtype")
}
