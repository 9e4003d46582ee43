//! The mark beside the database: which one it is, and how often it was written when that was last acknowledged. Where the
//! database is behind its mark, something that was acknowledged is gone: SQLite takes what stands beside a database only
//! up to the first byte that is not right, and does not say so.
//!
//! It is written after each write and never waited for: one that is behind the database says nothing, and one that is
//! not right itself is none.

use std::path::Path;

use foundation::{Digest, Files};

use crate::Store;
use crate::seals::Whole;

const MARK: &str = "mark";
/// More than a mark has.
const LONGEST: u64 = 256;

/// What the mark says: the database, and its counter.
pub(crate) fn read(home: &Path, files: &dyn Files) -> Option<(String, i64)> {
    let path = home.join(MARK);
    if !files.exists(&path) || files.is_folder(&path) || files.is_device(&path) {
        return None;
    }
    let text = String::from_utf8(files.read_up_to(&path, LONGEST).ok()?).ok()?;
    let (says, digest) = text.trim_end().rsplit_once(' ')?;
    if short(says) != digest {
        return None;
    }
    let (id, writes) = says.split_once(' ')?;
    Some((id.to_owned(), writes.parse().ok()?))
}

/// Whether there is one, right or not.
pub(crate) fn is_there(home: &Path, files: &dyn Files) -> bool {
    files.exists(&home.join(MARK))
}

fn short(text: &str) -> String {
    Digest::of(text.as_bytes()).to_string()[..16].to_owned()
}

impl Store {
    /// Notes how often the database was written, once it is open.
    pub(crate) fn mark_now(&self) {
        if let Ok(Some(whole)) = Whole::read(&self.connection) {
            self.mark(&whole);
        }
    }

    /// Notes that the database was written.
    pub(crate) fn mark(&self, whole: &Whole) {
        if let Some(mark) = &mut *self.mark.borrow_mut() {
            // The same length each time: nothing of the one before is left behind it.
            let says = format!("{} {:020}", whole.id, whole.writes);
            let text = format!("{says} {}\n", short(&says));
            // A mark that cannot be written is behind, and says nothing.
            let _ = mark.rewrite(text.as_bytes());
        }
    }
}

/// Opens the mark for writing.
pub(crate) fn open(home: &Path, files: &dyn Files) -> Option<Box<dyn foundation::Rewrite>> {
    files.rewrite(&home.join(MARK)).ok()
}
