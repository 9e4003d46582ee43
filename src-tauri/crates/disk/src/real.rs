//! The real file system: the only place where files are opened, made and named. What is made may be read by whom the
//! system says; what is the user's alone is made so by `private`.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use foundation::{FileFault, FileOperation, Files, Held, NewFile, ReadAt, Rewrite};

use crate::{private, system};

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

fn fault<'p>(operation: FileOperation, path: &'p Path) -> impl Fn(io::Error) -> FileFault + 'p {
    move |cause| FileFault::new(operation, path, cause)
}

/// A file of the disk that is open for reading.
struct OpenFile {
    file: File,
    length: u64,
}

impl ReadAt for OpenFile {
    fn length(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < into.len() {
            match read_once(&self.file, offset + filled as u64, &mut into[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => return Err(cause),
            }
        }
        Ok(filled)
    }
}

/// A file that is being written.
struct Fresh(File);

impl NewFile for Fresh {
    fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        self.0.write_all(piece)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}

/// The system lets go of it when the file is closed, at the latest when the program ends.
#[derive(Debug)]
struct Lock {
    file: File,
    path: PathBuf,
}

impl Held for Lock {
    fn is_in_its_place(&self) -> bool {
        is_same(&self.file, &self.path)
    }
}

/// Whether a file that is open is the one of this name. Windows does not move what is open.
#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let number = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(named)) => number(open) == number(named),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> bool {
    fs::metadata(path).is_ok()
}

/// A file that is written again and again.
#[derive(Debug)]
struct Again(File);

impl Rewrite for Again {
    fn rewrite(&mut self, bytes: &[u8]) -> io::Result<()> {
        use std::io::Seek as _;
        self.0.rewind()?;
        self.0.write_all(bytes)
    }
}

/// Opens a file for writing, and makes it where it is missing. A pipe would be waited for.
fn open_or_make(path: &Path) -> io::Result<File> {
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

/// Opening a pipe would wait for its other end, and a device may have none, so the look at what it is comes first.
fn is_a_file(path: &Path) -> io::Result<()> {
    let metadata = fs::metadata(path)?;
    match (metadata.is_file(), metadata.is_dir()) {
        (true, _) => Ok(()),
        (false, true) => Err(io::ErrorKind::IsADirectory.into()),
        (false, false) => Err(io::ErrorKind::InvalidInput.into()),
    }
}

fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn read_once(file: &File, offset: u64, into: &mut [u8]) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, into, offset)
}

#[cfg(windows)]
fn read_once(file: &File, offset: u64, into: &mut [u8]) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, into, offset)
}

impl Files for Disk {
    fn open(&self, path: &Path) -> Result<Box<dyn ReadAt>, FileFault> {
        let open = || -> io::Result<OpenFile> {
            is_a_file(path)?;
            let file = File::open(path)?;
            let length = file.metadata()?.len();
            Ok(OpenFile { file, length })
        };
        let opened = open().map_err(fault(FileOperation::Read, path))?;
        Ok(Box::new(opened))
    }

    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, FileFault> {
        let read = || -> io::Result<Vec<u8>> {
            is_a_file(path)?;
            let mut bytes = Vec::new();
            File::open(path)?.take(most).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(fault(FileOperation::Read, path))
    }

    fn length(&self, path: &Path) -> Result<u64, FileFault> {
        let metadata = fs::metadata(path).map_err(fault(FileOperation::Read, path))?;
        if metadata.is_dir() {
            return Err(FileFault::new(
                FileOperation::Read,
                path,
                io::ErrorKind::IsADirectory.into(),
            ));
        }
        Ok(metadata.len())
    }

    fn exists(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok()
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn is_link(&self, path: &Path) -> bool {
        path.is_symlink()
    }

    fn is_device(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
    }

    #[cfg(windows)]
    fn is_hidden(&self, path: &Path) -> bool {
        system::is_hidden(path)
    }

    #[cfg(windows)]
    fn roots(&self) -> Vec<PathBuf> {
        system::roots()
    }

    fn write_through(&self, path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
        let write = || OpenOptions::new().write(true).open(path)?.write_all(bytes);
        write().map_err(fault(FileOperation::Write, path))
    }

    fn names(&self, path: &Path) -> Result<Vec<OsString>, FileFault> {
        let list = || -> io::Result<Vec<OsString>> {
            let mut names = Vec::new();
            for entry in fs::read_dir(path)? {
                names.push(entry?.file_name());
            }
            names.sort();
            Ok(names)
        };
        list().map_err(fault(FileOperation::List, path))
    }

    fn make_folder(&self, path: &Path) -> Result<(), FileFault> {
        fs::create_dir(path).map_err(fault(FileOperation::MakeFolder, path))
    }

    fn create(&self, path: &Path) -> Result<Box<dyn NewFile + '_>, FileFault> {
        Ok(Box::new(Fresh(new_file(path).map_err(fault(FileOperation::Write, path))?)))
    }

    fn sync_file(&self, path: &Path) -> Result<(), FileFault> {
        // Windows syncs only what is open for writing.
        let sync = || OpenOptions::new().read(true).write(cfg!(windows)).open(path)?.sync_all();
        sync().map_err(fault(FileOperation::Write, path))
    }

    fn protect(&self, path: &Path) -> Result<(), FileFault> {
        let protect = || {
            let mut permissions = fs::metadata(path)?.permissions();
            permissions.set_readonly(true);
            fs::set_permissions(path, permissions)
        };
        protect().map_err(fault(FileOperation::Write, path))
    }

    fn link(&self, from: &Path, to: &Path) -> Result<(), FileFault> {
        fs::hard_link(from, to).map_err(fault(FileOperation::Write, to))
    }

    fn lock(&self, path: &Path) -> Result<Option<Box<dyn Held>>, FileFault> {
        let mut file = open_or_make(path).map_err(fault(FileOperation::Write, path))?;
        let mut locked = file.try_lock();
        if matches!(locked, Err(TryLockError::WouldBlock))
            && private::is_held_by_another_user(&file)
        {
            // Nobody else's business: what they hold keeps its file, and we take a new one of the name.
            fs::remove_file(path).map_err(fault(FileOperation::Remove, path))?;
            file = open_or_make(path).map_err(fault(FileOperation::Write, path))?;
            locked = file.try_lock();
        }
        match locked {
            // Another program of ours may have taken the name from under it.
            Ok(()) if !is_same(&file, path) => Ok(None),
            Ok(()) => Ok(Some(Box::new(Lock { file, path: path.to_owned() }))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(cause)) => Err(fault(FileOperation::Write, path)(cause)),
        }
    }

    fn rewrite(&self, path: &Path) -> Result<Box<dyn Rewrite>, FileFault> {
        Ok(Box::new(Again(open_or_make(path).map_err(fault(FileOperation::Write, path))?)))
    }

    fn make_private(&self, path: &Path) -> Result<(), FileFault> {
        private::take_from_others(path).map_err(fault(FileOperation::Write, path))
    }

    fn make_private_folder(&self, path: &Path) -> Result<(), FileFault> {
        private::make_folder(path).map_err(fault(FileOperation::MakeFolder, path))
    }

    fn free_space(&self, folder: &Path) -> Option<u64> {
        fs4::available_space(folder).ok()
    }

    fn modified(&self, path: &Path) -> Option<i64> {
        let written = fs::metadata(path).ok()?.modified().ok()?;
        let since_1970 = written.duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(since_1970.as_millis()).ok()
    }

    fn canonical(&self, path: &Path) -> PathBuf {
        fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
    }

    fn sync_folder(&self, path: &Path) -> Result<(), FileFault> {
        // Windows cannot open folders as files, and needs no such call.
        if cfg!(windows) {
            return Ok(());
        }
        let sync = || File::open(path)?.sync_all();
        sync().map_err(fault(FileOperation::SyncFolder, path))
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileFault> {
        system::rename(from, to).map_err(fault(FileOperation::Rename, to))
    }

    fn remove_file(&self, path: &Path) -> Result<(), FileFault> {
        system::remove_file(path).map_err(fault(FileOperation::Remove, path))
    }

    fn remove_empty_folder(&self, path: &Path) -> Result<(), FileFault> {
        system::remove_empty_folder(path).map_err(fault(FileOperation::Remove, path))
    }

    fn remove_folder(&self, path: &Path) -> Result<(), FileFault> {
        system::remove_folder(path).map_err(fault(FileOperation::Remove, path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_held_once_and_let_go_of() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("lock");
        let held = Disk.lock(&path).unwrap();
        assert!(held.is_some());
        assert!(Disk.lock(&path).unwrap().is_none());
        drop(held);
        // A child that another test is starting holds it until it has become its own program.
        let is_free = |_: &i32| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            Disk.lock(&path).unwrap().is_some()
        };
        assert!((0..500).find(is_free).is_some());
    }

    #[test]
    fn nothing_is_begun_that_the_disk_cannot_take() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("film");
        assert!(Disk.free_space(place.path()).is_some());
        crate::need_room(&path, 1, &Disk).unwrap();
        let fault = crate::need_room(&path, u64::MAX, &Disk).unwrap_err();
        assert!(fault.to_string().contains("磁盘已满"), "{fault}");
    }

    #[test]
    fn a_second_name_never_takes_the_place_of_another_file() {
        let place = tempfile::tempdir().unwrap();
        let (one, other) = (place.path().join("a/b/one"), place.path().join("other"));
        Disk.make_folders(one.parent().unwrap()).unwrap();
        crate::write_whole(&one, b"one", &Disk).unwrap();
        crate::write_whole(&other, b"other", &Disk).unwrap();
        assert!(Disk.link(&one, &other).is_err());
        crate::copy_whole(&one, &other, &Disk, &foundation::Unwatched).unwrap();
        assert_eq!(Disk.read_up_to(&other, 9).unwrap(), b"one");
        assert_eq!(Disk.list(place.path()).unwrap(), ["a", "other"]);
    }
}
