//! How it goes on after damage. What is damaged is set aside whole; what takes its place is made beside it from the rows
//! that are what was sealed, and from the copies where they are not, or is a copy, or empty.
//!
//! Every step is a state that the next start knows. Until the file `recovering` is there, nothing of the damaged database
//! was touched. From then on all of it lies in the folder that the file names, and what is at its place means nothing,
//! unless it is what the file says was to be put there: then only the file was left to be removed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use disk::{Beside, DiskFault};
use foundation::{Date, Digest, FileFault, Files, Held, Unwatched};
use rusqlite::Connection;

use crate::copies::{self, GoodCopy};
use crate::drafts::put_whole;
use crate::fault::StoreFault;
use crate::layout::{COMPANIONS, DATABASE};
use crate::looking::{Looking, source};
use crate::reading::{Contents, Found, found};
use crate::ready::ready;
use crate::rows::Flaw;
use crate::schema::Schema;
use crate::seals::{self, Whole};
use crate::{Home, Store, mark};

/// Says that a recovery is on its way.
const RECOVERING: &str = "recovering";
/// More than such a file has.
const LONGEST: u64 = 4096;
/// What the folders are called in which damaged databases lie.
const ASIDE: &str = "damaged-";
/// Judgement: nobody makes more drafts; where nothing says how many there are, so many are looked for.
const MOST_DRAFTS: i64 = 20_000;

/// A damaged database, untouched.
#[derive(Debug)]
pub struct Damaged {
    home: PathBuf,
    lock: Box<dyn Held>,
    schema: Schema,
    /// The folder in the home where it lies, where it was set aside already.
    aside: Option<String>,
    /// What can be read of it and of the copies together.
    pub readable: Readable,
    /// The copies that are whole, the best first.
    pub copies: Vec<GoodCopy>,
}

/// What can be had without loss, and what not: numbers of drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readable {
    /// As they were last saved.
    pub whole: usize,
    /// As they are in a copy.
    pub from_copies: usize,
    /// Only a part of them.
    pub in_part: usize,
}

/// How to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// With what can be read, each draft by itself, and the copies for the rest.
    Readable,
    /// With one of the copies, by its place among [`Damaged::copies`].
    Copy(usize),
    /// With no drafts.
    Empty,
}

/// What the file `recovering` says.
struct Recovering {
    aside: String,
    /// What was to be put at the place of the database.
    new: Option<Digest>,
}

/// Whether a recovery was cut off; one of which only the last step was left is brought to its end. Gives the folder
/// where the damaged database lies.
pub(crate) fn cut_off(home: Home<'_>) -> Result<Option<String>, StoreFault> {
    let path = home.folder.join(RECOVERING);
    if !home.files.exists(&path) || home.files.is_folder(&path) || home.files.is_device(&path) {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&home.files.read_up_to(&path, LONGEST)?).into_owned();
    let mut lines = text.lines();
    let said = Recovering {
        aside: lines.next().unwrap_or_default().to_owned(),
        new: lines.next().and_then(|digest| digest.parse().ok()),
    };
    let database = home.folder.join(DATABASE);
    let is_file = home.files.exists(&database) && !home.files.is_folder(&database);
    let is_there = |new| home.files.contents(&database).is_ok_and(|there| there.digest == new);
    if is_file && said.new.is_some_and(is_there) {
        remove_companions(home)?;
        home.files.remove_file(&path)?;
        home.files.sync_folder(home.folder)?;
        return Ok(None);
    }
    let is_ours = said.aside.starts_with(ASIDE) && !said.aside.contains(['/', '\\']);
    let is_whole = is_ours && home.files.is_folder(&home.folder.join(&said.aside));
    Ok(Some(if is_whole { said.aside } else { last_aside(home).unwrap_or_default() }))
}

/// Whether a database lies there that was set aside: what it names may be wanted again.
pub(crate) fn is_set_aside(home: Home<'_>) -> Result<bool, FileFault> {
    Ok(home.files.list(home.folder)?.iter().any(|name| name.starts_with(ASIDE)))
}

/// The damaged database that was set aside last.
pub(crate) fn last_aside(home: Home<'_>) -> Option<String> {
    let names = home.files.list(home.folder).unwrap_or_default();
    let holds = |name: &String| {
        name.starts_with(ASIDE) && home.files.exists(&home.folder.join(name).join(DATABASE))
    };
    names.into_iter().rfind(holds)
}

impl Damaged {
    /// Looks at what there is to go on with.
    pub(crate) fn found(
        home: Home<'_>,
        lock: Box<dyn Held>,
        schema: Schema,
        aside: Option<String>,
    ) -> Result<Self, StoreFault> {
        let aside = aside.filter(|aside| !aside.is_empty());
        let copies = copies::good(home, schema)?;
        let mut damaged = Self {
            home: home.folder.to_owned(),
            lock,
            schema,
            aside,
            readable: Readable::default(),
            copies,
        };
        for draft in damaged.drafts(home) {
            let number = match (&draft.listed.flaw, &draft.contents) {
                (Some(Flaw::FromCopy { .. } | Flaw::Older), _) => &mut damaged.readable.from_copies,
                (None | Some(Flaw::Row | Flaw::Parts), Contents::Whole(_)) => {
                    &mut damaged.readable.whole
                }
                _ => &mut damaged.readable.in_part,
            };
            *number += 1;
        }
        Ok(damaged)
    }

    /// Where the damaged database lies.
    pub fn path(&self) -> PathBuf {
        let folder = self.aside.as_ref().map_or(self.home.clone(), |aside| self.home.join(aside));
        folder.join(DATABASE)
    }

    /// Sets the damaged database aside and goes on as chosen; a copy that is not there is the empty one. `stamp` names the
    /// folder for the damaged one.
    ///
    /// # Errors
    /// `File`, `ReadBack` and `Database`; the damaged database is not changed in any case, and may be chosen for again.
    pub fn resolve(
        mut self,
        files: &dyn Files,
        choice: &Choice,
        (stamp, today): (&str, Date),
    ) -> Result<Store, Box<(StoreFault, Self)>> {
        let private = disk::Private(files);
        let folder = self.home.clone();
        let home = Home { folder: &folder, files: &private };
        if let Err(fault) = self.go_on(home, choice, stamp) {
            return Err(Box::new((fault, self)));
        }
        let Self { lock, schema, aside, readable, copies, .. } = self;
        ready(home, lock, today, schema).map_err(|(fault, lock)| {
            Box::new((fault, Self { home: folder.clone(), lock, schema, aside, readable, copies }))
        })
    }

    fn go_on(&mut self, home: Home<'_>, choice: &Choice, stamp: &str) -> Result<(), StoreFault> {
        let database = home.folder.join(DATABASE);
        let new = Beside::new(&database, home.files);
        let made = self.make(home, choice, &new);
        let digest = made.and_then(|()| {
            home.files.sync_file(new.path()).map_err(|fault| new.at_its_place(fault))?;
            Ok(home.files.contents(new.path()).map_err(|fault| new.at_its_place(fault))?.digest)
        })?;
        let aside = match self.aside.clone() {
            Some(aside) => aside,
            None => set_aside(home, stamp, self.copies.first())?,
        };
        let says = format!("{aside}\n{digest}\n");
        disk::write_whole(&home.folder.join(RECOVERING), says.as_bytes(), home.files)?;
        self.aside = Some(aside.clone());
        if home.files.is_folder(&database) || home.files.is_device(&database) {
            // Something of the user's own, perhaps.
            home.files.rename(&database, &free_name(home, &home.folder.join(&aside)))?;
        }
        remove_companions(home)?;
        new.settle()?;
        home.files.remove_file(&home.folder.join(RECOVERING))?;
        Ok(home.files.sync_folder(home.folder)?)
    }

    /// Makes what takes the place of the database.
    fn make(&self, home: Home<'_>, choice: &Choice, new: &Beside<'_>) -> Result<(), StoreFault> {
        let database = home.folder.join(DATABASE);
        let fault = StoreFault::database(&database);
        let at_least = mark::read(home.folder, home.files);
        let copy = match choice {
            Choice::Copy(at) => self.copies.get(*at),
            Choice::Readable | Choice::Empty => None,
        };
        if let Some(copy) = copy {
            disk::copy_whole(&copy.path, new.path(), home.files, &Unwatched)
                .map_err(|fault| new.at_its_place(fault))?;
            let is_latest = copy.survey.whole.is_some() && is_of(new.path(), self.schema);
            return match is_latest {
                true => counted_on(new.path(), at_least).map_err(fault),
                // An older version gets its counter when it is brought up to date.
                false => Ok(()),
            };
        }
        let drafts = match choice {
            Choice::Readable => self.drafts(home),
            _ => Vec::new(),
        };
        begin(home, new, self.schema)?;
        let mut connection = by_itself(new.path()).map_err(&fault)?;
        let fill = |connection: &mut Connection| {
            let transaction = connection.transaction()?;
            for draft in &drafts {
                put_whole(&transaction, draft.listed.id.0, draft)?;
            }
            transaction.commit()
        };
        fill(&mut connection).map_err(&fault)?;
        drop(connection);
        match *choice == Choice::Readable {
            true => counted_on(new.path(), at_least).map_err(fault),
            false => Ok(()),
        }
    }

    /// Every draft as far as it can be had: as it was saved, as it is in the best copy, or in part.
    fn drafts(&self, home: Home<'_>) -> Vec<Found> {
        let folder = source(home, self.aside.as_deref());
        let most = self.copies.iter().flat_map(|copy| copy.survey.ids.iter()).max();
        let most = most.copied().unwrap_or(0);
        let read = |looking: Result<Looking<'_>, StoreFault>| match looking {
            Ok(looking) => read_all(looking, self.schema, most),
            Err(_) => BTreeMap::new(),
        };
        let mut plain = read(Looking::at(home, &folder));
        let mut mended = read(Looking::mended(home, &folder, self.schema));
        let in_copies = self.copies.iter().flat_map(|copy| copy.survey.ids.iter().copied());
        let ids: BTreeSet<i64> =
            plain.keys().chain(mended.keys()).copied().chain(in_copies).collect();
        let best = |id| self.best(home, id, (plain.remove(&id), mended.remove(&id)));
        ids.into_iter().filter_map(best).collect()
    }

    /// The best that there is of a draft: the latest state of which nothing was changed, else its case, else a part.
    fn best(
        &self,
        home: Home<'_>,
        id: i64,
        (plain, mended): (Option<Found>, Option<Found>),
    ) -> Option<Found> {
        // Where what is read with the sums made right is not whole, what is read without may be what was before.
        let is_last = mended.as_ref().is_none_or(Found::is_whole);
        let older = |mut draft: Found| {
            draft.listed.flaw = Some(Flaw::Older);
            draft
        };
        let from_copy = self.copies.iter().find_map(|copy| {
            let mut draft = copies::in_copy(home, &copy.name, self.schema, id)?;
            draft.listed.flaw = Some(Flaw::FromCopy { day: copy.day.clone() });
            Some(draft)
        });
        let here: Vec<Found> = mended.into_iter().chain(plain).collect();
        let whole = here.iter().filter(|draft| draft.is_whole()).max_by_key(|draft| draft.age());
        let with_case = here.iter().find(|draft| matches!(draft.contents, Contents::Whole(_)));
        match (whole, with_case) {
            (Some(whole), _) if is_last && !is_older(whole, from_copy.as_ref()) => {
                Some(whole.clone())
            }
            // The case is whole, and the latest there is: what the list said is put right, steps that lead nowhere go.
            (_, Some(case)) if !is_older(case, whole) && !is_older(case, from_copy.as_ref()) => {
                Some(put_right(case.clone(), from_copy.as_ref()))
            }
            (Some(whole), _) if !is_older(whole, from_copy.as_ref()) => Some(older(whole.clone())),
            _ if from_copy.is_some() => from_copy,
            _ => here.into_iter().max_by_key(|draft| match &draft.contents {
                Contents::Whole(text) | Contents::Flawed(text) => text.len(),
                Contents::Missing => 0,
            }),
        }
    }
}

/// Whether a state is an older one than another that is there.
fn is_older(draft: &Found, other: Option<&Found>) -> bool {
    // What the row says of its age is worth nothing where the row was changed.
    draft.seal.is_some() && other.is_some_and(|other| draft.age() < other.age())
}

/// A draft whose case is whole, without what was changed beside it.
fn put_right(mut draft: Found, copy: Option<&Found>) -> Found {
    draft.steps.rows = draft.steps();
    draft.listed.flaw = Some(Flaw::Parts);
    if draft.seal.is_none() {
        if let Some(copy) = copy {
            let row = crate::DraftRow { stamp: draft.listed.row.stamp, ..copy.listed.row.clone() };
            draft.listed = crate::Listed { row, ..copy.listed.clone() };
        }
        draft.done = 0;
        draft.listed.flaw = Some(Flaw::Row);
    } else if draft.steps.rows.is_empty() {
        draft.done = 0;
    }
    draft
}

/// Whether a database is of the version that this program writes.
fn is_of(path: &Path, schema: Schema) -> bool {
    let version = crate::looking::as_it_lies(path).and_then(|c| crate::schema::version(&c));
    version.is_ok_and(|version| version == schema.latest())
}

/// Every draft in a database, one by one: where a page is gone, the others can be read.
fn read_all(looking: Looking<'_>, schema: Schema, at_least: i64) -> BTreeMap<i64, Found> {
    let Looking { mut connection, _copy } = looking;
    let version = crate::schema::version(&connection).unwrap_or(0);
    if version < schema.latest() && !is_sealed(&connection) {
        // The rows of an older version bear no seals: they are taken for what they say.
        let brought = Connection::open_in_memory().and_then(|mut memory| {
            rusqlite::backup::Backup::new(&connection, &mut memory)?.run_to_completion(
                i32::MAX,
                std::time::Duration::ZERO,
                None,
            )?;
            Ok(memory)
        });
        match brought {
            Ok(mut memory) => {
                let _ = schema.bring_up(&mut memory, Path::new(DATABASE), |_, _| Ok(()));
                connection = memory;
            }
            Err(_) => return BTreeMap::new(),
        }
    }
    let ask = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap_or(0);
    let last = ask("SELECT max(id) FROM drafts").max(ask("SELECT max(draft) FROM contents"));
    let last = last.max(ask("SELECT seq FROM sqlite_sequence WHERE name = 'drafts'"));
    let last = last.max(at_least).clamp(0, MOST_DRAFTS);
    let read = |id| found(&connection, id).ok().flatten();
    // What says nothing at all is no draft.
    let is_something = |draft: &Found| {
        let is_read = !matches!(&draft.contents, Contents::Flawed(text) if text.is_empty());
        draft.seal.is_some() || (is_read && draft.contents != Contents::Missing)
    };
    let all = (1..=last).filter_map(read).filter(is_something);
    let all = all.map(|draft| (draft.listed.id.0, draft)).collect();
    drop(connection);
    all
}

fn is_sealed(connection: &Connection) -> bool {
    connection.prepare("SELECT seal FROM drafts").is_ok()
}

/// Makes an empty database of ours beside its place: at its place there is never one that is not whole.
pub(crate) fn begin(home: Home<'_>, new: &Beside<'_>, schema: Schema) -> Result<(), StoreFault> {
    let database = home.folder.join(DATABASE);
    drop(home.files.create(new.path()).map_err(|fault| new.at_its_place(fault))?);
    let mut connection = by_itself(new.path()).map_err(StoreFault::database(&database))?;
    schema.bring_up(&mut connection, &database, |_, _| Ok(()))
}

/// A connection that leaves nothing beside its database.
fn by_itself(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "memory")?;
    // Whoever makes it brings it to the disk when it is whole.
    connection.pragma_update(None, "synchronous", "off")?;
    Ok(connection)
}

/// Lets the counter of a database go on behind the mark of the one that it takes the place of.
fn counted_on(path: &Path, at_least: Option<(String, i64)>) -> rusqlite::Result<()> {
    let connection = by_itself(path)?;
    let there = Whole::read(&connection)?;
    let (id, writes) = match (there, at_least) {
        (Some(there), Some((id, marked))) => (id, there.writes.max(marked)),
        (Some(there), None) => (there.id, there.writes),
        (None, _) => (seals::drawn(&connection)?, 0),
    };
    Whole::count(&connection, id, writes + 1)?.write(&connection)
}

fn remove_companions(home: Home<'_>) -> Result<(), StoreFault> {
    for companion in COMPANIONS.map(|name| home.folder.join(name)) {
        if home.files.exists(&companion) {
            match home.files.is_folder(&companion) {
                true => home.files.remove_folder(&companion)?,
                false => home.files.remove_file(&companion)?,
            }
        }
    }
    Ok(())
}

fn free_name(home: Home<'_>, aside: &Path) -> PathBuf {
    let names = (1..).map(|number| match number {
        1 => aside.join(DATABASE),
        _ => aside.join(format!("{number}-{DATABASE}")),
    });
    { names }.find(|name| !home.files.exists(name)).expect("a folder has an end")
}

/// Puts the database with its companions into a folder of their own under second names, with the copy that was offered:
/// whatever is chosen now, both are there later. Gives the folder's name.
fn set_aside(home: Home<'_>, stamp: &str, copy: Option<&GoodCopy>) -> Result<String, StoreFault> {
    let Home { folder, files } = home;
    let names = (1..).map(|number| match number {
        1 => format!("{ASIDE}{stamp}"),
        _ => format!("{ASIDE}{stamp}-{number}"),
    });
    let name =
        { names }.find(|name| !files.exists(&folder.join(name))).expect("a folder has an end");
    let aside = folder.join(&name);
    let beside = Beside::new(&aside, files);
    let filled = fill_aside(home, beside.path(), copy).map_err(|fault| beside.at_its_place(fault));
    filled.and_then(|()| beside.settle())?;
    Ok(name)
}

fn fill_aside(home: Home<'_>, aside: &Path, copy: Option<&GoodCopy>) -> Result<(), DiskFault> {
    let files = home.files;
    files.make_folder(aside)?;
    for name in std::iter::once(DATABASE).chain(COMPANIONS) {
        let (from, to) = (home.folder.join(name), aside.join(name));
        let is_file = files.exists(&from) && !files.is_folder(&from) && !files.is_device(&from);
        // Not every disk knows second names.
        if is_file && files.link(&from, &to).is_err() {
            disk::copy_whole(&from, &to, files, &Unwatched)?;
        }
    }
    if let Some(copy) = copy {
        let kept = aside.join(format!("copy-{}.db", copy.day));
        disk::copy_whole(&copy.path, &kept, files, &Unwatched)?;
    }
    Ok(files.sync_folder(aside)?)
}
