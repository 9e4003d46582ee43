//! What goes along with a case: photos and other files, and the detailed material.

use serde::Serialize;

/// A file that is sent with a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Relative to the case file.
    pub path: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// What it shows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// The address of a media report.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// The form of which this is the sealed scan.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub form: String,
}

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
    /// Every kind with its word in the case file.
    pub const ALL: &[(&str, Self)] = &[
        ("photo", Self::Photo),
        ("video", Self::Video),
        ("long_image", Self::LongImage),
        ("media_report", Self::MediaReport),
        ("document", Self::Document),
        ("plan", Self::Plan),
        ("sealed_scan", Self::SealedScan),
    ];

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

/// The detailed material of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Material {
    /// Written in the program.
    Blocks(Vec<MaterialBlock>),
    /// Made elsewhere; relative to the case file.
    Pdf(String),
}

/// A block of the detailed material, kept as it came: this version does not set it on paper.
pub type MaterialBlock = serde_json::Value;
