//! C206: a project that the call wants to be running has ended.

use catalog::CheckRule;
use foundation::{Code, Finding};

use super::{Look, shown_moment};
use crate::print::year_and_month;
use crate::value::Value;

pub(super) fn no_longer_running(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in look.checks() {
        let CheckRule::StillRunning { field } = &check.rule else { continue };
        let Some(Value::Period { to: Some(end), .. }) = look.case.value(field) else { continue };
        let Some((year, month)) = year_and_month(end) else { continue };
        // The day that counts is the last one of the call, for a case that is looked at afterwards.
        let day = look.today.min(look.case.call.closes);
        if (i32::from(year), i32::from(month)) >= (i32::from(day.year()), i32::from(day.month())) {
            continue;
        }
        let (label, principle) = (look.label(field), look.in_principle(check));
        let message = format!(
            "“{label}”到 {}为止，{principle}应是正在实施的项目。",
            shown_moment(end.trim())
        );
        let hint = "还在实施的，结束时间留空，印作“至今”。";
        findings.push(look.weighed(Code::NoLongerRunning, check, field, message, hint));
    }
}
