//! A413: what goes along is more than a mail takes, and the notice asks for it by mail.

use catalog::Delivery;
use foundation::{Code, FieldPath, Finding, Severity};

use super::Input;
use super::attachment_words::Sent;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::words::measures::{bytes_rounded_down, bytes_rounded_up};

pub(super) const RULE: Rule = Rule {
    name: "folder_too_heavy",
    codes: &[Code::FolderTooHeavy],
    looks: &[Look::Whole(NO_FIELD, FILES, folder_too_heavy)],
};

/// Judgement: the usual mailboxes of China take 50 MB in one mail, some offices less.
const USUAL: u64 = 50_000_000;
/// So many are named. Judgement: a film or two weigh more than all photos.
const MOST_NAMED: usize = 3;

fn folder_too_heavy(input: Input<'_>, findings: &mut Vec<Finding>) {
    let case = input.case;
    let mails = case.call.notice.deliveries.iter().filter(|delivery| {
        let is_of_route = delivery.routes.is_empty() || delivery.routes.contains(&case.route);
        is_of_route && (delivery.is_mail() || delivery.max_bytes.is_some())
    });
    let most = |delivery: &&Delivery| delivery.max_bytes.unwrap_or(USUAL);
    let Some(mail) = mails.min_by_key(most) else { return };
    let mut all: Vec<Sent<'_>> = input.sent().collect();
    let sum = all.iter().fold(0u64, |sum, sent| sum.saturating_add(sent.file.bytes));
    if sum <= most(&mail) {
        return;
    }
    all.sort_by_key(|sent| std::cmp::Reverse(sent.file.bytes));
    // What weighs less than a twentieth of it helps nobody.
    let heavy = all.iter().take(MOST_NAMED).filter(|sent| sent.file.bytes >= sum / 20);
    let heavy: Vec<String> =
        heavy.map(|sent| format!("{}{}", sent.what, bytes_rounded_up(sent.file.bytes))).collect();
    let takes = match mail.max_bytes {
        Some(most) => format!("一封邮件最多 {}", bytes_rounded_down(most)),
        None => format!("普通邮箱的一封邮件一般最多 {}", bytes_rounded_down(USUAL)),
    };
    let message = format!("附件一共 {}，{takes}。", bytes_rounded_up(sum));
    let hint = format!(
        "最大的是{}。照片可以点它下面的“缩小”；视频请用剪辑软件导出一份小一些的；减不下来的，用邮箱的“超大附件”，或分几封发。",
        heavy.join("、")
    );
    let path = FieldPath::field("attachments");
    let finding = Finding::new(Code::FolderTooHeavy, Severity::Warning, path, message);
    findings.push(finding.hint(hint).source(&mail.source));
}
