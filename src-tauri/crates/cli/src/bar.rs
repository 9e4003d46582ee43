//! How far long work is, as a bar on the terminal; nothing where nobody sees it.

use std::cell::Cell;
use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use foundation::Watch;

use crate::terminal::draw;

/// Judgement: ten changes a second are followed by the eye and cost nothing.
const TICK: Duration = Duration::from_millis(100);
/// Columns of the bar.
const COLUMNS: u64 = 24;
/// Judgement: less is written before anybody asks how far it is.
const FEWEST_BYTES: u64 = 100_000_000;
const MEGABYTE: u64 = 1_000_000;

/// A bar that is taken away when it goes.
pub(crate) struct Bar {
    is_seen: bool,
    shown: Cell<Option<Instant>>,
}

impl Bar {
    /// A bar for work that is long enough, on a terminal.
    pub(crate) fn new(is_long: bool) -> Self {
        Self { is_seen: is_long && std::io::stderr().is_terminal(), shown: Cell::new(None) }
    }

    /// Shows how much is done, with words behind it.
    pub(crate) fn show(&self, done: u64, all: u64, words: impl FnOnce() -> String) {
        if !self.is_seen || self.shown.get().is_some_and(|shown| shown.elapsed() < TICK) {
            return;
        }
        self.shown.set(Some(Instant::now()));
        let full = (COLUMNS * done / all.max(1)).min(COLUMNS);
        let (full, rest) = ("█".repeat(full as usize), "░".repeat((COLUMNS - full) as usize));
        draw(format_args!("\r{full}{rest} {}", words()));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if self.shown.get().is_some() {
            draw(format_args!("\r\x1B[K"));
        }
    }
}

/// A folder that is written, in megabytes.
pub(crate) struct Writing {
    bar: Bar,
    done: Cell<u64>,
    all: Cell<u64>,
}

impl Writing {
    pub(crate) fn new() -> Self {
        Self { bar: Bar::new(true), done: Cell::new(0), all: Cell::new(0) }
    }
}

impl Watch for Writing {
    fn expect(&self, bytes: u64) {
        self.all.set(self.all.get() + bytes);
    }

    fn advance(&self, bytes: u64) {
        self.done.set(self.done.get() + bytes);
        let (done, all) = (self.done.get(), self.all.get());
        if all >= FEWEST_BYTES {
            self.bar.show(done, all, || format!("{}/{} MB", done / MEGABYTE, all / MEGABYTE));
        }
    }

    fn is_stopped(&self) -> bool {
        false
    }
}
