//! What is the user's alone: folders that nobody else looks into and files that nobody else reads. Unix knows it by modes,
//! 0700 and 0600; on Windows a user's own folders are his by inheritance.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use foundation::{FileFault, Files, Held, NewFile, ReadAt, Rewrite};

/// Files of which all that is made is the user's alone.
#[derive(Clone, Copy)]
pub struct Private<'f>(pub &'f dyn Files);

/// Takes everything in a folder from other users: what was made by programs before, or copied there by hand. What cannot
/// be taken is left; links are not followed.
pub fn tighten_all(folder: &Path, files: &dyn Files) {
    let _ = files.make_private(folder);
    for name in files.names(folder).unwrap_or_default() {
        let path = folder.join(name);
        if files.is_link(&path) {
            continue;
        }
        match files.is_folder(&path) {
            true => tighten_all(&path, files),
            false => {
                let _ = files.make_private(&path);
            }
        }
    }
}

#[cfg(unix)]
pub(crate) fn take_from_others(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let metadata = fs::symlink_metadata(path)?;
    let mode = metadata.permissions().mode() & 0o7777;
    if metadata.is_symlink() || mode & 0o077 == 0 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))
}

#[cfg(not(unix))]
pub(crate) fn take_from_others(_: &Path) -> io::Result<()> {
    Ok(())
}

pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// Whether somebody else than this user holds a file. Only Linux says so: its list of locks names the process, and the
/// process its user.
#[cfg(target_os = "linux")]
pub(crate) fn is_held_by_another_user(file: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(ours), Ok(metadata)) = (fs::metadata("/proc/self"), file.metadata()) else {
        return false;
    };
    let locks = fs::read_to_string("/proc/locks").unwrap_or_default();
    // Source: proc_locks(5): number, FLOCK, ADVISORY, WRITE, process, major:minor:inode, from, to. The minor and the
    // major are not those of `stat` on every file system, the number of the file is.
    let inode = metadata.ino().to_string();
    let mut holders = locks.lines().filter_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_it = words.get(1) == Some(&"FLOCK")
            && words.get(5).is_some_and(|file| file.rsplit(':').next() == Some(inode.as_str()));
        if is_it { words.get(4)?.parse::<u32>().ok() } else { None }
    });
    holders.any(|process| {
        fs::metadata(format!("/proc/{process}")).is_ok_and(|holder| holder.uid() != ours.uid())
    })
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn is_held_by_another_user(_: &File) -> bool {
    false
}

impl Files for Private<'_> {
    fn make_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.0.make_private_folder(path)
    }
    fn make_private_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.0.make_private_folder(path)
    }
    fn create(&self, path: &Path) -> Result<Box<dyn NewFile + '_>, FileFault> {
        let file = self.0.create(path)?;
        self.0.make_private(path)?;
        Ok(file)
    }
    fn protect(&self, path: &Path) -> Result<(), FileFault> {
        self.0.protect(path)?;
        self.0.make_private(path)
    }
    fn rewrite(&self, path: &Path) -> Result<Box<dyn Rewrite>, FileFault> {
        self.0.rewrite(path)
    }
    fn make_private(&self, path: &Path) -> Result<(), FileFault> {
        self.0.make_private(path)
    }
    fn open(&self, path: &Path) -> Result<Box<dyn ReadAt>, FileFault> {
        self.0.open(path)
    }
    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, FileFault> {
        self.0.read_up_to(path, most)
    }
    fn length(&self, path: &Path) -> Result<u64, FileFault> {
        self.0.length(path)
    }
    fn exists(&self, path: &Path) -> bool {
        self.0.exists(path)
    }
    fn is_folder(&self, path: &Path) -> bool {
        self.0.is_folder(path)
    }
    fn is_link(&self, path: &Path) -> bool {
        self.0.is_link(path)
    }
    fn is_device(&self, path: &Path) -> bool {
        self.0.is_device(path)
    }
    fn is_hidden(&self, path: &Path) -> bool {
        self.0.is_hidden(path)
    }
    fn roots(&self) -> Vec<PathBuf> {
        self.0.roots()
    }
    fn write_through(&self, path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
        self.0.write_through(path, bytes)
    }
    fn modified(&self, path: &Path) -> Option<i64> {
        self.0.modified(path)
    }
    fn names(&self, path: &Path) -> Result<Vec<OsString>, FileFault> {
        self.0.names(path)
    }
    fn sync_file(&self, path: &Path) -> Result<(), FileFault> {
        self.0.sync_file(path)
    }
    fn link(&self, from: &Path, to: &Path) -> Result<(), FileFault> {
        self.0.link(from, to)
    }
    fn lock(&self, path: &Path) -> Result<Option<Box<dyn Held>>, FileFault> {
        self.0.lock(path)
    }
    fn free_space(&self, folder: &Path) -> Option<u64> {
        self.0.free_space(folder)
    }
    fn canonical(&self, path: &Path) -> PathBuf {
        self.0.canonical(path)
    }
    fn sync_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.0.sync_folder(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileFault> {
        self.0.rename(from, to)
    }
    fn remove_file(&self, path: &Path) -> Result<(), FileFault> {
        self.0.remove_file(path)
    }
    fn remove_empty_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.0.remove_empty_folder(path)
    }
    fn remove_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.0.remove_folder(path)
    }
}
