//! Long work on files that runs: how far it is, and whether it should end.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use foundation::Watch;
use serde::Serialize;

use crate::memory::lock;

/// The draft, and the number that the face made up.
type Key = (i64, u32);

/// How far long work on files is.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ProgressView.ts"))]
pub struct ProgressView {
    /// Bytes that are done.
    pub done: u64,
    /// Bytes in all; 0 before it is known.
    pub all: u64,
}

/// All that runs.
#[derive(Debug, Default)]
pub(crate) struct Jobs(Mutex<BTreeMap<Key, Arc<Running>>>);

impl Jobs {
    /// Begins a job; it is known until what is returned goes.
    pub(crate) fn begin(&self, key: Key) -> Job<'_> {
        let running = Arc::<Running>::default();
        self.all().insert(key, running.clone());
        Job { jobs: self, key, running }
    }

    /// How far a job is; with `stop` it ends.
    pub(crate) fn progress(&self, key: Key, stop: bool) -> ProgressView {
        let Some(running) = self.all().get(&key).cloned() else { return ProgressView::default() };
        if stop {
            running.stop.store(true, Ordering::Relaxed);
        }
        ProgressView {
            done: running.done.load(Ordering::Relaxed),
            all: running.all.load(Ordering::Relaxed),
        }
    }

    /// Ends all of them, as soon as each looks.
    pub(crate) fn stop_all(&self) {
        self.all().values().for_each(|running| running.stop.store(true, Ordering::Relaxed));
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<Key, Arc<Running>>> {
        lock(&self.0)
    }
}

/// A job while it is done.
pub(crate) struct Job<'j> {
    jobs: &'j Jobs,
    key: Key,
    running: Arc<Running>,
}

impl Drop for Job<'_> {
    fn drop(&mut self) {
        let mut all = self.jobs.all();
        // Another job may have been begun under the same number.
        if all.get(&self.key).is_some_and(|there| Arc::ptr_eq(there, &self.running)) {
            all.remove(&self.key);
        }
    }
}

impl Watch for Job<'_> {
    fn expect(&self, bytes: u64) {
        self.running.all.fetch_add(bytes, Ordering::Relaxed);
    }

    fn advance(&self, bytes: u64) {
        self.running.done.fetch_add(bytes, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.running.stop.load(Ordering::Relaxed)
    }
}

#[derive(Debug, Default)]
struct Running {
    done: AtomicU64,
    all: AtomicU64,
    stop: AtomicBool,
}
