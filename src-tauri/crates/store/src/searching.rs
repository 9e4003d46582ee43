//! What drafts are found by: every word that they say, folded by whoever understands it, in an index beside the database.
//! It can be made again at any time, so it is no part of what is sealed, copied and mended: where it is not right it is
//! begun anew, and where the disk does not take it, it is kept in memory.
//!
//! Each character is a word of the index, and what is looked for is a phrase: Chinese is found from one character on, in
//! the middle of what others take for a word. Measured with 10,000 drafts of 3,000 characters: 0.3 to 7 ms, where going
//! through the texts takes 40 to 170 ms.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use foundation::Files;
use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::erasing::emptied;
use crate::fault::StoreFault;
use crate::reading::{list_sql, listed, number};
use crate::rows::{DraftId, Listed, Search};
use crate::seals::{Seal, Whole};
use crate::{Home, Store};

const INDEX: &str = "search.db";
/// Of the tables below, and of how words are folded: another one begins anew.
const VERSION: i64 = 3;
const TABLES: &str = "
    CREATE TABLE known (
        draft INTEGER PRIMARY KEY, seal BLOB NOT NULL, title TEXT NOT NULL, unit TEXT NOT NULL) STRICT;
    CREATE TABLE lines (
        draft INTEGER NOT NULL, number INTEGER NOT NULL, label TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (draft, number)) STRICT, WITHOUT ROWID;
    CREATE VIRTUAL TABLE said USING fts5(
        characters, content='', contentless_delete=1, tokenize='ascii');
    PRAGMA user_version = 3;";
/// Between two lines: a phrase does not go on from one to the next.
const END: &str = "z";

/// A line of what a draft says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands, as a person calls it.
    pub label: String,
    /// What stands there, folded.
    pub text: String,
}

/// What a draft says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its name, as it is written.
    pub title: String,
    /// The unit that applies, as it is written; empty where it says none.
    pub unit: String,
    /// Everything, a line each.
    pub lines: Vec<Line>,
}

/// What is looked for in drafts.
pub struct Words<'w> {
    /// Folded; all of them must be found.
    pub all: &'w [String],
    /// Whether a name can be typed by the keys of one of them; none but these are asked about.
    pub is_spelt: &'w dyn Fn(&str, &str) -> bool,
}

/// A draft that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDraft {
    /// The draft.
    pub listed: Listed,
    /// Where the words stand, as a person calls it, in the order of the draft.
    pub labels: Vec<String>,
}

/// A draft whose words the index does not know as they are now.
#[derive(Clone, Copy, Debug)]
pub struct Unknown {
    /// The draft.
    pub id: DraftId,
    seal: Seal,
}

/// The index, with the states of drafts that it knows.
#[derive(Debug)]
pub(crate) struct Index {
    connection: Connection,
    known: BTreeMap<i64, Known>,
    /// How often the database had been written when everything in it was known.
    known_at: Option<i64>,
}

/// What the index knows of a draft without looking it up.
#[derive(Debug)]
struct Known {
    seal: Seal,
    title: String,
    unit: String,
}

/// Judgement: so many drafts are asked for one by one; of more the whole list is gone through.
const FEW: usize = 500;

impl Index {
    /// The index of a home; in memory where it can be neither read nor written there.
    fn open(home: Home<'_>) -> rusqlite::Result<Self> {
        let path = home.folder.join(INDEX);
        if let Ok(index) = Self::at(&path, home) {
            return Ok(index);
        }
        for end in ["", "-wal", "-shm", "-journal"] {
            let _ = home.files.remove_file(&home.folder.join(format!("{INDEX}{end}")));
        }
        Self::at(&path, home).or_else(|_| Self::of(Connection::open_in_memory()?))
    }

    fn at(path: &Path, home: Home<'_>) -> rusqlite::Result<Self> {
        // Made here, so that nobody else may read it.
        if !home.files.exists(path) {
            drop(Files::create(&disk::Private(home.files), path));
        }
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        // What a power cut takes is put in again.
        connection.pragma_update(None, "synchronous", "normal")?;
        Self::of(connection)
    }

    fn of(connection: Connection) -> rusqlite::Result<Self> {
        connection.pragma_update(None, "secure_delete", true)?;
        match connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))? {
            VERSION => {}
            0 => connection.execute_batch(&format!("BEGIN; {TABLES} COMMIT;"))?,
            _ => return Err(rusqlite::Error::InvalidQuery),
        }
        let mut known = BTreeMap::new();
        let mut rows = connection.prepare("SELECT draft, seal, title, unit FROM known")?;
        let read = |row: &Row<'_>| {
            let known = Known { seal: row.get(1)?, title: row.get(2)?, unit: row.get(3)? };
            Ok((row.get(0)?, known))
        };
        for row in rows.query_map([], read)? {
            let (draft, one) = row?;
            known.insert(draft, one);
        }
        drop(rows);
        Ok(Self { connection, known, known_at: None })
    }

    /// Forgets what a draft said.
    fn forget(&mut self, draft: i64) -> rusqlite::Result<()> {
        for sql in [
            "DELETE FROM said WHERE rowid = ?1",
            "DELETE FROM lines WHERE draft = ?1",
            "DELETE FROM known WHERE draft = ?1",
        ] {
            self.connection.prepare_cached(sql)?.execute([draft])?;
        }
        self.known.remove(&draft);
        Ok(())
    }

    fn put(&mut self, Unknown { id, seal }: Unknown, said: &Said) -> rusqlite::Result<()> {
        self.connection.execute_batch("BEGIN")?;
        let put = self.put_lines(id.0, seal, said);
        self.connection.execute_batch(if put.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        put?;
        let Said { title, unit, .. } = said.clone();
        self.known.insert(id.0, Known { seal, title, unit });
        Ok(())
    }

    fn put_lines(&mut self, id: i64, seal: Seal, said: &Said) -> rusqlite::Result<()> {
        let Said { title, unit, lines } = said;
        self.forget(id)?;
        let mut all = String::new();
        let put = "INSERT INTO lines (draft, number, label, text) VALUES (?1, ?2, ?3, ?4)";
        for (number, Line { label, text }) in lines.iter().enumerate() {
            spell(&mut all, text);
            all.push_str(END);
            all.push(' ');
            self.connection.prepare_cached(put)?.execute((id, number as i64, label, text))?;
        }
        let put = "INSERT INTO said (rowid, characters) VALUES (?1, ?2)";
        self.connection.prepare_cached(put)?.execute((id, &all))?;
        let put = "INSERT INTO known (draft, seal, title, unit) VALUES (?1, ?2, ?3, ?4)";
        self.connection.prepare_cached(put)?.execute((id, seal, title, unit))?;
        Ok(())
    }

    /// The drafts that say all of these words, or are named so where one is made of keys.
    fn matching(&self, Words { all, is_spelt }: &Words<'_>) -> rusqlite::Result<BTreeSet<i64>> {
        let (typed, written): (Vec<String>, Vec<String>) =
            all.iter().cloned().partition(|word| is_typed(word));
        let mut found = match written.is_empty() {
            true => None,
            false => Some(self.saying(&written)?),
        };
        for word in &typed {
            let mut one = self.saying(std::slice::from_ref(word))?;
            let named = self
                .known
                .iter()
                .filter(|(_, known)| is_spelt(&known.title, word) || is_spelt(&known.unit, word));
            one.extend(named.map(|(id, _)| *id));
            found = Some(found.map_or_else(|| one.clone(), |found| &found & &one));
        }
        Ok(found.unwrap_or_default())
    }

    /// The drafts that say all of these words.
    fn saying(&self, words: &[String]) -> rusqlite::Result<BTreeSet<i64>> {
        let phrase = |word: &String| {
            let mut spelt = String::new();
            spell(&mut spelt, word);
            format!("\"{}\"", spelt.trim_end())
        };
        let all = words.iter().map(phrase).collect::<Vec<_>>().join(" AND ");
        let mut rows =
            self.connection.prepare_cached("SELECT rowid FROM said WHERE said MATCH ?1")?;
        rows.query_map([all], |row| row.get(0))?.collect()
    }

    /// Where a draft says one of these words.
    fn labels(&self, id: i64, words: &Words<'_>) -> rusqlite::Result<Vec<String>> {
        let Words { all, is_spelt } = words;
        let sql = "SELECT label, text FROM lines WHERE draft = ?1 ORDER BY number";
        let mut rows = self.connection.prepare_cached(sql)?;
        let line = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        let mut labels: Vec<String> = Vec::new();
        for line in rows.query_map([id], line)? {
            let (label, text) = line?;
            if all.iter().any(|word| text.contains(word)) && !labels.contains(&label) {
                labels.push(label);
            }
        }
        if let Some(known) = self.known.get(&id) {
            for (label, name) in [("单位", &known.unit), ("名称", &known.title)] {
                let is_named = |word: &String| is_typed(word) && is_spelt(name, word);
                if all.iter().any(is_named) && labels.iter().all(|one| one != label) {
                    labels.insert(0, label.to_owned());
                }
            }
        }
        Ok(labels)
    }
}

/// Whether a word may be the keys of an input method. Judgement: one letter begins too much.
fn is_typed(word: &str) -> bool {
    word.len() > 1
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && word.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Those of the drafts that are in the bin or not, the last changed first.
fn by_time(
    connection: &Connection,
    drafts: &BTreeSet<i64>,
    binned: bool,
) -> rusqlite::Result<Vec<i64>> {
    if drafts.len() <= FEW {
        let sql = "SELECT changed, binned IS NOT NULL FROM drafts WHERE id = ?1";
        let mut one = connection.prepare_cached(sql)?;
        let mut found: Vec<(i64, i64)> = Vec::new();
        for id in drafts {
            let read = |row: &Row<'_>| Ok((number(row, 0), row.get::<_, bool>(1)?));
            let row = one.query_row([id], read).optional()?;
            let row = row.filter(|(_, is_binned)| *is_binned == binned);
            found.extend(row.map(|(changed, _)| (changed, *id)));
        }
        found.sort_unstable();
        return Ok(found.into_iter().rev().map(|(_, id)| id).collect());
    }
    let sql =
        "SELECT id FROM drafts WHERE (binned IS NOT NULL) = ?1 ORDER BY changed DESC, id DESC";
    let mut rows = connection.prepare_cached(sql)?;
    let mut ids = rows.query_map([binned], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    ids.retain(|id| drafts.contains(id));
    Ok(ids)
}

/// A text as the index has it: each character by its number, so that none is taken for what parts words.
fn spell(into: &mut String, text: &str) {
    use std::fmt::Write as _;

    for character in text.chars() {
        write!(into, "{:x} ", u32::from(character)).expect("a text takes what is written");
    }
}

impl Store {
    /// Takes the words of a draft out of the index, also from where they stood in it.
    pub(crate) fn forget_words(&self, home: Home<'_>, id: DraftId) -> Result<(), StoreFault> {
        self.with_index(home, |index| {
            index.forget(id.0)?;
            // Parts of the index are written anew without what is gone.
            index.connection.execute("INSERT INTO said (said) VALUES ('optimize')", [])?;
            emptied(&index.connection)
        })
    }

    /// The drafts whose words the index does not know as they are now.
    ///
    /// # Errors
    /// `Database`.
    pub fn unknown_words(&self, home: Home<'_>) -> Result<Vec<Unknown>, StoreFault> {
        let writes =
            self.run(|connection| Ok(Whole::read(connection)?.map(|whole| whole.writes)))?;
        let is_known = |index: &mut Index| Ok(writes.is_some() && index.known_at == writes);
        if self.with_index(home, is_known)? {
            return Ok(Vec::new());
        }
        let now: BTreeMap<i64, Seal> = self.run(|connection| {
            let mut rows = connection.prepare_cached("SELECT id, seal FROM drafts")?;
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1).unwrap_or_default()));
            rows.query_map([], row)?.collect()
        })?;
        self.with_index(home, |index| {
            let gone: Vec<i64> =
                index.known.keys().filter(|id| !now.contains_key(id)).copied().collect();
            gone.into_iter().try_for_each(|id| index.forget(id))?;
            let is_unknown = |(id, seal): &(&i64, &Seal)| {
                index.known.get(id).map(|one| &one.seal) != Some(*seal)
            };
            let unknown = now.iter().filter(is_unknown);
            let unknown = unknown.map(|(id, seal)| Unknown { id: DraftId(*id), seal: *seal });
            let unknown: Vec<Unknown> = unknown.collect();
            index.known_at = writes.filter(|_| unknown.is_empty());
            Ok(unknown)
        })
    }

    /// Puts into the index what a draft says.
    ///
    /// # Errors
    /// `Database`.
    pub fn know_words(
        &self,
        home: Home<'_>,
        unknown: Unknown,
        said: &Said,
    ) -> Result<(), StoreFault> {
        self.with_index(home, |index| index.put(unknown, said))
    }

    /// The units that drafts say, where the index knows them.
    ///
    /// # Errors
    /// `Database`.
    pub fn units(&self, home: Home<'_>) -> Result<BTreeMap<DraftId, String>, StoreFault> {
        let unit = |(id, known): (&i64, &Known)| (DraftId(*id), known.unit.clone());
        self.with_index(home, |index| Ok(index.known.iter().map(unit).collect()))
    }

    /// Drafts that say all of these folded words, the last changed first, and how many there are beyond the limit and
    /// within.
    ///
    /// # Errors
    /// `Database`.
    pub fn search(
        &self,
        home: Home<'_>,
        words: &Words<'_>,
        search: &Search,
    ) -> Result<(Vec<FoundDraft>, u64), StoreFault> {
        let matching = self.with_index(home, |index| index.matching(words))?;
        let mut ids = self.run(|connection| by_time(connection, &matching, search.binned))?;
        let count = u64::try_from(ids.len()).unwrap_or(u64::MAX);
        ids.truncate(usize::try_from(search.limit).unwrap_or(usize::MAX));
        let all = self.run(|connection| {
            let mut one = connection.prepare_cached(&list_sql("id = ?1"))?;
            ids.iter().map(|id| one.query_row([id], listed)).collect::<Result<Vec<_>, _>>()
        })?;
        let found = self.with_index(home, |index| {
            let one = |listed: Listed| {
                Ok(FoundDraft { labels: index.labels(listed.id.0, words)?, listed })
            };
            all.into_iter().map(one).collect::<rusqlite::Result<Vec<_>>>()
        })?;
        Ok((found, count))
    }

    /// Works with the index. Where it fails it is kept in memory from then on, and whoever asks again is answered.
    fn with_index<T>(
        &self,
        home: Home<'_>,
        work: impl FnOnce(&mut Index) -> rusqlite::Result<T>,
    ) -> Result<T, StoreFault> {
        let path = self.home.join(INDEX);
        let fault = StoreFault::database(&path);
        let mut index = self.index.borrow_mut();
        if index.is_none() {
            *index = Some(Index::open(home).map_err(&fault)?);
        }
        let done = work(index.as_mut().expect("it was opened"));
        if let Err(cause) = &done {
            if crate::fault::is_damage(cause) {
                let _ = home.files.remove_file(&home.folder.join(INDEX));
            }
            *index = Connection::open_in_memory().and_then(Index::of).ok();
        }
        done.map_err(fault)
    }
}
