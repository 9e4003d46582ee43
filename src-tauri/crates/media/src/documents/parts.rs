//! What each part of a document is for. Programs are free to name parts as they like: the list of types and the ways
//! from the whole say what is what, and the usual names only where those do not.
//! Source: ECMA-376 part 2, 8.1 (ways) and 10.1.2.2 (types).

use std::collections::BTreeMap;

use super::tags::tags;

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Who made it, as any document says.
    Core,
    /// The company, as programs of offices say.
    App,
    /// Properties of people's and other programs' own.
    Custom,
    /// Text of a Word document: the document, headers, footers, notes, and the styles, which may hide.
    WordText,
    /// Remarks of any document.
    Remarks,
    /// What a workbook lists: its sheets.
    Workbook,
    /// A sheet.
    Sheet,
    /// How cells are set.
    CellStyles,
    /// Data that nothing shows by itself.
    Data,
    /// That changes of a workbook are kept.
    Revisions,
    /// What a table of sums was made of.
    PivotCache,
    /// What of another workbook is kept.
    ExternalLink,
    /// A slide.
    Slide,
    /// What a speaker notes.
    SpeakerNotes,
    /// Shapes on a sheet.
    Shapes,
    /// Other settings: where a document draws from.
    Settings,
    /// The ways from a part to others, and out of the document.
    Ways,
    /// A script.
    Script,
    /// Another file.
    Embedded,
    /// A picture, a sound or a film.
    Picture,
}

/// By how a type ends or, where a `*` stands, by what it holds.
const TYPES: [(&str, Part); 34] = [
    ("core-properties+xml", Part::Core),
    ("extended-properties+xml", Part::App),
    ("custom-properties+xml", Part::Custom),
    ("wordprocessingml.document.main+xml", Part::WordText),
    ("wordprocessingml.template.main+xml", Part::WordText),
    ("wordprocessingml.document.glossary+xml", Part::WordText),
    ("ms-word.document.macroenabled.main+xml", Part::WordText),
    ("ms-word.template.macroenabledtemplate.main+xml", Part::WordText),
    ("wordprocessingml.header+xml", Part::WordText),
    ("wordprocessingml.footer+xml", Part::WordText),
    ("wordprocessingml.footnotes+xml", Part::WordText),
    ("wordprocessingml.endnotes+xml", Part::WordText),
    ("wordprocessingml.styles+xml", Part::WordText),
    ("wordprocessingml.settings+xml", Part::Settings),
    ("spreadsheetml.sheet.main+xml", Part::Workbook),
    ("spreadsheetml.template.main+xml", Part::Workbook),
    ("ms-excel.sheet.macroenabled.main+xml", Part::Workbook),
    ("spreadsheetml.worksheet+xml", Part::Sheet),
    ("spreadsheetml.styles+xml", Part::CellStyles),
    ("spreadsheetml.revisionheaders+xml", Part::Revisions),
    ("spreadsheetml.pivotcachedefinition+xml", Part::PivotCache),
    ("spreadsheetml.pivotcacherecords+xml", Part::PivotCache),
    ("spreadsheetml.externallink+xml", Part::ExternalLink),
    ("spreadsheetml.connections+xml", Part::Settings),
    ("presentationml.slide+xml", Part::Slide),
    ("presentationml.notesslide+xml", Part::SpeakerNotes),
    ("presentationml.presprops+xml", Part::Settings),
    ("drawing+xml", Part::Shapes),
    ("relationships+xml", Part::Ways),
    ("vnd.ms-office.vbaproject", Part::Script),
    ("*comments", Part::Remarks),
    ("*threadedcomment", Part::Remarks),
    ("*officedocument.oleobject", Part::Embedded),
    ("image/*", Part::Picture),
];

/// The types of the parts of a document, and what the whole leads to.
#[derive(Debug, Default)]
pub(super) struct Types {
    /// By the name of a part, in small letters.
    by_name: BTreeMap<String, String>,
    by_ending: BTreeMap<String, String>,
    /// What the whole says of itself.
    about: BTreeMap<String, Part>,
}

impl Types {
    /// From the list of types and the ways of the whole.
    pub(super) fn of(list: &[u8], ways: &[u8]) -> Self {
        let mut types = Self::default();
        for tag in tags(list) {
            let Some(kind) = tag.value("ContentType") else { continue };
            let kind = kind.to_lowercase();
            if let Some(name) = tag.value("PartName").filter(|_| tag.begins("Override")) {
                types.by_name.insert(plain(&name), kind);
            } else if let Some(ending) = tag.value("Extension").filter(|_| tag.begins("Default")) {
                types.by_ending.insert(ending.to_lowercase(), kind);
            }
        }
        for tag in tags(ways).filter(|tag| tag.begins("Relationship")) {
            let (Some(kind), Some(to)) = (tag.value("Type"), tag.value("Target")) else { continue };
            let kinds = [
                ("/core-properties", Part::Core),
                ("/extended-properties", Part::App),
                ("/custom-properties", Part::Custom),
            ];
            if let Some((_, part)) = kinds.iter().find(|(end, _)| kind.ends_with(end)) {
                types.about.insert(plain(&to), *part);
            }
        }
        types
    }

    /// What a part is for; none where nobody has to look.
    pub(super) fn part(&self, name: &str) -> Option<Part> {
        let plain = plain(name);
        let said = self.about.get(&plain).copied();
        let named = || self.by_name.get(&plain).and_then(|kind| by_type(kind));
        let ending = || {
            let (_, ending) = plain.rsplit_once('.')?;
            self.by_ending.get(ending).and_then(|kind| by_type(kind))
        };
        said.or_else(named).or_else(|| by_usual_name(name)).or_else(ending)
    }
}

/// Names of parts are the same in small and large letters. Source: ECMA-376 part 2, 6.2.2.3.
fn plain(name: &str) -> String {
    name.trim_start_matches("./").trim_start_matches('/').to_lowercase()
}

fn by_type(kind: &str) -> Option<Part> {
    let is_it = |mark: &str| match (mark.strip_prefix('*'), mark.strip_suffix('*')) {
        (Some(holds), _) => kind.contains(holds),
        (_, Some(begins)) => kind.starts_with(begins),
        _ => kind.ends_with(mark),
    };
    TYPES.iter().find(|(mark, _)| is_it(mark)).map(|(_, part)| *part)
}

/// What nearly all programs call it.
fn by_usual_name(name: &str) -> Option<Part> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let is_xml = file.ends_with(".xml");
    let is_remarks =
        ["comment", "threadedComment", "modernComment"].iter().any(|list| file.starts_with(list));
    let is_document = matches!(folder.split('/').next(), Some("word" | "xl" | "ppt"));
    Some(match name {
        "docProps/core.xml" => Part::Core,
        "docProps/app.xml" => Part::App,
        "docProps/custom.xml" => Part::Custom,
        "xl/workbook.xml" => Part::Workbook,
        "xl/styles.xml" => Part::CellStyles,
        "xl/revisions/revisionHeaders.xml" => Part::Revisions,
        "word/settings.xml" | "xl/connections.xml" | "ppt/presProps.xml" => Part::Settings,
        _ if file.ends_with(".rels") => Part::Ways,
        _ if is_remarks && is_document && !folder.ends_with("_rels") => Part::Remarks,
        _ if is_data(folder, file) => Part::Data,
        _ if folder == "word" && is_xml => Part::WordText,
        _ if folder == "xl/worksheets" && is_xml => Part::Sheet,
        _ if folder == "xl/pivotCache" && is_xml => Part::PivotCache,
        _ if folder == "xl/externalLinks" && is_xml => Part::ExternalLink,
        _ if folder == "xl/drawings" && is_xml => Part::Shapes,
        _ if folder == "ppt/slides" && is_xml => Part::Slide,
        _ if folder == "ppt/notesSlides" && is_xml => Part::SpeakerNotes,
        _ if file == "vbaProject.bin" => Part::Script,
        _ if name.contains("/embeddings/") => Part::Embedded,
        _ if name.contains("/media/") => Part::Picture,
        _ => return None,
    })
}

/// The data itself, not what is said of it.
fn is_data(folder: &str, file: &str) -> bool {
    let number = file.strip_prefix("item").and_then(|rest| rest.strip_suffix(".xml"));
    folder.eq_ignore_ascii_case("customXml")
        && number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_known_by_what_the_document_says_of_them() {
        let list = "<t:Types><t:Default Extension='JPG' ContentType='image/jpeg'/>\
            <t:Override PartName='/doc/Text.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/>\
            <t:Override PartName='/x/c.xml' ContentType='application/vnd.ms-excel.threadedcomments+xml'/></t:Types>";
        let ways = "<Relationships><Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties' Target='/none.xml'/>\
            <Relationship Id='b' Type='http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties' Target='/about/who.xml'/></Relationships>";
        let types = Types::of(list.as_bytes(), ways.as_bytes());
        for (name, part) in [
            ("doc/text.xml", Some(Part::WordText)),
            ("about/who.xml", Some(Part::Core)),
            ("x/c.xml", Some(Part::Remarks)),
            ("pictures/1.jpg", Some(Part::Picture)),
            ("docProps/app.xml", Some(Part::App)),
            ("word/_rels/document.xml.rels", Some(Part::Ways)),
            ("customXml/item1.xml", Some(Part::Data)),
            ("customXml/itemProps1.xml", None),
            ("xl/styles.xml", Some(Part::CellStyles)),
            ("other.xml", None),
        ] {
            assert_eq!(types.part(name), part, "{name}");
        }
    }
}
