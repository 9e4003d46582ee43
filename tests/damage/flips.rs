//! Single bits, and pages, of everything in the home.

use std::fs;
use std::path::Path;

use disk::Disk;
use store::{Choice, DraftId, Flaws, Opened, Store, StoreFault};
use tempfile::TempDir;

use crate::folders::copy_all;
use crate::homes::{Said, at, bytes_in, files_in, home, ids, opened, said, today};

/// A row of numbers that is the same each time. Source: Knuth, MMIX.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }
}

/// What became of a home in which something was changed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    /// Anything was told: when it was opened, in the list, at a draft, at a file.
    noticed: bool,
    /// Something says what was never written, and nothing told so.
    wrong: Vec<String>,
}

/// Opens a spoilt home and goes through all of it; mends what can be mended, and looks that each draft is its last state
/// or, where it was told, the one of the copy.
fn gone_through(home: &Path, before: &[(DraftId, Said)]) -> Outcome {
    let mut outcome = Outcome::default();
    let store = match opened(home) {
        Opened::Ready(store) => *store,
        Opened::Damaged(damaged) => {
            outcome.noticed = true;
            let choice = Choice::Readable;
            damaged.resolve(&Disk, &choice, ("20261128", today())).map_err(|both| both.0).unwrap()
        }
    };
    if ids(&store) != before.iter().map(|(id, _)| *id).collect::<Vec<_>>() {
        outcome.wrong.push(format!("the list has {:?}", ids(&store)));
    }
    let listed = store.list(&store::Search { limit: 999, ..Default::default() }).unwrap().0;
    for listed in &listed {
        let row = before.iter().find(|(id, _)| *id == listed.id).map(|(_, said)| &said.row);
        if listed.flaw.is_some() {
            outcome.noticed = true;
        } else if row != Some(&listed.row) {
            outcome.wrong.push(format!("the list says {:?}", listed.row));
        }
    }
    for (id, was) in before {
        draft(&store, home, (*id, was), &mut outcome);
    }
    for (_, was) in before {
        for (_, kept) in &was.kept {
            let state = Store::check_kept(at(home), kept).unwrap();
            outcome.noticed |= state != store::KeptState::Whole;
        }
    }
    outcome
}

fn draft(store: &Store, home: &Path, (id, was): (DraftId, &Said), outcome: &mut Outcome) {
    let flaw = |store: &Store| {
        let search = store::Search { limit: 999, ..Default::default() };
        let listed = store.list(&search).unwrap().0;
        listed.into_iter().find(|listed| listed.id == id).and_then(|listed| listed.flaw)
    };
    match said(store, id) {
        Ok((is, flaws)) if flaws == Flaws::default() && flaw(store).is_none() => {
            if is != *was {
                outcome.wrong.push(format!("draft {} says {:.300}", id.0, format!("{is:?}")));
            }
        }
        Ok((is, flaws)) => {
            outcome.noticed = true;
            // What the user wrote is his last state, or that of the copy; steps may be fewer, never others.
            let is_last = is.case_file == was.case_file;
            if !is_last && flaw(store).is_none() {
                outcome.wrong.push(format!("draft {} says {:.300}", id.0, is.case_file));
            }
            let steps_are_his = is.steps.iter().all(|step| was.steps.contains(step));
            let kept_are_his = is.kept.iter().all(|kept| was.kept.contains(kept));
            if !steps_are_his || !kept_are_his {
                outcome.wrong.push(format!(
                    "draft {} with {flaws:?}: {:.300}",
                    id.0,
                    format!("{is:?}")
                ));
            }
        }
        Err(StoreFault::Flawed { .. }) => {
            outcome.noticed = true;
            let versions = store.versions(&Disk, id).unwrap();
            let Some(last) = versions.first() else {
                outcome.wrong.push(format!("draft {} has no good version", id.0));
                return;
            };
            store.restore(&Disk, id, &last.copy).unwrap();
            let (is, flaws) = said(store, id).unwrap();
            let is_his = is.steps.iter().all(|step| was.steps.contains(step));
            if flaws != Flaws::default() || !is_his || is.row.title != was.row.title {
                outcome.wrong.push(format!(
                    "draft {} was restored as {:.300}",
                    id.0,
                    format!("{is:?}")
                ));
            }
        }
        Err(fault) => outcome.wrong.push(format!("draft {}: {fault}", id.0)),
    }
    let _ = home;
}

fn flipped(from: &Path, spoil: impl FnOnce(&Path)) -> TempDir {
    let home = TempDir::new().unwrap();
    copy_all(from, home.path());
    spoil(home.path());
    home
}

/// Flips so many bits, one a home, over all the files.
fn flip_bits(count: usize, running: bool, seed: u64, wanted: impl Fn(&Path) -> bool) {
    let (whole, before) = home(6, running);
    let files: Vec<_> = files_in(whole.path()).into_iter().filter(|path| wanted(path)).collect();
    let lengths: Vec<usize> = files.iter().map(|path| fs::read(path).unwrap().len()).collect();
    let all: usize = lengths.iter().sum();
    let mut numbers = Numbers(seed);
    let mut noticed = 0;
    for _ in 0..count {
        let (mut at, mut file) = (numbers.next(all), 0);
        while at >= lengths[file] {
            at -= lengths[file];
            file += 1;
        }
        let bit = numbers.next(8);
        let name = files[file].strip_prefix(whole.path()).unwrap().to_owned();
        let home = flipped(whole.path(), |home| {
            let path = home.join(&name);
            let mut bytes = fs::read(&path).unwrap();
            bytes[at] ^= 1 << bit;
            let _ = fs::remove_file(&path);
            fs::write(&path, bytes).unwrap();
        });
        let outcome = gone_through(home.path(), &before);
        let told = format!("bit {bit} of byte {at} of {}", name.display());
        assert!(outcome.wrong.is_empty(), "{told}: {:#?}", outcome.wrong);
        noticed += usize::from(outcome.noticed);
        // A byte of a photo is always noticed.
        assert!(outcome.noticed || !name.starts_with("files"), "{told}");
    }
    assert!(noticed > 0, "nothing was ever noticed");
}

#[test]
fn a_bit_anywhere_in_the_home_is_noticed_or_says_nothing_else() {
    flip_bits(150, false, 1, |path| !path.ends_with("lock"));
}

#[test]
fn a_bit_of_the_database_is_noticed_or_says_nothing_else() {
    flip_bits(200, false, 2, |path| path.ends_with("drafts.db"));
}

#[test]
fn a_bit_of_what_a_kill_left_is_noticed_or_says_nothing_else() {
    let beside = |path: &Path| {
        path.to_string_lossy().contains("drafts.db") && !path.ends_with("drafts.db-shm")
    };
    flip_bits(150, true, 3, beside);
}

#[test]
fn a_page_that_is_zeroed_costs_no_other_draft() {
    let (whole, before) = home(8, false);
    let pages = fs::read(whole.path().join("drafts.db")).unwrap().len() / 4096;
    for page in 0..pages {
        let home = flipped(whole.path(), |home| {
            let path = home.join("drafts.db");
            let mut bytes = fs::read(&path).unwrap();
            bytes[page * 4096..(page + 1) * 4096].fill(0);
            fs::write(&path, bytes).unwrap();
        });
        let outcome = gone_through(home.path(), &before);
        assert!(outcome.wrong.is_empty(), "page {page}: {:#?}", outcome.wrong);
    }
}

#[test]
fn looking_at_what_is_damaged_changes_nothing() {
    let (whole, _) = home(3, true);
    let home = flipped(whole.path(), |home| {
        let path = home.join("drafts.db");
        let mut bytes = fs::read(&path).unwrap();
        let page = bytes.len() / 4096 - 1;
        bytes[page * 4096..].fill(7);
        bytes[4096..4196].fill(9);
        fs::write(&path, bytes).unwrap();
        // What stands beside it is damaged as well, so that it cannot make it whole again.
        let path = home.join("drafts.db-wal");
        let mut bytes = fs::read(&path).unwrap();
        bytes[40] ^= 1;
        fs::write(path, bytes).unwrap();
    });
    let before = bytes_in(home.path());
    let Opened::Damaged(damaged) = opened(home.path()) else { panic!("not noticed") };
    drop(damaged);
    assert_eq!(bytes_in(home.path()), before);
}

#[test]
fn a_row_of_the_list_keeps_nobody_from_the_others() {
    let (whole, before) = home(5, false);
    let home = flipped(whole.path(), |home| {
        let sql = "UPDATE drafts SET title = '第三份', changed = 99999 WHERE id = 3";
        rusqlite::Connection::open(home.join("drafts.db")).unwrap().execute_batch(sql).unwrap();
    });
    let Opened::Ready(store) = opened(home.path()) else { panic!("all of it is locked away") };
    for (id, was) in &before {
        let (is, flaws) = said(&store, *id).unwrap();
        assert_eq!(is.case_file, was.case_file);
        assert_eq!(flaws.row, id.0 == 3);
        assert_eq!(is.row.stamp, was.row.stamp, "it is the same case");
    }
    // Saved once more it is whole again.
    store.draft_to_edit(DraftId(3)).unwrap();
    crate::homes::save(&store, DraftId(3), 3, 4, "第3份");
    assert_eq!(said(&store, DraftId(3)).unwrap().1, Flaws::default());
    let search = store::Search { limit: 99, ..Default::default() };
    assert!(store.list(&search).unwrap().0.iter().all(|listed| listed.flaw.is_none()));
}

#[test]
fn a_copy_is_replaced_only_by_what_was_checked() {
    let (whole, _) = home(3, false);
    let copy = "copies/2026-11-28.db";
    let before = fs::read(whole.path().join(copy)).unwrap();
    let sql = "UPDATE contents SET case_file = replace(case_file, '025', '026') WHERE draft = 2";
    rusqlite::Connection::open(whole.path().join("drafts.db")).unwrap().execute_batch(sql).unwrap();
    let Opened::Ready(store) = opened(whole.path()) else { panic!("the others are locked away") };
    store.keep_copy(&Disk, today()).unwrap();
    assert_eq!(fs::read(whole.path().join(copy)).unwrap(), before);
    assert!(matches!(store.draft(DraftId(2)), Err(StoreFault::Flawed { .. })));
    assert!(store.readable(DraftId(2)).unwrap().contains("026"));
    let versions = store.versions(&Disk, DraftId(2)).unwrap();
    assert_eq!(versions.len(), 1);
    store.restore(&Disk, DraftId(2), &versions[0].copy).unwrap();
    assert!(store.draft(DraftId(2)).unwrap().case_file.contains("025"));
    store.keep_copy(&Disk, today()).unwrap();
    assert_ne!(fs::read(whole.path().join(copy)).unwrap(), before);
}

#[test]
fn a_photo_that_was_changed_is_mended_by_the_same_file() {
    let (whole, before) = home(1, false);
    let kept = &before[0].1.kept[0].1;
    let path = Store::kept_path(whole.path(), kept.digest);
    let mut bytes = fs::read(&path).unwrap();
    bytes[700] ^= 4;
    fs::remove_file(&path).unwrap();
    fs::write(&path, &bytes).unwrap();
    assert_eq!(Store::check_kept(at(whole.path()), kept).unwrap(), store::KeptState::Altered);
    let again = whole.path().join("again.jpg");
    fs::write(&again, vec![1; 5000]).unwrap();
    let copied = Store::keep(at(whole.path()), &again, &foundation::Unwatched).unwrap();
    assert_eq!(copied.kept, *kept);
    assert_eq!(Store::check_kept(at(whole.path()), kept).unwrap(), store::KeptState::Whole);
}
