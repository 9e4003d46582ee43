//! The container of a .docx that is written: its parts, its pictures, and what belongs to what. No day and no time.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::WordPicture;
use super::markup::escaped;
use super::styles::{NUMBERS_HEAD, STYLES};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// English Metric Units, in which drawings measure, to a millimetre.
const EMU: f64 = 36_000.0;

/// The parts beside the text.
pub(crate) struct Container<'p> {
    pictures: &'p BTreeMap<String, WordPicture>,
    /// Names of pictures that stand in the text, in the order of their first place.
    placed: Vec<String>,
    drawings: usize,
    /// For each list, whether it is numbered.
    lists: Vec<bool>,
}

impl<'p> Container<'p> {
    pub(super) fn new(pictures: &'p BTreeMap<String, WordPicture>) -> Self {
        Self { pictures, placed: Vec::new(), drawings: 0, lists: Vec::new() }
    }

    /// A run with a picture, as large as it may be in so many mm; none where the picture is missing.
    pub(super) fn picture(&mut self, name: &str, room: (f64, f64)) -> Option<String> {
        let picture = self.pictures.get(name)?;
        let (width, height) = (f64::from(picture.pixels.0), f64::from(picture.pixels.1));
        if width < 1.0 || height < 1.0 {
            return None;
        }
        let at = self.placed.iter().position(|known| known == name).unwrap_or_else(|| {
            self.placed.push(name.to_owned());
            self.placed.len() - 1
        });
        self.drawings += 1;
        let scale = (room.0 / width).min(room.1 / height);
        let (x, y) = ((width * scale * EMU) as i64, (height * scale * EMU) as i64);
        let (id, drawing, name) = (at + 1, self.drawings, escaped(name));
        Some(format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{x}\" cy=\"{y}\"/><wp:docPr id=\"{drawing}\" name=\"{name}\"/>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:pic><pic:nvPicPr><pic:cNvPr id=\"{drawing}\" name=\"{name}\"/><pic:cNvPicPr/>\
             </pic:nvPicPr><pic:blipFill><a:blip r:embed=\"pic{id}\"/><a:stretch><a:fillRect/>\
             </a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
             <a:ext cx=\"{x}\" cy=\"{y}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>\
             </a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        ))
    }

    /// The number of a new list.
    pub(super) fn list(&mut self, ordered: bool) -> usize {
        self.lists.push(ordered);
        self.lists.len()
    }

    /// The whole file.
    pub(super) fn finish(&self, body: &str) -> Vec<u8> {
        let document = format!(
            "{HEAD}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{RELATIONS}\" \
             xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
             xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <w:body>{body}</w:body></w:document>"
        );
        let mut parts: Vec<(String, Vec<u8>)> = vec![
            ("[Content_Types].xml".into(), self.types().into_bytes()),
            ("_rels/.rels".into(), relations(&[("doc", "officeDocument", "word/document.xml")])),
            ("word/document.xml".into(), document.into_bytes()),
            ("word/styles.xml".into(), format!("{HEAD}{STYLES}").into_bytes()),
            ("word/numbering.xml".into(), self.numbers().into_bytes()),
        ];
        let names: Vec<(String, String)> = self
            .placed
            .iter()
            .enumerate()
            .map(|(at, name)| (format!("pic{}", at + 1), format!("media/{}", self.file(at, name))))
            .collect();
        let mut related =
            vec![("styles", "styles", "styles.xml"), ("numbers", "numbering", "numbering.xml")];
        related.extend(names.iter().map(|(id, target)| (id.as_str(), "image", target.as_str())));
        parts.push(("word/_rels/document.xml.rels".into(), relations(&related)));
        for (at, name) in self.placed.iter().enumerate() {
            let path = format!("word/media/{}", self.file(at, name));
            parts.push((path, self.pictures[name].bytes.clone()));
        }
        zipped(&parts)
    }

    fn file(&self, at: usize, name: &str) -> String {
        let png = self.pictures[name].bytes.starts_with(b"\x89PNG");
        format!("picture{}.{}", at + 1, if png { "png" } else { "jpeg" })
    }

    fn types(&self) -> String {
        let part = |name: &str, kind: &str| {
            format!(
                "<Override PartName=\"/word/{name}.xml\" ContentType=\"application/vnd.\
                 openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
            )
        };
        format!(
            "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"\
             application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
             ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
             <Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>{}{}{}</Types>",
            part("document", "document.main"),
            part("styles", "styles"),
            part("numbering", "numbering"),
        )
    }

    /// A list of its own for each, so that each begins with 1.
    fn numbers(&self) -> String {
        let mut out = format!("{HEAD}{NUMBERS_HEAD}");
        for (at, ordered) in self.lists.iter().enumerate() {
            let kind = usize::from(*ordered);
            out.push_str(&format!(
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{kind}\"/><w:lvlOverride \
                 w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
                at + 1
            ));
        }
        out.push_str("</w:numbering>");
        out
    }
}

fn relations(all: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut out = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, kind, target) in all {
        out.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>"
        ));
    }
    out.push_str("</Relationships>");
    out.into_bytes()
}

/// Parts as a container. Writing into memory does not fail.
fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let packed = !name.starts_with("word/media/");
        let method = if packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default());
        zip.start_file(name.as_str(), options).expect("names are ours, and memory takes all");
        zip.write_all(bytes).expect("memory takes all");
    }
    zip.finish().expect("memory takes all").into_inner()
}
