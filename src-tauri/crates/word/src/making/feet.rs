//! The foot of a cell: signatures, seals and dates as the notation has them, or as words where the cell is
//! too narrow for them.

use catalog::Item;

use crate::document::Paragraph;
use crate::guess::foot::{self, Part};
use crate::guess::text::squeezed;
use crate::making::maker::Maker;

/// What the notation of grids asks of a cell for each seal in it, in mm; below 53 `lint` warns.
const SEAL_ROOM: f64 = 45.0;
/// The notation has at most two in a cell, side by side.
const MOST_SEALS: usize = 2;
/// The same for a signature.
const SIGN_ROOM: f64 = 70.0;

/// A cell with a foot, taken apart.
pub(crate) struct Foot {
    /// The words above it.
    pub(crate) above: Vec<String>,
    /// Its lines.
    pub(crate) lines: Vec<Vec<Item>>,
}

/// Takes the lines of a cell apart: what stands before the first line of the foot, and the foot.
pub(crate) fn foot(maker: &mut Maker<'_>, lines: &[Paragraph], width: f64) -> Foot {
    let texts: Vec<&str> = lines.iter().flat_map(|line| line.text.split('\n')).collect();
    let begins = texts.iter().position(|text| foot::is_foot(text)).unwrap_or(texts.len());
    let above = texts[..begins].iter().filter(|text| !squeezed(text).is_empty());
    let above = above.map(|text| text.trim().to_owned()).collect();
    let mut parts: Vec<Part> = Vec::new();
    for text in &texts[begins..] {
        parts.extend(foot::parts(text));
    }
    Foot { above, lines: items(maker, &parts, width) }
}

/// The lines of a foot: signatures and words as they come, and the seals under them, each with a date where the
/// form has one for each. A single date goes to the last seal, wherever it stands.
fn items(maker: &mut Maker<'_>, parts: &[Part], width: f64) -> Vec<Vec<Item>> {
    let seals = parts.iter().filter(|part| matches!(part, Part::Seal(_))).count();
    let placed = seals.min(MOST_SEALS).min((width / SEAL_ROOM) as usize);
    let dates = dates(parts);
    let mut lines = Vec::new();
    let mut under: Vec<Item> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Seal(label) if under.len() < placed => {
                let last = under.len() + 1 == placed;
                let dated = dates >= placed || (last && dates > 0);
                under.push(maker.seal(label, dated));
            }
            Part::Sign(label) if width >= SIGN_ROOM => {
                let dated = placed == 0 && matches!(parts.get(index + 1), Some(Part::Date(_)));
                lines.push(vec![maker.sign(label, dated)]);
            }
            Part::Date(_) if placed > 0 && dates_before(parts, index) < placed => {}
            Part::Date(_) if placed == 0 && signed_before(parts, index, width) => {}
            Part::Seal(words) | Part::Sign(words) | Part::Words(words) | Part::Date(words) => {
                if matches!(part, Part::Seal(_)) {
                    let remark = format!("请核对：格子放不下“{words}”的章，只印了字。");
                    maker.mark("", &remark);
                }
                let words = pushed_right(words, width);
                lines.push(vec![maker.text(&words)]);
            }
        }
    }
    lines.extend(Some(under).filter(|under| !under.is_empty()));
    lines
}

/// How many dates stand in parts; one part may hold two side by side.
fn dates(parts: &[Part]) -> usize {
    let of = |part: &Part| match part {
        Part::Date(words) => words.matches('年').count(),
        _ => 0,
    };
    parts.iter().map(of).sum()
}

fn dates_before(parts: &[Part], index: usize) -> usize {
    dates(&parts[..index])
}

/// Whether a signature that has a place of its own stands right before a date: the date is under its line.
fn signed_before(parts: &[Part], index: usize, width: f64) -> bool {
    width >= SIGN_ROOM && index > 0 && matches!(parts[index - 1], Part::Sign(_))
}

/// Words with blanks before them that bring them to the right of their cell, as far as blanks can.
fn pushed_right(words: &str, width: f64) -> String {
    let em = 12.0 / 72.0 * 25.4;
    let own: f64 = words.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum();
    let blanks = ((width - 4.0) / em - own - 2.0).clamp(0.0, 30.0) as usize;
    format!("{}{words}", "\u{3000}".repeat(blanks))
}
