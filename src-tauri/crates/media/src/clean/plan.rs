//! The plan of a copy: ranges of the original and bytes that take the place of others.

use std::borrow::Cow;
use std::ops::Range;

use super::removed::{Left, Removed};
use crate::bytes::reader::{Read, Stop};
use crate::facts::ai_label::{AiLabel, AiLabelKind};
use crate::facts::orientation::Orientation;
use crate::labels::Labels;
use crate::labels::packet::Packet;

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
    /// What may still tell the location; this is to be told as well.
    pub left: Option<Left>,
    /// The label of what artificial intelligence made, which the copy bears as the original does.
    pub label: Option<AiLabel>,
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
    labels: Labels,
    turn: Orientation,
    has_own: bool,
    has_packet: bool,
}

impl Plan {
    /// Of a copy that is to bear these labels and to turn as the original is shown.
    pub(super) fn new(labels: Labels, turn: Orientation) -> Self {
        Self { labels, turn, ..Self::default() }
    }

    /// How the original is turned, by the facts that paper and screen go by as well.
    pub(super) fn turn(&self) -> Orientation {
        self.turn
    }

    /// What the copy is to bear.
    pub(super) fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The packet of XMP that the copy is to bear, where it does not yet.
    pub(super) fn packet(&self) -> Option<Packet<'_>> {
        self.labels.packet().filter(|_| !self.has_packet)
    }

    /// The same as bytes, to be put once.
    pub(super) fn take_packet(&mut self) -> Option<Vec<u8>> {
        let packet = self.packet()?.whole();
        self.has_packet = true;
        Some(packet)
    }

    /// Says that the packet stands in the copy.
    pub(super) fn has_packet(&mut self) {
        self.has_packet = true;
    }

    /// Says that the label of the container's own stands in the copy; whether it did before.
    pub(super) fn has_own(&mut self) -> bool {
        std::mem::replace(&mut self.has_own, true)
    }

    /// Says that the container has no place of its own for the label, which goes into the packet.
    pub(super) fn puts_own_in_packet(&mut self) {
        let own = self.labels.own.take();
        self.labels.written = self.labels.written.take().or(own);
    }

    /// The packet with what the copy does not bear yet, of whichever kind; none where it bears all.
    pub(super) fn take_rest(&mut self) -> Option<Vec<u8>> {
        if self.labels.own.is_some() && !self.has_own {
            self.puts_own_in_packet();
            self.has_packet = false;
        }
        self.take_packet()
    }

    /// Whether the copy bears less than it is to.
    pub(super) fn lacks_a_label(&self) -> bool {
        let own = self.labels.own.is_some() && !self.has_own;
        own || self.labels.packet().is_some() && !self.has_packet
    }

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
    pub(super) fn remove(&mut self, removed: impl IntoIterator<Item = Removed>) {
        for removed in removed {
            if !self.removed.contains(&removed) {
                self.removed.push(removed);
            }
        }
    }

    /// Says what stays although it may tell the location.
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
        // A manifest goes; what it says stands in XMP.
        let label = self.labels.label().map(|label| match label.kind {
            AiLabelKind::Manifest => AiLabel { kind: AiLabelKind::SourceType, ..label },
            AiLabelKind::Aigc | AiLabelKind::SourceType => label,
        });
        Cleaning { edits: self.edits, removed: self.removed, left: self.left, label }
    }
}

/// Places that are overwritten while everything else stays where it is.
#[derive(Debug, Default)]
pub(super) struct Overwritten {
    places: Vec<(Range<u64>, Cow<'static, [u8]>)>,
}

impl Overwritten {
    /// Puts these bytes at a place and fills it up with zeros; bytes that are too long for it are left out.
    pub(super) fn add(&mut self, range: Range<u64>, bytes: impl Into<Cow<'static, [u8]>>) {
        self.places.push((range, bytes.into()));
    }

    /// Makes the plan for a file of this length.
    pub(super) fn write(mut self, plan: &mut Plan, length: u64) -> Read<()> {
        self.places.sort_by_key(|(range, _)| range.start);
        let mut at = 0;
        for (range, bytes) in self.places {
            if range.start < at || range.end < range.start || range.end > length {
                // Two items at one place, one behind the end, or none at all: nobody can say what stays.
                return Err(Stop::Odd);
            }
            plan.keep(at..range.start)?;
            let rest = range.end - range.start;
            let bytes = Some(bytes).filter(|bytes| bytes.len() as u64 <= rest).unwrap_or_default();
            let length = bytes.len() as u64;
            plan.put(bytes)?;
            plan.zeros(rest - length)?;
            at = range.end;
        }
        plan.keep(at..length)
    }
}
