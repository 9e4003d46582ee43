//! What documents say beside what they show: Word, Excel and PowerPoint since 2007, which are archives of XML and
//! pictures. They go along as they are, so it is only told. Source: ECMA-376, part 2 (packages) and part 1, 17.13, 18.7
//! (remarks and changes). PDFs are read in the room that knows them; the packets of XMP in them are read here.

pub(crate) mod archive;
mod packet;
#[cfg(test)]
mod tests;

use std::io;

use foundation::ReadAt;
use serde::{Deserialize, Serialize};

use crate::bytes::reader::{Read, Reader, Stop};
use crate::clean::clean;
use crate::clean::removed::Removed;
use crate::facts::ai_label::AiLabel;
use crate::labels::packet::{find, unescaped};
use archive::{Archive, Entry};

pub use packet::{Names, told_in_packet};

/// What a document says beside what it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentFacts {
    /// Who began it, as the program was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Who changed it last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_author: Option<String>,
    /// The company or office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Whether there are remarks, with who made them.
    pub has_remarks: bool,
    /// Whether changes are kept that can be undone, with who made them.
    pub has_changes: bool,
    /// Whether a photo in it tells where it was taken.
    pub has_places: bool,
    /// Whether other files are in it.
    pub has_files: bool,
    /// Whether something in it runs when it is opened or touched.
    pub has_scripts: bool,
    /// Whether something in it is not shown: hidden words, rows, sheets or slides, notes of a speaker, layers that are off.
    pub has_hidden: bool,
    /// The label that a PDF bears of what artificial intelligence made of it; that of others is among their facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ai_label: Option<AiLabel>,
}

impl DocumentFacts {
    /// Whether there is nothing to tell but its label, which is told by itself.
    pub fn is_empty(&self) -> bool {
        Self { ai_label: None, ..self.clone() } == Self::default()
    }

    /// Takes the names that are not known yet.
    pub fn fill_in(&mut self, names: Names) {
        let told = [
            (&mut self.author, names.author),
            (&mut self.last_author, names.last_author),
            (&mut self.company, names.company),
        ];
        for (known, name) in told {
            let name = name.map(|name| short(&name)).filter(|name| !name.is_empty());
            *known = known.take().or(name);
        }
    }
}

/// A name is told so far, in characters. Judgement: an office has twenty.
const LONGEST_NAME: usize = 40;
/// The properties are unpacked so far. Judgement: they have some kilobytes.
const MOST_PROPERTIES: u64 = 256 << 10;
/// The text of a document. Judgement: a book has some megabytes of XML.
const MOST_TEXT: u64 = 16 << 20;
/// A photo, and all of them together: what is longer is not looked into.
const MOST_OF_PHOTO: u64 = 32 << 20;
const MOST_OF_PHOTOS: u64 = 128 << 20;

/// Reads what a document says; none where it is of another kind or cannot be read.
///
/// # Errors
/// What the disk said, where it failed.
pub fn read_document(source: &dyn ReadAt) -> io::Result<Option<DocumentFacts>> {
    let mut reader = Reader::through(source);
    let facts = facts(&mut reader);
    match reader.failure() {
        Some(failure) => Err(failure),
        None => Ok(facts.ok().flatten()),
    }
}

fn facts(reader: &mut Reader<'_>) -> Read<Option<DocumentFacts>> {
    let archive = Archive::read(reader)?;
    if !archive.entries.iter().any(|entry| entry.name == "[Content_Types].xml") {
        return Ok(None);
    }
    let mut facts = DocumentFacts::default();
    let mut left = MOST_OF_PHOTOS;
    for entry in &archive.entries {
        match &*entry.name {
            "docProps/core.xml" => {
                let words = entry.unpacked(reader, MOST_PROPERTIES)?;
                facts.author = text(&words, "dc:creator");
                facts.last_author = text(&words, "cp:lastModifiedBy");
            }
            "docProps/app.xml" => {
                facts.company = text(&entry.unpacked(reader, MOST_PROPERTIES)?, "Company");
            }
            name if is_text_of_word(name) => {
                let words = entry.unpacked(reader, MOST_TEXT)?;
                facts.has_changes |= CHANGES.iter().any(|mark| find(&words, mark).is_some());
                facts.has_hidden |= is_switched_on(&words, b"<w:vanish");
                facts.has_remarks |= is_remarks(name);
            }
            "xl/revisions/revisionHeaders.xml" => facts.has_changes = true,
            name if may_hide(name) && !facts.has_hidden => {
                facts.has_hidden = hides(name, &entry.unpacked(reader, MOST_TEXT)?);
            }
            name if is_remarks(name) => facts.has_remarks = true,
            name if name.ends_with("/vbaProject.bin") => facts.has_scripts = true,
            name if name.contains("/embeddings/") => facts.has_files = true,
            name if name.contains("/media/") && !facts.has_places => {
                left = left.saturating_sub(entry.length.min(MOST_OF_PHOTO));
                facts.has_places = left > 0 && tells_place(reader, entry)?;
            }
            _ => {}
        }
    }
    Ok(Some(facts))
}

/// What says that a change can be undone. Source: ECMA-376 part 1, 17.13.5.
const CHANGES: [&[u8]; 6] =
    [b"<w:ins ", b"<w:del ", b"<w:moveFrom ", b"<w:moveTo ", b"<w:rPrChange ", b"<w:pPrChange "];

/// The parts of a Word document that hold text, whatever it is called: the document, headers, footers, notes, and the
/// styles, which may hide what they are used for.
fn is_text_of_word(name: &str) -> bool {
    name.strip_prefix("word/").is_some_and(|file| file.ends_with(".xml") && !file.contains('/'))
}

fn is_remarks(name: &str) -> bool {
    let Some((folder, file)) = name.rsplit_once('/') else { return false };
    let is_list =
        ["comment", "threadedComment", "modernComment"].iter().any(|list| file.starts_with(list));
    is_list
        && !folder.ends_with("_rels")
        && matches!(folder.split('/').next(), Some("word" | "xl" | "ppt"))
}

/// The parts of a workbook and of slides that say what of them is not shown.
fn may_hide(name: &str) -> bool {
    let is_part = name.ends_with(".xml") && !name.contains("/_rels/");
    is_part
        && (name == "xl/workbook.xml"
            || ["xl/worksheets/", "ppt/slides/", "ppt/notesSlides/"]
                .iter()
                .any(|folder| name.starts_with(folder)))
}

/// Whether a sheet, a row, a column or a slide is hidden, or a speaker noted something.
/// Source: ECMA-376 part 1, 18.2.19 (`state`), 18.3.1.13 and 18.3.1.73 (`hidden`), 19.3.1.38 (`show`), 19.3.1.26.
fn hides(name: &str, words: &[u8]) -> bool {
    let says = |words: &[u8], attribute: &str, values: [&str; 2]| {
        let marks = values.iter().flat_map(|value| {
            ['"', '\''].map(|quote| format!(" {attribute}={quote}{value}{quote}"))
        });
        marks.into_iter().any(|mark| find(words, mark.as_bytes()).is_some())
    };
    if name == "xl/workbook.xml" {
        return says(words, "state", ["hidden", "veryHidden"]);
    }
    if name.starts_with("xl/") {
        return says(words, "hidden", ["1", "true"]);
    }
    if name.starts_with("ppt/notesSlides/") {
        // The number of the slide is a field, not a run.
        return find(words, b"<a:r>").is_some();
    }
    let head = &words[..find(words, b"<p:cSld").unwrap_or(0)];
    says(head, "show", ["0", "false"])
}

/// Whether a property that needs no value stands anywhere and is not said to be off. Source: ECMA-376 part 1, 17.17.4.
fn is_switched_on(words: &[u8], mark: &[u8]) -> bool {
    let mut rest = words;
    while let Some(at) = find(rest, mark) {
        rest = &rest[at + mark.len()..];
        let tag = &rest[..rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len())];
        let is_it = matches!(tag.first(), None | Some(b'/' | b' '));
        let is_off = ["0", "false", "off"]
            .iter()
            .any(|off| find(tag, format!("w:val=\"{off}\"").as_bytes()).is_some());
        if is_it && !is_off {
            return true;
        }
    }
    false
}

/// Whether a copy of a photo would lose where it was taken.
fn tells_place(reader: &mut Reader<'_>, entry: &Entry) -> Read<bool> {
    if entry.length > MOST_OF_PHOTO {
        return Ok(false);
    }
    let photo = entry.unpacked(reader, MOST_OF_PHOTO)?;
    let cleaned = clean(&photo.as_slice()).map_err(|_| Stop::Failed)?;
    Ok(cleaned.is_ok_and(|cleaned| cleaned.removed.contains(&Removed::Location)))
}

/// The words of the first element of a name; none where it has none.
fn text(xml: &[u8], name: &str) -> Option<String> {
    let open = find(xml, format!("<{name}").as_bytes())?;
    let rest = &xml[open..];
    let rest = &rest[rest.iter().position(|byte| *byte == b'>')? + 1..];
    let words = &rest[..rest.iter().position(|byte| *byte == b'<')?];
    Some(short(&String::from_utf8_lossy(&unescaped(words)))).filter(|words| !words.is_empty())
}

/// What is told of a name: on one line, and not longer than one looks at.
fn short(words: &str) -> String {
    let plain: String = words.chars().filter(|letter| !letter.is_control()).collect();
    let plain = plain.trim();
    match plain.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &plain[..end]),
        None => plain.to_owned(),
    }
}
