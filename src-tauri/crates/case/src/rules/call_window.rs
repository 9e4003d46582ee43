//! C203: where today lies in the window of the call. Told, never blocking.

use foundation::{Code, FieldPath, Finding, Severity};

use super::Look;

pub(super) fn call_window(look: Look<'_>, findings: &mut Vec<Finding>) {
    let call = &look.case.call;
    let days = |until: foundation::Date| (until - look.today).get_days();
    let message = if look.today < call.opens {
        format!("征集还没有开始：{} 开始，还有 {} 天。", call.opens, days(call.opens))
    } else if look.today > call.closes {
        format!("征集已于 {} 截止，过去 {} 天。", call.closes, -days(call.closes))
    } else if look.today == call.closes {
        format!("征集今天（{}）截止。", call.closes)
    } else {
        format!("征集 {} 截止，还有 {} 天。", call.closes, days(call.closes))
    };
    findings.push(
        Finding::new(Code::CallWindow, Severity::Note, FieldPath::case(), message)
            .source(&call.window_source),
    );
}
