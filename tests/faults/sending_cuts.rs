//! The power goes while a folder is sent, replayed from what the program really does to the disk: at every step the folder
//! is whole or not there under its name; what lies beside it is temporary, and goes when it is sent again.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test of files and programs"
)]

#[path = "../folders/mod.rs"]
mod folders;
#[path = "../recorded/mod.rs"]
mod recorded;

use std::fs;
use std::path::Path;

use folders::everything_in;
use foundation::{Timestamp, Unwatched};
use paper::Copy;
use recorded::cut::{Chance, WAYS};
use recorded::{asked, record, say};
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use workbench::Workbench;

/// What a name of something unfinished begins with.
const UNFINISHED: &str = ".shenbao-";
/// Where the folder is sent, below the place.
const TARGET: &str = "报送";

fn workbench() -> Workbench {
    // 2020-06-20, noon in China.
    let noon = Timestamp::from_second(1_592_625_600).unwrap();
    Workbench::new(Box::new(noon)).with_program_apart(env!("CARGO_BIN_EXE_shenbao-apart").into())
}

/// Sends the case that lies in a place; gives the name of the folder.
fn send(place: &Path) -> String {
    let workbench = workbench();
    let desk = workbench.desk();
    let open = desk.open(&place.join("案例.json")).unwrap();
    let sent = desk.export(&open, &place.join(TARGET), Copy::Draft, &Unwatched).unwrap();
    sent.folder.file_name().unwrap().to_str().unwrap().to_owned()
}

/// A case with a photo, of which a cleaned copy goes along, and a paper.
fn begun(place: &Path) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/golden");
    fs::copy(golden.join("media_cleaned/a.jpg"), place.join("现场.jpg")).unwrap();
    fs::write(place.join("名单.txt"), "晓天镇\n".repeat(400)).unwrap();
    let text = workbench().desk().new_case("js-2020", None, true).unwrap();
    let mut case: Json = serde_json::from_str(&text).unwrap();
    case["attachments"] = json!([
        {"path": "现场.jpg", "kind": "photo", "caption": "村级服务站"},
        {"path": "名单.txt", "kind": "document"},
    ]);
    fs::write(place.join("案例.json"), case.to_string()).unwrap();
}

/// Does what it is asked for by a test that records it.
#[test]
fn child_that_is_recorded() {
    let Some((_, place)) = asked() else { return };
    say(&format!("sent {}", send(&place)));
}

/// At every step of sending from a place as it is now; `before` is what lay in the target.
fn every_cut(place: &Path, before: &[(String, Vec<u8>)]) {
    let recorded = record(place, "child_that_is_recorded", "send");
    let name = recorded.said(recorded.steps.len()).find_map(|words| words.strip_prefix("sent "));
    let name = name.unwrap().to_owned();
    let good = everything_in(&place.join(TARGET).join(&name));
    assert!(good.len() >= 4, "{good:?}");
    let mut cuts = [0; 2];
    for moment in recorded.moments() {
        let is_told = recorded.said(moment).any(|words| words.starts_with("sent "));
        for way in WAYS {
            let told = format!("step {moment}, {way:?}");
            let state = TempDir::new().unwrap();
            let mut chance = Chance(0x9E37_79B9 + (moment as u64) * 4 + way as u64);
            recorded.put(moment, way, &mut chance, state.path());
            let target = state.path().join(TARGET);
            let is_there = target.join(&name).is_dir();
            cuts[usize::from(is_there)] += 1;
            if is_there {
                assert!(everything_in(&target.join(&name)) == good, "{told}: half a folder");
            }
            assert!(is_there || !is_told, "{told}: it was told that it is there");
            let all = if target.is_dir() { everything_in(&target) } else { Vec::new() };
            let is_ours = |path: &str| path.starts_with(&format!("{name}/"));
            let rest = all.into_iter().filter(|(path, _)| !is_ours(path));
            let (left, rest): (Vec<_>, Vec<_>) =
                rest.partition(|(path, _)| path.starts_with(UNFINISHED));
            assert!(rest == before, "{told}: something else has changed");
            // A third of the states is enough to send again from; what is left over differs little from step to step.
            if left.is_empty() || moment % 3 == 0 {
                continue;
            }
            assert_eq!(send(state.path()), name, "{told}");
            let again = everything_in(&target);
            assert!(again.iter().all(|(path, _)| !path.starts_with(UNFINISHED)), "{told}");
            assert!(everything_in(&target.join(&name)) == good, "{told}: sent again");
        }
    }
    assert!(cuts[0] > 40 && cuts[1] > 3, "{cuts:?}");
}

#[test]
fn a_folder_is_whole_or_not_there_after_a_power_cut() {
    let place = TempDir::new().unwrap();
    begun(place.path());
    every_cut(place.path(), &[]);
}

#[test]
fn a_folder_that_was_sent_before_stays_through_a_power_cut() {
    let place = TempDir::new().unwrap();
    begun(place.path());
    let name = send(place.path());
    let target = place.path().join(TARGET);
    fs::write(target.join(&name).join("盖章扫描件.txt"), "put there by the user").unwrap();
    every_cut(place.path(), &everything_in(&target));
}
