//! C204: the other days that count, told with the days that are left: they stand deep in the notice, and one
//! that has passed blocks nothing.

use catalog::day_and_hour;
use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::rule::{Look, NO_FIELD, Part, Rule};

pub(super) const RULE: Rule = Rule {
    name: "inner_deadline",
    codes: &[Code::InnerDeadline],
    looks: &[Look::Whole(NO_FIELD, &[Part::Today], inner_deadline)],
};

fn inner_deadline(input: Input<'_>, findings: &mut Vec<Finding>) {
    for deadline in &input.case.call.deadlines {
        let days = (deadline.day - input.today).get_days();
        let left = match days {
            0 => "今天截止".to_owned(),
            1.. => format!("还有 {days} 天"),
            _ => format!("已过 {} 天", -days),
        };
        let by = day_and_hour(deadline.day, deadline.hour);
        let message = format!("{}：{by} 以前，{left}。", deadline.what);
        let code = Code::InnerDeadline;
        let finding = Finding::new(code, Severity::Note, FieldPath::case(), message);
        findings.push(finding.source(&deadline.source));
    }
}
