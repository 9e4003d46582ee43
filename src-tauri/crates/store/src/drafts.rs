//! Drafts: made, saved, listed, copied, moved to the bin and back, with the steps that undo needs.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction};

use crate::Store;
use crate::fault::StoreFault;
use crate::opening::DATABASE;

/// Names a draft, for ever: numbers of removed drafts do not come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(pub i64);

/// Judgement: more steps than a person takes back, and a bound for what a draft costs.
const STEPS_KEPT: i64 = 1000;

/// What a draft says about itself in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// The id of its call.
    pub call: String,
    /// The id of its route.
    pub route: String,
    /// The name of the case; may be empty.
    pub title: String,
    /// How many errors and unanswered 原则上 it had when it was saved.
    pub problems: u32,
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub id: DraftId,
    /// What it says about itself.
    pub row: DraftRow,
    /// The last change, in milliseconds since 1970.
    pub changed: i64,
    /// When it went to the bin.
    pub binned: Option<i64>,
    /// When its final copy was last exported.
    pub exported: Option<i64>,
}

/// A draft as it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it says about itself.
    pub row: DraftRow,
    /// The case, as `case` writes it.
    pub case_file: String,
    /// The steps that led to it, the oldest first; then those that were undone.
    pub steps: Vec<Step>,
    /// How many of the steps are not undone.
    pub done: u32,
}

/// A step that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From 1, without gaps.
    pub number: u32,
    /// What it changed; only `workbench` understands it.
    pub changes: String,
}

/// What is written when a draft is saved.
#[derive(Clone, Debug)]
pub struct Saving {
    /// Which draft.
    pub id: DraftId,
    /// What it says about itself.
    pub row: DraftRow,
    /// The case.
    pub case_file: String,
    /// Steps that are new or were changed since the last time.
    pub steps: Vec<Step>,
    /// Steps behind this number are gone.
    pub last_step: u32,
    /// How many of the steps are not undone.
    pub done: u32,
    /// Now, in milliseconds since 1970.
    pub now: i64,
}

/// Which drafts to list.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Part of the title; everything where it is empty.
    pub words: String,
    /// Those in the bin instead of the others.
    pub binned: bool,
    /// At most so many.
    pub limit: u32,
}

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// When, in milliseconds since 1970.
    pub moment: i64,
    /// Where the folder lay.
    pub folder: String,
    /// 清单.txt as it was sent.
    pub list: String,
}

impl Store {
    fn run<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreFault> {
        work(&self.connection).map_err(StoreFault::database(&self.home.join(DATABASE)))
    }

    fn transact<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreFault> {
        let path = self.home.join(DATABASE);
        let transact = |connection: &mut Connection| {
            let transaction = connection.transaction()?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        transact(&mut self.connection).map_err(StoreFault::database(&path))
    }

    /// Makes a draft.
    ///
    /// # Errors
    /// `Database`.
    pub fn make(
        &mut self,
        row: &DraftRow,
        case_file: &str,
        now: i64,
    ) -> Result<DraftId, StoreFault> {
        self.transact(|transaction| {
            transaction.execute(
                "INSERT INTO drafts (call, route, title, problems, made, changed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
                (&row.call, &row.route, &row.title, row.problems, now),
            )?;
            let id = transaction.last_insert_rowid();
            transaction.execute("INSERT INTO contents VALUES (?1, ?2)", (id, case_file))?;
            Ok(DraftId(id))
        })
    }

    /// Saves a draft, all or nothing, on the disk when it returns.
    ///
    /// # Errors
    /// `NoDraft`, `Database`; what was saved before stays.
    pub fn save(&mut self, saving: &Saving) -> Result<(), StoreFault> {
        let Saving { id: DraftId(id), row, .. } = saving;
        let found = self.transact(|transaction| {
            let changed = transaction.execute(
                "UPDATE drafts SET route = ?2, title = ?3, problems = ?4, changed = ?5, done = ?6
                 WHERE id = ?1",
                (id, &row.route, &row.title, row.problems, saving.now, saving.done),
            )?;
            if changed == 0 {
                return Ok(false);
            }
            let mut put = transaction
                .prepare_cached("UPDATE contents SET case_file = ?2 WHERE draft = ?1")?;
            put.execute((id, &saving.case_file))?;
            let mut cut =
                transaction.prepare_cached("DELETE FROM steps WHERE draft = ?1 AND number > ?2")?;
            cut.execute((id, saving.last_step))?;
            let mut step =
                transaction.prepare_cached("INSERT OR REPLACE INTO steps VALUES (?1, ?2, ?3)")?;
            for Step { number, changes } in &saving.steps {
                step.execute((id, number, changes))?;
            }
            let mut old = transaction
                .prepare_cached("DELETE FROM steps WHERE draft = ?1 AND number <= ?2")?;
            old.execute((id, i64::from(saving.last_step) - STEPS_KEPT))?;
            Ok(true)
        })?;
        if found { Ok(()) } else { Err(StoreFault::NoDraft) }
    }

    /// A draft as it was last saved.
    ///
    /// # Errors
    /// `NoDraft`, `Database`.
    pub fn draft(&self, DraftId(id): DraftId) -> Result<Draft, StoreFault> {
        let draft = self.run(|connection| {
            let sql = "SELECT call, route, title, problems, case_file, done
                       FROM drafts JOIN contents ON draft = id WHERE id = ?1";
            let found = connection.query_row(sql, [id], |row| {
                let (case_file, done) = (row.get(4)?, row.get(5)?);
                Ok(Draft { row: draft_row(row)?, case_file, steps: Vec::new(), done })
            });
            let Some(mut draft) = found.optional()? else { return Ok(None) };
            let sql = "SELECT number, changes FROM steps WHERE draft = ?1 ORDER BY number";
            let mut steps = connection.prepare_cached(sql)?;
            let steps = steps
                .query_map([id], |row| Ok(Step { number: row.get(0)?, changes: row.get(1)? }))?;
            draft.steps = steps.collect::<Result<_, _>>()?;
            Ok(Some(draft))
        })?;
        draft.ok_or(StoreFault::NoDraft)
    }

    /// Drafts, the last changed first, and how many there are beyond the limit and within.
    ///
    /// # Errors
    /// `Database`.
    pub fn list(&self, search: &Search) -> Result<(Vec<Listed>, u64), StoreFault> {
        let pattern = format!("%{}%", escaped(search.words.trim()));
        self.run(|connection| {
            let condition =
                "(binned IS NOT NULL) = ?1 AND (?2 = '%%' OR title LIKE ?2 ESCAPE '\\')";
            let sql = format!("SELECT count(*) FROM drafts WHERE {condition}");
            let count: i64 =
                connection.query_row(&sql, (search.binned, &pattern), |row| row.get(0))?;
            let sql = format!(
                "SELECT call, route, title, problems, id, changed, binned,
                 (SELECT max(moment) FROM receipts WHERE draft = drafts.id)
                 FROM drafts WHERE {condition} ORDER BY changed DESC, id DESC LIMIT ?3"
            );
            let mut rows = connection.prepare_cached(&sql)?;
            let rows = rows.query_map((search.binned, &pattern, search.limit), |row| {
                let (id, changed, binned) = (DraftId(row.get(4)?), row.get(5)?, row.get(6)?);
                let exported = row.get(7)?;
                Ok(Listed { id, row: draft_row(row)?, changed, binned, exported })
            })?;
            Ok((rows.collect::<Result<_, _>>()?, u64::try_from(count).unwrap_or(0)))
        })
    }

    /// Makes a draft that says the same, with the same kept files and no steps.
    ///
    /// # Errors
    /// `NoDraft`, `Database`.
    pub fn copy(&mut self, DraftId(id): DraftId, now: i64) -> Result<DraftId, StoreFault> {
        let copied = self.transact(|transaction| {
            let made = transaction.execute(
                "INSERT INTO drafts (call, route, title, problems, made, changed)
                 SELECT call, route, title, problems, ?2, ?2 FROM drafts WHERE id = ?1",
                (id, now),
            )?;
            if made == 0 {
                return Ok(None);
            }
            let copy = transaction.last_insert_rowid();
            transaction.execute(
                "INSERT INTO contents SELECT ?2, case_file FROM contents WHERE draft = ?1",
                (id, copy),
            )?;
            transaction.execute(
                "INSERT INTO kept SELECT ?2, path, digest, bytes FROM kept WHERE draft = ?1",
                (id, copy),
            )?;
            Ok(Some(DraftId(copy)))
        })?;
        copied.ok_or(StoreFault::NoDraft)
    }

    /// Moves a draft to the bin (`Some`, the moment) or back. It stays in the same place by time.
    ///
    /// # Errors
    /// `NoDraft`, `Database`.
    pub fn set_binned(&self, DraftId(id): DraftId, binned: Option<i64>) -> Result<(), StoreFault> {
        let sql = "UPDATE drafts SET binned = ?2 WHERE id = ?1";
        match self.run(|connection| connection.execute(sql, (id, binned)))? {
            0 => Err(StoreFault::NoDraft),
            _ => Ok(()),
        }
    }

    /// Notes what was sent.
    ///
    /// # Errors
    /// `Database`.
    pub fn note_receipt(&self, DraftId(id): DraftId, receipt: &Receipt) -> Result<(), StoreFault> {
        let sql = "INSERT INTO receipts (draft, moment, folder, list) VALUES (?1, ?2, ?3, ?4)";
        let values = (id, receipt.moment, &receipt.folder, &receipt.list);
        self.run(|connection| connection.execute(sql, values))?;
        Ok(())
    }

    /// The drafts of a call that were sent and are not in the bin, with their cases.
    ///
    /// # Errors
    /// `Database`.
    pub fn exported(&self, call: &str) -> Result<Vec<(DraftId, String)>, StoreFault> {
        self.run(|connection| {
            let sql = "SELECT drafts.id, contents.case_file FROM drafts
                       JOIN contents ON contents.draft = drafts.id
                       WHERE drafts.call = ?1 AND drafts.binned IS NULL
                         AND EXISTS (SELECT 1 FROM receipts WHERE receipts.draft = drafts.id)
                       ORDER BY drafts.id";
            let mut statement = connection.prepare(sql)?;
            let row = |row: &Row<'_>| Ok((DraftId(row.get(0)?), row.get(1)?));
            statement.query_map([call], row)?.collect()
        })
    }

    /// What was sent of a draft, the last first.
    ///
    /// # Errors
    /// `Database`.
    pub fn receipts(&self, DraftId(id): DraftId) -> Result<Vec<Receipt>, StoreFault> {
        self.run(|connection| {
            let sql = "SELECT moment, folder, list FROM receipts WHERE draft = ?1 ORDER BY id DESC";
            let mut rows = connection.prepare_cached(sql)?;
            let rows = rows.query_map([id], |row| {
                Ok(Receipt { moment: row.get(0)?, folder: row.get(1)?, list: row.get(2)? })
            })?;
            rows.collect()
        })
    }
}

fn draft_row(row: &Row<'_>) -> rusqlite::Result<DraftRow> {
    Ok(DraftRow {
        call: row.get(0)?,
        route: row.get(1)?,
        title: row.get(2)?,
        problems: row.get(3)?,
    })
}

/// A text in which the signs of LIKE stand for themselves.
fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
