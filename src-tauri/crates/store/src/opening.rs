//! Opening the drafts: the lock, the look at what is there, and what happens when that is not whole. What is damaged is
//! never written to; it is set aside when the user has chosen how to go on.

use disk::Beside;
use foundation::{Date, Held};
use rusqlite::Connection;

use crate::fault::{StoreFault, is_damage};
use crate::layout::{COMPANIONS, DATABASE, LOCK};
use crate::looking::Looking;
use crate::ready::ready;
use crate::recovery::{self, Damaged};
use crate::schema::{self, SEALED, Schema};
use crate::survey::survey;
use crate::{Home, Store, copies, kept, mark};

/// What was found in the user's folder.
#[derive(Debug)]
pub enum Opened {
    /// The drafts are whole.
    Ready(Box<Store>),
    /// They are not; the user chooses how to go on.
    Damaged(Damaged),
}

/// What a look at the database says.
enum Look {
    /// There is nothing, and there never was.
    New,
    Whole,
    /// It is not what was written. The folder in the home where it lies, where that is not its place.
    Damaged(Option<String>),
}

/// Opens the drafts in `home`, which is made where it is missing. `today` names today's copy.
///
/// # Errors
/// `InUse` where another program has them open, `Newer`, `Migration`, `Database` and `File` where the disk says no.
pub fn open(home: Home<'_>, today: Date) -> Result<Opened, StoreFault> {
    open_as(home, today, Schema::default())
}

/// The same in a program that knows later versions, each an SQL text that leads to the next. For tests of what
/// becomes of the databases of today.
///
/// # Errors
/// As [`open`].
#[doc(hidden)]
pub fn open_with(
    home: Home<'_>,
    today: Date,
    later: &'static [&'static str],
) -> Result<Opened, StoreFault> {
    open_as(home, today, Schema::with(later))
}

/// Whether another program has the drafts of a home open.
pub fn is_open_elsewhere(home: Home<'_>) -> bool {
    home.files.is_folder(home.folder)
        && matches!(home.files.lock(&home.folder.join(LOCK)), Ok(None))
}

fn open_as(home: Home<'_>, today: Date, schema: Schema) -> Result<Opened, StoreFault> {
    let private = disk::Private(home.files);
    let home = Home { folder: home.folder, files: &private };
    home.files.make_folders(home.folder)?;
    // Other users of the machine read nothing here, and hold nothing that the program waits for.
    disk::tighten_all(home.folder, home.files);
    let lock = home.files.lock(&home.folder.join(LOCK))?.ok_or(StoreFault::InUse)?;
    let (lock, aside) = match look(home, schema)? {
        Look::Damaged(aside) => (lock, aside),
        look => match start(home, lock, today, schema, &look) {
            Ok(store) => return Ok(Opened::Ready(Box::new(store))),
            Err((fault, lock)) if fault.is_damage() => (lock, None),
            Err((fault, _)) => return Err(fault),
        },
    };
    Ok(Opened::Damaged(Damaged::found(home, lock, schema, aside)?))
}

/// Looks at what is there, and changes nothing.
fn look(home: Home<'_>, schema: Schema) -> Result<Look, StoreFault> {
    let path = home.folder.join(DATABASE);
    if let Some(aside) = recovery::cut_off(home)? {
        return Ok(Look::Damaged(Some(aside)));
    }
    if home.files.is_folder(&path) || home.files.is_device(&path) {
        return Ok(Look::Damaged(None));
    }
    if !home.files.exists(&path) || home.files.length(&path)? == 0 {
        return Ok(match was_there(home, schema)? {
            true => Look::Damaged(aside_of_missing(home)),
            false => Look::New,
        });
    }
    let looking = match Looking::at(home, home.folder) {
        Err(fault) if fault.is_damage() => return Ok(Look::Damaged(None)),
        looking => looking?,
    };
    match is_whole(home, &looking.connection, schema) {
        Ok(Some(found)) if found > schema.latest() => {
            Err(StoreFault::Newer { path, found, known: schema.latest() })
        }
        Ok(found) => Ok(if found.is_some() { Look::Whole } else { Look::Damaged(None) }),
        Err(cause) if is_damage(&cause) => Ok(Look::Damaged(None)),
        Err(cause) => Err(StoreFault::Database { path, cause }),
    }
}

/// The version of a database that is whole as far as the list goes; what belongs to a draft is looked at when that is
/// opened, and keeps nobody from the others.
fn is_whole(
    home: Home<'_>,
    connection: &Connection,
    schema: Schema,
) -> rusqlite::Result<Option<i64>> {
    if !schema.is_sound(connection)? || schema.is_of_another_version(connection)? {
        return Ok(None);
    }
    let version = schema::version(connection)?;
    if version < SEALED || version > schema.latest() {
        return Ok(Some(version));
    }
    let survey = survey(connection, schema, false)?;
    let is_behind = match (&survey.whole, mark::read(home.folder, home.files)) {
        (Some(whole), Some((id, writes))) => whole.id == id && whole.writes < writes,
        _ => false,
    };
    // One row that was changed is told in the list; where more were, it is a matter of the whole.
    let is_whole = survey.whole.is_some() && !survey.lacks && !is_behind && survey.flawed.len() < 2;
    Ok(is_whole.then_some(version))
}

/// Whether there was a database once: its copies with something in them, files that belonged to it, what SQLite kept
/// beside it, one that was set aside. Nothing where there was something is a loss, not a beginning.
fn was_there(home: Home<'_>, schema: Schema) -> Result<bool, StoreFault> {
    let has_length = |name: &str| {
        let path = home.folder.join(name);
        home.files.exists(&path) && home.files.length(&path).is_ok_and(|length| length > 0)
    };
    let kept = home.files.list(&home.folder.join(kept::FOLDER)).unwrap_or_default();
    Ok(has_length(COMPANIONS[0])
        || mark::is_there(home.folder, home.files)
        || recovery::last_aside(home).is_some()
        || kept.iter().any(|name| !name.starts_with('.'))
        || copies::good(home, schema)?.iter().any(|copy| copy.drafts > 0))
}

/// Where a database that is missing may have been set aside by a recovery that was cut off.
fn aside_of_missing(home: Home<'_>) -> Option<String> {
    match home.files.exists(&home.folder.join(COMPANIONS[0])) {
        true => None,
        false => recovery::last_aside(home),
    }
}

fn start(
    home: Home<'_>,
    lock: Box<dyn Held>,
    today: Date,
    schema: Schema,
    look: &Look,
) -> Result<Store, (StoreFault, Box<dyn Held>)> {
    let path = home.folder.join(DATABASE);
    if matches!(look, Look::New) {
        let new = Beside::new(&path, home.files);
        let begun = recovery::begin(home, &new, schema).and_then(|()| {
            home.files.sync_file(new.path()).map_err(|fault| new.at_its_place(fault))?;
            // What an older program left of a beginning that was cut off.
            Ok(new.settle()?)
        });
        if let Err(fault) = begun {
            return Err((fault, lock));
        }
    }
    ready(home, lock, today, schema)
}
