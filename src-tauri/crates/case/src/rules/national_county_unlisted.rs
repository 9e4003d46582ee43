//! F126, F127: a national poverty county that is not named as one, and a place that is named as one and is
//! none.

use catalog::CheckRule;
use catalog::regions::{National, national};
use foundation::{Code, FieldPath, Finding};
use serde_json::json;

use super::{Look, short};
use crate::places::{county_of, national_counties, regions_of};
use crate::value::Region;

pub(super) fn national_county_unlisted(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in look.checks() {
        let CheckRule::NationalCounties { list, national: named } = &check.rule else { continue };
        let regions_in = |id: &str| look.case.value(id).map(regions_of).unwrap_or_default();
        let (all, marked) = (national_counties(regions_in(list)), regions_in(named));
        if marked.is_empty() {
            continue;
        }
        let is_marked = |county: &&Region| {
            let code = county.code.as_deref();
            marked.iter().any(|region| county_of(region).map(|found| found.code) == code)
        };
        let missing: Vec<&Region> = all.iter().filter(|county| !is_marked(county)).collect();
        if !missing.is_empty() {
            let names: Vec<&str> = missing.iter().map(|county| county.text.as_str()).collect();
            let with_missing: Vec<&Region> = marked.iter().chain(missing).collect();
            let label = look.label(named);
            let message = format!("“{label}”里少了：{}。", names.join("、"));
            let hint = format!("“{}”里有这些国家级贫困县，请一并注明。", look.label(list));
            let finding = look.weighed(Code::NationalCountyUnlisted, check, named, message, &hint);
            findings.push(finding.suggestion(json!(with_missing)));
        }
        for (index, region) in marked.iter().enumerate() {
            let path = FieldPath::field(named).child(index + 1);
            if let Some((message, hint)) = wrongly_marked(region, &all, &look.label(list)) {
                let code = Code::NotANationalCounty;
                findings.push(look.weighed_at(code, check, path, message, hint));
            }
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
