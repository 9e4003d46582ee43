//! C211: another case is the same project. One of the two is a slip, or both come by different offices.

use catalog::Duplicates;
use foundation::{Code, FieldPath, Finding};

use super::rule::{Look, Part, Rule};
use super::{Input, weigh};
use crate::Case;
use crate::others::other::{Other, quoted};

pub(super) const RULE: Rule = Rule {
    name: "submitted_twice",
    codes: &[Code::SubmittedTwice],
    looks: &[Look::Whole(of_doubles, &[Part::Others], submitted_twice)],
};

/// The fields by which the same project is recognised.
fn of_doubles(input: Input<'_>) -> Vec<&str> {
    let doubles = input.case.call.duplicates.iter();
    doubles.flat_map(|doubles| &doubles.by).map(String::as_str).collect()
}

fn submitted_twice(input: Input<'_>, findings: &mut Vec<Finding>) {
    let Some(doubles) = &input.case.call.duplicates else { return };
    let first = input.others.same_as(input.case).first();
    findings.extend(first.map(|index| judge(doubles, input.case, &input.others.all()[*index])));
}

/// The finding that a case is the same project as another.
pub(crate) fn judge(doubles: &Duplicates, case: &Case, twin: &Other) -> Finding {
    let label = |id: &String| format!("“{}”", super::label(case, id));
    let labels: Vec<String> = doubles.by.iter().map(label).collect();
    let all = if labels.len() > 1 { "都" } else { "" };
    let (thing, twin) = (&case.call.thing, quoted(&twin.name));
    let message = format!("与另一个{thing}{twin}是同一个项目：{}{all}相同。", labels.join("、"));
    let path = doubles.by.first().map_or_else(FieldPath::case, |id| FieldPath::field(id));
    let finding = super::error(Code::SubmittedTwice, path, message);
    let hint = "同一个项目只报一次；不是同一个的，请把名称写得能分清。";
    weigh(finding, doubles.weight, hint).source(&doubles.source)
}
