//! Drafts as they lie in a database: ours, a copy, or one that is damaged. A row that is not what was sealed is told, and
//! keeps nobody from the others.

use foundation::{CaseId, Stamp};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::Store;
use crate::fault::{StoreFault, is_damage};
use crate::kept::Kept;
use crate::rows::{Draft, DraftId, DraftRow, Flaw, Flaws, Listed, Receipt, Search, Step};
use crate::seals::{CONTENTS, DRAFTS, KEPT, RECEIPTS, STEPS, Seal, Sealed, VERSIONS};
use crate::stamps::{of_word, stamp};
use crate::versions::{VersionRow, version};

/// A draft with all its rows, and which of them are what was sealed.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) listed: Listed,
    pub(crate) made: i64,
    pub(crate) done: i64,
    /// The seal that stands in its row, where it is right.
    pub(crate) seal: Option<Seal>,
    pub(crate) contents: Contents,
    pub(crate) steps: Part<Step>,
    pub(crate) kept: Part<(String, Kept)>,
    pub(crate) receipts: Part<Receipt>,
    pub(crate) versions: Part<VersionRow>,
    /// Whether the roll says that no row is missing.
    is_complete: bool,
}

/// The case of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Contents {
    Whole(String),
    /// What could be read of what was changed on the disk.
    Flawed(String),
    Missing,
}

/// The rows of a draft in one table: those that are what was sealed.
#[derive(Clone, Debug)]
pub(crate) struct Part<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) is_whole: bool,
    seals: Seal,
}

impl Found {
    /// The revision of its case, and the step it is at: which of two states is the later one.
    pub(crate) fn age(&self) -> (i64, i64, i64) {
        let revision = self.listed.row.stamp.map(|stamp| stamp.identity.revision);
        (revision.map_or(0, crate::stamps::number), self.done, self.listed.changed)
    }

    /// Whether nothing of it was changed on the disk.
    pub(crate) fn is_whole(&self) -> bool {
        self.seal.is_some() && self.is_good() && self.is_complete
    }

    /// Whether all that the user made is there, whatever the list says.
    pub(crate) fn is_good(&self) -> bool {
        matches!(self.contents, Contents::Whole(_)) && self.steps.is_whole && self.kept.is_whole
    }

    pub(crate) fn flaws(&self) -> Flaws {
        let is_told = self.versions.is_whole;
        let is_missing = self.seal.is_some() && !self.is_complete && is_told;
        Flaws {
            row: self.seal.is_none(),
            steps: !self.steps.is_whole || is_missing,
            kept: !self.kept.is_whole,
            versions: !self.versions.is_whole,
        }
    }

    /// The steps that can be gone back and forward from what the case says: not beyond one that is not there.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let done = u32::try_from(self.done).unwrap_or(0);
        if self.seal.is_none() {
            return Vec::new();
        }
        let numbers: std::collections::BTreeSet<u32> =
            self.steps.rows.iter().map(|step| step.number).collect();
        let first = (1..=done).rev().take_while(|number| numbers.contains(number)).last();
        let last = (done + 1..).take_while(|number| numbers.contains(number)).last();
        let (first, last) = (first.unwrap_or(done + 1), last.unwrap_or(done));
        let is_reached = |step: &&Step| (first..=last).contains(&step.number);
        self.steps.rows.iter().filter(is_reached).cloned().collect()
    }
}

/// A draft as it lies there; none where nothing of it is. What SQLite cannot read of it counts as changed.
pub(crate) fn found(connection: &Connection, id: i64) -> rusqlite::Result<Option<Found>> {
    let sql = DRAFTS.select("id = ?1");
    let read = |row: &Row<'_>| {
        let seal = DRAFTS.checked(row)?;
        let roll = row.get::<_, Option<Seal>>(12).unwrap_or(None);
        Ok((listed_of(row, seal.is_some()), number(row, 5), number(row, 8), seal, roll))
    };
    let row =
        connection.prepare_cached(&sql).and_then(|mut sql| sql.query_row([id], read).optional());
    let contents = contents(connection, id)?;
    let (mut listed, made, done, seal, roll) = match row {
        Ok(Some(row)) => row,
        Ok(None) if matches!(contents, (Contents::Missing, ..)) => return Ok(None),
        Ok(None) => unknown(id),
        Err(cause) if is_damage(&cause) => unknown(id),
        Err(cause) => return Err(cause),
    };
    let steps = part(connection, &STEPS, id, |row| {
        let number = u32::try_from(number(row, 1)).unwrap_or(0);
        Some(Step { number, changes: text(row, 2) })
    })?;
    let kept = part(connection, &KEPT, id, |row| Some((text(row, 1), kept(row, (2, 3))?)))?;
    let receipts = part(connection, &RECEIPTS, id, |row| {
        Some(Receipt {
            moment: number(row, 2),
            folder: text(row, 3),
            list: text(row, 4),
            stamp: stamp(row, 5).unwrap_or(None),
        })
    })?;
    let versions = match has_versions(connection)? {
        true => part(connection, &VERSIONS, id, version)?,
        false => Part { rows: Vec::new(), is_whole: true, seals: Seal::default() },
    };
    listed.exported = receipts.rows.iter().map(|receipt| receipt.moment).max();
    let (contents, seals, stamp) = contents;
    if seal.is_none() {
        listed.row.stamp = stamp;
    }
    let mut all = seals;
    for seals in [steps.seals, kept.seals, receipts.seals, versions.seals] {
        all ^= seals;
    }
    let is_complete = roll == Some(all);
    if !matches!(contents, Contents::Whole(_)) {
        listed.flaw = Some(Flaw::Contents);
    }
    let found =
        Found { listed, made, done, seal, contents, steps, kept, receipts, versions, is_complete };
    Ok(Some(found))
}

/// Whether a database has the versions of drafts: one of schema 3 is looked at before it is brought up to date.
fn has_versions(connection: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE name = 'versions'";
    match connection.prepare_cached(sql).and_then(|mut sql| sql.exists([])) {
        // A table that is told of and cannot be read counts as changed.
        Err(cause) if is_damage(&cause) => Ok(true),
        there => there,
    }
}

/// A draft of which the list says nothing any more.
fn unknown(id: i64) -> (Listed, i64, i64, Option<Seal>, Option<Seal>) {
    let none = String::new;
    let row = DraftRow { call: none(), route: none(), title: none(), problems: 0, stamp: None };
    let flaw = Some(Flaw::Row);
    let id = DraftId(id);
    let listed = Listed {
        id,
        row,
        changed: 0,
        binned: None,
        exported: None,
        changed_since: false,
        sealed: None,
        handed_in: None,
        flaw,
    };
    (listed, 0, 0, None, None)
}

fn contents(connection: &Connection, id: i64) -> rusqlite::Result<(Contents, Seal, Option<Stamp>)> {
    let none = |contents| (contents, Seal::default(), None);
    let read = |row: &Row<'_>| {
        let case_file = text(row, 1);
        Ok(match CONTENTS.checked(row)? {
            Some(seal) => (Contents::Whole(case_file), seal, of_word(&text(row, 2))),
            None => none(Contents::Flawed(case_file)),
        })
    };
    let sql = CONTENTS.select("draft = ?1");
    let found =
        connection.prepare_cached(&sql).and_then(|mut sql| sql.query_row([id], read).optional());
    match found {
        Ok(found) => Ok(found.unwrap_or(none(Contents::Missing))),
        Err(cause) if is_damage(&cause) => Ok(none(Contents::Flawed(String::new()))),
        Err(cause) => Err(cause),
    }
}

/// The rows of a draft in a table that are what was sealed.
fn part<T>(
    connection: &Connection,
    table: &Sealed,
    id: i64,
    read: impl Fn(&Row<'_>) -> Option<T>,
) -> rusqlite::Result<Part<T>> {
    let mut part = Part { rows: Vec::new(), is_whole: true, seals: Seal::default() };
    let sql = table.select(&format!("{} = ?1 ORDER BY 2", table.draft));
    let fill = |part: &mut Part<T>| {
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            match table.checked(row)? {
                Some(seal) => {
                    part.seals ^= seal;
                    part.rows.extend(read(row));
                }
                None => part.is_whole = false,
            }
        }
        Ok(())
    };
    match fill(&mut part) {
        Ok(()) => {}
        Err(cause) if is_damage(&cause) => part.is_whole = false,
        Err(cause) => return Err(cause),
    }
    Ok(part)
}

/// The kept file that a row names, by the columns of its digest and its length; none where no digest stands there.
fn kept(row: &Row<'_>, (digest, bytes): (usize, usize)) -> Option<Kept> {
    let bytes = u64::try_from(number(row, bytes)).unwrap_or(0);
    Some(Kept { digest: text(row, digest).parse().ok()?, bytes })
}

/// A text as far as it is one: a byte that was changed on the disk may have left none.
pub(crate) fn text(row: &Row<'_>, at: usize) -> String {
    match row.get_ref(at) {
        Ok(ValueRef::Text(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    }
}

pub(crate) fn number(row: &Row<'_>, at: usize) -> i64 {
    row.get(at).unwrap_or(0)
}

/// A draft of the list, from the columns of [`DRAFTS`]; when it was exported is read beside it.
fn listed_of(row: &Row<'_>, is_whole: bool) -> Listed {
    let moment = |at| row.get::<_, Option<i64>>(at).unwrap_or(None);
    Listed {
        id: DraftId(number(row, 0)),
        row: DraftRow {
            call: text(row, 1),
            route: text(row, 2),
            title: text(row, 3),
            problems: u32::try_from(number(row, 4)).unwrap_or(0),
            stamp: stamp(row, 9).unwrap_or(None),
        },
        changed: number(row, 6),
        binned: moment(7),
        exported: None,
        changed_since: false,
        sealed: None,
        handed_in: None,
        flaw: if is_whole { mended(&text(row, 13)) } else { Some(Flaw::Row) },
    }
}

/// What the column `mended` says.
fn mended(text: &str) -> Option<Flaw> {
    match text.split_once(' ') {
        Some(("copy", day)) => Some(Flaw::FromCopy { day: day.to_owned() }),
        _ if text == "part" => Some(Flaw::InPart),
        _ if text == "row" => Some(Flaw::Row),
        _ if text == "older" => Some(Flaw::Older),
        _ if text == "parts" => Some(Flaw::Parts),
        _ => None,
    }
}

/// The same as it is written.
pub(crate) fn mended_word(flaw: Option<&Flaw>) -> Option<String> {
    flaw.map(|flaw| match flaw {
        Flaw::FromCopy { day } => format!("copy {day}"),
        Flaw::InPart | Flaw::Contents => "part".to_owned(),
        Flaw::Row => "row".to_owned(),
        Flaw::Older => "older".to_owned(),
        Flaw::Parts => "parts".to_owned(),
    })
}

/// What follows the columns of [`DRAFTS`] in a list.
const PROGRESS: &str = "
    (SELECT max(moment) FROM receipts WHERE draft = drafts.id),
    (SELECT receipts.content <> drafts.content FROM receipts WHERE draft = drafts.id
     ORDER BY moment DESC, receipts.id DESC LIMIT 1),
    (SELECT max(moment) FROM versions WHERE draft = drafts.id AND occasion = 'sealed'),
    (SELECT max(moment) FROM versions WHERE draft = drafts.id AND occasion = 'handed_in')";

pub(crate) fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    let is_whole = DRAFTS.checked(row)?.is_some();
    let moment = |at| row.get(DRAFTS.count() + at).unwrap_or(None);
    Ok(Listed {
        exported: moment(1),
        changed_since: moment(2) == Some(1),
        sealed: moment(3),
        handed_in: moment(4),
        ..listed_of(row, is_whole)
    })
}

pub(crate) fn list_sql(condition: &str) -> String {
    format!("SELECT {}, seal, {PROGRESS} FROM drafts WHERE {condition}", DRAFTS.columns)
}

impl Store {
    /// The same for somebody who will write it again: what another program writes from now on is not overwritten.
    ///
    /// # Errors
    /// As [`Store::draft`].
    pub fn draft_to_edit(&self, id: DraftId) -> Result<Draft, StoreFault> {
        let found = self.run(|connection| found(connection, id.0))?.ok_or(StoreFault::NoDraft)?;
        self.know(id, found.seal);
        match found.is_whole() {
            true => self.flawed.borrow_mut().remove(&id),
            false => self.flawed.borrow_mut().insert(id),
        };
        self.draft(id)
    }

    /// A draft as it was last saved. What of it was changed on the disk is left out and told.
    ///
    /// # Errors
    /// `NoDraft`, `Flawed` where the case itself was changed, `Database`.
    pub fn draft(&self, id: DraftId) -> Result<Draft, StoreFault> {
        let found = self.run(|connection| found(connection, id.0))?.ok_or(StoreFault::NoDraft)?;
        let (flaws, steps) = (found.flaws(), found.steps());
        let Contents::Whole(case_file) = found.contents else {
            return Err(StoreFault::Flawed { title: found.listed.row.title });
        };
        let done = match steps.is_empty() {
            // Numbers of steps go on behind what is gone.
            true if flaws.row => 0,
            _ => u32::try_from(found.done).unwrap_or(0),
        };
        let Listed { row, flaw, .. } = found.listed;
        Ok(Draft { row, case_file, steps, done, flaws, flaw })
    }

    /// What can be read of the case of a draft, whether it was changed on the disk or not.
    ///
    /// # Errors
    /// `NoDraft`, `Database`.
    pub fn readable(&self, id: DraftId) -> Result<String, StoreFault> {
        let found = self.run(|connection| found(connection, id.0))?.ok_or(StoreFault::NoDraft)?;
        Ok(match found.contents {
            Contents::Whole(text) | Contents::Flawed(text) => text,
            Contents::Missing => String::new(),
        })
    }

    /// Whether all that a draft says is what was written.
    ///
    /// # Errors
    /// `Database`.
    pub fn is_whole(&self, id: DraftId) -> Result<bool, StoreFault> {
        self.run(|connection| Ok(found(connection, id.0)?.is_none_or(|found| found.is_whole())))
    }

    /// Every draft, in the bin or not.
    ///
    /// # Errors
    /// `Database`.
    pub fn all(&self) -> Result<Vec<DraftId>, StoreFault> {
        self.run(|connection| {
            let mut ids = connection.prepare_cached("SELECT id FROM drafts ORDER BY id")?;
            ids.query_map([], |row| Ok(DraftId(row.get(0)?)))?.collect()
        })
    }

    /// Drafts, the last changed first, and how many there are beyond the limit and within. One whose row was changed on
    /// the disk is told as such, wherever it is looked for: nobody knows any more what it was called.
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
            let sql = list_sql(&format!("{condition} ORDER BY changed DESC, id DESC LIMIT ?3"));
            let mut rows = connection.prepare_cached(&sql)?;
            let rows = rows.query_map((search.binned, &pattern, search.limit), listed)?;
            Ok((rows.collect::<Result<_, _>>()?, u64::try_from(count).unwrap_or(0)))
        })
    }

    /// What the list says of a draft.
    ///
    /// # Errors
    /// `NoDraft`, `Database`.
    pub fn listed(&self, id: DraftId) -> Result<Listed, StoreFault> {
        let found = self.run(|connection| {
            connection.query_row(&list_sql("id = ?1"), [id.0], listed).optional()
        })?;
        found.ok_or(StoreFault::NoDraft)
    }

    /// The draft of a case, wherever it is.
    ///
    /// # Errors
    /// `Database`.
    pub fn draft_of(&self, case: CaseId) -> Result<Option<Listed>, StoreFault> {
        self.run(|connection| {
            connection.query_row(&list_sql("case_id = ?1"), [case.to_string()], listed).optional()
        })
    }

    /// The drafts of a call that were sent and are not in the bin, with their cases. One that was changed on the disk
    /// says nothing.
    ///
    /// # Errors
    /// `Database`.
    pub fn exported(&self, call: &str) -> Result<Vec<(DraftId, String)>, StoreFault> {
        self.run(|connection| {
            let sql = CONTENTS.select(
                "draft IN (SELECT id FROM drafts WHERE call = ?1 AND binned IS NULL
                 AND EXISTS (SELECT 1 FROM receipts WHERE receipts.draft = drafts.id))
                 ORDER BY draft",
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let row = |row: &Row<'_>| {
                let is_whole = CONTENTS.checked(row)?.is_some();
                Ok(is_whole.then(|| (DraftId(number(row, 0)), text(row, 1))))
            };
            let rows = statement.query_map([call], row)?.collect::<Result<Vec<_>, _>>()?;
            Ok(rows.into_iter().flatten().collect())
        })
    }

    /// What was sent of a draft, the last first.
    ///
    /// # Errors
    /// `Database`.
    pub fn receipts(&self, id: DraftId) -> Result<Vec<Receipt>, StoreFault> {
        let found = self.run(|connection| found(connection, id.0))?;
        let mut receipts = found.map(|found| found.receipts.rows).unwrap_or_default();
        receipts.reverse();
        Ok(receipts)
    }

    /// The kept files of a draft, by the name that it knows them by. A row that was changed on the disk names none.
    ///
    /// # Errors
    /// `Database`.
    pub fn kept_of(&self, draft: DraftId) -> Result<Vec<(String, Kept)>, StoreFault> {
        self.run(|connection| {
            let mut statement =
                connection.prepare_cached(&KEPT.select("draft = ?1 ORDER BY path"))?;
            let mut rows = statement.query([draft.0])?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                if KEPT.checked(row)?.is_some() {
                    all.extend(kept(row, (2, 3)).map(|kept| (text(row, 1), kept)));
                }
            }
            Ok(all)
        })
    }

    /// Every kept file that a draft names.
    ///
    /// # Errors
    /// `Database`.
    pub fn all_kept(&self) -> Result<Vec<Kept>, StoreFault> {
        self.run(|connection| {
            let sql = "SELECT digest, max(bytes) FROM kept GROUP BY digest ORDER BY digest";
            let mut statement = connection.prepare_cached(sql)?;
            let all = statement.query_map([], |row| Ok(kept(row, (0, 1))))?;
            let all: Vec<Option<Kept>> = all.collect::<Result<_, _>>()?;
            Ok(all.into_iter().flatten().collect())
        })
    }
}

/// A text in which the signs of LIKE stand for themselves.
fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
