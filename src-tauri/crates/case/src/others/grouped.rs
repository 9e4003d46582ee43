//! The other cases of a call, in groups of those that agree in what a quota or the double looks at, so that many
//! cases are compared to each other as fast as they are read.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use catalog::{Call, Quota};

use crate::Case;
use crate::others::other::{Other, key};

/// Other cases of a call that are known, in their order. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Others(Arc<Grouped>);

#[derive(Debug, Default)]
struct Grouped {
    all: Vec<Other>,
    /// For each quota of the call the groups that it counts, by what they agree in.
    counted: Vec<Groups>,
    /// Those that are the same project.
    same: Groups,
}

/// Places among all others, from the first to the last, by the folded key that they share.
type Groups = HashMap<String, Vec<usize>>;

impl Others {
    /// Other cases of `call`; those of another call agree with none.
    pub fn new(call: &Call, all: Vec<Other>) -> Self {
        let groups = |by: &[String], counts: &dyn Fn(&Other) -> bool| {
            let mut groups = Groups::new();
            let own = all.iter().enumerate().filter(|(_, other)| other.call == call.id);
            for (index, other) in own.filter(|(_, other)| counts(other)) {
                let Some(key) = key_of(by, |id| other.keys.get(id).map(String::as_str)) else {
                    continue;
                };
                match groups.get_mut(key.as_ref()) {
                    Some(group) => group.push(index),
                    None => drop(groups.insert(key.into_owned(), vec![index])),
                }
            }
            groups
        };
        let of_quota = |quota: &Quota| groups(&quota.by, &|other| counts(quota, &other.route));
        let counted = call.quotas.iter().map(of_quota).collect();
        let same = call.duplicates.as_ref().map(|doubles| groups(&doubles.by, &|_| true));
        Self(Arc::new(Grouped { counted, same: same.unwrap_or_default(), all }))
    }

    /// No other case.
    pub fn none() -> &'static Self {
        static NONE: LazyLock<Others> = LazyLock::new(Others::default);
        &NONE
    }

    /// Every one of them, in their order.
    pub fn all(&self) -> &[Other] {
        &self.0.all
    }

    /// Whether both are the same list, not only alike.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The places of those that the quota at `index` of the call counts together with a case; none where the
    /// quota is not about it.
    pub(crate) fn counted_with(&self, index: usize, case: &Case) -> &[usize] {
        let quota = &case.call.quotas[index];
        let groups = self.0.counted.get(index).filter(|_| counts(quota, &case.route));
        groups.map_or(&[], |groups| find(groups, &quota.by, case))
    }

    /// The groups that the `at`-th of them is in itself.
    pub(crate) fn groups_of<'g>(&'g self, call: &'g Call, at: usize) -> GroupsOf<'g> {
        GroupsOf { others: &self.0, call, other: &self.0.all[at] }
    }

    /// The places of those that are the same project as a case.
    pub(crate) fn same_as(&self, case: &Case) -> &[usize] {
        let doubles = case.call.duplicates.as_ref();
        doubles.map_or(&[], |doubles| find(&self.0.same, &doubles.by, case))
    }
}

/// The groups of one among the others, found by the keys that it has already.
pub(crate) struct GroupsOf<'g> {
    others: &'g Grouped,
    call: &'g Call,
    other: &'g Other,
}

impl<'g> GroupsOf<'g> {
    /// The places of those that the quota at `index` counts, itself among them.
    pub(crate) fn counted(&self, index: usize) -> &'g [usize] {
        let quota = &self.call.quotas[index];
        let groups = self.others.counted.get(index).filter(|_| counts(quota, &self.other.route));
        groups.map_or(&[], |groups| self.of(groups, &quota.by))
    }

    /// The places of those that are the same project, itself among them.
    pub(crate) fn same(&self) -> &'g [usize] {
        let doubles = self.call.duplicates.as_ref();
        doubles.map_or(&[], |doubles| self.of(&self.others.same, &doubles.by))
    }

    fn of(&self, groups: &'g Groups, by: &[String]) -> &'g [usize] {
        let key = key_of(by, |id| self.other.keys.get(id).map(String::as_str));
        key.and_then(|key| groups.get(key.as_ref())).map_or(&[], Vec::as_slice)
    }
}

fn counts(quota: &Quota, route: &String) -> bool {
    quota.routes.is_empty() || quota.routes.contains(route)
}

fn find<'g>(groups: &'g Groups, by: &[String], case: &Case) -> &'g [usize] {
    if groups.is_empty() {
        return &[];
    }
    let keys: Vec<String> = by.iter().map(|id| key(case, id)).collect();
    let mut each = keys.iter().map(String::as_str);
    let key = key_of(by, |_| each.next());
    key.and_then(|key| groups.get(key.as_ref())).map_or(&[], Vec::as_slice)
}

/// What cases agree in; none where one of the fields is empty.
fn key_of<'k>(by: &[String], mut key: impl FnMut(&str) -> Option<&'k str>) -> Option<Cow<'k, str>> {
    let mut key = |id: &String| key(id).filter(|key| !key.is_empty());
    if let [only] = by {
        return key(only).map(Cow::Borrowed);
    }
    // Keys hold letters and digits only.
    let keys: Option<Vec<&str>> = by.iter().map(key).collect();
    keys.map(|keys| Cow::Owned(keys.join("\n")))
}
