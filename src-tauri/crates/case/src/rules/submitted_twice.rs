//! C211: another case is the same project.

use foundation::{Code, FieldPath, Finding};

use super::{Look, weigh};
use crate::other::quoted;

pub(super) fn submitted_twice(look: Look<'_>, findings: &mut Vec<Finding>) {
    let Some(duplicates) = &look.case.call.duplicates else { return };
    let twin = look.others.iter().find(|other| other.agrees(look.case, &duplicates.by));
    let Some(twin) = twin else { return };
    let labels: Vec<String> =
        duplicates.by.iter().map(|id| format!("“{}”", look.label(id))).collect();
    let all = if labels.len() > 1 { "都" } else { "" };
    let twin = quoted(&twin.name);
    let message = format!("与另一个案例{twin}是同一个项目：{}{}相同。", labels.join("、"), all);
    let path = duplicates.by.first().map_or_else(FieldPath::case, |id| FieldPath::field(id));
    let finding = super::error(Code::SubmittedTwice, path, message);
    let hint = "同一个项目只报一次；不是同一个的，请把名称写得能分清。";
    findings.push(weigh(finding, duplicates.weight, hint).source(&duplicates.source));
}
