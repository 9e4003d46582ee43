//! A421: a photo or video has fewer pixels than the call asks. A portrait counts like a landscape.

use foundation::{Code, Finding};
use media::{Kind, Verdict};

use super::Input;
use super::attachments_wrong::weighed_attachment_finding;
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "media_too_small",
    codes: &[Code::MediaTooSmall],
    looks: &[Look::Whole(NO_FIELD, FILES, media_too_small)],
};

fn media_too_small(input: Input<'_>, findings: &mut Vec<Finding>) {
    for media in input.pictures_and_videos() {
        let Some((asked, Verdict::Below)) = media.asked_size(input.case) else { continue };
        let Some(shown) = media.facts.shown else { continue };
        let side = |name: &str, is, least| {
            (is < least).then(|| format!("{name} {is} 像素，要求不少于 {least} 像素"))
        };
        let long = side("长边", shown.long(), asked.long_side);
        let short = side("短边", shown.short(), asked.short_side);
        let sides: Vec<String> = long.into_iter().chain(short).collect();
        let message = format!("{}{}。", media.sent.what, sides.join("；"));
        let hint = match media.facts.kind {
            Kind::Video => "请用原来的视频，不要用聊天软件转发过的。",
            _ => "请用相机原图，不要用聊天软件转发过的图片。",
        };
        let weight = (asked.weight, asked.source.as_str());
        let index = media.sent.index;
        let code = Code::MediaTooSmall;
        findings.push(weighed_attachment_finding(code, weight, index, message, hint));
    }
}
