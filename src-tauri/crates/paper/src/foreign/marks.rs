//! Words in a drawing that nobody sees: other words for what is drawn, descriptions, what abbreviations stand for, names
//! of who made a layer. They serve the structure of a document, which does not come along, so they do not either; what
//! is drawn stays as it is, byte for byte. Source: ISO 32000-1, 14.6.2 (property lists), 14.9.2 to 14.9.5, 8.11.4.4.

use std::collections::BTreeSet;
use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::tokens::{Kind, Token, Tokens};
use crate::pdf::unseen::coded_picture;

/// Judgement: the drawing of a page has some hundred kilobytes; what is longer goes along as it is.
const MOST_BYTES: usize = 32 << 20;

/// Takes such words out of what the pages use; `used` are those objects.
pub(super) fn leave_out_words(
    document: &mut Document,
    pages: &[ObjectId],
    used: &BTreeSet<ObjectId>,
) {
    let drawings = drawings(document, pages, used);
    for id in drawings {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            rewrite(stream);
        }
    }
    let lists = lists(document, used);
    for id in lists.iter().chain(used) {
        if let Some(object) = document.objects.get_mut(id) {
            clear_lists(object);
        }
    }
    for id in lists {
        if let Some(Object::Dictionary(entries)) = document.objects.get_mut(&id)
            && !is_layer(entries)
        {
            *entries = Dictionary::new();
        }
    }
    leave_out_makers(document);
}

/// The drawings: of pages, forms and patterns, and the glyphs of fonts that are drawn.
fn drawings(
    document: &Document,
    pages: &[ObjectId],
    used: &BTreeSet<ObjectId>,
) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    let mut add = |object: &Object| match object {
        Object::Reference(id) => {
            found.insert(*id);
            match document.objects.get(id) {
                Some(Object::Array(list)) => found.extend(list.iter().filter_map(reference)),
                Some(Object::Dictionary(entries)) => {
                    found.extend(entries.iter().filter_map(|(_, glyph)| reference(glyph)));
                }
                _ => {}
            }
        }
        Object::Array(list) => found.extend(list.iter().filter_map(reference)),
        Object::Dictionary(entries) => {
            found.extend(entries.iter().filter_map(|(_, glyph)| reference(glyph)));
        }
        _ => {}
    };
    for page in pages {
        let contents = document.get_dictionary(*page).and_then(|page| page.get(b"Contents"));
        contents.ok().into_iter().for_each(&mut add);
    }
    for id in used {
        let glyphs = document.get_dictionary(*id).and_then(|font| font.get(b"CharProcs"));
        glyphs.ok().into_iter().for_each(&mut add);
    }
    let is_form = |id: &&ObjectId| match document.objects.get(id) {
        Some(Object::Stream(stream)) => {
            let kind = stream.dict.get(b"Subtype").and_then(Object::as_name);
            kind.is_ok_and(|kind| kind == b"Form") || stream.dict.has(b"PatternType")
        }
        _ => false,
    };
    found.extend(used.iter().filter(is_form));
    found
}

fn reference(object: &Object) -> Option<ObjectId> {
    object.as_reference().ok()
}

fn rewrite(stream: &mut Stream) {
    let Ok(plain) = stream.get_plain_content_with_limit(MOST_BYTES) else { return };
    let words = unseen(&plain).into_iter().map(|place| (place, Vec::new()));
    let mut changes: Vec<Change> = words.chain(comments(&plain)).collect();
    changes.extend(pictures(&plain));
    if changes.is_empty() {
        return;
    }
    changes.sort_by_key(|(place, _)| place.start);
    let (mut kept, mut at) = (Vec::with_capacity(plain.len()), 0);
    for (place, instead) in changes {
        // What stands within something that went is gone.
        if place.start >= at {
            kept.extend_from_slice(&plain[at..place.start]);
            kept.extend_from_slice(&instead);
            at = place.end;
        }
    }
    kept.extend_from_slice(&plain[at..]);
    for key in [b"Filter".as_slice(), b"DecodeParms", b"DL"] {
        stream.dict.remove(key);
    }
    stream.set_content(kept);
    // Where it does not pack, it goes along plain.
    let _ = stream.compress();
}

/// What goes, and what comes in its place.
type Change = (Range<usize>, Vec<u8>);

/// Remarks of whoever wrote the drawing: from a `%` between its words to the end of the line.
fn comments(bytes: &[u8]) -> Vec<Change> {
    let (mut found, mut end) = (Vec::new(), 0);
    let places = Tokens::of(bytes).map(|token| token.place);
    for place in places.chain(std::iter::once(bytes.len()..bytes.len())) {
        let mut at = end;
        while let Some(start) = bytes[at..place.start.max(at)].iter().position(|byte| *byte == b'%')
        {
            let start = at + start;
            let rest = &bytes[start..place.start];
            let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            at = start + length.unwrap_or(rest.len());
            found.push((start..at, Vec::new()));
        }
        end = place.end;
    }
    found
}

/// JPEGs that stand in the drawing itself, without what only programs read in them. Source: ISO 32000-1, 8.9.7.
fn pictures(bytes: &[u8]) -> Vec<Change> {
    let mut found = Vec::new();
    let mut entries: Vec<Token> = Vec::new();
    for token in Tokens::of(bytes) {
        match token.kind {
            Kind::Samples => found.extend(bare_samples(bytes, &entries, token.place)),
            Kind::Operator if &bytes[token.place.clone()] != b"ID" => entries.clear(),
            _ => entries.push(token),
        }
    }
    found
}

/// What goes of the entries and the samples of one such picture; nothing where it is none, or has nothing more.
fn bare_samples(bytes: &[u8], entries: &[Token], samples: Range<usize>) -> Vec<Change> {
    let entry = |names: [&[u8]; 2]| {
        let is_key = |token: &Token| names.contains(&&bytes[token.place.clone()]);
        let key = entries.iter().position(is_key)?;
        let mut depth = 0_i32;
        let length = entries[key + 1..].iter().position(|token| {
            depth += match token.kind {
                Kind::Array | Kind::Entries => 1,
                Kind::ArrayEnd | Kind::EntriesEnd => -1,
                _ => 0,
            };
            depth == 0
        })?;
        Some((entries[key].place.start, &entries[key + 1..=key + 1 + length]))
    };
    let Some((_, value)) = entry([b"/F", b"/Filter"]) else { return Vec::new() };
    let names = value.iter().filter(|token| token.kind == Kind::Name);
    let names: Vec<Object> = names
        .map(|token| Object::Name(bytes[token.place.start + 1..token.place.end].to_vec()))
        .collect();
    let (Some(first), Some(last)) = (value.first(), value.last()) else { return Vec::new() };
    let filter = first.place.start..last.place.end;
    // One blank behind ID, and what parts the samples from EI.
    let coded = &bytes[samples.clone()];
    let coded = coded.get(1..coded.len().saturating_sub(2)).unwrap_or_default();
    let stream =
        Stream::new(Dictionary::from_iter([("Filter", Object::Array(names))]), coded.to_vec());
    let picture = coded_picture(&stream).and_then(|coded| media::bare_picture(&coded));
    let Some((picture, _)) = picture else { return Vec::new() };
    let mut changes = vec![(filter, b"/DCT".to_vec())];
    for names in [[b"/DP".as_slice(), b"/DecodeParms"], [b"/L", b"/Length"]] {
        if let Some((start, [.., last])) = entry(names) {
            changes.push((start..last.place.end, Vec::new()));
        }
    }
    changes.push((samples, [b" ".as_slice(), &picture, b"\nEI"].concat()));
    changes
}

/// The entries of a drawing's lists that hold words: keys with their values.
fn unseen(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // How deep in lists; the entry that is read, from its key on, and whether words stand in it.
    let (mut depth, mut entry, mut has_words) = (0_usize, None::<Range<usize>>, false);
    let mut end_entry = |entry: &mut Option<Range<usize>>, has_words: &mut bool| {
        let ended = entry.take().filter(|_| std::mem::take(has_words));
        found.extend(ended);
        *has_words = false;
    };
    // A key and a value take turns, so a name behind a key that has no value yet is one.
    let mut has_value = true;
    let mut is_entries = false;
    for token in Tokens::of(bytes) {
        if depth == 0 {
            if token.kind == Kind::Entries {
                (depth, is_entries, has_value) = (1, true, true);
            }
            continue;
        }
        if token.kind == Kind::Operator {
            // What was not closed ends where something is to be done.
            end_entry(&mut entry, &mut has_words);
            depth = 0;
            continue;
        }
        if depth == 1 && is_entries && token.kind == Kind::Name && has_value {
            end_entry(&mut entry, &mut has_words);
            entry = Some(token.place);
            has_value = false;
            continue;
        }
        match token.kind {
            Kind::Entries | Kind::Array => depth += 1,
            Kind::EntriesEnd | Kind::ArrayEnd => depth -= 1,
            Kind::Text => has_words = true,
            _ => {}
        }
        if depth == 0 {
            end_entry(&mut entry, &mut has_words);
            continue;
        }
        if let Some(entry) = &mut entry {
            entry.end = token.place.end;
        }
        has_value |= depth == 1;
    }
    end_entry(&mut entry, &mut has_words);
    found
}

/// The objects that lists of properties are, wherever resources name them.
fn lists(document: &mut Document, used: &BTreeSet<ObjectId>) -> BTreeSet<ObjectId> {
    let (mut tables, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut to_do: Vec<&Object> = used.iter().filter_map(|id| document.objects.get(id)).collect();
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
        match entries.get(b"Properties") {
            // Many may share a table: each is gone through once.
            Ok(Object::Reference(id)) => {
                tables.insert(*id);
            }
            Ok(Object::Dictionary(table)) => {
                found.extend(table.iter().filter_map(|(_, list)| reference(list)));
            }
            _ => {}
        }
        to_do.extend(entries.iter().map(|(_, value)| value));
    }
    for id in tables {
        let Ok(table) = document.get_dictionary_mut(id) else { continue };
        clear_table(table);
        found.extend(table.iter().filter_map(|(_, list)| reference(list)));
    }
    found
}

/// Empties lists of properties that are written where they are used.
fn clear_lists(object: &mut Object) {
    let mut to_do = vec![object];
    while let Some(object) = to_do.pop() {
        let entries = match object {
            Object::Array(list) => {
                to_do.extend(list);
                continue;
            }
            Object::Dictionary(entries) => entries,
            Object::Stream(stream) => &mut stream.dict,
            _ => continue,
        };
        if let Ok(Object::Dictionary(table)) = entries.get_mut(b"Properties") {
            clear_table(table);
        }
        to_do.extend(entries.iter_mut().map(|(_, value)| value));
    }
}

fn clear_table(table: &mut Dictionary) {
    for (_, list) in table.iter_mut() {
        if let Object::Dictionary(list) = list
            && !is_layer(list)
        {
            *list = Dictionary::new();
        }
    }
}

/// Whether it says whether something is shown.
fn is_layer(entries: &Dictionary) -> bool {
    let kind = entries.get(b"Type").and_then(Object::as_name);
    kind.is_ok_and(|kind| matches!(kind, b"OCG" | b"OCMD"))
}

/// Takes out of layers who made them and whom they are for.
fn leave_out_makers(document: &mut Document) {
    let mut uses = Vec::new();
    for object in document.objects.values_mut() {
        let Object::Dictionary(entries) = object else { continue };
        if !is_layer(entries) {
            continue;
        }
        match entries.get_mut(b"Usage") {
            Ok(Object::Dictionary(usage)) => leave_out_maker(usage),
            Ok(Object::Reference(id)) => uses.push(*id),
            _ => {}
        }
    }
    for id in uses {
        if let Some(Object::Dictionary(usage)) = document.objects.get_mut(&id) {
            leave_out_maker(usage);
        }
    }
}

fn leave_out_maker(usage: &mut Dictionary) {
    usage.remove(b"CreatorInfo");
    usage.remove(b"User");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_go_and_what_looks_like_them_stays() {
        let drawing = b"%by me\nq (50% of) Tj /A#20 gs %x\r\nBI /W 1 ID %\xFF\nEI Q%end";
        let gone: Vec<&[u8]> =
            comments(drawing).into_iter().map(|(place, _)| &drawing[place]).collect();
        assert_eq!(gone, [b"%by me".as_slice(), b"%x", b"%end"]);
        for end in 0..drawing.len() {
            comments(&drawing[..end]);
            pictures(&drawing[..end]);
        }
    }

    #[test]
    fn words_of_lists_go_and_all_else_stays() {
        let drawing = "q /Span<</ActualText<FEFF5F20>/MCID 3/Lang(zh)/N/Name/A[(x)<</B(y>)>>]/C true>>BDC \
                       BT (seen) Tj ET EMC /P <</MCID 1>> BDC EMC /OC /L BDC EMC << /E (open";
        let bytes = drawing.as_bytes();
        let words: Vec<&str> = unseen(bytes).into_iter().map(|place| &drawing[place]).collect();
        assert_eq!(words, ["/ActualText<FEFF5F20>", "/Lang(zh)", "/A[(x)<</B(y>)>>]", "/E (open"]);
        for end in 0..bytes.len() {
            unseen(&bytes[..end]);
        }
    }
}
