//! F126, F127: a national poverty county that is not named as one, and a place that is named as one and is
//! none. The list of 832 is fixed, and the form asks for those of it.

use catalog::regions::{National, national};
use catalog::{Check, CheckRule};
use foundation::{Code, FieldPath, Finding};
use serde_json::json;

use super::rule::{Look, Rule};
use super::{Input, short};
use crate::values::places::{county_of, national_counties, regions_of};
use crate::values::value::Region;

pub(super) const RULE: Rule = Rule {
    name: "national_county_unlisted",
    codes: &[Code::NationalCountyUnlisted, Code::NotANationalCounty],
    looks: &[Look::Check(&[], national_county_unlisted)],
};

fn national_county_unlisted(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::NationalCounties { list, national: named } = &check.rule else { return };
    let regions_in = |id: &str| input.case.value(id).map(regions_of).unwrap_or_default();
    let (all, marked) = (national_counties(regions_in(list)), regions_in(named));
    if marked.is_empty() {
        return;
    }
    let is_marked = |county: &&Region| {
        let code = county.code.as_deref();
        marked.iter().any(|region| county_of(region).map(|found| found.code) == code)
    };
    let missing: Vec<&Region> = all.iter().filter(|county| !is_marked(county)).collect();
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|county| county.text.as_str()).collect();
        let with_missing: Vec<&Region> = marked.iter().chain(missing).collect();
        let label = input.label(named);
        let message = format!("“{label}”里少了：{}。", names.join("、"));
        let hint = format!("“{}”里有这些国家级贫困县，请一并注明。", input.label(list));
        let finding = input.weighed(Code::NationalCountyUnlisted, check, named, message, &hint);
        findings.push(finding.suggestion(json!(with_missing)));
    }
    for (index, region) in marked.iter().enumerate() {
        let path = FieldPath::field(named).child(index + 1);
        if let Some((message, hint)) = wrongly_marked(region, &all, &input.label(list)) {
            let code = Code::NotANationalCounty;
            findings.push(input.weighed_at(code, check, path, message, hint));
        }
    }
}

fn wrongly_marked(region: &Region, all: &[Region], list: &str) -> Option<(String, &'static str)> {
    let text = short(region.text.trim());
    match national(region.code.as_deref(), &region.text) {
        _ if text.is_empty() => None,
        National::Yes(county) => {
            let in_list = all.iter().any(|known| known.code.as_deref() == Some(county.code));
            let message = format!("“{text}”不在“{list}”里。");
            (!in_list).then_some((message, "请在名单里补上，或在这里删去。"))
        }
        National::Several(_) => {
            Some((format!("“{text}”不止一处，有的不是国家级贫困县。"), "请写上省、市。"))
        }
        National::No => Some((
            format!("“{text}”不在 832 个国家级贫困县里。"),
            "请检查名称；省定的贫困县不写在这里。",
        )),
    }
}
