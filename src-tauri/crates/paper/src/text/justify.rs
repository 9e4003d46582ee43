//! What is left of a line, given to its gaps: first to those between Han, then to those beside marks, then to
//! the spaces between words.

use super::atoms::{Atom, Class};

/// A line is stretched by no more than this a gap, in em; else it stays ragged. Judgement: what JIS X
/// 4051 and CLREQ name for gaps between characters.
pub(super) const LARGEST_STRETCH: f32 = 0.25;
/// What gaps between Han take before marks take a share, and marks before words: in em. Judgement: a
/// twelfth is not seen. Where more is left, all gaps take the same.
const FIRST_SHARE: f32 = 1.0 / 12.0;

/// Which gaps are stretched first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Han,
    Mark,
    Word,
    Never,
}

/// Moves the atoms of a line, from the left, so that `slack` is gone; a line that would gape stays as it is.
pub(super) fn justify(atoms: &[Atom], positions: &mut [f32], slack: f32) {
    let em = atoms.iter().map(|atom| atom.advance).fold(0.0, f32::max);
    if slack <= 0.0 || em <= 0.0 {
        return;
    }
    let ranks: Vec<Rank> = (1..atoms.len()).map(|index| rank(atoms, index)).collect();
    let count = |rank: Rank| ranks.iter().filter(|one| **one == rank).count() as f32;
    let counts = [count(Rank::Han), count(Rank::Mark), count(Rank::Word)];
    let Some(shares) = shares(counts, slack / em) else { return };
    let mut added = 0.0;
    for (index, rank) in ranks.iter().enumerate() {
        added += match rank {
            Rank::Han => shares[0],
            Rank::Mark => shares[1],
            Rank::Word => shares[2],
            Rank::Never => 0.0,
        } * em;
        positions[index + 1] += added;
    }
}

/// What each gap would be given if all were the same, in em.
pub(super) fn stretch(atoms: &[Atom], slack: f32) -> f32 {
    let em = atoms.iter().map(|atom| atom.advance).fold(0.1, f32::max);
    let gaps = (1..atoms.len()).filter(|index| rank(atoms, *index) != Rank::Never).count();
    slack / (em * gaps.max(1) as f32)
}

/// What each gap of a rank is given, in em; nothing where the line would gape.
fn shares(counts: [f32; 3], slack: f32) -> Option<[f32; 3]> {
    let each = slack / counts.iter().sum::<f32>();
    if each > LARGEST_STRETCH {
        return None;
    }
    if each >= FIRST_SHARE {
        return Some([each; 3]);
    }
    let mut left = slack;
    Some(counts.map(|count| {
        let share = if count > 0.0 { (left / count).min(FIRST_SHARE) } else { 0.0 };
        left -= share * count;
        share
    }))
}

/// The rank of the gap before an atom.
fn rank(atoms: &[Atom], index: usize) -> Rank {
    let (before, after) = (atoms[index - 1].class, atoms[index].class);
    match (before, after) {
        (Class::Tick, _) | (_, Class::Space) => Rank::Never,
        (Class::Space, _) => {
            // A space typed between Han and Latin stands where the gap would.
            let beyond = atoms[..index].iter().rev().find(|atom| atom.class != Class::Space);
            let words = beyond.is_some_and(|atom| atom.class == Class::Latin);
            if words && after == Class::Latin { Rank::Word } else { Rank::Han }
        }
        (Class::Han | Class::Latin, Class::Han) | (Class::Han, Class::Latin | Class::Tick) => {
            Rank::Han
        }
        (Class::Latin | Class::Sign, Class::Latin | Class::Sign) => Rank::Never,
        _ => Rank::Mark,
    }
}
