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

/// A disk that was pulled out leaves the folder it was mounted on: nothing is made there.
#[test]
fn a_home_that_is_gone_is_not_made_anew() {
    let disk = TempDir::new().unwrap();
    let (home, from) = (disk.path().join("申报匣"), disk.path().join("现场.jpg"));
    fs::write(&from, vec![9; 1000]).unwrap();
    fs::create_dir(&home).unwrap();
    let kept = Store::keep(at(&home), &from, &Unwatched).unwrap().kept;
    fs::remove_dir_all(&home).unwrap();
    let fault = Store::keep(at(&home), &from, &Unwatched).unwrap_err();
    assert!(matches!(fault, StoreFault::Gone(_)), "{fault}");
    let fault = Store::named(at(&home), &kept, "现场.jpg").unwrap_err();
    assert!(matches!(fault, StoreFault::Gone(_)), "{fault}");
    assert!(!home.exists());
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

/// 40 days, and the moment at which all of this happens, in milliseconds since 1970.
const LONG: i64 = 40 * 24 * 60 * 60 * 1000;
const NOW: i64 = 1_700_000_000_000;

fn age(path: &Path) {
    let old = std::time::UNIX_EPOCH + std::time::Duration::from_millis((NOW - LONG) as u64);
    fs::File::open(path).unwrap().set_modified(old).unwrap();
}

#[test]
fn what_nobody_uses_goes_after_a_month_and_nothing_else() {
    let home = TempDir::new().unwrap();
    let at = at(home.path());
    let store = ready(home.path());
    let keep = |name: &str| {
        let from = home.path().join(name);
        fs::write(&from, name.repeat(100)).unwrap();
        let kept = Store::keep(at, &from, &Unwatched).unwrap().kept;
        age(&Store::kept_path(home.path(), kept.digest));
        (name.to_owned(), kept)
    };
    let lies = |kept: &store::Kept| Store::kept_path(home.path(), kept.digest).exists();
    let used = keep("在用.jpg");
    let undone = keep("可\"撤销.jpg");
    let removed = keep("去掉了.jpg");
    let of_bin = keep("回收站里.jpg");
    let recent = keep("刚改过.jpg");
    let left = keep("断电留下.jpg");
    let young = keep("刚留下.jpg");
    let touched = fs::File::open(Store::kept_path(home.path(), young.1.digest)).unwrap();
    let now = std::time::UNIX_EPOCH + std::time::Duration::from_millis(NOW as u64);
    touched.set_modified(now).unwrap();

    let text = |names: &[&str]| format!("{{\"attachments\":{names:?}}}");
    let make = |names: &[(String, store::Kept)], says: &str, changed| {
        store.make_with_files(&row("案例"), says, names, changed).unwrap()
    };
    let all = [used.clone(), undone.clone(), removed.clone()];
    let id = make(&all, &text(&["在用.jpg"]), NOW - LONG);
    let step = store::Step { number: 1, changes: text(&["可\"撤销.jpg"]) };
    store
        .save(&store::Saving {
            id,
            row: row("案例"),
            case_file: text(&["在用.jpg"]),
            steps: vec![step],
            last_step: 1,
            done: 1,
            now: NOW - LONG,
        })
        .unwrap();
    let bin = make(std::slice::from_ref(&of_bin), &text(&[]), NOW - LONG);
    store.set_binned(bin, Some(NOW - LONG)).unwrap();
    make(std::slice::from_ref(&recent), &text(&[]), NOW - 1000);

    // Whoever has it open keeps all of it.
    let swept = store.sweep(at, NOW, &[id]).unwrap();
    assert_eq!((swept.names, swept.files), (0, 1));
    assert!(!lies(&left.1) && lies(&young.1) && lies(&removed.1));
    let swept = store.sweep(at, NOW, &[]).unwrap();
    assert_eq!((swept.names, swept.files), (1, 1));
    assert!(!lies(&removed.1));
    for (name, kept) in [&used, &undone, &of_bin, &recent, &young] {
        assert!(lies(kept), "{name}");
    }
    assert_eq!(store.sweep(at, NOW, &[]).unwrap(), store::Swept::default());
    assert!(store.is_whole(id).unwrap());
    let names: Vec<String> = store.kept_of(id).unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 2);
}

#[test]
fn what_a_copy_names_stays_as_long_as_the_copy() {
    let home = TempDir::new().unwrap();
    let store = ready(home.path());
    let from = home.path().join("备份里.jpg");
    fs::write(&from, "备份里").unwrap();
    let kept = Store::keep(at(home.path()), &from, &Unwatched).unwrap().kept;
    let path = Store::kept_path(home.path(), kept.digest);
    age(&path);
    let named = ("备份里.jpg".to_owned(), kept);
    let id = store.make_with_files(&row("案例"), "{}", &[named], NOW - LONG).unwrap();
    store.keep_copy(&Disk, homes::today()).unwrap();
    let swept = store.sweep(at(home.path()), NOW, &[]).unwrap();
    assert_eq!((swept.names, swept.files), (1, 0));
    assert!(path.exists() && store.kept_of(id).unwrap().is_empty());
    fs::remove_dir_all(home.path().join("copies")).unwrap();
    assert_eq!(store.sweep(at(home.path()), NOW, &[]).unwrap().files, 1);
    assert!(!path.exists());
    // Once a week, and not the first time.
    let due = |moment| store::is_due_to_sweep(at(home.path()), moment).unwrap();
    assert!(!due(NOW) && !due(NOW + 1000) && due(NOW + LONG));
}
