//! The disk fails at the n-th operation, for every n: the target holds the old state or the new, never
//! half, and what was there before stays.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

mod failing;
#[path = "../folders/mod.rs"]
mod folders;

use std::cell::Cell;
use std::fs;
use std::path::Path;

use catalog::Catalog;
use disk::Disk;
use failing::{Failing, UNFINISHED, Way, assert_told, every_failure};
use folders::everything_in;
use foundation::{FileOperation, Timestamp, Unwatched, Watch};
use paper::Copy;
use parcel::{Plan, Planned, Role, Source, send};
use workbench::Workbench;

fn plan(photo: &Path) -> Plan {
    let file = |path: &str, source| Planned {
        path: path.into(),
        role: Role::Case,
        form: None,
        pages: None,
        label: None,
        source,
    };
    Plan {
        folder: "案例".into(),
        heading: vec!["征集：测试".into()],
        files: vec![
            file("案例.pdf", Source::Bytes(b"%PDF-1.7 ...".to_vec())),
            file("附件/照片01.jpg", Source::File(photo.to_owned())),
        ],
    }
}

fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_folder_is_sent_whole_or_not_at_all() {
    let place = tempfile::tempdir().unwrap();
    let photo = place.path().join("photo.jpg");
    fs::write(&photo, b"a photo").unwrap();
    let target = place.path().join("out");
    every_failure(
        |files| send(&plan(&photo), &target, files, &Unwatched),
        |files, sent, told| {
            let there = if target.exists() { listing(&target) } else { vec![] };
            match sent {
                Ok(sent) => {
                    assert_eq!(there, ["案例"], "{told}");
                    assert_eq!(listing(&sent.folder), ["案例.pdf", "清单.txt", "附件"], "{told}");
                    assert_eq!(fs::read(sent.folder.join("附件/照片01.jpg")).unwrap(), b"a photo");
                }
                Err(fault) => {
                    assert_told(&fault.to_string(), &["photo.jpg", "案例", "out"], told);
                    // After the rename the folder is whole; only its entry may not be on the disk yet.
                    let renamed = files.failed() == Some(FileOperation::SyncFolder);
                    let whole = renamed && there == ["案例"];
                    assert!(!target.exists() || whole, "{told}: {there:?}");
                }
            }
            let _ = fs::remove_dir_all(&target);
        },
    );
}

#[test]
fn the_same_folder_twice_is_once_and_another_gets_a_number() {
    let place = tempfile::tempdir().unwrap();
    let photo = place.path().join("photo.jpg");
    fs::write(&photo, b"a photo").unwrap();
    let target = place.path().join("out");
    let first = send(&plan(&photo), &target, &Disk, &Unwatched).unwrap();
    let again = send(&plan(&photo), &target, &Disk, &Unwatched).unwrap();
    assert_eq!(first.folder, again.folder);
    fs::write(first.folder.join("盖章扫描件.pdf"), b"by the user").unwrap();
    let other = send(&plan(&photo), &target, &Disk, &Unwatched).unwrap();
    assert_eq!(other.folder.file_name().unwrap(), "案例（2）");
    assert!(first.folder.join("盖章扫描件.pdf").exists());
    assert_eq!(listing(&target), ["案例", "案例（2）"]);
}

#[test]
fn what_a_crash_left_behind_is_cleared() {
    let place = tempfile::tempdir().unwrap();
    let photo = place.path().join("photo.jpg");
    fs::write(&photo, b"a photo").unwrap();
    let target = place.path().join("out");
    fs::create_dir(&target).unwrap();
    // A run that could not even clean up: the disk is gone from the third operation on.
    let _ = send(&plan(&photo), &target, &Failing::at(3, Way::Error, false), &Unwatched);
    send(&plan(&photo), &target, &Disk, &Unwatched).unwrap();
    assert_eq!(listing(&target), ["案例"]);
}

#[test]
fn a_missing_parent_and_a_vanished_photo_are_told() {
    let place = tempfile::tempdir().unwrap();
    let photo = place.path().join("photo.jpg");
    let fault = send(&plan(&photo), &place.path().join("a/b"), &Disk, &Unwatched).unwrap_err();
    assert!(fault.to_string().contains("不存在"), "{fault}");
    let target = place.path().join("out");
    let fault = send(&plan(&photo), &target, &Disk, &Unwatched).unwrap_err();
    assert!(fault.to_string().contains("photo.jpg"), "{fault}");
    assert!(!target.exists());
}

/// 2020-06-20, noon in China.
fn noon() -> Box<Timestamp> {
    Box::new(Timestamp::from_second(1_592_625_600).unwrap())
}

/// A workbench on a disk that fails, which is given back to be asked.
fn workbench_on(files: &Failing) -> Workbench {
    Workbench::with(Catalog::built_in(), noon(), Box::new(files.clone()))
        .with_program_apart(env!("CARGO_BIN_EXE_shenbao-apart").into())
}

#[test]
fn a_file_is_written_whole_or_stays_as_it_was() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("案例.json");
    fs::write(&path, b"old").unwrap();
    every_failure(
        |files| workbench_on(files).desk().write_file(&path, b"new, and longer"),
        |_, written, told| {
            let there = fs::read(&path).unwrap();
            // A sync of the folder that fails comes after the new file has its name.
            assert!(there == b"new, and longer" || (written.is_err() && there == b"old"), "{told}");
            assert_eq!(listing(place.path()), ["案例.json"], "{told}");
            if let Err(fault) = written {
                assert_told(
                    &fault.to_string(),
                    &["案例.json", &place.path().display().to_string()],
                    told,
                );
            }
            fs::write(&path, b"old").unwrap();
        },
    );
}

#[test]
fn a_new_case_keeps_the_old_one_or_is_not_written() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("案例.json");
    fs::write(&path, b"old").unwrap();
    every_failure(
        |files| workbench_on(files).desk().write_new_case(&path, "new"),
        |_, written, told| {
            let there = fs::read(&path).unwrap();
            let kept = fs::read(place.path().join("案例（原有1）.json")).ok();
            match written {
                Ok(_) => {
                    assert_eq!((there, kept), (b"new".to_vec(), Some(b"old".to_vec())), "{told}");
                }
                Err(fault) => {
                    assert_told(
                        &fault.to_string(),
                        &["案例", &place.path().display().to_string()],
                        told,
                    );
                    assert!(there == b"old" || there == b"new", "{told}");
                }
            }
            assert!(!everything_in(place.path()).iter().any(|(name, _)| name.contains(UNFINISHED)));
            let _ = fs::remove_file(place.path().join("案例（原有1）.json"));
            fs::write(&path, b"old").unwrap();
        },
    );
}

#[test]
fn an_export_that_fails_leaves_the_target_as_it_was() {
    let place = tempfile::tempdir().unwrap();
    let case = place.path().join("case.json");
    let text = Workbench::new(noon()).desk().new_case("js-2020", None, true).unwrap();
    fs::write(&case, text).unwrap();
    let target = place.path().join("out");
    let good = {
        let (workbench, target) = (Workbench::new(noon()), place.path().join("well"));
        let open = workbench.desk().open(&case).unwrap();
        let sent = workbench.desk().export(&open, &target, Copy::Final, &Unwatched).unwrap();
        everything_in(&sent.folder)
    };
    every_failure(
        |files| {
            let workbench = workbench_on(files);
            let desk = workbench.desk();
            let open = files.well(|| desk.open(&case)).unwrap();
            desk.export(&open, &target, Copy::Final, &Unwatched).map(|sent| sent.folder)
        },
        |files, sent, told| {
            match sent {
                Ok(folder) => {
                    assert_eq!(everything_in(&folder), good, "{told}");
                    assert_eq!(listing(&target).len(), 1, "{told}");
                }
                Err(fault) => {
                    assert_told(&fault.to_string(), &["out", "申报表", "案例"], told);
                    let renamed = files.failed() == Some(FileOperation::SyncFolder);
                    assert!(!target.exists() || renamed && listing(&target).len() == 1, "{told}");
                }
            }
            let _ = fs::remove_dir_all(&target);
        },
    );
}

#[test]
fn an_export_that_is_stopped_leaves_nothing() {
    #[derive(Default)]
    struct StopAt {
        at: u64,
        done: Cell<u64>,
        all: Cell<u64>,
    }
    impl Watch for StopAt {
        fn expect(&self, bytes: u64) {
            self.all.set(self.all.get() + bytes);
        }
        fn advance(&self, bytes: u64) {
            self.done.set(self.done.get() + bytes);
            assert!(self.done <= self.all);
        }
        fn is_stopped(&self) -> bool {
            self.done.get() >= self.at
        }
    }
    let place = tempfile::tempdir().unwrap();
    let photo = place.path().join("photo.jpg");
    // Of several pieces, so that it can be stopped between them.
    fs::write(&photo, vec![7; 3 << 20]).unwrap();
    let target = place.path().join("out");
    let watch = StopAt { at: u64::MAX, ..StopAt::default() };
    send(&plan(&photo), &target, &Disk, &watch).unwrap();
    let all = watch.all.get();
    // Half a byte of each file may be left over when it is written, and when it is read back.
    assert!(all > 3 << 20 && all - watch.done.get() <= 2, "{} of {all}", watch.done.get());
    fs::remove_dir_all(&target).unwrap();
    for at in [0, 1, 1 << 20, 2 << 20, all - 2] {
        let watch = StopAt { at, ..StopAt::default() };
        let fault = send(&plan(&photo), &target, &Disk, &watch).unwrap_err();
        assert!(fault.to_string().contains("已停止"), "{fault}");
        assert!(!target.exists());
        assert!(watch.done.get() < at + (2 << 20), "at {at} it went on to {}", watch.done.get());
    }
}
