//! How many cases of a list each quota of their call counts together: what an office sees before it chooses.

use catalog::Weight;

use crate::Case;
use crate::others::grouped::Others;
use crate::others::other::Other;
use crate::rules::over_quota;

/// Cases that a quota counts together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What the quota is about, such as 同一个推荐单位.
    pub what: String,
    /// What the cases agree in, such as 南京市委网信办.
    pub group: String,
    /// Their places in the list.
    pub members: Vec<usize>,
    /// So many at least.
    pub least: Option<u32>,
    /// So many at most.
    pub most: Option<u32>,
    /// How much it weighs.
    pub weight: Weight,
    /// The clause.
    pub source: String,
}

impl Tally {
    /// How many there are beyond the most.
    pub fn surplus(&self) -> usize {
        let most = self.most.map_or(usize::MAX, |most| most as usize);
        self.members.len().saturating_sub(most)
    }
}

/// Every quota of the call with the cases of one call that it counts together, quota by quota.
pub fn tallies(cases: &[&Case]) -> Vec<Tally> {
    let Some(first) = cases.first() else { return Vec::new() };
    let call = &first.call;
    let others = Others::new(call, cases.iter().map(|case| Other::of(case)).collect());
    let mut tallies = Vec::new();
    for (index, quota) in call.quotas.iter().enumerate() {
        for (at, case) in cases.iter().enumerate() {
            let members = others.groups_of(call, at).counted(index);
            if members.first() == Some(&at) {
                tallies.push(Tally {
                    what: quota.what.clone(),
                    group: over_quota::group(quota, case),
                    members: members.to_vec(),
                    least: quota.least,
                    most: quota.most,
                    weight: quota.weight,
                    source: quota.source.clone(),
                });
            }
        }
    }
    tallies
}
