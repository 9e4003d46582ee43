//! C212: no national poverty county is named where the call is about them.

use catalog::CheckRule;
use catalog::regions::counties_named_in;
use foundation::{Code, FieldPath, Finding};

use super::Look;
use crate::places::{county_of, regions_of};
use crate::value::Value;

pub(super) fn no_national_county_named(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in look.checks() {
        let CheckRule::NamesNationalCounty { fields } = &check.rule else { continue };
        let values: Vec<&Value> =
            fields.iter().filter_map(|field| look.case.value(field)).collect();
        let names_one = |value: &&Value| match value {
            Value::Text(text) => !counties_named_in(text).is_empty(),
            other => regions_of(other).iter().any(|region| county_of(region).is_some()),
        };
        if values.is_empty() || values.iter().any(names_one) {
            continue;
        }
        let labels: Vec<String> = fields.iter().map(|id| format!("“{}”", look.label(id))).collect();
        let message = format!("{}里没有写到国家级贫困县。", labels.join("、"));
        let hint = "请写明面向哪个国家级贫困县，用全名，例如“安徽省舒城县”。";
        let path = FieldPath::field(&fields[0]);
        findings.push(look.weighed_at(Code::NoNationalCountyNamed, check, path, message, hint));
    }
}
