//! F121: an address of a web page that is none: nobody can look at the report that it should lead to.

use catalog::{AttachmentKind, Kind};
use foundation::character::is_blank;
use foundation::{Code, FieldPath, Finding, Severity};

use super::rule::{Look, NO_FIELD, Part, Rule, Standing};
use super::{Input, short};
use crate::codes::link::is_link;
use crate::values::value::Value;

const HINT: &str = "请从浏览器的地址栏复制，以 http:// 或 https:// 开头。";

pub(super) const RULE: Rule = Rule {
    name: "not_a_link",
    codes: &[Code::NotALink],
    looks: &[
        Look::Value(|field| field.kind == Kind::Links, &[], in_a_field),
        Look::Whole(NO_FIELD, &[Part::Attachments], of_a_report),
    ],
};

fn in_a_field(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let Value::Links(links) = standing.value else { return };
    for (index, link) in links.iter().enumerate() {
        if !is_blank(link) && !is_link(link) {
            let label = &standing.label;
            let what = format!("“{label}”第 {} 个写的是“{}”，不是网址。", index + 1, short(link));
            let path = standing.path.child(index + 1);
            let finding = Finding::new(Code::NotALink, Severity::Error, path, what);
            findings.push(finding.hint(HINT).source(&standing.field.source));
        }
    }
}

fn of_a_report(input: Input<'_>, findings: &mut Vec<Finding>) {
    let reports = input.case.attachments.iter().enumerate();
    for (index, report) in reports.filter(|(_, a)| a.kind == AttachmentKind::MediaReport) {
        if !is_blank(&report.url) && !is_link(&report.url) {
            let what = format!("附件{}的网址写的是“{}”，不是网址。", index + 1, short(&report.url));
            let path = FieldPath::attachment(index);
            findings.push(Finding::new(Code::NotALink, Severity::Error, path, what).hint(HINT));
        }
    }
}
