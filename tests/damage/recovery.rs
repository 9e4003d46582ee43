//! Databases that are missing, copies with wrong days, and recoveries that are cut off at every step.

use std::fs;
use std::path::Path;

use disk::Disk;
use store::{Choice, DraftId, Opened};

use crate::folders::copy_all;
use crate::homes::{at, home, ids, opened, ready, said, today};

/// A home of `drafts` drafts with the copy of another day.
fn put_copy(home: &Path, from: &Path, day: &str) {
    fs::create_dir_all(home.join("copies")).unwrap();
    let copy = fs::read_dir(from.join("copies")).unwrap().next().unwrap().unwrap().path();
    fs::copy(copy, home.join(format!("copies/{day}.db"))).unwrap();
}

#[test]
fn a_copy_of_a_wrong_clock_does_not_come_before_a_fuller_one() {
    let (few, _) = home(1, false);
    let (many, _) = home(11, false);
    put_copy(many.path(), few.path(), "2099-01-01");
    fs::write(many.path().join("drafts.db"), "这不是数据库".repeat(999)).unwrap();
    let Opened::Damaged(damaged) = opened(many.path()) else { panic!("not noticed") };
    let copies: Vec<_> =
        damaged.copies.iter().map(|copy| (copy.day.as_str(), copy.drafts)).collect();
    assert_eq!(copies, [("2026-11-28", 11), ("2099-01-01", 1)], "all are there, the best first");
    let store = damaged
        .resolve(&Disk, &Choice::Copy(0), ("20261128", today()))
        .map_err(|both| both.0)
        .unwrap();
    assert_eq!(ids(&store).len(), 11);
}

#[test]
fn a_day_in_the_future_pushes_no_copy_out() {
    let (home, _) = home(2, false);
    let store = ready(home.path());
    for day in 1..=9 {
        store.keep_copy(&Disk, format!("2099-02-0{day}").parse().unwrap()).unwrap();
    }
    for day in 1..=3 {
        store.make(&crate::homes::row(100 + day, 0, "新的"), "{}", 9).unwrap();
        store.keep_copy(&Disk, format!("2026-12-0{day}").parse().unwrap()).unwrap();
    }
    for day in 1..=3 {
        assert!(home.path().join(format!("copies/2026-12-0{day}.db")).exists(), "{day}");
    }
}

#[test]
fn what_is_missing_beside_what_is_left_is_a_loss() {
    type Spoil = fn(&Path);
    let spoilings: [(&str, Spoil); 4] = [
        ("beside what SQLite keeps", |home| {
            fs::remove_dir_all(home.join("copies")).unwrap();
            fs::remove_dir_all(home.join("files")).unwrap();
            fs::remove_file(home.join("mark")).unwrap();
        }),
        ("beside files", |home| {
            fs::remove_dir_all(home.join("copies")).unwrap();
            fs::remove_file(home.join("drafts.db-wal")).unwrap();
            fs::remove_file(home.join("mark")).unwrap();
        }),
        ("beside its mark", |home| {
            fs::remove_dir_all(home.join("copies")).unwrap();
            fs::remove_dir_all(home.join("files")).unwrap();
            fs::remove_file(home.join("drafts.db-wal")).unwrap();
        }),
        ("beside one that was set aside", |home| {
            fs::create_dir(home.join("damaged-20200101")).unwrap();
            fs::copy(home.join("copies/2026-11-28.db"), home.join("damaged-20200101/drafts.db"))
                .unwrap();
            for gone in ["copies", "files"] {
                fs::remove_dir_all(home.join(gone)).unwrap();
            }
            for gone in ["drafts.db-wal", "mark"] {
                fs::remove_file(home.join(gone)).unwrap();
            }
        }),
    ];
    for (name, spoil) in spoilings {
        for empty in [true, false] {
            let (home, _) = home(2, true);
            spoil(home.path());
            let database = home.path().join("drafts.db");
            match empty {
                true => fs::write(&database, "").unwrap(),
                false => fs::remove_file(&database).unwrap(),
            }
            let wal = fs::read(home.path().join("drafts.db-wal")).ok();
            let Opened::Damaged(damaged) = opened(home.path()) else { panic!("{name}: empty") };
            drop(damaged);
            assert_eq!(fs::read(home.path().join("drafts.db-wal")).ok(), wal, "{name}");
        }
    }
}

#[test]
fn a_part_of_the_last_writes_that_is_gone_is_told() {
    let (home, before) = home(3, true);
    let wal = home.path().join("drafts.db-wal");
    let bytes = fs::read(&wal).unwrap();
    fs::write(&wal, &bytes[..bytes.len() - 4120]).unwrap();
    let Opened::Damaged(damaged) = opened(home.path()) else { panic!("not noticed") };
    let store = damaged
        .resolve(&Disk, &Choice::Readable, ("20261128", today()))
        .map_err(|both| both.0)
        .unwrap();
    assert_eq!(ids(&store).len(), before.len());
    drop(store);
    drop(ready(home.path()));
}

/// Damages a database and what stands beside it, so that all of it can be had but not as it lies.
pub(crate) fn spoil(home: &Path) {
    let path = home.join("drafts.db");
    let mut bytes = fs::read(&path).unwrap();
    // A page of the list and one more: what was written last stands beside it.
    let length = bytes.len();
    bytes[length - 4096..].fill(0);
    bytes[4096 * 2..4096 * 3].fill(0);
    fs::write(&path, bytes).unwrap();
    let wal = home.join("drafts.db-wal");
    let mut bytes = fs::read(&wal).unwrap();
    bytes[60] ^= 1;
    fs::write(&wal, bytes).unwrap();
}

/// Every state that a recovery goes through, by its own steps: what a kill leaves is opened, and chosen for again.
#[test]
fn a_recovery_that_is_cut_off_anywhere_is_known_at_the_next_start() {
    let (whole, before) = home(3, true);
    spoil(whole.path());
    for choice in [Choice::Readable, Choice::Copy(0), Choice::Empty] {
        for stop in 0.. {
            let home = tempfile::TempDir::new().unwrap();
            copy_all(whole.path(), home.path());
            let files = crate::users::Stopping::after(stop);
            let cut = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                let Opened::Damaged(damaged) = opened(home.path()) else { panic!("not noticed") };
                drop(damaged.resolve(&files, &choice, ("20261128", today())));
            }));
            let is_done = cut.is_ok();
            let store = match opened(home.path()) {
                Opened::Ready(store) => {
                    if choice == Choice::Empty {
                        assert!(ids(&store).is_empty(), "{choice:?} at {stop}");
                        assert!(home.path().join("damaged-20261128/drafts.db").exists());
                    } else {
                        assert_eq!(ids(&store).len(), before.len(), "{choice:?} at {stop}");
                    }
                    *store
                }
                Opened::Damaged(damaged) => {
                    assert!(!is_done, "{choice:?} at {stop}");
                    let readable = damaged.readable;
                    let sum = readable.whole + readable.from_copies + readable.in_part;
                    assert_eq!(sum, before.len(), "{choice:?} at {stop}: {readable:?}");
                    damaged
                        .resolve(&Disk, &Choice::Readable, ("20261129", today()))
                        .map_err(|both| both.0)
                        .unwrap()
                }
            };
            if choice != Choice::Empty || !is_done {
                for id in ids(&store) {
                    let (is, _) = said(&store, id).unwrap();
                    let was = &before.iter().find(|(other, _)| *other == id).unwrap().1;
                    assert_eq!(is.case_file, was.case_file, "{choice:?} at {stop}");
                }
            }
            drop(store);
            assert!(!home.path().join("recovering").exists());
            drop(ready(home.path()));
            if is_done {
                assert!(stop > 10, "only {stop} steps");
                break;
            }
        }
    }
}

#[test]
fn a_later_version_is_not_touched() {
    let (home, _) = home(2, true);
    let sql = "PRAGMA user_version = 99";
    let connection = rusqlite::Connection::open(home.path().join("drafts.db")).unwrap();
    connection.execute_batch(sql).unwrap();
    let before = crate::homes::bytes_in(home.path());
    let fault = store::open(at(home.path()), today()).unwrap_err();
    assert!(matches!(fault, store::StoreFault::Newer { found: 99, .. }), "{fault}");
    assert!(!fault.to_string().contains(".shenbao-"), "{fault}");
    assert_eq!(crate::homes::bytes_in(home.path()), before);
    drop(connection);
}

#[test]
fn two_programs_that_no_lock_parts_overwrite_nothing() {
    let (home, before) = home(2, false);
    let files = crate::users::NoLocks;
    let open = || match store::open(store::Home { folder: home.path(), files: &files }, today()) {
        Ok(Opened::Ready(store)) => *store,
        other => panic!("{other:?}"),
    };
    let (one, other) = (open(), open());
    let id = DraftId(1);
    assert_eq!(said(&one, id).unwrap().0, before[0].1);
    one.draft_to_edit(id).unwrap();
    other.draft_to_edit(id).unwrap();
    crate::homes::save(&one, id, 1, 4, "第一个程序写的");
    let saving = store::Saving {
        id,
        row: crate::homes::row(1, 4, "第二个程序写的"),
        case_file: "{}".into(),
        steps: vec![],
        last_step: 3,
        done: 3,
        now: 9,
    };
    let fault = other.save(&saving).unwrap_err();
    assert!(matches!(fault, store::StoreFault::Elsewhere), "{fault}");
    assert_eq!(said(&other, id).unwrap().0.row.title, "第一个程序写的");
    // Whoever has read it goes on.
    other.draft_to_edit(id).unwrap();
    other.save(&saving).unwrap();
    assert!(matches!(one.save(&saving), Err(store::StoreFault::Elsewhere)));
}
