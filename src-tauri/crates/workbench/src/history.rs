//! The steps that undo takes back: each a place of the case with what stood there before and after.
//! Typing in one place without a pause is one step.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use store::Step;

/// Typing goes on in the same step after a pause shorter than this. Judgement: a breath.
const PAUSE: Duration = Duration::from_millis(1200);
/// And no longer than this in one step, so that a page is not taken back at once.
const LONGEST: Duration = Duration::from_secs(12);

/// A change of one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Change {
    pub(crate) place: String,
    pub(crate) before: Json,
    pub(crate) after: Json,
}

/// The steps of one draft.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    steps: Vec<(u32, Change)>,
    /// How many of them are not undone.
    done: usize,
    /// Steps from this index on are not on the disk.
    unsaved: usize,
    /// When the present step began and was last added to; none after an undo or a start.
    open: Option<(Duration, Duration)>,
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
        let goes_on = self.open.is_some_and(|(began, last)| {
            now.saturating_sub(last) < PAUSE && now.saturating_sub(began) < LONGEST
        });
        match self.steps.last_mut() {
            Some((_, last))
                if goes_on
                    && last.place == change.place
                    && is_typing(&change)
                    && paths(&last.before) == paths(&change.after) =>
            {
                last.after = change.after;
                self.unsaved = self.unsaved.min(self.steps.len() - 1);
                self.open = self.open.map(|(began, _)| (began, now));
            }
            _ => {
                self.steps.push((next, change));
                self.open = Some((now, now));
            }
        }
        self.done = self.steps.len();
    }

    /// Takes down a change that nothing before or behind it belongs to, such as a suggestion taken.
    pub(crate) fn record_alone(&mut self, change: Change, now: Duration) {
        self.open = None;
        self.record(change, now);
        self.open = None;
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

/// Whether a change is one of many in the same text: nothing was added to a list or taken out of it.
fn is_typing(change: &Change) -> bool {
    match (&change.before, &change.after) {
        (Json::Array(before), Json::Array(after)) => before.len() == after.len(),
        (Json::Array(_) | Json::Bool(_), _) | (_, Json::Array(_) | Json::Bool(_)) => false,
        // In the material words are typed block by block; the whole is set to add, move and remove.
        _ => !matches!(change.place.as_str(), "route" | "material"),
    }
}

/// What a list of attachments holds, in its order: their captions are typed, they themselves are not.
fn paths(list: &Json) -> Option<Vec<&Json>> {
    list.as_array()?.iter().map(|entry| entry.get("path")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn change(place: &str, before: &str, after: &str) -> Change {
        Change { place: place.into(), before: json!(before), after: json!(after) }
    }

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn typing_without_a_pause_is_one_step() {
        let mut history = History::default();
        history.record(change("a", "", "一"), ms(0));
        history.record(change("a", "一", "一二"), ms(300));
        history.record(change("a", "一二", "一二三"), ms(3000));
        history.record(change("b", "", "四"), ms(3100));
        assert_eq!(history.undo(), Some(change("b", "", "四")));
        assert_eq!(history.undo(), Some(change("a", "一二", "一二三")));
        assert_eq!(history.undo(), Some(change("a", "", "一二")));
        assert_eq!(history.undo(), None);
        assert_eq!(history.redo(), Some(change("a", "", "一二")));
        history.record(change("b", "", "五"), ms(3200));
        assert!(!history.can_redo());
    }

    #[test]
    fn blocks_that_come_and_go_are_steps_of_their_own_and_typing_in_one_is_not() {
        let blocks = |texts: &[&str]| json!({ "blocks": texts });
        let mut history = History::default();
        let whole = |before, after| Change { place: "material".into(), before, after };
        history.record(whole(json!(null), blocks(&["甲"])), ms(0));
        history.record(whole(blocks(&["甲"]), blocks(&["甲", "乙"])), ms(100));
        for (at, text) in ["丙", "丙丁"].into_iter().enumerate() {
            let entry = |text: &str| json!({ "kind": "paragraph", "text": text });
            let place = "material/2".into();
            let change = Change { place, before: entry("乙"), after: entry(text) };
            history.record(change, ms(200 + at as u64));
        }
        assert_eq!(history.undo().map(|change| change.place), Some("material/2".into()));
        assert_eq!(history.undo().map(|change| change.before), Some(blocks(&["甲"])));
        assert_eq!(history.undo().map(|change| change.before), Some(json!(null)));
    }

    #[test]
    fn steps_come_back_from_the_disk() {
        let mut history = History::default();
        for (at, text) in ["一", "二", "三"].into_iter().enumerate() {
            history.record(change("a", "", text), ms(at as u64 * 5000));
        }
        let mut saved = history.take_unsaved();
        assert_eq!(saved.len(), 3);
        assert!(history.take_unsaved().is_empty());
        history.undo();
        assert_eq!(history.numbers(), (3, 2));
        let mut again = History::from_steps(&saved, 2);
        assert_eq!(again.numbers(), (3, 2));
        assert_eq!(again.redo(), Some(change("a", "", "三")));
        again.undo();
        again.record(change("b", "", "四"), ms(0));
        assert_eq!(again.numbers(), (3, 3));
        assert_eq!(again.take_unsaved()[0].number, 3);
        // Only the last steps are kept: their numbers go on.
        saved.remove(0);
        let mut later = History::from_steps(&saved, 3);
        while later.undo().is_some() {}
        assert_eq!(later.numbers(), (3, 1));
        later.record(change("c", "", "五"), ms(0));
        assert_eq!(later.numbers(), (2, 2), "the number follows the last that is gone");
    }
}
