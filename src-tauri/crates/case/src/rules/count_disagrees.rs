//! F111: a stated number and the length of the list beside it differ.

use catalog::FormCheck;
use foundation::{Code, Finding, Severity};

use super::{Look, about};
use crate::value::Value;

pub(super) fn count_disagrees(look: Look<'_>, findings: &mut Vec<Finding>) {
    for form in look.case.forms() {
        for check in &form.checks {
            let FormCheck::CountOf { count, list, source } = check else { continue };
            let (Some(Value::Integer(number)), Some(Value::Regions(regions))) =
                (look.case.value(count), look.case.value(list))
            else {
                continue;
            };
            let length = regions.iter().filter(|region| !region.text.trim().is_empty()).count();
            if i64::try_from(length) != Ok(*number) {
                let (count_label, list_label) = (look.label(count), look.label(list));
                let message =
                    format!("“{count_label}”是 {number}，“{list_label}”里有 {length} 个。");
                findings.push(
                    about(Code::CountDisagrees, Severity::Warning, count, message)
                        .hint("请使数量与名单一致。")
                        .source(source),
                );
            }
        }
    }
}
