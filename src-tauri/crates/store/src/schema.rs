//! The tables, and how an older database becomes one of today.

use std::path::Path;

use rusqlite::Connection;

use crate::fault::StoreFault;

/// Marks the file as ours ("SBX1").
const APPLICATION_ID: i64 = 0x5342_5831;

/// Each entry brings the schema from its index to the next version. Entries never change once they have
/// landed.
const MIGRATIONS: &[&str] = &["
    CREATE TABLE drafts (
        id       INTEGER PRIMARY KEY AUTOINCREMENT,
        call     TEXT NOT NULL,
        route    TEXT NOT NULL,
        title    TEXT NOT NULL,
        problems INTEGER NOT NULL,
        made     INTEGER NOT NULL,  -- milliseconds since 1970
        changed  INTEGER NOT NULL,
        binned   INTEGER,           -- when it went to the bin
        done     INTEGER NOT NULL DEFAULT 0  -- steps that are not undone
    ) STRICT;
    CREATE INDEX drafts_by_time ON drafts (changed DESC, id DESC);
    -- Beside the list, so that listing reads no long texts.
    CREATE TABLE contents (
        draft     INTEGER PRIMARY KEY REFERENCES drafts ON DELETE CASCADE,
        case_file TEXT NOT NULL
    ) STRICT;
    CREATE TABLE steps (
        draft   INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
        number  INTEGER NOT NULL,   -- from 1
        changes TEXT NOT NULL,
        PRIMARY KEY (draft, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE kept (
        draft  INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
        path   TEXT NOT NULL,       -- as the case names it
        digest TEXT NOT NULL,       -- SHA-256, names the file
        bytes  INTEGER NOT NULL,
        PRIMARY KEY (draft, path)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE receipts (
        id     INTEGER PRIMARY KEY,
        draft  INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
        moment INTEGER NOT NULL,
        folder TEXT NOT NULL,
        list   TEXT NOT NULL        -- 清单.txt as it was sent
    ) STRICT;
"];

/// Sets the connection up and brings the schema up to date, all or nothing.
pub(crate) fn prepare(connection: &mut Connection, path: &Path) -> Result<(), StoreFault> {
    let fault = StoreFault::database(path);
    connection.busy_timeout(std::time::Duration::from_secs(2)).map_err(&fault)?;
    connection.pragma_update(None, "journal_mode", "wal").map_err(&fault)?;
    connection.pragma_update(None, "synchronous", "full").map_err(&fault)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(&fault)?;
    let version: i64 =
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(&fault)?;
    let known = MIGRATIONS.len() as i64;
    if version > known {
        return Err(StoreFault::Newer { path: path.to_owned(), found: version, known });
    }
    let transaction = connection.transaction().map_err(&fault)?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(version).unwrap_or(0)) {
        transaction.execute_batch(migration).map_err(&fault)?;
    }
    if version < known {
        transaction.pragma_update(None, "user_version", known).map_err(&fault)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(&fault)?;
    }
    transaction.commit().map_err(&fault)
}

/// Whether SQLite finds the database whole, and our tables in it.
pub(crate) fn is_sound(connection: &Connection) -> rusqlite::Result<bool> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table'
         AND name IN ('drafts', 'contents', 'steps', 'kept', 'receipts')",
        [],
        |row| row.get(0),
    )?;
    // A later schema is told as such when it is prepared.
    let later = version > MIGRATIONS.len() as i64;
    Ok(verdict == "ok" && (version == 0 || tables == 5 || later))
}
