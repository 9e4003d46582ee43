//! What a PDF that goes along as it is says beside its pages: who wrote it, remarks, files and scripts within it, where
//! its photos were taken. Every object of the file is looked at, also those that no page uses: they go along too.
//! Source: ISO 32000-1, 14.3 (metadata), 12.5.6 (markup), 7.11.4 (embedded files), 12.6.4 (actions).

use foundation::bytes_text;
use lopdf::{Dictionary, Document, Object, Stream};
use media::{
    AiLabel, DocumentFacts, Names, Removed, bare_picture, label_in_value, path_in, told_in_packet,
};

use super::layers::has_layers_off;
use super::older::{Shown, keeps_older};
use super::unseen_text::has_unseen_text;
use super::{lacks, load, with_head};
use crate::pdf::unseen::{coded_picture, is_annotation, is_coded_picture};

/// Judgement: a packet has some kilobytes.
const MOST_OF_PACKET: usize = 4 << 20;

/// Reads it in this process: in the one apart, and in tests of what is told. None where it cannot be read.
pub fn told_beside(bytes: &[u8]) -> Option<DocumentFacts> {
    let (document, pages) = load(&with_head(bytes)?).ok()?;
    let mut facts = DocumentFacts::default();
    facts.fill_in(names_in_trailer(&document));
    facts.ai_label = label_in_trailer(&document);
    facts.lay_at(path_in_trailer(&document));
    if let Some(packet) = packet_of_document(&document) {
        facts.fill_in(told_in_packet(&packet).0);
    }
    for object in document.objects.values() {
        look_at(object, &document, &mut facts);
    }
    facts.has_hidden |= has_layers_off(&document) || has_unseen_text(&document, &pages);
    facts.has_files |= has_file_behind(bytes);
    // Where something is missing, nothing found does not mean that nothing is there.
    let is_whole = !pages.is_empty() && lacks(&document, &pages) == 0;
    let now = Shown::of(&document, &pages);
    // One document at a time: the process may take a few times the file.
    drop(document);
    facts.has_older = keeps_older(bytes, &now);
    (is_whole || !facts.is_empty() || facts.ai_label.is_some()).then_some(facts)
}

/// The names in the dictionary about the document. Source: ISO 32000-1, 14.3.3; the others are those of Office's and
/// WPS's programs.
fn names_in_trailer(document: &Document) -> Names {
    let about = document.trailer.get(b"Info").ok();
    let about = about.and_then(|about| document.dereference(about).ok()?.1.as_dict().ok());
    let name = |keys: &[&[u8]]| {
        let mut found = keys.iter().filter_map(|key| about?.get(key).ok());
        found.find_map(|value| text(document, value).filter(|text| !text.is_empty()))
    };
    Names {
        author: name(&[b"Author"]),
        last_author: name(&[b"LastModifiedBy", b"LastSavedBy"]),
        company: name(&[b"Company"]),
    }
}

/// The label in the dictionary about the document, under its own name or among words.
fn label_in_trailer(document: &Document) -> Option<AiLabel> {
    let about = document.trailer.get(b"Info").ok()?;
    let about = document.dereference(about).ok()?.1.as_dict().ok()?;
    about.iter().find_map(|(name, value)| label_in_value(name, text(document, value)?.as_bytes()))
}

/// Programs that print to PDF write the file that they print as its title.
fn path_in_trailer(document: &Document) -> Option<String> {
    let about = document.trailer.get(b"Info").ok();
    let about = about.and_then(|about| document.dereference(about).ok()?.1.as_dict().ok())?;
    let keys = [b"Title".as_slice(), b"Subject"];
    let mut values = keys.iter().filter_map(|key| about.get(key).ok());
    values.find_map(|value| path_in(&text(document, value)?, false))
}

/// A text of a document. Without a mark of Unicode it is of Latin letters, but programs of Windows write GBK there.
/// Source: ISO 32000-2, 7.9.2.2.
fn text(document: &Document, value: &Object) -> Option<String> {
    let bytes = document.dereference(value).ok()?.1.as_str().ok()?;
    let of_pairs = |bytes: &[u8], number: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| number([pair[0], pair[1]]));
        char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{FFFD}')).collect()
    };
    let text: String = match bytes {
        [0xFE, 0xFF, rest @ ..] => of_pairs(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => of_pairs(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes_text(bytes).into_owned(),
    };
    Some(text.trim().to_owned())
}

fn packet_of_document(document: &Document) -> Option<Vec<u8>> {
    let packet = document.catalog().ok()?.get(b"Metadata").ok()?;
    packet_in(document.dereference(packet).ok()?.1.as_stream().ok()?)
}

fn packet_in(stream: &Stream) -> Option<Vec<u8>> {
    stream.decompressed_content_with_limit(MOST_OF_PACKET).ok()
}

/// What an object adds, with all that is written within it.
fn look_at(object: &Object, document: &Document, facts: &mut DocumentFacts) {
    let mut to_do = vec![object];
    while let Some(object) = to_do.pop() {
        let entries = match object {
            Object::Array(list) => {
                to_do.extend(list);
                continue;
            }
            Object::Dictionary(entries) => entries,
            Object::Stream(stream) => {
                facts.has_places = facts.has_places || tells_place(stream);
                facts.ai_label = facts.ai_label.or_else(|| label_of(stream));
                // What lies behind other filters than programs put there, or is larger than anything, is not looked at.
                facts.is_seen_in_part |=
                    is_coded_picture(stream) && coded_picture(stream).is_none();
                &stream.dict
            }
            _ => continue,
        };
        facts.has_files |= holds_file(entries);
        facts.has_scripts |= runs(entries);
        facts.has_remarks = facts.has_remarks || is_remark(entries, document);
        facts.has_hidden = facts.has_hidden || is_hidden_field(entries, document);
        if facts.path.is_none() {
            facts.lay_at(path_of(entries, document));
        }
        to_do.extend(entries.iter().map(|(_, value)| value));
    }
}

/// Whether a photo, or what is said of one or of the whole, tells where it was taken.
fn tells_place(stream: &Stream) -> bool {
    if named(&stream.dict, b"Type") == Some(b"Metadata") {
        return packet_in(stream).is_some_and(|packet| told_in_packet(&packet).1);
    }
    let picture = coded_picture(stream);
    let lost = picture.and_then(|picture| bare_picture(&picture));
    lost.is_some_and(|(_, lost)| lost.contains(&Removed::Location))
}

/// The label that a packet or a photo bears.
fn label_of(stream: &Stream) -> Option<AiLabel> {
    if named(&stream.dict, b"Type") == Some(b"Metadata") {
        return packet_in(stream).and_then(|packet| label_in_value(b"", &packet));
    }
    let picture = coded_picture(stream)?;
    media::read(&&*picture).ok()?.ai_label
}

fn named<'d>(entries: &'d Dictionary, key: &[u8]) -> Option<&'d [u8]> {
    entries.get(key).and_then(Object::as_name).ok()
}

/// Whether it is a file within the file, or the name of one.
fn holds_file(entries: &Dictionary) -> bool {
    let names_one = entries.has(b"EF") && (entries.has(b"F") || entries.has(b"UF"));
    names_one || named(entries, b"Type") == Some(b"EmbeddedFile")
}

/// Whether it is a script, or starts a program.
fn runs(entries: &Dictionary) -> bool {
    matches!(named(entries, b"S"), Some(b"JavaScript" | b"Launch")) && !entries.has(b"Rect")
}

/// Whether it is a remark on a page. What was drawn or stamped is shown, and is one only by the words that are not;
/// words that were typed onto the page are shown, and who typed them is not.
fn is_remark(entries: &Dictionary, document: &Document) -> bool {
    let says = |key: &[u8]| {
        let words = entries.get(key).ok().and_then(|value| text(document, value));
        words.is_some_and(|words| !words.is_empty())
    };
    is_annotation(entries)
        && match named(entries, b"Subtype") {
            Some(
                b"Text" | b"Highlight" | b"Underline" | b"Squiggly" | b"StrikeOut" | b"Caret"
                | b"Redact" | b"Sound",
            ) => true,
            Some(
                b"Stamp" | b"Ink" | b"Line" | b"Square" | b"Circle" | b"Polygon" | b"PolyLine",
            ) => says(b"Contents"),
            Some(b"FreeText") => says(b"T"),
            _ => false,
        }
}

/// The bits of what is not shown on the screen. Source: ISO 32000-1, 12.5.3.
const HIDDEN: i64 = 1 << 1;
const NO_VIEW: i64 = 1 << 5;

/// Whether it is a field of a form, or another annotation, with words that nobody is shown.
fn is_hidden_field(entries: &Dictionary, document: &Document) -> bool {
    let bits = entries.get(b"F").and_then(Object::as_i64).unwrap_or(0);
    let mut words = [b"V".as_slice(), b"Contents"].into_iter().filter_map(|key| {
        let words = text(document, entries.get(key).ok()?)?;
        (!words.is_empty()).then_some(words)
    });
    is_annotation(entries) && bits & (HIDDEN | NO_VIEW) != 0 && words.next().is_some()
}

/// Where on a disk a link leads, or a picture came from by its other words.
fn path_of(entries: &Dictionary, document: &Document) -> Option<String> {
    let value =
        |key: &[u8], is_address| path_in(&text(document, entries.get(key).ok()?)?, is_address);
    let address = (named(entries, b"S") == Some(b"URI")).then(|| value(b"URI", true)).flatten();
    address.or_else(|| value(b"Alt", false)).or_else(|| value(b"ActualText", false))
}

/// What files begin with that people hide behind another. Sources: APPNOTE 4.3.7, RAR 5.0, 7z, RFC 1952, ISO/IEC 10918-1.
const BEGINNINGS: [&[u8]; 6] =
    [b"PK\x03\x04", b"Rar!", b"7z\xBC\xAF\x27\x1C", b"\x1F\x8B\x08", b"\xFF\xD8\xFF", b"\x89PNG"];

/// Whether another file stands behind the end.
fn has_file_behind(bytes: &[u8]) -> bool {
    let end = bytes.windows(5).rposition(|window| window == b"%%EOF");
    let behind = end.map_or(&[][..], |end| bytes[end + 5..].trim_ascii_start());
    BEGINNINGS.iter().any(|beginning| behind.starts_with(beginning))
}
