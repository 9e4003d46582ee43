//! A disk that fails at the n-th operation, in one of four ways, once or from then on.
#![allow(dead_code, reason = "shared by tests, none of which asks everything")]

use std::ffi::OsString;
use std::fmt::Debug;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use disk::Disk;
use foundation::{FileFault, FileOperation, Files, Held, NewFile, ReadAt, Rewrite};

/// How an operation fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Any operation does nothing and says so.
    Error,
    /// A write takes half and says that the disk is full; so does what needs a new entry.
    Full,
    /// A write takes half and says that it took all.
    Short,
    /// What was written does not come to the disk.
    Sync,
}

pub(crate) const WAYS: [Way; 4] = [Way::Error, Way::Full, Way::Short, Way::Sync];

/// The real disk but for the n-th operation that can fail in this way.
#[derive(Clone, Debug)]
pub(crate) struct Failing {
    way: Way,
    /// Whether the disk is well again after it. What removes works in any case: the user's old state is not to be had
    /// from a disk on which nothing can be done.
    once: bool,
    counted: Arc<Mutex<Counted>>,
}

#[derive(Debug)]
struct Counted {
    left: usize,
    failed: Option<FileOperation>,
}

impl Failing {
    pub(crate) fn at(left: usize, way: Way, once: bool) -> Self {
        Self { way, once, counted: Arc::new(Mutex::new(Counted { left, failed: None })) }
    }

    /// Does something on the disk while it is well.
    pub(crate) fn well<T>(&self, work: impl FnOnce() -> T) -> T {
        let left = std::mem::replace(&mut self.counted.lock().unwrap().left, usize::MAX);
        let done = work();
        self.counted.lock().unwrap().left = left;
        done
    }

    /// What failed first; none where there were fewer operations.
    pub(crate) fn failed(&self) -> Option<FileOperation> {
        self.counted.lock().unwrap().failed
    }

    /// Whether this operation fails.
    fn fails(&self, operation: FileOperation) -> bool {
        let mut counted = self.counted.lock().unwrap();
        if counted.left > 0 {
            counted.left -= 1;
            return false;
        }
        let first = counted.failed.is_none();
        counted.failed.get_or_insert(operation);
        first || !self.once
    }

    fn cause(&self) -> io::Error {
        match self.way {
            Way::Full | Way::Short => ErrorKind::StorageFull.into(),
            // EIO
            Way::Error | Way::Sync => io::Error::from_raw_os_error(5),
        }
    }

    fn step(&self, operation: FileOperation, path: &Path, ways: &[Way]) -> Result<(), FileFault> {
        match ways.contains(&self.way) && self.fails(operation) {
            true => Err(FileFault::new(operation, path, self.cause())),
            false => Ok(()),
        }
    }
}

/// A file that is being written on such a disk.
struct Writing<'f>(Box<dyn NewFile + 'f>, &'f Failing);

impl NewFile for Writing<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        if self.1.way == Way::Sync || !self.1.fails(FileOperation::Write) {
            return self.0.write(piece);
        }
        match self.1.way {
            Way::Error | Way::Sync => {}
            Way::Full | Way::Short => self.0.write(&piece[..piece.len() / 2])?,
        }
        if self.1.way == Way::Short { Ok(()) } else { Err(self.1.cause()) }
    }

    fn sync(&mut self) -> io::Result<()> {
        let can_fail = matches!(self.1.way, Way::Error | Way::Sync);
        match can_fail && self.1.fails(FileOperation::Write) {
            true => Err(self.1.cause()),
            false => self.0.sync(),
        }
    }
}

const ANY: &[Way] = &[Way::Error];
const NEW: &[Way] = &[Way::Error, Way::Full];
const SYNC: &[Way] = &[Way::Error, Way::Sync];

impl Files for Failing {
    fn open(&self, path: &Path) -> Result<Box<dyn ReadAt>, FileFault> {
        self.step(FileOperation::Read, path, ANY)?;
        Disk.open(path)
    }
    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, FileFault> {
        self.step(FileOperation::Read, path, ANY)?;
        Disk.read_up_to(path, most)
    }
    fn length(&self, path: &Path) -> Result<u64, FileFault> {
        self.step(FileOperation::Read, path, ANY)?;
        Disk.length(path)
    }
    fn exists(&self, path: &Path) -> bool {
        Disk.exists(path)
    }
    fn is_folder(&self, path: &Path) -> bool {
        Disk.is_folder(path)
    }
    fn is_link(&self, path: &Path) -> bool {
        Disk.is_link(path)
    }
    fn is_device(&self, path: &Path) -> bool {
        Disk.is_device(path)
    }
    fn write_through(&self, path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
        Disk.write_through(path, bytes)
    }
    fn names(&self, path: &Path) -> Result<Vec<OsString>, FileFault> {
        self.step(FileOperation::List, path, ANY)?;
        Disk.names(path)
    }
    fn make_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.step(FileOperation::MakeFolder, path, NEW)?;
        Disk.make_folder(path)
    }
    fn create(&self, path: &Path) -> Result<Box<dyn NewFile + '_>, FileFault> {
        self.step(FileOperation::Write, path, NEW)?;
        Ok(Box::new(Writing(Disk.create(path)?, self)))
    }
    fn sync_file(&self, path: &Path) -> Result<(), FileFault> {
        self.step(FileOperation::Write, path, SYNC)?;
        Disk.sync_file(path)
    }
    fn rewrite(&self, path: &Path) -> Result<Box<dyn Rewrite>, FileFault> {
        self.step(FileOperation::Write, path, NEW)?;
        Disk.rewrite(path)
    }
    fn make_private(&self, path: &Path) -> Result<(), FileFault> {
        self.step(FileOperation::Write, path, ANY)?;
        Disk.make_private(path)
    }
    fn make_private_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.step(FileOperation::MakeFolder, path, NEW)?;
        Disk.make_private_folder(path)
    }
    fn protect(&self, path: &Path) -> Result<(), FileFault> {
        self.step(FileOperation::Write, path, ANY)?;
        Disk.protect(path)
    }
    fn link(&self, from: &Path, to: &Path) -> Result<(), FileFault> {
        self.step(FileOperation::Write, to, NEW)?;
        Disk.link(from, to)
    }
    fn lock(&self, path: &Path) -> Result<Option<Box<dyn Held>>, FileFault> {
        self.step(FileOperation::Write, path, ANY)?;
        Disk.lock(path)
    }
    fn free_space(&self, folder: &Path) -> Option<u64> {
        Disk.free_space(folder)
    }
    fn modified(&self, path: &Path) -> Option<i64> {
        Disk.modified(path)
    }
    fn canonical(&self, path: &Path) -> PathBuf {
        Disk.canonical(path)
    }
    fn sync_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.step(FileOperation::SyncFolder, path, SYNC)?;
        Disk.sync_folder(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileFault> {
        self.step(FileOperation::Rename, from, NEW)?;
        Disk.rename(from, to)
    }
    fn remove_file(&self, path: &Path) -> Result<(), FileFault> {
        Disk.remove_file(path)
    }
    fn remove_empty_folder(&self, path: &Path) -> Result<(), FileFault> {
        Disk.remove_empty_folder(path)
    }
    fn remove_folder(&self, path: &Path) -> Result<(), FileFault> {
        Disk.remove_folder(path)
    }
}

/// Does `work` on disks that fail at the first, the second … operation, until one does not come to fail; in every way,
/// once and from then on. `look` is given the disk and what came of it.
pub(crate) fn every_failure<T: Debug>(
    work: impl Fn(&Failing) -> T,
    look: impl Fn(&Failing, T, &str),
) {
    for way in WAYS {
        for once in [true, false] {
            let mut number = 0;
            loop {
                let files = Failing::at(number, way, once);
                let outcome = work(&files);
                let told = format!("operation {number}, {way:?}, once: {once}, {outcome:?}");
                look(&files, outcome, &told);
                if files.failed().is_none() {
                    break;
                }
                number += 1;
            }
            // What SQLite writes is not written through this disk, so that not every way is met.
            assert!(number > 0 || way != Way::Error, "nothing was tried");
        }
    }
}

/// What the names of what is not finished begin with.
pub(crate) const UNFINISHED: &str = ".shenbao-";

/// A message for the user: a name, a cause, and no name of what is unfinished.
pub(crate) fn assert_told(message: &str, names: &[&str], told: &str) {
    let causes = ["磁盘读写出错", "磁盘已满", "读回的内容不一样"];
    assert!(causes.iter().any(|cause| message.contains(cause)), "no cause in {message}: {told}");
    assert!(names.iter().any(|name| message.contains(name)), "no name in {message}: {told}");
    assert!(!message.contains(UNFINISHED), "{message}: {told}");
}
