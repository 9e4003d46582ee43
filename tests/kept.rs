//! Files kept whole or not at all in the folder of the drafts, by what they are.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests"
)]

mod folders;
mod homes;

use std::fs;
use std::path::Path;
use std::process::Command;

use disk::Disk;
use foundation::{Unwatched, Watch};
use store::{Store, StoreFault};
use tempfile::TempDir;

use folders::everything_in;
use homes::{at, ready, row};

#[test]
fn a_file_is_kept_once_and_whole_or_not_at_all() {
    let home = TempDir::new().unwrap();
    let from = home.path().join("现场.jpg");
    fs::write(&from, vec![9; 3 << 20]).unwrap();
    let first = Store::keep(at(home.path()), &from, &Unwatched).unwrap();
    let second = Store::keep(at(home.path()), &from, &Unwatched).unwrap();
    assert!(first.is_new && !second.is_new);
    assert_eq!(first.kept, second.kept);
    let first = first.kept;
    let path = Store::kept_path(home.path(), first.digest);
    assert_eq!(fs::read(&path).unwrap(), fs::read(&from).unwrap());
    assert_eq!(first.digest, foundation::Digest::of(&fs::read(&from).unwrap()));
    let before = everything_in(home.path());
    for gone in ["nothing.jpg", "files"] {
        let fault = Store::keep(at(home.path()), &home.path().join(gone), &Unwatched).unwrap_err();
        assert!(fault.to_string().contains(gone), "{fault}");
        assert_eq!(everything_in(home.path()), before, "{gone}: something was left behind");
    }
}

/// Follows a copy, and ends it after so many bytes.
#[derive(Default)]
struct StopAfter {
    most: u64,
    done: std::cell::Cell<u64>,
}

impl Watch for StopAfter {
    fn expect(&self, _: u64) {}
    fn advance(&self, bytes: u64) {
        self.done.set(self.done.get() + bytes);
    }
    fn is_stopped(&self) -> bool {
        self.done.get() >= self.most
    }
}

#[test]
fn a_copy_that_is_stopped_leaves_nothing() {
    let home = TempDir::new().unwrap();
    let from = home.path().join("会议.mp4");
    fs::write(&from, vec![9; 5 << 20]).unwrap();
    drop(ready(home.path()));
    fs::create_dir_all(home.path().join("files")).unwrap();
    let before = everything_in(home.path());
    for most in [0, 1, 2 << 20, 5 << 20] {
        let watch = StopAfter { most, ..StopAfter::default() };
        let fault = Store::keep(at(home.path()), &from, &watch).unwrap_err();
        assert!(matches!(fault, StoreFault::Stopped), "{fault}");
        assert!(watch.done.get() <= most + (1 << 20), "it went on");
        assert_eq!(everything_in(home.path()), before);
    }
    let watch = StopAfter { most: u64::MAX, ..StopAfter::default() };
    Store::keep(at(home.path()), &from, &watch).unwrap();
    assert_eq!(watch.done.get(), 5 << 20);
}

#[test]
fn what_comes_from_elsewhere_is_kept_whole_or_not_at_all() {
    let home = TempDir::new().unwrap();
    drop(ready(home.path()));
    fs::create_dir_all(home.path().join("files")).unwrap();
    let before = everything_in(home.path());
    let name = Path::new("照片.jpg");
    for length in [0, 4, 6, u64::MAX] {
        let mut source: &[u8] = b"photo";
        let kept = Store::keep_from(at(home.path()), (&mut source, name), length, &Unwatched);
        assert!(kept.unwrap_err().to_string().contains("照片.jpg"), "{length}");
        assert_eq!(everything_in(home.path()), before);
    }
    let mut source: &[u8] = b"photo";
    let kept = Store::keep_from(at(home.path()), (&mut source, name), 5, &Unwatched).unwrap().kept;
    assert_eq!(fs::read(Store::kept_path(home.path(), kept.digest)).unwrap(), b"photo");
}

#[test]
fn a_kept_file_is_opened_by_its_name_and_stays_what_it_is() {
    let home = TempDir::new().unwrap();
    drop(ready(home.path()));
    let from = home.path().join("a.jpg");
    fs::write(&from, b"photo").unwrap();
    let kept = Store::keep(at(home.path()), &from, &Unwatched).unwrap().kept;
    for _ in 0..2 {
        let path = Store::named(at(home.path()), &kept, "现场 1.jpg").unwrap();
        assert_eq!(path.file_name().unwrap(), "现场 1.jpg");
        assert_eq!(fs::read(&path).unwrap(), b"photo");
        // A program that turns photos writes into them: what is kept stays.
        fs::write(&path, b"turned").unwrap();
    }
    let place = Store::kept_path(home.path(), kept.digest);
    assert!(fs::metadata(&place).unwrap().permissions().readonly());
    assert_eq!(fs::read(&place).unwrap(), b"photo");
    // A film is not copied for it.
    let film = home.path().join("a.mp4");
    fs::File::create(&film).unwrap().set_len(65 << 20).unwrap();
    let kept_film = Store::keep(at(home.path()), &film, &Unwatched).unwrap().kept;
    let path = Store::named(at(home.path()), &kept_film, "会议.mp4").unwrap();
    assert_eq!(Store::named(at(home.path()), &kept_film, "会议.mp4").unwrap(), path);
    use std::os::unix::fs::MetadataExt as _;
    let number = |path: &Path| fs::metadata(path).unwrap().ino();
    assert_eq!(number(&path), number(&Store::kept_path(home.path(), kept_film.digest)));
    drop(ready(home.path()));
    assert!(!home.path().join("opened").exists(), "the names go at the next start");
    assert_eq!(fs::read(Store::kept_path(home.path(), kept.digest)).unwrap(), b"photo");
}

/// The child of the next test: keeps a file that is larger than the system lets it write.
#[test]
fn child_that_keeps_more_than_it_may() {
    let Some(home) = std::env::var_os("STORE_KEEPING_HOME") else { return };
    let home = Path::new(&home);
    let fault = Store::keep(at(home), &home.join("会议.mp4"), &Unwatched).unwrap_err();
    assert!(fault.to_string().contains("写入"), "{fault}");
    assert!(fault.to_string().contains("文件太大"), "{fault}");
}

#[test]
fn a_disk_that_takes_no_more_leaves_nothing_half_kept() {
    let home = TempDir::new().unwrap();
    drop(ready(home.path()));
    fs::create_dir_all(home.path().join("files")).unwrap();
    fs::write(home.path().join("会议.mp4"), vec![9; 5 << 20]).unwrap();
    let before = everything_in(home.path());
    // The system's own bound on files, in blocks of 512 or 1024 bytes: a write fails in the middle, as on a full disk.
    let limited =
        "trap '' XFSZ; ulimit -f 2048; exec \"$0\" --exact child_that_keeps_more_than_it_may";
    let child = Command::new("sh")
        .args(["-c", limited])
        .arg(std::env::current_exe().unwrap())
        .env("STORE_KEEPING_HOME", home.path())
        .output()
        .unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
    assert_eq!(everything_in(home.path()), before);
}

#[test]
fn copies_that_nobody_was_told_of_are_taken_back() {
    let home = TempDir::new().unwrap();
    let store = ready(home.path());
    let draft = store.make(&row("一"), "{}", 1).unwrap();
    let keep = |text: &str| {
        let from = home.path().join("a.jpg");
        fs::write(&from, text).unwrap();
        Store::keep(at(home.path()), &from, &Unwatched).unwrap()
    };
    let (named, again, new) = (keep("named"), keep("named"), keep("new"));
    store.name_kept(draft, &[("a.jpg".into(), named.kept.clone())]).unwrap();
    store.take_back(&Disk, &[named.clone(), again, new.clone()]);
    assert!(Store::kept_path(home.path(), named.kept.digest).exists());
    assert!(!Store::kept_path(home.path(), new.kept.digest).exists());
}
