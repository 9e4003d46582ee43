//! What stays together on a page: a heading with the text below it, a note with the table above it, seals
//! and signatures with the last lines of their text. How high what stays below a block is, is measured here.

use catalog::{Block, FontRole, Item as GridItem, Line};
use foundation::Mm;

use super::content::Words;
use super::cut::FEWEST_LINES;
use super::flow_line::FlowLine;
use super::page::Pages;
use super::seal::SEAL_SIDE;

/// The share of a page that signatures and seals below a text may take to stay together with it as a
/// whole. Judgement: what takes more goes on after its first seal.
const LARGEST_SHARE: f64 = 0.45;

/// The share of a page that the first rows of a table may take to stay together with the line above them.
/// Judgement: what takes more is cut anyway, and the page would stand half empty.
const LARGEST_BEGINNING: f64 = 0.5;

/// A note that stays with the last row of its table. Judgement: a tenth of the page, five lines.
const HIGHEST_NOTE: Mm = Mm(30.0);

/// The height of what stands below a block and stays on one page with its last lines: the first lines of
/// the text below a heading, the note below a table, or seals and signatures.
pub(crate) fn height_to_keep(words: &Words<'_>, blocks: &[Block], pages: &Pages) -> Mm {
    let [block, below @ ..] = blocks else { return Mm::ZERO };
    let seals = height_of_seals(words, below, pages);
    if let Block::Line(_) = block
        && let Some(height) = height_to_table(words, below, pages)
    {
        return seals.max(height);
    }
    match block {
        Block::Line(line) if is_heading(line) => {
            seals.max(height_of_beginning(words, below, pages))
        }
        Block::Table(_) => seals.max(height_of_note(words, below, pages)),
        _ => seals,
    }
}

/// The height down to the end of the first rows of a table right below a line: a heading stays with its
/// table. None where there is no such table, or where no page holds both.
fn height_to_table(words: &Words<'_>, below: &[Block], pages: &Pages) -> Option<Mm> {
    let mut height = Mm::ZERO;
    for block in below {
        match block {
            Block::Gap(gap) => height += *gap,
            Block::Table(table) => height += super::table::beginning(words, table, pages.left()),
            Block::Line(_) | Block::PageBreak => return None,
        }
        if let Block::Table(_) = block {
            return (height.0 <= (pages.full_height() * LARGEST_BEGINNING).0).then_some(height);
        }
    }
    None
}

fn is_heading(line: &Line) -> bool {
    line.style.is_some_and(|style| style.role == FontRole::Hei)
        && !line.items.iter().any(|item| matches!(item, GridItem::Annex))
}

/// The height down to the second line of the text below a heading.
fn height_of_beginning(words: &Words<'_>, below: &[Block], pages: &Pages) -> Mm {
    let (mut height, mut lines) = (Mm::ZERO, 0);
    for block in below {
        match block {
            Block::Gap(gap) => height += *gap,
            Block::Line(line) if !is_seal(line) => {
                let set = super::set_line(words, line, pages.width());
                let first = set.iter().take(FEWEST_LINES - lines);
                height += first.clone().map(|line| line.height).sum();
                lines += first.len();
            }
            Block::Line(_) | Block::Table(_) | Block::PageBreak => break,
        }
        if lines >= FEWEST_LINES {
            return height;
        }
    }
    if lines > 0 { height } else { Mm::ZERO }
}

/// The height of a note with which the pages end: a page with nothing else on it looks lost.
fn height_of_note(words: &Words<'_>, below: &[Block], pages: &Pages) -> Mm {
    let mut height = Mm::ZERO;
    for block in below {
        match block {
            Block::Gap(gap) => height += *gap,
            Block::Line(line) if !is_seal(line) => {
                let set = super::set_line(words, line, pages.width());
                height += set.iter().map(|line| line.height).sum();
            }
            Block::Line(_) | Block::Table(_) | Block::PageBreak => return Mm::ZERO,
        }
    }
    if height.0 <= HIGHEST_NOTE.0 { height } else { Mm::ZERO }
}

/// The height of what stands below a table on its page; none where another table does.
pub(crate) fn height_of_tail(words: &Words<'_>, below: &[Block], pages: &Pages) -> Option<Mm> {
    let mut height = Mm::ZERO;
    for block in below {
        match block {
            Block::Gap(gap) => height += *gap,
            Block::Line(line) if is_seal(line) => height += SEAL_SIDE,
            Block::Line(line) => {
                let set = super::set_line(words, line, pages.width());
                height += set.iter().map(|line| line.height).sum();
            }
            Block::Table(_) => return None,
            Block::PageBreak => break,
        }
    }
    Some(height)
}

/// The height of the seals and signatures below a block, where its last lines must stay with them; none
/// where the text between is long enough to stand with them itself.
fn height_of_seals(words: &Words<'_>, below: &[Block], pages: &Pages) -> Mm {
    let most = pages.full_height() * LARGEST_SHARE;
    let (mut height, mut kept, mut lines) = (Mm::ZERO, Mm::ZERO, 0);
    for block in below {
        match block {
            Block::Gap(gap) => height += *gap,
            Block::Line(line) if is_seal(line) => {
                height += SEAL_SIDE;
                if kept.0 > 0.0 && height.0 > most.0 {
                    break;
                }
                kept = height;
            }
            Block::Line(line) => {
                let set = super::set_line(words, line, pages.width());
                height += set.iter().map(|line| line.height).sum();
                if set.iter().any(|line| line.signed.is_some()) {
                    kept = height;
                    continue;
                }
                lines += set.iter().filter(|line| line.height.0 > 0.0).count();
                if kept.0 > 0.0 || lines >= FEWEST_LINES {
                    break;
                }
            }
            Block::Table(_) | Block::PageBreak => break,
        }
    }
    kept
}

/// Whether a line is a place for a seal, or two at both ends.
pub(crate) fn is_seal(line: &Line) -> bool {
    matches!(line.items.as_slice(), [GridItem::Seal(_)])
}

/// How many of these lines go to the next page, where they and what stays below them do not fit into the
/// room: as many as a page without single lines asks for.
pub(crate) fn lines_that_fit(lines: &[FlowLine], room: Mm, keep: Mm) -> usize {
    let height: Mm = lines.iter().map(|line| line.height).sum();
    if (height + keep).0 <= room.0 {
        return lines.len();
    }
    let (mut used, mut count) = (Mm::ZERO, 0);
    for line in lines {
        used += line.height;
        if used.0 > room.0 {
            break;
        }
        count += 1;
    }
    let most = count.min(lines.len().saturating_sub(FEWEST_LINES));
    super::cut::without_single_lines(lines, most)
}
