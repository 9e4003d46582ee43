//! The plan of a copy: ranges of the original and bytes that take the place of others.

use std::ops::Range;

use super::{Left, Removed};
use crate::reader::{Read, Stop};

/// Judgement: a photo has some tens of pieces, an animation some thousands; what has more is made to hurt.
const MOST_EDITS: usize = 100_000;

/// A piece of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// This range of the original.
    Copy(Range<u64>),
    /// These bytes.
    Put(Vec<u8>),
    /// So many zeros.
    Zeros(u64),
}

impl Edit {
    /// How many bytes it gives.
    pub fn length(&self) -> u64 {
        match self {
            Self::Copy(range) => range.end - range.start,
            Self::Put(bytes) => bytes.len() as u64,
            Self::Zeros(count) => *count,
        }
    }
}

/// How a cleaned copy is made of its original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaning {
    /// The pieces one after the other; those that copy come in the order of the original and never overlap.
    pub edits: Vec<Edit>,
    /// What is left out, each once. Where nothing is, the original may be handed on as it is.
    pub removed: Vec<Removed>,
    /// What may still tell the place; this is to be told as well.
    pub left: Option<Left>,
}

impl Cleaning {
    /// How long the copy is.
    pub fn length(&self) -> u64 {
        self.edits.iter().map(Edit::length).sum()
    }
}

/// A plan in the making.
#[derive(Debug, Default)]
pub(super) struct Plan {
    edits: Vec<Edit>,
    removed: Vec<Removed>,
    left: Option<Left>,
}

impl Plan {
    /// Keeps a range of the original.
    pub(super) fn keep(&mut self, range: Range<u64>) -> Read<()> {
        if range.is_empty() {
            return Ok(());
        }
        if let Some(Edit::Copy(last)) = self.edits.last_mut()
            && last.end == range.start
        {
            last.end = range.end;
            return Ok(());
        }
        self.push(Edit::Copy(range))
    }

    /// Puts bytes of our own.
    pub(super) fn put(&mut self, bytes: impl Into<Vec<u8>>) -> Read<()> {
        self.push(Edit::Put(bytes.into()))
    }

    /// Puts zeros.
    pub(super) fn zeros(&mut self, count: u64) -> Read<()> {
        self.push(Edit::Zeros(count))
    }

    fn push(&mut self, edit: Edit) -> Read<()> {
        if self.edits.len() >= MOST_EDITS {
            return Err(Stop::Spent);
        }
        if edit.length() > 0 {
            self.edits.push(edit);
        }
        Ok(())
    }

    /// Says what is left out.
    pub(super) fn tell(&mut self, removed: impl IntoIterator<Item = Removed>) {
        for removed in removed {
            if !self.removed.contains(&removed) {
                self.removed.push(removed);
            }
        }
    }

    /// Says what stays although it may tell the place.
    pub(super) fn leave(&mut self, left: Option<Left>) {
        self.left = self.left.or(left);
    }

    /// How long the copy is so far.
    pub(super) fn length(&self) -> u64 {
        self.edits.iter().map(Edit::length).sum()
    }

    /// The place that the next piece of another kind will have.
    pub(super) fn next(&self) -> usize {
        self.edits.len()
    }

    /// The bytes that were put at this place of the plan, to be filled in.
    pub(super) fn put_at(&mut self, place: usize) -> Option<&mut Vec<u8>> {
        match self.edits.get_mut(place) {
            Some(Edit::Put(bytes)) => Some(bytes),
            _ => None,
        }
    }

    /// The plan as it stands.
    pub(super) fn into_cleaning(mut self) -> Cleaning {
        self.removed.sort();
        Cleaning { edits: self.edits, removed: self.removed, left: self.left }
    }
}

/// Places that are overwritten while everything else stays where it is.
#[derive(Debug, Default)]
pub(super) struct Overwritten {
    places: Vec<(Range<u64>, &'static [u8])>,
}

impl Overwritten {
    /// Puts these bytes at a place and fills it up with zeros; bytes that are too long for it are left out.
    pub(super) fn add(&mut self, range: Range<u64>, bytes: &'static [u8]) {
        self.places.push((range, bytes));
    }

    /// Makes the plan for a file of this length.
    pub(super) fn write(mut self, plan: &mut Plan, length: u64) -> Read<()> {
        self.places.sort_by_key(|(range, _)| range.start);
        let mut at = 0;
        for (range, bytes) in self.places {
            if range.start < at || range.end > length {
                // Two items at one place, or one behind the end: nobody can say what stays.
                return Err(Stop::Odd);
            }
            plan.keep(at..range.start)?;
            let rest = range.end - range.start;
            let bytes = Some(bytes).filter(|bytes| bytes.len() as u64 <= rest).unwrap_or_default();
            plan.put(bytes)?;
            plan.zeros(rest - bytes.len() as u64)?;
            at = range.end;
        }
        plan.keep(at..length)
    }
}
