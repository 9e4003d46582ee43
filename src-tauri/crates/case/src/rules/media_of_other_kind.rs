//! A426: a file is something else than what it stands among.

use foundation::{Code, Finding};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "media_of_other_kind",
    codes: &[Code::MediaOfOtherKind],
    looks: &[Look::Whole(NO_FIELD, FILES, media_of_other_kind)],
};

fn media_of_other_kind(input: Input<'_>, findings: &mut Vec<Finding>) {
    for media in input.pictures_and_videos() {
        if let Some(message) = media.of_other_kind() {
            let hint = "请换成照片或视频，或在附件里改选它的种类。";
            findings.push(media.sent.warning(Code::MediaOfOtherKind, message, hint));
        }
    }
}
