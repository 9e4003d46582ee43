//! The steps that undo takes back: each an address in the case with what stood there before and after, and what
//! followed from it elsewhere. Typing at one address without a pause is one step; what is taken away, replaced or
//! pasted begins one of its own, so that it can be had back (`typing` says which is which).

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use store::Step;

use crate::draft::typing::{Manner, manner};

/// Typing goes on in the same step after a pause shorter than this. Judgement: a breath.
const PAUSE: Duration = Duration::from_millis(1200);
/// And no longer than this in one step, so that a page is not taken back at once.
const LONGEST: Duration = Duration::from_secs(12);

/// A change at one address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Change {
    /// As `edit` names it. Drafts of older versions hold it as `place`.
    #[serde(alias = "place")]
    pub(crate) address: String,
    pub(crate) before: Json,
    pub(crate) after: Json,
    /// What it changed elsewhere, such as the reasons of attachments that moved; none where nothing can follow, and
    /// in steps of older versions, which did not take it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) also: Option<Vec<Change>>,
}

/// A step that may be added to.
#[derive(Clone, Debug)]
struct Open {
    began: Duration,
    last: Duration,
    run: Run,
}

/// What its last changes were.
#[derive(Clone, Debug)]
enum Run {
    /// Text was added.
    Adds,
    /// So, and the last of them took one character away again, from what is kept here: a slip of the finger.
    TookOne(Json),
    /// Text was taken away.
    Takes,
}

/// The steps of one draft.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    steps: Vec<(u32, Change)>,
    /// How many of them are not undone.
    done: usize,
    /// Steps from this index on are not on the disk.
    unsaved: usize,
    /// The present step, while typing may go on in it; none after an undo or a start.
    open: Option<Open>,
}

impl History {
    /// The steps as the store kept them; those that cannot be read any more are left out with all
    /// before them.
    pub(crate) fn from_steps(steps: &[Step], done: u32) -> Self {
        let mut history = Self::default();
        for step in steps {
            match serde_json::from_str(&step.changes) {
                Ok(change) => history.steps.push((step.number, change)),
                Err(_) => history.steps.clear(),
            }
        }
        history.done = history.steps.iter().filter(|(number, _)| *number <= done).count();
        history.unsaved = history.steps.len();
        history
    }

    /// Takes down a change. What was undone before cannot be redone any more.
    pub(crate) fn record(&mut self, change: Change, now: Duration) {
        let next = self.numbers().1 + 1;
        self.steps.truncate(self.done);
        self.unsaved = self.unsaved.min(self.steps.len());
        let manner = manner(&change.before, &change.after);
        match self.open.take().filter(|open| self.goes_on(open, &change, now)) {
            Some(open) => self.go_on(open, (change, manner), next, now),
            None => self.begin((change, manner), next, now),
        }
        self.done = self.steps.len();
    }

    /// Takes down a change that nothing before or behind it belongs to, such as a suggestion taken or a text pasted.
    pub(crate) fn record_alone(&mut self, change: Change, now: Duration) {
        self.open = None;
        self.record(change, now);
        self.open = None;
    }

    /// Whether a change may belong to the step that is open.
    fn goes_on(&self, open: &Open, change: &Change, now: Duration) -> bool {
        let in_time =
            now.saturating_sub(open.last) < PAUSE && now.saturating_sub(open.began) < LONGEST;
        let same = self
            .steps
            .last()
            .is_some_and(|(_, last)| last.address == change.address && last.after == change.before);
        in_time && same && is_typed(change)
    }

    fn begin(&mut self, (change, manner): (Change, Manner), number: u32, now: Duration) {
        let run = match manner {
            Manner::Adds | Manner::Replaces => Some(Run::Adds),
            Manner::TakesOne | Manner::Takes => Some(Run::Takes),
            Manner::Pours | Manner::Sets => None,
        };
        self.open = run.map(|run| Open { began: now, last: now, run });
        self.steps.push((number, change));
    }

    fn go_on(&mut self, open: Open, (change, manner): (Change, Manner), next: u32, now: Duration) {
        let run = match (open.run, manner) {
            (Run::Adds | Run::TookOne(_), Manner::Adds) => Run::Adds,
            (Run::Adds, Manner::TakesOne) => Run::TookOne(change.before.clone()),
            (Run::Takes, Manner::TakesOne) => Run::Takes,
            (Run::TookOne(whole), Manner::TakesOne) => {
                // More than a slip: what stood there before the first of them ends its step.
                let last = self.steps.len() - 1;
                self.steps[last].1.after = whole.clone();
                self.unsaved = self.unsaved.min(last);
                let change = Change { before: whole, ..change };
                return self.begin((change, manner), next, now);
            }
            _ => return self.begin((change, manner), next, now),
        };
        let last = self.steps.len() - 1;
        self.steps[last].1.after = change.after;
        self.unsaved = self.unsaved.min(last);
        self.open = Some(Open { last: now, run, ..open });
    }

    /// The step to take back, which then counts as undone.
    pub(crate) fn undo(&mut self) -> Option<Change> {
        self.done = self.done.checked_sub(1)?;
        self.open = None;
        Some(self.steps[self.done].1.clone())
    }

    /// The step to make again.
    pub(crate) fn redo(&mut self) -> Option<Change> {
        let change = self.steps.get(self.done)?.1.clone();
        self.done += 1;
        self.open = None;
        Some(change)
    }

    pub(crate) fn can_undo(&self) -> bool {
        self.done > 0
    }

    pub(crate) fn can_redo(&self) -> bool {
        self.done < self.steps.len()
    }

    /// The numbers of the last step and of the last that is not undone; 0 where there is none.
    pub(crate) fn numbers(&self) -> (u32, u32) {
        let number = |count: usize| count.checked_sub(1).map_or(0, |last| self.steps[last].0);
        let undone_all = self.steps.first().map_or(0, |(first, _)| first - 1);
        let done = if self.done == 0 { undone_all } else { number(self.done) };
        (number(self.steps.len()).max(done), done)
    }

    /// The steps that are not on the disk. They count as there until [`History::not_saved`].
    pub(crate) fn take_unsaved(&mut self) -> Vec<Step> {
        let unsaved = self.steps.iter().skip(self.unsaved).map(|(number, change)| Step {
            number: *number,
            changes: serde_json::to_string(change).expect("a change is JSON"),
        });
        let unsaved = unsaved.collect();
        self.unsaved = self.steps.len();
        unsaved
    }

    /// The write failed: everything is written again the next time.
    pub(crate) fn not_saved(&mut self) {
        self.unsaved = 0;
    }
}

/// Whether a change may be one of many in the same text, as captions in a list are typed, but not its entries.
fn is_typed(change: &Change) -> bool {
    let alone = change.also.as_ref().is_none_or(Vec::is_empty);
    // In the material words are typed block by block; the whole is set to add, move and remove.
    let is_set = matches!(change.address.as_str(), "route" | "material" | "case");
    alone && !is_set && paths(&change.before) == paths(&change.after)
}

/// What a list of attachments holds, in its order: their captions are typed, they themselves are not.
fn paths(list: &Json) -> Option<Vec<&Json>> {
    list.as_array()?.iter().map(|entry| entry.get("path")).collect()
}

#[cfg(test)]
mod tests;
