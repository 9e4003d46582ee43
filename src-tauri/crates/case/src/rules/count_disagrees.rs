//! F111: a stated number and the length of the list beside it differ.

use catalog::CheckRule;
use foundation::{Code, Finding};

use super::Look;
use crate::value::Value;

pub(super) fn count_disagrees(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in look.checks() {
        let CheckRule::CountOf { count, list } = &check.rule else { continue };
        let Some(Value::Integer(number)) = look.case.value(count) else { continue };
        let length = match look.case.value(list) {
            Some(Value::Regions(regions)) => {
                regions.iter().filter(|region| !region.text.trim().is_empty()).count()
            }
            Some(Value::Rows(rows)) => {
                rows.iter().filter(|row| row.values().any(|value| !value.is_empty())).count()
            }
            _ => continue,
        };
        if i64::try_from(length) != Ok(*number) {
            let (count_label, list_label) = (look.label(count), look.label(list));
            let message = format!("“{count_label}”是 {number}，“{list_label}”里有 {length} 个。");
            let hint = "请使数量与名单一致。";
            findings.push(look.weighed(Code::CountDisagrees, check, count, message, hint));
        }
    }
}
