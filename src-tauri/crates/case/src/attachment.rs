//! What goes along with a case: photos and other files, and the detailed material.

use catalog::AttachmentKind;
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
