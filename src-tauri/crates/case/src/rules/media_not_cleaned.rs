//! A429: no copy of a photo or video can be made without place and time.

use foundation::{Code, Finding};
use media::Kind;

use super::Input;
use super::attachment_words::{SentMedia, is_looked_at};
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::Cleans;

pub(super) const RULE: Rule = Rule {
    name: "media_not_cleaned",
    codes: &[Code::MediaNotCleaned],
    looks: &[Look::Whole(NO_FIELD, FILES, media_not_cleaned)],
};

fn media_not_cleaned(input: Input<'_>, findings: &mut Vec<Finding>) {
    for media in input.sent_media().filter(is_to_be_cleaned) {
        if let Cleans::Not(why) = media.cleans {
            let message = format!("{}：{}", media.sent.what, why.chinese());
            // Whoever stores it in another format loses the label, which nobody may.
            let hint = match media.facts.ai_label {
                Some(_) => {
                    "它带有人工智能生成的标识，另存、转码会把标识丢掉：请确认可以公开，照原样报送；不放心的，请从制作它的程序重新导出一份。"
                }
                None => why.hint(),
            };
            findings.push(media.sent.warning(Code::MediaNotCleaned, message, hint));
        }
    }
}

/// Whether it is told that an attachment could not be cleaned: photos and videos wherever they stand, and where
/// pictures stand also what nobody knows. A screenshot may come as any document.
pub(super) fn is_to_be_cleaned(media: &SentMedia<'_>) -> bool {
    let kind = media.sent.attachment.kind;
    let is_media = media.facts.container.kind() != Kind::Other;
    is_media || is_looked_at(kind) && kind != catalog::AttachmentKind::MediaReport
}

/// Whether a finding says that a file may still tell where it was taken.
pub fn location_may_remain(finding: &Finding) -> bool {
    matches!(finding.code, Code::MediaNotCleaned | Code::MediaMayTellPlace)
}
