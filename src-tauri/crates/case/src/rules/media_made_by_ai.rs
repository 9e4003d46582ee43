//! A437: a photo or video bears a label of what artificial intelligence made. Whether it may stand in a case is for
//! people to say.

use catalog::AttachmentKind;
use foundation::{Code, Finding, Severity};
use media::AiLabelKind;

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "media_made_by_ai",
    codes: &[Code::MediaMadeByAi],
    looks: &[Look::Whole(NO_FIELD, FILES, media_made_by_ai)],
};

fn media_made_by_ai(input: Input<'_>, findings: &mut Vec<Finding>) {
    let thing = &input.case.call.thing;
    for media in input.sent_media() {
        let Some(label) = media.facts.ai_label else { continue };
        let kind = media.sent.attachment.kind;
        let asked = match kind {
            AttachmentKind::Photo => format!("{thing}照片应为实拍"),
            AttachmentKind::Video => format!("{thing}视频应为实拍"),
            _ => format!("如是{thing}照片，应为实拍"),
        };
        let message = format!("{}带有{}：{asked}，请确认。", media.sent.what, label.chinese());
        let hint = match label.kind {
            AiLabelKind::Manifest => {
                "确认是实拍的，请换成相机或手机的原图；要用的，报送的副本会另写一份同样意思的标识，签名的凭证不能带走。"
            }
            AiLabelKind::Aigc | AiLabelKind::SourceType => {
                "确认是实拍的，请换成相机或手机的原图；要用的，标识依规定不能去掉，报送的副本会保留它。"
            }
        };
        findings.push(media.sent.warning(Code::MediaMadeByAi, message, hint));
    }
    for picture in input.material_pictures() {
        let facts = input.evidence.facts(picture.name).and_then(|file| file.media.as_ref());
        let Some(label) = facts.and_then(|media| media.facts.ai_label) else { continue };
        let message =
            format!("{}带有{}：{thing}照片应为实拍，请确认。", picture.what, label.chinese());
        let hint = "确认是实拍的，请换成相机或手机的原图；要用的，请在图片说明里写明由人工智能生成：印到纸上，文件里的标识就看不到了。";
        let finding = Finding::new(Code::MediaMadeByAi, Severity::Warning, picture.path, message);
        findings.push(finding.hint(hint));
    }
}
