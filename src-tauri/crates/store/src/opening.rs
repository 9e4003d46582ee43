//! Opening the drafts: the lock, the check, and what happens when the database is not whole. A damaged
//! database is never written to; it is set aside when the user has chosen how to go on.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use foundation::{Date, FileFault, FileOperation};
use rusqlite::Connection;

use crate::copies::{self, GoodCopy};
use crate::fault::StoreFault;
use crate::{Store, kept, named, schema};

pub(crate) const DATABASE: &str = "drafts.db";
const LOCK: &str = "lock";

/// What was found in the user's folder.
#[derive(Debug)]
pub enum Opened {
    /// The drafts are whole.
    Ready(Store),
    /// They are not; the user chooses how to go on.
    Damaged(Damaged),
}

/// A damaged database, untouched.
#[derive(Debug)]
pub struct Damaged {
    home: PathBuf,
    lock: File,
    /// The last good copy, where there is one.
    pub copy: Option<GoodCopy>,
}

/// Opens the drafts in `home`, which is made where it is missing. `today` names today's copy.
///
/// # Errors
/// `InUse` where another program has them open, `Newer`, `Database` and `File` where the disk says no.
pub fn open(home: &Path, today: Date) -> Result<Opened, StoreFault> {
    let made = fs::create_dir_all(home);
    made.map_err(|cause| FileFault::new(FileOperation::MakeFolder, home, cause))?;
    let lock = lock(home)?;
    if !is_damaged(home)? {
        match ready(home, lock, today) {
            Err((fault, lock)) if fault.is_damage() => Ok(Opened::Damaged(Damaged {
                copy: copies::newest(home),
                home: home.to_owned(),
                lock,
            })),
            Err((fault, _)) => Err(fault),
            Ok(store) => Ok(Opened::Ready(store)),
        }
    } else {
        Ok(Opened::Damaged(Damaged { copy: copies::newest(home), home: home.to_owned(), lock }))
    }
}

fn lock(home: &Path) -> Result<File, StoreFault> {
    let path = home.join(LOCK);
    let fault = |cause| FileFault::new(FileOperation::Write, &path, cause);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(fault)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreFault::InUse),
        Err(TryLockError::Error(cause)) => Err(fault(cause).into()),
    }
}

fn is_damaged(home: &Path) -> Result<bool, StoreFault> {
    let path = home.join(DATABASE);
    if fs::metadata(&path).is_ok_and(|metadata| metadata.is_dir()) {
        return Ok(true);
    }
    if fs::metadata(&path).map_or(0, |metadata| metadata.len()) == 0 {
        // Nothing where there was something once is a loss, not a beginning.
        return Ok(copies::newest(home).is_some_and(|copy| copy.drafts > 0));
    }
    let sound = Connection::open(&path).and_then(|connection| schema::is_sound(&connection));
    match sound {
        Ok(sound) => Ok(!sound),
        Err(cause) => {
            let fault = StoreFault::database(&path)(cause);
            if fault.is_damage() { Ok(true) } else { Err(fault) }
        }
    }
}

/// The store, or the lock back with the fault.
fn ready(home: &Path, lock: File, today: Date) -> Result<Store, (StoreFault, File)> {
    let path = home.join(DATABASE);
    let prepared = Connection::open(&path)
        .map_err(StoreFault::database(&path))
        .and_then(|mut connection| schema::prepare(&mut connection, &path).map(|()| connection));
    match prepared {
        Ok(connection) => {
            let store = Store { connection, home: home.to_owned(), _lock: lock };
            kept::remove_unfinished(home);
            named::remove_named(home);
            // A copy that cannot be made keeps nobody from working; the next exit tries again.
            let _ = store.copy_of_day(today);
            Ok(store)
        }
        Err(fault) => Err((fault, lock)),
    }
}

impl Damaged {
    /// Where the damaged database lies.
    pub fn path(&self) -> PathBuf {
        self.home.join(DATABASE)
    }

    /// Sets the damaged database aside and goes on with the last good copy, or with no drafts where
    /// `with_copy` is not asked for or there is none. `stamp` names the folder for the damaged one.
    ///
    /// # Errors
    /// `File` and `Database`; the damaged database is not changed in any case.
    pub fn resolve(
        self,
        with_copy: bool,
        stamp: &str,
        today: Date,
    ) -> Result<Store, Box<(StoreFault, Self)>> {
        let Self { home, lock, copy } = self;
        let resolved = set_aside(&home, stamp, copy.as_ref()).and_then(|()| match &copy {
            Some(copy) if with_copy => copies::put_in_place(&home, copy),
            _ => Ok(()),
        });
        let opened = match resolved {
            Ok(()) => ready(&home, lock, today),
            Err(fault) => Err((fault, lock)),
        };
        opened.map_err(|(fault, lock)| Box::new((fault, Self { home, lock, copy })))
    }
}

/// Moves the database with its companions into a folder of their own, with the copy that was offered:
/// whatever is chosen now, both are there later.
fn set_aside(home: &Path, stamp: &str, copy: Option<&GoodCopy>) -> Result<(), StoreFault> {
    let aside = (1..)
        .map(|number| match number {
            1 => home.join(format!("damaged-{stamp}")),
            _ => home.join(format!("damaged-{stamp}-{number}")),
        })
        .find(|folder| !folder.exists())
        .expect("a folder has an end");
    let made = fs::create_dir(&aside);
    made.map_err(|cause| FileFault::new(FileOperation::MakeFolder, &aside, cause))?;
    for end in ["", "-wal", "-shm"] {
        let name = format!("{DATABASE}{end}");
        let from = home.join(&name);
        if from.exists() {
            let moved = fs::rename(&from, aside.join(&name));
            moved.map_err(|cause| FileFault::new(FileOperation::Rename, &from, cause))?;
        }
    }
    if let Some(copy) = copy {
        let kept = aside.join(format!("copy-{}.db", copy.day));
        let copied = fs::copy(&copy.path, &kept);
        copied.map_err(|cause| FileFault::new(FileOperation::Write, &kept, cause))?;
    }
    kept::sync_folder(home)
}
