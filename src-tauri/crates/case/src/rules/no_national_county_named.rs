//! C212: no national poverty county is named where the call is about them.

use catalog::regions::counties_named_in;
use catalog::{Check, CheckRule};
use foundation::{Code, FieldPath, Finding};

use super::Input;
use super::rule::{Look, Rule};
use crate::values::places::{county_of, regions_of};
use crate::values::value::Value;

pub(super) const RULE: Rule = Rule {
    name: "no_national_county_named",
    codes: &[Code::NoNationalCountyNamed],
    looks: &[Look::Check(&[], no_national_county_named)],
};

fn no_national_county_named(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::NamesNationalCounty { fields } = &check.rule else { return };
    let values: Vec<&Value> = fields.iter().filter_map(|field| input.case.value(field)).collect();
    let names_one = |value: &&Value| match value {
        Value::Text(text) => !counties_named_in(text).is_empty(),
        other => regions_of(other).iter().any(|region| county_of(region).is_some()),
    };
    if values.is_empty() || values.iter().any(names_one) {
        return;
    }
    let labels: Vec<String> = fields.iter().map(|id| format!("“{}”", input.label(id))).collect();
    let message = format!("{}里没有写到国家级贫困县。", labels.join("、"));
    let hint = "请写明面向哪个国家级贫困县，用全名，例如“安徽省舒城县”。";
    let path = FieldPath::field(&fields[0]);
    findings.push(input.weighed_at(Code::NoNationalCountyNamed, check, path, message, hint));
}
