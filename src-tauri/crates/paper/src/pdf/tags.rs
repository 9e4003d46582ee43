//! What the pages say as a tree, for whoever hears them: headings, paragraphs, tables with rows and cells, figures with
//! their words. Source: ISO 32000-1, 14.7 and 14.8; what PDF/A-2a and PDF/UA-1 (ISO 14289-1, 7) ask of it.

use std::collections::BTreeMap;

use foundation::Pt;
use lopdf::{Dictionary, Document, Object, ObjectId, text_string};

use super::WriteFault;
use crate::layout::{CellPart, Heads, Item, Page, Part, PartId, PartKind, Sheets};

/// A marked sequence: the index of its page, and its number there.
type Mark = (usize, usize);

/// The parts of a document with their standard types.
pub(crate) struct Tags<'s> {
    parts: &'s [Part],
    /// The levels of headings: none is left out on the way down.
    levels: BTreeMap<PartId, u8>,
}

impl<'s> Tags<'s> {
    /// Of pages that were all made here; of others nobody knows what they say.
    pub(crate) fn of(sheets: &'s Sheets) -> Option<Self> {
        if sheets.pages.iter().any(|page| page.under.is_some()) {
            return None;
        }
        let mut levels = BTreeMap::new();
        let mut last = 0;
        for (id, part) in with_ids(&sheets.parts) {
            if let PartKind::Heading(level) = part.kind {
                last = level.clamp(1, (last + 1).min(6));
                levels.insert(id, last);
            }
        }
        Some(Self { parts: &sheets.parts, levels })
    }

    /// The type of a part. Source: ISO 32000-1, tables 333 to 340.
    pub(crate) fn name(&self, id: PartId) -> &'static str {
        const HEADINGS: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];
        match &self.parts[id.index()].kind {
            PartKind::Heading(_) => {
                HEADINGS[usize::from(self.levels.get(&id).copied().unwrap_or(1)) - 1]
            }
            PartKind::Paragraph => "P",
            PartKind::List => "L",
            PartKind::ListItem => "LI",
            PartKind::ListBody => "LBody",
            PartKind::Table => "Table",
            PartKind::Row(_) => "TR",
            PartKind::Cell(cell) if cell.heads.is_some() => "TH",
            PartKind::Cell(_) => "TD",
            PartKind::Figure(_) => "Figure",
            PartKind::Caption => "Caption",
        }
    }
}

fn with_ids(parts: &[Part]) -> impl Iterator<Item = (PartId, &Part)> {
    parts.iter().enumerate().map(|(at, part)| (PartId::of(at), part))
}

/// What belongs to a part.
enum Kid {
    Mark(Mark),
    Part(PartId),
}

/// Writes the tree. `marked` has for each page the part of each of its marked sequences.
pub(crate) fn add_to(
    document: &mut Document,
    tags: &Tags<'_>,
    (pages, marked): (&[Page], &[Vec<PartId>]),
    ids: &[ObjectId],
) -> Result<(), WriteFault> {
    let kids = kids(tags.parts, marked);
    let (root, whole) = (document.new_object_id(), document.new_object_id());
    let objects: Vec<Option<ObjectId>> = with_ids(tags.parts)
        .map(|(id, part)| says_something(part, &kids[id.index()]).then(|| document.new_object_id()))
        .collect();
    let tree = Tree { tags, pages, ids, objects, whole };
    for (id, part) in with_ids(tags.parts) {
        if let Some(own) = tree.objects[id.index()] {
            document.set_object(own, tree.element((id, part), &kids[id.index()]));
        }
    }
    let outermost = with_ids(tags.parts).filter(|(_, part)| part.within.is_none());
    let outermost: Vec<Object> = outermost.filter_map(|(id, _)| tree.reference(id)).collect();
    let top = [
        ("Type", name("StructElem")),
        ("S", name("Document")),
        ("P", Object::Reference(root)),
        ("K", Object::Array(outermost)),
    ];
    document.set_object(whole, Dictionary::from_iter(top));
    let parents = tree.parents(document, marked)?;
    let entries = [
        ("Type", name("StructTreeRoot")),
        ("K", Object::Array(vec![Object::Reference(whole)])),
        ("ParentTree", Object::Reference(parents)),
        ("ParentTreeNextKey", integer(marked.len())),
    ];
    document.set_object(root, Dictionary::from_iter(entries));
    let catalog = document.catalog_mut().map_err(|cause| WriteFault::Structure { cause })?;
    catalog.set("StructTreeRoot", Object::Reference(root));
    catalog.set("MarkInfo", Dictionary::from_iter([("Marked", Object::Boolean(true))]));
    Ok(())
}

/// Whether anything belongs to a part; a cell without words keeps its place in the row.
fn says_something(part: &Part, kids: &[Kid]) -> bool {
    !kids.is_empty() || matches!(part.kind, PartKind::Cell(_))
}

/// The tree while it is written.
struct Tree<'t> {
    tags: &'t Tags<'t>,
    pages: &'t [Page],
    /// The objects of the pages.
    ids: &'t [ObjectId],
    /// Those of the parts; none of what says nothing.
    objects: Vec<Option<ObjectId>>,
    /// The document, to which what belongs to nothing else belongs.
    whole: ObjectId,
}

impl Tree<'_> {
    fn reference(&self, id: PartId) -> Option<Object> {
        self.objects[id.index()].map(Object::Reference)
    }

    /// The element of a part. Source: ISO 32000-1, table 323.
    fn element(&self, (id, part): (PartId, &Part), kids: &[Kid]) -> Dictionary {
        let within = part.within.and_then(|within| self.objects[within.index()]);
        let mut element = Dictionary::from_iter([
            ("Type", name("StructElem")),
            ("S", name(self.tags.name(id))),
            ("P", Object::Reference(within.unwrap_or(self.whole))),
        ]);
        // One page for all of its marks is said once.
        let page = kids.iter().find_map(|kid| match kid {
            Kid::Mark((page, _)) => Some(*page),
            Kid::Part(_) => None,
        });
        if let Some(page) = page {
            element.set("Pg", Object::Reference(self.ids[page]));
        }
        let mut kids: Vec<Object> = kids.iter().filter_map(|kid| self.kid(kid, page)).collect();
        match kids.len() {
            0 => {}
            1 => element.set("K", kids.remove(0)),
            _ => element.set("K", kids),
        }
        let attributes = match &part.kind {
            PartKind::Cell(cell) => of_cell(*cell),
            PartKind::Figure(words) => {
                element.set("Alt", text_string(words));
                of_figure(self.pages, id)
            }
            _ => None,
        };
        if let Some(attributes) = attributes {
            element.set("A", attributes);
        }
        element
    }

    /// What belongs to an element that has said its `page`. Source: ISO 32000-1, table 324.
    fn kid(&self, kid: &Kid, page: Option<usize>) -> Option<Object> {
        match kid {
            Kid::Mark((on, number)) if Some(*on) == page => Some(integer(*number)),
            Kid::Mark((on, number)) => Some(Object::Dictionary(Dictionary::from_iter([
                ("Type", name("MCR")),
                ("Pg", Object::Reference(self.ids[*on])),
                ("MCID", integer(*number)),
            ]))),
            Kid::Part(part) => self.reference(*part),
        }
    }

    /// The parts of the marks of each page by their numbers (ISO 32000-1, 14.7.4.4).
    fn parents(
        &self,
        document: &mut Document,
        marked: &[Vec<PartId>],
    ) -> Result<ObjectId, WriteFault> {
        let mut numbers = Vec::new();
        for (index, marked) in marked.iter().enumerate() {
            let parents = marked.iter().map(|part| self.reference(*part).unwrap_or(Object::Null));
            let parents = document.add_object(parents.collect::<Vec<_>>());
            numbers.extend([integer(index), Object::Reference(parents)]);
            let page = document.get_dictionary_mut(self.ids[index]);
            let page = page.map_err(|cause| WriteFault::Structure { cause })?;
            page.set("StructParents", integer(index));
            page.set("Tabs", name("S"));
        }
        Ok(document.add_object(Dictionary::from_iter([("Nums", Object::Array(numbers))])))
    }
}

/// What belongs to each part, in the order in which it is read: rows by their numbers, cells by their columns, what stands
/// in a cell by where it stands, all else as it was put.
fn kids(parts: &[Part], marked: &[Vec<PartId>]) -> Vec<Vec<Kid>> {
    let mut kids: Vec<Vec<Kid>> = parts.iter().map(|_| Vec::new()).collect();
    let mut first: Vec<Option<Mark>> = vec![None; parts.len()];
    for (page, marked) in marked.iter().enumerate() {
        for (number, part) in marked.iter().enumerate() {
            kids[part.index()].push(Kid::Mark((page, number)));
            first[part.index()].get_or_insert((page, number));
        }
    }
    // Parts stand behind what they belong to, so that from the end each is known before it is handed up.
    for (id, part) in with_ids(parts).collect::<Vec<_>>().into_iter().rev() {
        let Some(within) = part.within else { continue };
        if !says_something(part, &kids[id.index()]) {
            continue;
        }
        kids[within.index()].push(Kid::Part(id));
        let (own, above) = (first[id.index()], &mut first[within.index()]);
        *above = match (*above, own) {
            (Some(above), Some(own)) => Some(above.min(own)),
            (above, own) => above.or(own),
        };
    }
    let place = |kid: &Kid, in_cell: bool| match kid {
        Kid::Mark(mark) => (Some(*mark), 0),
        Kid::Part(id) => match &parts[id.index()].kind {
            PartKind::Row(row) => (None, *row),
            PartKind::Cell(cell) => (None, cell.column),
            _ if in_cell => (first[id.index()], id.index()),
            _ => (None, id.index()),
        },
    };
    for (at, kids) in kids.iter_mut().enumerate() {
        let in_cell = matches!(parts[at].kind, PartKind::Cell(_));
        kids.sort_by_key(|kid| place(kid, in_cell));
    }
    kids
}

/// Source: ISO 32000-1, table 349.
fn of_cell(cell: CellPart) -> Option<Dictionary> {
    let mut attributes = Dictionary::new();
    if let Some(heads) = cell.heads {
        attributes.set("Scope", name(if heads == Heads::Row { "Row" } else { "Column" }));
    }
    for (key, count) in [("RowSpan", cell.rows), ("ColSpan", cell.columns)] {
        if count > 1 {
            attributes.set(key, integer(count));
        }
    }
    if attributes.is_empty() {
        return None;
    }
    attributes.set("O", name("Table"));
    Some(attributes)
}

/// Where a figure stands. Source: ISO 32000-1, table 344.
fn of_figure(pages: &[Page], id: PartId) -> Option<Dictionary> {
    pages.iter().find_map(|page| {
        page.items.iter().find_map(|item| {
            let Item::Picture { x, y, width, height, part, .. } = item else { return None };
            if *part != Some(id) {
                return None;
            }
            let points = |length: foundation::Mm| {
                Object::Real((Pt::from(length).0 * 1000.0).round() as f32 / 1000.0)
            };
            let (top, bottom) = (page.height - *y, page.height - *y - *height);
            let corners = [*x, bottom, *x + *width, top].map(points);
            Some(Dictionary::from_iter([
                ("O", name("Layout")),
                ("Placement", name("Block")),
                ("BBox", Object::Array(corners.to_vec())),
            ]))
        })
    })
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn integer(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}
