//! Databases of every schema that ever landed, as the programs of their time wrote them: all that they hold is
//! there in the program of today, and in one that knows a table more.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use disk::Disk;
use foundation::Date;
use store::{DraftId, Home, Kept, Opened, Search, Store, StoreFault};
use tempfile::TempDir;

fn today() -> Date {
    "2026-11-28".parse().unwrap()
}

fn at(folder: &Path) -> Home<'_> {
    Home { folder, files: &Disk }
}

/// The databases, by the version of their schema: `tests/databases/v1/drafts.db`.
fn landed() -> Vec<(i64, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/databases");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let version = |path: &Path| path.file_name()?.to_str()?.strip_prefix('v')?.parse().ok();
    let mut all: Vec<_> =
        entries.filter_map(|path| Some((version(&path)?, path.join("drafts.db")))).collect();
    all.sort();
    all
}

/// A home with a database of such a version.
fn home_with(database: &Path) -> TempDir {
    let home = TempDir::new().unwrap();
    fs::copy(database, home.path().join("drafts.db")).unwrap();
    home
}

fn ready(opened: Result<Opened, StoreFault>) -> Store {
    match opened.unwrap() {
        Opened::Ready(store) => *store,
        Opened::Damaged(_) => panic!("the database is taken for damaged"),
    }
}

/// What each of these databases holds: two drafts, one of them in the bin, steps, a kept file, a receipt.
fn assert_all_is_there(store: &Store) {
    let titles = |binned| {
        let search = Search { binned, limit: 9, ..Search::default() };
        let listed = store.list(&search).unwrap().0.into_iter();
        listed.map(|listed| listed.row.title).collect::<Vec<_>>()
    };
    assert_eq!(
        (titles(false), titles(true)),
        (vec!["第一店带多户".into()], vec!["网络扶智到村".into()])
    );
    let (first, second) = (DraftId(1), DraftId(2));
    let draft = store.draft(first).unwrap();
    assert!(draft.case_file.contains("\"第一店带多户\""), "{}", draft.case_file);
    assert_eq!((draft.steps.len(), draft.done), (2, 2));
    assert!(draft.steps[1].changes.contains("case_name"));
    let draft = store.draft(second).unwrap();
    assert_eq!((draft.steps.len(), draft.done, draft.row.problems), (2, 1, 18));
    let digest = "1a212683118cd5b7b83b0891aff1d1e0170a958cd0b2c2a6db3f9520100a720a";
    let kept = Kept { bytes: 11542, digest: digest.parse().unwrap() };
    assert_eq!(store.kept_of(first).unwrap(), [("现场.jpg".to_owned(), kept)]);
    let receipts = store.receipts(first).unwrap();
    assert_eq!((receipts.len(), receipts[0].moment), (1, 1_592_625_600_000));
    assert!(receipts[0].list.contains("照片01.jpg"), "{}", receipts[0].list);
}

/// What another hand reads in a database.
fn asked(path: &Path, sql: &str) -> String {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection
        .query_row(sql, [], |row| row.get::<_, rusqlite::types::Value>(0))
        .map_or_else(|fault| fault.to_string(), |value| format!("{value:?}"))
}

#[test]
fn all_of_every_version_is_there_in_the_program_of_today() {
    let landed = landed();
    for (version, database) in &landed {
        let home = home_with(database);
        let store = ready(store::open(at(home.path()), today()));
        assert_all_is_there(&store);
        drop(store);
        assert_all_is_there(&ready(store::open(at(home.path()), today())));
        let copy = home.path().join(format!("copies/{}-schema-{version}.db", today()));
        let is_latest = landed.last().unwrap().0 == *version;
        assert_eq!(copy.exists(), !is_latest, "v{version}: a copy before it was changed");
    }
    let latest = landed.last().unwrap().0;
    let fresh = TempDir::new().unwrap();
    drop(ready(store::open(at(fresh.path()), today())));
    let written = asked(&fresh.path().join("drafts.db"), "PRAGMA user_version");
    assert_eq!(written, format!("Integer({latest})"), "tests/databases has one of each version");
}

/// The tables of a program to come.
const LATER: &[&str] = &[
    "CREATE TABLE offices (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;",
    "ALTER TABLE drafts ADD COLUMN letter TEXT; INSERT INTO offices VALUES (1, '县网信办');",
];

#[test]
fn the_next_table_makes_no_old_database_damaged_and_a_copy_comes_first() {
    for (version, database) in landed() {
        let home = home_with(&database);
        assert_all_is_there(&ready(store::open_with(at(home.path()), today(), LATER)));
        let path = home.path().join("drafts.db");
        assert_eq!(asked(&path, "SELECT name FROM offices"), "Text(\"县网信办\")");
        let copy = home.path().join(format!("copies/{}-schema-{version}.db", today()));
        assert_eq!(asked(&copy, "PRAGMA user_version"), format!("Integer({version})"));
        // The program of today leaves it alone.
        let fault = store::open(at(home.path()), today()).unwrap_err();
        assert!(matches!(fault, StoreFault::Newer { .. }), "{fault}");
        // A table of its own version that is gone is damage, and the copies are found.
        rusqlite::Connection::open(&path).unwrap().execute_batch("DROP TABLE offices").unwrap();
        fs::remove_file(home.path().join(format!("copies/{}.db", today()))).unwrap();
        let opened = store::open_with(at(home.path()), today(), LATER).unwrap();
        let Opened::Damaged(damaged) = opened else { panic!("a lost table is not noticed") };
        assert_eq!(damaged.copies[0].day, today().to_string());
        let store = damaged
            .resolve(&Disk, &store::Choice::Copy(0), ("20261128", today()))
            .map_err(|both| both.0)
            .unwrap();
        assert_all_is_there(&store);
    }
}

#[test]
fn a_migration_that_fails_leaves_the_database_as_it_was() {
    const WRONG: &[&[&str]] = &[
        &[
            "CREATE TABLE offices (id INTEGER PRIMARY KEY) STRICT; DROP TABLE receipts; SELECT nothing",
        ],
        &[
            "CREATE TABLE offices (id INTEGER PRIMARY KEY) STRICT",
            "DROP TABLE contents; CREATE TABLE drafts (id)",
        ],
        // Rows that refer to what is gone.
        &["DELETE FROM drafts WHERE id = 1"],
    ];
    for (version, database) in landed() {
        for wrong in WRONG {
            let home = home_with(&database);
            let fault = store::open_with(at(home.path()), today(), wrong).unwrap_err();
            assert!(fault.to_string().contains("drafts.db"), "{fault}");
            let path = home.path().join("drafts.db");
            assert_eq!(asked(&path, "PRAGMA user_version"), format!("Integer({version})"));
            assert_all_is_there(&ready(store::open(at(home.path()), today())));
        }
    }
}
