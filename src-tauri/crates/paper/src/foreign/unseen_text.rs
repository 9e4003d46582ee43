//! Whether a PDF holds words that it does not draw. Programs of recognition lay such words over a scan, which shows them
//! itself: those hide nothing. Source: ISO 32000-1, 9.3.6 (modes 3 and 7 paint nothing).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::attribute;
use super::operators::{Operators, Said};
use super::shown::{dictionary, dictionary_in, resolved};

/// Judgement: what is longer is not read through for words; nothing is told of it then.
const MOST_BYTES: usize = 48 << 20;
/// The drawings of all pages and forms; two thousand pages have some ten thousand.
const MOST_DRAWINGS: usize = 50_000;
/// The pictures of a page together, in pixels. Judgement: half of a page of A4 at 100 dots to the inch; what was scanned
/// for recognition has more, and logos have less.
const SCAN: i64 = 480_000;

/// Whether a page has words that nobody sees, neither drawn nor in a picture of them.
pub(super) fn has_unseen_text(document: &Document, pages: &[ObjectId]) -> bool {
    let mut left = (MOST_BYTES, MOST_DRAWINGS);
    pages.iter().any(|page| {
        let mut looked = Looked::default();
        looked.page(document, *page, &mut left).is_some()
            && looked.has_unseen
            && looked.pixels < SCAN
    })
}

/// What a page holds.
#[derive(Default)]
struct Looked {
    has_unseen: bool,
    pixels: i64,
    seen: BTreeSet<usize>,
}

/// A drawing: its bytes, what it calls by name, and whether its words begin unseen.
type Drawing<'d> = (Vec<u8>, Option<&'d Dictionary>, bool);

impl Looked {
    /// None where it cannot be read, or there is too much of it.
    fn page(
        &mut self,
        document: &Document,
        page: ObjectId,
        left: &mut (usize, usize),
    ) -> Option<()> {
        let resources =
            attribute(document, page, b"Resources").and_then(|found| dictionary(document, found));
        let mut bytes = Vec::new();
        for part in document.get_page_contents(page) {
            let part = document.objects.get(&part).and_then(|part| part.as_stream().ok())?;
            bytes.extend(plain(part, left)?);
            bytes.push(b'\n');
        }
        let mut to_do = vec![(bytes, resources, false)];
        while let Some(drawing) = to_do.pop() {
            left.1 = left.1.checked_sub(1)?;
            self.drawing(document, &drawing, left, &mut to_do)?;
        }
        Some(())
    }

    fn drawing<'d>(
        &mut self,
        document: &'d Document,
        (bytes, resources, is_unseen): &Drawing<'d>,
        left: &mut (usize, usize),
        to_do: &mut Vec<Drawing<'d>>,
    ) -> Option<()> {
        let (mut is_unseen, mut around) = (*is_unseen, Vec::new());
        for said in Operators::of(bytes) {
            match said {
                Said::Save if around.len() < 512 => around.push(is_unseen),
                Said::Restore => is_unseen = around.pop().unwrap_or(is_unseen),
                Said::Mode(mode) => is_unseen = matches!(mode, 3 | 7),
                Said::Text { only_spaces } => self.has_unseen |= is_unseen && !only_spaces,
                Said::Form(name) => {
                    let all =
                        resources.and_then(|found| dictionary_in(document, found, b"XObject"));
                    let called = all.and_then(|all| resolved(document, all.get(name).ok()?));
                    let Some(Object::Stream(called)) = called else { continue };
                    if !self.seen.insert(std::ptr::from_ref(called) as usize) {
                        continue;
                    }
                    let kind = called.dict.get(b"Subtype").and_then(Object::as_name);
                    if kind.is_ok_and(|kind| kind == b"Image") {
                        self.pixels = self.pixels.saturating_add(pixels(&called.dict));
                    } else {
                        let own = dictionary_in(document, &called.dict, b"Resources");
                        to_do.push((plain(called, left)?, own.or(*resources), is_unseen));
                    }
                }
                _ => {}
            }
        }
        Some(())
    }
}

fn plain(stream: &lopdf::Stream, left: &mut (usize, usize)) -> Option<Vec<u8>> {
    let bytes = stream.get_plain_content_with_limit(left.0).ok()?;
    left.0 = left.0.checked_sub(bytes.len())?;
    Some(bytes)
}

fn pixels(picture: &Dictionary) -> i64 {
    let side = |key: &[u8]| picture.get(key).and_then(Object::as_i64).unwrap_or(0).max(0);
    side(b"Width").saturating_mul(side(b"Height"))
}
