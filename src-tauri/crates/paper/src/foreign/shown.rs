//! Which fonts a PDF shows that are not in it. A font that only stands among the resources of a page changes nothing
//! on any machine, and neither does one whose text is invisible, as programs of recognition lay it over a scan. So
//! drawings are read, as far as text and what they call in turn go; nothing of them is drawn.

use std::collections::BTreeSet;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::operators::{Operators, Said};
use super::{INHERITED, attribute, reachable};

/// Judgement: what is longer is not read through for a name; every font is taken as shown then.
const MOST_BYTES: usize = 48 << 20;
/// The drawings of all pages, forms and patterns; two thousand pages have some ten thousand.
const MOST_DRAWINGS: usize = 50_000;

/// The names of the fonts that pages show and that are not in the file.
pub(super) fn fonts_not_embedded(document: &Document, pages: &[ObjectId]) -> BTreeSet<String> {
    let candidates = candidates(document, pages);
    if candidates.is_empty() {
        return candidates;
    }
    let mut reading = Reading { document, candidates, shown: BTreeSet::new(), left: MOST_BYTES };
    // What cannot be read may show all of them.
    if reading.all(pages).is_some() { reading.shown } else { reading.candidates }
}

/// The names of those among all that the pages may use.
fn candidates(document: &Document, pages: &[ObjectId]) -> BTreeSet<String> {
    let objects = reachable(document, pages);
    let mut names = BTreeSet::new();
    // Fonts may be written where they are used, without an object of their own.
    let mut to_do: Vec<&Object> =
        objects.iter().filter_map(|id| document.objects.get(id)).collect();
    to_do.extend(
        pages
            .iter()
            .flat_map(|page| INHERITED.iter().filter_map(|key| attribute(document, *page, key))),
    );
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
}

/// The name of a font that is not in the file. Type 0 fonts are judged by their descendant, which is a font
/// of its own; Type 3 fonts are drawn by the file itself.
fn not_embedded(document: &Document, font: &Dictionary) -> Option<String> {
    let name = |key: &[u8]| font.get(key).and_then(Object::as_name).ok();
    let kinds: [&[u8]; 5] = [b"Type1", b"TrueType", b"MMType1", b"CIDFontType0", b"CIDFontType2"];
    if !font.has(b"BaseFont") || !name(b"Subtype").is_some_and(|kind| kinds.contains(&kind)) {
        return None;
    }
    let descriptor = dictionary_in(document, font, b"FontDescriptor");
    let programs: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
    if descriptor.is_some_and(|found| programs.iter().any(|key| found.has(key))) {
        return None;
    }
    Some(String::from_utf8_lossy(name(b"BaseFont").unwrap_or(b"?")).into_owned())
}

/// What text is set in.
#[derive(Clone, Default)]
struct TextState<'d> {
    font: Option<&'d Dictionary>,
    /// Source: ISO 32000-1, 9.3.6: mode 3 draws nothing.
    invisible: bool,
}

/// A drawing that is still to be read.
struct Drawing<'d> {
    bytes: Rc<Vec<u8>>,
    resources: Option<&'d Dictionary>,
    state: TextState<'d>,
}

struct Reading<'d> {
    document: &'d Document,
    candidates: BTreeSet<String>,
    shown: BTreeSet<String>,
    /// How many bytes of drawings may still be read.
    left: usize,
}

impl<'d> Reading<'d> {
    /// None where something cannot be read, or there is too much of it.
    fn all(&mut self, pages: &[ObjectId]) -> Option<()> {
        let mut seen: BTreeSet<(usize, bool)> = BTreeSet::new();
        let mut drawings = 0;
        for page in pages {
            let mut to_do = self.of_page(*page)?;
            while let Some(drawing) = to_do.pop() {
                if self.shown == self.candidates {
                    return Some(());
                }
                drawings += 1;
                if drawings > MOST_DRAWINGS {
                    return None;
                }
                self.read(&drawing, &mut to_do, &mut seen)?;
            }
        }
        Some(())
    }

    /// The page's own drawing, and how its annotations look.
    fn of_page(&mut self, page: ObjectId) -> Option<Vec<Drawing<'d>>> {
        let document = self.document;
        let resources = attribute(document, page, b"Resources");
        let resources = resources.and_then(|found| dictionary(document, found));
        let own = document.get_dictionary(page).ok()?;
        let mut bytes = Vec::new();
        let contents = own.get(b"Contents").ok().and_then(|found| resolved(document, found));
        let parts = match contents {
            Some(Object::Array(list)) => list.iter().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        for part in parts {
            if let Some(Object::Stream(stream)) = resolved(document, part) {
                bytes.extend(self.plain(stream)?);
                bytes.push(b'\n');
            }
        }
        let state = TextState::default();
        let mut to_do = vec![Drawing { bytes: Rc::new(bytes), resources, state }];
        let annotations = own.get(b"Annots").ok().and_then(|found| resolved(document, found));
        for annotation in annotations.and_then(|found| found.as_array().ok()).into_iter().flatten()
        {
            let looks = dictionary(document, annotation)
                .and_then(|entries| dictionary_in(document, entries, b"AP"))
                .and_then(|looks| looks.get(b"N").ok());
            let Some(look) = looks.and_then(|found| resolved(document, found)) else { continue };
            let streams = match look {
                Object::Dictionary(states) => states.iter().map(|(_, state)| state).collect(),
                other => vec![other],
            };
            for stream in streams {
                to_do.extend(self.of_stream(stream, resources, TextState::default())?);
            }
        }
        Some(to_do)
    }

    /// A form, a pattern or a glyph; nothing where it is no stream.
    fn of_stream(
        &mut self,
        object: &'d Object,
        around: Option<&'d Dictionary>,
        state: TextState<'d>,
    ) -> Option<Option<Drawing<'d>>> {
        let Some(Object::Stream(stream)) = resolved(self.document, object) else {
            return Some(None);
        };
        let resources = dictionary_in(self.document, &stream.dict, b"Resources").or(around);
        let bytes = Rc::new(self.plain(stream)?);
        Some(Some(Drawing { bytes, resources, state }))
    }

    fn plain(&mut self, stream: &lopdf::Stream) -> Option<Vec<u8>> {
        let bytes = stream.get_plain_content_with_limit(self.left).ok()?;
        self.left = self.left.checked_sub(bytes.len())?;
        Some(bytes)
    }

    fn read(
        &mut self,
        drawing: &Drawing<'d>,
        to_do: &mut Vec<Drawing<'d>>,
        seen: &mut BTreeSet<(usize, bool)>,
    ) -> Option<()> {
        let document = self.document;
        let named = |kind: &[u8], name: &[u8]| {
            let all = dictionary_in(document, drawing.resources?, kind)?;
            all.get(name).ok()
        };
        let (mut state, mut around) = (drawing.state.clone(), Vec::new());
        for said in Operators::of(&drawing.bytes) {
            let mut called: Vec<&'d Object> = Vec::new();
            let mut within = drawing.resources;
            match said {
                Said::Save if around.len() < 512 => around.push(state.clone()),
                Said::Save => {}
                Said::Restore => state = around.pop().unwrap_or(state),
                Said::Font(name) => {
                    state.font = named(b"Font", name).and_then(|font| dictionary(document, font));
                }
                Said::Mode(mode) => state.invisible = mode == 3,
                Said::Text { only_spaces } if !state.invisible => {
                    let Some(font) = state.font else { continue };
                    self.show(font, only_spaces);
                    // The glyphs of a Type 3 font are drawings.
                    if let Some(glyphs) = dictionary_in(document, font, b"CharProcs") {
                        called.extend(glyphs.iter().map(|(_, glyph)| glyph));
                        within = dictionary_in(document, font, b"Resources").or(within);
                    }
                }
                Said::Text { .. } => {}
                Said::Form(name) => called.extend(named(b"XObject", name)),
                Said::Pattern(name) => called.extend(named(b"Pattern", name)),
                Said::State(name) => {
                    let set = named(b"ExtGState", name).and_then(|set| dictionary(document, set));
                    let font = set.and_then(|set| set.get(b"Font").ok()?.as_array().ok()?.first());
                    if let Some(font) = font.and_then(|font| dictionary(document, font)) {
                        state.font = Some(font);
                    }
                    let mask = set.and_then(|set| dictionary_in(document, set, b"SMask"));
                    called.extend(mask.and_then(|mask| mask.get(b"G").ok()));
                }
            }
            for object in called {
                let Some(there) = resolved(document, object) else { continue };
                let is_image = dictionary(document, there)
                    .and_then(|entries| entries.get(b"Subtype").and_then(Object::as_name).ok())
                    .is_some_and(|kind| kind == b"Image");
                let key = (std::ptr::from_ref(there) as usize, state.invisible);
                if !is_image && seen.insert(key) {
                    to_do.extend(self.of_stream(there, within, state.clone())?);
                }
            }
        }
        Some(())
    }

    /// Text in a font. A space has no shape that another font could change; in a Type 0 font one cannot tell.
    fn show(&mut self, font: &Dictionary, only_spaces: bool) {
        let descendants = font.get(b"DescendantFonts").ok();
        let descendants = descendants.and_then(|found| resolved(self.document, found));
        let below = descendants.and_then(|found| found.as_array().ok()).into_iter().flatten();
        for below in below.filter_map(|font| dictionary(self.document, font)) {
            self.shown.extend(not_embedded(self.document, below));
        }
        if !only_spaces {
            self.shown.extend(not_embedded(self.document, font));
        }
    }
}

pub(super) fn resolved<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

pub(super) fn dictionary<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    match resolved(document, object)? {
        Object::Dictionary(entries) => Some(entries),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

pub(super) fn dictionary_in<'d>(
    document: &'d Document,
    entries: &'d Dictionary,
    key: &[u8],
) -> Option<&'d Dictionary> {
    dictionary(document, entries.get(key).ok()?)
}
