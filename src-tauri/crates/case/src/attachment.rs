//! What goes along with a case: photos and other files.

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
    /// The named document of the call that it is, such as `id_card`; empty where it is none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub slot: String,
}
