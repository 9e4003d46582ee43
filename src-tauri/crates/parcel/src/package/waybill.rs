//! 交接单: what is in a package and where it comes from, as values that the receiver judges without reading the files.

use case::Evidence;
use foundation::{CaseId, Digest, Identity, Revision, Stamp};
use serde::{Deserialize, Serialize};

use super::WAYBILL;
use super::fault::PackageFault;

/// The format that this program writes, and the newest that it reads.
pub(super) const FORMAT: u32 = 1;
/// Judgement: more files than any call takes, and a bound for what is gone through.
pub(super) const MOST_FILES: usize = 2_000;
/// Judgement: the last and the one before are packed; some more of a later program do no harm.
const MOST_SENT: usize = 16;
/// The longest text for people that is kept, in characters.
const LONGEST_TEXT: usize = 200;

/// What is in a package and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Waybill {
    /// 1.
    pub format: u32,
    /// The program that packed it, with its version.
    pub program: String,
    /// When, as RFC 3339 writes it.
    pub packed: String,
    /// Who: a unit or a person, as far as that is known.
    pub packer: String,
    /// The id of the case.
    pub id: String,
    /// Its revision.
    pub revision: u64,
    /// The digest of what it says.
    pub content: Digest,
    /// What it is called.
    pub title: String,
    /// The call that it is for.
    pub call: Made,
    /// The forms of the call.
    pub forms: Vec<Made>,
    /// The files in it.
    #[serde(default)]
    pub files: Vec<FileLine>,
    /// Files that the case names and that were not there when it was packed.
    #[serde(default)]
    pub missing: Vec<String>,
    /// The states that went before this one, as `case::Case::lineage` says; none where that is not known.
    #[serde(default)]
    pub lineage: Option<Vec<Digest>>,
    /// The last times that it was sent, the latest first, as far as it is known what it said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sent: Vec<SentLine>,
    /// What was known of the files, by their paths in the case file.
    #[serde(default)]
    pub evidence: Evidence,
}

/// A form or a call that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The digest of what it says.
    pub digest: Digest,
}

/// A file of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// From `data/`, as the case file names it: `files/0001.jpg`.
    pub path: String,
    /// What it was called.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its digest.
    pub sha256: Digest,
}

/// A state of the case that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentLine {
    /// From `data/`, where the case stands as it was sent: `sent/0001.json`.
    pub path: String,
    /// When, as RFC 3339 writes it.
    pub moment: String,
    /// Its revision.
    pub revision: u64,
    /// The digest of what it said.
    pub content: Digest,
}

impl Waybill {
    /// Reads a waybill from elsewhere.
    pub(super) fn read(text: &[u8]) -> Result<Self, PackageFault> {
        #[derive(Deserialize)]
        struct Front {
            format: u32,
        }
        let wrong = |why: &str| PackageFault::wrong(WAYBILL, why);
        let front: Front =
            serde_json::from_slice(text).map_err(|_| wrong("不是交接单，或者不完整"))?;
        if front.format > FORMAT {
            return Err(PackageFault::Newer { found: front.format, known: FORMAT });
        }
        let mut waybill: Self =
            serde_json::from_slice(text).map_err(|_| wrong("缺少应有的项目，或者项目写得不对"))?;
        if waybill.files.len() > MOST_FILES {
            return Err(wrong("列出的文件太多"));
        }
        if waybill.sent.len() > MOST_SENT {
            return Err(wrong("列出的报送太多"));
        }
        if waybill.stamp().is_none() {
            return Err(wrong("案例编号或修订号不对"));
        }
        waybill.shorten();
        Ok(waybill)
    }

    /// Texts for people, as long as people read them.
    fn shorten(&mut self) {
        let Self { program, packed, packer, title, call, forms, missing, lineage, .. } = self;
        let made = forms.iter_mut().map(|form| &mut form.title);
        let texts = [program, packed, packer, title, &mut call.title].into_iter();
        texts.chain(made).chain(missing).for_each(shorten);
        if let Some(lineage) = lineage {
            let excess = lineage.len().saturating_sub(case::LONGEST_LINEAGE);
            lineage.drain(..excess);
        }
    }

    /// Which case, which state of it, and what that says; none where what stands there is no id or no revision.
    pub fn stamp(&self) -> Option<Stamp> {
        let id: CaseId = self.id.parse().ok()?;
        let identity = Identity { id, revision: Revision::new(self.revision)? };
        Some(Stamp { identity, content: self.content })
    }
}

/// Leaves of a text from elsewhere what a person reads.
pub(super) fn shorten(text: &mut String) {
    text.retain(|character| !character.is_control());
    if let Some((end, _)) = text.char_indices().nth(LONGEST_TEXT) {
        text.truncate(end);
    }
}
