//! Writes a planned folder: beside its place, file by file, and renamed when it is whole. Whatever fails, the place
//! holds the old state or the new, never half.

use std::path::{Path, PathBuf};

use disk::{Beside, DiskFault, copy_into, need_room, with_file};
use foundation::{Contents, FileFault, FileOperation, Files, Unwatched, Watch};
use media::{AiLabel, Cleaned, Removed};

use crate::plan::{Plan, Planned, Role, Source, list};

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
    /// The label of what artificial intelligence made that it bears.
    pub label: Option<AiLabel>,
}

/// A folder that was not written.
#[derive(Debug, thiserror::Error)]
pub enum SendFault {
    /// The folder above the target is not there.
    #[error("“{0}”不存在，不能在里面建立文件夹。请先建立它，或换一个位置。")]
    NoParent(PathBuf),
    /// A file or folder could not be read or written, or whoever watches asked to end.
    #[error(transparent)]
    Disk(#[from] DiskFault),
}

impl From<FileFault> for SendFault {
    fn from(fault: FileFault) -> Self {
        Self::Disk(fault.into())
    }
}

pub(crate) const LIST: &str = "清单.txt";

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
    let beside = Beside::new(&target.join(&plan.folder), files);
    let sent = write_all(plan, target, beside, files, watch);
    if sent.is_err() && made_target {
        // Another run may have put its own there meanwhile.
        let _ = files.remove_empty_folder(target);
    }
    Ok(sent?)
}

pub(crate) fn make_target(target: &Path, files: &dyn Files) -> Result<bool, SendFault> {
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
    if let Err(fault) = files.sync_name(target) {
        let _ = files.remove_empty_folder(target);
        return Err(fault.into());
    }
    Ok(true)
}

fn write_all(
    plan: &Plan,
    target: &Path,
    mut beside: Beside<'_>,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Sent, DiskFault> {
    let (sent, list) =
        fill(plan, beside.path(), files, watch).map_err(|fault| beside.at_its_place(fault))?;
    let folder = settle(plan, target, &mut beside, &sent, files)?;
    let numbered = folder != target.join(&plan.folder);
    Ok(Sent { folder, files: sent, list, numbered })
}

/// Writes all files and the list of them into the folder in the making.
fn fill(
    plan: &Plan,
    folder: &Path,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<(Vec<SentFile>, String), DiskFault> {
    let bytes = plan.files.iter().map(|planned| length(&planned.source, files)).sum();
    need_room(folder, bytes, files)?;
    files.make_folder(folder)?;
    watch.expect(bytes);
    let mut sent = Vec::new();
    for planned in &plan.files {
        sent.push(write_one(planned, folder, files, watch)?);
    }
    let listed: Vec<(&Planned, Contents)> =
        plan.files.iter().zip(&sent).map(|(planned, sent)| (planned, sent.contents)).collect();
    let list_text = list(&plan.heading, &listed);
    let list = Planned {
        path: LIST.into(),
        role: Role::List,
        form: None,
        pages: None,
        label: None,
        source: Source::Bytes(list_text.clone().into_bytes()),
    };
    sent.push(write_one(&list, folder, files, &Unwatched)?);
    sync_folders(folder, &sent, files)?;
    if watch.is_stopped() {
        return Err(DiskFault::Stopped);
    }
    Ok((sent, list_text))
}

/// Gives the finished folder its name, and says which.
fn settle(
    plan: &Plan,
    target: &Path,
    beside: &mut Beside<'_>,
    sent: &[SentFile],
    files: &dyn Files,
) -> Result<PathBuf, DiskFault> {
    loop {
        let contents: Vec<(String, Contents)> =
            sent.iter().map(|file| (file.path.clone(), file.contents)).collect();
        let folder = place((target, &plan.folder), &contents, files)?;
        if files.exists(&folder) {
            return Ok(folder);
        }
        match beside.settle_at(&folder) {
            // Another run has just taken the name: the next one is looked for.
            Err(DiskFault::File(fault)) if is_taken(&fault) => {}
            Err(fault) => return Err(fault),
            Ok(()) => return Ok(folder),
        }
    }
}

/// Whether something has that name by now.
pub(crate) fn is_taken(fault: &FileFault) -> bool {
    use std::io::ErrorKind as Kind;
    matches!(fault.cause.kind(), Kind::DirectoryNotEmpty | Kind::AlreadyExists)
}

fn write_one(
    planned: &Planned,
    folder: &Path,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<SentFile, DiskFault> {
    let path = folder.join(&planned.path);
    if let Some(folder) = path.parent() {
        files.make_folders(folder)?;
    }
    let copy = |source: disk::Source<'_>| copy_into(&path, source, files, watch);
    let contents = match &planned.source {
        Source::Bytes(bytes) => with_file(&bytes.as_slice(), &path, copy)?,
        Source::File(from) => with_file(files.open(from)?.as_ref(), from, copy)?,
        Source::Cleaned(from, cleaning) => {
            let file = files.open(from)?;
            with_file(&Cleaned::new(file.as_ref(), cleaning), from, copy)?
        }
    };
    Ok(SentFile {
        path: planned.path.clone(),
        role: planned.role,
        form: planned.form.clone(),
        pages: planned.pages,
        contents,
        removed: planned.source.removed().to_vec(),
        label: planned.label,
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

fn sync_folders(temporary: &Path, sent: &[SentFile], files: &dyn Files) -> Result<(), FileFault> {
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
pub(crate) fn place(
    (target, name): (&Path, &str),
    sent: &[(String, Contents)],
    files: &dyn Files,
) -> Result<PathBuf, FileFault> {
    for number in 1..1000 {
        let own = match number {
            1 => name.to_owned(),
            _ => format!("{name}（{number}）"),
        };
        let folder = target.join(own);
        if !files.exists(&folder) || holds_the_same(&folder, sent, files) {
            return Ok(folder);
        }
    }
    let folder = target.join(name);
    let cause = std::io::ErrorKind::AlreadyExists.into();
    Err(FileFault::new(FileOperation::Rename, &folder, cause))
}

fn holds_the_same(folder: &Path, sent: &[(String, Contents)], files: &dyn Files) -> bool {
    let there = list_all(folder, "", files);
    there.is_some_and(|there| there.len() == sent.len())
        && sent.iter().all(|(path, contents)| {
            files.contents(&folder.join(path)).is_ok_and(|there| there == *contents)
        })
}

/// Every file in a folder and its folders, as paths with `/`.
pub(crate) fn list_all(folder: &Path, prefix: &str, files: &dyn Files) -> Option<Vec<String>> {
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
