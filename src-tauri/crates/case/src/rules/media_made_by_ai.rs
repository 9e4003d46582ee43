//! A437: a photo, video, document or recording bears a label of what artificial intelligence made. Whether it may stand in a case is for
//! people to say.

use catalog::AttachmentKind;
use foundation::{Code, Finding, Severity};
use media::{AiLabel, AiLabelKind, Kind};

use super::Input;
use super::attachment_words::{NamedFile, Sent};
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::{Cleans, DocumentEvidence, FileEvidence};

pub(super) const RULE: Rule = Rule {
    name: "media_made_by_ai",
    codes: &[Code::MediaMadeByAi],
    looks: &[Look::Whole(NO_FIELD, FILES, media_made_by_ai)],
};

fn media_made_by_ai(input: Input<'_>, findings: &mut Vec<Finding>) {
    let thing = &input.case.call.thing;
    for media in input.sent_media() {
        let Some(label) = media.facts.ai_label.or_else(|| in_document(&media.sent)) else {
            continue;
        };
        let kind = media.sent.attachment.kind;
        let is_other = media.facts.kind == Kind::Other;
        let asked = match kind {
            _ if is_other => "内容应属实".to_owned(),
            AttachmentKind::Photo => format!("{thing}照片应为实拍"),
            AttachmentKind::Video => format!("{thing}视频应为实拍"),
            _ => format!("如是{thing}照片，应为实拍"),
        };
        let message = format!("{}带有{}：{asked}，请确认。", media.sent.what, label.chinese());
        let hint = match label.kind {
            _ if is_other => {
                "请逐项核对里面的内容；要用的，标识依规定不能去掉，报送的文件照原样带着它。"
            }
            // It goes along as it is.
            _ if matches!(media.cleans, Cleans::Not(_)) => {
                "确认是实拍的，请换成相机或手机的原图；要用的，标识依规定不能去掉，报送的文件照原样带着它。"
            }
            AiLabelKind::Manifest => {
                "确认是实拍的，请换成相机或手机的原图；要用的，报送的副本会另写一份同样意思的标识，签名的凭证不能带走。"
            }
            AiLabelKind::Aigc | AiLabelKind::SourceType => {
                "确认是实拍的，请换成相机或手机的原图；要用的，标识依规定不能去掉，报送的副本会保留它。"
            }
        };
        findings.push(media.sent.warning(Code::MediaMadeByAi, message, hint));
    }
    findings.extend(input.material_pdf().as_ref().and_then(of_material));
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

/// What a document bears that is read in a process apart.
fn in_document(sent: &Sent<'_>) -> Option<AiLabel> {
    match &sent.file.document {
        Some(DocumentEvidence::Read(facts)) => facts.ai_label,
        Some(DocumentEvidence::NotRead) | None => None,
    }
}

/// The material that is a PDF: only its pages come along, and what it says of itself does not.
fn of_material(pdf: &NamedFile<'_>) -> Option<Finding> {
    let FileEvidence::Found(file) = pdf.evidence else { return None };
    let label = file.media.as_ref()?.facts.ai_label?;
    let message = format!("{}带有{}：内容应属实，请确认。", pdf.what, label.chinese());
    let hint = "请逐项核对里面的内容；要用的，请在正文里写明哪些由人工智能生成：并入申报的 PDF 后，文件里的标识就看不到了。";
    let path = pdf.path.clone();
    Some(Finding::new(Code::MediaMadeByAi, Severity::Warning, path, message).hint(hint))
}
