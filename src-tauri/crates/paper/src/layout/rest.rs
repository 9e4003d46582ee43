//! A cell while its row is cut over pages: which of its lines are still to be put, and its label again on top
//! of them.

use catalog::Cell;
use foundation::Mm;

use super::flow::{Flow, PADDING_Y, continued, continued_beside};
use super::photo::SetPhoto;

/// A cell while its row is cut over pages.
#[derive(Clone)]
pub(super) struct Rest<'f, 'w> {
    pub(super) cell: &'f Cell,
    pub(super) flow: Flow<'w>,
    /// Lines that are already on a page.
    pub(super) done: usize,
}

impl Rest<'_, '_> {
    pub(super) fn left(&self) -> usize {
        self.flow.lines.len() - self.done
    }

    pub(super) fn height(&self) -> Mm {
        let lines: Mm = self.flow.lines[self.done..].iter().map(|line| line.height).sum();
        let photo = self.flow.photo.as_ref().map_or(Mm::ZERO, SetPhoto::height);
        (lines + self.flow.foot_height()).max(photo) + PADDING_Y * 2.0
    }

    pub(super) fn lines_within(&self, height: Mm, fresh: bool) -> usize {
        self.flow.lines_within(self.done, height, fresh)
    }

    /// How many lines leave the last two of a running text, or all of them, where it has so many.
    pub(super) fn all_but_last(&self) -> usize {
        self.flow.all_but_last(self.done)
    }

    /// What a strip shows that takes so many lines; the foot stands in the last one.
    pub(super) fn part(&self, count: usize, last: bool) -> Flow<'_> {
        let flow = &self.flow;
        Flow {
            head: Vec::new(),
            held: false,
            lines: flow.lines[self.done..self.done + count].to_vec(),
            photo: flow.photo.clone(),
            foot: flow.foot.clone().filter(|_| last),
            labels: 0,
            is_label: flow.is_label,
            share: flow.share,
            // What says what the row is stands beside the middle of its words on each page.
            from_top: !flow.is_label && (flow.from_top || self.done > 0 || !last),
        }
    }

    /// Marks so many lines as put.
    pub(super) fn pass(&mut self, count: usize) {
        // A gap between paragraphs is no beginning of a page.
        let below = &self.flow.lines[self.done + count..];
        let gap = below.iter().take_while(|line| line.is_blank()).count();
        self.done += count + gap;
        self.flow.labels = self.flow.labels.saturating_sub(count);
        self.flow.photo = None;
    }

    /// Puts the label on top of what is left; a cell of labels only says again what its row is, in no
    /// more than `room` if it can.
    pub(super) fn repeat_head(&mut self, width: Mm, room: Mm) {
        if self.flow.head.is_empty() {
            return;
        }
        if self.left() == 0 && self.flow.foot.is_none() {
            if self.flow.is_label {
                self.flow.lines = continued_beside(&self.flow.head, width, room);
                self.done = 0;
            }
            return;
        }
        let label = continued(&self.flow.head, width);
        let rest = self.flow.lines.split_off(self.done);
        self.flow.labels = label.len();
        self.flow.lines = label.into_iter().chain(rest).collect();
        self.done = 0;
    }
}
