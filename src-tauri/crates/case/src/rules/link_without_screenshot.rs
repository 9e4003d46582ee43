//! A409, A410: a link of a media report without its screenshot, or a screenshot without its link.

use catalog::{AttachmentKind, CheckRule};
use foundation::{Code, FieldPath, Finding, Severity};

use super::Look;
use crate::attachment::Attachment;
use crate::case_file::short;
use crate::codes::link::is_link;
use crate::value::Value;

const NO_LINK: &str = "媒体报道要同时有截图和网址，请写上这篇报道的网址。";

pub(super) fn link_without_screenshot(look: Look<'_>, findings: &mut Vec<Finding>) {
    if !look.checks().any(|check| matches!(check.rule, CheckRule::ScreenshotForEachLink { .. })) {
        findings.extend(reports_without_link(look));
    }
    for check in look.checks() {
        let CheckRule::ScreenshotForEachLink { field } = &check.rule else { continue };
        let reports: Vec<(usize, &Attachment)> = look
            .case
            .attachments
            .iter()
            .enumerate()
            .filter(|(_, attachment)| attachment.kind == AttachmentKind::MediaReport)
            .collect();
        let links = match look.case.value(field) {
            Some(Value::Links(links)) => links.as_slice(),
            _ => &[],
        };
        for (index, link) in links.iter().enumerate().filter(|(_, link)| is_link(link)) {
            if reports.iter().any(|(_, report)| is_same(&report.url, link)) {
                continue;
            }
            let message = format!("第 {} 个网址没有截图：{}。", index + 1, short(link.trim()));
            let hint = "请把截图添加为“媒体报道”附件，并在它的网址一栏写上同一个网址。";
            let path = FieldPath::field(field).child(index + 1);
            findings.push(look.weighed_at(Code::LinkWithoutScreenshot, check, path, message, hint));
        }
        for (index, report) in &reports {
            let what = format!("附件{}（{}）", index + 1, short(&report.path));
            let (message, hint) = if report.url.trim().is_empty() {
                (format!("{what}没有网址。"), NO_LINK.to_owned())
            } else if links.iter().all(|link| !is_same(&report.url, link)) {
                let label = look.label(field);
                let hint = format!("请把同一个网址也写进“{label}”，它才会印在表上。");
                (format!("{what}的网址不在“{label}”里。"), hint)
            } else {
                continue;
            };
            let path = FieldPath::attachment(*index);
            let code = Code::ScreenshotWithoutLink;
            findings.push(look.weighed_at(code, check, path, message, &hint));
        }
    }
}

/// A call that has no list of addresses still cannot use a screenshot of which nobody knows where it stood.
fn reports_without_link(look: Look<'_>) -> Vec<Finding> {
    let attachments = look.case.attachments.iter().enumerate();
    let reports = attachments
        .filter(|(_, a)| a.kind == AttachmentKind::MediaReport && a.url.trim().is_empty());
    let finding = |(index, report): (usize, &Attachment)| {
        let message = format!("附件{}（{}）没有网址。", index + 1, short(&report.path));
        let (code, path) = (Code::ScreenshotWithoutLink, FieldPath::attachment(index));
        Finding::new(code, Severity::Warning, path, message).hint(NO_LINK)
    };
    reports.map(finding).collect()
}

/// Addresses are the same with or without white space and a slash at the end.
fn is_same(one: &str, other: &str) -> bool {
    one.trim().trim_end_matches('/') == other.trim().trim_end_matches('/')
}
