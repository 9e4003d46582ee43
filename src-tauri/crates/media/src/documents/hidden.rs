//! Whether something in a part of a document is not shown: words, sheets, rows, slides, shapes, notes of a speaker.
//! Source: ECMA-376 part 1, 17.3.2.41 (`vanish`), 18.2.19 (`state`), 19.3.1.38 (`show`), 19.3.1.26 (notes), 20.1.2.2.8
//! (`cNvPr`).

use super::parts::Part;
use super::sheets::hides_cells;
use super::tags::{Tag, tags};

/// Whether a part hides something.
pub(super) fn hides(part: Part, words: &[u8]) -> bool {
    match part {
        Part::WordText => {
            has_tiny_words(words)
                || tags(words).any(|tag| {
                    !tag.is_end && tag.name == b"vanish" && !is_off(&tag) || is_hidden_shape(&tag)
                })
        }
        Part::Workbook => tags(words).any(|tag| {
            tag.begins("sheet") && matches!(tag.raw("state"), Some(b"hidden" | b"veryHidden"))
        }),
        Part::Sheet => hides_cells(words),
        Part::Shapes => tags(words).any(|tag| is_hidden_shape(&tag)),
        Part::Slide => tags(words).any(|tag| {
            tag.begins("sld") && matches!(tag.raw("show"), Some(b"0" | b"false"))
                || is_hidden_shape(&tag)
        }),
        // The number of the slide is a field, not a run.
        Part::SpeakerNotes => tags(words).any(|tag| tag.begins("r")),
        _ => false,
    }
}

/// In half points. Judgement: nobody reads letters of two points.
const TINY: f64 = 4.0;

/// Whether words are set so small that nobody reads them. What a paragraph says of its own mark is none: tables that
/// end a page are followed by one that is as small. Source: ECMA-376 part 1, 17.3.2.38 (`sz`).
fn has_tiny_words(words: &[u8]) -> bool {
    let (mut is_of_paragraph, mut is_tiny) = (false, false);
    tags(words).any(|tag| {
        match tag.name {
            b"pPr" => is_of_paragraph = !tag.is_end && !tag.is_alone,
            b"r" => is_tiny = false,
            b"sz" if !is_of_paragraph && !tag.is_end => {
                is_tiny = tag.number("val").is_some_and(|size| size <= TINY);
            }
            b"t" if is_tiny && !tag.is_end => return tag.has_text(),
            _ => {}
        }
        false
    })
}

/// A property that needs no value. Source: ECMA-376 part 1, 17.17.4.
fn is_off(tag: &Tag<'_>) -> bool {
    matches!(tag.raw("val"), Some(b"0" | b"false" | b"off"))
}

fn is_hidden_shape(tag: &Tag<'_>) -> bool {
    (tag.begins("cNvPr") || tag.begins("docPr")) && tag.says("hidden")
}
