//! The disk fails at the n-th operation while drafts are opened, saved, copied, kept and recovered: the old state or
//! the new is there, never half. SQLite writes its own files, where no trait is between: it meets the system's own bound
//! on the size of files (a write in the middle fails, as on a full disk) and a bound on the pages of the database.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]
#![allow(clippy::print_stderr, reason = "a child tells its parent how it went")]
#![allow(
    clippy::result_large_err,
    reason = "a recovery that fails gives the damaged database back"
)]

mod failing;
#[path = "../folders/mod.rs"]
mod folders;

use std::fs;
use std::path::Path;
use std::process::Command;

use disk::Disk;
use failing::{Failing, UNFINISHED, assert_told, every_failure};
use folders::everything_in;
use foundation::{Date, Files, Unwatched};
use store::{Choice, DraftId, DraftRow, Home, Opened, Saving, Search, Store, StoreFault};
use tempfile::TempDir;

fn today() -> Date {
    "2026-11-28".parse().unwrap()
}

fn at<'f>(folder: &'f Path, files: &'f dyn Files) -> Home<'f> {
    Home { folder, files }
}

fn row(title: &str) -> DraftRow {
    DraftRow {
        call: "js-2020".into(),
        route: "self".into(),
        title: title.into(),
        problems: 0,
        stamp: None,
    }
}

fn ready(folder: &Path) -> Store {
    loop {
        match store::open(at(folder, &Disk), today()) {
            Ok(Opened::Ready(store)) => return *store,
            Ok(Opened::Damaged(_)) => panic!("damaged"),
            // A child that another test is starting holds our lock until it has become its own program.
            Err(StoreFault::InUse) => std::thread::sleep(std::time::Duration::from_millis(10)),
            Err(fault) => panic!("{fault}"),
        }
    }
}

fn titles(store: &Store) -> Vec<String> {
    let search = Search { limit: 9, ..Search::default() };
    store.list(&search).unwrap().0.into_iter().map(|listed| listed.row.title).collect()
}

/// A home with a draft in it.
fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    ready(home.path()).make(&row("一"), "{}", 1).unwrap();
    fs::create_dir_all(home.path().join("files")).unwrap();
    home
}

/// What lies in a home but SQLite's own files and the lock.
fn beside_the_database(home: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = everything_in(home);
    let own = |name: &str| name.starts_with("drafts.db") || ["lock", "mark"].contains(&name);
    all.retain(|(name, _)| !own(name));
    all
}

#[test]
fn a_file_is_kept_whole_or_not_at_all() {
    let place = TempDir::new().unwrap();
    let film = place.path().join("会议.mp4");
    fs::write(&film, vec![9; 3 << 20]).unwrap();
    let homes = std::cell::RefCell::new(Vec::new());
    every_failure(
        |files| {
            homes.borrow_mut().push(home());
            let homes = homes.borrow();
            Store::keep(at(homes.last().unwrap().path(), files), &film, &Unwatched)
        },
        |files, kept, told| {
            let home = homes.borrow_mut().pop().unwrap();
            let there = beside_the_database(home.path());
            match kept {
                Ok(kept) => {
                    let path = Store::kept_path(home.path(), kept.kept.digest);
                    assert_eq!(fs::read(path).unwrap(), vec![9; 3 << 20], "{told}");
                    assert_eq!(there.len(), 1, "{told}");
                    // What was found missing on the way did not matter.
                    assert!(files.failed().is_none_or(|_| kept.is_new), "{told}");
                }
                Err(fault) => {
                    assert_told(&fault.to_string(), &["会议.mp4", "files"], told);
                    assert!(there.is_empty(), "{told}: {there:?}");
                }
            }
        },
    );
}

#[test]
fn a_copy_of_the_day_is_whole_or_that_of_before() {
    let homes = std::cell::RefCell::new(Vec::new());
    every_failure(
        |files| {
            let home = home();
            let store = ready(home.path());
            store.keep_copy(&Disk, today()).unwrap();
            store.make(&row("二"), "{}", 2).unwrap();
            let copied = store.keep_copy(files, today());
            homes.borrow_mut().push(home);
            copied
        },
        |_, copied, told| {
            let home = homes.borrow_mut().pop().unwrap();
            let there: Vec<_> = beside_the_database(home.path()).into_iter().map(|e| e.0).collect();
            assert_eq!(there, [format!("copies/{}.db", today())], "{told}");
            let path = home.path().join(&there[0]);
            let copy = rusqlite::Connection::open(path).unwrap();
            let count: i64 =
                copy.query_row("SELECT count(*) FROM drafts", [], |r| r.get(0)).unwrap();
            match copied {
                Ok(()) => assert_eq!(count, 2, "{told}"),
                Err(fault) => {
                    assert!((1..=2).contains(&count), "{told}");
                    assert_told(&fault.to_string(), &["copies"], told);
                }
            }
        },
    );
}

/// A home whose database is damaged, with a copy of one draft and what SQLite keeps beside a database.
fn damaged_home() -> (TempDir, Vec<u8>) {
    let home = home();
    ready(home.path()).keep_copy(&Disk, today()).unwrap();
    let damaged = "这不是数据库".repeat(999).into_bytes();
    fs::write(home.path().join("drafts.db"), &damaged).unwrap();
    fs::write(home.path().join("drafts.db-wal"), b"the way").unwrap();
    (home, damaged)
}

fn opened_damaged(folder: &Path, files: &dyn Files) -> store::Damaged {
    match store::open(at(folder, files), today()).unwrap() {
        Opened::Damaged(damaged) => damaged,
        Opened::Ready(_) => panic!("the damage is not noticed"),
    }
}

#[test]
fn a_recovery_that_fails_can_be_tried_again_and_loses_nothing() {
    for choice in [Choice::Copy(0), Choice::Empty, Choice::Readable] {
        let homes = std::cell::RefCell::new(Vec::new());
        every_failure(
            |files| {
                let (home, bytes) = damaged_home();
                let damaged = opened_damaged(home.path(), &Disk);
                let resolved = damaged.resolve(files, &choice, ("20261128", today()));
                homes.borrow_mut().push((home, bytes));
                resolved.map(|store| titles(&store)).map_err(|both| *both)
            },
            |_, resolved, told| {
                let (home, bytes) = homes.borrow_mut().pop().unwrap();
                let home = home.path();
                let whole_aside = |folder: &str| {
                    let file = |name: &str| fs::read(home.join(folder).join(name)).ok();
                    file("drafts.db").as_deref() == Some(&*bytes)
                        && file("drafts.db-wal").as_deref() == Some(b"the way")
                };
                let expected: &[&str] = if choice == Choice::Empty { &[] } else { &["一"] };
                let left = |name: &String| name.contains(UNFINISHED);
                match resolved {
                    Ok(titles) => {
                        assert_eq!(titles, expected, "{told}");
                        assert!(whole_aside("damaged-20261128"), "{told}");
                    }
                    Err((fault, damaged)) => {
                        // SQLite itself may be told of by the name of the database.
                        assert_told(
                            &fault.to_string(),
                            &["drafts.db", "damaged-20261128", &home.display().to_string()],
                            told,
                        );
                        let names: Vec<_> = everything_in(home).into_iter().map(|e| e.0).collect();
                        assert!(
                            whole_aside("") || whole_aside("damaged-20261128"),
                            "{told}: {names:?}"
                        );
                        assert!(!names.iter().any(left), "{told}: {names:?}");
                        drop(damaged);
                        let store = match store::open(at(home, &Disk), today()).unwrap() {
                            // The copy was in its place already; what failed came behind.
                            Opened::Ready(store) => {
                                assert!(whole_aside("damaged-20261128"), "{told}");
                                *store
                            }
                            Opened::Damaged(again) => {
                                let again = again.resolve(&Disk, &choice, ("20261128", today()));
                                again.map_err(|both| both.0).unwrap()
                            }
                        };
                        assert_eq!(titles(&store), expected, "{told}");
                    }
                }
                assert!(!everything_in(home).iter().any(|(name, _)| left(name)), "{told}");
            },
        );
    }
}

/// The version of the database in a program that knows a table more.
const NEWEST: i64 = 5;
/// A program that knows a table more, which takes some room.
const LATER: &[&str] = &["CREATE TABLE more (text TEXT NOT NULL) STRICT;
    INSERT INTO more SELECT printf('%.5000c', 'x') FROM drafts, steps, kept;"];

fn home_of_version_1() -> TempDir {
    let home = TempDir::new().unwrap();
    let v1 = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/databases/v1/drafts.db");
    fs::copy(v1, home.path().join("drafts.db")).unwrap();
    home
}

/// The version of the database of a home, which is whole and holds what it held.
fn version(home: &Path, told: &str) -> i64 {
    let connection = rusqlite::Connection::open(home.join("drafts.db")).unwrap();
    let ask = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let check: String = connection.query_row("PRAGMA quick_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok", "{told}");
    assert_eq!((ask("SELECT count(*) FROM drafts"), ask("SELECT count(*) FROM steps")), (2, 4));
    ask("PRAGMA user_version")
}

#[test]
fn a_migration_is_whole_or_the_database_is_what_it_was() {
    let homes = std::cell::RefCell::new(Vec::new());
    every_failure(
        |files| {
            let home = home_of_version_1();
            let opened = store::open_with(at(home.path(), files), today(), LATER);
            homes.borrow_mut().push(home);
            opened.map(drop)
        },
        |_, opened, told| {
            let home = homes.borrow_mut().pop().unwrap();
            let copy = home.path().join(format!("copies/{}-schema-1.db", today()));
            match opened {
                Ok(()) => {
                    assert_eq!(version(home.path(), told), NEWEST, "{told}");
                    assert!(copy.exists(), "no copy was made before: {told}");
                }
                Err(fault) => {
                    let folder = home.path().display().to_string();
                    assert_told(&fault.to_string(), &["copies", "drafts.db", &folder], told);
                    assert_eq!(version(home.path(), told), 1, "{told}");
                }
            }
            let left = everything_in(home.path());
            assert!(!left.iter().any(|(name, _)| name.contains(UNFINISHED)), "{told}");
        },
    );
}

/// The child of the next test: opens, and so migrates, or saves, where the system bounds the size of files.
#[test]
fn child_on_a_bounded_disk() {
    let Some(home) = std::env::var_os("FAULTS_HOME") else { return };
    let home = Path::new(&home);
    let outcome = match std::env::var("FAULTS_WORK").as_deref() {
        Ok("migrate") => store::open_with(at(home, &Disk), today(), LATER).map(drop),
        _ => store::open(at(home, &Disk), today()).and_then(|opened| {
            let Opened::Ready(store) = opened else { panic!("damaged") };
            store.save(&saving("新稿"))
        }),
    };
    match outcome {
        Ok(()) => eprintln!("DONE"),
        Err(fault) => eprintln!("FAULT {fault}"),
    }
}

fn saving(title: &str) -> Saving {
    let case_file = "长".repeat(20_000);
    Saving {
        id: DraftId(1),
        row: row(title),
        case_file,
        steps: vec![],
        last_step: 2,
        done: 2,
        now: 9,
    }
}

/// Runs the child where no file may grow beyond so many blocks of 512 bytes, and says what it said.
fn on_a_bounded_disk(home: &Path, work: &str, blocks: u32) -> String {
    let bounded = format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" --exact child_on_a_bounded_disk --nocapture"
    );
    let child = Command::new("sh")
        .args(["-c", &bounded])
        .arg(std::env::current_exe().unwrap())
        .env("FAULTS_HOME", home)
        .env("FAULTS_WORK", work)
        .output()
        .unwrap();
    assert!(child.status.success(), "{child:?}");
    String::from_utf8(child.stderr).unwrap()
}

#[test]
fn a_disk_that_takes_no_more_leaves_the_drafts_as_they_were() {
    for work in ["migrate", "save"] {
        let mut faults = 0;
        // Page by page, from no room at all to enough.
        for blocks in (0..).step_by(8) {
            let home = home_of_version_1();
            let said = on_a_bounded_disk(home.path(), work, blocks);
            let told = format!("{work} with {blocks} blocks: {said}");
            let is_done = said.contains("DONE");
            let version = version(home.path(), &told);
            match work {
                "migrate" => assert_eq!(version, if is_done { NEWEST } else { 1 }, "{told}"),
                _ => {
                    let title = ready(home.path()).draft(DraftId(1)).unwrap().row.title;
                    assert_eq!(title, if is_done { "新稿" } else { "第一店带多户" }, "{told}");
                }
            }
            if is_done {
                break;
            }
            faults += 1;
            assert!(["drafts.db", "copies"].iter().any(|name| said.contains(name)), "{told}");
            assert!(!said.contains(UNFINISHED), "{told}");
        }
        assert!(faults > 5, "{work}: only {faults} bounds were tried");
    }
}

#[test]
fn a_database_that_may_not_grow_keeps_what_was_saved() {
    // It has ten; 0 would be no bound.
    for pages in 10.. {
        let home = home_of_version_1();
        let store = ready(home.path());
        store.limit_pages(pages);
        let saved = store.save(&saving("新稿"));
        let title = store.draft(DraftId(1)).unwrap().row.title;
        match saved {
            Ok(()) => {
                assert_eq!(title, "新稿");
                assert!(pages > 15);
                break;
            }
            Err(fault) => {
                assert!(fault.to_string().contains("磁盘已满"), "{fault}");
                assert_eq!(title, "第一店带多户");
            }
        }
    }
}

/// The tests above are of operations that are really tried.
#[test]
fn every_way_comes_to_fail() {
    for way in failing::WAYS {
        let home = home();
        let film = home.path().join("a.mp4");
        fs::write(&film, b"film").unwrap();
        let files = Failing::at(0, way, true);
        assert!(Store::keep(at(home.path(), &files), &film, &Unwatched).is_err(), "{way:?}");
    }
}
