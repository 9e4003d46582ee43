//! F133: the same place twice in one list, perhaps once by its code and once by its words: it would be counted
//! twice.

use std::collections::BTreeMap;

use catalog::Kind;
use foundation::character::is_blank;
use foundation::{Code, Finding, Severity};

use super::region_unknown::{Named, named};
use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::others::other::letters;
use crate::values::value::{Region, Value};

pub(super) const RULE: Rule = Rule {
    name: "region_twice",
    codes: &[Code::RegionTwice],
    looks: &[Look::Value(
        |field| matches!(field.kind, Kind::Regions { .. } | Kind::NumberOrRegions),
        &[],
        region_twice,
    )],
};

fn region_twice(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let Value::Regions(regions) = standing.value else { return };
    let mut seen = BTreeMap::new();
    let filled = regions.iter().enumerate().filter(|(_, r)| !is_blank(&r.text));
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

/// The place by its full name, with what stands behind it.
fn place(region: &Region) -> String {
    match named(region) {
        Named::Place { name, rest, .. } => letters(&format!("{name}{rest}")),
        _ => letters(&region.text),
    }
}
