//! How many small pictures are made at a time, and those that were made.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use foundation::Px;
use media::Unprintable;

use crate::memory::lock;

/// A photo and the side that was asked for. Files of the store never change.
pub(crate) type Key = (PathBuf, Px);
/// A JPEG, or why there is none.
pub(crate) type Made = Result<Arc<[u8]>, Unprintable>;

/// What was made.
#[derive(Default)]
pub(crate) struct Thumbnails {
    pub(crate) made: Mutex<BTreeMap<Key, Made>>,
    pub(crate) gate: Gate,
}

/// Lets in as many at a time as there are cores, and whoever needs much memory only alone.
#[derive(Default)]
pub(crate) struct Gate {
    places: Mutex<usize>,
    left: Condvar,
}

impl Gate {
    /// Waits for a place, and for all of them where it `is_large`.
    pub(crate) fn enter(&self, is_large: bool) -> Place<'_> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let wanted = if is_large { cores } else { 1 };
        let mut taken = lock(&self.places);
        while *taken + wanted > cores {
            taken = self.left.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += wanted;
        Place { gate: self, taken: wanted }
    }
}

/// A place behind the gate, until it goes.
pub(crate) struct Place<'g> {
    gate: &'g Gate,
    taken: usize,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *lock(&self.gate.places) -= self.taken;
        self.gate.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_picture_is_let_in_alone() {
        let gate = Gate::default();
        let small = gate.enter(false);
        std::thread::scope(|scope| {
            let large = scope.spawn(|| {
                let _place = gate.enter(true);
                *lock(&gate.places)
            });
            std::thread::sleep(std::time::Duration::from_millis(20));
            assert_eq!(*lock(&gate.places), 1, "it waits");
            drop(small);
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            assert_eq!(large.join().unwrap(), cores);
        });
        assert_eq!(*lock(&gate.places), 0);
    }
}
