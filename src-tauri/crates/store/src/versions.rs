//! What a draft said before. While it is edited its state is kept now and then, and thinned as it grows old; what was
//! sent, handed over or arrived is kept for as long as the draft is. A version is written in the transaction that makes
//! it one, so that there is none without its reason.

use foundation::Stamp;
use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::Store;
use crate::fault::StoreFault;
use crate::reading::{found, number, text};
use crate::rows::{DraftId, Receipt};
use crate::seals::{CONTENTS, Sealing, VERSIONS};
use crate::stamps::{of_word, word};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// Judgement: who looks for what she wrote an hour ago finds it within ten minutes of typing.
const BETWEEN: i64 = 10 * MINUTE;
/// Judgement: of the last day everything, of the last month one a day, of what was before one a month.
const ALL_OF: i64 = DAY;
const DAYS_OF: i64 = 31 * DAY;

/// What a draft said at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// When it said so, in milliseconds since 1970.
    pub moment: i64,
    /// Why it is kept.
    pub occasion: Occasion,
    /// The folder or the package; empty of one that was only edited.
    pub note: String,
    /// The case, as `case` writes it.
    pub case_file: String,
    /// Which state of which case it is; none of what an older version of the program left behind.
    pub stamp: Option<Stamp>,
}

/// Why a version is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// It was edited on: what was there before is kept now and then.
    Edited,
    /// It was sent.
    Exported,
    /// It was handed over to another machine.
    HandedOver,
    /// A package said that it was sent like this elsewhere.
    Arrived,
    /// The user said that what was printed bears its seals.
    Sealed,
    /// The user said that it was handed in.
    HandedIn,
}

/// A version in the list of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// Names it, for ever.
    pub id: i64,
    /// What it is, with what it says.
    pub version: Version,
}

impl Occasion {
    const ALL: [Self; 6] = [
        Self::Edited,
        Self::Exported,
        Self::HandedOver,
        Self::Arrived,
        Self::Sealed,
        Self::HandedIn,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Exported => "exported",
            Self::HandedOver => "handed_over",
            Self::Arrived => "arrived",
            Self::Sealed => "sealed",
            Self::HandedIn => "handed_in",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.word() == word)
    }
}

impl Store {
    /// What a draft said before, the last first. What was changed on the disk is left out.
    ///
    /// # Errors
    /// `NoDraft`, `Database`.
    pub fn kept_versions(&self, id: DraftId) -> Result<Vec<VersionRow>, StoreFault> {
        let found = self.run(|connection| found(connection, id.0))?.ok_or(StoreFault::NoDraft)?;
        let mut versions = found.versions.rows;
        versions.sort_by_key(|row| std::cmp::Reverse((row.version.moment, row.id)));
        Ok(versions)
    }

    /// Keeps what a draft says or said, as one of its versions; what is there already is not kept twice.
    ///
    /// # Errors
    /// `NoDraft`, `Database`.
    pub fn keep_version(&self, id: DraftId, version: &Version) -> Result<(), StoreFault> {
        self.change(id, |transaction, sealing| put_version(sealing, transaction, id.0, version))
    }

    /// Notes that a draft is as far as this, in place of what was noted of that before; with none it is not any more.
    ///
    /// # Errors
    /// `NoDraft`, `Database`.
    pub fn mark_version(
        &self,
        id: DraftId,
        occasion: Occasion,
        version: Option<&Version>,
    ) -> Result<(), StoreFault> {
        self.change(id, |transaction, sealing| {
            let values = (id.0, occasion.word());
            sealing.goes(&VERSIONS, "draft = ?1 AND occasion = ?2", values)?;
            let sql = "DELETE FROM versions WHERE draft = ?1 AND occasion = ?2";
            transaction.prepare_cached(sql)?.execute(values)?;
            version.map_or(Ok(()), |version| put_version(sealing, transaction, id.0, version))
        })
    }

    /// Notes what was sent, with what it said.
    ///
    /// # Errors
    /// `NoDraft`, `Database`; neither is noted then.
    pub fn note_sent(
        &self,
        id: DraftId,
        receipt: &Receipt,
        version: &Version,
    ) -> Result<(), StoreFault> {
        self.change(id, |transaction, sealing| {
            crate::drafts::put_receipt(sealing, transaction, id.0, receipt)?;
            put_version(sealing, transaction, id.0, version)
        })
    }
}

/// A version of a row of [`VERSIONS`]; none of an occasion that is not known here.
pub(crate) fn version(row: &Row<'_>) -> Option<VersionRow> {
    let version = Version {
        moment: number(row, 2),
        occasion: Occasion::of_word(&text(row, 3))?,
        note: text(row, 4),
        case_file: text(row, 5),
        stamp: of_word(&text(row, 6)),
    };
    Some(VersionRow { id: number(row, 0), version })
}

/// Puts a version beside the others of a draft, unless it is one of them; what was sent from here may arrive again.
pub(crate) fn put_version(
    sealing: &mut Sealing<'_>,
    transaction: &Connection,
    id: i64,
    version: &Version,
) -> rusqlite::Result<()> {
    let Version { moment, occasion, note, case_file, stamp } = version;
    let sql = "SELECT EXISTS (SELECT 1 FROM versions WHERE draft = ?1 AND moment = ?2
               AND (occasion = ?3 OR (?3 = 'arrived' AND occasion = 'exported'))
               AND stamp IS ?4 AND (stamp IS NOT NULL OR case_file = ?5))";
    let values = (id, moment, occasion.word(), word(*stamp), case_file);
    if transaction.prepare_cached(sql)?.query_row(values, |row| row.get(0))? {
        return Ok(());
    }
    let sql = "INSERT INTO versions (draft, moment, occasion, note, case_file, stamp)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = (id, moment, occasion.word(), note, case_file, word(*stamp));
    transaction.prepare_cached(sql)?.execute(values)?;
    sealing.came(&VERSIONS, "id = ?1", [transaction.last_insert_rowid()])
}

/// Keeps what a draft says before something else is saved, where that is due, and thins what was kept.
pub(crate) fn keep_before(
    sealing: &mut Sealing<'_>,
    transaction: &Connection,
    id: i64,
    (coming, now): (Option<Stamp>, i64),
) -> rusqlite::Result<()> {
    let (made, changed): (i64, i64) = transaction
        .prepare_cached("SELECT made, changed FROM drafts WHERE id = ?1")?
        .query_row([id], |row| Ok((number(row, 0), number(row, 1))))?;
    let last = last_version(transaction, id)?;
    let last_moment = last.as_ref().map_or(made, |(moment, _)| *moment);
    // A clock that was set back keeps nothing from being kept.
    let is_apart = (changed - last_moment).abs() >= BETWEEN || (now - changed).abs() >= BETWEEN;
    if !is_apart {
        return Ok(());
    }
    let mut statement = transaction.prepare_cached(&CONTENTS.select("draft = ?1"))?;
    let read = |row: &Row<'_>| {
        let is_whole = CONTENTS.checked(row)?.is_some();
        Ok(is_whole.then(|| (text(row, 1), of_word(&text(row, 2)))))
    };
    let Some((case_file, stamp)) = statement.query_row([id], read).optional()?.flatten() else {
        return Ok(());
    };
    let content = |stamp: Option<Stamp>| stamp.map(|stamp| stamp.content);
    let there = content(stamp);
    let last = content(last.and_then(|(_, stamp)| stamp));
    if there.is_some() && (there == content(coming) || there == last) {
        return Ok(());
    }
    let (occasion, note) = (Occasion::Edited, String::new());
    let version = Version { moment: changed, occasion, note, case_file, stamp };
    put_version(sealing, transaction, id, &version)?;
    thin(sealing, transaction, id, now)
}

/// When the last version was kept, and which state it is.
fn last_version(
    transaction: &Connection,
    id: i64,
) -> rusqlite::Result<Option<(i64, Option<Stamp>)>> {
    let sql = "SELECT moment, stamp FROM versions WHERE draft = ?1 AND occasion NOT IN ('arrived', 'sealed', 'handed_in')
               ORDER BY moment DESC, id DESC LIMIT 1";
    let mut statement = transaction.prepare_cached(sql)?;
    let read = |row: &Row<'_>| Ok((number(row, 0), of_word(&text(row, 1))));
    statement.query_row([id], read).optional()
}

/// Removes versions of editing that are old and not the last of their day or month. Days are those of China, of which
/// all goes by one clock.
fn thin(
    sealing: &mut Sealing<'_>,
    transaction: &Connection,
    id: i64,
    now: i64,
) -> rusqlite::Result<()> {
    let sql = "SELECT id FROM (
                   SELECT id, row_number() OVER (
                       PARTITION BY strftime(iif(moment >= ?3, '%Y-%m-%d', '%Y-%m'),
                                             moment / 1000, 'unixepoch', '+8 hours'), moment >= ?3
                       ORDER BY moment DESC, id DESC) AS place
                   FROM versions
                   WHERE draft = ?1 AND occasion = 'edited' AND moment < ?2)
               WHERE place > 1";
    let mut statement = transaction.prepare_cached(sql)?;
    let gone =
        statement.query_map((id, now - ALL_OF, now - DAYS_OF), |row| row.get::<_, i64>(0))?;
    for version in gone.collect::<Result<Vec<_>, _>>()? {
        sealing.goes(&VERSIONS, "id = ?1", [version])?;
        transaction.prepare_cached("DELETE FROM versions WHERE id = ?1")?.execute([version])?;
    }
    Ok(())
}
