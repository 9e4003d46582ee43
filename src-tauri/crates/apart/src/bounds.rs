//! How much a process may take that works on foreign bytes. On Unix the system holds it to that; elsewhere the wait and
//! the length of the answer are bounded by whoever asks, and memory is not.

use std::time::Duration;

/// How much a process may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Time of the processor, in seconds.
    pub busy_seconds: u32,
    /// How long one waits; three times as long where the machine has no time for it.
    pub wait: Duration,
    /// How long one waits for each step of work that has several.
    pub step: Duration,
    /// Memory that it may write to, in bytes, its stack among it.
    pub memory: u64,
    /// How long its answer may be, in bytes.
    pub answer: u64,
}

impl Bounds {
    pub(crate) fn busy_time(&self) -> Duration {
        Duration::from_secs(u64::from(self.busy_seconds))
    }
}

/// Room for what calls itself. Judgement: readers of PDF stop at a hundred steps of some kilobytes; this is ten times
/// as much.
pub(crate) const STACK: usize = 32 << 20;

/// Holds this process to its bounds, for good. What the system does not take is left as it is: the wait is bounded in
/// any case.
#[cfg(unix)]
pub(crate) fn hold_to(bounds: &Bounds) {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let hold = |resource: Resource, most: u64| {
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    };
    hold(Resource::Core, 0);
    // It writes to its standard output, which is no file, and opens nothing but what the system needs for a thread.
    hold(Resource::Fsize, 0);
    hold(Resource::Nofile, 16);
    hold(Resource::Cpu, u64::from(bounds.busy_seconds));
    hold(Resource::Data, bounds.memory);
}

#[cfg(not(unix))]
pub(crate) fn hold_to(_: &Bounds) {}
