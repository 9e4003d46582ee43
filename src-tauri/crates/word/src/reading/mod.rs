//! From the bytes of a .docx to what a person sees of it.

mod body;
mod controls;
mod numbers;
pub(crate) mod package;
mod styles;
mod symbols;
mod tables;
mod xml;

use crate::document::{Block, Document, Paragraph, Sheet};
use crate::error::WordError;
use crate::reading::controls::Controls;
use crate::reading::package::Part;
use crate::reading::xml::Node;

/// Reads a .docx that is a blank form: a control is what it is for. Bounded in time and memory whatever the bytes are;
/// never panics.
pub fn read(bytes: &[u8]) -> Result<Document, WordError> {
    read_as(bytes, Controls::AsAsked)
}

/// Reads a .docx that was filled in: a control is what it shows. Bounded as [`read`] is.
pub fn read_filled(bytes: &[u8]) -> Result<Document, WordError> {
    read_as(bytes, Controls::AsFilled)
}

fn read_as(bytes: &[u8], controls: Controls) -> Result<Document, WordError> {
    let package = package::open(bytes)?;
    let document = xml::parse(&package.document, "正文")?;
    let mut flaws = Vec::new();
    // What only adds to the words is left out where it is damaged, and told.
    let styles = soft(package.styles, &mut flaws)?;
    let numbers = soft(package.numbering, &mut flaws)?;
    let styles = styles::Styles::of(&styles.unwrap_or_default());
    let numbers = numbers::Numbers::of(&numbers.unwrap_or_default());
    let mut document = body::read(&document, &styles, (numbers, controls))?;
    for part in package.beside {
        let part = soft(Some(part), &mut flaws)?;
        document.beside.extend(body::beside(&part.unwrap_or_default(), &styles));
    }
    document.flaws = flaws;
    Ok(document)
}

/// The tree of a part that only adds to the words. One that is damaged is none, and what is missing for that
/// reason goes to `flaws`.
fn soft(part: Option<Part>, flaws: &mut Vec<String>) -> Result<Option<Node>, WordError> {
    let Some(part) = part else { return Ok(None) };
    match part.text.and_then(|text| xml::parse(&text, part.what.name())) {
        Ok(tree) => Ok(Some(tree)),
        Err(WordError::Damaged(_)) => {
            flaws.push(part.what.missing(&part.name));
            Ok(None)
        }
        Err(too_large) => Err(too_large),
    }
}

/// Pasted text as a document: a paragraph for each line.
pub fn text(words: &str) -> Document {
    let line = |words: &str| {
        Block::Line(Paragraph { text: words.to_owned(), points: 12.0, ..Paragraph::default() })
    };
    let sheet = Sheet { width: 210.0, height: 297.0, margins: [20.0, 25.0, 20.0, 25.0] };
    let blocks = words.lines().map(line).collect();
    Document { sheet, blocks, beside: Vec::new(), flaws: Vec::new() }
}
