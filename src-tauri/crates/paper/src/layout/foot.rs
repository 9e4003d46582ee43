//! The foot of a cell: signatures, their dates, what is written beside them, and places for seals, as one
//! block at the bottom right, whether there is a text above it or not.

use catalog::{Item, TypeStyle};
use foundation::Mm;

use super::content::{Words, WordsKind};
use super::fit::set_words;
use super::flow::{PADDING_X, PADDING_Y};
use super::flow_line::{FlowLine, put_flow_line};
use super::page::Pages;
use super::seal::{SEAL_SIDE, SetSeal, set_seal, set_signature, set_signature_date};
use crate::text::LineAlign;

/// The foot of a cell at its width.
#[derive(Clone, Debug)]
pub(crate) struct Foot<'a> {
    strips: Vec<Strip<'a>>,
}

/// What stands side by side.
#[derive(Clone, Debug)]
enum Strip<'a> {
    Line(FlowLine),
    Seals(Vec<SetSeal<'a>>),
}

/// Parts the lines of a cell into its text and its foot: from the first signature or seal below the last
/// long value or option, and signatures and seals wherever they are written.
pub(crate) fn parted<'c>(
    words: &Words<'_>,
    lines: &'c [Vec<Item>],
) -> (Vec<&'c Vec<Item>>, Vec<&'c Vec<Item>>) {
    let may_stand = |line: &&Vec<Item>| line.iter().all(|item| is_of_a_foot(words, item));
    let most = lines.iter().rev().take_while(may_stand).count();
    let below = &lines[lines.len() - most..];
    let first = below.iter().position(|line| line.iter().any(is_place)).unwrap_or(most);
    let (above, foot) = lines.split_at(lines.len() - most + first);
    let (places, text): (Vec<_>, Vec<_>) = above.iter().partition(|line| line.iter().any(is_place));
    (text, foot.iter().chain(places).collect())
}

fn is_place(item: &Item) -> bool {
    matches!(item, Item::Seal(_) | Item::Sign(_))
}

/// Whether an item can stand beside or under a signature: what is short.
fn is_of_a_foot(words: &Words<'_>, item: &Item) -> bool {
    match item {
        Item::Value(id) => words.form.field(id).is_some_and(|field| !field.kind.is_long()),
        Item::Stack(_) | Item::TickOption(..) => false,
        _ => true,
    }
}

/// Sets the foot of a cell, or nothing where it has none.
pub(crate) fn set_foot<'a>(
    words: &Words<'a>,
    lines: &[&Vec<Item>],
    style: Option<TypeStyle>,
    cell_width: Mm,
) -> Option<Foot<'a>> {
    let width = cell_width - PADDING_X * 2.0;
    let mut strips: Vec<Strip<'a>> = Vec::new();
    for items in lines {
        let seals = words.seals(items);
        if !seals.is_empty() {
            let side = SEAL_SIDE.min(cell_width / seals.len() as f64);
            let seals = seals.into_iter().map(|seal| set_seal(words, seal, side));
            strips.push(Strip::Seals(seals.collect()));
            continue;
        }
        for paragraph in words.paragraphs(items, style) {
            let set = match paragraph.kind {
                WordsKind::Signature(at) => {
                    set_signature((&paragraph, at), width, LineAlign::Right)
                }
                WordsKind::SignatureDate => {
                    let above = strips.iter().rev().find_map(|strip| match strip {
                        Strip::Line(line) => Some(line),
                        Strip::Seals(_) => None,
                    });
                    set_signature_date(&paragraph, above, width)
                }
                _ => set_words(&paragraph, width, Mm::ZERO, LineAlign::Right),
            };
            strips.extend(set.into_iter().map(Strip::Line));
        }
    }
    (!strips.is_empty()).then_some(Foot { strips })
}

impl Foot<'_> {
    /// What it takes of the cell.
    pub(crate) fn height(&self) -> Mm {
        self.strips.iter().map(Strip::height).sum()
    }

    /// Whether a seal stands in it.
    pub(crate) fn has_seal(&self) -> bool {
        self.strips.iter().any(|strip| matches!(strip, Strip::Seals(_)))
    }

    /// Puts it at the bottom of a cell between these rules.
    pub(crate) fn put(&self, pages: &mut Pages, (left, right): (Mm, Mm), bottom: Mm) {
        let mut y = bottom - PADDING_Y - self.height();
        for strip in &self.strips {
            match strip {
                Strip::Line(line) => put_flow_line(pages, line, left + PADDING_X, y),
                Strip::Seals(seals) => put_seals(pages, seals, (left, right), y),
            }
            y += strip.height();
        }
    }
}

impl Strip<'_> {
    fn height(&self) -> Mm {
        match self {
            Self::Line(line) => line.height,
            Self::Seals(seals) => seals.iter().map(SetSeal::side).fold(Mm::ZERO, Mm::max),
        }
    }
}

/// One seal at the right, several each in the middle of its share of the width.
fn put_seals(pages: &mut Pages, seals: &[SetSeal<'_>], (left, right): (Mm, Mm), y: Mm) {
    let share = (right - left) / seals.len().max(1) as f64;
    for (index, seal) in seals.iter().enumerate() {
        let from = left + share * index as f64;
        let free = share - seal.side();
        // In a narrow cell it stands in the middle, touching the rules on both sides alike.
        let margin = if seals.len() == 1 { PADDING_X.min(free / 2.0) } else { free / 2.0 };
        seal.put(pages, from + share - margin, y);
    }
}
