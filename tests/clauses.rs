//! What the notices ask, clause by clause: every id of `clauses/ids.txt` stands in a `SOURCES.md`, every code
//! named there exists, and what is called 已检查 is shown by a golden case (`clauses/*.tsv`).
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use foundation::Code;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize().unwrap()
}

/// A row of a `SOURCES.md`.
struct Clause {
    /// The id of its call.
    call: String,
    place: String,
    ids: Vec<String>,
    state: String,
    note: String,
}

const STATES: [&str; 4] = ["已检查", "已告知", "天然满足", "未实现"];

/// The rows of five cells of every `SOURCES.md`.
fn clauses() -> Vec<Clause> {
    let mut clauses = Vec::new();
    for kind in ["calls", "guidance"] {
        for folder in fs::read_dir(root().join("assets").join(kind)).unwrap() {
            let folder = folder.unwrap();
            let path = folder.path().join("SOURCES.md");
            if !path.exists() {
                continue;
            }
            let name = format!("{}", path.strip_prefix(root()).unwrap().display());
            for (index, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
                let inner = line.trim().strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
                let Some(inner) = inner else { continue };
                let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
                if let [_, _, ids, state, note] = cells[..]
                    && state != "状态"
                    && !state.starts_with("--")
                {
                    clauses.push(Clause {
                        call: folder.file_name().to_string_lossy().into_owned(),
                        place: format!("{name}:{}", index + 1),
                        ids: ids.split('、').map(|id| id.trim().to_owned()).collect(),
                        state: state.to_owned(),
                        note: note.to_owned(),
                    });
                }
            }
        }
    }
    clauses
}

/// The codes of findings that a text names, such as F101.
fn codes_in(text: &str) -> BTreeSet<String> {
    let bytes = text.as_bytes();
    let is_code = |at: usize| {
        b"FCNALK".contains(&bytes[at])
            && bytes[at + 1..at + 4].iter().all(u8::is_ascii_digit)
            && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'-')
            && bytes.get(at + 4).is_none_or(|next| !next.is_ascii_alphanumeric())
    };
    let found = (0..bytes.len().saturating_sub(3)).filter(|at| is_code(*at));
    found.map(|at| text[at..at + 4].to_owned()).collect()
}

/// A call and the id of one of its clauses.
type CallAndId = (String, String);

/// Lines `id code path golden` of `clauses/*.tsv`, by call and id.
fn proofs() -> BTreeMap<CallAndId, Vec<(String, String, String)>> {
    let mut proofs: BTreeMap<CallAndId, Vec<_>> = BTreeMap::new();
    for entry in fs::read_dir(root().join("tests/clauses")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "tsv") {
            continue;
        }
        for line in fs::read_to_string(&path).unwrap().lines().filter(|line| !line.is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, code, place, golden] = cells[..] else { panic!("{}: {line}", path.display()) };
            let proof = (code.to_owned(), place.to_owned(), golden.to_owned());
            let call = path.file_stem().unwrap().to_string_lossy().into_owned();
            proofs.entry((call, id.to_owned())).or_default().push(proof);
        }
    }
    proofs
}

#[test]
fn every_id_stands_in_a_table() {
    let told: BTreeSet<String> = clauses().into_iter().flat_map(|clause| clause.ids).collect();
    let ids = fs::read_to_string(root().join("tests/clauses/ids.txt")).unwrap();
    let ids: Vec<&str> = ids.lines().collect();
    // 93 fields, 61 rules, 12 outputs, 14 steps, 3 patterns, 3 contacts, 9 seals, 17 rows of guidance.
    assert_eq!(ids.len(), 212);
    let missing: Vec<&&str> = ids.iter().filter(|id| !told.contains(**id)).collect();
    assert!(missing.is_empty(), "in no SOURCES.md: {missing:?}");
}

#[test]
fn every_state_is_one_of_four_and_says_why() {
    for clause in clauses() {
        assert!(STATES.contains(&clause.state.as_str()), "{}: {}", clause.place, clause.state);
        assert!(!clause.note.is_empty(), "{}: no word about it", clause.place);
    }
}

#[test]
fn every_code_that_is_named_exists() {
    let known: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    for clause in clauses() {
        for code in codes_in(&clause.note) {
            assert!(known.contains(code.as_str()), "{}: there is no {code}", clause.place);
        }
    }
}

#[test]
fn what_is_checked_has_a_golden_case_that_shows_it() {
    let proofs = proofs();
    let mut wrong = Vec::new();
    for clause in clauses().iter().filter(|clause| clause.state == "已检查") {
        let codes = codes_in(&clause.note);
        if codes.is_empty() {
            wrong.push(format!("{}: checked, but no code is named", clause.place));
        }
        let shown_for = |id: &String| {
            let lines = proofs.get(&(clause.call.clone(), id.clone())).into_iter().flatten();
            lines.map(|(code, ..)| code.clone()).collect::<BTreeSet<String>>()
        };
        let shown: Vec<BTreeSet<String>> = clause.ids.iter().map(shown_for).collect();
        for (id, shown) in clause.ids.iter().zip(&shown) {
            if shown.is_disjoint(&codes) {
                wrong.push(format!("{}: no golden case shows {id} ({codes:?})", clause.place));
            }
        }
        for code in codes.iter().filter(|code| shown.iter().all(|shown| !shown.contains(*code))) {
            wrong.push(format!("{}: no golden case shows {code}", clause.place));
        }
    }
    for ((call, id), lines) in &proofs {
        for (code, place, golden) in lines {
            let path = root().join("tests/golden").join(golden).join("findings.txt");
            let findings = fs::read_to_string(&path).unwrap_or_default();
            let shows = |line: &str| {
                line.starts_with(&format!("{code} ")) && line.ends_with(&format!(" @{place}"))
            };
            if !findings.lines().any(shows) {
                wrong
                    .push(format!("{call} {id}: {} does not show {code} @{place}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
