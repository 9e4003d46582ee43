//! F133: the same place twice in one list.

use std::collections::BTreeMap;

use foundation::{Code, Finding, Severity};

use super::region_unknown::{Named, named};
use super::{Look, short};
use crate::other::letters;
use crate::value::{Region, Value};

pub(super) fn region_twice(look: Look<'_>, findings: &mut Vec<Finding>) {
    for standing in look.standing() {
        let Value::Regions(regions) = standing.value else { continue };
        let mut seen = BTreeMap::new();
        let filled = regions.iter().enumerate().filter(|(_, r)| !r.text.trim().is_empty());
        for (index, region) in filled {
            let first = *seen.entry(place(region)).or_insert(index);
            if first == index {
                continue;
            }
            let message = format!(
                "“{}”第 {} 处与第 {} 处是同一个地区：{}。",
                standing.label,
                index + 1,
                first + 1,
                short(region.text.trim())
            );
            let path = standing.path.child(index + 1);
            let finding = Finding::new(Code::RegionTwice, Severity::Warning, path, message);
            findings.push(finding.hint("请去掉重复的。").source(&standing.field.source));
        }
    }
}

/// The place by its full name, with what stands behind it.
fn place(region: &Region) -> String {
    match named(region) {
        Named::Place { name, rest, .. } => letters(&format!("{name}{rest}")),
        _ => letters(&region.text),
    }
}
