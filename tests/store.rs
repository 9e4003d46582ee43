//! The drafts on a real disk, in a real SQLite file: one program at a time, damage set aside, copies.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests"
)]

mod homes;

use std::fs;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::process::Command;

use disk::Disk;
use foundation::{Digest, Identity, Revision, Stamp, Unwatched};
use store::{
    Choice, Draft, DraftRow, Occasion, Opened, Receipt, Saving, Search, Step, Store, StoreFault,
    Version, open,
};
use tempfile::TempDir;

use homes::{at, opened, ready, row, today, try_opened};

/// A case that is called by a number, after so many changes.
fn identity(number: u8, changes: u64) -> Identity {
    let id = format!("{number:032}").parse().unwrap();
    Identity { id, revision: Revision::new(changes).unwrap() }
}

fn everything() -> Search {
    Search { limit: 100, ..Search::default() }
}

fn titles(store: &Store, search: &Search) -> Vec<String> {
    store.list(search).unwrap().0.into_iter().map(|listed| listed.row.title).collect()
}

#[test]
fn a_draft_comes_back_as_it_was_saved() {
    let home = TempDir::new().unwrap();
    let store = ready(home.path());
    let id = store.make(&row(""), "{}", 1).unwrap();
    let step = |number, changes: &str| Step { number, changes: changes.into() };
    let mut saving = Saving {
        id,
        row: row("𠮷林“一店带多户”"),
        case_file: "{\"format\":1}".into(),
        steps: vec![step(1, "a"), step(2, "b")],
        last_step: 2,
        done: 2,
        now: 2,
    };
    store.save(&saving).unwrap();
    drop(store);
    let store = ready(home.path());
    let Draft { row: saved, case_file, steps, done, flaws, flaw } = store.draft(id).unwrap();
    assert_eq!((&saved, case_file.as_str(), done), (&saving.row, "{\"format\":1}", 2));
    assert_eq!(steps, [step(1, "a"), step(2, "b")]);
    assert_eq!((flaws, flaw), (store::Flaws::default(), None));
    // One step back and another on: the step that was undone is gone.
    saving.steps = vec![step(2, "c")];
    store.save(&saving).unwrap();
    assert_eq!(store.draft(id).unwrap().steps, [step(1, "a"), step(2, "c")]);
    saving.id = store::DraftId(99);
    assert!(matches!(store.save(&saving), Err(StoreFault::NoDraft)));
}

#[test]
fn drafts_are_found_copied_and_brought_back_from_the_bin() {
    let home = TempDir::new().unwrap();
    let store = ready(home.path());
    let first = store.make(&row("电商100%"), "{}", 1).unwrap();
    store.make(&row("网络扶智"), "{}", 2).unwrap();
    assert_eq!(titles(&store, &everything()), ["网络扶智", "电商100%"]);
    for (words, found) in [("扶智", 1), ("%", 1), ("_", 0), ("没有", 0)] {
        let search = Search { words: words.into(), ..everything() };
        assert_eq!(store.list(&search).unwrap().1, found, "{words}");
    }
    let from = home.path().join("photo.jpg");
    fs::write(&from, b"photo").unwrap();
    let kept = Store::keep(at(home.path()), &from, &Unwatched).unwrap().kept;
    store.name_kept(first, &[("photo.jpg".into(), kept.clone())]).unwrap();
    let copy = store.copy(first, identity(1, 0), 3).unwrap();
    assert_eq!(store.kept_of(copy).unwrap(), [("photo.jpg".to_owned(), kept)]);
    store.set_binned(first, Some(4)).unwrap();
    assert_eq!(titles(&store, &everything()), ["电商100%", "网络扶智"]);
    let bin = Search { binned: true, ..everything() };
    assert_eq!(titles(&store, &bin), ["电商100%"]);
    store.set_binned(first, None).unwrap();
    assert_eq!(titles(&store, &bin), [""; 0]);
    let one = Search { limit: 1, ..everything() };
    let (listed, count) = store.list(&one).unwrap();
    assert_eq!((listed.len(), count), (1, 3));
}

#[test]
fn a_case_has_one_draft_and_a_copy_is_another_case() {
    let home = TempDir::new().unwrap();
    let store = ready(home.path());
    let stamp = |number, changes, says: &[u8]| {
        Some(Stamp { identity: identity(number, changes), content: Digest::of(says) })
    };
    let signed = |title: &str, stamp| DraftRow { stamp, ..row(title) };
    let first = store.make(&signed("一", stamp(1, 0, b"a")), "{}", 1).unwrap();
    assert!(store.make(&signed("二", stamp(1, 5, b"b")), "{}", 1).is_err(), "one case, one draft");
    let found = store.draft_of(identity(1, 0).id).unwrap().unwrap();
    assert_eq!((found.id, found.row.stamp), (first, stamp(1, 0, b"a")));
    assert_eq!(store.draft_of(identity(2, 0).id).unwrap(), None);
    let copy = store.copy(first, identity(2, 0), 2).unwrap();
    assert_eq!(store.draft(copy).unwrap().row.stamp, stamp(2, 0, b"a"));
    // A draft of an older version is signed once, and its copy by itself.
    let old = store.make(&row("旧"), "{}", 3).unwrap();
    let of_old = store.copy(old, identity(3, 0), 4).unwrap();
    assert_eq!(store.draft(of_old).unwrap().row.stamp, None);
    for number in [4, 5] {
        store.sign(old, stamp(number, 0, b"c").unwrap()).unwrap();
    }
    assert_eq!(store.draft(old).unwrap().row.stamp, stamp(4, 0, b"c"));
    let receipt = Receipt {
        moment: 5,
        folder: "/报送".into(),
        list: "清单".into(),
        stamp: stamp(1, 7, b"d"),
    };
    store.note_receipt(first, &receipt).unwrap();
    assert_eq!(store.receipts(first).unwrap(), [receipt]);
}

/// What of a draft is kept of before: when and why, the last first.
fn moments(store: &Store, id: store::DraftId) -> Vec<(i64, Occasion)> {
    let versions = store.kept_versions(id).unwrap().into_iter();
    versions.map(|row| (row.version.moment, row.version.occasion)).collect()
}

/// Saves a draft as saying something else.
fn say(store: &Store, id: store::DraftId, says: &str, now: i64) {
    let content = Digest::of(says.as_bytes());
    let stamp = Some(Stamp { identity: identity(1, 1), content });
    let row = DraftRow { stamp, ..row("一") };
    let (case_file, steps) = (says.to_owned(), Vec::new());
    store.save(&Saving { id, row, case_file, steps, last_step: 0, done: 0, now }).unwrap();
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

#[test]
fn what_was_said_before_is_kept_now_and_then_and_thinned() {
    let home = TempDir::new().unwrap();
    let store = ready(home.path());
    let id = store.make(&row("一"), "made", 0).unwrap();
    // Two hours without a pause: one each ten minutes at most.
    (1..=480).for_each(|at| say(&store, id, &format!("{at}"), at * MINUTE / 4));
    let kept = moments(&store, id);
    assert_eq!(kept.len(), 11, "{kept:?}");
    assert!(kept.windows(2).all(|two| two[0].0 - two[1].0 >= 10 * MINUTE), "{kept:?}");
    // After a pause what stood before it is kept, however short the work before was.
    say(&store, id, "then", 3 * 60 * MINUTE);
    assert_eq!(moments(&store, id)[0].0, 120 * MINUTE);
    // What says the same as before is none.
    say(&store, id, "then", 5 * 60 * MINUTE);
    assert_eq!(moments(&store, id).len(), 12);
    // A day later one of that day is left, a quarter later one of that month: the last of each. What was sent stays.
    let sent = Version {
        moment: 5 * 60 * MINUTE,
        occasion: Occasion::Exported,
        note: "报送".into(),
        case_file: "then".into(),
        stamp: None,
    };
    let receipt = Receipt { moment: 1, folder: "报送".into(), list: "单".into(), stamp: None };
    store.note_sent(id, &receipt, &sent).unwrap();
    store.keep_version(id, &sent).unwrap();
    for day in 2..100 {
        for hour in [1, 2] {
            say(&store, id, &format!("{day} {hour}"), day * DAY + hour * 60 * MINUTE);
        }
    }
    let kept = moments(&store, id);
    let edited: Vec<i64> = kept
        .iter()
        .filter(|(_, occasion)| *occasion == Occasion::Edited)
        .map(|(moment, _)| moment / DAY)
        .collect();
    assert_eq!(kept.len() - edited.len(), 1, "twice is once: {kept:?}");
    let (days, months): (Vec<i64>, Vec<i64>) = edited.iter().partition(|day| **day >= 68);
    assert_eq!(months.len(), 3, "{edited:?}");
    let once = days.iter().filter(|day| **day < 98).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(once.len(), days.iter().filter(|day| **day < 98).count(), "{edited:?}");
    assert!(once.len() >= 29, "{edited:?}");
    // They are part of what is whole, in the copies too, and what is changed on the disk is told and left out.
    assert!(store.is_whole(id).unwrap());
    let last = store.kept_versions(id).unwrap()[0].id;
    drop(store);
    sqlite(home.path(), &format!("UPDATE versions SET case_file = 'other' WHERE id = {last}"));
    let store = ready(home.path());
    assert!(!store.is_whole(id).unwrap());
    assert!(store.draft_to_edit(id).unwrap().flaws.versions);
    assert_eq!(moments(&store, id), kept[1..]);
    say(&store, id, "mended", 101 * DAY);
    assert!(store.is_whole(id).unwrap());
}

#[test]
fn the_second_program_is_told_and_changes_nothing() {
    let home = TempDir::new().unwrap();
    let store = ready(home.path());
    let fault = open(at(home.path()), today()).unwrap_err();
    assert!(matches!(fault, StoreFault::InUse));
    assert!(fault.to_string().contains("已经打开"), "{fault}");
    drop(store);
    ready(home.path());
}

#[test]
fn a_later_schema_is_left_alone() {
    let home = TempDir::new().unwrap();
    drop(ready(home.path()));
    sqlite(home.path(), "PRAGMA user_version = 99");
    let fault = try_opened(home.path()).unwrap_err();
    assert!(matches!(fault, StoreFault::Newer { found: 99, .. }), "{fault}");
}

/// Another program's hand on the database.
fn sqlite(home: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(home.join("drafts.db")).unwrap();
    connection.execute_batch(sql).unwrap();
}

/// A home with two drafts and a copy of them, whose database is then spoilt at some place.
fn damaged_home(spoil: impl Fn(&Path)) -> TempDir {
    let home = TempDir::new().unwrap();
    let store = ready(home.path());
    for title in ["第一份", "第二份"] {
        store.make(&row(title), &"长".repeat(9000), 7).unwrap();
    }
    store.keep_copy(&Disk, today()).unwrap();
    drop(store);
    spoil(&home.path().join("drafts.db"));
    home
}

#[test]
fn a_damaged_database_is_set_aside_and_the_copy_offered() {
    type Spoil = fn(&Path);
    let spoilings: [(&str, Spoil); 4] = [
        ("no database at all", |path| fs::write(path, "这不是数据库".repeat(99)).unwrap()),
        ("a page overwritten", |path| {
            let file = fs::OpenOptions::new().write(true).open(path).unwrap();
            let length = file.metadata().unwrap().len();
            (1..length / 4096).for_each(|page| file.write_all_at(&[7; 64], page * 4096).unwrap());
        }),
        ("cut off", |path| {
            let file = fs::OpenOptions::new().write(true).open(path).unwrap();
            file.set_len(file.metadata().unwrap().len() / 2).unwrap();
        }),
        ("our tables gone", |path| sqlite(path.parent().unwrap(), "DROP TABLE contents")),
    ];
    for (name, spoil) in spoilings {
        for choice in [Choice::Copy(0), Choice::Empty, Choice::Readable] {
            let home = damaged_home(spoil);
            let before = fs::read(home.path().join("drafts.db")).unwrap();
            let Opened::Damaged(damaged) = opened(home.path()) else {
                panic!("{name}: not noticed")
            };
            let copy = damaged.copies[0].clone();
            assert_eq!((copy.drafts, copy.changed, copy.day.as_str()), (2, Some(7), "2020-06-20"));
            assert_eq!(copy.titles, ["第二份", "第一份"]);
            assert_eq!(fs::read(damaged.path()).unwrap(), before, "{name}: written to");
            let store = damaged
                .resolve(&Disk, &choice, ("20200620", today()))
                .map_err(|both| both.0)
                .unwrap();
            let expected: &[&str] =
                if choice == Choice::Empty { &[] } else { &["第二份", "第一份"] };
            assert_eq!(titles(&store, &everything()), expected, "{name}");
            let aside = home.path().join("damaged-20200620/drafts.db");
            assert_eq!(fs::read(aside).unwrap(), before, "{name}: not set aside whole");
        }
    }
}

#[test]
fn a_damaged_database_is_never_copied_over_a_good_copy() {
    let home = damaged_home(|path| {
        let file = fs::OpenOptions::new().write(true).open(path).unwrap();
        file.write_all_at(&[7; 64], 4096 * 2).unwrap();
    });
    let copy = home.path().join("copies/2020-06-20.db");
    let before = fs::read(&copy).unwrap();
    drop(opened(home.path()));
    assert_eq!(fs::read(copy).unwrap(), before);
}

#[test]
fn a_full_disk_leaves_what_was_saved() {
    let home = TempDir::new().unwrap();
    let store = ready(home.path());
    let id = store.make(&row("原稿"), "{}", 1).unwrap();
    drop(store);
    // A bound on the file's pages is what a full disk looks like to SQLite.
    let store = ready(home.path());
    let mut saving = Saving {
        id,
        row: row("新稿"),
        case_file: "长".repeat(4 << 20),
        steps: Vec::new(),
        last_step: 0,
        done: 0,
        now: 2,
    };
    store.limit_pages(40);
    let fault = store.save(&saving).unwrap_err();
    assert!(fault.to_string().contains("磁盘已满"), "{fault}");
    assert_eq!(store.draft(id).unwrap().row.title, "原稿");
    saving.case_file = "短".into();
    store.save(&saving).unwrap();
    assert_eq!(store.draft(id).unwrap().row.title, "新稿");
}

/// Child of the next test: saves until it is killed, and says what it has saved.
#[test]
fn child_that_saves_until_it_is_killed() {
    let Some(home) = std::env::var_os("STORE_CHILD_HOME") else { return };
    let store = ready(Path::new(&home));
    let id = store.make(&row("0"), "{}", 0).unwrap();
    for number in 1.. {
        let text = number.to_string();
        let saving = Saving {
            id,
            row: row(&text),
            case_file: text.repeat(2000),
            steps: vec![Step { number, changes: text.clone() }],
            last_step: number,
            done: number,
            now: i64::from(number),
        };
        store.save(&saving).unwrap();
        // Straight to the pipe: the harness holds `println!` back.
        use std::io::Write as _;
        writeln!(std::io::stderr(), "saved {} {number}", id.0).unwrap();
    }
}

#[test]
fn what_was_saved_survives_sigkill() {
    use std::io::{BufRead as _, BufReader};
    let home = TempDir::new().unwrap();
    for round in 0..8 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child_that_saves_until_it_is_killed", "--nocapture"])
            .env("STORE_CHILD_HOME", home.path())
            .stderr(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut saved = (0, 0);
        for _ in 0..5 + round * 7 {
            let line = lines.next().unwrap().unwrap();
            let numbers: Vec<i64> = line.split(' ').skip(1).map(|n| n.parse().unwrap()).collect();
            saved = (numbers[0], numbers[1]);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let store = ready(home.path());
        let draft = store.draft(store::DraftId(saved.0)).unwrap();
        let number: i64 = draft.row.title.parse().unwrap();
        assert!(number >= saved.1, "{number} is older than {}", saved.1);
        assert_eq!(draft.case_file, draft.row.title.repeat(2000));
        assert_eq!(i64::from(draft.done), number);
    }
}

#[test]
fn nothing_where_there_was_something_is_a_loss() {
    let spoilings: [fn(&Path); 2] =
        [|path| fs::write(path, "").unwrap(), |path| fs::remove_file(path).unwrap()];
    for spoil in spoilings {
        let home = damaged_home(spoil);
        let Opened::Damaged(damaged) = opened(home.path()) else {
            panic!("an empty place counts as new")
        };
        // Whoever begins anew still has the copy: beside the damaged one, whatever is copied later.
        let store = damaged
            .resolve(&Disk, &Choice::Empty, ("20200620", today()))
            .map_err(|both| both.0)
            .unwrap();
        store.keep_copy(&Disk, today()).unwrap();
        drop(store);
        let store = ready(home.path());
        store.make(&row("新的一份"), "{}", 9).unwrap();
        store.keep_copy(&Disk, today()).unwrap();
        let aside = home.path().join("damaged-20200620/copy-2020-06-20.db");
        let copy = rusqlite::Connection::open(aside).unwrap();
        let count: i64 = copy.query_row("SELECT count(*) FROM drafts", [], |r| r.get(0)).unwrap();
        assert_eq!(count, 2);
    }
    // A home that has never held anything is new.
    drop(ready(TempDir::new().unwrap().path()));
}

#[test]
fn a_pipe_is_not_waited_for() {
    let home = TempDir::new().unwrap();
    let pipe = home.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(
        Store::keep(at(home.path()), &pipe, &Unwatched).unwrap_err().to_string().contains("pipe")
    );
}
