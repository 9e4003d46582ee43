//! A folder that was sent, looked at once more by its 清单.txt: what comes back from a stick or out of a mail may have
//! changed, lost a file, or been added to.

use std::collections::BTreeSet;
use std::path::Path;

use foundation::{
    CaseId, Contents, Digest, FileFault, FileOperation, Files, Identity, Revision, Stamp, Watch,
    read_through,
};

use crate::send::{LIST, SendFault, list_all};

/// Judgement: a list of a thousand files has some hundred kB.
const LONGEST_LIST: u64 = 4 << 20;

/// A folder that was looked at.
#[derive(Clone, Debug)]
pub struct Verified {
    /// Every file that the list names.
    pub files: Vec<VerifiedFile>,
    /// Files in it that the list does not name, without what systems leave behind.
    pub extra: Vec<String>,
}

/// A file that the list names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedFile {
    /// From the folder, with `/`.
    pub path: String,
    /// What it was when it was sent.
    pub sent: Contents,
    /// How it is now.
    pub state: VerifiedState,
}

/// How a file is that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifiedState {
    /// As it was.
    Same,
    /// It holds something else.
    Changed,
    /// It is not there.
    Missing,
}

impl Verified {
    /// Whether everything is as it was sent.
    pub fn is_same(&self) -> bool {
        self.extra.is_empty() && self.files.iter().all(|file| file.state == VerifiedState::Same)
    }
}

/// A folder that cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum VerifyFault {
    /// It has no list.
    #[error("“{}”里没有 清单.txt，不像申报匣生成的报送文件夹。请选里面有 清单.txt 的那个文件夹。", foundation::shown(.0))]
    NoList(std::path::PathBuf),
    /// The list is not as it was written.
    #[error("清单.txt 被改过或不完整，不能据它核对。请向报送的人要原来的文件夹。")]
    NotAList,
    /// A file could not be read.
    #[error(transparent)]
    Send(#[from] SendFault),
}

impl From<disk::DiskFault> for VerifyFault {
    fn from(fault: disk::DiskFault) -> Self {
        Self::Send(fault.into())
    }
}

impl From<FileFault> for VerifyFault {
    fn from(fault: FileFault) -> Self {
        Self::Send(fault.into())
    }
}

/// What a folder that was sent says of itself in its 清单.txt.
#[derive(Clone, Debug)]
pub struct SentFolder {
    /// The lines above the list, such as `征集：…`.
    heading: Vec<String>,
    /// Its files, from the folder, with `/`.
    pub files: Vec<(String, Contents)>,
}

impl SentFolder {
    /// Reads the list of a folder.
    ///
    /// # Errors
    /// `NoList`, `NotAList`, `Send` where it cannot be read.
    pub fn read(folder: &Path, files: &dyn Files) -> Result<Self, VerifyFault> {
        let (text, listed) = listed(folder, files)?;
        let text = String::from_utf8_lossy(&text).into_owned();
        let lines = text.trim_start_matches('\u{FEFF}').lines();
        let heading = lines.take_while(|line| !line.trim().is_empty()).map(str::to_owned);
        Ok(Self { heading: heading.collect(), files: listed })
    }

    /// Whether a folder is one, by its list.
    pub fn is_one(folder: &Path, files: &dyn Files) -> bool {
        files.exists(&folder.join(LIST))
    }

    /// What stands behind a label, such as `征集`.
    pub fn said(&self, label: &str) -> Option<&str> {
        self.heading.iter().find_map(|line| line.strip_prefix(label)?.strip_prefix('：'))
    }

    /// Which case in which state it says that it was.
    pub fn stamp(&self) -> Option<Stamp> {
        let id: CaseId = self.said("案例编号")?.trim().parse().ok()?;
        let revision = Revision::new(self.said("修订号")?.trim().parse().ok()?)?;
        let content = self.said("案例内容")?.trim().strip_prefix("SHA-256 ")?.parse().ok()?;
        Some(Stamp { identity: Identity { id, revision }, content })
    }
}

/// Looks at a folder that was sent.
///
/// # Errors
/// `NoList`, `NotAList`, `Send` where a file cannot be read or it was stopped.
pub fn verify(
    folder: &Path,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Verified, VerifyFault> {
    let (_, listed) = listed(folder, files)?;
    watch.expect(listed.iter().map(|(_, sent)| sent.bytes).sum());
    let mut found = Vec::new();
    for (path, sent) in listed {
        let state = state(&folder.join(&path), sent, files, watch)?;
        found.push(VerifiedFile { path, sent, state });
    }
    let known: BTreeSet<&str> = found.iter().map(|file| file.path.as_str()).collect();
    let there = list_all(folder, "", files).unwrap_or_default();
    let is_foreign = |path: &String| {
        path != LIST && !known.contains(path.as_str()) && !path.split('/').any(disk::is_litter)
    };
    let extra = there.into_iter().filter(is_foreign);
    Ok(Verified { extra: extra.collect(), files: found })
}

/// Files from the folder, with `/`, and what they were when they were sent.
pub(crate) type ListedFiles = Vec<(String, Contents)>;

/// The list of a folder that was sent: its text, and what stands in it.
pub(crate) fn listed(
    folder: &Path,
    files: &dyn Files,
) -> Result<(Vec<u8>, ListedFiles), VerifyFault> {
    let list = folder.join(LIST);
    if !files.is_folder(folder) || !files.exists(&list) {
        // What is not there at all is told by the system.
        if !files.exists(folder) {
            files.names(folder)?;
        }
        return Err(VerifyFault::NoList(folder.to_owned()));
    }
    let text = files.read_up_to(&list, LONGEST_LIST)?;
    let listed = std::str::from_utf8(&text).ok().and_then(read_list);
    Ok((text.clone(), listed.ok_or(VerifyFault::NotAList)?))
}

/// The files of a list and what they were; none where it is none.
fn read_list(text: &str) -> Option<ListedFiles> {
    let mut found = Vec::new();
    let mut before = "";
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        if let Some((front, digest)) = line.rsplit_once("，SHA-256 ")
            && line.starts_with("    ")
        {
            let digest: Digest = digest.trim().parse().ok()?;
            let bytes = front.split('，').find_map(|part| part.strip_suffix(" 字节"))?;
            let contents = Contents { bytes: bytes.parse().ok()?, digest };
            // Two lines are one file: a name that was taken out leaves a line of another behind.
            if before.trim().is_empty() || before.starts_with("    ") || !leads_down(before) {
                return None;
            }
            found.push((before.to_owned(), contents));
        }
        before = line;
    }
    (!found.is_empty()).then_some(found)
}

/// Whether a path of a list from elsewhere stays in its folder.
fn leads_down(path: &str) -> bool {
    let mut parts = path.split(['/', '\\']);
    parts.all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(':'))
}

fn state(
    path: &Path,
    sent: Contents,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<VerifiedState, SendFault> {
    if !files.exists(path) {
        return Ok(VerifiedState::Missing);
    }
    if files.is_folder(path) || files.is_device(path) || files.length(path)? != sent.bytes {
        return Ok(VerifiedState::Changed);
    }
    let fault = |cause| disk::DiskFault::from(FileFault::new(FileOperation::Read, path, cause));
    let there = read_through(files.open(path)?.as_ref(), fault, |piece| {
        watch.advance(piece.len() as u64);
        if watch.is_stopped() { Err(disk::DiskFault::Stopped) } else { Ok(()) }
    })?;
    Ok(if there == sent { VerifiedState::Same } else { VerifiedState::Changed })
}
