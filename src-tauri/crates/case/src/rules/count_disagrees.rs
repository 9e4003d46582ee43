//! F111: a stated number and the length of the list beside it differ. Readers count, and then doubt the rest.

use catalog::{Check, CheckRule};
use foundation::character::is_blank;
use foundation::{Code, Finding};

use super::Input;
use super::rule::{Look, Rule};
use crate::values::value::Value;

pub(super) const RULE: Rule = Rule {
    name: "count_disagrees",
    codes: &[Code::CountDisagrees],
    looks: &[Look::Check(&[], count_disagrees)],
};

fn count_disagrees(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::CountOf { count, list } = &check.rule else { return };
    let Some(Value::Integer(number)) = input.case.value(count) else { return };
    let length = match input.case.value(list) {
        Some(Value::Regions(regions)) => {
            regions.iter().filter(|region| !is_blank(&region.text)).count()
        }
        Some(Value::Rows(rows)) => {
            rows.iter().filter(|row| row.values().any(|value| !value.is_empty())).count()
        }
        _ => return,
    };
    if i64::try_from(length) != Ok(*number) {
        let (count_label, list_label) = (input.label(count), input.label(list));
        let message = format!("“{count_label}”是 {number}，“{list_label}”里有 {length} 个。");
        let hint = "请使数量与名单一致。";
        findings.push(input.weighed(Code::CountDisagrees, check, count, message, hint));
    }
}
