//! What is known of one file. Facts belong to the bytes whose length and digest stand beside them, and are worth
//! nothing for others.

use foundation::{Contents, Digest, FileReason};
use media::{Appearance, CannotClean, DocumentFacts, Facts, Left, Unprintable};
use serde::{Deserialize, Serialize};

use super::pdf::{PdfFacts, PdfFault};
use super::sheet::ScanFacts;

/// Larger files are not read into memory to be printed, in bytes. Judgement: no camera's photo is larger, and what
/// is goes through no mailbox.
pub const LARGEST_PRINTED: u64 = 256 << 20;

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileEvidence {
    /// Nothing of this name is there.
    Missing,
    /// It lies outside the folder of the case file, and is not looked at.
    Outside,
    /// It is there, and the system gives not even its length.
    Unread(FileReason),
    /// It is there.
    Found(Box<FileFacts>),
}

/// What is known of a file that is there. What is none was not asked, or could not be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Its length.
    pub bytes: u64,
    /// Of all its bytes, where they were read through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// What the case file says that it was, where it says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noted: Option<Contents>,
    /// Of what kinds its first bytes may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins_as: Option<Vec<Beginning>>,
    /// What it is as a photo or video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<MediaEvidence>,
    /// What it says beside what it shows, where it is a document and goes along as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentEvidence>,
    /// How a photo looks, where it was decoded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appearance: Option<Appearance>,
    /// The pages of a scan, where they were read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<ScanFacts>,
    /// Whether it can be printed as a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printable: Option<Printable>,
    /// What it is as the PDF of the material, or why it cannot be that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pdf: Option<Result<PdfFacts, PdfFault>>,
}

impl FileFacts {
    /// Of a file of which only the length is known, in bytes.
    pub fn of_length(bytes: u64) -> Self {
        Self {
            bytes,
            digest: None,
            noted: None,
            begins_as: None,
            media: None,
            document: None,
            appearance: None,
            scan: None,
            printable: None,
            pdf: None,
        }
    }

    /// Whether it is what the case file says that it was, as far as both are known.
    pub fn is_as_noted(&self) -> bool {
        let is_same_digest = |noted: &Contents| self.digest.is_none_or(|own| own == noted.digest);
        self.noted.as_ref().is_none_or(|noted| noted.bytes == self.bytes && is_same_digest(noted))
    }
}

/// A mark at the beginning of a file that tells its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beginning {
    /// Of a JPEG.
    Jpeg,
    /// Of a PNG.
    Png,
    /// Of a PDF, which may stand behind other bytes.
    Pdf,
}

impl Beginning {
    /// So many bytes are enough to tell.
    pub const BYTES: u64 = 1024;

    /// The marks that stand in the first bytes of a file.
    pub fn all_of(start: &[u8]) -> Vec<Self> {
        // Source: ISO 32000-1, 7.5.2; readers look for it in the first 1024 bytes.
        let is_pdf = start.windows(5).any(|window| window == b"%PDF-");
        let marks = [
            (Self::Jpeg, start.starts_with(b"\xFF\xD8\xFF")),
            (Self::Png, start.starts_with(b"\x89PNG\r\n\x1A\n")),
            (Self::Pdf, is_pdf),
        ];
        marks.into_iter().filter(|(_, is_so)| *is_so).map(|(mark, _)| mark).collect()
    }
}

/// What a file is as a photo or video, by its content alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediaEvidence {
    /// Kind, size, duration and what else its headers tell.
    pub facts: Facts,
    /// How far a cleaned copy can be made.
    pub cleans: Cleans,
}

/// What is known of a document that goes along as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentEvidence {
    /// It was looked into.
    Read(DocumentFacts),
    /// Documents of its kind are not looked into, or this one cannot be.
    NotRead,
}

/// How far a copy without place and time can be made of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cleans {
    /// Nothing is left in it, or it is neither a photo nor a video.
    Wholly,
    /// All but this.
    But(Left),
    /// Not at all.
    Not(CannotClean),
}

/// Whether a file can be printed as a picture, as far as it was looked at: by its header, or decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Printable {
    /// It can.
    Yes,
    /// It cannot, and why.
    No(Unprintable),
}
