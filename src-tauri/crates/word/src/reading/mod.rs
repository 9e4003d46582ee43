//! From the bytes of a .docx to what a person sees of it.

mod body;
mod numbers;
mod package;
mod styles;
mod symbols;
mod tables;
mod xml;

use crate::document::{Block, Document, Paragraph, Sheet};
use crate::error::WordError;

/// Reads a .docx. Bounded in time and memory whatever the bytes are; never panics.
pub fn read(bytes: &[u8]) -> Result<Document, WordError> {
    let package = package::open(bytes)?;
    let document = xml::parse(&package.document, "正文")?;
    // What only adds to the words is left out where it is damaged.
    let soft = |text: Option<String>| {
        text.and_then(|text| xml::parse(&text, "样式").ok()).unwrap_or_default()
    };
    let styles = styles::Styles::of(&soft(package.styles));
    let numbers = numbers::Numbers::of(&soft(package.numbering));
    let mut document = body::read(&document, &styles, numbers)?;
    for part in package.beside {
        let part = xml::parse(&part, "页眉页脚").unwrap_or_default();
        document.beside.extend(body::beside(&part, &styles));
    }
    Ok(document)
}

/// Pasted text as a document: a paragraph for each line.
pub fn text(words: &str) -> Document {
    let line = |words: &str| {
        Block::Line(Paragraph { text: words.to_owned(), points: 12.0, ..Paragraph::default() })
    };
    let sheet = Sheet { width: 210.0, height: 297.0, margins: [20.0, 25.0, 20.0, 25.0] };
    Document { sheet, blocks: words.lines().map(line).collect(), beside: Vec::new() }
}
