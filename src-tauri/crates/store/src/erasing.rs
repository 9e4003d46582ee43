//! A draft that is removed for good: its rows are overwritten on the disk, its words leave the index, and files that no
//! other draft knows go. Copies of the database that were made before keep it until they go themselves.
//!
//! The digests of its files are written down first, so that a run that was cut off behind the database removes them at
//! the next start.

use std::path::PathBuf;

use foundation::Digest;
use rusqlite::Connection;

use crate::fault::StoreFault;
use crate::rows::DraftId;
use crate::seals::{PARTS, Whole, drawn};
use crate::{Home, Store};

/// The files of a draft that is being removed, a digest a line.
const ERASING: &str = "erasing.txt";
/// More than two thousand files have.
const LONGEST: u64 = 1 << 20;

impl Store {
    /// Removes a draft of the bin for good.
    ///
    /// # Errors
    /// `NoDraft` where there is none in the bin; `Database`, `Disk`: it is there as before.
    pub fn erase(&self, home: Home<'_>, id: DraftId) -> Result<(), StoreFault> {
        let sql = "SELECT EXISTS (SELECT 1 FROM drafts WHERE id = ?1 AND binned IS NOT NULL)";
        if !self.run(|connection| connection.query_row(sql, [id.0], |row| row.get(0)))? {
            return Err(StoreFault::NoDraft);
        }
        let digests = self.run(|connection| {
            let mut rows =
                connection.prepare("SELECT DISTINCT digest FROM kept WHERE draft = ?1")?;
            rows.query_map([id.0], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()
        })?;
        disk::write_whole(&list(home), digests.join("\n").as_bytes(), &disk::Private(home.files))?;
        self.take_rows(id)?;
        self.know(id, None);
        // What is left of it between the rows, in the log and the index is no draft any more. Where the disk does not take
        // it, it goes with later writes.
        let _ = self.run(|connection| {
            connection.execute_batch("PRAGMA temp_store = memory; VACUUM;")?;
            emptied(connection)
        });
        let _ = self.forget_words(home, id);
        self.remove_erased(home);
        Ok(())
    }

    /// Removes a draft in which nothing was ever filled in: there is nothing of it to be overwritten.
    ///
    /// # Errors
    /// `Database`: it is there as before.
    pub fn drop_untouched(&self, id: DraftId) -> Result<(), StoreFault> {
        self.take_rows(id)?;
        self.know(id, None);
        Ok(())
    }

    /// Takes all rows of a draft out of the database.
    fn take_rows(&self, id: DraftId) -> Result<(), StoreFault> {
        self.transact(|transaction| {
            for table in PARTS {
                let sql = format!("DELETE FROM {} WHERE {} = ?1", table.name, table.draft);
                transaction.execute(&sql, [id.0])?;
            }
            transaction.execute("DELETE FROM drafts WHERE id = ?1", [id.0])?;
            let (name, writes) = match Whole::read(transaction)? {
                Some(whole) => (whole.id, whole.writes),
                None => (drawn(transaction)?, 0),
            };
            Whole::count(transaction, name, writes + 1)?.write(transaction)
        })
    }

    /// Removes the files of drafts that were removed, where no other draft knows them.
    pub(crate) fn remove_erased(&self, home: Home<'_>) {
        let list = list(home);
        if !home.files.exists(&list) || home.files.is_folder(&list) {
            return;
        }
        let text = home.files.read_up_to(&list, LONGEST).unwrap_or_default();
        let digests = String::from_utf8(text).unwrap_or_default();
        let is_known = |digest: &str| {
            let sql = "SELECT EXISTS (SELECT 1 FROM kept WHERE digest = ?1)";
            // What cannot be asked is known.
            self.run(|connection| connection.query_row(sql, [digest], |row| row.get(0)))
                .unwrap_or(true)
        };
        for digest in digests.lines().filter(|digest| !is_known(digest)) {
            if let Ok(digest) = digest.parse::<Digest>() {
                let _ = home.files.remove_file(&Self::kept_path(home.folder, digest));
            }
        }
        let _ = home.files.remove_file(&list);
    }
}

fn list(home: Home<'_>) -> PathBuf {
    home.folder.join(ERASING)
}

/// Brings the log into the database, and empties it.
pub(crate) fn emptied(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}
