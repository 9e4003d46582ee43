//! C201: something began before the date from which the call counts.

use catalog::CheckRule;
use foundation::{Code, Finding};

use super::{Look, compare_moments, shown_moment};

pub(super) fn started_too_early(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in look.checks() {
        let CheckRule::NotBefore { field, from } = &check.rule else { continue };
        let Some(begin) = look.moment(field) else { continue };
        if compare_moments(begin, from).is_ge() {
            continue;
        }
        let (label, principle) = (look.label(field), look.in_principle(check));
        let (begin, from) = (shown_moment(begin), shown_moment(from));
        let message = format!("“{label}”是 {begin}，{principle}应在 {from}以后。");
        findings.push(look.weighed(Code::StartedTooEarly, check, field, message, "请检查时间。"));
    }
}
