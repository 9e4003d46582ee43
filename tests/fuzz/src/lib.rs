//! What every target does with a file: it is read, judged, told and cleaned, within the bounds.

use std::cell::Cell;
use std::io;

use foundation::ReadAt;
use libfuzzer_sys::Corpus;
use media::{Cleaned, Container, MOST_READ, Minimum};

struct Counted<'b> {
    bytes: &'b [u8],
    read: Cell<u64>,
}

impl ReadAt for Counted<'_> {
    fn length(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read_at(offset, into)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

/// Reads a file, and keeps it as a seed if it is of this family.
pub fn read(bytes: &[u8], family: &[Container]) -> Corpus {
    let file = Counted { bytes, read: Cell::new(0) };
    let facts = media::read(&file).expect("memory does not fail").named("照片.jpg");
    assert!(file.read.get() <= MOST_READ);
    if let Some(shown) = facts.shown {
        assert!(shown.width > 0 && shown.height > 0);
    }
    media::judge(&facts, Minimum::USUAL);
    facts.sentences();
    if let Ok(cleaning) = media::clean(&file).expect("memory does not fail") {
        let copy = Cleaned::new(&file, &cleaning);
        let mut whole = vec![0; copy.length() as usize];
        assert_eq!(copy.read_at(0, &mut whole).expect("memory does not fail"), whole.len());
    }
    if family.contains(&facts.container) { Corpus::Keep } else { Corpus::Reject }
}
