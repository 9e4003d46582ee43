//! Stamps in the database: case, revision and content in three columns, which are NULL together.

use foundation::{CaseId, Digest, Identity, Revision, Stamp};
use rusqlite::Row;

/// A stamp as it stands in three columns.
#[derive(Default)]
pub(crate) struct Columns {
    pub(crate) id: Option<String>,
    pub(crate) revision: Option<i64>,
    pub(crate) content: Option<String>,
}

pub(crate) fn columns(stamp: Option<Stamp>) -> Columns {
    stamp.map_or_else(Columns::default, |Stamp { identity, content }| Columns {
        id: Some(identity.id.to_string()),
        revision: Some(number(identity.revision)),
        content: Some(content.to_string()),
    })
}

pub(crate) fn number(revision: Revision) -> i64 {
    i64::try_from(revision.number()).unwrap_or(i64::MAX)
}

/// A stamp as it stands in one column beside the case.
pub(crate) fn word(stamp: Option<Stamp>) -> Option<String> {
    let Stamp { identity: Identity { id, revision }, content } = stamp?;
    Some(format!("{id} {revision} {content}"))
}

/// The same read back.
pub(crate) fn of_word(word: &str) -> Option<Stamp> {
    let mut words = word.split(' ');
    let id: CaseId = words.next()?.parse().ok()?;
    let revision = Revision::new(words.next()?.parse().ok()?)?;
    let content: Digest = words.next()?.parse().ok()?;
    Some(Stamp { identity: Identity { id, revision }, content })
}

/// The stamp in three columns from `at` on; none where one of them holds none.
pub(crate) fn stamp(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Stamp>> {
    let id: Option<String> = row.get(at)?;
    let revision: Option<i64> = row.get(at + 1)?;
    let content: Option<String> = row.get(at + 2)?;
    let read = || {
        let revision = Revision::new(u64::try_from(revision?).ok()?)?;
        let identity = Identity { id: id?.parse().ok()?, revision };
        Some(Stamp { identity, content: content?.parse().ok()? })
    };
    Ok(read())
}
