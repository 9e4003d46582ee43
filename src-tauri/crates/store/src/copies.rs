//! Copies of the last good database: one a day, made only from a database that was found whole to the last row, by
//! SQLite's own backup, and thinned to the last seven days and one a month before. Beside them a copy of what a
//! database was before it was brought to a later version; those stay. Which copy is the latest is told by what it holds
//! and by the counter in it: the clock of a machine may have been wrong for a day.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use disk::Beside;
use foundation::{Date, Digest, FileFault, Files};
use rusqlite::Connection;

use crate::fault::StoreFault;
use crate::layout::DATABASE;
use crate::looking::as_it_lies;
use crate::reading::{Contents, Found, found};
use crate::rows::{DraftId, Flaw};
use crate::schema::{self, SEALED, Schema};
use crate::survey::{Survey, survey};
use crate::sweeping::digests;
use crate::{Home, Store};

const FOLDER: &str = "copies";
/// Judgement: a week to notice a loss, and the months for what is noticed at the next year's call.
const DAYS_KEPT: usize = 7;
const MONTHS_KEPT: usize = 12;

/// A copy that was found whole, and what it holds.
#[derive(Clone, Debug)]
pub struct GoodCopy {
    pub(crate) path: PathBuf,
    /// What it is called among the copies, `2020-06-10.db`.
    pub name: String,
    /// The day of the copy, `2020-06-10`, by the clock of that day.
    pub day: String,
    /// How many drafts, those in the bin too.
    pub drafts: u64,
    /// The last change in it, in milliseconds since 1970.
    pub changed: Option<i64>,
    /// The titles of the drafts changed last, five at most.
    pub titles: Vec<String>,
    pub(crate) survey: Survey,
}

/// A state of one draft that is whole in a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodVersion {
    /// What the copy is called, `2020-06-10.db`.
    pub copy: String,
    /// The day of the copy.
    pub day: String,
    /// The last change of the draft in it, in milliseconds since 1970.
    pub changed: i64,
    /// The name of the case.
    pub title: String,
    /// How often the case was changed.
    pub revision: u64,
}

impl Store {
    /// Keeps a copy of the database as it is now under today's name, if there is none yet today.
    pub(crate) fn copy_of_day(&self, files: &dyn Files, today: Date) -> Result<(), StoreFault> {
        let name = self.home.join(FOLDER).join(format!("{today}.db"));
        if files.exists(&name) { Ok(()) } else { self.keep_copy(files, today) }
    }

    /// Keeps a copy of the database as it is now, in the place of today's. A database that is not whole to the last row
    /// is not copied: what is there is better.
    ///
    /// # Errors
    /// `Database`, `File` and `ReadBack`; the copies that were there stay.
    pub fn keep_copy(&self, files: &dyn Files, today: Date) -> Result<(), StoreFault> {
        let files = &disk::Private(files);
        let path = self.home.join(DATABASE);
        let found = survey(&self.connection, self.schema, true);
        let found = match found.map_err(StoreFault::database(&path)) {
            Err(fault) if fault.is_damage() => Survey::default(),
            found => found?,
        };
        self.uncopied.set(!found.is_whole());
        // One that holds nothing is no copy to come back to.
        if !found.is_whole() || found.ids.is_empty() {
            return Ok(());
        }
        let home = Home { folder: &self.home, files };
        write(home, &format!("{today}.db"), (&self.connection, self.schema))?;
        let daily = names(home)?.into_iter().filter(|name| is_daily(name)).collect();
        for old in superfluous(&by_counter(home, daily)) {
            files.remove_file(&self.home.join(FOLDER).join(old))?;
        }
        Ok(())
    }

    /// Whether no copy was made when one was due, because something in the database was changed on the disk: the copies
    /// that are there are better.
    pub fn is_uncopied(&self) -> bool {
        self.uncopied.get()
    }

    /// The states of a draft that are whole in the copies, the last first; each that says the same only once.
    ///
    /// # Errors
    /// `File` where the copies cannot be listed.
    pub fn versions(&self, files: &dyn Files, id: DraftId) -> Result<Vec<GoodVersion>, StoreFault> {
        let home = Home { folder: &self.home, files };
        let mut all = Vec::new();
        for name in by_counter(home, names(home)?) {
            let Some(day) = day(&name) else { continue };
            let Some(there) = in_copy(home, &name, self.schema, id.0) else { continue };
            let row = &there.listed.row;
            let version = GoodVersion {
                copy: name.clone(),
                day: day.to_owned(),
                changed: there.listed.changed,
                title: row.title.clone(),
                revision: row.stamp.map_or(0, |stamp| stamp.identity.revision.number()),
            };
            let is_same = |other: &(GoodVersion, Contents)| other.1 == there.contents;
            if !all.iter().any(is_same) {
                all.push((version, there.contents));
            }
        }
        Ok(all.into_iter().map(|(version, _)| version).collect())
    }

    /// Puts a draft back to what it was in a copy: case, steps, names of its files.
    ///
    /// # Errors
    /// `NoCopy` where it is not whole there; `Database`.
    pub fn restore(&self, files: &dyn Files, id: DraftId, copy: &str) -> Result<(), StoreFault> {
        let home = Home { folder: &self.home, files };
        let day = day(copy).ok_or(StoreFault::NoCopy)?.to_owned();
        let mut there = in_copy(home, copy, self.schema, id.0).ok_or(StoreFault::NoCopy)?;
        there.listed.flaw = Some(Flaw::FromCopy { day });
        self.put_back(id, &there)
    }
}

/// A draft as it is in a copy, where it is whole there.
pub(crate) fn in_copy(home: Home<'_>, name: &str, schema: Schema, id: i64) -> Option<Found> {
    day(name)?;
    let connection = open_copy(&home.folder.join(FOLDER).join(name), schema).ok()?;
    found(&connection, id).ok()?.filter(Found::is_whole)
}

/// Keeps a copy of a database of an older version as it is: `copies/2020-06-20-schema-1.db`.
pub(crate) fn before_migration(
    home: Home<'_>,
    (connection, schema): (&Connection, Schema),
    version: i64,
    today: Date,
) -> Result<(), StoreFault> {
    let path = home.folder.join(DATABASE);
    match schema.is_sound(connection).map_err(StoreFault::database(&path))? {
        true => write(home, &format!("{today}-schema-{version}.db"), (connection, schema)),
        // What is not whole is told when it is read.
        false => Ok(()),
    }
}

/// Writes a copy of the database into the folder of copies, in the place of one of this name.
fn write(
    home: Home<'_>,
    name: &str,
    (connection, schema): (&Connection, Schema),
) -> Result<(), StoreFault> {
    let folder = home.folder.join(FOLDER);
    home.make_folders(&folder)?;
    let place = folder.join(name);
    let beside = Beside::new(&place, home.files);
    // Made here, so that nobody else may read it; SQLite fills it.
    drop(home.files.create(beside.path()).map_err(|fault| beside.at_its_place(fault))?);
    let copied = connection.backup(rusqlite::MAIN_DB, beside.path(), None::<fn(_)>);
    copied.map_err(StoreFault::database(&place))?;
    home.files.sync_file(beside.path()).map_err(|fault| beside.at_its_place(fault))?;
    // It is read back before it takes the place of another.
    let back = as_it_lies(beside.path()).and_then(|copy| match schema::version(&copy)? < SEALED {
        true => schema.is_sound(&copy),
        false => Ok(survey(&copy, schema, true)?.is_whole()),
    });
    if !back.is_ok_and(|is_whole| is_whole) {
        return Err(StoreFault::ReadBack { path: place });
    }
    Ok(beside.settle()?)
}

/// Removes what a crash cut off. Programs before the room `disk` had other names for it.
pub(crate) fn remove_left(home: Home<'_>) {
    disk::remove_unfinished(&home.folder.join(FOLDER), home.files);
    disk::remove_unfinished(home.folder, home.files);
    for name in [&*format!("{FOLDER}/unfinished"), "drafts.unfinished"] {
        let left = home.folder.join(name);
        if home.files.exists(&left) {
            let _ = home.files.remove_file(&left);
        }
    }
}

/// Every file that a copy names, and what was before a migration; none where one of them cannot be read.
pub(crate) fn digests_in_copies(home: Home<'_>) -> Result<Option<BTreeSet<Digest>>, FileFault> {
    let mut all = BTreeSet::new();
    for name in names(home)? {
        let connection = as_it_lies(&home.folder.join(FOLDER).join(name));
        let Ok(named) = connection.and_then(|connection| digests(&connection)) else {
            return Ok(None);
        };
        all.extend(named);
    }
    Ok(Some(all))
}

/// The names of copies, `2020-06-10.db` or `2020-06-10-schema-1.db`, the newest by name first.
fn names(home: Home<'_>) -> Result<Vec<String>, FileFault> {
    let folder = home.folder.join(FOLDER);
    if !home.files.is_folder(&folder) {
        return Ok(Vec::new());
    }
    let mut names = home.files.list(&folder)?;
    names.retain(|name| {
        let path = folder.join(name);
        day(name).is_some() && !home.files.is_device(&path) && !home.files.is_folder(&path)
    });
    names.sort();
    names.reverse();
    Ok(names)
}

/// The day of a copy.
fn day(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(".db")?;
    let day = stem.split_once("-schema-").map_or(stem, |(day, _)| day);
    day.parse::<Date>().is_ok().then_some(day)
}

/// Whether a copy is one of those that are made every day.
fn is_daily(name: &str) -> bool {
    !name.contains("-schema-")
}

/// Copies by what they hold, the latest first; of those that cannot be read the names decide, behind all others.
fn by_counter(home: Home<'_>, names: Vec<String>) -> Vec<String> {
    let weight = |name: &String| {
        let connection = as_it_lies(&home.folder.join(FOLDER).join(name)).ok()?;
        let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        let writes = count("SELECT writes FROM whole").unwrap_or(0);
        Some((count("SELECT count(*) FROM drafts").ok()?, writes))
    };
    let mut weighed: Vec<_> = names.into_iter().map(|name| (weight(&name), name)).collect();
    weighed.sort();
    weighed.reverse();
    weighed.into_iter().map(|(_, name)| name).collect()
}

/// The names that are beyond the last days and are not the last of one of the months before.
fn superfluous(names: &[String]) -> Vec<&str> {
    let mut months = BTreeSet::new();
    let older = names.iter().skip(DAYS_KEPT);
    let kept = |name: &&String| months.insert(name[..7].to_owned()) && months.len() <= MONTHS_KEPT;
    let kept: BTreeSet<&String> = older.clone().filter(kept).collect();
    older.filter(|name| !kept.contains(name)).map(String::as_str).collect()
}

/// The copies that are whole, the best first: those of the database whose mark is there before those of another one.
pub(crate) fn good(home: Home<'_>, schema: Schema) -> Result<Vec<GoodCopy>, FileFault> {
    let folder = home.folder.join(FOLDER);
    let ours = crate::mark::read(home.folder, home.files).map(|(id, _)| id);
    let mut copies = Vec::new();
    for name in names(home)? {
        let path = folder.join(&name);
        let Some(held) = look(&path, schema) else { continue };
        let Some(day) = day(&name).map(str::to_owned) else { continue };
        copies.push(GoodCopy {
            path,
            day,
            name,
            drafts: held.ids.len() as u64,
            changed: held.changed,
            titles: held.titles.clone(),
            survey: held,
        });
    }
    let is_ours = |copy: &GoodCopy| {
        let id = copy.survey.whole.as_ref().map(|whole| &whole.id);
        // One of an older version does not say whose it is.
        copy.name.contains("-schema-") || ours.is_none() || ours.as_ref() == id
    };
    copies.sort_by_key(|copy| (is_ours(copy), copy.survey.weight()));
    copies.reverse();
    Ok(copies)
}

/// What a copy holds, where it is whole.
fn look(path: &Path, schema: Schema) -> Option<Survey> {
    let connection = open_copy(path, schema).ok()?;
    survey(&connection, schema, true).ok().filter(Survey::is_whole)
}

/// Opens a copy for looking. One of an older version is brought up to date in memory.
pub(crate) fn open_copy(path: &Path, schema: Schema) -> rusqlite::Result<Connection> {
    let connection = as_it_lies(path)?;
    let version = schema::version(&connection)?;
    if version == 0 || version >= schema.latest() || !schema.is_sound(&connection)? {
        return Ok(connection);
    }
    let mut memory = Connection::open_in_memory()?;
    rusqlite::backup::Backup::new(&connection, &mut memory)?.run_to_completion(
        i32::MAX,
        std::time::Duration::ZERO,
        None,
    )?;
    match schema.bring_up(&mut memory, path, |_, _| Ok(())) {
        Ok(()) => Ok(memory),
        Err(StoreFault::Database { cause, .. }) => Err(cause),
        Err(_) => Err(rusqlite::Error::InvalidQuery),
    }
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
