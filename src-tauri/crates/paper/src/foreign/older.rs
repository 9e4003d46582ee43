//! Whether a PDF keeps what it said before: programs that save by adding to the end leave the older version whole before
//! it, and whoever cuts the end off has it back. What is added only, such as a signature or a stamp, hides nothing.
//! Source: ISO 32000-1, 7.5.6 (incremental updates), annex F (linearized files have two ends from the beginning).

use std::collections::BTreeSet;

use foundation::{Digest, Hasher};
use lopdf::{Document, Object, ObjectId};

use super::{open, reachable};

/// Judgement: the first version and the last before this one say enough; each is read as long as the whole is.
const MOST_VERSIONS: usize = 3;
const END: &[u8] = b"%%EOF";

/// What the pages of a document show, each thing by its digest.
pub(super) struct Shown {
    things: BTreeSet<Digest>,
}

impl Shown {
    /// Drawings, pictures, remarks and what is filled in; how a field looks follows from that.
    pub(super) fn of(document: &Document, pages: &[ObjectId]) -> Self {
        let mut things = BTreeSet::new();
        for page in pages {
            for part in document.get_page_contents(*page) {
                if let Some(Object::Stream(part)) = document.objects.get(&part) {
                    things.insert(digest(b"drawing", &part.content));
                }
            }
        }
        for id in reachable(document, pages) {
            let Some(object) = document.objects.get(&id) else { continue };
            if let Object::Stream(stream) = object {
                let kind = stream.dict.get(b"Subtype").and_then(Object::as_name);
                if kind.is_ok_and(|kind| kind == b"Image") {
                    things.insert(digest(b"picture", &stream.content));
                }
            } else if let Object::Dictionary(entries) = object {
                for key in [b"Contents".as_slice(), b"V"] {
                    let said = entries.get(key).ok();
                    let said =
                        said.and_then(|said| document.dereference(said).ok()?.1.as_str().ok());
                    things
                        .extend(said.filter(|said| !said.is_empty()).map(|said| digest(key, said)));
                }
            }
        }
        Self { things }
    }

    fn lacks_some_of(&self, older: &Self) -> bool {
        !older.things.is_subset(&self.things)
    }
}

fn digest(kind: &[u8], bytes: &[u8]) -> Digest {
    let mut hasher = Hasher::default();
    hasher.update(kind);
    hasher.update(bytes);
    hasher.finish()
}

/// Whether an older version in these bytes shows what the last one, `now`, shows no more.
pub(super) fn keeps_older(bytes: &[u8], now: &Shown) -> bool {
    let versions = versions(bytes);
    let few = versions.len().saturating_sub(MOST_VERSIONS - 1);
    let looked_at = versions.iter().enumerate().filter(|(at, _)| *at == 0 || *at >= few);
    let mut looked_at = looked_at.map(|(_, end)| &bytes[..*end]);
    looked_at.any(|older| {
        // What is no whole document by itself is no version.
        open(older).is_ok_and(|(document, pages)| {
            !pages.is_empty() && now.lacks_some_of(&Shown::of(&document, &pages))
        })
    })
}

/// Where each version ends, but the last.
fn versions(bytes: &[u8]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(END.len()).position(|window| window == END) {
        at += found + END.len();
        if places_its_list(&bytes[..at - END.len()]) {
            ends.push(at);
        }
    }
    ends.pop();
    ends
}

/// Whether `startxref` and a place stand before an end. The first one of a linearized file says 0.
fn places_its_list(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (word, number) = before.split_at(before.len() - digits);
    word.trim_ascii_end().ends_with(b"startxref") && number.iter().any(|digit| *digit != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_end_where_a_list_is_placed() {
        let bytes = b"startxref\n0\n%%EOF a %%EOF startxref\r\n12\r\n%%EOF\nstartxref 99\n%%EOF\n";
        assert_eq!(versions(bytes), [46]);
        assert_eq!(versions(b"%%EOF"), [0; 0]);
    }
}
