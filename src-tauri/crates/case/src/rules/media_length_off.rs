//! A427: a video is shorter or longer than the call asks, or does not say how long it is.

use catalog::AttachmentRule;
use foundation::{Code, Finding};
use media::Kind;

use super::Input;
use super::attachment_words::SentMedia;
use super::attachments_wrong::attachment_finding;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::words::measures::duration_words;

pub(super) const RULE: Rule = Rule {
    name: "media_length_off",
    codes: &[Code::MediaLengthOff],
    looks: &[Look::Whole(NO_FIELD, FILES, media_length_off)],
};

fn media_length_off(input: Input<'_>, findings: &mut Vec<Finding>) {
    for media in input.pictures_and_videos() {
        let rules = input.rules_of(media.sent.attachment);
        findings.extend(rules.filter_map(|rule| judge(rule, &media)));
    }
}

fn judge(rule: &AttachmentRule, media: &SentMedia<'_>) -> Option<Finding> {
    let (what, facts) = (&media.sent.what, media.facts);
    if (rule.min_seconds, rule.max_seconds) == (None, None) || facts.kind != Kind::Video {
        return None;
    }
    let Some(duration) = facts.duration else {
        let message = format!("{what}读不出长度，请人工确认。");
        let hint = "请用播放器看看它有多长。";
        let finding = media.sent.warning(Code::MediaLengthOff, message, hint);
        return Some(finding.source(&rule.source));
    };
    let seconds = duration.as_secs_f64();
    let (asked, hint) = match (rule.min_seconds, rule.max_seconds) {
        (Some(least), _) if seconds < f64::from(least) => {
            (format!("不短于 {}", duration_words(least)), "请换一段长一些的。")
        }
        // Judgement: containers count the last picture or not; half a second is nothing to anybody.
        (_, Some(most)) if seconds > f64::from(most) + 0.5 => {
            (format!("不长于 {}", duration_words(most)), "请剪短。")
        }
        _ => return None,
    };
    let message = format!("{what}长 {}，要求{asked}。", duration_words(seconds.round() as u32));
    Some(attachment_finding(Code::MediaLengthOff, rule, media.sent.index, message, hint))
}
