//! What came in, sorted out: the same state twice, a newer one, an older one, states that were changed apart. It does not
//! matter in which order things come: all that are of one case are looked at together.

use std::collections::BTreeMap;

use foundation::{CaseId, Digest, Stamp};
use serde::Serialize;

/// How a file stands to the collection, as `roundup --json` says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its case was not here.
    New,
    /// Its case is here, in this state.
    Same,
    /// Its case was here in an older state, which is kept beside it.
    Newer,
    /// Its case is here in a newer state.
    Older,
    /// It is the same project as another case.
    Double,
    /// It is of another call.
    OtherCall,
    /// Nothing of it can be taken.
    Broken,
}

/// A file that came, as far as it is told by it which case it holds.
#[derive(Clone, Debug)]
pub struct Coming {
    /// What tells files apart and puts those of one state in order: the shortest and first is taken.
    pub file: String,
    /// Which case in which state.
    pub stamp: Stamp,
    /// The states that went before; none where that is not known.
    pub lineage: Vec<Digest>,
    /// How much comes with it: a package (2) goes before a case file (1) and that before a folder that was sent (0).
    pub weight: u8,
}

/// How a file was sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorted {
    /// How it stands.
    pub state: State,
    /// The place of the one that is taken of its case; its own where it is that.
    pub taken: usize,
    /// The place of another state that was changed apart from it; told of the one that is taken.
    pub diverges_from: Option<usize>,
}

/// Sorts out files of one call, in whatever order they come.
pub fn sort_out(coming: &[Coming]) -> Vec<Sorted> {
    let mut of_case: BTreeMap<CaseId, Vec<usize>> = BTreeMap::new();
    for (at, one) in coming.iter().enumerate() {
        of_case.entry(one.stamp.identity.id).or_default().push(at);
    }
    let mut sorted: Vec<Option<Sorted>> = coming.iter().map(|_| None).collect();
    for places in of_case.into_values() {
        for (at, found) in sort_one(coming, places) {
            sorted[at] = Some(found);
        }
    }
    sorted.into_iter().map(|found| found.expect("each is of one case")).collect()
}

/// Sorts out all that came of one case.
fn sort_one(coming: &[Coming], mut places: Vec<usize>) -> Vec<(usize, Sorted)> {
    // The best of each state first.
    let file_order = |at: usize| {
        let one = &coming[at];
        (u8::MAX - one.weight, one.file.chars().count(), one.file.clone())
    };
    places.sort_by_key(|at| file_order(*at));
    let mut states: Vec<usize> = Vec::new();
    for at in &places {
        if !states.iter().any(|known| content(coming, *known) == content(coming, *at)) {
            states.push(*at);
        }
    }
    let newest = newest(coming, &states);
    let apart = states.iter().copied().find(|at| *at != newest && is_apart(coming, *at, newest));
    let is_alone = states.len() == 1;
    let found = places.into_iter().map(|at| {
        let state = if at == newest && is_alone {
            State::New
        } else if at == newest {
            State::Newer
        } else if states.contains(&at) {
            State::Older
        } else {
            State::Same
        };
        let diverges_from = apart.filter(|_| at == newest);
        (at, Sorted { state, taken: newest, diverges_from })
    });
    found.collect()
}

fn content(coming: &[Coming], at: usize) -> Digest {
    coming[at].stamp.content
}

/// The state that is taken: one that nobody else descends from; of several the one that was changed most often, then the
/// one of the greatest digest, which is the same on every machine.
fn newest(coming: &[Coming], states: &[usize]) -> usize {
    let has_later =
        |at: usize| states.iter().any(|other| *other != at && went_before(coming, at, *other));
    let key = |at: &usize| (coming[*at].stamp.identity.revision, content(coming, *at));
    let ends = states.iter().copied().filter(|at| !has_later(*at)).max_by_key(key);
    // Lineages from elsewhere may lead in a ring.
    ends.or_else(|| states.iter().copied().max_by_key(key)).expect("there is one at least")
}

fn went_before(coming: &[Coming], one: usize, other: usize) -> bool {
    coming[other].lineage.contains(&content(coming, one))
}

/// Whether one state was changed apart from the newest: it did not go before it, or, where nobody knows what went before,
/// both were changed as often.
fn is_apart(coming: &[Coming], one: usize, newest: usize) -> bool {
    if went_before(coming, one, newest) {
        return false;
    }
    let (a, b) = (&coming[one], &coming[newest]);
    if a.lineage.is_empty() || b.lineage.is_empty() {
        return a.stamp.identity.revision == b.stamp.identity.revision;
    }
    true
}

#[cfg(test)]
mod tests {
    use foundation::{Identity, Revision};

    use super::*;

    fn coming(file: &str, (id, revision): (u8, u64), content: &str, lineage: &[&str]) -> Coming {
        let id = format!("{id:032x}").parse().unwrap();
        let identity = Identity { id, revision: Revision::new(revision).unwrap() };
        let content = Digest::of(content.as_bytes());
        let lineage = lineage.iter().map(|state| Digest::of(state.as_bytes())).collect();
        Coming { file: file.into(), stamp: Stamp { identity, content }, lineage, weight: 2 }
    }

    fn states(all: &[Coming]) -> Vec<(String, State, bool)> {
        let sorted = sort_out(all);
        let mut told: Vec<_> = all
            .iter()
            .zip(&sorted)
            .map(|(one, found)| (one.file.clone(), found.state, found.diverges_from.is_some()))
            .collect();
        told.sort_by(|a, b| a.0.cmp(&b.0));
        told
    }

    #[test]
    fn any_order_gives_the_same() {
        let all = vec![
            coming("a1", (1, 1), "one", &[]),
            coming("a2", (1, 3), "two", &["one"]),
            coming("a2-again", (1, 3), "two", &["one"]),
            coming("b", (2, 0), "other", &[]),
            coming("c1", (3, 5), "left", &["root"]),
            coming("c2", (3, 4), "right", &["root"]),
        ];
        let told = states(&all);
        let expected = [
            ("a1", State::Older, false),
            ("a2", State::Newer, false),
            ("a2-again", State::Same, false),
            ("b", State::New, false),
            ("c1", State::Newer, true),
            ("c2", State::Older, false),
        ];
        for ((file, state, apart), wanted) in told.iter().zip(expected) {
            assert_eq!((file.as_str(), *state, *apart), wanted);
        }
        let mut turned = all.clone();
        for _ in 0..turned.len() {
            turned.rotate_left(1);
            assert_eq!(states(&turned), told);
        }
        turned.reverse();
        assert_eq!(states(&turned), told);
    }

    #[test]
    fn case_files_are_compared_by_revision() {
        let all = [coming("a", (1, 1), "one", &[]), coming("b", (1, 2), "two", &[])];
        assert_eq!(states(&all)[1].1, State::Newer);
        assert!(!states(&all)[1].2);
        let all = [coming("a", (1, 2), "one", &[]), coming("b", (1, 2), "two", &[])];
        assert!(states(&all).iter().any(|(.., apart)| *apart));
    }
}
