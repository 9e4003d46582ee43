//! What an attachment can be.

use serde::Serialize;

/// What an attachment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// 照片
    Photo,
    /// 视频
    Video,
    /// 长图文
    LongImage,
    /// 媒体报道截图
    MediaReport,
    /// 其他文件
    Document,
    /// 项目实施方案
    Plan,
    /// 盖章扫描件
    SealedScan,
}

impl AttachmentKind {
    /// Every kind with its word in case files and calls.
    pub const ALL: &[(&str, Self)] = &[
        ("photo", Self::Photo),
        ("video", Self::Video),
        ("long_image", Self::LongImage),
        ("media_report", Self::MediaReport),
        ("document", Self::Document),
        ("plan", Self::Plan),
        ("sealed_scan", Self::SealedScan),
    ];

    /// The word in case files and calls.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// The word in names of sent files.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Photo => "照片",
            Self::Video => "视频",
            Self::LongImage => "长图文",
            Self::MediaReport => "媒体报道",
            Self::Document => "材料",
            Self::Plan => "项目实施方案",
            Self::SealedScan => "盖章扫描件",
        }
    }
}
