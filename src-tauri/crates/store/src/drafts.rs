//! Drafts: made, saved, copied, moved to the bin and back, with the steps that undo needs. Every write is sealed in the
//! transaction that makes it.

use foundation::{Identity, Stamp};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::Store;
use crate::fault::StoreFault;
use crate::kept::Kept;
use crate::layout::DATABASE;
use crate::reading::{Found, found};
use crate::rows::{DraftId, DraftRow, Receipt, Saving, Step};
use crate::seals::{CONTENTS, KEPT, RECEIPTS, STEPS, Seal, Sealing, VERSIONS, Whole};
use crate::stamps::{Columns, columns, word};
use crate::versions::{keep_before, put_version};

const SIGN: &str = "UPDATE drafts SET case_id = ?2, revision = ?3, content = ?4 WHERE id = ?1";
/// Judgement: more steps than a person takes back, and a bound for what a draft costs.
const STEPS_KEPT: i64 = 1000;

/// What came of a write that looks first at what is there.
enum Written {
    Done(Seal),
    NoDraft,
    /// Another program has written it since it was read here.
    Elsewhere,
}

impl Store {
    pub(crate) fn run<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreFault> {
        work(&self.connection).map_err(StoreFault::database(&self.home.join(DATABASE)))
    }

    pub(crate) fn transact<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreFault> {
        self.must_be_in_its_place()?;
        let transact = |connection: &Connection| {
            let transaction =
                Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            let whole = Whole::read(&transaction)?;
            transaction.commit()?;
            Ok((done, whole))
        };
        let (done, whole) = self.run(transact)?;
        if let Some(whole) = whole {
            self.mark(&whole);
        }
        Ok(done)
    }

    /// Takes note of the state in which a draft was read or written here.
    pub(crate) fn know(&self, id: DraftId, seal: Option<Seal>) {
        let mut known = self.known.borrow_mut();
        match seal {
            Some(seal) => known.insert(id, seal),
            None => known.remove(&id),
        };
    }

    /// Makes a draft.
    ///
    /// # Errors
    /// `Database`.
    pub fn make(&self, row: &DraftRow, case_file: &str, now: i64) -> Result<DraftId, StoreFault> {
        self.make_with_files(row, case_file, &[], now)
    }

    /// Makes a draft that knows kept files from the beginning, each by its name in the case.
    ///
    /// # Errors
    /// `Database`; there is no draft then.
    pub fn make_with_files(
        &self,
        row: &DraftRow,
        case_file: &str,
        kept: &[(String, Kept)],
        now: i64,
    ) -> Result<DraftId, StoreFault> {
        let id = self.transact(|transaction| {
            insert(transaction, None, (row, now, now))?;
            let id = transaction.last_insert_rowid();
            let mut sealing = Sealing::new(transaction, id);
            put_contents(&mut sealing, transaction, id, (case_file, row.stamp))?;
            name_all(&mut sealing, transaction, id, kept)?;
            sealing.finish()?;
            Ok(DraftId(id))
        })?;
        Ok(id)
    }

    /// Says under which names a draft knows kept files: all of them, or none.
    ///
    /// # Errors
    /// `Database`.
    pub fn name_kept(&self, id: DraftId, kept: &[(String, Kept)]) -> Result<(), StoreFault> {
        let seal = self.transact(|transaction| {
            let mut sealing = Sealing::of(transaction, id.0)?;
            name_all(&mut sealing, transaction, id.0, kept)?;
            sealing.finish()
        })?;
        self.know(id, Some(seal));
        Ok(())
    }

    /// Saves a draft, all or nothing, on the disk when it returns.
    ///
    /// # Errors
    /// `NoDraft`; `Elsewhere` where another program has saved it since it was read here; `Database`. What was saved
    /// before stays.
    pub fn save(&self, saving: &Saving) -> Result<(), StoreFault> {
        let Saving { id: DraftId(id), row, .. } = saving;
        let stamp = columns(row.stamp);
        self.change(saving.id, |transaction, sealing| {
            // One whose row was changed on the disk is put right by what is in the window, out of the bin.
            let sql =
                "UPDATE drafts SET call = ?2, route = ?3, title = ?4, problems = ?5, changed = ?6,
                       done = ?7, binned = iif(?8, NULL, binned), mended = NULL WHERE id = ?1";
            let is_flawed = sealing.checked().is_none();
            if self.flawed.borrow().contains(&saving.id) {
                clear_flawed(transaction, *id, saving)?;
                sealing.count_anew();
            }
            keep_before(sealing, transaction, *id, (row.stamp, saving.now))?;
            let values = (
                id,
                &row.call,
                &row.route,
                &row.title,
                row.problems,
                saving.now,
                saving.done,
                is_flawed,
            );
            transaction.prepare_cached(sql)?.execute(values)?;
            transaction.prepare_cached(SIGN)?.execute((
                id,
                &stamp.id,
                stamp.revision,
                &stamp.content,
            ))?;
            put_contents(sealing, transaction, *id, (&saving.case_file, row.stamp))?;
            cut_steps(sealing, transaction, *id, "number > ?2", i64::from(saving.last_step))?;
            put_steps(sealing, transaction, *id, &saving.steps)?;
            let oldest = i64::from(saving.last_step) - STEPS_KEPT;
            cut_steps(sealing, transaction, *id, "number <= ?2", oldest)
        })
    }

    /// Changes a draft that is there, where nobody else has since it was read here.
    pub(crate) fn change(
        &self,
        id: DraftId,
        work: impl FnOnce(&Transaction<'_>, &mut Sealing<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StoreFault> {
        let known = self.known.borrow().get(&id).copied();
        let written = self.transact(|transaction| {
            let mut sealing = Sealing::of(transaction, id.0)?;
            if !sealing.is_there() {
                return Ok(Written::NoDraft);
            }
            if known.is_some() && sealing.checked().is_some_and(|checked| Some(checked) != known) {
                return Ok(Written::Elsewhere);
            }
            work(transaction, &mut sealing)?;
            Ok(Written::Done(sealing.finish()?))
        })?;
        match written {
            Written::Done(seal) => {
                self.know(id, Some(seal));
                Ok(())
            }
            Written::NoDraft => Err(StoreFault::NoDraft),
            Written::Elsewhere => Err(StoreFault::Elsewhere),
        }
    }

    /// Makes a draft that says the same, with the same kept files and no steps: another case, `new`.
    ///
    /// # Errors
    /// `NoDraft`, `Flawed`, `Database`.
    pub fn copy(&self, id: DraftId, new: Identity, now: i64) -> Result<DraftId, StoreFault> {
        let draft = self.draft(id)?;
        let kept = self.kept_of(id)?;
        // One that says nothing of its content is signed when it is first opened.
        let stamp = draft.row.stamp.map(|stamp| Stamp { identity: new, ..stamp });
        let row = DraftRow { stamp, ..draft.row };
        self.make_with_files(&row, &draft.case_file, &kept, now)
    }

    /// Says which case a draft of an older version is; one that has an id keeps it.
    ///
    /// # Errors
    /// `Database`.
    pub fn sign(&self, id: DraftId, stamp: Stamp) -> Result<(), StoreFault> {
        let Columns { id: case, revision, content } = columns(Some(stamp));
        let sql = format!("{SIGN} AND case_id IS NULL");
        self.change(id, |transaction, sealing| {
            if transaction.execute(&sql, (id.0, case, revision, content))? == 0 {
                return Ok(());
            }
            sealing.goes(&CONTENTS, "draft = ?1", [id.0])?;
            let sql = "UPDATE contents SET stamp = ?2 WHERE draft = ?1";
            transaction.execute(sql, (id.0, word(Some(stamp))))?;
            sealing.came(&CONTENTS, "draft = ?1", [id.0])
        })
    }

    /// Moves a draft to the bin (`Some`, the moment) or back. It stays in the same place by time.
    ///
    /// # Errors
    /// `NoDraft`, `Elsewhere`, `Database`.
    pub fn set_binned(&self, id: DraftId, binned: Option<i64>) -> Result<(), StoreFault> {
        let sql = "UPDATE drafts SET binned = ?2 WHERE id = ?1";
        self.change(id, |transaction, _| transaction.execute(sql, (id.0, binned)).map(drop))
    }

    /// Notes what was sent.
    ///
    /// # Errors
    /// `NoDraft`, `Database`.
    pub fn note_receipt(&self, id: DraftId, receipt: &Receipt) -> Result<(), StoreFault> {
        self.change(id, |transaction, sealing| put_receipt(sealing, transaction, id.0, receipt))
    }

    /// Puts another state of a draft in the place of its own, all of it: from a copy.
    ///
    /// # Errors
    /// `Database`.
    pub(crate) fn put_back(&self, id: DraftId, found: &Found) -> Result<(), StoreFault> {
        let seal = self.transact(|transaction| put_whole(transaction, id.0, found))?;
        self.know(id, Some(seal));
        Ok(())
    }
}

/// Removes the steps, names of files and versions that were changed on the disk, and steps that lead nowhere without them.
fn clear_flawed(transaction: &Connection, id: i64, saving: &Saving) -> rusqlite::Result<()> {
    let Some(there) = found(transaction, id)? else { return Ok(()) };
    let reached: Vec<u32> = there.steps().iter().map(|step| step.number).collect();
    let (first, last) = (reached.first().copied(), reached.last().copied());
    let (first, last) = (first.unwrap_or(u32::MAX), last.unwrap_or(0));
    let new = saving.steps.first().map_or(u32::MAX, |step| step.number);
    let sql = "DELETE FROM steps WHERE draft = ?1 AND number < ?4 AND (number < ?2 OR number > ?3)";
    transaction.execute(sql, (id, first, last, new))?;
    let names: Vec<&str> = there.kept.rows.iter().map(|(name, _)| name.as_str()).collect();
    for name in kept_names(transaction, id)? {
        if !names.contains(&name.as_str()) {
            transaction.execute("DELETE FROM kept WHERE draft = ?1 AND path = ?2", (id, name))?;
        }
    }
    let versions: Vec<i64> = there.versions.rows.iter().map(|row| row.id).collect();
    let mut ids = transaction.prepare("SELECT id FROM versions WHERE draft = ?1")?;
    let ids = ids.query_map([id], |row| Ok(crate::reading::number(row, 0)))?;
    for version in ids.collect::<Result<Vec<_>, _>>()? {
        if !versions.contains(&version) {
            transaction.execute("DELETE FROM versions WHERE id = ?1", [version])?;
        }
    }
    Ok(())
}

fn kept_names(transaction: &Connection, id: i64) -> rusqlite::Result<Vec<String>> {
    let mut names = transaction.prepare("SELECT path FROM kept WHERE draft = ?1")?;
    names.query_map([id], |row| Ok(crate::reading::text(row, 0)))?.collect()
}

/// Puts a draft as it was found into a database, in the place of what is there of it.
pub(crate) fn put_whole(
    transaction: &Connection,
    id: i64,
    draft: &Found,
) -> rusqlite::Result<Seal> {
    for table in [&STEPS, &KEPT, &RECEIPTS, &VERSIONS, &CONTENTS] {
        let sql = format!("DELETE FROM {} WHERE {} = ?1", table.name, table.draft);
        transaction.execute(&sql, [id])?;
    }
    let is_there = found(transaction, id)?.is_some();
    let mut row = draft.listed.row.clone();
    // A case has one draft.
    let case = row.stamp.map(|stamp| stamp.identity.id.to_string());
    let sql = "SELECT EXISTS (SELECT 1 FROM drafts WHERE case_id = ?1 AND id <> ?2)";
    if transaction.query_row(sql, (case, id), |row| row.get(0))? {
        row.stamp = None;
    }
    let (mut sealing, listed) = match is_there {
        true => (Sealing::afresh(transaction, id)?, &draft.listed),
        false => {
            insert(transaction, Some(id), (&row, draft.made, draft.listed.changed))?;
            (Sealing::new(transaction, id), &draft.listed)
        }
    };
    let Columns { id: case, revision, content } = columns(row.stamp);
    transaction.execute(
        "UPDATE drafts SET call = ?2, route = ?3, title = ?4, problems = ?5, changed = ?6, binned = ?7,
         done = ?8, mended = ?9, case_id = ?10, revision = ?11, content = ?12 WHERE id = ?1",
        (
            id, &row.call, &row.route, &row.title, row.problems, listed.changed, listed.binned,
            draft.done, crate::reading::mended_word(listed.flaw.as_ref()), case, revision, content,
        ),
    )?;
    let text = match &draft.contents {
        crate::reading::Contents::Whole(text) | crate::reading::Contents::Flawed(text) => text,
        crate::reading::Contents::Missing => "",
    };
    put_contents(&mut sealing, transaction, id, (text, row.stamp))?;
    put_steps(&mut sealing, transaction, id, &draft.steps.rows)?;
    name_all(&mut sealing, transaction, id, &draft.kept.rows)?;
    for receipt in &draft.receipts.rows {
        put_receipt(&mut sealing, transaction, id, receipt)?;
    }
    for row in &draft.versions.rows {
        put_version(&mut sealing, transaction, id, &row.version)?;
    }
    sealing.finish()
}

/// Puts the row of a draft into the list.
fn insert(
    transaction: &Connection,
    id: Option<i64>,
    (row, made, changed): (&DraftRow, i64, i64),
) -> rusqlite::Result<()> {
    let Columns { id: case, revision, content } = columns(row.stamp);
    transaction
        .prepare_cached(
            "INSERT INTO drafts
         (id, call, route, title, problems, made, changed, case_id, revision, content)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute((
            id,
            &row.call,
            &row.route,
            &row.title,
            row.problems,
            made,
            changed,
            case,
            revision,
            content,
        ))?;
    Ok(())
}

fn put_contents(
    sealing: &mut Sealing<'_>,
    transaction: &Connection,
    id: i64,
    (text, stamp): (&str, Option<Stamp>),
) -> rusqlite::Result<()> {
    sealing.goes(&CONTENTS, "draft = ?1", [id])?;
    let sql = "INSERT INTO contents (draft, case_file, stamp) VALUES (?1, ?2, ?3)
               ON CONFLICT (draft) DO UPDATE SET case_file = ?2, stamp = ?3";
    transaction.prepare_cached(sql)?.execute((id, text, word(stamp)))?;
    sealing.came(&CONTENTS, "draft = ?1", [id])
}

fn put_steps(
    sealing: &mut Sealing<'_>,
    transaction: &Connection,
    id: i64,
    steps: &[Step],
) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO steps (draft, number, changes) VALUES (?1, ?2, ?3)";
    let mut put = transaction.prepare_cached(sql)?;
    for Step { number, changes } in steps {
        sealing.goes(&STEPS, "draft = ?1 AND number = ?2", (id, number))?;
        put.execute((id, number, changes))?;
        sealing.came(&STEPS, "draft = ?1 AND number = ?2", (id, number))?;
    }
    Ok(())
}

/// Removes steps; `which` speaks of `?2`, which is `number`.
fn cut_steps(
    sealing: &mut Sealing<'_>,
    transaction: &Connection,
    id: i64,
    which: &str,
    number: i64,
) -> rusqlite::Result<()> {
    let condition = format!("draft = ?1 AND {which}");
    sealing.goes(&STEPS, &condition, (id, number))?;
    let sql = format!("DELETE FROM steps WHERE {condition}");
    transaction.prepare_cached(&sql)?.execute((id, number))?;
    Ok(())
}

fn name_all(
    sealing: &mut Sealing<'_>,
    transaction: &Connection,
    id: i64,
    kept: &[(String, Kept)],
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO kept (draft, path, digest, bytes) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (draft, path) DO UPDATE SET digest = ?3, bytes = ?4";
    for (name, kept) in kept {
        let bytes = i64::try_from(kept.bytes).unwrap_or(i64::MAX);
        sealing.goes(&KEPT, "draft = ?1 AND path = ?2", (id, name))?;
        transaction.prepare_cached(sql)?.execute((id, name, kept.digest.to_string(), bytes))?;
        sealing.came(&KEPT, "draft = ?1 AND path = ?2", (id, name))?;
    }
    Ok(())
}

pub(crate) fn put_receipt(
    sealing: &mut Sealing<'_>,
    transaction: &Connection,
    id: i64,
    receipt: &Receipt,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO receipts (draft, moment, folder, list, case_id, revision, content)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let Columns { id: case, revision, content } = columns(receipt.stamp);
    let Receipt { moment, folder, list, .. } = receipt;
    transaction.execute(sql, (id, moment, folder, list, case, revision, content))?;
    sealing.came(&RECEIPTS, "id = ?1", [transaction.last_insert_rowid()])
}
