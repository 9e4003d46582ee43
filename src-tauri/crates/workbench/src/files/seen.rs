//! What goes along as a face shows it: what each file is, and whether its picture is large enough.

use case::{Attachment, duration_words, size_verdict};
use media::{AiLabel, Kind, Size, Verdict};
use serde::Serialize;

use crate::desk::{Desk, OpenCase};

/// Something that goes along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AttachmentView.ts"))]
pub struct AttachmentView {
    /// The file's name in the draft.
    pub path: String,
    /// The word of the case file: `photo`, `video` and so on.
    pub kind: String,
    /// What it shows.
    pub caption: String,
    /// The address of a media report.
    pub url: String,
    /// The form of which it is the sealed scan.
    pub form: String,
    /// The paper that the call names and it is; may be empty.
    pub slot: String,
    /// Its length; none where the file is not there.
    pub bytes: Option<u64>,
    /// What it is by its content; none where the file is not there or cannot be read.
    pub seen: Option<SeenView>,
    /// Whether it is a photo of which a lighter copy is worth while.
    pub heavy: bool,
}

/// What a file is by its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SeenView.ts"))]
pub struct SeenView {
    /// Such as JPEG 照片.
    pub what: String,
    /// Its picture as shown, such as 4000×3000; none where there is none, or it cannot be read.
    pub size: Option<String>,
    /// The duration of a video, such as 1 分 20 秒.
    pub duration: Option<String>,
    /// Whether the picture is as large as the call asks; none where nobody asks.
    pub verdict: Option<VerdictView>,
    /// The label that it bears of what artificial intelligence made, such as 人工智能生成标识.
    pub ai_label: Option<String>,
    /// Whether it may have a thumbnail: a photo, whatever its kind.
    pub pictured: bool,
}

/// What the size of a picture is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "VerdictView.ts"))]
#[serde(rename_all = "snake_case")]
pub enum VerdictView {
    /// Large enough.
    Meets,
    /// Too small.
    Below,
    /// Cannot be read, or is cut off: a person has to look.
    Unreadable,
}

impl Desk<'_> {
    /// What an attachment is, for a person who looks at it.
    pub(crate) fn seen(&self, open: &OpenCase, attachment: &Attachment) -> Option<SeenView> {
        let measure = self.measured(&open.file(&attachment.path)).ok()?;
        let facts = &measure.media.facts;
        let kind = match facts.kind {
            Kind::Photo => "照片",
            Kind::Video => "视频",
            Kind::Other => "",
        };
        let verdict = size_verdict(&open.case, attachment, facts);
        let verdict = verdict.map(|verdict| match verdict {
            Verdict::Meets => VerdictView::Meets,
            Verdict::Below => VerdictView::Below,
            Verdict::Unreadable => VerdictView::Unreadable,
        });
        Some(SeenView {
            what: format!("{} {kind}", facts.container.title()).trim_end().to_owned(),
            size: facts.shown.map(Size::chinese),
            duration: facts
                .duration
                .map(|duration| duration_words(duration.as_secs_f64().round() as u32)),
            verdict,
            ai_label: facts.ai_label.map(AiLabel::chinese),
            pictured: facts.kind == Kind::Photo,
        })
    }
}
