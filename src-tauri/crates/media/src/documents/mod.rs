//! What documents say beside what they show: Word, Excel and PowerPoint since 2007, which are archives of XML and
//! pictures. They go along as they are, so it is only told. Source: ECMA-376, part 2 (packages) and part 1, 17.13, 18.7
//! (remarks and changes). PDFs are read in the room that knows them; the packets of XMP in them are read here.

pub(crate) mod archive;
mod cells;
mod colour;
mod hidden;
mod leftovers;
mod more;
mod packet;
mod parts;
mod paths;
mod sheets;
mod tags;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unseen_tests;
mod words;

use std::io;

use foundation::ReadAt;
use serde::{Deserialize, Serialize};

use crate::bytes::reader::{Read, Reader, Stop};
use crate::clean::clean;
use crate::clean::removed::Removed;
use crate::facts::ai_label::AiLabel;
use archive::{Archive, Entry};
use cells::Cells;
use hidden::hides;
use leftovers::Leftovers;
use parts::{Part, Types};
use tags::{in_utf8, tags};
use words::Words;

pub use packet::{Names, told_in_packet};
pub use paths::path_in;

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
    /// Whether something in it is not shown: hidden words, rows, sheets or slides, notes of a speaker, layers that are off,
    /// words in the colour of what is below them.
    pub has_hidden: bool,
    /// The label that a PDF bears of what artificial intelligence made of it; that of others is among their facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ai_label: Option<AiLabel>,
    /// Whether it has properties or data of people's or other programs' own.
    pub has_properties: bool,
    /// Whether it keeps data that stands on none of its sheets.
    pub has_leftovers: bool,
    /// Whether what was cropped of its pictures is still in it.
    pub has_cropped: bool,
    /// Whether it keeps a version of itself that shows what it shows no more.
    pub has_older: bool,
    /// Where on a disk it lay, or draws from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Whether photos in it, or parts, were not looked at, as there is too much of them.
    pub is_seen_in_part: bool,
}

impl DocumentFacts {
    /// Whether there is nothing to tell but its label, which is told by itself.
    pub fn is_empty(&self) -> bool {
        Self { ai_label: None, ..self.clone() } == Self::default()
    }

    /// Whether all there is to tell is that not all of it was looked at.
    pub fn is_all_unseen(&self) -> bool {
        let label = self.ai_label;
        *self == Self { is_seen_in_part: true, ai_label: label, ..Self::default() }
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

    /// Takes a path, where none is known yet.
    pub fn lay_at(&mut self, path: Option<String>) {
        let path = path.map(|path| short(&path)).filter(|path| !path.is_empty());
        self.path = self.path.take().or(path);
    }
}

/// A name is told so far, in characters. Judgement: an office has twenty.
const LONGEST_NAME: usize = 40;
/// The properties are unpacked so far. Judgement: they have some kilobytes.
const MOST_PROPERTIES: u64 = 256 << 10;
/// The text of a document. Judgement: a book has some megabytes of XML.
const MOST_TEXT: u64 = 16 << 20;
/// A photo, and all of them together: what is longer is not looked into, which is told.
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
    let Some(list) = archive.entry("[Content_Types].xml") else { return Ok(None) };
    let list = in_utf8(list.unpacked(reader, MOST_PROPERTIES)?);
    let ways = match archive.entry("_rels/.rels") {
        Some(ways) => in_utf8(ways.unpacked(reader, MOST_PROPERTIES)?),
        None => Vec::new(),
    };
    let types = Types::of(&list, &ways);
    let mut facts = DocumentFacts { is_seen_in_part: archive.is_cut, ..DocumentFacts::default() };
    let (mut together, mut left) = (Together::default(), MOST_OF_PHOTOS);
    for entry in &archive.entries {
        match types.part(&entry.name) {
            Some(Part::Script) => facts.has_scripts = true,
            Some(Part::Embedded) => facts.has_files = true,
            Some(Part::Revisions) => facts.has_changes = true,
            Some(Part::Picture) if facts.has_places => {}
            Some(Part::Picture) => {
                let is_seen = entry.length <= MOST_OF_PHOTO.min(left);
                left = left.saturating_sub(entry.length);
                facts.has_places = is_seen && tells_place(reader, entry)?;
                facts.is_seen_in_part |= !is_seen;
            }
            Some(part) => {
                facts.has_remarks |= part == Part::Remarks;
                // What one has to unpack all of is told in part where it is longer.
                facts.is_seen_in_part |= entry.length > MOST_TEXT;
                let words = in_utf8(entry.unpacked(reader, MOST_TEXT)?);
                facts.take(part, &words, &mut together);
            }
            None => {}
        }
    }
    facts.has_leftovers = together.leftovers.is_any();
    facts.has_hidden |= together.cells.hide_something() || together.words.hide_something();
    Ok(Some(facts))
}

/// What is judged when all parts were read.
#[derive(Debug, Default)]
struct Together {
    leftovers: Leftovers,
    cells: Cells,
    words: Words,
}

/// What says that a change can be undone. Source: ECMA-376 part 1, 17.13.5.
const CHANGES: [&str; 6] = ["ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"];

/// What programs put among the properties of one's own that says nothing of anybody: versions, and how a document is
/// set. Judgement: WPS writes the first two into every file. What artificial intelligence made says so there as well
/// and has to stay (GB 45438-2025).
const OF_PROGRAMS: [&str; 7] = [
    "KSOProductBuildVer",
    "ICV",
    "KSORubyTemplateID",
    "KSOReadingLayout",
    "WorkbookGuid",
    "_MarkAsFinal",
    "AIGC",
];

impl DocumentFacts {
    /// What a part adds.
    fn take(&mut self, part: Part, words: &[u8], together: &mut Together) {
        match part {
            Part::Core => {
                self.author = self.author.take().or_else(|| text(words, "creator"));
                self.last_author =
                    self.last_author.take().or_else(|| text(words, "lastModifiedBy"));
            }
            Part::App => self.company = self.company.take().or_else(|| text(words, "Company")),
            Part::Custom => {
                let mut own = tags(words).filter(|tag| tag.begins("property"));
                self.has_properties |= own.any(|tag| {
                    tag.value("name").is_some_and(|name| !OF_PROGRAMS.contains(&name.as_str()))
                });
            }
            Part::WordText => {
                self.has_changes |= has_changes(words);
                together.words.take(words);
            }
            Part::Sheet => together.cells.sheet(words),
            Part::CellStyles => together.cells.styles(words),
            Part::Data => self.has_properties |= more::holds_data(words),
            // Values of a document's own, which nothing need show. Source: ECMA-376 part 1, 17.15.1.32.
            Part::Settings => {
                self.has_properties |= tags(words).any(|tag| {
                    tag.begins("docVar") && tag.value("val").is_some_and(|value| !value.is_empty())
                });
            }
            Part::Workbook => together.leftovers.workbook(words),
            Part::PivotCache => together.leftovers.pivot_cache(words),
            Part::ExternalLink => together.leftovers.external_link(words),
            _ => {}
        }
        self.has_hidden = self.has_hidden || hides(part, words);
        self.has_cropped |=
            matches!(part, Part::WordText | Part::Slide | Part::Shapes) && more::crops(words);
        if self.path.is_none() {
            self.lay_at(paths::in_part(part, words));
        }
    }
}

/// Each says who made it, or has at least a number.
fn has_changes(words: &[u8]) -> bool {
    tags(words).any(|tag| {
        CHANGES.iter().any(|change| tag.begins(change))
            && (tag.raw("author").is_some() || tag.raw("id").is_some())
    })
}

/// Whether a copy of a photo would lose where it was taken.
fn tells_place(reader: &mut Reader<'_>, entry: &Entry) -> Read<bool> {
    let photo = entry.unpacked(reader, MOST_OF_PHOTO)?;
    let cleaned = clean(&photo.as_slice()).map_err(|_| Stop::Failed)?;
    Ok(cleaned.is_ok_and(|cleaned| cleaned.removed.contains(&Removed::Location)))
}

/// The words of the first element of a name; none where it has none.
fn text(xml: &[u8], name: &str) -> Option<String> {
    let words = tags(xml).find(|tag| tag.begins(name)).filter(|tag| !tag.is_alone)?.text();
    Some(short(&words)).filter(|words| !words.is_empty())
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
