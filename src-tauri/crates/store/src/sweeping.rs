//! Attachments that nobody uses any more go after thirty days: names that a draft keeps for nothing, and files that no draft
//! and no copy names, among them those that a power cut left.
//!
//! A name is used where the draft says it, in what it is, in a step that can be taken back, or in what it said before.
//! Drafts of the bin, and those that were changed in the last thirty days, keep all that they have. Copies keep their
//! files as long as they are there, for they may be brought back; a database that was set aside keeps all.

use std::collections::BTreeSet;
use std::path::Path;

use foundation::Digest;
use rusqlite::Connection;

use crate::copies::digests_in_copies;
use crate::fault::StoreFault;
use crate::kept::FOLDER;
use crate::recovery::is_set_aside;
use crate::rows::DraftId;
use crate::seals::KEPT;
use crate::{Home, Store};

/// Judgement: a month is long enough to notice that a photo was taken out by mistake.
const UNUSED_FOR: i64 = 30 * 24 * 60 * 60 * 1000;

/// What was let go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Names of attachments.
    pub names: usize,
    /// Files.
    pub files: usize,
}

impl Store {
    /// Lets go of what nobody has used for thirty days before `now`, in milliseconds since 1970; drafts that are `open` are
    /// left alone.
    ///
    /// # Errors
    /// `Database`, `File`: what was let go before is gone, all else is as it was.
    pub fn sweep(&self, home: Home<'_>, now: i64, open: &[DraftId]) -> Result<Swept, StoreFault> {
        let before = now.saturating_sub(UNUSED_FOR);
        let mut swept = Swept::default();
        for id in self.long_unchanged(before)? {
            if !open.contains(&id) {
                swept.names += self.let_go_of_names(id)?;
            }
        }
        swept.files = self.let_go_of_files(home, before)?;
        Ok(swept)
    }

    fn long_unchanged(&self, before: i64) -> Result<Vec<DraftId>, StoreFault> {
        self.run(|connection| {
            let sql = "SELECT id FROM drafts WHERE binned IS NULL AND changed < ?1
                       AND EXISTS (SELECT 1 FROM kept WHERE draft = id)";
            let mut rows = connection.prepare_cached(sql)?;
            rows.query_map([before], |row| Ok(DraftId(row.get(0)?)))?.collect()
        })
    }

    /// Of a draft that is whole; of one that is not nobody knows what it used.
    fn let_go_of_names(&self, id: DraftId) -> Result<usize, StoreFault> {
        if !self.is_whole(id)? {
            return Ok(0);
        }
        let unused = self.run(|connection| unused_names(connection, id.0))?;
        if unused.is_empty() {
            return Ok(0);
        }
        self.change(id, |transaction, sealing| {
            for name in &unused {
                sealing.goes(&KEPT, "draft = ?1 AND path = ?2", (id.0, name))?;
                let sql = "DELETE FROM kept WHERE draft = ?1 AND path = ?2";
                transaction.execute(sql, (id.0, name))?;
            }
            Ok(())
        })?;
        Ok(unused.len())
    }

    fn let_go_of_files(&self, home: Home<'_>, before: i64) -> Result<usize, StoreFault> {
        if is_set_aside(home)? {
            return Ok(0);
        }
        // Where one copy cannot be read, nobody knows what it names.
        let Some(mut named) = digests_in_copies(home)? else { return Ok(0) };
        named.extend(self.run(digests)?);
        let folder = home.folder.join(FOLDER);
        if !home.files.is_folder(&folder) {
            return Ok(0);
        }
        let mut count = 0;
        for part in home.files.list(&folder)? {
            let part = folder.join(part);
            if !home.files.is_folder(&part) {
                continue;
            }
            for name in home.files.list(&part)? {
                let Ok(digest) = name.parse::<Digest>() else { continue };
                let path = part.join(&name);
                let is_old = home.files.modified(&path).is_some_and(|moment| moment < before);
                if is_old && !named.contains(&digest) && home.files.remove_file(&path).is_ok() {
                    count += 1;
                }
            }
        }
        Ok(count)
    }
}

/// The names of kept files that stand in nothing that a draft says or said.
fn unused_names(connection: &Connection, id: i64) -> rusqlite::Result<Vec<String>> {
    let mut names = connection.prepare_cached("SELECT path FROM kept WHERE draft = ?1")?;
    let names: Vec<String> =
        names.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut texts = Vec::new();
    for sql in [
        "SELECT case_file FROM contents WHERE draft = ?1",
        "SELECT changes FROM steps WHERE draft = ?1",
        "SELECT case_file FROM versions WHERE draft = ?1",
    ] {
        let mut rows = connection.prepare_cached(sql)?;
        let rows = rows.query_map([id], |row| row.get::<_, String>(0))?;
        texts.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    let is_used = |name: &String| {
        // As both stand in JSON (RFC 8259, 7); a name within another one counts as used, and one with what may be written in
        // several ways does too.
        let written = name.replace('\\', r"\\").replace('"', "\\\"");
        name.chars().any(char::is_control) || texts.iter().any(|text| text.contains(&written))
    };
    Ok(names.into_iter().filter(|name| !is_used(name)).collect())
}

/// Every file that a database names.
pub(crate) fn digests(connection: &Connection) -> rusqlite::Result<BTreeSet<Digest>> {
    let mut rows = connection.prepare("SELECT DISTINCT digest FROM kept")?;
    let all = rows.query_map([], |row| row.get::<_, String>(0))?;
    let all: Vec<String> = all.collect::<rusqlite::Result<_>>()?;
    Ok(all.iter().filter_map(|digest| digest.parse().ok()).collect())
}

/// Whether the moment of the last sweep, which lies beside the database, is a week past; notes this one then.
///
/// # Errors
/// `File` where the note cannot be written: then nothing is to be swept.
pub fn is_due_to_sweep(home: Home<'_>, now: i64) -> Result<bool, StoreFault> {
    const NOTE: &str = "swept.txt";
    const WEEK: i64 = 7 * 24 * 60 * 60 * 1000;
    let note = home.folder.join(NOTE);
    let last = home.files.read_up_to(&note, 32).ok();
    let last = last.and_then(|text| String::from_utf8(text).ok()?.trim().parse::<i64>().ok());
    // A clock that was wrong for a day keeps nothing for ever.
    if last.is_some_and(|last| (last..last.saturating_add(WEEK)).contains(&now)) {
        return Ok(false);
    }
    write_note(home, &note, now)?;
    Ok(last.is_some())
}

fn write_note(home: Home<'_>, note: &Path, now: i64) -> Result<(), StoreFault> {
    disk::write_whole(note, now.to_string().as_bytes(), &disk::Private(home.files))?;
    Ok(())
}
