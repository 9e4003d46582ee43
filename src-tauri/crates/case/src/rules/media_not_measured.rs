//! A423: the call asks a size, and that of a photo or video cannot be read.

use foundation::{Code, Finding};
use media::{Note, Verdict};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "media_not_measured",
    codes: &[Code::MediaNotMeasured],
    looks: &[Look::Whole(NO_FIELD, FILES, media_not_measured)],
};

fn media_not_measured(input: Input<'_>, findings: &mut Vec<Finding>) {
    for media in input.pictures_and_videos() {
        let Some((asked, Verdict::Unreadable)) = media.asked_size(input.case) else { continue };
        let hint = if media.facts.notes.contains(&Note::CameraRaw) {
            "这是相机原始文件（RAW），请导出为 JPEG。"
        } else {
            "请打开看看；打不开的，请换一份，或另存为 JPEG、MP4。"
        };
        let message = format!("{}读不出画面的大小，请人工确认。", media.sent.what);
        let finding = media.sent.warning(Code::MediaNotMeasured, message, hint);
        findings.push(finding.source(&asked.source));
    }
}
