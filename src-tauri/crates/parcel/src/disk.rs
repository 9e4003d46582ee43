//! The real file system.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use foundation::{Contents, FileFault, FileOperation, Files, ReadAt, read_through};

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
            // Opening a pipe would wait for its other end, so the look at what it is comes first.
            let metadata = fs::metadata(path)?;
            if metadata.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            if !metadata.is_file() {
                return Err(io::ErrorKind::InvalidInput.into());
            }
            let file = File::open(path)?;
            let length = file.metadata()?.len();
            Ok(OpenFile { file, length })
        };
        let opened = open().map_err(fault(FileOperation::Read, path))?;
        Ok(Box::new(opened))
    }

    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, FileFault> {
        let read = || -> io::Result<Vec<u8>> {
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

    fn write_through(&self, path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
        let write = || OpenOptions::new().write(true).open(path)?.write_all(bytes);
        write().map_err(fault(FileOperation::Write, path))
    }

    fn list(&self, path: &Path) -> Result<Vec<String>, FileFault> {
        let list = || -> io::Result<Vec<String>> {
            let mut names = Vec::new();
            for entry in fs::read_dir(path)? {
                names.push(entry?.file_name().to_string_lossy().into_owned());
            }
            names.sort();
            Ok(names)
        };
        list().map_err(fault(FileOperation::List, path))
    }

    fn make_folder(&self, path: &Path) -> Result<(), FileFault> {
        fs::create_dir(path).map_err(fault(FileOperation::MakeFolder, path))
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
        let write = || -> io::Result<()> {
            let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(fault(FileOperation::Write, path))
    }

    fn write_from(
        &self,
        to: &Path,
        source: &dyn ReadAt,
        from: &Path,
    ) -> Result<Contents, FileFault> {
        let target = OpenOptions::new().write(true).create_new(true).open(to);
        let mut target = target.map_err(fault(FileOperation::Write, to))?;
        let contents = read_through(source, fault(FileOperation::Read, from), |piece| {
            target.write_all(piece).map_err(fault(FileOperation::Write, to))
        })?;
        target.sync_all().map_err(fault(FileOperation::Write, to))?;
        Ok(contents)
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
        fs::rename(from, to).map_err(fault(FileOperation::Rename, to))
    }

    fn remove_file(&self, path: &Path) -> Result<(), FileFault> {
        fs::remove_file(path).map_err(fault(FileOperation::Remove, path))
    }

    fn remove_empty_folder(&self, path: &Path) -> Result<(), FileFault> {
        fs::remove_dir(path).map_err(fault(FileOperation::Remove, path))
    }

    fn remove_folder(&self, path: &Path) -> Result<(), FileFault> {
        fs::remove_dir_all(path).map_err(fault(FileOperation::Remove, path))
    }
}
