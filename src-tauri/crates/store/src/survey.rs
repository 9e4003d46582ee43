//! What a database holds, and whether it is what was written: row by row, and that none is missing.

use rusqlite::{Connection, Row};

use crate::reading::{found, number, text};
use crate::schema::{SEALED, Schema, version};
use crate::seals::{DRAFTS, Seal, Whole};
use crate::stamps::stamp;

/// A database as it was gone through.
#[derive(Clone, Debug, Default)]
pub(crate) struct Survey {
    /// Whether SQLite finds it whole and of a version that is known.
    pub(crate) is_sound: bool,
    /// Which database it is and how often it was written, where that is what was sealed.
    pub(crate) whole: Option<Whole>,
    /// The drafts in it, those in the bin too.
    pub(crate) ids: Vec<i64>,
    /// Those of them that are not what was sealed.
    pub(crate) flawed: Vec<i64>,
    /// Whether drafts are missing that nobody took away.
    pub(crate) lacks: bool,
    pub(crate) changed: Option<i64>,
    /// The revisions of all cases together: they only grow.
    pub(crate) revisions: i64,
    /// The titles of the drafts changed last, five at most.
    pub(crate) titles: Vec<String>,
}

impl Survey {
    /// Whether all of it is what was written.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_sound && self.whole.is_some() && self.flawed.is_empty() && !self.lacks
    }

    /// What a copy is better by than another one: what it holds, and the counter; never a clock.
    pub(crate) fn weight(&self) -> (usize, i64, i64, Option<i64>) {
        let writes = self.whole.as_ref().map_or(0, |whole| whole.writes);
        (self.ids.len(), writes, self.revisions, self.changed)
    }
}

/// Goes through a database; through all that belongs to each draft with `deep`.
pub(crate) fn survey(
    connection: &Connection,
    schema: Schema,
    deep: bool,
) -> rusqlite::Result<Survey> {
    let is_sound = schema.is_sound(connection)? && version(connection)? >= SEALED;
    let mut survey = Survey { is_sound, ..Survey::default() };
    if !survey.is_sound {
        return Ok(survey);
    }
    let (mut roll, mut rows) = (Seal::default(), Vec::new());
    let mut statement = connection.prepare(&DRAFTS.select("1 ORDER BY changed DESC, id DESC"))?;
    let read = |row: &Row<'_>| {
        let seal = DRAFTS.checked(row)?;
        let revision =
            stamp(row, 9)?.map_or(0, |stamp| crate::stamps::number(stamp.identity.revision));
        Ok((number(row, 0), seal, number(row, 6), text(row, 3), revision))
    };
    for row in statement.query_map([], read)? {
        rows.push(row?);
    }
    for (id, seal, changed, title, revision) in rows {
        let is_whole = match (seal, deep) {
            (Some(_), true) => found(connection, id)?.is_some_and(|found| found.is_whole()),
            (seal, _) => seal.is_some(),
        };
        if let Some(seal) = seal {
            roll ^= seal;
        }
        if !is_whole {
            survey.flawed.push(id);
        }
        survey.ids.push(id);
        survey.changed = survey.changed.max(Some(changed));
        survey.revisions = survey.revisions.saturating_add(revision);
        if survey.titles.len() < 5 {
            survey.titles.push(title);
        }
    }
    survey.whole = Whole::read(connection)?;
    if let Some(whole) = &survey.whole {
        let is_counted = whole.drafts == survey.ids.len() as i64;
        let rows_are_right = deep || survey.flawed.is_empty();
        survey.lacks =
            !is_counted || (rows_are_right && survey.flawed.is_empty() && whole.roll != roll);
    }
    Ok(survey)
}
