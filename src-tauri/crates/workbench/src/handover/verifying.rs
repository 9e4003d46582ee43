//! A folder that was sent, looked at by its 清单.txt.

use std::path::Path;

use foundation::{Digest, Watch, path_text};
use parcel::{VerifiedFile, VerifiedState, verify};
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;

/// A folder that was looked at, as `verify --json` says it.
#[derive(Clone, Debug, Serialize)]
pub struct VerifiedFolder {
    /// The folder.
    pub folder: String,
    /// `same` or `changed`.
    pub state: &'static str,
    /// The files that its list names.
    pub files: Vec<ListedFile>,
    /// What is not as it was sent.
    pub findings: Vec<Difference>,
}

/// A file that the list names.
#[derive(Clone, Debug, Serialize)]
pub struct ListedFile {
    /// From the folder, with `/`.
    pub path: String,
    /// Its length when it was sent.
    pub bytes: u64,
    /// Its SHA-256 when it was sent.
    pub sha256: Digest,
    /// `same`, `changed` or `missing`.
    pub state: &'static str,
}

/// Something that is not as it was sent.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    /// From the folder, with `/`.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
}

impl VerifiedFolder {
    /// Whether everything is as it was sent.
    pub fn is_same(&self) -> bool {
        self.findings.is_empty()
    }
}

impl Desk<'_> {
    /// Looks at a folder that was sent.
    ///
    /// # Errors
    /// `Verify` where it has no list, or a file cannot be read.
    pub fn verify(&self, folder: &Path, watch: &dyn Watch) -> Result<VerifiedFolder, Fault> {
        let folder = disk::meant(folder, self.files);
        let verified = verify(&folder, self.files, watch)?;
        let findings = verified.files.iter().filter_map(difference);
        let extra = verified.extra.iter().map(|path| Difference {
            path: path.clone(),
            message: format!("“{path}”不在清单里，报送时没有它。"),
            hint: "请确认它是谁放进来的；不要的，请移走。",
        });
        Ok(VerifiedFolder {
            state: if verified.is_same() { "same" } else { "changed" },
            findings: findings.chain(extra).collect(),
            files: verified.files.iter().map(listed).collect(),
            folder: path_text(&folder).into_owned(),
        })
    }
}

fn listed(file: &VerifiedFile) -> ListedFile {
    let state = match file.state {
        VerifiedState::Same => "same",
        VerifiedState::Changed => "changed",
        VerifiedState::Missing => "missing",
    };
    let VerifiedFile { path, sent, .. } = file.clone();
    ListedFile { path, bytes: sent.bytes, sha256: sent.digest, state }
}

fn difference(file: &VerifiedFile) -> Option<Difference> {
    let path = &file.path;
    let (message, hint) = match file.state {
        VerifiedState::Same => return None,
        VerifiedState::Changed => {
            (format!("“{path}”和报送时不一样了。"), "请用原来的文件换回，或重新生成报送的文件夹。")
        }
        VerifiedState::Missing => {
            (format!("缺少“{path}”。"), "请从原来的文件夹补上，或重新生成报送的文件夹。")
        }
    };
    Some(Difference { path: path.clone(), message, hint })
}
