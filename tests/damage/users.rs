//! Disks for the tests beside, and other users of the machine.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use disk::Disk;
use foundation::{FileFault, Files, Held, NewFile, ReadAt, Rewrite};

use crate::homes::{files_in, home, ready};

/// A disk of a program that is killed: after so many changes it ends with a panic, as its process would.
#[derive(Debug)]
pub(crate) struct Stopping(AtomicUsize);

impl Stopping {
    pub(crate) fn after(changes: usize) -> Self {
        Self(AtomicUsize::new(changes))
    }

    fn step(&self) {
        let left = self.0.load(Ordering::Relaxed);
        // A process that is dead tidies nothing up.
        if left == 0 {
            if !std::thread::panicking() {
                panic!("killed");
            }
            return;
        }
        self.0.store(left - 1, Ordering::Relaxed);
    }

    fn is_dead(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
}

/// Two programs on a disk whose locks do not reach both.
#[derive(Debug)]
pub(crate) struct NoLocks;

#[derive(Debug)]
struct Nothing;

impl Held for Nothing {}

/// The real disk, with what is different beside.
macro_rules! real_but {
    ($name:ty, |$this:ident| $before:expr, $lock:expr, $removes:expr) => {
        impl Files for $name {
            fn open(&self, path: &Path) -> Result<Box<dyn ReadAt>, FileFault> {
                Disk.open(path)
            }
            fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, FileFault> {
                Disk.read_up_to(path, most)
            }
            fn length(&self, path: &Path) -> Result<u64, FileFault> {
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
            fn modified(&self, path: &Path) -> Option<i64> {
                Disk.modified(path)
            }
            fn names(&self, path: &Path) -> Result<Vec<OsString>, FileFault> {
                Disk.names(path)
            }
            fn free_space(&self, folder: &Path) -> Option<u64> {
                Disk.free_space(folder)
            }
            fn canonical(&self, path: &Path) -> PathBuf {
                Disk.canonical(path)
            }
            fn write_through(&self, path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
                Disk.write_through(path, bytes)
            }
            fn make_folder(&self, path: &Path) -> Result<(), FileFault> {
                let $this = self;
                let () = $before;
                Disk.make_folder(path)
            }
            fn make_private_folder(&self, path: &Path) -> Result<(), FileFault> {
                let $this = self;
                let () = $before;
                Disk.make_private_folder(path)
            }
            fn make_private(&self, path: &Path) -> Result<(), FileFault> {
                let $this = self;
                let () = $before;
                Disk.make_private(path)
            }
            fn create(&self, path: &Path) -> Result<Box<dyn NewFile + '_>, FileFault> {
                let $this = self;
                let () = $before;
                Disk.create(path)
            }
            fn rewrite(&self, path: &Path) -> Result<Box<dyn Rewrite>, FileFault> {
                Disk.rewrite(path)
            }
            fn sync_file(&self, path: &Path) -> Result<(), FileFault> {
                let $this = self;
                let () = $before;
                Disk.sync_file(path)
            }
            fn protect(&self, path: &Path) -> Result<(), FileFault> {
                Disk.protect(path)
            }
            fn link(&self, from: &Path, to: &Path) -> Result<(), FileFault> {
                let $this = self;
                let () = $before;
                Disk.link(from, to)
            }
            fn lock(&self, path: &Path) -> Result<Option<Box<dyn Held>>, FileFault> {
                #[allow(clippy::redundant_closure_call)]
                ($lock)(path)
            }
            fn sync_folder(&self, path: &Path) -> Result<(), FileFault> {
                let $this = self;
                let () = $before;
                Disk.sync_folder(path)
            }
            fn rename(&self, from: &Path, to: &Path) -> Result<(), FileFault> {
                let $this = self;
                let () = $before;
                Disk.rename(from, to)
            }
            fn remove_file(&self, path: &Path) -> Result<(), FileFault> {
                let $this = self;
                let () = $before;
                if $removes($this) { Disk.remove_file(path) } else { Ok(()) }
            }
            fn remove_empty_folder(&self, path: &Path) -> Result<(), FileFault> {
                let $this = self;
                let () = $before;
                if $removes($this) { Disk.remove_empty_folder(path) } else { Ok(()) }
            }
            fn remove_folder(&self, path: &Path) -> Result<(), FileFault> {
                let $this = self;
                let () = $before;
                if $removes($this) { Disk.remove_folder(path) } else { Ok(()) }
            }
        }
    };
}

real_but!(Stopping, |this| this.step(), |path| Disk.lock(path), |this: &Stopping| !this.is_dead());
real_but!(
    NoLocks,
    |_this| (),
    |_: &Path| Ok(Some(Box::new(Nothing) as Box<dyn Held>)),
    |_: &NoLocks| true
);

/// The bits of a mode that are of other users.
fn for_others(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o077
}

#[test]
fn nobody_else_reads_what_is_in_the_home() {
    let (home, _) = home(2, false);
    assert_eq!(for_others(home.path()), 0);
    // As a program of before left it, or a hand.
    for path in files_in(home.path()) {
        assert_eq!(for_others(&path), 0, "{}", path.display());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(home.path().join("files"), fs::Permissions::from_mode(0o755)).unwrap();
    let store = ready(home.path());
    store.make(&crate::homes::row(77, 0, "新的"), "{}", 9).unwrap();
    store.keep_copy(&Disk, "2026-11-30".parse().unwrap()).unwrap();
    assert_eq!(for_others(home.path()) | for_others(&home.path().join("files")), 0);
    for path in files_in(home.path()) {
        assert_eq!(for_others(&path), 0, "{}", path.display());
    }
}

#[test]
fn a_lock_of_another_user_keeps_nobody_from_his_drafts() {
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    if !is_root {
        // Only root becomes another user.
        return;
    }
    let (home, before) = home(2, false);
    // As a program of before left it.
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let lock = home.path().join("lock");
    fs::set_permissions(&lock, fs::Permissions::from_mode(0o644)).unwrap();
    let mut other = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "flock"])
        .arg(&lock)
        .args(["sh", "-c", "echo held; sleep 60"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut held = [0; 5];
    std::io::Read::read_exact(other.stdout.as_mut().unwrap(), &mut held).unwrap();
    let store = ready(home.path());
    assert_eq!(crate::homes::ids(&store).len(), before.len());
    // A second program of ours is told as ever.
    assert!(matches!(
        store::open(crate::homes::at(home.path()), crate::homes::today()),
        Err(store::StoreFault::InUse)
    ));
    other.kill().unwrap();
    other.wait().unwrap();
}

#[test]
fn a_pipe_in_the_home_is_not_waited_for() {
    for name in ["lock", "mark", "drafts.db", "recovering", "copies/2026-01-01.db", "drafts.db-wal"]
    {
        let (home, _) = home(1, false);
        let path = home.path().join(name);
        let _ = fs::remove_file(&path);
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let (said, heard) = std::sync::mpsc::channel();
        let folder = home.path().to_owned();
        std::thread::spawn(move || {
            let opened = store::open(crate::homes::at(&folder), crate::homes::today());
            said.send(opened.map(drop).map_err(|fault| fault.to_string())).unwrap();
        });
        let answer = heard.recv_timeout(std::time::Duration::from_secs(20));
        assert!(answer.is_ok(), "{name} is waited for");
    }
}
