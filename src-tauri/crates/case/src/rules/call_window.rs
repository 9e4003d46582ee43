//! C203: where today lies in the window of the call. Told, never blocking: a late case may still be taken,
//! and only the office can say so.

use catalog::day_and_hour;
use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::rule::{Look, NO_FIELD, Part, Rule};

pub(super) const RULE: Rule = Rule {
    name: "call_window",
    codes: &[Code::CallWindow],
    looks: &[Look::Whole(NO_FIELD, &[Part::Today], call_window)],
};

fn call_window(input: Input<'_>, findings: &mut Vec<Finding>) {
    let call = &input.case.call;
    let days = |until: foundation::Date| (until - input.today).get_days();
    let closes = day_and_hour(call.closes, call.closing_hour);
    let message = if !call.is_dated() {
        "征集的起止日期没有写，请照通知核对。".to_owned()
    } else if input.today < call.opens {
        format!("征集还没有开始：{} 开始，还有 {} 天。", call.opens, days(call.opens))
    } else if input.today > call.closes {
        format!("征集已于 {closes} 截止，过去 {} 天。", -days(call.closes))
    } else if input.today == call.closes {
        format!("征集今天（{closes}）截止。")
    } else {
        format!("征集 {closes} 截止，还有 {} 天。", days(call.closes))
    };
    findings.push(
        Finding::new(Code::CallWindow, Severity::Note, FieldPath::case(), message)
            .source(&call.window_source),
    );
}
