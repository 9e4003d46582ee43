//! The same project twice: by name and unit, and by texts that are much alike. Linear in the number of cases: what shares
//! a bucket is compared with the first few of it, not each with each.

use std::collections::BTreeMap;

use crate::fingerprint::{Fingerprint, SKETCH};

/// Numbers of a sketch that make a bucket together: with 16 buckets of 4, texts that share half of their pieces meet with a
/// chance of 64 in 100, those that share three quarters always.
const BAND: usize = 4;
/// Judgement: a text that everybody copied fills a bucket; to be compared with some of it is enough to be found.
const MOST_COMPARED: usize = 8;
/// Of 100. Judgement: two reports of one project share more, two projects of one unit by the same hand share less.
const ALIKE: u32 = 50;

/// Two cases that are, or may be, the same project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Double {
    /// The first of them, by place.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// By what they were found.
    pub likeness: Likeness,
}

/// By what a double was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Name and unit are the same, but for width, spaces, marks and the legal form.
    Name,
    /// The texts have about so much of 100 in common.
    Text(u32),
}

/// Every double among these, each second one told once, of the first that it is like.
pub fn doubles(all: &[Fingerprint]) -> Vec<Double> {
    let mut by_name: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut buckets: BTreeMap<(usize, [u64; BAND]), Vec<usize>> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, one) in all.iter().enumerate() {
        let named = (!one.name.is_empty() && !one.unit.is_empty())
            .then(|| *by_name.entry((&one.name, &one.unit)).or_insert(at))
            .filter(|first| *first != at);
        let near = nearest(all, at, &mut buckets);
        let likeness = match (named, near) {
            (Some(first), _) => Some((first, Likeness::Name)),
            (None, Some((first, share))) => Some((first, Likeness::Text(share))),
            (None, None) => None,
        };
        found.extend(likeness.map(|(first, likeness)| Double { first, second: at, likeness }));
    }
    found
}

/// The one before it whose text is most alike, and how much; it is put into its buckets.
fn nearest(
    all: &[Fingerprint],
    at: usize,
    buckets: &mut BTreeMap<(usize, [u64; BAND]), Vec<usize>>,
) -> Option<(usize, u32)> {
    let sketch = all[at].sketch.as_ref()?;
    let mut near: Option<(usize, u32)> = None;
    for band in 0..SKETCH / BAND {
        let key: [u64; BAND] = std::array::from_fn(|number| sketch[band * BAND + number]);
        let bucket = buckets.entry((band, key)).or_default();
        for other in bucket.iter().copied() {
            let share = all[at].likeness(&all[other]).filter(|share| *share >= ALIKE);
            let Some(share) = share else { continue };
            let is_nearer = near
                .is_none_or(|(known, before)| share > before || (share == before && other < known));
            if is_nearer {
                near = Some((other, share));
            }
        }
        if bucket.len() < MOST_COMPARED {
            bucket.push(at);
        }
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, unit: &str) -> Fingerprint {
        Fingerprint { name: name.into(), unit: unit.into(), sketch: None }
    }

    #[test]
    fn a_name_alone_is_no_double() {
        let all = [named("甲", "一"), named("甲", "二"), named("", "一"), named("甲", "一")];
        let found = doubles(&all);
        assert_eq!(found, [Double { first: 0, second: 3, likeness: Likeness::Name }]);
    }
}
