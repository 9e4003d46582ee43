//! Power cuts, replayed from what the program really does to the disk: at every step the states in which what was not
//! synced is lost, torn, or there without what came before it. Each opens with what was acknowledged, old or new, never
//! half; the other way round, a recovery that is cut off is known.

use std::collections::BTreeMap;
use std::path::Path;

use disk::Disk;
use foundation::Unwatched;
use store::{Choice, DraftId, Opened, Store};
use tempfile::TempDir;

use crate::homes::{at, case_file, home, ids, opened, ready, said, save, today};
use crate::recorded::cut::{Chance, WAYS, Way};
use crate::recorded::{asked, record, say};

const CHILD: &str = "cuts::child_that_is_recorded";

/// Does what it is asked for by a test that records it.
#[test]
fn child_that_is_recorded() {
    let Some((what, place)) = asked() else { return };
    match what.as_str() {
        "save" => {
            let store = ready(&place);
            for state in 4..=7 {
                for number in 1..=3 {
                    save(&store, DraftId(i64::from(number)), number, state, &title(state));
                    say(&format!("saved {number} {state}"));
                }
                if state == 5 {
                    let photo = place.join("files/new.jpg");
                    std::fs::write(&photo, vec![9; 20_000]).unwrap();
                    let kept = Store::keep(at(&place), &photo, &Unwatched).unwrap().kept;
                    store.name_kept(DraftId(1), &[("新的.jpg".into(), kept)]).unwrap();
                    say("kept");
                }
            }
            store.keep_copy(&Disk, today()).unwrap();
        }
        "recover" => {
            let Opened::Damaged(damaged) = opened(&place) else { panic!("not noticed") };
            let stamp = ("20261128", today());
            drop(damaged.resolve(&Disk, &Choice::Readable, stamp).map_err(|both| both.0).unwrap());
            say("recovered");
        }
        other => panic!("{other}"),
    }
}

fn title(state: u32) -> String {
    format!("第 {state} 次写的")
}

/// At each step, in one way and another.
fn every_cut(
    place: &Path,
    what: &str,
    look: impl Fn(&Path, &crate::recorded::Recorded, usize, Way),
) -> usize {
    let recorded = record(place, CHILD, what);
    let mut count = 0;
    for moment in recorded.moments() {
        // Two of the four at each step: what is not synced at one is not at the next either, mostly.
        for way in WAYS.into_iter().skip(moment % 2).step_by(2) {
            let state = TempDir::new().unwrap();
            let mut chance = Chance(0x9E37_79B9 + (moment as u64) * 4 + way as u64);
            recorded.put(moment, way, &mut chance, state.path());
            look(state.path(), &recorded, moment, way);
            count += 1;
        }
    }
    count
}

#[test]
fn what_was_acknowledged_is_there_after_a_power_cut() {
    let (home, before) = home(3, false);
    let count = every_cut(home.path(), "save", |state, recorded, moment, way| {
        let told = format!("step {moment}, {way:?}");
        let mut acknowledged: BTreeMap<u8, u32> = BTreeMap::new();
        for words in recorded.said(moment).filter_map(|words| words.strip_prefix("saved ")) {
            let (number, state) = words.split_once(' ').unwrap();
            acknowledged.insert(number.parse().unwrap(), state.parse().unwrap());
        }
        let Opened::Ready(store) = opened(state) else { panic!("{told}: damaged") };
        assert_eq!(ids(&store).len(), 3, "{told}");
        for (id, was) in &before {
            let number = u8::try_from(id.0).unwrap();
            let (is, flaws) = said(&store, *id).unwrap();
            assert_eq!(flaws, store::Flaws::default(), "{told}");
            let least = acknowledged.get(&number).copied().unwrap_or(3);
            let state = is.done;
            assert!(state >= least, "{told}: {state} of draft {number}, {least} was told");
            match state {
                3 => assert_eq!(&is.case_file, &was.case_file, "{told}"),
                _ => {
                    let lines = 20 + usize::from(number) * 5;
                    assert_eq!(is.case_file, case_file(&title(state), lines), "{told}");
                }
            }
            for (name, kept) in &is.kept {
                let state = Store::check_kept(at(store.home()), kept).unwrap();
                assert_eq!(state, store::KeptState::Whole, "{told}: {name}");
            }
        }
        let is_kept = recorded.said(moment).any(|words| words == "kept");
        assert!(!is_kept || said(&store, DraftId(1)).unwrap().0.kept.len() == 2, "{told}");
    });
    assert!(count > 200, "only {count} states");
}

#[test]
fn a_recovery_under_a_power_cut_is_known_at_the_next_start() {
    let (home, before) = home(3, true);
    crate::recovery::spoil(home.path());
    let count = every_cut(home.path(), "recover", |state, recorded, moment, way| {
        let told = format!("step {moment}, {way:?}");
        let store = match opened(state) {
            Opened::Ready(store) => *store,
            Opened::Damaged(damaged) => {
                let is_done = recorded.said(moment).any(|words| words == "recovered");
                assert!(!is_done, "{told}: damaged again");
                let readable = damaged.readable;
                let sum = readable.whole + readable.from_copies + readable.in_part;
                assert_eq!(sum, before.len(), "{told}: {readable:?}");
                let stamp = ("20261129", today());
                damaged.resolve(&Disk, &Choice::Readable, stamp).map_err(|both| both.0).unwrap()
            }
        };
        for (id, was) in &before {
            assert_eq!(said(&store, *id).unwrap().0.case_file, was.case_file, "{told}");
        }
    });
    assert!(count > 100, "only {count} states");
}
