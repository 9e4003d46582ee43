//! Homes to be spoilt.

use std::fs;
use std::path::{Path, PathBuf};

use disk::Disk;
use foundation::{Date, Digest, Identity, Revision, Stamp, Unwatched};
use store::{DraftId, DraftRow, Home, Kept, Opened, Saving, Search, Step, Store, StoreFault};
use tempfile::TempDir;

use crate::folders::copy_all;

pub(crate) fn today() -> Date {
    "2026-11-28".parse().unwrap()
}

pub(crate) fn at(folder: &Path) -> Home<'_> {
    Home { folder, files: &Disk }
}

/// Opens the drafts. A child that another test is starting holds our lock until it has become its own program.
pub(crate) fn opened(home: &Path) -> Opened {
    loop {
        match store::open(at(home), today()) {
            Err(StoreFault::InUse) => std::thread::sleep(std::time::Duration::from_millis(10)),
            opened => return opened.unwrap(),
        }
    }
}

pub(crate) fn ready(home: &Path) -> Store {
    match opened(home) {
        Opened::Ready(store) => *store,
        Opened::Damaged(_) => panic!("the database is damaged"),
    }
}

pub(crate) fn row(number: u8, changes: u64, title: &str) -> DraftRow {
    let id = format!("{number:032}").parse().unwrap();
    let identity = Identity { id, revision: Revision::new(changes).unwrap() };
    let stamp = Some(Stamp { identity, content: Digest::of(title.as_bytes()) });
    let (call, route) = ("js-2020".into(), "self".into());
    DraftRow { call, route, title: title.into(), problems: 3, stamp }
}

/// A case file in its form: a value on each line.
pub(crate) fn case_file(title: &str, lines: usize) -> String {
    let mut text = format!("{{\n  \"format\": 1,\n  \"name\": \"{title}\",\n");
    for line in 0..lines {
        text += &format!("  \"value{line}\": \"电话 025-8320{line:04}，{title}的第 {line} 行\",\n");
    }
    text + "  \"end\": true\n}\n"
}

/// Saves a state of a draft with a step more.
pub(crate) fn save(store: &Store, id: DraftId, number: u8, state: u32, title: &str) {
    let changes =
        format!("{{\"address\":\"values/a\",\"before\":{},\"after\":{state}}}", state - 1);
    let saving = Saving {
        id,
        row: row(number, u64::from(state), title),
        case_file: case_file(title, 20 + usize::from(number) * 5),
        steps: vec![Step { number: state, changes }],
        last_step: state,
        done: state,
        now: 1000 + i64::from(state),
    };
    store.save(&saving).unwrap();
}

/// All that drafts say and have, for telling whether anything is something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) row: DraftRow,
    pub(crate) case_file: String,
    pub(crate) steps: Vec<Step>,
    pub(crate) done: u32,
    pub(crate) kept: Vec<(String, Kept)>,
}

pub(crate) fn said(store: &Store, id: DraftId) -> Result<(Said, store::Flaws), StoreFault> {
    let draft = store.draft(id)?;
    let kept = store.kept_of(id)?;
    let store::Draft { row, case_file, steps, done, flaws, .. } = draft;
    Ok((Said { row, case_file, steps, done, kept }, flaws))
}

/// A home with `drafts` drafts, each saved twice, a photo in each; a copy of all of it; and then saved once more, so that
/// the copy is the state before the last. With `running` it is as a kill leaves it, the last writes beside the database.
pub(crate) fn home(drafts: u8, running: bool) -> (TempDir, Vec<(DraftId, Said)>) {
    let home = TempDir::new().unwrap();
    let store = ready(home.path());
    let mut ids = Vec::new();
    for number in 1..=drafts {
        let title = format!("第{number}份“一店带多户”");
        let id = store.make(&row(number, 0, &title), &case_file(&title, 9), 7).unwrap();
        let photo = home.path().join("a.jpg");
        fs::write(&photo, vec![number; 5000]).unwrap();
        let kept = Store::keep(at(home.path()), &photo, &Unwatched).unwrap().kept;
        fs::remove_file(&photo).unwrap();
        store.name_kept(id, &[("现场.jpg".into(), kept)]).unwrap();
        save(&store, id, number, 1, &title);
        save(&store, id, number, 2, &title);
        ids.push((id, number, title));
    }
    store.keep_copy(&Disk, today()).unwrap();
    for (id, number, title) in &ids {
        save(&store, *id, *number, 3, title);
    }
    let all = ids.iter().map(|(id, ..)| (*id, said(&store, *id).unwrap().0)).collect();
    if running {
        let as_killed = TempDir::new().unwrap();
        copy_all(home.path(), as_killed.path());
        drop(store);
        return (as_killed, all);
    }
    drop(store);
    (home, all)
}

/// Every file below a folder.
pub(crate) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.path().is_dir() {
            true => all.extend(files_in(&entry.path())),
            false => all.push(entry.path()),
        }
    }
    all.sort();
    all
}

/// Every file below a folder with its bytes.
pub(crate) fn bytes_in(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    files_in(folder).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

pub(crate) fn ids(store: &Store) -> Vec<DraftId> {
    let list = |binned| {
        let search = Search { binned, limit: 999, ..Search::default() };
        store.list(&search).unwrap().0.into_iter().map(|listed| listed.id)
    };
    let mut ids: Vec<DraftId> = list(false).chain(list(true)).collect();
    ids.sort();
    ids
}
