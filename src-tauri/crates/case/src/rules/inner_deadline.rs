//! C204: the other days that count, told with the days that are left.

use foundation::{Code, FieldPath, Finding, Severity};

use super::Look;

pub(super) fn inner_deadline(look: Look<'_>, findings: &mut Vec<Finding>) {
    for deadline in &look.case.call.deadlines {
        let days = (deadline.day - look.today).get_days();
        let left = match days {
            0 => "今天截止".to_owned(),
            1.. => format!("还有 {days} 天"),
            _ => format!("已过 {} 天", -days),
        };
        let message = format!("{}：{} 以前，{left}。", deadline.what, deadline.day);
        let code = Code::InnerDeadline;
        let finding = Finding::new(code, Severity::Note, FieldPath::case(), message);
        findings.push(finding.source(&deadline.source));
    }
}
