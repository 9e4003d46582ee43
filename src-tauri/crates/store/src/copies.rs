//! Copies of the last good database: one a day, made only from a database that was found whole, by
//! SQLite's own backup, and thinned to the last seven days and one a month before.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use foundation::{Date, FileFault, FileOperation};
use rusqlite::{Connection, OpenFlags};

use crate::fault::StoreFault;
use crate::opening::DATABASE;
use crate::{Store, kept, schema};

const FOLDER: &str = "copies";
/// Judgement: a week to notice a loss, and the months for what is noticed at the next year's call.
const DAYS_KEPT: usize = 7;
const MONTHS_KEPT: usize = 12;

/// A copy that was found whole, and what it holds.
#[derive(Clone, Debug)]
pub struct GoodCopy {
    pub(crate) path: PathBuf,
    /// The day of the copy, `2020-06-10`.
    pub day: String,
    /// How many drafts, those in the bin too.
    pub drafts: u64,
    /// The last change in it, in milliseconds since 1970.
    pub changed: Option<i64>,
    /// The titles of the drafts changed last, five at most.
    pub titles: Vec<String>,
}

impl Store {
    /// Keeps a copy of the database as it is now under today's name, if there is none yet today.
    pub(crate) fn copy_of_day(&self, today: Date) -> Result<(), StoreFault> {
        let name = self.home.join(FOLDER).join(format!("{today}.db"));
        if name.exists() { Ok(()) } else { self.keep_copy(today) }
    }

    fn is_empty(&self) -> rusqlite::Result<bool> {
        self.connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM drafts)", [], |row| row.get(0))
    }

    /// Keeps a copy of the database as it is now, in the place of today's. A database that is not whole
    /// any more is not copied.
    ///
    /// # Errors
    /// `Database` and `File`; the copies that were there stay.
    pub fn keep_copy(&self, today: Date) -> Result<(), StoreFault> {
        let folder = self.home.join(FOLDER);
        let made = fs::create_dir_all(&folder);
        made.map_err(|cause| FileFault::new(FileOperation::MakeFolder, &folder, cause))?;
        let path = self.home.join(DATABASE);
        let fault = StoreFault::database(&path);
        // A database that is not whole, or holds nothing, is no copy to come back to.
        if !schema::is_sound(&self.connection).map_err(&fault)?
            || self.is_empty().map_err(&fault)?
        {
            return Ok(());
        }
        let temporary = folder.join("unfinished");
        if temporary.exists() {
            remove(&temporary)?;
        }
        let copied = self.connection.backup(rusqlite::MAIN_DB, &temporary, None::<fn(_)>);
        copied.map_err(StoreFault::database(&temporary))?;
        let synced = File::open(&temporary).and_then(|file| file.sync_all());
        synced.map_err(|cause| FileFault::new(FileOperation::Write, &temporary, cause))?;
        let name = folder.join(format!("{today}.db"));
        let moved = fs::rename(&temporary, &name);
        moved.map_err(|cause| FileFault::new(FileOperation::Rename, &name, cause))?;
        kept::sync_folder(&folder)?;
        for old in superfluous(&names(&folder)) {
            remove(&folder.join(old))?;
        }
        Ok(())
    }
}

fn remove(path: &Path) -> Result<(), StoreFault> {
    let removed = fs::remove_file(path);
    Ok(removed.map_err(|cause| FileFault::new(FileOperation::Remove, path, cause))?)
}

/// The names of copies, `2020-06-10.db`, the newest first.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| day(name).is_some())
        .collect();
    names.sort();
    names.reverse();
    names
}

fn day(name: &str) -> Option<Date> {
    name.strip_suffix(".db")?.parse().ok()
}

/// The names that are beyond the last days and are not the last of one of the months before.
fn superfluous(names: &[String]) -> Vec<&str> {
    let mut months = BTreeSet::new();
    let older = names.iter().skip(DAYS_KEPT);
    let kept = |name: &&String| months.insert(name[..7].to_owned()) && months.len() <= MONTHS_KEPT;
    let kept: BTreeSet<&String> = older.clone().filter(kept).collect();
    older.filter(|name| !kept.contains(name)).map(String::as_str).collect()
}

/// The newest copy that is whole.
pub(crate) fn newest(home: &Path) -> Option<GoodCopy> {
    let folder = home.join(FOLDER);
    names(&folder).into_iter().find_map(|name| look(&folder.join(name)))
}

fn look(path: &Path) -> Option<GoodCopy> {
    let connection = open_copy(path).ok()?;
    if !schema::is_sound(&connection).ok()? {
        return None;
    }
    let (drafts, changed) = connection
        .query_row("SELECT count(*), max(changed) FROM drafts", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get(1)?))
        })
        .ok()?;
    let mut titles = connection
        .prepare("SELECT title FROM drafts ORDER BY changed DESC, id DESC LIMIT 5")
        .ok()?;
    let titles = titles.query_map([], |row| row.get(0)).ok()?;
    Some(GoodCopy {
        day: path.file_stem()?.to_str()?.to_owned(),
        path: path.to_owned(),
        drafts: u64::try_from(drafts).ok()?,
        changed,
        titles: titles.filter_map(Result::ok).collect(),
    })
}

/// A copy is looked at as it lies: nothing is written beside it.
fn open_copy(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    // Source: SQLite, Uniform Resource Identifiers, 3.1.
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)
}

/// Copies a good copy to the place of the database.
pub(crate) fn put_in_place(home: &Path, copy: &GoodCopy) -> Result<(), StoreFault> {
    let target = home.join(DATABASE);
    let fault = |cause| FileFault::new(FileOperation::Write, &target, cause);
    let temporary = home.join("drafts.unfinished");
    fs::copy(&copy.path, &temporary).map_err(fault)?;
    File::open(&temporary).and_then(|file| file.sync_all()).map_err(fault)?;
    fs::rename(&temporary, &target).map_err(fault)?;
    kept::sync_folder(home)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_of_days_and_a_year_of_months_are_kept() {
        let mut names: Vec<String> = Vec::new();
        for month in 1..=12 {
            for day in [1, 15, 28] {
                names.push(format!("2025-{month:02}-{day:02}.db"));
            }
        }
        names.reverse();
        let gone = superfluous(&names);
        let kept: Vec<&str> =
            names.iter().map(String::as_str).filter(|name| !gone.contains(name)).collect();
        assert_eq!(kept.len(), 7 + 10, "{kept:?}");
        assert_eq!(kept[7], "2025-10-15.db", "the last of the month that the week has left over");
        assert_eq!(kept.last(), Some(&"2025-01-28.db"));
    }
}
