//! From the bytes of a .docx to what a person sees of it.

mod body;
mod numbers;
mod package;
mod styles;
mod symbols;
mod tables;
mod xml;

use crate::document::Document;
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
    body::read(&document, &styles, numbers)
}
