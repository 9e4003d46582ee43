//! Names for what is still being written, so that two programs that write the same thing at once never
//! touch each other's, and what a crash left behind is removed the next time.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use foundation::{Digest, Files};

/// A name that nobody else uses, as long as this lives.
#[derive(Debug)]
pub(crate) struct Unfinished {
    name: String,
}

/// What all names of what is not finished begin with.
const MARK: &str = ".shenbao-";

/// The names that this program is using.
static IN_USE: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

fn in_use() -> MutexGuard<'static, BTreeSet<String>> {
    IN_USE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Unfinished {
    /// For what will be called `name` in `folder`. Removes what runs that were cut off left there.
    pub(crate) fn new(folder: &Path, name: &str, files: &dyn Files) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let start = start(name);
        remove_abandoned(folder, files);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("{start}{}-{number}.tmp", std::process::id());
        in_use().insert(name.clone());
        Self { name }
    }

    /// The name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        in_use().remove(&self.name);
    }
}

/// Removes from a folder what programs were writing there that have ended.
pub fn remove_abandoned(folder: &Path, files: &dyn Files) {
    for left in files.list(folder).unwrap_or_default() {
        // Whatever it was to be called: the case may have another name by now.
        let rest = left.strip_prefix(MARK).and_then(|rest| rest.split_once('-'));
        if rest.is_some_and(|(_, rest)| is_abandoned(&left, rest, files)) {
            remove(&folder.join(left), files);
        }
    }
}

/// Removes from a folder all that was being written there, whoever wrote it: for a folder that only one program at a
/// time uses, before it does.
pub fn remove_unfinished(folder: &Path, files: &dyn Files) {
    let left = files.list(folder).unwrap_or_default();
    for left in left.iter().filter(|name| name.starts_with(MARK)) {
        remove(&folder.join(left), files);
    }
}

/// Removes what was not finished. What cannot be removed is hidden, and harms nobody.
pub(crate) fn remove(path: &Path, files: &dyn Files) {
    let _ = match files.is_folder(path) {
        true => files.remove_folder(path),
        false => files.remove_file(path),
    };
}

/// What every such name begins with: short, so that no system finds it too long.
fn start(name: &str) -> String {
    format!("{MARK}{}-", &Digest::of(name.as_bytes()).to_string()[..16])
}

/// Whether the program that wrote under this name has ended. Only Linux says so; elsewhere only what
/// this program itself left is known.
fn is_abandoned(name: &str, rest: &str, files: &dyn Files) -> bool {
    let Some((process, _)) = rest.split_once('-') else { return false };
    match process.parse::<u32>() {
        Ok(process) if process == std::process::id() => !in_use().contains(name),
        Ok(process) => {
            cfg!(target_os = "linux")
                && !files.exists(&Path::new("/proc").join(process.to_string()))
        }
        Err(_) => false,
    }
}
