//! What else goes along with a document: what was cropped of its pictures, and data that other programs keep in it.
//! Source: ECMA-376 part 1, 20.1.8.55 (`srcRect`), 15.2.5 (custom XML data).

use super::tags::{Tag, tags};

/// Of a side. Judgement: programs that place a picture crop a hair of it, which shows nothing.
const HAIR: f64 = 0.02;

/// Whether a picture is shown without one of its sides.
pub(super) fn crops(words: &[u8]) -> bool {
    tags(words).filter(|tag| !tag.is_end).any(|tag| match tag.name {
        b"srcRect" => ["l", "t", "r", "b"].iter().any(|side| share(&tag, side, 100_000.0) > HAIR),
        b"imagedata" => ["cropleft", "croptop", "cropright", "cropbottom"]
            .iter()
            .any(|side| share(&tag, side, 1.0) > HAIR),
        _ => false,
    })
}

/// What part of a side is cropped: in thousandths of a percent, in percent, in 65536ths, or as it is.
fn share(tag: &Tag<'_>, side: &str, whole: f64) -> f64 {
    let Some(text) = tag.raw(side).and_then(|text| std::str::from_utf8(text).ok()) else {
        return 0.0;
    };
    let of = |number: &str, whole: f64| number.trim().parse::<f64>().map_or(0.0, |n| n / whole);
    match (text.strip_suffix('%'), text.strip_suffix('f')) {
        (Some(percent), _) => of(percent, 100.0),
        (_, Some(parts)) => of(parts, 65_536.0),
        _ => of(text, whole),
    }
}

/// What programs put there that says nothing of anybody: how they set the document. Only words in it say something.
/// Judgement: what Word and WPS write into clean documents.
const OF_PROGRAMS: [&[u8]; 4] = [b"Sources", b"customData", b"CoverPageProperties", b"properties"];

/// Whether data of people or of other programs stands in a part.
pub(super) fn holds_data(words: &[u8]) -> bool {
    let mut all = tags(words).filter(|tag| !tag.is_end).peekable();
    let is_of_program = all.peek().is_some_and(|root| OF_PROGRAMS.contains(&root.name));
    all.any(|tag| tag.has_text() || !is_of_program && tag.has_values())
}
