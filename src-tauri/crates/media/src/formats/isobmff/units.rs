//! Times in the units of a movie or track.

use std::time::Duration;

use crate::facts::found::duration_of;

/// A duration in the units of a movie or track.
pub(super) fn in_units(count: u64, per_second: u32) -> Option<Duration> {
    // All ones stand for one that is not known.
    let unknown = count == u64::MAX || count == u64::from(u32::MAX);
    duration_of(if unknown { 0 } else { count }, per_second.into())
}
