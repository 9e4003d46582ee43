//! A430: a cleaned copy of a video may still tell where it was taken.

use foundation::{Code, Finding};

use super::Input;
use super::media_not_cleaned::is_to_be_cleaned;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::Cleans;

pub(super) const RULE: Rule = Rule {
    name: "media_may_tell_place",
    codes: &[Code::MediaMayTellPlace],
    looks: &[Look::Whole(NO_FIELD, FILES, media_may_tell_place)],
};

fn media_may_tell_place(input: Input<'_>, findings: &mut Vec<Finding>) {
    for media in input.sent_media().filter(is_to_be_cleaned) {
        if let Cleans::But(left) = media.cleans {
            let message = format!("{}：{}", media.sent.what, left.chinese());
            let hint = "请确认可以公开；不放心的，请用视频软件重新导出一份再添加。";
            findings.push(media.sent.warning(Code::MediaMayTellPlace, message, hint));
        }
    }
}
