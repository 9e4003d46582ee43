//! Files of Word made of a few words each, as tests need them.
#![allow(dead_code, reason = "each test uses some of it")]

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAMESPACES: &str = concat!(
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" ",
    "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""
);

/// A paragraph; a new line is a soft return.
pub(crate) fn line(text: &str) -> String {
    let text = text.replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A cell of so many columns, with a paragraph for each line.
pub(crate) fn cell(text: &str, columns: usize) -> String {
    let lines: String = text.split('\n').map(line).collect();
    raw_cell(&lines, columns)
}

/// A cell of paragraphs as they are.
pub(crate) fn raw_cell(paragraphs: &str, columns: usize) -> String {
    format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{columns}\"/></w:tcPr>{paragraphs}</w:tc>")
}

/// A table of rows of cells.
pub(crate) fn table(columns: usize, rows: &[Vec<String>]) -> String {
    let grid = "<w:gridCol w:w=\"1500\"/>".repeat(columns);
    let rows: String = rows.iter().map(|row| format!("<w:tr>{}</w:tr>", row.concat())).collect();
    let borders = "<w:tblBorders><w:top w:val=\"single\"/></w:tblBorders>";
    format!("<w:tbl><w:tblPr>{borders}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
}

/// The whole file with this body, and other parts by their names.
pub(crate) fn docx_with(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let main: [(&str, &[u8]); 1] = [("word/document.xml", document.as_bytes())];
    for (name, bytes) in main.iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The whole file with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}
