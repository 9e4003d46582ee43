//! A file whose reading is followed, and ends when whoever follows asks for it.

use std::cell::Cell;
use std::io;

use foundation::{ReadAt, Watch};

/// A file that tells how far it is gone through. Each byte that is sent is read twice, to be written and to be
/// held against what was written, and counts half each time. A reading that should end fails with
/// `Interrupted`.
pub(crate) struct Watched<'a> {
    source: &'a dyn ReadAt,
    watch: &'a dyn Watch,
    odd: Cell<u64>,
}

impl<'a> Watched<'a> {
    pub(crate) fn new(source: &'a dyn ReadAt, watch: &'a dyn Watch) -> Self {
        Self { source, watch, odd: Cell::new(0) }
    }
}

impl ReadAt for Watched<'_> {
    fn length(&self) -> u64 {
        self.source.length()
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        if self.watch.is_stopped() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = self.source.read_at(offset, into)?;
        let halves = self.odd.get() + count as u64;
        self.odd.set(halves % 2);
        self.watch.advance(halves / 2);
        Ok(count)
    }
}
