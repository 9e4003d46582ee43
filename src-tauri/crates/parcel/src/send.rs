//! Writes a planned folder: into a temporary folder beside its place, synced, read back, and renamed.
//! Whatever fails, the place holds the old state or the new, never half.

use std::path::{Path, PathBuf};

use foundation::{Contents, FileFault, FileOperation, Files, Unwatched, Watch, read_through};
use media::{Cleaned, Removed};

use crate::plan::{Plan, Planned, Role, Source, list};
use crate::unfinished::Unfinished;
use crate::watched::Watched;

/// A folder that was written.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Where it lies.
    pub folder: PathBuf,
    /// What lies in it, 清单.txt last.
    pub files: Vec<SentFile>,
    /// The text of 清单.txt.
    pub list: String,
    /// Whether a folder of the planned name was there with other contents, so that this one has a
    /// number behind its name.
    pub numbered: bool,
}

/// A file that was written.
#[derive(Clone, Debug)]
pub struct SentFile {
    /// From the folder, with `/`.
    pub path: String,
    /// What it is.
    pub role: Role,
    /// The form on it.
    pub form: Option<String>,
    /// Pages, where it has any.
    pub pages: Option<usize>,
    /// Length and digest.
    pub contents: Contents,
    /// What the copy of a photo or video has lost.
    pub removed: Vec<Removed>,
}

/// A folder that was not written.
#[derive(Debug, thiserror::Error)]
pub enum SendFault {
    /// The folder above the target is not there.
    #[error("“{0}”不存在，不能在里面建立文件夹。请先建立它，或换一个位置。")]
    NoParent(PathBuf),
    /// Whoever watches asked to end.
    #[error("已停止，没有留下文件。")]
    Stopped,
    /// A file or folder could not be read or written.
    #[error(transparent)]
    File(#[from] FileFault),
    /// What was read back is not what was written.
    #[error("“{0}”写入后读回的内容不一样。请检查磁盘，或换一个位置。")]
    ReadBack(PathBuf),
}

const LIST: &str = "清单.txt";

/// Writes `plan` into `target`, which is made if its parent is there. A folder of the same name with the
/// same contents is left as it is; one with other contents stays, and the new one gets a number.
///
/// # Errors
/// What failed and where; nothing half-written is left behind.
pub fn send(
    plan: &Plan,
    target: &Path,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Sent, SendFault> {
    let made_target = make_target(target, files)?;
    let unfinished = Unfinished::new(target, &plan.folder, files);
    let temporary = target.join(unfinished.name());
    let result = write_all(plan, target, &temporary, files, watch);
    if result.is_err() {
        // The first fault is the one to tell; what cannot be removed either is left to the next run.
        let _ = files.remove_folder(&temporary);
        if made_target {
            // Another run may have put its own there meanwhile.
            let _ = files.remove_empty_folder(target);
        }
    }
    result.map_err(|fault| if watch.is_stopped() { SendFault::Stopped } else { fault })
}

fn make_target(target: &Path, files: &dyn Files) -> Result<bool, SendFault> {
    if files.is_folder(target) {
        return Ok(false);
    }
    let parent = match target.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => Path::new("/"),
    };
    if !files.is_folder(parent) {
        return Err(SendFault::NoParent(parent.to_owned()));
    }
    files.make_folder(target)?;
    Ok(true)
}

fn write_all(
    plan: &Plan,
    target: &Path,
    temporary: &Path,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Sent, SendFault> {
    files.make_folder(temporary)?;
    let lengths = plan.files.iter().map(|planned| length(&planned.source, files));
    watch.expect(lengths.sum());
    let mut sent = Vec::new();
    for planned in &plan.files {
        if watch.is_stopped() {
            return Err(SendFault::Stopped);
        }
        sent.push(write_one(planned, temporary, files, watch)?);
    }
    let listed: Vec<(&Planned, Contents)> =
        plan.files.iter().zip(&sent).map(|(planned, sent)| (planned, sent.contents)).collect();
    let list_text = list(&plan.heading, &listed);
    let list = Planned {
        path: LIST.into(),
        role: Role::List,
        form: None,
        pages: None,
        source: Source::Bytes(list_text.clone().into_bytes()),
    };
    sent.push(write_one(&list, temporary, files, &Unwatched)?);
    sync_folders(temporary, &sent, files)?;
    if watch.is_stopped() {
        return Err(SendFault::Stopped);
    }

    let folder = settle(plan, target, temporary, &sent, files)?;
    let numbered = folder != target.join(&plan.folder);
    Ok(Sent { folder, files: sent, list: list_text, numbered })
}

/// Gives the finished folder its name, and says which.
fn settle(
    plan: &Plan,
    target: &Path,
    temporary: &Path,
    sent: &[SentFile],
    files: &dyn Files,
) -> Result<PathBuf, SendFault> {
    use std::io::ErrorKind as Kind;
    loop {
        let folder = place(plan, target, sent, files)?;
        if files.exists(&folder) {
            files.remove_folder(temporary)?;
            return Ok(folder);
        }
        match files.rename(temporary, &folder) {
            // Another run has just taken the name: the next one is looked for.
            Err(fault)
                if matches!(fault.cause.kind(), Kind::DirectoryNotEmpty | Kind::AlreadyExists) => {}
            Err(fault) => return Err(fault.into()),
            Ok(()) => {
                files.sync_folder(target)?;
                return Ok(folder);
            }
        }
    }
}

fn write_one(
    planned: &Planned,
    temporary: &Path,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<SentFile, SendFault> {
    let path = temporary.join(&planned.path);
    if let Some(folder) = path.parent().filter(|folder| !files.exists(folder)) {
        files.make_folder(folder)?;
    }
    let contents = match &planned.source {
        Source::Bytes(bytes) => {
            files.write_new(&path, bytes)?;
            watch.advance(bytes.len() as u64 / 2);
            Contents::of(bytes)
        }
        Source::File(from) => {
            let source = files.open(from)?;
            files.write_from(&path, &Watched::new(source.as_ref(), watch), from)?
        }
        Source::Cleaned(from, cleaning) => {
            let source = files.open(from)?;
            let source = &Cleaned::new(source.as_ref(), cleaning);
            files.write_from(&path, &Watched::new(source, watch), from)?
        }
    };
    let written = files.open(&path)?;
    let fault = |cause| FileFault::new(FileOperation::Read, &path, cause);
    let written = Watched::new(written.as_ref(), watch);
    if read_through(&written, fault, |_| Ok(()))? != contents {
        return Err(SendFault::ReadBack(path));
    }
    Ok(SentFile {
        path: planned.path.clone(),
        role: planned.role,
        form: planned.form.clone(),
        pages: planned.pages,
        contents,
        removed: match &planned.source {
            Source::Cleaned(_, cleaning) => cleaning.removed.clone(),
            Source::Bytes(_) | Source::File(_) => Vec::new(),
        },
    })
}

/// How many bytes will be written.
fn length(source: &Source, files: &dyn Files) -> u64 {
    match source {
        Source::Bytes(bytes) => bytes.len() as u64,
        // What cannot be read is told where it is read.
        Source::File(from) => files.length(from).unwrap_or(0),
        Source::Cleaned(_, cleaning) => cleaning.length(),
    }
}

fn sync_folders(temporary: &Path, sent: &[SentFile], files: &dyn Files) -> Result<(), SendFault> {
    let mut folders: Vec<&str> = sent
        .iter()
        .filter_map(|file| file.path.rsplit_once('/'))
        .map(|(folder, _)| folder)
        .collect();
    folders.dedup();
    for folder in folders {
        files.sync_folder(&temporary.join(folder))?;
    }
    files.sync_folder(temporary)?;
    Ok(())
}

/// The first free name for the folder, or the name of one that already holds the same.
fn place(
    plan: &Plan,
    target: &Path,
    sent: &[SentFile],
    files: &dyn Files,
) -> Result<PathBuf, SendFault> {
    for number in 1..1000 {
        let name = match number {
            1 => plan.folder.clone(),
            _ => format!("{}（{number}）", plan.folder),
        };
        let folder = target.join(name);
        if !files.exists(&folder) || holds_the_same(&folder, sent, files) {
            return Ok(folder);
        }
    }
    let folder = target.join(&plan.folder);
    let cause = std::io::ErrorKind::AlreadyExists.into();
    Err(FileFault::new(FileOperation::Rename, &folder, cause).into())
}

fn holds_the_same(folder: &Path, sent: &[SentFile], files: &dyn Files) -> bool {
    let there = list_all(folder, "", files);
    there.is_some_and(|there| there.len() == sent.len())
        && sent.iter().all(|file| {
            files.contents(&folder.join(&file.path)).is_ok_and(|there| there == file.contents)
        })
}

/// Every file in a folder and its folders, as paths with `/`.
fn list_all(folder: &Path, prefix: &str, files: &dyn Files) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for name in files.list(folder).ok()? {
        let path = folder.join(&name);
        if files.is_folder(&path) {
            all.extend(list_all(&path, &format!("{prefix}{name}/"), files)?);
        } else {
            all.push(format!("{prefix}{name}"));
        }
    }
    Some(all)
}
