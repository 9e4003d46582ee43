//! The power goes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{Node, Recorded, Step};

/// What becomes of what was not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// All of it is there: the program was killed.
    Killed,
    /// None of it is there.
    Lost,
    /// Of the bytes any part, whole or torn; of the names those that were given first, as with a journal.
    Ordered,
    /// Of bytes and names any part.
    Loose,
}

pub(crate) const WAYS: [Way; 4] = [Way::Killed, Way::Lost, Way::Ordered, Way::Loose];

/// What a disk tears last: a write of more is there in part.
const SECTOR: u64 = 512;

/// Numbers that nobody expects, the same each time. Source: Marsaglia, Xorshift RNGs.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

impl Recorded {
    /// The moments at which something is done.
    pub(crate) fn moments(&self) -> std::ops::RangeInclusive<usize> {
        1..=self.steps.len()
    }

    /// What the program had told at a moment.
    pub(crate) fn said(&self, moment: usize) -> impl DoubleEndedIterator<Item = &str> {
        self.steps[..moment].iter().filter_map(|step| match step {
            Step::Said(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Puts into an empty folder what the disk may hold when the power goes behind so many steps.
    pub(crate) fn put(&self, moment: usize, way: Way, chance: &mut Chance, place: &Path) {
        let steps = &self.steps[..moment];
        let synced = |node: usize| {
            steps.iter().rposition(|step| matches!(step, Step::Sync { node: n } if *n == node))
        };
        let is_synced = |at: usize, node: usize| synced(node).is_some_and(|sync| sync > at);
        let named: BTreeSet<usize> = names_that_stay(steps, way, chance, &is_synced);
        let mut nodes = self.nodes.clone();
        for (at, step) in steps.iter().enumerate() {
            match step {
                Step::Name { .. } | Step::Move { .. } | Step::Remove { .. } => {
                    if named.contains(&at) {
                        rename(&mut nodes, step);
                    }
                }
                Step::Write { file, at: offset, bytes } => {
                    let kept = match is_synced(at, *file) {
                        true => Some((0, bytes.len())),
                        false => part(way, chance, bytes.len()),
                    };
                    if let (Some((from, to)), Node::File(all)) = (kept, &mut nodes[*file]) {
                        write(all, usize::try_from(*offset).unwrap() + from, &bytes[from..to]);
                    }
                }
                Step::Length { file, bytes } => {
                    let is_there = is_synced(at, *file) || part(way, chance, 1).is_some();
                    if let (true, Node::File(all)) = (is_there, &mut nodes[*file]) {
                        all.resize(usize::try_from(*bytes).unwrap(), 0);
                    }
                }
                Step::Sync { .. } | Step::Said(_) => {}
            }
        }
        lay_out(&nodes, 0, place);
    }
}

fn names_that_stay(
    steps: &[Step],
    way: Way,
    chance: &mut Chance,
    is_synced: &dyn Fn(usize, usize) -> bool,
) -> BTreeSet<usize> {
    let names = steps.iter().enumerate().filter_map(|(at, step)| match step {
        Step::Name { folder, .. } | Step::Remove { folder, .. } => Some((at, *folder)),
        Step::Move { to, .. } => Some((at, to.0)),
        _ => None,
    });
    let names: Vec<(usize, bool)> = names.map(|(at, folder)| (at, is_synced(at, folder))).collect();
    let last = names.iter().rposition(|(_, is_synced)| *is_synced).map_or(0, |at| at + 1);
    let more = last + usize::try_from(chance.next((names.len() - last) as u64 + 1)).unwrap();
    let stays = |(at, (_, is_synced)): &(usize, &(usize, bool))| match way {
        Way::Killed => true,
        Way::Lost => *is_synced,
        Way::Ordered => *at < more,
        Way::Loose => *is_synced,
    };
    let mut stay: BTreeSet<usize> =
        names.iter().enumerate().filter(stays).map(|(_, (at, _))| *at).collect();
    if way == Way::Loose {
        stay.extend(names.iter().filter(|_| chance.next(2) == 0).map(|(at, _)| *at));
    }
    stay
}

/// Which of so many bytes are there that were not synced.
fn part(way: Way, chance: &mut Chance, bytes: usize) -> Option<(usize, usize)> {
    match way {
        Way::Killed => Some((0, bytes)),
        Way::Lost => None,
        Way::Ordered | Way::Loose => match chance.next(4) {
            0 => None,
            1 if bytes as u64 > SECTOR => {
                let at = chance.next(bytes as u64 / SECTOR) * SECTOR;
                let at = usize::try_from(at).unwrap();
                Some(if chance.next(2) == 0 { (0, at) } else { (at, bytes) })
            }
            _ => Some((0, bytes)),
        },
    }
}

fn folder(nodes: &mut [Node], at: usize) -> &mut BTreeMap<String, usize> {
    match &mut nodes[at] {
        Node::Folder(names) => names,
        Node::File(_) => panic!("a name in a file"),
    }
}

fn rename(nodes: &mut [Node], step: &Step) {
    match step {
        Step::Name { folder: at, name, node } => {
            folder(nodes, *at).insert(name.clone(), *node);
        }
        Step::Remove { folder: at, name } => drop(folder(nodes, *at).remove(name)),
        Step::Move { from, to, node } => {
            folder(nodes, from.0).remove(&from.1);
            folder(nodes, to.0).insert(to.1.clone(), *node);
        }
        _ => {}
    }
}

fn write(all: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if all.len() < at + bytes.len() {
        all.resize(at + bytes.len(), 0);
    }
    all[at..at + bytes.len()].copy_from_slice(bytes);
}

fn lay_out(nodes: &[Node], at: usize, place: &Path) {
    let Node::Folder(names) = &nodes[at] else { return };
    for (name, node) in names {
        let path = place.join(name);
        match &nodes[*node] {
            Node::File(bytes) => fs::write(path, bytes).unwrap(),
            Node::Folder(_) => {
                fs::create_dir(&path).unwrap();
                lay_out(nodes, *node, &path);
            }
        }
    }
}
