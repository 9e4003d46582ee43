//! Whether a PDF has layers that are not shown: off from the start, off on the screen or on paper only, or shown by a
//! rule that says no. Their words go along all the same. Source: ISO 32000-1, 8.11.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Rules call rules; in files that are not made to hurt three deep.
const DEEPEST_RULE: usize = 16;
/// So many parts of all rules are looked at, and so many lists of uses.
const MOST_PARTS: usize = 1_000_000;
const MOST_USES: usize = 100;

/// Whether anything is not shown when the file is opened or printed.
pub(super) fn has_layers_off(document: &Document) -> bool {
    let catalog = document.catalog().ok();
    let layers = catalog.and_then(|catalog| under(document, catalog, b"OCProperties"));
    let Some(layers) = layers.and_then(|layers| layers.as_dict().ok()) else { return false };
    let states = states(document, layers);
    if states.iter().any(|off| !off.is_empty()) {
        return true;
    }
    let mut left = MOST_PARTS;
    rules(document).into_iter().any(|rule| {
        states.iter().any(|off| {
            let mut judging = Judging { document, off, left };
            let is_no = judging.member(rule) == Some(false);
            left = judging.left;
            is_no
        })
    })
}

/// The layers that are off at first, on the screen, and on paper.
fn states(document: &Document, layers: &Dictionary) -> [BTreeSet<ObjectId>; 3] {
    let none = Dictionary::new();
    let shown = under(document, layers, b"D").and_then(|shown| shown.as_dict().ok());
    let shown = shown.unwrap_or(&none);
    let mut off = BTreeSet::new();
    if named(shown, b"BaseState") == Some(b"OFF") {
        off.extend(listed(document, layers, b"OCGs"));
    }
    for on in listed(document, shown, b"ON") {
        off.remove(&on);
    }
    off.extend(listed(document, shown, b"OFF"));
    let by_use = [b"View".as_slice(), b"Print"].map(|event| {
        let mut off = off.clone();
        off.extend(off_by_use(document, shown, event));
        off
    });
    let [viewed, printed] = by_use;
    [off, viewed, printed]
}

/// The layers that say themselves that they are off on the screen or on paper, where that counts. Source: 8.11.4.4.
fn off_by_use(document: &Document, shown: &Dictionary, event: &[u8]) -> Vec<ObjectId> {
    let uses = under(document, shown, b"AS").and_then(|uses| uses.as_array().ok());
    let uses = uses.into_iter().flatten().filter_map(|one| dictionary(document, one));
    let mut off = Vec::new();
    for one in uses.filter(|one| named(one, b"Event") == Some(event)).take(MOST_USES) {
        let categories = under(document, one, b"Category").and_then(|list| list.as_array().ok());
        let categories: Vec<&[u8]> =
            categories.into_iter().flatten().filter_map(|name| name.as_name().ok()).collect();
        off.extend(listed(document, one, b"OCGs").into_iter().filter(|layer| {
            let usage = document.get_dictionary(*layer).ok();
            let usage = usage.and_then(|layer| under(document, layer, b"Usage"));
            let Some(usage) = usage.and_then(|usage| usage.as_dict().ok()) else { return false };
            categories.iter().any(|category| {
                let state = under(document, usage, category).and_then(|said| said.as_dict().ok());
                let key = [category, b"State".as_slice()].concat();
                state.is_some_and(|state| named(state, &key) == Some(b"OFF"))
            })
        }));
    }
    off
}

/// Every rule of membership in the file.
fn rules(document: &Document) -> Vec<&Dictionary> {
    let mut found = Vec::new();
    let mut to_do: Vec<&Object> = document.objects.values().collect();
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
        if named(entries, b"Type") == Some(b"OCMD") {
            found.push(entries);
        }
        to_do.extend(entries.iter().map(|(_, value)| value));
    }
    found
}

struct Judging<'d> {
    document: &'d Document,
    off: &'d BTreeSet<ObjectId>,
    left: usize,
}

impl Judging<'_> {
    /// Whether what belongs to it is shown; none where it does not say. Source: 8.11.2.2.
    fn member(&mut self, rule: &Dictionary) -> Option<bool> {
        if let Some(said) = rule.get(b"VE").ok().and_then(|rule| self.said(rule, 0)) {
            return Some(said);
        }
        let groups = rule.get(b"OCGs").ok()?;
        let listed = |list: &[Object]| list.iter().take(self.left).filter_map(reference).collect();
        let all: Vec<ObjectId> = match groups {
            Object::Reference(id) => match self.document.get_object(*id).ok()? {
                Object::Array(list) => listed(list),
                _ => vec![*id],
            },
            Object::Array(list) => listed(list),
            _ => return None,
        };
        self.left = self.left.checked_sub(all.len())?;
        // One that is not there counts for nothing.
        let on: Vec<bool> = all
            .into_iter()
            .filter(|id| self.document.get_dictionary(*id).is_ok())
            .map(|id| !self.off.contains(&id))
            .collect();
        if on.is_empty() {
            return None;
        }
        let (any_on, all_on) = (on.contains(&true), !on.contains(&false));
        Some(match named(rule, b"P") {
            Some(b"AllOn") => all_on,
            Some(b"AnyOff") => !all_on,
            Some(b"AllOff") => !any_on,
            _ => any_on,
        })
    }

    /// An expression: a layer, or a list that begins with what joins it.
    fn said(&mut self, rule: &Object, depth: usize) -> Option<bool> {
        self.left = self.left.checked_sub(1)?;
        if depth > DEEPEST_RULE {
            return None;
        }
        let list = match rule {
            Object::Reference(id) => match self.document.get_object(*id).ok()? {
                Object::Array(list) => list,
                _ => return Some(!self.off.contains(id)),
            },
            Object::Array(list) => list,
            _ => return None,
        };
        let (first, rest) = list.split_first()?;
        let mut parts = rest.iter().map(|part| self.said(part, depth + 1));
        match first.as_name().ok()? {
            b"And" => parts.try_fold(true, |all, part| Some(all & part?)),
            b"Or" => parts.try_fold(false, |any, part| Some(any | part?)),
            b"Not" => parts.next()?.map(|part| !part),
            _ => None,
        }
    }
}

fn reference(object: &Object) -> Option<ObjectId> {
    object.as_reference().ok()
}

fn dictionary<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

fn under<'d>(document: &'d Document, entries: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    Some(document.dereference(entries.get(key).ok()?).ok()?.1)
}

fn listed(document: &Document, entries: &Dictionary, key: &[u8]) -> Vec<ObjectId> {
    let list = under(document, entries, key).and_then(|list| list.as_array().ok());
    list.into_iter().flatten().filter_map(reference).collect()
}

fn named<'d>(entries: &'d Dictionary, key: &[u8]) -> Option<&'d [u8]> {
    entries.get(key).and_then(Object::as_name).ok()
}
