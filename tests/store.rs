//! The drafts on a real disk, in a real SQLite file: one program at a time, damage set aside, copies,
//! and files kept whole or not at all.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use std::fs;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::process::Command;

use foundation::{Date, Unwatched, Watch};
use store::{Draft, DraftRow, Opened, Saving, Search, Step, Store, StoreFault, open};
use tempfile::TempDir;

fn today() -> Date {
    "2020-06-20".parse().unwrap()
}

/// Opens the drafts. A child that another test is starting holds our lock until it has become its own
/// program: that is waited for.
fn try_opened(home: &Path) -> Result<Opened, StoreFault> {
    for _ in 0..200 {
        match open(home, today()) {
            Err(StoreFault::InUse) => std::thread::sleep(std::time::Duration::from_millis(10)),
            opened => return opened,
        }
    }
    Err(StoreFault::InUse)
}

fn opened(home: &Path) -> Opened {
    try_opened(home).unwrap()
}

fn ready(home: &Path) -> Store {
    match opened(home) {
        Opened::Ready(store) => store,
        Opened::Damaged(_) => panic!("the database is damaged"),
    }
}

fn row(title: &str) -> DraftRow {
    DraftRow { call: "js-2020".into(), route: "self".into(), title: title.into(), problems: 3 }
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
    let mut store = ready(home.path());
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
    let mut store = ready(home.path());
    let Draft { row: saved, case_file, steps, done } = store.draft(id).unwrap();
    assert_eq!((&saved, case_file.as_str(), done), (&saving.row, "{\"format\":1}", 2));
    assert_eq!(steps, [step(1, "a"), step(2, "b")]);
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
    let mut store = ready(home.path());
    let first = store.make(&row("电商100%"), "{}", 1).unwrap();
    store.make(&row("网络扶智"), "{}", 2).unwrap();
    assert_eq!(titles(&store, &everything()), ["网络扶智", "电商100%"]);
    for (words, found) in [("扶智", 1), ("%", 1), ("_", 0), ("没有", 0)] {
        let search = Search { words: words.into(), ..everything() };
        assert_eq!(store.list(&search).unwrap().1, found, "{words}");
    }
    let from = home.path().join("photo.jpg");
    fs::write(&from, b"photo").unwrap();
    let kept = Store::keep(home.path(), &from, &Unwatched).unwrap().kept;
    store.name_kept(first, "photo.jpg", &kept).unwrap();
    let copy = store.copy(first, 3).unwrap();
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
fn the_second_program_is_told_and_changes_nothing() {
    let home = TempDir::new().unwrap();
    let store = ready(home.path());
    let fault = open(home.path(), today()).unwrap_err();
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

/// Everything under a folder, with its bytes.
fn everything_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            let inner = everything_in(&entry.path());
            all.extend(inner.into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            all.push((name, fs::read(entry.path()).unwrap()));
        }
    }
    all.sort();
    all
}

/// A home with two drafts and a copy of them, whose database is then spoilt at some place.
fn damaged_home(spoil: impl Fn(&Path)) -> TempDir {
    let home = TempDir::new().unwrap();
    let mut store = ready(home.path());
    for title in ["第一份", "第二份"] {
        store.make(&row(title), &"长".repeat(9000), 7).unwrap();
    }
    store.keep_copy(today()).unwrap();
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
        for with_copy in [true, false] {
            let home = damaged_home(spoil);
            let before = fs::read(home.path().join("drafts.db")).unwrap();
            let Opened::Damaged(damaged) = opened(home.path()) else {
                panic!("{name}: not noticed")
            };
            let copy = damaged.copy.clone().unwrap();
            assert_eq!((copy.drafts, copy.changed, copy.day.as_str()), (2, Some(7), "2020-06-20"));
            assert_eq!(copy.titles, ["第二份", "第一份"]);
            assert_eq!(fs::read(damaged.path()).unwrap(), before, "{name}: written to");
            let store =
                damaged.resolve(with_copy, "20200620", today()).map_err(|both| both.0).unwrap();
            let expected: &[&str] = if with_copy { &["第二份", "第一份"] } else { &[] };
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
fn a_file_is_kept_once_and_whole_or_not_at_all() {
    let home = TempDir::new().unwrap();
    let from = home.path().join("现场.jpg");
    fs::write(&from, vec![9; 3 << 20]).unwrap();
    let first = Store::keep(home.path(), &from, &Unwatched).unwrap();
    let second = Store::keep(home.path(), &from, &Unwatched).unwrap();
    assert!(first.is_new && !second.is_new);
    assert_eq!(first.kept, second.kept);
    let first = first.kept;
    let path = Store::kept_path(home.path(), &first.digest);
    assert_eq!(fs::read(&path).unwrap(), fs::read(&from).unwrap());
    assert_eq!(first.digest, foundation::Digest::of(&fs::read(&from).unwrap()).to_string());
    let before = everything_in(home.path());
    for gone in ["nothing.jpg", "files"] {
        let fault = Store::keep(home.path(), &home.path().join(gone), &Unwatched).unwrap_err();
        assert!(fault.to_string().contains(gone), "{fault}");
        assert_eq!(everything_in(home.path()), before, "{gone}: something was left behind");
    }
}

#[test]
fn a_full_disk_leaves_what_was_saved() {
    let home = TempDir::new().unwrap();
    let mut store = ready(home.path());
    let id = store.make(&row("原稿"), "{}", 1).unwrap();
    drop(store);
    // A bound on the file's pages is what a full disk looks like to SQLite.
    let mut store = ready(home.path());
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
    let mut store = ready(Path::new(&home));
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
        let store = damaged.resolve(false, "20200620", today()).map_err(|both| both.0).unwrap();
        store.keep_copy(today()).unwrap();
        drop(store);
        let mut store = ready(home.path());
        store.make(&row("新的一份"), "{}", 9).unwrap();
        store.keep_copy(today()).unwrap();
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
    assert!(Store::keep(home.path(), &pipe, &Unwatched).unwrap_err().to_string().contains("pipe"));
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
        let fault = Store::keep(home.path(), &from, &watch).unwrap_err();
        assert!(matches!(fault, StoreFault::Stopped), "{fault}");
        assert!(watch.done.get() <= most + (1 << 20), "it went on");
        assert_eq!(everything_in(home.path()), before);
    }
    let watch = StopAfter { most: u64::MAX, ..StopAfter::default() };
    Store::keep(home.path(), &from, &watch).unwrap();
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
        let kept = Store::keep_from(home.path(), (&mut source, name), length, &Unwatched);
        assert!(kept.unwrap_err().to_string().contains("照片.jpg"), "{length}");
        assert_eq!(everything_in(home.path()), before);
    }
    let mut source: &[u8] = b"photo";
    let kept = Store::keep_from(home.path(), (&mut source, name), 5, &Unwatched).unwrap().kept;
    assert_eq!(fs::read(Store::kept_path(home.path(), &kept.digest)).unwrap(), b"photo");
}

#[test]
fn a_kept_file_is_opened_by_its_name_and_stays_what_it_is() {
    let home = TempDir::new().unwrap();
    drop(ready(home.path()));
    let from = home.path().join("a.jpg");
    fs::write(&from, b"photo").unwrap();
    let kept = Store::keep(home.path(), &from, &Unwatched).unwrap().kept;
    for _ in 0..2 {
        let path = Store::named(home.path(), &kept, "现场 1.jpg").unwrap();
        assert_eq!(path.file_name().unwrap(), "现场 1.jpg");
        assert_eq!(fs::read(&path).unwrap(), b"photo");
        // A program that turns photos writes into them: what is kept stays.
        fs::write(&path, b"turned").unwrap();
    }
    let place = Store::kept_path(home.path(), &kept.digest);
    assert!(fs::metadata(&place).unwrap().permissions().readonly());
    assert_eq!(fs::read(&place).unwrap(), b"photo");
    // A film is not copied for it.
    let film = home.path().join("a.mp4");
    fs::File::create(&film).unwrap().set_len(65 << 20).unwrap();
    let kept_film = Store::keep(home.path(), &film, &Unwatched).unwrap().kept;
    let path = Store::named(home.path(), &kept_film, "会议.mp4").unwrap();
    assert_eq!(Store::named(home.path(), &kept_film, "会议.mp4").unwrap(), path);
    use std::os::unix::fs::MetadataExt as _;
    let number = |path: &Path| fs::metadata(path).unwrap().ino();
    assert_eq!(number(&path), number(&Store::kept_path(home.path(), &kept_film.digest)));
    drop(ready(home.path()));
    assert!(!home.path().join("opened").exists(), "the names go at the next start");
    assert_eq!(fs::read(Store::kept_path(home.path(), &kept.digest)).unwrap(), b"photo");
}

/// The child of the next test: keeps a file that is larger than the system lets it write.
#[test]
fn child_that_keeps_more_than_it_may() {
    let Some(home) = std::env::var_os("STORE_KEEPING_HOME") else { return };
    let home = Path::new(&home);
    let fault = Store::keep(home, &home.join("会议.mp4"), &Unwatched).unwrap_err();
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
    let mut store = ready(home.path());
    let draft = store.make(&row("一"), "{}", 1).unwrap();
    let keep = |text: &str| {
        let from = home.path().join("a.jpg");
        fs::write(&from, text).unwrap();
        Store::keep(home.path(), &from, &Unwatched).unwrap()
    };
    let (named, again, new) = (keep("named"), keep("named"), keep("new"));
    store.name_kept(draft, "a.jpg", &named.kept).unwrap();
    store.take_back(&[named.clone(), again, new.clone()]);
    assert!(Store::kept_path(home.path(), &named.kept.digest).exists());
    assert!(!Store::kept_path(home.path(), &new.kept.digest).exists());
}
