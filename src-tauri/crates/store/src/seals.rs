//! Seals: a digest in each row of what it says, a roll in each draft of the seals of its rows, and a roll of all drafts.
//! SQLite finds what is not a database any more; it does not find a letter that became another one. Whoever writes a
//! row seals it in the same transaction, and whoever reads one looks whether it is what was sealed.

use std::ops::BitXorAssign;

use foundation::Hasher;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Params, Row};

/// The digest of a row, or several of them XORed: what is taken out again leaves no trace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seal([u8; 32]);

impl BitXorAssign for Seal {
    fn bitxor_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(byte, other)| *byte ^= other);
    }
}

impl ToSql for Seal {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
    }
}

impl FromSql for Seal {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = value.as_blob()?;
        bytes.try_into().map(Self).map_err(|_| FromSqlError::InvalidType)
    }
}

/// A table whose rows are sealed.
pub(crate) struct Sealed {
    /// Its name, which goes into the seal: a row of one table is none of another.
    pub(crate) name: &'static str,
    /// What is sealed, in the order of the seal.
    pub(crate) columns: &'static str,
    /// What names a row in it.
    pub(crate) key: &'static str,
    /// How many columns `key` has: they stand first in `columns`.
    keys: usize,
    /// The column that names the draft.
    pub(crate) draft: &'static str,
}

pub(crate) const DRAFTS: Sealed = Sealed {
    name: "drafts",
    columns: "id, call, route, title, problems, made, changed, binned, done, case_id, revision, content, roll, mended",
    key: "id = ?2",
    keys: 1,
    draft: "id",
};
pub(crate) const CONTENTS: Sealed = Sealed {
    name: "contents",
    columns: "draft, case_file, stamp",
    key: "draft = ?2",
    keys: 1,
    draft: "draft",
};
pub(crate) const STEPS: Sealed = Sealed {
    name: "steps",
    columns: "draft, number, changes",
    key: "draft = ?2 AND number = ?3",
    keys: 2,
    draft: "draft",
};
pub(crate) const KEPT: Sealed = Sealed {
    name: "kept",
    columns: "draft, path, digest, bytes",
    key: "draft = ?2 AND path = ?3",
    keys: 2,
    draft: "draft",
};
pub(crate) const RECEIPTS: Sealed = Sealed {
    name: "receipts",
    columns: "id, draft, moment, folder, list, case_id, revision, content",
    key: "id = ?2",
    keys: 1,
    draft: "draft",
};
pub(crate) const VERSIONS: Sealed = Sealed {
    name: "versions",
    columns: "id, draft, moment, occasion, note, case_file, stamp",
    key: "id = ?2",
    keys: 1,
    draft: "draft",
};
const WHOLE: Sealed = Sealed {
    name: "whole",
    columns: "one, id, version, writes, drafts, roll",
    key: "one = ?2",
    keys: 1,
    draft: "one",
};

/// What belongs to a draft beside its row in the list.
pub(crate) const PARTS: [&Sealed; 5] = [&CONTENTS, &STEPS, &KEPT, &RECEIPTS, &VERSIONS];

impl Sealed {
    /// How many columns are sealed; the seal itself is read behind them.
    pub(crate) fn count(&self) -> usize {
        self.columns.split(", ").count()
    }

    /// The statement that reads the rows `condition` asks for, each with its seal behind.
    pub(crate) fn select(&self, condition: &str) -> String {
        format!("SELECT {}, seal FROM {} WHERE {condition}", self.columns, self.name)
    }

    /// The seal that a row of [`Sealed::select`] should have.
    pub(crate) fn seal(&self, row: &Row<'_>) -> rusqlite::Result<Seal> {
        let mut hasher = Hasher::default();
        hasher.update(self.name.as_bytes());
        for at in 0..self.count() {
            // A tag and a length part the values, so that none can run into the next.
            let (tag, bytes): (u8, &[u8]) = match row.get_ref(at)? {
                ValueRef::Null => (0, &[]),
                ValueRef::Integer(number) => {
                    hasher.update(&[1]);
                    hasher.update(&number.to_le_bytes());
                    continue;
                }
                ValueRef::Real(number) => {
                    hasher.update(&[2]);
                    hasher.update(&number.to_le_bytes());
                    continue;
                }
                ValueRef::Text(text) => (3, text),
                ValueRef::Blob(bytes) => (4, bytes),
            };
            hasher.update(&[tag]);
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        Ok(Seal(hasher.finish().bytes()))
    }

    /// The seal that stands in a row of [`Sealed::select`], where it is that of what the row says.
    pub(crate) fn checked(&self, row: &Row<'_>) -> rusqlite::Result<Option<Seal>> {
        let stands: Option<Seal> = row.get(self.count()).unwrap_or(None);
        let is = self.seal(row)?;
        Ok(stands.filter(|stands| *stands == is))
    }

    /// Seals the rows `condition` asks for, and says what their seals are together.
    fn seal_rows(
        &self,
        connection: &Connection,
        condition: &str,
        params: impl Params,
    ) -> rusqlite::Result<Seal> {
        let mut all = Seal::default();
        let sql = format!("UPDATE {} SET seal = ?1 WHERE {}", self.name, self.key);
        let mut put = connection.prepare_cached(&sql)?;
        let mut statement = connection.prepare_cached(&self.select(condition))?;
        let mut rows = statement.query(params)?;
        let mut seals = Vec::new();
        while let Some(row) = rows.next()? {
            let keys = (0..self.keys).map(|at| row.get::<_, rusqlite::types::Value>(at));
            seals.push((self.seal(row)?, keys.collect::<Result<Vec<_>, _>>()?));
        }
        for (seal, keys) in seals {
            all ^= seal;
            let seal: &dyn ToSql = &seal;
            let keys = keys.iter().map(|key| key as &dyn ToSql);
            put.execute(&*std::iter::once(seal).chain(keys).collect::<Vec<_>>())?;
        }
        Ok(all)
    }
}

/// The seals of rows, XORed, as they stand in them; none where one of them has none.
pub(crate) fn standing(
    connection: &Connection,
    table: &Sealed,
    condition: &str,
    params: impl Params,
) -> rusqlite::Result<Option<Seal>> {
    let sql = format!("SELECT seal FROM {} WHERE {condition}", table.name);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params)?;
    let mut all = Some(Seal::default());
    while let Some(row) = rows.next()? {
        let seal = row.get::<_, Option<Seal>>(0).unwrap_or(None);
        all = all.zip(seal).map(|(mut all, seal)| {
            all ^= seal;
            all
        });
    }
    Ok(all)
}

/// A draft whose rows are being changed in a transaction.
pub(crate) struct Sealing<'c> {
    connection: &'c Connection,
    id: i64,
    /// None where what stands there cannot be gone on from, and is counted anew.
    roll: Option<Seal>,
    /// What stands as the seal of the draft's own row, right or not; none of a new one.
    before: Option<Seal>,
    /// The same where it is right.
    checked: Option<Seal>,
    is_there: bool,
}

impl<'c> Sealing<'c> {
    /// Begins to change a draft that is there.
    pub(crate) fn of(connection: &'c Connection, id: i64) -> rusqlite::Result<Self> {
        let read = |row: &Row<'_>| {
            let roll = row.get::<_, Option<Seal>>(12).unwrap_or(None);
            let before = row.get::<_, Option<Seal>>(DRAFTS.count()).unwrap_or(None);
            let checked = DRAFTS.checked(row)?;
            let roll = checked.and(roll);
            Ok(Self { connection, id, roll, before, checked, is_there: true })
        };
        let mut statement = connection.prepare_cached(&DRAFTS.select("id = ?1"))?;
        let found = statement.query_row([id], read).optional()?;
        let (roll, before, checked) = (None, None, None);
        Ok(found.unwrap_or(Self { connection, id, roll, before, checked, is_there: false }))
    }

    /// Begins a draft that was just put in.
    pub(crate) fn new(connection: &'c Connection, id: i64) -> Self {
        let roll = Some(Seal::default());
        Self { connection, id, roll, before: None, checked: None, is_there: false }
    }

    /// Begins to fill a draft of which only its own row is there.
    pub(crate) fn afresh(connection: &'c Connection, id: i64) -> rusqlite::Result<Self> {
        Ok(Self { roll: Some(Seal::default()), ..Self::of(connection, id)? })
    }

    /// Whether there is such a draft.
    pub(crate) fn is_there(&self) -> bool {
        self.is_there
    }

    /// The seal of the draft's row, where the row is what was sealed.
    pub(crate) fn checked(&self) -> Option<Seal> {
        self.checked
    }

    /// Counts what belongs to the draft anew: rows of it are gone that nobody took away.
    pub(crate) fn count_anew(&mut self) {
        self.roll = None;
    }

    /// Says that rows are about to go, or to be replaced. `condition` names them.
    pub(crate) fn goes(
        &mut self,
        table: &Sealed,
        condition: &str,
        params: impl Params,
    ) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(&table.select(condition))?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            let seal = table.checked(row)?;
            self.roll = self.roll.zip(seal).map(|(roll, seal)| both(roll, seal));
        }
        Ok(())
    }

    /// Seals rows that were just put in. `condition` names them.
    pub(crate) fn came(
        &mut self,
        table: &Sealed,
        condition: &str,
        params: impl Params,
    ) -> rusqlite::Result<()> {
        let seals = table.seal_rows(self.connection, condition, params)?;
        self.roll = self.roll.map(|roll| both(roll, seals));
        Ok(())
    }

    /// Seals the draft and the whole; the seal of the draft says which state of it is on the disk.
    pub(crate) fn finish(self) -> rusqlite::Result<Seal> {
        let Self { connection, id, roll, before, checked, is_there } = self;
        let roll = match roll {
            Some(roll) => roll,
            None => rolled(connection, id)?,
        };
        connection
            .prepare_cached("UPDATE drafts SET roll = ?2 WHERE id = ?1")?
            .execute((id, roll))?;
        let after = DRAFTS.seal_rows(connection, "id = ?1", [id])?;
        let change = match is_there {
            false => Some(after),
            // A seal that was not right may be in the roll of all as another one.
            true => checked.and(before).map(|before| both(before, after)),
        };
        Whole::change(connection, change, i64::from(!is_there))?;
        Ok(after)
    }
}

/// Two seals XORed.
fn both(mut one: Seal, other: Seal) -> Seal {
    one ^= other;
    one
}

/// The roll of a draft, counted anew from what stands in its rows. What stands in none is not in it.
fn rolled(connection: &Connection, id: i64) -> rusqlite::Result<Seal> {
    let mut roll = Seal::default();
    for table in PARTS {
        let condition = format!("{} = ?1 AND length(seal) = 32", table.draft);
        if let Some(seals) = standing(connection, table, &condition, [id])? {
            roll ^= seals;
        }
    }
    Ok(roll)
}

/// Which database this is, and how often it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Whole {
    pub(crate) id: String,
    /// The version of the schema that wrote it.
    pub(crate) version: i64,
    pub(crate) writes: i64,
    pub(crate) drafts: i64,
    pub(crate) roll: Seal,
}

impl Whole {
    /// What stands in the database; none where that is not what was sealed.
    pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        let mut statement = connection.prepare_cached(&WHOLE.select("one = 1"))?;
        let read = |row: &Row<'_>| {
            Ok(match WHOLE.checked(row)? {
                None => None,
                Some(_) => Some(Self {
                    id: row.get(1)?,
                    version: row.get(2)?,
                    writes: row.get(3)?,
                    drafts: row.get(4)?,
                    roll: row.get(5)?,
                }),
            })
        };
        Ok(statement.query_row([], read).optional()?.flatten())
    }

    /// Writes it anew.
    pub(crate) fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO whole (one, id, version, writes, drafts, roll)
                   VALUES (1, ?1, ?2, ?3, ?4, ?5)";
        let mut put = connection.prepare_cached(sql)?;
        put.execute((&self.id, self.version, self.writes, self.drafts, self.roll))?;
        WHOLE.seal_rows(connection, "one = 1", [])?;
        Ok(())
    }

    /// Counts a write that changed the seals of drafts by so much, and their number.
    fn change(connection: &Connection, change: Option<Seal>, more: i64) -> rusqlite::Result<()> {
        let whole = match (Self::read(connection)?, change) {
            (Some(mut whole), Some(change)) => {
                whole.roll ^= change;
                whole.drafts += more;
                whole
            }
            (Some(whole), None) => {
                Self { version: whole.version, ..Self::count(connection, whole.id, whole.writes)? }
            }
            (None, _) => Self::count(connection, drawn(connection)?, 0)?,
        };
        Self { writes: whole.writes + 1, ..whole }.write(connection)
    }

    /// Counted anew from what stands in the drafts.
    pub(crate) fn count(
        connection: &Connection,
        id: String,
        writes: i64,
    ) -> rusqlite::Result<Self> {
        let drafts = connection.query_row("SELECT count(*) FROM drafts", [], |row| row.get(0))?;
        let roll = standing(connection, &DRAFTS, "length(seal) = 32", [])?.unwrap_or_default();
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        Ok(Self { id, version, writes, drafts, roll })
    }
}

/// A name for a database, from SQLite's own chance, which it draws from the system.
pub(crate) fn drawn(connection: &Connection) -> rusqlite::Result<String> {
    connection.query_row("SELECT lower(hex(randomblob(16)))", [], |row| row.get(0))
}

/// Seals all rows of a database that has none: one of a version before.
pub(crate) fn seal_all(connection: &Connection) -> rusqlite::Result<()> {
    for table in PARTS {
        table.seal_rows(connection, "1", [])?;
    }
    let ids: Vec<i64> = connection
        .prepare("SELECT id FROM drafts")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in ids {
        let roll = rolled(connection, id)?;
        connection.execute("UPDATE drafts SET roll = ?2 WHERE id = ?1", (id, roll))?;
    }
    DRAFTS.seal_rows(connection, "1", [])?;
    Whole::count(connection, drawn(connection)?, 1)?.write(connection)
}
