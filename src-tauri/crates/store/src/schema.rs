//! The tables by version, and how a connection is set up. A step from one version to the next is a text of SQL
//! in `migrations/`; which tables a version has is found by taking its steps in memory, so that no list of them
//! can fall behind. (`rusqlite_migration` does the same for another version of rusqlite than ours, and would
//! bring a second SQLite.)

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::fault::StoreFault;
use crate::seals::{self, Whole};

/// Marks the file as ours ("SBX1").
const APPLICATION_ID: i64 = 0x5342_5831;

/// Each entry brings the database from the version of its index to the next. Entries never change once they have
/// landed; `tests/databases` has a database of each version that ever did.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/1.sql"),
    include_str!("migrations/2.sql"),
    include_str!("migrations/3.sql"),
    include_str!("migrations/4.sql"),
];
/// The first version whose rows are sealed.
pub(crate) const SEALED: i64 = 3;

/// The versions that this program knows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Schema {
    /// Steps behind those that have landed: what tests are made of.
    later: &'static [&'static str],
}

impl Schema {
    /// The landed versions, and those of a test behind them.
    pub(crate) fn with(later: &'static [&'static str]) -> Self {
        Self { later }
    }

    /// The version that is written.
    pub(crate) fn latest(self) -> i64 {
        (MIGRATIONS.len() + self.later.len()) as i64
    }

    /// The steps behind version `from` up to `to`.
    fn steps(self, from: i64, to: i64) -> impl Iterator<Item = &'static str> {
        let number = |version: i64| usize::try_from(version).unwrap_or(0);
        let all = MIGRATIONS.iter().chain(self.later).copied();
        all.take(number(to)).skip(number(from))
    }

    /// The names of the tables that a database of this version has.
    fn tables(self, version: i64) -> rusqlite::Result<BTreeSet<String>> {
        let model = Connection::open_in_memory()?;
        self.steps(0, version).try_for_each(|step| model.execute_batch(step))?;
        tables(&model)
    }

    /// The texts of the tables and indices of the latest version, by their names.
    pub(crate) fn texts(self) -> rusqlite::Result<Vec<(String, String)>> {
        let model = Connection::open_in_memory()?;
        self.steps(0, self.latest()).try_for_each(|step| model.execute_batch(step))?;
        let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL";
        let mut texts = model.prepare(sql)?;
        texts.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }

    /// Whether SQLite finds the database whole, and the tables of its version in it.
    pub(crate) fn is_sound(self, connection: &Connection) -> rusqlite::Result<bool> {
        let verdict: String =
            connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if verdict != "ok" {
            return Ok(false);
        }
        let version = version(connection)?;
        let there = tables(connection)?;
        Ok(match version {
            // Nothing was written yet; our tables with no version are no beginning.
            0 => there.is_disjoint(&self.tables(self.latest())?),
            // A later schema is told as such when it is brought up to date.
            _ if version > self.latest() => true,
            _ => there.is_superset(&self.tables(version)?),
        })
    }

    /// Whether the version that stands in the database is not the one that wrote it: a bit of it was changed.
    pub(crate) fn is_of_another_version(self, connection: &Connection) -> rusqlite::Result<bool> {
        if !tables(connection)?.contains("whole") {
            return Ok(version(connection)? == SEALED);
        }
        // What a later version has made of this table is not ours to judge.
        let whole = Whole::read(connection).unwrap_or(None);
        let version = version(connection)?;
        // A version that is later by more than a bit is one: those who write it may leave the table as it is.
        let is_bit = |other: i64| (other ^ version).count_ones() == 1 || version < other;
        Ok(whole.is_some_and(|whole| whole.version != version && is_bit(whole.version)))
    }

    /// Brings the database to the latest version, all or nothing; one of ours that holds something already is given
    /// to `before` first, with its version. A rule between tables is asked for at the end, not at each
    /// statement: a table that is made anew would take with it what refers to it.
    pub(crate) fn bring_up(
        self,
        connection: &mut Connection,
        path: &Path,
        before: impl FnOnce(&Connection, i64) -> Result<(), StoreFault>,
    ) -> Result<(), StoreFault> {
        let fault = StoreFault::database(path);
        let (found, latest) = (version(connection).map_err(&fault)?, self.latest());
        if found > latest {
            return Err(StoreFault::Newer { path: path.to_owned(), found, known: latest });
        }
        if found == latest {
            return Ok(());
        }
        if found > 0 {
            before(connection, found)?;
        }
        connection.pragma_update(None, "foreign_keys", false).map_err(&fault)?;
        let brought = self.take_steps(connection, found);
        match brought.map_err(&fault)? {
            true => Ok(()),
            false => Err(StoreFault::Migration { path: path.to_owned(), found, latest }),
        }
    }

    /// Takes the steps behind version `from`, or none where rows would refer to what is not there.
    fn take_steps(self, connection: &mut Connection, from: i64) -> rusqlite::Result<bool> {
        let transaction = connection.transaction()?;
        self.steps(from, self.latest()).try_for_each(|step| transaction.execute_batch(step))?;
        transaction.pragma_update(None, "user_version", self.latest())?;
        match Whole::read(&transaction)? {
            Some(whole) => Whole { version: self.latest(), ..whole }.write(&transaction)?,
            None => seals::seal_all(&transaction)?,
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        if transaction.prepare("PRAGMA foreign_key_check")?.exists([])? {
            return Ok(false);
        }
        transaction.commit()?;
        Ok(true)
    }
}

/// Sets a connection up: what is acknowledged is on the disk.
pub(crate) fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(2))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")
}

pub(crate) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn tables(connection: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut names = connection.prepare(sql)?;
    names.query_map([], |row| row.get(0))?.collect()
}
