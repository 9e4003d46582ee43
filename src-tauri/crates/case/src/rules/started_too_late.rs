//! C205: something began, or is dated, after the last day that the call takes.

use catalog::CheckRule;
use foundation::{Code, Finding};

use super::{Look, compare_moments, shown_moment};

pub(super) fn started_too_late(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in look.checks() {
        let CheckRule::NotAfter { field, until } = &check.rule else { continue };
        let Some(begin) = look.moment(field) else { continue };
        if compare_moments(begin, until).is_le() {
            continue;
        }
        let (label, principle) = (look.label(field), look.in_principle(check));
        let (begin, until) = (shown_moment(begin), shown_moment(until));
        let message = format!("“{label}”是 {begin}，{principle}应不晚于 {until}。");
        findings.push(look.weighed(Code::StartedTooLate, check, field, message, "请检查时间。"));
    }
}
