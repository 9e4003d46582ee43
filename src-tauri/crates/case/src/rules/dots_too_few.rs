//! A428: a photo has fewer dots per inch than the call asks, or does not say how many it has.

use catalog::AttachmentRule;
use foundation::{Code, Finding};
use media::Kind;

use super::Input;
use super::attachment_words::SentMedia;
use super::attachments_wrong::attachment_finding;
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "dots_too_few",
    codes: &[Code::DotsTooFew],
    looks: &[Look::Whole(NO_FIELD, FILES, dots_too_few)],
};

fn dots_too_few(input: Input<'_>, findings: &mut Vec<Finding>) {
    for media in input.pictures_and_videos() {
        let rules = input.rules_of(media.sent.attachment);
        findings.extend(rules.filter_map(|rule| judge(rule, &media)));
    }
}

fn judge(rule: &AttachmentRule, media: &SentMedia<'_>) -> Option<Finding> {
    let (what, facts) = (&media.sent.what, media.facts);
    let least = rule.min_dpi.filter(|_| facts.kind == Kind::Photo)?;
    let Some(dots) = facts.dpi else {
        let message = format!("{what}没有写明每英寸多少像素，要求不少于 {least} dpi，请人工确认。");
        let hint = "请看扫描或导出时选的分辨率。";
        let finding = media.sent.warning(Code::DotsTooFew, message, hint);
        return Some(finding.source(&rule.source));
    };
    if dots.round() >= f64::from(least) {
        return None;
    }
    let message = format!("{what}是 {} dpi，要求不少于 {least} dpi。", dots.round());
    let hint = "请用更高的分辨率重新扫描或导出。";
    Some(attachment_finding(Code::DotsTooFew, rule, media.sent.index, message, hint))
}
