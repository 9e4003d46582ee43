//! What neighbours do to each other before there are lines: two marks share a blank (标点挤压), —— is one
//! stroke, an apostrophe between letters is narrow.

use super::atoms::{Atom, Class, Piece, em};

/// Dashes of one stroke overlap by so much, in em, so that no hair of white stands between them.
const OVERLAP: f32 = 0.01;
/// The width of a dot of an ellipsis, in em; all our faces have about this.
const DOT: f32 = 0.11;
/// The cell of an apostrophe, in em.
const APOSTROPHE: f32 = 0.3;

/// Fits the cells of a new paragraph to their neighbours.
pub(super) fn settle(pieces: &[Piece], atoms: &mut [Atom]) {
    let mut index = 0;
    while index < atoms.len() {
        match atoms[index] {
            Atom { character: '—', .. } => index = dashes(pieces, atoms, index),
            Atom { character: '…', class: Class::Sign, .. } => {
                ellipsis(pieces, atoms, index);
                index += 1;
            }
            Atom { character: '？' | '！', class: Class::Closing, .. } => {
                index = questions(atoms, index);
            }
            Atom { class: Class::Closing, .. } => {
                apostrophe(pieces, atoms, index);
                closing(atoms, index);
                index += 1;
            }
            Atom { class: Class::Opening, .. } => {
                opening(atoms, index);
                index += 1;
            }
            _ => index += 1,
        }
    }
}

fn take_right_blank(atom: &mut Atom) {
    atom.advance -= atom.blank;
    atom.blank = 0.0;
}

/// A closing mark before another mark gives up its blank: two marks take one place and a half.
/// Source: CLREQ, 3.1.6.2.
fn closing(atoms: &mut [Atom], index: usize) {
    let next = atoms.get(index + 1);
    if next.is_some_and(|next| {
        matches!(next.class, Class::Closing | Class::Opening) || is_middle_dot(next.character)
    }) {
        take_right_blank(&mut atoms[index]);
    }
}

/// An opening mark behind another one, or behind a middle dot, gives up its blank.
fn opening(atoms: &mut [Atom], index: usize) {
    let Some(before) = index.checked_sub(1).map(|before| atoms[before]) else { return };
    if before.class == Class::Opening || is_middle_dot(before.character) {
        let atom = &mut atoms[index];
        atom.advance -= atom.blank;
        atom.offset -= atom.blank;
        atom.blank = 0.0;
    }
}

fn is_middle_dot(character: char) -> bool {
    matches!(character, '·' | '‧' | '•' | '・')
}

/// ？！ together take one place, three of them two. Source: GB/T 15834-2011, 5.1.2. Returns the end.
fn questions(atoms: &mut [Atom], start: usize) -> usize {
    let is_one = |atom: &&Atom| matches!(atom.character, '？' | '！');
    let count = atoms[start..].iter().take_while(is_one).count();
    let end = start + count;
    for atom in &mut atoms[start..end - 1] {
        take_right_blank(atom);
    }
    if count % 2 == 0 {
        take_right_blank(&mut atoms[end - 1]);
    } else {
        closing(atoms, end - 1);
    }
    end
}

/// —— is one stroke in the middle of two places; more than two follow each other closely. Returns the end.
fn dashes(pieces: &[Piece], atoms: &mut [Atom], start: usize) -> usize {
    let is_dash = |atom: &&Atom| atom.character == '—';
    let count = atoms[start..].iter().take_while(is_dash).count();
    if count < 2 {
        return start + 1;
    }
    for (index, atom) in atoms[start..start + count].iter_mut().enumerate() {
        let em = em(pieces, atom);
        let Some((left, right)) = atom.face.and_then(|face| face.ink(atom.id)) else { continue };
        let (left, right) = (left * em, right * em);
        if count > 2 {
            atom.offset = -left;
            atom.advance = right - left - OVERLAP * em;
        } else if index == 0 {
            atom.offset = atom.advance - right;
        } else {
            atom.offset = -left - OVERLAP * em;
        }
    }
    start + count
}

/// The six dots of …… stand at one distance, whatever blank the face leaves beside three of them.
fn ellipsis(pieces: &[Piece], atoms: &mut [Atom], index: usize) {
    let is_one = |at: Option<usize>| {
        at.and_then(|at| atoms.get(at)).is_some_and(|atom| atom.character == '…')
    };
    let (before, after) = (is_one(index.checked_sub(1)), is_one(Some(index + 1)));
    let atom = atoms[index];
    let Some((left, right)) = atom.face.and_then(|face| face.ink(atom.id)) else { return };
    // Between the last dot and the first of the next three shall be what is between two dots.
    let closer = (1.0 - 1.5 * (right - left) + 1.5 * DOT) / 2.0 * em(pieces, &atom);
    match (before, after) {
        (false, true) => atoms[index].offset += closer,
        (true, false) => atoms[index].offset -= closer,
        _ => {}
    }
}

/// ’ between letters is the apostrophe of Latin.
fn apostrophe(pieces: &[Piece], atoms: &mut [Atom], index: usize) {
    let letter =
        |atom: Option<&Atom>| atom.is_some_and(|atom| atom.character.is_ascii_alphabetic());
    let inside = index > 0 && letter(atoms.get(index - 1)) && letter(atoms.get(index + 1));
    if atoms[index].character != '’' || !inside {
        return;
    }
    let em = em(pieces, &atoms[index]);
    let atom = &mut atoms[index];
    let Some((left, right)) = atom.face.and_then(|face| face.ink(atom.id)) else { return };
    atom.class = Class::Latin;
    atom.advance = APOSTROPHE * em;
    atom.offset = (APOSTROPHE - left - right) / 2.0 * em;
    atom.blank = 0.0;
}
