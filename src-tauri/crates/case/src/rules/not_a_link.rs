//! F121: an address of a web page that is none.

use catalog::{AttachmentKind, Kind};
use foundation::{Code, FieldPath, Finding, Severity};

use super::{Look, short};
use crate::codes::link::is_link;
use crate::value::Value;

const HINT: &str = "请从浏览器的地址栏复制，以 http:// 或 https:// 开头。";

pub(super) fn not_a_link(look: Look<'_>, findings: &mut Vec<Finding>) {
    for standing in look.standing().into_iter().filter(|s| s.field.kind == Kind::Links) {
        let Value::Links(links) = standing.value else { continue };
        for (index, link) in links.iter().enumerate().filter(|(_, link)| !link.trim().is_empty()) {
            if !is_link(link) {
                let label = &standing.label;
                let what =
                    format!("“{label}”第 {} 个写的是“{}”，不是网址。", index + 1, short(link));
                findings.push(
                    Finding::new(
                        Code::NotALink,
                        Severity::Error,
                        standing.path.child(index + 1),
                        what,
                    )
                    .hint(HINT)
                    .source(&standing.field.source),
                );
            }
        }
    }
    let reports = look.case.attachments.iter().enumerate();
    for (index, report) in reports.filter(|(_, a)| a.kind == AttachmentKind::MediaReport) {
        if !report.url.trim().is_empty() && !is_link(&report.url) {
            let what = format!("附件{}的网址写的是“{}”，不是网址。", index + 1, short(&report.url));
            let path = FieldPath::attachment(index);
            findings.push(Finding::new(Code::NotALink, Severity::Error, path, what).hint(HINT));
        }
    }
}
