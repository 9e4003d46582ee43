//! F101: a field that must be filled in is empty. By the form and by the route.

use catalog::Required;
use foundation::{Code, Finding, Severity};

use super::{Look, about};
use crate::derived::required;

pub(super) fn required_missing(look: Look<'_>, findings: &mut Vec<Finding>) {
    let route = look.case.call.route(&look.case.route);
    for field in look.case.fields().filter(|field| look.case.value(&field.id).is_none()) {
        let level = required(look.case, field);
        let by_route = route.filter(|_| level > field.required);
        let label = field.plain_label();
        let (severity, hint) = match level {
            Required::No => continue,
            Required::Advised => (Severity::Warning, "不填也可以报送。"),
            Required::WithReason => (Severity::Warning, "请填写；确实没有的，请写明理由。"),
            Required::Yes => (Severity::Error, "请填写。"),
        };
        let message = match by_route {
            Some(route) if level == Required::Yes => {
                format!("“{label}”没有填写，按“{}”申报时应当填写。", route.title)
            }
            _ => format!("“{label}”没有填写。"),
        };
        let hint =
            if field.help.is_empty() { hint.to_owned() } else { format!("{hint}{}", field.help) };
        let source = by_route.map_or(&field.source, |route| &route.source);
        let finding =
            about(Code::RequiredMissing, severity, &field.id, message).hint(hint).source(source);
        findings.push(match level {
            Required::WithReason => finding.needs_reason(),
            _ => finding,
        });
    }
}
