//! C207: things of a checklist that nobody has looked through yet, or that were answered with no. Guidance is
//! advice, so the case may go out all the same.

use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::rule::{Look, NO_FIELD, Part, Rule};

pub(super) const RULE: Rule = Rule {
    name: "checklist_open",
    codes: &[Code::ChecklistOpen],
    looks: &[Look::Whole(NO_FIELD, &[Part::Answers], checklist_open)],
};

fn checklist_open(input: Input<'_>, findings: &mut Vec<Finding>) {
    for list in &input.case.call.checklists {
        let open: Vec<_> = list
            .items
            .iter()
            .filter(|item| input.case.answers.get(&item.id) != Some(&true))
            .collect();
        let Some(first) = open.first() else { continue };
        let names: Vec<&str> = open.iter().map(|item| item.name.as_str()).collect();
        let message =
            format!("“{}”还有 {} 条没有确认：{}。", list.title, open.len(), names.join("、"));
        let path = FieldPath::answer(&first.id);
        findings.push(
            Finding::new(Code::ChecklistOpen, Severity::Warning, path, message)
                .hint("请逐条对照，做到的打钩；没有做到也能报送。")
                .source(&list.source),
        );
    }
}
