//! A file whose reading is followed, and ends when whoever follows asks for it.

use std::io;

use foundation::{ReadAt, Watch};

/// A file that tells how far it is read. A reading that should end fails with `Interrupted`.
pub(crate) struct Watched<'a> {
    pub(crate) source: &'a dyn ReadAt,
    pub(crate) watch: &'a dyn Watch,
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
        self.watch.advance(count as u64);
        Ok(count)
    }
}
