//! A PDF that was made elsewhere: whether it can be taken along, and what `case` has to know of it to judge how it
//! prints. Its bytes are read in a process apart (`apart`), which hands over what its pages use as plain values
//! (`carry`); what readers of PDF mend is mended there (`mend`). Of one that goes along as it is, `beside` tells what it
//! says beside its pages.

mod apart;
mod beside;
mod carry;
mod layers;
mod marks;
mod mend;
mod older;
mod operators;
mod sense;
mod shown;
mod size;
mod tokens;
mod unseen_text;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use case::PdfFault;
use foundation::{Digest, Mm};
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

pub use apart::{answer, draw_apart, told_apart, try_pages_apart};
pub use beside::told_beside;

use crate::pdf::unseen::{is_annotation, leave_out, shows_nothing};
use size::{set_shown, stands};

/// Judgement: no material has more pages; what has is the wrong file.
const MOST_PAGES: usize = 2_000;
/// Page trees are not deeper; a loop in a damaged one ends here.
const DEEPEST_TREE: usize = 64;
/// Judgement: streams of objects and tables of references have some hundred kilobytes.
const MOST_UNPACKED: usize = 64 << 20;

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
    not_embedded: BTreeSet<String>,
    has_hidden: bool,
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
    /// Reads a PDF in this process: in the one apart, and in tests of what is read.
    ///
    /// # Errors
    /// Why it cannot be taken along.
    pub fn read(bytes: &[u8]) -> Result<Self, PdfFault> {
        let (mut document, pages) = load(&with_head(bytes).ok_or(PdfFault::NotAPdf)?)?;
        if pages.is_empty() {
            return Err(PdfFault::NoPages);
        }
        if pages.len() > MOST_PAGES {
            return Err(PdfFault::TooManyPages);
        }
        if let Some(page) = size::first_gone(&document) {
            return Err(PdfFault::NotPaper { page });
        }
        let mut sizes = Vec::with_capacity(pages.len());
        for (page, number) in pages.iter().zip(1..) {
            let stands = stands(&document, *page).ok_or(PdfFault::NotPaper { page: number })?;
            sizes.push(stands.size);
            set_shown(&mut document, *page, &stands);
        }
        bare(&mut document, &pages);
        set_lengths(&mut document);
        let not_embedded = shown::fonts_not_embedded(&document, &pages);
        let has_hidden =
            layers::has_layers_off(&document) || unseen_text::has_unseen_text(&document, &pages);
        let digest = Digest::of(bytes);
        let inner = Inner { document, pages, sizes, digest, not_embedded, has_hidden };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The sizes of its pages as shown, across and down.
    pub fn sizes(&self) -> &[(Mm, Mm)] {
        &self.inner.sizes
    }

    /// The names of the fonts that its pages show and that are not in the file: another machine shows other letters
    /// for them.
    pub fn fonts_not_embedded(&self) -> &BTreeSet<String> {
        &self.inner.not_embedded
    }

    /// Whether it has layers or words that are not shown and come along all the same.
    pub fn has_hidden(&self) -> bool {
        self.inner.has_hidden
    }

    /// Names the bytes it was read from.
    pub fn digest(&self) -> Digest {
        self.inner.digest
    }

    pub(crate) fn document(&self) -> &Document {
        &self.inner.document
    }

    pub(crate) fn page(&self, index: usize) -> ObjectId {
        self.inner.pages[index]
    }
}

/// Source: ISO 32000-1, 7.5.2; readers look for the mark in the first 1024 bytes.
fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// The bytes with the mark of a PDF, which some lack and readers do without; none of what is no PDF.
fn with_head(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    if is_pdf(bytes) {
        return Some(Cow::Borrowed(bytes));
    }
    let has = |from: usize, to: usize, word: &[u8]| {
        bytes[from..to].windows(word.len()).any(|window| window == word)
    };
    let length = bytes.len();
    let begins = has(0, length.min(1024), b" obj");
    let ends = has(length.saturating_sub(1024), length, b"startxref");
    (begins && ends).then(|| Cow::Owned([b"%PDF-1.7\n", bytes].concat()))
}

/// The document as it says it is, or mended where it is not.
fn load(bytes: &[u8]) -> Result<(Document, Vec<ObjectId>), PdfFault> {
    let straight = open(bytes);
    let lacks_of_straight = match &straight {
        Ok((document, pages)) => lacks(document, pages),
        Err(PdfFault::Encrypted) => return Err(PdfFault::Encrypted),
        Err(_) => usize::MAX,
    };
    if lacks_of_straight == 0 {
        return straight;
    }
    let Some(Ok((document, pages))) = mend::mended(bytes).map(|mended| open(&mended)) else {
        return straight;
    };
    let lacks_of_mended = lacks(&document, &pages);
    // What cannot be read otherwise is taken only where its end is there, or nothing of it is missing: half a file is
    // not mended by that.
    let is_better = match &straight {
        Ok(_) => lacks_of_mended < lacks_of_straight,
        Err(_) => lacks_of_mended == 0 || mend::ends(bytes) && has_all_pages(&document, &pages),
    };
    if is_better { Ok((document, pages)) } else { straight }
}

fn open(bytes: &[u8]) -> Result<(Document, Vec<ObjectId>), PdfFault> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..Default::default() };
    let loaded = Document::load_mem_with_options(bytes, options);
    let mut document = loaded.map_err(|fault| match fault {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => PdfFault::Encrypted,
        _ => PdfFault::Damaged,
    })?;
    // What only restricts its use opens without a password, and is open now.
    if document.is_encrypted() {
        return Err(PdfFault::Encrypted);
    }
    if !document.trailer.has(b"Root") {
        let mut all = document.objects.iter();
        let found = all.find(|(_, object)| tree_type(object) == Some(b"Catalog"));
        if let Some(id) = found.map(|(id, _)| *id) {
            document.trailer.set("Root", Object::Reference(id));
        }
    }
    let pages = document.page_iter().take(MOST_PAGES + 1).collect();
    Ok((document, pages))
}

/// How much a document names and does not have: pages by its count, and objects.
fn lacks(document: &Document, pages: &[ObjectId]) -> usize {
    let used = reachable(document, pages);
    // Of a stream with a wrong length lopdf reads the dictionary only.
    let is_there = |id: &&ObjectId| match document.objects.get(id) {
        Some(Object::Dictionary(entries)) => !entries.has(b"Length"),
        other => other.is_some(),
    };
    let missing = used.len() - used.iter().filter(is_there).count();
    // A page that is not there weighs more than anything that one could lack.
    let pages_missing = pages_told(document).min(MOST_PAGES).saturating_sub(pages.len());
    missing.saturating_add(pages_missing.saturating_mul(1 << 24))
}

fn has_all_pages(document: &Document, pages: &[ObjectId]) -> bool {
    pages.len() >= pages_told(document).min(MOST_PAGES)
}

/// How many pages there are by its count; at least one.
fn pages_told(document: &Document) -> usize {
    let root = document.catalog().ok().and_then(|catalog| catalog.get(b"Pages").ok());
    let root = root.and_then(|root| document.dereference(root).ok());
    let count = root.and_then(|(_, root)| root.as_dict().ok()?.get(b"Count").ok()?.as_i64().ok());
    count.and_then(|count| usize::try_from(count).ok()).unwrap_or(1).max(1)
}

/// Takes out of what the pages use what they do not show.
fn bare(document: &mut Document, pages: &[ObjectId]) {
    let mut used = reachable(document, pages);
    used.extend(pages.iter().flat_map(|page| line_up(document, *page)).collect::<Vec<_>>());
    marks::leave_out_words(document, pages, &used);
    for id in used {
        if let Some(object) = document.objects.get_mut(&id) {
            leave_out(object);
        }
    }
}

/// Lets each stream say how long it is: what was unlocked or mended may be longer or shorter than it says.
fn set_lengths(document: &mut Document) {
    let says = |stream: &lopdf::Stream, document: &Document| {
        let length = stream.dict.get(b"Length").ok();
        let length = length.and_then(|length| document.dereference(length).ok());
        length.and_then(|(_, length)| length.as_i64().ok())
    };
    let wrong: Vec<(ObjectId, i64)> = document
        .objects
        .iter()
        .filter_map(|(id, object)| {
            let Object::Stream(stream) = object else { return None };
            let length = i64::try_from(stream.content.len()).ok()?;
            (says(stream, document) != Some(length)).then_some((*id, length))
        })
        .collect();
    for (id, length) in wrong {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            stream.dict.set("Length", length);
        }
    }
}

/// What an object is in the tree of pages, where it is of it.
fn tree_type(object: &Object) -> Option<&[u8]> {
    let kind = object.as_dict().ok()?.get(b"Type").and_then(Object::as_name).ok()?;
    matches!(kind, b"Page" | b"Pages" | b"Catalog").then_some(kind)
}

/// A page and the nodes above it.
fn line_up(document: &Document, page: ObjectId) -> impl Iterator<Item = ObjectId> {
    let above = |id: &ObjectId| {
        let node = document.get_dictionary(*id).ok()?;
        node.get(b"Parent").and_then(Object::as_reference).ok()
    };
    std::iter::successors(Some(page), above).take(DEEPEST_TREE)
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

/// Every object that these pages use, without going up the tree. A list of what is to do takes the place of
/// recursion, whose depth the file would decide.
fn reachable(document: &Document, pages: &[ObjectId]) -> BTreeSet<ObjectId> {
    reachable_beyond(document, pages, &|_| false)
}

/// The same without what is known already.
pub(crate) fn reachable_beyond(
    document: &Document,
    pages: &[ObjectId],
    is_known: &dyn Fn(ObjectId) -> bool,
) -> BTreeSet<ObjectId> {
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
                if !is_tree && !is_known(*id) && found.insert(*id) {
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

/// What of a dictionary comes along: of an annotation no action, no attached file and no way up, and nothing that is
/// not shown.
fn taken_along(entries: &Dictionary) -> impl Iterator<Item = &Object> {
    let is_annotation = is_annotation(entries);
    let is_page = entries.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Page");
    let is_left = move |key: &[u8]| {
        is_annotation && LEFT_OF_ANNOTATIONS.contains(&key)
            || is_page && LEFT_OF_PAGES.contains(&key)
            || shows_nothing(entries, key)
    };
    entries.iter().filter(move |(key, _)| !is_left(key.as_slice())).map(|(_, value)| value)
}

/// What does not come along with an annotation.
pub(crate) const LEFT_OF_ANNOTATIONS: [&[u8]; 8] =
    [b"A", b"AA", b"Dest", b"FS", b"IRT", b"P", b"Parent", b"Popup"];
/// What of a page leads to other pages, to scripts and to the document's structure.
const LEFT_OF_PAGES: [&[u8]; 4] = [b"AA", b"B", b"Parent", b"StructParents"];
