//! Drafts and what belongs to them, so that nothing that was acknowledged is ever lost: rows in SQLite
//! (WAL, synchronous FULL), attachments as content-addressed files, one running program at a time, and
//! copies of the last good database. What a draft says is text here; only `case` understands it.

mod copies;
mod drafts;
mod fault;
mod kept;
mod named;
mod opening;
mod schema;

pub use copies::GoodCopy;
pub use drafts::{Draft, DraftId, DraftRow, Listed, Receipt, Saving, Search, Step};
pub use fault::StoreFault;
pub use kept::{Copied, Kept};
pub use opening::{Damaged, Opened, open};

use std::fs::File;
use std::path::PathBuf;

use rusqlite::Connection;

/// The drafts of one user on one machine, open for this program alone.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    home: PathBuf,
    /// Held while the program runs; the system lets go of it when the program ends, however it ends.
    _lock: File,
}

impl Store {
    /// The folder in which everything lies.
    pub fn home(&self) -> &std::path::Path {
        &self.home
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
