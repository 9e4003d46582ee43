//! Drafts and what belongs to them, so that nothing that was acknowledged is ever lost: rows in SQLite
//! (WAL, synchronous FULL), attachments as content-addressed files, one running program at a time, and
//! copies of the last good database. What a draft says is text here; only `case` understands it.
//!
//! Each row bears a digest of what it says (`seals`), because SQLite does not notice a letter that became another.
//! `integrity_check` and the list before anything is written, on a copy where something stands beside the database
//! (`looking`); a damaged database is not touched until the user has chosen, then it is set aside whole, and what can be
//! read of it, a copy or an empty one takes its place (`recovery`). One draft that was changed keeps nobody from the
//! others. Copies are made by SQLite's backup at the first start of a day and at each exit, one a day, never from a
//! database that is not whole.
//! Attachments lie once under their SHA-256: copied while hashing, synced, renamed, and only then named by a
//! row; a removed attachment's file stays, so that undo brings it back, and goes when nobody uses it (`sweeping`). Kept files are read-only, and a player
//! opens a link to one under a name of its own, whose ending is one of its content, so that nothing that calls
//! itself a photo is run as a program.

mod copies;
mod drafts;
mod erasing;
mod fault;
mod kept;
mod layout;
mod looking;
mod mark;
mod named;
mod opening;
mod reading;
mod ready;
mod recovery;
mod rows;
mod schema;
mod seals;
mod searching;
mod stamps;
mod survey;
mod sweeping;
mod versions;
mod wal;

pub use copies::{GoodCopy, GoodVersion};
pub use fault::StoreFault;
pub use kept::{Copied, Kept, KeptState};
pub use opening::{Opened, is_open_elsewhere, open, open_with};
pub use recovery::{Choice, Damaged, Readable};
pub use rows::{Draft, DraftId, DraftRow, Flaw, Flaws, Listed, Receipt, Saving, Search, Step};
pub use searching::{FoundDraft, Line, Said, Unknown, Words};
pub use sweeping::{Swept, is_due_to_sweep};
pub use versions::{Occasion, Version, VersionRow};

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use foundation::{Files, Held, Rewrite};
use rusqlite::Connection;

/// The user's folder, on the disk.
#[derive(Clone, Copy)]
pub struct Home<'f> {
    /// The folder.
    pub folder: &'f Path,
    /// The disk. SQLite goes to its own files by itself; all others are made here.
    pub files: &'f dyn Files,
}

impl Home<'_> {
    /// Makes a folder within the home. The home itself is not made anew where it was moved or its disk pulled out.
    fn make_folders(&self, within: &Path) -> Result<(), StoreFault> {
        match self.files.is_folder(self.folder) {
            true => Ok(self.files.make_folders(within)?),
            false => Err(StoreFault::Gone(self.folder.to_owned())),
        }
    }
}

/// The drafts of one user on one machine, open for this program alone.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    home: PathBuf,
    schema: schema::Schema,
    /// Which database it is.
    id: Option<String>,
    /// How often the database was written, beside it; none where the disk does not take it.
    mark: RefCell<Option<Box<dyn Rewrite>>>,
    /// In which state a draft was read or written here: what another program has written since is not overwritten.
    known: RefCell<BTreeMap<DraftId, seals::Seal>>,
    /// Drafts of which something was changed on the disk.
    flawed: RefCell<BTreeSet<DraftId>>,
    /// What drafts are found by; none until it is first asked.
    index: RefCell<Option<searching::Index>>,
    /// Whether the last copy that was due was not made.
    uncopied: Cell<bool>,
    /// Held while the program runs; the system lets go of it when the program ends, however it ends.
    lock: Box<dyn Held>,
}

impl Store {
    /// The folder in which everything lies.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Which database it is, wherever it lies: 32 hexadecimal digits.
    pub fn database(&self) -> Option<String> {
        self.id.clone()
    }

    /// Takes it that another program has written a draft since it was read here.
    pub fn distrust(&self, draft: DraftId) {
        self.known.borrow_mut().insert(draft, seals::Seal::default());
    }

    /// A folder that was moved or whose disk was pulled out is not written to behind the user's back.
    fn must_be_in_its_place(&self) -> Result<(), StoreFault> {
        match self.lock.is_in_its_place() {
            true => Ok(()),
            false => Err(StoreFault::Gone(self.home.clone())),
        }
    }

    /// Bounds the database to so many pages of 4096 bytes, as a full disk would. For tests of what a
    /// full disk does; lasts as long as the store is open.
    ///
    /// # Panics
    /// Where SQLite does not take the bound.
    #[doc(hidden)]
    pub fn limit_pages(&self, pages: u32) {
        self.connection
            .pragma_update(None, "max_page_count", pages)
            .expect("the pragma takes any number");
    }
}
