//! A409, A410: a link of a media report without its screenshot, or a screenshot without its link. Pages on the
//! web go away, and a screenshot alone proves nothing.

use catalog::{AttachmentKind, Check, CheckRule};
use foundation::character::is_blank;
use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::rule::{Look, NO_FIELD, Part, Rule};
use crate::attachment::Attachment;
use crate::codes::link::is_link;
use crate::file::case_file::short;
use crate::values::value::Value;

const NO_LINK: &str = "媒体报道要同时有截图和网址，请写上这篇报道的网址。";

pub(super) const RULE: Rule = Rule {
    name: "link_without_screenshot",
    codes: &[Code::LinkWithoutScreenshot, Code::ScreenshotWithoutLink],
    looks: &[
        Look::Whole(NO_FIELD, &[Part::Attachments], reports_without_link),
        Look::Check(&[Part::Attachments], link_without_screenshot),
    ],
};

/// A call that has no list of addresses still cannot use a screenshot of which nobody knows where it stood.
fn reports_without_link(input: Input<'_>, findings: &mut Vec<Finding>) {
    if input.checks().any(|check| matches!(check.rule, CheckRule::ScreenshotForEachLink { .. })) {
        return;
    }
    let finding = |(index, report): (usize, &Attachment)| {
        let message = format!("附件{}（{}）没有网址。", index + 1, short(&report.path));
        let (code, path) = (Code::ScreenshotWithoutLink, FieldPath::attachment(index));
        Finding::new(code, Severity::Warning, path, message).hint(NO_LINK)
    };
    let reports = reports(input).into_iter();
    findings.extend(reports.filter(|(_, report)| is_blank(&report.url)).map(finding));
}

fn link_without_screenshot(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::ScreenshotForEachLink { field } = &check.rule else { return };
    let reports = reports(input);
    let links = match input.case.value(field) {
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
        findings.push(input.weighed_at(Code::LinkWithoutScreenshot, check, path, message, hint));
    }
    for (index, report) in &reports {
        let what = format!("附件{}（{}）", index + 1, short(&report.path));
        let (message, hint) = if is_blank(&report.url) {
            (format!("{what}没有网址。"), NO_LINK.to_owned())
        } else if links.iter().all(|link| !is_same(&report.url, link)) {
            let label = input.label(field);
            let hint = format!("请把同一个网址也写进“{label}”，它才会印在表上。");
            (format!("{what}的网址不在“{label}”里。"), hint)
        } else {
            continue;
        };
        let path = FieldPath::attachment(*index);
        findings.push(input.weighed_at(Code::ScreenshotWithoutLink, check, path, message, &hint));
    }
}

/// The media reports, with their numbers from 0.
fn reports<'a>(input: Input<'a>) -> Vec<(usize, &'a Attachment)> {
    let attachments = input.case.attachments.iter().enumerate();
    attachments.filter(|(_, attachment)| attachment.kind == AttachmentKind::MediaReport).collect()
}

/// Addresses are the same with or without white space and a slash at the end.
fn is_same(one: &str, other: &str) -> bool {
    one.trim().trim_end_matches('/') == other.trim().trim_end_matches('/')
}
