//! Long work on files, as it is followed and stopped from elsewhere.

/// Follows long work on files, from another thread perhaps.
pub trait Watch {
    /// So many bytes are to come, beside those that were told before.
    fn expect(&self, bytes: u64);

    /// So many of them are done.
    fn advance(&self, bytes: u64);

    /// Whether to end; nothing half-made is left then.
    fn is_stopped(&self) -> bool;
}

/// Nobody follows.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn expect(&self, _: u64) {}

    fn advance(&self, _: u64) {}

    fn is_stopped(&self) -> bool {
        false
    }
}
