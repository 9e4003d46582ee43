//! When unsaved edits go to the disk: soon after the last one, and not long after the first. No clock
//! and no disk here.

use std::time::Duration;

/// A pause this long in typing.
const AFTER_LAST: Duration = Duration::from_millis(400);
/// The promise is two seconds on the disk; this leaves half a second to write.
const AFTER_FIRST: Duration = Duration::from_millis(1500);
/// After a write that failed.
const RETRY: Duration = Duration::from_millis(1000);

/// The timing of one draft. Moments count from the start of the program.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Autosave {
    first: Option<Duration>,
    last: Duration,
    not_before: Duration,
}

impl Autosave {
    pub(crate) fn edited(&mut self, now: Duration) {
        self.first.get_or_insert(now);
        self.last = now;
    }

    /// Everything up to now is on the disk, or on its way there.
    pub(crate) fn started(&mut self) {
        self.first = None;
    }

    /// The write failed: what it held is unsaved still.
    pub(crate) fn failed(&mut self, now: Duration) {
        self.first.get_or_insert(now);
        self.not_before = now + RETRY;
    }

    pub(crate) fn is_due(&self, now: Duration) -> bool {
        let Some(first) = self.first else { return false };
        now >= self.not_before && (now >= self.last + AFTER_LAST || now >= first + AFTER_FIRST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn a_pause_saves() {
        let mut autosave = Autosave::default();
        assert!(!autosave.is_due(ms(9999)));
        autosave.edited(ms(1000));
        assert!(!autosave.is_due(ms(1399)) && autosave.is_due(ms(1400)));
        autosave.started();
        assert!(!autosave.is_due(ms(9999)));
    }

    #[test]
    fn whoever_types_without_a_pause_is_saved_too() {
        let mut autosave = Autosave::default();
        for at in (0..1500).step_by(100) {
            autosave.edited(ms(at));
            assert!(!autosave.is_due(ms(at + 50)));
        }
        assert!(autosave.is_due(ms(1500)));
    }

    #[test]
    fn a_failed_write_is_tried_again_after_a_second() {
        let mut autosave = Autosave::default();
        autosave.edited(ms(0));
        autosave.started();
        autosave.failed(ms(500));
        assert!(!autosave.is_due(ms(1400)) && autosave.is_due(ms(1500)));
    }
}
